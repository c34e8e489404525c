"""The questions that a lesson's tables settle, less what somebody has asked by hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from attrs import frozen

from helpers.exercises.asked import Asked, read_asked
from helpers.exercises.exercise import Exercise
from helpers.exercises.key import UNSAID, Key, Reply
from helpers.lesson.article import Passage
from helpers.lesson.lesson import Lesson
from helpers.lesson.tables import Event, Mention, Statement, Toponym
from helpers.questions.families import families
from helpers.questions.made import PREFIX, Family, Made
from helpers.questions.reading import Placed, Reading, touch, where

NOTHING = Asked((), {})


def make_questions(lesson: Lesson, asked: Asked = NOTHING) -> list[Made]:
    """The questions that the tables of a lesson settle, in the order of the notebooks.

    What an exercise of `asked` that was written by hand asks of the same rows is left out. Made
    again from the same tables, every question is the same.
    """
    found: dict[str, Made] = {}
    for family, make in families().items():
        hand = HandWritten(lesson, family, asked)
        for made in make(Reading(lesson, hand.leaves_free)):
            found.setdefault(made.id, made)
    return list(found.values())


def questions_of(lesson: Lesson) -> list[Made]:
    """The questions for a lesson as its folder is now. LessonError where that has problems."""
    return make_questions(lesson, read_asked(lesson.folder, lesson.slug, lesson.article))


@frozen
class HandWritten:
    """The exercises written by hand that ask like one family, where its own would stand."""

    lesson: Lesson
    family: Family
    asked: Asked

    def leaves_free(self, row: Placed) -> bool:
        """Say whether none of them asks about a row."""
        return not any(self.is_on(one, row) for one in self.exercises())

    def exercises(self) -> Iterator[Exercise]:
        """The exercises of the same sort, in the same place; those that were made are none."""
        for one in self.asked.exercises:
            here = (one.notebook, one.place) == (self.family.notebook, self.family.place)
            if here and one.kind in self.family.like and not one.id.startswith(PREFIX):
                yield one

    def is_on(self, exercise: Exercise, row: Placed) -> bool:
        """Say whether an exercise is about a row: by an id, by words it quotes, or by its key.

        One that a person marks is about all rows of its sort.
        """
        if exercise.marked_by_person or (ids_of(row) & {*exercise.rows, *items(exercise)}):
            return True
        offered = {**getattr(exercise, "options", {}), **exercise.rows}
        if self.family.of_actors:
            actors = row.actor if isinstance(row, Mention) else ids_of_source(row)
            names = [self.lesson.names[one] for one in actors]
            return bool(set(actors) & offered.keys()) or any(
                name in text for name in names for text in offered.values()
            )
        if any(quotes(text, row) for text in (exercise.question, *offered.values())):
            return True
        key = self.asked.keys.get(exercise.id)
        here = self.sentence(row) if isinstance(row, Statement) else row.passage
        return key is not None and any(touch(one, here) for one in shown(key))

    def sentence(self, row: Placed) -> Passage:
        """The sentence of a row."""
        return Reading(self.lesson, lambda _: True).sentence(row.passage)


def ids_of(row: Placed) -> set[str]:
    """The ids by which an exercise that is drawn names a row."""
    if isinstance(row, Event):
        return {row.event}
    return {row.place} if isinstance(row, Toponym) else set()


def ids_of_source(row: Placed) -> tuple[str, ...]:
    """The source of a statement."""
    return (row.source,) if isinstance(row, Statement) else ()


def quotes(text: str, row: Placed) -> bool:
    """Say whether a text of an exercise quotes the words of a row, and says where they stand."""
    words = row.expression if isinstance(row, Event) else row.quote
    if not words or not re.search(rf"{re.escape(where(row.at))}(?!\d)", text):
        return False
    return bool(re.search(rf"“([^”]*\W)?{re.escape(words)}(\W[^”]*)?”", text))


def items(exercise: Exercise) -> Iterable[str]:
    """The ids of what is put in order, if anything is."""
    return getattr(exercise, "items", ())


def shown(key: Key) -> Iterator[Passage]:
    """The passages that a key shows, but for those of its misconceptions."""
    replies: list[Reply] = [
        *getattr(key, "options", {}).values(),
        *getattr(key, "answers", ()),
        *(row.reply for row in key.rows.values()),
    ]
    for reply in replies:
        if reply.evidence:
            yield reply.evidence
        if reply.value != UNSAID and isinstance(reply.value, Passage):
            yield reply.value
