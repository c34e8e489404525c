"""What notebooks say of an article: the prompts of its lesson, or general ones from its tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from itertools import islice
from pathlib import Path
from string import Formatter

from helpers.common.errors import Findings, LessonError
from helpers.common.yaml_reader import compose
from helpers.exercises.asked import Asked
from helpers.lesson.lesson import Lesson, load
from helpers.lesson.tables import Place, Quoting
from helpers.packs.contents import as_typed
from helpers.packs.prompts import PLACES, Prompts, read_prompts

GENERAL = Path(__file__).with_suffix(".yaml")
FIRST = 4  # paragraphs in which actors are looked for
FULL = 3  # paragraphs in which statements are looked for
SOME = 3  # ids to try, of actors and of places
MISREADINGS = 12
NOTES = "The notes in the table say where more than one reading of a date is open."
STATEMENTS = "Last, the statements that can be read in two ways:"
DRAWN = {"places": "map", "events": "timeline"}


def prompts_of(folder: Path, asked: Asked) -> Prompts:
    """The prompts for the notebooks of a lesson, by its folder: its own, and general ones besides.

    Raises LessonError where prompts.yaml has problems.
    """
    findings = Findings()
    own = read_prompts(folder, findings)
    if findings.problems:
        raise LessonError(folder.name, findings.problems)
    if all(places.keys() == own.get(number, {}).keys() for number, places in PLACES.items()):
        return own
    lesson, _ = load(folder)
    general = general_prompts(lesson, asked) if lesson else {}
    return {number: general.get(number, {}) | own.get(number, {}) for number in PLACES}


def general_prompts(lesson: Lesson, asked: Asked) -> Prompts:
    """The prompts that hold of any article, as far as the tables have what they name."""
    fields = fields_of(lesson, asked)
    texts: Prompts = compose(GENERAL.read_text("utf-8"), "").value
    return {
        number: {
            place: text.format(**fields)
            for place, text in places.items()
            if all(fields[name] for _, name, _, _ in Formatter().parse(text) if name)
        }
        for number, places in texts.items()
    }


def fields_of(lesson: Lesson, asked: Asked) -> dict[str, str]:
    """What general prompts name of an article, by field; "" where it has nothing of the kind."""
    paragraphs = [part.at for part in lesson.article.paragraphs]
    mentions = sorted(lesson.mentions, key=place_in_text)
    toponyms = sorted(lesson.toponyms, key=place_in_text)
    pronouns = (row.quote for row in mentions if row.form == "pronoun")
    roles = (row.role for row in lesson.actors if row.role)
    shown = [row.actor for row in lesson.actors[:1]]
    mentioned = Counter(name for row in mentions for name in row.actor)
    actors = [name for name, _ in mentioned.most_common() if name not in shown]
    datelines = [row.place for row in toponyms if row.type == "dateline"]
    marked = datelines[:1] or [row.place for row in toponyms[:1]]
    named = Counter(row.place for row in toponyms)
    places = [name for name, _ in named.most_common() if name not in marked]
    points = [row for row in lesson.places if row.point and row.place in named]
    start, end = points[:2] if len(points) > 1 else (None, None)
    home = [row for row in points if row.place in datelines[:1] and end]
    stated = Counter(row.at for row in lesson.statements if row.at in paragraphs)
    full = sorted((at for at, _ in stated.most_common(FULL)), key=int)
    inferred = (str(one["fact"]) for one in lesson.about.get("inferred", ()))
    described = dict.fromkeys(lesson.names[row.actor] for row in lesson.background)
    toponym_types = {row.type for row in toponyms}
    judged = {row.table for row in lesson.judgements}
    return {
        "first_paragraphs": stretch(paragraphs[:FIRST]),
        "full_paragraphs": joined([f"¶{at}" for at in full], "and"),
        "pronoun": as_typed(next(pronouns, "")),
        "role": as_typed(next(roles, "")),
        "other_actors": joined([f'`"{name}"`' for name in actors[:SOME]], "or"),
        "other_places": joined([f'`"{name}"`' for name in places[:SOME]], "or"),
        "moves": moves(lesson, asked),
        "start": point(start),
        "end": point(end),
        "start_name": as_typed(start.name) if start else "",
        "end_name": as_typed(end.name) if end else "",
        "dateline": as_typed(home[0].name) if home else "",
        "inferred": as_typed(next(inferred, "")),
        "background": joined([as_typed(name) for name in described], "and"),
        "implied": where("Not every place is printed.", "implied", toponym_types),
        "differ_events": where("Here is one.", "events", judged),
        "differ_events_notes": where(NOTES, "events", judged),
        "differ_mentions": where("For some mentions two answers are fair.", "mentions", judged),
        "differ_toponyms": where("Judgements that concern places:", "toponyms", judged),
        "differ_statements": where(STATEMENTS, "statements", judged),
        "time": first_drawn(asked),
        "misreadings": "\n".join(islice(misreadings(asked), MISREADINGS)),
    }


def where(sentence: str, what: str, there: Collection[str]) -> str:
    """A sentence where the lesson has what it speaks of; else nothing."""
    return sentence if what in there else ""


def place_in_text(row: Quoting) -> int:
    """Where the passage of a row begins."""
    return row.passage.start


def stretch(paragraphs: list[str]) -> str:
    """The first paragraphs in words: ¶1, ¶1 and ¶2, ¶1 to ¶4."""
    marks = [f"¶{at}" for at in paragraphs]
    return f"{marks[0]} to {marks[-1]}" if len(marks) > 2 else joined(marks, "and")


def joined(names: list[str], word: str) -> str:
    """Names in a row, with a word before the last."""
    return f" {word} ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def point(place: Place | None) -> str:
    """Latitude and longitude of a place, as code has them."""
    if place is None or place.point is None:
        return ""
    return f"{place.point[1]:.2f}, {place.point[0]:.2f}"


def moves(lesson: Lesson, asked: Asked) -> str:
    """What there is to be found of journeys and calls, in the tables or in the questions."""
    there = {one.place for one in asked.exercises if one.notebook == "02"}
    found = []
    if "plane" in there or any(row.origin and row.place for row in lesson.events):
        found.append("what moves")
    if "calls" in there or any(row.kind == "call" for row in lesson.events):
        found.append("what only goes through a wire")
    return ", and ".join(found)


def first_drawn(asked: Asked) -> str:
    """How long the report takes, and which exercises its map and its timeline are drawn from."""
    titles = {
        draws: [
            f"“{as_typed(one.title)}” in notebook {int(one.notebook)}"
            for one in asked.exercises
            if one.draws == draws
        ]
        for draws in DRAWN
    }
    there = [name for names in titles.values() for name in names]
    drawn = joined([f"your {DRAWN[draws]}" for draws, names in titles.items() if names], "and")
    are = "are" if all(titles.values()) else "is"
    them = "them" if len(there) > 1 else "it"
    long = "About 45 minutes."
    if not there:
        return long
    return f"{long} Answer {joined(there, 'and')} first: {drawn} {are} drawn from {them}."


def misreadings(asked: Asked) -> Iterator[str]:
    """Yield the rows of a table of the misreadings that the key has words for."""
    for one in asked.exercises:
        for found in one.misreadings(asked.keys[one.id]) if one.id in asked.keys else ():
            if found.reply.misconception:
                yield row(one.title, f"some {found.thought}", found.reply.message)


def row(*cells: str) -> str:
    """A row of a table in Markdown."""
    return f"| {' | '.join(as_typed(' '.join(one.split())) for one in cells)} |"
