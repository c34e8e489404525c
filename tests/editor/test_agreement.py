"""Agreement in figures: worked out by hand, and held against another implementation."""

import random

import pytest

from helpers.editor.agreement import Marked, agreement


def test_the_figures_of_a_small_case_are_those_worked_out_by_hand():
    # Observed 2/3. By chance, with their own labels: (2*1 + 1*2)/9 = 4/9, so kappa is
    # (6/9 - 4/9)/(5/9). All six labels are a a a b b b: two drawn differ in 18 of 30 cases, so
    # alpha is 1 - (1/3)/(3/5).
    found = agreement("aab", "abb")
    assert (found.n, found.why) == (3, "")
    assert found.observed == pytest.approx(2 / 3)
    assert found.kappa == pytest.approx(2 / 5)
    assert found.alpha == pytest.approx(4 / 9)


def test_a_table_of_fifty_gives_what_the_textbook_says():
    # Both yes 20, the first alone 5, the second alone 10, both no 15: kappa .4.
    first = "y" * 25 + "n" * 25
    second = "y" * 20 + "n" * 5 + "y" * 10 + "n" * 15
    assert agreement(first, second).kappa == pytest.approx(0.4)


def test_two_who_never_agree_are_below_chance():
    found = agreement("ab", "ba")
    assert (found.observed, found.kappa) == (0, -1)
    assert found.alpha == pytest.approx(-0.5)  # 1 - 1/(2/3)


def test_what_one_did_not_label_is_left_out():
    assert agreement(["a", None, "a", "b", "c"], ["a", "b", "b", "b", None]) == agreement(
        "aab", "abb"
    )


def test_without_a_pair_there_is_no_figure_and_it_says_why():
    for first, second in (([], []), (["a", None], [None, "a"])):
        found = agreement(first, second)
        assert (found.n, found.observed, found.kappa, found.alpha) == (0, None, None, None)
        assert found.why == "there is nothing that both labelled"


def test_with_one_label_only_chance_has_no_say():
    found = agreement("aaa", "aaa")
    assert (found.n, found.observed, found.kappa, found.alpha) == (3, 1, None, None)
    assert found.why.startswith("both used one label only")


def test_two_with_one_label_each_are_no_better_than_chance():
    found = agreement("aaa", "bbb")
    assert (found.observed, found.kappa) == (0, 0)
    assert found.alpha == pytest.approx(1 - 1 / (18 / 30))


@pytest.mark.parametrize("seed", range(40))
def test_random_labels_give_what_nltk_gives(seed):
    nltk = pytest.importorskip(
        "nltk.metrics.agreement", reason="nltk comes with tests/requirements.txt"
    )
    draw = random.Random(seed)
    labels = [*"abcdefg"[: draw.randint(2, 7)], None]
    first = [draw.choice(labels) for _ in range(draw.randint(2, 60))]
    second = [one if draw.random() < 0.6 else draw.choice(labels) for one in first]
    found = agreement(first, second)
    triples = [
        (coder, place, label)
        for coder, some in (("1", first), ("2", second))
        for place, label in enumerate(some)
        if label is not None
    ]
    there = {
        place for place, pair in enumerate(zip(first, second, strict=True)) if None not in pair
    }
    both = [one for one in triples if one[1] in there]
    assert found.n == len(there)
    if len({label for _, _, label in both}) < 2:
        assert found.kappa is found.alpha is None
        return
    assert found.observed == pytest.approx(nltk.AnnotationTask(both).avg_Ao())
    assert found.kappa == pytest.approx(nltk.AnnotationTask(both).kappa())
    assert found.alpha == pytest.approx(nltk.AnnotationTask(triples).alpha())


def test_f1_is_that_of_either_reader_as_the_reference():
    marked = Marked(first=10, second=6, both=4, exact=2)
    # Of 6 passages 4 are right (2/3), of 10 4 are found (2/5): 2 * 2/3 * 2/5 / (2/3 + 2/5).
    assert marked.f1 == pytest.approx(0.5)
    assert marked.f1_exact == pytest.approx(0.25)
    assert Marked(0, 0, 0, 0).f1 is None
    assert Marked(3, 0, 0, 0).f1 == 0
