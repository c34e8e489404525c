"""What a file of saved work may do wrong, and the time at which something is saved."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from helpers.common.errors import KitError

PATIENCE = 10  # seconds to wait for another notebook that is writing


class NotOurs(ValueError):
    """A file that is not this lesson's saved work: a label for its name, a sentence, and why."""

    def __init__(self, label: str, sentence: str, why: str = "") -> None:
        """Keep all three."""
        super().__init__(sentence)
        self.label, self.sentence, self.why = label, sentence, why


class NotSaved(KitError):
    """An answer could not be written: what happened, and what to do."""


def moment(after: str) -> str:
    """Return the time now (ISO 8601, UTC, microseconds), and never one before `after`."""
    now = datetime.now(UTC)
    text = now.isoformat(timespec="microseconds")
    if text > after:
        return text
    try:  # a clock that was set back must not hide a newer answer behind an older one
        later = datetime.fromisoformat(after) + timedelta(microseconds=1)
        return later.astimezone(UTC).isoformat(timespec="microseconds")
    except (ValueError, OverflowError):
        return text
