"""How the kit's templates become HTML: their lines joined, and all that they show escaped."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.compiler import CodeGenerator, Frame
from jinja2.ext import Extension
from jinja2.nodes import Template
from markupsafe import Markup

from helpers.common.pages import coded

LINE_END = re.compile(r"(>|%\}|#\})?[ \t]*\n\s*(?=(<|\{%|\{#)?)")


class JoinedLines(Extension):
    """Joins the lines of a template, which are there for its reader, as they are to be on the page.

    A line break beside a tag or a statement is none of the page's; elsewhere it stays, without the
    indentation. An empty line stands for a line break of the page.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The source of a template with its lines joined."""
        return LINE_END.sub(joined, source)


def joined(end: re.Match[str]) -> str:
    """What becomes of the end of a line, with the tag or statement before it."""
    before, after = end.groups()
    stays = end.group().count("\n") > 1 or not (before or after)
    return (before or "") + ("\n" if stays else "")


class EscapedAsBefore(CodeGenerator):
    """Compiles templates that escape with `escaped`, where jinja2 would with markupsafe.

    markupsafe writes &#39; for &#x27; and &#34; for &quot;: the page of every student with an
    apostrophe on it would say something else when a class is graded again. It is slower, too.
    """

    def visit_Template(self, node: Template, frame: Frame | None = None) -> None:
        """Write the code of a template; what it calls to escape is looked up when it runs."""
        super().visit_Template(node, frame)
        self.writeline(f"from {__name__} import escaped as escape")


def escaped(value: Any) -> str:
    """What a template shows of a value: a fragment as it is, the text of all else escaped."""
    return value if isinstance(value, Markup) else html.escape(str(value))


class KitEnvironment(Environment):
    """A jinja2 environment for the templates of a folder; it keeps all that it has compiled."""

    code_generator_class = EscapedAsBefore

    def __init__(self, folder: Path) -> None:
        """Find templates by their path in `folder`."""
        super().__init__(
            loader=FileSystemLoader(folder),
            auto_reload=False,
            autoescape=True,
            undefined=StrictUndefined,
            extensions=[JoinedLines],
        )
        self.filters["coded"] = coded
