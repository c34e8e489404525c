"""The teacher's marks: kept with the text that was marked, never lost, never overwritten."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from helpers.common import json_reader, store
from helpers.common.errors import KitError
from helpers.exercises.exercise import LEVELS
from helpers.grading.manual.marks import LONGEST, NONE, WORTH, TeacherMarks

SLUG = "a-lesson"
TEXT = "The workers are not heard.\n\nWhat do they want?"


@pytest.fixture
def path(tmp_path):
    (tmp_path / "spring").mkdir()
    return tmp_path / "spring" / "marks.json"


@pytest.fixture
def marks(path):
    return TeacherMarks(path, SLUG)


def sound(**changed):
    """Return what a file holds in which one answer is marked, as JSON."""
    mark = {"level": "Basic", "comment": "", "answer": TEXT, "time": "2026-01-01T00:00:00+00:00"}
    data = {"schema": 1, "lesson": SLUG, "marks": {"s1": {"missing": [mark | changed]}}}
    return json.dumps(data).encode()


def test_a_mark_is_there_for_its_answer_whoever_is_said_to_have_written_it(marks, path):
    assert marks.of("s1", "missing", TEXT) is None
    marks.give("s1", "missing", TEXT, "Emergent", " Point to words. ")
    for opened in (marks, TeacherMarks(path, SLUG)):
        found = opened.of("s1", "missing", TEXT)
        assert (found.level, found.marks, found.comment) == ("Emergent", 2, "Point to words.")
        assert found.is_current and found.answer == TEXT
    assert marks.of("s2", "missing", TEXT) == marks.of("s1", "missing", TEXT)
    assert marks.of("s2", "missing", f"{TEXT} And more.") is None
    assert marks.of("s1", "other", TEXT) is None


def test_the_levels_are_those_of_the_rubric_and_none_of_them(marks):
    assert WORTH == LEVELS | {NONE: 0}
    marks.give("s1", "missing", TEXT, NONE)
    assert marks.of("s1", "missing", TEXT).marks == 0


def test_an_answer_that_changed_is_not_marked_and_keeps_what_it_was_given(marks):
    marks.give("s1", "missing", TEXT, "Basic", "Who are they?")
    found = marks.of("s1", "missing", "Another text.")
    assert not found.is_current
    assert (found.level, found.comment, found.answer) == ("Basic", "Who are they?", TEXT)
    marks.give("s1", "missing", "Another text.", "Proficient")
    assert marks.of("s1", "missing", "Another text.").level == "Proficient"
    again = marks.of("s1", "missing", TEXT)  # the earlier text is handed in once more
    assert again.is_current and again.level == "Basic"
    assert marks.of("s1", "missing", "A third.").level == "Proficient"


def test_white_space_makes_no_other_answer(marks):
    marks.give("s1", "missing", TEXT, "Basic")
    assert marks.of("s1", "missing", f"  {TEXT} \r\n".replace("\n\n", " \n")).is_current
    assert not marks.of("s1", "missing", TEXT.replace(" ", "")).is_current


def test_a_text_with_other_white_space_has_one_mark(marks, path):
    marks.give("s1", "missing", TEXT, "Basic")
    marks.give("s1", "missing", f" {TEXT}\n", "Emergent")
    [one] = json.loads(path.read_bytes())["marks"]["s1"]["missing"]
    assert one["level"] == "Emergent"
    marks.take_back("s1", "missing", TEXT)
    assert marks.of("s1", "missing", TEXT) is None


def test_marks_are_not_read_while_somebody_writes_them(marks, path, monkeypatch):
    marks.give("s1", "missing", TEXT, "Basic")
    monkeypatch.setattr(store, "PATIENCE", 0.01)
    with marks.held(), pytest.raises(KitError, match="has held the marks for too long"):
        TeacherMarks(path, SLUG).load()


def test_marking_again_takes_the_place_of_the_mark(marks, path):
    marks.give("s1", "missing", TEXT, "Basic", "Typo heer.")
    marks.give("s1", "missing", TEXT, "Emergent", "Typo here.")
    assert len(json.loads(path.read_bytes())["marks"]["s1"]["missing"]) == 1
    assert marks.of("s1", "missing", TEXT).level == "Emergent"
    assert marks.comments() == ["Typo here."]


def test_a_mark_is_taken_back_and_that_of_an_earlier_text_stays(marks):
    marks.give("s1", "missing", "Earlier.", "Basic")
    marks.give("s1", "missing", TEXT, "Proficient")
    marks.take_back("s1", "missing", TEXT)
    assert not marks.of("s1", "missing", TEXT).is_current
    marks.take_back("s1", "missing", TEXT)  # there is none any more
    assert marks.of("s1", "missing", "Earlier.").is_current


def test_comments_come_back_those_to_this_exercise_first_in_order_of_first_use(marks):
    assert marks.comments() == []
    marks.give("s9", "chain", TEXT, "Basic", "Who told you?")
    marks.give("s1", "missing", TEXT, "Basic", "Which ¶?")
    marks.give("s2", "missing", TEXT, "Basic", "Ask two questions.\nWhich ¶?")
    marks.give("s3", "chain", TEXT, "Basic", "")
    assert marks.comments("missing") == ["Which ¶?", "Ask two questions.", "Who told you?"]
    assert marks.comments("chain") == ["Who told you?", "Which ¶?", "Ask two questions."]


@pytest.mark.parametrize("answer", [None, 3, True, ["x"], {"x": "y"}, {"not_said": True}])
def test_what_is_no_text_has_no_mark(marks, answer):
    marks.give("s1", "missing", TEXT, "Basic")
    assert not marks.of("s1", "missing", answer).is_current
    assert marks.of("s2", "missing", answer) is None


@pytest.mark.parametrize(
    "text", ["שלום", "短い答え", "e\u0301", "\x00\x07", "half \ud800", "a\u202eb"]
)
def test_every_text_comes_back_as_it_was(marks, path, text):
    marks.give(text, "missing", text, "Basic", f"({text})")
    found = TeacherMarks(path, SLUG).of(text, "missing", text)
    assert found.is_current and found.answer == text and found.comment == f"({text})"


def test_a_level_that_is_none_and_an_endless_comment_are_refused_in_a_sentence(marks, path):
    with pytest.raises(KitError, match="the levels are Proficient"):
        marks.give("s1", "missing", TEXT, "Excellent")
    with pytest.raises(KitError, match="at most 2,000"):
        marks.give("s1", "missing", TEXT, "Basic", "x" * (LONGEST + 1))
    assert not path.exists()


DAMAGED = {
    "cut": sound()[:60],
    "empty": b"",
    "another encoding": sound().decode().encode("utf-16"),
    "a list": b"[]",
    "a name twice": b'{"schema": 1, "schema": 1}',
    "no marks": json.dumps({"schema": 1, "lesson": SLUG}).encode(),
    "true for 1": json.dumps({"schema": True, "lesson": SLUG, "marks": {}}).encode(),
    "a level that is none": sound(level="Excellent"),
    "a level that is a list": sound(level=["Basic"]),
    "a comment that is a number": sound(comment=3),
    "a time that is none": sound(time="yesterday"),
    "nested too deep": b"[" * 100_000,
}


@pytest.mark.parametrize("raw", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_file_is_set_aside_and_said(marks, path, raw):
    path.write_bytes(raw)
    assert marks.of("s1", "missing", TEXT) is None
    marks.give("s2", "missing", TEXT, "Basic")
    assert path.with_name("marks.damaged-1.json").read_bytes() == raw
    [note] = marks.notes
    assert note == "The file of marks is damaged. It is kept as spring/marks.damaged-1.json."


def test_marks_of_another_lesson_or_of_a_newer_kit_are_set_aside_too(marks, path):
    other, newer = sound().replace(SLUG.encode(), b"another"), {"schema": 2, "lesson": SLUG}
    for raw in (other, json.dumps(newer).encode()):
        path.write_bytes(raw)
        marks.load()
    said = [note.split(".")[0].partition("The file of marks is ")[2] for note in marks.notes]
    assert said == ["of another lesson", "from a newer version of this kit"]


def test_what_a_later_version_adds_is_kept(marks, path):
    data = json.loads(sound()) | {"more": [1]}
    data["marks"]["s1"]["missing"][0]["rubric"] = 2
    path.write_text(json.dumps(data), "utf-8")
    marks.give("s2", "missing", TEXT, "Basic")
    kept = json.loads(path.read_bytes())
    assert kept["more"] == [1] and kept["marks"]["s1"] == data["marks"]["s1"]


def test_many_hands_lose_nothing(path):
    def mark(number):
        TeacherMarks(path, SLUG).give(f"s{number}", "missing", TEXT, "Basic", f"c{number}")

    with ThreadPoolExecutor(8) as hands:
        list(hands.map(mark, range(40)))
    assert len(TeacherMarks(path, SLUG).comments()) == 40


def test_looking_up_reads_the_file_once(marks, path, monkeypatch):
    path.write_bytes(sound())
    marks.load()
    monkeypatch.setattr(store, "stamp_of", None)
    monkeypatch.setattr(json_reader, "read_json", None)
    assert all(marks.of("s1", "missing", TEXT).marks == 1 for _ in range(1000))


def test_grading_without_marks_writes_nothing_beside_or_into_the_folder(marks, path):
    marks.load()
    assert marks.of("s1", "missing", TEXT) is None
    assert list(path.parent.parent.rglob("*")) == [path.parent]


def test_a_comment_may_have_two_thousand_characters(marks):
    assert LONGEST == 2_000
    assert marks.give("s1", "missing", TEXT, "Basic", "x" * 2_000).comment == "x" * 2_000


def test_of_several_texts_each_keeps_its_mark_and_the_newest_is_the_earlier_one(marks):
    for number, level in enumerate(LEVELS):
        marks.give("s1", "missing", f"Text {number}.", level)
    marks.give("s1", "missing", "Text 0.", NONE)  # marked once more, so it is the newest
    assert [marks.of("s1", "missing", f"Text {number}.").level for number in range(3)] == [
        *(NONE, "Emergent", "Basic"),
    ]
    assert marks.of("s1", "missing", "Another.").level == NONE
    assert marks.of("s1", "missing", None).level == NONE


def test_the_newest_mark_of_a_text_counts_for_whoever_wrote_it_too(marks, path):
    for student, level in (("s2", "Basic"), ("s1", "Emergent")):
        marks.give(student, "missing", TEXT, level)
    assert marks.of("s3", "missing", TEXT).level == "Emergent"
    assert marks.of("s2", "missing", TEXT).level == "Basic", "each has their own first"
    marks.give("s2", "missing", TEXT, NONE)
    assert marks.of("s3", "missing", TEXT).level == NONE
    marks.give("s3", "missing", "Earlier.", "Basic")
    found = marks.of("s3", "missing", f" {TEXT}\n")  # of another, but of this very text
    assert (found.level, found.is_current) == (NONE, True)


def test_a_mark_that_is_taken_back_is_gone_for_all_who_wrote_the_same(marks):
    marks.give("s1", "missing", TEXT, "Basic")
    marks.give("s1", "chain", TEXT, "Basic")
    assert marks.of("s2", "missing", TEXT)
    marks.take_back("s1", "missing", TEXT)
    assert marks.of("s2", "missing", TEXT) is None and marks.of("s1", "chain", TEXT)
    marks.take_back("s9", "missing", TEXT)


def test_a_file_that_another_notebook_wrote_is_read_when_asked_to(marks, path):
    marks.load()
    TeacherMarks(path, SLUG).give("s1", "missing", TEXT, "Basic")
    marks.load()
    assert marks.of("s1", "missing", TEXT).is_current


def test_the_lock_lies_beside_the_folder_of_the_class(marks, path):
    assert marks.lock == path.parent.parent / ".spring.marks.lock"


@pytest.mark.parametrize("name", ["level", "comment", "answer", "time"])
def test_a_mark_that_lacks_a_part_is_none(marks, path, name):
    data = json.loads(sound())
    del data["marks"]["s1"]["missing"][0][name]
    path.write_text(json.dumps(data), "utf-8")
    marks.load()
    assert marks.of("s1", "missing", TEXT) is None and "damaged" in marks.notes[0]


@pytest.mark.parametrize(
    "spoilt",
    [
        {"marks": []},
        {"marks": {"s1": []}},
        {"marks": {"s1": {"missing": {}}}},
        {"marks": {"s1": {"missing": ["x"]}}},
    ],
)
def test_marks_of_another_shape_are_set_aside(marks, path, spoilt):
    path.write_text(json.dumps(json.loads(sound()) | spoilt), "utf-8")
    marks.load()
    assert "damaged" in marks.notes[0]
    assert marks.comments() == []


def test_a_new_file_says_what_it_is(marks, path):
    marks.give("s1", "missing", TEXT, "Basic", "Why?\n\n  Go on. ")
    data = json.loads(path.read_bytes())
    assert (data["schema"], data["lesson"], bool(data["kit"])) == (1, SLUG, True)
    [one] = data["marks"]["s1"]["missing"]
    assert one.keys() == {"level", "comment", "answer", "time"}
    assert marks.comments() == ["Why?", "Go on."]
