"""HTML from templates: every page of the kit is made here, and what data it shows is escaped.

A template stands beside the code that fills it, and is named by its path in `helpers`. A whole
page extends `common/pages/shell.html`, and has its styles in a file beside it: those of
`grading/templates/feedback.html` are in `feedback.css`. A fragment is a macro that bears the name
of its file, which is filled in a quarter of the time: `grading/templates/section.html` holds
`section`. Lines of a template are there for its reader, not for the page: see `templates.py`.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable
from functools import cache
from html import escape
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

if TYPE_CHECKING:
    from jinja2 import Environment, Template

HELPERS = Path(__file__).parents[2]
CODE = re.compile("`([^`\\n]+)`")


def page(template: str, **data: Any) -> str:
    """A whole HTML document: a template filled with data. Raises UndefinedError if some lacks."""
    filled, style = whole(template)
    return filled.render(data, style=style)


def fragment(template: str, **data: Any) -> Markup:
    """A piece of HTML, which another template takes as it is: a template's macro, called with data.

    Raises UndefinedError where data lacks, and TypeError where the macro knows nothing of some.
    """
    return macro(template)(**data)


def image(svg: bytes, alternative: str) -> Markup:
    """An HTML image of an SVG: unlike a bare SVG it shows in a notebook that is not trusted."""
    data = b64encode(svg).decode("ascii")
    return fragment("common/pages/image.html", data=data, alternative=alternative)


def coded(words: str) -> Markup:
    """Words of a lesson as HTML: what stands between backticks is code."""
    return Markup(CODE.sub(r"<code>\1</code>", escape(words)))


@cache
def whole(template: str) -> tuple[Template, Markup]:
    """The template of a whole page, and its styles."""
    style = (HELPERS / template).with_suffix(".css").read_text("utf-8")
    return environment().get_template(template), Markup(style)


@cache
def macro(template: str) -> Callable[..., Markup]:
    """The macro of a template that bears the template's name."""
    module = environment().get_template(template).module
    found: Callable[..., Markup] = getattr(module, PurePosixPath(template).stem)
    return found


@cache
def environment() -> Environment:
    """The environment of the kit's templates; jinja2 is loaded when the first page is made."""
    from helpers.common.pages.templates import KitEnvironment

    return KitEnvironment(HELPERS)
