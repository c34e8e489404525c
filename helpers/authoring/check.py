"""Does a lesson hold together: does it cover its article, and has what it says words there?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from helpers.authoring.check_exercises import check_exercises
from helpers.authoring.coverage import check_sentences, check_time_words, read_exceptions
from helpers.authoring.proposals import FILE as PROPOSALS
from helpers.authoring.proposals import read_proposals
from helpers.authoring.time_expressions import TIME_WORDS
from helpers.common.errors import Findings, KitError, Note, Problem
from helpers.common.text import did_you_mean, shorten
from helpers.explore.geography import BASE_MAP, NOT_A_SCENE, calls, link, scenes
from helpers.lesson.lesson import Lesson, load
from helpers.lesson.metadata import FILE as ABOUT
from helpers.lesson.tables import TABLES, Event, Row


def check(folder: Path) -> Findings:
    """Everything that is wrong with the lesson in a folder, and what was put right in reading it.

    Problems come file by file as a lesson is read, then check by check. Nothing is raised.
    """
    lesson, findings = load(folder)
    findings.problems.extend(check_proposals(folder))
    if lesson is not None:
        exceptions = list(read_exceptions(lesson, findings))
        findings.problems.extend(check_text(lesson))
        findings.problems.extend(check_sentences(lesson, findings))
        findings.problems.extend(check_events(lesson))
        findings.problems.extend(check_toponyms(lesson))
        check_time_words(lesson, exceptions, findings)
        check_claims(lesson, findings)
        findings.problems.extend(check_glossary(lesson))
        check_exercises(lesson, findings)
        findings.problems.extend(check_directness(lesson))
        for notes in (doubled_rows, idle_ids, points_without_source):
            findings.notes.extend(notes(lesson))
        if not findings.problems:  # a map can be told of only once every id names something
            findings.notes.extend(not_on_map(lesson))
    return findings


def check_proposals(folder: Path) -> Iterator[Problem]:
    """A problem where rows were drafted that nobody has said yes or no to."""
    try:
        count = len(read_proposals(folder))
    except KitError as error:
        yield Problem(PROPOSALS, str(error), "delete it, if the tables are as you want them")
        return
    if count:
        are, them = ("row is", "it") if count == 1 else ("rows are", "them")
        yield Problem(
            PROPOSALS,
            f"{count} {are} proposed, and nobody has said yes or no to {them}",
            "accept, change or refuse each in notebooks/teacher/new_lesson.ipynb: nothing that is "
            "only proposed counts as read",
        )


def check_text(lesson: Lesson) -> Iterator[Problem]:
    """A problem where the article, or its headline, is not the one the lesson was made for."""
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


def check_events(lesson: Lesson) -> Iterator[Problem]:
    """A problem for each date that does not fit its words, its basis or its partner."""
    ids = {event.event for event in lesson.events}
    anchors = {event.anchor for event in lesson.events} - ids - {""}
    misspelt = {anchor: did_you_mean(anchor, ids, 0.9) for anchor in anchors}
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
            remedy = f"write {misspelt[event.anchor]}, or another event or date"
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
            day, _ = event.start.reach
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
    if not (event.start and event.end and event.start.first and event.end.first):
        return False
    (first, last), (end_first, end_last) = event.start.reach, event.end.reach
    return end_last < last or end_first < first


def nearest_weekday(day: datetime, weekday: int) -> str:
    """The date nearest to `day` that falls on `weekday`, 0 for Monday."""
    shift = (weekday - day.weekday() + 3) % 7 - 3
    return f"{day + timedelta(days=shift):%Y-%m-%d}"


def check_toponyms(lesson: Lesson) -> Iterator[Problem]:
    """A problem for each implied place that is named or has no reason, and each half of a point."""
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


def check_directness(lesson: Lesson) -> Iterator[Problem]:
    """A problem for each direct statement before whose words no quotation mark opens."""
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
    near = {claim: did_you_mean(claim, listed, 0.85) for claim in other}
    for row in lesson.statements:
        if near.get(row.claim):
            found = f"“{row.claim}” is no claim in {ABOUT}"
            remedy = "write it as it stands there, or add it there"
            findings.problems.append(
                Problem("statements.csv", found, remedy, row.row, "claim", near[row.claim])
            )
    names = ", ".join(claim for claim in other if not near[claim])
    if names:
        findings.notes.append(
            Note("statements.csv", f"{ABOUT} does not say what these are: {names}")
        )


def check_glossary(lesson: Lesson) -> Iterator[Problem]:
    """A problem for each hard word that nobody could open, since the article does not have it."""
    text = lesson.article.text.casefold()
    for word in lesson.about.get("glossary", ()):
        if not re.search(rf"(?<!\w){re.escape(word.casefold())}(?!\w)", text):
            found = f"the hard word “{word}” does not stand in the article"
            yield Problem(ABOUT, found, "copy it from there, letter for letter", column="glossary")


def doubled_rows(lesson: Lesson) -> Iterator[Note]:
    """A note for each row that stands in its table twice."""
    for name in TABLES:
        seen: dict[Row, int] = {}
        for row in getattr(lesson, name):
            first = seen.setdefault(row.replace(row=0), row.row)
            if first != row.row:
                yield Note(f"{name}.csv", f"row {row.row} is the same as row {first}")


def idle_ids(lesson: Lesson) -> Iterator[Note]:
    """A note for each actor or place that no passage is about."""
    mentioned = {actor for row in lesson.mentions for actor in row.actor}
    for actor in lesson.actors:
        if actor.actor not in mentioned:
            yield Note("actors.csv", f"“{actor.actor}” has no mention")
    used = {row.place for row in lesson.toponyms}
    for place in lesson.places:
        if place.place not in used:
            yield Note("places.csv", f"“{place.place}” has no toponym")


def not_on_map(lesson: Lesson) -> Iterator[Note]:
    """A note for each call that cannot be drawn, and one for all scenes beyond the base map."""
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
        if scene.standing != NOT_A_SCENE and (point := scene.place.point)
        if not (west <= point[0] <= east and south <= point[1] <= north)
    ]
    if beyond:
        yield Note("places.csv", f"the base map has no land drawn at: {', '.join(beyond)}")


def points_without_source(lesson: Lesson) -> Iterator[Note]:
    """A note that names the places of whose coordinates no source is given."""
    bare = [place.place for place in lesson.places if place.point and not place.source]
    if bare:
        names = ", ".join(bare)
        yield Note("places.csv", f"no source is given for the coordinates of {names}")
