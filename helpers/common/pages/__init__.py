"""HTML from templates: every page of the kit is made here, and what data it shows is escaped.

A template stands beside the code that fills it, and is named by its path in `helpers`, such as
`grading/templates/feedback.html`. A whole page extends `common/pages/shell.html`. Lines
of a template are there for its reader, not for the page: see `JoinedLines`.

Whoever shows nothing needs no jinja2: import this module only where pages are made.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension
from markupsafe import Markup

HELPERS = Path(__file__).parents[2]
LINE_END = re.compile(r"(>|%\}|#\})?[ \t]*\n\s*(?=(<|\{%|\{#)?)")


def page(template: str, **data: Any) -> str:
    """A whole HTML document: a template filled with data. Raises UndefinedError if some lacks."""
    return f"{environment().get_template(template).render(data)}\n"


def fragment(template: str, **data: Any) -> Markup:
    """A piece of HTML, which another template takes as it is: a template filled with data."""
    return Markup(environment().get_template(template).render(data))


class JoinedLines(Extension):
    """Joins the lines of a template, which are there for its reader, as they are to be on the page.

    A line break beside a tag or a statement is none of the page's; elsewhere it stays, without the
    indentation. An empty line stands for a line break of the page.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The source of a template with its lines joined; that of a style sheet as it is."""
        return LINE_END.sub(joined, source) if (name or "").endswith(".html") else source


def joined(end: re.Match[str]) -> str:
    """What becomes of the end of a line, with the tag or statement before it."""
    before, after = end.groups()
    stays = end.group().count("\n") > 1 or not (before or after)
    return (before or "") + ("\n" if stays else "")


@cache
def environment() -> Environment:
    """The jinja2 environment of the kit, which keeps every template that it has compiled."""
    return Environment(
        loader=FileSystemLoader(HELPERS),
        auto_reload=False,
        autoescape=True,
        finalize=escaped,
        undefined=StrictUndefined,
        extensions=[JoinedLines],
    )


def escaped(value: Any) -> Markup:
    """What a template shows of a value: its text, escaped as Python's `html` does it.

    jinja2 alone would write quotation marks in another way (&#39; for &#x27;), and every page that
    was made before would say something else when a class is graded again.
    """
    return value if isinstance(value, Markup) else Markup(escape(str(value)))
