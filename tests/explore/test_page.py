"""What a cell puts on the page: tables, single values, and the line above them."""

import re
from html import unescape

import pytest
from pandas import DataFrame, Series

from helpers.explore.page import Page, show
from helpers.lesson.locked import NOTICE, Sealed

WORDS = "a sentence that goes on over more than one line"


def shown(page):
    """Return the HTML and the plain text that a notebook takes from a page."""
    bundle = page._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain"}
    return bundle["text/html"], bundle["text/plain"]


def looks(html):
    """Return the style of each cell of the first row."""
    row = html.split("<tbody>")[1].split("</tr>")[0]
    return re.findall(r'<td style="([^"]*)"', row)


def test_of_a_table_every_cell_is_shown_and_no_index():
    html, text = shown(show(DataFrame({"who": ["Ana", WORDS * 9], "times": [2, 30]})))
    assert re.findall(r"<t[hd] [^>]*>([^<]*)<", html) == [
        *("who", "times"),
        *("Ana", "2"),
        *(WORDS * 9, "30"),
    ]
    lines = [line.split() for line in text.splitlines()]
    assert lines[:2] == [["who", "times"], ["Ana", "2"]]
    assert " ".join(lines[2]) == f"{WORDS * 9} 30"


def test_numbers_stand_to_the_right_and_only_short_words_on_one_line():
    table = DataFrame({"n": [1], "x": [0.5], "short": ["x" * 16], "long": ["x" * 17], "i": ["1"]})
    numbers, text = "text-align: right", "text-align: left"
    aligned = [
        (numbers in look, text in look, "nowrap" in look) for look in looks(show(table).html)
    ]
    assert aligned == [
        *[(True, False, False)] * 2,
        (False, True, True),
        (False, True, False),
        (False, True, True),  # a number that is text
    ]


def test_the_longest_word_of_a_column_decides_whether_it_may_break():
    [look] = looks(show(DataFrame({"words": ["short", WORDS]})).html)
    assert "nowrap" not in look


@pytest.mark.parametrize(
    ("cell", "links", "words"),
    [
        ("https://a.example/b_c", ["https://a.example/b_c"], "a.example/b_c"),
        (
            "http://a.example ; https://b.example/x?y=1&z=2, a book",
            ["http://a.example", "https://b.example/x?y=1&z=2"],
            "a.example ; b.example/x?y=1&z=2, a book",
        ),
        ("(see https://a.example/b).", ["https://a.example/b"], "(see a.example/b)."),
        ("https://a.example/b_(c)", ["https://a.example/b_(c)"], "a.example/b_(c)"),
        (
            'https://a.example/"onclick="x()',
            ["https://a.example/"],
            'a.example/"onclick="x()',
        ),
        ("javascript:alert(1)", [], "javascript:alert(1)"),
        ("ftp://a.example data:text/html,x", [], "ftp://a.example data:text/html,x"),
        ("<b>no</b> link", [], "<b>no</b> link"),
    ],
)
def test_a_web_address_in_a_cell_is_a_link_and_nothing_else_is(cell, links, words):
    html = show(DataFrame({"source": [cell]})).html
    [inside] = re.findall(r"<td [^>]*>(.*)</td>", html)
    assert [
        unescape(one) for one in re.findall(r'<a href="([^"]*)" rel="noopener"', inside)
    ] == links
    assert inside.count("<a ") == len(links)
    assert unescape(re.sub(r"</?a[^>]*>", "", inside)) == words


@pytest.mark.parametrize(
    ("series", "names"),
    [
        (Series([3], index=["Ana"], name="times").rename_axis("who"), ["who", "times"]),
        (Series([3], index=["Ana"]), ["", "value"]),
    ],
)
def test_a_series_is_a_table_with_its_index_as_the_first_column(series, names):
    html, text = shown(show(series, "How often"))
    assert re.findall(r"<t[hd] [^>]*>([^<]*)<", html) == [*names, "Ana", "3"]
    assert re.findall(r"<th [^>]*>([^<]*)<", html) == [one for one in names if one]
    assert text.splitlines()[0] == "How often"
    assert text.splitlines()[-1].split() == ["Ana", "3"]


def test_anything_else_is_shown_as_text():
    html, text = shown(show("<b>bold</b>", "A & B"))
    assert html == "A &amp; B\n<p><b>&lt;b&gt;bold&lt;/b&gt;</b></p>"
    assert text == "A & B\n<b>bold</b>"
    assert shown(show(28)) == ("<p><b>28</b></p>", "28")


def test_an_empty_table_says_that_it_is_empty():
    words = "The table has no rows."
    empty = DataFrame(columns=["who"])
    assert shown(show(empty, "Nobody")) == (f"Nobody\n<p>{words}</p>", f"Nobody\n{words}")


def test_a_page_begins_with_its_caption_or_with_what_it_shows():
    assert shown(Page("Top", "<p>x</p>", "x")) == ("Top\n<p>x</p>", "Top\nx")
    assert shown(Page("", "<p>x</p>", "x")) == ("<p>x</p>", "x")


def test_what_is_sealed_is_shown_as_a_notice_under_its_caption():
    notice = show(Sealed(), "Who speaks")
    assert isinstance(notice, Sealed)
    assert shown(notice)[1] == f"Who speaks\n{NOTICE}"
