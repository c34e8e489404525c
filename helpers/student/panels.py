"""The panels: what a notebook shows of a student's work as a whole, and what is done with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from helpers.common.errors import KitError
from helpers.common.store import NotSaved
from helpers.common.text import plural
from helpers.exercises.asked import how_many
from helpers.lesson.locked import SealedLesson, was_opened
from helpers.student.hand_in import as_typed, assignment_in_words, hand_in, open_in_words
from helpers.student.session import Answering, progress

CLOSED = "Your answers are saved. What is said to them opens with the code of your class."
OPENED = (
    "It is open. To see what is said to your answers, choose Run, then Run All Cells, in each "
    "notebook: in this one now, in the others when you open them."
)
OPENED_ONE = "It is open. To see what is said to your answers, choose Run, then Run All Cells."
OPEN = "It is open: you see the reply to an answer at once."
UNSEALED = "Nothing is sealed in this kit: you see the reply to an answer at once."


def show_progress(answering: Answering, _: dict[str, Any]) -> dict[str, Any]:
    """How far the student is."""
    head = ["", "done", "right", "to mend", "marks", "minutes left"]
    try:
        return {"caption": "How far you are", "head": head, "rows": progress(answering)}
    except NotSaved as error:
        return {"caption": str(error), "head": head, "rows": []}


def show_saved(answering: Answering, message: dict[str, Any]) -> dict[str, Any]:
    """What is saved; download it, restore it or add a copy's where the page asks for that."""
    work = answering.work
    shown: dict[str, Any] = {"file": work.path.name}
    try:
        if isinstance(message.get("restore"), str):
            shown["status"] = work.restore(message["restore"])
        if isinstance(message.get("merge"), str):
            shown["status"] = work.add_copy(message["merge"])
        if message.get("download"):
            shown["text"] = work.download()
        entries = answering.entries()
        saved = plural(len(entries), "answer")
        line = f"Saved: {saved} to {how_many(answering.exercises.values())}."
        kept = f"kept by {work.keeper}" if work.keeper else f"in {place_of(work.path)}"
        line += f" They are {kept}."
        why = "A program that synchronises folders may have made it."
        shown["copies"] = [
            [name, f"{name} beside it holds {plural(new, 'answer')} more. {why}"]
            for name, (new, _) in work.copies().items()
        ]
    except NotSaved as error:
        line = str(error)
    return shown | {"line": line, "notes": list(work.notes)}


def show_code(answering: Answering, message: dict[str, Any]) -> dict[str, Any]:
    """Whether the key is sealed; open it where the page brings a code."""
    status = ""
    if isinstance(message.get("code"), str):
        try:
            answering.unlock(message["code"])
            status = state_of_key(answering)
        except KitError as error:
            status = str(error)
    line = state_of_key(answering)
    shown = {"sealed": answering.is_graded, "line": "" if status == line else line}
    return shown | ({"status": status} if status else {})


def state_of_key(answering: Answering) -> str:
    """Whether the key is sealed, and what there is to do, in words."""
    if answering.is_graded:
        return CLOSED
    if isinstance(answering.lesson, SealedLesson):  # opened since this notebook was run
        notebooks = {one.notebook for one in answering.exercises.values()}
        return OPENED if len(notebooks) > 1 else OPENED_ONE
    return OPEN if was_opened(answering.lesson.folder) else UNSEALED


def show_report(answering: Answering, message: dict[str, Any]) -> dict[str, Any]:
    """The report as a page, where the page asks for it."""
    line = "One page: your claim, its chain, your report, your map and your timeline."
    shown: dict[str, Any] = {"line": f"{line} Print it, or show it. It needs nothing else."}
    try:
        if isinstance(message.get("take_out"), str):
            answering.own_work.take_out(message["take_out"])
    except KitError as error:
        shown["status"] = str(error)
    shown["own_work"] = answering.own_work.titles()
    if message.get("make") is True:
        from helpers.student.report import page

        typed = {one: as_typed(message.get(one)) for one in ("name", "headline")}
        file = f"report-{answering.lesson.slug}.html"
        try:
            made = page(answering, **typed)
            shown |= {"page": made, "file": file, "status": "Ready."} | typed
        except NotSaved as error:
            shown["status"] = str(error)
    return shown


def place_of(path: Path) -> str:
    """Where a file lies, as a student finds it."""
    return f"{path.parent.name}/{path.name}"


def show_hand_in(answering: Answering, message: dict[str, Any]) -> dict[str, Any]:
    """What is done and open; hand in where the page asks for it."""
    shown: dict[str, Any] = {"about": assignment_in_words(answering.assignment)}
    typed = as_typed(message.get("name"))
    try:
        if message.get("hand_in") is True:
            path, text = hand_in(answering, typed)
            where = path.name if answering.work.keeper else place_of(path)
            shown |= {"file": path.name, "text": text}
            shown["status"] = f"This is the file for your teacher: {where}."
    except KitError as error:
        shown["status"] = str(error)
    try:
        shown["line"] = open_in_words(answering)
        shown["name"] = typed or as_typed(answering.work.student())
    except NotSaved as error:
        shown |= {"line": str(error), "name": typed}
    return shown


REPLIES: dict[str, Callable[[Answering, dict[str, Any]], dict[str, Any]]] = {
    "progress": show_progress,
    "saved": show_saved,
    "code": show_code,
    "report": show_report,
    "hand-in": show_hand_in,
}
