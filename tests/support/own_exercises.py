"""The shipped lesson's exercises and their key."""

from helpers.common.errors import Findings
from helpers.exercises.exercise_reader import read_exercises
from helpers.exercises.key_reader import read_key
from helpers.lesson.lesson import load
from support import FOLDER

LESSON, _ = load(FOLDER)


EXERCISES = read_exercises(FOLDER, LESSON.article, Findings())


KEY = read_key(FOLDER, EXERCISES, LESSON.article, Findings())
