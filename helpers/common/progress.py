"""How far long work is: who does it gives each step to a function, which shows it or ends it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

# Is given what is gone through and what that is called, as tqdm is; gives it back, step by step.
Progress = Callable[[Iterable[Any], str], Iterable[Any]]


def unseen(all: Iterable[Any], _: str) -> Iterable[Any]:
    """Go through it, and show nothing."""
    return all
