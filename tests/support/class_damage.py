"""Ways in which a file that is handed in can be damaged, forged or made to hurt."""

import io
import json
import os
import random
import re
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from attrs import frozen


@frozen
class Damage:
    """A kind of damage: what it makes of a file's bytes, and what its reason is about."""

    name: str
    spoil: Callable[[bytes], bytes]
    about: str

    def place(self, path: Path, raw: bytes) -> None:
        """Write the damaged file."""
        path.write_bytes(self.spoil(raw))


@frozen
class Trap:
    """Something other than a file in the place of one, and what its reason is about."""

    name: str
    place: Callable[[Path, bytes], object]
    about: str


def changed(change: Callable[[dict[str, Any]], Any]) -> Callable[[bytes], bytes]:
    """Return a way to damage what a file says; `change` changes it, or returns another value."""

    def spoil(raw: bytes) -> bytes:
        data = json.loads(raw)
        found = change(data)
        return json.dumps(data if found is None else found, ensure_ascii=False).encode()

    return spoil


def each_entry(name: str, value: Any) -> Callable[[bytes], bytes]:
    """Return a way to write a value into the entry of each exercise."""

    def change(data: dict[str, Any]) -> None:
        for one in data["answers"].values():
            one[name] = value

    return changed(change)


def first_answer(text: bytes) -> Callable[[bytes], bytes]:
    """Return a way to write `text` in the place of the first answer."""
    return lambda raw: raw.replace(b'"answer":', b'"answer":' + text + b',"old":', 1)


def without(name: str) -> Callable[[bytes], bytes]:
    return changed(lambda data: {one: value for one, value in data.items() if one != name})


def with_value(name: str, value: Any) -> Callable[[bytes], bytes]:
    return changed(lambda data: data.update({name: value}))


@cache
def zip_bomb() -> bytes:
    """Return zips in a zip that hold 1.6 GB of zeros in some kilobytes."""
    raw = bytes(25_000_000)
    for names in (["0.json"], [f"{number}.zip" for number in range(8)]) * 2:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in names:
                archive.writestr(name, raw)
        raw = packed.getvalue()
    return raw


def notebook(raw: bytes) -> bytes:
    """Return a notebook, as a student may hand in in place of the answers."""
    cell = {"cell_type": "code", "execution_count": None, "id": "a", "metadata": {}}
    cell |= {"outputs": [], "source": "open('pwned', 'w')"}
    book = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(book, indent=1).encode()


def twice(raw: bytes) -> bytes:
    """Return a file in which one exercise has two entries."""
    name = re.search(rb'"answers":\{("[^"]+"):', raw)[1]
    return raw.replace(b'"answers":{', b'"answers":{' + name + b':{"attempts":[]},', 1)


def noise(raw: bytes) -> bytes:
    """Return bytes that mean nothing."""
    return random.Random(len(raw)).randbytes(4_000)


# What a reason may be expected to speak of.
JSON = r"damaged|JSON|not be read|cannot be read|no file of saved answers|no saved"
TEXT = rf"UTF-8|text|letters|encod|{JSON}"
NUMBER = rf"number|NaN|Infinity|{JSON}"
TYPE = rf"shape|form|{JSON}"
VERSION = rf"version|schema|newer|{JSON}"
PICTURE = rf"picture|image|PNG|{TEXT}"
SIZE = r"large|bytes|\bMB\b|big|long"
LINK = r"link|folder|file"

DAMAGES = (
    Damage("an empty file", lambda raw: b"", rf"empty|nothing|{JSON}"),
    Damage("only spaces", lambda raw: b" \r\n\t ", rf"empty|nothing|{JSON}"),
    Damage("cut in half", lambda raw: raw[: len(raw) // 2], rf"cut|end|{JSON}"),
    Damage("the last two bytes cut", lambda raw: raw.rstrip()[:-2], rf"cut|end|{JSON}"),
    Damage("the first half cut", lambda raw: raw[len(raw) // 2 :], rf"cut|{JSON}"),
    Damage("not UTF-8", lambda raw: raw.replace(b'"kit":"', b'"kit":"\xe9\xff', 1), TEXT),
    Damage("UTF-16", lambda raw: raw.decode().encode("utf-16"), TEXT),
    Damage("UTF-16 without a mark", lambda raw: raw.decode().encode("utf-16-le"), TEXT),
    Damage("only NUL bytes", lambda raw: bytes(len(raw)), TEXT),
    Damage("NUL bytes at the end", lambda raw: raw + bytes(512), TEXT),
    Damage("NaN", first_answer(b"NaN"), NUMBER),
    Damage("Infinity", first_answer(b"Infinity"), NUMBER),
    Damage("-Infinity", first_answer(b"-Infinity"), NUMBER),
    Damage("1e999", first_answer(b"1e999"), NUMBER),
    Damage("a number of 10,000 figures", first_answer(b"9" * 10_000), NUMBER),
    Damage("an exercise twice", twice, rf"twice|two|{JSON}"),
    Damage("a schema twice", lambda raw: b'{"schema":1,' + raw[1:], rf"twice|two|{JSON}"),
    Damage(
        "nesting 100,000 deep", first_answer(b"[" * 100_000 + b"]" * 100_000), rf"deep|nest|{JSON}"
    ),
    Damage("nesting never closed", lambda raw: b'{"a":' * 100_000, rf"deep|nest|{JSON}"),
    Damage("a list at the top", changed(lambda data: [data]), TYPE),
    Damage("a text at the top", lambda raw: b'"answers"', TYPE),
    Damage("true at the top", lambda raw: b"true", TYPE),
    Damage("null at the top", lambda raw: b"null", TYPE),
    Damage("answers a list", with_value("answers", [{"attempts": []}]), TYPE),
    Damage("answers a text", with_value("answers", "all right"), TYPE),
    Damage("no answers", without("answers"), TYPE),
    Damage("entries that are lists", with_value("answers", {"headline-voices": []}), TYPE),
    Damage("attempts not a list", each_entry("attempts", {"0": 1}), TYPE),
    Damage("attempts true", each_entry("attempts", True), TYPE),
    Damage("attempts that are texts", each_entry("attempts", ["x"]), TYPE),
    Damage("a draft that is a list", each_entry("draft", ["x"]), TYPE),
    Damage("schema true", with_value("schema", True), VERSION),
    Damage("schema 99", with_value("schema", 99), VERSION),
    Damage('schema "1"', with_value("schema", "1"), VERSION),
    Damage("schema 1.0", with_value("schema", 1.0), VERSION),
    Damage("no schema", without("schema"), VERSION),
    Damage("another lesson", with_value("lesson", "another-lesson"), r"lesson"),
    Damage("a lesson that is a list", with_value("lesson", ["belarus-2020"]), r"lesson|damaged"),
    Damage("another article", with_value("article", "0" * 64), r"article"),
    Damage("no article", without("article"), r"article|damaged"),
    Damage("50 MB of text", lambda raw: first_answer(b'"%s"' % (b"long " * 10**7))(raw), SIZE),
    Damage("a zip bomb", lambda raw: zip_bomb(), rf"zip|{TEXT}"),
    Damage("a PNG", lambda raw: b"\x89PNG\r\n\x1a\n" + noise(raw), PICTURE),
    Damage("a notebook", notebook, rf"notebook|{JSON}"),
    Damage("a web page", lambda raw: b"<!DOCTYPE html><title>Log in</title>", rf"page|{JSON}"),
    Damage("bytes that mean nothing", noise, TEXT),
    Damage("quotes of Python", lambda raw: repr(json.loads(raw)).encode(), JSON),
    Damage("a comma too many", lambda raw: raw.rstrip()[:-1] + b",}", JSON),
    Damage("a comment", lambda raw: b"// mine\n" + raw, JSON),
    Damage("two files in one", lambda raw: raw + raw, rf"twice|two|{JSON}"),
)


def link_outside(path: Path, raw: bytes) -> None:
    """Put a link to a sound file that is not in the folder."""
    outside = path.parent.parent / f"outside-{path.name}"
    outside.write_bytes(raw)
    path.symlink_to(outside)


TRAPS = (
    Trap("a link to a file outside", link_outside, LINK),
    Trap("a link to nothing", lambda path, raw: path.symlink_to("nowhere.json"), LINK),
    Trap("a link to itself", lambda path, raw: path.symlink_to(path.name), LINK),
    Trap("a link to a device", lambda path, raw: path.symlink_to("/dev/zero"), LINK),
    Trap("a folder of that name", lambda path, raw: path.mkdir(), r"folder|file"),
    Trap("a pipe", lambda path, raw: os.mkfifo(path), r"file|pipe|read"),
)


def traps(folder: Path) -> tuple[Trap, ...]:
    """Return the traps that this system can make; `folder` is an empty one to try it in."""
    found = []
    for trap in TRAPS:
        path = folder / "try" / "x.json"
        path.parent.mkdir(exist_ok=True)
        try:
            trap.place(path, b"{}")
        except (OSError, AttributeError, NotImplementedError):
            continue
        path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
        found.append(trap)
    return tuple(found)


def slow_files(lesson: str, article: str) -> dict[str, bytes]:
    """Return files of a lesson, by what they hold, that are made to keep who reads them busy."""
    head = json.dumps({"schema": 1, "lesson": lesson, "article": article}).encode()[:-1]

    def answers(text: bytes) -> bytes:
        return head + b',"answers":' + text + b"}"

    def one(text: bytes, name: bytes = b"headline-voices") -> bytes:
        entry = b'{"attempts":[{"time":"2026-03-01T00:00:00+00:00","answer":' + text + b"}]}"
        return answers(b'{"' + name + b'":' + entry + b"}")

    def attempts(text: bytes) -> bytes:
        return answers(b'{"headline-voices":{"attempts":[' + text + b"]}}")

    attempt = b'{"time":"2026-03-01T00:00:00+00:00","answer":1}'
    many = b",".join(b'"%d":{"attempts":[]}' % n for n in range(110_000))
    return {
        "a million figures": one(b"9" * 1_000_000),
        "an exponent of a million figures": one(b"1e" + b"9" * 1_000_000),
        "a million places": one(b"0." + b"1" * 1_000_000),
        "a million lists deep": one(b"[" * 1_000_000 + b"]" * 1_000_000),
        "100,000 objects deep": one(b'{"a":' * 100_000 + b"1" + b"}" * 100_000),
        "a list of a million": one(b"[" + b"0," * 1_000_000 + b"0]"),
        "an essay of a million words": one(b'"' + b"x " * 1_000_000 + b'"', b"my-report"),
        "300,000 accents": one(b'"' + b"\\u0301" * 300_000 + b'"', b"city-of-leaders"),
        "a number of a million commas": one(b'"' + b"1," * 500_000 + b'"', b"calls-tuesday"),
        "a date of 500,000 weekdays": one(b'"' + b"tue " * 500_000 + b'"', b"decree-date"),
        "a number of 15 commas": one(b'"' + b"1," * 15 + b'x"', b"calls-tuesday"),
        "a number of 38 zeros": one(b'"' + b"0" * 38 + b'!"', b"calls-tuesday"),
        "a word of 198 letters": one(b'"' + b"ab" * 99 + b'"', b"city-of-leaders"),
        "110,000 exercises": answers(b"{" + many + b"}"),
        "500,000 attempts of nothing": attempts(b"{}," * 500_000 + b"{}"),
        "60,000 attempts": attempts(b",".join([attempt] * 60_000)),
        "3 MB of spaces": answers(b"{" + b" " * 2_900_000 + b"}"),
        "20 MB of spaces": b" " * 20_000_000,
        "10 million lists": b"[" * 10_000_000,
        "9 million backslashes": b'"' + b"\\" * 9_000_000,
        "a million marks of UTF-8": b"\xef\xbb\xbf" * 1_000_000,
        "50 MB of NUL": b"\0" * 50_000_000,
    }
