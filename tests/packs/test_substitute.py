"""The page for whoever stands in: with the answers, on one A4 side, and not for students."""

import re
import zipfile
from html import unescape

import pytest
from support import key_answers
from support.browser import Browser, lacking
from support.invented_lesson import ARABIC, CHINESE, NASTY, question, write
from support.own_exercises import EXERCISES, KEY

from helpers.packs.pack import pack
from helpers.packs.substitute import cut, substitute_beside

BY_ID = {one.id: one for one in EXERCISES}
PAGES = re.compile(rb"/Type\s*/Page\b")


@pytest.fixture
def page(whole, tmp_path):
    """Pack a lesson of so many minutes; return its page, and what was packed."""

    def run(minutes, kit=whole, **options):
        made = pack(kit, tmp_path / "monday.zip", minutes=minutes, **options)
        return (tmp_path / "monday-substitute.html").read_text("utf-8"), made

    return run


def words_of(html):
    """What a person reads on a page, on one line."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html.partition("</style>")[2])).split())


@pytest.mark.parametrize("minutes", [20, 45, 90])
def test_every_question_is_there_with_what_is_right_and_what_settles_it(page, minutes):
    html, made = page(minutes)
    words = words_of(html)
    for number, name in enumerate(made.assignment.exercises, 1):
        exercise, key = BY_ID[name], KEY[name]
        assert f"{number}. {exercise.title} {exercise.minutes} min" in words
        if getattr(exercise, "options", None):
            for case in key_answers.right(exercise, key)[:1]:
                ids = case.answer if isinstance(case.answer, list) else [case.answer]
                for one in ids:
                    assert f"✓ {exercise.options[one]}" in words
        for name, row in key.rows.items():
            assert exercise.rows[name] in words and exercise.choices[row.right[0]] in words
        if key.evidence:
            assert f"“{key.evidence.quote}”" in words
    assert words.count("Say: ") >= len(made.assignment.exercises) - 1  # one is a written answer


def test_the_45_minutes_by_hand(page):
    """25 minutes of questions; 2 to begin, 4 to read 3,600 letters, 2 to hand in, 12 to talk."""
    words = words_of(page(45)[0])
    plan = words[words.index("Minute by minute") : words.index("Without computers")]
    assert plan.split("0–2 ")[1].startswith("All open it")
    for told in (
        "2–6 All read the article.",
        "6–8 Read: 1 question.",
        "8–12 Who acts, and who speaks? 1 question.",
        "12–16 Where? 1 question.",
        "16–24 When? 3 questions.",
        "24–31 How do they know? 2 questions.",
        "31–43 Talk:",
        "43–45 All type their name, and press Hand in.",
    ):
        assert told in plan
    assert "✓ The article states it: It flew to Minsk; It came back to Moscow" in words
    assert "✓ The article does not say “flew to Minsk on Tuesday” (paragraph 18)" in words


def test_of_graded_work_nothing_is_talked_about_before_it_is_handed_in(page):
    words = words_of(page(45, graded=True)[0])
    assert words.index("press Hand in.") < words.index("Talk:")
    assert "Tell no answer before all have handed in." in words
    assert "see what is said to it" not in words


def test_no_student_gets_it(whole, tmp_path):
    for graded in (False, True):
        target = tmp_path / f"{graded}.zip"
        pack(whole, target, minutes=45, graded=graded)
        with zipfile.ZipFile(target) as archive:
            assert not [one for one in archive.namelist() if "substitute" in one]
        assert substitute_beside(target).exists()


def test_it_lies_beside_a_pack_or_the_folder_of_a_site(tmp_path):
    for made, page in (
        ("a.zip", "a-substitute.html"),
        ("b.ZIP", "b-substitute.html"),
        ("site.v2", "site.v2-substitute.html"),
    ):
        assert substitute_beside(tmp_path / made) == (tmp_path / page).resolve()


def test_without_minutes_there_is_none(whole, tmp_path):
    pack(whole, tmp_path / "a.zip")
    assert not list(tmp_path.glob("*.html"))


def test_what_a_lesson_says_is_escaped(page, kit):
    asked = [question("q", "01", text="<script>x</script> & who?")]
    write(kit / "seeds" / "library", asked, NASTY, message="<i>No</i>.")
    (kit / "seeds" / "lesson.txt").write_text("library", "utf-8")
    html, _ = page(45, kit, title="<b>T</b>")
    assert "<script>" not in html and "<i>No" not in html and "<b>opens" not in html
    assert "<script>x</script> & who?" in words_of(html)


def test_a_lesson_without_a_key_has_its_questions_there(page, kit):
    seed = write(kit / "seeds" / "library", [question("q", "01")])
    (seed / "key.yaml").unlink()
    (kit / "seeds" / "lesson.txt").write_text("library", "utf-8")
    words = words_of(page(20, kit)[0])
    assert "1. Q q 2 min Who is sorry? Ana Łuk · The town" in words and "✓" not in words


@pytest.mark.parametrize(
    ("longest", "told"),
    [(0, "One two."), (14, "One two."), (15, "One two. Three."), (90, "One two. Three. Four?")],
)
def test_a_text_is_cut_after_a_sentence(longest, told):
    assert cut("One two. Three. Four?", longest) == told
    assert cut("“One.” Two.", 0) == "“One.”"


# --------------------------------------------------------------------------------- on paper
def printed(path):
    """The number of A4 pages that a browser prints."""
    with Browser() as browser:
        page = browser.new_page()
        page.goto(path.as_uri())
        raw = page.pdf(prefer_css_page_size=True)
        page.close()
    [box] = {*re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", raw)}
    assert [round(float(one)) for one in box] == [595, 842]  # A4 in points
    return len(PAGES.findall(raw))


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.skipif(bool(lacking()), reason=lacking())
@pytest.mark.parametrize("minutes", [20, 45, 90])
@pytest.mark.parametrize("graded", [False, True])
def test_it_prints_on_one_side(page, tmp_path, minutes, graded):
    page(minutes, graded=graded, title="Reading the news closely", class_name="7B")
    assert printed(tmp_path / "monday-substitute.html") == 1


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.skipif(bool(lacking()), reason=lacking())
@pytest.mark.parametrize("headline", [ARABIC, CHINESE, NASTY])
@pytest.mark.parametrize("count", [1, 18])
def test_that_of_another_lesson_prints_on_one_side_too(page, kit, tmp_path, headline, count):
    text = f"{headline}. " * 6
    asked = [
        question(f"q{n}", f"0{n * 5 // count}", minutes=3, objective=f"o{n}", text=text)
        for n in range(count)
    ]
    write(kit / "seeds" / "library", asked, headline, message=text)
    (kit / "seeds" / "lesson.txt").write_text("library", "utf-8")
    _, made = page(90, kit)
    assert len(made.assignment.exercises) == count
    assert printed(tmp_path / "monday-substitute.html") == 1
