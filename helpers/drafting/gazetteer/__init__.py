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


@cache
def gazetteer() -> dict[str, list[Known]]:
    """The places by each of their names: a country first, then the largest."""
    found: dict[str, list[Known]] = {}
    with gzip.open(FILE, "rt", encoding="utf-8") as lines:
        for line in lines:
            kind, name, lat, lon, land, people, number, others, _, more = line.rstrip("\n").split(
                "\t"
            )
            one = Known(kind, name, float(lat), float(lon), land, int(people), number, more)
            for each in (name, *filter(None, others.split(";"))):
                found.setdefault(each, []).append(one)
    return found


@cache
def demonyms() -> dict[str, str]:
    """The names of countries by the English word for what is of them: Norway by Norwegian."""
    found: dict[str, str] = {}
    with gzip.open(FILE, "rt", encoding="utf-8") as lines:
        for line in lines:
            kind, name, *_, demonym, _ = line.rstrip("\n").split("\t")
            if kind == "country" and demonym:
                for one in demonym.replace(" or ", ",").split(","):
                    found.setdefault(one.strip(), name)
    return found


@cache
def country_names() -> dict[str, str]:
    """The English names of countries by their ISO code."""
    return {
        one.country: one.name
        for some in gazetteer().values()
        for one in some
        if one.kind == "country"
    }
