"""A made question: an entry for exercises.yaml, one for key.yaml, and the rows it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from attrs import field, frozen

from helpers.exercises.exercise import LEVELS
from helpers.lesson.article import Article, Passage, occurrences
from helpers.lesson.tables import TABLES, Row

PREFIX = "made-"  # of every id: what has it is never taken for one that was written by hand
Entry = Mapping[str, Any]


@frozen
class Made:
    """A question with its key, in the form that the two files have: names, texts, lists.

    `rows` are those of the tables that settle it.
    """

    family: str
    entry: Entry
    key: Entry
    rows: tuple[Row, ...]

    @property
    def id(self) -> str:
        """Its id, made of the ids of its rows: the same whenever it is made."""
        return str(self.entry["id"])

    @property
    def rests_on(self) -> list[str]:
        """The rows that settle it, in words: `mentions.csv, row 12`."""
        names = {table: name for name, table in TABLES.items()}
        return [f"{names[type(row)]}.csv, row {row.row}" for row in self.rows]


@frozen
class Option:
    """An option: its id, what the student reads, what is said to it, and the words that show it.

    `misconception` names a wrong reading; one that is `optional` may be ticked or not.
    """

    id: str
    text: str
    message: str
    right: bool = False
    misconception: str = ""
    evidence: Passage | None = None
    optional: bool = False


@frozen
class Line:
    """A row to be matched: its id, its text, what is right, why, and what is said to the wrong.

    `wrong` maps choices to a misconception and a message.
    """

    id: str
    text: str
    right: str
    message: str
    evidence: Passage | None = None
    wrong: Mapping[str, tuple[str, str]] = field(factory=dict)


@frozen
class Family:
    """A family of questions: its name, and where its exercises belong in the notebooks.

    `like` are the kinds of exercise by which somebody who writes one would ask the same there, and
    `rank` is its place among the families. One that is `of_actors` asks about them, and not about
    single passages.
    """

    name: str
    notebook: str
    place: str
    objective: str
    like: tuple[str, ...]
    rank: int
    of_actors: bool = False

    def made(
        self,
        about: Mapping[str, Any],
        name: str,
        rows: Iterable[Row],
        entry: Entry,
        key: Entry,
        minutes: int,
        marks: int,
    ) -> Made:
        """A question of this family; `entry` has its kind, title, question and what that needs."""
        known = [str(one["id"]) for one in about.get("objectives", ()) if one.get("id")]
        aim = self.objective if self.objective in known or not known else known[0]
        head = {"id": f"{PREFIX}{self.name}-{name}", "notebook": self.notebook}
        head |= {"place": self.place, "kind": entry["kind"], "title": entry["title"]}
        head |= {"question": entry["question"], "objective": aim}
        head |= {"minutes": str(minutes), "marks": str(marks)}
        return Made(self.name, {**head, **entry}, key, tuple(rows))


def cite(article: Article, passage: Passage | None) -> dict[str, str]:
    """The passage as a key names it: at, quote and, where the words recur, nth."""
    if passage is None:
        return {}
    part = article.parts[passage.at]
    quote = passage.quote.strip()
    start = passage.start - part.start + len(passage.quote) - len(passage.quote.lstrip())
    starts = list(occurrences(part.quote, quote))
    if not quote or start not in starts:
        return {}
    found = {"at": passage.at, "quote": quote}
    return found | ({"nth": str(starts.index(start) + 1)} if len(starts) > 1 else {})


def once(options: Sequence[Option]) -> list[tuple[Option, str]]:
    """The options, each with its misconception where no option before it has the same."""
    seen = {""}
    found = []
    for one in options:
        found.append((one, "" if one.misconception in seen else one.misconception))
        seen.add(one.misconception)
    return found


def choose_one(article: Article, options: Sequence[Option]) -> tuple[dict[str, Any], Entry]:
    """The own fields of an exercise in which one option is chosen, and its key."""
    replies: dict[str, Any] = {}
    for one, misread in once(options):
        said = {"marks": "1" if one.right else "0", "message": one.message}
        named = {"misconception": misread} if misread else {}
        replies[one.id] = {**said, **named, **cite(article, one.evidence)}
    return {"kind": "one", "options": {one.id: one.text for one in options}}, {"options": replies}


def choose_several(
    article: Article, options: Sequence[Option], message: str
) -> tuple[dict[str, Any], Entry]:
    """The own fields of an exercise in which all that fits is ticked, and its key."""
    replies: dict[str, Any] = {}
    for one, misread in once(options):
        fits = {"right": "yes" if one.right else "no"}
        fits |= {"optional": "yes"} if one.optional else {}
        named = {"misconception": misread} if misread else {}
        replies[one.id] = {**fits, "message": one.message, **named, **cite(article, one.evidence)}
    key = {"message": message, "options": replies}
    return {"kind": "several", "options": {one.id: one.text for one in options}}, key


def match(
    article: Article, lines: Sequence[Line], choices: Mapping[str, str], message: str
) -> tuple[dict[str, Any], Entry]:
    """The own fields of an exercise in which rows get one of the choices each, and its key."""
    rows: dict[str, Any] = {}
    used: set[str] = set()
    for one in lines:
        wrong: dict[str, Any] = {}
        for choice, (name, said) in one.wrong.items():
            if choice in choices:
                message_of_row = said if said not in used else f"{one.text}: {said}"
                used.add(message_of_row)
                reply = {"misconception": name, "message": message_of_row}
                wrong[choice] = reply | cite(article, one.evidence)
        row = {"right": one.right, "message": one.message, **cite(article, one.evidence)}
        rows[one.id] = row | ({"wrong": wrong} if wrong else {})
    entry = {"kind": "match", "rows": {one.id: one.text for one in lines}, "choices": dict(choices)}
    return entry, {"message": message, "rows": rows}


def written(words: int, rubric: Sequence[str], levels: Sequence[str], message: str) -> Any:
    """The own fields of an exercise that a person marks, and its key; both best level first."""
    entry = {
        "kind": "written",
        "words": str(words),
        "rubric": dict(zip(LEVELS, rubric, strict=True)),
    }
    return entry, {"message": message, "levels": dict(zip(LEVELS, levels, strict=True))}
