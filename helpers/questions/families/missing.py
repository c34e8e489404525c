"""Who is missing: who is told of, and has no voice."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.common.text import in_quotes
from helpers.questions.families.speakers import unheard
from helpers.questions.made import Family, Made, written
from helpers.questions.reading import Reading, slug, told, where

FAMILY = Family("missing", "01", "absent", "view", ("written", "one", "several"), 14)
RUBRIC = (
    "Names who is missing, points to a ¶ and to words, and asks two questions that these people "
    "can answer better than others.",
    "Names who is missing and asks a question, but points to no words, or asks what anybody could "
    "answer.",
    "Says that somebody is missing, but not who, or asks nothing.",
)


def make(reading: Reading) -> Iterator[Made]:
    """One question for a person to mark, where a person or group is told of and not heard."""
    found = {
        actor: row
        for actor, row in unheard(reading).items()
        if reading.lesson.actor(actor).kind in ("person", "group") and reading.is_free(row)
    }
    if not found:
        return
    rows = list(found.values())
    groups = [one for one in found if reading.lesson.actor(one).kind == "group"]
    actor = (groups or list(found))[0]
    row = found[actor]
    name = reading.names[actor]
    levels = (
        f"Missing: {name}. They are told of in {told(reading.sentence(row.passage))}, and no word "
        "of theirs is printed. I would ask: What did you see yourself, and when? What does the "
        "article leave out that matters to you?",
        f"Missing: {name}. The article tells of them, but does not let them speak. I would ask "
        "what they think of it.",
        "A lot of people are not in this article. They should have asked more of them.",
    )
    some = "; ".join(f"{in_quotes(one.quote)} ({where(one.at)})" for one in rows[:4])
    message = f"What the words show: these are told of, and not heard: {some}. Good answers name "
    message += "one of them, or another."
    entry, key = written(50, RUBRIC, levels, message)
    entry |= {
        "title": "Who is missing",
        "question": "Choose one person or group that this story is about and that is not heard in "
        "it. Point to the ¶ and the words that show it. Then write two questions that you would "
        "ask them.",
    }
    yield FAMILY.made(reading.lesson.about, slug(actor) or "all", rows, entry, key, 7, 3)
