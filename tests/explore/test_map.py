"""The map: where a point is, how far a view reaches, and where a label goes."""

import math
from types import SimpleNamespace

import pytest
from support import other_lesson

from helpers.explore import geography
from helpers.explore.map import show as maps
from helpers.explore.map.labels import Labels, Line, Pin, shared_area, width
from helpers.explore.map.plan import day, line_between, part_label, plan, safe
from helpers.explore.map.projection import (
    WORLD,
    around,
    curve,
    inside,
    on_screen,
    project,
    shaped,
    unproject,
)
from helpers.explore.map.still import clip, rings
from helpers.lesson.dates import read_timex
from helpers.lesson.lesson import load

VIEW = shaped((0, -5, 16, 5))  # sixteen degrees for 800 pixels: a degree is 50 pixels


def pin(longitude, latitude=0, label="Minsk"):
    """A mark on the map."""
    return Pin(label, "town", (longitude, latitude), label, "")


# Where a point is


@pytest.mark.parametrize(
    ("point", "spot"),
    [
        ((0, 0), (0, 0)),
        ((27.5, 0), (27.5, 0)),
        # The Gudermannian at 60 degrees: ln(2 + √3) = 1.316958 of a radian.
        ((10, 60), (10, -75.456)),
        ((10, -60), (10, 75.456)),
        # At 85 degrees it is ln(tan(87.5°)) = 3.131301, and beyond the map ends.
        ((0, 85), (0, -179.410)),
        ((0, 90), (0, -179.410)),
        ((0, -90), (0, 179.410)),
    ],
)
def test_the_plane_of_the_map_is_that_of_mercator(point, spot):
    assert project(point) == pytest.approx(spot, abs=0.001)
    if abs(point[1]) < 85:
        assert unproject(*spot) == pytest.approx(point, abs=0.001)


def test_a_view_fills_the_picture():
    west, south, east, north = VIEW
    assert on_screen((west, north), VIEW) == pytest.approx((0, 0))
    assert on_screen((east, south), VIEW) == pytest.approx((800, 500))
    assert on_screen((8, 0), VIEW) == pytest.approx((400, 250))
    assert on_screen((9, 0), VIEW) == pytest.approx((450, 250), abs=0.1)


@pytest.mark.parametrize(
    ("point", "is_inside"),
    [
        *[((0, 0), True), ((10, 20), True), ((0, 20), True), ((5, 10), True)],
        *[((-1, 10), False), ((11, 10), False), ((5, -1), False), ((5, 21), False)],
    ],
)
def test_a_frame_holds_its_edges(point, is_inside):
    assert inside(point, (0, 0, 10, 20)) is is_inside


@pytest.mark.parametrize(
    ("points", "frame"),
    [
        ([(0, 0), (10, 20)], (-2, -4, 12, 24)),
        ([(10, 0), (0, 20), (5, 5)], (-2, -4, 12, 24)),
        ([(5, 5)], (4.9, 4.95, 5.1, 5.05)),
        ([], WORLD),
    ],
)
def test_a_frame_around_points_has_a_margin_of_a_fifth(points, frame):
    assert around(points) == pytest.approx(frame)


def test_a_map_without_marks_shows_europe_and_asia():
    west, south, east, north = WORLD
    assert (west, south, east, north) == (-25, 30, 145, 72)


@pytest.mark.parametrize("frame", [(0, -1, 16, 1), (0, -20, 1, 20), (20, 50, 40, 60), WORLD])
def test_a_frame_is_made_wider_or_higher_until_it_is_eight_by_five(frame):
    west, south, east, north = shaped(frame)
    assert west <= frame[0] and south <= frame[1] and east >= frame[2] and north >= frame[3]
    (left, bottom), (right, top) = project((west, south)), project((east, north))
    assert (right - left) / (bottom - top) == pytest.approx(1.6, rel=0.01)
    assert (west, east) == (frame[0], frame[2]) or (south, north) == (frame[1], frame[3])
    assert west + east == pytest.approx(frame[0] + frame[2], abs=0.02)


@pytest.mark.parametrize(
    ("start", "end", "middle"),
    [
        # To the left of the way, by a quarter of its 24 degrees: six on the plane of the map.
        ((0, 0), (24, 0), (12, 5.99)),
        ((24, 0), (0, 0), (12, -5.99)),
        ((0, -10), (0, 10), (-5.03, 0)),
    ],
)
def test_a_curve_leaves_the_straight_line_to_the_left(start, end, middle):
    points = curve(start, end, 0.25)
    assert (len(points), points[0], points[24]) == (25, start, end)
    assert points[12] == pytest.approx(middle, abs=0.011)


def test_a_curve_without_a_bend_is_straight():
    assert curve((0, 0), (24, 0), 0) == tuple((float(step), 0) for step in range(25))


# Where a label goes


def test_a_label_is_as_wide_as_its_letters():
    assert (width(""), width("Minsk"), width("x" * 10)) == (12, 49.5, 87)


@pytest.mark.parametrize(
    ("other", "area"),
    [
        *[((0, 0, 10, 20), 200), ((5, 10, 30, 40), 50), ((2, 3, 4, 6), 6), ((-9, -9, 1, 2), 2)],
        *[((10, 0, 20, 20), 0), ((0, 20, 10, 40), 0), ((11, 21, 20, 30), 0), ((-9, 0, -1, 9), 0)],
    ],
)
def test_two_boxes_share_an_area_or_none(other, area):
    assert shared_area((0, 0, 10, 20), other) == shared_area(other, (0, 0, 10, 20)) == area


@pytest.mark.parametrize(
    ("others", "side"),
    [
        ([], "right"),
        ([(8.8, 0)], "left"),  # a mark 40 pixels to the right
        ([(8.8, 0), (7.2, 0)], "above"),
        ([(8.8, 0), (7.2, 0), (8, 0.4)], "below"),
        ([(9.65, 0)], "right"),  # too far away to be covered: ten and 49 pixels, and nine
        ([(9.29, 0)], "left"),  # where the label ends
        ([(9.375, 0)], "right"),  # a little behind it
        ([(8.8, 0.4)], "right"),
        ([(8.8, 0.3)], "left"),
    ],
)
def test_a_label_is_on_the_first_side_that_is_free(others, side):
    marks = [pin(8), *(pin(*other) for other in others)]
    assert Labels(marks, VIEW).next_to(marks[0]).side == side


@pytest.mark.parametrize(
    ("spot", "side"),
    [((15.5, 0), "left"), ((0.5, 0), "right"), ((8, 0), "right"), ((14.75, 0), "right")],
)
def test_a_label_stays_in_the_picture(spot, side):
    mark = pin(*spot)
    assert Labels([mark], VIEW).next_to(mark).side == side


def test_a_label_takes_its_place_from_the_next():
    first, second = pin(8), pin(8, 0, "Moscow")
    free = Labels([first], VIEW)
    assert [free.next_to(one).side for one in (first, second, first, first)] == [
        *["right", "left", "above", "below"],
    ]


def test_a_label_is_beside_the_outer_side_of_a_journey():
    free = Labels([], VIEW)
    line = Line(curve((4, 0), (12, 0), 0.16), "x" * 10, "")
    assert line.angle == pytest.approx(0, abs=0.5)
    assert free.beside(line).shift == (0, -20)
    [(left, top, right, bottom)] = free.taken
    x, y = on_screen(line.spot, VIEW)
    # 87 pixels wide and 20 high, and 20 pixels above the line.
    assert (left + right) / 2 == pytest.approx(x, abs=1) and right - left == 87
    assert (top, bottom) == pytest.approx((y - 30, y - 10), abs=1)


@pytest.mark.parametrize(
    ("start", "end", "angle", "shift"),
    [
        ((12, 0), (4, 0), 180, (0, 20)),
        ((8, -4), (8, 4), -90, (-46, 0)),  # half of 72 pixels, and ten
        ((8, 4), (8, -4), 90, (46, 0)),
    ],
)
def test_a_label_of_a_journey_goes_by_its_direction(start, end, angle, shift):
    line = Line(curve(start, end, 0.16), "x" * 8, "")
    assert abs(line.angle) == pytest.approx(abs(angle), abs=1)
    assert math.copysign(1, line.angle) == math.copysign(1, angle) or abs(angle) == 180
    assert Labels([], VIEW).beside(line).shift == shift


def test_a_label_of_calls_is_on_the_middle_of_the_line_or_where_it_is_free():
    line = Line(tuple((4 + step / 3, 0.0) for step in range(25)), "2 calls", "")
    free = Labels([], VIEW)
    # 64.5 pixels wide; from one point to the next it is 16.7 pixels.
    assert [free.along(line).at for _ in range(3)] == [12, 7, 17]
    last = free.along(line)
    assert last.spot == line.points[last.at]


# Outlines


def degrees(x, y):
    """The point at these pixels of the view, near the equator."""
    return x / 50, (250 - y) / 50


def test_an_outline_in_the_view_is_in_even_pixels_without_repeats():
    outline = [degrees(*spot) for spot in ((100, 250), (100.4, 250.3), (201.2, 250), (100, 250))]
    assert list(rings([outline], VIEW)) == [[(100, 250), (202, 250), (100, 250)]]


@pytest.mark.parametrize(
    ("outline", "is_drawn"),
    [
        ([(100, 250), (200, 250)], True),
        ([(-100, 250), (0, 250)], True),
        ([(-100, 250), (-4, 250)], False),
        ([(800, 250), (900, 250)], True),
        ([(804, 250), (900, 250)], False),
        ([(-100, 250), (900, 250)], True),
        ([(100, 250), (100.2, 250)], False),  # all of it is one pixel
    ],
)
def test_an_outline_is_drawn_if_it_touches_the_view(outline, is_drawn):
    assert bool(list(rings([[degrees(*spot) for spot in outline]], VIEW))) is is_drawn


@pytest.mark.parametrize(
    ("ring", "clipped"),
    [
        ([(0, 0), (800, 0), (800, 500)], [(0, 0), (800, 0), (800, 500)]),
        ([(-20, -20), (820, -20), (820, 520)], [(-20, -20), (820, -20), (820, 520)]),
        (
            [(-120, 100), (80, 100), (80, 200), (-120, 200)],
            [(-20, 100), (80, 100), (80, 200), (-20, 200)],
        ),
        (
            [(700, 100), (900, 100), (900, 200), (700, 200)],
            [(700, 100), (820, 100), (820, 200), (700, 200)],
        ),
        (
            [(100, -120), (200, -120), (200, 80), (100, 80)],
            [(200, -20), (200, 80), (100, 80), (100, -20)],
        ),
        (
            [(100, 420), (200, 420), (200, 620), (100, 620)],
            [(100, 420), (200, 420), (200, 520), (100, 520)],
        ),
        ([(-120, 0), (180, 300), (-120, 300)], [(-20, 100), (180, 300), (-20, 300)]),
    ],
)
def test_an_outline_is_cut_off_outside_the_picture(ring, clipped):
    found = clip(ring)
    start = found.index(clipped[0])
    assert found[start:] + found[:start] == clipped


def test_an_outline_all_of_which_is_outside_leaves_one_point():
    assert clip([(-100, 0), (-200, 0), (-200, 100)]) == [(-100, 0)]


# What is on a map, in words


@pytest.mark.parametrize(
    ("text", "written"),
    [
        *[("{", "&#123;"), ("}", "&#125;"), ("`", "&#96;"), ("$", "&#36;"), ("\\", "&#92;")],
        *[("<b>", "&lt;b&gt;"), ("&", "&amp;"), ('"', "&quot;"), ("Łódź’s 5", "Łódź’s 5")],
        ("{{ 7*7 }}", "&#123;&#123; 7*7 &#125;&#125;"),
    ],
)
def test_text_in_a_popup_is_nothing_but_text(text, written):
    assert safe(text) == written


@pytest.mark.parametrize(("at", "label"), [("5", "¶5"), ("headline", "headline"), ("$", "&#36;")])
def test_a_popup_names_a_part_of_the_article(at, label):
    assert part_label(at) == label


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2020-08-18", "Tue 18 Aug"),
        ("2020-08-19TMO", "Wed 19 Aug, morning"),
        ("PAST_REF", "no date"),
    ],
)
def test_a_label_has_the_date_without_its_year(value, words):
    assert day(read_timex(value)) == words
    assert day(None) == "no date"


def test_a_line_needs_two_places_with_points():
    here, there = SimpleNamespace(point=(0, 0)), SimpleNamespace(point=(24, 0))
    nowhere = SimpleNamespace(point=None)
    line = line_between(here, there, 0.25, "2 calls", "popup")
    assert (line.points, line.label, line.popup) == (
        curve((0, 0), (24, 0), 0.25),
        "2 calls",
        "popup",
    )
    for ends in ((here, here), (here, nowhere), (nowhere, here)):
        assert line_between(*ends, 0.25, "", "") is None


def test_calls_without_two_seats_are_left_out(lesson, monkeypatch):
    assert plan(lesson).calls
    monkeypatch.setattr(geography, "link", lambda *_: None)
    assert plan(lesson).calls == plan(lesson).offices == ()


@pytest.fixture
def town(tmp_path):
    """Return a small lesson, in which the one place has these coordinates."""

    def run(latitude, longitude, name="Vilna"):
        folder = other_lesson.write(tmp_path / "library")
        places = folder / "places.csv"
        text = f"place,name,latitude,longitude\nvilna,{name},{latitude},{longitude}\n"
        places.write_text(text, "utf-8")
        lesson, findings = load(folder)
        assert findings.problems == []
        return lesson

    return run


def test_a_place_without_a_point_is_on_no_map(town):
    drawn = plan(town("", ""))
    assert (drawn.pins, drawn.offices, drawn.legs, drawn.calls) == ((), (), (), ())
    assert (drawn.view, drawn.all, drawn.beyond) == (shaped(WORLD), WORLD, ())
    assert drawn.alternative == "A map. Named: none. Implied: none."
    [note] = maps.legend_lines(drawn)
    assert "takes a position on disputed borders" in note


def test_a_place_is_in_the_middle_of_a_map_of_its_own(town):
    lesson = town("54.68", "25.28")
    drawn = plan(lesson)
    [mark] = drawn.pins
    assert (mark.name, mark.kind, mark.label, mark.side) == ("Vilna", "town", "Vilna", "right")
    assert mark.point == (25.28, 54.68)
    assert on_screen(mark.point, drawn.view) == pytest.approx((400, 250), abs=8)
    assert "Point: no source given" in mark.popup and "¶1</b> “Vilna” (literal)" in mark.popup
    assert drawn.alternative == "A map. Named: Vilna. Implied: none."
    shown = maps.show(lesson)
    assert shown.legend[0] == "● named: something happens there, or the byline names it"
    assert len(shown.legend) == 2 and "outside this view" not in shown.poster.decode()
    assert "Vilna" in shown.page and '"Journeys"' not in shown.page
