"""What a student made with pandas, matplotlib or folium, as a file that needs nothing else."""

from __future__ import annotations

from typing import Any

from helpers.common.errors import KitError
from helpers.explore.figure import Figure, own_drawing
from helpers.explore.page import is_of

PICTURE, MAP = ".svg", ".html"


def as_file(value: Any, title: str) -> tuple[str, bytes]:
    """A drawing as SVG, or a map of one's own as an HTML page: the ending of the file, its bytes.

    `value` is a drawing of matplotlib's (its axes, or what `show` makes of these), or a map that
    began with `maps.base`. Raises KitError for anything else.
    """
    if is_of("matplotlib", value):
        value = own_drawing(value, title)
    if isinstance(value, Figure):
        return PICTURE, value.svg
    if is_of("folium", value):
        from helpers.explore.map.base import BaseMap

        if isinstance(value, BaseMap):
            return MAP, value.page.encode()
        raise KitError("This map needs a network. Begin it with maps.base(lesson).")
    raise KitError("Only a drawing or a map of your own can be kept.")
