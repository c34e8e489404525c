"""The report: one page of a student's own words, and nothing of what was asked."""

import pytest
from attrs import evolve
from support.own_exercises import EXERCISES, LESSON

from helpers.student.report import page
from helpers.student.session import open_answering

CHAIN = "Putin, who promised\n\nsomebody, not named\nBelta"


@pytest.fixture
def answering(monkeypatch, tmp_path):
    """A student's empty work."""
    monkeypatch.setenv("WORK", str(tmp_path))
    return open_answering(LESSON)


def answer(answering, name, value):
    answering.attempt(answering.exercises[name], value)


def test_the_headline_and_the_claim_of_the_student_stand_on_top(answering):
    answer(answering, "my-claim", "plane")
    made = page(answering, "Ana", "Nobody saw who was on board")
    assert "<h1>Nobody saw who was on board</h1>" in made
    assert "<p class='claim'>A plane flew to Minsk, as data show (¶18)</p>" in made
    assert f"A reading of “{LESSON.about['headline']}”, China Daily" in made
    assert "By Ana, " in made


def test_without_a_headline_of_ones_own_it_names_the_article_once(answering):
    made = page(answering)
    assert made.count("A reading of") == 2  # in the title of the window, and on the page


def test_each_hand_of_the_chain_has_a_box_of_its_own(answering):
    assert "Open: the chain is not written yet." in page(answering)
    answer(answering, "my-chain", CHAIN)
    made = page(answering)
    hands = [one for one in CHAIN.split("\n") if one]
    assert [made.count(f"<li>{hand}</li>") for hand in hands] == [1, 1, 1]
    assert made.count("<li>") == 3


def test_of_two_exercises_in_one_place_both_answers_are_on_the_page(answering):
    first, second = answering.exercises["my-next-check"], answering.exercises["my-report"]
    for place in (first.place, second.place, "chain", "claim", "elsewhere"):
        both = {one.id: evolve(one, place=place) for one in (first, second)}
        desk = evolve(answering, exercises=both)
        for name in both:
            desk.attempt(both[name], f"Of {name}.")
        made = page(desk)
        assert all(f"Of {name}." in made for name in both), place


def test_what_was_asked_stands_nowhere(answering):
    for name, value in (("my-chain", CHAIN), ("my-report", "Ten sentences.")):
        answer(answering, name, value)
    made = page(answering)
    for one in EXERCISES:
        assert one.question not in made
