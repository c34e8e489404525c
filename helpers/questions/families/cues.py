"""Mark the cue of a statement."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.lesson.article import Passage, PassageError
from helpers.lesson.tables import NARRATOR, Statement
from helpers.questions.made import About, Made, made, spread
from helpers.questions.reading import Reading, where

ORDER = 12


def questions(reading: Reading) -> Iterator[Made]:
    """The first two cues that stand once in their paragraph, outside what is said."""
    rows = [
        row
        for row in reading.lesson.statements
        if row.source != NARRATOR
        and row.cue
        and row.at.isdigit()
        and row.directness != "narrative"
        and not reading.is_judged("statements", row.passage)
        and not reading.shares_words(row)
    ]
    yield from spread((("cue", of_one(reading, row)) for row in rows), 2)


def of_one(reading: Reading, row: Statement) -> list[Made]:
    """The question of one cue; none where its words stand in the paragraph more than once."""
    part = reading.article.parts[row.at]
    try:
        cue: Passage = reading.article.find(row.at, row.cue)
    except PassageError:
        return []
    if part.quote.count(row.cue) > 1 or row.passage.start <= cue.start < row.passage.end:
        return []
    name = reading.name(row.source)
    about = About(
        family="cue",
        row=f"{row.at}-{row.cue}",
        notebook="04",
        place="close",
        title=f"The cue in {where(cue)}",
        question=f"Mark the words in {where(cue)} that tell you that {name} is the source of "
        f"{reading.short(row.passage)}. Leave the name out.",
        objective=("cite",),
        rows=(f"statements: {where(cue)} {row.content}",),
        passages=(row.passage,),
    )
    right = f"Yes. “{row.cue}” ties the words to {name}."
    wrong = f"These words are what is said. The cue is what ties them to {name}: “{row.cue}”."
    key = {
        "answers": [{**reading.cited(cue), "marks": 2, "message": right}],
        "misconceptions": [
            {"name": "content-for-cue", **reading.cited(row.passage), "message": wrong}
        ],
        "otherwise": f"Look for the word beside {name} that tells of speaking or showing.",
    }
    return [made(reading, about, "passage", 2, {"parts": [row.at]}, key)]
