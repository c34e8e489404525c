"""What JSON may hold: one limit of nesting for what is read and for what is written."""

import pytest

from helpers.common.json_reader import DEEPEST, dump, read_json


def nested(depth, one="[]"):
    """Return JSON text of lists or objects within each other."""
    return "[" * depth + "]" * depth if one == "[]" else '{"a":' * depth + "1" + "}" * depth


@pytest.mark.parametrize("one", ["[]", "{}"])
@pytest.mark.parametrize("depth", [1, 10, DEEPEST])
def test_what_is_as_deep_as_is_allowed_comes_back(one, depth):
    text = nested(depth, one)
    assert dump(read_json(text.encode())) == f"{text}\n"


@pytest.mark.parametrize("one", ["[]", "{}"])
@pytest.mark.parametrize("depth", [DEEPEST + 1, 600, 5_000, 100_000])
def test_what_is_deeper_is_refused_whatever_python_would_read(one, depth):
    with pytest.raises(ValueError, match="nested more than 30 deep"):
        read_json(nested(depth, one).encode())


def test_what_could_not_be_read_again_is_not_written():
    deep, inside_itself = [], []
    inside_itself += [inside_itself, inside_itself]
    for _ in range(50_000):
        deep = [deep]
    for one in (deep, inside_itself, {"a": deep}, (deep,)):
        with pytest.raises(ValueError, match="nested more than 30 deep"):
            dump(one)
