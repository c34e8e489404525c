"""Marking: what an answer is worth, what its reader is told, and that no answer breaks it."""

import copy as copying
import decimal
import json
import math
import os
import re
import subprocess
import sys

import numpy
import pandas
import pytest

from helpers.common.errors import Findings
from helpers.exercises.exercise_reader import read_exercises
from helpers.exercises.key_reader import read_key
from helpers.exercises.scoring import score
from helpers.lesson.article import read_article

TRACEBACK = re.compile(r"Traceback|Error:|object at 0x|<class|\bself\b|__")

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
    marks: 2
    options:
      opposition: The opposition in Belarus
      lukashenko: The president of Belarus
      kremlin: The Kremlin and its media
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
      reuters: Reuters
      michel: Charles Michel
  - id: pronouns
    notebook: '01'
    place: pronouns
    kind: match
    title: Who is meant here
    question: Whom does each pronoun stand for?
    objective: cite
    minutes: 3
    marks: 3
    rows:
      he-2: He made the remarks
      he-11: He had a phone call
      they-11: They also spoke
    choices:
      putin: Putin
      lukashenko: Lukashenko
      both: Both of them
  - id: events
    notebook: '03'
    place: orders
    kind: order
    title: First things first
    question: In which order did these happen?
    objective: order
    minutes: 3
    marks: 3
    items:
      plane: The plane lands in Moscow
      merkel: The call with Merkel
      michel: The call with Michel
      election: The election
  - id: tellings
    notebook: '03'
    place: orders
    kind: order
    title: The order of days
    question: In which order do these days come?
    objective: order
    minutes: 3
    marks: 3
    items:
      wednesday: Wednesday
      tuesday: Tuesday
      monday: Monday
      sunday: Sunday
  - id: call-day
    notebook: '03'
    place: dates
    kind: date
    title: The day of the call
    question: On which day did Putin and Merkel speak?
    objective: order
    minutes: 2
    marks: 2
  - id: decree-day
    notebook: '03'
    place: undated
    kind: date
    title: The day of the decree
    question: When did Lukashenko sign the decree?
    not_said: yes
    objective: order
    minutes: 2
    marks: 1
  - id: calls
    notebook: '02'
    place: calls
    kind: number
    title: Calls of one day
    question: How many calls of Tuesday are reported?
    unit: calls
    objective: cite
    minutes: 2
    marks: 1
  - id: officers
    notebook: '02'
    place: calls
    kind: number
    title: Officers in the decree
    question: About how many officers were honored?
    objective: cite
    minutes: 2
    marks: 2
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
  - id: decree
    notebook: '04'
    place: close
    kind: passage
    title: What was signed
    question: Mark the words that say what was signed.
    parts: ['10', '11']
    objective: cite
    minutes: 2
    marks: 2
  - id: chinese-their
    notebook: '04'
    place: close
    kind: passage
    title: Their own efforts
    question: Mark the word for those who choose the path.
    parts: ['8']
    objective: cite
    minutes: 2
    marks: 2
  - id: landing
    notebook: '04'
    place: close
    kind: passage
    title: The plane and Minsk
    question: Mark the words that say where the plane flew.
    parts: ['18']
    objective: cite
    minutes: 2
    marks: 2
  - id: because
    notebook: '03'
    place: because
    kind: passage
    title: Why the plane flew
    question: Mark the words that say why the plane flew.
    parts: ['17', '18']
    not_said: yes
    objective: order
    minutes: 2
    marks: 2
  - id: caller
    notebook: '01'
    place: pronouns
    kind: text
    title: Who signed it
    question: Who signed the decree?
    not_said: yes
    objective: cite
    minutes: 2
    marks: 2
  - id: alliance
    notebook: '01'
    place: pronouns
    kind: text
    title: The name of the alliance
    question: Which body is called the alliance?
    objective: cite
    minutes: 2
    marks: 1
  - id: capital
    notebook: '02'
    place: plane
    kind: text
    title: Where it landed
    question: In which city did the plane land in Belarus?
    objective: cite
    minutes: 2
    marks: 1
  - id: union
    notebook: '02'
    place: plane
    kind: text
    title: Whose commissioner
    question: Whose commissioner is Breton?
    objective: cite
    minutes: 2
    marks: 1
  - id: days
    notebook: '03'
    place: before
    kind: code
    title: Days from the election
    question: How many days lie between the election and the stamp?
    objective: order
    minutes: 4
    marks: 2
  - id: single
    notebook: '00'
    place: count
    kind: code
    title: Paragraphs of one sentence
    question: How many of these have one sentence?
    objective: cite
    minutes: 4
    marks: 1
  - id: cities
    notebook: '02'
    place: map
    kind: code
    title: Cities in the article
    question: Which two cities does the table hold?
    objective: cite
    minutes: 4
    marks: 1
  - id: longest
    notebook: '00'
    place: count
    kind: code
    title: The longest name
    question: Which place has the longest name?
    objective: cite
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
      opposition: {marks: 2, message: They refuse to recognize the results.}
      lukashenko: {marks: 2, message: He refuses to step down.,
          at: '10', quote: refused to step down}
      kremlin: {marks: 1, message: It says nothing; that is close to refusing.,
          at: '14', quote: said nothing}
      nato:
        marks: 0
        message: It denies a claim, which is not to refuse.
        misconception: denying-is-refusing
        at: '13'
        quote: the claim was denied
      not-said: {marks: 0, message: The verb is there twice., misconception: verb-missed}
  speakers:
    message: Two are quoted and one is reported.
    options:
      zhao: {right: yes, message: Zhao is quoted in paragraph 8., at: '8', quote: he said}
      breton: {right: yes, message: Breton stands at the end of his sentence.,
          at: '15', quote: Thierry Breton said}
      merkel:
        right: no
        message: Merkel is on the phone and not quoted.
        misconception: named-is-speaking
        at: '2'
        quote: during a phone call
      reuters: {right: yes, optional: yes, message: A report may count as saying.,
          at: '17', quote: according to a report by Reuters}
      michel: {right: no, message: Michel is only called., misconception: called-is-speaking,
          at: '3', quote: Charles Michel}
  pronouns:
    message: Each pronoun is found by what comes before it.
    rows:
      he-2:
        right: putin
        message: Paragraph 1 ends with Putin as the one who acts.
        at: '2'
        quote: He made the remarks
        wrong:
          lukashenko: {misconception: not-named-yet, message: He is named in paragraph 6 first.,
              at: '6', quote: President Alexander Lukashenko}
      he-11:
        right: [lukashenko, putin]
        message: Somebody spoke with somebody by phone.
        at: '11'
        quote: He had a phone call
        wrong:
          both: {misconception: one-pronoun-two-people, message: The word he stands for one person.}
      they-11:
        right: both
        message: A plural needs two.
        at: '11'
        quote: They also spoke by phone
  events:
    right: [election, [merkel, michel], plane]
    message: The two calls are told for one day, in no order.
    otherwise: Look at the weekday of each.
    at: '6'
    quote: elections on Aug 9
    misconceptions:
      - name: as-told
        order: [merkel, michel, election, plane]
        message: This is the order of the telling.
        at: '2'
        quote: on Tuesday
  tellings:
    right: [sunday, monday, tuesday, wednesday]
    message: The days follow the calendar.
    otherwise: Look at a calendar of that August.
    at: '9'
    quote: On Monday
    misconceptions:
      - {name: backwards, order: [wednesday, tuesday, monday, sunday],
         message: This runs from late to early.}
  call-day:
    answers:
      - {value: '2020-08-18', marks: 2, message: The Tuesday before the stamp.,
         at: '2', quote: on Tuesday}
    misconceptions:
      - {name: day-of-the-stamp, value: '2020-08-20', message: That is the day of the stamp.,
         at: byline, quote: '2020-08-20'}
      - {name: week-too-early, value: '2020-08-11', message: That is a Tuesday a week earlier.,
         at: '6', quote: elections on Aug 9}
    otherwise: Find the weekday and count back from the stamp.
  decree-day:
    at: '10'
    quote: He also signed a decree
    answers:
      - {value: not said, marks: 1, message: No time word stands in that sentence.}
    misconceptions:
      - {name: neighbour-is-a-date, value: '2020-08-17', message: Monday belongs to paragraph 9.,
         at: '9', quote: On Monday}
      - {name: same-day-as-next, value: '2020-08-18', message: Tuesday belongs to the call.,
         at: '11', quote: on Tuesday}
    otherwise: Look for a time word in the sentence itself.
  calls:
    answers:
      - {value: 4, marks: 1, message: Three people more than Merkel., at: '11', quote: on Tuesday}
    misconceptions:
      - {name: with-weekend, value: 6, message: Two of these were at the weekend.,
         at: '11', quote: on Saturday and Sunday}
      - {name: one-call, value: 1, message: There are more paragraphs with a call.,
         at: '2', quote: a phone call}
    otherwise: Count again in three paragraphs.
  officers:
    answers:
      - {value: 300, tolerance: 0.5, marks: 2, message: The number is printed.,
         at: '10', quote: about 300}
      - {value: 299, marks: 1, message: About is not one less., at: '10', quote: about 300}
    misconceptions:
      - {name: tu-number, value: 214, message: That is the type of the plane.,
         at: '18', quote: Tu-214}
    otherwise: Look in paragraph 10.
  source:
    answers:
      - at: '12'
        quote: According to Belarusian state news agency Belta
        around: According to Belarusian state news agency Belta, Putin on Tuesday
        marks: 2
        message: The cue and its source stand at the start.
    misconceptions:
      - {name: promise-is-the-source, at: '12', quote: promised Lukashenko security assistance,
         message: That is what is reported.}
      - {name: call-is-the-source, at: '11', quote: He had a phone call,
         message: That is another sentence.}
    otherwise: Look for the words that hand the report over.
  decree:
    answers:
      - {at: '10', quote: He also signed a decree, marks: 2, message: The whole clause says it.}
    misconceptions:
      - {name: other-refusal, at: '10', quote: refused to step down, message: That is no signing.}
    otherwise: Look for the verb of signing.
  chinese-their:
    answers:
      - {at: '8', quote: their, nth: 2, marks: 2, message: The second one goes with conditions.}
    misconceptions:
      - {name: first-their, at: '8', quote: their, nth: 1,
         message: The first one goes with efforts of their own.}
    otherwise: Look for the word their.
  landing:
    answers:
      - {at: '18', quote: flew to Minsk, marks: 2, message: It is said in the middle.}
    misconceptions:
      - {name: way-back, at: '18', quote: landing back, message: That is the way back.}
    otherwise: Look for the verb of flying.
  because:
    at: '17'
    quote: flew to Belarus
    answers:
      - {value: not said, marks: 2, message: Nothing there says why.}
    misconceptions:
      - {name: use-is-a-reason, at: '17', quote: used to carry senior officials,
         message: That says what it is used for.}
    otherwise: Those words say where or when, and not why.
  caller:
    answers:
      - {value: [Alexander Lukashenko, Lukashenko, Лукашенко, Лукашэнка], marks: 2,
         message: He is the subject of the sentence before.,
         at: '10', quote: Lukashenko has refused}
      - {value: President, marks: 1, message: An office is less than a name.,
         at: '6', quote: President Alexander Lukashenko}
    misconceptions:
      - {name: putin-again, value: [Vladimir Putin, Putin],
         message: Putin comes one paragraph later., at: '11', quote: a phone call with Putin}
      - {name: nobody, value: not said, message: The pronoun stands for a name.,
         at: '10', quote: He also signed}
    otherwise: Look at the sentence before.
  alliance:
    answers:
      - {value: [NATO, 'the North Atlantic Treaty Organization', НАТО], marks: 1,
         message: It stands at the start., at: '13', quote: NATO}
    misconceptions:
      - {name: treaty-alliance, value: [CSTO, Collective Security Treaty Organization],
         message: That one stands a paragraph earlier.,
         at: '12', quote: Collective Security Treaty Organization}
    otherwise: Look in paragraph 13.
  capital:
    answers:
      - {value: Minsk, marks: 1, message: The second telling names it.,
         at: '18', quote: flew to Minsk}
    misconceptions:
      - {name: other-city, value: Pinsk, message: That city is not in the article.,
         at: '18', quote: flew to Minsk}
    otherwise: Look in paragraph 18.
  union:
    answers:
      - {value: EU, marks: 1, message: It stands before the office.,
         at: '15', quote: EU Industry Commissioner}
    misconceptions:
      - {name: nations, value: UN, message: That body is in the paragraph about treaties.,
         at: '12', quote: United Nations}
    otherwise: Look in paragraph 15.
  days:
    answers:
      - {value: 11, marks: 2, message: From the ninth to the twentieth.,
         at: '6', quote: elections on Aug 9}
      - {value: -11, marks: 1, message: The way round is turned.,
         at: '6', quote: elections on Aug 9}
    misconceptions:
      - {name: both-ends, value: 12, message: Both ends are counted here.,
         at: byline, quote: '2020-08-20'}
    otherwise: Take one day from the other.
  single:
    at: '5'
    quote: Interest was also expressed
    answers:
      - {value: 1, marks: 1, message: One of them.}
    misconceptions:
      - {name: none-found, value: 0, message: There is at least one.}
    otherwise: Count the sentences of each.
  cities:
    at: '18'
    quote: flew to Minsk
    answers:
      - {value: [Minsk, Moscow], marks: 1, message: Both are named.}
    misconceptions:
      - {name: only-one, value: [Minsk], message: There is one more.}
    otherwise: Look at the column of names.
  longest:
    at: '18'
    quote: flew to Minsk
    answers:
      - {value: Minsk, marks: 1, message: It has five letters.}
    misconceptions:
      - {name: other-longest, value: Moscow, message: That is in another table.}
    otherwise: Sort the names by their length.
  absent:
    message: The people who protest are spoken of and never speak.
    at: '6'
    quote: mass protests
    levels:
      Proficient: The people in the streets. I would ask them what they saw themselves.
      Emergent: The people in the streets. I would ask how many they are.
      Basic: The people in the streets.
"""

READ = {}


@pytest.fixture
def exercises(copy):
    """The exercises above and their key, as {id: (exercise, key)}."""
    if not READ:
        READ.update(read(copy))
    return READ


@pytest.fixture
def ask(exercises):
    """Mark an answer to one of the exercises above."""
    return lambda exercise, answer: score(*exercises[exercise], answer)


def read(folder, exercises=EXERCISES, key=KEY):
    """Write both files into a lesson and read them as the kit does."""
    (folder / "exercises.yaml").write_text(exercises, "utf-8")
    (folder / "key.yaml").write_text(key, "utf-8")
    article, findings = read_article(folder / "article.txt"), Findings()
    found = read_exercises(folder, article, findings)
    keys = read_key(folder, found, article, findings)
    assert [str(problem) for problem in findings.problems] == []
    return {one.id: (one, keys[one.id]) for one in found}


def selection(exercise, at, quote, nth=1):
    """Return an answer that selects the nth `quote` in a part."""
    start = [match.start() for match in re.finditer(re.escape(quote), exercise.texts[at])][nth - 1]
    return {"at": at, "start": start, "end": start + len(quote), "quote": quote}


@pytest.fixture
def select(exercises):
    """Mark a selection, given by its words."""

    def run(exercise, at, quote, nth=1):
        asked, key = exercises[exercise]
        return score(asked, key, selection(asked, at, quote, nth))

    return run


# Right answers


RIGHT = {
    "refuser": "opposition",
    "speakers": ["zhao", "breton"],
    "pronouns": {"he-2": "putin", "he-11": "lukashenko", "they-11": "both"},
    "events": ["election", "merkel", "michel", "plane"],
    "tellings": ["sunday", "monday", "tuesday", "wednesday"],
    "call-day": "2020-08-18",
    "decree-day": {"not_said": True},
    "calls": "4",
    "officers": "300",
    "because": {"not_said": True},
    "caller": "Lukashenko",
    "alliance": "NATO",
    "capital": "Minsk",
    "union": "EU",
    "days": 11,
    "single": 1,
    "cities": ["Minsk", "Moscow"],
    "longest": "Minsk",
}
PASSAGES = {
    "source": ("12", "According to Belarusian state news agency Belta"),
    "decree": ("10", "He also signed a decree"),
    "chinese-their": ("8", "their", 2),
    "landing": ("18", "flew to Minsk"),
}
KINDS = {
    "one": "refuser",
    "several": "speakers",
    "match": "pronouns",
    "order": "events",
    "date": "call-day",
    "number": "calls",
    "passage": "source",
    "text": "caller",
    "code": "days",
    "written": "absent",
}


@pytest.mark.parametrize("exercise", RIGHT)
def test_a_right_answer_gets_all_marks(ask, exercises, exercise):
    found = ask(exercise, RIGHT[exercise])
    assert (found.state, found.marks, found.misconceptions) == ("right", found.out_of, ())
    assert found.out_of == exercises[exercise][0].marks


@pytest.mark.parametrize("exercise", PASSAGES)
def test_the_passage_itself_gets_all_marks(select, exercise):
    found = select(exercise, *PASSAGES[exercise])
    assert (found.state, found.marks, found.out_of) == ("right", 2, 2)


@pytest.mark.parametrize(
    ("exercise", "at", "quote"),
    [
        ("refuser", "6", "The opposition have refused"),
        ("call-day", "2", "on Tuesday"),
        ("decree-day", "10", "He also signed a decree"),
        ("calls", "11", "on Tuesday"),
        ("days", "6", "elections on Aug 9"),
        ("caller", "10", "Lukashenko has refused"),
        ("events", "6", "elections on Aug 9"),
        ("because", "17", "flew to Belarus"),
    ],
)
def test_the_passage_that_settles_it_comes_with_the_message(ask, exercise, at, quote):
    evidence = ask(exercise, RIGHT[exercise]).evidence
    assert (at, quote) in [(one.at, one.quote) for one in evidence]


@pytest.mark.parametrize(
    ("exercise", "answer", "message"),
    [
        ("refuser", "opposition", "They refuse to recognize the results."),
        ("refuser", "lukashenko", "He refuses to step down."),
        ("pronouns", RIGHT["pronouns"], "Each pronoun is found by what comes before it."),
        ("pronouns", RIGHT["pronouns"] | {"he-11": "putin"}, "Each pronoun is found"),
        ("events", ["election", "merkel", "michel", "plane"], "The two calls are told"),
        ("events", ["election", "michel", "merkel", "plane"], "The two calls are told"),
        ("speakers", ["breton", "zhao"], "Two are quoted and one is reported."),
        ("speakers", ["breton", "reuters", "zhao"], "Two are quoted and one is reported."),
    ],
)
def test_each_defensible_answer_gets_all_marks_and_its_reason(ask, exercise, answer, message):
    found = ask(exercise, answer)
    assert (found.state, found.marks) == ("right", found.out_of)
    assert message in found.message


# In part


@pytest.mark.parametrize(
    ("exercise", "answer", "marks", "message"),
    [
        ("refuser", "kremlin", 1, "It says nothing; that is close to refusing."),
        ("speakers", ["zhao"], 1, "Breton stands at the end of his sentence."),
        ("speakers", ["zhao", "reuters"], 1, "Breton stands at the end of his sentence."),
        ("speakers", ["zhao", "breton", "merkel"], 1, "Merkel is on the phone and not quoted."),
        ("pronouns", RIGHT["pronouns"] | {"he-2": "both"}, 2, "Paragraph 1 ends with Putin"),
        ("pronouns", RIGHT["pronouns"] | {"he-2": "lukashenko"}, 2, "named in paragraph 6 first"),
        ("pronouns", {"he-2": "putin"}, 1, "He had a phone call"),
        ("pronouns", {"he-2": "putin", "he-11": "", "they-11": None}, 1, "They also spoke"),
        ("tellings", ["monday", "sunday", "tuesday", "wednesday"], 2, "Look at a calendar"),
        ("tellings", ["tuesday", "wednesday", "sunday", "monday"], 2, "Look at a calendar"),
        ("tellings", ["wednesday", "tuesday", "sunday", "monday"], 1, "Look at a calendar"),
        ("events", ["election", "merkel", "plane", "michel"], 2, "Look at the weekday"),
        ("officers", "299", 1, "About is not one less."),
        ("caller", "president", 1, "An office is less than a name."),
        ("days", -11, 1, "The way round is turned."),
    ],
)
def test_a_partly_right_answer_gets_some_marks(ask, exercise, answer, marks, message):
    found = ask(exercise, answer)
    assert (found.state, found.marks) == ("partly", marks)
    assert message in found.message


@pytest.mark.parametrize(
    ("exercise", "answer"),
    [
        ("speakers", ["zhao"]),
        ("pronouns", {"he-2": "putin"}),
        ("tellings", ["monday", "sunday", "tuesday", "wednesday"]),
    ],
)
def test_how_many_of_its_parts_are_right_is_said(ask, exercise, answer):
    found = ask(exercise, answer)
    assert re.search(rf"\b{found.marks}\b\D*\b{found.out_of}\b", found.message)


@pytest.mark.parametrize(
    ("answer", "marks"),
    [
        (["zhao", "merkel"], 0),
        (["merkel", "michel"], 0),
        (["zhao", "breton", "merkel", "michel", "reuters"], 0),
        (["zhao", "breton", "merkel", "reuters"], 1),
        (["merkel"], 0),
        (["reuters"], 0),
    ],
)
def test_ticks_too_many_cost_marks_but_never_below_none(ask, answer, marks):
    assert ask("speakers", answer).marks == marks


def test_what_was_missed_and_what_was_ticked_too_much_are_both_said(ask):
    found = ask("speakers", ["zhao", "merkel", "michel"])
    assert "Breton stands at the end" in found.message
    assert "Merkel is on the phone" in found.message
    assert "Michel is only called" in found.message
    assert "Zhao is quoted" not in found.message
    assert "A report may count" not in found.message
    assert "Two are quoted" not in found.message
    assert set(found.misconceptions) == {"named-is-speaking", "called-is-speaking"}


def test_rows_that_are_right_are_not_talked_about(ask):
    found = ask("pronouns", {"he-2": "putin", "he-11": "both", "they-11": "putin"})
    assert (found.state, found.marks) == ("partly", 1)
    assert "The word he stands for one person." in found.message
    assert "A plural needs two." in found.message
    assert "Paragraph 1 ends with Putin" not in found.message
    assert "Each pronoun is found" not in found.message


# Misconceptions


@pytest.mark.parametrize(
    ("exercise", "answer", "name", "message"),
    [
        ("refuser", "nato", "denying-is-refusing", "It denies a claim"),
        ("refuser", "not-said", "verb-missed", "The verb is there twice."),
        ("speakers", ["merkel"], "named-is-speaking", "Merkel is on the phone"),
        ("speakers", ["michel"], "called-is-speaking", "Michel is only called."),
        ("pronouns", {"he-2": "lukashenko"}, "not-named-yet", "He is named in paragraph 6"),
        ("pronouns", {"he-11": "both"}, "one-pronoun-two-people", "The word he stands for one"),
        ("events", ["merkel", "michel", "election", "plane"], "as-told", "order of the telling"),
        (
            "tellings",
            ["wednesday", "tuesday", "monday", "sunday"],
            "backwards",
            "This runs from late to early.",
        ),
        ("call-day", "2020-08-20", "day-of-the-stamp", "That is the day of the stamp."),
        ("call-day", "11 Aug 2020", "week-too-early", "That is a Tuesday a week earlier."),
        ("decree-day", "17.08.2020", "neighbour-is-a-date", "Monday belongs to paragraph 9."),
        ("decree-day", "2020-08-18", "same-day-as-next", "Tuesday belongs to the call."),
        ("calls", "6", "with-weekend", "Two of these were at the weekend."),
        ("calls", "1,0", "one-call", "There are more paragraphs with a call."),
        ("officers", "214", "tu-number", "That is the type of the plane."),
        ("caller", "putin", "putin-again", "Putin comes one paragraph later."),
        ("caller", "Vladimir Putin", "putin-again", "Putin comes one paragraph later."),
        ("caller", {"not_said": True}, "nobody", "The pronoun stands for a name."),
        ("alliance", "the CSTO", "treaty-alliance", "That one stands a paragraph earlier."),
        ("capital", "Pinsk", "other-city", "That city is not in the article."),
        ("union", "UN", "nations", "That body is in the paragraph about treaties."),
        ("days", 12, "both-ends", "Both ends are counted here."),
        ("single", 0, "none-found", "There is at least one."),
        ("cities", ["Minsk"], "only-one", "There is one more."),
        ("longest", "Moscow", "other-longest", "That is in another table."),
    ],
)
def test_each_misconception_has_its_own_message(ask, exercise, answer, name, message):
    found = ask(exercise, answer)
    assert found.misconceptions == (name,)
    assert message in found.message
    assert found.state != "right"


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


@pytest.mark.parametrize(
    ("exercise", "answer", "message"),
    [
        ("call-day", "2020-08-13", "Find the weekday and count back from the stamp."),
        ("decree-day", "1 January 1999", "Look for a time word in the sentence itself."),
        ("calls", "5", "Count again in three paragraphs."),
        ("calls", "-4", "Count again in three paragraphs."),
        ("caller", "Merkel", "Look at the sentence before."),
        ("alliance", "Warsaw Pact", "Look in paragraph 13."),
        ("days", 13, "Take one day from the other."),
        ("days", 11.4, "Take one day from the other."),
        ("cities", ["Moscow"], "Look at the column of names."),
        ("longest", "Brussels", "Sort the names by their length."),
    ],
)
def test_any_other_answer_is_told_where_to_look(ask, exercise, answer, message):
    found = ask(exercise, answer)
    assert (found.state, found.marks, found.misconceptions) == ("wrong", 0, ())
    assert message in found.message


# No answer


@pytest.mark.parametrize("answer", [None, "", [], {}, " ", "\n\t ", "\u00a0", "\u3000"], ids=repr)
@pytest.mark.parametrize("kind", KINDS)
def test_a_blank_answer_is_blank(ask, kind, answer):
    found = ask(KINDS[kind], answer)
    assert (found.state, found.marks, found.misconceptions) == ("missing", None, ())
    assert found.message


@pytest.mark.parametrize("row", ["", None])
def test_a_match_with_no_row_filled_is_blank(ask, row):
    assert ask("pronouns", {"he-2": row, "they-11": row}).state == "missing"


def test_a_blank_answer_gives_nothing_away(ask, exercises):
    for exercise in exercises:
        found = ask(exercise, "")
        assert found.evidence == ()
        assert not any(line in found.message for line in re.findall("message: (.+?)[,}\n]", KEY))


# A written answer


@pytest.mark.parametrize("answer", ["The people in the streets.", "word " * 400, "да", "1e999"])
def test_a_written_answer_waits_for_a_reader(ask, answer):
    found = ask("absent", answer)
    assert (found.state, found.marks, found.out_of) == ("not yet marked", None, 3)
    assert found.message


# Short text


@pytest.mark.parametrize(
    ("exercise", "answer"),
    [
        ("caller", "Alexander Lukashenko"),
        ("caller", "alexander lukashenko"),
        ("caller", "LUKASHENKO"),
        ("caller", "  Lukashenko  "),
        ("caller", "Alexander   Lukashenko"),
        ("caller", "Alexander\u00a0Lukashenko"),
        ("caller", "Lukashenko."),
        ("caller", "“Lukashenko”"),
        ("caller", '"Lukashenko"'),
        ("caller", "(Lukashenko)"),
        ("caller", "Lukashenko!"),
        ("caller", "Lukáshenko"),
        ("caller", "Luka\u0301shenko"),
        ("caller", "Лукашенко"),
        ("caller", "лукашенко"),
        ("caller", "ЛУКАШЭНКА"),
        ("caller", "Ｌｕｋａｓｈｅｎｋｏ"),
        ("alliance", "nato"),
        ("alliance", "the NATO"),
        ("alliance", "The Nato."),
        ("alliance", "North Atlantic Treaty Organization"),
        ("alliance", "the north atlantic treaty organization"),
        ("alliance", "нато"),
        ("capital", "minsk"),
        ("union", "the EU"),
        ("union", "eu"),
    ],
)
def test_a_name_is_known_however_it_is_written(ask, exercise, answer):
    found = ask(exercise, answer)
    assert (found.state, found.marks) == ("right", found.out_of)
    assert "spel" not in found.message.lower()


@pytest.mark.parametrize(
    ("exercise", "answer"),
    [
        ("caller", "Lukaschenko"),
        ("caller", "Lukashenka"),
        ("caller", "Lukahsenko"),
        ("caller", "Lukasheno"),
        ("caller", "Alexnader Lukashenko"),
        ("caller", "Alexander Lukašenko"),
        ("caller", "Лукашенка"),
        ("caller", "the Lukashenkoo"),
        ("alliance", "North Atlantic Treaty Organisation"),
        ("alliance", "North-Atlantic Treaty Organizaton"),
        ("capital", "Minks"),
    ],
)
def test_a_typing_mistake_keeps_its_marks_and_is_mentioned(ask, exercise, answer):
    found = ask(exercise, answer)
    assert (found.state, found.marks) == ("right", found.out_of)
    assert "spel" in found.message.lower()


def test_the_message_on_a_typing_mistake_shows_the_right_spelling(ask):
    assert "Lukashenko" in ask("caller", "Lukaschenko").message


@pytest.mark.parametrize(
    ("exercise", "answer"),
    [
        ("capital", "Pinsk"),
        ("capital", "pinsk."),
        ("union", "UN"),
        ("union", "UK"),
        ("union", "U"),
        ("union", "e"),
        ("alliance", "CSTO"),
        ("caller", "not Lukashenko"),
        ("caller", "не Лукашенко"),
        ("caller", "Lukashenko or Putin"),
        ("caller", "Lukashenko Lukashenko"),
        ("caller", "the"),
        ("caller", "."),
        ("caller", "?!"),
        ("caller", "enko"),
        ("caller", "L u k a s h e n k o" * 3),
        ("alliance", "NAFTA"),
    ],
)
def test_another_name_is_not_a_typing_mistake(ask, exercise, answer):
    found = ask(exercise, answer)
    assert found.marks == 0
    assert found.state in ("wrong", "missing", "unreadable")


def test_a_typing_mistake_in_a_misread_name_is_still_that_name(ask):
    found = ask("caller", "Vladmir Putin")
    assert (found.marks, found.misconceptions) == (0, ("putin-again",))


# Dates and numbers


@pytest.mark.parametrize(
    "answer",
    [
        "18 Aug 2020",
        "18.08.2020",
        "2020-08-18",
        "18 August 2020",
        "18 august 2020",
        "Aug 18, 2020",
        "18/08/2020",
        "8/18/2020",
        "18.8.2020",
        "2020/08/18",
        "  2020-08-18 ",
        "2020-08-18\n",
    ],
)
def test_a_day_is_known_however_it_is_written(ask, answer):
    assert (ask("call-day", answer).state, ask("call-day", answer).marks) == ("right", 2)


@pytest.mark.parametrize(
    "answer",
    [
        "soon",
        "Tuesday",
        "18",
        "2020-13-45",
        "2020-02-30",
        "31.06.2020",
        "0000-00-00",
        "99999-01-01",
        "44061",
        "2020-08-18; 2020-08-19",
        "2020-08-18<script>",
        "not a day",
        "PAST_REF_",
        "2020-08-18T25:00",
        "²020-08-18",
    ],
)
def test_what_is_no_day_is_said_to_be_none(ask, answer):
    found = ask("call-day", answer)
    assert (found.state, found.marks) == ("unreadable", None)
    assert "Find the weekday" not in found.message
    assert re.search(r"\d{4}-\d\d-\d\d|\d Aug", found.message)


def test_a_day_that_can_be_read_two_ways_names_both(ask):
    found = ask("call-day", "08/09/2020")
    assert (found.state, found.marks) == ("unreadable", None)
    assert "2020-08-09" in found.message
    assert "2020-09-08" in found.message


@pytest.mark.parametrize("answer", ["2020", "2020-08", "2020-W34", "PAST_REF", "August 2020"])
def test_a_month_is_not_a_day(ask, answer):
    found = ask("call-day", answer)
    assert not found.marks
    assert found.state in ("wrong", "unreadable")


@pytest.mark.parametrize("answer", ["4", " 4 ", "4.0", "4,0", "4.", "+4", "04", "\u00a04\n"])
def test_a_number_is_known_however_it_is_written(ask, answer):
    assert (ask("calls", answer).state, ask("calls", answer).marks) == ("right", 1)


@pytest.mark.parametrize(
    "answer", ["four-ish", "four calls", "4 or 5", "4.0.0", "--4", "4;", "0x4"]
)
def test_what_is_no_number_is_said_to_be_none(ask, answer):
    found = ask("calls", answer)
    assert (found.state, found.marks) == ("unreadable", None)
    assert "number" in found.message.lower() or "digit" in found.message.lower()


@pytest.mark.parametrize(
    "answer",
    ["nan", "NaN", "inf", "-inf", "Infinity", "1e999", "-1e999", "9" * 5000, "1_0", "4_", "½", "²"],
)
def test_what_only_a_computer_calls_a_number_is_none(ask, answer):
    assert (ask("calls", answer).state, ask("calls", answer).marks) == ("unreadable", None)


@pytest.mark.parametrize(
    ("answer", "marks"),
    [("300", 2), ("300.5", 2), ("299,5", 2), ("300.51", 0), ("299.4", 0), ("299", 1), ("301", 0)],
)
def test_a_number_may_be_off_by_what_the_key_allows(ask, answer, marks):
    assert ask("officers", answer).marks == marks


@pytest.mark.parametrize("answer", ["3,00", "30,0", "3.00", "0,300", "30 0"])
def test_a_decimal_comma_does_not_make_a_number_larger(ask, answer):
    assert ask("officers", answer).marks in (0, None)


# A value computed in code


@pytest.mark.parametrize(
    "answer",
    [
        11,
        11.0,
        numpy.int64(11),
        numpy.int8(11),
        numpy.uint16(11),
        numpy.float64(11),
        numpy.float32(11),
        pandas.Series([11]).sum(),
        pandas.Series([11.0]).mean(),
        pandas.Series([11], dtype="Int64").iloc[0],
    ],
    ids=lambda answer: type(answer).__name__,
)
def test_a_number_from_a_table_is_a_number(ask, answer):
    assert (ask("days", answer).state, ask("days", answer).marks) == ("right", 2)


@pytest.mark.parametrize("answer", ["-11", "-11.0", "11 0", "1 1", "<11>"])
def test_a_text_is_not_taken_for_another_number(ask, answer):
    assert ask("days", answer).state != "right"


@pytest.mark.parametrize("answer", ["11", "11.0"])
def test_a_number_handed_over_as_text_is_not_called_wrong(ask, answer):
    assert ask("days", answer).state in ("right", "unreadable")


@pytest.mark.parametrize("answer", ["Minsk", numpy.str_("Minsk"), pandas.Series(["Minsk"]).iloc[0]])
def test_a_word_from_a_table_is_a_word(ask, answer):
    assert ask("longest", answer).state == "right"


@pytest.mark.parametrize("answer", [True, numpy.bool_(True), False, numpy.bool_(False)])
def test_yes_and_no_are_not_one_and_nought(ask, answer):
    found = ask("single", answer)
    assert (found.state, found.marks, found.misconceptions) == ("unreadable", None, ())
    assert found.message


@pytest.mark.parametrize(
    "answer",
    [
        pandas.DataFrame({"days": [11]}),
        pandas.DataFrame(),
        pandas.Series(["a", "b"]),
        pandas.Timestamp("2020-08-20"),
        pandas.NaT,
        pandas.NA,
        {"days": 11},
        {11},
        print,
        int,
        iter([11]),
        object(),
    ],
    ids=lambda answer: type(answer).__name__,
)
@pytest.mark.parametrize("exercise", ["days", "longest", "cities"])
def test_a_table_or_a_function_gets_a_sentence(ask, exercise, answer):
    found = ask(exercise, answer)
    assert (found.state, found.marks) == ("unreadable", None)
    assert re.search(r"number|text|list", found.message)
    assert not TRACEBACK.search(found.message)


def test_a_table_is_called_a_table(ask):
    message = ask("days", pandas.DataFrame({"days": [11]})).message
    assert re.search(r"DataFrame|table", message)


# The passage


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


@pytest.mark.parametrize("at", ["11", "12"])
def test_a_whole_paragraph_never_gets_all_marks(select, exercises, at):
    found = select("source", at, exercises["source"][0].texts[at])
    assert found.marks in (0, 1)


def test_words_elsewhere_in_the_paragraph_get_no_marks(select):
    found = select("source", "12", "the framework of treaties")
    assert (found.state, found.marks, found.misconceptions) == ("wrong", 0, ())
    assert "Look for the words that hand the report over." in found.message


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
    exercise, key = read(copy)["landing"]
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


@pytest.mark.parametrize("name", START)
def test_a_selection_with_a_part_missing_is_unreadable(ask, name):
    answer = {field: value for field, value in START.items() if field != name}
    assert (ask("decree", answer).state, ask("decree", answer).marks) == ("unreadable", None)


def test_an_empty_selection_gets_no_marks(ask):
    found = ask("decree", {"at": "10", "start": 37, "end": 37, "quote": ""})
    assert found.state in ("missing", "unreadable")
    assert not found.marks


# Malformed answers


class Refusal(Exception):
    """What no kit can have thought of."""


def raising(*names, base=object, error=Refusal):
    """Return an object whose methods of these names raise."""

    def fail(*_, **__):
        raise error("not with me")

    return type("Hostile", (base,), dict.fromkeys(names, fail))()


def deep(kind, depth):
    """Return a list or a dict nested that deep."""
    answer = kind()
    for _ in range(depth):
        answer = [answer] if kind is list else {"he-2": answer}
    return answer


def inside_itself(kind):
    """Return a list or a dict that holds itself."""
    answer = kind()
    if kind is list:
        answer.append(answer)
    else:
        answer["he-2"] = answer
    return answer


class Liar(str):
    """Text that says it equals anything."""

    def __eq__(self, other):
        """Say yes."""
        return True

    __hash__ = str.__hash__


MALFORMED = {
    "True": True,
    "False": False,
    "NaN": math.nan,
    "infinity": math.inf,
    "minus infinity": -math.inf,
    "1e308": 1e308,
    "10**400": 10**400,
    "10**5000": 10**5000,
    "-10**5000": -(10**5000),
    "minus nought": -0.0,
    "complex": 1j,
    "markup": "<script>alert(1)</script>",
    "1e999": "1e999",
    "surrogate": "\ud800",
    "half an emoji": "Minsk\udc00",
    "NUL": "\0",
    "control characters": "\x1b[31m\x07",
    "right to left": "\u202eMinsk\u2066",
    "combining marks": "a" + "\u0301" * 5000,
    "expanding letters": "\ufdfa" * 9000,
    "1 MB": "x" * 1_000_000,
    "1 MB of spaces and a word": " " * 1_000_000 + "x",
    "1 MB of digits": "1" * 1_000_000,
    "1 MB of a name": "Lukashenko " * 100_000,
    "many words": ["zhao"] * 100_000,
    "unknown id": ["nobody"],
    "same id twice": ["zhao", "zhao", "breton"],
    "same item twice": ["election", "election", "merkel", "michel"],
    "an item missing": ["election"],
    "an item too many": ["election", "merkel", "michel", "plane", "nobody"],
    "text for a list": "zhao",
    "list of None": [None, None],
    "list of lists": [["zhao"], ["breton"]],
    "list of dicts": [{}, {}],
    "list of numbers": [1, 2],
    "list of surrogates": ["\ud800"],
    "list of True": [True],
    "list of NaN": [math.nan, math.nan],
    "tuple": ("zhao", "nobody"),
    "deep list": deep(list, 50_000),
    "deep dict": deep(dict, 50_000),
    "a list in itself": inside_itself(list),
    "a dict in itself": inside_itself(dict),
    "unknown row": {"nobody": "putin"},
    "unknown choice": {"he-2": "nobody"},
    "row not text": {1: "putin"},
    "choice not text": {"he-2": 1},
    "choice a list": {"he-2": ["putin"]},
    "choice a dict": {"he-2": {}},
    "choice True": {"he-2": True},
    "choice long": {"he-2": "x" * 1_000_000},
    "many rows": {str(row): "putin" for row in range(100_000)},
    "not said, no": {"not_said": False},
    "not said, as text": {"not_said": "yes"},
    "not said, as number": {"not_said": 1},
    "not said and more": {"not_said": True, "he-2": "putin"},
    "not said, a list": {"not_said": [True]},
    "bytes": b"opposition",
    "set": {"opposition"},
    "object": object(),
    "type": int,
    "a type with a long name": type("x" * 100_000, (), {})(),
    "a type named like markup": type("<script>", (), {})(),
    "function": len,
    "module": math,
    "range": range(10**18),
    "iterator": iter(["zhao"]),
    "generator": (one for one in ["zhao"]),
    "exception": ValueError("<b>"),
    "decimal": decimal.Decimal("sNaN"),
    "numpy NaN": numpy.float64("nan"),
    "numpy array": numpy.array([1, 2, 3]),
    "numpy structure": numpy.zeros(3, dtype=[("a", "i4")]),
    "numpy day": numpy.datetime64("2020-08-18"),
    "numpy no day": numpy.datetime64("NaT"),
    "data frame": pandas.DataFrame({"a": [1]}),
    "empty series": pandas.Series([], dtype=float),
    "pandas NA": pandas.NA,
    "pandas NaT": pandas.NaT,
    "list of NA": [pandas.NA, pandas.NA],
    "raises when compared": raising("__eq__", "__ne__", "__lt__", "__gt__", "__hash__"),
    "raises when shown": raising("__repr__", "__str__", "__format__"),
    "raises as a number": raising("__float__", "__int__", "__index__", "__bool__", "__round__"),
    "raises as a list": raising("__len__", "__iter__", "__getitem__", "__contains__"),
    "raises when looked at": raising("__getattr__", "__getattribute__"),
    "raises as text": raising("strip", "lower", "casefold", "__str__", "__len__", base=str),
    "raises as an int": raising("__eq__", "__float__", "__repr__", "__hash__", base=int),
    "raises as a float": raising("__eq__", "__float__", "__repr__", "is_integer", base=float),
    "raises as real list": raising("__iter__", "__len__", "__eq__", "__bool__", base=list),
    "raises as real dict": raising("items", "keys", "get", "__len__", "__iter__", base=dict),
    "raises a common error": raising("__eq__", "__float__", "__len__", error=ValueError),
    "raises too deep": raising("__eq__", "__repr__", "__float__", error=RecursionError),
    "raises no memory": raising("__eq__", "__repr__", "__float__", "__len__", error=MemoryError),
    "list of raisers": [raising("__eq__", "__hash__", "__repr__")],
    "dict of raisers": {"he-2": raising("__eq__", "__hash__", "__repr__")},
    "equals anything": type("Yes", (), {"__eq__": lambda *_: True})(),
    "text that equals anything": Liar("nobody"),
}


@pytest.mark.parametrize("name", MALFORMED)
@pytest.mark.parametrize("kind", KINDS)
def test_a_malformed_answer_gets_a_sentence_and_no_marks(ask, kind, name):
    found = ask(KINDS[kind], MALFORMED[name])
    if kind == "written" and issubclass(type(MALFORMED[name]), str):
        assert found.state in ("not yet marked", "missing", "unreadable")
    else:
        assert found.state in ("wrong", "missing", "unreadable")
        assert not found.marks
    assert found.misconceptions == ()
    assert 0 < len(found.message) < 2000
    assert not TRACEBACK.search(found.message)


@pytest.mark.parametrize("kind", KINDS)
def test_a_message_can_be_sent_to_any_browser(ask, kind):
    for answer in ("\ud800", "4\udc00", "18 Aug \ud800", "\0", "\x1b[31m\x07", ["\ud800"]):
        message = ask(KINDS[kind], answer).message
        assert message.encode("utf-8")
        assert "\0" not in message
        assert "\x1b" not in message


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("one", ["True", "NaN", "10**400", "markup", "surrogate", "1 MB", "unknown id", "bytes"]),
        ("several", ["True", "unknown id", "same id twice", "text for a list", "list of lists"]),
        ("several", ["unknown row", "list of True", "deep list", "many words", "set"]),
        ("match", ["unknown row", "unknown choice", "row not text", "choice a list", "unknown id"]),
        ("match", ["choice True", "choice long", "many rows", "deep dict", "not said, no"]),
        ("order", ["same item twice", "an item too many", "unknown id", "list of None", "1 MB"]),
        ("order", ["markup", "True", "unknown row", "deep list", "list of numbers"]),
        ("date", ["True", "NaN", "10**400", "markup", "1e999", "surrogate", "1 MB", "bytes"]),
        ("number", ["True", "NaN", "infinity", "10**400", "10**5000", "1e999", "markup", "1 MB"]),
        ("number", ["1 MB of digits", "unknown id", "unknown row", "surrogate", "object"]),
        ("passage", ["True", "markup", "1 MB", "unknown row", "deep dict", "unknown id"]),
        ("text", ["True", "NaN", "1 MB", "1 MB of a name", "unknown id", "unknown row", "bytes"]),
        ("code", ["True", "NaN", "infinity", "data frame", "object", "function", "pandas NA"]),
        ("written", ["True", "NaN", "unknown id", "unknown row", "object", "10**400"]),
    ],
)
def test_what_cannot_be_an_answer_is_unreadable_rather_than_wrong(ask, kind, names):
    states = {name: ask(KINDS[kind], MALFORMED[name]).state for name in names}
    assert states == dict.fromkeys(names, "unreadable")


@pytest.mark.parametrize("kind", ["one", "several", "match", "order", "number", "written"])
def test_the_tick_box_where_there_is_none_gets_no_marks(ask, kind):
    found = ask(KINDS[kind], {"not_said": True})
    assert (found.state, found.marks) == ("unreadable", None)


@pytest.mark.parametrize("answer", ["not said", "not-said", "The article does not say"])
def test_typing_that_it_is_not_said_is_not_taken_for_a_day(ask, answer):
    assert ask("decree-day", answer).state in ("right", "unreadable")


# Purity


def test_marking_changes_no_answer_and_says_the_same_twice(ask):
    for exercise, answer in RIGHT.items():
        before = copying.deepcopy(answer)
        assert ask(exercise, answer) == ask(exercise, answer)
        assert answer == before


def test_an_answer_is_marked_alike_before_and_after_it_was_saved(ask):
    for exercise, answer in RIGHT.items():
        assert ask(exercise, json.loads(json.dumps(answer))) == ask(exercise, answer)


def test_marking_needs_no_widget_and_no_table():
    heavy = "{'pandas', 'numpy', 'ipywidgets', 'anywidget', 'IPython'} & set(sys.modules)"
    code = f"import sys, helpers.exercises.scoring; sys.exit(str({heavy} or ''))"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    assert done.stderr.strip() == ""


def test_words_that_are_quoted_already_are_not_quoted_again(lesson):
    exercises = read_exercises(lesson.folder, lesson.article, Findings())
    keys = read_key(lesson.folder, exercises, lesson.article, Findings())
    quoted = 0
    for one in exercises:
        answers = {
            "several": [[], list(one.options), *([name] for name in one.options)],
            "match": [dict.fromkeys(one.rows, choice) for choice in one.choices],
            "order": [list(one.items), list(one.items)[::-1]],
        }.get(one.kind, [])
        answers += [{next(iter(one.rows)): next(iter(one.choices))}] if one.rows else []
        for answer in answers:
            message = score(one, keys[one.id], answer).message
            assert not re.search("““|””", message), message
            quoted += bool(
                re.search(r"^(You left out )?“\w[^“”]*” \(¶\d+\): ", message, re.MULTILINE)
            )
    assert quoted > 10
