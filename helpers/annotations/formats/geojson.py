"""GeoJSON (RFC 7946): the places of a lesson, each with its mentions."""

from __future__ import annotations

import json
from typing import Any

from helpers.annotations.formats import Written
from helpers.annotations.rows import Taken

ENDING = ".geojson"
NAME = "GeoJSON (places, for QGIS, uMap and other maps)"


def write(taken: Taken) -> Written:
    """A feature a place; one without coordinates is there too, without a geometry."""
    mentions: dict[str, list[dict[str, str]]] = {}
    for row in taken.table("toponyms"):
        said = {name: cell for name, cell in row.cells.items() if name != "place" and cell}
        mentions.setdefault(row.cells["place"], []).append(said)
    rows = {row.number: row for row in taken.table("places")}
    features = []
    for place in taken.lesson.places:
        point: Any = place.point and {"type": "Point", "coordinates": list(place.point)}
        cells = {name: cell for name, cell in rows[place.row].cells.items() if cell}
        features.append(
            {
                "type": "Feature",
                "id": place.place,
                "geometry": point,
                "properties": cells | {"mentions": mentions.get(place.place, [])},
            }
        )
    data = {"type": "FeatureCollection", "features": features}
    return Written((json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode(), {})
