"""docs/accessibility.md answers each criterion of WCAG 2.2, and names tests that are there."""

import re

import pytest
from support import ROOT
from support.papers import prose

PAGE = prose(ROOT / "docs" / "accessibility.md")
ROW = re.compile(r"^\| (\d\.\d\.\d+) ([^|]+) \| (A|AA) \| ([^|]+?) \| ?(.*?) ?\|$", re.MULTILINE)
ROWS = ROW.findall(PAGE)
# The criteria of https://www.w3.org/TR/WCAG22/ by their level; 4.1.1 is obsolete there.
A = """1.1.1 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1
    2.4.1 2.4.2 2.4.3 2.4.4 2.5.1 2.5.2 2.5.3 2.5.4 3.1.1 3.2.1 3.2.2 3.2.6 3.3.1 3.3.2 3.3.7
    4.1.2"""
AA = """1.2.4 1.2.5 1.3.4 1.3.5 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.4.5 2.4.6 2.4.7
    2.4.11 2.5.7 2.5.8 3.1.2 3.2.3 3.2.4 3.3.3 3.3.4 3.3.8 4.1.3"""


def test_each_criterion_of_both_levels_is_answered_once():
    assert len(A.split()) == 31 and len(AA.split()) == 24
    assert sorted(one[0] for one in ROWS if one[2] == "A") == sorted(A.split())
    assert sorted(one[0] for one in ROWS if one[2] == "AA") == sorted(AA.split())


@pytest.mark.parametrize("row", ROWS, ids=[one[0] for one in ROWS])
def test_an_answer_is_one_of_three_and_says_how_it_is_shown(row):
    _, _, _, answer, shown = row
    words = re.match(r"supports|partly|does not apply", answer)
    assert words
    assert bool(shown) is (words[0] != "does not apply")
    if words[0] == "partly":
        assert ":" in answer  # what does not hold
    tests = re.findall(r"`([^`]+)::(\w+)`", shown)
    assert tests or shown in ("", "by hand")
    for file, test in tests:
        assert re.search(rf"^def {test}\(", (ROOT / file).read_text("utf-8"), re.MULTILINE), test
