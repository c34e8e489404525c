"""What a student made with pandas, matplotlib or folium, as a picture."""

from __future__ import annotations

from typing import Any

from helpers.common.errors import KitError
from helpers.explore.figure import Figure, own_drawing
from helpers.explore.page import is_of


def as_picture(value: Any, title: str) -> bytes:
    """A drawing, or a map of one's own, as an SVG.

    `value` is a drawing of matplotlib's (its axes, or what `show` makes of these), or a map that
    began with `maps.base`. Raises KitError for anything else.
    """
    if is_of("matplotlib", value):
        value = own_drawing(value, title)
    if isinstance(value, Figure):
        return value.svg
    if is_of("folium", value):
        from helpers.explore.map.base import BaseMap

        if isinstance(value, BaseMap):
            from helpers.explore.map.own import picture

            return picture(value)
        raise KitError("This map needs a network. Begin it with maps.base(lesson).")
    raise KitError("Only a drawing or a map of your own can be kept.")
