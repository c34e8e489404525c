"""Saved work: whatever happens, no answer that was shown as saved is lost, and no file either."""

import contextlib
import errno
import io
import itertools
import json
import math
import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from helpers.common.errors import KitError
from helpers.common.store import NotSaved
from helpers.student.saved_answers import SavedWork

SLUG = "belarus-2020"
ARTICLE = "e2af40e43d5d3993e74f2b2cfed18f19fbd880e29ca493df6b90bae779161489"
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}(Z|\+00:00)")
SENTENCE = re.compile(r"[A-ZŁ“].*[.!?]$", re.DOTALL)
PYTHONESE = re.compile(r"Errno|Traceback|\bdict\b|NoneType|Error\b|Exception|object at")


@pytest.fixture
def path(tmp_path):
    """Where the work of the lesson is saved; the folder is not there yet."""
    return tmp_path / "work" / f"{SLUG}.json"


@pytest.fixture
def work(path):
    """A student's work, with nothing saved yet."""
    return opened(path)


def opened(path, slug=SLUG, article=ARTICLE):
    """Return the work saved at a path."""
    return SavedWork(path, slug, article)


def answers(work):
    """Return the attempts by exercise, without their times."""
    return {name: [one.answer for one in entry.attempts] for name, entry in work.entries().items()}


def aside(path):
    """Return what stands beside the file: its set-aside forms, and no lock or backup."""
    return sorted(one for one in path.parent.glob(f"{SLUG}.*-[0-9]*.json"))


def is_sentence(words):
    """Say whether a student can read this."""
    return SENTENCE.match(words) and not PYTHONESE.search(words) and len(words) < 1000


# Saving


def test_nothing_is_there_before_the_first_answer(work, path):
    assert work.entries() == {}
    assert work.notes == []
    assert not path.exists()


def test_an_attempt_is_there_after_everything_was_closed(work, path):
    told = work.attempt("decree-date", "2020-08-18")
    entry = opened(path).entries()["decree-date"]
    assert (entry.answer, entry.time, entry.checked) == ("2020-08-18", told, True)
    assert [(one.time, one.answer) for one in entry.attempts] == [(told, "2020-08-18")]
    assert TIME.fullmatch(told)


def test_a_draft_is_there_after_everything_was_closed(work, path):
    told = work.keep("absent", "The people in the")
    entry = opened(path).entries()["absent"]
    assert (entry.answer, entry.time, entry.checked) == ("The people in the", told, False)
    assert entry.attempts == ()
    assert TIME.fullmatch(told)


def test_attempts_are_kept_in_their_order_with_their_times(work, path):
    times = [work.attempt("calls", str(number)) for number in range(20)]
    entry = opened(path).entries()["calls"]
    assert [one.answer for one in entry.attempts] == [str(number) for number in range(20)]
    assert [one.time for one in entry.attempts] == times == sorted(times)
    assert (entry.answer, entry.time) == ("19", times[-1])


def test_the_same_answer_given_twice_is_two_attempts(work, path):
    work.attempt("calls", "4")
    work.attempt("calls", "4")
    assert answers(opened(path)) == {"calls": ["4", "4"]}


def test_a_draft_after_an_attempt_is_the_newest_answer_and_not_checked(work, path):
    work.attempt("calls", "3")
    work.keep("calls", "4")
    entry = opened(path).entries()["calls"]
    assert (entry.answer, entry.checked) == ("4", False)
    assert [one.answer for one in entry.attempts] == ["3"]


def test_an_attempt_after_a_draft_is_the_newest_answer_and_checked(work, path):
    work.keep("calls", "3")
    work.attempt("calls", "4")
    entry = opened(path).entries()["calls"]
    assert (entry.answer, entry.checked) == ("4", True)


def test_a_draft_takes_the_place_of_an_earlier_draft(work, path):
    for words in ("T", "Th", "The"):
        work.keep("absent", words)
    assert opened(path).entries()["absent"].answer == "The"


def test_what_was_saved_is_seen_in_the_same_notebook_too(work):
    work.keep("calls", "3")
    assert work.entries()["calls"].answer == "3"
    work.attempt("calls", "4")
    assert work.entries()["calls"].answer == "4"


def test_the_file_says_what_it_is(work, path):
    work.attempt("calls", "4")
    work.keep("absent", "The")
    file = json.loads(path.read_text("utf-8"))
    assert (file["schema"], file["lesson"], file["article"]) == (1, SLUG, ARTICLE)
    assert isinstance(file["kit"], str)
    assert [one["answer"] for one in file["answers"]["calls"]["attempts"]] == ["4"]
    assert file["answers"]["absent"]["draft"]["answer"] == "The"
    assert TIME.fullmatch(file["answers"]["absent"]["draft"]["time"])


@pytest.mark.parametrize(
    "answer",
    [
        "Łukasz",
        "Святлана",
        "李雷",
        "محمد\u200f",
        "👩🏽‍🏫🇧🇾",
        "\ud83d",
        "a\udc00b",
        "\0\x1f\x7f\u2028\ufeff\ufffe",
        "\r\n\t",
        "</script><!--",
        "",
        None,
        True,
        0,
        -0.0,
        1e308,
        12345678901234567890,
        ["zhao", "breton"],
        {"he-2": "putin", "he-11": None},
        {"at": "12", "start": 0, "end": 5, "quote": "Łuk\ud83d"},
        {"not_said": True},
        [[[[[1]]]]],
        "x" * 100_000,
    ],
    ids=lambda answer: ascii(answer)[:30],
)
def test_any_answer_comes_back_as_it_was_given(work, path, answer):
    work.attempt("one", answer)
    work.keep("two", answer)
    entries = opened(path).entries()
    assert entries["one"].attempts[0].answer == answer
    assert entries["two"].answer == answer
    assert type(entries["two"].answer) is type(answer)
    path.read_bytes().decode("utf-8")
    other = opened(path.parent / "other" / path.name)
    other.restore(opened(path).download())
    assert other.entries() == entries


@pytest.mark.parametrize(
    "answer",
    [
        math.nan,
        math.inf,
        object(),
        {1, 2},
        b"x",
        {1: 2},
        {1: "a", "1": "b"},
        {None: "a", "null": "b"},
        10**40,
        10**4000,
        10**5000,
        "inside itself",
        "deep",
    ],
    ids=lambda answer: (
        f"{answer.bit_length()} bits" if isinstance(answer, int) else repr(answer)[:20]
    ),
)
def test_what_cannot_be_saved_harms_nothing_that_was(work, path, answer):
    if answer == "inside itself":
        answer = []
        answer.append(answer)
    elif answer == "deep":
        for _ in range(50_000):
            answer = [answer]
    work.attempt("calls", "4")
    with contextlib.suppress(KitError):
        work.attempt("bad", answer)
    work.attempt("calls", "5")
    again = opened(path)
    assert answers(again)["calls"] == ["4", "5"]
    assert again.notes == []
    assert aside(path) == []


@pytest.mark.parametrize("depth", [20, 200, 500, 800, 900])
def test_a_deep_answer_that_was_saved_can_be_read_further_down(path, depth):
    """A kernel calls from deeper down than a test does, and Python limits both together."""
    answer = "4"
    for _ in range(depth):
        answer = [answer]

    def further_down(steps):
        return further_down(steps - 1) if steps else opened(path).entries()

    opened(path).attempt("calls", "4")
    with contextlib.suppress(NotSaved):
        opened(path).attempt("deep", answer)
    assert further_down(150)["calls"].answer == "4"
    assert aside(path) == []


def test_an_answer_too_large_to_be_read_again_is_not_saved(work, path):
    work.attempt("calls", "4")
    with contextlib.suppress(NotSaved):
        work.attempt("absent", "x" * 60_000_000)
    again = opened(path)
    assert answers(again)["calls"] == ["4"]
    assert again.notes == []
    assert aside(path) == []


def test_changing_what_was_read_changes_nothing_that_is_saved(work, path):
    given = ["zhao"]
    work.attempt("speakers", given)
    given.append("nobody")
    work.entries()["speakers"].answer.append("merkel")
    work.entries().clear()
    assert work.entries()["speakers"].answer == ["zhao"]
    assert opened(path).entries()["speakers"].answer == ["zhao"]


def test_a_clock_that_is_put_back_loses_no_answer(work, path):
    work.attempt("calls", "3")
    text = path.read_text("utf-8").replace(str(time.gmtime().tm_year), "2999")
    path.write_text(text, "utf-8")
    work.attempt("calls", "4")
    work.keep("calls", "5")
    entry = opened(path).entries()["calls"]
    assert [one.answer for one in entry.attempts] == ["3", "4"]
    assert entry.answer == "5"


def test_a_folder_that_is_deleted_is_made_again(work, path):
    work.attempt("calls", "3")
    for one in path.parent.iterdir():
        one.unlink()
    path.parent.rmdir()
    work.attempt("calls", "4")
    assert "4" in answers(opened(path))["calls"]


def test_a_folder_may_have_any_name(tmp_path):
    path = tmp_path / "Mein Schüler, Łukasz 李 😀" / f"{SLUG}.json"
    opened(path).attempt("calls", "4")
    assert answers(opened(path)) == {"calls": ["4"]}


# Two notebooks at once


def test_two_notebooks_on_one_file_see_each_other(path):
    one, two = opened(path), opened(path)
    one.attempt("calls", "3")
    two.attempt("calls", "4")
    one.attempt("calls", "5")
    two.keep("absent", "The")
    assert answers(one) == answers(two) == {"calls": ["3", "4", "5"], "absent": []}
    assert one.entries() == two.entries() == opened(path).entries()


def test_the_newer_of_two_drafts_is_the_answer(path):
    one, two = opened(path), opened(path)
    one.keep("absent", "first")
    two.keep("absent", "second")
    assert one.entries()["absent"].answer == "second"
    one.keep("absent", "third")
    assert two.entries()["absent"].answer == "third"


def test_two_notebooks_that_take_turns_lose_nothing(path):
    both = [opened(path), opened(path)]
    for number in range(40):
        both[number % 2].attempt(f"exercise-{number % 3}", number)
    found = answers(opened(path))
    assert sorted(itertools.chain(*found.values())) == list(range(40))


WORKER = """
import sys
from pathlib import Path
from helpers.student.saved_answers import SavedWork
path, slug, article, name = sys.argv[1:]
work = SavedWork(Path(path), slug, article)
for number in range(500):
    work.attempt(f"exercise-{number % 7}", f"{name}-{number}")
"""


def test_of_four_notebooks_with_500_answers_each_none_is_missing(path):
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", WORKER, str(path), SLUG, ARTICLE]
    four = [
        subprocess.Popen([*command, name], env=environment, stderr=subprocess.PIPE)
        for name in "abcd"
    ]
    said = [one.communicate()[1].decode() for one in four]
    assert [one.returncode for one in four] == [0, 0, 0, 0], said
    found = answers(opened(path))
    assert sum(map(len, found.values())) == 2000
    for name in "abcd":
        for exercise, given in found.items():
            mine = [int(one[2:]) for one in given if one[0] == name]
            assert mine == list(range(int(exercise[-1]), 500, 7))
    assert aside(path) == []


# The kernel dies


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no fork and no SIGKILL")
def test_of_200_kernels_killed_while_answers_are_given_nothing_saved_is_lost(tmp_path):
    chance = random.Random(2020)
    told = 0
    for kill in range(200):
        if kill % 20 == 0:
            path = tmp_path / f"work-{kill}" / f"{SLUG}.json"
            saved = {}
        for exercise, number in killed(path, kill, chance):
            saved.setdefault(exercise, []).append(number)
            told += 1
        work = opened(path)
        there = answers(work)
        missing = {
            exercise: set(given) - set(there.get(exercise, ()))
            for exercise, given in saved.items()
            if not set(given) <= set(there.get(exercise, ()))
        }
        assert missing == {}
        assert work.notes == []
        assert aside(path) == []
    assert told > 200


def killed(path, kill, chance):
    """Give answers in another process, kill it at a random moment; return what it was told."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        with contextlib.suppress(BaseException):
            work = opened(path)
            for number in itertools.count():
                exercise, answer = f"exercise-{number % 5}", kill * 10_000 + number
                (work.attempt if number % 3 else work.keep)(exercise, answer)
                if number % 3:
                    os.write(writing, f"{exercise} {answer}\n".encode())
        os._exit(1)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        lines = [pipe.readline() for _ in range(chance.choice([0, 1, 1, 2, 3]))]
        time.sleep(chance.uniform(0, 0.012))
        os.kill(child, signal.SIGKILL)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
        lines += pipe.readlines()
    return [(words.split()[0], int(words.split()[1])) for words in map(bytes.decode, lines)]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no fork and no SIGKILL")
def test_a_draft_that_was_shown_as_saved_outlives_its_kernel(path):
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        with contextlib.suppress(BaseException):
            work = opened(path)
            for number in range(5):
                work.keep("absent", f"draft {number}")
            os.write(writing, b".")
            os.kill(os.getpid(), signal.SIGKILL)
        os._exit(1)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        assert pipe.read() == b"."
    os.waitpid(child, 0)
    assert opened(path).entries()["absent"].answer == "draft 4"


# Damaged files


def test_a_file_cut_at_any_byte_is_never_lost(tmp_path):
    whole = tmp_path / "whole" / f"{SLUG}.json"
    work = opened(whole)
    work.attempt("calls", "4")
    work.attempt("speakers", ["zhao", "Łukasz 😀"])
    work.keep("absent", "The")
    before, data = work.entries(), whole.read_bytes()
    for length in range(len(data)):
        path = tmp_path / str(length) / f"{SLUG}.json"
        path.parent.mkdir()
        path.write_bytes(data[:length])
        again = opened(path)
        found = again.entries()
        again.attempt("calls", "5")
        bytes_there = [one.read_bytes() for one in path.parent.iterdir()]
        assert data[:length] in bytes_there or found == before
        assert "5" in answers(opened(path))["calls"]
        assert again.notes or found == before


def test_two_damaged_files_are_both_kept(path):
    path.parent.mkdir()
    for data in (b"first", b"second", b"first"):
        path.write_bytes(data)
        opened(path).attempt("calls", "4")
    kept = [one.read_bytes() for one in aside(path)]
    assert sorted(kept) == [b"first", b"first", b"second"]


HEAD = f'"schema": 1, "kit": "0.1.0", "lesson": "{SLUG}", "article": "{ARTICLE}"'
TOLD = '"time": "2020-08-20T10:57:00.000000Z"'


def file(answers):
    """Return a file with these answers, written as JSON."""
    return f'{{{HEAD}, "answers": {answers}}}'


DAMAGED = {
    "empty": b"",
    "blank": b" \n",
    "NUL": b"\0" * 500,
    "noise": bytes(range(256)),
    "Latin-1": file('{"a": {"attempts": []}}').replace("a", "é").encode("latin-1"),
    "UTF-16": file("{}").encode("utf-16"),
    "null": "null",
    "true": "true",
    "a number": "5",
    "a text": '"answers"',
    "a list": "[]",
    "an empty object": "{}",
    "two documents": file("{}") + file("{}"),
    "words behind": file("{}") + " x",
    "a comma too many": file("{}")[:-1] + ",}",
    "NaN": file(f'{{"a": {{"attempts": [{{{TOLD}, "answer": NaN}}]}}}}'),
    "Infinity": file(f'{{"a": {{"attempts": [{{{TOLD}, "answer": -Infinity}}]}}}}'),
    "1e999": file(f'{{"a": {{"attempts": [{{{TOLD}, "answer": 1e999}}]}}}}'),
    "a long number": file(f'{{"a": {{"attempts": [{{{TOLD}, "answer": {"9" * 5000}}}]}}}}'),
    "schema twice": file("{}").replace('"schema": 1', '"schema": 1, "schema": 1'),
    "answers twice": file("{}")[:-1] + ', "answers": {}}',
    "an exercise twice": file('{"a": {"attempts": []}, "a": {"attempts": []}}'),
    "a name twice inside an answer": file(
        f'{{"a": {{"attempts": [{{{TOLD}, "answer": {{"b": 1, "b": 2}}}}]}}}}'
    ),
    "deep lists": "[" * 100_000,
    "deep objects": '{"a":' * 100_000,
    "deep answer": file(
        f'{{"a": {{"attempts": [{{{TOLD}, "answer": {"[" * 5000}{"]" * 5000}}}]}}}}'
    ),
    "no schema": file("{}").replace('"schema": 1, ', ""),
    "schema as text": file("{}").replace('"schema": 1', '"schema": "1"'),
    "schema true": file("{}").replace('"schema": 1', '"schema": true'),
    "schema none": file("{}").replace('"schema": 1', '"schema": null'),
    "schema in part": file("{}").replace('"schema": 1', '"schema": 1.5'),
    "no article": file("{}").replace(f', "article": "{ARTICLE}"', ""),
    "article a list": file("{}").replace(f'"{ARTICLE}"', "[]"),
    "lesson a number": file("{}").replace(f'"{SLUG}"', "5"),
    "no answers": f"{{{HEAD}}}",
    "answers a list": file("[]"),
    "answers none": file("null"),
    "answers a text": file('"a"'),
    "an entry a list": file('{"a": []}'),
    "an entry none": file('{"a": null}'),
    "attempts an object": file('{"a": {"attempts": {}}}'),
    "attempts a text": file('{"a": {"attempts": "4"}}'),
    "an attempt a text": file('{"a": {"attempts": ["4"]}}'),
    "an attempt without time": file('{"a": {"attempts": [{"answer": "4"}]}}'),
    "an attempt without answer": file(f'{{"a": {{"attempts": [{{{TOLD}}}]}}}}'),
    "time a number": file('{"a": {"attempts": [{"time": 5, "answer": "4"}]}}'),
    "time none": file('{"a": {"attempts": [{"time": null, "answer": "4"}]}}'),
    "time no time": file('{"a": {"attempts": [{"time": "noon", "answer": "4"}]}}'),
    "draft a text": file('{"a": {"attempts": [], "draft": "4"}}'),
    "draft a list": file('{"a": {"attempts": [], "draft": []}}'),
    "draft time a list": file('{"a": {"attempts": [], "draft": {"time": [], "answer": 1}}}'),
}
OTHERS = {
    "other article": file("{}").replace(ARTICLE, "0" * 64),
    "newer schema": file("{}").replace('"schema": 1', '"schema": 2'),
    "much newer schema": '{"schema": 99, "answers": "sealed"}',
}


@pytest.mark.parametrize("name", DAMAGED | OTHERS)
@pytest.mark.parametrize("first", ["read", "save"])
def test_a_file_that_cannot_be_used_is_set_aside_and_named(path, name, first):
    data = (DAMAGED | OTHERS)[name]
    data = data if isinstance(data, bytes) else data.encode()
    path.parent.mkdir()
    path.write_bytes(data)
    work = opened(path)
    if first == "read":
        assert work.entries() == {}
    work.attempt("calls", "4")
    assert answers(work) == answers(opened(path)) == {"calls": ["4"]}
    [kept] = aside(path)
    assert kept.read_bytes() == data
    why = "newer" if "newer" in name else "other-article" if name in OTHERS else "[a-z-]+"
    assert re.fullmatch(rf"{SLUG}\.{why}-1\.json", kept.name)
    [note] = work.notes
    assert kept.name in note
    assert is_sentence(note)


@pytest.mark.parametrize("name", ["empty", "NaN", "other article", "newer schema"])
def test_reading_again_says_nothing_a_second_time(path, name):
    data = (DAMAGED | OTHERS)[name]
    path.parent.mkdir()
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    work = opened(path)
    for _ in range(3):
        work.entries()
    assert len(work.notes) == len(aside(path)) == 1
    assert opened(path).notes == []


def test_a_file_damaged_while_the_notebook_is_open_is_kept(work, path):
    work.attempt("calls", "4")
    path.write_bytes(b"{")
    work.attempt("calls", "5")
    assert b"{" in [one.read_bytes() for one in aside(path)]
    assert aside(path)[0].name in work.notes[0]
    assert "5" in answers(opened(path))["calls"]


def test_a_file_of_another_lesson_is_set_aside(path):
    path.parent.mkdir()
    data = file("{}").replace(SLUG, "other-lesson").encode()
    path.write_bytes(data)
    work = opened(path)
    work.attempt("calls", "4")
    assert data in [one.read_bytes() for one in aside(path)]
    assert len(work.notes) == 1


def test_an_exercise_that_is_no_longer_there_keeps_its_answers(work, path):
    work.attempt("old-exercise", "4")
    opened(path).attempt("new-exercise", "5")
    assert answers(opened(path)) == {"old-exercise": ["4"], "new-exercise": ["5"]}


def test_a_file_written_by_hand_is_read(path):
    path.parent.mkdir()
    data = file(f'{{"a": {{"attempts": [{{{TOLD}, "answer": "\\ud83d"}}]}}}}')
    path.write_text(json.dumps(json.loads(data), indent=8), "utf-8", newline="\r\n")
    work = opened(path)
    assert answers(work) == {"a": ["\ud83d"]}
    assert work.notes == []


def test_a_folder_in_the_place_of_the_file_is_said(path):
    path.mkdir(parents=True)
    with pytest.raises(NotSaved) as error:
        opened(path).attempt("calls", "4")
    assert is_sentence(str(error.value))
    assert path.is_dir()


def test_a_link_is_followed_and_stays_a_link(work, path, tmp_path):
    """Some keep their work in a folder that is synchronised."""
    try:
        (tmp_path / "link.json").symlink_to(path)
    except OSError:
        pytest.skip("this system makes no links")
    work.attempt("calls", "4")
    opened(tmp_path / "link.json").attempt("calls", "5")
    assert "5" in answers(opened(tmp_path / "link.json"))["calls"]
    assert "4" in answers(opened(path))["calls"]


def test_random_damage_never_ends_in_a_traceback(path):
    chance = random.Random(2020)
    work = opened(path)
    for number in range(10):
        work.attempt(f"exercise-{number % 3}", ["zhao", {"at": "10"}, None, 1.5])
        work.keep("absent", "Łukasz")
    before = path.read_bytes()
    pieces = [b'"', b",", b":", b"[", b"]", b"{", b"}", b"\0", b"\xff", b"NaN", b"1e999", b"null"]
    pieces += [b"true", b"-", b"[]", b"{}", b'"time"', b"\\ud800", b"\\", b"9" * 5000]
    for _ in range(150):
        data = bytearray(before)
        for _ in range(chance.randint(1, 3)):
            start = chance.randrange(len(data))
            data[start : start + chance.choice([0, 1, 8, 40])] = chance.choice(pieces)
        path.write_bytes(data)
        again = opened(path)
        again.entries()
        again.attempt("calls", "4")
        assert again.entries()["calls"].answer == "4"
        if again.notes:
            assert bytes(data) in [one.read_bytes() for one in aside(path)]
        for one in aside(path):
            one.unlink()


# Download and restore


@pytest.fixture
def other(tmp_path):
    """The same student's work on another machine."""
    return opened(tmp_path / "other machine" / f"{SLUG}.json")


def test_what_was_downloaded_comes_back_whole_on_another_machine(work, other):
    work.attempt("calls", "3")
    work.attempt("calls", "4")
    work.keep("absent", "Łukasz \ud83d")
    work.attempt("speakers", ["zhao"])
    said = other.restore(work.download())
    assert other.entries() == work.entries()
    assert is_sentence(said)


def test_a_download_of_nothing_is_restored_as_nothing(work, other):
    assert is_sentence(other.restore(work.download()))
    assert other.entries() == {}


def test_a_download_can_be_read_as_json(work):
    work.attempt("calls", "4")
    assert json.loads(work.download())["answers"]["calls"]["attempts"][0]["answer"] == "4"
    work.download().encode("utf-8")


def test_restoring_says_how_many_answers_are_new_and_how_many_were_there(work, other):
    for exercise in ("a", "b", "c"):
        work.attempt(exercise, "4")
    assert re.search(r"\b(3|three)\b", other.restore(work.download()))
    work.attempt("d", "5")
    work.attempt("e", "5")
    said = other.restore(work.download())
    assert re.search(r"\b(2|two)\b", said)
    assert re.search(r"\b(3|three)\b", said)


def test_restoring_twice_changes_nothing(work, other):
    work.attempt("calls", "3")
    work.keep("absent", "The")
    other.restore(work.download())
    before = other.entries()
    other.restore(work.download())
    assert other.entries() == before == work.entries()


def test_restoring_keeps_what_was_there(work, other):
    work.attempt("calls", "3")
    other.attempt("speakers", ["zhao"])
    other.keep("absent", "The")
    other.restore(work.download())
    assert answers(other) == {"speakers": [["zhao"]], "absent": [], "calls": ["3"]}
    assert other.entries()["absent"].answer == "The"


def test_of_work_that_went_on_in_two_places_no_attempt_is_lost(work, other):
    work.attempt("calls", "1")
    other.restore(work.download())
    given = [(work, "2"), (other, "3"), (work, "4"), (other, "5")]
    for where, answer in given:
        where.attempt("calls", answer)
    mine, theirs = work.download(), other.download()
    work.restore(theirs)
    other.restore(mine)
    assert answers(work) == answers(other) == {"calls": ["1", "2", "3", "4", "5"]}
    assert work.entries() == other.entries()


def test_of_two_drafts_the_newer_one_is_the_answer_after_restoring(work, other):
    work.keep("absent", "older")
    other.keep("absent", "newer")
    work.restore(other.download())
    assert work.entries()["absent"].answer == "newer"
    work.keep("absent", "newest")
    work.restore(other.download())
    assert work.entries()["absent"].answer == "newest"


def test_an_older_draft_is_somewhere_after_restoring(work, other, path):
    work.keep("absent", "The older draft, with many words.")
    other.keep("absent", "The newer draft.")
    work.restore(other.download())
    texts = [one.read_text("utf-8") for one in path.parent.iterdir()]
    assert any("The older draft, with many words." in text for text in texts)


def test_what_was_restored_is_saved(work, other, path):
    other.attempt("calls", "4")
    work.restore(other.download())
    assert answers(opened(path)) == {"calls": ["4"]}


@pytest.mark.parametrize("name", DAMAGED | OTHERS)
def test_a_download_that_cannot_be_used_is_refused_and_changes_nothing(work, path, name):
    data = (DAMAGED | OTHERS)[name]
    data = data if isinstance(data, str) else data.decode("latin-1")
    work.attempt("calls", "4")
    before = path.read_bytes()
    assert is_sentence(work.restore(data))
    assert path.read_bytes() == before
    assert answers(work) == {"calls": ["4"]}
    assert aside(path) == []


def test_a_download_of_another_lesson_is_refused(work, path, tmp_path):
    other = opened(tmp_path / "other.json", "other-lesson")
    other.attempt("calls", "5")
    work.attempt("calls", "4")
    said = work.restore(other.download())
    assert is_sentence(said)
    assert "lesson" in said
    assert answers(work) == {"calls": ["4"]}


def test_a_download_cut_anywhere_is_refused(work, other):
    work.attempt("calls", "4")
    text = work.download().rstrip()
    for length in range(0, len(text), 7):
        assert is_sentence(other.restore(text[:length]))
        assert other.entries() == {}


def test_a_download_of_one_megabyte_of_garbage_is_refused(work):
    said = work.restore("x" * 1_000_000)
    assert is_sentence(said)
    assert work.entries() == {}


# What cannot be written


@pytest.fixture
def blocked(tmp_path):
    """A path in a folder that can never be made, for root neither: its parent is a file."""
    (tmp_path / "work").write_text("a file")
    return tmp_path / "work" / f"{SLUG}.json"


@pytest.mark.parametrize("save", [SavedWork.keep, SavedWork.attempt])
def test_a_folder_that_cannot_be_written_is_said_at_once(blocked, save):
    with pytest.raises(NotSaved) as error:
        save(opened(blocked), "calls", "4")
    assert isinstance(error.value, KitError)
    assert is_sentence(str(error.value))


def test_restoring_into_a_folder_that_cannot_be_written_is_said(blocked, other):
    other.attempt("calls", "4")
    with pytest.raises(NotSaved):
        opened(blocked).restore(other.download())


def test_reading_in_a_folder_that_cannot_be_written_is_said_or_empty(blocked):
    with contextlib.suppress(NotSaved):
        assert opened(blocked).entries() == {}


def full(*_, **__):
    """Do what a full disk does."""
    raise OSError(errno.ENOSPC, "No space left on device")


def read_only(*_, **__):
    """Do what a read-only folder does."""
    raise PermissionError(errno.EACCES, "Permission denied")


@contextlib.contextmanager
def spoilt(monkeypatch, what, fails):
    """Let one call of the system fail for a while."""
    before = io.open, os.open

    def open_(file, mode="r", *arguments, **names):
        writes = set(mode) & set("wax+")
        return (fails if writes else before[0])(file, mode, *arguments, **names)

    def os_open(file, flags, *arguments, **names):
        writes = flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        return (fails if writes else before[1])(file, flags, *arguments, **names)

    with monkeypatch.context() as patch:
        if what == "open":
            patch.setattr("builtins.open", open_)
            patch.setattr(io, "open", open_)
            patch.setattr(os, "open", os_open)
        else:
            patch.setattr(os, what, fails)
        yield


@pytest.mark.parametrize("fails", [full, read_only])
@pytest.mark.parametrize("what", ["replace", "fsync", "open"])
@pytest.mark.parametrize("save", [SavedWork.keep, SavedWork.attempt])
def test_a_full_disk_is_said_and_leaves_what_was_saved(work, path, monkeypatch, save, what, fails):
    work.attempt("calls", "3")
    before = path.read_bytes()
    with spoilt(monkeypatch, what, fails), pytest.raises(NotSaved) as error:
        save(work, "calls", "4")
    assert is_sentence(str(error.value))
    assert path.read_bytes() == before
    assert answers(opened(path)) == {"calls": ["3"]}
    save(work, "calls", "5")
    assert opened(path).entries()["calls"].answer == "5"
    assert aside(path) == []


@pytest.mark.parametrize("what", ["replace", "fsync"])
def test_on_a_full_disk_what_was_saved_can_still_be_read(work, path, monkeypatch, what):
    work.attempt("calls", "3")
    with spoilt(monkeypatch, what, full):
        assert opened(path).entries()["calls"].answer == "3"


def interrupted(*_, **__):
    """Do what the stop button of a notebook does."""
    raise KeyboardInterrupt


@pytest.mark.parametrize("what", ["replace", "fsync"])
def test_a_notebook_that_is_interrupted_loses_nothing(work, path, monkeypatch, what):
    work.attempt("calls", "3")
    with spoilt(monkeypatch, what, interrupted), pytest.raises(KeyboardInterrupt):
        work.attempt("calls", "4")
    assert answers(opened(path)) == answers(work) == {"calls": ["3"]}
    work.attempt("calls", "5")
    assert answers(opened(path)) == {"calls": ["3", "5"]}


@pytest.mark.parametrize("what", ["replace", "fsync"])
def test_a_full_disk_leaves_no_rubbish(work, path, monkeypatch, what):
    work.attempt("calls", "3")
    before = sorted(path.parent.iterdir())
    with spoilt(monkeypatch, what, full), contextlib.suppress(NotSaved):
        for _ in range(5):
            work.keep("calls", "4")
    assert sorted(path.parent.iterdir()) == before


def test_an_answer_that_was_not_saved_is_not_shown_as_saved(work, monkeypatch):
    work.attempt("calls", "3")
    with spoilt(monkeypatch, "replace", full), contextlib.suppress(NotSaved):
        work.attempt("calls", "4")
    assert work.entries()["calls"].answer == "3"


def test_a_damaged_file_that_cannot_be_set_aside_is_not_overwritten(path, monkeypatch):
    path.parent.mkdir()
    path.write_bytes(b"{damaged")
    work = opened(path)
    with monkeypatch.context() as patch:
        for name in ("replace", "rename", "link"):
            patch.setattr(os, name, read_only)
        for name in ("replace", "rename", "hardlink_to"):
            patch.setattr(Path, name, read_only)
        with pytest.raises(NotSaved):
            work.attempt("calls", "4")
    assert path.read_bytes() == b"{damaged"


def test_a_file_that_may_not_be_read_is_not_overwritten(work, path, monkeypatch):
    work.attempt("calls", "3")
    before = path.read_bytes()
    opening, reading = io.open, os.open

    def open_(file, *arguments, **names):
        is_it = isinstance(file, (str, os.PathLike)) and Path(file) == path
        return (read_only if is_it else opening)(file, *arguments, **names)

    def os_open(file, *arguments, **names):
        is_it = isinstance(file, (str, os.PathLike)) and Path(file) == path
        return (read_only if is_it else reading)(file, *arguments, **names)

    with monkeypatch.context() as patch:
        patch.setattr("builtins.open", open_)
        patch.setattr(io, "open", open_)
        patch.setattr(os, "open", os_open)
        with pytest.raises(NotSaved):
            opened(path).attempt("calls", "4")
    assert path.read_bytes() == before


def test_saved_work_needs_no_widget_and_no_table():
    heavy = "{'pandas', 'numpy', 'ipywidgets', 'anywidget', 'IPython'} & set(sys.modules)"
    code = f"import sys, helpers.student.saved_answers; sys.exit(str({heavy} or ''))"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    assert done.stderr.strip() == ""
