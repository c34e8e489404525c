"""An exercise: what a form is told of it, how an answer is shown, and what a result says."""

import json
from types import SimpleNamespace

import attrs
import pytest
from support.sample_exercises import files

from helpers.exercises.exercise import answer_lines, in_words, is_table, lines_of
from helpers.exercises.kinds import kinds
from helpers.exercises.result import Evidence

FILES = files("refuser", "pronouns", "decree-day", "decree", "days", "absent", "calls")


def named(what):
    """The kinds of which something holds."""
    return {name for name, kind in kinds().items() if getattr(kind, what)}


def test_few_kinds_differ_from_the_others():
    assert named("marked_by_person") == {"written"}
    assert named("from_code") == {"code"}
    assert named("marks_tell") == {"several", "highlight"}


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("calls", {"not_said": False, "unit": "calls"}),
        ("decree-day", {"not_said": True}),
        ("days", {"from_code": True}),
        (
            "pronouns",
            {
                "rows": [
                    ["he-2", "He made the remarks"],
                    ["he-11", "He had a phone call"],
                    ["they-11", "They also spoke"],
                ],
                "choices": [
                    ["putin", "Putin"],
                    ["lukashenko", "Lukashenko"],
                    ["both", "Both of them"],
                ],
                "draws": "",
            },
        ),
        (
            "absent",
            {
                "words": 40,
                "rubric": [
                    ["Proficient", "Names a group, and asks what only they can know."],
                    ["Emergent", "Names a group, and asks what anybody can know."],
                    ["Basic", "Names a group."],
                ],
            },
        ),
    ],
)
def test_a_form_is_told_what_it_needs_and_no_more(exercises, name, own):
    asked, _ = exercises[name]
    assert (
        json.loads(json.dumps(asked.asked()))
        == {
            "title": asked.title,
            "question": asked.question,
            "minutes": asked.minutes,
            "marks": asked.marks,
            "extra": False,
            "kind": asked.kind,
            "from_code": False,
            "marks_tell": False,
        }
        | own
    )


def test_a_form_in_which_words_are_marked_has_the_texts_of_its_parts(exercises):
    asked, _ = exercises["decree"]
    [ten, eleven] = asked.asked()["parts"]
    assert ten[0] == "10" and ten[1].startswith("Lukashenko has refused to step down.")
    assert eleven == ["11", asked.texts["11"]]
    assert asked.key_in_words(exercises["decree"][1])
    assert exercises["refuser"][0].texts == {}


@pytest.mark.parametrize(
    ("answer", "lines"),
    [
        (["a", "b"], ["Ay", "b"]),
        ("a", ["Ay"]),
        (["a", 5, None, ["a"]], ["Ay", "5", "None", "['a']"]),
        (["a"] * 200, ["Ay"] * 100),
        ({"a": "b"}, ["{'a': 'b'}"]),
    ],
    ids=lambda one: repr(one)[:30],
)
def test_an_answer_is_shown_in_the_words_that_its_ids_stand_for(answer, lines):
    assert lines_of(answer, {"a": "Ay"}) == [(line, "") for line in lines]


def test_what_is_shown_of_an_answer_is_not_too_long():
    assert in_words("x" * 2_000) == "x" * 2_000
    assert in_words("x" * 2_001) == "x" * 2_000 + " …"


def test_an_answer_that_is_nested_too_deep_to_be_shown_is_left_out():
    deep = []
    for _ in range(100_000):
        deep = [deep]
    assert in_words(deep) == "…"


def test_an_answer_that_it_is_not_said_is_shown_so(exercises):
    asked, _ = exercises["decree-day"]
    assert answer_lines(asked, {"not_said": True}) == [("The article does not say", "")]
    assert answer_lines(asked, "Monday") == [("Monday", "")]
    assert asked.question_lines() == ["An answer of your own, or “The article does not say”"]


def test_two_exercises_are_never_one(exercises):
    [first, second] = (exercises[name][0] for name in ("refuser", "decree"))
    assert {first: 1, second: 2}[second] == 2
    assert first != attrs.evolve(first)


def test_only_rows_with_choices_are_a_table(exercises):
    assert is_table(exercises["pronouns"][0], {"he-2": "putin"})
    assert not is_table(exercises["pronouns"][0], ["he-2"])
    assert not is_table(exercises["refuser"][0], {"he-2": "putin"})


@pytest.mark.parametrize(
    ("marks", "state"), [(3, "right"), (2, "partly"), (1, "partly"), (0, "wrong")]
)
def test_a_result_has_the_state_of_its_marks(exercises, marks, state):
    asked, key = exercises["pronouns"]
    found = asked.result(key, marks, ["One.", "Two."])
    assert (found.state, found.marks, found.out_of) == (state, marks, 3)
    assert (found.message, found.misconceptions, found.evidence) == ("One.\nTwo.", (), ())


def test_a_result_has_each_misconception_and_each_passage_once(exercises):
    asked, key = exercises["refuser"]
    passage = SimpleNamespace(at="6", quote="refused")
    replies = [
        SimpleNamespace(misconception=name, evidence=evidence)
        for name, evidence in [("b", passage), ("", None), ("a", passage), ("b", None)]
    ]
    found = asked.result(key, 0, [], replies)
    assert found.misconceptions == ("b", "a")
    assert found.evidence == (Evidence("6", "refused"),)
    general = Evidence("6", "The opposition have refused")
    assert asked.result(key, 0, [], replies[1:2]).evidence == (general,)


def test_two_results_are_equal_whatever_the_answer_does_when_compared(exercises, ask):
    first, second = ask("refuser", "nato"), ask("refuser", "nato")
    assert first == second and first.answer == "nato"
    assert "answer" not in repr(first)
    assert ask("refuser", "").answer is None
    assert ask("refuser", 5).answer == 5
