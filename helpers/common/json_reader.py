"""JSON that holds nothing strange: read with limits, and written so that it comes back."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

LONGEST_NUMBER = 30  # figures; Python takes very long to read very long numbers
DEEPEST = 30  # lists and objects within each other; ours have ten. Python copies no very deep ones
NESTING = (list, tuple, dict)
TOO_DEEP = f"it is nested more than {DEEPEST} deep"


def read_json(raw: bytes) -> Any:
    """What JSON text says; ValueError where it is none.

    Refused besides: NaN and Infinity, a name that is twice in one object, numbers of more than 30
    figures, and more than 30 lists and objects within each other.
    """
    try:
        found = json.loads(
            raw.decode("utf-8-sig", "surrogatepass"),
            object_pairs_hook=once,
            parse_constant=no_number,
            parse_int=small_number,
            parse_float=real_number,
        )
    except RecursionError:
        raise ValueError(TOO_DEEP) from None
    except UnicodeDecodeError:
        raise ValueError("it is not UTF-8 text") from None
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, character {error.colno}"
        raise ValueError(f"it breaks off or is garbled ({where})") from None
    if is_too_deep(found):
        raise ValueError(TOO_DEEP)
    return found


def is_too_deep(data: Any) -> bool:
    """Whether more than 30 lists and objects are within each other; one may hold itself."""
    level = {id(data): data} if isinstance(data, NESTING) else {}
    for _ in range(DEEPEST):
        # The types are looked at first, since a file may hold a million.
        level = {
            id(part): part
            for one in level.values()
            for part in (one.values() if type(one) is dict or isinstance(one, dict) else one)
            if type(part) in NESTING or isinstance(part, NESTING)
        }
    return bool(level)


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object; ValueError where a name is in it twice."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name is there twice")
    return found


def no_number(word: str) -> float:
    """Raise ValueError: NaN and Infinity are no JSON."""
    raise ValueError(f"{word} is no number")


def real_number(digits: str) -> float:
    """A number; ValueError where it is too large to be one."""
    found = float(digits)
    if found in (float("inf"), float("-inf")):
        raise ValueError("a number is too large")
    return found


def small_number(digits: str) -> int:
    """A whole number; ValueError where it has more than 30 figures."""
    if len(digits) > LONGEST_NUMBER:
        raise ValueError("a number is too long")
    return int(digits)


def is_time(value: Any) -> bool:
    """Whether a value is a time as this kit writes it: ISO 8601, with its zone.

    Before 1971 and after 9998 it is none: no clock shows that, and not every system can turn it
    into the time of another zone.
    """
    if not (isinstance(value, str) and value.isascii()):
        return False
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return False
    return found.tzinfo is not None and 1970 < found.year < 9999


def dump(data: Any) -> str:
    """A value as JSON text on one line; lone surrogates are escaped, all else is as typed.

    Raises ValueError or TypeError for what JSON cannot say, and for what would not be read again.
    """
    if is_too_deep(data):
        raise ValueError(TOO_DEEP)
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        text = json.dumps(data, separators=(",", ":"), allow_nan=False)
    return text + "\n"
