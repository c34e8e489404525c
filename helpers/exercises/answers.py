"""What reading a student's answer takes, whatever the kind of exercise. No answer is trusted."""

from __future__ import annotations

from collections.abc import Container
from typing import Any

from helpers.common.errors import ReadingError
from helpers.common.text import shorten

UNSAID = {"not_said": True}  # the tick box “The article does not say”, as it is saved


class AnswerError(ReadingError):
    """An answer that cannot be read: what was found, and what to do."""


def is_blank(answer: Any) -> bool:
    """Say whether nothing was answered."""
    if isinstance(answer, str):
        return not answer.strip()
    if type(answer) is dict:
        return all(one is None or (type(one) is str and not one) for one in answer.values())
    return answer is None or (type(answer) in (list, tuple) and not answer)


def known(answer: Any, choices: Container[str]) -> str:
    """An id that is among the choices; AnswerError for all else."""
    if type(answer) is not str or answer not in choices:
        raise AnswerError("Your answer is none of the choices.", "Choose again.")
    return answer


def typed(answer: Any, longest: int) -> str:
    """What was typed; AnswerError where it is no text, or has more characters than `longest`."""
    if type(answer) is not str:
        raise AnswerError("Your answer is no text.", "Type it again.")
    if len(answer) > longest:
        remedy = f"Keep it under {longest:,} characters."
        raise AnswerError(f"Your answer has {len(answer):,} characters.", remedy)
    return answer


def on_one_line(answer: Any, longest: int) -> str:
    """What was typed, on one line; AnswerError as `typed` raises it."""
    return " ".join(typed(answer, longest).split())


def shown(words: str) -> str:
    """What was typed as a message may repeat it: short, and without unseen characters."""
    return "".join(one if one.isprintable() else "\ufffd" for one in shorten(words, 60))
