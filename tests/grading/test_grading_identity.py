"""Whose work is whose: no file takes another's place, and no mark of the teacher's gets lost."""

import json
import unicodedata

import pytest
from attrs import evolve
from support.class_layouts import (
    CANVAS_TITLE,
    canvas,
    canvas_export,
    own_folder,
    plain,
    put,
    write,
    zip_of,
)
from support.class_maker import Maker
from support.grade_run import grade, gradebook, is_sentence, said_of, written

from helpers.common.errors import KitError
from helpers.exercises.assignment import Assignment
from helpers.grading.job import most_common
from helpers.grading.manual.marks import TeacherMarks
from helpers.packs.pack import pack
from helpers.packs.records import recorded_assignments


@pytest.fixture(scope="module")
def maker():
    """Make students of the lesson as it is handed out."""
    return Maker(seed=23)


@pytest.fixture
def places(tmp_path):
    """Return the folder of what was handed in, and that of the result."""
    return tmp_path / "in", tmp_path / "out"


def to_canvas(folder):
    """Return what to add to the command to fill in an export of Canvas."""
    return "--canvas", folder / "export.csv", "--column", CANVAS_TITLE


def with_field(raw, **fields):
    """Return a file of answers with some of what it says of itself changed."""
    return json.dumps(json.loads(raw) | fields).encode()


def test_one_zip_in_a_plain_folder_is_one_student(maker, places):
    folder, out = places
    ana = plain(maker.student(1, name="Ana Lee"))
    list(write(folder, [ana]))
    many = {f"{n}.json": with_field(ana.student.raw, student=f"Ghost {n}") for n in range(50)}
    zip_of(many, folder / "eve.zip")
    run = grade(folder, "--out", out)
    assert [row["student"] for row in gradebook(out)] == ["Ana Lee", "eve.zip"]
    assert len(run.said) < 20_000


def test_a_name_typed_in_two_ways_in_one_copy_of_the_kit_is_one_student(maker, places):
    folder, out = places
    student = maker.student(1)
    later = json.loads(student.raw)["copy"]
    for place, name in (("Lee/x.json", "ana lee"), ("Lee/y.json", "Ana Lee")):
        put(folder / place, with_field(student.raw, student=name, copy=later))
    put(folder / "Other" / "x.json", maker.student(2).raw)
    grade(folder, "--out", out)
    assert sorted(row["id"] for row in gradebook(out)) == ["Lee", "Other"]


def test_names_that_only_look_alike_are_told_apart_and_pointed_out(maker, places):
    folder, out = places
    name = "José Núñez"
    for number, form in enumerate(("NFC", "NFD")):
        typed = unicodedata.normalize(form, name)
        put(folder / f"{number}.json", maker.student(number, name=typed).raw)
    grade(folder, "--out", out)
    rows = gradebook(out)
    assert len({row["student"] for row in rows}) == 2
    assert all("different copies" in said_of(out, f"{number}.json") for number in range(2))
    assert len(list((out / "feedback").iterdir())) == 2


def mark_all(out, slug):
    """Mark every written answer that waits."""
    marks = TeacherMarks(out / "marks.json", slug)
    for line in written(out):
        marks.give(line["student"], line["exercise"], line["answer"], "Emergent", "Well seen.")


def test_marks_follow_the_answers_when_a_class_comes_another_way(maker, places, tmp_path):
    """First from a plain folder, then from Canvas: the same texts need no marking again."""
    folder, out = places
    students = [maker.student(number, written=True) for number in range(3)]
    list(write(folder, map(plain, students)))
    grade(folder, "--out", out)
    mark_all(out, maker.slug)
    other = tmp_path / "canvas"
    list(write(other / "in", map(canvas, students)))
    (other / "out").mkdir()
    grade(other / "in", "--out", other / "result")
    assert {row["state"] for row in gradebook(other / "result")} != {"final"}
    (other / "result" / "marks.json").write_bytes((out / "marks.json").read_bytes())
    grade(other / "in", "--out", other / "result")
    assert {row["state"] for row in gradebook(other / "result")} == {"final"}


def test_another_class_does_not_take_the_place_of_this_one(maker, places, tmp_path):
    folder, out = places
    list(write(folder, map(own_folder, map(maker.student, range(3)))))
    list(write(tmp_path / "8a", map(own_folder, map(maker.student, range(10, 13)))))
    grade(folder, "--out", out)
    before = (out / "gradebook.csv").read_bytes()
    run = grade(tmp_path / "8a", "--out", out)
    assert is_sentence(run) and "another class" in run.said
    assert (out / "gradebook.csv").read_bytes() == before


def test_a_name_like_a_formula_is_the_same_student_the_next_time(maker, places):
    folder, out = places
    list(write(folder, [plain(maker.student(1, name="=1+1"))]))
    grade(folder, "--out", out)
    assert gradebook(out)[0]["id"] == "'=1+1"
    run = grade(folder, "--out", out)
    assert run.code == 0 and "Nothing has changed" in run.said


def test_of_many_copies_each_names_a_few_others(maker, places):
    folder, out = places
    raw = maker.student(1).raw
    for number in range(9):
        put(folder / f"s{number}" / "x.json", raw)
    grade(folder, "--out", out)
    for number in range(9):
        said = said_of(out, f"s{number}/x.json")
        named = said.partition("file of ")[2]
        assert named.count(";") == 4 and named.endswith(" ….") and f"s{number}" not in named


def test_grading_again_needs_only_the_folder_of_the_result(maker, places, tmp_path):
    folder, out = places
    students = [maker.student(number, written=False) for number in range(4)]
    list(write(folder, map(canvas, students)))
    put(tmp_path / "export.csv", canvas_export(students, {}, maker.out_of))
    grade(folder, "--out", out, "--show", "marks", *to_canvas(tmp_path))
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    run = grade("--out", out)
    assert "Nothing has changed" in run.said
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before
    assert is_sentence(grade("--out", tmp_path / "nothing"))


def test_a_feedback_page_that_says_something_else_is_a_change(maker, places):
    folder, out = places
    list(write(folder, map(plain, map(maker.student, range(3)))))
    grade(folder, "--out", out)
    run = grade(folder, "--out", out, "--show", "answers")
    assert "3 feedback pages say something else" in run.said


def test_what_the_teacher_keeps_among_the_results_stays(maker, places):
    folder, out = places
    list(write(folder, map(plain, map(maker.student, range(3)))))
    grade(folder, "--out", out)
    mine = [out / "feedback" / "for parents.docx", out / "diary.lock", out / "notes" / "a.html"]
    for path in mine:
        put(path, b"mine")
    grade(folder, "--out", out)
    assert [path.read_bytes() for path in mine] == [b"mine"] * 3


def test_an_export_among_the_results_is_refused_and_stays(maker, places):
    folder, out = places
    students = [maker.student(number, written=False) for number in range(3)]
    list(write(folder, map(canvas, students)))
    grade(folder, "--out", out)
    export = put(out / "canvas.csv", canvas_export(students, {}, maker.out_of))
    raw = export.read_bytes()
    assert is_sentence(grade(folder, "--out", out, "--canvas", export))
    assert export.read_bytes() == raw


def test_a_gradebook_saved_by_a_spreadsheet_in_its_own_way_does_not_stop_grading(maker, places):
    folder, out = places
    list(write(folder, [plain(maker.student(1, name="Zoë"))]))
    grade(folder, "--out", out)
    book = out / "gradebook.csv"
    sound = book.read_bytes()
    for spoilt in (book.read_text("utf-8-sig").encode("latin-1"), sound.replace(b",", b";")):
        book.write_bytes(spoilt)
        run = grade(folder, "--out", out)
        assert run.code == 0 and "another program" in run.said
        assert book.read_bytes() == sound


def test_answers_after_the_code_and_after_the_day_are_pointed_out(maker, places, kit):
    folder, out = places
    exercise = maker.exercises[0].id
    packed = pack(kit, kit.parent / "x.zip", due="2026-03-10", class_name="7B")
    about = {"assignment": packed.assignment.id, "student": "Ana"}
    for number, (day, opened) in enumerate((("2026-03-09", False), ("2026-03-12", True))):
        attempt = {"time": f"{day}T08:00:00+00:00", "answer": {}, "opened": opened}
        entries = {exercise: {"attempts": [attempt]}}
        more = about | {"answers": entries, "handed_in": f"{day}T09:00:00+00:00"}
        put(folder / f"{number}" / "x.json", with_field(maker.student(number).raw, **more))
    grade(folder, "--out", out, "--pack", kit.parent / "x.zip")
    assert [row["late"] for row in gradebook(out)] == ["", "late, as the file says"]
    assert said_of(out, "0/x.json") == ""
    assert "after the class code" in said_of(out, "1/x.json")


# ------------------------------------------------------------------ which pack


def some(number, exercises=("a", "b"), **more):
    """Return an assignment."""
    return Assignment("x", f"T{number}", "", "", ("00",), exercises, "0", "v", False, **more)


def test_the_pack_is_the_one_that_more_than_half_of_the_files_come_from():
    one, same, other = some(1), some(2), some(3, ("c",))
    packs = (one, same, other)
    assert most_common(packs, {}) is None
    assert most_common(packs, {"unknown": 3}) is None
    assert most_common(packs, {one.id: 2, other.id: 1}) == one
    assert most_common(packs, {one.id: 1, same.id: 2, other.id: 2}) == same
    with pytest.raises(KitError, match="--pack"):
        most_common(packs, {one.id: 2, other.id: 2})
    with pytest.raises(KitError, match="--pack"):
        most_common(packs, {one.id: 1, "unknown": 3})


def test_two_packs_with_the_same_exercises_grade_the_same(maker, kit):
    for name in ("a", "b"):
        pack(kit, kit.parent / f"{name}.zip", notebooks=["00", "01"], class_name=name)
    first, second = recorded_assignments(kit)
    assert first.exercises == second.exercises
    assert most_common((first, second), {first.id: 5}).exercises == first.exercises
    assert evolve(first, class_name="b") == second
