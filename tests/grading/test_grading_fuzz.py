"""Whatever a file holds, reading it ends in answers or in a reason, and never in a 0.

Some 2,000 files and 15,000 answers are tried, the same ones in every run. `FUZZ=10` in the
environment tries ten times as many.
"""

import json
import os
import random
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest

if os.environ.get("CI") != "true":  # there, a missing one is a failure
    pytest.importorskip("hypothesis", reason="hypothesis comes with tests/requirements.txt")
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.class_damage import slow_files
from support.class_maker import Maker
from support.hostile_class import attacked

from helpers.exercises.result import Result
from helpers.exercises.scoring import score
from helpers.grading.submissions.submission import LARGEST, Refused, read_submission

MAKER = Maker(seed=7)
EXERCISES, KEYS = {one.id: one for one in MAKER.exercises}, MAKER.keys
FILES = tuple(student.raw for student in MAKER.students(25))
STATES = {"right", "partly", "wrong", "missing", "unreadable", "not yet marked"}
TIMES = int(os.environ.get("FUZZ", "1"))


def fuzz(examples: int) -> Any:
    """Return settings for that many examples, or as many times more as are asked for."""
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    return settings(
        max_examples=examples * TIMES,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=checks,
    )


# ------------------------------------------------------------------ what may not happen


def tried(raw: bytes) -> Any:
    """Read a file and mark what it holds; return the submission, or None where it is refused."""
    try:
        found = read_submission(raw, MAKER.slug, MAKER.article)
    except Refused as error:
        assert isinstance(error.reason, str) and error.reason.strip()
        found = None
    known = {name: one for name, one in found.answers.items() if name in KEYS} if found else {}
    marks = {name: score(EXERCISES[name], KEYS[name], answer) for name, answer in known.items()}
    data = plain_json(raw) if found else {}
    for name, answer in known.items():
        checked(name, answer, marks[name])
        entry = data["answers"][name]
        given = [one["answer"] for one in (*entry["attempts"], entry.get("draft")) if one]
        assert any(same(answer, one) for one in given or [None]), name
    return found


def checked(name: str, answer: Any, found: Result) -> None:
    """Look at the mark of an answer: what is no answer of its kind is neither right nor a 0."""
    assert found.state in STATES
    if found.state in ("right", "partly", "wrong"):
        assert is_of_its_kind(EXERCISES[name].kind, answer), (name, answer)
        assert type(found.marks) is int and 0 <= found.marks <= EXERCISES[name].marks
    else:
        assert not found.marks
    if found.state == "missing":
        assert is_nothing(answer), (name, answer)
    if found.state == "not yet marked":
        assert type(answer) is str and EXERCISES[name].kind == "written"


def is_nothing(answer: Any) -> bool:
    """Say whether an answer is one that says nothing: empty, or a passage without a word."""
    if isinstance(answer, dict) and "quote" in answer:
        return not any(one.isalnum() for one in str(answer["quote"]))
    parts = answer.values() if isinstance(answer, dict) else [answer]
    return all(
        one is None or one in ([], {}) or (isinstance(one, str) and not one.strip())
        for one in parts
    )


def is_of_its_kind(kind: str, answer: Any) -> bool:
    """Say whether an answer has the type that a form gives to an exercise of its kind."""
    if kind not in ("one", "several", "match", "order", "code") and type(answer) is dict:
        said = answer.get("not_said") is True and len(answer) == 1
        places = [answer.get("start"), answer.get("end")]
        is_passage = kind == "passage" and [*map(type, places)] == [int, int]
        return said or (is_passage and type(answer.get("quote")) is str)
    if kind == "highlight":
        return type(answer) is list and all(is_of_its_kind("passage", one) for one in answer)
    if kind in ("several", "order"):
        return type(answer) is list and all(type(one) is str for one in answer)
    if kind == "match":
        cells = answer.values() if type(answer) is dict else [0]
        return all(one is None or type(one) is str for one in cells)
    if kind == "code":
        parts = answer if type(answer) is list else [answer]
        return all(type(one) in (int, float, str) for one in parts)
    return kind != "passage" and type(answer) is str


def plain_json(raw: bytes) -> dict[str, Any]:
    """Return what a file says, which is JSON by the book: no name twice, numbers are numbers."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        assert len({name for name, _ in pairs}) == len(pairs)
        return dict(pairs)

    def never(word: str) -> None:
        raise AssertionError(word)

    text = raw.decode("utf-8-sig", "surrogatepass")
    data = json.loads(text, object_pairs_hook=once, parse_constant=never)
    assert type(data) is dict and type(data["schema"]) is int
    return data


def same(one: Any, other: Any) -> bool:
    """Say whether two values are the same to the letter: true is not 1, and 1 is not 1.0."""
    return json.dumps(one) == json.dumps(other)


# ------------------------------------------------------------------ damaged bytes


TOKENS = (
    *(b"NaN", b"-Infinity", b"1e999", b"true", b"null", b"[", b"]", b"{", b"}", b'"', b",", b":"),
    *(b"\\", b"\\ud800", b"\xff", b"\x00", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\r\n", b"-", b"0"),
    *(b"9" * 5_000, b"[" * 5_000, b'{"a":' * 2_000, b"1e5", b"\\u0000", b'"answer":', b"1" * 31),
    *(b'"attempts":[],', b'"draft":{},', b'"time":"",', b'"schema":1,', "٣".encode(), b"\x1b[2J"),
)
WHERE = st.floats(0, 1, exclude_max=True)
BYTES = st.one_of(
    st.tuples(st.just("flip"), WHERE, st.integers(0, 7)),
    st.tuples(st.just("cut"), WHERE, WHERE),
    st.tuples(st.just("end"), WHERE, st.just(0)),
    st.tuples(st.just("insert"), WHERE, st.sampled_from(TOKENS)),
    st.tuples(st.just("write over"), WHERE, st.sampled_from(TOKENS)),
    st.tuples(st.just("repeat"), WHERE, WHERE),
    st.tuples(st.just("splice"), WHERE, st.sampled_from(FILES)),
    st.tuples(st.just("noise"), WHERE, st.binary(max_size=8)),
)


def damaged(raw: bytes, how: str, where: float, what: Any) -> bytes:
    """Return a file with one damage done to its bytes."""
    at = int(where * len(raw))
    if how == "flip":
        return raw[:at] + bytes(one ^ 1 << what for one in raw[at : at + 1]) + raw[at + 1 :]
    if how == "cut":
        return raw[:at] + raw[at + int(what * 50) :]
    if how == "end":
        return raw[:at]
    if how in ("insert", "noise"):
        return raw[:at] + what + raw[at:]
    if how == "write over":
        return raw[:at] + what + raw[at + len(what) :]
    if how == "repeat":
        return raw[:at] + raw[at : at + int(what * 500)] * 2 + raw[at + int(what * 500) :]
    return raw[:at] + what[int(where * len(what)) :]


@pytest.mark.long
@pytest.mark.slow
def test_a_file_with_damaged_bytes_is_read_or_refused_and_nothing_else():
    counts = {"read": 0, "refused": 0}

    @fuzz(100)
    @given(st.sampled_from(FILES), st.lists(BYTES, min_size=6, max_size=6))
    def each(raw: bytes, damages: list[tuple]) -> None:
        piled = raw
        for damage in damages:
            piled = damaged(piled, *damage)[:200_000]
            for one in (damaged(raw, *damage), piled):
                counts["read" if tried(one) else "refused"] += 1

    each()
    assert sum(counts.values()) >= 700 * TIMES and min(counts.values()) >= 20 * TIMES, counts


# ------------------------------------------------------------------ damaged values


def nested(depth: int, name: str = "") -> Any:
    """Return lists, or objects, within each other."""
    value: Any = "x"
    for _ in range(depth):
        value = {name: value} if name else [value]
    return value


VALUES = (
    *(None, True, False, 0, 1, -1, 2**31, 2**63, 10**29, 1.0, -0.0, 0.1, 1e308, 5e-324),
    *("", " ", "1", "true", "x" * 30_000, "\ud800", "\x00", "‮", "<script>", "=1+1", "../x", "٣"),
    *([], {}, [[]], [None], [True], [0] * 2_000, {"": ""}, {"x": None}, {"not_said": True}),
    *({"not_said": 1}, {"not_said": False}, {"not_said": True, "x": 1}, {"quote": "x"}),
    *({"at": "1", "start": True, "end": 9, "quote": "x"}, {"at": 1, "start": 0, "end": 1}),
    *(nested(15), nested(19, "a"), nested(60), nested(500), nested(400, "a")),
    *({"attempts": []}, {"attempts": [{}]}, {"time": "2026-03-01T00:00:00+00:00", "answer": 1}),
    *("2099-01-01T00:00:00+00:00", "2026-03-01", "9999-12-31T23:59:59-23:59", "20260301T00Z"),
)
ANY = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=12),
    lambda parts: (
        st.lists(parts, max_size=4) | st.dictionaries(st.text(max_size=8), parts, max_size=4)
    ),
    max_leaves=8,
)
HOSTILE = st.sampled_from(VALUES) | ANY


def places(value: Any, path: tuple = ()) -> Iterator[tuple]:
    """Yield the paths to all values within a value."""
    yield path
    if isinstance(value, (dict, list)):
        for name, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(part, (*path, name))


def changed(value: Any, path: tuple, new: Any) -> Any:
    """Return a value with another one at a path; without it where the new one is `...`."""
    if not path:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    if len(path) == 1 and new is ...:
        del copy[path[0]]
    else:
        copy[path[0]] = changed(value[path[0]], path[1:], new)
    return copy


SPOKEN = tuple(json.loads(raw) for raw in FILES[:8])
PATHS = tuple(list(places(one))[1:] for one in SPOKEN)


@pytest.mark.long
@pytest.mark.slow
def test_a_file_that_says_anything_anywhere_is_read_or_refused_and_nothing_else():
    counts = {"read": 0, "refused": 0}

    @fuzz(150)
    @given(
        st.integers(0, 7),
        st.lists(st.tuples(WHERE, HOSTILE | st.just(...)), min_size=3, max_size=3),
    )
    def each(number: int, changes: list[tuple[float, Any]]) -> None:
        data, paths = SPOKEN[number], PATHS[number]
        for where, new in changes:
            path = paths[int(where * len(paths))]
            raw = json.dumps(changed(data, path, new)).encode()
            found = tried(raw)
            counts["read" if found else "refused"] += 1
            if found and path[0] == "answers" and len(path) > 1:
                unchanged = found.answers.keys() - {path[1]}
                before = read_submission(FILES[number], MAKER.slug, MAKER.article).answers
                assert all(same(found.answers[one], before[one]) for one in unchanged)

    each()
    assert sum(counts.values()) >= 400 * TIMES and min(counts.values()) >= 20 * TIMES, counts


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_hostile_files_move_nobody_elses_marks_and_none_vanishes(tmp_path, seed):
    """tests/benchmarks/fuzz_grade.py does this as often as it is told."""
    assert attacked(MAKER, tmp_path, seed, 150) == []


def test_an_answer_that_is_of_no_kind_is_unreadable_and_never_a_0():
    counts = {"answers": 0}

    @fuzz(50)
    @given(st.lists(HOSTILE, min_size=4, max_size=4), st.randoms(use_true_random=False))
    def each(values: list[Any], chance: random.Random) -> None:
        chosen = {name: chance.choice(values) for name in EXERCISES}
        stamp = "2026-03-01T00:00:00.000000+00:00"
        answers = {
            name: {"attempts": [{"time": stamp, "answer": answer}], "draft": None}
            for name, answer in chosen.items()
        }
        about = {"schema": 1, "lesson": MAKER.slug, "article": MAKER.article}
        tried(json.dumps(about | {"answers": answers}).encode())
        for name, answer in chosen.items():
            checked(name, answer, score(EXERCISES[name], KEYS[name], answer))
            counts["answers"] += 1

    each()
    assert counts["answers"] >= 1_500 * TIMES


def test_an_answer_that_is_nearly_right_in_type_is_unreadable_and_never_a_0():
    """Right answers with one part swapped: true for 1, a number for a text, a list for one."""
    count = 0
    for exercise in MAKER.exercises:
        for choice in MAKER.pools[exercise.id]["right"][:TIMES]:
            answer = json.loads(choice.text)
            for path in places(answer):
                for new in (*VALUES, ...):
                    if path or new is not ...:
                        bad = changed(answer, path, new)
                        checked(exercise.id, bad, score(exercise, KEYS[exercise.id], bad))
                        count += 1
    assert count > 5_000


# ------------------------------------------------------------------ slow on purpose


def calls(raw: bytes) -> int:
    """Read a file and score what it holds; return how many functions were called for it."""
    count = 0

    def watch(_frame: Any, event: str, _argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(watch)
    try:
        with suppress(Refused):
            found = read_submission(raw, MAKER.slug, MAKER.article)
            for name in found.answers.keys() & KEYS:
                score(EXERCISES[name], KEYS[name], found.answers[name])
    finally:
        sys.setprofile(before)
    return count


SLOW = slow_files(MAKER.slug, MAKER.article)


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.parametrize("raw", SLOW.values(), ids=SLOW)
def test_the_work_for_a_file_grows_no_faster_than_its_size(raw):
    assert calls(raw) <= (10 if len(raw) > LARGEST else 10_000 + 2 * len(raw))
    tried(raw)
