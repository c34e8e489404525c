"""The files of a lesson as a pack holds them: cut to what was chosen, and sealed if graded.

What is written anew is written from parsed data, so that no remark of a teacher goes along.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from helpers.common.errors import KitError, ReadingError
from helpers.common.yaml_reader import compose
from helpers.exercises.exercise import FILE as EXERCISES
from helpers.lesson import seal
from helpers.lesson.locked import KEY
from helpers.lesson.metadata import FILE as ABOUT
from helpers.lesson.tables import TABLES
from helpers.packs.selection import Choice

# What may stand in lesson.yaml before the code: facts about the article, no reading of it.
OPEN_FACTS = "headline author publisher dateline datePublished dateModified inLanguage"
OPEN_FACTS += " rights license sha256 layout view objectives glossary"
ARTICLE = "article.txt"
CLOSED = (ABOUT, KEY, EXERCISES, *(f"{name}.csv" for name in TABLES))
ENDS_OF_LINES = re.compile("[\r\x85\u2028\u2029]")
OF_DATA = "data:"  # begins a version; those of earlier kits were digests of a text, and had none


def chosen_files(lesson: Path, choice: Choice) -> dict[str, bytes]:
    """The files of a lesson by name, with the entries of chosen exercises only.

    Where nothing is left out they are as in the lesson, byte for byte; else plans go, too, which
    name exercises that are not there. In a lesson of so many
    minutes exercises are asked where its one notebook asks them. Raises KitError where
    exercises.yaml or key.yaml cannot be read.
    """
    names = (name for name in sorted((ARTICLE, *CLOSED)) if (lesson / name).exists())
    files = {name: (lesson / name).read_bytes() for name in names}
    for file, entries in ((EXERCISES, "exercises"), (KEY, "key")):
        if file in files and not choice.is_all:
            whole = parsed(file, files[file])
            files[file] = yaml_of(whole | {entries: kept(whole.get(entries), choice.ids)})
    if ABOUT in files and not choice.is_all:
        facts = parsed(ABOUT, files[ABOUT])
        if facts.pop("plans", None) is not None:
            files[ABOUT] = yaml_of(facts)
    if choice.minutes:
        asked = parsed(EXERCISES, files[EXERCISES])["exercises"]
        where = {one.id: {"notebook": one.notebook, "place": one.place} for one in choice.exercises}
        files[EXERCISES] = yaml_of({"exercises": [one | where[one["id"]] for one in asked]})
    return files


def kept(entries: Any, ids: Collection[str]) -> Any:
    """Those entries of a list, known by their id, or of a mapping."""
    if isinstance(entries, dict):
        return {name: entry for name, entry in entries.items() if name in ids}
    return [entry for entry in entries or () if entry["id"] in ids]


def sealed_files(files: Mapping[str, bytes], code: str) -> dict[str, bytes]:
    """The files of a lesson, sealed but for the article and what is asked."""
    closed = {name: data for name, data in files.items() if name in CLOSED}
    facts = parsed(ABOUT, files[ABOUT])
    public = {name: one for name, one in facts.items() if name in OPEN_FACTS.split()}
    found = {seal.FILE: seal.seal(closed, code), ABOUT: yaml_of(public)}
    if ARTICLE in files:
        found[ARTICLE] = files[ARTICLE]
    if EXERCISES in files:
        found[EXERCISES] = yaml_of(parsed(EXERCISES, files[EXERCISES]))
    return found


def version_of(lesson: Path, ids: Collection[str]) -> str:
    """A digest of the article and the exercises asked, however their file is laid out.

    SHA-256 of the article's bytes and of the exercises as JSON with sorted names, in 12 figures.
    """
    article, asked = lesson / ARTICLE, lesson / EXERCISES
    entries = parsed(EXERCISES, asked.read_bytes())["exercises"] if asked.exists() else []
    data = {entry["id"]: entry for entry in kept(entries, ids)}
    text = json.dumps(data, sort_keys=True, ensure_ascii=False).encode("utf-8", "surrogatepass")
    digest = hashlib.sha256(article.read_bytes() if article.exists() else b"").digest()
    return OF_DATA + hashlib.sha256(digest + text).hexdigest()[:12]


def parsed(file: str, data: bytes) -> dict[str, Any]:
    """What a YAML file holds, as text, lists and mappings; KitError where it cannot be read."""
    try:
        return compose(data.decode("utf-8-sig"), "take the file as it was").value
    except UnicodeDecodeError as error:
        found, remedy = str(error), "save it as UTF-8 text"
    except ReadingError as error:
        found, remedy = error.found, error.remedy
    raise KitError(f"{file} cannot be cut: {found}. What to do: {remedy}.")


def yaml_of(data: Mapping[str, Any]) -> bytes:
    """Text, lists and mappings as a YAML file from which `parsed` gives the same again."""
    import yaml

    class Dumper(yaml.SafeDumper):
        """Writes what YAML takes for the end of a line, and others do not, with a backslash."""

        def represent_text(self, text: str) -> yaml.ScalarNode:
            style = '"' if ENDS_OF_LINES.search(text) else None
            return self.represent_scalar("tag:yaml.org,2002:str", text, style)

    Dumper.add_representer(str, Dumper.represent_text)
    text = yaml.dump(data, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=100)
    return text.encode()
