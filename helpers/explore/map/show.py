"""The map of a lesson: live where it may run, a picture where it may not, words where neither."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen
from markupsafe import Markup

from helpers.common.pages import fragment, image
from helpers.explore.map.plan import CALL, KINDS, LEG, NOTE, SIGNS, Plan, plan
from helpers.explore.map.projection import WORLD, shaped
from helpers.lesson.lesson import Lesson
from helpers.lesson.locked import SealedLesson, reference

if TYPE_CHECKING:
    from helpers.explore.map.base import BaseMap

TITLE = "The places on a map"


@frozen
class Map:
    """A map as a live page, a still picture, and words: all that it has on it, and day by day."""

    page: str
    poster: bytes
    alternative: str
    legend: tuple[str, ...]
    week: tuple[str, ...]

    @property
    def html(self) -> str:
        """Return the picture with its words, and the live page laid over them.

        Where a notebook is not trusted, and on paper, the page is taken away; the rest stays.
        """
        shown = fragment(
            "explore/map/templates/map.html",
            picture=image(self.poster, self.alternative),
            week=self.week,
            legend=self.legend,
            # Only these two signs mean something in an attribute between single quotes.
            live=Markup(self.page.replace("&", "&amp;").replace("'", "&#39;")),
        )
        return f"{TITLE}\n{shown}"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {
            "text/html": self.html,
            "text/plain": "\n".join([TITLE, self.alternative, *self.week, *self.legend]),
        }


@reference
def show(lesson: Lesson) -> Map:
    """The map of a lesson. `geography.places` and `call_table` say the same as tables."""
    from helpers.explore.map.live import live_page
    from helpers.explore.map.still import poster

    drawn = plan(lesson)
    return Map(
        live_page(drawn),
        poster(drawn),
        drawn.alternative,
        legend_lines(drawn),
        tuple(day.line for day in drawn.week),
    )


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
