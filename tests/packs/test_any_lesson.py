"""Any lesson has all of the notebooks, and in them no word of another one."""

import json
import shutil
import zipfile

import pytest
from support import FOLDER, ROOT, SLUG, bell_lesson, copied_kit
from support.bell_lesson import told_of_the_first
from support.kernel import RunningNotebooks

from helpers.cli.main import main
from helpers.common.errors import Findings, KitError, LessonError
from helpers.grading.choices import lesson_of
from helpers.lesson.lesson import lesson_folder, load
from helpers.packs.contents import notebooks_of
from helpers.packs.filled import filled
from helpers.packs.notebooks import source_of, tags_of
from helpers.packs.own_notebooks import teachers_of, write_notebooks
from helpers.packs.pack import pack
from helpers.packs.prompts import PLACES, read_prompts
from helpers.packs.selection import number_of
from helpers.paper.paper import write_paper
from helpers.projector.slides import write_slides
from helpers.site.shown import run, saved_outputs, shown

BELL = bell_lesson.SLUG


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    """Return a kit with two lessons, which tests leave as it is but for what they make."""
    kit = copied_kit(tmp_path_factory.mktemp("two") / "kit")
    bell_lesson.write(kit / "seeds" / BELL)
    return kit


@pytest.fixture
def spoilt(tmp_path):
    """Return such a kit that a test may spoil, with no more than packs look at."""
    kit = tmp_path / "kit"
    left = shutil.ignore_patterns("__pycache__")
    for name in ("seeds", "notebooks", "helpers", "binder"):
        shutil.copytree(ROOT / name, kit / name, ignore=left)
    shutil.copy(ROOT / "pyproject.toml", kit)
    bell_lesson.write(kit / "seeds" / BELL)
    return kit


def books_in(file):
    """Return the notebooks of a pack, by their numbers."""
    with zipfile.ZipFile(file) as archive:
        names = [one for one in archive.namelist() if one.endswith(".ipynb")]
        return {name[10:12]: json.loads(archive.read(name)) for name in names}


def texts(book):
    return [source_of(cell) for cell in book["cells"]]


def all_of(book):
    return "\n\n".join(texts(book))


# ------------------------------------------------------------------------------- the first lesson
def test_the_notebooks_of_the_kit_are_those_of_the_first_lesson_as_its_folder_has_them():
    findings = Findings()
    prompts = read_prompts(FOLDER, findings)
    assert findings.problems == []
    for books in (notebooks_of(ROOT), teachers_of(ROOT)):
        assert filled(books, prompts, ()) == books


def test_each_cell_that_is_of_this_article_has_a_place_and_each_place_a_cell():
    books = notebooks_of(ROOT) | teachers_of(ROOT)
    found = {
        number_of(name): {cell["id"] for cell in book["cells"] if "this-article" in tags_of(cell)}
        for name, book in books.items()
    }
    there = {number: {ids[0] for ids in places.values()} for number, places in PLACES.items()}
    assert {number: ids for number, ids in found.items() if ids} == there
    cells = {cell["id"] for book in books.values() for cell in book["cells"]}
    assert {one for places in PLACES.values() for ids in places.values() for one in ids} <= cells


# ----------------------------------------------------------------------------- no word of another
def test_a_pack_of_another_lesson_has_no_word_of_the_first(two, tmp_path):
    packed = pack(two, tmp_path / "b.zip", lesson=BELL)
    assert packed.assignment.lesson == BELL
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        files = {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}
    told = {
        name: told_of_the_first(text)
        for name, text in files.items()
        if not name.startswith("helpers/")
    }
    assert len([name for name in told if name.endswith(".ipynb")]) == 6
    assert {name: words for name, words in told.items() if words} == {}
    assert "it is `bell_Anna.json`" in files["README.md"]
    assert "What is in seeds/bell/ is excepted" in files["LICENSE-lesson"]
    assert "The code is under another licence" in files["LICENSE-lesson"]
    assert not [name for name in files if name.startswith("seeds/") and f"/{BELL}/" not in name]


def test_the_words_that_are_looked_for_are_found_in_the_first(two, tmp_path):
    pack(two, tmp_path / "first.zip", lesson=SLUG)
    books = books_in(tmp_path / "first.zip")
    found = {number: told_of_the_first(all_of(book)) for number, book in books.items()}
    assert "Zhao" in found["01"] and '"lukashenko"' in found["01"]
    assert "Minsk" in found["02"] and "Xinhua" in found["04"]


@pytest.mark.parametrize("graded", [False, True])
def test_a_short_lesson_and_its_page_have_none_either(two, tmp_path, graded):
    options = {"lesson": BELL, "minutes": 20, "graded": graded}
    pack(two, tmp_path / "short.zip", **options)
    [book] = books_in(tmp_path / "short.zip").values()
    assert told_of_the_first(all_of(book)) == []
    page = (tmp_path / "short-substitute.html").read_text("utf-8")
    assert "Jarl Osk" in page and told_of_the_first(page) == []


def test_paper_and_slides_have_none_either(two, tmp_path):
    write_paper(two, tmp_path / "paper", lesson=BELL)
    write_slides(two, tmp_path / "slides.html", lesson=BELL)
    for path in (*(tmp_path / "paper").iterdir(), tmp_path / "slides.html"):
        text = path.read_text("utf-8-sig")
        assert "Osk" in text or path.suffix == ".csv"
        assert told_of_the_first(text) == []


def test_what_is_saved_in_the_kit_is_shown_of_the_first_lesson_alone(two, monkeypatch):
    """Of another the notebooks are run."""
    asked = []
    monkeypatch.setattr("helpers.site.shown.run", lambda *how: asked.append(how[1:3]) or {})
    books, headline = {"01_actors": {}}, load(FOLDER)[0].about["headline"]
    assert shown(two, SLUG, headline, books, lambda some, _: some) == saved_outputs(two)[0]
    assert asked == []
    assert shown(two, BELL, "Bell of Halm", books, lambda some, _: some) == {}
    assert asked == [(BELL, "01_actors")]


@pytest.mark.slow
@pytest.mark.long
def test_a_notebook_that_is_run_for_a_site_shows_its_own_lesson(two, tmp_path):
    pack(two, tmp_path / "b.zip", lesson=BELL)
    found = run(two, BELL, "04_sourcing", books_in(tmp_path / "b.zip")["04"])
    html = json.dumps(found)
    assert "Norda" in html and told_of_the_first(html) == []
    broken = {"cells": [{"cell_type": "code", "id": "a", "metadata": {}, "source": "1 / 0"}]}
    broken |= {"metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    broken["cells"][0] |= {"outputs": [], "execution_count": None}
    with pytest.raises(KitError, match=r"The notebook 09 cannot be run for the lesson bell. Zero"):
        run(two, BELL, "09", broken)


@pytest.mark.slow
@pytest.mark.long
def test_its_own_notebooks_open_it_whatever_else_is_named(two, tmp_path):
    first = write_notebooks(two, BELL)
    books = [*sorted(first.parent.glob("*.ipynb")), *(first.parent / "teacher").glob("[gk]*.ipynb")]
    assert len(books) == 8
    with RunningNotebooks(books, tmp_path / "work", SLUG, every=True) as running:
        assert set(running.forms["01"]) == {
            *("later", "who", "sooner", "again", "counted", "beyond"),
        }
    shutil.rmtree(first.parent)


# ------------------------------------------------------------------------------- general prompts
def test_a_place_without_a_prompt_says_what_the_tables_have(two, tmp_path):
    pack(two, tmp_path / "b.zip", lesson=BELL)
    books = books_in(tmp_path / "b.zip")
    one, two_, three, four = (all_of(books[number]) for number in ("01", "02", "03", "04"))
    assert "Read ¶1 to ¶4 again, and find every mention of an actor." in one
    assert "such as “They”" in one  # ¶4, before “she”
    # Osk has 6 mentions, Vey 5, Norda and the Society 4; the table's first row is shown already.
    assert 'put `"osk"`, `"vey"` or `"norda"` in place of `someone`' in one
    assert "such as “the news agency”" in one
    assert "A state cannot open its mouth" not in one
    assert "Find what moves, and what only goes through a wire." in two_
    assert 'Put `"halm"`, `"brenn"` or `"the-sound"` in place of `home`' in two_
    assert "PolyLine([[47.00, 2.00], [44.50, 0.00]]" in two_
    assert "straight from Tarvik to The Sound" in two_
    assert "How far from the others is Velmar, the place in the byline?" in two_
    assert "such as datePublished, the time zone +02:00" in three
    assert "Take ¶3, ¶4 and ¶5. Find source, cue and content" in four
    assert 'ledger["at"].isin(["3", "4", "5"])' in four
    assert "facts about Norda and Brenn Courier" in four
    report = all_of(books["05"])
    assert "Answer “Q drawn” in notebook 2 first: your map is drawn from it." in report


def test_what_has_nothing_to_say_goes_with_what_it_shows(spoilt, tmp_path):
    for name in ("background.csv", "toponyms.csv"):
        path = spoilt / "seeds" / BELL / name
        path.write_text(path.read_text("utf-8").partition("\n")[0] + "\n", "utf-8")
    pack(spoilt, tmp_path / "b.zip", lesson=BELL)
    books = books_in(tmp_path / "b.zip")
    assert "Who are they?" not in all_of(books["04"])
    assert "overview.background" not in all_of(books["04"])
    assert "the place in the byline? Here" not in all_of(books["02"])
    assert "PolyLine" not in all_of(books["02"])


def test_a_prompt_of_the_lesson_goes_before_the_general_one_and_an_empty_one_is_none(
    spoilt, tmp_path
):
    own = "'01':\n  finding: |\n    Find the *bell*.\n\n    And then?\n  roles:\n"
    (spoilt / "seeds" / BELL / "prompts.yaml").write_text(own, "utf-8")
    pack(spoilt, tmp_path / "b.zip", lesson=BELL)
    found = texts(books_in(tmp_path / "b.zip")["01"])
    assert "Find the *bell*.\n\nAnd then?" in found
    assert not [one for one in found if "An office is described" in one or '"role"' in one]
    assert [one for one in found if "such as “They”" in one]


def test_the_guide_has_what_its_key_tells_of_misreadings(two):
    first = write_notebooks(two, BELL)
    guide = json.loads((first.parent / "teacher" / "guide.ipynb").read_text("utf-8"))
    [table] = [one for one in texts(guide) if one.startswith("| where | what some do")]
    rows = table.splitlines()[2:]
    assert len(rows) == 7  # of each question with two options
    assert all(row.count(" | ") == 2 and "passes \\*that\\* on" in row for row in rows)
    assert "Norda \\| the agency" in rows[0]
    assert told_of_the_first(all_of(guide)) == []
    shutil.rmtree(first.parent)


# ---------------------------------------------------------------------------- further exercises
def test_what_no_cell_asks_for_stands_at_the_end_in_the_order_of_the_lesson(two, tmp_path):
    pack(two, tmp_path / "b.zip", lesson=BELL)
    books = books_in(tmp_path / "b.zip")
    found = texts(books["01"])
    at = found.index("## More questions")
    assert found[at + 1 : at + 3] == ['ask("of-my-own")', 'ask("another")']
    assert "in place of `None`" in found[at + 3]
    assert found[at + 4 : at + 6] == ['ask("in-code")', 'ask.answer("in-code", lambda: None)']
    assert found[at + 6].startswith("## What we saw")
    assert found[-2].startswith("### More for the quick") and found[-1] == 'ask("for-fun")'
    cells = {source_of(cell): cell for cell in books["01"]["cells"]}
    shows = "".join(cells['ask("of-my-own")']["outputs"][0]["data"]["text/plain"])
    assert [one for one in ("Q later", "Q again", "Q sooner") if one in shows] == [
        "Q later",
        "Q again",
    ]
    assert "notebook-only" in tags_of(cells['ask("in-code")'])
    report = texts(books["05"])
    assert report.index('ask("more")') < report.index('ask.panel("report")')
    assert not [one for book in books.values() for one in texts(book) if 'ask("plane' in one]
    ids = [cell["id"] for book in books.values() for cell in book["cells"]]
    assert len(set(ids)) == len(ids)


def test_of_what_was_not_chosen_no_heading_is_left(two, tmp_path):
    pack(two, tmp_path / "b.zip", lesson=BELL, exercises=["who", "sooner"])
    found = texts(books_in(tmp_path / "b.zip")["01"])
    assert not [one for one in found if "More for the quick" in one or "lambda" in one]
    assert found[found.index("## More questions") + 1] == 'ask("another")'
    pack(two, tmp_path / "c.zip", lesson=BELL, exercises=["who"])
    assert "## More questions" not in texts(books_in(tmp_path / "c.zip")["01"])


# -------------------------------------------------------------------------------- side by side
def test_with_several_and_none_chosen_all_are_named_and_how_to_choose(two, tmp_path):
    for make in (lambda: pack(two, tmp_path / "x.zip"), lambda: write_notebooks(two)):
        with pytest.raises(KitError) as error:
            make()
        for word in ("belarus-2020", BELL, "--lesson", "seeds/lesson.txt"):
            assert word in str(error.value)


def test_a_notebook_opens_the_lesson_in_whose_folder_it_lies(two, monkeypatch):
    monkeypatch.setenv("LESSON", SLUG)
    seeds = two / "seeds"
    inside = seeds / BELL / "notebooks" / "teacher"
    assert lesson_folder(seeds, here=inside).name == BELL
    assert lesson_folder(seeds, here=two / "notebooks").name == SLUG
    assert lesson_folder(seeds, SLUG, here=inside).name == SLUG


def test_under_one_name_two_lessons_have_two_codes(two, tmp_path):
    first = pack(two, tmp_path / "7b.zip", lesson=BELL, graded=True)
    other = pack(two, tmp_path / "7b.zip", lesson=SLUG, graded=True)
    again = pack(two, tmp_path / "7b.zip", lesson=BELL, graded=True)
    assert first.code and first.code != other.code and again.code == first.code


def test_a_class_is_graded_by_the_lesson_of_its_pack_or_as_before(two, tmp_path, monkeypatch):
    monkeypatch.chdir(two)
    pack(two, tmp_path / "b.zip", lesson=BELL)
    assert lesson_of({"pack": tmp_path / "b.zip"}, tmp_path / "out") == BELL
    assert lesson_of({"pack": ""}, tmp_path / "out") is None
    (tmp_path / "out").mkdir()
    about = {"files": [], "lesson": BELL}
    (tmp_path / "out" / "grading.json").write_text(json.dumps(about))
    assert lesson_of({"pack": ""}, tmp_path / "out") == BELL


def test_a_notebook_in_which_somebody_wrote_is_kept(spoilt):
    first = write_notebooks(spoilt, BELL)
    names = {path.name for path in first.parent.iterdir()}
    other = first.with_name("01_actors.ipynb")
    for path, change in ((first, "source"), (other, "outputs")):
        book = json.loads(path.read_text("utf-8"))
        cell = next(one for one in book["cells"] if one["cell_type"] == "code")
        cell[change] = ["# mine"] if change == "source" else []
        path.write_text(json.dumps(book), "utf-8")
    write_notebooks(spoilt, BELL)
    kept = first.with_name("00_read_the_article (earlier).ipynb")
    assert {path.name for path in first.parent.iterdir()} == names | {kept.name}
    assert "# mine" in kept.read_text("utf-8") and "# mine" not in first.read_text("utf-8")


def test_the_command_says_where_the_notebooks_are(spoilt, monkeypatch, capsys):
    monkeypatch.chdir(spoilt)
    assert main(["open", "--lesson", BELL]) == 0
    said = capsys.readouterr().out
    assert "seeds/bell/notebooks" in said and "00_read_the_article.ipynb" in said
    assert (spoilt / "seeds/bell/notebooks/teacher/helpers.py").is_file()


# ------------------------------------------------------------------------------------- refused
def test_prompts_of_another_lesson_are_refused_by_file_place_and_word(
    spoilt, tmp_path, monkeypatch, capsys
):
    monkeypatch.chdir(spoilt)
    shutil.copy(FOLDER / "prompts.yaml", spoilt / "seeds" / BELL)
    for make in (
        lambda: pack(spoilt, tmp_path / "b.zip", lesson=BELL),
        lambda: write_notebooks(spoilt, BELL),
    ):
        with pytest.raises(LessonError) as error:
            make()
        words = [line for line in str(error.value).splitlines() if "lukashenko" in line]
        assert words == [
            "prompts.yaml, column one-actor: “lukashenko” is of another lesson, belarus-2020"
        ]
        assert "say it of this article, in 01 under one-actor" in str(error.value)
        assert "“Xinhua” is of another lesson" in str(error.value)
        assert "“Scenes and mere names” is" in str(error.value)
    assert not (tmp_path / "b.zip").exists()
    assert main(["check", f"seeds/{BELL}"]) == 1
    assert "“Xinhua” is of another lesson" in capsys.readouterr().out
    assert main(["check", f"seeds/{SLUG}"]) == 0


def test_a_cell_of_the_kit_that_names_another_lesson_is_refused_unless_it_is_an_example(
    spoilt, tmp_path
):
    path = spoilt / "notebooks" / "03_timeline.ipynb"
    book = json.loads(path.read_text("utf-8"))
    [cell] = [one for one in book["cells"] if one["id"] == "03-timeline-46"]
    cell["source"] += ["\nMina Vey was in Grey Ford."]
    path.write_text(json.dumps(book), "utf-8")
    with pytest.raises(LessonError) as error:
        pack(spoilt, tmp_path / "first.zip", lesson=SLUG)
    for word in ("Mina Vey", "Grey Ford"):
        said = f"notebooks/03_timeline.ipynb: in the cell 03-timeline-46 “{word}” is of another"
        assert said in str(error.value)
    assert len(error.value.problems) == 2
    pack(spoilt, tmp_path / "without.zip", lesson=SLUG, notebooks=["00", "01"])
    pack(spoilt, tmp_path / "own.zip", lesson=BELL)
    cell["metadata"]["tags"] = ["any-lesson"]
    path.write_text(json.dumps(book), "utf-8")
    pack(spoilt, tmp_path / "first.zip", lesson=SLUG)


def test_an_example_from_elsewhere_is_no_word_of_the_lesson_that_happens_to_be_there(
    spoilt, tmp_path
):
    """Lisbon is an example in notebook 2, a city of another lesson, and no word of the first."""
    places = spoilt / "seeds" / BELL / "places.csv"
    places.write_text(places.read_text("utf-8").replace("Tarvik", "Lisbon"), "utf-8")
    pack(spoilt, tmp_path / "first.zip", lesson=SLUG)
    assert "Lisbon" in all_of(books_in(tmp_path / "first.zip")["02"])


def test_what_is_wrong_in_prompts_is_said_with_its_line(spoilt, monkeypatch, capsys):
    monkeypatch.chdir(spoilt)
    text = "'07':\n  x: y\n'01':\n  fnding: |\n    Find.\n  roles:\n    - one\n'02': all\n"
    (spoilt / "seeds" / BELL / "prompts.yaml").write_text(text, "utf-8")
    assert main(["check", f"seeds/{BELL}"]) == 1
    said = capsys.readouterr().out
    assert "prompts.yaml, line 1, column 07: “07” is no notebook" in said
    assert "prompts.yaml, line 4, column fnding: notebook 01 has no place “fnding”" in said
    assert "what to do: write finding" in said
    assert "prompts.yaml, line 6, column roles: it is no text" in said
    assert "prompts.yaml, line 8, column 02: it holds no texts" in said
    with pytest.raises(LessonError):
        pack(spoilt, spoilt / "b.zip", lesson=BELL)
