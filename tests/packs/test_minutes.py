"""A lesson of so many minutes: one notebook that is whole in itself, in every kind of pack."""

import json
import re
import zipfile

import nbformat
import pytest
import yaml
from support import ROOT, key_answers
from support.invented_lesson import ARABIC, NASTY, question, write
from support.kernel import RunningNotebooks
from support.own_exercises import EXERCISES, KEY
from support.secrets import plain, secret_texts

from helpers.cli.main import main
from helpers.common.errors import Findings, KitError
from helpers.exercises.asked import Asked
from helpers.exercises.plan import plan
from helpers.lesson.lesson import load, load_public
from helpers.lesson.unlock import unlock
from helpers.packs.pack import pack
from helpers.packs.substitute import substitute_beside
from helpers.student.hand_in import hand_in, open_in_words
from helpers.student.panels import show_code
from helpers.student.session import open_answering

SLUG = "belarus-2020"
CELLS = {20: 14, 45: 15, 90: 15}
# What a notebook, its questions and their replies may not speak of, as it is not there.
ELSEWHERE = re.compile(
    r"\bnotebooks?\b(?! works)|\b(sections?|maps?|charts?|ledger)\b|\btable\b|`\d\d_", re.IGNORECASE
)
OF_ITSELF = ("This page is a notebook.", "When you close the notebook and come back")
BY_ID = {one.id: one for one in EXERCISES}


@pytest.fixture
def packed(whole, tmp_path):
    """Pack a short lesson and unpack it; return its folder, what was packed, and its cells."""

    def run(minutes=45, name="monday", **options):
        made = pack(whole, tmp_path / f"{name}.zip", minutes=minutes, **options)
        folder = tmp_path / f"{name} unpacked"
        with zipfile.ZipFile(tmp_path / f"{name}.zip") as archive:
            archive.extractall(folder)
        [path] = (folder / "notebooks").glob("*.ipynb")
        assert path.name == f"00_a_lesson_of_{minutes}_minutes.ipynb"
        return folder, made, nbformat.read(path, 4).cells

    return run


def prose_of(cells):
    return "\n\n".join(one.source for one in cells if one.cell_type == "markdown")


def told_in(exercise, key):
    """All that a student may read of an exercise."""
    texts = [exercise.title, exercise.question, *exercise.question_lines()]
    return [*texts, *(line.message for line in exercise.key_lines(key))]


@pytest.mark.parametrize("minutes", CELLS)
@pytest.mark.parametrize("graded", [False, True])
def test_it_is_one_notebook_of_few_cells(packed, minutes, graded):
    folder, made, cells = packed(minutes, graded=graded, title="A *title*", class_name="7B")
    assert len(cells) <= CELLS[minutes]
    assert made.assignment.minutes == minutes and made.assignment.notebooks == ("00",)
    taken = sum(BY_ID[one].minutes for one in made.assignment.exercises)
    assert taken <= {20: 12, 45: 25, 90: 55}[minutes]
    nbformat.validate(nbformat.from_dict({"cells": cells, "metadata": {}} | FORMAT))
    words = prose_of(cells)
    assert f"For 7B. A lesson of {minutes} minutes, with" in words
    assert "Your assignment: A \\*title\\*" in words
    assert ("class code" in words) is graded
    assert "notebook 0" not in (folder / "README.md").read_text("utf-8")


FORMAT = {"nbformat": 4, "nbformat_minor": 5}


@pytest.mark.parametrize("minutes", CELLS)
@pytest.mark.parametrize("graded", [False, True])
def test_no_sentence_speaks_of_what_is_not_there(packed, minutes, graded):
    _, made, cells = packed(minutes, graded=graded)
    words = prose_of(cells)
    for sentence in OF_ITSELF:
        words = words.replace(sentence, "")
    texts = [words]
    for name in made.assignment.exercises:
        texts += told_in(BY_ID[name], KEY[name])
    assert not [text for text in texts if ELSEWHERE.search(text)]


def test_what_asks_nothing_is_left_out_with_its_words(packed):
    _, _, cells = packed(20)
    words = prose_of(cells)
    assert "## When?" in words and "what is told first" in words
    assert "What stands around a text" not in words  # nothing is asked of that
    _, _, cells = packed(20, "other", without=["anchor-of-tuesday"])
    words = prose_of(cells)
    assert "## When?" not in words and "anchor" not in words
    assert 'ask("when")' not in [one.source for one in cells]


def test_a_cell_that_shows_what_the_kit_shows_is_the_kits_own(packed):
    _, _, cells = packed(45)
    own = {
        cell["id"]: "".join(cell["source"])
        for path in (ROOT / "notebooks").glob("0*.ipynb")
        for cell in json.loads(path.read_text("utf-8"))["cells"]
    }
    both = [one for one in cells if one.id in own]
    assert len(both) == 2  # the article, and the chains
    assert all(one.source == own[one.id] for one in both)


def test_before_a_run_it_shows_its_questions_and_no_answer(packed):
    _, made, cells = packed(45)
    shown = [one.outputs[0]["data"]["text/plain"] for one in cells if one.get("outputs")]
    text = "\n".join(shown)
    for name in made.assignment.exercises:
        assert BY_ID[name].question in text
    assert "Sources, and the hands their words came through" in text
    assert "Reuters → China Daily" not in text


def test_a_graded_one_tells_no_answer_until_the_code_opens_it(packed, monkeypatch, tmp_path):
    folder, made, _ = packed(45, graded=True)
    secrets = [plain(one) for one in secret_texts() if len(plain(one)) > 40]
    assert len(secrets) > 100
    for path in folder.rglob("*.*"):
        if path.is_file() and path.suffix in (".ipynb", ".yaml", ".json", ".md", ".html"):
            text = plain(path.read_text("utf-8"))
            assert not [one for one in secrets if one in text], path
    seed = folder / "seeds" / SLUG
    answering = open_answering(load_public(seed, Findings()))
    assert len(answering.asked("00", "who")) == 1
    unlock(seed, made.code)
    told = show_code(answering, {})["line"]
    assert "Run All Cells" in told and "notebook" not in told
    assert {one.place for one in open_answering(load(seed)[0]).exercises.values()} == {
        *("read", "who", "where", "when", "says")
    }


@pytest.mark.parametrize("graded", [False, True])
@pytest.mark.parametrize("minutes", CELLS)
def test_what_is_handed_in_is_graded_by_the_kit_it_comes_from(
    packed, whole, tmp_path, monkeypatch, capsys, minutes, graded
):
    folder, made, _ = packed(minutes, graded=graded, class_name="7B")
    seed = folder / "seeds" / SLUG
    answering = open_answering(load_public(seed, Findings()) if graded else load(seed)[0])
    asked = [BY_ID[one] for one in made.assignment.exercises]
    answers = {one.id: (key_answers.right(one, KEY[one.id]) or [None])[0] for one in asked}
    waits = [name for name, case in answers.items() if case is None]  # for a person
    for name, case in answers.items():
        if case:
            answering.attempt(answering.exercises[name], case.answer)
    count = len(asked) - len(waits)
    still = f"Still open: {len(waits)}." if waits else "Nothing is open."
    assert open_in_words(answering) == f"Done: {count} of {len(asked)} exercises. {still}"
    _, text = hand_in(answering, "Ana")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "belarus-2020_Ana.json").write_text(text, "utf-8")
    monkeypatch.chdir(whole)
    assert main(["grade", str(tmp_path / "in"), "--out", str(tmp_path / "out")]) == 0
    said = capsys.readouterr().out
    assert "1 of 1 file comes from it" in said
    marks = sum(one.marks for one in asked if one.id not in waits)
    page = (tmp_path / "out" / "feedback" / "Ana.html").read_text("utf-8")
    out_of = sum(one.marks for one in asked)
    assert f"{marks} of {out_of} marks" in page


@pytest.mark.slow
def test_every_cell_runs(packed, tmp_path):
    folder, made, _ = packed(90)
    [path] = (folder / "notebooks").glob("*.ipynb")
    with RunningNotebooks([path], tmp_path / "work", every=True) as running:
        assert {*running.forms["00"]} == {*made.assignment.exercises}


# --------------------------------------------------------------------------- what is refused
def test_options_that_contradict_are_refused_in_a_sentence(whole, tmp_path):
    for more in ({"notebooks": ["00"]}, {"exercises": ["six-dates"]}):
        with pytest.raises(KitError, match="Leave out either the minutes"):
            pack(whole, tmp_path / "a.zip", minutes=45, **more)
    with pytest.raises(KitError, match="Did you mean “six-dates”"):
        pack(whole, tmp_path / "a.zip", minutes=45, without=["six-date"])
    with pytest.raises(KitError, match="20, 45 or 90 minutes, not 44"):
        pack(whole, tmp_path / "a.zip", minutes=44)
    assert not list(tmp_path.glob("a*"))


def test_packed_again_it_is_the_same(whole, tmp_path):
    target = tmp_path / "a.zip"
    first, raw = pack(whole, target, minutes=45), target.read_bytes()
    page = substitute_beside(target).read_bytes()
    assert pack(whole, target, minutes=45) == first and target.read_bytes() == raw
    assert substitute_beside(target).read_bytes() == page
    assert pack(whole, target, minutes=20) != first


def test_the_command_says_what_it_made(whole, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(whole)
    assert main(["pack", "--minutes", "45", "--class", "7B", str(tmp_path / "a.zip")]) == 0
    said = capsys.readouterr().out
    assert "A lesson of 45 minutes, with 8 exercises." in said
    assert f"{tmp_path / 'a-substitute.html'} is one page to print" in said
    assert main(["pack", "--minutes", "20", str(tmp_path / "a.zip")]) == 0
    assert "takes the place of the a.zip that was there: 7B, a lesson of 45 minutes." in (
        capsys.readouterr().out
    )


# ------------------------------------------------------------------------------- other lessons
@pytest.mark.parametrize(("headline", "language"), [(NASTY, "en"), (ARABIC, "ar")])
def test_a_lesson_without_a_plan(kit, tmp_path, headline, language):
    asked = [question(f"q{n}", f"0{n}", objective=f"o{n}") for n in range(6)]
    asked.append(question("more", "01", minutes=30))
    objectives = [{"id": f"o{n}", "text": f"See <i>{n}</i> & *more*."} for n in range(6)]
    facts = {"inLanguage": language, "objectives": objectives}
    write(kit / "seeds" / "library", asked, headline, **facts)
    (kit / "seeds" / "lesson.txt").write_text("library", "utf-8")
    made = pack(kit, tmp_path / "a.zip", minutes=45)
    assert made.assignment.exercises == ("q0", "q1", "q2", "q3", "q4")
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        book = json.loads(archive.read("notebooks/00_a_lesson_of_45_minutes.ipynb"))
        exercises = yaml.safe_load(archive.read("seeds/library/exercises.yaml"))["exercises"]
    words = "".join("".join(one["source"]) for one in book["cells"])
    shown = '“Library” \\<b\\>opens\\</b\\> \\*late\\* \\& "why"?'
    assert (ARABIC if language == "ar" else shown) in words
    assert "- See \\<i\\>3\\</i\\> \\& \\*more\\*." in words and "See \\<i\\>5" not in words
    assert "byline" not in words and "hard word" not in words  # this article has neither
    assert [one["place"] for one in exercises] == ["read", "who", "where", "when", "says"]
    assert {one["notebook"] for one in exercises} == {"00"}


def test_a_plan_of_its_own_and_what_check_says_of_it(kit, capsys, monkeypatch):
    asked = [question(f"q{n}", "01", minutes=10) for n in range(3)]
    seed = write(kit / "seeds" / "library", asked, plans={"20": ["q1"], "45": ["q0", "nobody"]})
    monkeypatch.chdir(kit)
    assert main(["check", "seeds/library"]) == 1
    said = capsys.readouterr().out
    assert "the plan for 45 minutes names “nobody”, which is no exercise" in said
    assert "the plan for 45 minutes take 10 minutes together, not 20 to 25" in said
    assert "plan for 20" not in said
    for plans, words in (
        ({"30": ["q0"]}, "there is no lesson of “30” minutes"),
        ({"45": "q0"}, "the plan for 45 minutes is no list of ids"),
        ({"45": []}, "the plan for 45 minutes is no list of ids"),
        (["q0"], "it is no list of plans"),
    ):
        write_plans(seed, plans)
        assert main(["check", "seeds/library"]) == 1
        assert words in capsys.readouterr().out


def write_plans(seed, plans):
    about = yaml.safe_load((seed / "lesson.yaml").read_text("utf-8"))
    text = yaml.safe_dump(about | {"plans": plans}, allow_unicode=True)
    (seed / "lesson.yaml").write_text(text, "utf-8")


def test_the_plan_of_the_kits_lesson_is_the_one_that_is_packed(packed):
    _, made, _ = packed(90)
    lesson, _ = load(ROOT / "seeds" / SLUG)
    assert made.assignment.exercises == plan(lesson.about, Asked(EXERCISES, KEY), 90)
