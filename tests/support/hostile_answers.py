"""Answers that are none, as a page, a file or a student's code may hand them over."""

import decimal
import math

import numpy
import pandas


class Refusal(Exception):
    """What no kit can have thought of."""


def raising(*names, base=object, error=Refusal):
    """Return an object whose methods of these names raise."""

    def fail(*_, **__):
        raise error("not with me")

    return type("Hostile", (base,), dict.fromkeys(names, fail))()


def deep(kind, depth):
    """Return a list or a dict nested that deep."""
    answer = kind()
    for _ in range(depth):
        answer = [answer] if kind is list else {"he-2": answer}
    return answer


def inside_itself(kind):
    """Return a list or a dict that holds itself."""
    answer = kind()
    if kind is list:
        answer.append(answer)
    else:
        answer["he-2"] = answer
    return answer


class Liar(str):
    """Text that says it equals anything."""

    def __eq__(self, other):
        """Say yes."""
        return True

    __hash__ = str.__hash__


MALFORMED = {
    "True": True,
    "False": False,
    "NaN": math.nan,
    "infinity": math.inf,
    "minus infinity": -math.inf,
    "1e308": 1e308,
    "10**400": 10**400,
    "10**5000": 10**5000,
    "-10**5000": -(10**5000),
    "minus nought": -0.0,
    "complex": 1j,
    "markup": "<script>alert(1)</script>",
    "1e999": "1e999",
    "surrogate": "\ud800",
    "half an emoji": "Minsk\udc00",
    "NUL": "\0",
    "control characters": "\x1b[31m\x07",
    "right to left": "\u202eMinsk\u2066",
    "combining marks": "a" + "\u0301" * 5000,
    "expanding letters": "\ufdfa" * 9000,
    "1 MB": "x" * 1_000_000,
    "1 MB of spaces and a word": " " * 1_000_000 + "x",
    "1 MB of digits": "1" * 1_000_000,
    "1 MB of a name": "Lukashenko " * 100_000,
    "many words": ["zhao"] * 100_000,
    "unknown id": ["nobody"],
    "same id twice": ["zhao", "zhao", "breton"],
    "same item twice": ["election", "election", "merkel", "michel"],
    "an item missing": ["election"],
    "an item too many": ["election", "merkel", "michel", "plane", "nobody"],
    "text for a list": "zhao",
    "list of None": [None, None],
    "list of lists": [["zhao"], ["breton"]],
    "list of dicts": [{}, {}],
    "list of numbers": [1, 2],
    "list of surrogates": ["\ud800"],
    "list of True": [True],
    "list of NaN": [math.nan, math.nan],
    "tuple": ("zhao", "nobody"),
    "deep list": deep(list, 50_000),
    "deep dict": deep(dict, 50_000),
    "a list in itself": inside_itself(list),
    "a dict in itself": inside_itself(dict),
    "unknown row": {"nobody": "putin"},
    "unknown choice": {"he-2": "nobody"},
    "row not text": {1: "putin"},
    "choice not text": {"he-2": 1},
    "choice a list": {"he-2": ["putin"]},
    "choice a dict": {"he-2": {}},
    "choice True": {"he-2": True},
    "choice long": {"he-2": "x" * 1_000_000},
    "many rows": {str(row): "putin" for row in range(100_000)},
    "not said, no": {"not_said": False},
    "not said, as text": {"not_said": "yes"},
    "not said, as number": {"not_said": 1},
    "not said and more": {"not_said": True, "he-2": "putin"},
    "not said, a list": {"not_said": [True]},
    "bytes": b"opposition",
    "set": {"opposition"},
    "object": object(),
    "type": int,
    "a type with a long name": type("x" * 100_000, (), {})(),
    "a type named like markup": type("<script>", (), {})(),
    "function": len,
    "module": math,
    "range": range(10**18),
    "iterator": iter(["zhao"]),
    "generator": (one for one in ["zhao"]),
    "exception": ValueError("<b>"),
    "decimal": decimal.Decimal("sNaN"),
    "numpy NaN": numpy.float64("nan"),
    "numpy array": numpy.array([1, 2, 3]),
    "numpy structure": numpy.zeros(3, dtype=[("a", "i4")]),
    "numpy day": numpy.datetime64("2020-08-18"),
    "numpy no day": numpy.datetime64("NaT"),
    "data frame": pandas.DataFrame({"a": [1]}),
    "empty series": pandas.Series([], dtype=float),
    "pandas NA": pandas.NA,
    "pandas NaT": pandas.NaT,
    "list of NA": [pandas.NA, pandas.NA],
    "raises when compared": raising("__eq__", "__ne__", "__lt__", "__gt__", "__hash__"),
    "raises when shown": raising("__repr__", "__str__", "__format__"),
    "raises as a number": raising("__float__", "__int__", "__index__", "__bool__", "__round__"),
    "raises as a list": raising("__len__", "__iter__", "__getitem__", "__contains__"),
    "raises when looked at": raising("__getattr__", "__getattribute__"),
    "raises as text": raising("strip", "lower", "casefold", "__str__", "__len__", base=str),
    "raises as an int": raising("__eq__", "__float__", "__repr__", "__hash__", base=int),
    "raises as a float": raising("__eq__", "__float__", "__repr__", "is_integer", base=float),
    "raises as real list": raising("__iter__", "__len__", "__eq__", "__bool__", base=list),
    "raises as real dict": raising("items", "keys", "get", "__len__", "__iter__", base=dict),
    "raises a common error": raising("__eq__", "__float__", "__len__", error=ValueError),
    "raises too deep": raising("__eq__", "__repr__", "__float__", error=RecursionError),
    "raises no memory": raising("__eq__", "__repr__", "__float__", "__len__", error=MemoryError),
    "list of raisers": [raising("__eq__", "__hash__", "__repr__")],
    "dict of raisers": {"he-2": raising("__eq__", "__hash__", "__repr__")},
    "equals anything": type("Yes", (), {"__eq__": lambda *_: True})(),
    "text that equals anything": Liar("nobody"),
}
