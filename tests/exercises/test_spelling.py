"""Spelling: what is one word to a person, and how far a typing mistake goes."""

import pytest

from helpers.exercises.spelling import likeness, plain_words


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        *[("the alliance", "alliance"), ("a plane", "plane"), ("An alliance", "alliance")],
        *[("anlage", "anlage"), ("another plane", "another plane"), ("thesis", "thesis")],
        *[("the", "the"), ("A", "a"), ("in a plane", "in a plane")],
        *[("“Minsk”", "minsk"), ("‘Minsk’", "minsk"), ("«Minsk»", "minsk"), ("‹Minsk›", "minsk")],
        *[("„Minsk“", "minsk"), ('"Minsk"', "minsk"), ("'Minsk'", "minsk"), ("`Minsk`", "minsk")],
        *[("« Le “Minsk” »", "le minsk"), ("O’Neill", "o neill"), ("O'Neill", "o neill")],
        *[("Tu-214", "tu 214"), (" Minsk ,  Moscow ", "minsk moscow"), ("?!", ""), ("", "")],
        *[("STRASSE", "strasse"), ("Straße", "strasse"), ("ΣΊΣΥΦΟΣ", "σισυφοσ")],
        *[("Łódź", "lodz"), ("Đorđe", "dorde"), ("København", "kobenhavn"), ("Ħamrun", "hamrun")],
        *[("Þingvellir ıt", "þingvellir it"), ("Ŧ", "t")],
    ],
)
def test_small_differences_of_writing_are_none(words, plain):
    assert plain_words(words) == plain


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("moskow", "moscow"),  # one letter in six is another one
        ("mosco", "moscow"),
        ("mosscow", "moscow"),
        ("minks", "minsk"),  # two letters of five are swapped
        ("mniks", "minks"),
        ("united nation", "united nations"),
        ("untied nations", "united nations"),
    ],
)
def test_one_letter_in_six_or_two_that_are_swapped_are_a_typing_mistake(typed, word):
    assert likeness(typed, word) >= 0.8


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("pinsk", "minsk"),  # one letter in five
        ("mins", "minsk"),  # four letters
        ("skinm", "minsk"),  # all its letters, in another order
        ("svitzerlant", "switzerland"),  # two letters in eleven
        ("rpesidnet", "president"),  # four letters of nine are swapped
        ("ocnstnatinolpe", "constantinople"),  # six of fourteen
        ("moskwo", "moscow"),
        ("unitednations", "united nations"),
        ("moscow moscow", "moscow"),
        ("", ""),
    ],
)
def test_what_differs_more_is_no_typing_mistake(typed, word):
    assert likeness(typed, word) == 0


def test_the_nearer_a_word_is_the_more_alike_it_is():
    assert likeness("lukashenka", "lukashenko") < likeness("lukashenkoo", "lukashenko") < 1
    assert likeness("minsk", "minsk") == 1
