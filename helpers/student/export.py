"""A student's notebook as a page: each question with the student's answer, and no reference.

JupyterLab makes a page of a notebook where it is exported as HTML and where it is printed, and so
does `jupyter nbconvert --to html`: all call StudentPage, which jupyter/jupyter_config.py names.
What they are given is the saved notebook, in which no live form is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import unescape
from pathlib import Path
from typing import Any

from attrs import define, field
from markupsafe import Markup
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode
from traitlets import Bool

from helpers.common.errors import Findings, KitError, LessonError
from helpers.common.pages import fragment
from helpers.exercises.answer_file import Entry
from helpers.exercises.exercise import Exercise
from helpers.lesson.lesson import lesson_folder, load_public, seeds_folder
from helpers.student.report import lines
from helpers.student.session import open_answering

REFERENCE, WITH_REFERENCE = "reference", "with-reference"  # tags of cells
NAME = r"""["']([^"'\n]+)["']"""
OPENS = re.compile(rf"\bopen_(?:notebook\(|exercises\(.+,)\s*{NAME}\s*\)")
# A student may have written more into a cell, or what is no Python: so it is not parsed.
ASKS = re.compile(rf"^ask\(\s*{NAME}", re.MULTILINE)
ONLY_ASKS = re.compile(rf"\s*(ask\({NAME}\)\s*)+")
ONLY_PANEL = re.compile(rf"\s*ask\.panel\({NAME}\)\s*")
HEADING = re.compile(r"^#+ ", re.MULTILINE)
OWN_CODE = re.compile(r"^#+ Do it yourself$", re.MULTILINE)
NOT_ANSWERED, NOT_KNOWN = "Not answered yet.", "No answer could be read."
MEND = "Run the cells of this notebook, and make the page again."


@define
class Work:
    """What a notebook asks, by place, the answers that are saved, and what could not be read."""

    asked: dict[str, list[Exercise]] = field(factory=dict)
    saved: Mapping[str, Entry] = field(factory=dict)
    trouble: str = ""


class StudentPage(Preprocessor):
    """Makes a notebook of the kit ready to be a page; leaves any other as it is.

    On the page are the questions with the student's answers, and not the panels, nor the code that
    only opens the lesson, asks, or shows what is left out.
    """

    with_reference = Bool(False, help="Whether the page shows the reference reading.").tag(
        config=True
    )

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """The notebook as the page is to show it, and the resources as they were."""
        number = number_of(nb.cells)
        if not number:
            return nb, resources
        folder = resources.get("metadata", {}).get("path") or "."
        work = read_work(Path(folder).resolve(), number)
        with_reference = self.with_reference or any(WITH_REFERENCE in tags(one) for one in nb.cells)
        nb.cells = page_cells(nb.cells, work, with_reference)
        return nb, resources


def number_of(cells: Iterable[NotebookNode]) -> str:
    """The number under which a notebook of the kit opens its exercises; nothing of any other."""
    code = "\n".join(one.source for one in cells if one.cell_type == "code")
    opens = OPENS.search(code) if "from helpers import" in code else None
    return opens[1] if opens else ""


def read_work(folder: Path, number: str) -> Work:
    """What a notebook in `folder` asks, and the answers to it. Nothing is raised or written."""
    try:
        findings = Findings()
        there = lesson_folder(seeds_folder(folder), here=folder)
        lesson = load_public(there, findings)
        if lesson is None:
            raise LessonError(there.name, findings.problems)
        answering = open_answering(lesson)
    except KitError as error:
        return Work(trouble=f"Your answers are not on this page. {error}")
    asked: dict[str, list[Exercise]] = {}
    for one in answering.asked(number):
        asked.setdefault(one.place, []).append(one)
    saved, trouble = answering.work.glance()
    return Work(asked, saved, f"{trouble} {MEND}" if trouble else "")


def page_cells(cells: list[NotebookNode], work: Work, with_reference: bool) -> list[NotebookNode]:
    """The cells of the page."""
    found: list[NotebookNode] = []
    in_own_code = False
    for cell in cells:
        if cell.cell_type != "code":
            if HEADING.search(cell.source):
                in_own_code = OWN_CODE.search(cell.source) is not None
        elif ONLY_PANEL.fullmatch(cell.source):
            continue
        elif asked := [one for at in ASKS.findall(cell.source) for one in work.asked.get(at, ())]:
            kept = [one for one in cell.outputs if not is_question(one)]
            cell.outputs = [*kept, as_output(answered(asked, work))]
        elif REFERENCE in tags(cell) and not with_reference:
            cell.outputs = [left_out(cell.outputs)] if cell.outputs else []
        elif OPENS.search(cell.source):
            cell.outputs = [as_output(top(work.trouble))]  # that all is ready is no news on paper
        if cell.cell_type == "code" and not in_own_code and hides_code(cell):
            cell.metadata["transient"] = {"remove_source": True}
        found.append(cell)
    return found


def is_question(output: NotebookNode) -> bool:
    """Whether an output is what the cell asks, or the last value of its code."""
    html = output.get("data", {}).get("text/html", "")
    return output.output_type == "execute_result" or "news-exercise" in html


def hides_code(cell: NotebookNode) -> bool:
    """Whether the code of a cell says nothing on paper: a student wrote none of it."""
    only_asks = ONLY_ASKS.fullmatch(cell.source) is not None
    return only_asks or REFERENCE in tags(cell) or OPENS.search(cell.source) is not None


def top(trouble: str) -> Markup:
    """What stands on top: the styles of the page, and what could not be read."""
    styles = (Path(__file__).parent / "templates" / "export.css").read_text("utf-8")
    said = fragment("student/templates/trouble.html", words=trouble) if trouble else ""
    return Markup(f"<style>{styles}</style>{said}")


def answered(asked: Iterable[Exercise], work: Work) -> Markup:
    """Questions, each with the answer to it."""
    shown = []
    for exercise in asked:
        told, as_table = lines(exercise, work.saved)
        question = fragment(
            "student/templates/answered.html",
            title=exercise.title,
            question=exercise.question,
            lines=told,
            as_table=as_table,
            offers=exercise.question_lines(),
            without=NOT_KNOWN if work.trouble else NOT_ANSWERED,
        )
        shown.append(question)
    return Markup("").join(shown)


def left_out(outputs: Iterable[NotebookNode]) -> NotebookNode:
    """What stands in the place of outputs: their title, which is the first line of their HTML."""
    html = "\n".join(one.get("data", {}).get("text/html", "") for one in outputs)
    first = html.partition("\n")[0]
    title = "" if first.startswith("<") else unescape(first)
    return as_output(fragment("student/templates/left_out.html", title=title))


def as_output(html: Markup) -> NotebookNode:
    """HTML as an output of a cell."""
    data = NotebookNode({"text/html": str(html)})
    return NotebookNode(output_type="display_data", data=data, metadata=NotebookNode())


def tags(cell: NotebookNode) -> list[str]:
    """The tags of a cell."""
    found: list[str] = cell.metadata.get("tags", [])
    return found
