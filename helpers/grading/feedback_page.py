"""The feedback page of one student: one file that opens, prints and is read anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from attrs import frozen

from helpers.exercises.answer_words import as_html, key_value_in_words
from helpers.exercises.exercise import LEVELS, Exercise
from helpers.exercises.key import Key
from helpers.exercises.result import MARKED, MISSING, UNMARKED, UNREADABLE, Result
from helpers.grading.manual.marks import WrittenMark
from helpers.lesson.article import part_name

# How much of the key a page tells; each tells what those before it tell.
SHOW = ("marks", "messages", "answers")
LOOK = """
@page { margin: 12mm; size: A4 }
body { color: #1a1a1a; font: 16px/1.5 system-ui, sans-serif; margin: 2em auto; max-width: 44em;
  padding: 0 1em }
h1 { font-size: 1.5em; line-height: 1.25; margin-bottom: 0.2em }
h2 { break-after: avoid; font-size: 1.15em; margin: 2em 0 0 }
h2 small { color: #555; font-weight: normal; margin-left: 0.6em }
section { border-top: 1px solid #bbb; break-inside: avoid; margin-top: 1.2em; padding-top: 0.6em }
h3 { display: flex; font-size: 1em; gap: 1em; justify-content: space-between; margin: 0 0 0.3em }
h3 span { font-weight: 600; white-space: nowrap }
p { margin: 0.35em 0 }
.about, .question { color: #555; font-size: 0.92em }
.total { border-left: 4px solid #1a1a1a; font-size: 1.15em; padding-left: 0.7em }
.answer { white-space: pre-line; overflow-wrap: anywhere }
.yours { background: #f3f3f3; border-radius: 3px; margin: 0.5em 0; padding: 0.4em 0.8em }
.yours b { font-size: 0.85em }
blockquote { border-left: 3px solid #767676; margin: 0.5em 0; padding-left: 0.8em }
table { border-collapse: collapse }
th, td { font-weight: 400; padding: 2px 16px 2px 0; text-align: left; vertical-align: top }
td { font-weight: 600 }
.again { columns: 2; margin: 0.3em 0 }
a { color: inherit }
@media print {
  body { font-size: 8.5pt; line-height: 1.3; margin: 0; max-width: none; padding: 0 }
  h2, h2 small, .about, .question, .yours b, small { font-size: 8.5pt }
  h2 { font-size: 10.5pt; margin: 1.2em 0 0 }
  section { break-inside: auto; margin-top: 0.7em; padding-top: 0.3em }
  h3 { margin: 0 0 0.1em }
  h3, .question { break-after: avoid }
  p, li, tr, blockquote, .yours { break-inside: avoid }
  p { margin: 0.2em 0 }
  ul, blockquote { margin: 0.25em 0 }
  .total { font-size: 10.5pt }
  .again { columns: 3 }
  .parts { column-gap: 7mm; columns: 2 }
  .parts > h2:first-child { margin-top: 0.4em }
  .right .question { display: none }
  .yours { background: none; border: 1px solid #bbb; margin: 0.25em 0; padding: 0.15em 0.5em }
  th, td { padding: 1px 8px 1px 0 }
  a { text-decoration: none }
}
"""
STATES = {
    "right": "Right",
    "partly": "Partly right",
    "wrong": "Not right",
    MISSING: "No answer",
    UNREADABLE: "Cannot be read",
    UNMARKED: "Not marked yet",
    MARKED: "Marked",
}


@frozen
class Part:
    """A notebook on the page: its exercises' sections, its marks, and what to look at again."""

    title: str
    total: str
    sections: Sequence[str]
    again: Sequence[Exercise]


@frozen
class Head:
    """What stands at the top of a page: texts, of which any but `title` may be empty."""

    title: str
    about: str
    name: str
    language: str = "en"


def page(head: Head, total: str, notes: Iterable[str], parts: Sequence[Part] = ()) -> str:
    """Return the page: the total in words, notes, where to look again, and the parts."""
    name = f"<p>{escape(head.name)}</p>" if head.name else ""
    said = "".join(f"<p>{escape(one)}</p>" for one in notes)
    body = "".join(
        f"<h2>{escape(one.title)} <small>{escape(one.total)}</small></h2>{''.join(one.sections)}"
        for one in parts
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(head.language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(head.title)}</title><style>{LOOK}</style></head><body><main>"
        f"<h1>{escape(head.title)}</h1><p class='about'>{escape(head.about)}</p>{name}"
        f"<p class='total'><strong>{escape(total)}</strong></p>{said}{look_again(parts)}"
        f"<div class='parts'>{body}</div>"
        "</main></body></html>\n"
    )


def look_again(parts: Sequence[Part]) -> str:
    """Return links to the exercises that did not get all their marks."""
    found = [
        f'<li><a href="#{escape(exercise.id)}">{escape(exercise.title)}</a></li>'
        for part in parts
        for exercise in part.again
    ]
    return f"<p>Look at these again:</p><ul class='again'>{''.join(found)}</ul>" if found else ""


def section(
    exercise: Exercise,
    key: Key,
    result: Result,
    show: str,
    given: WrittenMark | None = None,
) -> str:
    """Return what stands of one exercise: question, answer, marks and what is said to it.

    `given` is the teacher's mark of a written answer, of whatever
    text it was.
    """
    is_missing = result.state == MISSING
    parts = [head_line(exercise, result), f"<p class='question'>{escape(exercise.question)}</p>"]
    if not is_missing:
        answer = as_html(exercise, result.answer)
        parts.append(f"<div class='yours'><b>Your answer</b>{answer}</div>")
    if exercise.kind == "written" and not is_missing:
        parts += written(exercise, result, given)
    elif not is_missing and (show != "marks" or result.state == UNREADABLE):
        parts += [f"<p>{escape(line)}</p>" for line in result.message.split("\n") if line]
        parts += [quotation(one.at, one.quote) for one in result.evidence]
    if exercise.kind == "written" and show != "marks" and not is_missing:
        parts.append(f"<p>{escape(key.message)}</p>")
    if show == "answers" and result.state != "right":
        parts.append(right_answer(exercise, key))
    look = ' class="right"' if result.state == "right" else ""  # print leaves its question out
    return f'<section id="{escape(exercise.id)}"{look}>{"".join(parts)}</section>'


def head_line(exercise: Exercise, result: Result) -> str:
    """Return the title of an exercise, with its marks."""
    out_of = f"{result.out_of} mark{'' if result.out_of == 1 else 's'}"
    marks = STATES[result.state]
    marks += f" · {result.marks} of {out_of}" if result.marks is not None else f" · {out_of}"
    return f"<h3>{escape(exercise.title)} <span>{escape(marks)}</span></h3>"


def written(exercise: Exercise, result: Result, given: WrittenMark | None) -> list[str]:
    """Return what the teacher said to a written answer."""
    if given is None or result.state != MARKED:
        return ["<p>A person marks this one, and has not yet.</p>"]
    says = exercise.rubric.get(given.level, "")
    parts = [f"<p><strong>{escape(given.level)}</strong>{f': {escape(says)}' if says else ''}</p>"]
    if given.comment:
        parts.append(f"<p class='answer'>{escape(given.comment)}</p>")
    return parts


def quotation(at: str, quote: str) -> str:
    """Return the words of the article that settle something."""
    where = part_name(at).capitalize()
    return f"<blockquote><small>{escape(where)}:</small> <q>{escape(quote)}</q></blockquote>"


def right_answer(exercise: Exercise, key: Key) -> str:
    """Return what would have been right, where the teacher chose to show it."""
    lines = "".join(f"<li>{escape(one)}</li>" for one in right_answers(exercise, key))
    head = "What an answer of the highest level may be" if key.levels else "What is right"
    return f"<p><b>{head}</b></p><ul>{lines}</ul>" if lines else ""


def right_answers(exercise: Exercise, key: Key) -> list[str]:
    """Return the answers that get all marks, in words; of a written one a sample."""
    if key.levels:
        return [key.levels[max(LEVELS, key=LEVELS.get)]]
    if key.rows:
        return [
            f"{exercise.rows[name]}: {' or '.join(exercise.choices[one] for one in row.right)}"
            for name, row in key.rows.items()
        ]
    if key.right:
        groups = (" / ".join(exercise.items[one] for one in group) for group in key.right)
        return [" → ".join(groups)]
    options = {
        name: reply.right or (exercise.kind == "one" and reply.marks == exercise.marks)
        for name, reply in key.options.items()
    }
    found = [exercise.options[name] for name, fits in options.items() if fits]
    return found + [key_value_in_words(exercise, one.value) for one in key.answers]


def total_in_words(marks: int, out_of: int, waiting: int) -> str:
    """Return a total; one with answers that are not marked yet says that it is not final."""
    if not waiting:
        return f"{marks} of {out_of} marks"
    answers = f"{waiting} written answer{' is' if waiting == 1 else 's are'}"
    return f"So far {marks} of {out_of} marks. Not final: {answers} not marked yet."


def as_text(exercises: Mapping[str, Exercise], results: Mapping[str, Result], total: str) -> str:
    """Return a short feedback as plain text: the total, and a line for each exercise."""
    lines = [total]
    for name, result in results.items():
        said: Any = STATES[result.state] if result.marks is None else result.marks
        lines.append(f"{exercises[name].title}: {said} of {result.out_of}")
    return "\n".join(lines)
