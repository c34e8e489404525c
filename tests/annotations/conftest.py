"""The lessons that are taken elsewhere and brought back."""

import pytest
from support import FOLDER, far_lesson, foreign_lesson, interview, odd_lesson, other_lesson
from support.flood import FLOOD
from support.second_article import SECOND


def lesson_folders(target):
    """The folder of each lesson by its name, written into a folder where it stands nowhere."""
    return {
        "belarus": FOLDER,
        "second": SECOND,
        "flood": FLOOD,
        "other": other_lesson.write(target / "other"),
        "far": far_lesson.write(target / "far"),
        "foreign": foreign_lesson.write_kit(target / "kit") / "seeds" / foreign_lesson.SLUG,
        "interview": interview.write(target / "interview"),
        "odd": odd_lesson.write(target / "odd"),
    }


@pytest.fixture(scope="session")
def lessons(tmp_path_factory):
    """The folder of each lesson by its name."""
    return lesson_folders(tmp_path_factory.mktemp("lessons"))
