"""What of a lesson is secret before the class code, and every way in which a file may say it."""

import base64
import contextlib
import csv
import gzip
import html
import json
import re

from helpers.common.yaml_reader import compose
from helpers.packs import lesson_files
from support import FOLDER


def plain(text):
    return " ".join(html.unescape(text).casefold().split())


def texts_in(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, one in value.items():
            yield name
            yield from texts_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts_in(one)


def words_in_a_row(text, count=9):
    words = re.findall(r"\w+", plain(text))
    return {tuple(words[at : at + count]) for at in range(len(words) - count + 1)}


def yaml_of(name):
    return compose((FOLDER / name).read_text("utf-8"), "").value


def public_texts():
    facts = yaml_of("lesson.yaml")
    kept = {name: facts[name] for name in lesson_files.OPEN_FACTS.split() if name in facts}
    read = [(FOLDER / "article.txt").read_text("utf-8"), *texts_in(yaml_of("exercises.yaml"))]
    return [plain(text) for text in (*read, *texts_in(kept))]


def secret_texts():
    """Return the texts of key, tables and readings that are not public."""
    facts = yaml_of("lesson.yaml")
    closed = [one for name, one in facts.items() if name not in lesson_files.OPEN_FACTS.split()]
    found = [*texts_in(yaml_of("key.yaml")), *texts_in(closed)]
    for path in FOLDER.glob("*.csv"):
        found += [cell for row in csv.reader(path.read_text("utf-8").splitlines()) for cell in row]
    public = "\n".join(public_texts())
    found = {plain(one) for one in found if len(one) >= 20}
    return {one for one in found if one not in public}


def readings(data):
    """Return what a file says, in each of the ways in which it may say it."""
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    text = data.decode("utf-8", "replace")
    found = [text, re.sub(r"\\u([0-9a-fA-F]{4})", lambda sign: chr(int(sign[1], 16)), text)]
    with contextlib.suppress(ValueError):
        found.append(" \n".join(texts_in(json.loads(text))))
    for blob in re.findall(r"[A-Za-z0-9+/]{24,}={0,2}", text):
        decoded = base64.b64decode(blob[: len(blob) // 4 * 4])
        found.append(decoded.decode("utf-8", "replace"))
        if decoded[:2] == b"\x1f\x8b":
            found.append(gzip.decompress(decoded).decode("utf-8", "replace"))
    return found
