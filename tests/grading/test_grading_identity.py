"""Whose work is whose: no file takes another's place, and no mark of the teacher's gets lost."""

import json
import unicodedata

import pytest
from attrs import evolve
from support.class_layouts import (
    CANVAS_TITLE,
    Placed,
    canvas,
    canvas_export,
    own_folder,
    plain,
    put,
    write,
    zip_of,
)
from support.class_maker import SLUG, with_field
from support.grade_run import grade, gradebook, is_sentence, mark_all, said_of, snapshot

from helpers.common.errors import KitError
from helpers.exercises.assignment import Assignment
from helpers.grading.job import most_common
from helpers.packs.pack import pack
from helpers.packs.records import recorded_assignments


def test_one_zip_in_a_plain_folder_is_one_student(maker, grade_class, folder, out):
    ana = plain(maker.student(1, name="Ana Lee"))
    many = {f"{n}.json": with_field(ana.student.raw, student=f"Ghost {n}") for n in range(50)}
    folder.mkdir()
    zip_of(many, folder / "eve.zip")
    run = grade_class([ana])
    assert [row["student"] for row in gradebook(out)] == ["Ana Lee", "eve.zip"]
    assert len(run.said) < 20_000


def test_a_name_typed_in_two_ways_in_one_copy_of_the_kit_is_one_student(
    maker, grade_class, folder, out
):
    for place, name in (("Lee/x.json", "ana lee"), ("Lee/y.json", "Ana Lee")):
        put(folder / place, with_field(maker.student(1).raw, student=name))
    grade_class([Placed(maker.student(2), "Other/x.json")])
    assert sorted(row["id"] for row in gradebook(out)) == ["Lee", "Other"]


def test_names_that_only_look_alike_are_told_apart_and_pointed_out(maker, grade_class, out):
    names = [unicodedata.normalize(form, "José Núñez") for form in ("NFC", "NFD")]
    grade_class(Placed(maker.student(n, name=name), f"{n}.json") for n, name in enumerate(names))
    assert len({row["student"] for row in gradebook(out)}) == 2
    assert all("different copies" in said_of(out, f"{number}.json") for number in range(2))
    assert len(list((out / "feedback").iterdir())) == 2


def test_marks_follow_the_answers_when_a_class_comes_another_way(maker, grade_class, out, tmp_path):
    """First from a plain folder, then from Canvas: the same texts need no marking again."""
    students = list(maker.students(3, written=True))
    grade_class(map(plain, students))
    mark_all(out)
    there, result = tmp_path / "canvas", tmp_path / "result"
    list(write(there, map(canvas, students)))
    grade(there, "--out", result)
    assert {row["state"] for row in gradebook(result)} != {"final"}
    (result / "marks.json").write_bytes((out / "marks.json").read_bytes())
    grade(there, "--out", result)
    assert {row["state"] for row in gradebook(result)} == {"final"}


def test_another_class_does_not_take_the_place_of_this_one(maker, grade_class, out, tmp_path):
    grade_class(map(own_folder, maker.students(3)))
    list(write(tmp_path / "8a", map(own_folder, maker.students(3, start=10))))
    before = (out / "gradebook.csv").read_bytes()
    run = grade(tmp_path / "8a", "--out", out)
    assert is_sentence(run) and "another class" in run.said
    assert (out / "gradebook.csv").read_bytes() == before


def test_a_name_like_a_formula_is_the_same_student_the_next_time(maker, grade_class, out):
    grade_class([plain(maker.student(1, name="=1+1"))])
    assert gradebook(out)[0]["id"] == "'=1+1"
    assert "Nothing has changed" in grade_class().said


def test_of_many_copies_each_names_a_few_others(maker, grade_class, out):
    grade_class(Placed(maker.student(1), f"s{number}/x.json") for number in range(9))
    for number in range(9):
        named = said_of(out, f"s{number}/x.json").partition("file of ")[2]
        assert named.count(";") == 4 and named.endswith(" ….") and f"s{number}" not in named


def test_grading_again_needs_only_the_folder_of_the_result(maker, grade_class, out, tmp_path):
    students = list(maker.students(4, written=False))
    export = put(tmp_path / "export.csv", canvas_export(students, {}, maker.out_of))
    to_canvas = ("--canvas", export, "--column", CANVAS_TITLE)
    grade_class(map(canvas, students), "--show", "marks", *to_canvas)
    before = snapshot(out)
    assert "Nothing has changed" in grade("--out", out).said
    assert snapshot(out) == before
    assert is_sentence(grade("--out", tmp_path / "nothing"))


def test_a_feedback_page_that_says_something_else_is_a_change(maker, grade_class):
    grade_class(map(plain, maker.students(3)))
    assert "3 feedback pages say something else" in grade_class((), "--show", "answers").said


def test_a_gradebook_saved_by_a_spreadsheet_in_its_own_way_does_not_stop_grading(
    maker, grade_class, out
):
    grade_class([plain(maker.student(1, name="Zoë"))])
    book = out / "gradebook.csv"
    sound = book.read_bytes()
    for spoilt in (book.read_text("utf-8-sig").encode("latin-1"), sound.replace(b",", b";")):
        book.write_bytes(spoilt)
        assert "another program" in grade_class().said
        assert book.read_bytes() == sound


def test_answers_after_the_code_and_after_the_day_are_pointed_out(
    maker, grade_class, folder, out, kit
):
    packed = pack(kit, kit.parent / "x.zip", due="2026-03-10", class_name="7B")
    about = {"assignment": packed.assignment.id, "student": "Ana"}
    for number, (day, opened) in enumerate((("2026-03-09", False), ("2026-03-12", True))):
        attempt = {"time": f"{day}T08:00:00+00:00", "answer": {}, "opened": opened}
        entries = {maker.exercises[0].id: {"attempts": [attempt]}}
        more = about | {"answers": entries, "handed_in": f"{day}T09:00:00+00:00"}
        put(folder / f"{number}" / "x.json", with_field(maker.student(number).raw, **more))
    grade_class((), "--pack", kit.parent / "x.zip")
    assert [row["late"] for row in gradebook(out)] == ["", "late, as the file says"]
    assert said_of(out, "0/x.json") == ""
    assert "after the class code" in said_of(out, "1/x.json")


# ------------------------------------------------------------------ which pack


def some(number, exercises=("a", "b")):
    """Return an assignment."""
    return Assignment("x", f"T{number}", "", "", ("00",), exercises, "0", "v", False)


def test_the_pack_is_the_one_that_more_than_half_of_the_files_come_from():
    packs = one, same, other = some(1), some(2), some(3, ("c",))
    assert most_common(packs, {}) is None
    assert most_common(packs, {"unknown": 3}) is None
    assert most_common(packs, {one.id: 2, other.id: 1}) == one
    assert most_common(packs, {one.id: 1, same.id: 2, other.id: 2}) == same
    for counts in ({one.id: 2, other.id: 2}, {one.id: 1, "unknown": 3}):
        with pytest.raises(KitError, match="--pack"):
            most_common(packs, counts)


def test_two_packs_with_the_same_exercises_grade_the_same(maker, kit):
    for name in ("a", "b"):
        pack(kit, kit.parent / f"{name}.zip", notebooks=["00", "01"], class_name=name)
    first, second = recorded_assignments(kit)
    assert first.exercises == second.exercises
    assert most_common((first, second), {first.id: 5}).exercises == first.exercises
    assert evolve(first, class_name="b") == second


def test_files_without_a_name_are_nobody_and_each_by_itself(maker, grade_class, folder, out):
    """Two students sent the file in which they work: in it stands no name, nor outside."""
    students = [maker.student(number, written=False) for number in (1, 2, 3)]
    names = (f"{SLUG}.json", f"{SLUG} (1).json", f"{SLUG}_Anna.json")
    for one, name in zip(students, names, strict=True):
        nameless = {name: part for name, part in json.loads(one.raw).items() if name != "student"}
        put(folder / name, json.dumps(nameless).encode())
    run = grade_class()
    rows = {row["student"]: row for row in gradebook(out)}
    called = [f"no name: {SLUG}.json", f"no name: {SLUG} (1).json", "Anna"]
    assert sorted(rows) == sorted(called)
    for one, name in zip(students, called, strict=True):
        assert rows[name]["so far"] == str(one.so_far), "nothing is lost"
    for name in names[:2]:
        assert said_of(out, name).startswith("No name is in it, and none in what it is called.")
        assert f"  {name}: No name is in it" in run.said
    assert not said_of(out, names[2])
    (folder / names[0]).rename(folder / "Bo.json")
    grade_class()
    rows = {row["student"]: row["so far"] for row in gradebook(out)}
    assert rows["Bo"] == str(students[0].so_far) and called[0] not in rows
