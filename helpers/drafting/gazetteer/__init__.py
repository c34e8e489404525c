"""Towns, states and countries of the world with their points, offline: places.tsv.gz."""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).with_name("places.tsv.gz")


class Known(NamedTuple):
    """A place that is known: its kind (country, state, city, continent), point and people."""

    kind: str
    name: str
    latitude: float
    longitude: float
    country: str
    people: int
    number: str
    more: str

    @property
    def source(self) -> str:
        """Where its point comes from, as places.csv has it."""
        if self.kind == "country":
            return "countryinfo, point of the country"
        if self.kind == "state":
            return "mean of its towns in GeoNames, by their people"
        return f"GeoNames {self.number}"


def known(name: str) -> tuple[Known, ...]:
    """The places that have a name: a country first, then the largest."""
    return tuple(map(place, by_name().get(name, "").splitlines()))


@cache
def by_name() -> dict[str, str]:
    """Their lines in the file, by each of their names.

    A line is taken apart where it is asked for: half a million values would slow all the rest.
    """
    found: dict[str, str] = {}
    for line in lines():
        _, name, *_, others, _, _ = line.split("\t")
        for each in (name, *filter(None, others.split(";"))):
            found[each] = f"{found[each]}\n{line}" if each in found else line
    return found


@cache
def lines() -> tuple[str, ...]:
    """The lines of the file: countries first, then the largest."""
    return tuple(gzip.decompress(FILE.read_bytes()).decode("utf-8").splitlines())


def place(line: str) -> Known:
    """The place of a line."""
    kind, name, latitude, longitude, land, people, number, _, _, more = line.split("\t")
    return Known(kind, name, float(latitude), float(longitude), land, int(people), number, more)


def countries() -> list[str]:
    """The lines of countries."""
    return [line for line in lines() if line.startswith("country\t")]


@cache
def demonyms() -> dict[str, str]:
    """The names of countries by the English word for what is of them: Norway by Norwegian."""
    found: dict[str, str] = {}
    for line in countries():
        _, name, *_, demonym, _ = line.split("\t")
        for one in demonym.replace(" or ", ",").split(",") if demonym else ():
            found.setdefault(one.strip(), name)
    return found


@cache
def country_names() -> dict[str, str]:
    """The English names of countries by their ISO code."""
    return {one.country: one.name for one in map(place, countries())}
