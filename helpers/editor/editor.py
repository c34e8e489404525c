"""The page on which a lesson is made of a text: what it asks for, and what it is told."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

import attrs
from attrs import define, evolve, field

from helpers.annotations.bring import bring
from helpers.annotations.formats import readable, written
from helpers.annotations.take import take_to
from helpers.authoring.proposals import read_proposals
from helpers.common.errors import KitError, LessonError
from helpers.common.file_names import safe_name
from helpers.common.text import plural, shorten, storable
from helpers.desk.at_desk import hand_out, place_of_packs
from helpers.desk.talk import Message, Pieces, Talk, word
from helpers.drafting.layout import Layout, Question, find_layout
from helpers.drafting.new_lesson import answer, missing, new_lesson
from helpers.drafting.passages import article_of
from helpers.drafting.source_text import read_source
from helpers.editor.checked import remarks
from helpers.editor.compare import compare
from helpers.editor.difference import Comparison
from helpers.editor.fields import FIELDS, LAYERS
from helpers.editor.history import files_of
from helpers.editor.settle import settle
from helpers.editor.workbench import Workbench
from helpers.exercises.asked import read_asked
from helpers.exercises.exercise import Exercise
from helpers.exercises.key import Key
from helpers.lesson.lesson import Lesson, lesson_folder, lesson_folders, lies_in, load, seeds_folder
from helpers.lesson.locked import is_sealed
from helpers.packs.own_notebooks import write_notebooks
from helpers.packs.pack import zipped
from helpers.questions.made import PREFIX
from helpers.questions.questions import questions_of
from helpers.questions.write import drop_questions, read_made, write_questions

FACTS = ("datePublished", "publisher", "inLanguage", "author", "rights", "source")
PARTS = ("headline", "byline", "credit")


@define
class Editor(Talk):
    """Answers the messages of the page on which a lesson is made."""

    layout: Layout | None = None
    benches: dict[str, Workbench] = field(factory=dict)
    others: dict[str, bytes] = field(factory=dict)  # of each lesson, the tables of another reader

    # ---- the text

    def open(self, _: Message, __: Pieces) -> dict[str, Any]:
        """The lessons there are, and how a row is asked for."""
        return {
            "lessons": lessons(),
            "here": lies_in(seeds_folder(), Path.cwd(), lessons()) or "",
            "takes": [[ending, one.NAME] for ending, one in written().items()],
            "brings": formats_in_words(readable()),
            "layers": [[name, title, list(tables)] for name, (title, tables) in LAYERS.items()],
            "fields": {
                table: [attrs.asdict(one) for one in some] for table, some in FIELDS.items()
            },
        }

    def read(self, message: Message, pieces: Pieces) -> dict[str, Any]:
        """The lines of a text that was pasted or given as a file, and what is known of it."""
        name = PurePosixPath(word(message, "name").replace("\\", "/")).name or "text.txt"
        data = bytes(pieces[0]) if pieces else word(message, "text").encode()
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / (safe_name(Path(name).stem) + Path(name).suffix.lower())
            path.write_bytes(data)
            self.layout = find_layout(read_source(path), word(message, "language") or None)
        return told(self.layout)

    def make(self, message: Message, _: Pieces) -> dict[str, Any]:
        """Make the lesson as its text was described, with a draft of every table."""
        if self.layout is None:
            raise KitError("Give the text first.")
        made = new_lesson(seeds_folder(), described(self.layout, message))
        self.layout = None
        return {"notes": list(made.notes), "lessons": lessons(), **self.bench(made.folder.name)}

    # ---- correcting

    def choose(self, message: Message, _: Pieces) -> dict[str, Any]:
        """A lesson with all its rows."""
        return self.bench(word(message, "lesson"))

    def bench(self, name: str) -> dict[str, Any]:
        """The state of a lesson by the name of its folder."""
        return self.workbench(name).state()

    def workbench(self, name: str) -> Workbench:
        """The desk of a lesson, with what can be undone there."""
        if name not in self.benches:
            folder = lesson_folder(seeds_folder(), name)
            if is_sealed(folder):
                raise KitError(f"{name} is sealed. Correct it where its tables are open.")
            self.benches[name] = Workbench(folder)
        return self.benches[name]

    def accept(self, message: Message, _: Pieces) -> dict[str, Any]:
        """Say yes to a proposal."""
        bench = self.of(message)
        return {"done": bench.accept(word(message, "row")), **bench.state()}

    def refuse(self, message: Message, _: Pieces) -> dict[str, Any]:
        """Say no to a proposal, or take a row away."""
        bench = self.of(message)
        return {"done": bench.refuse(word(message, "row")), **bench.state()}

    def change(self, message: Message, _: Pieces) -> dict[str, Any]:
        """Write other values into a row."""
        bench = self.of(message)
        return {"new": bench.change(word(message, "row"), texts(message, "cells")), **bench.state()}

    def point(self, message: Message, _: Pieces) -> dict[str, Any]:
        """Propose a row for words, or let a column of a row hold them."""
        bench, row = self.of(message), word(message, "row")
        at, start, end = word(message, "at"), number(message, "start"), number(message, "end")
        what = word(message, "what")
        new = (
            bench.point_for(row, what, at, start, end) if row else bench.point(what, at, start, end)
        )
        return {"new": new, **bench.state()}

    def merge(self, message: Message, _: Pieces) -> dict[str, Any]:
        """Let somebody, or a place, be the same as another."""
        bench = self.of(message)
        bench.merge(word(message, "row"), word(message, "into"))
        return bench.state()

    def undo(self, message: Message, _: Pieces) -> dict[str, Any]:
        """Take back the last change."""
        bench = self.of(message)
        return {"undone": bench.undo(), **bench.state()}

    def check(self, message: Message, _: Pieces) -> dict[str, Any]:
        """What `check` says of the rows, and of the lesson."""
        return {"remarks": [attrs.asdict(one) for one in remarks(self.of(message).folder)]}

    def give(self, message: Message, _: Pieces) -> dict[str, Any]:
        """The lesson as a ZIP, for another reader."""
        folder = self.of(message).folder
        article_of(folder)  # or say why it cannot be read
        names = [*files_of(folder), "article.txt"]
        data = zipped({name: (folder / name).read_bytes() for name in names})
        return {"data": data, "name": f"{folder.resolve().name}-tables.zip"}

    def bring(self, message: Message, pieces: Pieces) -> dict[str, Any]:
        """Propose what another tool marked in this text; a lesson of this kit comes in whole."""
        bench = self.of(message)
        said = message.get("names")
        names = [PurePosixPath(str(one).replace("\\", "/")).name for one in said or []]
        with tempfile.TemporaryDirectory() as folder:
            for name, data in zip(names, pieces, strict=False):
                (Path(folder) / name).write_bytes(bytes(data))
            marks = [name for name in names if Path(name).suffix.lower() in readable()]
            if len(marks) != 1:
                raise KitError(f"Choose one file with marks: {formats_in_words(readable())}.")
            with bench.history.change():
                made = bring(Path(folder) / marks[0], bench.folder)
        said = [f"{table}: {plural(count, 'row')} added" for table, count in made.rows.items()]
        said += [
            f"{table}: {plural(count, 'row')} proposed" for table, count in made.proposed.items()
        ]
        return {"said": [*said, *made.notes, *made.left], **bench.state()}

    def take(self, message: Message, _: Pieces) -> dict[str, Any]:
        """The rows of a lesson as a file of another tool, by the ending of such files."""
        folder, ending = self.of(message).folder, word(message, "ending")
        with tempfile.TemporaryDirectory() as place:
            target = Path(place) / f"{folder.resolve().name}{ending}"
            made = take_to(folder, target)
            data = target.read_bytes()
        said = [f"{row}: {why}" for row, why in made.lost.items()]
        if made.open:
            said.append(f"{plural(made.open, 'row')} that are only proposed are not in it.")
        return {"data": data, "name": target.name, "said": said}

    def compare(self, message: Message, pieces: Pieces) -> dict[str, Any]:
        """Hold the tables against those of another reader, who gave them as a ZIP."""
        bench = self.of(message)
        if pieces:
            self.others[word(message, "lesson")] = bytes(pieces[0])
        return {"comparison": self.comparison(bench, word(message, "lesson")), **bench.state()}

    def settle(self, message: Message, _: Pieces) -> dict[str, Any]:
        """Settle a difference: by the first reading, the second, or both with a reason."""
        bench, name = self.of(message), word(message, "lesson")
        with self.against(bench, name) as found:
            one = next((d for d in found.differences if d.id == word(message, "difference")), None)
            if one is None:
                raise KitError("This difference is settled already.")
            with bench.history.change():
                settle(bench.folder, one, word(message, "choice"), word(message, "reason"))
        return {"comparison": self.comparison(bench, name), **bench.state()}

    @contextmanager
    def against(self, bench: Workbench, name: str) -> Iterator[Comparison]:
        """The comparison with the other reading, while it lies in a file."""
        if name not in self.others:
            raise KitError("Give the other reader's tables first.")
        with tempfile.TemporaryDirectory() as folder:
            other = Path(folder) / "other.zip"
            other.write_bytes(self.others[name])
            yield compare(bench.folder, other)

    def comparison(self, bench: Workbench, name: str) -> dict[str, Any]:
        """How far two readers agree and where they differ, as plain values."""
        with self.against(bench, name) as found:
            return {
                "same": [one.sentence for one in found.same if not one.is_plain],
                "settled": len(found.settled),
                "marked": [
                    [one.table, *attrs.astuple(one.marked), one.marked.f1, one.marked.f1_exact]
                    for one in found.tables.values()
                ],
                "labels": [
                    [one.table, column, *attrs.astuple(label)]
                    for one in found.tables.values()
                    for column, label in one.labels.items()
                ],
                "differences": [
                    {"id": one.id, "sentence": one.sentence} for one in found.differences
                ],
            }

    def of(self, message: Message) -> Workbench:
        """The desk of the lesson that a message is about."""
        return self.workbench(word(message, "lesson"))

    # ---- questions, and handing out

    def questions(self, message: Message, _: Pieces) -> dict[str, Any]:
        """The questions that the tables settle, and those that the lesson asks already."""
        return self.asked(self.of(message))

    def write(self, message: Message, _: Pieces) -> dict[str, Any]:
        """Write the questions that were chosen, in this order and in these words; drop others."""
        bench = self.of(message)
        wording = texts(message, "wording")
        with bench.history.change():
            drop = message.get("drop")
            if isinstance(drop, list) and drop:
                drop_questions(opened(bench.folder), [str(one) for one in drop])
            if wording:
                write_questions(opened(bench.folder), wording, wording)
        return self.asked(bench)

    def asked(self, bench: Workbench) -> dict[str, Any]:
        """What the tables settle and what is asked, as plain values."""
        lesson = opened(bench.folder)
        made = questions_of(lesson)
        ready = read_made(lesson, made)
        there = read_asked(lesson.folder, lesson.slug, lesson.article)
        in_files = [one.id for one in there.exercises]
        return {
            "offered": [
                as_choice(one, ready.keys[one.id])
                for one in ready.exercises
                if one.id not in in_files
            ],
            "asked": [as_choice(one, there.keys.get(one.id)) for one in there.exercises],
            "can_undo": bool(bench.history.changes),
        }

    def hand_out(self, message: Message, _: Pieces) -> dict[str, Any]:
        """Make a pack of the lesson for a class, and its notebooks."""
        slug, kit = self.of(message).folder.resolve().name, seeds_folder().resolve().parent
        made = hand_out("pack", word(message, "name"), {"lesson": slug})
        first = write_notebooks(kit, slug)
        return {
            "file": made["path"],
            "lines": made["lines"],
            "notebooks": first.parent.relative_to(kit).as_posix(),
            "data": (place_of_packs() / made["path"]).read_bytes(),
        }


Editor.SHORT = {
    "open": Editor.open,
    "read": Editor.read,
    "choose": Editor.choose,
    "accept": Editor.accept,
    "refuse": Editor.refuse,
    "change": Editor.change,
    "point": Editor.point,
    "merge": Editor.merge,
    "undo": Editor.undo,
    "check": Editor.check,
}
Editor.LONG = {
    "make": Editor.make,
    "give": Editor.give,
    "bring": Editor.bring,
    "take": Editor.take,
    "compare": Editor.compare,
    "settle": Editor.settle,
    "questions": Editor.questions,
    "write": Editor.write,
    "hand out": Editor.hand_out,
}


def lessons() -> list[str]:
    """The lessons whose tables can be corrected, by the names of their folders."""
    return [one.name for one in lesson_folders(seeds_folder()) if not is_sealed(one)]


def formats_in_words(formats: Mapping[str, Any]) -> str:
    """The formats of other tools with the endings of their files."""
    return ", ".join(f"{one.NAME} ({ending})" for ending, one in formats.items())


def told(layout: Layout) -> dict[str, Any]:
    """What was found in a text, and what has to be asked, as plain values."""
    return {
        "lines": list(layout.lines),
        "layout": {part: getattr(layout, part) for part in PARTS},
        "facts": {name: layout.facts.get(name, "") for name in FACTS},
        "unsure": [one.question for one in layout.questions if one.fact == "body"],
    }


def described(layout: Layout, message: Message) -> Layout:
    """The layout as the page describes it: which lines are what, which are none, and the facts.

    Raises KitError where a fact that a lesson needs is missing, or cannot be read.
    """
    for name, value in texts(message, "facts").items():
        if name in FACTS:
            layout = answer(layout, Question(name, ""), value)
    said = message.get("roles")
    roles = [str(one) for one in said] if isinstance(said, list) else []
    if len(roles) == len(layout.lines):
        kept = [number for number, role in enumerate(roles) if role != "none"]
        lines = tuple(layout.lines[number] for number in kept)
        headline, byline, credit = (
            next((new for new, old in enumerate(kept, 1) if roles[old] == part), None)
            for part in PARTS
        )
        layout = evolve(
            layout, lines=lines, questions=(), headline=headline, byline=byline, credit=credit
        )
    if lacking := missing(layout):
        words = {
            "headline": "which line is the headline",
            "publisher": "who published it",
            "datePublished": "when it was published",
            "inLanguage": "in which language it is",
            "rights": "whose the text is, and whether the class may have it",
        }
        raise KitError(f"Say first {'; '.join(words.get(one, one) for one in lacking)}.")
    return layout


def opened(folder: Path) -> Lesson:
    """A lesson whose tables are read. Raises LessonError with all that is wrong."""
    lesson, findings = load(folder)
    count = len(read_proposals(folder))
    if count:
        raise KitError(
            f"{count} proposed rows are open. Say yes or no to each first: questions are made only "
            "of what counts as read."
        )
    if findings.problems or lesson is None:
        raise LessonError(folder.resolve().name, findings.problems)
    return lesson


def as_choice(exercise: Exercise, key: Key | None) -> dict[str, Any]:
    """A question as it is chosen by: its words, and its answer."""
    answers = exercise.right_answers(key) if key is not None else []
    return {
        "id": exercise.id,
        "notebook": exercise.notebook,
        "title": exercise.title,
        "kind": exercise.kind,
        "question": exercise.question,
        "answers": [shorten(one, 300) for one in answers],
        "made": exercise.id.startswith(PREFIX),
    }


def texts(message: Message, name: str) -> dict[str, str]:
    """Texts by name in a message, or none."""
    value = message.get(name)
    if not isinstance(value, Mapping):
        return {}
    return {str(one): storable(text) for one, text in value.items() if isinstance(text, str)}


def number(message: Message, name: str) -> int:
    """A whole number in a message; -1 where there is none."""
    value = message.get(name)
    return value if isinstance(value, int) else -1
