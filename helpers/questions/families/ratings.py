"""Rate the sources: are they named?"""

from __future__ import annotations

from collections.abc import Iterator

from helpers.common.text import in_quotes, shorten
from helpers.lesson.tables import NARRATOR, Statement
from helpers.questions.made import Family, Line, Made, match
from helpers.questions.reading import Reading, row_id, spread, told, where

FAMILY = Family("named", "04", "rate", "weigh", ("match",), 46)
MOST, LEAST = 6, 3  # rows
CHOICES = {
    "named": "a person or body is named",
    "part": "it is named only in part",
    "none": "it is not named at all",
}
CHOICE_OF = {"yes": "named", "partly": "part", "no": "none"}


def make(reading: Reading) -> Iterator[Made]:
    """One question on sources that are named and others that are not."""
    firsts: dict[str, Statement] = {}
    for row in reading.open(reading.statements):
        own = {one.named for one in reading.statements if one.source == row.source}
        if row.source == NARRATOR or not row.cue or not row.at.isdigit() or len(own) != 1:
            continue
        if row.named in CHOICE_OF and row.polarity != "declines" and reading.first(row.source):
            firsts.setdefault(row.source, row)
    rows = spread(list(firsts.values()), MOST, lambda row: row.named)
    if len(rows) < LEAST or len({row.named for row in rows}) < 2:
        return
    lines = [line(reading, row) for row in rows]
    message = "A name lets you ask back. You looked for one that you could look up."
    entry, key = match(reading.article, lines, CHOICES, message)
    entry |= {
        "title": "Named, or not",
        "question": "Could you look the source up by what the article prints? Rate the one who "
        "says it, and not those who pass it on. The name may stand in another sentence.",
    }
    name = row_id(reading, rows[0], rows[0].source)
    yield FAMILY.made(reading.lesson.about, name, rows, entry, key, 3, len(rows))


def line(reading: Reading, row: Statement) -> Line:
    """A source, told by its cue, to be rated."""
    right, sentence = CHOICE_OF[row.named], reading.sentence(row.passage)
    names = [one for one in reading.mentions_of(row.source) if one.form == "name"]
    others = reading.mentions_of(row.source)
    shown = (names or others)[0]
    seen = told(shown.passage)
    message = {
        "named": f"This name can be looked up: {seen}.",
        "part": f"{seen} leaves open who else it is.",
        "none": f"{seen} is all there is of the source, and it is no name.",
    }[right]
    wrong = {
        "named": (f"{right}-as-named", f"Which name could you look up? There is {seen}."),
        "part": (f"{right}-as-part", f"Ask what would still be missing. There is {seen}."),
        "none": (f"{right}-as-none", f"Something is named. There is {seen}."),
    }
    del wrong[right]
    text = f"The one behind {in_quotes(row.cue)}, on {in_quotes(shorten(row.content, 60))} "
    text += f"({where(row.at)})"
    return Line(row_id(reading, row, row.source), text, right, message, sentence, wrong)
