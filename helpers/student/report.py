"""The student's report: one page with the map, the timeline and the answers, ready to print."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from html import escape

from helpers.exercises import answers
from helpers.exercises.answer_file import Entry
from helpers.exercises.answer_words import answer_lines, table
from helpers.exercises.exercise import Exercise
from helpers.lesson.dates import in_words
from helpers.lesson.locked import SealedLesson
from helpers.student.own_reading import Reading, own_events, own_places
from helpers.student.session import Answering

NOTEBOOK = "05"  # whose exercises make the report
DRAWINGS = {"places": ("My map", own_places), "events": ("My timeline", own_events)}
LOOK = """
@page { margin: 18mm }
body { color: #1a1a1a; font: 16px/1.55 system-ui, sans-serif; margin: 2em auto; max-width: 46em;
  padding: 0 1em }
h1 { font-size: 1.6em; line-height: 1.25; margin-bottom: 0.2em }
h2 { border-top: 2px solid #1a1a1a; font-size: 1.2em; margin-top: 1.8em; padding-top: 0.5em }
h3 { font-size: 1em; margin-bottom: 0.2em }
h2, h3 { break-after: avoid }
img { height: auto; max-width: 100% }
figure, table { break-inside: avoid; margin: 0.6em 0 }
figcaption, .about { color: #555; font-size: 0.9em }
table { border-collapse: collapse }
th, td { border-bottom: 1px solid #ccc; padding: 4px 16px 4px 0; text-align: left;
  vertical-align: top }
.answer { white-space: pre-line }
@media print { body { font-size: 11pt; margin: 0; max-width: none; padding: 0 } }
"""


def page(answering: Answering, name: str = "") -> str:
    """Return the report as one HTML document that needs nothing else.

    What is not answered yet is said to be open. Raises NotSaved where the answers cannot be read.
    """
    saved = answering.entries()
    lesson = answering.lesson
    about = [lesson.about.get("publisher", ""), in_words(lesson.published)]
    title = f"A reading of “{lesson.about['headline']}”"
    by = (
        f"By {name.strip()}, {date.today():%Y-%m-%d}"
        if name.strip()
        else f"{date.today():%Y-%m-%d}"
    )
    own = answering.asked(NOTEBOOK)
    parts = [drawing(answering, kind, saved) for kind in DRAWINGS]
    parts += [section(one, saved.get(one.id)) for one in own]
    language = escape(lesson.about.get("inLanguage", "en"))
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{LOOK}</style></head><body><main>"
        f"<h1>{escape(title)}</h1><p class='about'>{escape(', '.join(filter(None, about)))}.<br>"
        f"{escape(by)}</p>{''.join(parts)}</main></body></html>\n"
    )


def drawing(answering: Answering, kind: str, saved: Mapping[str, Entry]) -> str:
    """Return the map or the timeline of the student's own answers, with the same as a table."""
    title, read = DRAWINGS[kind]
    found = [one for one in answering.exercises.values() if one.draws == kind]
    parts = []
    for exercise in found:
        entry = saved.get(exercise.id)
        answer = entry.answer if entry else None
        if answers.is_blank(answer):
            place = f"notebook {int(exercise.notebook)}"
            parts.append(f"<p>Open: “{escape(exercise.title)}” in {place} has no answer yet.</p>")
        elif isinstance(answering.lesson, SealedLesson):
            parts.append("<p>The drawing comes with the class code. These are your answers.</p>")
            parts.append(table(answer_lines(exercise, answer)))
        else:
            reading = read(answering.lesson, exercise, answer)
            parts += [picture(kind, reading), table(reading.rows)]
    return f"<h2>{title}</h2>{''.join(parts)}" if parts else ""


def picture(kind: str, reading: Reading) -> str:
    """Return a still picture of a reading: paper has no use for a live map."""
    from helpers.explore import charts
    from helpers.explore.figure import image
    from helpers.explore.map.plan import NOTE, plan
    from helpers.explore.map.still import poster

    if kind == "events":
        return charts.when(reading.lesson).html.partition("\n")[2]
    drawn = plan(reading.lesson)
    words = f"<figcaption>{escape(NOTE)}</figcaption>"
    return f"<figure>{image(poster(drawn), drawn.alternative)}{words}</figure>"


def section(exercise: Exercise, entry: Entry | None) -> str:
    """Return one answer of the report under the title of its exercise."""
    head = f"<h2>{escape(exercise.title)}</h2><p class='about'>{escape(exercise.question)}</p>"
    answer = entry.answer if entry else None
    if answers.is_blank(answer):
        return f"{head}<p>Open: not answered yet.</p>"
    lines = answer_lines(exercise, answer)
    if exercise.kind == "match":
        return head + table(lines)
    return head + "".join(f"<p class='answer'>{escape(words)}</p>" for words, _ in lines)
