"""Words marked in the article: side by side or apart, and as a message repeats them."""

import pytest

from helpers.common.errors import ReadingError
from helpers.exercises.marked_text import in_runs, overlap, part_names, quoted, word_spans

TEXT = "They also spoke by phone – on Saturday, and Sunday."
WORDS = {TEXT[start:end]: (start, end) for start, end in word_spans(TEXT)}


def spans(words):
    """Return where words stand in the text."""
    return {WORDS[one] for one in words.split()}


@pytest.mark.parametrize(
    ("words", "runs"),
    [
        ("", []),
        ("spoke", ["spoke"]),
        ("They also spoke", ["They also spoke"]),
        ("They spoke", ["They", "spoke"]),
        ("phone on Saturday and", ["phone on Saturday and"]),
        ("Sunday They also spoke phone", ["They also spoke", "phone", "Sunday"]),
    ],
)
def test_words_are_side_by_side_unless_another_word_is_between(words, runs):
    assert in_runs(TEXT, spans(words)) == [spans(run) for run in runs]


def test_words_side_by_side_are_quoted_as_they_stand():
    assert quoted(TEXT, spans("They phone on Saturday Sunday")) == (
        "“They” and “phone – on Saturday” and “Sunday”"
    )


def test_many_words_are_cut_short():
    assert quoted("a" * 80, {(0, 80)}) == f"“{'a' * 80}”"
    assert quoted("a" * 81, {(0, 81)}) == f"“{'a' * 40} … {'a' * 40}”"


@pytest.mark.parametrize(
    ("some", "others", "share"),
    [
        ("They also", "They also", 1),
        ("They also", "spoke by", 0),
        ("They", "They also", 0.5),
        ("They also spoke", "also spoke by", 0.5),
        ("They also spoke by", "They", 0.25),
    ],
)
def test_an_overlap_is_what_both_have_of_what_either_has(some, others, share):
    assert overlap(spans(some), spans(others)) == share


def test_parts_are_named_in_a_list():
    assert part_names(["5", " headline "]) == ("5", "headline")


@pytest.mark.parametrize("value", [[], "5", None, {"5": "6"}])
def test_what_is_no_list_of_parts_is_told(value):
    with pytest.raises(ReadingError, match="it is no list of parts"):
        part_names(value)
