"""The charts of the second article: small shares and short moments stay in sight."""

import re
import xml.etree.ElementTree as Tree

import pytest

from helpers.explore import charts
from helpers.lesson.dates import read_timex

SVG = "{http://www.w3.org/2000/svg}"


def bars(figure):
    """The left and right edges of the bars in a chart, in points, in the order drawn."""
    drawn = Tree.fromstring(figure.svg).iter(f"{SVG}path")
    corners = [
        [float(x) for x in re.findall(r"[ML] (\S+)", path.get("d"))]
        for path in drawn
        if path.get("clip-path") and "z" in path.get("d")
    ]
    return [(min(xs), max(xs)) for xs in corners]


def test_a_bar_is_as_long_as_its_words_are_many_also_that_of_one_word(bell):
    """The part in quotation marks begins at the left, the rest where that ends."""
    wide = [170, 17, 9, 9, 8, 6, 4, 3, 3, 1]
    quoted = [0, 2, 0, 1, 4, 4, 0, 0, 3, 0]
    edges = bars(charts.words(bell))
    left, right = edges[0]
    word = (right - left) / 170
    expected = [
        edge
        for words, some in zip(wide, quoted, strict=True)
        for edge in ((some, words), (0, some))  # the article's wording, and the quoted
    ]
    found = [((start - left) / word, (end - left) / word) for start, end in edges]
    assert found == [pytest.approx(edge, abs=0.02) for edge in expected]


def test_a_date_is_as_wide_as_it_is_exact_and_a_minute_can_be_seen(bell):
    """From 30 March to 14 May are 46 days, of which nothing is thinner than a 300th."""
    thin = 46 / 300
    expected = [
        *[(0, 1), (0, 1)],  # the crack and the frost
        (33, 34),  # 2 May, and from then to the end of 12 May the repair
        (33, 44),
        (41.75, 42),  # an evening is from six to midnight
        (43, 44),  # Monday; and on it twenty past six, and nine
        *[(43 + hours / 24, 43 + hours / 24 + thin) for hours in (6 + 1 / 3, 9)],
        *[(day, day + thin) for day in (44 + 0.25 / 24, 45.5)],
    ]
    edges = bars(charts.when(bell))
    left, day = edges[0][0], (edges[3][1] - edges[3][0]) / 11
    found = [((start - left) / day, (end - left) / day) for start, end in edges]
    assert found == [pytest.approx(edge, abs=0.01) for edge in expected]


def test_what_is_planned_for_after_the_article_is_drawn(bell):
    drawn = charts.when(bell)
    assert re.search(rb">\s*The bell rings \(announced\)<", drawn.svg)
    assert b"stroke-dasharray" in drawn.svg and "dotted outline: announced" in drawn.caption


def test_what_is_only_announced_is_named_under_the_two_orders_and_not_in_them(bell):
    drawn = charts.orders(bell)
    assert b"The bell rings" not in drawn.svg
    assert "Announced, so not in it: The bell rings." in drawn.caption
    assert (
        "How mixed the order is (nonlinearity): 0.81. 0 is the order of time, 1 its reverse"
        in drawn.caption
    )


def test_the_days_drawn_end_with_the_article_or_with_what_is_planned_last(bell):
    """The more days, the narrower the eleven of the repair."""

    def eleven_days(value):
        rows = [
            row.replace(start=value and read_timex(value), basis="resolved" if value else "undated")
            if row.event == "ring"
            else row
            for row in bell.events
        ]
        start, end = bars(charts.when(bell.with_rows(events=rows)))[3]
        return end - start

    nothing, today, midnight = map(eleven_days, [None, "2031-05-13", "2031-05-14T00:00"])
    assert nothing == today > midnight
