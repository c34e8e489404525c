"""What is promised in words stands in docs/promises.md, beside the test that attacks it."""

import re

import pytest
from support import ROOT, SEEDS
from support.papers import prose
from support.secrets import texts_in, yaml_of

PAGE = (ROOT / "docs" / "promises.md").read_text("utf-8")
ROW = re.compile(r"^\| (.+) \| ((?:`tests/\S+::test_\w+` ?)+) \|$", re.MULTILINE)
PROMISES = [
    (part.partition("`")[0], quote, re.findall(r"`([^`]+)::(\w+)`", tests))
    for part in PAGE.split("\n## `")[1:]
    for quote, tests in ROW.findall(part)
]
# Who writes one of these promises something; but people in the news may say nothing.
SURE = re.compile(
    r"\b(nobody|(?<!said )(?<!say )nothing|no network|no side|sealed|kept|saved(?! output)"
    r"|unchanged)\b",
    re.IGNORECASE,
)
ALL_OF = (
    *("README.md", "helpers/packs/student_readme.md", "notebooks/05_your_report.ipynb"),
    *("notebooks/teacher/guide.ipynb", "notebooks/teacher/mark.ipynb"),
)


def test_the_page_is_read_whole():
    heads = re.findall(r"^\| it says \|", PAGE, re.MULTILINE)
    rows = [line for line in PAGE.splitlines() if line.startswith("| ")]
    assert len(PROMISES) == len(rows) - 2 * len(heads) > 40


@pytest.mark.parametrize(("name", "quote", "tests"), PROMISES, ids=[one[1] for one in PROMISES])
def test_a_promise_stands_where_it_is_said_to_and_so_do_the_tests_that_attack_it(
    name, quote, tests
):
    assert quote in prose(ROOT / name)
    for file, test in tests:
        assert re.search(rf"^def {test}\(", (ROOT / file).read_text("utf-8"), re.MULTILINE), test


@pytest.mark.parametrize("name", ALL_OF)
def test_no_sentence_promises_more_than_the_page_lists(name):
    quotes = [quote for file, quote, _ in PROMISES if file == name]
    sentences = re.split(r"(?<=[.?!:])\s+|\n+|\|", prose(ROOT / name))
    unlisted = [
        one
        for one in sentences
        if SURE.search(one) and not any(quote in one or one.strip() in quote for quote in quotes)
    ]
    assert not unlisted, "list them in docs/promises.md with the test that attacks them"


# -------------------------------------------------------------- promises attacked nowhere else
JUDGING = re.compile(
    r"\b(regime|dictator|tyran|propagand|disinformation|fake|puppet|aggress|terror|thug|brutal"
    r"|hero|liar|illegitimate|unlawful|illegal|shameful|so-called|evil|betray"
    r"|oppress|freedom fighter|warmonger|extremis)\w*",
    re.IGNORECASE,
)


def test_no_word_of_the_kit_judges_those_who_are_in_the_news():
    """Words of the article may judge; where they are quoted, the article says so and not we."""
    article = (SEEDS / "belarus-2020" / "article.txt").read_text("utf-8")
    paths = [
        one for folder in ("", "teacher/") for one in ROOT.glob(f"notebooks/{folder}[!.]*.ipynb")
    ]
    told = [prose(path) for path in paths]
    told += [
        prose(ROOT / "README.md"),
        *texts_in(yaml_of("exercises.yaml")),
        *texts_in(yaml_of("key.yaml")),
    ]
    found = {one[0].casefold() for text in told for one in JUDGING.finditer(text)}
    assert len(told) > 1000
    assert not {one for one in found if one not in article.casefold()}


def test_a_fact_from_elsewhere_without_its_source_is_named(put, say):
    row = put("background.csv", "belta", "source", "")
    code, told = say()
    assert code == 1
    assert f"background.csv, row {row}" in told and "source" in told
