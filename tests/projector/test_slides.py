"""The slides: what is on them, what is not, and that nobody of a class is."""

import json
import re

import pytest
from support import SLUG
from support.class_maker import NAMES, Maker
from support.foreign_lesson import write_kit
from support.grade_run import grade

from helpers.cli.main import main
from helpers.common.errors import KitError
from helpers.common.text import plural
from helpers.projector.slides import write_slides

SECTION = re.compile(r'<section id="([^"]+)".*?</section>', re.DOTALL)


@pytest.fixture(scope="module")
def foreign(tmp_path_factory):
    return write_kit(tmp_path_factory.mktemp("foreign") / "kit")


@pytest.fixture(autouse=True)
def its_own_lesson(monkeypatch):
    """Let a kit of a test say itself which lesson it opens."""
    monkeypatch.delenv("LESSON", raising=False)


@pytest.fixture
def made(foreign, tmp_path):
    """Make the slides of the invented lesson; what came of it, and its screens by id."""

    def run(**choice):
        made = write_slides(foreign, tmp_path / "slides.html", **choice)
        html = (tmp_path / "slides.html").read_text("utf-8")
        return made, {match[1]: match[0] for match in SECTION.finditer(html)}, html

    return run


def test_a_question_goes_from_vote_to_words(made):
    _, screens, _ = made()
    assert [one for one in screens if one.startswith("who.")] == [
        *("who.vote", "who.talk", "who.again", "who.both", "who.settled")
    ]


def test_the_answer_stands_on_the_last_screen_of_its_question_alone(made):
    _, screens, _ = made()
    for name, screen in screens.items():
        # ‘she says that’, the reason, is said to the right answer only.
        assert ("هي تقول &lt;ذلك&gt;" in screen) == (name == "who.settled")
        assert ("<mark>" in screen) <= name.endswith(".settled")
    settled = screens["who.settled"]
    assert '<b dir="ltr">A</b> ليلى &lt;i&gt;نفسها&lt;/i&gt;' in settled
    assert "<mark>وقالت ليلى إن الخبز غال</mark>" in settled
    assert "الخبازون" not in settled  # neither of the wrong options


def test_several_that_can_be_defended_have_a_reason_each(made):
    _, screens, _ = made()
    settled = screens["either.settled"]
    assert "More than one answer can be defended." in settled
    assert "اليوم مذكور" in settled and "المدينة مذكورة" in settled
    assert "<mark>يوم الثلاثاء</mark>" in settled and "<mark>مدينة بعيدة</mark>" in settled
    assert ">لا<" not in settled


def test_rows_are_voted_on_one_by_one(made):
    found, screens, _ = made()
    assert "الخبز غال" in screens["rows-1.vote"] and "السوق مفتوح" not in screens["rows-1.vote"]
    assert '<b dir="ltr">A</b> ليلى' in screens["rows-1.settled"]
    second = screens["rows-2.settled"]
    assert "التاجر" in second and "The article does not say" in second
    # who, either, fits and two rows
    assert found.votes == 5


def test_of_a_long_paragraph_whole_sentences_around_the_words_are_shown(made):
    _, screens, _ = made()
    quote = re.search(r"<blockquote.*?</blockquote>", screens["who.settled"], re.DOTALL)[0]
    words = re.sub(r"<(?!b&)[^>]+>", "", quote)
    assert words.startswith("¶2 … قال التاجر")
    assert 300 < len(words) < 1_100


def test_what_no_slide_asks_is_said(made):
    found, screens, _ = made()
    assert found.left_out == {"line": "it asks for a line of code, which needs a computer"}
    assert not any(name.startswith("line.") for name in screens)


def test_no_tag_of_a_lesson_is_one_of_the_page(made):
    _, _, html = made(title='<script>alert("x")</script>', class_name="7b & <i>8</i>")
    assert html.count("<script>") == 1
    assert "<i>" not in html
    assert "<b>مفتوح" not in html


def test_the_page_asks_nothing_of_a_network(made):
    _, _, html = made()
    assert not re.search(r"""(src|href)=["'](?!#)|url\(|@import|https?:|fetch\(""", html)


def test_the_same_lesson_gives_the_same_page(made):
    assert made()[2] == made()[2]


def test_a_choice_is_that_of_a_pack(made, tmp_path):
    found, screens, _ = made(exercises=["essay", "who"], without=["who"])
    assert found.exercises == ("essay",)
    assert {name.partition(".")[0] for name in screens} == {"start", "essay"}
    with pytest.raises(KitError, match=r"no exercise “wh”\. Did you mean “who”"):
        made(exercises=["wh"])
    with pytest.raises(KitError, match="what was chosen asks for code"):
        made(exercises=["line"])


def test_a_file_of_somebody_else_is_left_alone(foreign, tmp_path):
    there = tmp_path / "mine.html"
    there.write_text("<p>My lesson plan", "utf-8")
    with pytest.raises(KitError, match="is no page of slides that was made here"):
        write_slides(foreign, there)
    assert there.read_text("utf-8") == "<p>My lesson plan"
    with pytest.raises(KitError, match=r"ends in \.html"):
        write_slides(foreign, tmp_path / "slides.zip")


@pytest.mark.slow
def test_nobody_of_a_class_is_on_the_slides(tmp_path, capsys):
    """Of 40 students each third names himself, or the next one, in some way."""
    maker = Maker(seed=5)
    ways = (
        *("{} wrote this", "I am {first}", "{upper} said so", "ask {last}'s mother", "{short} too"),
    )
    given = []
    for number in range(40):
        name = f"{NAMES[number % len(NAMES)]} Quux{number:02}"
        student = maker.student(number, name, written=True)
        about = json.loads(student.raw)
        for exercise, entry in about["answers"].items():
            if exercise != "who-is-missing":
                continue
            text = f"Nobody hears the people of number {number * 7919 % 1000} street."
            if number % 3 == 0:
                words = name.split()
                text += " " + ways[number // 3 % len(ways)].format(
                    name, first=words[0], upper=name.upper(), last=words[-1], short=words[-1][:5]
                )
            for one in (*entry["attempts"], *filter(None, [entry.get("draft")])):
                one["answer"] = text
        given.append((f"{number}.json", json.dumps(about).encode()))
    folder, out = tmp_path / "in", tmp_path / "7b"
    folder.mkdir()
    for file, raw in given:
        (folder / file).write_bytes(raw)
    assert grade(folder, "--out", out).code == 0
    capsys.readouterr()
    target = tmp_path / "slides.html"
    assert main(["slides", str(target), "--class-folder", str(out)]) == 0
    said, html = capsys.readouterr().out, target.read_text("utf-8")
    assert "Quux" not in html and "quux" not in html.casefold()
    for name in NAMES:
        for part in name.split():
            assert part.casefold() not in re.sub(r"<[^>]+>", " ", html).casefold().split(), part
    shown = len(re.findall(r'id="who-is-missing\.answer-\d+"', html))
    assert shown > 5
    assert f"who-is-missing: {plural(shown, 'answer')} of the class, without names." in said
    assert re.search(r"who-is-missing: \d+ answers left out, since a name", said)
    assert SLUG in json.loads((out / "grading.json").read_text("utf-8"))["lesson"]
