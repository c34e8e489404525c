"""Does a lesson hold together: does it cover its article, and bear out what it says?"""

from __future__ import annotations

import datetime
import difflib
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

from helpers.common.errors import Findings, Note, Problem
from helpers.common.text import shorten
from helpers.exercises.exercise import FILE as EXERCISES
from helpers.exercises.exercise import Exercise, read_exercises
from helpers.exercises.key import FILE as KEY
from helpers.exercises.key import Key, read_key
from helpers.exercises.scoring import example, score
from helpers.explore.geography import BASE_MAP, NOT_A_SCENE, calls, link, scenes
from helpers.lesson.article import Passage, PassageError
from helpers.lesson.lesson import Lesson, load
from helpers.lesson.metadata import FILE as ABOUT
from helpers.lesson.tables import TABLES, Event, Row
from helpers.lesson.time_expressions import TIME_WORDS


def check(folder: Path) -> Findings:
    """Return everything that is wrong with a lesson, and what was put right while reading it."""
    lesson, findings = load(folder)
    if lesson is not None:
        exceptions = list(read_exceptions(lesson, findings))
        findings.problems.extend(check_text(lesson))
        findings.problems.extend(check_sentences(lesson, findings))
        findings.problems.extend(check_events(lesson))
        findings.problems.extend(check_toponyms(lesson))
        check_time_words(lesson, exceptions, findings)
        check_claims(lesson, findings)
        check_exercises(lesson, findings)
        findings.problems.extend(check_quotation_marks(lesson))
        for notes in (doubled_rows, idle_ids, points_without_source):
            findings.notes.extend(notes(lesson))
        if not findings.problems:  # a map can be told of only once every id names something
            findings.notes.extend(not_on_map(lesson))
    return findings


def check_text(lesson: Lesson) -> Iterator[Problem]:
    """Yield a problem where the article is not the one that the lesson was made for."""
    wanted = lesson.about.get("sha256", "").lower()
    if not wanted:
        remedy = f"add a line “sha256: {lesson.article.sha256}”, if this is the article you mean"
        yield Problem(ABOUT, "the fact is missing", remedy, column="sha256")
    elif wanted != lesson.article.sha256:
        yield Problem(
            "article.txt",
            f"its SHA-256 is {lesson.article.sha256}, the lesson was made for {wanted}",
            "put the article back as it was received; a changed line ending is a change too. If "
            f"this is the article you mean, write the first number into {ABOUT}",
        )
    headline = lesson.article.parts.get("headline")
    said = lesson.about.get("headline")
    if headline and said and headline.quote.strip() != said:
        yield Problem(
            ABOUT,
            "the headline is not that of the article",
            f"write “{shorten(headline.quote)}”, or say in layout which line is the headline",
            column="headline",
        )


def check_sentences(lesson: Lesson, findings: Findings) -> Iterator[Problem]:
    """Yield a problem for each sentence of the body that no statement covers."""
    if "statements" in findings.unread:
        return
    rejected = findings.rejected.get("statements", [])
    covered = Spans(row.passage for row in [*lesson.statements, *rejected])
    for sentence in lesson.article.sentences:
        if not covered.touch(sentence):
            yield Problem(
                "statements.csv",
                f"no statement covers a sentence of paragraph {sentence.at}: "
                f"“{shorten(sentence.quote)}”",
                "add a row; what no source says is the narrator's",
            )


def check_events(lesson: Lesson) -> Iterator[Problem]:
    """Yield a problem for each date that does not fit its words, its basis or its partner."""
    ids = {event.event for event in lesson.events}
    anchors = {event.anchor for event in lesson.events} - ids - {""}
    misspelt = {anchor: difflib.get_close_matches(anchor, ids, 1, 0.9) for anchor in anchors}
    words = TIME_WORDS.get(lesson.article.language)
    for event in lesson.events:

        def problem(column: str, found: str, remedy: str, event: Event = event) -> Problem:
            return Problem("events.csv", found, remedy, event.row, column)

        if event.basis == "undated" and (event.start or event.end):
            column = "start" if event.start else "end"
            found = f"the basis is undated, but {column} is {event.start or event.end}"
            yield problem("basis", found, f"empty {column}, or write another basis")
        if event.basis != "undated" and event.start is None:
            yield problem("start", f"it is empty, but the basis is {event.basis}", "write a date")
        if event.basis == "resolved" and not event.anchor:
            remedy = "name the date or the event from which it was worked out"
            yield problem("anchor", "the date is resolved, but no anchor is given", remedy)
        if misspelt.get(event.anchor):
            remedy = f"write {misspelt[event.anchor][0]}, or another event or date"
            yield problem("anchor", f"“{event.anchor}” is no id in events.csv", remedy)
        if event.basis in ("stated", "resolved") and not event.expression:
            yield problem(
                "expression",
                f"the date is {event.basis}, but no words give it",
                "copy the words, or write implied",
            )
        if ends_before_it_starts(event):
            yield problem("end", f"{event.end} is before {event.start}", "swap or mend them")
        if words and event.expression and event.start and event.start.is_day_or_finer:
            weekday, date = words.weekday(event.expression), words.day_of_month(event.expression)
            day = event.start.first
            if weekday is not None and day.weekday() != weekday:
                yield problem(
                    "start",
                    f"“{event.expression}” cannot be {event.start}, a {day:%A}",
                    f"look in a calendar; {nearest_weekday(day, weekday)} would fit",
                )
            if date and date != (day.month, day.day):
                yield problem(
                    "start",
                    f"“{event.expression}” cannot be {event.start}",
                    "write the day that the words name",
                )


def ends_before_it_starts(event: Event) -> bool:
    """Say whether the end of an event is a date, and an earlier one than its start."""
    start, end = event.start, event.end
    if not (start and end and start.first and end.first):
        return False
    return end.last < start.last or end.first < start.first


def nearest_weekday(day: datetime.datetime, weekday: int) -> str:
    """Return the date nearest to `day` that falls on `weekday`, 0 for Monday."""
    shift = (weekday - day.weekday() + 3) % 7 - 3
    return f"{day + datetime.timedelta(days=shift):%Y-%m-%d}"


def check_toponyms(lesson: Lesson) -> Iterator[Problem]:
    """Yield a problem for each implied place without a reason, and each half of a coordinate."""
    for toponym in lesson.toponyms:
        if toponym.type == "implied" and not toponym.reason:
            yield Problem(
                "toponyms.csv",
                "the place is implied, and no reason is given",
                "say what in the passage implies it, and what it does not say",
                toponym.row,
                "reason",
            )
        name = lesson.place_names.get(toponym.place, "")
        if toponym.type == "implied" and name and name in toponym.quote:
            yield Problem(
                "toponyms.csv",
                f"the passage names {name}, so the place is not implied",
                "write literal, metonymic, modifier or dateline",
                toponym.row,
                "type",
            )
    for place in lesson.places:
        if (place.latitude is None) != (place.longitude is None):
            yield Problem(
                "places.csv",
                "one coordinate is there and the other is not",
                "write both, or neither for a place without a point",
                place.row,
                "latitude" if place.latitude is None else "longitude",
            )


def check_time_words(lesson: Lesson, exceptions: list[Passage], findings: Findings) -> None:
    """Report each time word of the body that neither an event nor an exception accounts for."""
    words = TIME_WORDS.get(lesson.article.language)
    if "events" in findings.unread:
        return
    if words is None:
        note = f"there is no list of time words for “{lesson.article.language}”; not checked"
        findings.notes.append(Note("events.csv", note))
        return
    rejected = findings.rejected.get("events", [])
    covered = Spans(
        [row.expression_passage for row in lesson.events],
        [row.expression_passage or row.passage for row in rejected],
        exceptions,
    )
    for paragraph in lesson.article.paragraphs:
        for match in words.pattern.finditer(paragraph.quote):
            start = paragraph.start + match.start()
            found = Passage(paragraph.at, match.group(), start, start + len(match.group()))
            if not covered.touch(found):
                findings.problems.append(
                    Problem(
                        "events.csv",
                        f"no event accounts for “{found.quote}” in paragraph {paragraph.at}",
                        f"add it as the expression of an event, or to exceptions in {ABOUT}",
                    )
                )


def read_exceptions(lesson: Lesson, findings: Findings) -> Iterator[Passage]:
    """Yield the passages listed under `exceptions`; report those that are not in the article."""
    for number, entry in enumerate(lesson.about.get("exceptions", ()), 1):
        try:
            nth = int(entry["nth"]) if entry.get("nth") else None
            yield lesson.article.find(entry["at"], entry["quote"], nth)
        except PassageError as error:
            found = f"entry {number}: {error.found}"
            findings.problems.append(
                Problem(ABOUT, found, error.remedy, column="exceptions", nearest=error.nearest)
            )
            if error.near:
                yield error.near


def check_quotation_marks(lesson: Lesson) -> Iterator[Problem]:
    """Yield a problem for each direct statement whose words stand in no quotation marks."""
    signs = "\"“”„«»‘’'"
    for row in lesson.statements:
        part = lesson.article.parts[row.at]
        before = lesson.article.text[part.start : row.passage.start + 1]
        if row.directness == "direct" and not any(sign in before for sign in signs):
            yield Problem(
                "statements.csv",
                "it says direct, but no quotation mark opens before the words",
                "write indirect, or quote the words that stand in quotation marks",
                row.row,
                "directness",
            )


def check_claims(lesson: Lesson, findings: Findings) -> None:
    """Report claims that lesson.yaml does not list.

    One that looks like a claim of another row is a problem: the claim would fall into two.
    """
    known = lesson.about.get("claims")
    if not known:
        return
    claims = dict.fromkeys(row.claim for row in lesson.statements if row.claim)
    listed = [claim for claim in claims if claim in known]
    other = [claim for claim in claims if claim not in known]
    near = {claim: difflib.get_close_matches(claim, listed, 1, 0.85) for claim in other}
    for row in lesson.statements:
        if near.get(row.claim):
            found = f"“{row.claim}” is no claim in {ABOUT}"
            remedy = "write it as it stands there, or add it there"
            findings.problems.append(
                Problem("statements.csv", found, remedy, row.row, "claim", near[row.claim][0])
            )
    names = ", ".join(claim for claim in other if not near[claim])
    if names:
        findings.notes.append(
            Note("statements.csv", f"{ABOUT} does not say what these are: {names}")
        )


def doubled_rows(lesson: Lesson) -> Iterator[Note]:
    """Yield a note for each row that stands in its table twice."""
    for name in TABLES:
        seen: dict[Row, int] = {}
        for row in getattr(lesson, name):
            first = seen.setdefault(attrs.evolve(row, row=0), row.row)
            if first != row.row:
                yield Note(f"{name}.csv", f"row {row.row} is the same as row {first}")


def idle_ids(lesson: Lesson) -> Iterator[Note]:
    """Yield a note for each actor or place that no passage is about."""
    mentioned = {actor for row in lesson.mentions for actor in row.actor}
    for actor in lesson.actors:
        if actor.actor not in mentioned:
            yield Note("actors.csv", f"“{actor.actor}” has no mention")
    used = {row.place for row in lesson.toponyms}
    for place in lesson.places:
        if place.place not in used:
            yield Note("places.csv", f"“{place.place}” has no toponym")


def not_on_map(lesson: Lesson) -> Iterator[Note]:
    """Yield a note for each call that cannot be drawn, and for scenes beyond the base map."""
    for event in calls(lesson):
        if link(lesson, event) is None:
            found = (
                "the call is not on the map: it takes two actors with different seats, on points"
            )
            yield Note("events.csv", f"row {event.row}: {found}")
    west, south, east, north = BASE_MAP
    beyond = [
        scene.place.name
        for scene in scenes(lesson)
        if scene.standing != NOT_A_SCENE
        and scene.place.has_point
        and not (west <= scene.place.longitude <= east and south <= scene.place.latitude <= north)
    ]
    if beyond:
        yield Note("places.csv", f"the base map has no land drawn at: {', '.join(beyond)}")


def points_without_source(lesson: Lesson) -> Iterator[Note]:
    """Yield a note that names the places of whose coordinates no source is given."""
    bare = [place.place for place in lesson.places if place.has_point and not place.source]
    if bare:
        names = ", ".join(bare)
        yield Note("places.csv", f"no source is given for the coordinates of {names}")


def check_exercises(lesson: Lesson, findings: Findings) -> None:
    """Report what is wrong with the exercises and their key, also beside the tables."""
    objectives = [str(one["id"]) for one in lesson.about.get("objectives", ()) if one.get("id")]
    exercises = read_exercises(lesson.folder, lesson.article, findings, objectives)
    keys = read_key(lesson.folder, exercises, lesson.article, findings)
    if exercises and not (lesson.folder / KEY).exists():
        remedy = f"write a {KEY} with the answers, or take {EXERCISES} out"
        findings.problems.append(Problem(KEY, "the exercises have no key", remedy))
    rejected = findings.rejected
    ids = {
        "places": {row.place for row in (*lesson.places, *rejected.get("places", ()))},
        "events": {row.event for row in (*lesson.events, *rejected.get("events", ()))},
    }
    for exercise in exercises:
        is_drawn = exercise.draws and exercise.draws not in findings.unread
        for row in exercise.rows if is_drawn else ():
            if row not in ids[exercise.draws]:
                near = difflib.get_close_matches(row, ids[exercise.draws], 1)
                remedy = f"write {near[0] if near else 'an id that stands there'}"
                found = f"{exercise.id}: the row “{row}” is no id in {exercise.draws}.csv"
                findings.problems.append(Problem(EXERCISES, found, remedy, exercise.line))
        if exercise.id in keys:
            findings.problems.extend(check_misconceptions(exercise, keys[exercise.id]))


def check_misconceptions(exercise: Exercise, key: Key) -> Iterator[Problem]:
    """Yield a problem for each misconception that its own answer does not lead to."""
    for reply in key.misconceptions:
        found = score(exercise, key, example(exercise, reply))
        if reply.misconception not in found.misconceptions:
            yield Problem(
                KEY,
                f"{exercise.id}: no answer leads to “{reply.misconception}”, another comes first",
                "give it another answer, or take it out",
                reply.line,
            )


class Spans:
    """Stretches of the article, joined, to ask quickly whether another one touches them."""

    def __init__(self, *groups: Iterable[Passage | None]) -> None:
        """Join the passages of all groups; None is passed over."""
        self.starts: list[int] = []
        self.ends: list[int] = []
        passages = sorted(
            (span.start, span.end) for group in groups for span in group if span is not None
        )
        for start, end in passages:
            if self.ends and start <= self.ends[-1]:
                self.ends[-1] = max(self.ends[-1], end)
            else:
                self.starts.append(start)
                self.ends.append(end)

    def touch(self, passage: Passage) -> bool:
        """Say whether `passage` shares a character with any of the stretches."""
        before = bisect_left(self.starts, passage.end) - 1
        return before >= 0 and self.ends[before] > passage.start
