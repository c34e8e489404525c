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

from helpers.common.errors import KitError
from helpers.grading.lms.canvas import PLATFORM


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


# ------------------------------------------------------------------ whose a file is


@pytest.mark.parametrize(
    ("name", "student", "called", "late", "number"),
    [
        ("leeana_7_8_x.json", "7", "leeana", False, 8),
        ("leeana_17_28_x.json", "17", "leeana", False, 28),
        ("leeana_LATE_7_8_x.json", "7", "leeana", True, 8),
        ("leeana_late_7_8_x.json", "7", "leeana", True, 8),
        ("lee_ana_7_8_9_x.json", "7", "lee_ana", False, 8),
        ("a_1_2_Bo_LATE_3_4_x.json", "1", "a", False, 2),
        ("leeana_7_text.html", "7", "leeana", False, 0),
        ("leeana_LATE_7_link.html", "7", "leeana", True, 0),
        (f"leeana_7_{'9' * 25}_x.json", "7", "leeana", False, int("9" * 18)),
    ],
)
def test_the_name_of_a_file_tells_student_lateness_and_which_came_later(
    name, student, called, late, number
):
    owner = PLATFORM.owner((name,))
    assert (owner.student, owner.name, owner.late) == (student, called, late)
    assert (owner.number, owner.problem) == (number, "")


@pytest.mark.parametrize(
    "parts",
    [("Ana", "leeana_7_8_x.json"), ("x.json",), ("_7_8_x.json",), ("leeana_7_8.json",)],
)
def test_a_file_that_canvas_did_not_name_is_nobodys(parts):
    assert PLATFORM.owner(parts) is None


def test_a_name_that_goes_on_with_numbers_can_be_read_in_two_ways():
    assert "two ways" in PLATFORM.owner(("a_1_2__34_56_x.json",)).problem


# ------------------------------------------------------------------ the export

HEAD = "Student,ID,Essay (4001),Reading (12) (4002),Current Score\n"


@pytest.fixture
def export(tmp_path):
    """Read an export with these rows."""

    def run(rows="", column="4002", titles=(), head=HEAD):
        path = put(tmp_path / "export.csv", (head + rows).encode())
        return PLATFORM.export({"canvas": path, "column": column}, titles)

    return run


@pytest.mark.parametrize(
    ("column", "titles", "grade"),
    [
        *(("4001", (), 2), (" essay ", (), 2), ("ESSAY (4001)", (), 2), ("4002", (), 3)),
        *(
            ("Reading (12)", (), 3),
            ("", ["", "No such", "Essay"], 2),
            ("4001", ["Reading (12)"], 2),
        ),
    ],
)
def test_the_assignment_is_found_by_its_title_or_number(export, column, titles, grade):
    assert export(column=column, titles=titles).grade == grade


def test_the_only_assignment_is_meant_where_none_is_named(export):
    head = "Student,ID,Essay (4001),Current Score\n"
    assert export(column="", titles=["Other"], head=head).grade == 2
    with pytest.raises(KitError, match=r"There are: Essay \(4001\)\."):
        export(column="Other", head=head)
    with pytest.raises(KitError, match=r"There are: none\."):
        export(column="", head="Student,ID,Current Score\n")


def test_two_assignments_of_one_title_have_to_be_told_apart(export):
    with pytest.raises(KitError, match=r"There are: Essay \(4001\); Essay \(4002\)\."):
        export(column="Essay", head="Student,ID,Essay (4001),Essay (4002)\n")


def test_the_rows_of_students_are_known_by_their_numbers(export):
    found = export(
        '    points possible,,10,20.5,\n"Lee, Ana", 7 ,,,\n"student, TEST",9,,,\n'
        "Bo,x8,,,\nChi,8,,\nDan,10,\n,,,,\n"
    )
    assert (found.rows, found.names) == ({"7": 2, "8": 5}, {"7": "Lee, Ana", "8": "Chi"})
    assert found.points == {"7": 20.5, "8": 20.5}
    assert found.feedback is None and found.kind == "canvas"
    assert export("Ana,7,,,\n").points == {}
    assert export("Points Possible,,10,0,\nAna,7,,,\n").points == {}


@pytest.mark.parametrize("name", ["Student", "Student Name", "LastName"])
def test_the_column_of_names_is_called_in_three_ways(export, name):
    found = export("Ana,7,,,\n", head=HEAD.replace("Student", name))
    assert found.names == {"7": "Ana"}


def test_without_an_export_nothing_is_filled_in():
    assert PLATFORM.export({"canvas": "", "column": ""}, ()) is None
    assert PLATFORM.students_at(("leeana_7_8_x",)) is None
