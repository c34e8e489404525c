"""Whatever one file says, it is about its own row: no class stops, and nobody else's mark moves."""

import json

import pytest
from support.class_layouts import plain, put, write, zip_of
from support.class_maker import going_on, with_field
from support.grade_run import grade, grade_apart, gradebook, is_sentence, problems, said_of

from helpers.exercises.exercise import answer_lines
from helpers.exercises.kinds.choose_one import ChooseOne
from helpers.grading.submissions import submission
from helpers.packs.pack import pack

TIME = "2026-03-01T08:00:00+00:00"
ANSWER = {"attempts": [{"time": TIME, "answer": "x", "opened": True}]}
STRANGE = {
    "an exercise called half a letter": {"answers": {"\ud800": ANSWER}},
    "an exercise called by what clears a screen": {"answers": {"\x1b[2J\u202e\0": ANSWER}},
    "a time with half a letter in it": {
        "answers": {"x": {"attempts": [{"time": TIME.replace("T", "\ud800"), "answer": 1}]}}
    },
    "handed in at half a letter": {"handed_in": TIME.replace("T", "\ud800")},
    "handed in before all time": {"handed_in": "0001-01-01T00:00:00+14:00"},
    "handed in after all time": {"handed_in": "9999-12-31T23:59:59-14:00"},
    "handed in before any computer": {"handed_in": "1900-01-01T00:00:00+00:00"},
}


@pytest.fixture
def honest(maker):
    """Three students of whom nothing may change."""
    return list(map(plain, maker.students(3, written=False)))


@pytest.mark.parametrize("strange", STRANGE)
def test_a_strange_file_is_a_row_of_its_own(maker, grade_class, honest, folder, out, kit, strange):
    packed = kit.parent / "x.zip"
    pack(kit, packed, due="2026-03-10")
    grade_class(honest, "--pack", packed)
    before = gradebook(out)
    put(folder / "eve.json", with_field(maker.student(9, name="Eve").raw, **STRANGE[strange]))
    run = grade_class((), "--pack", packed)
    assert run.code == 0, run.said
    assert [row for row in gradebook(out) if row["file"] != "eve.json"] == before
    assert len(gradebook(out)) == len(before) + 1
    assert run.said.replace("\n", "").isprintable()


def test_what_fails_with_one_student_is_said_in_that_row(
    maker, grade_class, honest, folder, out, monkeypatch
):
    """Faults of our own, too: in reading, and in marking."""
    grade_class(honest)
    before = gradebook(out)
    for name in ("eve", "ada"):
        put(folder / f"{name}.json", with_field(maker.student(9).raw, student=name))
    read, score = submission.parse, ChooseOne.score

    def parse(raw, *about):
        if b'"student": "eve"' in raw:
            raise ZeroDivisionError
        found = read(raw, *about)
        if found["student"] == "ada":
            for one in found["answers"].values():
                one["attempts"].append({"time": "2026-04-01T00:00:00+00:00", "answer": ["ada"]})
        return found

    def fails(self, key, answer):
        if answer == ["ada"]:
            raise MemoryError
        return score(self, key, answer)

    monkeypatch.setattr(submission, "parse", parse)
    monkeypatch.setattr("helpers.exercises.exercise.answer_lines", answer_lines_but_of_ada)
    monkeypatch.setattr(ChooseOne, "score", fails)
    run = grade_class(())
    assert run.code == 0, run.said
    rows = {row["file"]: row for row in gradebook(out)}
    assert [rows[row["file"]] for row in before] == before
    for name in ("eve.json", "ada.json"):
        assert "It cannot be graded" in rows[name]["state"], rows[name]
        assert "It cannot be graded" in said_of(out, name)


def answer_lines_but_of_ada(exercise, answer):
    """Fail, of one student, where the page is made."""
    if answer == ["ada"]:
        raise LookupError
    return answer_lines(exercise, answer)


def test_a_class_of_which_nothing_can_be_read_is_graded_by_the_whole_lesson(grade_class, folder):
    put(folder / "zoe.json", b"{")
    assert "\nGraded by the whole lesson.\n" in grade_class().said


def test_a_crowd_of_copies_hides_nobody_and_is_counted(maker, grade_class, honest, folder, out):
    """Of each student the worst comes first on the screen."""
    raw = maker.student(9, name="Eve").raw
    put(folder / "zoe.json", b"{")
    for number in range(3):
        many = {f"{copy:04}.json": raw for copy in range(400)}
        zip_of(many, folder / f"eve{number}.zip")
    run = grade_class(honest)
    assert "\n  zoe.json: The file of saved answers is damaged" in run.said
    lines = run.said.split("What is to be said of files (problems.csv):\n")[1].split("\n")
    [more] = [int(one.split()[2].replace(",", "")) for one in lines if one.startswith("  … and ")]
    shown = next(place for place, one in enumerate(lines) if one.startswith("  … and "))
    assert shown + more == len(problems(out)) > 1_000


def test_a_name_in_a_zip_is_read_as_the_zip_says_or_else_as_utf_8(maker, out, tmp_path):
    zip_of(dict.fromkeys(["├⌐.json", "Qx1.json"], maker.student(1).raw), tmp_path / "all.zip")
    raw = (tmp_path / "all.zip").read_bytes()
    (tmp_path / "all.zip").write_bytes(raw.replace(b"Qx1", "Łu".encode()))  # and does not say so
    assert grade(tmp_path / "all.zip", "--out", out).code == 0
    found = {row["file"] for row in gradebook(out)} | {row["file"] for row in problems(out)}
    assert found == {"├⌐.json", "Łu.json"}


def test_a_zip_with_a_name_that_cannot_be_read_gets_a_sentence(maker, folder, out, tmp_path):
    put(folder / "Łukasz.json", maker.student(1).raw)
    zip_of({"Łukasz.json": maker.student(1).raw}, tmp_path / "all.zip")
    raw = (tmp_path / "all.zip").read_bytes().replace("Ł".encode(), b"\xff\xff")
    (tmp_path / "all.zip").write_bytes(raw)
    run = grade(tmp_path / "all.zip", "--out", out)
    assert is_sentence(run), run.said
    assert "Unpack it" in run.said


def test_one_pack_among_files_of_none_changes_nothing_and_by_what_is_graded_is_said(
    maker, honest, folder, out, kit
):
    packed = pack(kit, kit.parent / "x.zip", exercises=["label-facts", "headline-voices"])
    list(write(folder, honest))
    run = grade_apart(folder, "--out", out, kit=kit)
    assert "Graded by the whole lesson: 3 of 3 files come from no pack of this kit." in run.said
    before = gradebook(out)
    eve = maker.student(9, name="Eve", written=False).raw
    put(folder / "eve.json", with_field(eve, assignment=packed.assignment.id))
    run = grade_apart(folder, "--out", out, kit=kit)
    assert "Graded by the whole lesson: 3 of 4 files come from no pack of this kit." in run.said
    assert [row for row in gradebook(out) if row["file"] != "eve.json"] == before
    run = grade_apart(folder, "--out", out, "--pack", kit.parent / "x.zip", kit=kit)
    assert "2 exercises: you named it." in run.said
    for place in folder.iterdir():
        put(place, with_field(place.read_bytes(), assignment=packed.assignment.id))
    run = grade_apart(folder, "--out", out.with_name("other"), kit=kit)
    assert "2 exercises: 4 of 4 files come from it." in run.said


PLACES = {
    "a copy that is kept beside the answers": "00009_belarus-2020.backup.json",
    "a file with a point before its name": ".belarus.json",
    "a folder of the kit": "Eve/notebooks/belarus-2020.json",
    "a folder of the kit, in it another": "Eve/kit/seeds/belarus-2020/belarus-2020.json",
    "a folder that systems do not show": "Eve/.work/belarus-2020.json",
    "such a folder of nobody": ".work/belarus-2020.json",
    "what a Mac adds": "__MACOSX/Eve/belarus-2020.json",
}


@pytest.mark.parametrize("place", PLACES)
def test_answers_count_wherever_they_lie(maker, grade_class, honest, folder, out, place):
    eve = maker.student(9, name="Eve", written=False)
    put(folder / PLACES[place], eve.raw)
    grade_class(honest)
    [row] = [row for row in gradebook(out) if row["file"] == PLACES[place]]
    assert row["state"] == "final"
    assert "Eve" in row["student"]


def test_answers_count_wherever_they_lie_in_a_zip(maker, grade_class, honest, folder, out):
    folder.mkdir()
    for number, place in enumerate(PLACES.values()):
        raw = maker.student(10 + number, written=False).raw
        zip_of({"README.md": b"x", place: raw}, folder / f"{number}.zip")
    grade_class(honest)
    states = {row["student"]: row["state"] for row in gradebook(out)}
    assert {states[f"{number}.zip"] for number in range(len(PLACES))} == {"final"}


def test_every_file_has_a_row_or_a_reason_or_is_counted(maker, grade_class, honest, folder, out):
    raw = maker.student(9, name="Eve", written=False).raw
    files = {
        **{f"Eve/{name}": raw for name in ("a.json", "b.json", "work/belarus-2020.backup.json")},
        "Eve/photo.png": b"\x89PNG",
        "Eve/helpers/__init__.py": b"",
        "Eve/seeds/belarus-2020/assignment.json": b'{"exercises": []}',
        "Ada/x.json.part": raw[:-200],
        "Ada/notebooks/00_read_the_article.ipynb": b"{}",
        ".DS_Store": b"\0",
        "Thumbs.db": b"\0",
        "__MACOSX/Eve/._a.json": b"\0",
        "Zoe/x.json": b"{",
        "Zoe/y.part": raw[:-200],
        "stray.docx": b"PK",
    }
    for path, data in files.items():
        put(folder / path, data)
    run = grade_class(honest)
    rows = {row["file"] for row in gradebook(out)}
    named = {row["file"] for row in problems(out)} - rows
    alone = int(run.said.split("Left alone: ")[1].split()[0])
    assert len(rows | named) + alone == len(honest) + len(files)
    assert not {".DS_Store", "Thumbs.db", "__MACOSX/Eve/._a.json"} & named
    assert {"Ada/x.json.part", "Zoe/y.part", "stray.docx"} <= rows | named


# --------------------------------------------------------------- whose place a file may take


def rows_of(out, name):
    """Return the state and the file of each row of a name."""
    return {row["file"]: row["state"] for row in gradebook(out) if name in row["student"]}


def test_a_later_file_counts_for_the_earlier_one_if_it_holds_what_was_checked(
    maker, grade_class, folder, out
):
    """In a plain folder, and in one of the student's own; also from another copy of the kit."""
    for place, copy in (("", "0" * 16), ("Ana Lee/", "1" * 16)):
        early = maker.student(1, name="Ana Lee", written=False)
        late = going_on(early, maker.student(2, written=False))
        put(folder / f"{place}1.json", early.raw)
        put(folder / f"{place}2.json", with_field(late.raw, copy=copy))
    grade_class()
    assert rows_of(out, "Ana Lee") == {"2.json": "final", "Ana Lee/2.json": "final"}
    assert "a later file" in said_of(out, "1.json")
    assert "a later file" in said_of(out, "Ana Lee/1.json")


@pytest.mark.parametrize("place", ["", "Ana Lee/"])
@pytest.mark.parametrize("year", ["2026", "2099"])
def test_who_has_a_copy_of_a_file_takes_no_place_with_another_one(
    maker, grade_class, folder, out, place, year
):
    """Nor with a date of next century, and not with nothing but drafts."""
    ana = maker.student(1, name="Ana Lee", written=False)
    copy = json.loads(ana.raw)["copy"]
    eve = maker.student(2, name="Ana Lee", written=False).raw.replace(
        b'"2026-', f'"{year}-'.encode()
    )
    put(folder / f"{place}1.json", ana.raw)
    put(folder / f"{place}2.json", with_field(eve, copy=copy))
    grade_class()
    assert rows_of(out, "Ana Lee") == {f"{place}1.json": "final", f"{place}2.json": "final"}
    assert all("Each has a row" in said_of(out, f"{place}{n}.json") for n in (1, 2))


def test_folders_that_differ_in_capitals_and_files_without_a_name_are_rows_of_their_own(
    maker, grade_class, folder, out
):
    ana = maker.student(1, name="", written=False)
    other = maker.student(2, name="", written=False)
    for place, one in (("Ana/a.json", ana), ("ana/b.json", other)):
        put(folder / place, one.raw)
    put(folder / "Bo" / "1.json", maker.student(3, name="Bo", written=False).raw)
    drafts = {"x": {"attempts": [], "draft": {"time": "2099-01-01T00:00:00+00:00", "answer": 1}}}
    put(folder / "Bo" / "2.json", with_field(maker.student(4).raw, student="", answers=drafts))
    grade_class()
    rows = gradebook(out)
    assert sorted(row["file"] for row in rows) == [
        "Ana/a.json",
        "Bo/1.json",
        "Bo/2.json",
        "ana/b.json",
    ]
    assert len({row["id"].casefold() for row in rows}) == 4
