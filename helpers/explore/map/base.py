"""A map to draw on: folium's own, on the kit's land and borders, without a network."""

from __future__ import annotations

from html import escape
from typing import Any

from helpers.explore.map.live import OfflineMap, page
from helpers.explore.map.plan import NOTE
from helpers.explore.map.projection import Frame

TITLE = "A map of your own"


class BaseMap(OfflineMap):
    """A folium.Map that a notebook shows without a network. Whatever folium has can be added."""

    def __init__(self, frame: Frame) -> None:
        """Begin with the land in a frame: west, south, east, north, in degrees."""
        super().__init__(least_zoom=2)
        self.frame = frame

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        live = escape(page(self, {"view": self.frame}))
        html = (
            f'{TITLE}\n<iframe title="{TITLE}" srcdoc="{live}" '
            'style="width: 100%; aspect-ratio: 3 / 2; border: 0"></iframe>'
            f"<br><small>{escape(NOTE)}</small>"
        )
        return {"text/html": html, "text/plain": TITLE}
