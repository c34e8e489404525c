"""Who is heard, and who is only mentioned."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.common.text import in_quotes
from helpers.lesson.tables import NARRATOR, Mention, Statement
from helpers.questions.made import Family, Made, Option, choose_several
from helpers.questions.reading import Reading, lies_in, slug, told, where

FAMILY = Family("speakers", "01", "speaking", "view", ("several", "match"), 13, of_actors=True)
EACH = 4  # that speak, and that do not, at most
LEAST = 2


def heard(reading: Reading) -> dict[str, Statement]:
    """The actors who are heard, each with a settled statement in the body that shows it."""
    found: dict[str, Statement] = {}
    for row in reading.statements:
        says = row.polarity != "declines" and row.source != NARRATOR and row.cue
        if says and row.at.isdigit() and reading.is_settled(row):
            found.setdefault(row.source, row)
    return found


def unheard(reading: Reading) -> dict[str, Mention]:
    """The actors of the body who have no part in any statement, each with a mention."""
    say = {actor for row in reading.statements for actor in (row.source, *row.via)}
    groups = {reading.lesson.actor(actor).group for actor in say - {NARRATOR}}
    found: dict[str, Mention] = {}
    for row in reading.mentions:
        inside = any(lies_in(row.passage, other.passage) for other in reading.mentions)
        if row.form in ("pronoun", "metonym") or not row.at.isdigit() or inside:
            continue
        for actor in row.actor:
            kind = reading.lesson.actor(actor).kind
            shares = any(reading.are_related(actor, one) for one in say if one != NARRATOR)
            if (
                actor not in say | groups
                and not shares
                and kind in ("person", "group", "organisation")
            ):
                found.setdefault(actor, row)
    settled = {actor: row for actor, row in found.items() if reading.is_settled(row)}
    return settled


def make(reading: Reading) -> Iterator[Made]:
    """One question: who of those in the article is heard."""
    say = {actor: row for actor, row in heard(reading).items() if reading.is_free(row)}
    others = {actor: row for actor, row in unheard(reading).items() if reading.is_free(row)}
    if min(len(say), len(others)) < LEAST:
        return
    some, silent = list(say.items())[:EACH], list(others.items())[:EACH]
    options = [speaks(reading, *one) for one in some] + [is_silent(reading, *one) for one in silent]
    firsts = ((actor, reading.first(actor)) for actor, _ in (*some, *silent))
    starts = {actor: first.start if first else 0 for actor, first in firsts}
    options.sort(key=lambda one: (starts[one.id], one.id))
    message = "You kept two things apart: being mentioned, and being heard."
    entry, key = choose_several(reading.article, options, message)
    entry |= {
        "title": "Heard, or only mentioned",
        "question": "Somebody is heard when the article tells what they said, in their words or in "
        "its own. Tick those who are heard.",
    }
    rows = [row for _, row in (*some, *silent)]
    name = slug(options[0].id) or "all"
    yield FAMILY.made(reading.lesson.about, name, rows, entry, key, 3, len(some))


def speaks(reading: Reading, actor: str, row: Statement) -> Option:
    """One who is heard."""
    sentence = reading.sentence(row.passage)
    message = f"{in_quotes(row.cue)} tells that something was said: {told(sentence)}."
    return Option(actor, label(reading, actor), message, True, "", sentence)


def is_silent(reading: Reading, actor: str, row: Mention) -> Option:
    """One who is only mentioned."""
    sentence = reading.sentence(row.passage)
    message = (
        f"{in_quotes(row.quote)} is mentioned in {told(sentence)}. What they said is not told."
    )
    return Option(actor, label(reading, actor), message, False, "mentioned-is-heard", sentence)


def label(reading: Reading, actor: str) -> str:
    """A name, and where it comes first."""
    first = reading.first(actor)
    return f"{reading.names[actor]} ({where(first.at)})" if first else reading.names[actor]
