"""Names that a page must show and never run, and a lesson with one of them in it."""

import shutil
from pathlib import Path

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


def trapped(folder, trap):
    """Return a lesson in which one person's and one place's name is a trap."""
    source = FOLDER
    copy = Path(shutil.copytree(source, folder / "trap"))
    for table, name in (("actors", "Vladimir Putin"), ("places", "Minsk")):
        path = copy / f"{table}.csv"
        cell = '"' + trap.replace('"', '""') + '"'
        text = path.read_text(encoding="utf-8").replace(f",{name},", f",{cell},")
        path.write_text(text, encoding="utf-8")
    lesson, findings = load(copy)
    assert not findings.problems
    return lesson
