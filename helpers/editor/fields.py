"""What the form of a row asks, by table, in the order in which it is asked."""

from __future__ import annotations

from attrs import frozen

from helpers.authoring.proposals import EXCEPTIONS
from helpers.lesson.tables import (
    ACTOR_KINDS,
    BASES,
    DIRECTNESS,
    FORMS,
    MODALITIES,
    POLARITIES,
    TOPONYM_TYPES,
)

LAYERS = {
    "who": ("Who", ("actors", "mentions")),
    "where": ("Where", ("places", "toponyms")),
    "when": ("When", ("events", EXCEPTIONS)),
    "says": ("Who says so", ("statements",)),
    "two": ("Two readings", ("judgements",)),
}


@frozen
class Field:
    """A column as the form asks for it.

    `kind` is `words` for a passage that is pointed at, `piece` for words near it; `actor`,
    `actors`, `source` and `place` for ids, which are chosen by names; `claim` for a claim in words;
    `one` for one of `options`; `text` for all else. What is `rare` is asked in a fold.
    """

    name: str
    label: str
    kind: str = "text"
    options: tuple[str, ...] = ()
    rare: bool = False


# A call is drawn on the map, and a silence may be asked about. The tables take other words, too.
KINDS = ("act", "statement", "call", "journey", "meeting", "silence", "publication")

FIELDS: dict[str, tuple[Field, ...]] = {
    "actors": (
        Field("name", "Name"),
        Field("kind", "What it is", "one", ACTOR_KINDS),
        Field("role", "Role, as the article gives it", "piece"),
        Field("affiliation", "Belongs to", rare=True),
        Field("group", "A group of which the article names it as an example", "actor", rare=True),
    ),
    "mentions": (
        Field("quote", "Words", "words"),
        Field("actor", "Who is meant", "actors"),
        Field("form", "How", "one", FORMS),
    ),
    "places": (
        Field("name", "Name"),
        Field("latitude", "Latitude, like 53.9023, if you know it"),
        Field("longitude", "Longitude"),
        Field("country", "Country"),
        Field("source", "Where the point is from"),
    ),
    "toponyms": (
        Field("quote", "Words", "words"),
        Field("place", "Which place", "place"),
        Field("type", "What the name does", "one", TOPONYM_TYPES),
        Field("reason", "Why, if it is only implied", rare=True),
    ),
    "events": (
        Field("quote", "Words", "words"),
        Field("what", "What happens, in your words"),
        Field("expression", "Words for the time", "piece"),
        Field("start", "From, like 2026-03-05"),
        Field("end", "Until"),
        Field("basis", "How you know the date", "one", BASES),
        Field("anchor", "The date, or the event, that it is counted from", rare=True),
        Field("modality", "Told as", "one", MODALITIES),
        Field("kind", "Kind", "one", KINDS, rare=True),
        Field("actors", "Who", "actors", rare=True),
        Field("place", "Where", "place", rare=True),
        Field("alternatives", "Other readings of the date", rare=True),
    ),
    "exceptions": (
        Field("quote", "Words for time that date nothing", "words"),
        Field("reason", "Why"),
    ),
    "statements": (
        Field("content", "What is said", "words"),
        Field("source", "Source", "source"),
        Field("cue", "Cue", "piece"),
        Field("directness", "How it is given", "one", DIRECTNESS),
        Field("polarity", "The source", "one", POLARITIES),
        Field("named", "Named", "one", ("yes", "partly", "no")),
        Field("via", "Through whom, nearest the source first", "actors", rare=True),
        Field("channel", "Channel", rare=True),
        Field("claim", "The claim, where others speak of it too", "claim", rare=True),
    ),
    "judgements": (
        Field("quote", "Words", "words"),
        Field("table", "Table", "one", ("mentions", "toponyms", "events", "statements")),
        Field("reading", "Your reading"),
        Field("other", "The other reading"),
        Field("reason", "Why you chose yours"),
    ),
}
