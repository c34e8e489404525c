"""Every kind of exercise stands on paper, and what is typed of it is read, or told why not."""

import json

import pytest
from support import key_answers
from support.on_paper import ASKED, EXERCISES, LINES, typed

from helpers.exercises import kinds as package
from helpers.exercises.answers import AnswerError
from helpers.exercises.kinds import kinds, modules
from helpers.exercises.scoring import score
from helpers.paper.kind import lettered, read_cell, wanted
from helpers.paper.kinds import kinds_on_paper, on_paper

ON_PAPER = [one for one in ASKED.exercises if one.kind != "code"]
WHOLE = """
from helpers.exercises.kinds.choose_one import ChooseOne
class Other(ChooseOne):
    kind = "other"
"""


def read(name, words):
    """Return the answer that is typed to an exercise of the lesson."""
    exercise = EXERCISES[name]
    return read_cell(on_paper(exercise), exercise, words, LINES)


def test_every_kind_stands_on_paper_and_only_code_cannot_be_asked():
    assert kinds_on_paper().keys() == kinds().keys()
    assert [name for name, one in kinds_on_paper().items() if not one.can_be_asked()] == ["code"]


@pytest.mark.parametrize("has_module", [False, True])
def test_a_kind_without_a_word_on_paper_is_named(tmp_path, monkeypatch, has_module):
    from helpers.paper import kinds as papers

    monkeypatch.setattr(package, "__path__", [*package.__path__, str(tmp_path / "asked")])
    monkeypatch.setattr(papers, "__path__", [*papers.__path__, str(tmp_path / "paper")])
    for folder, text in (("asked", WHOLE), ("paper", "")):
        (tmp_path / folder).mkdir()
        if folder == "asked" or has_module:
            (tmp_path / folder / f"unknown_{has_module}.py").write_text(text, "utf-8")
    assert f"unknown_{has_module}" in modules()
    kinds_on_paper.cache_clear()
    said = "has no ON_PAPER" if has_module else "how does that kind stand on paper"
    with pytest.raises(TypeError, match=said):
        kinds_on_paper()


def test_letters_go_on_behind_z():
    letters = list(lettered(map(str, range(54))).values())
    assert letters[:3] == ["A", "B", "C"]
    assert letters[25:29] == ["Z", "AA", "AB", "AC"]
    assert letters[53] == "BB"


@pytest.mark.parametrize(
    ("name", "words", "answer"),
    [
        ("byline-place", "B", "reporter"),
        ("byline-place", " b. ", "reporter"),
        ("byline-place", "Ｂ", "reporter"),  # as a Japanese keyboard types it
        ("find-actors", "A C", ["president", "kremlin"]),
        ("find-actors", "ac", ["president", "kremlin"]),
        ("find-actors", "A, C; a", ["president", "kremlin"]),
        (
            "plane-facts",
            "ABAC",
            {"minsk": "stated", "start": "inferred", "back": "stated", "board": "not-said"},
        ),
        ("plane-facts", "A B . C", {"minsk": "stated", "start": "inferred", "board": "not-said"}),
        ("plane-facts", "1A 4C", {"minsk": "stated", "board": "not-said"}),
        ("plane-facts", "4c,1a", {"minsk": "stated", "board": "not-said"}),
        ("plane-facts", "1: A; 4: C", {"minsk": "stated", "board": "not-said"}),
        ("decree-date", "ns", {"not_said": True}),
        ("decree-date", "18.08.2020", "18.08.2020"),
        ("calls-tuesday", "4", "4"),
        ("calls-tuesday", "NS", {"not_said": True}),
        ("city-of-leaders", "Brussels", "Brussels"),
        ("who-is-missing", "NS, he wrote.", "NS, he wrote."),
    ],
)
def test_what_is_typed_is_read(name, words, answer):
    assert read(name, words) == answer


def test_an_order_is_typed_by_numbers_or_by_letters():
    items = list(EXERCISES["happened-order"].items)
    wanted_order = [items[3], items[5], items[1], items[4], items[0], items[2]]
    assert read("happened-order", "D F B E A C") == wanted_order
    assert read("happened-order", "dfbeac") == wanted_order
    assert read("happened-order", "5 3 6 1 4 2") == wanted_order  # beside A to F
    assert read("happened-order", "536142") == wanted_order


def test_passages_are_typed_by_line_and_words():
    found = read("nameless-others", "3: foreign; 13: some .. countries ; 26: external .. forces")
    assert [(one["at"], one["quote"]) for one in found] == [
        ("1", "foreign"),
        ("4", "some countries"),
        ("7", "external forces"),
    ]
    assert read("why-the-plane", "NS") == {"not_said": True}


@pytest.mark.parametrize(
    ("name", "words", "said"),
    [
        ("byline-place", "E", "“E” is none of the letters A-D."),
        ("byline-place", "A B", "One letter is asked for here."),
        ("byline-place", ".", "One letter is asked for here."),
        ("byline-place", "7", "“7” is none of the letters A-D."),
        ("find-actors", "A Z", "“Z” is none of the letters A-H."),
        ("plane-facts", "ABA", "There are 3 letters for 4 rows."),
        ("plane-facts", "1A 5C", "There is no row 5."),
        ("plane-facts", "1A 1C", "Row 1 has two letters."),
        ("plane-facts", "1AB", "Row 1 has two letters."),
        ("plane-facts", "1 2 3", "These are no pairs of a row and a letter."),
        ("happened-order", "1 2 2 3 4 5", "These are not the numbers 1 to 6, each once."),
        ("happened-order", "A B C", "Your answer is no order of all the lines."),
        ("happened-order", "A A B C D E", "Your answer has one line twice."),
        ("decree-date", "08/09/2020", "08/09/2020"),
        ("calls-tuesday", "three", "“three” is no number in figures."),
        ("headline-words", "3: gone .. away", "stands nowhere on line 3 in paragraph 1."),
        ("headline-words", "NS", "“NS” stands nowhere in paragraph 1."),  # it is not offered
    ],
)
def test_what_cannot_be_read_is_told(name, words, said):
    with pytest.raises(AnswerError) as error:
        read(name, words)
    assert said in error.value.found


@pytest.mark.parametrize("exercise", ON_PAPER, ids=lambda one: one.id)
def test_right_answers_and_misreadings_score_on_paper_as_in_a_form(exercise):
    key = ASKED.keys[exercise.id]
    cases = key_answers.right(exercise, key) + key_answers.wrong(exercise, key)
    assert cases or exercise.kind == "written"
    for case in cases:
        back = read(exercise.id, typed(exercise.id, case.answer))
        assert json.loads(json.dumps(back)) == back
        found = score(exercise, key, back)
        assert (found.marks, case.says in found.message) == (case.marks, True), case
        assert not case.misconception or case.misconception in found.misconceptions


@pytest.mark.parametrize("exercise", ON_PAPER, ids=lambda one: one.id)
def test_a_teacher_is_told_what_to_type_and_the_key_has_a_label_for_each_line(exercise):
    kind = on_paper(exercise)
    assert wanted(kind, exercise)
    key = ASKED.keys[exercise.id]
    labels = list(kind.labels(exercise, key, LINES))
    assert len(labels) == len(list(exercise.key_lines(key)))


def test_labels_of_the_key_are_what_a_teacher_types():
    def labels(name):
        kind = on_paper(EXERCISES[name])
        return list(kind.labels(EXERCISES[name], ASKED.keys[name], LINES))

    assert labels("byline-place") == ["A", "B", "C", "D"]
    assert labels("find-actors") == ["A C D F H", *"ABCDEFGH"]
    assert labels("plane-facts")[0] == "ABAC"
    assert labels("happened-order")[0] == "D · F · B · E or A · C"
    assert labels("nameless-others")[0] == "3: foreign; 13: some countries; 26: external forces"
    assert labels("decree-date")[0] == "NS"
