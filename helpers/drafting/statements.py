"""The attribution ledger of a draft: a row a sentence at least, and who says what in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.drafting.actors import Named, Person
from helpers.drafting.attribution import Attribution
from helpers.drafting.language import Language, either
from helpers.drafting.passages import cells_of
from helpers.drafting.quotations import letters_within
from helpers.drafting.reading import Reading
from helpers.drafting.speech import EDGES
from helpers.lesson.article import Passage
from helpers.lesson.tables import NARRATOR

# A row: its table, its cells, the reason, and other values by column.
Row = tuple[str, dict[str, str], str, dict[str, list[str]]]
WHY = {
    "according": "The words name the source without a verb.",
    "ccomp": "A clause hangs on the cue.",
    "inserted": "The cue stands within what is said.",
    "quotation": "It stands in quotation marks. Who says it? The nearest name before it is taken.",
    "said": "A verb of saying stands beside it.",
    "clause": "A verb of saying introduces the clause.",
    "object": "The verb says what somebody thinks of it.",
    "judged as": "The verb says what somebody takes it for.",
    "goes on, quoted": "The quotation goes on from the sentence before.",
    "goes on, reported": "The verb is that of reported speech, which goes on from before.",
}


class Statements:
    """The statements of a reading. `unnamed` are the sources without a name that they have."""

    def __init__(self, read: Reading) -> None:
        """Take what was found in the article."""
        self.read = read
        self.unnamed: dict[str, Person] = {}
        self.people = {one.id for one in read.actors if one.kind == "person"}
        self.heard: set[str] = set()
        self.issued: list[tuple[int, str]] = []
        self.described = {one.id for one in read.actors if one.described}

    def rows(self) -> Iterator[Row]:
        """A row a sentence at least: what a source says in it, and else the narrator's."""
        rows: list[tuple[int, Row]] = []
        covered: list[tuple[int, int]] = []
        sources = []
        for one in self.read.attributions:
            who, choices = self.source(one)
            sources.append((one, who, choices))
            if who != NARRATOR:
                self.issued.append((one.content[0][0], who))
        self.heard = {who for _, who, _ in sources}
        for one, who, choices in sources:
            for start, end in self.one_a_sentence(one):
                cells = cells_of(self.read.article, start, end, "content")
                if cells is None or not cells["at"].isdigit():
                    continue
                covered.append((start, end))
                rows.append(
                    (
                        start,
                        (
                            "statements",
                            cells | self.said(one, who, start, end),
                            WHY.get(one.how, "It is what the cue is about."),
                            choices,
                        ),
                    )
                )
        for sentence in self.read.article.sentences:
            spoken = any(a < sentence.end and sentence.start < b for a, b in covered)
            whole = cells_of(
                self.read.article, *self.read.bare(sentence.start, sentence.end), "content"
            ) or cells_of(self.read.article, sentence.start, sentence.end, "content")
            if not spoken and whole is not None:
                row = {"source": NARRATOR, "directness": "narrative", "polarity": "asserts"}
                reason = "No source was found in the sentence."
                rows.append((sentence.start, ("statements", whole | row, reason, {})))
            for start, cells, reason in self.without_words(sentence, covered):
                rows.append((start, ("statements", cells, reason, {})))
                if cells["content"] == (whole or {}).get("content") and not spoken:
                    rows.pop(-2)  # one row for one stretch
        return (row for _, row in sorted(rows, key=lambda one: one[0]))

    def without_words(
        self, sentence: Passage, covered: list[tuple[int, int]]
    ) -> Iterator[tuple[int, dict[str, str], str]]:
        """What somebody denies or says nothing about, where the narrator tells of it."""
        cues = self.read.language.get("cues") or {}
        row = {"directness": "narrative", "channel": "not given"}
        by = re.search(either(cues.get("denied_by", [])), sentence.quote)
        if by:
            start = sentence.start + by.start("content")
            who = self.read.first_within(
                sentence.start + by.start("source"), sentence.start + by.end("source")
            )
            cells = cells_of(
                self.read.article, start, sentence.start + by.end("content"), "content"
            )
            if who and cells:
                named = "no" if self.is_unnamed(who) else "yes"
                more = {"source": who, "cue": by["cue"], "named": named, "polarity": "denies"}
                yield start, cells | row | more, "The words say that somebody denies it."
        for polarity, reason in (
            ("declines", "The words say that somebody says nothing."),
            ("denies", "The words say that somebody denies it."),
        ):
            pattern = self.read.language.words_of("cues", polarity)
            for match in pattern.finditer(sentence.quote):
                at = sentence.start + match.start()
                told = any(a < sentence.end and sentence.start < b for a, b in covered)
                if told or any(start <= at < end for start, end in self.read.quoted):
                    continue
                start, end = self.object_of(sentence, match)
                cells = cells_of(self.read.article, start, end, "content")
                for who in self.acting(sentence, at) if cells is not None else ():
                    named = "no" if self.is_unnamed(who) else "yes"
                    more = {"source": who, "cue": match.group(), "named": named}
                    yield start, cells | row | more | {"polarity": polarity}, reason  # type: ignore[operator]

    def acting(self, sentence: Passage, place: int) -> list[str]:
        """Who stands before a verb: the actor named last, and with “and” the one before, too."""
        near = [
            m for m in self.read.mentions if sentence.start <= m.start < place and m.form != "title"
        ]
        found = near[-1:]
        # “the court and its press office”: what belongs to one of two is between them.
        if len(near) > 1:
            between = self.read.article.text[near[-2].end : near[-1].start]
            if re.fullmatch(r"\s(?:and|und)\s(?:\w+\s)?", between):
                found = near[-2:]
            elif not between.strip() or near[-2].end > near[-1].start:
                found = near[-1:]
        return list(dict.fromkeys(m.actors[0].split("; ")[0] for m in found))

    def object_of(self, sentence: Passage, cue: re.Match[str]) -> tuple[int, int]:
        """What stands behind a cue, to the end of its clause; else the clause of the cue."""
        text, rest = sentence.quote, re.match(r"\s+([^,;:.!?“”\"]+)", sentence.quote[cue.end() :])
        goes_on = rest and re.match(r"(?:and|but|or|und|aber)\s", rest[1])
        english = self.read.language.code == "en"
        if rest and english and not goes_on and len(rest[1].split()) <= 12:
            start = sentence.start + cue.end() + rest.start(1)
            return self.read.bare(start, start + len(rest[1]))
        opens = max(
            (m.end() for m in re.finditer(r"^(?:But|And)\s", text[: cue.start()])), default=0
        )
        closes = re.compile(r"\s(?:and|but)\s").search(text, cue.end()) if english else None
        end = closes.start() if closes else len(text)
        return self.read.bare(sentence.start + opens, sentence.start + end)

    def one_a_sentence(self, one: Attribution) -> Iterator[tuple[int, int]]:
        """The longest stretch of the content in each sentence, without marks at its edges.

        In “‘Go,’ she said, ‘and do not come back’” all that is quoted is said.
        """
        for sentence in self.read.article.sentences:
            parts = [
                (max(a, sentence.start), min(b, sentence.end))
                for a, b in one.content
                if a < sentence.end and sentence.start < b
            ]
            longest = max(parts, key=lambda part: part[1] - part[0], default=None)
            for part in parts:
                start, end = self.read.bare(*part)
                if start < end and (part == longest or self.is_quoted(start, end)):
                    yield start, end

    def is_quoted(self, start: int, end: int) -> bool:
        """Whether a stretch is all in quotation marks, and longer than a word or two."""
        words = self.read.article.text[start:end].split()
        return len(words) > 2 and any(a <= start and end <= b for a, b in self.read.quoted)

    def said(self, one: Attribution, who: str, start: int, end: int) -> dict[str, str]:
        """The other cells of a statement."""
        if who == NARRATOR:
            return {"source": NARRATOR, "directness": "narrative", "polarity": "asserts"}
        text, cues = self.read.article.text, self.read.language.get("cues") or {}
        letters = letters_within(self.read.quoted, start, end)
        sentence = self.read.sentence_at(start)
        part = self.read.article.paragraphs[int(sentence.at) - 1].start if sentence else start
        opened = re.search(r"[\"“”„«»‘’']", text[part : start + 1])
        whole = letters >= (end - start) - 2 and opened is not None  # but for the marks
        cue = " ".join(text[a:b] for a, b in one.cue[:1])
        around = sentence.quote if sentence else ""
        plain = "narrative" if one.how == "object" else "indirect"
        polarity = "asserts"
        split = bool(cues.get("split"))  # then the whole of the verb says it, and no other one
        whole_cue = " ".join(text[a:b] for a, b in one.cue) if split else cue
        for word, of in (("denies", whole_cue), ("declines", whole_cue if split else around)):
            if re.search(rf"(?<!\w)(?:{either(cues.get(word, []))})", of):
                polarity = word
        return {
            "source": who,
            "cue": cue,
            "directness": "direct" if whole else "mixed" if letters else plain,
            "channel": self.channel(around),
            "via": "; ".join(self.passed_on(one, sentence, who, start, end)),
            "named": "" if not who else "no" if self.is_unnamed(who) else "yes",
            "polarity": polarity,
        }

    def is_unnamed(self, who: str) -> bool:
        """Whether an id is that of people without a name; a body is named by what it is."""
        some = [*self.unnamed.values(), *(one for one in self.read.actors if one.described)]
        return any(one.id == who and one.kind in ("person", "group") for one in some)

    def passed_on(
        self, one: Attribution, sentence: Passage | None, who: str, start: int, end: int
    ) -> dict[str, None]:
        """Those through whom it came: who says that it was said, who was told, and outlets."""
        found: dict[str, None] = {}
        if one.via:
            via, _ = self.source(one.replace(source=one.via, via=(), hearer=()))
            found[via] = None
        for a, b in one.hearer:
            told = self.read.first_within(a, b)
            if told in self.heard:
                found[told] = None
        found |= self.outlets_beside(sentence, who, start, end)
        printed = self.read.publisher
        return {one: None for one in found if one and one not in (who, printed)}

    def outlets_beside(
        self, sentence: Passage | None, who: str, start: int, end: int
    ) -> dict[str, None]:
        """The outlets that a sentence names outside of what is said: through them it came."""
        outlets = {one.id for one in self.read.actors if one.kind == "outlet"} - {who}
        within = [
            one
            for one in self.read.mentions
            if sentence and sentence.start <= one.start < sentence.end
        ]
        beside = [one for one in within if not start <= one.start < end]
        return dict.fromkeys(one.actors[0] for one in beside if one.actors[0] in outlets)

    def channel(self, sentence: str) -> str:
        """Through what it came, where the sentence says so; “not given” where it does not."""
        for name, pattern in (self.read.language.get("channels") or {}).items():
            if re.search(pattern, sentence, re.IGNORECASE):
                return str(name)
        return "not given"

    def source(self, one: Attribution) -> tuple[str, dict[str, list[str]]]:
        """The id of the source, and others it may be; a source without a name becomes an actor."""
        for start, end in one.source:
            within = [m for m in self.read.mentions if start <= m.start < end and m.form != "title"]
            described = [m for m in within if m.start == start and m.form == "description"]
            if self.is_somebody(start, end) and not described:
                continue
            named = [m for m in within if m.form == "name"]
            people = [m for m in named if m.actors[0] in self.people]
            whole = [m for m in described if m.actors[0] in self.described]
            best = (whole or people or named or within)[:1]
            if best:
                others = [name for each in best[0].actors for name in each.split("; ")]
                return others[0], {"source": others} if len(others) > 1 else {}
        for start, end in one.source:
            words = self.read.article.text[start:end].strip(EDGES)
            paper = re.fullmatch(either(self.read.language.get("documents")), words, re.IGNORECASE)
            if paper and self.issued:
                return self.issued[-1][1], {"source": [self.issued[-1][1]]}
            words = re.sub(r"\s(?:has|have|had|hat|haben|hatten?)$", "", words)
            if words and len(words.split()) <= 12 and not self.is_pronoun(words):
                return self.without_name(
                    words, start + self.read.article.text[start:end].index(words)
                ), {}
        place = one.content[0][0]
        near = [*self.read.nearest_before(place), *(who for _, who in self.issued[-1:])]
        near += self.read.named_before(place)[:1]
        choices = list(dict.fromkeys([*near, *(a.id for a in self.read.actors)]))[:4]
        return (near[0] if near else NARRATOR), {"source": choices} if len(choices) > 1 else {}

    def is_somebody(self, start: int, end: int) -> bool:
        """Whether a source is one that nobody names: “a member of the council”."""
        some = rf"(?:{either(self.read.language.get('indefinite'))})\s"
        outlets = {a.id for a in self.read.actors if a.kind == "outlet"}
        within = [m.actors[0] for m in self.read.mentions if start <= m.start < end]
        return bool(
            re.match(some, self.read.article.text[start:end], re.IGNORECASE)
        ) and not outlets & {*within}

    def is_pronoun(self, words: str) -> bool:
        """Whether words are a pronoun for which nobody was found."""
        lists = self.read.language.get("pronouns") or {}
        every = [one for some in lists.values() for one in some]
        return bool(
            re.fullmatch(
                either([*every, "who", "which", "it", "that", "es", "wer", "das"]),
                words,
                re.IGNORECASE,
            )
        )

    def without_name(self, words: str, start: int) -> str:
        """The id of a source without a name, whom it makes an actor."""
        plain = re.sub(
            r"^(?:von\s+)?(?:the|a|an|some|der|die|das|ein|eine|einige)\s+|^von\s+",
            "",
            words,
            flags=re.IGNORECASE,
        )
        state = next(
            (p for p in self.read.places if p.start < start + len(words) and start < p.end), None
        )
        key = plain.lower()
        if key not in self.unnamed:
            taken = {a.id for a in self.read.actors} | {a.id for a in self.unnamed.values()}
            slug = "-".join(re.findall(r"\w+", key)[:3]) or "source"
            while slug in taken:
                slug += "-2"
            named = state is not None and state.words == plain
            known = state.known if state is not None and named else None
            kind = "group"
            if named:
                kind = "state" if known and known.kind == "country" else "organisation"
            elif language_says(self.read.language, "data", plain):
                kind = "data"
            elif re.match(r"(?:an?|eine?)\s", words, re.IGNORECASE) or is_title(
                self.read.language, words
            ):
                kind = "person"
            self.unnamed[key] = Person(words[:1].upper() + words[1:], kind, id=slug)
        one = self.unnamed[key]
        form = {"state": "name", "organisation": "metonym"}.get(one.kind, "description")
        if all(mention.start != start for mention in one.mentions):
            one.mentions.append(
                Named(
                    start=start,
                    end=start + len(words),
                    form=form,
                    actors=(one.id,),
                    reason="It is the source of a statement.",
                )
            )
        return one.id


def is_title(language: Language, words: str) -> bool:
    """Whether words are a title with its article, in a language that writes titles so: German."""
    title = rf"(?:der|die|dem|des)\s(?:\w+e[nr]?\s)*(?:{either(language.get('titles'))})"
    return bool(language.get("title_tail") and re.fullmatch(title, words, re.IGNORECASE))


def language_says(language: Language, name: str, words: str) -> bool:
    """Whether words end with one of a list."""
    return bool(re.search(rf"(?<!\w)(?:{either(language.get(name))})$", words, re.IGNORECASE))
