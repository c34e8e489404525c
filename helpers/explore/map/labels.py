"""Marks on a map, where they are on the screen, and labels that cover neither marks nor labels."""

from __future__ import annotations

import math
from typing import Any

from attrs import evolve, frozen

Frame = tuple[float, float, float, float]  # west, south, east, north, in degrees
Box = tuple[float, float, float, float]  # left, top, right, bottom, in pixels
SIZE = (800, 500)  # the map at its usual width, in pixels


@frozen
class Pin:
    """A place on the map: what kind of mark, where its label goes, and what its popup says."""

    name: str
    kind: str
    longitude: float
    latitude: float
    label: str
    popup: str
    side: str = "right"


@frozen
class Line:
    """A journey or a bundle of calls: the points of its curve, its label, and its popup.

    The label stands at the point number `at`, moved by `shift` pixels to the right and down.
    """

    points: tuple[tuple[float, float], ...]  # longitude, latitude
    label: str
    popup: str
    at: int = 12
    shift: tuple[int, int] = (0, 0)

    @property
    def spot(self) -> tuple[float, float]:
        """Where the label goes: longitude, latitude."""
        return self.points[self.at]

    @property
    def angle(self) -> float:
        """The direction of the line at its label, in degrees clockwise from east on the screen."""
        (x, y), (to_x, to_y) = (project(*self.points[one]) for one in (self.at - 1, self.at + 1))
        return math.degrees(math.atan2(to_y - y, to_x - x))


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Return Web Mercator coordinates, x to the right and y downwards, in degrees of longitude."""
    limited = math.radians(max(-85.0, min(85.0, latitude)))
    return longitude, -math.degrees(math.asinh(math.tan(limited)))


def unproject(x: float, y: float) -> tuple[float, float]:
    """Return the longitude and latitude of Web Mercator coordinates."""
    return x, math.degrees(math.atan(math.sinh(math.radians(-y))))


def as_wide_as_high(west: float, south: float, east: float, north: float) -> Frame:
    """Return the frame, made wider or higher until it has the shape of SIZE."""
    left, bottom = project(west, south)
    right, top = project(east, north)
    wide, high = right - left, bottom - top
    more_wide = max(0.0, high * SIZE[0] / SIZE[1] - wide) / 2
    more_high = max(0.0, wide * SIZE[1] / SIZE[0] - high) / 2
    west, south = unproject(left - more_wide, bottom + more_high)
    east, north = unproject(right + more_wide, top - more_high)
    return round(west, 2), round(south, 2), round(east, 2), round(north, 2)


def inside(pin: Pin, view: Frame) -> bool:
    """Say whether a pin is inside a frame."""
    west, south, east, north = view
    return west <= pin.longitude <= east and south <= pin.latitude <= north


def on_screen(longitude: float, latitude: float, view: Frame) -> tuple[float, float]:
    """Return where a point is in a picture of `view`, in pixels of SIZE."""
    x, y = project(longitude, latitude)
    left, bottom = project(view[0], view[1])
    right, top = project(view[2], view[3])
    return (x - left) / (right - left) * SIZE[0], (y - top) / (bottom - top) * SIZE[1]


class Labels:
    """Finds places for labels where they cover neither marks nor other labels."""

    def __init__(self, pins: list[Pin], view: Frame) -> None:
        """Begin with the marks; they are taken."""
        self.view = view
        self.taken = []
        for pin in pins:
            x, y = on_screen(pin.longitude, pin.latitude, view)
            self.taken.append((x - 9, y - 9, x + 9, y + 9))

    def cost(self, box: Box) -> float:
        """Return how much of a box is taken, or outside the picture."""
        inside = overlap(box, (0, 0, *SIZE))
        outside = (box[2] - box[0]) * (box[3] - box[1]) - inside
        return outside + sum(overlap(box, other) for other in self.taken)

    def choose(self, boxes: dict[Any, Box]) -> Any:
        """Take the box that costs least, and return its key."""
        best = min(boxes, key=lambda key: self.cost(boxes[key]))
        self.taken.append(boxes[best])
        return best

    def next_to(self, pin: Pin) -> Pin:
        """Return the pin with its label on the best side."""
        x, y = on_screen(pin.longitude, pin.latitude, self.view)
        wide = width(pin.label)
        boxes = {
            "right": (x + 10, y - 9, x + 10 + wide, y + 9),
            "left": (x - 10 - wide, y - 9, x - 10, y + 9),
            "above": (x - wide / 2, y - 28, x + wide / 2, y - 10),
            "below": (x - wide / 2, y + 10, x + wide / 2, y + 28),
        }
        return evolve(pin, side=self.choose(boxes))

    def beside(self, line: Line) -> Line:
        """Return the line with its label on the outer side of its bend."""
        x, y = on_screen(*line.spot, self.view)
        turn = math.radians(line.angle)
        half = width(line.label) / 2
        shift = (round(math.sin(turn) * (half + 10)), round(-math.cos(turn) * 20))
        x, y = x + shift[0], y + shift[1]
        self.taken.append((x - half, y - 10, x + half, y + 10))
        return evolve(line, shift=shift)

    def along(self, line: Line) -> Line:
        """Return the line with its label on the best point of it."""
        half = width(line.label) / 2
        boxes = {}
        for at in (12, 9, 15, 7, 17, 5, 19):
            x, y = on_screen(*line.points[at], self.view)
            boxes[at] = (x - half, y - 10, x + half, y + 10)
        return evolve(line, at=self.choose(boxes))


def width(label: str) -> float:
    """Return about how many pixels a label is wide."""
    return 7.5 * len(label) + 12


def overlap(one: Box, other: Box) -> float:
    """Return the area that two boxes (left, top, right, bottom) share."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return max(0.0, width) * max(0.0, height)
