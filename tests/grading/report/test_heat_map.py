"""The heat map over the article: which words are shaded how, and the same as a table."""

import attrs
import pytest
from support.small_lesson import EXERCISES, KEYS, TEXT, exercise, marked, tallied

from helpers.exercises.fields import NOT_SAID
from helpers.exercises.key import Reply, ValuesKey
from helpers.grading.report.disclosure import Count
from helpers.grading.report.heat_map import STEPS, Piece, heat_maps, step_of
from helpers.lesson.article import Passage

HEADLINE = "Ann and Ben"
START = 100  # of the paragraph in the article
PARTS = {
    "headline": Passage("headline", HEADLINE, 0, len(HEADLINE)),
    "1": Passage("1", TEXT, START, START + len(TEXT)),
}
WORDS = exercise("words", "passage", 2, parts=PARTS)


def key(*passages):
    """Return a key of these passages: parts and words."""
    answers = []
    for at, words in passages:
        start = PARTS[at].start + PARTS[at].quote.index(words)
        answers.append(Reply("Yes.", 2, Passage(at, words, start, start + len(words))))
    return ValuesKey(id="words", answers=tuple(answers), otherwise="No.")


BEN = key(("1", "her brother"))


def mapped(answers, exercise=WORDS, key=BEN):
    """Return the heat map of a class with these answers."""
    keys = {"words": key}
    [found] = heat_maps(tallied([{"words": one} for one in answers], (exercise,), keys), keys)
    return found


@pytest.mark.parametrize(
    ("count", "words"),
    [
        *((0, "nobody"), (1, "under a quarter, or 1 or 2 students")),
        *((3, "a quarter to a half"), (6, "a half to three quarters")),
        *((9, "three quarters or more"), (12, "three quarters or more")),
    ],
)
def test_each_step_has_words(count, words):
    assert STEPS[step_of(count, 12)] == words
    assert len(STEPS) == 5


def test_a_part_is_painted_in_pieces_of_which_the_last_of_a_step_bears_its_number():
    # Of eight, all mark “her brother”, three “did not” as well, one “Ben”.
    answers = [marked("her brother")] * 4 + [marked("her brother, did not")] * 3
    answers.append(marked("Ben, her brother"))
    found = mapped(answers)
    [(name, pieces)] = found.texts
    assert name == "¶1" and "".join(one.words for one in pieces) == TEXT
    assert [one for one in pieces if one.words.strip(" ,.")] == [
        Piece("Ann said so", 0, False, True),
        Piece("Ben", 1, False, True),
        Piece("her brother", 4, True, True),
        Piece("did not", 2, False, True),
    ]
    assert found.rows == [
        ("¶1", "Ben", 1, Count(1, 2), ""),
        ("¶1", "her brother", 4, Count(8, 8), "yes"),
        ("¶1", "did not", 2, Count(3, 3), ""),
    ]
    assert not found.is_small and Piece("x") == Piece("x", 0, False, False)


def test_words_of_one_step_bear_one_number_though_the_key_has_some_of_them():
    found = mapped([marked("Ben, her brother")] * 6)
    [(_, pieces)] = found.texts
    shaded = [(one.words, one.in_key, one.is_last) for one in pieces if one.step]
    assert shaded == [("Ben", False, False), ("her brother", True, True)]


def test_a_stretch_says_how_many_marked_its_words_from_the_fewest_to_the_most():
    answers = [marked("Ann said so")] * 3 + [marked("said so")] + [marked("did not")] * 8
    rows = [one for one in mapped(answers).rows if one[1] != "her brother"]
    assert rows == [
        ("¶1", "Ann said so", 2, Count(3, 4), ""),
        ("¶1", "did not", 3, Count(8, 8), ""),
    ]


def test_what_nobody_marked_is_shown_where_the_key_has_it_and_no_other_part_is():
    found = mapped([marked("Ann and", HEADLINE, "headline")] * 5)
    assert found.rows == [
        ("headline", "Ann and", 4, Count(5, 5), ""),
        ("¶1", "her brother", 0, Count(0, 0), "yes"),
    ]
    found = mapped([marked("did not")] * 5, key=key(("1", "did not"), ("1", "Ann")))
    assert [name for name, _ in found.texts] == ["¶1"]
    assert [(words, is_so) for _, words, _, _, is_so in found.rows] == [
        ("Ann", "yes"),
        ("did not", "yes"),
    ]


def test_nothing_is_shown_of_four_and_all_of_five():
    four, five = (mapped([marked("said")] * count) for count in (4, 5))
    assert four.is_small and (four.texts, four.rows, four.said) == ((), (), "")
    assert not five.is_small and five.rows


def test_the_key_is_said_in_words_and_who_ticked_that_it_is_not_said_is_counted():
    assert mapped([marked("said")] * 5).said == "The key has “her brother” (paragraph 1)."
    asked = attrs.evolve(WORDS, not_said=True)
    found = mapped([marked("said")] * 5 + [{"not_said": True}] * 3, asked)
    assert found.said.endswith(f" Students who ticked “{NOT_SAID}”: 3.")


def test_long_stretches_are_cut_in_the_table_at_100_signs():
    for length, is_cut in ((100, False), (101, True)):
        text = "x" * length + " end."
        part = {"1": Passage("1", text, 0, len(text))}
        long = attrs.evolve(WORDS, parts=part)
        [row] = mapped(
            [marked("x" * length, text)] * 5, long, ValuesKey(id="words", answers=())
        ).rows
        assert ("…" in row[1]) == is_cut


def test_there_is_a_map_of_each_exercise_that_asks_for_a_passage_and_has_a_key():
    tally = tallied([], EXERCISES)
    assert [one.exercise.id for one in heat_maps(tally, KEYS)] == ["words"]
    assert heat_maps(tally, {}) == []
