"""A student's feedback page: what it says of whom, on the screen and on paper."""

import re

import attrs
import pytest
from support.browser import Browser, needs_browser
from support.class_layouts import plain, write
from support.grade_run import Page, grade
from support.small_lesson import KEYS, RATING, TICKS, VOICE, VOICE_KEY, exercise

from helpers.exercises.key import LevelsKey
from helpers.exercises.result import MARKED, MISSING, UNMARKED, UNREADABLE, Result
from helpers.exercises.scoring import score
from helpers.grading.feedback_page import (
    Head,
    Part,
    as_text,
    look_again,
    marks_in_words,
    page,
    section,
    total_in_words,
)
from helpers.grading.manual.marks import WrittenMark

SMALLEST = 8.5 * 96 / 72  # pixels of the smallest type on paper
SIZES = """() => [...document.querySelectorAll('main *')].filter(one => one.checkVisibility() &&
    [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim())).map(one =>
    [one.outerHTML.slice(0, 80), parseFloat(getComputedStyle(one).fontSize)])"""


def in_browser(test):
    """Mark a test that opens pages in a browser."""
    return needs_browser(pytest.mark.slow(test))


@pytest.fixture(scope="module")
def pages(maker, tmp_path_factory):
    """Return the feedback pages of a few students who answered the whole lesson."""
    folder, out = tmp_path_factory.mktemp("in"), tmp_path_factory.mktemp("graded") / "out"
    assert len(list(write(folder, map(plain, maker.students(3, written=True))))) == 3
    assert grade(folder, "--out", out, "--show", "answers").code == 0
    return sorted((out / "feedback").iterdir())


@pytest.fixture(scope="module")
def shown(pages):
    """Return a tab of a browser."""
    with Browser(width=900) as browser:
        yield browser.new_page()
        assert [one for one in browser.outside if not one.startswith("file:")] == []
        assert browser.errors == []


@in_browser
def test_it_takes_few_sheets_of_paper(pages, shown):
    for path in pages:
        shown.goto(path.as_uri())
        sheets = len(re.findall(rb"/Type\s*/Page\b", shown.pdf(prefer_css_page_size=True)))
        assert 3 <= sheets <= 10, "in one column, and in larger type, it is 13 to 19"


@in_browser
def test_print_is_small_but_can_be_read(pages, shown):
    shown.goto(pages[0].as_uri())
    shown.emulate_media(media="print")
    small = [one for one in shown.evaluate(SIZES) if one[1] < SMALLEST - 0.01]
    shown.emulate_media(media="screen")
    assert small == []


@in_browser
def test_on_paper_alone_a_right_answer_stands_without_its_question(pages, shown):
    shown.goto(pages[0].as_uri())
    right, other = shown.locator(".right .question"), shown.locator("section:not(.right) .question")
    heads = shown.get_by_role("heading", level=3).get_by_text(re.compile("^(Right|Counted) ·"))
    assert right.count() == heads.count() > 5 and other.count() > 5
    assert right.first.is_visible()
    shown.emulate_media(media="print")
    assert not right.first.is_visible() and other.first.is_visible()
    shown.emulate_media(media="screen")


@in_browser
def test_axe_finds_nothing_on_screen_or_paper_whatever_colours_are_asked_for(pages, shown):
    from axe_playwright_python.sync_playwright import Axe

    shown.goto(pages[0].as_uri())
    looks = ("screen light none", "screen dark none", "print light none", "screen dark active")
    for media, scheme, forced in map(str.split, looks):
        shown.emulate_media(media=media, color_scheme=scheme, forced_colors=forced)
        # Forced colours are the system's own; axe would still read those of the page.
        contrast = {"color-contrast": {"enabled": forced == "none"}}
        options = {"rules": contrast, "resultTypes": ["violations"]}
        assert Axe().run(shown, options=options).response["violations"] == []
    assert Page.read(pages[0]).alive == []


# ------------------------------------------------------------------ a section


ESSAY = exercise(
    "essay", "written", 3, "05", words=2, rubric={"Proficient": "Quotes.", "Basic": "Does not."}
)
ESSAY_KEY = LevelsKey(
    id="essay",
    message="Nobody asked her.",
    levels={"Proficient": "She said: no.", "Emergent": "She spoke.", "Basic": "She."},
)
GIVEN = WrittenMark("Proficient", "Well seen.", "My words.", "2026-01-01T00:00:00+00:00", True)


def text_of(html):
    """Return the text of HTML on one line."""
    return " ".join(" ".join(Page(html).text).split())


def said_of(one, answer, show="messages", given=None, **result):
    """Return the text of the section of an answer."""
    key = ESSAY_KEY if one is ESSAY else KEYS[one.id]
    found = result.get("result") or score(one, key, answer)
    return text_of(section(one, key, found, show, given))


@pytest.mark.parametrize(
    ("show", "said"),
    [
        ("marks", "The voice Not right · 0 of 1 mark What of voice? Your answer Ben speaks"),
        (
            "messages",
            "The voice Not right · 0 of 1 mark What of voice? Your answer Ben speaks "
            "Ben does not. Paragraph 1: did not",
        ),
        (
            "answers",
            "The voice Not right · 0 of 1 mark What of voice? Your answer Ben speaks "
            "Ben does not. Paragraph 1: did not What is right Ann speaks",
        ),
    ],
)
def test_a_section_tells_as_much_of_the_key_as_the_teacher_shows(show, said):
    assert said_of(VOICE, "ben", show) == said


@pytest.mark.parametrize("show", ["marks", "messages", "answers"])
def test_of_a_right_answer_nothing_is_said_to_be_right_besides(show):
    found = said_of(VOICE, "ann", show)
    assert found.startswith("The voice Right · 1 of 1 mark What of voice? Your answer Ann speaks")
    assert ("Yes, Ann." in found) == (show != "marks") and "What is right" not in found
    html = section(VOICE, KEYS["voice"], score(VOICE, KEYS["voice"], "ann"), show)
    assert '<section id="voice" class="right">' in html
    html = section(VOICE, KEYS["voice"], score(VOICE, KEYS["voice"], "ben"), show)
    assert '<section id="voice" class="wrong">' in html


def test_where_nothing_was_answered_there_is_no_answer_and_nothing_is_said_to_it():
    assert said_of(VOICE, None) == "The voice No answer · 1 mark What of voice?"
    assert said_of(VOICE, None, "answers").endswith("What of voice? What is right Ann speaks")
    assert said_of(ESSAY, None) == "The essay No answer · 3 marks What of essay?"


@pytest.mark.parametrize("show", ["marks", "messages"])
def test_what_is_wrong_with_an_answer_that_cannot_be_read_is_always_said(show):
    found = said_of(VOICE, ["x"], show)
    assert found.startswith("The voice Cannot be read · 1 mark What of voice? Your answer x ")
    assert len(found) > len("The voice Cannot be read · 1 mark What of voice? Your answer x ")


def test_each_paragraph_of_a_message_is_one_and_empty_ones_are_none():
    one = Result("wrong", 0, 1, "First.\n\nSecond.\n", answer="ben")
    html = section(VOICE, KEYS["voice"], one, "messages")
    assert re.findall("<p>(.*?)</p>", html) == ["First.", "Second."]


def test_rows_and_their_choices_are_a_table():
    html = section(RATING, KEYS["rating"], score(RATING, KEYS["rating"], {"ann": "own"}), "marks")
    assert "<table" in html and "Ann, on it" in html and "own view" in html
    assert "<table" not in section(
        TICKS, KEYS["ticks"], score(TICKS, KEYS["ticks"], ["a"]), "marks"
    )


def test_each_row_is_told_what_it_came_to_and_why_under_it():
    found = said_of(RATING, {"ann": "own", "ben": "own"})
    assert "Ann, on it own view Right Ben, on it own view Not right See Ben. 1 of 2" in found
    assert "Not right See" not in said_of(RATING, {"ann": "own", "ben": "own"}, "marks")


def test_what_was_left_out_is_named_behind_what_was_ticked():
    found = said_of(TICKS, ["c"])
    assert re.search("Your answer Cat Not right .+ Ann Left out .+ Ben Left out .+", found)


def test_what_is_said_of_the_first_two_parts_is_open_and_the_rest_is_folded():
    html = section(TICKS, KEYS["ticks"], score(TICKS, KEYS["ticks"], ["c"]), "messages")
    assert re.findall("<details[^>]*?( open)?>", html) == [" open", " open", ""]


def test_code_in_a_question_is_in_code_letters():
    one = exercise("code", "one", options={"a": "A", "b": "B"})
    one = attrs.evolve(one, question="What gives `a < b`?")
    html = section(one, VOICE_KEY, Result("wrong", 0, 1, "Not `b`.", answer="a"), "messages")
    assert "What gives <code>a &lt; b</code>?" in html and "Not <code>b</code>." in html


@pytest.mark.parametrize(
    ("show", "said"),
    [
        ("marks", "Your answer My words."),
        ("messages", "Your answer My words. Nobody asked her."),
        (
            "answers",
            "Your answer My words. Nobody asked her. What an answer of the highest level may be "
            "She said: no.",
        ),
    ],
)
def test_a_written_answer_waits_or_has_the_mark_and_the_comment_of_the_teacher(show, said):
    waits = Result(UNMARKED, None, 3, "Not shown.", answer="My words.")
    later = "A person marks this one, and has not yet."
    head = "The essay Not marked yet · 3 marks What of essay? "
    expected = said.replace("My words.", f"My words. {later}")
    assert said_of(ESSAY, None, show, result=waits) == head + expected
    assert said_of(ESSAY, None, show, GIVEN, result=waits) == head + expected  # of an earlier text
    marked = Result(MARKED, 3, 3, answer="My words.")
    head = "The essay Marked · 3 of 3 marks What of essay? "
    expected = said.replace("My words.", "My words. Proficient : Quotes. Well seen.")
    assert said_of(ESSAY, None, show, GIVEN, result=marked) == head + expected


def test_a_level_that_the_rubric_has_no_words_for_stands_alone():
    none = WrittenMark("None of these", "", "My words.", GIVEN.time, True)
    found = said_of(ESSAY, None, "marks", none, result=Result(MARKED, 0, 3, answer="My words."))
    assert (
        found
        == "The essay Marked · 0 of 3 marks What of essay? Your answer My words. None of these"
    )


# ------------------------------------------------------------------ a page


@pytest.mark.parametrize(
    ("result", "words"),
    [
        (Result("right", 1, 1), "Right · 1 of 1 mark"),
        (Result("partly", 1, 2), "Partly right · 1 of 2 marks"),
        (Result("wrong", 0, 2), "Not right · 0 of 2 marks"),
        (Result(MISSING, None, 1), "No answer · 1 mark"),
        (Result(UNREADABLE, None, 2), "Cannot be read · 2 marks"),
        (Result(UNMARKED, None, 3), "Not marked yet · 3 marks"),
        (Result(MARKED, 2, 3), "Marked · 2 of 3 marks"),
    ],
)
def test_missing_unreadable_not_yet_marked_and_0_are_four_different_things(result, words):
    assert marks_in_words(result) == words


@pytest.mark.parametrize(
    ("waiting", "words"),
    [
        (0, "7 of 9 marks"),
        (1, "So far 7 of 9 marks. Not final: 1 written answer is not marked yet."),
        (2, "So far 7 of 9 marks. Not final: 2 written answers are not marked yet."),
    ],
)
def test_a_total_that_is_not_final_says_so(waiting, words):
    assert total_in_words(7, 9, waiting) == words


def test_as_plain_text_there_is_a_line_for_each_exercise():
    results = {"voice": Result("wrong", 0, 1), "ticks": Result(MISSING, None, 2)}
    text = as_text({"voice": VOICE, "ticks": TICKS}, results, "0 of 3 marks")
    assert text == "0 of 3 marks\nThe voice: 0 of 1\nThe ticks: No answer of 2"


def test_a_page_says_whose_it_is_what_it_is_about_and_where_to_look_again():
    parts = [
        Part(
            "Notebook 4",
            "0 of 1 marks",
            section(VOICE, KEYS["voice"], score(VOICE, KEYS["voice"], "ben"), "marks"),
            [VOICE],
        )
    ]
    html = page(
        Head("Read closely", "7B", "Ana <Lee>", "fr"), "0 of 1 marks", ["It was late."], parts
    )
    assert '<html lang="fr">' in html and "<title>Read closely" in html
    body = text_of(html[html.index("<main") :])
    assert body == (
        "Read closely 7B Ana <Lee> 0 of 1 marks It was late. Look at these again: The voice "
        "Notebook 4 0 of 1 marks The voice Not right · 0 of 1 mark What of voice? "
        "Your answer Ben speaks"
    )
    assert '<a href="#voice">The voice</a>' in look_again("voice", "The voice") in html
    bare = page(Head("Read closely", "", ""), "0 of 1 marks", [])
    assert '<html lang="en">' in bare and "Look at these again" not in bare
