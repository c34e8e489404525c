"""An interview with a source who is not named: another shape, the answers read in it by hand."""

import pytest
from support import interview
from support.interview import write

from helpers.authoring.check import check
from helpers.lesson.lesson import load
from helpers.questions.questions import make_questions
from helpers.questions.write import read_made, write_questions

# What a reader answers; of rows the last word of what is chosen.
ANSWERS = {
    "pronoun-4-he-3": ["A doctor"],
    "pronoun-4-she": ["Rita Moss"],
    "anchor-interview": ["The day of the article itself"],
    "anchor-call": ["The day of this: Rain comes through the roof (¶4)"],
    "date-interview": ["2031-03-05"],  # the Wednesday before Friday, 7 March
    "date-rain": ["2031-03-01"],
    "date-call": ["2031-03-03"],  # two days after the rain
    "order-interview": [
        "Rain comes through the roof (¶4) → The doctor calls the mayor (¶4) → "
        "The nurse speaks with the newspaper (¶1)"
    ],
    "cue-2-eleven-beds-stood-in": ["“said”, in paragraph 2"],
    "cue-4-to-send-engineers": ["“promised”, in paragraph 4"],
    "source-4-rain-came-through-the": ["A doctor"],
    "source-5-we-would-have-come": ["Rita Moss"],
    "source-1-a-nurse-of-the": ["Nobody: the writer tells it"],
    "content-5-we-would-have-come": ["“We would have come at once”, in paragraph 5"],
    "content-2-eleven-beds-stood-in": ["“Eleven beds stood in the corridor”, in paragraph 2"],
    "chain-4-rain-came-through-the": ["A doctor → The nurse → Lowtown Post"],
    "chain-5-we-would-have-come": ["Rita Moss → Lowtown Post"],
    "speakers-nurse": ["The nurse (¶1)", "Elm Hospital (¶1)", "A doctor (¶4)", "Rita Moss (¶4)"],
    "independent-beds": ["Beds stood in the corridor (¶2, ¶3)", "Rain came through the roof (¶4)"],
}
ROWS = {
    "forms-1-she": ["Pronoun", "Description", "Title", "Name", "Metonym"],
    "place-names-byline-lowtown": ["Modifier", "Literal", "Metonymic"],
    "dated-interview": ["day", "no day", "no day", "day", "day", "no day"],
    "stances-2-nurse-eleven-beds-stood-in": ["asserts", "denies", "silent", "asserts", "denies"],
    "named-2-nurse-eleven-beds-stood-in": ["not", "named", "not", "named", "named"],
}
WORDS = {
    "day": "The article gives its day",
    "no day": "The article gives no day for it",
    "asserts": "asserts: says that it is so",
    "denies": "denies: says that it is not so",
    "silent": "is silent: says nothing of it",
    "not": "it is not named at all",
    "named": "a person or body is named",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The folder of the interview."""
    return write(tmp_path_factory.mktemp("seeds") / "interview")


@pytest.fixture(scope="module")
def asked(folder):
    """The exercises and keys that were made, by id without the beginning of all of them."""
    lesson, _ = load(folder)
    found = read_made(lesson, make_questions(lesson))
    return {one.id.removeprefix("made-"): (one, found.keys[one.id]) for one in found.exercises}


def test_these_are_made_and_no_others(asked):
    assert asked.keys() == {*ANSWERS, *ROWS, "missing-patients"}


@pytest.mark.parametrize("name", ANSWERS)
def test_the_answer_is_what_a_reader_finds(asked, name):
    exercise, key = asked[name]
    assert exercise.right_answers(key) == ANSWERS[name]


@pytest.mark.parametrize("name", ROWS)
def test_the_rows_are_what_a_reader_finds(asked, name):
    exercise, key = asked[name]
    found = [[exercise.choices[one] for one in row.right] for row in key.rows.values()]
    assert found == [[WORDS.get(one, one)] for one in ROWS[name]]


def test_the_one_who_passes_the_words_on_is_offered_as_their_source(asked):
    exercise, key = asked["source-4-rain-came-through-the"]
    assert exercise.options["nurse"] == "The nurse"
    assert key.options["nurse"].misconception == "hand-for-source"
    assert "a doctor told the nurse" in key.options["nurse"].message


def test_all_of_them_pass_the_check(folder):
    lesson, _ = load(folder)
    made = make_questions(lesson)
    assert len(write_questions(lesson, [one.id for one in made]).new) == len(made) >= 15
    assert check(folder).problems == []


def test_words_that_differ_in_a_capital_alone_are_two_questions(tmp_path, monkeypatch):
    """“She promised …, and she wept”: each pronoun is asked, under an id of its own."""
    text = "She promised to send engineers"
    monkeypatch.setattr(
        interview, "ARTICLE", interview.ARTICLE.replace(text, f"{text}, and she wept")
    )
    mention = "4,She,,moss,pronoun\n"
    mentions = interview.TABLES["mentions"].replace(mention, f"{mention}4,she,,moss,pronoun\n")
    monkeypatch.setitem(interview.TABLES, "mentions", mentions)
    lesson, findings = load(write(tmp_path / "interview"))
    assert lesson is not None
    assert findings.problems == []
    asked = [one.entry["title"] for one in make_questions(lesson)]
    assert asked.count("“She” in ¶4") == 1
    assert asked.count("“she” in ¶4") == 1
