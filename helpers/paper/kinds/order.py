"""Put items in order, on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from helpers.exercises.answers import AnswerError
from helpers.exercises.key import OrderKey
from helpers.exercises.kinds.order import Order
from helpers.paper.kind import OnPaper, label_pairs, lettered, letters_in
from helpers.paper.lines import Lines


class OrderOnPaper(OnPaper[Order]):
    """Lettered items with a line each for a number."""

    form = "items"

    def shown(self, exercise: Order) -> dict[str, Any]:
        """The items with their letters."""
        return {"items": label_pairs(exercise.items)}

    def wants(self, exercise: Order) -> str:
        """The numbers beside the items, or their letters in order."""
        letters = " ".join(lettered(exercise.items).values())
        return f"the numbers beside {letters}; or the letters, the first in order first"

    def read(self, exercise: Order, typed: str, lines: Lines) -> list[str]:
        """The items in order: by the numbers beside them, or by their letters."""
        items = list(exercise.items)
        numbers = re.findall(r"\d+", typed)
        if not numbers:
            return [one for one in letters_in(typed, exercise.items) if one]
        if len(numbers) == 1 and len(items) < 10:
            numbers = list(numbers[0])
        places = [int(one) for one in numbers]
        if sorted(places) != list(range(1, len(items) + 1)):
            raise AnswerError(
                f"These are not the numbers 1 to {len(items)}, each once.",
                "Type the numbers as they stand beside the letters, from A on.",
            )
        return [item for _, item in sorted(zip(places, items, strict=True))]

    def typed(self, exercise: Order, answer: Sequence[str], lines: Lines) -> str:
        """The letters in order."""
        letters = lettered(exercise.items)
        return " ".join(letters[name] for name in answer)

    def labels(self, exercise: Order, key: OrderKey, lines: Lines) -> Iterator[str]:
        """The right order, once, the misconceptions, and nothing for any other."""
        letters = lettered(exercise.items)
        groups = (" or ".join(letters[one] for one in group) for group in key.right)
        yield " · ".join(groups)
        yield ""
        yield from (self.typed(exercise, reply.value, lines) for reply in key.misconceptions)
        yield ""


ON_PAPER = OrderOnPaper()
