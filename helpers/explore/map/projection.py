"""Web Mercator: from degrees to the map's plane, to the pixels of a view, and back."""

from __future__ import annotations

import math
from collections.abc import Iterable

Point = tuple[float, float]  # longitude, latitude, in degrees
Frame = tuple[float, float, float, float]  # west, south, east, north, in degrees
SIZE = (800, 500)  # the map at its usual width, in pixels
WORLD: Frame = (-25.0, 30.0, 145.0, 72.0)  # for a map without marks


def project(point: Point) -> tuple[float, float]:
    """Web Mercator coordinates, x to the right and y downwards, in degrees of longitude.

    Latitudes beyond 85 degrees count as 85.
    """
    longitude, latitude = point
    limited = math.radians(max(-85.0, min(85.0, latitude)))
    return longitude, -math.degrees(math.asinh(math.tan(limited)))


def unproject(x: float, y: float) -> Point:
    """The point with these Web Mercator coordinates."""
    return x, math.degrees(math.atan(math.sinh(math.radians(-y))))


def on_screen(point: Point, view: Frame) -> tuple[float, float]:
    """Where a point is in a picture of `view`, in pixels of SIZE from its upper left corner."""
    x, y = project(point)
    left, bottom = project(view[:2])
    right, top = project(view[2:])
    return (x - left) / (right - left) * SIZE[0], (y - top) / (bottom - top) * SIZE[1]


def inside(point: Point, frame: Frame) -> bool:
    """Say whether a point is inside a frame."""
    west, south, east, north = frame
    return west <= point[0] <= east and south <= point[1] <= north


def around(points: Iterable[Point]) -> Frame:
    """The frame that holds every point, with a margin of a fifth; WORLD where there is none."""
    spots = list(points)
    if not spots:
        return WORLD
    west, east = min(x for x, _ in spots), max(x for x, _ in spots)
    south, north = min(y for _, y in spots), max(y for _, y in spots)
    wide, high = max(0.1, 0.2 * (east - west)), max(0.05, 0.2 * (north - south))
    return west - wide, south - high, east + wide, north + high


def shaped(frame: Frame) -> Frame:
    """The frame, made wider or higher until it has the shape of SIZE."""
    left, bottom = project(frame[:2])
    right, top = project(frame[2:])
    wide, high = right - left, bottom - top
    more_wide = max(0.0, high * SIZE[0] / SIZE[1] - wide) / 2
    more_high = max(0.0, wide * SIZE[1] / SIZE[0] - high) / 2
    west, south = unproject(left - more_wide, bottom + more_high)
    east, north = unproject(right + more_wide, top - more_high)
    return round(west, 2), round(south, 2), round(east, 2), round(north, 2)


def curve(start: Point, end: Point, bend: float) -> tuple[Point, ...]:
    """25 points of a curve that leaves the straight line to the left by `bend` times its length.

    A quadratic Bézier curve on the plane of the map; degrees are rounded to hundredths.
    """
    (x, y), (to_x, to_y) = project(start), project(end)
    knee_x = (x + to_x) / 2 + 2 * bend * (to_y - y)
    knee_y = (y + to_y) / 2 - 2 * bend * (to_x - x)
    points = []
    for step in range(25):
        t = step / 24
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t**2
        spot = unproject(a * x + b * knee_x + c * to_x, a * y + b * knee_y + c * to_y)
        points.append((round(spot[0], 2), round(spot[1], 2)))
    return tuple(points)
