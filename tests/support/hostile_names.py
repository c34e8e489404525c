"""Names that a page must show and never run, and a lesson with some of them in it."""

import shutil
from pathlib import Path

import pandas as pd

from helpers.lesson.lesson import load
from support import FOLDER

HOSTILE = [
    "d41d8cd98f00b204e9800998ecf8427e",  # looks like an id of folium's
    "abcdefabcdefabcdefabcdefabcd",
    '<img src=x onerror="hit()">',
    "${hit()}",
    "`+hit()+`",
    "{{ 7*7 }}{% raw %}",
    "</script><script>hit()</script>",
    "</iframe>'\"><script>hit()</script>",
    "$x^2$ $",
    "Łukasz Святлана 李雷 عائشة",
]


# Five fit in one lesson: those who speak most, and the marks of the map.
HALVES = [HOSTILE[:5], HOSTILE[5:]]
NAMED = {
    "actor": ["putin", "zhao", "lukashenko", "breton", "nato"],
    "place": ["minsk", "moscow", "beijing", "brussels", "belarus"],
}


def trapped(folder, traps):
    """Return a lesson in which the names of five actors and five places are traps."""
    copy = Path(shutil.copytree(FOLDER, folder / "trap"))
    for key, rows in NAMED.items():
        path = copy / f"{key}s.csv"
        table = pd.read_csv(path, dtype=str, keep_default_na=False).set_index(key)
        table.loc[rows, "name"] = traps
        table.to_csv(path, lineterminator="\n")
    lesson, findings = load(copy)
    assert not findings.problems
    return lesson
