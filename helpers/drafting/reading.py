"""What is found in an article before anything is proposed: times, places, actors, attributions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from helpers.drafting.actors import (
    find_actors,
    find_names,
    names_of_facts,
)
from helpers.drafting.attribution import Attribution, find_attributions
from helpers.drafting.language import Language, either, read_language
from helpers.drafting.layout import DATELINE
from helpers.drafting.parsing import parse
from helpers.drafting.places import PlaceName, at_the_head, find_places
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
    "object",
    "judged as",
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
        self.article, self.stamp, self.about = article, stamp, about or {}
        self.language: Language = read_language(article.language)
        text = article.text
        self.doc: Any = parse(text, article.language)
        body = article.paragraphs[0].start if article.paragraphs else len(text)
        times = find_times(text, self.language, stamp, parts=article.parts.values())
        self.times = [one for one in times if one.start >= body]
        byline = article.parts.get("byline")
        self.in_byline = [one for one in times if byline and byline.start <= one.start < byline.end]
        names = find_names(article, self.language, self.doc)
        self.places = not_of_people(
            find_places(text, self.language, self.doc), article, self.language, names
        )
        printed = [(a, b) for a, b, kind in names_of_facts(article, self.about) if kind == "outlet"]
        self.places = [
            one for one in self.places if not any(a <= one.start < b for a, b in printed)
        ]
        head = at_the_head(article, str(self.about.get("dateline") or ""))
        rest = [
            one
            for one in self.places
            if all(one.end <= each.start or each.end <= one.start for each in head)
        ]
        self.places = sorted([*head, *rest], key=lambda one: one.start)
        self.actors, self.mentions = find_actors(
            article, self.language, self.doc, self.places, names, about
        )
        self.quoted = quotations(text)
        found = (
            find_attributions(self.doc, self.language)
            if self.doc is not None and self.language.get("cues")
            else find_speech(text, article.sentences, self.language)
        )
        say = re.compile(either((self.language.get("cues") or {}).get("say", [])), re.IGNORECASE)

        def speaks(one: Attribution) -> bool:
            return (
                (one.how in SPEECH and one.how != "inserted")
                or any(say.fullmatch(text[a:b].split()[-1]) for a, b in one.cue)
                or any(a <= start < b for start, _ in one.content for a, b in self.quoted)
            )

        self.attributions = [
            one.inner.replace(via=one.via) if one.inner and speaks(one.inner) else one
            for one in found
            if speaks(one)
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

    def deeds(self) -> Iterator[tuple[Passage, int, int]]:
        """What is told as done: the sentence, and where it begins and ends in it.

        With a parser it is a main clause with its subject, in a past or perfect tense; without one
        a sentence of the narrator's in which somebody is named and the verb looks back.
        """
        judged = ("object", "judged as")  # who judges does something, too
        told = [span for one in self.attributions if one.how not in judged for span in one.content]
        looks_back = self.language.pattern("told" if self.language.get("told") else "past_words")
        names = [m for m in self.mentions if m.form != "title"]
        for sentence in self.article.sentences:
            quoted = any(a < sentence.end and sentence.start < b for a, b in self.quoted)
            if self.doc is not None:
                for start, end in clauses_told(self.doc, sentence, self.language):
                    if not any(a <= start < b for a, b in self.quoted) and any(
                        start <= m.start < end for m in names
                    ):
                        yield sentence, start, end
                        break
            elif not quoted and not any(a < sentence.end and sentence.start < b for a, b in told):
                here = any(sentence.start <= m.start < sentence.end for m in names)
                if here and looks_back.search(sentence.quote):
                    yield sentence, sentence.start, sentence.end

    def first_within(self, start: int, end: int) -> str:
        """The actor who is mentioned first in a stretch; nothing where nobody is."""
        found = (m for m in self.mentions if start <= m.start < end and m.form != "title")
        return next((m.actors[0].split("; ")[0] for m in found), "")

    @property
    def publisher(self) -> str:
        """The id of the outlet that prints the article, if it is an actor."""
        name = str(self.about.get("publisher") or "")
        return next((one.id for one in self.actors if one.name.lower() == name.lower()), "")

    def nearest_before(self, place: int) -> list[str]:
        """The actor named last before a place in its sentence, and those it may be instead."""
        sentence = self.sentence_at(place)
        near = [m for m in self.mentions if sentence and sentence.start <= m.start < place]
        return [id for one in near[-1].actors for id in one.split("; ")] if near else []

    def named_before(self, place: int) -> list[str]:
        """The actors of the body before a place, the nearest first."""
        body = self.article.paragraphs[0].start if self.article.paragraphs else 0
        near = [m for m in self.mentions if body <= m.start < place and m.form != "title"]
        return list(dict.fromkeys(m.actors[0].split("; ")[0] for m in reversed(near)))


def not_of_people(
    places: Sequence[PlaceName],
    article: Article,
    language: Language,
    names: Sequence[tuple[int, int, str]],
) -> list[PlaceName]:
    """The names of places but for those that are the last name of somebody in the article."""
    people = [article.text[a:b] for a, b, kind in names if kind == "person"]
    last = {words.split()[-1] for words in people if len(words.split()) > 1}
    where = re.compile(rf"(?:^|\W)(?:{either(language.get('where'))})\s+$", re.IGNORECASE)
    return [
        one
        for one in places
        if one.words not in last or where.search(article.text[max(0, one.start - 20) : one.start])
    ]


def clauses_told(doc: Any, sentence: Passage, language: Language) -> Iterator[tuple[int, int]]:
    """The main clauses of a sentence that tell a deed: verbs in a past or perfect tense."""
    idle = language.pattern("states")
    span = doc.char_span(sentence.start, sentence.end, alignment_mode="expand")
    for verb in span if span is not None else ():
        if verb.dep_ not in ("ROOT", "ccomp") or not verb.tag_.startswith("V"):
            continue
        helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
        perfect = helpers & {"has", "have", "had", "was", "were", "been"} and verb.tag_ == "VBN"
        had_to = verb.lemma_ == "have" and any(child.dep_ == "xcomp" for child in verb.children)
        tells = had_to or not idle.fullmatch(verb.lemma_)
        if not (verb.tag_ == "VBD" or perfect) or not tells:
            continue
        subject = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < verb.i]
        if not subject:
            continue
        words = [
            t
            for t in verb.subtree
            if t.i >= subject[0].left_edge.i and span.start <= t.i < span.end
        ]
        if verb.dep_ == "ROOT" or len(words) > 3:
            yield words[0].idx, words[-1].idx + len(words[-1])
