"""Whom a pronoun stands for. The wrong options are the other actors named nearest before it."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.lesson.article import Passage
from helpers.lesson.tables import Mention
from helpers.questions.made import About, Made, Option, choose_one
from helpers.questions.reading import Reading, where

ORDER = 1


def questions(reading: Reading) -> Iterator[Made]:
    """A question for each pronoun of the body that takes up words before it."""
    groups: dict[Passage, list[Mention]] = {}
    for row in reading.lesson.mentions:
        if row.form == "pronoun" and row.at.isdigit():
            groups.setdefault(row.passage, []).append(row)
    for passage, rows in groups.items():
        actors = list(dict.fromkeys(actor for row in rows for actor in row.actor))
        if not reading.is_judged("mentions", passage):
            yield from of_one(reading, passage, actors)


def of_one(reading: Reading, passage: Passage, actors: list[str]) -> list[Made]:
    """The question of one pronoun; none where nobody it stands for was named before."""
    before = {row.actor[0]: row for row in reading.named_before(passage)}
    if not all(actor in before for actor in actors):
        return []
    taken_up = max((before[actor] for actor in actors), key=lambda row: row.passage.end)
    word, near = f"“{passage.quote}”", reading.near(passage)
    sentence = f"“{near.quote}”"
    takes = f"It takes up {reading.short(taken_up.passage)} ({where(taken_up.passage)})"
    options = [
        Option(
            "and-".join(sorted(actors)),
            names(reading, actors),
            f"Yes. Read {sentence} with the name in it. {takes}.",
            taken_up.passage,
        )
    ]
    others = [row for actor, row in before.items() if actor not in actors]
    if len(actors) > 1:
        for actor in actors:
            said = f"{word} stands for more than one here. {takes}, and somebody else as well."
            if before[actor] is taken_up:
                said = (
                    f"{word} stands for more than one here. {named(reading, actor, before)} only."
                )
            options.append(
                Option(actor, reading.name(actor), said, before[actor].passage, "one-of-several")
            )
        others = others[:1]
    for row in others[:3]:
        with_whom = [*actors[:1], row.actor[0]] if len(actors) > 1 else [row.actor[0]]
        nearer = row.passage.start > taken_up.passage.start
        why = (
            "stands nearer, but the nearest name need not be the one"
            if nearer
            else ("was named too, but further back")
        )
        options.append(
            Option(
                "and-".join(sorted(with_whom)),
                names(reading, with_whom),
                f"{reading.short(row.passage)} ({where(row.passage)}) {why}. Try it in {sentence}: "
                f"{word} takes up {reading.short(taken_up.passage)}.",
                row.passage,
                "nearest-name" if nearer else "name-from-further-back",
            )
        )
    about = About(
        family="whom",
        row=f"{passage.at}-{passage.quote}-{place_of(reading, passage)}",
        notebook="01",
        place="pronouns",
        title=f"Whom {word} means",
        question=f"Look at {word} in “{near.quote}” ({where(passage)}). For whom, or what, does it "
        "stand?",
        objective=("words",),
        rows=(f"mentions: {where(passage)} {passage.quote} {place_of(reading, passage)}",),
        passages=(passage,),
        minutes=1,
    )
    return choose_one(reading, about, options)


def place_of(reading: Reading, passage: Passage) -> int:
    """Which of the same words in its part a passage is, from 1."""
    return int(reading.cited(passage).get("nth", 1))


def names(reading: Reading, actors: list[str]) -> str:
    """The names of actors, as one says them together."""
    return " and ".join(reading.name(actor) for actor in actors)


def named(reading: Reading, actor: str, before: dict[str, Mention]) -> str:
    """Where an actor was last named."""
    row = before[actor]
    return f"{reading.short(row.passage)} ({where(row.passage)}) is one of them"
