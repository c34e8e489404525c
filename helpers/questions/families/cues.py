"""Mark the cue: the words that tell that somebody says so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from helpers.common.text import in_quotes, shorten
from helpers.lesson.article import Passage
from helpers.lesson.tables import Statement
from helpers.questions.made import Family, Made, cite
from helpers.questions.reading import SHORT, Reading, row_id, touch, where
from helpers.questions.said import around, cue_of, plain, source_beside

FAMILY = Family("cue", "04", "close", "cite", ("passage", "highlight"), 40)
MOST = 3


def make(reading: Reading) -> Iterator[Made]:
    """Questions on the first cues that differ in their words."""
    seen: set[str] = set()
    for row in plain(reading, hands=False):  # with a hand there are two cues to mark
        cue = cue_of(reading, row)
        if cue is None or row.cue.casefold() in seen or len(seen) == MOST:
            continue
        seen.add(row.cue.casefold())
        yield asked(reading, row, cue)


def asked(reading: Reading, row: Statement, cue: Passage) -> Made:
    """The question on one cue."""
    source, here = source_beside(reading, row, cue), where(row.at)
    article = reading.article
    wide = around(reading, cue, source)
    answer = {**cite(article, cue), "marks": "2"}
    if wide != cue and (whole := cite(article, wide)) and "nth" not in whole:
        answer["around"] = wide.quote
    answer["message"] = f"{in_quotes(cue.quote)} tells that what stands beside it is what somebody "
    answer["message"] += "said. It does not say whether that is true."
    misread: list[dict[str, Any]] = []
    if source:
        message = f"{in_quotes(source.quote)} tells who it is. The cue stands beside it and tells "
        misread.append(
            {
                "name": "source-for-cue",
                **cite(article, source),
                "message": f"{message}what they do.",
            }
        )
    message = f"These words are what is said in {here}. The cue stands outside of them."
    misread.append({"name": "content-for-cue", **cite(article, row.passage), "message": message})
    for other in reading.statements:
        found = cue_of(reading, other)
        if other.at == row.at and found and other.cue and not touch(found, wide):
            if touch(found, row.passage):
                continue
            message = f"{in_quotes(found.quote)} is a cue, of something else: "
            message += in_quotes(shorten(other.content, 60)) + "."
            misread.append({"name": "cue-of-another", **cite(article, found), "message": message})
            break
    content = in_quotes(shorten(row.content, SHORT))
    entry = {
        "kind": "passage",
        "title": f"The cue in {here}",
        "question": f"In {here} somebody says this: {content}. Mark the cue: the words that tell "
        "you that it is said.",
        "parts": [row.at],
    }
    key = {
        "answers": [answer],
        "misconceptions": [one for one in misread if "quote" in one],
        "otherwise": "Find what is said first. Then look beside it for the words that tell of "
        "saying, asking, writing or the like.",
    }
    return FAMILY.made(reading.lesson.about, row_id(reading, row), [row], entry, key, 2, 2)
