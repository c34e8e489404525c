"""Saved work: whatever happens, no answer that was shown as saved is lost, and no file either."""

import contextlib
import json
import math
import re
import time

import pytest
from support.stores import aside, is_sentence

from helpers.common.errors import KitError
from helpers.common.store import NotSaved
from helpers.exercises import answer_file
from helpers.student.saved_answers import SavedWork

SLUG = "belarus-2020"
ARTICLE = "e2af40e43d5d3993e74f2b2cfed18f19fbd880e29ca493df6b90bae779161489"
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}(Z|\+00:00)")


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


# ----------------------------------------------------------------------------------------- saving
def test_nothing_is_there_before_the_first_answer(work, path):
    assert work.entries() == {}
    assert work.notes == []
    assert not path.exists()


@pytest.mark.parametrize(
    ("given", "answer", "is_checked", "attempts"),
    [
        ("check 4", "4", True, ["4"]),
        ("keep 4", "4", False, []),
        ("check 4, check 4", "4", True, ["4", "4"]),
        ("check 3, keep 4", "4", False, ["3"]),
        ("keep 3, check 4", "4", True, ["4"]),
        ("keep T, keep Th, keep The", "The", False, []),
    ],
)
def test_the_newest_answer_and_all_attempts_are_there_after_everything_was_closed(
    work, path, given, answer, is_checked, attempts
):
    for what, text in (one.split() for one in given.split(", ")):
        told = (work.attempt if what == "check" else work.keep)("calls", text)
        assert work.entries()["calls"].answer == text
    entry = opened(path).entries()["calls"]
    assert entry == work.entry("calls")
    assert (entry.answer, entry.time, entry.checked) == (answer, told, is_checked)
    assert [one.answer for one in entry.attempts] == attempts
    assert TIME.fullmatch(told) and (not is_checked or entry.attempts[-1].time == told)


def test_attempts_are_kept_in_their_order_with_their_times(work, path):
    times = [work.attempt("calls", str(number)) for number in range(20)]
    entry = opened(path).entries()["calls"]
    assert [one.answer for one in entry.attempts] == [str(number) for number in range(20)]
    assert [one.time for one in entry.attempts] == times == sorted(times)
    assert (entry.answer, entry.time) == ("19", times[-1])


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
        *("Łukasz", "Святлана", "李雷", "محمد\u200f", "👩🏽‍🏫🇧🇾", "\ud83d", "a\udc00b"),
        *("\0\x1f\x7f\u2028\ufeff\ufffe", "\r\n\t", "</script><!--", "", "x" * 100_000),
        *(None, True, 0, -0.0, 1e308, 12345678901234567890, ["zhao", "breton"], [[[[[1]]]]]),
        *({"he-2": "putin", "he-11": None}, {"not_said": True}),
        {"at": "12", "start": 0, "end": 5, "quote": "Łuk\ud83d"},
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


DEEP, INSIDE_ITSELF = [], []
INSIDE_ITSELF.append(INSIDE_ITSELF)
for _ in range(50_000):
    DEEP = [DEEP]
STRANGE = [math.nan, math.inf, object(), {1, 2}, b"x", {1: 2}, {1: "a", "1": "b"}]
STRANGE += [{None: "a", "null": "b"}, 10**40, 10**4000, 10**5000, INSIDE_ITSELF, DEEP]


@pytest.mark.parametrize("answer", STRANGE, ids=range(len(STRANGE)))
def test_what_cannot_be_saved_harms_nothing_that_was(work, path, answer):
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


def test_an_answer_too_large_to_be_read_again_is_not_saved(work, path, monkeypatch):
    assert SavedWork.LARGEST == answer_file.LARGEST == 50_000_000
    monkeypatch.setattr(SavedWork, "LARGEST", 10_000)
    monkeypatch.setattr(answer_file, "LARGEST", 10_000)
    work.attempt("calls", "4")
    with pytest.raises(NotSaved, match="more than 10,000 bytes"):
        work.attempt("absent", "x" * 10_000)
    again = opened(path)
    assert answers(again) == {"calls": ["4"]}
    assert again.notes == aside(path) == []


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
    work = opened(path)
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


# -------------------------------------------------------------------------- two notebooks at once
def test_the_newer_of_two_drafts_is_the_answer(path):
    one, two = opened(path), opened(path)
    one.attempt("calls", "3")
    one.keep("absent", "first")
    two.keep("absent", "second")
    assert one.entries()["absent"].answer == "second"
    one.keep("absent", "third")
    assert two.entries()["absent"].answer == "third"
    assert one.entries() == two.entries() == opened(path).entries()


def test_what_another_program_overwrote_is_put_back_and_what_it_wrote_stays(work, path):
    work.attempt("calls", "3")
    before = path.read_bytes()
    work.attempt("calls", "4")
    work.keep("absent", "The draft")
    path.write_bytes(before)
    opened(path).attempt("speakers", ["zhao"])
    expected = {"calls": ["3", "4"], "absent": [], "speakers": [["zhao"]]}
    assert answers(work) == answers(opened(path)) == expected
    assert opened(path).entries()["absent"].answer == "The draft"
    assert work.is_unsure and work.notes == [work.UNSURE]


def test_a_draft_that_another_notebook_went_on_with_is_nothing_that_was_lost(path):
    one, two = opened(path), opened(path)
    one.keep("absent", "The")
    two.keep("absent", "The draft")
    two.attempt("absent", "The answer")
    assert answers(one) == {"absent": ["The answer"]}
    assert not one.is_unsure and one.notes == []


def test_the_file_of_another_student_in_the_place_of_ours_stays_theirs(work, path, tmp_path):
    work.attempt("calls", "3")
    theirs = opened(tmp_path / "theirs.json")
    theirs.attempt("speakers", ["zhao"])
    path.write_text(theirs.download(), "utf-8")
    assert answers(work) == answers(opened(path)) == {"speakers": [["zhao"]]}


# ------------------------------------------------------------ copies made by a synchronised folder
CONFLICTS = [
    "belarus-2020 (Anna's conflicted copy 2026-11-24).json",
    "belarus-2020 (conflicted copy 2026-11-24 101112).json",
    "belarus-2020.sync-conflict-20261124-101112-ABCDEFG.json",
    "belarus-2020-DESKTOP-7Q1.json",
    "belarus-2020_conflict-20261124-101112.json",
    "belarus-2020 (1).json",
    "belarus-2020 2.json",
]


@pytest.mark.parametrize("name", CONFLICTS)
def test_a_copy_with_answers_of_its_own_is_named_and_can_be_merged(work, path, name):
    work.attempt("calls", "3")
    copy = path.with_name(name)
    copy.write_bytes(path.read_bytes())
    assert work.copies() == {}  # it holds nothing that is not here
    opened(copy).attempt("calls", "4")
    work.attempt("absent", "The")
    [(found, (new, _))] = [one for one in work.copies().items() if one[0] == name]
    assert (found, new) == (name, 1)
    assert work.add_copy(name).startswith("Restored 1 answer;")
    assert answers(work) == answers(opened(path)) == {"calls": ["3", "4"], "absent": ["The"]}
    assert name not in work.copies() and copy.exists()
    assert is_sentence(work.add_copy(name))


def test_what_is_no_copy_is_not_named(work, path, tmp_path):
    work.attempt("calls", "3")
    other = opened(path.with_name(f"{SLUG} of another lesson.json"), "other-lesson")
    other.attempt("calls", "4")
    work.hand_in("Anna", path.with_name(f"{SLUG}_Anna.json"))
    path.with_name(f"{SLUG}.damaged-1.json").write_bytes(b"{")
    path.with_name(f"{SLUG} folder.json").mkdir()
    for name in ("../secret.json", f"{SLUG}.json", f"{SLUG}_Anna.json", "", "\0"):
        assert is_sentence(work.add_copy(name) or "Nothing.")
    assert work.copies() == {} and answers(work) == {"calls": ["3"]}


# ---------------------------------------------------------------------------------- damaged files
HEAD = f'"schema": 1, "kit": "0.1.0", "lesson": "{SLUG}", "article": "{ARTICLE}"'
TOLD = '"time": "2020-08-20T10:57:00.000000Z"'


def file(answers):
    """Return a file with these answers, written as JSON."""
    return f'{{{HEAD}, "answers": {answers}}}'


def attempt(answer):
    """Return a file with one attempt, whose answer is written as JSON."""
    return file(f'{{"a": {{"attempts": [{{{TOLD}, "answer": {answer}}}]}}}}')


def changed(old, new):
    """Return a file without answers, in which something else is said."""
    assert old in file("{}")
    return file("{}").replace(old, new)


SCHEMA = '"schema": 1'
DAMAGED = [
    *(b"", b" \n", b"\0" * 500, bytes(range(256)), file("{}").encode("utf-16")),
    file('{"a": {"attempts": []}}').replace("a", "é").encode("latin-1"),
    *("null", "true", "5", '"answers"', "[]", "{}", "[" * 100_000, '{"a":' * 100_000),
    *(file("{}") + file("{}"), file("{}") + " x", file("{}")[:-1] + ",}"),
    *(attempt("NaN"), attempt("-Infinity"), attempt("1e999"), attempt("9" * 5000)),
    *(attempt('{"b": 1, "b": 2}'), attempt("[" * 5000 + "]" * 5000)),
    *(changed(SCHEMA, f"{SCHEMA}, {SCHEMA}"), file("{}")[:-1] + ', "answers": {}}'),
    file('{"a": {"attempts": []}, "a": {"attempts": []}}'),
    *(changed(f"{SCHEMA}, ", ""), changed(SCHEMA, '"schema": "1"')),
    *(changed(SCHEMA, f'"schema": {one}') for one in ("true", "null", "1.5")),
    *(changed(f', "article": "{ARTICLE}"', ""), changed(f'"{ARTICLE}"', "[]")),
    *(changed(f'"{SLUG}"', "5"), changed(SLUG, "other-lesson"), f"{{{HEAD}}}"),
    *(file("[]"), file("null"), file('"a"'), file('{"a": []}'), file('{"a": null}')),
    *(file(f'{{"a": {{"attempts": {one}}}}}') for one in ("{}", '"4"', '["4"]')),
    file('{"a": {"attempts": [{"answer": "4"}]}}'),
    file(f'{{"a": {{"attempts": [{{{TOLD}}}]}}}}'),
    *(attempt('"4"').replace(TOLD, f'"time": {one}') for one in ("5", "null", '"noon"')),
    *(file(f'{{"a": {{"attempts": [], "draft": {one}}}}}') for one in ('"4"', "[]")),
    file('{"a": {"attempts": [], "draft": {"time": [], "answer": 1}}}'),
]
UNUSABLE = [  # with what is said of it in the name under which it is set aside
    *((data, "[a-z-]+") for data in DAMAGED),
    (changed(ARTICLE, "0" * 64), "other-article"),
    (changed(SCHEMA, '"schema": 2'), "newer"),
    ('{"schema": 99, "answers": "sealed"}', "newer"),
]
each_unusable = pytest.mark.parametrize(("data", "why"), UNUSABLE, ids=range(len(UNUSABLE)))


@each_unusable
@pytest.mark.parametrize("first", ["read", "save"])
def test_a_file_that_cannot_be_used_is_set_aside_and_named(path, data, why, first):
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
    assert re.fullmatch(rf"{SLUG}\.{why}-1\.json", kept.name)
    [note] = work.notes
    assert kept.name in note
    assert is_sentence(note)


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


# --------------------------------------------------------------------------- download and restore
@pytest.fixture
def other(tmp_path):
    """The same student's work on another machine."""
    return opened(tmp_path / "other machine" / f"{SLUG}.json")


def test_what_was_downloaded_comes_back_whole_on_another_machine(work, other):
    assert is_sentence(other.restore(work.download()))
    assert other.entries() == {}  # nothing comes back as nothing
    work.attempt("calls", "3")
    work.attempt("calls", "4")
    work.keep("absent", "Łukasz \ud83d")
    work.attempt("speakers", ["zhao"])
    text = work.download()
    assert json.loads(text)["answers"]["calls"]["attempts"][0]["answer"] == "3"
    text.encode("utf-8")
    for _ in range(2):  # the second time changes nothing
        assert is_sentence(other.restore(text))
        assert other.entries() == opened(other.path).entries() == work.entries()


def test_restoring_says_how_many_answers_are_new_and_how_many_were_there(work, other):
    for exercise in ("a", "b", "c"):
        work.attempt(exercise, "4")
    assert re.search(r"\b(3|three)\b", other.restore(work.download()))
    work.attempt("d", "5")
    work.attempt("e", "5")
    said = other.restore(work.download())
    assert re.search(r"\b(2|two)\b", said)
    assert re.search(r"\b(3|three)\b", said)


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


@each_unusable
def test_a_download_that_cannot_be_used_is_refused_and_changes_nothing(work, path, data, why):
    data = data if isinstance(data, str) else data.decode("latin-1")
    work.attempt("calls", "4")
    before = path.read_bytes()
    assert is_sentence(work.restore(data))
    assert path.read_bytes() == before
    assert answers(work) == {"calls": ["4"]}
    assert aside(path) == []


@pytest.mark.parametrize("depth", [31, 100, 600, 900])
def test_a_deep_answer_is_not_restored_and_the_next_opening_is_as_before(work, path, depth):
    work.attempt("calls", "4")
    deep = json.loads(work.download())["answers"]["calls"]["attempts"][0] | {"answer": "deep"}
    text = json.dumps(json.loads(work.download()) | {"answers": {"a": {"attempts": [deep]}}})
    said = work.restore(text.replace('"deep"', "[" * depth + "]" * depth))
    assert said.startswith("Nothing was restored.") and is_sentence(said)
    assert answers(opened(path)) == {"calls": ["4"]}


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
    for part in (*(text[:length] for length in range(0, len(text), 7)), "x" * 1_000_000):
        assert is_sentence(other.restore(part))
        assert other.entries() == {}


# ------------------------------------------------------------------------- what cannot be written
def test_restoring_into_a_folder_that_cannot_be_written_is_said(work, path, other):
    other.attempt("calls", "4")
    path.parent.write_text("a file")  # where the folder should be made: root cannot, either
    with pytest.raises(NotSaved):
        work.restore(other.download())
