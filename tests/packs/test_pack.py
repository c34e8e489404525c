"""A pack is what was chosen, the same bytes each time, and for graded work tells no answer."""

import io
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import nbformat
import pytest
from support import ROOT
from support.grade_run import snapshot
from support.kernel import RunningNotebooks
from support.secrets import plain, public_texts, readings, secret_texts, words_in_a_row, yaml_of

from helpers.cli.main import main
from helpers.common.errors import Findings, KitError
from helpers.common.yaml_reader import compose
from helpers.exercises.assignment import Assignment, read_assignment
from helpers.lesson import seal
from helpers.lesson.lesson import load, load_public
from helpers.lesson.locked import is_sealed
from helpers.lesson.seal import new_code
from helpers.lesson.unlock import unlock
from helpers.packs.notebooks import excerpt
from helpers.packs.pack import CHANGED, pack
from helpers.packs.records import assignment_of_pack, recorded_assignments
from helpers.student.form.widget import open_exercises
from helpers.student.hand_in import file_name
from helpers.student.session import open_answering, progress

SLUG = "belarus-2020"
SEED = ROOT / "seeds" / SLUG
EXERCISES = [one["id"] for one in yaml_of("exercises.yaml")["exercises"]]
NOTEBOOKS = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
FEW = ("calls-tuesday", "days-since-election", "imvain-interest")  # of 02, 03 and 04
ROOMS = ("common", "lesson", "explore", "exercises", "student")  # of the code in a pack
PRIVATE = ("tests", "packs", "work", ".git", ".ci", "teacher", "__pycache__", ".ipynb_checkpoints")


@pytest.fixture
def unpacked(whole, tmp_path):
    """Pack from the kit, unpack into a new folder, and return that folder and the pack."""

    def run(name="homework", **options):
        packed = pack(whole, tmp_path / f"{name}.zip", **options)
        folder = tmp_path / f"{name} unpacked"
        with zipfile.ZipFile(tmp_path / f"{name}.zip") as archive:
            archive.extractall(folder)
        return folder, packed

    return run


def cells_of(folder):
    """Return the cells of each notebook, by its name."""
    paths = sorted((folder / "notebooks").glob("*.ipynb"))
    return {path.stem: nbformat.read(path, 4).cells for path in paths}


def sources(folder):
    return {name: [cell.source for cell in cells] for name, cells in cells_of(folder).items()}


def lesson_in(folder):
    seed = folder / "seeds" / SLUG
    return load_public(seed, Findings()) if is_sealed(seed) else load(seed)[0]


# ---------------------------------------------------------------------------- the same bytes
@pytest.mark.parametrize("graded", [False, True])
def test_packing_again_gives_the_same_bytes_and_the_same_code(whole, tmp_path, graded):
    options = {"title": "Łukasz, 李雷", "due": "2026-12-01", "class_name": "7B", "graded": graded}
    target, other = (tmp_path / f"{name}-{graded}.zip" for name in ("again", "other"))
    first = pack(whole, target, exercises=FEW, **options)
    before = target.read_bytes()
    again = pack(whole, target, exercises=[*reversed(FEW), FEW[0]], **options)
    assert target.read_bytes() == before
    assert again == first and bool(first.code) is graded
    pack(whole, other, exercises=FEW, code=first.code or None, **options)
    assert other.read_bytes() == before


@pytest.mark.slow
def test_another_process_on_another_day_gives_the_same_bytes(whole, tmp_path):
    pack(whole, tmp_path / "here.zip", notebooks=["00", "04"])
    for path in whole.rglob("*.py"):
        os.utime(path, (1, 2_000_000_000))
    command = [sys.executable, "-m", "helpers", "pack", "there.zip", "--notebooks", "00,04"]
    env = os.environ | {"PYTHONPATH": str(whole), "PYTHONHASHSEED": "7", "TZ": "Pacific/Apia"}
    shutil.copytree(whole, tmp_path / "kit")
    subprocess.run(command, cwd=tmp_path / "kit", env=env, check=True, capture_output=True)
    there = (tmp_path / "kit" / "there.zip").read_bytes()
    assert there == (tmp_path / "here.zip").read_bytes()


def test_a_zip_has_fixed_dates_order_and_rights_and_nothing_is_compressed(unpacked, tmp_path):
    unpacked()
    with zipfile.ZipFile(tmp_path / "homework.zip") as archive:
        entries = archive.infolist()
        assert archive.testzip() is None
    assert [one.filename for one in entries] == sorted(one.filename for one in entries)
    assert {one.date_time for one in entries} == {CHANGED}
    assert {one.compress_type for one in entries} == {zipfile.ZIP_STORED}
    programs = [one.filename for one in entries if one.external_attr >> 16 & stat.S_IXUSR]
    assert programs == ["binder/postBuild", "start.command"]


# ------------------------------------------------------------------------------ what is in it
def test_a_practice_pack_is_the_kit_without_what_is_for_the_teacher(unpacked):
    folder, packed = unpacked()
    found, seed = snapshot(folder), f"seeds/{SLUG}/"
    assert not [name for name in found if set(PRIVATE) & set(Path(name).parts)]
    given = {name: data for name, data in found.items() if name.startswith(seed)}
    assert given.pop(f"{seed}assignment.json") and given.pop(f"{seed}lesson.jsonld")
    kept = [path for path in SEED.iterdir() if path.name != "prompts.yaml"]  # in the notebooks
    assert given == {seed + path.name: path.read_bytes() for path in kept}
    paths = [path for one in ROOMS for path in (ROOT / "helpers" / one).rglob("*.*")]
    paths = [one for one in paths if one.suffix != ".pyc" and one.name != "build_vendor.py"]
    theirs = {path.relative_to(ROOT).as_posix() for path in paths if path.is_file()}
    helpers = {name for name in found if name.startswith("helpers/")}
    assert helpers == {"helpers/__init__.py", *theirs}
    rest = {name for name in found if not name.startswith((seed, "helpers/", "notebooks/"))}
    first = "README.md LICENSE LICENSE-lesson requirements.txt pyproject.toml .gitignore"
    first += " .gitattributes start.py start.bat start.command"
    assert rest == {*f"{first} binder/postBuild binder/requirements.txt binder/runtime.txt".split()}
    # Binder signs the notebooks; a folder of them that is not there would end the build.
    assert b"teacher" not in found["binder/postBuild"]
    assert packed.code == ""


# Imports every module of a pack, in a process that has nothing else of the kit. In the folder
# jupyter are settings, no modules.
IMPORTING = """import importlib, pathlib, sys
folder = pathlib.Path(sys.argv[1])
for path in sorted(folder.glob("helpers/**/*.py")):
    parts = path.relative_to(folder).with_suffix("").parts
    if "jupyter" in parts:
        continue
    module = importlib.import_module(".".join(one for one in parts if one != "__init__"))
    assert pathlib.Path(module.__file__) == path, (module.__file__, path)
print(*(name for name in sys.modules if name.startswith("helpers.")))"""


@pytest.mark.slow
def test_a_pack_holds_the_code_that_a_student_needs_and_works_without_the_rest(unpacked):
    folder, _ = unpacked()
    paths = [*folder.glob("helpers/**/*.py")]
    found = [path.relative_to(folder).parts for path in paths]
    assert {parts[1] for parts in found if len(parts) > 2} == {*ROOMS}
    # Before there were rooms a pack had 13,600 lines, of which 5,960 only a teacher needs.
    lines = sum(len(path.read_text("utf-8").splitlines()) for path in paths)
    assert lines < 12_000, f"a pack has {lines:,} lines of Python"
    command = [sys.executable, "-c", IMPORTING, str(folder)]
    env = os.environ | {"PYTHONPATH": str(folder)}
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert {one.split(".")[1] for one in done.stdout.split()} == {*ROOMS}


@pytest.mark.parametrize("graded", [False, True], ids=["practice", "graded"])
def test_a_pack_without_a_choice_changes_no_word_of_a_notebook(unpacked, graded):
    folder, _ = unpacked(graded=graded)
    assert not [one for one in snapshot(folder) if set(PRIVATE) & set(Path(one).parts)]
    kit = sources(ROOT)
    if not graded:  # the class code, and what is said of it
        kit["00_read_the_article"] = [
            one for one in kit["00_read_the_article"] if "class code" not in one.lower()
        ]
        kit["00_read_the_article"].remove('ask.panel("code")')
    assert sources(folder) == kit
    for path in (folder / "notebooks").glob("*.ipynb"):
        book = nbformat.read(path, 4)
        assert "widgets" not in book.metadata
        for name in ("execution_count", "attachments"):
            assert not any(cell.get(name) for cell in book.cells)
    for text in ((folder / "README.md").read_text("utf-8"), str(sources(folder))):
        assert "Your assignment" not in text


STRAYS = """notebooks/Untitled.ipynb notebooks/00_read-Copy1.ipynb notebooks/01_actors.html
    notebooks/.hidden.ipynb notebooks/old/answers.txt helpers/key.py~ helpers/.form.py.swp
    helpers/form.py.bak seeds/belarus-2020/old.yaml seeds/belarus-2020/old/key.yaml
    seeds/belarus-2020/key.yaml.part seeds/belarus-2020/key.yaml~
    seeds/belarus-2020/.~lock.key.yaml# seeds/other/key.yaml seeds/x.txt seeds/key.yaml
    work/belarus-2020.json packs/7b.json grades.csv class/gradebook.csv .env"""


def test_what_lies_about_in_the_kit_is_not_packed(kit, tmp_path):
    for name in STRAYS.split():
        (kit / name).parent.mkdir(parents=True, exist_ok=True)
        notebook = '{"cells": [], "metadata": {"secret": "Katze"}, "nbformat": 4}'
        text = notebook if name.endswith(".ipynb") else '{"packed": [], "secret": "Katze"}'
        (kit / name).write_text(text)
    for graded in (False, True):
        packed = pack(kit, tmp_path / f"{graded}.zip", graded=graded)
        assert b"Katze" not in (tmp_path / f"{graded}.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "True.zip") as archive:
        sealed = seal.unseal(archive.read(f"seeds/{SLUG}/{seal.FILE}"), packed.code)
    assert not [name for name, data in sealed.items() if b"Katze" in data]


def commands_in(readme):
    """Return what stands between the lines ```, in order."""
    return re.findall(r"^```\w*\n(.*?)\n```$", readme, re.MULTILINE | re.DOTALL)


def test_the_commands_of_the_readme_are_the_kits_own_and_are_there(unpacked):
    folder, _ = unpacked(notebooks=["02", "03"])
    readme, own = ((one / "README.md").read_text("utf-8") for one in (folder, ROOT))
    opening = own.partition("## Open it\n")[2].partition("\n## ")[0]
    found = commands_in(readme)
    assert found == commands_in(opening) == ["python3 start.py", "py -3 start.py"]
    assert (folder / "start.py").read_bytes() == (ROOT / "start.py").read_bytes()
    [needed] = re.findall(r"Python 3\.\d+ to 3\.\d+", opening)
    assert re.findall(r"Python 3\.\d+.{8}", readme) == [needed]
    needed = (folder / "requirements.txt").read_text("utf-8")
    assert "\njupyterlab==" in needed and "--hash=sha256:" in needed
    assert not [one for one in ("pytest", "playwright", "tqdm") if f"\n{one}==" in needed]


@pytest.mark.parametrize("graded", [False, True], ids=["practice", "graded"])
@pytest.mark.parametrize("notebooks", [None, ["00", "04"], ["03", "05"]], ids=str)
def test_the_readme_says_how_to_hand_in_and_where_the_code_goes(unpacked, notebooks, graded):
    folder, _ = unpacked(notebooks=notebooks, graded=graded)
    readme = (folder / "README.md").read_text("utf-8")
    books = sources(folder)
    [last] = [name for name, cells in books.items() if 'ask.panel("hand-in")' in cells]
    parts = ["Open it", "Answer", "Hand in"] + ["The class code"] * graded
    assert re.findall(r"^## (.+)$", readme, re.MULTILINE) == parts
    assert f"At the end of `notebooks/{last}.ipynb` type your name" in readme
    assert f"`{SLUG}_Anna.json`" in readme and file_name(SLUG, "Anna") == f"{SLUG}_Anna.json"
    if graded:
        [first] = [name for name, cells in books.items() if 'ask.panel("code")' in cells]
        assert f"at the end of `notebooks/{first}.ipynb`, and press **Open**" in readme
    for word in ("teacher/", "tests/", "CSV", "clone", "Binder", "lesson.yaml", "key", "{", "}"):
        assert word not in readme
    assert "\n\n\n" not in readme and len(readme.split()) < 450
    assert "![" not in readme and not list(folder.rglob("*.png"))
    named = re.findall(r"notebooks[/\\]\w+\.ipynb|(?:seeds|tests|helpers|binder)/[^`*]*", readme)
    assert len(named) == 1 + graded
    assert all((folder / one.replace("\\", "/")).exists() for one in named)


def test_a_title_in_braces_is_printed_as_it_is(unpacked):
    folder, _ = unpacked(title="{hand_in} {0} {", notebooks=["03"])
    assert "Your assignment: {hand\\_in} {0} {" in (folder / "README.md").read_text("utf-8")


# ------------------------------------------------------------------ what is left out vanishes
CHOICES = [
    {"notebooks": ["00", "01"]},
    {"notebooks": ["02"]},
    {"notebooks": ["3", "05_your_report"]},
    {"exercises": FEW},
    {"exercises": ["my-report"]},
    {"without": ["label-facts", "headline-words", "words-before", "imvain-named", "my-ratings"]},
    {"notebooks": ["04"], "without": ["imvain-named"], "exercises": ["imvain-named", "belta-cue"]},
]


@pytest.mark.slow
@pytest.mark.parametrize("graded", [False, True], ids=["practice", "graded"])
@pytest.mark.parametrize("options", CHOICES, ids=str)
def test_notebooks_and_exercises_that_are_left_out_vanish(unpacked, options, graded, capsys):
    folder, packed = unpacked(**options, graded=graded)
    chosen = packed.assignment
    seed, found = folder / "seeds" / SLUG, sources(folder)
    assert {name[:2] for name in found} == set(chosen.notebooks)
    assert main(["check", str(seed)]) == 0, capsys.readouterr().out
    if graded:
        unlock(seed, packed.code)
    assert main(["check", str(seed)]) == 0, capsys.readouterr().out
    given = compose((seed / "exercises.yaml").read_text("utf-8"), "").value["exercises"]
    assert tuple(one["id"] for one in given) == chosen.exercises
    assert given == [one for one in yaml_of("exercises.yaml")["exercises"] if one in given]
    key = compose((seed / "key.yaml").read_text("utf-8"), "").value["key"]
    assert key == {name: yaml_of("key.yaml")["key"][name] for name in chosen.exercises}
    asked = {(one["notebook"], one["place"]) for one in given}
    asking = {
        (name[:2], place)
        for name, cells in found.items()
        for cell in cells
        for place in re.findall(r'^ask\("([^"]+)"', cell, re.MULTILINE)
    }
    assert asking == asked
    lesson = lesson_in(folder)
    for number in chosen.notebooks:
        forms = open_exercises(lesson, number).receiver.forms()
        assert list(forms) == [one["id"] for one in given if one["notebook"] == number]


@pytest.mark.parametrize("options", CHOICES, ids=str)
def test_no_link_leads_to_a_notebook_that_is_left_out(unpacked, options):
    folder, _ = unpacked(**options)
    found = sources(folder)
    for at, (name, cells) in enumerate(found.items()):
        links = re.findall(r"`(0\d_\w+)`", "\n".join(cells))
        assert set(links) <= set(found), name
        following = [*found][at + 1 : at + 2]
        [closing] = [cell for cell in cells if cell.startswith("## What we saw")]
        assert re.findall(r"\*\*Carry on\*\* with `(0\d_\w+)`", closing) == following
        assert all(cell.strip() for cell in cells)


@pytest.mark.parametrize("graded", [False, True], ids=["practice", "graded"])
@pytest.mark.parametrize("options", CHOICES, ids=str)
def test_every_pack_can_be_handed_in_and_every_graded_one_opened(unpacked, options, graded):
    folder, _ = unpacked(**options, graded=graded)
    lines = [cell for cells in sources(folder).values() for cell in cells]
    assert lines.count('ask.panel("hand-in")') == 1
    assert lines.count('ask.panel("saved")') >= 1
    assert lines.count('ask.panel("code")') == graded
    first, *_, last = [*sources(folder).values()] * 2
    assert 'ask.panel("hand-in")' in last
    assert 'ask.panel("code")' in first or not graded
    ids = [[cell.get("id") for cell in cells] for cells in cells_of(folder).values()]
    assert all(len(set(one)) == len(one) for one in ids)


@pytest.mark.parametrize("options", [{"notebooks": ["01", "03"]}, {"notebooks": ["5", "03", "04"]}])
def test_without_notebook_00_the_article_is_on_top_of_the_first_notebook(unpacked, options):
    folder, _ = unpacked(**options)
    (name, first), *others = sources(folder).items()
    [at] = [number for number, cell in enumerate(first) if cell.startswith("## Read\n")]
    assert "open_notebook(" in first[at - 1] and first[at + 1].endswith("reader.read(lesson)")
    imported = [line for cell in first for line in cell.splitlines() if "import" in line]
    assert sum(bool(re.search(r"\breader\b", line)) for line in imported) == 1
    assert "Beside this page" not in "".join(first)
    for _, cells in others:
        assert f"**Beside this page**, keep `{name}` open" in "".join(cells)
        assert "reader.read(" not in "".join(cells)


def test_words_that_only_introduce_a_question_go_with_it(unpacked):
    with_it = "\n".join(sources(unpacked("a", exercises=["days-since-election"])[0])["03_timeline"])
    without = "\n".join(sources(unpacked("b", without=["days-since-election"])[0])["03_timeline"])
    assert "Keep `lambda:`" in with_it
    assert "Keep `lambda:`" not in without
    assert "to see the jumps forward" in with_it and "to see the jumps forward" in without


def test_a_tagged_cell_goes_only_with_the_question_right_beneath_it():
    def cell(kind, source, *tags):
        return {"cell_type": kind, "source": source, "metadata": {"tags": list(tags)}}

    asks = cell("markdown", "Look.", "asks")
    lines = 'ask("here")\nshow(1)', "ask(place)", "ask.panel('progress')", "not ( python", ""
    others = [cell("code", one) for one in (*lines, 'print(ask("here"))')]
    others.append(cell("markdown", "More."))
    gone = cell("code", 'ask.answer("here", lambda: None)')
    for other in others:
        book = {"cells": [asks, other, gone, asks]}
        [found] = excerpt({"00_a": book}, {"00_a": {"there"}}, False).values()
        assert found["cells"] == [asks, other, asks]
    [found] = excerpt({"00_a": {"cells": [asks, asks, gone]}}, {"00_a": set()}, False).values()
    assert found["cells"] == []
    [found] = excerpt({"00_a": {"cells": [asks, gone]}}, {"00_a": {"here"}}, False).values()
    assert found["cells"] == [asks, gone]


def test_marks_and_progress_add_up_to_what_was_handed_out(unpacked):
    folder, packed = unpacked(exercises=FEW)
    rows = progress(open_answering(lesson_in(folder)))
    assert [row[0] for row in rows] == ["Notebook 2", "Notebook 3", "Notebook 4", "All"]
    assert rows[-1][1] == "0 of 3"
    assert packed.assignment.exercises == FEW


# ---------------------------------------------------------------------------- what is told
def test_title_class_and_due_date_are_on_the_first_page_and_in_the_readme(unpacked):
    folder, _ = unpacked(
        notebooks=["03", "04"], title="Who *says* <so>?", due="2026-12-01", class_name="7B"
    )
    first, second = sources(folder).values()
    assert first[0].startswith(r"**Your assignment: Who \*says\* \<so\>?**")
    assert "For 7B." in first[0] and "Due: Tuesday 1 December 2026." in first[0]
    assert "Notebooks 3 and 4, with 14 exercises, and 12 for the quick." in first[0]
    assert "You hand in at the end of notebook 4." in first[0]
    assert "Your assignment" not in "".join(second)
    readme = (folder / "README.md").read_text("utf-8")
    assert readme.startswith(f"# Read the news closely\n\n{first[0]}\n\nNotebooks that walk")


@pytest.mark.parametrize("title", ["a\nb", "\0x\x1f", "\ud83d", "\u2028y", "x" * 120])
def test_no_title_breaks_a_pack(unpacked, title):
    folder, packed = unpacked(title=title, class_name=title[:60])
    assert read_assignment(folder / "seeds" / SLUG) == packed.assignment
    nbformat.validate(nbformat.read(folder / "notebooks" / f"{NOTEBOOKS[0]}.ipynb", 4))
    assert "\n" not in packed.assignment.title


# --------------------------------------------------------------------------- the assignment
def test_a_pack_says_what_it_is_and_the_kit_remembers(unpacked, whole, tmp_path):
    folder, packed = unpacked("told", exercises=FEW, title="Told", due="2026-12-01", graded=True)
    assignment = packed.assignment
    kit = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    told = ("Told", "2026-12-01", "", ("00", "02", "03", "04"), FEW, kit)
    assert assignment == Assignment(SLUG, *told, assignment.version, True)
    assert re.fullmatch("data:[0-9a-f]{12}", assignment.version)
    assert re.fullmatch("[0-9a-f]{10}", assignment.id)
    assert assignment_of_pack(tmp_path / "told.zip") == assignment
    assert read_assignment(folder / "seeds" / SLUG) == assignment
    assert recorded_assignments(whole)[-1] == assignment
    assert open_answering(lesson_in(folder)).work.assignment == assignment.id
    assert read_assignment(SEED) is None


def test_practice_and_graded_packs_of_one_choice_have_one_version_and_two_ids(unpacked):
    one, two = (unpacked(f"v{graded}", graded=graded)[1].assignment for graded in (False, True))
    assert one.version == two.version and one.id != two.id
    other = unpacked("w", without=FEW)[1].assignment
    assert other.version != one.version


DAMAGED = [  # whole files, and what is wrong in one
    *(b"", b"Katze", b"[]", b"null", b"[" * 90_000, b" " * 200_000, b"\xff\xfe\xfa"),
    *(b'{"schema": 1, "schema": 1}', {"schema": 2}, {"schema": True}, {"title": 5}),
    *({"title": None}, {"graded": 1}, {"due": "2026-02-30"}, {"due": "2026-W01-1"}),
    *({"exercises": "abc"}, {"exercises": [["a"]]}),
]


@pytest.mark.parametrize("raw", DAMAGED, ids=lambda raw: str(raw)[:30])
def test_an_assignment_that_was_damaged_gets_a_sentence(unpacked, tmp_path, raw):
    folder, packed = unpacked(exercises=FEW)
    if isinstance(raw, dict):
        raw = json.dumps(packed.assignment.to_json() | raw).encode()
    (folder / "seeds" / SLUG / "assignment.json").write_bytes(raw)
    with pytest.raises(KitError, match=r"Unpack the pack .* anew"):
        read_assignment(folder / "seeds" / SLUG)
    with zipfile.ZipFile(tmp_path / "bad.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"seeds/{SLUG}/assignment.json", raw)
    with pytest.raises(KitError, match=r"bad\.zip is no pack"):
        assignment_of_pack(tmp_path / "bad.zip")


def test_what_is_no_pack_gets_a_sentence(unpacked, tmp_path):
    _, packed = unpacked(exercises=FEW)
    good = (tmp_path / "homework.zip").read_bytes()
    right = json.dumps(packed.assignment.to_json()).encode()
    path, own = tmp_path / "bad.zip", f"seeds/{SLUG}/assignment.json"

    def zipped(names, data=right):
        with zipfile.ZipFile(buffer := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
            for name in names:
                archive.writestr(name, data)
        return buffer.getvalue()

    wrong = ("seeds/other/assignment.json", "x.txt")
    names = [], [f"../{own}"], [f"seeds/{own}"], [own, wrong[0]], *([one] for one in wrong)
    bad = [b"", b"PK", b"PK\x05\x06" + b"\0" * 18, good[:-30], good[: len(good) // 2]]
    for raw in (*bad, *map(zipped, names), zipped([own], b" " * 50_000_000 + right)):
        path.write_bytes(raw)
        with pytest.raises(KitError, match=r"bad\.zip is no pack"):
            assignment_of_pack(path)
    with pytest.raises(KitError, match="There is no file"):
        assignment_of_pack(tmp_path / "gone.zip")
    with pytest.raises(KitError):
        assignment_of_pack(tmp_path)


# ------------------------------------------------------------------------------------- graded
@pytest.mark.slow
@pytest.mark.parametrize("options", [{}, {"exercises": FEW}], ids=["all", "few"])
def test_no_file_of_a_graded_pack_holds_an_answer(unpacked, options):
    folder, packed = unpacked(**options, graded=True, title="Told")
    secrets = secret_texts()
    closed = set().union(*map(words_in_a_row, secrets))
    closed -= set().union(*map(words_in_a_row, public_texts()))
    assert len(secrets) > 700 and len(closed) > 5_000
    found = []
    for name, data in snapshot(folder).items():
        assert packed.code.encode() not in data
        for text in readings(data):
            found += [f"{name}: {one}" for one in words_in_a_row(text) & closed]
            bare = plain(text)
            found += [f"{name}: {one}" for one in secrets if one in bare]
    assert not found
    names = {path.name for path in (folder / "seeds" / SLUG).iterdir()}
    open_files = {
        "article.txt",
        "exercises.yaml",
        "lesson.yaml",
        "assignment.json",
        "lesson.jsonld",
    }
    assert names == open_files | {seal.FILE}


def test_another_assignment_of_the_same_name_keeps_the_code(whole, tmp_path):
    """Students who have the first file still need it."""
    target = tmp_path / "same.zip"
    first = pack(whole, target, graded=True, class_name="7B")
    second = pack(whole, target, graded=True, class_name="7C")
    assert first.code == second.code and first.assignment != second.assignment
    pack(whole, target, class_name="7B")  # for practice, without a code
    own = new_code()
    third = pack(whole, target, graded=True, class_name="7D", code=f" {own.upper()} ")
    assert pack(whole, target, graded=True, class_name="7E").code == third.code == own
    assert pack(whole, target, graded=True, class_name="7B") == first
    recorded = (whole / "packs" / "same.json").read_text("utf-8")
    assert first.code in recorded and own in recorded
    assert {"7B", "7C"} <= {one.class_name for one in recorded_assignments(whole)}
    assert pack(whole, tmp_path / "else.zip", graded=True, class_name="7B").code != first.code


def test_two_packs_under_one_code_are_sealed_with_two_keys(unpacked):
    """No key and nonce seal two texts, and each pack opens to its own."""
    found = []
    for options in ({"exercises": FEW}, {"exercises": FEW[:2]}):
        folder, packed = unpacked("same", graded=True, **options)
        seed = folder / "seeds" / SLUG
        found.append((json.loads((seed / seal.FILE).read_bytes()), packed.code))
        unlock(seed, packed.code)
        key = compose((seed / "key.yaml").read_text("utf-8"), "").value["key"]
        assert len(key) == len(packed.assignment.exercises)
        shutil.rmtree(folder)
    (one, code), (two, other) = found
    assert code == other
    assert all(one[name] != two[name] for name in ("salt", "nonce", "check", "data"))


# ------------------------------------------------------------------------------------ mistakes
def said(whole, target, **options):
    with pytest.raises(KitError) as raised:
        pack(whole, target, **options)
    assert target.suffix != ".zip" or not target.exists()
    return str(raised.value)


def test_all_mistakes_of_a_call_are_said_at_once(whole, tmp_path):
    wrong = {"notebooks": ["00", "07"], "exercises": ["calls-tusday", "zzz", "imvain-named"]}
    wrong |= {"without": ["six-date"], "title": "x" * 121, "due": "1.12.2026", "code": "lusab"}
    lines = said(whole, tmp_path / "wrong.txt", **wrong).splitlines()
    starts = [
        "There is no notebook “07”. The notebooks are: 00, 01, 02, 03, 04, 05.",
        "There is no exercise “calls-tusday”. Did you mean “calls-tuesday”?",
        "There is no exercise “zzz”. The ids stand in exercises.yaml.",
        "There is no exercise “six-date”. Did you mean “six-dates”?",
        "The exercise “imvain-named” is in notebook 04, which is not chosen.",
        "The title has 121 characters.",
        "“1.12.2026” is no date.",
        "A class code opens what is sealed. Add --graded",
        "“wrong.txt” is no name of a pack.",
    ]
    assert [line[: len(start)] for line, start in zip(lines, starts, strict=True)] == starts
    assert not (whole / "packs" / "wrong.json").exists()


NO_DATES = "2026-13-01 2026-02-30 20261201 2026-W49-2 tomorrow ２０２６-12-01 0000-01-01"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"notebooks": []}, "The choice is empty"),
        ({"exercises": []}, "The choice is empty"),
        ({"without": EXERCISES}, "No exercise is left"),
        ({"exercises": FEW, "without": FEW}, "No exercise is left"),
        ({"graded": True, "code": "lusab-babad-gutih-tugab"}, "typing mistake"),
        ({"graded": True, "code": ""}, "no class code"),
        ({"notebooks": [""]}, "There is no notebook"),
        *(({"due": one}, "is no date") for one in NO_DATES.split()),
    ],
    ids=str,
)
def test_other_mistakes_are_said(whole, tmp_path, options, words):
    assert words in said(whole, tmp_path / "a.zip", **options)


def test_a_file_that_was_not_packed_here_is_not_overwritten(whole, tmp_path):
    own, changed, folder, link = (tmp_path / f"{name}.zip" for name in "abcd")
    own.write_bytes(b"the homework of my class")
    pack(whole, changed)
    pack(whole, changed, title="Another")  # packed here, so it may be replaced
    with zipfile.ZipFile(changed, "a") as archive:
        archive.writestr("notes.txt", "my own")
    folder.mkdir()
    link.symlink_to(tmp_path / "nowhere")
    before = snapshot(tmp_path)
    for target in (own, changed, folder, link):
        with pytest.raises(KitError, match="is there already"):
            pack(whole, target)
    assert snapshot(tmp_path) == before


def test_a_sealed_kit_is_packed_only_once_it_is_open(kit, tmp_path):
    """Earlier kits wrote sealed copies that say of no assignment."""
    seed, target = kit / "seeds" / SLUG, tmp_path / "a.zip"
    (seed / seal.FILE).write_bytes(b"{}")
    key = (seed / "key.yaml").rename(tmp_path / "key.yaml")
    with pytest.raises(KitError, match=f"The lesson {SLUG} is sealed. Pack from the kit"):
        pack(kit, target)
    key.rename(seed / "key.yaml")
    code = pack(kit, target, graded=True).code
    with zipfile.ZipFile(target) as archive:
        archive.extractall(tmp_path / "unpacked")
    unlock(tmp_path / "unpacked" / "seeds" / SLUG, code)
    for path in (tmp_path / "unpacked" / "seeds" / SLUG).glob("*.*l"):
        assert path.read_bytes() == (seed / path.name).read_bytes()


def test_a_pack_of_a_pack_is_refused(unpacked, tmp_path):
    for graded in (False, True):
        folder, packed = unpacked(f"p{graded}", graded=graded)
        with pytest.raises(KitError, match="is a pack itself"):
            pack(folder, tmp_path / "second.zip")
        if graded:
            unlock(folder / "seeds" / SLUG, packed.code)
            with pytest.raises(KitError, match="is a pack itself"):
                pack(folder, tmp_path / "second.zip", graded=True)
    assert not (tmp_path / "second.zip").exists()


def test_a_lesson_without_a_key_can_be_packed_for_practice_only(kit, tmp_path):
    (kit / "seeds" / SLUG / "key.yaml").unlink()
    with pytest.raises(KitError, match=r"has no key\.yaml"):
        pack(kit, tmp_path / "a.zip", graded=True)
    assert pack(kit, tmp_path / "a.zip", exercises=FEW).assignment.exercises == FEW


def test_a_record_that_is_damaged_is_named_and_kept(kit, tmp_path):
    (kit / "packs").mkdir()
    (kit / "packs" / "a.json").write_text('{"packed": [{"code": "lusab"}]}')
    for run in (lambda: pack(kit, tmp_path / "a.zip"), lambda: recorded_assignments(kit)):
        with pytest.raises(KitError, match=r"packs/a\.json cannot be read"):
            run()
    assert "lusab" in (kit / "packs" / "a.json").read_text()
    assert not (tmp_path / "a.zip").exists()


def test_where_the_record_cannot_be_written_there_is_no_pack(kit, tmp_path):
    """A sealed pack whose code nobody knows would be lost work."""
    (kit / "packs").write_text("a file")
    with pytest.raises(KitError, match="cannot be written"):
        pack(kit, tmp_path / "a.zip", graded=True)
    assert not (tmp_path / "a.zip").exists()


def test_where_the_pack_cannot_be_written_a_sentence_says_so(whole, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("x")
    with pytest.raises(KitError, match="cannot be written"):
        pack(whole, tmp_path / "file" / "a.zip")

    def full(_, path):
        if path.suffix == ".zip":
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("helpers.common.atomic_file.replace", full)
    with pytest.raises(KitError, match="cannot be written"):
        pack(whole, tmp_path / "b.zip", graded=True)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


# ---------------------------------------------------------------------------- the command line
def test_the_command_line_packs_and_says_what_there_is_to_know(kit, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(kit)
    command = ["pack", str(tmp_path / "hw.zip"), "--graded", "--notebooks", "01,2", "--due"]
    command += ["2026-12-01", "--title", "Who and where", "--class", "7B", "--without", FEW[0]]
    assert main(command) == 0
    told = capsys.readouterr().out
    [code] = re.findall(r"^Class code: (\S+)$", told, re.MULTILINE)
    assert "Who and where, 7B, due Tuesday 1 December 2026" in told
    assert "Notebooks 1 and 2, with 13 exercises, and 1 for the quick." in told
    assert "packs/hw.json" in told and "takes the place" not in told
    assert told.startswith(f"{tmp_path / 'hw.zip'} is packed for graded work.")
    assert "Notebook 00 is not in it: the article is at the top of notebook 01." in told
    assert "an earlier hw.zip" not in told and "nowhere else" not in told
    assert "whether an answer came after the code, only the file itself tells" in told
    assert "The key of the lesson that comes with the kit is public" in told
    before = (tmp_path / "hw.zip").read_bytes()
    assert main(command) == 0
    told = capsys.readouterr().out
    assert code in told and "an earlier hw.zip" not in told and "takes the place" not in told
    assert (tmp_path / "hw.zip").read_bytes() == before
    assert main([*command, "--title", "Another"]) == 0
    told = capsys.readouterr().out
    assert f"Class code: {code}\nIt is the code of an earlier hw.zip, too, and opens both." in told
    was = "Who and where, 7B, due Tuesday 1 December 2026, notebooks 1 and 2."
    assert f"It takes the place of the hw.zip that was there: {was}" in told
    (tmp_path / "hw.zip").unlink()
    assert main(command) == 0
    assert "takes the place" not in capsys.readouterr().out
    assert main(["pack", str(tmp_path / "hw.zip"), "--notebooks", "9", "--due", "soon"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 2


LISTS = """--notebooks 00,01,04 ¦ --notebooks 00 01 04 ¦ --notebooks 0 1 4 ¦ --notebooks 0, 1;4 ¦
    --notebooks 0 --notebooks=1 --notebooks 04_sourcing ¦
    --without calls-tuesday days-since-election --notebooks 0 1 4"""


@pytest.mark.parametrize("words", LISTS.split("¦"))
def test_lists_are_taken_with_commas_and_as_words(kit, tmp_path, monkeypatch, words):
    monkeypatch.chdir(kit)
    assert main(["pack", str(tmp_path / "a.zip"), *words.split()]) == 0
    assert assignment_of_pack(tmp_path / "a.zip").notebooks == ("00", "01", "04")


def test_a_file_behind_a_list_is_the_file_to_make(kit, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(kit)
    assert main(["pack", "--notebooks", "00", "01", str(tmp_path / "for 7b.ZIP")]) == 0
    assert assignment_of_pack(tmp_path / "for 7b.ZIP").notebooks == ("00", "01")
    for words in (["--notebooks", "00"], ["a.zip", "--notebooks", "00", "b.zip"]):
        with pytest.raises(SystemExit) as ended:
            main(["pack", *words])
        assert ended.value.code == 2
    assert "more than one file to make" in capsys.readouterr().err
    assert not list(kit.glob("*.zip"))


def test_a_lesson_with_problems_is_not_handed_out(kit, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(kit)
    path = kit / "seeds" / SLUG / "events.csv"
    path.write_text(path.read_text("utf-8").replace("2020-08-18", "2020-08-17"), "utf-8")
    assert main(["pack", str(tmp_path / "hw.zip")]) == 2
    assert "what to do:" in capsys.readouterr().err
    assert not (tmp_path / "hw.zip").exists()


# ------------------------------------------------------------------------------ in a real kernel
@pytest.mark.slow
def test_every_cell_of_a_pack_of_some_exercises_runs(unpacked, tmp_path):
    folder, _ = unpacked(exercises=FEW, title="Told")
    paths = sorted((folder / "notebooks").glob("*.ipynb"))
    with RunningNotebooks(paths, tmp_path / "work", SLUG, every=True) as running:
        form = running.click("02", "calls-tuesday", "4")
    assert form["feedback"]["state"] == "right"
    saved = json.loads((tmp_path / "work" / f"{SLUG}.json").read_text("utf-8"))
    assert saved["assignment"] == read_assignment(folder / "seeds" / SLUG).id


@pytest.mark.slow
@pytest.mark.parametrize("graded", [False, True], ids=["practice", "graded"])
def test_the_article_runs_clean_on_top_of_another_notebook(unpacked, tmp_path, graded):
    """Notebook 05 does not import what reads it."""
    folder, _ = unpacked(notebooks=["05"], graded=graded)
    with RunningNotebooks([*(folder / "notebooks").glob("*.ipynb")], tmp_path / "work", every=True):
        pass  # an error in a cell is raised
