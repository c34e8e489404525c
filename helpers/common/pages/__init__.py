"""HTML from templates: every page of the kit is made here, and what data it shows is escaped.

A template stands beside the code that fills it, and is named by its path in `helpers`. A whole
page extends `common/pages/shell.html`, and has its styles in a file beside it: those of
`grading/templates/feedback.html` are in `feedback.css`. A fragment is a macro that bears the name
of its file, which is filled in a quarter of the time: `grading/templates/section.html` holds
`section`. Lines of a template are there for its reader, not for the page: see `JoinedLines`.

Whoever shows nothing needs no jinja2: import this module only where pages are made.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.compiler import CodeGenerator, Frame
from jinja2.ext import Extension
from jinja2.nodes import Template as Source
from markupsafe import Markup

HELPERS = Path(__file__).parents[2]
LINE_END = re.compile(r"(>|%\}|#\})?[ \t]*\n\s*(?=(<|\{%|\{#)?)")


def page(template: str, **data: Any) -> str:
    """A whole HTML document: a template filled with data. Raises UndefinedError if some lacks."""
    filled, style = whole(template)
    return filled.render(data, style=style)


def fragment(template: str, **data: Any) -> Markup:
    """A piece of HTML, which another template takes as it is: a template's macro, called with data.

    Raises UndefinedError where data lacks, and TypeError where the macro knows nothing of some.
    """
    return macro(template)(**data)


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
    """The jinja2 environment of the kit, which keeps every template that it has compiled."""
    made = Environment(
        loader=FileSystemLoader(HELPERS),
        auto_reload=False,
        autoescape=True,
        undefined=StrictUndefined,
        extensions=[JoinedLines],
    )
    made.code_generator_class = EscapedAsBefore
    return made


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

    def visit_Template(self, node: Source, frame: Frame | None = None) -> None:
        """Write the code of a template; what it calls to escape is looked up when it runs."""
        super().visit_Template(node, frame)
        self.writeline(f"from {__name__} import escaped as escape")


def escaped(value: Any) -> str:
    """What a template shows of a value: a fragment as it is, the text of all else escaped."""
    return value if isinstance(value, Markup) else html.escape(str(value))
