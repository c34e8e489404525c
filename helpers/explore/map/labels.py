"""Marks and lines on a map, and places for their labels where these cover no mark or label."""

from __future__ import annotations

import math
from datetime import date
from typing import TypeVar

from attrs import evolve, frozen

from helpers.explore.map.projection import SIZE, Frame, Point, on_screen, project

Box = tuple[float, float, float, float]  # left, top, right, bottom, in pixels
Choice = TypeVar("Choice")


@frozen
class Pin:
    """A place on the map: what kind of mark, where its label goes, and what its popup says.

    On `days` something happens there.
    """

    name: str
    kind: str
    point: Point
    label: str
    popup: str
    side: str = "right"
    days: tuple[date, ...] = ()


@frozen
class Line:
    """A journey or a bundle of calls: the points of its curve, its label, and its popup.

    The label stands at the point number `at`, moved by `shift` pixels to the right and down.
    `told` says in words what the line is, and `days` when.
    """

    points: tuple[Point, ...]
    label: str
    popup: str
    told: str = ""
    days: tuple[date, ...] = ()
    at: int = 12
    shift: tuple[int, int] = (0, 0)

    @property
    def spot(self) -> Point:
        """Where the label goes, before it is shifted."""
        return self.points[self.at]

    @property
    def angle(self) -> float:
        """The direction of the line at its label, in degrees clockwise from east on the screen."""
        (x, y), (to_x, to_y) = (project(self.points[one]) for one in (self.at - 1, self.at + 1))
        return math.degrees(math.atan2(to_y - y, to_x - x))


class Labels:
    """Finds places for labels where they cover neither marks nor other labels."""

    def __init__(self, pins: list[Pin], view: Frame) -> None:
        """Begin with the marks; they are taken."""
        self.view = view
        self.taken: list[Box] = []
        for pin in pins:
            x, y = on_screen(pin.point, view)
            self.taken.append((x - 9, y - 9, x + 9, y + 9))

    def cost(self, box: Box) -> float:
        """How much of a box is taken, or outside the picture, in square pixels."""
        outside = (box[2] - box[0]) * (box[3] - box[1]) - shared_area(box, (0, 0, *SIZE))
        return outside + sum(shared_area(box, other) for other in self.taken)

    def choose(self, boxes: dict[Choice, Box]) -> Choice:
        """Take the box that costs least, the first of several; give its key."""
        best = min(boxes, key=lambda key: self.cost(boxes[key]))
        self.taken.append(boxes[best])
        return best

    def next_to(self, pin: Pin) -> Pin:
        """The pin with its label on the best side."""
        x, y = on_screen(pin.point, self.view)
        wide = width(pin.label)
        boxes = {
            "right": (x + 10, y - 9, x + 10 + wide, y + 9),
            "left": (x - 10 - wide, y - 9, x - 10, y + 9),
            "above": (x - wide / 2, y - 28, x + wide / 2, y - 10),
            "below": (x - wide / 2, y + 10, x + wide / 2, y + 28),
        }
        return evolve(pin, side=self.choose(boxes))

    def beside(self, line: Line) -> Line:
        """The line with its label on the outer side of its bend."""
        x, y = on_screen(line.spot, self.view)
        turn = math.radians(line.angle)
        half = width(line.label) / 2
        shift = (round(math.sin(turn) * (half + 10)), round(-math.cos(turn) * 20))
        x, y = x + shift[0], y + shift[1]
        self.taken.append((x - half, y - 10, x + half, y + 10))
        return evolve(line, shift=shift)

    def along(self, line: Line) -> Line:
        """The line with its label on the best point of it."""
        half = width(line.label) / 2
        boxes = {}
        for at in (12, 9, 15, 7, 17, 5, 19):
            x, y = on_screen(line.points[at], self.view)
            boxes[at] = (x - half, y - 10, x + half, y + 10)
        return evolve(line, at=self.choose(boxes))


def width(label: str) -> float:
    """About how many pixels a label is wide."""
    return 7.5 * len(label) + 12


def shared_area(one: Box, other: Box) -> float:
    """The area that two boxes share, in square pixels."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return max(0, width) * max(0, height)
