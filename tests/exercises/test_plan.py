"""Which exercises a lesson of 20, 45 or 90 minutes has: by its plan, or by a rule."""

import pytest
from support.own_exercises import EXERCISES, KEY, LESSON

from helpers.common.errors import KitError
from helpers.exercises.asked import Asked
from helpers.exercises.key import OptionsKey, Reply
from helpers.exercises.kinds import kinds
from helpers.exercises.plan import AIM, mistakes, plan
from helpers.lesson.metadata import PLANS

OWN = Asked(EXERCISES, KEY)
MOST = {20: 12, 45: 25, 90: 55}  # minutes of exercises


def one(name, notebook, minutes, objective="o", **more):
    """An exercise with two options."""
    about = {"place": "x", "title": f"The {name}", "question": "Who says it?", "marks": 1}
    options = {"a": "Ann", "b": "Ben"}
    where = {"id": name, "notebook": notebook, "minutes": minutes, "objective": objective}
    return kinds()["one"](**where, **about, options=options, **more)


def test_the_lengths_are_the_same_for_those_who_write_plans_and_for_those_who_use_them():
    assert [str(one) for one in AIM] == list(PLANS) == ["20", "45", "90"]


@pytest.mark.parametrize("minutes", MOST)
def test_the_plan_of_the_lesson_that_comes_with_the_kit(minutes):
    ids = plan(LESSON.about, OWN, minutes)
    chosen = [one for one in EXERCISES if one.id in ids]
    assert [one.id for one in chosen] == list(ids)  # in the lesson's order
    assert MOST[minutes] - 2 <= sum(one.minutes for one in chosen) <= MOST[minutes]
    assert {one.notebook for one in chosen} >= {"01", "02", "03", "04"}
    assert not any(one.from_code or one.extra for one in chosen)
    assert "source-count" in ids


def test_what_is_left_out_is_left_out_of_the_plan():
    whole = plan(LESSON.about, OWN, 45)
    assert plan(LESSON.about, OWN, 45, ["six-dates", "vote"]) == tuple(
        one for one in whole if one != "six-dates"
    )


@pytest.mark.parametrize("minutes", MOST)
def test_without_a_plan_a_rule_makes_one(minutes):
    ids = plan({}, OWN, minutes)
    chosen = [one for one in EXERCISES if one.id in ids]
    assert MOST[minutes] - 1 <= sum(one.minutes for one in chosen) <= MOST[minutes]
    assert not any(one.from_code or one.extra or one.notebook == "05" for one in chosen)
    assert (
        len({one.objective for one in chosen}) >= 4 and len({one.notebook for one in chosen}) >= 4
    )
    # What speaks of another notebook, of a table or of a map has no place.
    assert not {"vote", "label-facts", "map-decides", "find-actors", "hands-interest"} & set(ids)


def test_the_rule_by_hand():
    """12 minutes: each objective first, then the step with the fewest minutes, then in order."""
    asked = (
        one("long", "00", 13, "new"),  # does not fit
        one("a", "00", 4, "x"),  # first: a new objective, and nothing is taken yet
        one("b", "00", 2, "x"),  # fifth: it fits no more
        one("c", "01", 3, "y"),  # second: a new objective
        one("d", "02", 2, "x"),  # third: no new objective is left, and its step has no minutes
        one("e", "01", 3, "x"),  # fourth: 3 minutes in 01, where 00 has 4 and 02 has 2, full
        one("code", "03", 1, "z", extra=True),
    )
    assert plan({}, Asked(asked, {}), 20) == ("a", "c", "d", "e")


def test_a_reply_that_names_a_notebook_has_no_place_in_a_plan_by_rule():
    asked = (one("a", "00", 2), one("b", "00", 2))
    told = {"a": Reply("In notebook 2 it comes back.", 1), "b": Reply("No.")}
    key = OptionsKey(id="a", options=told)
    assert plan({}, Asked(asked, {"a": key}), 20) == ("b",)


def test_other_lengths_and_lessons_without_an_exercise_are_refused_in_a_sentence():
    with pytest.raises(KitError, match=r"has 20, 45 or 90 minutes, not 30\."):
        plan(LESSON.about, OWN, 30)
    with pytest.raises(KitError, match="No exercise is left for a lesson of 45 minutes"):
        plan({}, Asked((), {}), 45)
    with pytest.raises(KitError, match="No exercise is left for a lesson of 20 minutes"):
        plan(LESSON.about, OWN, 20, [one.id for one in EXERCISES])


def test_what_is_wrong_with_a_plan_is_said():
    plans = {"20": ["city-of-leaders", "citty"], "45": [*plan(LESSON.about, OWN, 45), "vote"]}
    plans["90"] = ["way-of-the-plane", "who-did-it", "my-report", "map-decides"]
    found = list(mistakes(plans, OWN))
    starts = [
        "the plan for 20 minutes names “citty”, which is no exercise",
        "the exercises of the plan for 20 minutes take 1 minutes together, not 10 to 12",
        "in the plan for 45 minutes “vote” speaks of a “notebook”, which is not there",
        "the exercises of the plan for 45 minutes take 26 minutes together, not 20 to 25",
        "in the plan for 90 minutes “way-of-the-plane” asks for code",
        "in the plan for 90 minutes “who-did-it” is for the quick",
        "in the plan for 90 minutes “my-report” is of notebook 05, which has no part in it",
        "in the plan for 90 minutes “map-decides” speaks of a “map”, which is not there",
        "the exercises of the plan for 90 minutes take 25 minutes together, not 44 to 55",
    ]
    assert [one[: len(start)] for one, start in zip(found, starts, strict=True)] == starts
