"""The fields of exercises.yaml: what may stand behind each, and what is said where it may not."""

import pytest

from helpers.common.errors import ReadingError
from helpers.exercises.exercise import fields_of
from helpers.exercises.fields import choose, notebook, number, short_name, text, texts, yes_or_no
from helpers.exercises.kinds import kinds


@pytest.mark.parametrize(
    ("read", "value", "found"),
    [
        *[(text, " one \n  line ", "one line"), (text, "x", "x")],
        *[(number, "1", 1), (number, "12", 12)],
        *[(short_name, "a", "a"), (short_name, "who-is-9th", "who-is-9th")],
        (short_name, "find-the-long-names", "find-the-long-names"),
        *[(notebook, f"0{one}", f"0{one}") for one in range(6)],
        *[(notebook, str(one), f"0{one}") for one in range(6)],
        *[(yes_or_no, one, True) for one in ("yes", "true", "Yes", "TRUE")],
        *[(yes_or_no, one, False) for one in ("no", "false", "No", "FALSE")],
        (choose("places", "events"), "events", "events"),
        (texts(1), {"a": " some  text "}, {"a": "some text"}),
        (texts(2), {"a": "b", "not-said": "The article does not say"}, None),
    ],
)
def test_a_value_is_read(read, value, found):
    assert read(value) == (value if found is None else found)


@pytest.mark.parametrize(
    ("read", "value", "said"),
    [
        *[(text, one, "it is no text") for one in ("", None, 5, ["a"], {"a": "b"})],
        *[(number, one, "") for one in ("0", "-1", "1.5", "", None, 1, ["1"])],
        *[(short_name, one, "is no id") for one in ("A", "a_b", "a--b", "-a", "a-", "a b", "é")],
        *[(short_name, one, "it is no text") for one in ("", None, 5)],
        *[(notebook, one, "is no notebook") for one in ("06", "6", "000", "one")],
        *[(notebook, one, "it is no text") for one in ("", None, 1)],
        *[(yes_or_no, one, "neither yes nor no") for one in ("maybe", "", None, True, ["yes"])],
        *[(choose("places", "events"), one, "") for one in ("colours", "", None)],
        *[(texts(1), one, "too few texts") for one in ({}, [], ["a"], "a", None)],
        (texts(2), {"a": "b"}, "too few texts"),
        *[(texts(1), {"a": one}, "“a” has no text") for one in ("", None, 5, ["b"])],
        *[(texts(1), {one: "b"}, "") for one in ("a b", "", "<b>")],
        (texts(1), {"not-said": "It is not said"}, "the text of not-said is another one"),
    ],
)
def test_what_cannot_be_read_is_told(read, value, said):
    with pytest.raises(ReadingError) as error:
        read(value)
    assert said in error.value.found and error.value.remedy


@pytest.mark.parametrize(
    ("kind", "field", "least"),
    [
        *[("one", "options", 2), ("several", "options", 2), ("order", "items", 3)],
        *[("match", "rows", 1), ("match", "choices", 2)],
    ],
)
def test_there_is_something_to_choose_from(kind, field, least):
    read = fields_of(kinds()[kind])[field].metadata["read"]
    enough = {f"id-{number}": "text" for number in range(least)}
    assert read(enough) == enough
    enough.popitem()
    with pytest.raises(ReadingError, match="too few texts"):
        read(enough)
