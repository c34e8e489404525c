"""The code of the form, for a notebook and for a page of the link: one module of JavaScript."""

from __future__ import annotations

from pathlib import Path

from helpers.common.web import asset
from helpers.exercises.kinds import modules

HERE = Path(__file__).parent


def script() -> str:
    """The code of the form: the pieces it is made of, the builder of each kind, and the rest.

    Raises FileNotFoundError, which names the file, where a kind of exercise has no builder.
    """
    builders = [HERE / "kinds" / f"{name}.js" for name in modules()]
    parts = ("popover", "paragraphs", "glossary", "reading", "prose", "verdicts", "pieces")
    files = [*(HERE / f"{name}.js" for name in parts), *builders, HERE / "form.js"]
    return "\n".join([asset("elements.js"), *(one.read_text("utf-8") for one in files)])
