"""The map of a lesson: live where it may run, a picture where it may not, words where neither."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from attrs import frozen

from helpers.explore.figure import image
from helpers.explore.map.plan import CALL, KINDS, LEG, NOTE, SIGNS, Plan, plan
from helpers.explore.map.projection import SIZE, WORLD, shaped
from helpers.lesson.lesson import Lesson
from helpers.lesson.locked import SealedLesson, reference

if TYPE_CHECKING:
    from helpers.explore.map.base import BaseMap

TITLE = "The places on a map"
NOT_ON_PAPER = "<style>@media print { .live-map { display: none } }</style>"


@frozen
class Map:
    """A map as a live page, a still picture, and words."""

    page: str
    poster: bytes
    alternative: str
    legend: tuple[str, ...]

    @property
    def html(self) -> str:
        """Return the picture with the live page laid over it.

        Where a notebook is not trusted, and on paper, the page is taken away; the picture stays.
        """
        live = self.page.replace("&", "&amp;").replace("'", "&#39;")
        return (
            f"{TITLE}\n{NOT_ON_PAPER}"
            f'<figure style="margin: 0"><div style="position: relative; max-width: {SIZE[0]}px">'
            f"{image(self.poster, self.alternative)}"
            '<iframe class="live-map" title="Map. Tab goes from mark to mark, Enter opens one." '
            f"srcdoc='{live}' style=\"position: absolute; left: 0; top: 0; width: 100%; "
            'height: 100%; border: 0"></iframe></div>'
            f"<figcaption>{'<br>'.join(map(escape, self.legend))}</figcaption></figure>"
        )

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {
            "text/html": self.html,
            "text/plain": "\n".join([TITLE, self.alternative, *self.legend]),
        }


@reference
def show(lesson: Lesson) -> Map:
    """The map of a lesson. `geography.places` and `call_table` say the same as tables."""
    from helpers.explore.map.live import live_page
    from helpers.explore.map.still import poster

    drawn = plan(lesson)
    return Map(live_page(drawn), poster(drawn), drawn.alternative, legend_lines(drawn))


def base(lesson: Lesson | SealedLesson) -> BaseMap:
    """A folium.Map to draw on, of the part of the world that the lesson's map shows first.

    It has the land and borders of the kit's base map, and needs no network.
    """
    from helpers.explore.map.base import BaseMap

    return BaseMap(shaped(lesson.about.get("view", WORLD)))


def legend_lines(drawn: Plan) -> tuple[str, ...]:
    """A line of text for each kind of mark and line on the map, and the note on borders."""
    pins = dict.fromkeys(pin.kind for pin in (*drawn.pins, *drawn.offices))
    signs = [f"{SIGNS[kind]} {KINDS[kind]}" for kind in KINDS if kind in pins]
    lines = [("━▶ " + LEG, drawn.legs), ("┅┅ " + CALL, drawn.calls)]
    return (*signs, *(words for words, found in lines if found), NOTE)
