"""Passage: words marked in the article, by their overlap with the key's, and its files."""

import math

import pytest
from support.every_kind import TRACEBACK, EveryKind, mistakes
from support.sample_exercises import files, problems, read, selection

from helpers.exercises.scoring import score

FILES = files("source", "decree", "chinese-their", "landing", "because", "stay", "later-he")
SOURCE = "According to Belarusian state news agency Belta"
PASSAGES = {
    "source": ("12", SOURCE),
    "decree": ("10", "He also signed a decree"),
    "chinese-their": ("8", "their", 2),
    "landing": ("18", "flew to Minsk"),
}


class TestEveryKind(EveryKind):
    right = {
        "source": {"at": "12", "start": 0, "end": len(SOURCE), "quote": SOURCE},
        "because": {"not_said": True},
    }
    unreadable = ("True", "markup", "1 MB", "unknown row", "deep dict", "unknown id")


@pytest.mark.parametrize("exercise", PASSAGES)
def test_the_passage_itself_gets_all_marks(select, exercise):
    found = select(exercise, *PASSAGES[exercise])
    assert (found.state, found.marks, found.out_of) == ("right", 2, 2)


def test_the_passage_that_settles_it_comes_with_the_message(ask):
    evidence = ask("because", {"not_said": True}).evidence
    assert ("17", "flew to Belarus") in [(one.at, one.quote) for one in evidence]


@pytest.mark.parametrize(
    ("exercise", "at", "quote", "name", "message"),
    [
        (
            "source",
            "12",
            "promised Lukashenko security assistance",
            "promise-is-the-source",
            "That is what is reported.",
        ),
        ("source", "11", "He had a phone call", "call-is-the-source", "That is another sentence."),
        ("decree", "10", "refused to step down", "other-refusal", "That is no signing."),
        ("chinese-their", "8", "their", "first-their", "The first one goes with efforts"),
        ("landing", "18", "landing back", "way-back", "That is the way back."),
        ("because", "17", "used to carry senior officials", "use-is-a-reason", "used for."),
    ],
)
def test_each_passage_that_is_misread_has_its_own_message(
    select, exercise, at, quote, name, message
):
    found = select(exercise, at, quote)
    assert (found.state, found.marks, found.misconceptions) == ("wrong", 0, (name,))
    assert message in found.message
    assert (at, quote) in [(one.at, one.quote) for one in found.evidence]


def test_a_word_missed_costs_half_and_is_named(select):
    found = select("decree", "10", "also signed a decree")
    assert (found.state, found.marks) == ("partly", 1)
    assert "“He”" in found.message


def test_a_word_too_much_costs_half_and_is_named(select):
    found = select("decree", "10", "He also signed a decree honoring")
    assert (found.state, found.marks) == ("partly", 1)
    assert "“honoring”" in found.message


def test_missed_and_too_much_are_both_named(select):
    found = select("decree", "10", "also signed a decree honoring")
    assert (found.state, found.marks) == ("partly", 1)
    assert "“He”" in found.message
    assert "“honoring”" in found.message


@pytest.mark.parametrize(
    "quote",
    [
        "According to Belarusian state news agency Belta,",
        "According to Belarusian state news agency Belta, Putin",
        "According to Belarusian state news agency Belta, Putin on Tuesday",
    ],
)
def test_a_wider_stretch_that_the_key_allows_is_right(select, quote):
    assert (select("source", "12", quote).state, select("source", "12", quote).marks) == (
        "right",
        2,
    )


def test_a_stretch_beyond_what_the_key_allows_is_right_in_part(select):
    quote = "According to Belarusian state news agency Belta, Putin on Tuesday promised"
    found = select("source", "12", quote)
    assert (found.state, found.marks) == ("partly", 1)
    assert "promised" in found.message


@pytest.mark.parametrize(
    "quote",
    ["According to Belarusian state", "news agency Belta", "agency Belta, Putin on Tuesday"],
)
def test_half_of_the_passage_never_gets_all_marks(select, quote):
    found = select("source", "12", quote)
    assert found.marks in (0, 1)
    assert found.state == ("partly" if found.marks else "wrong")
    assert found.message


@pytest.mark.parametrize(
    ("quote", "marks", "message"),
    [
        ("for a brief stay", 3, "Four words say it."),
        ("for a brief stay before", 3, "Four words say it."),
        # Half of three marks is one and a half, and is rounded down.
        ("a brief stay", 1, "You left out “for”.\nFour words say it."),
        ("a brief", 1, "You left out “for” and “stay”.\nFour words say it."),
        ("brief", 0, "You left out “for a” and “stay”.\nLook for a word about time."),
        # Words of the widest stretch are no help, and do no harm.
        ("brief stay before returning", 1, "You left out “for a”.\nFour words say it."),
        ("stay before returning", 0, "You left out “for a brief”.\nLook for a word about time."),
        (
            "service, flew to Belarus for a brief stay",
            1,
            "You took “service, flew to Belarus” along, which is too much.\nFour words say it.",
        ),
        (
            "security service, flew to Belarus for a brief stay",
            0,
            "You took “security service, flew to Belarus” along, which is too much.\n"
            "Look for a word about time.",
        ),
        ("used to carry", 0, "Look for a word about time."),
    ],
)
def test_from_an_overlap_of_one_half_half_of_the_marks_are_given(select, quote, marks, message):
    found = select("stay", "17", quote)
    assert (found.marks, found.message, found.misconceptions) == (marks, message, ())


@pytest.mark.parametrize(
    ("quote", "name"),
    [
        ("in the early hours", "way-back"),
        ("in the", "way-back"),
        ("the early hours of Wednesday", "way-back"),
        ("to Moscow in the early hours of Wednesday", "way-back"),
        ("returning to Moscow in the early hours of Wednesday", None),
        ("hours", None),
    ],
)
def test_a_misconception_is_seen_from_an_overlap_of_one_half(select, quote, name):
    found = select("stay", "17", quote)
    message = "That is the way back." if name else "Look for a word about time."
    assert (found.marks, found.message) == (0, message)
    assert found.misconceptions == ((name,) if name else ())


@pytest.mark.parametrize(("more", "marks"), [("", 1), (" center", 0)])
def test_a_little_less_than_one_half_is_no_half(select, more, marks):
    """Eight words of sixteen, or of seventeen."""
    quote = (
        "Tracking data showed the plane, a Tupolev Tu-214 that also serves as a command and control"
    )
    found = select("stay", "18", quote + more)
    assert found.marks == marks
    assert found.message.splitlines()[-1] == (
        "That is what was seen." if marks else "Look for a word about time."
    )


@pytest.mark.parametrize(("more", "names"), [("", ("who-is-carried",)), (" for", ())])
def test_a_little_less_than_one_half_shows_no_misconception(select, more, names):
    quote = "used to carry senior officials, including the head"
    quote += " of the FSB security service, flew to Belarus"
    assert select("stay", "17", quote + more).misconceptions == names


def test_of_two_passages_the_one_that_shares_more_words_counts(select):
    assert select("stay", "18", "flew to Minsk on Tuesday before").message == (
        "That is where and when."
    )
    found = select("stay", "18", "to Minsk")
    assert (found.marks, found.message) == (2, "That is where.")


def test_half_of_one_mark_is_none(select):
    found = select("stay", "18", "on Tuesday before")
    assert (found.state, found.marks) == ("wrong", 0)
    assert found.message == "You left out “flew to Minsk”.\nThat is where and when."


# What a teacher and a class see


def test_the_key_has_its_passages_in_words(exercises):
    asked, key = exercises["stay"]
    assert [(line.answer, line.marks) for line in asked.key_lines(key)] == [
        ("“for a brief stay”, in paragraph 17", "3"),
        ("“flew to Minsk on Tuesday before”, in paragraph 18", "1"),
        ("“Minsk”, in paragraph 18", "2"),
        ("“Tracking data showed the plane, a Tupolev Tu-214”, in paragraph 18", "2"),
        ("“used to carry senior officials, including the head”, in paragraph 17", "0"),
        ("“in the early hours”, in paragraph 17", "0"),
        ("Any other answer", "0"),
    ]
    assert asked.key_in_words(key) == "The key has “for a brief stay” (paragraph 17)."
    assert [one.quote for one in asked.key_passages(key)] == ["for a brief stay"]
    [_, misread] = asked.misreadings(key)
    assert misread.thought == "marked: “in the early hours”, in paragraph 17."
    assert misread.holds == "“for a brief stay”, in paragraph 17"


def test_a_key_of_which_nothing_is_said_in_the_article_has_no_passage(exercises):
    asked, key = exercises["because"]
    assert asked.right_answers(key) == ["The article does not say"]
    assert asked.key_in_words(key) == "The key has “The article does not say”."
    assert asked.key_passages(key) == []


def test_the_words_that_were_marked_are_counted_and_shown(exercises):
    asked, key = exercises["because"]
    marked = selection(asked, "18", "flew to Minsk")
    start = marked["start"]
    assert sorted(asked.counted(marked, key)) == [
        ("18", start, start + 4),
        ("18", start + 5, start + 7),
        ("18", start + 8, start + 13),
    ]
    assert asked.counted({"not_said": True}, key) == ["The article does not say"]
    assert asked.answer_lines(marked) == [("flew to Minsk", "")]
    assert asked.answer_lines({}) == [("", "")]
    assert asked.answer_lines(5) == [("5", "")]
    assert asked.example(key.misconceptions[0]) == selection(
        asked, "17", "used to carry senior officials"
    )


@pytest.mark.parametrize("at", ["11", "12"])
def test_a_whole_paragraph_never_gets_all_marks(select, exercises, at):
    found = select("source", at, exercises["source"][0].texts[at])
    assert found.marks in (0, 1)


def test_words_elsewhere_in_the_paragraph_get_no_marks(select):
    found = select("source", "12", "the framework of treaties")
    assert (found.state, found.marks, found.misconceptions) == ("wrong", 0, ())
    assert "Look for the words that hand the report over." in found.message


def test_the_word_at_the_same_place_of_another_paragraph_gets_no_marks(select):
    assert select("later-he", "11", "He").marks == 1
    found = select("later-he", "2", "He")
    assert (found.marks, found.message) == (0, "Look at the weekend.")


def test_a_stretch_without_a_word_is_no_answer(select):
    found = select("decree", "10", ". ")
    assert (found.state, found.marks, found.message) == (
        "missing",
        None,
        "No words are marked yet.",
    )


def test_words_in_another_paragraph_get_no_marks(select):
    found = select("source", "11", "on Saturday and Sunday")
    assert (found.state, found.marks, found.misconceptions) == ("wrong", 0, ())
    assert "Look for the words that hand the report over." in found.message


def test_the_same_word_elsewhere_gets_no_marks(select):
    assert select("chinese-their", "8", "their", 3).marks == 0


@pytest.mark.parametrize(
    "quote", [" He also signed a decree", "He also signed a decree ", ". He also signed a decree "]
)
def test_a_space_or_a_full_stop_at_the_edge_costs_nothing(select, quote):
    assert (select("decree", "10", quote).state, select("decree", "10", quote).marks) == (
        "right",
        2,
    )


@pytest.mark.parametrize("quote", ["He also signed a decr", "e also signed a decree"])
def test_a_selection_that_ends_inside_a_word_is_read_kindly(select, quote):
    found = select("decree", "10", quote)
    assert found.state in ("right", "partly")
    assert found.marks >= 1


def test_one_letter_of_the_passage_is_not_the_passage(select):
    assert select("decree", "10", "H").marks in (0, 1)
    assert select("decree", "10", " ").marks in (0, None)


def test_any_selection_where_nothing_is_said_is_told_so(select):
    found = select("because", "18", "flew to Minsk")
    assert (found.state, found.marks) == ("wrong", 0)
    assert "Those words say where or when, and not why." in found.message


def test_offsets_count_code_points_also_beside_emoji(copy):
    path = copy / "article.txt"
    text = path.read_text("utf-8").replace("the plane, a Tupolev", "the 🛩️🇧🇾 plane, a Tupolev")
    path.write_text(text, "utf-8", newline="")
    exercise, key = read(copy, files("landing"))["landing"]
    start = exercise.texts["18"].index("flew to Minsk")
    words = {"at": "18", "quote": "flew to Minsk"}
    assert score(exercise, key, words | {"start": start, "end": start + 13}).state == "right"
    utf_16 = len(exercise.texts["18"][:start].encode("utf-16-le")) // 2
    assert utf_16 > start
    found = score(exercise, key, words | {"start": utf_16, "end": utf_16 + 13})
    assert (found.state, found.marks) == ("unreadable", None)


START = {"at": "10", "start": 37, "end": 60, "quote": "He also signed a decree"}


def test_the_passage_of_the_tests_below_stands_where_it_says(ask):
    assert ask("decree", START).state == "right"


@pytest.mark.parametrize(
    "change",
    [
        {"at": "99"},
        {"at": "1"},
        {"at": 10},
        {"at": None},
        {"at": ["10"]},
        {"at": {}},
        {"at": "10\ud800"},
        {"at": "headline"},
        {"start": -1},
        {"start": 36},
        {"start": 38},
        {"start": 60, "end": 37},
        {"start": "37"},
        {"start": 37.0},
        {"start": True},
        {"start": None},
        {"start": math.nan},
        {"start": math.inf},
        {"start": 10**400},
        {"start": -(10**400)},
        {"end": 10**400},
        {"end": 10_000},
        {"end": -1},
        {"end": [60]},
        {"end": False},
        {"quote": ""},
        {"quote": "he also signed a decree"},
        {"quote": "He also signed a decre"},
        {"quote": None},
        {"quote": 5},
        {"quote": ["He also signed a decree"]},
        {"quote": "<script>alert(1)</script>"},
        {"quote": "\ud800"},
        {"quote": "x" * 1_000_000},
    ],
    ids=lambda change: repr(change)[:60],
)
def test_a_selection_that_does_not_stand_there_is_unreadable(ask, change):
    found = ask("decree", START | change)
    assert (found.state, found.marks) == ("unreadable", None)
    assert not TRACEBACK.search(found.message)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"at": ["10"]}, "stand in another part of the article"),
        ({"at": "12"}, "stand in another part of the article"),
        *[({"start": one}, "are not in the text") for one in (-1, True, 37.0, 60)],
        *[({"end": one}, "are not in the text") for one in (10_000, False, 60.0, 37)],
        ({"start": 38, "end": 38, "quote": ""}, "are not in the text"),
        ({"quote": "he also signed a decree"}, "do not stand where your answer says"),
        ({"quote": None}, "do not stand where your answer says"),
    ],
    ids=repr,
)
def test_what_is_wrong_with_a_selection_is_said(ask, change, message):
    said = f"The words you marked {message}. Mark the words again."
    assert ask("decree", START | change).message == said


@pytest.mark.parametrize("answer", ["x", ["x"], {"at": "10"}])
def test_what_is_no_selection_is_said_to_mark_no_words(ask, answer):
    assert ask("decree", answer).message == "Your answer marks no words. Mark the words again."


@pytest.mark.parametrize("name", START)
def test_a_selection_with_a_part_missing_is_unreadable(ask, name):
    answer = {field: value for field, value in START.items() if field != name}
    found = ask("decree", answer)
    assert (found.state, found.marks) == ("unreadable", None)
    assert found.message == "Your answer marks no words. Mark the words again."


def test_an_empty_selection_gets_no_marks(ask):
    found = ask("decree", {"at": "10", "start": 37, "end": 37, "quote": ""})
    assert found.state in ("missing", "unreadable")
    assert not found.marks


EXERCISE_MISTAKES = [
    ("parts: ['11', '12']", "parts: ['11', '99', '12']", "99"),
    ("    parts: ['11', '12']\n", "", "parts"),
    ("parts: ['11', '12']", "parts: [['11']]", "it is no text"),
]
test_a_mistake_in_the_exercise_is_named = mistakes("exercises.yaml", "source", EXERCISE_MISTAKES)

KEY_MISTAKES = [
    ("marks: 2", "marks: 1", "marks"),
    ("quote: According to Belarusian", "quote: Acording to Belarusian", "Acording"),
    ("around: According to Belarusian", "around: Acording to Belarusian", "Acording"),
    (f"around: {SOURCE}, Putin on Tuesday", "around: promised Lukashenko security", "around"),
    (
        "at: '12'\n        quote: promised Lukashenko security assistance",
        "at: '14'\n        quote: Russia has remained tight-lipped",
        "part",
    ),
    ("quote: promised Lukashenko security assistance", "quote:", "quotation"),
]
test_a_mistake_in_the_key_is_named = mistakes("key.yaml", "source", KEY_MISTAKES, 2)


def test_an_answer_that_is_also_a_misconception_is_named(both, damage):
    old = "quote: promised Lukashenko security assistance"
    lines = damage("key.yaml", "  source:", old, f"quote: {SOURCE}")
    [problem] = problems(both)
    assert problem.file == "key.yaml" and problem.line in lines
    assert problem.found.endswith("stands under answers too")
    assert problem.remedy == "take it out of one of them"


NAME = "      - name: promise"


def test_what_gets_all_the_marks_is_no_misconception(both, damage):
    lines = damage("key.yaml", "  source:", NAME, "      - marks: 2\n        name: promise")
    [problem] = problems(both)
    assert problem.file == "key.yaml" and problem.line in lines
    line = (both / "key.yaml").read_text("utf-8").splitlines()[problem.line - 1]
    assert "marks: " in line
    assert "promise-is" in problem.found and "gets all the marks" in problem.found


def test_what_gets_some_of_the_marks_may_be_a_misconception(both, damage):
    damage("key.yaml", "  source:", NAME, "      - marks: 1\n        name: promise")
    assert problems(both) == []
