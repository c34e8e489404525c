"""Records: equal by their parts, and never changed."""

import pytest

from helpers.lesson.article import Passage


def test_records_with_equal_parts_are_one():
    parts = ("1", "Minsk", 0, 5)
    assert len({Passage(*parts), Passage(*parts)}) == 1
    assert Passage(*parts) not in (Passage("1", "Minsk", 7, 12), parts)


def test_a_record_is_replaced_and_not_changed():
    passage = Passage("1", "Minsk", 0, 5)
    assert passage.replace(at="2") == Passage("2", "Minsk", 0, 5)
    with pytest.raises(AttributeError, match="Passage cannot be changed"):
        passage.at = "2"
    assert repr(passage) == "Passage(at='1', quote='Minsk', start=0, end=5)"
