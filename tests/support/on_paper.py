"""Grids of answers from paper: filled in as a teacher does, and saved as spreadsheets save them."""

import csv
import io

from helpers.exercises.asked import read_asked
from helpers.lesson.lesson import load
from helpers.paper.kind import typed_answer
from helpers.paper.kinds import on_paper
from helpers.paper.lines import Lines
from support import FOLDER

LESSON, _ = load(FOLDER)
ASKED = read_asked(FOLDER, FOLDER.name, LESSON.article)
EXERCISES = {one.id: one for one in ASKED.exercises}
LINES = Lines(LESSON.article)
FIRST = 3  # the row of the first student, as a spreadsheet shows it


def typed(name, answer):
    """Return an answer to an exercise of the lesson as a teacher types it."""
    exercise = EXERCISES[name]
    return typed_answer(on_paper(exercise), exercise, answer, LINES)


def cells(data):
    """Return the cells of an empty grid, as a spreadsheet shows them."""
    text = data.decode("utf-8-sig")
    first, rest = text.split("\r\n", 1)
    assert first == "sep=;"
    return [list(row) for row in csv.reader(io.StringIO(rest, newline=""), delimiter=";")]


def column(table, exercise):
    """Return the place of the column of an exercise."""
    [place] = [at for at, head in enumerate(table[0]) if head.split()[-1] == exercise]
    return place


def fill(table, students):
    """Type the answers of students, by exercise, into a table: (name, answers) each a row."""
    for number, (name, answers) in enumerate(students, FIRST - 1):
        while len(table) <= number:
            table.append([""] * len(table[0]))
        table[number][1] = name
        for exercise, words in answers.items():
            table[number][column(table, exercise)] = words
    return table


def saved(table, delimiter=";", encoding="utf-8-sig"):
    """Return a table as a spreadsheet saves it."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(table)
    return out.getvalue().encode(encoding)
