"""Who is missing: named in the article, and never heard in it."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.lesson.tables import NARRATOR
from helpers.questions.made import About, Made, Option, choose_one, spread
from helpers.questions.reading import Reading, where

ORDER = 10


def questions(reading: Reading) -> Iterator[Made]:
    """The first two questions of people who neither speak nor pass words on, nor refuse to."""
    rows = reading.lesson.statements
    heard = {row.source for row in rows} | {hand for row in rows for hand in row.via}
    kinds = {row.actor: row.kind for row in reading.lesson.actors}
    spoken: dict[str, Option] = {}
    for row in rows:
        plain = row.polarity == "asserts" and row.cue and row.at.isdigit()
        if row.source != NARRATOR and plain and not reading.is_judged("statements", row.passage):
            said = f"{where(row.passage)} has words of this source: the cue “{row.cue}” tells so."
            name = reading.name(row.source)
            option = Option(row.source, name, said, row.passage, "heard-taken-for-silent")
            spoken.setdefault(row.source, option)
    silent: list[tuple[str, list[Made]]] = []
    seen: set[str] = set()
    for mention in reading.by_words:
        actor = mention.actor[0]
        body = mention.at.isdigit() and len(mention.actor) == 1
        if body and actor not in heard | seen and kinds[actor] in ("person", "group"):
            seen.add(actor)
            words = f"{reading.short(mention.passage)} ({where(mention.passage)})"
            said = f"Yes. {words} is named, and no cue in the article belongs to that name."
            option = Option(actor, reading.name(actor), said, mention.passage)
            about = About(
                family="missing",
                row=actor,
                notebook="01",
                place="absent",
                title="Named, not heard",
                question="Which of these does the article name, without any word from them?",
                objective=("view",),
                rows=(f"actors: {actor}",),
                passages=(mention.passage,),
            )
            wrong = list(spoken.values())
            if len(wrong) >= 3 and not reading.is_judged("mentions", mention.passage):
                start = len(silent) % (len(wrong) - 2)
                options = [option, *wrong[start : start + 3]]
                silent.append(("missing", choose_one(reading, about, options)))
    yield from spread(silent, 2)
