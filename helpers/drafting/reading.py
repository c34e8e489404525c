"""What is found in an article before anything is proposed: times, places, actors, attributions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from helpers.drafting.actors import find_actors, names_by_lists, names_by_parser
from helpers.drafting.attribution import find_attributions
from helpers.drafting.language import Language, either, read_language
from helpers.drafting.layout import DATELINE
from helpers.drafting.parsing import parse
from helpers.drafting.places import PlaceName, find_places
from helpers.drafting.quotations import quotations
from helpers.drafting.speech import EDGES, find_speech
from helpers.drafting.times import find_times
from helpers.lesson.article import Article, Passage

SPEECH = (
    "according",
    "ccomp",
    "inserted",
    "quotation",
    "said",
    "clause",
    "goes on, quoted",
    "goes on, reported",
)


class Reading:
    """An article with all that was found in it, in the order of the text."""

    def __init__(
        self, article: Article, stamp: date, about: Mapping[str, Any] | None = None
    ) -> None:
        """Read the article; `stamp` is the day from which weekdays are counted.

        `about` is what lesson.yaml says of it.
        """
        self.article, self.stamp = article, stamp
        self.language: Language = read_language(article.language)
        text = article.text
        self.doc: Any = parse(text, article.language)
        body = article.paragraphs[0].start if article.paragraphs else len(text)
        self.times = [one for one in find_times(text, self.language, stamp) if one.start >= body]
        self.places = not_of_people(
            find_places(text, self.language, self.doc), article, self.language, self.doc
        )
        self.actors, self.mentions = find_actors(
            article, self.language, self.doc, self.places, about
        )
        self.quoted = quotations(text)
        found = (
            find_attributions(self.doc, self.language)
            if self.doc is not None and self.language.get("cues")
            else find_speech(text, article.sentences, self.language)
        )
        say = re.compile(either((self.language.get("cues") or {}).get("say", [])), re.IGNORECASE)
        self.attributions = [
            one
            for one in found
            if one.how in SPEECH
            or any(say.fullmatch(text[a:b].split()[-1]) for a, b in one.cue)
            or any(a <= start < b for start, _ in one.content for a, b in self.quoted)
        ]

    def sentence_at(self, place: int) -> Passage | None:
        """The sentence of the body that a place in the text is in."""
        return next((one for one in self.article.sentences if one.start <= place < one.end), None)

    def bare(self, start: int, end: int) -> tuple[int, int]:
        """A stretch without marks and spaces at its edges, and without “that”."""
        text = self.article.text
        opens = self.article.paragraphs[0]
        if start <= opens.start < end and (line := DATELINE.match(opens.quote)):
            start = opens.start + line.end()
        while start < end and text[start] in EDGES:
            start += 1
        that = re.compile(r"(?:that|dass)\s+", re.IGNORECASE).match(text, start, end)
        start = that.end() if that else start
        while end > start and text[end - 1] in EDGES:
            end -= 1
        for opens_at, closes_at in self.quoted:  # a quotation at the end keeps its closing mark
            if start < opens_at < end < closes_at <= end + 2:
                end = closes_at
        return start, end

    def nearest_before(self, place: int) -> list[str]:
        """The actor named last before a place in its sentence, and those it may be instead."""
        sentence = self.sentence_at(place)
        near = [m for m in self.mentions if sentence and sentence.start <= m.start < place]
        return list(near[-1].actors) if near else []


def not_of_people(
    places: Sequence[PlaceName], article: Article, language: Language, doc: Any
) -> list[PlaceName]:
    """The names of places but for those that are the last name of somebody in the article."""
    people = [
        article.text[a:b]
        for a, b, kind in (*names_by_parser(doc), *names_by_lists(article, language))
        if kind == "person"
    ]
    last = {words.split()[-1] for words in people if len(words.split()) > 1}
    where = re.compile(rf"(?:^|\W)(?:{either(language.get('where'))})\s+$", re.IGNORECASE)
    return [
        one
        for one in places
        if one.words not in last or where.search(article.text[max(0, one.start - 20) : one.start])
    ]
