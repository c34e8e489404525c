"""Canvas: whose its files are, and its gradebook, in which totals are filled in and no more."""

import re

import pytest
from support.class_layouts import (
    CANVAS_TITLE,
    Placed,
    canvas,
    canvas_export,
    canvas_id,
    put,
    raw_cells,
    write,
)
from support.grade_run import (
    grade,
    gradebook,
    is_final,
    is_sentence,
    off,
    problems,
    row_of,
    said_of,
)


@pytest.fixture(scope="module", params=["as exported", "saved on Windows"])
def in_canvas(request, maker, students, tmp_path_factory, present):
    """Grade a class of Canvas; return the export, what it became, and the folder of the result."""
    parent = tmp_path_factory.mktemp("canvas")
    style = {} if request.param == "as exported" else {"newline": "\r\n", "start": "\ufeff"}
    scores = {one.number: "12.5" for one in students[::4]}
    export = canvas_export(students, scores, maker.out_of, **style)
    (parent / "export.csv").write_bytes(export)
    list(write(parent / "in", map(canvas, present)))
    arguments = ["--out", parent / "out", "--canvas", parent / "export.csv"]
    run = grade(parent / "in", *arguments, "--column", "4711")
    assert run.code == 0, run.said
    assert (parent / "export.csv").read_bytes() == export
    return export, (parent / "out" / "canvas.csv").read_bytes(), parent / "out", run


def test_canvas_gets_its_own_export_back_with_nothing_else_changed_in_it(in_canvas, present):
    before, after = raw_cells(in_canvas[0]), raw_cells(in_canvas[1])
    column = before[0].index(CANVAS_TITLE)
    assert [len(row) for row in before] == [len(row) for row in after]
    final = {one.number for one in present if is_final(one)}
    for number, (old, new) in enumerate(zip(before, after, strict=True), start=-3):
        changed = {place for place in range(len(old)) if old[place] != new[place]}
        assert changed <= ({column} if number in final else set()), (number, old, new)


def test_canvas_gets_the_total_of_everybody_whose_marks_are_final(in_canvas, present):
    column = raw_cells(in_canvas[0])[0].index(CANVAS_TITLE)
    rows = raw_cells(in_canvas[1])[3:]
    final = [one for one in present if is_final(one)]
    sound = [one for one in final if "unreadable" not in one.cells.values()]
    assert len(final) > 5 and any(one.number % 4 == 0 for one in sound)  # has a score already
    for one in sound:
        assert rows[one.number][column] == str(one.so_far)


def test_canvas_keeps_the_score_of_who_is_not_final_or_handed_in_nothing(
    in_canvas, students, absent
):
    before, after = (raw_cells(raw)[3:] for raw in in_canvas[:2])
    for one in students:
        if one in absent or not is_final(one):
            assert before[one.number] == after[one.number], one.number


def test_who_is_on_the_list_of_canvas_and_handed_in_nothing_is_missing_and_not_0(
    in_canvas, maker, students, absent
):
    rows = {row["id"]: row for row in gradebook(in_canvas[2])}
    for one in absent:
        row = rows[canvas_id(one)]
        assert {row[exercise.id] for exercise in maker.exercises} == {"missing"}
        assert row["state"] == "missing"
        assert not row["total"] and not row["so far"]
    assert len(rows) == len(students)
    assert "999999" not in rows


def test_with_the_list_of_canvas_names_are_as_the_teacher_knows_them(in_canvas, students):
    rows = {row["id"]: row["student"] for row in gradebook(in_canvas[2])}
    for one in students:
        assert set(one.name.split()) == set(re.sub(",", " ", rows[canvas_id(one)]).split())


def test_a_list_of_canvas_changes_no_mark(in_canvas, maker, present):
    assert off(in_canvas[2], map(canvas, present), maker) == {}


def canvas_options(path, export, column=CANVAS_TITLE):
    """Write an export; return what to add to the command to have a column of it filled in."""
    return "--canvas", put(path / "export.csv", export), "--column", column


def test_who_handed_in_and_is_not_on_the_list_of_canvas_is_told_to_the_teacher(
    maker, students, grade_class, out, tmp_path
):
    placed = list(map(canvas, students[:6]))
    export = canvas_export(students[:4], {}, maker.out_of)
    run = grade_class(placed, *canvas_options(tmp_path, export))
    assert off(out, placed[5:], maker) == {}
    listed = {row["file"] for row in problems(out)}
    for one in placed[4:]:
        assert one.path in listed or one.id in run.said or one.path in run.said


def test_an_export_with_semicolons_comes_back_with_semicolons(
    maker, students, grade_class, out, tmp_path
):
    """Canvas exports them where that is the custom, as in Germany."""
    rows = raw_cells(canvas_export(students[:9], {}, maker.out_of))
    export = "".join(";".join(row) for row in rows).encode("utf-8")
    grade_class(map(canvas, students[:9]), *canvas_options(tmp_path, export, "4711"))
    after = raw_cells((out / "canvas.csv").read_bytes(), ";")
    column = rows[0].index(CANVAS_TITLE)
    for one, old, new in zip(students, rows[3:-1], after[3:-1], strict=False):
        score = str(one.so_far) if is_final(one) else ""
        if "unreadable" not in one.cells.values():
            assert new == [*old[:column], score, *old[column + 1 :]]


@pytest.mark.parametrize("column", ["No such title", "4002x", "Current Score", "Section"])
def test_a_column_that_is_no_assignment_gets_a_sentence_that_names_those_there_are(
    column, maker, students, folder, out, tmp_path
):
    export = canvas_export(students[:2], {}, maker.out_of)
    list(write(folder, map(canvas, students[:2])))
    run = grade(folder, "--out", out, *canvas_options(tmp_path, export, column))
    assert is_sentence(run), run
    assert "Read the news closely" in run.said and "Quiz, long" in run.said
    assert "Current Score" not in run.said.replace(f"“{column}”", "")
    assert not out.exists()


def test_a_canvas_name_that_can_be_read_in_two_ways_is_nobodys(maker, grade_class, out):
    ana = canvas(maker.student(1), late=False)
    forged = f"a_{ana.id}_9999999__70003_999_x.json"
    grade_class([ana, Placed(maker.student(2), forged)])
    assert row_of(gradebook(out), ana)["file"] == ana.path
    assert "two ways" in said_of(out, forged)


def test_excused_stays_excused(maker, grade_class, out, tmp_path):
    students = list(maker.students(2, written=False))
    export = canvas_export(students, {0: "EX"}, maker.out_of)
    grade_class(map(canvas, students), *canvas_options(tmp_path, export))
    assert b",EX" in (out / "canvas.csv").read_bytes()
