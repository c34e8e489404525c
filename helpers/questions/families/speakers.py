"""The source of a statement. A hand it came through, and who stands near it, are wrong options."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.lesson.tables import NARRATOR, Statement
from helpers.questions.made import About, Made, Option, choose_one
from helpers.questions.reading import Reading, where

ORDER = 3


def questions(reading: Reading) -> Iterator[Made]:
    """A question for each statement that one source makes, with words of its own."""
    for row in reading.lesson.statements:
        plain = row.at.isdigit() and row.directness != "narrative" and row.polarity == "asserts"
        judged = reading.is_judged("statements", row.passage)
        if plain and row.cue and not judged and not reading.shares_words(row):
            yield from of_one(reading, row)


def of_one(reading: Reading, row: Statement) -> list[Made]:
    """The question of one statement."""
    if row.source == NARRATOR:
        return []
    words, cue = reading.short(row.passage), f"“{row.cue}”"
    right = f"Yes. The cue {cue} belongs to {reading.name(row.source)}."
    options = [Option(row.source, reading.name(row.source), right, row.passage)]
    around = reading.named_around(row.passage)
    for hand in row.via:
        said = f"{reading.name(hand)} passes these words on. The cue {cue} tells whose they are."
        options.append(Option(hand, reading.name(hand), said, row.passage, "hand-for-source"))
    for other in around:
        actor = other.actor[0]
        if len(options) < 4 and actor != row.source and actor not in row.via:
            said = (
                f"{reading.short(other.passage)} ({where(other.passage)}) is named, but the cue "
                f"{cue} belongs to {reading.name(row.source)}."
            )
            options.append(
                Option(actor, reading.name(actor), said, other.passage, "named-for-source")
            )
    about = About(
        family="source",
        row=f"{row.at}-{' '.join(row.content.split()[:4])}",
        notebook="04",
        place="close",
        title=f"Whose words, in {where(row.passage)}",
        question=f"Who is the source of {words} ({where(row.passage)})?",
        objective=("cite", "weigh"),
        rows=(f"statements: {where(row.passage)} {row.content}",),
        passages=(row.passage,),
    )
    return choose_one(reading, about, options)
