"""Exercises of each kind with their key, in the folder sample/, and lessons made of some."""

import re
from pathlib import Path

from helpers.authoring.check import check
from helpers.common.errors import Findings
from helpers.exercises.exercise_reader import read_exercises
from helpers.exercises.key_reader import read_key
from helpers.lesson.article import read_article

HERE = Path(__file__).parent / "sample"
PYTHONESE = re.compile(r"\bobject\b|attribute|literal|argument|int\(|None|Error|Commented|\[\'")
ENTRY = re.compile(r"(?m)^  (?:- id: |(?=[a-z-]+:$))([a-z-]+).*\n(?:    .*\n)*")


def files(*names):
    """Return both YAML files of a lesson, by name, with the sample exercises of these names."""
    found = {}
    for file, head in (("exercises.yaml", "exercises:\n"), ("key.yaml", "key:\n")):
        text = (HERE / file).read_text("utf-8")
        entries = {match[1]: match[0] for match in ENTRY.finditer(text)}
        found[file] = head + "".join(entries[name] for name in names)
    return found


def read(folder, texts):
    """Write both files beside an article and read them; return {id: (exercise, key)}."""
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    article, findings = read_article(folder / "article.txt"), Findings()
    found = read_exercises(folder, article, findings)
    keys = read_key(folder, found, article, findings)
    assert [str(problem) for problem in findings.problems] == []
    return {one.id: (one, keys[one.id]) for one in found}


def selection(exercise, at, quote, nth=1):
    """Return an answer that marks the nth `quote` in a part of the article."""
    start = [match.start() for match in re.finditer(re.escape(quote), exercise.texts[at])][nth - 1]
    return {"at": at, "start": start, "end": start + len(quote), "quote": quote}


def lines_of(text, behind):
    """Return the numbers of the lines of the exercise that begins with these words."""
    lines = text.splitlines()
    first = next((n for n, line in enumerate(lines) if line.lstrip("- ") == behind.strip()), 0)
    entry = re.compile(r"  (- id:|[a-z-]+:)")
    after = (n for n, line in enumerate(lines) if n > first and entry.match(line))
    return range(first + 1, next(after, len(lines)) + 1)


def problems(folder):
    """Return what check finds wrong; nothing of it may be about Python."""
    found = check(folder).problems
    for problem in found:
        assert not PYTHONESE.search(str(problem)), str(problem)
        assert problem.found
        assert problem.remedy
    return found


def mistake(folder, lines, file, words, most=1):
    """Assert that check finds a mistake in these lines and says these words; return what it finds.

    At most so many problems may come of it, and all in this file.
    """
    there = problems(folder)
    assert there
    assert {problem.file for problem in there} == {file}
    assert any(one.line in lines and words in str(one) for one in there), list(map(str, there))
    assert len(there) <= most, list(map(str, there))
    return there
