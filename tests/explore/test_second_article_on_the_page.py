"""The second article on the page, with passages marked in it."""

import pytest
from support.second_article import SECOND

from helpers.common.errors import KitError
from helpers.explore import reader

LINES = (SECOND / "article.txt").read_text("utf-8").splitlines()
NAMES = ["headline", "byline", "¶1", "¶2", "¶3", "¶4", "¶5", "¶6", "¶7"]


def paragraphs(page):
    return page.text.split("\n\n")


def test_the_whole_article_has_numbered_paragraphs(bell):
    page = reader.read(bell)
    assert page.caption == "The article"
    lines = zip(NAMES, LINES, strict=True)
    assert paragraphs(page) == [f"{name}  {line}" for name, line in lines]
    assert page.html.count("<p>") == 8
    assert page.html.count("<h3>") == 1
    assert "<mark" not in page.html
    for name in NAMES:
        assert f"<b>{name}</b>" in page.html


def test_every_mention_of_an_actor_is_marked_and_other_parts_are_left_out(bell):
    page = reader.mark_actor(bell, "vey")
    assert page.caption == "Mentions of Mina Vey"
    assert paragraphs(page) == [
        "¶4  The mayor, Osk and [Mina Vey] of the Society spoke by telephone on Saturday evening. "
        "[They] agreed that the bell is to ring at noon on Wednesday. “Yes,” said [Vey]. "
        "Where [she] was is not told.",
        f"¶5  {LINES[6].replace('Vey', '[Vey]')}",
    ]
    assert page.html.count("<mark") == 5
    assert "<small>" not in page.html


def test_where_a_place_is_named_or_implied_is_marked_with_the_sense(bell):
    page = reader.mark_place(bell, "brenn")
    assert page.caption == "Where the article names or implies Brenn"
    one, two, three = LINES[2:5]
    assert paragraphs(page) == [
        f"¶1  {one.replace('Brenn', '[Brenn] (literal)')}",
        f"¶2  {two.replace('Brenn', '[Brenn] (literal)')}",
        f"¶3  {three.replace('Brenn', '[Brenn] (modifier)')}",
    ]
    assert page.html.count("<small>[literal]</small>") == 2


@pytest.mark.parametrize("mark", [reader.mark_actor, reader.mark_place])
def test_an_id_that_is_not_there_is_said(bell, mark):
    with pytest.raises(KitError, match="velmarr"):
        mark(bell, "velmarr")


def test_the_content_of_every_source_is_marked_and_no_silence(bell):
    """Of contents in one another the outer is marked, of the three who agreed the first."""
    page = reader.mark_sources(bell)
    hands = "through A clerk, Brenn Courier, Norda"
    assert paragraphs(page) == [
        "headline  [Bell of Halm is home and whole] (Jarl Osk), founder says",
        f"byline  {LINES[1]}",
        "¶1  [The great bell of Halm came home on Monday] (Norda), the news agency Norda said. "
        "«[The crack is gone] (Jarl Osk),» founder Jarl Osk wrote from Brenn.",
        f"¶2  {LINES[3]}",
        "¶3  Norda said that the Brenn Courier had written that a clerk had heard the mayor say "
        f"that [the repair “cost nothing”] (The mayor ({hands})) and that [the crack was gone] "
        f"(The mayor ({hands})). The Society of Bells denies that [it was free] "
        "(Society of Bells). The foundry would not speak of the price.",
        "¶4  The mayor, Osk and Mina Vey of the Society spoke by telephone on Saturday evening. "
        "They agreed that [the bell is to ring at noon on Wednesday] (The mayor). "
        "“[Yes] (Mina Vey),” said Vey. Where she was is not told.",
        "¶5  Osk said that [Vey had promised that the Society would pay what its treasurer calls "
        "“the boat money”] (Jarl Osk). A foundry worker told Norda that [the bell was whole] "
        "(A foundry worker (through Norda)), and the Courier now writes so too: "
        "[it is «as good as new»] (Brenn Courier).",
        "¶6  A Tarviker who asked not to be named also called it [whole] (A Tarviker).",
        f"¶7  {LINES[8]}",
    ]


@pytest.mark.parametrize("turn", [list, lambda rows: rows[::-1]], ids=["as given", "turned"])
def test_of_marks_that_overlap_the_first_is_kept_and_of_two_the_longer(bell, turn):
    words = {"its": "a", "its treasurer": "b", "treasurer calls": "c", "money": "d"}
    marks = [(bell.article.find("5", quote), label) for quote, label in words.items()]
    page = reader.page(bell, "Marks", turn(marks))
    assert "what [its treasurer] (b) calls “the boat [money] (d)”" in page.text
    assert page.text.count("[") == 2


def test_marks_that_touch_are_both_kept(bell):
    marks = [(bell.article.find("6", quote), "") for quote in ("A Tarviker ", "who asked")]
    assert reader.page(bell, "", marks).text.startswith("¶6  [A Tarviker ][who asked] not")


def test_a_page_without_a_mark_says_so(bell):
    page = reader.page(bell, "Nothing", [])
    assert (page.caption, page.text) == ("Nothing", "No passage is marked.")
    assert page.html == "<p>No passage is marked.</p>"
