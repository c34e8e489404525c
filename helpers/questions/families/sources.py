"""Who says it: the source, and not the hand that passes it on, nor somebody it speaks of."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.common.text import in_quotes, shorten
from helpers.lesson.article import WORD
from helpers.lesson.tables import NARRATOR, Statement
from helpers.questions.made import Family, Made, Option, choose_one
from helpers.questions.reading import SHORT, Reading, row_id, told, touch, where
from helpers.questions.said import plain, shares

FAMILY = Family("source", "04", "close", "cite", ("one", "match", "text"), 41)
MOST = 4
WRONG = 3  # options
NOBODY = "Nobody: the writer tells it"


def make(reading: Reading) -> Iterator[Made]:
    """A question for each source, those first whose words somebody passes on; one for nobody."""
    found: dict[str, Made] = {}
    for row in sorted(plain(reading), key=lambda row: not row.via):
        long = len(WORD.findall(row.content)) >= 4
        if row.source in found or not long or len(found) == MOST or names_itself(reading, row):
            continue
        if not row.cue:  # nothing to point to, where the answer is explained
            continue
        if made := asked(reading, row):
            found[row.source] = made
    for row in reading.open(reading.statements):
        if is_told(reading, row) and (made := asked(reading, row)):
            found[NARRATOR] = made
            break
    ids = {made.rows[0]: made for made in found.values()}
    yield from (ids[row] for row in reading.statements if row in ids)


def names_itself(reading: Reading, row: Statement) -> bool:
    """Say whether the words of a statement name its source, which would give the answer away."""
    return any(
        row.source in one.actor and touch(one.passage, row.passage) and one.form != "pronoun"
        for one in reading.mentions
    )


def is_told(reading: Reading, row: Statement) -> bool:
    """Say whether the writer tells something in a paragraph in which nobody else says anything."""
    here = [one for one in reading.statements if one.at == row.at]
    alone = all(one.source == NARRATOR and reading.is_settled(one) for one in here)
    return row.source == NARRATOR and row.at.isdigit() and alone and not shares(reading, row)


def asked(reading: Reading, row: Statement) -> Made | None:
    """The question on one statement, where there are two others to take for its source."""
    wrong = list(others(reading, row))[:WRONG]
    if len(wrong) < 2:
        return None
    sentence = reading.sentence(row.passage)
    if row.source == NARRATOR:
        message = f"{where(row.at)} names nobody who says so: {told(sentence)}. So it is the "
        message += "writer who tells it."
        options = [Option(NARRATOR, NOBODY, message, True, "", sentence)]
    else:
        message = f"{in_quotes(row.cue)} goes with this source: {told(sentence)}."
        options = [Option(row.source, reading.names[row.source], message, True, "", sentence)]
    options = sorted([*wrong, *options], key=lambda one: (one.id == NARRATOR, one.text.casefold()))
    entry, key = choose_one(reading.article, options)
    first = " in the first place" if row.via else ""
    content = in_quotes(shorten(row.content, SHORT))
    entry |= {
        "title": f"Who says it in {where(row.at)}",
        "question": f"{content} ({where(row.at)}). Whose words or whose claim is this{first}?",
    }
    return FAMILY.made(reading.lesson.about, row_id(reading, row), [row], entry, key, 2, 1)


def others(reading: Reading, row: Statement) -> Iterator[Option]:
    """Those who could be taken for the source: hands, who is spoken of, who is near; the writer."""
    sentence, seen = reading.sentence(row.passage), {row.source}
    for actor in row.via:
        if actor not in seen:
            seen.add(actor)
            message = f"{reading.names[actor]} passes it on: {told(sentence)}. Whose claim is it "
            message += "that is passed on?"
            yield Option(actor, reading.names[actor], message, False, "hand-for-source", sentence)
    inside = [one for one in reading.mentions if touch(one.passage, row.passage)]
    before = [one for one in reading.mentions if one.passage.end <= row.passage.start][::-1]
    before = [one for one in before if one.at.isdigit() and int(row.at) - int(one.at) <= 1]
    for sort, rows in (("inside", inside), ("before", before)):
        for one in rows:
            actor = one.actor[0]
            if actor in seen or not reading.is_for_one(one) or one.form == "pronoun":
                continue
            seen.add(actor)
            if reading.are_related(actor, row.source):
                continue
            name, words = reading.names[actor], in_quotes(one.quote)
            if sort == "inside":
                message = f"{words} is spoken of: {told(row.passage)}. Who says that?"
                yield Option(actor, name, message, False, "spoken-of-for-speaker", sentence)
            else:
                message = f"{words} stands before it, in {where(one.at)}. See which name goes with "
                message += f"the saying here: {told(sentence)}."
                yield Option(actor, name, message, False, "name-before", sentence)
    if row.source != NARRATOR:
        message = f"{in_quotes(row.cue)} tells that somebody says it: {told(sentence)}."
        yield Option(NARRATOR, NOBODY, message, False, "cue-overlooked", sentence)
