"""Highlight: several passages found or missed, what is marked in vain, and its two files."""

import json
import random

import attrs
import pytest
from support.every_kind import EveryKind, mistakes
from support.sample_exercises import problems, read, selection

from helpers.exercises.exercise import answer_lines
from helpers.exercises.result import Result
from helpers.exercises.scoring import score
from helpers.grading import feedback_page
from helpers.grading.report.heat_map import heat_maps
from helpers.grading.report.item_analysis import Tally
from helpers.grading.report.talking_points import talking_points

FILES = {
    "exercises.yaml": """\
exercises:
  - id: callers
    notebook: '01'
    place: calls
    kind: highlight
    title: Who is called
    question: Mark everybody with whom a phone call is told.
    parts: ['2', '3', '11']
    objective: cite
    minutes: 3
    marks: 3
""",
    "key.yaml": """\
key:
  callers:
    message: Three names, and one of them in paragraph 11.
    at: '2'
    quote: a phone call
    answers:
      - at: '2'
        quote: Angela Merkel
        around: German Chancellor Angela Merkel
        message: She is called in paragraph 2.
      - at: '3'
        quote: Charles Michel
        message: He is called in paragraph 3.
      - at: '11'
        quote: Putin
        message: He is called in paragraph 11.
      - at: '3'
        quote: Emmanuel Macron
        optional: yes
        message: He may be marked or not.
    misconceptions:
      - name: caller-is-called
        at: '3'
        quote: Putin
        message: In paragraph 3 he is the one who calls.
      - name: day-is-somebody
        at: '2'
        quote: on Tuesday
        message: That is a day.
    otherwise: Nobody is called there.
""",
}
MERKEL, MICHEL, PUTIN = ("2", "Angela Merkel"), ("3", "Charles Michel"), ("11", "Putin")
ALL = (MERKEL, MICHEL, PUTIN)
MACRON, CALLER, DAY = ("3", "Emmanuel Macron"), ("3", "Putin"), ("2", "on Tuesday")
VAIN = ("3", "separate phone calls")


class TestEveryKind(EveryKind):
    right = {
        "callers": [
            {"at": "2", "start": 63, "end": 76, "quote": "Angela Merkel"},
            {"at": "11", "start": 25, "end": 30, "quote": "Putin"},
            {"at": "3", "start": 91, "end": 105, "quote": "Charles Michel"},
        ]
    }
    unreadable = ("True", "markup", "1 MB", "unknown row", "deep dict", "tuple", "text for a list")
    unreadable += (
        "many words",
        "list of dicts",
        "list of lists",
        "list of None",
        "text for a list",
    )


@pytest.fixture
def mark(exercises, ask):
    """Score the passages that these words name."""

    def run(*passages):
        asked, _ = exercises["callers"]
        return ask("callers", [selection(asked, *one) for one in passages])

    return run


# What is found


def test_each_passage_found_is_a_mark_in_whatever_order(mark):
    found = mark(PUTIN, MERKEL, MICHEL)
    assert (found.state, found.marks) == ("right", 3)
    assert found.message == "Three names, and one of them in paragraph 11."
    assert [one.quote for one in found.evidence] == ["a phone call"]
    assert [mark(*ALL[:count]).marks for count in (1, 2, 3)] == [1, 2, 3]


@pytest.mark.parametrize(
    "merkel",
    [
        [("2", "Chancellor Angela Merkel")],
        [("2", "German Chancellor Angela Merkel")],
        [("2", "with German Chancellor Angela Merkel"[5:])],
        [("2", "Angela"), ("2", "Merkel")],
        [("2", "Angela Mer"), ("2", "gela Merkel")],
        [MERKEL, MERKEL, MERKEL],
        [("2", " Angela Merkel ")],
        [("2", "ngela Merke")],
    ],
    ids=str,
)
def test_the_widest_stretch_allowed_or_one_of_several_pieces_is_found(mark, merkel):
    assert mark(*merkel, MICHEL, PUTIN).state == "right"


def test_what_is_missed_is_told_with_its_words_and_its_passage(mark):
    found = mark(MERKEL)
    assert (found.state, found.marks, found.misconceptions) == ("partly", 1, ())
    assert "You found 1 of the 3 passages." in found.message
    assert "You left out “Charles Michel”: He is called in paragraph 3." in found.message
    assert "You left out “Putin”: He is called in paragraph 11." in found.message
    assert "Merkel" not in found.message and "Macron" not in found.message
    assert [(one.at, one.quote) for one in found.evidence] == [MICHEL, PUTIN]


def test_what_is_found_in_part_earns_nothing_and_costs_nothing(mark):
    found = mark(("2", "Merkel"), MICHEL, PUTIN)
    assert (found.state, found.marks) == ("partly", 2)
    assert "At “Angela Merkel” you left out “Angela”: She is called" in found.message


def test_what_was_taken_along_is_told_with_its_words(mark):
    found = mark(("2", "with German Chancellor Angela Merkel on Tuesday"), MICHEL, PUTIN)
    assert (found.state, found.marks, found.misconceptions) == ("partly", 2, ())
    assert "At “Angela Merkel” you took “with” and “on Tuesday” along: She" in found.message


def test_a_passage_that_is_optional_may_be_marked_or_not(mark):
    assert mark(*ALL, MACRON).state == mark(*ALL).state == "right"
    found = mark(*ALL, ("3", "President Emmanuel"))
    assert (found.state, found.marks) == ("right", 3)
    assert "you left out “Macron” and took “President” along: He may be" in found.message


def test_each_stretch_is_told_what_it_came_to_and_then_what_is_missed(mark):
    found = mark(MERKEL, VAIN, ("3", "Charles"))
    assert [(one.id, one.word) for one in found.parts] == [
        ("0", "Right"),
        ("1", "Not right"),
        ("2", "Partly right"),
        ("missed 0", "Left out"),
    ]
    _, vain, piece, missed = (one.message for one in found.parts)
    assert vain == "Nobody is called there."
    assert piece == "At “Charles Michel” you left out “Michel”: He is called in paragraph 3."
    assert missed == "You left out “Putin”: He is called in paragraph 11."
    assert found.summary == "You found 1 of the 3 passages, and marked 1 that is none."


# What is none


def test_each_stretch_that_is_none_costs_a_mark_and_never_more_than_there_are(mark):
    assert mark(*ALL, VAIN).marks == 2
    assert mark(*ALL, VAIN, DAY, CALLER).marks == 0
    assert mark(MERKEL, VAIN, DAY, CALLER).marks == 0
    assert mark(VAIN).state == "wrong"


def test_a_stretch_in_pieces_is_one(mark):
    pieces = [("3", "separate"), ("3", "phone"), ("3", "phone calls")]
    assert mark(*ALL, *pieces).marks == mark(*ALL, VAIN).marks == 2
    in_two, in_one = mark(*ALL, DAY), mark(("2", "Angela Merkel on Tuesday"), MICHEL, PUTIN)
    assert attrs.evolve(in_two, parts=()) == attrs.evolve(in_one, parts=())


def test_what_is_none_is_told_with_its_words(mark):
    found = mark(*ALL, VAIN)
    assert "You found 3 of the 3 passages, and marked 1 that is none." in found.message
    assert "“separate phone calls”: Nobody is called there." in found.message
    found = mark(*ALL, VAIN, ("11", "They also spoke"))
    assert "“separate phone calls” and “They also spoke”: Nobody is called" in found.message


def test_many_stretches_that_are_none_make_no_long_message(exercises, ask):
    asked, _ = exercises["callers"]
    words = [(at, one) for at in ("2", "3", "11") for one in asked.texts[at].split()[::2]]
    found = ask("callers", [selection(asked, *one) for one in words])
    assert found.marks == 0 and " more: Nobody is called there." in found.message
    assert len(found.message) < 1_000


@pytest.mark.parametrize(
    ("passage", "name", "message"),
    [
        (CALLER, "caller-is-called", "“Putin”: In paragraph 3 he is the one who calls."),
        (DAY, "day-is-somebody", "“on Tuesday”: That is a day."),
        (("2", "Merkel on Tuesday"), None, "“on Tuesday” along"),
        (("3", "Putin also"), "caller-is-called", "“Putin also”: In paragraph 3"),
        (("3", "Putin also held separate"), None, "Nobody is called there."),
    ],
)
def test_a_passage_taken_for_one_has_its_own_message(mark, passage, name, message):
    found = mark(passage)
    assert found.misconceptions == ((name,) if name else ())
    assert message in found.message
    assert found.marks == 0


def test_everything_marked_finds_nothing(exercises, ask):
    asked, _ = exercises["callers"]
    whole = [selection(asked, at, text) for at, text in asked.texts.items()]
    found = ask("callers", whole)
    assert (found.state, found.marks) == ("wrong", 0)


# Answers that are none


def test_marks_without_a_word_are_blank(mark):
    found = mark(("2", ". "))
    assert (found.state, found.marks) == ("missing", None)
    assert found.message == "No words are marked yet."


def test_an_answer_is_complete_once_words_are_marked(exercises):
    asked, _ = exercises["callers"]
    assert asked.what_is_missing([selection(asked, *MERKEL)]) == ""
    assert asked.what_is_missing([]) == "No words are marked yet."
    assert asked.what_is_missing([selection(asked, "2", ". ")]) == "No words are marked yet."
    assert asked.what_is_missing("x") == "Your answer marks no words. Mark the words again."


def test_what_is_no_list_of_passages_marks_no_words(ask):
    for answer in (5, "x", {"at": "2"}, [5]):
        assert ask("callers", answer).message == "Your answer marks no words. Mark the words again."


def test_more_passages_than_anybody_marks_are_not_read(exercises, ask):
    asked, _ = exercises["callers"]
    one = selection(asked, *MERKEL)
    assert ask("callers", [one] * 60).state == "partly"
    assert ask("callers", [one] * 61).state == "unreadable"


def test_damaged_answers_never_raise(exercises, ask):
    asked, key = exercises["callers"]
    chance = random.Random(2020)
    junk = [None, True, -1, 0, 3, 10**30, 2.0, "2", "3", "99", "", "Putin", [], {}, "\ud800"]
    for _ in range(2_000):
        answer = [selection(asked, *one) for one in chance.sample(ALL, chance.randint(1, 3))]
        one = chance.choice(answer)
        one[chance.choice(["at", "start", "end", "quote", "more"])] = chance.choice(junk)
        if chance.random() < 0.2:
            answer[chance.randrange(len(answer))] = chance.choice(junk)
        found = ask("callers", answer)
        assert isinstance(found, Result) and found.message
        assert (found.marks is None) == (found.state in ("missing", "unreadable"))
        assert answer_lines(asked, answer) is not None
        assert isinstance(feedback_page.section(asked, key, found, "answers"), str)


# What a teacher and a class see


def test_the_key_page_has_every_passage(exercises):
    asked, key = exercises["callers"]
    lines = {line.answer: line.marks for line in asked.key_lines(key)}
    assert lines == {
        "All found": "3",
        "“Angela Merkel”, in paragraph 2": "to be found",
        "“Charles Michel”, in paragraph 3": "to be found",
        "“Putin”, in paragraph 11": "to be found",
        "“Emmanuel Macron”, in paragraph 3": "either way",
        "“Putin”, in paragraph 3": "is none",
        "“on Tuesday”, in paragraph 2": "is none",
        "Any other words": "are none",
    }


def test_the_feedback_page_shows_what_was_marked_and_what_is_right(exercises, mark):
    page = feedback_page.section(*exercises["callers"], mark(MERKEL, VAIN), "answers")
    assert "Angela Merkel</p>" in page and "separate phone calls</p>" in page
    assert "“Charles Michel” (paragraph 3)" in page
    assert "Macron" not in page


def test_the_class_page_counts_words_and_what_was_missed(exercises):
    asked, key = exercises["callers"]
    tally = Tally([asked], {"callers": key})
    for marked in (
        [(MERKEL, MERKEL)] * 4 + [(MERKEL, PUTIN, CALLER)] * 3 + [(MERKEL, MICHEL, PUTIN)]
    ):
        answer = [selection(asked, *one) for one in marked]
        tally.add({"callers": score(asked, key, answer)})
    item = tally.items["callers"]
    assert item.read == 8
    assert item.counts["2", 63, 69] == 8, "a word that is marked twice is counted once"
    assert item.misconceptions == {"caller-is-called": 3, "day-is-somebody": 0}
    [point] = talking_points(tally, {"callers": key})
    assert (point.thought, point.count) == ("did not mark “Charles Michel”, in paragraph 3.", 7)
    assert point.message == "He is called in paragraph 3."
    thoughts = [one.thought for one in asked.misreadings(key)]
    assert thoughts[-1] == "marked “on Tuesday”, in paragraph 2."
    [heat] = heat_maps(tally, {"callers": key})
    assert "has “Angela Merkel” (paragraph 2), “Charles Michel” (paragraph 3)" in heat.said
    in_key = [words for _, words, *_, is_key in heat.rows if is_key]
    assert in_key == ["Angela Merkel", "Charles Michel", "Putin"]


def test_a_form_gets_the_texts_and_does_not_tell_how_many_there_are(exercises):
    asked, _ = exercises["callers"]
    form = json.loads(json.dumps(asked.asked()))
    assert [at for at, _ in form["parts"]] == ["2", "3", "11"]
    assert form["marks_tell"] is True


# Its two files

EXERCISE_MISTAKES = [
    ("parts: ['2', '3', '11']", "parts: ['2', '3', '99', '11']", "99"),
    ("    parts: ['2', '3', '11']\n", "", "parts"),
    ("    marks: 3\n", "    marks: 3\n    not_said: yes\n", "not_said"),
]
test_a_mistake_in_the_exercise_is_named = mistakes("exercises.yaml", "callers", EXERCISE_MISTAKES)

KEY_MISTAKES = [
    ("optional: yes", "optional: no", "the answers reach 4"),
    ("optional: yes", "optional: perhaps", "optional"),
    ("quote: Angela Merkel", "quote: Angela Merkle", "Merkle"),
    ("around: German Chancellor Angela Merkel", "around: on Tuesday", "around"),
    ("around: German Chancellor Angela Merkel", "around: with German Chancellor", "around"),
    ("at: '11'\n        quote: Putin", "at: '12'\n        quote: Putin", "no part"),
    ("        message: He is called in paragraph 3.\n", "", "message"),
    ("        optional: yes", "        optional: yes\n        marks: 1", "marks"),
    ("      - name: day-is-somebody", "      - marks: 1\n        name: day-is-somebody", "marks"),
    ("    answers:\n", "    answers: []\n    passages:\n", "answers is no list"),
    ("      - name: day-is-somebody", "      - name: caller-is-called", "caller-is-called"),
    ("      - name: day-is-somebody", "      - nam: day-is-somebody", "nam"),
    ("        message: That is a day.\n", "", "message"),
    ("    message: Three names, and one of them in paragraph 11.\n", "", "message"),
    ("    otherwise: Nobody is called there.\n", "", "otherwise"),
    ("quote: on Tuesday", "quote: Merkel on Tuesday", "share words"),
    ("    answers:\n", "    passages:\n", "passages"),
]
test_a_mistake_in_the_key_is_named = mistakes("key.yaml", "callers", KEY_MISTAKES, 3)


def test_misconceptions_without_a_name_are_told_once(both, damage):
    for name in ("caller-is-called", "day-is-somebody"):
        damage("key.yaml", "  callers:", f"- name: {name}\n        at", "- at")
        [problem] = problems(both)
        assert problem.found == "callers: a misconception has no name"
        assert problem.remedy == "write name: and a few words joined by -"


def test_sound_files_have_no_problems(both):
    assert problems(both) == []


def test_passages_may_touch_and_share_no_word(both, damage):
    """Those before and behind “Putin” in paragraph 11."""
    for old, new in [
        ("at: '3'\n        quote: Putin", "at: '11'\n        quote: 'with '"),
        ("at: '2'\n        quote: on Tuesday", "at: '11'\n        quote: ' on Tuesday'"),
    ]:
        damage("key.yaml", "  callers:", old, new)
    assert problems(both) == []


def test_what_is_left_out_is_told_apart_from_a_word_that_is_marked(exercises):
    asked, key = exercises["callers"]
    marked = [selection(asked, *one) for one in (PUTIN, MERKEL)]
    missed = [one.counted for one in asked.misreadings(key)][:3]
    counted = list(asked.counted(marked, key))
    assert [one in counted for one in missed] == [False, True, False]
    assert len(counted) == 4 and sorted(asked.counted(marked, None)) == [
        *[("11", 25, 30), ("2", 63, 69), ("2", 70, 76)],
    ]


def test_an_answer_is_shown_passage_by_passage(exercises):
    asked, key = exercises["callers"]
    marked = [selection(asked, *one) for one in (PUTIN, MERKEL)]
    assert asked.answer_lines(marked) == [("Putin", ""), ("Angela Merkel", "")]
    assert asked.answer_lines(marked * 31) == asked.answer_lines(marked * 30)
    assert asked.answer_lines([{}, "Putin"]) == [("{}", ""), ("Putin", "")]
    assert asked.answer_lines("Putin") == [("Putin", "")]
    assert asked.answer_lines([{}]) == [("", "")]
    assert asked.right_answers(key) == [
        *["“Angela Merkel” (paragraph 2)", "“Charles Michel” (paragraph 3)"],
        "“Putin” (paragraph 11)",
    ]


@pytest.mark.parametrize(
    ("words", "more"),
    [("He the during phone leaders", ""), ("He the during phone leaders situation", " and 1 more")],
)
def test_five_stretches_that_are_none_are_named_and_more_are_counted(mark, words, more):
    found = mark(*(("2", one) for one in words.split()))
    named = "“He” and “the” and “during” and “phone” and “leaders”"
    count = len(words.split())
    head = f"You found 0 of the 3 passages, and marked {count} that are none."
    assert found.message.splitlines()[0] == head
    assert found.message.splitlines()[-1] == f"{named}{more}: Nobody is called there."


def test_a_long_passage_is_cut_short_in_the_message(copy):
    words = "domestic affairs of Belarus are unacceptable and could further escalate tensions,"
    text = FILES["key.yaml"].replace(
        "at: '3'\n        quote: Charles Michel", f"at: '1'\n        quote: {words}"
    )
    asks = FILES["exercises.yaml"].replace("['2', ", "['1', '2', ")
    asked, key = read(copy, {"exercises.yaml": asks, "key.yaml": text})["callers"]
    assert len(words) == 81
    message = score(asked, key, [selection(asked, *PUTIN)]).message
    cut = "“domestic affairs of Belarus are … and could further escalate tensions,”"
    assert f"{cut}: He is called" in message


@pytest.mark.parametrize(("more", "names"), [("", ("day-is-somebody",)), ("Tuesday. ", ())])
def test_a_little_less_than_one_half_shows_no_misconception(copy, more, names):
    """Eight words of sixteen, or of seventeen."""
    quote = 'The two leaders "thoroughly discussed the situation in'
    text = FILES["key.yaml"].replace("quote: on Tuesday", f"quote: '{quote}'")
    asked, key = read(copy, FILES | {"key.yaml": text})["callers"]
    end = ' Belarus following the presidential election", the Kremlin said'
    marked = selection(asked, "2", f"{more}{quote}{end}")
    assert score(asked, key, [marked]).misconceptions == names


def test_two_misconceptions_in_one_part_are_told_apart(copy):
    text = FILES["key.yaml"].replace("at: '3'\n        quote: Putin", "at: '2'\n        quote: He")
    asked, key = read(copy, FILES | {"key.yaml": text})["callers"]
    for passage, name in ((DAY, "day-is-somebody"), (("2", "He"), "caller-is-called")):
        found = score(asked, key, [selection(asked, *passage)])
        assert found.misconceptions == (name,)
