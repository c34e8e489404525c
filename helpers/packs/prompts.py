"""prompts.yaml: what the notebooks say of one article, by the notebook and the place in it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from helpers.common.errors import Findings, Problem
from helpers.common.text import did_you_mean
from helpers.common.yaml_reader import read_yaml

FILE = "prompts.yaml"
GUIDE = "guide"  # the teacher's; all others are known by their numbers
# The places in which notebooks speak of the article, each with the id of the cell whose words are
# the lesson's, and of those that say nothing without it. Such a cell is tagged `this-article`.
PLACES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "00": {
        "vote": ("00-fe73a836",),
        "tables": ("00-read-the-article-24",),
        "differ": ("00-a8501e2c", "00-read-the-article-29"),
    },
    "01": {
        "two-readings": ("01-actors-34", "01-actors-35"),
        "finding": ("01-actors-04",),
        "nameless": ("01-actors-27",),
        "pronouns": ("01-actors-08",),
        "reading": ("01-083dcc9c",),
        "one-actor": ("01-actors-13",),
        "roles": ("01-actors-18", "01-actors-19"),
        "states": ("01-actors-26",),
    },
    "02": {
        "two-readings": ("02-geography-41", "02-geography-42"),
        "implied": ("02-geography-04", "02-geography-21"),
        "journeys": ("02-geography-13", "02-geography-18", "02-geography-19"),
        "plane": ("02-geography-14",),
        "calls": ("02-geography-16",),
        "one-place": ("02-geography-24",),
        "own-map": ("02-dea60f38",),
        "dateline": ("02-geography-36", "02-geography-37"),
    },
    "03": {
        "two-readings": ("03-timeline-43", "03-timeline-45"),
        "anchor": ("03-timeline-07", "03-timeline-08"),
        "backwards": ("03-b2d0c7a4",),
        "dates": ("03-timeline-14",),
        "tense": ("03-timeline-17",),
        "undated": ("03-timeline-23",),
        "because": ("03-timeline-41",),
    },
    "04": {
        "two-readings": ("04-sourcing-32", "04-sourcing-33"),
        "statements": ("04-sourcing-04",),
        "close": ("04-sourcing-08",),
        "background": ("04-5cda6715", "04-sourcing-28", "04-sourcing-29"),
    },
    "05": {"drawn": ("05-6e1f7d90",), "background": ("05-b7c03e51", "05-report-15")},
    GUIDE: {
        "plan": ("guide-plan",),
        "misreadings": ("guide-08", "guide-07"),
        "discussion": ("guide-10",),
    },
}
REMEDY = "write into it the number of a notebook, and under it “place: text”"

# Texts by the notebook and the place. With an empty one the place is to say nothing.
Prompts = dict[str, dict[str, str]]


def read_prompts(folder: Path, findings: Findings) -> Prompts:
    """The prompts of a lesson; none where it has no prompts.yaml.

    What is wrong with one is reported, and it is left out.
    """
    path = folder / FILE
    document = read_yaml(path, findings, REMEDY) if path.exists() else None
    found: Prompts = {}

    def report(said: str, remedy: str, *where: str) -> None:
        line = document.line(*where) if document else None
        findings.problems.append(Problem(FILE, said, remedy, line, where[-1]))

    for number, texts in (document.value if document else {}).items():
        if number not in PLACES:
            report(f"“{number}” is no notebook", f"write one of: {', '.join(PLACES)}", number)
        elif not isinstance(texts, dict):
            report("it holds no texts with the names of places", REMEDY, number)
        else:
            for place, text in texts.items():
                if place not in PLACES[number]:
                    near = did_you_mean(place, PLACES[number])
                    remedy = f"write {near or 'one of: ' + ', '.join(PLACES[number])}"
                    report(f"notebook {number} has no place “{place}”", remedy, number, place)
                elif not isinstance(text, str):
                    remedy = "write “|” behind the colon, and the text under it, indented"
                    report("it is no text", remedy, number, place)
                else:
                    found.setdefault(number, {})[place] = text
    return found
