"""Headline, byline, dateline, credit and stamp of a text: what is sure, what is to be asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from attrs import field, frozen

from helpers.drafting.language import Language, either, language_of, read_language
from helpers.drafting.times import find_times

CLOCK = re.compile(r"\b([01]?\d|2[0-3])[:.]([0-5]\d)\b")
DATELINE = re.compile(
    r"^([^\W\d_a-zà-öø-ÿß][\w.'’-]*(?:[ /,]+[\w.'’-]+){0,4})(?:,?\s*\([\w/ ,]+\))?"
    r"\s*(?:—|–|--|-|:)\s+(?=\S)"
)


@frozen
class Question:
    """Something that has to be asked: the fact it is about, the question, and what may be meant."""

    fact: str
    question: str
    choices: tuple[str, ...] = ()


@frozen
class Layout:
    """What was found in the lines of a text. `lines` are those that article.txt is to have.

    `headline`, `byline` and `credit` are numbers of lines from 1, or None. `facts` holds what the
    lines say of author, dateline, stamp and language; `questions` is what is not sure.
    """

    lines: tuple[str, ...]
    headline: int | None
    byline: int | None
    credit: int | None
    facts: dict[str, str] = field(factory=dict)
    questions: tuple[Question, ...] = ()

    @property
    def paragraphs(self) -> list[str]:
        """The lines of the body."""
        named = {self.headline, self.byline, self.credit}
        return [line for number, line in enumerate(self.lines, 1) if number not in named]


def find_layout(lines: Sequence[str], language: str | None = None) -> Layout:
    """What the lines of a text are; without a language it is found by its small words, or asked."""
    questions: list[Question] = []
    facts: dict[str, str] = {}
    found = language or language_of("\n".join(lines))
    if found is None:
        questions.append(Question("inLanguage", "Which language is the text in (en, de, fr, …)?"))
    else:
        facts["inLanguage"] = found
    speaks = read_language(found or "en")
    headline = 1 if lines else None
    if lines and (len(lines[0]) > 160 or re.search(r"[.!?]\s+\S+\s+\S+", lines[0])):
        headline = None
        questions.append(
            Question("headline", "No line looks like a headline. What is it?", tuple(lines[:1]))
        )
    byline = find_byline(lines, speaks)
    if byline:
        facts |= author_of(lines[byline - 1], speaks)
    credit = find_credit(lines, speaks)
    first_body = next(
        (line for n, line in enumerate(lines, 1) if n not in (headline, byline, credit)), ""
    )
    if place := DATELINE.match(first_body):
        facts["dateline"] = place[1].strip(" ,")
    unsure = [
        line for line in lines[1:6] if len(line) < 60 and not re.search(r"[.!?…”\"“»]\W*$", line)
    ]
    facts |= stamp_of([*(lines[n - 1] for n in (byline, credit) if n), *unsure], speaks)
    if "datePublished" not in facts:
        questions.append(
            Question("datePublished", "When was the text published (2026-03-05, or with a time)?")
        )
    if byline is None:
        questions.append(
            Question(
                "byline", "Is there a line that names who wrote it? Which one?", tuple(lines[1:3])
            )
        )
    for line in unsure:
        if byline is None or line != lines[byline - 1]:
            questions.append(
                Question("body", f"Does “{line}” belong to the article?", ("yes", "no"))
            )
    questions.append(Question("publisher", "Who published it?"))
    questions.append(Question("rights", "Whose is the text, and may the class have it?"))
    questions.append(Question("source", "Where is it from (an address, or a page of print)?"))
    return Layout(tuple(lines), headline, byline, credit, facts, tuple(questions))


def find_byline(lines: Sequence[str], language: Language) -> int | None:
    """The number of the line, among the first four, that says who wrote it."""
    starts = re.compile(
        rf"\W*(?:{either(language.get('bylines') or ['By ', 'Von '])})", re.IGNORECASE
    )
    for number, line in enumerate(lines[:4], 1):
        if number > 1 and len(line) < 140 and starts.match(line):
            return number
    return None


def find_credit(lines: Sequence[str], language: Language) -> int | None:
    """The number of the last line, where it says who else has a part in the text."""
    says = re.compile(rf"{either(language.get('credits'))}|^\W*©", re.IGNORECASE)
    if len(lines) > 2 and len(lines[-1]) < 200 and says.search(lines[-1]):
        return len(lines)
    return None


def author_of(line: str, language: Language) -> dict[str, str]:
    """The name in a byline, as far as a comma, a bar or a place."""
    starts = either(language.get("bylines") or ["By "])
    name = re.sub(rf"^\W*(?:{starts})", "", line, flags=re.IGNORECASE)
    name = re.split(r"\s*[|,•·]\s*|\s+(?:in|aus)\s+|\s+[–—-]\s+|\s+\d", name)[0].strip()
    if name.isupper():
        name = name.title()
    return {"author": name} if name else {}


def stamp_of(lines: Sequence[str], language: Language) -> dict[str, str]:
    """The day in the lines that are no body, with the clock time behind it."""
    for line in lines:
        for one in find_times(line, language, date.today()):
            if re.fullmatch(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?", one.value) and re.search(
                r"\d{4}", one.words
            ):
                clock = CLOCK.search(line, one.end)
                when = f"T{int(clock[1]):02}:{clock[2]}" if clock else ""
                return {"datePublished": one.value[:10] + when}
    return {}
