"""docs/standards.md: its tables are those of the lesson, and it claims no more."""

import re

import yaml
from support import FOLDER, ROOT
from support.papers import prose

PAGE = prose(ROOT / "docs" / "standards.md")
ROWS = re.findall(
    r"^\| ((?:CCSS|C3) [^|]+?) \| ([^|]+?) \| (\d+) \| ([^|]+?) \|$", PAGE, re.MULTILINE
)
ABOUT = yaml.safe_load((FOLDER / "lesson.yaml").read_text("utf-8"))
ASKED = yaml.safe_load((FOLDER / "exercises.yaml").read_text("utf-8"))["exercises"]


def test_each_standard_of_the_lesson_has_a_row_with_its_exercises():
    wanted = {code: one for one in ABOUT["objectives"] for code in one["standards"]}
    assert [row[0] for row in ROWS] == list(wanted) and len(ROWS) == 8
    named = []
    for code, text, minutes, ids in ROWS:
        found = re.findall(r"`([\w-]+)`", ids)
        assert text == wanted[code]["text"] and found
        assert {one["objective"] for one in ASKED if one["id"] in found} == {wanted[code]["id"]}
        assert int(minutes) == sum(one["minutes"] for one in ASKED if one["id"] in found)
        named += found
    assert sorted(named) == sorted(one["id"] for one in ASKED)


def test_no_standard_is_named_as_served_that_the_lesson_does_not_have():
    codes = {code for one in ABOUT["objectives"] for code in one["standards"]}
    for _, _, told in re.findall(r"^\| (\d+) minutes \| (\d+) \| (.+) \|$", PAGE, re.MULTILINE):
        assert set(told.split(", ")) <= codes
    left = set(re.findall(r"RH\.9-10\.\d+", PAGE)) - {one.removeprefix("CCSS ") for one in codes}
    assert left == {"RH.9-10.2", "RH.9-10.9", "RH.9-10.10"}  # which the page says are not served


def test_of_the_draft_nothing_is_claimed():
    part = PAGE.partition("## PISA 2029")[2]
    assert "**Nothing is claimed.**" in part
    assert not re.search(r"`[a-z-]+`|CCSS|C3 ", part)
