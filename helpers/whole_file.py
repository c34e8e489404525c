"""Files that are either as they were or whole, and JSON that holds nothing strange."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

LONGEST_NUMBER = 30  # figures; Python takes very long to read very long numbers


def write(path: Path, data: bytes) -> None:
    """Write a file so that it is either as it was or whole, whatever happens.

    Only one process may write it at a time. Raises OSError; the file is then as it was.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        replace(part, path)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def replace(part: Path, path: Path) -> None:
    """Put a file in the place of another; on Windows a reader may hold that for a moment."""
    for pause in (0.01, 0.05, 0.2, 0.5):
        try:
            part.replace(path)
            return
        except PermissionError:
            time.sleep(pause)
    part.replace(path)


def set_aside(path: Path, label: str) -> str:
    """Give a file a name with a label and a number that is free; return a sentence on it."""
    number = 1
    while (aside := path.with_name(f"{path.stem}.{label}-{number}{path.suffix}")).exists():
        number += 1
    path.rename(aside)
    return f"It is kept as {aside.parent.name}/{aside.name}."


def stamp_of(path: Path) -> tuple[int, int, int] | None:
    """Return what changes when a file is replaced; None where there is none."""
    try:
        stat = path.stat()
    except FileNotFoundError:
        return None
    return stat.st_ino, stat.st_mtime_ns, stat.st_size


def read_json(raw: bytes) -> Any:
    """Return what JSON text says; ValueError where it is none.

    Refused besides: NaN and Infinity, a name that is twice in one object, numbers of more than 30
    figures, and nesting too deep to be read.
    """
    hooks = {"object_pairs_hook": once, "parse_constant": no_number}
    hooks |= {"parse_int": small_number, "parse_float": real_number}
    try:
        return json.loads(raw.decode("utf-8-sig", "surrogatepass"), **hooks)
    except RecursionError:
        raise ValueError("it is nested too deep") from None
    except UnicodeDecodeError:
        raise ValueError("it is not UTF-8 text") from None
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, character {error.colno}"
        raise ValueError(f"it breaks off or is garbled ({where})") from None


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a JSON object; ValueError where a name is in it twice."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name is there twice")
    return found


def no_number(word: str) -> float:
    """Refuse NaN and Infinity, which are no JSON."""
    raise ValueError(f"{word} is no number")


def real_number(digits: str) -> float:
    """Return a number that is not too large to be one."""
    found = float(digits)
    if found in (float("inf"), float("-inf")):
        raise ValueError("a number is too large")
    return found


def small_number(digits: str) -> int:
    """Return a whole number of a reasonable length."""
    if len(digits) > LONGEST_NUMBER:
        raise ValueError("a number is too long")
    return int(digits)
