"""Records: equal by their parts, and never changed."""

import pytest

from helpers.lesson.article import Passage


def test_records_with_equal_parts_are_one():
    assert len({Passage("1", "Minsk", 0, 5), Passage("1", "Minsk", 0, 5)}) == 1
    assert Passage("1", "Minsk", 0, 5) != Passage("1", "Minsk", 7, 12)
    assert Passage("1", "Minsk", 0, 5) != ("1", "Minsk", 0, 5)


def test_a_record_is_replaced_and_not_changed():
    passage = Passage("1", "Minsk", 0, 5)
    assert passage.replace(at="2") == Passage("2", "Minsk", 0, 5)
    with pytest.raises(AttributeError, match="Passage cannot be changed"):
        passage.at = "2"
    assert repr(passage) == "Passage(at='1', quote='Minsk', start=0, end=5)"
