"""What the lines of a text are, and what is asked."""

from helpers.drafting.layout import find_layout
from helpers.drafting.new_lesson import answer, missing

SHORT = ["Une ville sous l'eau", "Par Luc Petit", "La Loire est montée.", "Personne n'est blessé."]


def asked(layout):
    return [one.fact for one in layout.questions]


def test_an_english_report_is_found():
    layout = find_layout(
        [
            "Flood leaves 400 homes empty",
            "By NORA WHITFIELD in York | The Courier | Updated: 4 March 2026, 18:30",
            "YORK, England — The river broke its banks and the council said that it was sorry.",
            "The water was in the library of the town and in the school.",
            "Additional reporting by Paul Hargreave.",
        ]
    )
    assert (layout.headline, layout.byline, layout.credit) == (1, 2, 5)
    assert layout.facts == {
        "inLanguage": "en",
        "author": "Nora Whitfield",
        "dateline": "YORK, England",
        "datePublished": "2026-03-04T18:30",
    }
    assert len(layout.paragraphs) == 2
    assert asked(layout) == ["publisher", "rights", "source"]


def test_a_german_report_is_found():
    layout = find_layout(
        [
            "Rat stimmt für das Bad",
            "Von Katrin Albers, Lindenauer Bote, 12. März 2026",
            "Der Rat hat für das Bad gestimmt, und die Stadt ist nicht dagegen.",
            "Mit Material von dpa",
        ]
    )
    assert (layout.headline, layout.byline, layout.credit) == (1, 2, 4)
    assert layout.facts["author"] == "Katrin Albers"
    assert layout.facts["datePublished"] == "2026-03-12"
    assert layout.facts["inLanguage"] == "de"


def test_a_language_without_a_file_is_asked_and_so_are_day_and_byline():
    layout = find_layout(SHORT)
    assert asked(layout)[:3] == ["inLanguage", "datePublished", "byline"]
    assert missing(layout) == ["publisher", "datePublished", "inLanguage", "rights"]


def test_an_answer_names_the_line_or_takes_it_away():
    layout = find_layout([*SHORT[:2], "Publicité", *SHORT[2:]], "fr")
    byline = next(one for one in layout.questions if one.fact == "byline")
    layout = answer(layout, byline, "Par Luc Petit")
    body = next(one for one in layout.questions if "Publicité" in one.question)
    layout = answer(layout, body, "no")
    assert layout.byline == 2
    assert layout.paragraphs == SHORT[2:]


def test_a_headline_that_the_text_lacks_becomes_its_first_line():
    layout = find_layout(
        ["The river rose. It was in the night. It fell again.", "All is well."], "en"
    )
    assert layout.headline is None
    question = next(one for one in layout.questions if one.fact == "headline")
    layout = answer(layout, question, "River rises")
    assert layout.lines[0] == "River rises"
    assert layout.headline == 1
    assert len(layout.paragraphs) == 2


def test_a_day_on_a_line_of_its_own_is_the_day_of_the_article():
    found = find_layout(["Council agrees", "4 February 2026", "The council agreed on Monday."])
    assert found.facts["datePublished"] == "2026-02-04"
    assert "Does “4 February 2026” belong to the article?" in [q.question for q in found.questions]
