"""A report of a flood, invented, of about 400 words; its tables were read out of it by hand."""

import shutil
from pathlib import Path

from helpers.lesson.lesson import load

FLOOD = Path(__file__).parents[1] / "fixtures" / "flood"


def flood(folder=FLOOD):
    """The lesson of the flood, or of a changed copy."""
    lesson, findings = load(folder)
    assert lesson is not None
    assert findings.problems == []
    return lesson


def copy_of_flood(target):
    """A copy of the lesson's folder, in a folder that is not there yet."""
    return Path(shutil.copytree(FLOOD, target / "flood"))
