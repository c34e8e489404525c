"""Whatever is pasted becomes a draft that `check` finds nothing wrong in, or a sentence."""

import random

import pytest

from helpers.authoring.check import check
from helpers.drafting import reading as drafting
from helpers.drafting.correcting import accept, proposals
from helpers.drafting.draft import start_and_end
from helpers.drafting.layout import Question, find_layout
from helpers.drafting.new_lesson import answer, new_lesson
from helpers.drafting.source_text import lines_of

pytestmark = [pytest.mark.slow, pytest.mark.long]

WORDS = {
    "en": "The mayor of Riverton London Anna Smith Mr. Jones said says told denied that "
    "according to he she they it on Monday last week next year March 5 2026 in 2019 at 10:30 "
    "p.m. two days before “ ” \" ' ‘ « » ( ) , . ! ? : ; — - 🌊 … U.S. aa aaa not <b> & ﬁ İ \u0301 "
    "President government police will has Friday after 1990s 31 February weekend",
    "de": "Der Bürgermeister die von Lindenau Berlin Anna Müller sagte bestritt dass laut er "
    "sie ihm am Montag vorige nächstes Jahr 5. März 2026 gestern Nacht um 10.30 Uhr zwei Tage "
    '„ “ " ‚ ‘ » « ( ) , . ! ? : ; – 🌊 … z.B. so. aa nicht ẞ wird hat Sommer Wochenende heute',
}
DAYS = ("2026-03-05", "2024-02-29", "0476-09-04", "1000-01-01", "9999-12-30")


def begun(seeds, text, language, day="2026-03-05"):
    """A lesson begun from a text, all of it accepted."""
    layout = find_layout(lines_of(text), language)
    for fact, said in (("publisher", "P"), ("rights", "R"), ("datePublished", day)):
        layout = answer(layout, Question(fact, ""), said)
    folder = new_lesson(seeds, layout, f"lesson-{len([*seeds.iterdir()])}").folder
    accept(folder, *(one.id for one in proposals(folder)))
    return folder


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_draft_of_words_thrown_together_checks_clean(tmp_path, monkeypatch, language):
    monkeypatch.setattr(drafting, "parse", lambda text, language: None)
    words = WORDS[language].split(" ")
    for seed in range(12):
        chance = random.Random(seed)
        lines = [
            "".join(
                chance.choice(words) + chance.choice(["", " ", " ", " ", "\u00a0", "  "])
                for _ in range(chance.randint(2, 50))
            )
            for _ in range(chance.randint(2, 7))
        ]
        folder = begun(tmp_path, "\n".join(["Words", *lines]), language, chance.choice(DAYS))
        assert check(folder).problems == [], (seed, lines)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Quarrel goes on last\nWeek of it is over, the mayor said.\nIt was long."),
        ("en", "News\nBy Jane Doe, 5 March 2026\n10:30 was when it began."),
        ("en", "News\nBERLIN, 5 March — The president spoke of March."),
        ("de", "Streit\nAnna Müller sagte: „Wir kommen.“ … – – – Das sei so. „Es ist so.“"),
        ("de", "Krönung\nIm Sommer kam Karl nach Aachen. Letzten Winter kam er nicht."),
    ],
)
@pytest.mark.parametrize("day", DAYS)
def test_a_draft_of_an_odd_text_checks_clean(tmp_path, monkeypatch, language, text, day):
    monkeypatch.setattr(drafting, "parse", lambda text, language: None)
    assert check(begun(tmp_path, text, language, day)).problems == []


def test_words_for_time_do_not_go_on_in_the_next_paragraph(tmp_path, monkeypatch):
    monkeypatch.setattr(drafting, "parse", lambda text, language: None)
    text = "Quarrel goes on\nIt was so on Monday\nMorning came."
    folder = begun(tmp_path, text, "en")
    assert "Monday,2026-03-02,2026-03-02" in (folder / "events.csv").read_text("utf-8")


def test_what_lies_beyond_the_calendar_dates_nothing():
    assert start_and_end("9999-W52-WE") is None
    assert start_and_end("0476-SP") == ("0476-03", "0476-05")
