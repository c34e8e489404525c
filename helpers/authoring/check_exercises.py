"""Do the exercises of a lesson and their key hold together, also beside the tables?"""

from __future__ import annotations

from collections.abc import Iterator

from helpers.common.errors import Findings, Problem
from helpers.common.text import did_you_mean
from helpers.exercises.asked import Asked
from helpers.exercises.exercise import FILE as EXERCISES
from helpers.exercises.exercise import Exercise
from helpers.exercises.exercise_reader import read_exercises
from helpers.exercises.key import FILE as KEY
from helpers.exercises.key import Key
from helpers.exercises.key_reader import read_key
from helpers.exercises.plan import mistakes
from helpers.exercises.scoring import score
from helpers.lesson.lesson import Lesson
from helpers.lesson.metadata import FILE as ABOUT


def check_exercises(lesson: Lesson, findings: Findings) -> None:
    """Report what is wrong with the exercises and their key, also beside the tables."""
    objectives = [str(one["id"]) for one in lesson.about.get("objectives", ()) if one.get("id")]
    exercises = read_exercises(lesson.folder, lesson.article, findings, objectives)
    keys = read_key(lesson.folder, exercises, lesson.article, findings)
    if exercises and not (lesson.folder / KEY).exists():
        remedy = f"write a {KEY} with the answers, or take {EXERCISES} out"
        findings.problems.append(Problem(KEY, "the exercises have no key", remedy))
    if exercises and EXERCISES not in findings.rejected:
        remedy = "mend the plan, or take it out: then one is made by a rule"
        for found in mistakes(lesson.about.get("plans", {}), Asked(exercises, keys)):
            findings.problems.append(Problem(ABOUT, found, remedy, column="plans"))
    rejected = findings.rejected
    ids = {
        "places": {row.place for row in (*lesson.places, *rejected.get("places", ()))},
        "events": {row.event for row in (*lesson.events, *rejected.get("events", ()))},
    }
    for exercise in exercises:
        is_drawn = exercise.draws and exercise.draws not in findings.unread
        for row in exercise.rows if is_drawn else ():
            if row not in ids[exercise.draws]:
                near = did_you_mean(row, ids[exercise.draws])
                remedy = f"write {near or 'an id that stands there'}"
                found = f"{exercise.id}: the row “{row}” is no id in {exercise.draws}.csv"
                findings.problems.append(Problem(EXERCISES, found, remedy, exercise.line))
        if exercise.id in keys:
            findings.problems.extend(check_misconceptions(exercise, keys[exercise.id]))


def check_misconceptions(exercise: Exercise, key: Key) -> Iterator[Problem]:
    """Yield a problem for each misconception that its own answer does not lead to."""
    for reply in key.misconceptions:
        found = score(exercise, key, exercise.example(reply))
        if reply.misconception not in found.misconceptions:
            yield Problem(
                KEY,
                f"{exercise.id}: no answer leads to “{reply.misconception}”, another comes first",
                "give it another answer, or take it out",
                reply.line,
            )
