"""Three things to talk about tomorrow: the wrong readings that most of a class share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import frozen

from helpers.exercises.key import Key
from helpers.grading.report.disclosure import FEW, FEWEST
from helpers.grading.report.item_analysis import Item, Tally
from helpers.lesson.article import Passage

HOW_MANY = 3
RULE = (
    f"How they were chosen: of all wrong readings that the key has words for, those that the "
    f"largest share of the students who answered the exercise have. At most one from an exercise; "
    f"where two are equal, the one that comes first in the lesson. At least {FEW + 1} students "
    f"share each, and at least {FEWEST} answered."
)


@frozen
class TalkingPoint:
    """A wrong reading: how many of those who answered did what, and what there is to say to it.

    `thought` is what they did, as the rest of a sentence about them. `holds` is what holds
    instead, or nothing where the message alone can say it. `evidence` is the passage that settles
    the matter.
    """

    item: Item
    thought: str
    count: int
    message: str
    holds: str = ""
    evidence: Passage | None = None

    @property
    def share(self) -> float:
        """The share of those who answered, from 0 to 1."""
        return self.count / self.item.by_machine


def talking_points(tally: Tally, keys: Mapping[str, Key]) -> list[TalkingPoint]:
    """Return up to three things to talk about, the most widely shared first. See RULE."""
    found = []
    for name, item in tally.items.items():
        if name not in keys or item.by_machine < FEWEST:
            continue
        readings = [one for one in wrong_readings(item, keys[name]) if one.count > FEW]
        if readings:
            found.append(max(readings, key=lambda one: one.count))
    return sorted(found, key=lambda one: -one.share)[:HOW_MANY]


def wrong_readings(item: Item, key: Key) -> Iterator[TalkingPoint]:
    """Yield every wrong reading of an exercise that the key says something to."""
    for one in item.exercise.misreadings(key):
        evidence = one.reply.evidence or key.evidence
        count, message = item.counts[one.counted], one.reply.message
        yield TalkingPoint(item, one.thought, count, message, one.holds, evidence)
