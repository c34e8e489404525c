"""The article breaks into numbered lines alike everywhere, and words are found by them."""

import pytest

from helpers.exercises.answers import AnswerError
from helpers.lesson.article import Article, Passage
from helpers.paper.lines import Lines, broken

ONE = "The cat sat on the mat. The cat slept, and the dog did not see the cat at all, he said."
TWO = "The dog came."


def article(*paragraphs):
    """Return an article of paragraphs, a line each."""
    parts, start = {}, 0
    for number, words in enumerate(paragraphs, 1):
        parts[str(number)] = Passage(str(number), words, start, start + len(words))
        start += len(words) + 1
    return Article("\n".join(paragraphs), parts)


LINES = Lines(article(ONE, TWO))
PARTS = LINES.article.parts


def texts(words, measure):
    return [words[start:end] for start, end in broken(words, measure)]


def test_lines_break_at_spaces_and_hold_no_more_letters_than_they_may():
    assert texts("one two  three four", 8) == ["one two", "three", "four"]
    assert texts("one two", 7) == ["one two"]
    assert texts("one two", 6) == ["one", "two"]
    assert texts("  one  ", 6) == ["one"]
    assert texts("", 6) == []


def test_a_word_that_is_longer_than_a_line_is_cut():
    first, second = texts("x" * 100, 68)
    assert (len(first), len(second)) == (68, 32)


def test_wide_letters_take_two_places_and_a_line_begins_with_no_full_stop():
    assert texts("新聞記事を読む。", 8) == ["新聞記事", "を読む。"]
    assert texts("新聞記事。読む", 8) == ["新聞記", "事。読む"]


def test_letters_with_marks_are_as_wide_as_without():
    assert texts("ёёё ёё".replace("ё", "ё"), 6) == ["ёёё ёё".replace("ё", "ё")]


def test_lines_are_numbered_through_the_article():
    found = [(line.number, line.at, line.text) for line in LINES.every]
    assert found == [
        (1, "1", "The cat sat on the mat. The cat slept, and the dog did not see the"),
        (2, "1", "cat at all, he said."),
        (3, "2", "The dog came."),
    ]


def test_where_a_passage_stands_is_said_by_paragraph_and_line():
    assert LINES.where(LINES.article.find("1", "slept, and")) == "¶1, line 1"
    assert LINES.where(LINES.article.find("1", "see the cat at")) == "¶1, lines 1–2"
    assert LINES.where(LINES.article.find("2", "came")) == "¶2, line 3"


@pytest.mark.parametrize(
    ("typed", "at", "quote"),
    [
        ("1: slept .. not", "1", "slept, and the dog did not"),
        ("slept .. not", "1", "slept, and the dog did not"),
        ("SLEPT … NOT", "1", "slept, and the dog did not"),
        ("1:slept...not", "1", "slept, and the dog did not"),
        ("line 2: cat .. said", "1", "cat at all, he said"),
        ("2: cat", "1", "cat"),
        ("1-2: see .. cat", "1", "see the cat"),
        ("¶2: the dog", "2", "The dog"),
        ("¶2, line 3: dog .. came", "2", "dog came"),
        ("3: dog", "2", "dog"),
        ("on the mat", "1", "on the mat"),
        ("slept,   and", "1", "slept, and"),
    ],
)
def test_words_are_found_by_their_line_and_their_first_and_last_word(typed, at, quote):
    found = LINES.read(PARTS, typed)
    assert (found["at"], found["quote"]) == (at, quote)
    assert PARTS[at].quote[found["start"] : found["end"]] == quote


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("cat", "“cat” can be in 3 places: lines 1–1, 1–1, 2–2."),
        ("1: cat", "“cat” can be in 2 places"),
        ("horse .. cat", "“horse .. cat” stands nowhere in paragraph 1 or paragraph 2."),
        ("2: slept", "“slept” stands nowhere on line 2 in paragraph 1 or paragraph 2."),
        ("¶2: slept", "“slept” stands nowhere in paragraph 2."),
        ("¶9: slept", "stands nowhere in paragraph 9."),
        ("not .. slept", "stands nowhere"),  # the last word before the first
        ("1:", "stands nowhere"),
        ("..", "stands nowhere"),
    ],
)
def test_what_stands_nowhere_or_in_several_places_is_said(typed, said):
    with pytest.raises(AnswerError) as error:
        LINES.read(PARTS, typed)
    assert said in error.value.found
    assert error.value.remedy


def test_parts_of_words_count_only_where_spaces_part_no_words():
    lines = Lines(article("Rome and Romeo", "Romeo came", "新聞記事を読む"))
    assert lines.read(lines.article.parts, "Rome")["end"] == 4
    with pytest.raises(AnswerError):
        lines.read(lines.article.parts, "¶2: Rome")
    assert lines.read(lines.article.parts, "聞 .. 読")["quote"] == "聞記事を読"


@pytest.mark.parametrize("quote", ["slept", "cat at all", "the cat at", "sat on the mat. The cat"])
def test_a_passage_is_typed_with_as_few_words_as_leave_no_doubt(quote):
    passage = LINES.article.find("1", quote)
    found = LINES.read(PARTS, LINES.typed(PARTS, passage))
    assert found["quote"] == quote


def test_of_a_passage_the_line_and_two_words_are_typed():
    assert LINES.typed(PARTS, LINES.article.find("1", "slept, and the dog")) == "1: slept, .. dog"
