"""Grading: every sound file is graded exactly, and every other one is named with its reason."""

import json
import os
import random
import re
import shutil
import sys
import unicodedata
import zipfile
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest
from attrs import evolve, frozen
from support import class_damage, key_answers
from support.class_damage import DAMAGES
from support.class_layouts import (
    LAYOUTS,
    Placed,
    canvas,
    moodle,
    own_folder,
    plain,
    put,
    write,
    zip_of,
    zipped,
)
from support.class_maker import FORGED, HOSTILE, NAMES, SLUG, going_on
from support.grade_run import (
    LOCK,
    PYTHONESE,
    Page,
    Run,
    grade,
    grade_apart,
    gradebook,
    is_sentence,
    off,
    problems,
    row_of,
    snapshot,
    written,
    wrong_cells,
)

SIZE = 300
A_NAME = re.compile(rf"(?:{'|'.join(NAMES)}) \d{{5}}")


@frozen
class Graded:
    """A class that was graded: its files, what was handed in beside them, and the run."""

    folder: Path
    out: Path
    placed: list[Placed]
    damaged: dict[str, class_damage.Damage | class_damage.Trap]
    run: Run


@pytest.fixture(scope="module")
def big(maker, tmp_path_factory):
    """A large class with every kind of damage, graded by a process of its own."""
    parent = tmp_path_factory.mktemp("big")
    kinds = [*DAMAGES, *class_damage.traps(parent)]
    numbers = random.Random(4).sample(range(SIZE), len(kinds))
    damages = dict(zip(numbers, kinds, strict=True))
    placed, damaged = [], {}
    (parent / "in").mkdir()
    for student in maker.students(SIZE):
        one = plain(student)
        if student.number in damages:
            damages[student.number].place(parent / "in" / one.path, student.raw)
            damaged[one.path] = damages[student.number]
        else:
            placed += write(parent / "in", [one])
    run = grade_apart(parent / "in", "--out", parent / "out")
    return Graded(parent / "in", parent / "out", placed, damaged, run)


def graded(folder, out, placed):
    """Write a class, grade it and return it."""
    placed = list(write(folder, placed))
    return Graded(folder, out, placed, {}, grade(folder, "--out", out))


@pytest.fixture
def exactly(maker, grade_class, out):
    """Grade a class, see that every cell is as expected, and return the rows of the gradebook."""

    def run(placed):
        placed = list(placed)
        grade_class(placed)
        assert off(out, placed, maker) == {}
        return gradebook(out)

    return run


# ------------------------------------------------------------------ a large class


@pytest.mark.slow
def test_fifty_damaged_files_do_not_stop_the_grading_of_the_others(big):
    assert len(big.damaged) >= 50
    assert big.run.code == 0, big.run.said
    assert not PYTHONESE.search(big.run.said)


def test_every_sound_file_of_a_large_class_is_graded_exactly_in_every_cell(big, maker):
    assert off(big.out, big.placed, maker) == {}


def test_the_gradebook_has_a_column_for_each_exercise_in_the_order_of_the_lesson(big, maker):
    names = [one.id for one in maker.exercises]
    columns = list(gradebook(big.out)[0])
    assert columns == [
        *("student", "id", "late"), *names, *("so far", "total", "out of", "state", "file"),
    ]  # fmt: skip


def test_every_damaged_file_is_named_with_a_reason_that_is_about_its_damage(big):
    said = defaultdict(str)
    for row in problems(big.out):
        said[row["file"]] += row["reason"]
    for row in gradebook(big.out):
        if row["state"].startswith("unreadable"):
            said[row["file"]] += row["state"]
    wrong = {
        damage.name: said[path]
        for path, damage in big.damaged.items()
        if not re.search(damage.about, said[path], re.IGNORECASE)
    }
    assert wrong == {}
    assert not [text for text in said.values() if PYTHONESE.search(text)]


def test_no_damaged_file_is_silently_0(big, maker):
    for row in gradebook(big.out):
        if row["file"] in big.damaged:
            cells = [row[one.id] for one in maker.exercises]
            assert set(cells) == {"unreadable"}, row["file"]
            assert row["state"].startswith("unreadable: ")
            assert not row["so far"] and not row["total"]


def test_every_file_has_one_row_and_nobody_is_there_who_handed_in_nothing(big):
    files = [row["file"] for row in gradebook(big.out)]
    assert len(files) == len(set(files))
    sound = {one.path for one in big.placed}
    assert sound <= set(files) <= sound | set(big.damaged)


def test_only_damaged_files_are_listed_as_problems(big):
    assert {row["file"] for row in problems(big.out)} <= set(big.damaged)


def test_the_teacher_is_told_how_many_were_graded_and_how_many_were_not(big):
    final = sum(row["state"] == "final" for row in gradebook(big.out))
    for number in (SIZE, final, len(big.placed) - final, len(big.damaged)):
        assert re.search(rf"\b{number}\b", big.run.said), number
    assert len(big.run.said.splitlines()) < 100


def test_every_written_answer_waits_for_the_teacher_and_nothing_else_does(big):
    expected = sorted(
        (one.student.name, exercise, answer)
        for one in big.placed
        for exercise, answer in one.student.written.items()
    )
    found = written(big.out)
    assert sorted((row["name"], row["exercise"], row["answer"]) for row in found) == expected
    assert len({row["student"] for row in found}) == len({row["name"] for row in found})


def test_there_is_a_feedback_page_for_each_student_who_was_graded(big):
    pages = sorted((big.out / "feedback").iterdir())
    found = [A_NAME.findall(" ".join(Page.read(page).text)) for page in pages[::10]]
    names = {one.student.name for one in big.placed}
    assert all(len(set(one)) <= 1 and set(one) <= names for one in found)
    assert sum(map(bool, found)) in range(len(pages[::10]) - 10, len(pages[::10]) + 1)
    assert len(big.placed) <= len(pages) <= SIZE


@pytest.mark.slow
def test_grading_again_changes_no_byte_and_says_so(big):
    before = snapshot(big.out)
    run = grade(big.folder, "--out", big.out)
    assert run.code == 0
    assert snapshot(big.out) == before
    assert re.search(r"nothing (has )?changed|no changes?\b|as before", run.said, re.IGNORECASE)


def test_what_students_hand_in_is_left_as_it_is(big, maker):
    for one in big.placed[::50]:
        assert (big.folder / one.path).read_bytes() == one.student.raw
    there = {path.name for path in big.folder.iterdir()}
    assert there == {one.path for one in big.placed} | set(big.damaged)


# ------------------------------------------------------------------ folders and downloads


@pytest.mark.slow
@pytest.mark.parametrize("packed", [False, True], ids=["unpacked", "one zip"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_folder_or_a_download_is_graded_exactly(layout, packed, maker, folder, out, tmp_path):
    placed = list(write(folder, map(LAYOUTS[layout], maker.students(30))))
    handed_in = zipped(folder, tmp_path / "submissions.zip") if packed else folder
    run = grade(handed_in, "--out", out)
    assert run.code == 0, run.said
    assert off(out, placed, maker) == {}
    assert len(gradebook(out)) == len(list((out / "feedback").iterdir())) == 30
    assert problems(out) == []


@pytest.mark.parametrize("layout", ["own_folder", "moodle"])
def test_the_name_on_the_folder_of_a_student_is_in_the_gradebook(layout, maker, exactly):
    placed = list(map(LAYOUTS[layout], maker.students(10)))
    rows = exactly(placed)
    assert all(one.student.name in row_of(rows, one)["student"] for one in placed)


def test_names_typed_at_hand_in_are_in_the_gradebook(big):
    rows = {row["file"]: row["student"] for row in gradebook(big.out)}
    assert all(rows[one.path] == one.student.name for one in big.placed)


def test_what_computers_leave_in_folders_is_no_submission(maker, exactly, folder):
    placed = [own_folder(one) for one in maker.students(5)]
    for one in placed:
        work = (folder / one.path).parent
        put(work / f"{SLUG}.backup.json", maker.student(99).raw)
        put(work / f"{SLUG}.json.lock", b"")
        put(work / f"{SLUG}.damaged-1.json", b"{")
        put(work.parent / "notebooks" / "00_read.ipynb", b"{}")
        put(work.parent / "notebooks" / ".ipynb_checkpoints" / "00-checkpoint.ipynb", b"{}")
    for name in (".DS_Store", "Thumbs.db", "desktop.ini", "__MACOSX/._00001.json"):
        put(folder / name, b"\0\0")
    assert len(exactly(placed)) == 5


@pytest.mark.parametrize("start", ["", "submissions/"])
@pytest.mark.parametrize("between", ["/", "\\"], ids=["", "made on Windows"])
def test_a_zip_of_any_folder_and_system_is_graded(start, between, maker, out, tmp_path):
    placed = [evolve(one, path=start + one.path) for one in map(moodle, maker.students(5))]
    files = {one.path.replace("/", between): one.student.raw for one in placed}
    grade(zip_of(files, tmp_path / "x.zip"), "--out", out)
    assert off(out, placed, maker) == {}


def test_a_file_that_a_browser_renamed_is_graded(maker, exactly):
    names = (f"{SLUG} (1).json", f"{SLUG}.JSON", f"Kopie von {SLUG}.json", f"{SLUG}-2.json")
    exactly(map(Placed, maker.students(len(names)), names))


def test_late_work_is_marked_late_and_graded_like_any_other(maker, exactly):
    placed = list(map(canvas, maker.students(21)))
    small = canvas(maker.student(21), late=True)
    placed.append(evolve(small, path=small.path.replace("_LATE_", "_late_")))
    rows = exactly(placed)
    in_time, late = ({row_of(rows, one)["late"] for one in placed if one.late == x} for x in (0, 1))
    assert in_time <= {"", "no"}
    assert len(late) == 1 and not late & {"", "no", "False", "0"}


# ------------------------------------------------------------------ one student, several files


@pytest.fixture
def again(maker, folder, out):
    """Grade a class in which student 0 hands in three times: `files` says what."""

    def run(*files):
        sent = [canvas(maker.student(0), attempt=n) for n in range(3)]
        placed = [canvas(one) for one in maker.students(5, start=1)]
        for one, raw in zip(sent, files, strict=True):
            put(folder / one.path, raw)
        return sent, graded(folder, out, placed)

    return run


@pytest.mark.parametrize(
    ("spoil", "counts"),
    [
        ((bytes, bytes, bytes), 2),
        ((bytes, bytes, lambda raw: b"{"), 1),
        ((FORGED["times from 2099"], bytes, bytes), 2),
    ],
    ids=["all sound", "the last one is damaged", "the first one is from 2099"],
)
def test_of_several_files_by_one_student_the_last_sound_one_counts_and_the_others_are_listed(
    spoil, counts, again, maker
):
    students = [maker.student(number) for number in (50, 51, 52)]
    sent, found = again(*(change(one.raw) for change, one in zip(spoil, students, strict=True)))
    one = evolve(sent[counts], student=students[counts])
    assert off(found.out, [one, *found.placed], maker) == {}
    others = {file.path for file in sent} - {one.path}
    assert {row["file"] for row in problems(found.out)} == others
    assert len(list((found.out / "feedback").iterdir())) == 6


def test_where_all_files_of_a_student_are_damaged_the_student_is_unreadable_and_not_0(again, maker):
    sent, found = again(b"", b"[]", b"{")
    row = row_of(gradebook(found.out), sent[0])
    assert {row[one.id] for one in maker.exercises} == {"unreadable"}
    assert row["state"].startswith("unreadable: ")
    assert {row["file"] for row in problems(found.out)} >= {one.path for one in sent[:2]}


@pytest.mark.parametrize("copy", ["another", "", "none"])
def test_two_who_type_one_name_are_both_graded_and_pointed_out(copy, maker, exactly, out):
    honest = maker.student(1, name="Ana Lee")
    raw = re.sub(rb'"copy":"[^"]*",', b'"copy":"%s",' % copy.encode(), maker.student(2).raw)
    raw = raw.replace(b'"copy":"none",', b"").replace(maker.student(2).name.encode(), b"Ana Lee")
    other = evolve(maker.student(2), raw=raw)
    placed = list(map(plain, (honest, other)))
    rows = exactly(placed)
    assert all("Ana Lee" in row["student"] for row in rows)
    assert len({row["id"] for row in rows}) == 2
    assert {row["file"] for row in problems(out)} == {one.path for one in placed}


def test_two_files_of_one_student_in_a_plain_folder_give_one_row(maker, grade_class, out):
    early = maker.student(1)
    late = going_on(early, maker.student(2))
    grade_class(map(plain, (early, late)))
    (row,) = gradebook(out)
    assert wrong_cells(plain(late), row, maker.out_of) == {}
    assert [one["file"] for one in problems(out)] == [plain(early).path]


@pytest.mark.parametrize("change", [bytes, FORGED["laid out by an editor"]], ids=["", "laid out"])
def test_one_content_under_two_names_is_pointed_out_and_not_punished(change, maker, exactly, out):
    placed = list(map(canvas, maker.students(6)))
    first = placed[1].student
    placed[4] = evolve(placed[4], student=evolve(first, raw=change(first.raw)))
    exactly(placed)
    assert {row["file"] for row in problems(out)} == {placed[1].path, placed[4].path}
    said = " ".join(row["reason"] for row in problems(out))
    assert re.search("same|identical|copy", said)
    assert not re.search("cheat|plagiar|copied|stole", said, re.IGNORECASE)


def test_a_teacher_may_count_the_first_answers_in_place_of_the_newest(maker, grade_class, out):
    students = list(maker.students(20))
    grade_class(map(plain, students), "--count", "first")
    rows, earlier = gradebook(out), 0
    for one in students:
        row, entries = row_of(rows, plain(one)), json.loads(one.raw)["answers"]
        for name, choice in one.chosen.items():
            first = entries[name]["attempts"][0]["answer"] if choice.text else None
            is_first = not choice.text or repr(first) == repr(json.loads(choice.text))
            # Whoever answered before gave something then that is no answer.
            assert row[name] == (choice.cell if is_first else "unreadable"), (one.number, name)
            earlier += not is_first
    assert earlier > 100


# ------------------------------------------------------------------ forged


@pytest.fixture(scope="module")
def forged(maker, tmp_path_factory):
    """A class in which every file is forged in one of the ways there are."""
    parent = tmp_path_factory.mktemp("forged")
    pairs = zip(maker.students(len(FORGED)), FORGED.values(), strict=True)
    made = [evolve(student, raw=forge(student.raw)) for student, forge in pairs]
    return graded(parent / "in", parent / "out", map(canvas, made))


@pytest.mark.parametrize("number", range(len(FORGED)), ids=FORGED)
def test_a_forged_file_is_graded_as_if_nothing_had_been_added(number, forged, maker):
    assert off(forged.out, [forged.placed[number]], maker) == {}


def test_no_forged_mark_or_level_is_shown_anywhere(forged):
    for name, raw in snapshot(forged.out).items():
        assert b"31337" not in re.sub(rb"[0-9a-f]{12,}", b"", raw), name


def test_who_names_another_student_in_a_file_changes_nobody_s_row(maker, folder, tmp_path):
    honest = list(map(canvas, maker.students(6)))
    before = graded(folder, tmp_path / "before", honest)
    victim, other = honest[1].student, maker.student(60, name=honest[1].student.name)
    liar = canvas(other)
    number = canvas(maker.student(61, name=honest[2].id))
    after = graded(folder, tmp_path / "after", [liar, number])
    rows, others = gradebook(before.out), gradebook(after.out)
    assert [row for row in others if row in rows] == rows
    assert off(after.out, [liar], maker) == {}
    assert victim.name not in row_of(others, liar)["student"]
    assert row_of(others, liar)["id"] == liar.id
    assert len(others) == len(rows) + 2
    pages, more = snapshot(before.out / "feedback"), snapshot(after.out / "feedback")
    assert {name: raw for name, raw in more.items() if name in pages} == pages


def tricks(victim, liar):
    """Yield names of files by which a student may try to be taken for another."""
    for name in (f"x_{victim[0].id}_9999999_x.json", f"LATE_{victim[0].id}_9999999_x.json"):
        yield victim[0], evolve(liar[0], path=liar[0].path.replace(f"{SLUG}.json", name))
    folder = victim[1].path.split("/")[0]
    for name in (f"{folder}x.json", victim[1].path, f"liar_{victim[0].id}_9999999_x.json"):
        yield victim[1], evolve(liar[1], path=liar[1].path.replace(f"{SLUG}.json", name))
    for name in (victim[2].path, f"liar_{victim[0].id}_9999999_x.json", victim[1].path):
        start = liar[2].path.split("/")[0]
        yield victim[2], evolve(liar[2], path=f"{start}/{name}")


@pytest.mark.parametrize("number", range(8))
def test_the_name_of_a_file_does_not_make_it_another_student_s(number, maker, exactly):
    layouts = (canvas, moodle, own_folder)
    pair = [[layout(maker.student(number)) for layout in layouts] for number in (1, 2)]
    assert len(exactly(list(tricks(*pair))[number])) == 2


def test_who_hands_in_another_kind_of_file_is_named_and_not_0(maker, grade_class, folder, out):
    kinds = {".ipynb": b'{"nbformat": 4}', ".pdf": b"%PDF-1.7", ".zip": b"PK", ".docx": b"PK"}
    for number, (end, raw) in enumerate(kinds.items(), start=10):
        put(folder / canvas(maker.student(number)).path.replace(".json", end), raw)
    grade_class(map(canvas, maker.students(2)))
    rows = {row["id"]: row for row in gradebook(out)}
    for number in range(10, 10 + len(kinds)):
        row = rows[str(100_000 + number)]
        assert {row[one.id] for one in maker.exercises} == {"unreadable"}
        assert row["state"].startswith("unreadable: ")
    assert len(problems(out)) == len(kinds)


# ------------------------------------------------------------------ hostile names and zips


@pytest.fixture(scope="module")
def hostile(maker, tmp_path_factory):
    """A class whose students typed names that hurt."""
    parent = tmp_path_factory.mktemp("hostile") / "deep" / "down"
    students = [maker.student(n, name=name, written=True) for n, name in enumerate(HOSTILE)]
    return graded(parent / "in", parent / "out", map(plain, students))


def test_students_with_names_that_hurt_are_graded_exactly(hostile, maker):
    assert hostile.run.code == 0, hostile.run.said
    assert off(hostile.out, hostile.placed, maker) == {}
    assert len(gradebook(hostile.out)) == len(HOSTILE)


def test_no_name_writes_a_file_outside_of_the_folder_asked_for(hostile):
    root = hostile.out.parent.parent.parent
    there = {path.relative_to(root).as_posix() for path in root.rglob("*")}
    outside = {one for one in there if not one.startswith(("deep/down/in", "deep/down/out"))}
    assert {one for one in outside if not LOCK.fullmatch(Path(one).name)} == {"deep", "deep/down"}
    allowed = re.compile(r"[^\x00-\x1f<>:\"/\\|?*]{1,120}\.html")
    for page in (hostile.out / "feedback").iterdir():
        assert page.is_file() and allowed.fullmatch(page.name), page.name
        assert not re.match(r"(?i)(con|nul|prn|aux|com\d|lpt\d)\.", page.name)
        assert len(page.name.encode()) < 200


def test_no_name_is_run_by_a_spreadsheet(hostile):
    for name in ("gradebook.csv", "problems.csv", "class.csv"):
        raw = (hostile.out / name).read_text("utf-8-sig")
        assert not re.search(r'(^|[,;\t])"?\s*[=+@\t\r]', raw, re.MULTILINE), name
        assert not re.search(r'(^|[,;\t])"?\s*-\s*[^",;\d\s]', raw, re.MULTILINE), name


def test_a_name_with_a_formula_is_still_to_be_read(hostile):
    names = [row["student"] for row in gradebook(hostile.out)]
    for name in ("=1+1", "@SUM(A1)", "+1 555"):
        assert [one for one in names if name in one], name
    for name in ("O'Brien, Jr", "Łukasz", "Святлана", "李雷", "ليلى", "CON", "../../etc"):
        assert name in names


def test_names_are_shown_without_letters_that_nobody_sees(hostile):
    for row in gradebook(hostile.out):
        assert not re.search(r"[\x00-\x1f\x7f\u202a-\u202e\ud800-\udfff]", row["student"])
        assert 0 < len(row["student"]) <= 300
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\u202e]", hostile.run.said)


def test_on_binder_without_what_draws_a_bar_a_class_is_graded_all_the_same(
    grade_class, out, maker, monkeypatch
):
    monkeypatch.setitem(sys.modules, "tqdm", None)
    grade_class(map(plain, maker.students(2)))
    assert len(gradebook(out)) == 2


def test_pages_of_names_that_differ_in_capitals_or_accents_do_not_overwrite_each_other(
    maker, grade_class, out
):
    """On Windows and macOS files whose names differ only in that are one file."""
    names = ("Ana Lee", "ANA LEE", "ana-lee", "ana.lee", "Jos\u00e9", "Jose\u0301", "JOSE\u0301")
    students = [maker.student(number, name=name) for number, name in enumerate(names)]
    grade_class(map(plain, students))
    pages = [path.name for path in (out / "feedback").iterdir()]
    assert len(pages) == len(names)
    assert len({unicodedata.normalize("NFC", name).casefold() for name in pages}) == len(names)


@pytest.mark.slow
@pytest.mark.parametrize("letters", ["cp1252", "ascii"])
def test_a_windows_console_that_lacks_letters_of_names_stops_nothing(
    letters, hostile, grade_class, folder, out
):
    shutil.copytree(hostile.folder, folder)
    grade_class()
    (folder / "00010-belarus-2020.json").unlink()  # one with such a name
    run = grade_apart(folder, "--out", out, letters=letters)
    assert run.code == 0 and "no longer there" in run.said, run.said


def test_markup_in_names_and_answers_is_shown_and_never_alive_and_no_page_asks_a_network(hostile):
    pages = [*(hostile.out / "feedback").iterdir(), hostile.out / "class.html"]
    read = {path.name: Page.read(path) for path in pages}
    assert {name: page.alive for name, page in read.items() if page.alive} == {}
    text = "\n".join("".join(page.text) for page in read.values())
    assert "<script>alert(1)</script>" in text and "<b>Who</b>" in text


def test_paths_in_a_zip_leave_no_folder(maker, tmp_path):
    home = tmp_path / "a" / "b"
    home.mkdir(parents=True)
    names = [
        *(("../../", "evil1"), ("/tmp/", "evil2"), ("C:\\", "evil3"), ("x\\..\\..\\", "evil4")),
        *(("a/../../", "evil5"), ("~/", "evil6"), ("./", "evil7"), ("a//", "evil8")),
        *(("con/", "aux"), ("trailing. /", "evil9"), ("d/" * 300, "deep"), ("nul\x01", "")),
        *(("", "n" * 300), ("", "CON"), ("//server/share/", "evil10")),
    ]
    students = maker.students(len(names), start=20)
    bad = {f"{start}{end}.json": one.raw for (start, end), one in zip(names, students, strict=True)}
    good = list(map(canvas, maker.students(5)))
    packed = zip_of(bad | {one.path: one.student.raw for one in good}, home / "x.zip")
    before = set(tmp_path.rglob("*"))
    run = grade(packed, "--out", home / "out")
    assert run.code == 0, run.said
    made = set(tmp_path.rglob("*")) - before
    assert all(p.is_relative_to(home / "out") or LOCK.fullmatch(p.name) for p in made)
    assert not [*Path("/").glob("*evil*"), *Path("/tmp").glob("evil*")]
    assert off(home / "out", good, maker) == {}
    told = {row["file"] for row in (*gradebook(home / "out"), *problems(home / "out"))}
    assert [end for _, end in names if not any(end in file for file in told)] == []


def odd_zip(path, raws, good):
    """Write a zip with a link, a bomb, zips within, a locked file, a false checksum, and twins."""
    link = zipfile.ZipInfo("link_7_8_x.json")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(link, "/etc/passwd")
        with archive.open("bomb_9_10_x.json", "w", force_zip64=True) as file:
            for _ in range(40):
                file.write(bytes(10_000_000))
        archive.writestr("nested_11_12_x.json", class_damage.zip_bomb())
        archive.writestr("nested_13_14_x.zip", class_damage.zip_bomb())
        archive.writestr("locked_15_16_x.json", raws[0])
        archive.writestr("false_17_18_x.json", raws[1])
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("twin_19_20_x.json", raws[2])
            archive.writestr("twin_19_20_x.json", raws[3])
        for one in good:
            archive.writestr(one.path, one.student.raw)
    raw = bytearray(path.read_bytes())
    for name, at, value in ((b"locked_15", 8, b"\x01\x00"), (b"false_17", 16, b"\0\0\0\0")):
        start = raw.rindex(b"PK\x01\x02", 0, raw.rindex(name))
        raw[start + at : start + at + len(value)] = value
        start = raw.rindex(b"PK\x03\x04", 0, raw.index(name))
        raw[start + at - 2 : start + at - 2 + len(value)] = value
    path.write_bytes(raw)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="memory is limited in another way there")
def test_a_zip_full_of_traps_names_each_of_them_and_grades_the_others(maker, out, tmp_path):
    good = list(map(canvas, maker.students(5)))
    odd_zip(tmp_path / "x.zip", [one.raw for one in maker.students(4, start=20)], good)
    run = grade_apart(tmp_path / "x.zip", "--out", out, limited=True)
    assert run.code == 0, run.said
    assert off(out, good, maker) == {}
    listed = " ".join(row["file"] for row in problems(out))
    for name in ("link_7", "bomb_9", "nested_11", "nested_13", "locked_15", "false_17", "twin_19"):
        assert name in listed, name


# ------------------------------------------------------------------ feedback pages


@pytest.fixture(scope="module")
def pages(maker, tmp_path_factory):
    """A class of Canvas, graded, with its feedback pages read."""
    parent = tmp_path_factory.mktemp("pages")
    found = graded(parent / "in", parent / "out", map(canvas, maker.students(25)))
    return found, {path: Page.read(path) for path in (found.out / "feedback").iterdir()}


def test_a_feedback_page_names_one_student_and_no_other(pages):
    found, read = pages
    names = {one.path.split("_")[0]: one.id for one in found.placed}
    for path in read:
        raw = path.read_text("utf-8") + path.name
        named = {name for name in names if name in raw}
        assert len(named) == 1, path.name
        assert {one for one in names.values() if one in raw} <= {names[one] for one in named}
    assert len(read) == len(found.placed)


def test_no_feedback_page_holds_a_written_answer_of_another(pages):
    found, read = pages
    texts = {path: "".join(page.text) for path, page in read.items()}
    for one in found.placed:
        for answer in one.student.written.values():
            tag = " ".join(answer.split(" ")[:2])
            holders = {path for path, text in texts.items() if tag in text}
            assert len(holders) == 1
            assert one.path.split("_")[0] in texts[holders.pop()]


def test_a_feedback_page_can_be_read_aloud_and_printed(pages):
    for path, page in pages[1].items():
        raw = path.read_text("utf-8")
        assert re.search(r"<html[^>]* lang=", raw)
        assert 'charset="utf-8"' in raw.lower()
        assert {"title", "h1", "main"} <= set(page.tags)
        assert page.tags.count("h1") == 1
        heads = [int(tag[1]) for tag in page.tags if re.fullmatch("h[1-6]", tag)]
        assert all(after <= before + 1 for before, after in pairwise(heads))


def test_a_feedback_page_says_missing_unreadable_and_not_yet_marked_apart(pages):
    found, read = pages
    texts = {path: " ".join("".join(page.text).split()) for path, page in read.items()}
    shown = {"missing": "missing|no answer", "unreadable": "cannot be read|unreadable"}
    shown["not yet marked"] = "not yet marked|not marked yet"
    for one in found.placed:
        text = next(text for text in texts.values() if one.path.split("_")[0] in text)
        for word in shown.keys() & one.student.cells.values():
            assert re.search(shown[word], text, re.IGNORECASE), (word, one.path)


@pytest.fixture(scope="module")
def shown(maker, tmp_path_factory):
    """Return the feedback texts of a class by what the teacher shows, and the students by name."""
    parent = tmp_path_factory.mktemp("shown")
    students = {one.name: one for one in maker.students(12)}
    list(write(parent / "in", map(plain, students.values())))
    texts = {}
    for what in ("marks", "messages", "answers"):
        out = parent / what
        assert grade(parent / "in", "--out", out, "--show", what).code == 0
        read = [" ".join("".join(Page.read(path).text).split()) for path in out.glob("feedback/*")]
        texts[what] = {A_NAME.search(text)[0]: text for text in read}
        assert texts[what].keys() == students.keys()
    return texts, students


def settled(maker, student):
    """Yield what the key says to each answer of a student that has marks or a misreading."""
    for exercise in maker.exercises:
        choice, key = student.chosen[exercise.id], maker.keys[exercise.id]
        cases = [*key_answers.right(exercise, key), *key_answers.wrong(exercise, key)]
        for case in cases:
            if choice.marks is not None and json.loads(choice.text) == case.answer:
                yield case.says.replace("`", "")  # what stands between them is in code letters


def test_a_page_that_shows_marks_only_tells_nothing_of_the_key(shown, maker):
    texts, students = shown
    for name, student in students.items():
        said = list(settled(maker, student))
        assert len(said) > 10
        assert [words for words in said if words in texts["marks"][name]] == []


def test_a_page_that_shows_messages_says_to_each_answer_what_the_key_says_to_it(shown, maker):
    texts, students = shown
    for name, student in students.items():
        for said in settled(maker, student):
            assert said in texts["messages"][name]
            assert said in texts["answers"][name]


def test_a_right_answer_is_shown_to_who_was_wrong_only_where_the_teacher_chose_so(shown, maker):
    texts, students = shown
    exercise, count = next(one for one in maker.exercises if one.id == "headline-voices"), 0
    right = [n for n, reply in maker.keys[exercise.id].options.items() if reply.marks]
    for name, student in students.items():
        if student.cells[exercise.id] == "0":
            count += 1
            for words in (exercise.options[one] for one in right):
                assert words in texts["answers"][name]
                assert words not in texts["messages"][name] + texts["marks"][name]
    assert count


# ------------------------------------------------------------------ wrong calls


def test_wrong_calls_get_a_sentence_and_leave_nothing(out, tmp_path):
    put(tmp_path / "half.zip", b"PK\x03\x04 no zip at all")
    put(tmp_path / "one.txt", b"text")
    (tmp_path / "empty").mkdir()
    put(tmp_path / "file", b"mine")
    calls = [
        *(
            (tmp_path / name, "--out", out)
            for name in ("nowhere", "half.zip", "one.txt", "empty", "x\0y")
        ),
        *((tmp_path / "empty", "--out", tmp_path / "file"), (tmp_path / "empty",), ()),
    ]
    for arguments in calls:
        run = grade(*arguments)
        assert is_sentence(run), (arguments, run)
        assert not out.exists()
    assert (tmp_path / "file").read_bytes() == b"mine"


def test_what_else_lies_in_the_folder_for_the_result_is_never_lost(maker, folder, out):
    mine = put(out / "mine" / "thesis.docx", b"years of work")
    found = graded(folder, out, map(plain, maker.students(3)))
    assert mine.read_bytes() == b"years of work"
    assert found.run.code in (0, 2)
    assert is_sentence(found.run) if found.run.code else gradebook(found.out)


@pytest.mark.parametrize("where", [".", "graded", ".."], ids=["the same", "inside", "around"])
def test_a_result_in_or_around_the_submissions_destroys_none_and_counts_none(
    where, maker, tmp_path
):
    folder = tmp_path / "class" / "in"
    placed, out = list(write(folder, map(plain, maker.students(3)))), folder / where
    for _ in range(2):
        run = grade(folder, "--out", out)
        assert run.code == 0 or is_sentence(run), run
        assert all((folder / one.path).read_bytes() == one.student.raw for one in placed)
    if run.code == 0:
        assert len(gradebook(out)) == 3
        assert problems(out) == []


def test_a_student_s_code_is_never_run(maker, exactly, folder, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code = b"open('pwned', 'w').write('x')\n"
    for name in ("conftest.py", "sitecustomize.py", "helpers.py", "helpers/__init__.py"):
        put(folder / name, code)
        put(folder / "00001 Ana" / name, code)
    put(folder / "00001 Ana" / "x.pkl", b"cposix\nsystem\n(S'touch pwned'\ntR.")
    put(folder / "00001 Ana" / "00.ipynb", class_damage.notebook(b""))
    exactly(map(own_folder, maker.students(3)))
    assert not list(tmp_path.rglob("pwned"))
    assert os.fspath(folder) not in sys.path


def test_a_file_without_any_answer_is_missing_answers_and_not_marks(maker, grade_class, out):
    raw = json.dumps(json.loads(maker.student(1).raw) | {"answers": {}}).encode()
    one = plain(evolve(maker.student(1), raw=raw))
    grade_class([one, *map(plain, maker.students(1, 2))])
    row = row_of(gradebook(out), one)
    assert {row[exercise.id] for exercise in maker.exercises} == {"missing"}
