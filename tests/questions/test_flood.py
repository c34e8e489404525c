"""A report of 400 words gives 15 questions and more; the answers here were read in the report."""

import pytest
from support.flood import copy_of_flood, flood

from helpers.authoring.check import check
from helpers.exercises.kinds import kinds
from helpers.exercises.result import RIGHT, UNMARKED, WRONG
from helpers.exercises.scoring import score
from helpers.lesson.article import WORD
from helpers.questions.questions import make_questions
from helpers.questions.write import read_made, write_questions

# What a reader answers who has the report and no table.
ONE = {
    "dateline-byline-port-maren": "The report was written there",
    "pronoun-2-she": "Ilse Brandt",
    "pronoun-3-he": "Tomas Rehn",
    "pronoun-4-its": "The flood office",
    "pronoun-4-they": "Jonas Meir and Ilse Brandt",
    "pronoun-5-they": "Soldiers",
    "pronoun-7-it": "The Brenn road company",
    "pronoun-7-its": "The Brenn road company",
    "pronoun-9-their": "Children",
    "pronoun-10-their": "Farmers",
    "anchor-break": "The day of the article itself",
    "anchor-warning": "The day of this: The dike breaks (¶1)",
    "source-3-the-dike-would-not": "Tomas Rehn",
    "source-6-money-for-every-family": "Paul Odden",
    "source-2-the-water-came-over": "Ilse Brandt",
    "source-7-sand-had-been-taken": "A worker at the dike",
    "source-5-soldiers-brought-twelve-pumps": "Nobody: the writer tells it",
    "chain-3-the-dike-would-not": "Tomas Rehn → Norpress → The Maren Courier",
    "chain-6-money-for-every-family": "Paul Odden → A spokeswoman → The Maren Courier",
    "chain-1-the-river-sane-broke": "The flood office → The Maren Courier",
}
# The article is of Friday, 16 May 2031; the break was on the Monday before.
DATES = {
    "date-break": "2031-05-12",
    "date-brandt-speaks": "2031-05-13",
    "date-warning": "2031-05-07",
    "date-call": "2031-05-14",
    "date-rain": "2031-05-02",
    "date-falls": "2031-05-15",
    "date-back": "2031-05-18",
}
MARKED = {
    "cue-1-the-river-sane-broke": ("1", "said"),
    "cue-9-600-people-without-a": ("9", "counted"),
    "cue-9-the-same-number": ("9", "gives"),
    "content-10-the-first-families-can": (
        "10",
        "the first families can go back on Sunday, if the dike can be closed by then",
    ),
    "content-10-we-want-to-go": ("10", "We want to go home"),
}
TICKED = {
    "actors-1-velden": {"1-about-600-people", "1-their", "2-mayor", "6-port-maren"},
    "speakers-flood-office": {"flood-office", "brandt", "rehn", "odden"},
    "independent-dike-broke": {"dike-broke", "water-at-night", "dike-weak"},
}
LEFT = {
    "actors-1-velden": {"1-velden", "5-ostering", "8-norda-hills"},
    "speakers-flood-office": {"people", "soldiers", "farmers", "teachers"},
    "independent-dike-broke": {"people-homeless", "boats-asked", "cracks"},
}
ROWS = {
    "forms-1-the-flood-office": {
        "1-the-flood-office": "name",
        "1-about-600-people": "description",
        "1-their": "pronoun",
        "2-mayor": "title",
        "6-port-maren": "metonym",
    },
    "place-names-headline-velden": {
        "headline-velden": "metonymic",
        "byline-port-maren": "dateline",
        "1-velden": "literal",
        "5-ostering": "literal",
        "7-brenn": "modifier",
    },
    "scenes-brenn": {
        "brenn": "no-scene",
        "norda-hills": "named",
        "ostering": "named",
        "school": "named",
        "velden": "named",
    },
    "dated-break": {
        "break": "day",
        "brandt-speaks": "day",
        "warning": "day",
        "denial": "no-day",
        "silence": "no-day",
        "sand": "no-day",
    },
    "stances-1-flood-office-the-river-sane-broke": {
        "1-flood-office-the-river-sane-broke": "asserts",
        "2-brandt-the-water-came-over": "asserts",
        "4-flood-office-anybody-had-warned-it": "denies",
        "6-government-a-new-dike": "silent",
        "7-worker-sand-had-been-taken": "asserts",
        "7-road-company-this": "refuses",
    },
    "named-1-flood-office-the-river-sane-broke": {
        "1-flood-office-the-river-sane-broke": "named",
        "2-brandt-the-water-came-over": "named",
        "3-rehn-the-dike-would-not": "named",
        "6-odden-money-for-every-family": "named",
        "7-worker-sand-had-been-taken": "none",
        "9-red-lantern-600-people-without-a": "named",
    },
}
# 2 May, 7 May, 12 May, 13 May, 14 May, 15 May.
ORDER = {"order-break": ["rain", "warning", "break", "brandt-speaks", "call", "falls"]}
WRITTEN = {"missing-people"}
ALL = {*ONE, *DATES, *MARKED, *TICKED, *ROWS, *ORDER, *WRITTEN}


@pytest.fixture(scope="module")
def asked():
    """The exercises and keys that were made, by id without the beginning of all of them."""
    lesson = flood()
    found = read_made(lesson, make_questions(lesson))
    return {one.id.removeprefix("made-"): (one, found.keys[one.id]) for one in found.exercises}


def marked(exercise, at, quote):
    """The answer of a student who marks words, which stand there once or first of all."""
    start = exercise.texts[at].index(quote)
    return {"at": at, "start": start, "end": start + len(quote), "quote": quote}


def right_answer(name, exercise):
    """What a reader of the report answers."""
    if name in ONE:
        return next(one for one, text in exercise.options.items() if text == ONE[name])
    if name in MARKED:
        return marked(exercise, *MARKED[name])
    return DATES.get(name) or ROWS.get(name) or ORDER.get(name) or sorted(TICKED[name])


def test_the_report_is_short_and_gives_more_than_fifteen(asked):
    assert 380 <= len(WORD.findall(flood().article.text)) <= 440
    assert asked.keys() == ALL
    assert len(asked) >= 15


@pytest.mark.parametrize("name", sorted(ALL - WRITTEN))
def test_the_answer_that_a_reader_finds_has_all_the_marks(asked, name):
    exercise, key = asked[name]
    found = score(exercise, key, right_answer(name, exercise))
    assert (found.state, found.marks) == (RIGHT, exercise.marks)


@pytest.mark.parametrize("name", sorted(ONE))
def test_every_other_option_is_wrong_and_is_told_why_with_words_of_the_report(asked, name):
    exercise, key = asked[name]
    text = flood().article.text
    others = [one for one, words in exercise.options.items() if words != ONE[name]]
    assert len(others) >= 2
    for one in others:
        found = score(exercise, key, one)
        assert found.state == WRONG
        assert found.evidence
        assert all(shown.quote in text for shown in found.evidence)


@pytest.mark.parametrize("name", sorted(TICKED))
def test_what_does_not_fit_is_offered_and_costs_a_mark(asked, name):
    exercise, key = asked[name]
    assert exercise.options.keys() == TICKED[name] | LEFT[name]
    for one in LEFT[name]:
        assert score(exercise, key, [*TICKED[name], one]).marks == exercise.marks - 1


@pytest.mark.parametrize(
    ("name", "day", "misread"),
    [
        ("date-warning", "2031-05-11", "counted-from-the-stamp"),  # five days before the Friday
        ("date-warning", "2031-05-12", "anchor-for-event"),
        ("date-break", "2031-05-16", "stamp-for-event"),
        ("date-break", "2031-05-05", "a-week-early"),
        ("date-break", "2031-05-19", "a-week-late"),
        ("date-back", "2031-05-11", "a-week-early"),
        ("date-rain", "2030-05-02", "another-year"),
    ],
)
def test_a_day_counted_in_a_wrong_way_is_told_as_that(asked, name, day, misread):
    exercise, key = asked[name]
    found = score(exercise, key, day)
    assert (found.marks, found.misconceptions) == (0, (misread,))


@pytest.mark.parametrize(
    ("name", "chosen", "misread"),
    [
        ("pronoun-3-he", "Norpress", "nearest-name"),  # the last name before “He”
        ("pronoun-4-they", "Ilse Brandt", "only-one-of-them"),
        ("source-3-the-dike-would-not", "Norpress", "hand-for-source"),
        ("source-6-money-for-every-family", "A spokeswoman", "hand-for-source"),
        ("chain-3-the-dike-would-not", "Tomas Rehn → The Maren Courier", "hand-left-out"),
        ("anchor-warning", "The day of the article itself", "counted-from-the-stamp"),
    ],
)
def test_a_wrong_option_that_has_a_reason_is_told_as_that(asked, name, chosen, misread):
    exercise, key = asked[name]
    one = next(one for one, text in exercise.options.items() if text == chosen)
    assert score(exercise, key, one).misconceptions == (misread,)


def test_the_order_of_the_telling_is_told_as_that(asked):
    exercise, key = asked["order-break"]
    telling = ["break", "brandt-speaks", "warning", "call", "rain", "falls"]  # ¶1 2 3 4 8 10
    assert score(exercise, key, telling).misconceptions == ("order-of-the-telling",)
    assert list(exercise.items) not in (telling, ORDER["order-break"])


@pytest.mark.parametrize(
    ("name", "at", "quote", "misread"),
    [
        ("cue-9-the-same-number", "9", "the same number", "content-for-cue"),
        ("cue-9-the-same-number", "9", "counted", "cue-of-another"),
        ("cue-1-the-river-sane-broke", "1", "the flood office", "source-for-cue"),
        ("content-10-we-want-to-go", "10", "the Velden teacher Ida Holm", "source-for-content"),
        ("content-10-the-first-families-can", "10", "Brandt", "source-for-content"),
    ],
)
def test_other_words_that_are_marked_are_told_as_what_they_are(asked, name, at, quote, misread):
    exercise, key = asked[name]
    found = score(exercise, key, marked(exercise, at, quote))
    assert (found.marks, found.misconceptions) == (0, (misread,))


def test_who_is_missing_is_for_a_person_to_mark_and_has_samples(asked):
    exercise, key = asked["missing-people"]
    found = score(exercise, key, "The children are missing. ¶9 tells of them.")
    assert found.state == UNMARKED
    assert "About 600 people" in key.levels["Proficient"]
    assert "“Children” (¶9)" not in key.message  # six are told of, four are named
    assert "“Soldiers” (¶5)" in key.message


def test_all_of_them_pass_the_check(tmp_path):
    folder = copy_of_flood(tmp_path)
    lesson = flood(folder)
    written = write_questions(lesson, [one.id for one in make_questions(lesson)])
    assert len(written.new) == len(ALL)
    assert check(folder).problems == []


def test_a_question_stands_in_the_notebook_of_its_family_and_rests_on_rows():
    made = {one.id: one for one in make_questions(flood())}
    notebooks = [one.entry["notebook"] for one in made.values()]
    assert notebooks == sorted(notebooks)
    assert set(notebooks) == {"00", "01", "02", "03", "04"}
    assert all(one.rests_on for one in made.values())
    assert made["made-date-warning"].rests_on == ["events.csv, row 7"]
    assert {one.entry["kind"] for one in made.values()} < kinds().keys()


def test_a_right_option_is_not_told_by_its_length_or_its_place(asked):
    rights, lengths = [], []
    for name in ONE:
        exercise, _ = asked[name]
        texts = list(exercise.options.values())
        rights.append(texts.index(ONE[name]))
        lengths.append(sorted(texts, key=len)[-1] == ONE[name])
    assert len(set(rights)) > 2
    assert sum(lengths) < len(lengths) / 2


def test_no_question_holds_its_answer_where_a_name_is_asked_for(asked):
    for name in ONE:
        if name.startswith(("pronoun", "source")) and name != "pronoun-9-their":
            assert ONE[name] not in asked[name][0].question


def test_made_again_they_are_the_same():
    assert make_questions(flood()) == make_questions(flood())
