"""A language is one file, and a text in one without a file has a draft too."""

from datetime import date

import pytest
from support.foreign_lesson import ARTICLE as ARABIC

from helpers.authoring.check import check
from helpers.drafting import language
from helpers.drafting.correcting import accept, proposals
from helpers.drafting.draft import Draft
from helpers.drafting.language import known_languages, language_of, read_language
from helpers.drafting.layout import find_layout
from helpers.drafting.new_lesson import answer, new_lesson
from helpers.drafting.places import find_places
from helpers.drafting.source_text import lines_of
from helpers.drafting.speech import find_speech
from helpers.lesson.article import Article, Passage
from helpers.lesson.lesson import load

FRENCH = """
small_words: [le, la, les, et, de, est, dans, que, une, des]
weekdays: [[lundi], [mardi], [mercredi], [jeudi], [vendredi], [samedi], [dimanche]]
months: [[janvier], [février], [mars], [avril], [mai], [juin], [juillet], [août], [septembre],
  [octobre], [novembre], [décembre]]
days: {-1: [hier], 0: ["aujourd'hui"], 1: [demain]}
future: [va, sera, doit]
past_words: [a, est, était]
times:
  - [weekday, '{weekday}']
  - [date, '(?:le{_})?{day}{_}{month}(?:{_}{year})?']
  - [day, '{dayword}']
cues: {say: [a dit, dit], according: [selon], that: [que]}
pronouns: {person: [il], woman: [elle], group: [ils, elles], own: [son], speaker: [je]}
titles: [maire]
where: [à, dans]
"""
TEXT = "« La ville est belle », a dit Anne Martin. La fête a commencé mardi à Lyon."


def article(text, code):
    return Article(text, {"1": Passage("1", text, 0, len(text))}, code)


@pytest.fixture
def french(tmp_path, monkeypatch):
    (tmp_path / "fr.yaml").write_text(FRENCH, "utf-8")
    monkeypatch.setattr(language, "FOLDER", tmp_path)
    read_language.cache_clear()
    yield read_language("fr")
    read_language.cache_clear()


def test_a_third_language_is_one_more_file(french):
    assert known_languages() == ["fr"]
    assert language_of("La ville est dans le nord et les rues de la ville est une des") == "fr"
    rows = Draft(article(TEXT, "fr"), date(2026, 3, 12)).proposals()  # a Thursday
    events = [one.cells["start"] for one in rows if one.table == "events"]
    assert events == ["2026-03-10"]
    said = [one.cells for one in rows if one.table == "statements"]
    assert [(one["content"], one["directness"]) for one in said] == [
        ("La ville est belle", "direct"),
        ("La fête a commencé mardi à Lyon", "narrative"),
    ]
    names = {one.cells["actor"]: one.cells["name"] for one in rows if one.table == "actors"}
    assert names[said[0]["source"]] == "Anne Martin"
    places = [one.cells["name"] for one in rows if one.table == "places"]
    assert places == ["Lyon"]


def test_a_text_in_a_language_without_a_file_is_the_narrators():
    rows = Draft(article("Das hier. Und mehr.", "xx"), date(2026, 3, 12)).proposals()
    assert {one.table for one in rows} <= {"statements", "actors", "mentions"}
    assert {one.cells["source"] for one in rows if one.table == "statements"} == {"narrator"}


def test_who_says_it_in_the_orders_that_german_has():
    text = (
        "Anna Kurz sagte: „Das Geld reicht nicht.“ Nach den Worten von Ben Lang ist das falsch. "
        "Der Polizei zufolge war die Straße gesperrt. Es regnete."
    )
    one = article(text, "de")
    found = find_speech(text, one.sentences, read_language("de"))
    said = [
        (text[slice(*each.content[0])].strip("„“. "), text[slice(*each.source[0])])
        for each in found
    ]
    assert said == [
        ("Das Geld reicht nicht", "Anna Kurz"),
        ("ist das falsch", "von Ben Lang"),
        ("war die Straße gesperrt", "Der Polizei"),
    ]


def test_an_outlet_beside_what_is_said_is_the_way_it_came():
    text = "Der Kanzler habe gelogen, sagte Anna Kurz der dpa. Mehr wisse sie nicht."
    rows = Draft(article(text, "de"), date(2026, 3, 12)).proposals()
    said = [one.cells for one in rows if one.table == "statements"]
    assert [(one["source"], one.get("via", "")) for one in said] == [("kurz", "dpa"), ("kurz", "")]


def test_an_arabic_text_becomes_a_lesson_that_checks_clean_once_it_is_accepted(tmp_path):
    layout = find_layout(lines_of(ARABIC), "ar")
    for question in layout.questions:
        day = {"datePublished": "2024-03-05", "publisher": "صحيفة", "rights": "حقوق"}
        layout = answer(layout, question, day.get(question.fact, ""))
    folder = new_lesson(tmp_path, layout, "souk").folder
    accept(folder, *(one.id for one in proposals(folder)))
    assert [str(one) for one in check(folder).problems] == []
    lesson, _ = load(folder)
    assert {one.source for one in lesson.statements} == {"narrator"}
    assert len(lesson.article.paragraphs) == 3


def test_a_small_german_town_is_one_where_nothing_says_that_it_is_a_word():
    text = (
        "In Bad Bevensen tagte der Rat. Er kam aus Hitzacker. Im Saal war es kalt, in Not half er."
    )
    assert [one.words for one in find_places(text, read_language("de"))] == [
        "Bad Bevensen",
        "Hitzacker",
    ]


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        # Larger towns of these names lie in Nebraska and Ontario; that Boston is a small one.
        (
            "The vans went from Cleethorpes to Lincoln and to Whitby, as London and Boston wished.",
            {"Lincoln": "GB", "Whitby": "GB", "London": "GB", "Boston": "US"},
        ),
        ("They drove from Omaha to Lincoln and to Kansas City.", {"Lincoln": "US"}),
        ("They drove from Cleethorpes to Lincoln.", {"Lincoln": "US"}),  # one is no majority
    ],
)
def test_a_name_of_several_towns_is_the_one_where_the_article_plays(text, countries):
    found = {one.words: one.known.country for one in find_places(text, read_language("en"))}
    assert countries.items() <= found.items()
