"""The kit's code, by rooms; imports run one way, from left to right.

common -> lesson -> exercises, explore -> authoring, student, packs -> drafting, questions
    -> grading, site -> desk -> editor -> cli

`common` knows nothing of news; `lesson` is the article and the tables read out of it; `explore` is
what the notebooks' cells show; `exercises` are questions, keys and scoring; `authoring` is for who
writes a lesson; `drafting` begins one from a text, and `questions` are made from its tables;
`student` is a student's session; `packs` hand out, and `site` does so as a link;
`grading` collects and grades; `desk` is a teacher's form for all of it; `editor` is the
page on which a lesson is made; `cli` holds the commands.
What each may import is held by the contracts in pyproject.toml.

Notebooks take everything from here: `from helpers import open_lesson, show, actors`. A name is
looked up when it is first used, so that `import helpers` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module

# Where each name lives: a module, or a module and what is taken from it.
DOOR = {
    "actors": "explore.actors",
    "charts": "explore.charts",
    "check": "authoring.check:check",
    "class_numbers": "grading.report.numbers",
    "geography": "explore.geography",
    "graded_folder": "grading.folder:graded_folder",
    "key_page": "authoring.key_page",
    "maps": "explore.map.show",
    "open_desk": "desk.widget:open_desk",
    "open_new_lesson": "editor.widget:open_new_lesson",
    "open_exercises": "student.form.widget:open_exercises",
    "open_lesson": "lesson.lesson:open_lesson",
    "open_notebook": "student.form.widget:open_notebook",
    "open_marking": "grading.manual.widget:open_marking",
    "overview": "explore.overview",
    "reader": "explore.reader",
    "show": "explore.page:show",
    "sourcing": "explore.sourcing",
    "timeline": "explore.timeline",
}

__all__ = sorted(DOOR)


def __getattr__(name: str) -> object:
    """A name of the door, loaded now; AttributeError for any other."""
    if name not in DOOR:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, _, inner = DOOR[name].partition(":")
    found = import_module(f"{__name__}.{module}")
    return getattr(found, inner) if inner else found


def __dir__() -> list[str]:
    """The names of the door."""
    return sorted(DOOR)
