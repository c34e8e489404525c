"""What of another tool's marks and links no row is made of, a sentence for each kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from helpers.annotations.marks import Link, Mark
from helpers.annotations.types import Meaning
from helpers.common.text import shorten


def unread(
    marks: Mapping[str, Mark],
    meanings: Mapping[str, Meaning],
    used: Mapping[str, Collection[str]],
    links: Iterable[Link],
) -> Iterator[str]:
    """Types that mean nothing here, and features without a column.

    `used` has the features of each mark that were taken.
    """
    words: dict[str, list[str]] = {}
    rest: dict[tuple[str, str], list[str]] = {}
    for id, mark in marks.items():
        quote = f"“{shorten(mark.quote, 60)}”"
        if id not in meanings:
            about = f" ({said(mark.features)})" if mark.features else ""
            words.setdefault(mark.layer, []).append(quote + about)
            continue
        for name, value in mark.features.items():
            if name not in used[id]:
                rest.setdefault((mark.layer, name), []).append(f"{quote} {shorten(value)}")
    for (layer, name), some in rest.items():
        yield f"“{name}” of marks {kind(layer)} has no column: {counted(some)}."
    for layer, some in words.items():
        yield f"Marks {kind(layer)} mean nothing here: {counted(some)}."
    features: dict[str, list[str]] = {}
    for link in links:
        for name, value in link.features.items():
            features.setdefault(link.layer, []).append(f"{name}={value}")
    for layer, some in features.items():
        yield f"What links “{layer}” say has no column: {counted(some)}."


def kind(layer: str) -> str:
    """A type as a sentence names it."""
    return f"“{layer}”" if layer else "without a type"


def said(features: Mapping[str, str]) -> str:
    """Features with their values."""
    return ", ".join(f"{name}={shorten(value)}" for name, value in features.items())


def counted(words: Iterable[str]) -> str:
    """All that differ, with how often each is there."""
    counts = Counter(words).items()
    return "; ".join(one if count == 1 else f"{one}, {count} times" for one, count in counts)
