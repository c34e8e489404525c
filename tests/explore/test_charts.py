"""Charts: the graph of hands, the axis of days, and names and dates that have to fit."""

import re
from datetime import datetime
from itertools import combinations, pairwise
from types import SimpleNamespace

import pytest
from matplotlib.figure import Figure
from support import other_lesson

from helpers.explore import charts
from helpers.explore.charts.chains import (
    box_label,
    chain_graph,
    chain_links,
    chain_spots,
    middle,
    route,
)
from helpers.explore.charts.when import day_axis, days, span_in_words, stretch, tick_labels
from helpers.explore.charts.words import cut_name
from helpers.lesson.dates import read_timex
from helpers.lesson.lesson import load

PAGE = "narrator"


def said(source, at, *via, polarity="asserts"):
    """A statement."""
    return SimpleNamespace(source=source, at=at, via=via, polarity=polarity)


def graph(*statements):
    """The links of statements, the steps of those who make them, and where they stand."""
    links, steps = chain_links(SimpleNamespace(statements=statements))
    return links, steps, chain_spots(links, steps)


# The graph of hands


def test_a_link_has_the_paragraphs_whose_words_came_that_way():
    links, steps, _ = graph(
        said("ana", "1", "agency", "wire"),
        said("agency", "2"),
        said("ana", "1", "agency", "wire"),
        said("ana", "3", "agency", "wire"),
        said("bob", "4", polarity="declines"),
        said("bob", "headline"),
        said(PAGE, "5"),
        said("bob", "6", polarity="denies"),
    )
    assert links == {
        ("ana", "agency"): ["1", "3"],
        ("agency", "wire"): ["1", "3"],
        ("wire", PAGE): ["1", "3"],
        ("agency", PAGE): ["2"],
        ("bob", PAGE): ["6"],
    }
    assert steps == {PAGE: 0, "ana": 3, "agency": 2, "wire": 1, "bob": 1}


def test_who_hands_words_on_in_several_ways_stands_by_the_longest():
    for statements in ([said("ana", "1"), said("ana", "2", "wire")], [said("ana", "2", "wire")]):
        assert graph(*statements)[1]["ana"] == 2
        assert graph(*statements[::-1])[1]["ana"] == 2


def test_a_link_passes_every_column_between_its_ends():
    steps = {"ana": 3, "agency": 2, PAGE: 0}
    assert route(("ana", "agency"), steps) == ["ana", "agency"]
    link = ("ana", PAGE)
    assert route(link, steps) == ["ana", (link, 2), (link, 1), PAGE]


def test_a_straight_chain_is_a_straight_line():
    assert graph(said("ana", "1", "agency"))[2] == {
        "ana": (-2, 0),
        "agency": (-1, 0),
        PAGE: (0, 0),
    }


def test_a_link_that_skips_a_hand_goes_beside_it():
    spots = graph(said("ana", "1", "agency", "wire"), said("agency", "2"))[2]
    assert spots == {
        "ana": (-3, 0.5),
        "agency": (-2, 0.5),
        "wire": (-1, 0),
        (("agency", PAGE), 1): (-1, 1),
        PAGE: (0, 0.5),
    }


def crosses(one, other, box):
    """Say whether a straight line has a point inside a box: Liang and Barsky 1984."""
    (x, y), (to_x, to_y) = one, other
    enter, leave = 0.0, 1.0
    left, top, right, bottom = box
    for way, near, far in ((to_x - x, left - x, right - x), (to_y - y, top - y, bottom - y)):
        if way == 0:
            if near >= 0 or far <= 0:
                return False
            continue
        first, last = sorted((near / way, far / way))
        enter, leave = max(enter, first), min(leave, last)
    return leave - enter > 1e-6


@pytest.fixture(params=["lesson", "many", "long"])
def sheet(request):
    """Return a graph of hands as it is drawn."""
    if request.param == "lesson":
        lesson = request.getfixturevalue("lesson")
        return chain_graph(*chain_links(lesson), lesson.names)
    statements = {
        "many": [said("ana", "1", f"a{hand}") for hand in range(5)]
        + [said(f"s{hand}", "2", "a0") for hand in range(6)]
        + [said("ana", "3"), said("bob", "4", "ana", "a1")],
        "long": [said("ana", f"{at}", "press") for at in range(1, 60)] + [said("bob", "1")],
    }[request.param]
    links, steps, _ = graph(*statements)
    return chain_graph(links, steps, {one: f"The name of {one}" for one in steps})


def test_arrows_touch_their_boxes_and_run_through_no_name_and_no_label(sheet):
    boxes = {one: (box.left, box.top, box.right, box.bottom) for one, box in sheet.boxes.items()}
    labels = {}
    for link, arrow in sheet.arrows.items():
        (x, y), lines = arrow.middle, arrow.label.split("\n")
        half = 0.0375 * max(map(len, lines)), 0.08 * len(lines)  # nine points high
        labels[link] = (x - half[0], y - half[1], x + half[0], y + half[1])
    for (start, end), arrow in sheet.arrows.items():
        (x, y), (to_x, to_y) = arrow.points[0], arrow.points[-1]
        assert x == boxes[start][2] and boxes[start][1] < y < boxes[start][3]
        assert to_x == boxes[end][0] and boxes[end][1] < to_y < boxes[end][3]
        others = [box for link, box in labels.items() if link != (start, end)]
        for one, other in pairwise(arrow.points):
            assert not any(crosses(one, other, box) for box in [*boxes.values(), *others])
    for one, other in combinations([*boxes.values(), *labels.values()], 2):
        wide = min(one[2], other[2]) - max(one[0], other[0])
        high = min(one[3], other[3]) - max(one[1], other[1])
        assert wide <= 0 or high <= 0
    for left, top, right, bottom in boxes.values():
        assert left > 0 and top > 0 and right < sheet.width and bottom < sheet.height


def test_hands_stand_in_the_order_of_those_they_take_words_from():
    spots = graph(
        said("wire", "1"), said("press", "2"), said("ana", "3", "press"), said("bob", "4", "wire")
    )[2]
    assert spots == {
        "ana": (-2, 0),
        "bob": (-2, 1),
        "press": (-1, 0),
        "wire": (-1, 1),
        PAGE: (0, 0.5),
    }


def test_two_in_one_column_never_stand_in_one_place():
    spots = graph(*(said(name, "1", "wire") for name in ("ana", "bob")), *map(said, "abc", "123"))[
        2
    ]
    assert len(set(spots.values())) == len(spots)
    assert [spots["ana"][1], spots["bob"][1]] == [0, 1]


def test_the_middle_is_the_mean_of_what_a_spot_leads_to():
    hops = [("ana", "wire"), ("ana", "press"), ("bob", "wire"), ("ana", "page")]
    assert middle("ana", hops, {"wire": 1, "press": 4}) == 2.5
    assert middle("bob", hops, {"wire": 1, "press": 4}) == 1
    assert middle("bob", hops, {"press": 4}) == float("inf")


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Belta", "Belta"),
        ("Russian President Vladimir Putin", "Russian President\nVladimir Putin"),
        ("a" * 60, "a" * 20 + "\n" + "a" * 20 + "\n" + "a" * 20),
        ("a" * 61, "a" * 20 + "\n" + "a" * 20 + "\n" + "a" * 19 + "…"),
    ],
)
def test_a_name_in_a_box_has_three_lines_at_most(name, label):
    assert box_label(name) == label


# When


def test_days_are_counted_from_1970():
    assert days(datetime(1970, 1, 2, 12)) == 1.5


def event(start, end=None):
    """An event with its dates."""
    first, last = (one and read_timex(one) for one in (start, end))
    return SimpleNamespace(event="call", start=first, end=last, began=first and first.first)


@pytest.mark.parametrize(
    ("dates", "ends"),
    [
        (("2020-08-18",), (datetime(2020, 8, 18), datetime(2020, 8, 19))),
        (("2020-08-18", "2020-08-20"), (datetime(2020, 8, 18), datetime(2020, 8, 21))),
        (("2020-08-18TAF",), (datetime(2020, 8, 18, 12), datetime(2020, 8, 18, 18))),
        (("2020-08-18", "PRESENT_REF"), (datetime(2020, 8, 18), datetime(2020, 8, 20, 10))),
    ],
)
def test_a_bar_is_as_long_as_the_date_is_exact_and_ends_at_the_stamp_where_it_goes_on(dates, ends):
    assert stretch(event(*dates), datetime(2020, 8, 20, 10)) == ends


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        (("2020-08-18",), "Tue 18 Aug 2020"),
        (("2020-08-18", "2020-08-18"), "Tue 18 Aug 2020"),
        (("2020-08-09", "2020-08-18"), "Sun 9 Aug 2020 at the earliest, to Tue 18 Aug 2020"),
        (("2020-08-09", "PRESENT_REF"), "Sun 9 Aug 2020 at the earliest, to now"),
        ((None,), "no date"),
    ],
)
def test_a_span_is_told_by_both_its_ends(dates, words):
    assert span_in_words(event(*dates)) == words


@pytest.mark.parametrize(
    ("count", "labels"),
    [
        (3, ["Mon\n31\nAug 2020", "Tue\n1\nSep 2020", "Wed\n2"]),
        (60, ["Mon\n31\nAug 2020", "Tue\n1\nSep 2020", "Wed\n2"]),
        (61, ["Aug\n2020", "Sep\n2020", "Sep\n2020"]),
        (1100, ["Aug\n2020", "Sep\n2020", "Sep\n2020"]),
        (1101, ["2020", "2020", "2020"]),
    ],
)
def test_a_tick_is_labelled_by_day_month_or_year(count, labels):
    ticks = [datetime(2020, 8, 31), datetime(2020, 9, 1), datetime(2020, 9, 2)]
    assert tick_labels(ticks, count) == labels


@pytest.mark.parametrize(
    ("first", "last", "ticks"),
    [
        (datetime(2020, 8, 18, 9, 30), datetime(2020, 8, 21), [18, 19, 20]),
        (datetime(2020, 8, 1), datetime(2020, 8, 15), list(range(1, 15))),
        (datetime(2020, 8, 1), datetime(2020, 8, 16), [1, 3, 5, 7, 9, 11, 13, 15]),
        (datetime(2020, 8, 18), datetime(2020, 8, 18), [18]),
    ],
)
def test_an_axis_has_a_tick_at_noon_of_each_day_or_of_some(first, last, ticks):
    axes = Figure().subplots()
    day_axis(axes, first, last)
    noons = [days(datetime(2020, 8, day, 12)) for day in ticks]
    assert list(axes.get_xticks()) == noons
    assert [line.get_xdata()[0] for line in axes.lines] == [noon - 0.5 for noon in noons]
    begin, end = days(first.replace(hour=0, minute=0)), days(last)
    room = 0.75 * max(1, end - begin)
    assert axes.get_xlim() == pytest.approx((begin - room, end if end > begin - room else begin))
    assert axes.spines["bottom"].get_bounds() == (begin, end)
    assert list(axes.get_yticks()) == [] and not axes.spines["left"].get_visible()


# Words


def test_a_name_beside_a_bar_is_cut_after_forty_letters():
    assert cut_name("a" * 40) == "a" * 40
    assert cut_name("a" * 41) == "a" * 39 + "…"


# A lesson with almost nothing in it


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A lesson without a date or a hand between."""
    lesson, findings = load(other_lesson.write(tmp_path_factory.mktemp("small") / "library"))
    assert findings.problems == []
    return lesson


def letters(figure):
    """The texts of a picture."""
    return re.findall(r"<text[^>]*>([^<]*)</text>", figure.svg.decode())


def test_a_lesson_without_dates_has_a_chart_that_says_so(small):
    figure = charts.when(small)
    assert figure.alternative == (
        "A timeline. No event has a date. The article is dated Tue 5 Mar 2024. "
        "No date is given for: Opens late."
    )
    assert figure.caption.endswith("Events without a date are not drawn: there are 1.")
    assert letters(figure) == ["Tue", "5", "Mar 2024", "the article's date"]


def test_a_lesson_without_dates_has_no_order(small):
    figure = charts.orders(small)
    assert letters(figure) == ["as the article tells it", "as it happened"]


def test_a_chain_of_one_hand_has_one_arrow(small):
    figure = charts.chains(small)
    assert "Ana Łuk → Town Paper (paragraphs 2)" in figure.alternative
    assert sorted(letters(figure)) == ["Ana Łuk", "Town Paper", "¶2"]


def test_a_bar_has_the_words_of_its_source(small):
    """Of 17 words of the body Ana says three, in quotation marks."""
    figure = charts.words(small)
    assert "Ana Łuk: 3 words" in figure.alternative
    assert "3 in quotation marks" in figure.alternative


def test_the_key_to_the_bars_has_each_basis_that_is_drawn_and_no_other(tmp_path):
    folder = other_lesson.write(tmp_path / "library")
    event = "event,what,at,quote,start,basis\nlate,Opens late,1,opened an hour late,2024-03-05,{}\n"
    words = {
        "stated": "stated: the article gives the date",
        "resolved": "resolved: worked out from the article's own date",
        "implied": "implied: follows from something else",
    }
    for basis, told in words.items():
        (folder / "events.csv").write_text(event.format(basis), "utf-8")
        lesson, findings = load(folder)
        assert findings.problems == []
        assert set(words.values()) & set(letters(charts.when(lesson))) == {told}


def test_what_lies_far_from_the_others_is_told_and_not_drawn(lesson):
    early = next(event for event in lesson.events if event.event == "election")
    day = read_timex("2010-12-19")
    old = early.replace(event="old", what="The last vote before", start=day, end=day)
    drawn = charts.when(lesson)
    with_old = charts.when(lesson.with_rows(events=[*lesson.events, old]))
    told = "Nor is what lies far from the others: The last vote before (Sun 19 Dec 2010)"
    assert told in " ".join(with_old.html.split())
    assert "far from the others" not in drawn.html
    assert letters(with_old) == letters(drawn)  # the days have their room
