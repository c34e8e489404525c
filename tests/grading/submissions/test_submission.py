"""One file that a student handed in: what it says, and why it is refused where it says nothing."""

import json

import pytest

from helpers.grading.submissions.submission import (
    FIRST,
    LARGEST,
    Refused,
    read_submission,
    words,
)

ARTICLE = "0" * 64
EIGHT, NINE, TEN = (f"2026-03-01T{hour}:00:00+00:00" for hour in ("08", "09", "10"))


def given(answer, time=EIGHT, **more):
    """Return an answer as a file holds it."""
    return {"time": time, "answer": answer} | more


def file(answers=None, **more):
    """Return a file of answers; `answers` are the attempts of each exercise."""
    answers = {name: {"attempts": attempts} for name, attempts in (answers or {}).items()}
    about = {"schema": 1, "lesson": "spring", "article": ARTICLE, "answers": answers}
    return json.dumps(about | more).encode()


def read(raw, **more):
    """Return what a file of the lesson says."""
    return read_submission(raw, "spring", ARTICLE, **more)


def test_a_file_says_what_was_answered_and_what_it_says_of_itself():
    answers = {"one": [given("a", EIGHT), given("b", TEN)], "two": [given(["c"], NINE)]}
    about = {"student": "Ana", "copy": "x", "assignment": "y", "handed_in": TEN}
    found = read(file(answers, **about))
    assert found.answers == {"one": "b", "two": ["c"]}
    assert found.texts == {"one": '"b"', "two": '["c"]'}
    assert (found.student, found.copy, found.assignment) == ("Ana", "x", "y")
    assert (found.last, found.handed_in) == (TEN, TEN)
    assert len(set(found.attempts)) == 3
    bare = read(file())
    assert (bare.answers, bare.last, bare.handed_in, bare.fingerprint) == ({}, "", "", "")
    assert read(file(handed_in="yesterday")).handed_in == ""


def test_the_answer_that_counts_is_the_newest_or_the_first_that_was_checked():
    attempts = {"attempts": [given("b", NINE), given("a", EIGHT)], "draft": given("c", TEN)}
    draft = {"attempts": [], "draft": given("d", TEN)}
    raw = file(answers={"one": [], "two": []})
    raw = json.dumps(json.loads(raw) | {"answers": {"one": attempts, "two": draft}}).encode()
    assert read(raw).answers == {"one": "c", "two": "d"}
    assert read(raw, count=FIRST).answers == {"one": "a", "two": "d"}
    assert read(raw, count=FIRST).last == TEN  # of the draft, where nothing was checked


def test_the_same_answers_at_the_same_times_have_one_fingerprint_however_they_are_laid_out():
    one, two = {"one": [given("a")]}, {"two": [given("b")]}
    assert read(file(one | two)).fingerprint == read(file(two | one)).fingerprint
    assert read(file(one)).fingerprint != read(file({"one": [given("a", NINE)]})).fingerprint
    assert read(file(one)).attempts == read(file(one, student="Bo")).attempts
    others = ({"two": [given("a")]}, {"one": [given("b")]}, {"one": [given("a", NINE)]})
    for other in others:
        assert read(file(one)).attempts != read(file(other)).attempts


@pytest.mark.parametrize(
    ("attempts", "is_after"),
    [
        ([given("a", opened=True)], True),
        ([given("a")], False),
        ([given("a", opened="true")], False),
        ([given("a"), given("a", NINE, opened=True)], False),  # it was known before
        ([given("b"), given("a", NINE, opened=True)], True),
        ([given("a", opened=True), given("a", NINE, opened=True)], True),
    ],
)
def test_an_answer_first_given_after_the_code_had_opened_the_key_is_told(attempts, is_after):
    assert read(file({"one": attempts})).opened == (("one",) if is_after else ())


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "The file is empty."),
        (b" \r\n\t", "The file is empty."),
        (b"PK\x03\x04...", "It is a ZIP file."),
        (b"\x89PNG...", "It is a picture."),
        (b"\xff\xd8\xff...", "It is a picture."),
        (b"%PDF-1.7", "It is a PDF."),
        (b"<!DOCTYPE html><p>", "It is a web page, perhaps the report."),
        (b'{"cells": [], "nbformat": 4}', "It is a notebook."),
        (b'{"cells": [', "The file of saved answers is damaged. What is wrong: it breaks off"),
        (b"[]", "The file is no file of saved answers, or is damaged."),
        (b" " * (LARGEST + 1), "The file has more than 3,000,000 bytes"),
    ],
)
def test_what_is_no_file_of_answers_is_refused_for_what_it_is(raw, reason):
    with pytest.raises(Refused) as refused:
        read(raw)
    assert refused.value.reason.startswith(reason) and "None" not in refused.value.reason
    other = "The answers are in the file that “Hand in” writes."
    assert (other in refused.value.reason) == reason.startswith("It is")


def test_a_file_as_large_as_may_be_is_read():
    assert read(file().ljust(LARGEST)).answers == {}


@pytest.mark.parametrize(
    ("value", "line"),
    [
        *((None, ""), (7, ""), (["Ana"], ""), ("", ""), ("Ana Lee", "Ana Lee")),
        (" Ana\n\tLee\x07 ", "Ana Lee"),
        ("名" * 150, "名" * 100),
        ("Ana" + " " * 390 + "Lee-Jones", "Ana Lee-Jon"),
    ],
)
def test_what_a_file_says_of_itself_is_a_short_text_on_one_line(value, line):
    assert words(value) == line
