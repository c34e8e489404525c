"""What was handed in: whose each file is by its path, and what is no answer at all."""

import pytest
from support.class_layouts import put, zip_of
from support.class_maker import SLUG

from helpers.grading.submissions import collect
from helpers.grading.submissions.collect import (
    find_files,
    holds_answers,
    is_hidden,
    name_in,
    other_kind,
)
from helpers.grading.submissions.files import Raw

ANSWERS = b'{"answers": {}}'
DRIVE = "Reading-20261124T120000Z-{:03}.zip"
NOTEBOOK = "It is a notebook. The answers are in the file that “Hand in” writes."


@pytest.fixture
def found(tmp_path):
    """Put files into a folder, and return what is found in it, by path."""

    def run(*names, inside="in", raw=ANSWERS):
        for name in names:
            put(tmp_path / inside / name, raw)
        return {one.path: one for one in find_files(tmp_path / inside, SLUG)}

    return run


def whose(files):
    """Return kind and student of each file that may count, by path."""
    return {
        path: (one.kind, one.owner.student) for path, one in files.items() if not one.is_left_alone
    }


# ------------------------------------------------------------------ whose a file is


def test_a_file_is_its_own_that_of_a_folder_or_that_of_a_zip(found, tmp_path):
    zip_of({"a.json": ANSWERS, "b.txt": b""}, put(tmp_path / "in" / "Eve.ZIP", b""))
    assert whose(found("x.json", "Ana/y.json", "Ana/deep/z.json")) == {
        "x.json": ("file", "x"),
        "Ana/y.json": ("folder", "Ana"),
        "Ana/deep/z.json": ("folder", "Ana"),
        "Eve.ZIP/a.json": ("zip", "Eve.ZIP"),
    }


def test_a_zip_in_a_folder_is_of_the_folder_and_one_of_a_platform_of_that(found, tmp_path):
    for name in ("Ana/x.zip", "lee_7_8_x.zip"):
        zip_of({"a.json": ANSWERS}, put(tmp_path / "in" / name, b""))
    assert whose(found()) == {
        "Ana/x.zip/a.json": ("folder", "Ana"),
        "lee_7_8_x.zip/a.json": ("canvas", "7"),
    }


def test_names_are_shown_without_what_hides_something(found):
    [one] = found("An\u202ea/x.json", "Bo/y.json").keys() - {"Bo/y.json"}
    assert one == "An\ufffda/x.json"
    owner = found()[one].owner
    assert (owner.student, owner.name) == ("An\ufffda", "An\ufffda")
    assert found()[one].problem == "Its name holds characters that cannot be seen."
    assert found()["Bo/y.json"].problem == ""


@pytest.mark.parametrize("above", ["", "7B/", "school/7B/"])
@pytest.mark.parametrize(
    ("names", "students"),
    [
        (["Ana/x.json", "Bo/x.json"], ["Ana", "Bo"]),
        (["Ana/x.json"], ["Ana"]),
        (["Ana/work/x.json"], ["Ana"]),
        (["Ana/work/x.json", "Ana/work/y.json"], ["Ana", "Ana"]),
        (["Submitted files/Ana/Reading/work/x.json"], ["Ana"]),
        (["Ana_7_assignsubmission_file_/work/x.json"], ["7"]),
    ],
)
def test_folders_that_all_files_have_in_common_say_nothing_but_that_of_one_student(
    found, above, names, students
):
    files = found(*(above + name for name in names))
    assert [owner for _, owner in whose(files).values()] == students


def test_two_files_side_by_side_in_one_folder_are_by_two(found):
    assert whose(found("7B/x.json", "7B/y.json")) == {
        "7B/x.json": ("file", "x"),
        "7B/y.json": ("file", "y"),
    }


@pytest.mark.parametrize("above", ["", "class/Ana Lee/"])
def test_the_kit_of_one_student_alone_is_by_whoever_its_folder_is_named_after(found, above):
    files = found(f"{above}work/x.json", f"{above}README.md", inside="Ana Lee")
    assert whose(files)[f"{above}work/x.json"] == ("folder", "Ana Lee")
    assert found("work", inside="odd")["work"].kind == "file"  # no folder, but a file


def test_folders_that_systems_do_not_show_are_nobodys_names(found):
    names = ("Ana/x.json", ".work/Bo/x.json", "Chi/.work/deep/x.json", ".work/y.json")
    owners = {path: owner for path, (_, owner) in whose(found(*names)).items()}
    assert owners == dict(zip(names, ("Ana", "Bo", "Chi", "y"), strict=True))


# ------------------------------------------------------------------ what is no answer


@pytest.mark.parametrize(
    "name",
    [
        *("Thumbs.db", ".DS_Store", "x.json.lock", "x.backup.json", "x.json.part"),
        *("__MACOSX/x.json", "Ana/__MACOSX/x.json", ".git/x.json", "Ana/.ipynb_checkpoints/x.json"),
        *(f"Ana/{name}/x.json" for name in sorted(collect.NOT_ANSWERS)),
        "Ana/kit/seeds/deep/x.json",
    ],
)
def test_what_systems_and_the_kit_leave_is_left_alone_unless_it_holds_answers(found, name):
    assert found("Bo/x.json", name, raw=b"{}")[name].is_left_alone
    assert found(name)[name].is_left_alone == (name in ("Thumbs.db", ".DS_Store"))


def test_folders_of_the_kit_are_those_of_a_copy_of_it(found):
    assert {"helpers", "seeds", "notebooks", "binder", "tests", "packs"} == collect.NOT_ANSWERS
    # Somebody may be called so, where it is no copy of the kit that was handed in.
    assert not found("packs/x.json", "Bo/x.json", raw=b"{}")["packs/x.json"].is_left_alone
    files = found("helpers/__init__.py", "packs/x.json", "work/y.json", inside="kit", raw=b"{}")
    assert [path for path, one in files.items() if not one.is_left_alone] == ["work/y.json"]
    files = found("a/kit/helpers/__init__.py", "a/kit/packs/x.json", inside="two", raw=b"{}")
    assert all(one.is_left_alone for one in files.values())


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        *((".X.JSON", True), ("x.json.txt", True), ("x.json.part", True), ("x.part", True)),
        *(("x.parts", False), ("x.txt", False), ("x.jso", False), ("xjson", False)),
    ],
)
def test_what_lies_aside_may_hold_answers_by_its_name(name, is_one):
    assert holds_answers(Raw((name,), 0, "", lambda: ANSWERS)) == is_one
    assert not holds_answers(Raw((name,), 0, "", lambda: b"{}"))
    assert not holds_answers(Raw((name,), 0, "It is a link.", lambda: ANSWERS))


def closed():
    """Be a file that cannot be read."""
    raise PermissionError(13, "Permission denied")


def test_what_lies_aside_and_cannot_be_read_may_hold_answers():
    assert holds_answers(Raw(("x.json",), 0, "", closed))


@pytest.mark.parametrize(
    ("parts", "is_so"),
    [
        *((("Thumbs.db",), True), (("a", "Thumbs.db"), True), (("Thumbs.db", "x.json"), False)),
        *(((".x",), True), ((".a", "x"), True), (("__MACOSX", "x"), True), (("x",), False)),
        *((("x.lock",), True), (("x.part",), True), (("x.backup.json",), True)),
        (("..", "x.json"), False),  # a way out of the folder, of which something is said
    ],
)
def test_what_a_system_keeps_is_known_by_its_name(parts, is_so):
    assert is_hidden(parts) == is_so


@pytest.mark.parametrize(
    ("name", "said"),
    [
        *((name, "") for name in ("x.json", "X.JSON", "x.json.txt", "x.zip", "x.ZIP", "x.part")),
        ("00.ipynb", NOTEBOOK),
        ("00.IPYNB", NOTEBOOK),
        ("report.html", "It is a web page, perhaps the report. The answers are"),
        ("me.PNG", "It is a file of another kind (.png). The answers are"),
        ("me", "It is a file of another kind (without an ending). The answers are"),
    ],
)
def test_a_file_of_another_kind_is_named_by_its_ending(found, name, said):
    assert other_kind(name).startswith(said) and bool(other_kind(name)) == bool(said)
    one = found(f"Ana/{name}", "Bo/x.json")[f"Ana/{name}"]
    assert one.problem.startswith(said) or name.lower().endswith(".zip")
    assert one.may_be_answers == (not said)


def test_of_a_zip_of_a_student_answers_are_taken_and_nothing_else(found, tmp_path):
    inside = {
        **dict.fromkeys(("a.json", "B.JSON", ".c.json", "seeds/d.json", "e/f.json"), ANSWERS),
        **dict.fromkeys(("x.txt", ".y.json", "seeds/z.json", "__MACOSX/w.json"), b"{}"),
    }
    zip_of(inside, put(tmp_path / "in" / "eve.zip", b""))
    there = {path.partition("/")[2] for path in found("Bo/x.json") if path.startswith("eve.zip")}
    assert there == {"a.json", "B.JSON", ".c.json", "seeds/d.json", "e/f.json"}
    put(tmp_path / "in" / "eve.zip", b"no ZIP")
    assert found()["eve.zip"].problem == "It is a damaged ZIP."


def test_a_link_called_like_a_zip_is_a_link(found, tmp_path):
    link = put(tmp_path / "in" / "x.json", b"{}").with_name("y.zip")
    link.symlink_to(put(tmp_path / "x.zip", b""))
    assert found()["y.zip"].problem == "It is a link, and links are not followed."


def test_what_a_platform_says_of_a_file_is_said_unless_the_file_cannot_be_read_at_all(found):
    files = found("a_1_2__3_4_x.json", "a_1_2__3_4_x.png", "Bo/x.json")
    assert "two ways" in files["a_1_2__3_4_x.json"].problem
    assert "another kind" in files["a_1_2__3_4_x.png"].problem


# ------------------------------------------------------------------ the parts of a download


@pytest.fixture
def drive(tmp_path):
    """Six parts of a download of a folder, in the order in which they came."""
    for number in (4, 2, 6, 1, 5, 3):
        inside = {f"Reading/{number}.json": ANSWERS}
        zip_of(inside, put(tmp_path / "in" / DRIVE.format(number), b""))
    return tmp_path / "in"


def students(found):
    """Return the students of a folder, in the order in which they are found."""
    return [one.owner.student for one in found().values()]


def test_parts_of_one_download_are_one_folder_whatever_systems_add(drive, found):
    put(drive / ".DS_Store", b"")
    assert students(found) == list("123456")


def test_zips_of_students_that_are_all_there_is_are_no_download(found, tmp_path):
    for name in ("Ana.zip", "Bo.zip"):
        zip_of({"7B/x.json": ANSWERS, "7B/y.json": ANSWERS}, put(tmp_path / "in" / name, b""))
    assert sorted(students(found)) == ["Ana.zip", "Ana.zip", "Bo.zip", "Bo.zip"]


@pytest.mark.parametrize(
    "also", ["other.json", ".x.json", DRIVE.format(1).replace("Reading", "Writing"), "Ana/x.json"]
)
def test_parts_of_a_download_beside_something_else_are_by_one_student_each(drive, found, also):
    put(drive / also, ANSWERS)
    assert {DRIVE.format(number) for number in range(1, 7)} <= set(students(found))


def test_a_folder_or_a_link_called_like_a_part_is_none(drive, found):
    seventh = drive / DRIVE.format(7)
    seventh.mkdir()
    assert DRIVE.format(1) in students(found)
    seventh.rmdir()
    seventh.symlink_to(drive / DRIVE.format(1))
    assert DRIVE.format(1) in students(found)
    seventh.unlink()
    assert students(found) == list("123456")


@pytest.mark.parametrize(
    ("file", "name"),
    [
        (f"{SLUG}.json", ""),
        (f"{SLUG} (1).json", ""),
        (f"{SLUG}(2).json", ""),
        (f"{SLUG}-1.json", ""),
        (f"{SLUG} - Copy.json", ""),
        (f"{SLUG} - Kopie (3).json", ""),
        (f"{SLUG.upper()}.JSON", ""),
        (f"{SLUG}_Anna.json", "Anna"),
        (f"{SLUG}_Anna Ní Bhriain (2).json", "Anna Ní Bhriain (2)"),
        (f"{SLUG}_2.json", ""),
        (f"{SLUG}s.json", f"{SLUG}s"),
        ("Anna.json", "Anna"),
        ("17.json", "17"),
    ],
)
def test_what_every_file_of_the_lesson_is_called_is_nobodys_name(file, name):
    assert name_in(file, SLUG) == name
