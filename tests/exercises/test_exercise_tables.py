"""Exercises and their key: whatever is wrong with the two files, `check` says so, by line."""

import os
import random
import re
import subprocess
import sys

import pytest

from helpers.authoring.check import check
from helpers.common.errors import Findings
from helpers.exercises.exercise_reader import read_exercises
from helpers.exercises.key_reader import read_key
from helpers.lesson.article import read_article

PYTHONESE = re.compile(r"\bobject\b|attribute|literal|argument|int\(|None|Error|Commented|\[\'")

EXERCISES = """\
exercises:
  - id: refuser
    notebook: '01'
    place: speaking
    kind: one
    title: Who it is that refuses
    question: Who refuses something in this article?
    objective: weigh
    minutes: 2
    marks: 1
    options:
      opposition: The opposition in Belarus
      nato: The alliance called NATO
      not-said: The article does not say
  - id: speakers
    notebook: '01'
    place: speaking
    kind: several
    title: Who says something here
    question: Which of these say something in this article?
    objective: cite
    minutes: 3
    marks: 2
    options:
      zhao: Zhao Lijian
      breton: Thierry Breton
      merkel: Angela Merkel
  - id: pronouns
    notebook: '01'
    place: pronouns
    kind: match
    title: Who is meant here
    question: Whom does each pronoun stand for?
    objective: cite
    minutes: 3
    marks: 2
    rows:
      he-2: He made the remarks
      he-11: He had a phone call
    choices:
      putin: Putin
      lukashenko: Lukashenko
      macron: Macron
  - id: days
    notebook: '03'
    place: orders
    kind: order
    title: The order of days
    question: In which order do these days come?
    objective: order
    minutes: 3
    marks: 2
    items:
      tuesday: Tuesday
      monday: Monday
      sunday: Sunday
  - id: call-day
    notebook: '03'
    place: dates
    kind: date
    title: The day of the call
    question: On which day did Putin and Merkel speak?
    not_said: yes
    objective: order
    minutes: 2
    marks: 1
  - id: officers
    notebook: '02'
    place: calls
    kind: number
    title: Officers in the decree
    question: About how many officers were honored?
    unit: officers
    objective: cite
    minutes: 2
    marks: 1
  - id: source
    notebook: '04'
    place: close
    kind: passage
    title: Whose report it is
    question: Mark the words that say whose report this is.
    parts: ['11', '12']
    objective: weigh
    minutes: 2
    marks: 2
  - id: signer
    notebook: '01'
    place: pronouns
    kind: text
    title: Who signed it
    question: Who signed the decree?
    objective: cite
    minutes: 2
    marks: 1
  - id: span
    notebook: '03'
    place: before
    kind: code
    title: Days from the election
    question: How many days lie between the election and the stamp?
    objective: order
    minutes: 4
    marks: 1
  - id: absent
    notebook: '01'
    place: absent
    kind: written
    title: Who is not heard
    question: Whom does the article leave out, and what would you ask them?
    objective: gather
    minutes: 8
    marks: 3
    words: 40
    rubric:
      Proficient: Names a group, and asks what only they can know.
      Emergent: Names a group, and asks what anybody can know.
      Basic: Names a group.
"""

KEY = """\
key:
  refuser:
    at: '6'
    quote: The opposition have refused
    options:
      opposition:
        marks: 1
        message: They refuse to recognize the results.
      nato:
        marks: 0
        message: It denies a claim.
        misconception: denying-is-refusing
        at: '13'
        quote: the claim was denied
      not-said:
        marks: 0
        message: The verb is there twice.
        misconception: verb-missed
  speakers:
    message: Two are quoted.
    options:
      zhao:
        right: yes
        message: Zhao is quoted.
        at: '8'
        quote: he said
      breton:
        right: yes
        message: Breton stands at the end.
        at: '15'
        quote: Thierry Breton said
      merkel:
        right: no
        message: Merkel is on the phone.
        misconception: named-is-speaking
        at: '2'
        quote: during a phone call
  pronouns:
    message: Each pronoun is found by what comes before it.
    rows:
      he-2:
        right: putin
        message: Paragraph 1 ends with Putin.
        at: '2'
        quote: He made the remarks
        wrong:
          macron:
            misconception: named-later
            message: He is named in paragraph 3.
            at: '3'
            quote: President Emmanuel Macron
      he-11:
        right: [lukashenko, putin]
        message: Somebody spoke by phone.
        at: '11'
        quote: He had a phone call
  days:
    right: [sunday, monday, tuesday]
    message: The days follow the calendar.
    otherwise: Look at a calendar.
    at: '9'
    quote: On Monday
    misconceptions:
      - name: backwards
        order: [tuesday, monday, sunday]
        message: This runs from late to early.
  call-day:
    answers:
      - value: '2020-08-18'
        marks: 1
        message: The Tuesday before the stamp.
        at: '2'
        quote: on Tuesday
    misconceptions:
      - name: day-of-the-stamp
        value: '2020-08-20'
        message: That is the stamp.
        at: byline
        quote: '2020-08-20'
      - name: week-too-early
        value: '2020-08-11'
        message: That is a week earlier.
    otherwise: Find the weekday.
    at: '2'
    quote: on Tuesday
  officers:
    answers:
      - value: 300
        tolerance: 0.5
        marks: 1
        message: The number is printed.
        at: '10'
        quote: about 300
    misconceptions:
      - name: number-of-the-plane
        value: 214
        message: That is the plane.
        at: '18'
        quote: Tu-214
    otherwise: Look in paragraph 10.
  source:
    answers:
      - at: '12'
        quote: According to Belarusian state news agency Belta
        around: According to Belarusian state news agency Belta, Putin
        marks: 2
        message: The cue stands at the start.
    misconceptions:
      - name: promise-is-the-source
        at: '12'
        quote: promised Lukashenko security assistance
        message: That is what is reported.
    otherwise: Look for the words that hand it over.
  signer:
    answers:
      - value: [Alexander Lukashenko, Lukashenko]
        marks: 1
        message: He is the subject of the sentence before.
        at: '10'
        quote: Lukashenko has refused
    misconceptions:
      - name: putin-again
        value: Putin
        message: Putin comes later.
        at: '11'
        quote: a phone call with Putin
    otherwise: Look at the sentence before.
  span:
    answers:
      - value: 11
        marks: 1
        message: From the ninth to the twentieth.
        at: '6'
        quote: elections on Aug 9
    misconceptions:
      - name: both-ends
        value: 12
        message: Both ends are counted here.
        at: byline
        quote: '2020-08-20'
    otherwise: Take one day from the other.
  absent:
    message: The people who protest never speak.
    at: '6'
    quote: mass protests
    levels:
      Proficient: The people in the streets. What did they see themselves?
      Emergent: The people in the streets. How many are they?
      Basic: The people in the streets.
"""
FILES = {"exercises.yaml": EXERCISES, "key.yaml": KEY}


@pytest.fixture(autouse=True)
def both(copy):
    """Write both files into the copy, sound."""
    for name, text in FILES.items():
        (copy / name).write_text(text, "utf-8")


@pytest.fixture
def damage(copy):
    """Replace words, which stand behind others, in a file; return the lines of that exercise."""

    def run(file, behind, old, new):
        text = (copy / file).read_text("utf-8")
        start = text.index(old, text.index(behind))
        (copy / file).write_text(text[:start] + new + text[start + len(old) :], "utf-8")
        return lines_of(text[:start] + new + text[start + len(old) :], behind)

    return run


def lines_of(text, behind):
    """Return the numbers of the lines of the exercise that begins with these words."""
    lines = text.splitlines()
    first = next((n for n, line in enumerate(lines) if line.lstrip("- ") == behind.strip()), 0)
    entry = re.compile(r"  (- id:|[a-z-]+:)")
    after = (n for n, line in enumerate(lines) if n > first and entry.match(line))
    return range(first + 1, next(after, len(lines)) + 1)


def problems(folder):
    """Return what check finds wrong; nothing of it may be about Python."""
    found = check(folder).problems
    for problem in found:
        assert not PYTHONESE.search(str(problem)), str(problem)
        assert problem.found
        assert problem.remedy
    return found


def test_sound_files_have_no_problems(say):
    assert say() == (0, "belarus-2020: no problems\n")


def test_the_sound_files_are_read_whole(copy):
    article, findings = read_article(copy / "article.txt"), Findings()
    exercises = read_exercises(copy, article, findings)
    keys = read_key(copy, exercises, article, findings)
    assert findings.problems == []
    assert list(keys) == [one.id for one in exercises]
    one, passage, written = exercises[0], exercises[6], exercises[9]
    assert (one.minutes, one.marks, one.not_said, one.line) == (2, 1, False, 2)
    assert list(one.options) == ["opposition", "nato", "not-said"]
    assert passage.parts == ("11", "12")
    assert passage.texts["11"] == article.parts["11"].quote
    assert (written.words, list(written.rubric)) == (40, ["Proficient", "Emergent", "Basic"])
    assert exercises[4].not_said is True
    assert exercises[5].unit == "officers"


def test_a_lesson_without_exercises_is_sound(copy):
    for name in FILES:
        (copy / name).unlink()
    article, findings = read_article(copy / "article.txt"), Findings()
    assert read_exercises(copy, article, findings) == ()
    assert read_key(copy, (), article, findings) == {}
    assert findings.problems == []
    assert problems(copy) == []


def test_exercises_without_a_key_file_are_sound(copy):
    """A student pack in graded mode has no key."""
    (copy / "key.yaml").unlink()
    article, findings = read_article(copy / "article.txt"), Findings()
    exercises = read_exercises(copy, article, findings)
    assert read_key(copy, exercises, article, findings) == {}
    assert findings.problems == []


# One mistake

BAD_EXERCISES = [
    ("id: refuser", "kind: one", "kind: oen", "oen"),
    ("id: refuser", "kind: one", "kind: [one]", "kind"),
    ("id: refuser", "kind: one", "kind:", "kind"),
    ("id: refuser", "    kind: one\n", "", "kind"),
    ("id: refuser", "objective: weigh", "objective: wiegh", "wiegh"),
    ("id: refuser", "objective: weigh", "objective:", "objective"),
    ("id: refuser", "notebook: '01'", "notebook: '09'", "09"),
    ("id: refuser", "notebook: '01'", "notebook: first", "notebook"),
    ("id: refuser", "    notebook: '01'\n", "", "notebook"),
    ("id: refuser", "title: Who it is", "titel: Who it is", "titel"),
    ("id: refuser", "    title: Who it is that refuses\n", "", "title"),
    ("id: refuser", "    question: Who refuses something in this article?\n", "", "question"),
    ("id: refuser", "question: Who refuses something in this article?", "question:", "question"),
    (
        "id: refuser",
        "question: Who refuses something in this article?",
        "question: {a: b}",
        "quest",
    ),
    ("id: refuser", "    place: speaking\n", "", "place"),
    ("id: refuser", "minutes: 2", "minutes: two", "two"),
    ("id: refuser", "minutes: 2", "minutes: -1", "-1"),
    ("id: refuser", "minutes: 2", "minutes: 2.5", "2.5"),
    ("id: refuser", "minutes: 2", "minutes: .nan", "nan"),
    ("id: refuser", "minutes: 2", "minutes: 1e999", "1e999"),
    ("id: refuser", "    minutes: 2\n", "", "minutes"),
    ("id: refuser", "marks: 1", "marks: 0", "0"),
    ("id: refuser", "marks: 1", "marks: -1", "-1"),
    ("id: refuser", "marks: 1", "marks: yes", "marks"),
    ("id: refuser", "    marks: 1\n", "", "marks"),
    ("id: refuser", "    marks: 1\n", "    marks: 1\n    hint: Look in ¶6.\n", "hint"),
    ("id: refuser", "    marks: 1\n", "    marks: 1\n    not_said: yes\n", "not_said"),
    ("id: refuser", "    marks: 1\n", "    marks: 1\n    rows: {a: b}\n", "rows"),
    ("id: refuser", "      nato: The alliance called NATO", "      nato:", "nato"),
    ("id: refuser", "      nato: The alliance called NATO", "      nato: [a]", "nato"),
    ("id: refuser", "The article does not say", "It is not said here", "not-said"),
    ("id: call-day", "not_said: yes", "not_said: maybe", "not_said"),
    ("id: call-day", "    marks: 1\n", "    marks: 1\n    options: {a: b}\n", "options"),
    ("id: source", "parts: ['11', '12']", "parts: ['11', '99', '12']", "99"),
    ("id: source", "    parts: ['11', '12']\n", "", "parts"),
    ("id: absent", "words: 40", "words: many", "many"),
    ("id: absent", "words: 40", "words: -3", "-3"),
    ("id: absent", "    words: 40\n", "", "words"),
    (
        "id: absent",
        "      Emergent: Names a group, and asks what anybody can know.\n",
        "",
        "Emergent",
    ),
    ("id: absent", "      Basic: Names a group.", "      Basics: Names a group.", "rubric"),
    ("id: pronouns", "    marks: 2\n", "    marks: 2\n    draws: colours\n", "colours"),
]


@pytest.mark.parametrize(("behind", "old", "new", "found"), BAD_EXERCISES)
def test_a_mistake_in_an_exercise_is_named_with_its_line(copy, damage, behind, old, new, found):
    lines = damage("exercises.yaml", behind, old, new)
    there = problems(copy)
    assert there
    assert {problem.file for problem in there} == {"exercises.yaml"}
    assert any(problem.line in lines and found in str(problem) for problem in there), there
    assert len(there) <= (2 if "titel" in new else 1)


BAD_KEYS = [
    # The marks
    ("  refuser:", "marks: 1", "marks: 2", "marks"),
    ("  refuser:", "marks: 1", "marks: 0", "marks"),
    ("  refuser:", "marks: 1", "marks: one", "one"),
    ("  refuser:", "marks: 0", "marks: -1", "-1"),
    ("  refuser:", "marks: 0", "marks: .inf", "inf"),
    ("  speakers:", "right: no", "right: yes", "marks"),
    ("  call-day:", "marks: 1", "marks: 3", "marks"),
    ("  call-day:", "        marks: 1\n", "", "marks"),
    ("  source:", "marks: 2", "marks: 1", "marks"),
    # Messages and misconceptions
    ("  refuser:", "        message: It denies a claim.\n", "", "message"),
    ("  refuser:", "message: It denies a claim.", "message:", "message"),
    ("  refuser:", "message: It denies a claim.", "message: [It denies]", "message"),
    ("  refuser:", "misconception: verb-missed", "misconception: denying-is-refusing", "denying"),
    ("  refuser:", "misconception: verb-missed", "misconception: Verb Missed", "Verb Missed"),
    ("  refuser:", "message: The verb is there twice.", "message: It denies a claim.", "message"),
    ("  speakers:", "        message: Breton stands at the end.\n", "", "message"),
    ("  speakers:", "    message: Two are quoted.\n", "", "message"),
    ("  pronouns:", "    message: Each pronoun is found by what comes before it.\n", "", "message"),
    ("  pronouns:", "        message: Paragraph 1 ends with Putin.\n", "", "message"),
    ("  pronouns:", "            message: He is named in paragraph 3.\n", "", "message"),
    ("  pronouns:", "            misconception: named-later\n", "", "misconception"),
    ("  days:", "    message: The days follow the calendar.\n", "", "message"),
    ("  days:", "    otherwise: Look at a calendar.\n", "", "otherwise"),
    ("  days:", "name: backwards", "nam: backwards", "nam"),
    ("  call-day:", "name: week-too-early", "name: day-of-the-stamp", "day-of-the-stamp"),
    ("  call-day:", "        message: That is a week earlier.\n", "", "message"),
    ("  call-day:", "message: That is a week earlier.", "message: That is the stamp.", "message"),
    ("  call-day:", "    otherwise: Find the weekday.\n", "", "otherwise"),
    ("  absent:", "    message: The people who protest never speak.\n", "", "message"),
    # Options, rows, items and levels
    ("  refuser:", "      nato:\n", "      nata:\n", "nat"),
    ("  speakers:", "right: yes", "right: maybe", "right"),
    ("  speakers:", "        right: yes\n", "", "right"),
    ("  pronouns:", "        right: putin\n", "", "right"),
    ("  pronouns:", "right: putin", "right: []", "right"),
    ("  pronouns:", "right: putin", "right: puttin", "puttin"),
    ("  pronouns:", "right: [lukashenko, putin]", "right: [lukashenko, puttin]", "puttin"),
    ("  pronouns:", "          macron:\n", "          micron:\n", "micron"),
    ("  pronouns:", "          macron:\n", "          putin:\n", "putin"),
    ("  pronouns:", "      he-11:\n", "      he-12:\n", "he-1"),
    ("  days:", "right: [sunday, monday, tuesday]", "right: [sunday, monday]", "tuesday"),
    (
        "  days:",
        "right: [sunday, monday, tuesday]",
        "right: [sunday, monday, [monday, tuesday]]",
        "monday",
    ),
    (
        "  days:",
        "right: [sunday, monday, tuesday]",
        "right: [sunday, monday, tuesday, friday]",
        "order",
    ),
    ("  days:", "order: [tuesday, monday, sunday]", "order: [tuesday, monday]", "sunday"),
    ("  days:", "order: [tuesday, monday, sunday]", "order: [tuesday, friday, sunday]", "order"),
    (
        "  absent:",
        "      Emergent: The people in the streets. How many are they?\n",
        "",
        "Emergent",
    ),
    ("  absent:", "Basic:", "Basics:", "levels"),
    # Values
    ("  call-day:", "value: '2020-08-18'", "value: '2020-08-32'", "2020-08-32"),
    ("  call-day:", "value: '2020-08-18'", "value: Tuesday", "Tuesday"),
    ("  call-day:", "value: '2020-08-18'", "value: [a, b]", "value"),
    ("  call-day:", "      - value: '2020-08-18'\n        marks", "      - marks", "value"),
    ("  officers:", "value: 300", "value: about 300", "about 300"),
    ("  officers:", "value: 300", "value: .nan", "nan"),
    ("  officers:", "value: 300", "value: 1e999", "1e999"),
    ("  officers:", "value: 214", "value: not said", "not said"),
    ("  officers:", "tolerance: 0.5", "tolerance: much", "much"),
    ("  officers:", "tolerance: 0.5", "tolerance: -1", "-1"),
    ("  signer:", "value: [Alexander Lukashenko, Lukashenko]", "value: []", "value"),
    # Passages
    ("  refuser:", "quote: the claim was denied", "quote: the claim was deny", "deny"),
    ("  refuser:", "at: '13'", "at: '99'", "99"),
    ("  refuser:", "at: '13'", "at: '12'", "denied"),
    ("  refuser:", "        at: '13'\n", "", "at"),
    ("  refuser:", "quote: The opposition have refused", "quote: The opposition has", "opposition"),
    ("  pronouns:", "quote: President Emmanuel Macron", "quote: Emanuel Macron", "Macron"),
    ("  call-day:", "quote: on Tuesday", "quote: on Teusday", "Teusday"),
    ("  officers:", "quote: about 300", "quote: t", "t"),
    ("  officers:", "quote: Tu-214", "quote: Tu-214\n        nth: 2", "2"),
    ("  officers:", "quote: Tu-214", "quote: Tu-214\n        nth: first", "first"),
    ("  source:", "quote: According to Belarusian", "quote: Acording to Belarusian", "Acording"),
    ("  source:", "around: According to Belarusian", "around: Acording to Belarusian", "Acording"),
    (
        "  source:",
        "around: According to Belarusian state news agency Belta, Putin",
        "around: promised Lukashenko security",
        "around",
    ),
    (
        "  source:",
        "at: '12'\n        quote: promised Lukashenko security assistance",
        "at: '14'\n        quote: Russia has remained tight-lipped",
        "part",
    ),
    ("  source:", "quote: promised Lukashenko security assistance", "quote:", "quotation"),
    # Fields
    ("  refuser:", "    options:\n", "    choices:\n", "choices"),
    ("  refuser:", "message: They refuse", "mesage: They refuse", "mesage"),
    ("  speakers:", "        right: no\n", "        right: no\n        marks: 1\n", "marks"),
    ("  call-day:", "    answers:\n", "    anwsers:\n", "anwsers"),
    ("  call-day:", "        marks: 1\n", "        marks: 1\n        nonsense: 1\n", "nonsense"),
    ("  absent:", "    levels:\n", "    level:\n", "level"),
]


@pytest.mark.parametrize(("behind", "old", "new", "found"), BAD_KEYS)
def test_a_mistake_in_the_key_is_named_with_its_line(copy, damage, behind, old, new, found):
    lines = damage("key.yaml", behind, old, new)
    there = problems(copy)
    assert there
    assert {problem.file for problem in there} == {"key.yaml"}
    assert any(problem.line in lines and found in str(problem) for problem in there), there
    assert len(there) <= (5 if found == "choices" else 2)


@pytest.mark.parametrize(
    ("behind", "old", "new"),
    [
        ("  days:", "order: [tuesday, monday, sunday]", "order: [sunday, monday, tuesday]"),
        ("  call-day:", "value: '2020-08-11'", "value: '2020-08-20'"),
        ("  call-day:", "value: '2020-08-11'", "value: '2020-08-18'"),
        ("  officers:", "value: 214", "value: 300"),
        ("  officers:", "value: 214", "value: 300.4"),
        ("  signer:", "value: Putin", "value: Lukashenko"),
        ("  signer:", "value: Putin", "value: the LUKASHENKO"),
        ("  span:", "value: 12", "value: 11"),
    ],
)
def test_a_misconception_that_no_answer_can_reach_is_named(copy, damage, behind, old, new):
    lines = damage("key.yaml", behind, old, new)
    [problem] = problems(copy)
    assert problem.file == "key.yaml"
    assert problem.line in lines


@pytest.mark.parametrize(
    ("behind", "old", "new", "name"),
    [
        ("  refuser:", "        marks: 1\n", "        marks: 1\n        misconception: x\n", "x"),
        ("  refuser:", "        marks: 0\n", "        marks: 1\n", "denying-is-refusing"),
        ("  call-day:", "        marks: 1\n", "        marks: 1\n        misconception: x\n", "x"),
        ("  source:", "      - name: prom", "      - marks: 2\n        name: prom", "promise-is"),
        (
            "  signer:",
            "        value: Putin\n",
            "        value: Putin\n        marks: 1\n",
            "putin-ag",
        ),
    ],
)
def test_what_gets_all_the_marks_is_no_misconception(copy, damage, behind, old, new, name):
    lines = damage("key.yaml", behind, old, new)
    [problem] = problems(copy)
    assert problem.file == "key.yaml" and problem.line in lines
    line = (copy / "key.yaml").read_text("utf-8").splitlines()[problem.line - 1]
    assert "misconception: " in line or "marks: " in line
    assert name in problem.found and "gets all the marks" in problem.found
    assert problem.remedy == "give it fewer marks, or take the misconception out"


def test_what_gets_some_of_the_marks_may_be_a_misconception(copy, damage):
    damage("key.yaml", "  source:", "      - name: prom", "      - marks: 1\n        name: prom")
    assert problems(copy) == []


def test_leaving_out_an_option_that_fits_may_be_a_misconception(copy, damage):
    damage("key.yaml", "  speakers:", "right: yes\n", "right: yes\n        misconception: x\n")
    assert problems(copy) == []


@pytest.mark.parametrize(
    ("behind", "old", "new"),
    [
        ("  signer:", "value: Putin", "value: [Putin, lukashenko]"),
        ("  signer:", "value: [Alexander Lukashenko, Lukashenko]", "value: [Lukashenko, PUTIN]"),
        ("  call-day:", "value: '2020-08-11'", "value: '2020-08-18'"),
        ("  officers:", "value: 214", "value: 300.0"),
        (
            "  source:",
            "quote: promised Lukashenko security assistance",
            "quote: According to Belarusian state news agency Belta",
        ),
    ],
)
def test_an_answer_that_is_also_a_misconception_is_named(copy, damage, behind, old, new):
    lines = damage("key.yaml", behind, old, new)
    [problem] = problems(copy)
    assert problem.file == "key.yaml" and problem.line in lines
    assert problem.found.endswith("stands under answers too")
    assert problem.remedy == "take it out of one of them"


def test_an_answer_has_no_name(copy, damage):
    """It is misconceptions that are named; of an answer it would be lost without a word."""
    damage("key.yaml", "  signer:", "        marks: 1\n", "        marks: 1\n        name: x\n")
    [problem] = problems(copy)
    assert "“name” means nothing here" in problem.found


@pytest.mark.parametrize("file", ["exercises.yaml", "key.yaml"])
@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("key:\n\tx: y", 2),
        ("“é”:\n  a: b\n\tc: d", 3),
        ("key:\r\n  a: >-\r\n    text\r\n\tmore\r\n", 4),
        ("key:\n  -\ta: b\n    c: d", 2),
    ],
)
def test_a_tab_is_named_as_one(copy, file, text, line):
    (copy / file).write_bytes(text.encode())
    said = str(problems(copy)[0])
    assert f"line {line}" in said and "a tab stands" in said
    assert "what to do: replace the tab by spaces" in said


def test_a_tab_elsewhere_is_not_blamed(copy):
    (copy / "key.yaml").write_text("key:\n  a: @\tb\n", "utf-8")
    assert "tab" not in str(problems(copy)[0])


def test_a_key_for_an_exercise_that_is_not_there_is_named(copy, damage):
    lines = damage("key.yaml", "  days:", "  days:", "  weekdays:\n    message: x\n  days:")
    [problem] = problems(copy)
    assert (problem.file, problem.line) == ("key.yaml", lines[0] - 2)
    assert "weekdays" in str(problem)


def test_an_exercise_without_a_key_is_named(copy):
    start, end = KEY.index("  officers:"), KEY.index("  source:")
    (copy / "key.yaml").write_text(KEY[:start] + KEY[end:], "utf-8")
    [problem] = problems(copy)
    assert "officers" in str(problem)
    assert problem.line is not None


def test_a_misspelt_exercise_in_the_key_names_the_nearest(copy, damage):
    damage("key.yaml", "  officers:", "  officers:", "  oficers:")
    [said] = [str(problem) for problem in problems(copy) if "oficers" in str(problem)]
    assert "officers" in said


def test_an_id_used_twice_is_named(copy, damage):
    damage("exercises.yaml", "id: speakers", "id: speakers", "id: refuser")
    said = [problem for problem in problems(copy) if problem.file == "exercises.yaml"]
    assert len(said) == 1
    assert "refuser" in str(said[0])
    assert said[0].line == 15


@pytest.mark.parametrize(
    "name", ["<b>refuser</b>", "Who refuses", "who_refuses", "Refuser", "-x", "", "[a]", "héros"]
)
def test_an_id_is_lower_case_words_joined_by_hyphens(copy, damage, name):
    damage("exercises.yaml", "id: refuser", "id: refuser", f"id: {name}")
    first = problems(copy)[0]
    assert (first.file, first.line) == ("exercises.yaml", 2)


@pytest.mark.parametrize("name", ["options:", "rows:", "choices:", "items:"])
@pytest.mark.parametrize("value", ["", " []", " {}", " text", " [a, b]", " {a: {b: c}}"])
def test_choices_of_another_shape_are_named(copy, name, value):
    start = EXERCISES.index(f"    {name}\n")
    end = start + re.match(r" {4}\w+:\n( {6}.*\n)+", EXERCISES[start:]).end()
    text = f"{EXERCISES[:start]}    {name}{value}\n{EXERCISES[end:]}"
    (copy / "exercises.yaml").write_text(text, "utf-8")
    there = problems(copy)
    assert there[0].file == "exercises.yaml"
    assert name[:-2] in str(there[0])


@pytest.mark.parametrize("field", ["options", "rows", "answers", "misconceptions", "levels"])
@pytest.mark.parametrize("value", ["", " []", " {}", " text", " [a, b]", " {a: b}", " [[a]]", " 5"])
def test_a_part_of_the_key_of_another_shape_is_named(copy, field, value):
    start = KEY.index(f"    {field}:\n")
    end = start + re.match(r" {4}\w+:\n( {6}.*\n)+", KEY[start:]).end()
    (copy / "key.yaml").write_text(f"{KEY[:start]}    {field}:{value}\n{KEY[end:]}", "utf-8")
    there = problems(copy)
    if field == "misconceptions" and value in ("", " []", " {}"):
        assert len(there) <= 1
    else:
        assert there[0].file == "key.yaml"
        assert there[0].line is not None


@pytest.mark.parametrize("value", ["", "text", "5", "[a]", "[]", "{}", "yes"])
def test_a_key_of_one_exercise_of_another_shape_is_named(copy, value):
    start, end = KEY.index("  officers:"), KEY.index("  source:")
    text = f"{KEY[:start]}  officers: {value}\n{KEY[end:]}"
    (copy / "key.yaml").write_text(text, "utf-8")
    there = problems(copy)
    assert there
    assert all("officers" in str(one) or one.line in lines_of(text, "  officers:") for one in there)


@pytest.mark.parametrize("value", ["text", "5", "[a]", "{}", "", "{id: a}"])
def test_an_exercise_of_another_shape_is_named(copy, value):
    text = EXERCISES.replace("exercises:\n", f"exercises:\n  - {value}\n")
    (copy / "exercises.yaml").write_text(text, "utf-8")
    first = problems(copy)[0]
    assert (first.file, first.line) == ("exercises.yaml", 2)


@pytest.mark.parametrize(("draws", "row"), [("places", "he-2"), ("events", "he-2")])
def test_rows_that_are_drawn_must_be_in_the_table(copy, damage, draws, row):
    lines = damage(
        "exercises.yaml", "id: pronouns", "marks: 2\n", f"marks: 2\n    draws: {draws}\n"
    )
    there = problems(copy)
    assert any(one.file == "exercises.yaml" and one.line in lines for one in there)
    assert row in str(there[0])


def test_rows_that_are_in_the_table_may_be_drawn(copy):
    for name in FILES:
        text = (
            (copy / name).read_text("utf-8").replace("he-2:", "minsk:").replace("he-11:", "moscow:")
        )
        text = text.replace("kind: match\n", "kind: match\n    draws: places\n")
        (copy / name).write_text(text, "utf-8")
    assert problems(copy) == []


# All at once


def test_all_mistakes_are_reported_at_once(copy, damage, say):
    for file, behind, old, new in [
        ("exercises.yaml", "id: refuser", "objective: weigh", "objective: wiegh"),
        ("exercises.yaml", "id: speakers", "minutes: 3", "minutes: three"),
        ("exercises.yaml", "id: call-day", "notebook: '03'", "notebook: '13'"),
        ("key.yaml", "  pronouns:", "right: putin", "right: puttin"),
        ("key.yaml", "  days:", "otherwise: Look at a calendar.", "otherwise:"),
        ("key.yaml", "  officers:", "quote: about 300", "quote: about 3000"),
        ("key.yaml", "  signer:", "message: Putin comes later.", "mesage: Putin comes later."),
        ("key.yaml", "  span:", "marks: 1", "marks: 4"),
        ("key.yaml", "  absent:", "      Basic: The people in the streets.\n", ""),
    ]:
        damage(file, behind, old, new)
    code, words = say()
    assert code == 1
    for found in ["wiegh", "three", "13", "puttin", "otherwise", "about 3000", "mesage", "Basic"]:
        assert found in words
    lines = (copy / "key.yaml").read_text("utf-8").splitlines()
    span = lines.index("  span:") + 1
    assert re.search(rf"key\.yaml, line ({'|'.join(str(span + n) for n in range(16))})\b", words)
    assert words.count("exercises.yaml, line ") == 3
    assert words.count("key.yaml, line ") >= 6


def test_two_mistakes_in_one_exercise_are_both_reported(copy, damage):
    damage("exercises.yaml", "id: source", "objective: weigh", "objective: wiegh")
    damage("exercises.yaml", "id: source", "parts: ['11', '12']", "parts: ['11', '12', '99']")
    said = "\n".join(map(str, problems(copy)))
    assert "wiegh" in said
    assert "99" in said


def test_two_mistakes_in_one_key_are_both_reported(copy, damage):
    damage("key.yaml", "  call-day:", "value: '2020-08-18'", "value: '2020-08-32'")
    damage("key.yaml", "  call-day:", "quote: '2020-08-20'", "quote: '2020-08-21'")
    said = "\n".join(map(str, problems(copy)))
    assert "2020-08-32" in said
    assert "2020-08-21" in said


def test_mistakes_in_tables_and_exercises_are_reported_together(copy, damage, put):
    put("places.csv", "minsk", "latitude", "north")
    damage("key.yaml", "  call-day:", "value: '2020-08-18'", "value: '2020-08-32'")
    assert {problem.file for problem in problems(copy)} == {"places.csv", "key.yaml"}


def test_a_problem_is_told_by_line(say, damage):
    damage("exercises.yaml", "id: refuser", "kind: one", "kind: oen")
    _, words = say()
    assert re.search(r"exercises\.yaml, line [2-9]\b", words)
    assert "one" in words.replace("oen", "")


# Damaged files

DAMAGED = [
    "",
    "\n\n",
    "# nothing\n",
    "just words",
    "- a\n- b\n",
    "5",
    "exercises:\n\t- id: x",
    "key:\n\tx: y",
    "exercises: [",
    'exercises: "',
    "exercises: *nothing",
    "exercises:\nexercises:\n",
    "key: {a: b}\n---\nkey: {a: b}",
    "a: \x00",
    "a: \x01",
    'a: "\\xzz"',
    'a: "\\UFFFFFFFF"',
    "{a: " * 3000,
    "[" * 3000,
    "key: " + "[" * 3000 + "]" * 3000,
    "a: " + "9" * 6000,
    "key: {a: 2020-13-45}",
    "key: {a: !!int b}",
    "!!python/object/apply:os.system [ls]",
    "key: !!python/object/apply:os.system [ls]",
    "exercises:\n- !!python/object:helpers.authoring.check.check {}\n",
    "&a\nkey: *a",
    "exercises: &a\n- *a\n",
    "key: &a {b: *a}",
    "!!omap\n- key: x",
    "? [a, b]\n: c",
    "%YAML 3.0\n---\na: 1",
    "exercise: []",
    "keys: {}",
    "exercises: text",
    "key: text",
    "exercises: 5\nkey: 5",
    "exercises: {a: b}",
    "key: [a]",
]


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("text", DAMAGED, ids=lambda text: repr(text[:40]))
def test_a_damaged_file_is_named(copy, file, text):
    (copy / file).write_bytes(text.encode())
    assert problems(copy)[0].file == file


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfe\x00\x01",
        b"\x00" * 100,
        b"\x89PNG\r\n\x1a\n",
        bytes(range(256)),
        "exercises: é".encode("latin-1"),
        EXERCISES.encode("utf-16"),
    ],
    ids=["noise", "NUL", "picture", "all bytes", "Latin-1", "UTF-16"],
)
def test_a_file_that_is_no_text_is_named_once(copy, file, data):
    (copy / file).write_bytes(data)
    assert [problem.file for problem in problems(copy)].count(file) == 1


@pytest.mark.parametrize("file", FILES)
def test_a_folder_in_the_place_of_a_file_is_named(copy, file):
    (copy / file).unlink()
    (copy / file).mkdir()
    assert problems(copy)[0].file == file


@pytest.mark.parametrize("file", FILES)
def test_a_byte_order_mark_and_crlf_do_no_harm(copy, file):
    data = FILES[file].encode()
    (copy / file).write_bytes(b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"))
    assert problems(copy) == []


def test_lines_are_counted_right_with_crlf(copy, damage):
    damage("exercises.yaml", "id: refuser", "kind: one", "kind: oen")
    before = [problem.line for problem in problems(copy)]
    path = copy / "exercises.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert [problem.line for problem in problems(copy)] == before


@pytest.mark.parametrize("file", FILES)
def test_a_bomb_of_anchors_is_defused(copy, file):
    """Nine lists of nine, each of the list before: 387 million entries, were they written out."""
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for depth in range(1, 10):
        bomb += f"a{depth}: &a{depth} [{', '.join([f'*a{depth - 1}'] * 9)}]\n"
    (copy / file).write_text(bomb + FILES[file].replace("minutes: 2", "minutes: *a9"), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "helpers", "check", str(copy)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, b"")
    assert file.encode() in done.stdout


@pytest.mark.parametrize("file", FILES)
def test_a_name_that_is_there_twice_is_named(copy, file):
    old = "      nato:"
    start = FILES[file].index(old)
    text = f"{FILES[file][:start]}      nato: x\n{FILES[file][start:]}"
    (copy / file).write_text(text, "utf-8")
    said = [str(problem) for problem in problems(copy) if problem.file == file]
    assert "nato" in said[0]
    assert re.search(rf"\b{text[:start].count(chr(10)) + 2}\b", said[0])


def test_random_damage_never_ends_in_a_traceback(copy):
    chance = random.Random(2020)
    pieces = [b'"', b"'", b",", b";", b"\n", b"\r", b"\t", b"\0", b"\xff", b"[", b"]", b"{", b"}"]
    pieces += [b"- ", b": ", b"#", b"*a", b"&a ", b"!!int ", b"~", b".inf", b"-1", b"<b>", b"yes"]
    pieces += [b"2020-99-99", b"not said", b"\n      - x: y\n", b"\n  refuser:\n", b"nth: 7\n"]
    for file in chance.choices(list(FILES), k=60):
        data = bytearray(FILES[file].encode())
        for _ in range(chance.randint(1, 4)):
            start = chance.randrange(len(data))
            data[start : start + chance.choice([0, 0, 1, 8, 30, 200])] = chance.choice(pieces)
        (copy / file).write_bytes(data)
        assert all(str(problem) for problem in check(copy).problems)
        (copy / file).write_text(FILES[file], "utf-8")


def test_every_line_of_the_two_files_may_be_lost_without_a_traceback(copy):
    for file, text in FILES.items():
        lines = text.splitlines(keepends=True)
        for number in range(0, len(lines), 3):
            (copy / file).write_text("".join(lines[:number] + lines[number + 1 :]), "utf-8")
            problems(copy)
        (copy / file).write_text(text, "utf-8")
