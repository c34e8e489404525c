"""A picture of a map that a student made with folium: for paper, and for a page without scripts."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import folium
from branca.element import Element
from matplotlib.colors import is_color_like

from helpers.explore.figure import BLUE
from helpers.explore.map.base import BaseMap
from helpers.explore.map.plan import TOWN
from helpers.explore.map.projection import Frame, inside, on_screen
from helpers.explore.map.still import MARKS, NAME_BOX, on_land

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TAGS = re.compile(r"<[^>]*>")
LONGEST = 40  # characters of a popup that are written beside its mark
METRES = 111_195  # of a degree of latitude


def picture(sheet: BaseMap) -> bytes:
    """Markers with the words of their popups, lines, areas and circles, on land, as an SVG.

    What else folium can put on a map is not on the picture.
    """

    def paint(axes: Axes) -> None:
        for one in drawn(sheet):
            if isinstance(one, folium.Circle | folium.CircleMarker):
                draw_circle(axes, one, sheet.frame)
            elif isinstance(one, folium.Marker):
                draw_marker(axes, one, sheet.frame)
            else:
                draw_line(axes, one, sheet.frame)

    return on_land(sheet.frame, paint)


def drawn(element: Element) -> Iterator[Any]:
    """What of a map is on the picture, also within groups."""
    for child in element._children.values():
        if isinstance(child, folium.Marker | folium.PolyLine | folium.Polygon):  # and circles
            yield child
        else:
            yield from drawn(child)


def colour_of(one: Any, name: str = "color") -> str:
    """The colour of something, where matplotlib knows it; else folium's blue."""
    found = one.options.get(name) or one.options.get("color")
    return str(found) if is_color_like(found) else BLUE


def draw_marker(axes: Axes, one: Any, frame: Frame) -> None:
    """A mark, and the words of its popup beside it."""
    latitude, longitude = one.location
    if not inside((longitude, latitude), frame):
        return
    spot = on_screen((longitude, latitude), frame)
    axes.plot(*spot, **MARKS[TOWN])
    words = " ".join(popup for popup in popups(one) if len(popup) <= LONGEST)
    axes.annotate(
        words, spot, (10, 0), textcoords="offset points", va="center", fontsize=12, bbox=NAME_BOX
    )


def popups(one: Any) -> Iterator[str]:
    """The words of what opens at a mark."""
    for child in one._children.values():
        if isinstance(child, folium.Popup):
            yield html.unescape(TAGS.sub(" ", child.html.render())).strip()


def draw_line(axes: Axes, one: Any, frame: Frame) -> None:
    """A line, or an area with its border."""
    spots = [on_screen((longitude, latitude), frame) for latitude, longitude in one.locations]
    if isinstance(one, folium.Polygon):
        axes.fill(*zip(*spots, strict=True), facecolor=colour_of(one, "fillColor"), alpha=0.2)
        spots.append(spots[0])
    axes.plot(*zip(*spots, strict=True), color=colour_of(one), linewidth=2)


def draw_circle(axes: Axes, one: Any, frame: Frame) -> None:
    """A circle: of a Circle the radius is in metres, of a CircleMarker in pixels."""
    from matplotlib.patches import Circle

    latitude, longitude = one.location
    x, y = on_screen((longitude, latitude), frame)
    radius = float(one.options.get("radius") or 10)
    if not isinstance(one, folium.CircleMarker):
        radius = abs(on_screen((longitude, latitude + radius / METRES), frame)[1] - y)
    axes.add_patch(Circle((x, y), radius, facecolor="none", edgecolor=colour_of(one), linewidth=2))
