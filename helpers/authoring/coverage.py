"""Do the tables cover the article: every sentence of its body, and every word for a time?"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from helpers.authoring.time_expressions import TIME_WORDS
from helpers.common.errors import Findings, Note, Problem
from helpers.common.text import shorten
from helpers.lesson.article import Passage, PassageError
from helpers.lesson.lesson import Lesson
from helpers.lesson.metadata import FILE as ABOUT
from helpers.lesson.tables import Event, Statement


def check_sentences(lesson: Lesson, findings: Findings) -> Iterator[Problem]:
    """A problem for each sentence of the body that no statement covers, also no rejected one."""
    if "statements" in findings.unread:
        return
    rejected: list[Statement] = findings.rejected.get("statements", [])
    covered = Spans(map(passage_of, (*lesson.statements, *rejected)))
    for sentence in lesson.article.sentences:
        if not covered.touch(sentence):
            yield Problem(
                "statements.csv",
                f"no statement covers a sentence of paragraph {sentence.at}: "
                f"“{shorten(sentence.quote)}”",
                "add a row; what no source says is the narrator's",
            )


def check_time_words(lesson: Lesson, exceptions: list[Passage], findings: Findings) -> None:
    """Report each time word of the body that neither an event nor an exception accounts for.

    Time words are those of TIME_WORDS; a language without any gets a note.
    """
    words = TIME_WORDS.get(lesson.article.language)
    if "events" in findings.unread:
        return
    if words is None:
        note = f"there is no list of time words for “{lesson.article.language}”; not checked"
        findings.notes.append(Note("events.csv", note))
        return
    rejected: list[Event] = findings.rejected.get("events", [])
    covered = Spans(
        (row.expression_passage for row in lesson.events),
        (row.expression_passage or passage_of(row) for row in rejected),
        exceptions,
    )
    for paragraph in lesson.article.paragraphs:
        for match in words.pattern.finditer(paragraph.quote):
            start = paragraph.start + match.start()
            found = Passage(paragraph.at, match.group(), start, start + len(match.group()))
            if not covered.touch(found):
                findings.problems.append(
                    Problem(
                        "events.csv",
                        f"no event accounts for “{found.quote}” in paragraph {paragraph.at}",
                        f"add it as the expression of an event, or to exceptions in {ABOUT}",
                    )
                )


def read_exceptions(lesson: Lesson, findings: Findings) -> Iterator[Passage]:
    """The passages listed under `exceptions`; those that are not in the article are reported."""
    for number, entry in enumerate(lesson.about.get("exceptions", ()), 1):
        try:
            nth = int(entry["nth"]) if entry.get("nth") else None
            yield lesson.article.find(entry["at"], entry["quote"], nth)
        except PassageError as error:
            found = f"entry {number}: {error.found}"
            findings.problems.append(
                Problem(ABOUT, found, error.remedy, column="exceptions", nearest=error.nearest)
            )
            if error.near:
                yield error.near


def passage_of(row: Statement | Event) -> Passage | None:
    """Where a row stands in the article; None for a rejected one that could not be placed."""
    return getattr(row, "passage", None)


class Spans:
    """Stretches of the article, joined, to ask quickly whether another one touches them."""

    def __init__(self, *groups: Iterable[Passage | None]) -> None:
        """Join the passages of all groups; None is passed over."""
        self.starts: list[int] = []
        self.ends: list[int] = []
        passages = sorted(
            (span.start, span.end) for group in groups for span in group if span is not None
        )
        for start, end in passages:
            if self.ends and start <= self.ends[-1]:
                self.ends[-1] = max(self.ends[-1], end)
            else:
                self.starts.append(start)
                self.ends.append(end)

    def touch(self, passage: Passage) -> bool:
        """Say whether `passage` shares a character with any of the stretches."""
        before = bisect_left(self.starts, passage.end) - 1
        return before >= 0 and self.ends[before] > passage.start
