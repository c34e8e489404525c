"""The tables of a lesson: one class a table, one part a column."""

from __future__ import annotations

from datetime import datetime

from helpers.common.record import Record
from helpers.lesson.article import Passage
from helpers.lesson.column_types import (
    Column,
    column,
    counting_number,
    degrees,
    event_kind,
    identifier,
    identifiers,
    one_of,
    part,
    text,
    timex,
)
from helpers.lesson.dates import Timex

NARRATOR = "narrator"
HAPPENED = "happened"
MODALITIES = (HAPPENED, "announced", "possible")
ACTOR_KINDS = ("person", "office", "organisation", "state", "group", "outlet", "data")
FORMS = ("name", "title", "pronoun", "metonym", "description")
TOPONYM_TYPES = ("literal", "metonymic", "demonym", "modifier", "dateline", "implied")
BASES = ("stated", "resolved", "implied", "undated")
DIRECTNESS = ("direct", "indirect", "mixed", "narrative")
POLARITIES = ("asserts", "denies", "declines")


class Row(Record):
    """A row of a table, with the row number that a spreadsheet shows.

    Its other parts are the table's columns, and where its words stand in the article.
    """

    row: int


class Quoting(Row):
    """A row that rests on a passage of the article.

    Every row of a lesson has its `passage`; a rejected one may be without.
    """

    at: str = column(part)
    quote: str = column(text)
    nth: int | None = column(counting_number, required=False)
    passage: Passage


class Actor(Row):
    """Somebody, or something, that the article lets act or speak."""

    actor: str = column(identifier)
    name: str = column(text)
    kind: str = column(one_of(*ACTOR_KINDS, also={"organization": "organisation"}))
    role: str = column(text, required=False, default="")
    affiliation: str = column(text, required=False, default="")
    seat: str = column(identifier, required=False, default="", to="places")
    group: str = column(identifier, required=False, default="", to="actors")


class Mention(Quoting):
    """One mention; "they" names each actor it stands for, in one row or in several."""

    actor: tuple[str, ...] = column(identifiers, to="actors")
    form: str = column(one_of(*FORMS))


class Place(Row):
    """A place. One without coordinates is in the tables and not on the map."""

    place: str = column(identifier)
    name: str = column(text)
    latitude: float | None = column(degrees(90), required=False)
    longitude: float | None = column(degrees(180), required=False)
    country: str = column(text, required=False, default="")
    source: str = column(text, required=False, default="")

    @property
    def point(self) -> tuple[float, float] | None:
        """Its longitude and latitude in degrees (WGS 84); None where one of them is missing."""
        if self.longitude is None or self.latitude is None:
            return None
        return self.longitude, self.latitude


class Toponym(Quoting):
    """One mention of a place, or one passage that implies it."""

    place: str = column(identifier, to="places")
    type: str = column(
        one_of(*TOPONYM_TYPES, also={"demonym or modifier": "modifier", "metonym": "metonymic"})
    )
    reason: str = column(text, required=False, default="")


class Event(Quoting):
    """Something that happens, is said to happen, or may happen."""

    event: str = column(identifier)
    what: str = column(text)
    actors: tuple[str, ...] = column(identifiers, required=False, default=(), to="actors")
    place: str = column(identifier, required=False, default="", to="places")
    origin: str = column(identifier, required=False, default="", to="places")
    kind: str = column(event_kind, required=False, default="")
    modality: str = column(one_of(*MODALITIES), required=False, default=HAPPENED)
    expression: str = column(text, required=False, default="")
    start: Timex | None = column(timex, required=False)
    end: Timex | None = column(timex, required=False)
    precision: str = column(text, required=False, default="")
    anchor: str = column(text, required=False, default="")
    basis: str = column(one_of(*BASES))
    alternatives: str = column(text, required=False, default="")
    expression_passage: Passage | None = None

    @property
    def is_told_as_done(self) -> bool:
        """Whether the article tells that it happened, and not only that it is to, or may."""
        return self.modality == HAPPENED

    @property
    def began(self) -> datetime | None:
        """When it began, where the article gives it a time that can stand on a calendar."""
        return self.start.first if self.start and self.basis != "undated" else None


class Statement(Row):
    """One entry of the attribution ledger: who says what, how, and through whom."""

    at: str = column(part)
    content: str = column(text)
    nth: int | None = column(counting_number, required=False)
    source: str = column(identifier, to=f"actors or {NARRATOR}")
    cue: str = column(text, required=False, default="")
    directness: str = column(one_of(*DIRECTNESS))
    channel: str = column(text, required=False, default="")
    via: tuple[str, ...] = column(identifiers, required=False, default=(), to="actors")
    named: str = column(
        one_of("yes", "partly", "no", also={"true": "yes", "false": "no"}),
        required=False,
        default="",
    )
    polarity: str = column(one_of(*POLARITIES))
    claim: str = column(identifier, required=False, default="")
    passage: Passage

    @property
    def quote(self) -> str:
        """The content, which is what the row quotes."""
        return self.content


class Judgement(Quoting):
    """A passage that two careful readers may read in two ways, and why the tables chose one."""

    table: str = column(text)
    reading: str = column(text)
    other: str = column(text)
    reason: str = column(text)


class Background(Row):
    """A fact that the article does not print, with its source; the same measures for everyone."""

    actor: str = column(identifier, to="actors")
    measure: str = column(text)
    fact: str = column(text)
    source: str = column(text)


TABLES: dict[str, type[Row]] = {
    "actors": Actor,
    "mentions": Mention,
    "places": Place,
    "toponyms": Toponym,
    "events": Event,
    "statements": Statement,
    "judgements": Judgement,
    "background": Background,
}
OPTIONAL = {"judgements", "background"}
# An event may have several rows with one id: the article tells it more than once.
KEYS = {"actors": "actor", "places": "place"}


def columns(table: type[Row]) -> dict[str, Column]:
    """The columns of a table by name, in the order they are declared."""
    classes = reversed(table.__mro__)
    return {
        name: part
        for one in classes
        for name, part in vars(one).items()
        if isinstance(part, Column)
    }
