"""A teacher accepts an answer: the key gets lines, and nothing else of the file changes."""

import shutil

import pytest
from support import FOLDER
from support.sample_exercises import HERE, PYTHONESE, selection
from support.second_article import SECOND

from helpers.authoring.accept import accept, accepted, asked_in, named, take_back
from helpers.authoring.check import check
from helpers.common.errors import KitError
from helpers.exercises.scoring import score

REASON = "Read ¶2 again: it can be read so. “Yes”, it's said: # {here}"
UNSAID = {"not_said": True}


@pytest.fixture
def lesson(copy):
    """A lesson of the sample exercises, of every kind but one."""
    for name in ("exercises.yaml", "key.yaml"):
        shutil.copy(HERE / name, copy)
    return copy


def marks_of(lesson, exercise, answer):
    """Return the marks that an answer has by the key as it is now, and what it is called."""
    asked = asked_in(lesson)
    found = score(named(asked, exercise), asked.keys[exercise], answer)
    return found.marks, [*found.misconceptions]


def passage(lesson, exercise, at, quote, nth=1):
    """Return an answer that marks words."""
    return selection(named(asked_in(lesson), exercise), at, quote, nth)


# What is accepted, an answer with it, its marks before and after, and the lines but for the reason.
CASES = [
    ("refuser", "nato", "nato", 0, 2, ["value: nato"]),
    ("refuser", "kremlin", "kremlin", 1, 2, ["value: kremlin"]),
    ("speakers", ["merkel"], ["zhao", "breton", "merkel"], 1, 2, ["value: merkel"]),
    (
        *("pronouns", {"he-2": "lukashenko"}),
        *({"he-2": "lukashenko", "he-11": "putin", "they-11": "both"}, 2, 3),
        ["row: he-2", "value: lukashenko"],
    ),
    (
        *("tellings", ["sunday", "tuesday", "monday", "wednesday"]),
        *(["sunday", "tuesday", "monday", "wednesday"], 2, 3, ["value: [monday, tuesday]"]),
    ),
    ("call-day", "20 August 2020", "2020-08-20", 0, 2, ['value: "2020-08-20"']),
    ("call-day", "2020-08-12", "2020-08-12", 0, 2, ['value: "2020-08-12"']),
    ("calls", "6", "6", 0, 1, ['value: "6"']),
    ("officers", "299", "299", 1, 2, ['value: "299"']),
    ("caller", "Putin", "putin", 0, 2, ['value: "Putin"']),
    ("caller", "President", "the president", 1, 2, ['value: "President"']),
    ("caller", UNSAID, UNSAID, 0, 2, ['value: "not said"']),
    ("days", 12, 12, 0, 2, ['value: "12"']),
    ("cities", ["Minsk"], ["minsk"], 0, 1, ['value: ["Minsk"]']),
]


@pytest.mark.parametrize(("exercise", "answer", "given", "before", "after", "lines"), CASES)
def test_an_accepted_answer_has_all_its_marks_and_is_no_misconception(
    lesson, exercise, answer, given, before, after, lines
):
    raw = (lesson / "key.yaml").read_bytes()
    assert marks_of(lesson, exercise, given)[0] == before
    found = accept(lesson, exercise, answer, REASON)
    assert marks_of(lesson, exercise, given) == (after, [])
    head, first, *others, message = found.lines.splitlines()
    assert head == "    accepted:"
    assert [first.removeprefix("      - "), *(one.strip() for one in others)] == lines
    assert (
        message
        == '        message: "Read ¶2 again: it can be read so. “Yes”, it\'s said: # {here}"'
    )
    now = (lesson / "key.yaml").read_bytes()
    assert now.replace(found.lines.encode(), b"", 1) == raw and len(now) > len(raw)
    assert check(lesson).problems == []
    assert [(one.exercise, one.reason) for one in accepted(lesson)] == [(exercise, REASON)]
    take_back(lesson, accepted(lesson)[0])
    assert (lesson / "key.yaml").read_bytes() == raw
    assert marks_of(lesson, exercise, given)[0] == before


def test_a_passage_is_accepted_by_its_words_and_which_of_them(lesson):
    answer = passage(lesson, "chinese-their", "8", "their", 1)
    assert marks_of(lesson, "chinese-their", answer) == (0, ["first-their"])
    found = accept(lesson, "chinese-their", answer, "Either is theirs.")
    assert 'at: "8"' in found.lines and "quote: their" in found.lines and 'nth: "1"' in found.lines
    assert marks_of(lesson, "chinese-their", answer) == (2, [])
    other = passage(lesson, "chinese-their", "8", "their", 2)
    assert marks_of(lesson, "chinese-their", other) == (2, [])


def test_half_a_word_that_is_marked_is_accepted_as_the_word(lesson):
    answer = passage(lesson, "landing", "18", "acking dat")
    assert 'quote: "Tracking data"' in accept(lesson, "landing", answer, "It shows it.").lines
    assert marks_of(lesson, "landing", answer) == (2, [])


def test_a_further_passage_to_highlight_neither_earns_nor_costs_a_mark(tmp_path):
    """Those shipped are “external forces”, “foreign”, “some countries”, and one either way."""
    lesson = shutil.copytree(FOLDER, tmp_path / "seeds" / "belarus-2020")
    exercise = named(asked_in(lesson), "nameless-others")
    right = [exercise.example(one)[0] for one in asked_in(lesson).keys[exercise.id].needed]
    other = selection(exercise, "4", "the Belarusian leadership")
    assert marks_of(lesson, exercise.id, [*right, other])[0] == len(right) - 1
    accept(lesson, exercise.id, [other], "They have no name here.")
    assert marks_of(lesson, exercise.id, [*right, other]) == (len(right), [])
    assert marks_of(lesson, exercise.id, right) == (len(right), [])
    with pytest.raises(KitError, match="it shares words with"):
        accept(lesson, exercise.id, [selection(exercise, "4", "countries")], "Enough.")


def test_two_neighbours_lose_their_order_and_no_others(lesson):
    accept(lesson, "tellings", ["sunday", "tuesday", "monday", "wednesday"], "Nobody can tell.")
    for answer, marks in (
        (["sunday", "monday", "tuesday", "wednesday"], 3),
        (["monday", "sunday", "tuesday", "wednesday"], 2),
        (["wednesday", "tuesday", "monday", "sunday"], 1),
    ):
        assert marks_of(lesson, "tellings", answer)[0] == marks


@pytest.mark.parametrize(
    ("exercise", "answer", "words"),
    [
        ("tellings", ["wednesday", "tuesday", "monday", "sunday"], "differs in more"),
        ("tellings", ["tuesday", "sunday", "monday", "wednesday"], "differs in more"),
        ("events", ["merkel", "election", "michel", "plane"], "differs in more"),
        ("absent", "The people. I would ask.", "marked by a person"),
        ("refuser", "opposition", "right already"),
        ("speakers", ["reuters"], "right already"),
        ("because", UNSAID, "right already"),
        ("speakers", ["merkel", "michel"], "accept each by itself"),
        ("printed", "1,234", "right already"),
        ("officers", "1,234", "it can mean 1.234 or 1234"),
        ("refuser", "nobody", "none of the choices"),
        ("calls", "many", "no number"),
        ("pronouns", ["he-2"], "does not fit the rows"),
        ("refusers", "nato", "Did you mean refuser"),
    ],
)
def test_what_the_key_cannot_say_is_refused_in_a_sentence(lesson, exercise, answer, words):
    raw = (lesson / "key.yaml").read_bytes()
    with pytest.raises(KitError, match=words) as error:
        accept(lesson, exercise, answer, "Because.")
    assert not PYTHONESE.search(str(error.value))
    assert (lesson / "key.yaml").read_bytes() == raw


@pytest.mark.parametrize("reason", ["", " \n", "x" * 501])
def test_there_has_to_be_a_reason_of_some_words(lesson, reason):
    with pytest.raises(KitError, match="at most 500 characters"):
        accept(lesson, "refuser", "nato", reason)
    assert accepted(lesson) == []


def test_several_answers_are_accepted_and_each_is_taken_back_by_itself(lesson):
    raw = (lesson / "key.yaml").read_bytes()
    for answer in ("nato", "kremlin", "not-said"):
        accept(lesson, "refuser", answer, f"So says {answer}.")
    accept(lesson, "calls", "6", "Count the weekend.")
    assert [one.reason for one in accepted(lesson, "refuser")] == [
        *("So says not-said.", "So says kremlin.", "So says nato."),
    ]
    take_back(lesson, accepted(lesson, "refuser")[1])
    assert marks_of(lesson, "refuser", "kremlin")[0] == 1
    assert marks_of(lesson, "refuser", "nato")[0] == marks_of(lesson, "refuser", "not-said")[0] == 2
    one = accepted(lesson, "calls")[0]
    take_back(lesson, one)
    with pytest.raises(KitError, match="not among those accepted"):
        take_back(lesson, one)
    for left in accepted(lesson):
        take_back(lesson, left)
    assert (lesson / "key.yaml").read_bytes() == raw


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
def test_line_ends_comments_and_spaces_stay_as_they_are(lesson, start, end):
    path = lesson / "key.yaml"
    text = path.read_text("utf-8").replace(
        "  refuser:\n", "  refuser:   # mine, “so”\n    # more\n\n"
    )
    path.write_bytes(start + text.replace("\n", end).encode())
    raw = path.read_bytes()
    found = accept(lesson, "refuser", "nato", "Ça va, Łukasz: 'так' <b>")
    added = found.lines.encode()
    assert added.count(end.encode()) == added.count(b"\n") == 3
    assert path.read_bytes().replace(added, b"", 1) == raw
    assert accepted(lesson)[0].reason == "Ça va, Łukasz: 'так' <b>"
    take_back(lesson, accepted(lesson)[0])
    assert path.read_bytes() == raw


def test_lines_are_indented_as_those_beside_them(lesson):
    path = lesson / "key.yaml"
    before, rest = path.read_text("utf-8").split("  refuser:\n")
    mine, after = rest.split("  speakers:\n", 1)
    wide = "".join(f"    {line}" for line in mine.splitlines(keepends=True))
    path.write_text(f"{before}  refuser:\n{wide}  speakers:\n{after}", "utf-8", newline="\n")
    assert accept(lesson, "refuser", "nato", "So.").lines.splitlines() == [
        "        accepted:",
        "          - value: nato",
        '            message: "So."',
    ]


def test_a_key_in_braces_is_left_to_its_writer(lesson):
    path = lesson / "key.yaml"
    text = path.read_text("utf-8")
    start = text.index("  calls:\n")
    end = text.index("  officers:\n")
    flat = "  calls: {answers: [{value: 4, marks: 1, message: Four.}], otherwise: Count.}\n"
    path.write_text(text[:start] + flat + text[end:], "utf-8", newline="\n")
    assert check(lesson).problems == []
    raw = path.read_bytes()
    with pytest.raises(KitError, match="in a form that no line can be added to"):
        accept(lesson, "calls", "6", "So.")
    assert path.read_bytes() == raw


def test_nothing_is_written_into_a_lesson_that_has_problems_then(lesson):
    raw = (lesson / "key.yaml").read_bytes()
    (lesson / "places.csv").write_bytes(b"place,name\n")
    with pytest.raises(KitError, match="Nothing is written, since the lesson would have problems"):
        accept(lesson, "calls", "6", "So.")
    assert (lesson / "key.yaml").read_bytes() == raw


def test_what_was_accepted_by_hand_and_means_nothing_is_a_problem_with_its_line(lesson):
    path = lesson / "key.yaml"
    for head, wrong, words in (
        ("refuser", "value: natto", "“natto” is not among the options"),
        ("pronouns", "row: he-3", "“he-3” is not among the rows"),
        ("calls", "value: six", "“six” is no number"),
        ("tellings", "value: [sunday, tuesday]", "these are no two neighbours"),
        ("absent", "value: x", "a person marks it"),
        ("source", "value: x", "a passage needs at and quote"),
    ):
        text = path.read_text("utf-8")
        lines = f"  {head}:\n    accepted:\n      - {wrong}\n        message: So.\n"
        path.write_text(text.replace(f"  {head}:\n", lines), "utf-8", newline="\n")
        line = text[: text.index(f"  {head}:\n")].count("\n") + 3
        found = [one for one in check(lesson).problems if words in str(one)]
        assert found and all(line <= one.line <= line + 1 for one in found), words
        assert not any(PYTHONESE.search(str(one)) for one in check(lesson).problems)
        path.write_text(text, "utf-8", newline="\n")


ELSEWHERE = """exercises:
  - {id: crack, notebook: '04', place: x, kind: passage, title: The crack, question: Who says so?,
     objective: chain, minutes: 1, marks: 1, parts: ['1', '3']}
  - {id: town, notebook: '04', place: x, kind: text, title: עיר, question: Which town?,
     objective: chain, minutes: 1, marks: 1}
  - {id: voice, notebook: '04', place: x, kind: one, title: Voice, question: Who?,
     objective: chain, minutes: 1, marks: 1, options: {a: '<b>"Osk"</b> & Co', b: ينس أوسك}}
"""
THEIR_KEY = """key:
    crack:
        answers:
            - {at: '1', quote: founder Jarl Osk, marks: 1, message: He wrote it.}
        otherwise: Look again.
    town:
        answers:
            - {value: Brenn, marks: 1, message: "It's there."}
        otherwise: Look again.
    voice:
        options:
            a: {marks: 1, message: So.}
            b: {message: No.}
"""


def test_it_works_for_any_lesson_whatever_its_letters(tmp_path):
    """Of three exercises of an invented lesson, indented by four, with other quotation marks."""
    lesson = shutil.copytree(SECOND, tmp_path / "seeds" / "second-article")
    (lesson / "exercises.yaml").write_text(ELSEWHERE, "utf-8", newline="\n")
    (lesson / "key.yaml").write_text(THEIR_KEY, "utf-8", newline="\n")
    assert check(lesson).problems == []
    words = passage(lesson, "crack", "1", "«The crack is gone,»")
    for exercise, answer in (("crack", words), ("town", 'ברן "עיר"'), ("voice", "b")):
        assert marks_of(lesson, exercise, answer)[0] == 0
        accept(lesson, exercise, answer, "כן: \"א\" <b>'ב'</b> \\ #1")
        assert marks_of(lesson, exercise, answer) == (1, [])
    for one in accepted(lesson):
        assert one.reason == "כן: \"א\" <b>'ב'</b> \\ #1"
        take_back(lesson, one)
    assert (lesson / "key.yaml").read_text("utf-8") == THEIR_KEY
