"""Mark the content: what is said, without who says it."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.common.text import in_quotes
from helpers.lesson.article import WORD, Passage
from helpers.lesson.tables import Statement
from helpers.questions.made import Family, Made, cite
from helpers.questions.reading import Reading, row_id, where
from helpers.questions.said import cue_of, plain, source_beside, with_word_before

FAMILY = Family("content", "04", "close", "cite", ("passage", "highlight"), 42)
MOST = 2
WORDS = range(4, 31)


def make(reading: Reading) -> Iterator[Made]:
    """Questions on what somebody says in a paragraph in which they say one thing only."""
    made = 0
    for row in list(plain(reading, hands=False))[::-1]:  # cues are asked of the first ones
        here = [one for one in reading.statements if one.at == row.at and one.source == row.source]
        cue = cue_of(reading, row)
        is_short = len(WORD.findall(row.content)) in WORDS
        if len(here) > 1 or cue is None or not is_short:
            continue
        yield asked(reading, row, cue)
        made += 1
        if made == MOST:
            return


def asked(reading: Reading, row: Statement, cue: Passage) -> Made:
    """The question on one content."""
    article, source, here = reading.article, source_beside(reading, row, cue), where(row.at)
    name = reading.names[row.source]
    answer = {**cite(article, row.passage), "marks": "2"}
    wide = with_word_before(reading, row)
    if wide != row.passage and "nth" not in cite(article, wide):
        answer["around"] = wide.quote
    answer["message"] = (
        f"That is what is said. {in_quotes(cue.quote)} and the one who says it stand "
    )
    answer["message"] += "outside."
    message = f"{in_quotes(cue.quote)} is the cue: it tells that something is said, and not what."
    misread = [{"name": "cue-for-content", **cite(article, cue), "message": message}]
    if source:
        message = f"{in_quotes(source.quote)} tells who says it. Mark what they say."
        misread.append({"name": "source-for-content", **cite(article, source), "message": message})
    entry = {
        "kind": "passage",
        "title": f"What is said in {here}",
        "question": f"Mark in {here} what is said by {name}. Leave out the words that tell who "
        "says it, and that it is said.",
        "parts": [row.at],
    }
    key = {
        "answers": [answer],
        "misconceptions": [one for one in misread if "quote" in one],
        "otherwise": "Find the name first, then the word that tells of saying. What is said stands "
        "beside that.",
    }
    return FAMILY.made(reading.lesson.about, row_id(reading, row), [row], entry, key, 2, 2)
