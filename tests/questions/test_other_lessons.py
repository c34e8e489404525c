"""Every lesson, in whatever language and shape, gives questions that hold together, or none."""

import pytest
from support import far_lesson, foreign_lesson, other_lesson, small_lesson
from support.second_article import SECOND

from helpers.authoring.check import check
from helpers.exercises.asked import read_asked
from helpers.lesson.lesson import load
from helpers.questions.families import families
from helpers.questions.questions import make_questions, questions_of
from helpers.questions.write import write_questions
