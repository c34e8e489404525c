"""Whom a pronoun stands for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from helpers.common.text import in_quotes
from helpers.lesson.tables import Mention
from helpers.questions.made import Family, Made, Option, choose_one
from helpers.questions.reading import Reading, lies_in, row_id, told, where

FAMILY = Family("pronoun", "01", "pronouns", "words", ("one", "match", "text"), 12)
MOST = 3  # wrong options
FAR = 2  # paragraphs back, at most


def make(reading: Reading) -> Iterator[Made]:
    """A question for each pronoun whose actor is named before it, and that no other row shares."""
    words: dict[tuple[int, int], list[Mention]] = {}
    for row in reading.mentions:
        if row.form == "pronoun":
            words.setdefault((row.passage.start, row.passage.end), []).append(row)
    for rows in words.values():
        if len(list(reading.open(rows))) == len(rows) and rows[0].at.isdigit():
            yield from asked(reading, rows)


def asked(reading: Reading, rows: list[Mention]) -> Iterator[Made]:
    """The question on a pronoun, where there is a name to go back to and two to mix it up with."""
    row, meant = rows[0], tuple(dict.fromkeys(one for row in rows for one in row.actor))
    here = row.passage
    named = [
        one for one in reading.mentions if one.form != "pronoun" and one.passage.end <= here.start
    ]
    back = {actor: [one for one in named if actor in one.actor] for actor in meant}
    if not all(back.values()):
        return
    source = max((found[-1] for found in back.values()), key=lambda one: one.passage.start)
    near = paragraph(row) - paragraph(source) <= FAR
    options = [*parts(reading, row, meant), *wrong(reading, row, meant, source)][:MOST]
    if len(options) < 2 or not near:
        return
    word = in_quotes(row.quote)
    message = f"{word} takes its meaning from words before it: {told(source.passage)}."
    name = "-".join(meant)
    options.append(Option(name, reading.call(meant), message, True, "", source.passage))
    options.sort(key=lambda one: one.text.casefold())
    entry, key = choose_one(reading.article, options)
    told_in = f"{reading.snippet(here)} ({where(row.at)})"
    entry |= {
        "title": f"{word} in {where(row.at)}",
        "question": f"Whom or what does {word} stand for in {told_in}?",
    }
    yield FAMILY.made(reading.lesson.about, row_id(reading, row), rows, entry, key, 1, 1)


def parts(reading: Reading, row: Mention, meant: tuple[str, ...]) -> Iterator[Option]:
    """Of a pronoun for several the one of them that is named last, alone."""
    if len(meant) > 1:
        last = meant[-1]
        message = (
            f"That is one of those who are meant. Read {reading.snippet(row.passage)} again: does "
            "it tell of one, or of more?"
        )
        yield Option(last, reading.names[last], message, False, "only-one-of-them", row.passage)


def wrong(
    reading: Reading, row: Mention, meant: tuple[str, ...], source: Mention
) -> Iterator[Option]:
    """Others who are named near a pronoun: the nearest before it, those after it, the main one."""
    here, word = row.passage, in_quotes(row.quote)
    sentence = reading.sentence(source.passage)
    go_back = f"Go back and see who that sentence is about: {told(sentence)}."
    seen = set(meant)
    named = [
        one
        for one in reading.mentions
        if one.form != "pronoun" and one.at.isdigit() and reading.is_for_one(one)
        if not any(lies_in(one.passage, other.passage) for other in reading.mentions)
    ]
    before = [one for one in named if one.passage.end <= here.start]
    close = [one for one in before if paragraph(row) - paragraph(one) <= FAR][::-1]
    kinds = {reading.lesson.actor(actor).kind == "person" for actor in meant}
    alike = [one for one in close if {reading.lesson.actor(one.actor[0]).kind == "person"} == kinds]
    after = [one for one in named if one.passage.start >= here.end]
    after = [one for one in after if reading.together(one.passage, here)]
    count = Counter(actor for one in reading.mentions for actor in one.actor)
    most = max((count[one.actor[0]] for one in before if one.actor[0] not in seen), default=0)
    main = [one for one in before if count[one.actor[0]] == most]
    sorts = {"nearest": close[:1], "after": after[:1], "near": [*alike, *close], "main": main}
    for sort, others in sorts.items():
        for one in others:
            actor = one.actor[0]
            if actor in seen or any(reading.are_related(actor, other) for other in meant):
                continue
            seen.add(actor)
            name = reading.names[actor]
            said = {
                "nearest": f"{in_quotes(one.quote)} is the nearest before {word}, and the nearest "
                f"is not always the one that is meant. {go_back}",
                "after": f"{in_quotes(one.quote)} comes only behind {word}. Here the word goes "
                f"back to one before it. {go_back}",
                "near": f"{name} is not far: {told(one.passage)}. Read the sentence with that name "
                f"in the place of {word}. {go_back}",
                "main": f"{name} is named most often in the whole article. That does not make "
                f"{word} mean this one. {go_back}",
            }
            misread = {"nearest": "nearest-name", "after": "name-behind", "main": "main-actor"}
            yield Option(actor, name, said[sort], False, misread.get(sort, ""), sentence)


def paragraph(row: Mention) -> int:
    """The number of a row's paragraph; 0 for the headline and the like."""
    return int(row.at) if row.at.isdigit() else 0
