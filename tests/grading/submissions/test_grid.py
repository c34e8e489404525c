"""A grid of answers from paper is graded like any other answers, however it was saved."""

import io
import shutil
import zipfile

import pytest
from support import FOLDER, SLUG, key_answers
from support.far_lesson import small_kit
from support.grade_run import PYTHONESE, grade, gradebook, problems, written
from support.on_paper import ASKED, EXERCISES, FIRST, cells, column, fill, saved, typed

from helpers.paper.paper import write_paper

NAMES = "byline-place find-actors plane-facts decree-date calls-tuesday headline-words "
NAMES = (NAMES + "nameless-others who-is-missing words-before").split()
ESSAY = "Nobody asks the police officers of ¶10. I would ask them what they were honored for."
RIGHT = {
    "byline-place": "B",
    "find-actors": "A C D F H",
    "plane-facts": "ABAC",
    "decree-date": "NS",
    "calls-tuesday": "4",
    "headline-words": "5: could .. escalate",
    "nameless-others": "3: foreign; 13: some countries; 26: external forces",
    "who-is-missing": ESSAY,
}


@pytest.fixture(scope="module")
def kit(tmp_path_factory):
    """Return a kit that has made paper for a class, and the grid of that."""
    at = tmp_path_factory.mktemp("paper")
    small = small_kit(at / "kit", FOLDER)
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("LESSON", raising=False)
        write_paper(small, at / "7b", exercises=NAMES, class_name="7b")
    return small, (at / "7b" / "answers.csv").read_bytes()


@pytest.fixture
def table(kit):
    """Return the cells of the empty grid."""
    return cells(kit[1])


@pytest.fixture
def run(kit, tmp_path, monkeypatch):
    """Grade a grid; return the run, the rows of the gradebook by name, and the problems."""
    monkeypatch.chdir(kit[0])
    monkeypatch.delenv("LESSON", raising=False)

    def run(data, name="answers.csv", alone=False):
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / name).write_bytes(data)
        given = tmp_path / "in" / name if alone else tmp_path / "in"
        done = grade(given, "--out", tmp_path / "out")
        assert not PYTHONESE.search(done.said), done.said
        if done.code:
            return done, {}, []
        rows = {one["student"]: one for one in gradebook(tmp_path / "out")}
        return done, rows, [tuple(one.values()) for one in problems(tmp_path / "out")]

    run.out = tmp_path / "out"
    run.given = tmp_path / "in"
    return run


def marks(row):
    """Return what a row of the gradebook has for each exercise."""
    return {name: row[name] for name in RIGHT}


FULL = {
    "byline-place": "1",
    "find-actors": "5",
    "plane-facts": "4",
    "decree-date": "1",
    "calls-tuesday": "1",
    "headline-words": "2",
    "nameless-others": "3",
    "who-is-missing": "not yet marked",
}


def test_right_answers_get_all_marks_and_the_row_is_named(run, table):
    done, rows, told = run(saved(fill(table, [("Ann Lee", RIGHT)])))
    assert marks(rows["Ann Lee"]) == FULL
    assert rows["Ann Lee"]["file"] == "answers.csv, row 3"
    assert told == []
    assert "Graded by 7b, 8 exercises: 1 of 1 file comes from it." in done.said


@pytest.mark.parametrize("alone", [True, False])
def test_it_is_read_alone_and_among_other_files(run, table, alone):
    _, rows, _ = run(saved(fill(table, [("Ann", RIGHT)])), alone=alone)
    assert marks(rows["Ann"]) == FULL


def test_it_is_read_out_of_a_zip(run, table):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("class 7b/answers.csv", saved(fill(table, [("Ann", RIGHT)])))
    _, rows, _ = run(out.getvalue(), "class.zip", alone=True)
    assert rows["Ann"]["file"] == "class 7b/answers.csv, row 3"


SAVED = [
    (";", "utf-8-sig", False),
    (",", "utf-8-sig", False),
    (",", "utf-8", False),
    ("\t", "utf-16", False),
    (";", "cp1252", True),
    ("\t", "cp1252", True),
]


@pytest.mark.parametrize(("delimiter", "encoding", "is_told"), SAVED)
def test_however_a_spreadsheet_saves_it_the_same_is_read(run, table, delimiter, encoding, is_told):
    data = saved(fill(table, [("Zoë Núñez", RIGHT)]), delimiter, encoding)
    _, rows, told = run(data)
    assert marks(rows["Zoë Núñez"]) == FULL
    assert [one[0] for one in told] == ["answers.csv"] * is_told
    assert all("Look at the names" in one[2] for one in told)


@pytest.mark.parametrize("name", ["answers.txt", "ANSWERS.CSV", "answers 7b (1).csv"])
def test_it_is_known_by_its_head_and_not_by_its_name(run, table, name):
    _, rows, _ = run(saved(fill(table, [("Ann", RIGHT)])), name)
    assert rows["Ann"]["file"] == f"{name}, row 3"


def test_the_four_states_stand_in_the_gradebook(run, table):
    answers = {"byline-place": "A", "find-actors": "X", "who-is-missing": ESSAY}
    _, rows, told = run(saved(fill(table, [("Ann", answers)])))
    found = marks(rows["Ann"])
    assert found["byline-place"] == "0"
    assert found["find-actors"] == "unreadable"
    assert found["who-is-missing"] == "not yet marked"
    assert found["plane-facts"] == "missing"
    [(file, student, reason)] = told
    assert (file, student) == ("answers.csv, row 3", "Ann")
    assert "Column “3 find-actors”, “X”: “X” is none of the letters A-H." in reason
    assert "Here goes: all that are ticked of A-H" in reason


@pytest.mark.parametrize(
    "name", [one.id for one in ASKED.exercises if one.id in RIGHT and one.kind != "written"]
)
def test_what_is_misread_on_paper_is_told_as_in_a_file(run, table, name):
    cases = key_answers.wrong(EXERCISES[name], ASKED.keys[name])
    students = [(f"S{n:02}", {name: typed(name, one.answer)}) for n, one in enumerate(cases)]
    _, rows, told = run(saved(fill(table, students)))
    assert [rows[student][name] for student, _ in students] == [str(one.marks) for one in cases]
    assert told == []


def test_a_written_answer_goes_to_blind_marking(run, table):
    run(saved(fill(table, [("Ann", RIGHT), ("Ben", RIGHT | {"who-is-missing": "Too short."})])))
    assert [(one["name"], one["answer"]) for one in written(run.out)] == [
        ("Ann", ESSAY),
        ("Ben", "Too short."),
    ]


def test_a_feedback_page_shows_the_answers_in_words(run, table):
    run(saved(fill(table, [("Ann", RIGHT)])))
    [page] = (run.out / "feedback").iterdir()
    text = page.read_text("utf-8")
    assert "The reporter was there" in text
    assert "could further escalate" in text


def test_grading_again_changes_nothing(run, table):
    data = saved(fill(table, [("Ann", RIGHT), ("Ben", {"byline-place": "C"})]))
    run(data)
    done, _, _ = run(data)
    assert "Nothing has changed since the last grading." in done.said


def test_a_row_that_is_mended_is_told(run, table):
    run(saved(fill(table, [("Ann", {"byline-place": "C"})])))
    done, rows, _ = run(saved(fill(table, [("Ann", {"byline-place": "B"})])))
    assert rows["Ann"]["byline-place"] == "1"
    assert "Ann: byline-place 0 → 1" in done.said


def test_moved_columns_and_a_missing_one(run, table):
    fill(table, [("Ann", RIGHT)])
    gone = column(table, "plane-facts")
    turned = [[cell for at, cell in enumerate(row) if at != gone][::-1] for row in table]
    _, rows, told = run(saved(turned))
    assert marks(rows["Ann"]) == FULL | {"plane-facts": "missing"}
    [(file, _, reason)] = told
    assert file == "answers.csv"
    assert "no column any more for plane-facts" in reason


def test_unknown_columns_one_that_is_there_twice_and_words_beside_the_table(run, table):
    fill(table, [("Ann", RIGHT)])
    table[0] += ["1 byline-place", "12 byline-plaze", "", ""]
    table[2] += ["D", "D", "late", ""]
    _, rows, told = run(saved(table))
    assert marks(rows["Ann"]) == FULL
    assert [(file, reason.split(".")[0]) for file, _, reason in told] == [
        ("answers.csv", "The column “1 byline-place” is there twice"),
        ("answers.csv", "The column “12 byline-plaze” was not read"),
        ("answers.csv, row 3", "“late”: there is no question at the head of this column"),
    ]


def test_two_of_one_name_a_nameless_row_and_an_empty_one(run, table):
    students = [("Ann", RIGHT), ("ann", {"byline-place": "A"}), ("", RIGHT), ("Cem", {})]
    _, rows, told = run(saved(fill(table, students)))
    assert rows["Ann (row 3)"]["byline-place"] == "1"
    assert rows["ann (row 4)"]["byline-place"] == "0"
    assert marks(rows["Row 5"]) == FULL
    assert rows["Cem"]["state"] == "missing"
    assert [(file, reason.split(".")[0]) for file, _, reason in told] == [
        ("answers.csv, row 3", "The rows 3, 4 have the same name"),
        ("answers.csv, row 4", "The rows 3, 4 have the same name"),
        ("answers.csv, row 5", "There is no name in this row"),
        ("answers.csv, row 6", "No answer is typed in this row: it counts as nothing handed in"),
    ]


def test_rows_beyond_the_last_number_and_lines_within_a_cell(run, table):
    students = [(f"S{number}", {"byline-place": "B"}) for number in range(60)]
    students[59] = ("S59", {"who-is-missing": "One line.\nAnother; with a semicolon, and “marks”."})
    _, rows, _ = run(saved(fill(table, students)))
    assert len(rows) == 60
    assert rows["S59"]["file"] == f"answers.csv, row {FIRST + 59}"
    [answer] = [one["answer"] for one in written(run.out)]
    assert answer == "One line.\nAnother; with a semicolon, and “marks”."


def test_without_the_second_row_and_without_numbers_it_is_read_all_the_same(run, table):
    fill(table, [("Ann", RIGHT)])
    bare = [row[1:] for number, row in enumerate(table) if number != 1]
    _, rows, told = run(saved(bare))
    assert marks(rows["Ann"]) == FULL
    assert rows["Ann"]["file"] == "answers.csv, row 2"
    assert told == []


def test_a_class_partly_on_paper_has_rows_for_both(run, table):
    shutil.rmtree(run.given, ignore_errors=True)
    run.given.mkdir()
    (run.given / "belarus-2020_Ben.json").write_text("{", "utf-8")
    _, rows, _ = run(saved(fill(table, [("Ann", RIGHT)])))
    assert rows["Ann"]["file"] == "answers.csv, row 3"
    assert rows["Ben"]["state"].startswith("unreadable: ")


WRONG = {
    "empty.csv": (lambda table: saved(table), "Nothing is typed into this grid."),
    "other.csv": (
        lambda table: saved(fill(table, [("Ann", RIGHT)])).replace(SLUG.encode(), b"far-1"),
        "It is the grid of another lesson, far-1.",
    ),
    "headless.csv": (
        lambda table: saved(fill(table, [("Ann", RIGHT)])[2:]),
        "It is a file of another kind (.csv).",
    ),
    "answers.xlsx": (lambda table: b"PK\x03\x04 and so on", "save it as CSV UTF-8"),
    "huge.csv": (
        lambda table: saved(fill(table, [("Ann", {"who-is-missing": "x" * 3_000_001})])),
        "has more than 3,000,000 bytes",
    ),
    "long.csv": (
        lambda table: saved(fill(table, [("Ann", {"who-is-missing": "x" * 200_000})])),
        "Its cells cannot be told apart",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_grid_that_cannot_be_read_is_told_and_not_graded(run, table, name):
    make, said = WRONG[name]
    done, _, _ = run(make(table), name)
    assert done.code == 2
    assert said in done.said


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.slow
def test_a_damaged_grid_ends_in_a_sentence(run, table, seed):
    import random

    chance = random.Random(seed)
    data = bytearray(saved(fill(table, [("Ann", RIGHT), ("Ben", RIGHT)]), encoding="utf-8"))
    for _ in range(chance.randrange(1, 12)):
        at = chance.randrange(len(data))
        how = chance.randrange(3)
        if how == 0:
            data[at] = chance.randrange(256)
        elif how == 1:
            del data[at : at + chance.randrange(1, 40)]
        else:
            data[at:at] = chance.choice([b'"', b";", b"\n", b"\x00", b"\xff", b"=1+1", b"\t"])
    done, _, _ = run(bytes(data))
    assert done.code in (0, 2)
    assert done.said.strip()
