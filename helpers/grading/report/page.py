"""What the class misread: one page for the teacher, ready to print, and the numbers behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from itertools import groupby

from helpers.common.text import in_quotes
from helpers.exercises.exercise import Exercise
from helpers.exercises.key import Key
from helpers.exercises.result import MISSING, UNMARKED, UNREADABLE
from helpers.grading.report import disagreement, heat_map, talking_points
from helpers.grading.report.class_table import Shown, shown, table
from helpers.grading.report.disagreement import disagreements
from helpers.grading.report.disclosure import FEW, FEWEST, RULE, SHORTLY, Count, part_of
from helpers.grading.report.heat_map import heat_maps
from helpers.grading.report.item_analysis import SMALL_CLASS, SOURCES, Item, Tally, limits
from helpers.grading.report.talking_points import HOW_MANY, TalkingPoint
from helpers.lesson.article import Passage, part_name
from helpers.lesson.lesson import Lesson

__all__ = ["page", "table"]
LOOK = """
@page { margin: 16mm; size: A4 }
body { color: #1a1a1a; font: 16px/1.5 system-ui, sans-serif; margin: 2em auto; max-width: 52em;
  padding: 0 1em }
h1 { font-size: 1.6em; line-height: 1.25; margin-bottom: 0.2em }
h2 { border-top: 2px solid #1a1a1a; font-size: 1.2em; margin: 1.6em 0 0.6em; padding-top: 0.5em }
h3 { font-size: 1em; margin: 1.4em 0 0.2em }
h2, h3, caption { break-after: avoid }
.about { color: #555; font-size: 0.9em; font-weight: normal }
.whose { font-size: 1.15em; font-weight: 600; margin: 0.3em 0 }
.whose + .about { margin-top: 0 }
table { border-collapse: collapse; font-size: 0.9em; margin: 0.8em 0 }
.wide { width: 100% }
caption { font-weight: 600; padding-bottom: 0.3em; text-align: left }
th, td { border-bottom: 1px solid #ccc; padding: 4px 16px 4px 0; text-align: left;
  vertical-align: top }
thead th { border-bottom: 2px solid #1a1a1a; vertical-align: bottom }
tbody th { font-weight: normal }
.group th { background: #f2f2f2; font-weight: 600; padding-left: 0.4em }
.number { text-align: right }
td.number, .barred { white-space: nowrap }
.figure { display: inline-block; min-width: 3.2em; text-align: right }
tr { break-inside: avoid }
mark, .bar, .group th { print-color-adjust: exact; -webkit-print-color-adjust: exact }
.bar { background: #0072b2; display: inline-block; height: 0.7em; margin-left: 0.4em }
.glance { display: flex; flex-wrap: wrap; gap: 0.2em 2em; list-style: none; padding: 0 }
.glance b { font-size: 1.3em }
.point { border-left: 4px solid #0072b2; break-inside: avoid; margin: 1em 0;
  padding: 0.1em 0 0.1em 1em }
.point h3 { margin-top: 0 }
.point p, .point blockquote { margin: 0.4em 0 }
blockquote { padding-left: 1em }
blockquote mark { background: #ffe08a; border-bottom: 2px solid #1a1a1a; color: #1a1a1a }
.warning { border: 2px solid #1a1a1a; padding: 0.5em 0.8em }
.exercises td, .exercises th { padding-right: 10px }
.exercises th:first-child { width: 30% }
.exercises td:nth-child(5) { width: 30% }
@media print {
  body { font-size: 10pt; line-height: 1.4; margin: 0; max-width: none; padding: 0 }
  h2 { margin-top: 1.1em }
  p { break-inside: avoid; margin: 0.5em 0 }
  .point { margin: 0.6em 0 }
}
"""
HEADS = {"Exercise": "", "Answered": "number", "Right": "barred", "Share of marks": "number"}
HEADS |= {"Commonest misconception (students)": "", "Discrimination": "number"}
READING = """<ul>
<li><b>Answered</b>: of all who handed in, how many gave an answer that can be read.</li>
<li><b>Right</b>: of those who answered, how many have all the marks.</li>
<li><b>Share of marks</b>: of the marks that those who answered could have, how many they have. In
books it is called difficulty, or p; 100 % is easy. An answer that is missing, or that waits for
your marks, does not count as 0. It does not count at all.</li>
<li><b>Commonest misconception</b>: the misreading with a name of its own in the key that most
students have. A student counts once.</li>
<li><b>Discrimination</b>: do those who are good at all the other exercises do better at this one?
It goes from −1 to 1. From about 0.2 on they do. Near 0 this exercise has little to do with the
rest. Below 0 those who are good at the rest go wrong here: read the question and its key again,
they may be at fault. “–” stands where it cannot be worked out, as when all have equal marks.</li>
</ul>"""


def page(
    lesson: Lesson,
    tally: Tally,
    exercises: Iterable[Exercise],
    keys: Mapping[str, Key],
    title: str = "",
) -> str:
    """Return what the class misread as one HTML document that needs nothing else.

    `title` says whose work it is: the assignment, the class, the due date. The same tally gives
    the same page.
    """
    language = lesson.about.get("inLanguage", "en")
    about = filter(None, [in_quotes(lesson.about["headline"]), lesson.about.get("publisher")])
    parts = [f"<h2>At a glance</h2>{glance(tally)}<p class='about'>{escape(SHORTLY)}</p>"]
    if tally.handed_in < FEWEST:
        parts.append(
            f"<p>Fewer than {FEWEST} students have handed in. A page about so few would be about "
            "each of them. Their feedback pages say more.</p>"
        )
    else:
        parts += [
            f"<h2>Three things to talk about tomorrow</h2>{points(lesson, tally, keys)}",
            f"<h2>The exercises in numbers</h2>{numbers(tally, exercises)}",
            "<h2>What the class marked in the article</h2>" + heat_maps(tally, keys, language),
            "<h2>Where the class disagrees about a source</h2>"
            f"<p class='about'>{escape(disagreement.RULE)}</p>{disagreements(tally, keys)}",
        ]
    parts.append(f"<h2>What is not shown</h2><p>{escape(RULE)}</p>")
    look = LOOK + heat_map.LOOK + disagreement.LOOK
    head = "What the class misread"
    whose = f"<p class='whose'>{escape(title)}</p>" if title else ""
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(f'{head}: {title}' if title else head)}</title><style>{look}</style>"
        f"</head><body><main><h1>{head}</h1>{whose}<p class='about'>{escape(', '.join(about))}</p>"
        f"{''.join(parts)}</main></body></html>\n"
    )


def glance(tally: Tally) -> str:
    """Return how many handed in, and what is missing, unreadable or waits for marks."""
    items = tally.items.values()
    lines = {
        "handed in": tally.handed_in,
        "handed in nothing": tally.left_out[MISSING],
        "handed in what cannot be read": tally.left_out[UNREADABLE],
        "of their answers cannot be read": sum(one.states[UNREADABLE] for one in items),
        "written answers wait for your marks": sum(one.states[UNMARKED] for one in items),
    }
    shown = "".join(
        f"<li><b>{Count(1, FEW) if count <= FEW else count}</b> {words}</li>"
        for words, count in lines.items()
        if count
    )
    return f'<ul class="glance">{shown or "<li>Nobody has handed in yet.</li>"}</ul>'


def points(lesson: Lesson, tally: Tally, keys: Mapping[str, Key]) -> str:
    """Return the three things to talk about, and how they were chosen."""
    found = talking_points.talking_points(tally, keys)
    shown = "".join(talking_point(lesson, place, one) for place, one in enumerate(found, 1))
    fewer = ""
    if len(found) < HOW_MANY:
        fewer = "<p>There is no other wrong reading that three or more students share.</p>"
    return f"{shown}{fewer}<p class='about'>{escape(talking_points.RULE)}</p>"


def talking_point(lesson: Lesson, place: int, point: TalkingPoint) -> str:
    """Return one thing to talk about: question, what they thought, the words that settle it."""
    exercise = point.item.exercise
    count = part_of(point.count, point.item.by_machine)
    share = percent(count.middle / shown(point.item).answered.middle)
    holds = f"<p><b>What holds:</b> {escape(point.holds)}</p>" if point.holds else ""
    return (
        f'<section class="point"><h3>{place}. {escape(exercise.title)} '
        f'<span class="about">notebook {int(exercise.notebook)}</span></h3>'
        f"<p>{escape(exercise.question)}</p>"
        f"<p><b>{count} students ({share} of those who answered)</b> {escape(point.thought)}</p>"
        f"{holds}<p><b>What the key says to them:</b> {escape(point.message)}</p>"
        f"{evidence(lesson, point.evidence)}</section>"
    )


def evidence(lesson: Lesson, passage: Passage | None) -> str:
    """Return the words that settle it, marked in their sentence."""
    if passage is None:
        return ""
    around = (one for one in lesson.article.sentences if one.start <= passage.start)
    whole = next((one for one in around if passage.end <= one.end), None)
    whole = whole or lesson.article.parts[passage.at]
    before = whole.quote[: passage.start - whole.start]
    after = whole.quote[passage.end - whole.start :]
    language = escape(lesson.about.get("inLanguage", "en"))
    return (
        f'<blockquote lang="{language}" dir="auto">{escape(before)}<mark>'
        f"{escape(passage.quote)}</mark>{escape(after)} "
        f'<span lang="en" class="about">({escape(part_name(passage.at))})</span></blockquote>'
    )


def numbers(tally: Tally, exercises: Iterable[Exercise]) -> str:
    """Return the table of exercises, and how to read it."""
    head = "".join(f'<th scope="col" class="{look}">{name}</th>' for name, look in HEADS.items())
    body = "".join(
        f'<tbody><tr class="group"><th scope="rowgroup" colspan="{len(HEADS)}">'
        f"Notebook {int(notebook)}</th></tr>"
        f"{''.join(line(tally.items[one.id]) for one in group)}</tbody>"
        for notebook, group in groupby(exercises, lambda one: one.notebook)
    )
    sources = "".join(f"<li>{escape(one)}</li>" for one in SOURCES)
    return (
        f'{warning(tally.handed_in)}<table class="wide exercises"><caption>Each exercise, in the '
        f"order of the lesson</caption><thead><tr>{head}</tr></thead>{body}</table>"
        f"<h3>How to read it</h3>{READING}<h3>Where these measures come from</h3>"
        f'<ul class="about">{sources}</ul>'
    )


def warning(students: int) -> str:
    """Return what to keep in mind where the class is small."""
    if students >= SMALL_CLASS:
        return ""
    low, high = (f"{one:.2f}".replace("-", "−") for one in limits(0.3, students))
    return (
        f'<p class="warning"><b>A small class.</b> With {students} students each number hangs on a '
        f"few of them. A discrimination of 0.30 here may as well be {low} or {high} in another "
        "class like it (95 % limits, Fisher's z). Take the table as a hint where to look. Judge "
        "no question by it, and no student.</p>"
    )


def line(item: Item) -> str:
    """Return the row of one exercise."""
    name = f'<th scope="row">{escape(item.exercise.title)}</th>'
    found = shown(item)
    if found is None:
        return f'<tr>{name}<td colspan="{len(HEADS) - 1}">fewer than {FEWEST} answered</td></tr>'
    misconception = escape(found.misconception.replace("-", " "))
    cells = [
        percent(found.share_answered),
        right(item, found),
        percent(found.share_of_marks),
        f"{misconception} ({found.with_it})" if misconception else "",
        "–" if found.discrimination is None else f"{found.discrimination:.2f}".replace("-", "−"),
    ]
    looks = list(HEADS.values())[1:]
    filled = (f'<td class="{look}">{cell}</td>' for look, cell in zip(looks, cells, strict=True))
    return f"<tr>{name}{''.join(filled)}</tr>"


def right(item: Item, found: Shown) -> str:
    """Return the share that has all marks, also as a bar, or that they wait for yours."""
    if found.share_right is None:
        return "not yet marked" if item.states[UNMARKED] else "–"
    width = 2.5 * found.share_right
    return (
        f'<span class="figure">{percent(found.share_right)}</span>'
        f'<span class="bar" style="width: {width:.2f}em"></span>'
    )


def percent(share: float | None) -> str:
    """Return a share in percent."""
    return "–" if share is None else f"{100 * share:.0f} %"
