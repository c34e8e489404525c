"""The second article as a lesson in a kit, with exercises and no prompt of its own."""

import json
import re
import shutil
from functools import cache
from pathlib import Path

from helpers.lesson.lesson import load
from support import FOLDER
from support.second_article import SECOND

SLUG = "bell"


def question(name, notebook, place, **more):
    """Return an entry of exercises.yaml: one of two can be chosen."""
    entry = {"id": name, "notebook": notebook, "place": place, "kind": "one", "title": f"Q {name}"}
    entry |= {"question": "Who says so?", "objective": "chain", "minutes": 2, "marks": 1}
    return entry | {"options": {"osk": "Jarl Osk", "norda": "Norda | the agency"}} | more


def line(name, notebook, place):
    """Return an entry that takes a line of code."""
    entry = question(name, notebook, place) | {"kind": "code"}
    del entry["options"]
    return entry


EXERCISES = [
    question("crack", "00", "vote"),
    question("later", "01", "of-my-own"),
    question("who", "01", "speaking"),
    question("sooner", "01", "another"),
    question("again", "01", "of-my-own"),
    line("counted", "01", "in-code"),
    question("beyond", "01", "for-fun", extra=True),
    question("drawn", "02", "map")
    | {
        "kind": "match",
        "draws": "places",
        "rows": {"halm": "Halm"},
        "choices": {"osk": "a scene", "norda": "no scene"},
    },
    question("mine", "05", "more"),
]
del EXERCISES[7]["options"]
REPLIES = {
    "osk": {"marks": 1, "message": "He does.", "at": "1", "quote": "founder Jarl Osk wrote"},
    "norda": {"message": "It\npasses *that* on.", "misconception": "agency-speaks"},
}
KEYS = {
    "one": {"options": REPLIES},
    "code": {"otherwise": "Look.", "answers": [{"value": "7", "marks": 1, "message": "Yes."}]},
    "match": {"message": "Yes.", "rows": {"halm": {"right": "osk", "message": "It is."}}},
}


def write(folder: Path, exercises=EXERCISES) -> Path:
    """Write the lesson into a folder that is not there yet."""
    shutil.copytree(SECOND, folder)
    key = {one["id"]: KEYS[one["kind"]] for one in exercises}
    for name, data in (("exercises", exercises), ("key", key)):
        text = json.dumps({name: data}, ensure_ascii=False, indent=1)  # which is YAML, too
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    return folder


@cache
def words_of_the_first():
    """Return the words by which a reader would know the lesson that comes with the kit."""
    lesson, _ = load(FOLDER)
    rows = (*lesson.actors, *lesson.places)
    found = re.findall(r"[^\W\d_]{4,}", " ".join(row.name for row in rows))
    words = {one for one in found if one[0].isupper()}
    words |= {f'"{row.actor}"' for row in lesson.actors}
    words |= {f'"{row.place}"' for row in lesson.places}
    words |= set(re.findall(r"\w{7,}", lesson.about["headline"]))
    # What any lesson may say.
    general = "About Agencies Data Western State West Head Daily Senior Some Other External United "
    general += "Security Council Foreign Union Ministry Treaty Nations Organization States Kingdom "
    general += "European"  # in a licence
    return words - {*general.split()}


def told_of_the_first(text):
    """Return those of these words that stand in a text."""
    names = "|".join(map(re.escape, words_of_the_first()))
    return sorted(set(re.findall(rf"(?<!\w)(?:{names})(?!\w)", text)))
