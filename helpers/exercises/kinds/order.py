"""Put items in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from helpers.common.errors import ReadingError
from helpers.common.text import in_quotes, shorten
from helpers.exercises.answers import AnswerError, known
from helpers.exercises.exercise import FILE, Exercise, lines_of
from helpers.exercises.fields import declared, replaced, texts, with_fields
from helpers.exercises.key import Finding, KeyLine, Misreading, OrderKey, Reply, has
from helpers.exercises.key_reader import KeyReader
from helpers.exercises.result import RIGHT, WRONG, Result, Verdict

BEFORE = "It does not come after the line above it."


@with_fields
class Order(Exercise[OrderKey]):
    """The `items`, which map ids to what the student reads, are put in order.

    A mark for each pair of neighbours that stands the right way round.
    """

    kind = "order"
    blank = "Nothing is in order yet."

    items: Mapping[str, str] = declared(texts(3))

    def question_lines(self) -> list[str]:
        """The items."""
        return list(self.items.values())

    def read_key(self, reader: KeyReader, entry: dict[str, Any]) -> OrderKey:
        """The right order of the items, and the orders that are misconceptions."""
        shared = reader.shared(entry, "right", "message", "otherwise", "misconceptions")
        right = self.read_order(reader, entry.get("right"), "right")
        misread = []
        for one, path in reader.listed(entry, "misconceptions"):
            order = self.read_order(reader, one.get("order"), *path)
            flat = tuple(item for group in order for item in group)
            misread.append(reader.misconception(one, *path, names=("order",), value=flat))
        return OrderKey(**shared, right=right, misconceptions=tuple(misread))

    def read_order(
        self, reader: KeyReader, value: Any, *path: str | int
    ) -> tuple[tuple[str, ...], ...]:
        """An order: groups of items that have no order among themselves."""
        value = value if isinstance(value, list) else []
        groups = tuple(tuple(one) if isinstance(one, list) else (one,) for one in value)
        flat = [one for group in groups for one in group]
        if not all(isinstance(one, str) for one in flat) or sorted(flat) != sorted(self.items):
            remedy = f"write each of these once: {', '.join(self.items)}"
            reader.report("it is no order of all the items", remedy, *path)
            return ()
        return groups

    def check_key(self, key: OrderKey) -> Iterator[Finding]:
        """Also that something is left to put in order."""
        rank = ranks(key)
        shown = [rank[one] for one in self.items]
        if shown == sorted(shown):
            remedy = f"write the items in another order into {FILE}"
            yield "the order first shown is right already", remedy, ("right",)
        yield from super().check_key(key)

    def reach(self, key: OrderKey) -> int:
        """How many pairs of neighbours there are."""
        return len(self.items) - 1

    def key_lines(self, key: OrderKey) -> Iterator[KeyLine]:
        """What is said when all is right, the order, the misconceptions, and all other orders."""
        yield KeyLine("All right", str(self.marks), key.message, key.evidence)
        [order] = self.right_answers(key)
        yield KeyLine(order, str(self.marks), "The order, / where two may change.")
        for reply in key.misconceptions:
            words = " / ".join(self.items[one] for one in reply.value)
            yield KeyLine.of(words, str(reply.marks), reply)
        yield KeyLine("Any other answer", "0", key.otherwise)

    def right_answers(self, key: OrderKey) -> list[str]:
        """The order, as one answer."""
        groups = (" / ".join(self.items[one] for one in group) for group in key.right)
        return [" → ".join(groups)]

    def example(self, reply: Reply) -> Any:
        """The items in the order of a misconception."""
        return list(reply.value)

    def to_accept(self, key: OrderKey, answer: Any) -> dict[str, Any]:
        """The two neighbours that have no order then, where the answer differs in them alone."""
        found, rank = self.read_answer(answer), ranks(key)
        wrong = [pair for pair in pairwise(found) if rank[pair[0]] > rank[pair[1]]]
        if len(wrong) == 1:
            later, earlier = wrong[0]
            swapped = sorted(found, key=lambda one: (rank[one], found.index(one)))
            place = found.index(later)
            found[place : place + 2] = earlier, later
            if found == swapped and not self.lacks(key, (earlier, later)):
                return {"value": [earlier, later]}
        raise ReadingError(
            "the key can only say that two neighbours have no order, and this differs in more",
            "overrule the mark of each student instead",
        )

    def lacks(self, key: OrderKey, pair: tuple[str, ...]) -> str:
        """Why two items cannot lose their order; nothing where they can."""
        alone = [one for group in key.right if len(group) == 1 for one in group]
        places = [alone.index(one) for one in pair if one in alone]
        flat = [one for group in key.right for one in group]
        if len(pair) != 2 or len(places) != 2 or flat.index(pair[1]) - flat.index(pair[0]) != 1:
            return "these are no two neighbours that each have a place of their own"
        return ""

    def accept(
        self, reader: KeyReader, key: OrderKey, entry: Mapping[str, Any], *path: str | int
    ) -> OrderKey:
        """The key with two neighbours that have no order between them."""
        reader.accepted(entry, *path, names=("value",))
        value = entry.get("value")
        pair = tuple(map(str, value)) if isinstance(value, list) else ()
        if lacks := self.lacks(key, pair) if set(pair) <= set(self.items) else "no such items":
            reader.report(lacks, "write two ids, like [first, second]", *path, "value")
            return key
        groups = (pair if group == pair[:1] else group for group in key.right if group != pair[1:])
        misread = (one for one in key.misconceptions if self.is_wrong(key, one.value, pair))
        return replaced(key, right=tuple(groups), misconceptions=tuple(misread))

    def is_wrong(self, key: OrderKey, order: Iterable[str], pair: tuple[str, ...]) -> bool:
        """Say whether an order is still wrong where a pair has none."""
        rank = ranks(key)
        rank[pair[1]] = rank[pair[0]]
        return any(rank[first] > rank[second] for first, second in pairwise(order))

    def read_answer(self, answer: Any) -> list[str]:
        """The items in the order given, each once."""
        again = "Put them in order again."
        if type(answer) is not list or len(answer) != len(self.items):
            raise AnswerError("Your answer is no order of all the lines.", again)
        found = [known(one, self.items) for one in answer]
        if len(set(found)) < len(found):
            raise AnswerError("Your answer has one line twice.", again)
        return found

    def score(self, key: OrderKey, answer: Any) -> Result:
        """Score the order: one for each pair of neighbours that stands the right way round."""
        found, rank = self.read_answer(answer), ranks(key)
        pairs = list(pairwise(found))
        holds = [rank[first] <= rank[second] for first, second in pairs]
        marks = sum(holds)
        parts = [
            Verdict(one, RIGHT if held else WRONG, "" if held else BEFORE)
            for one, held in zip(found[1:], holds, strict=True)
        ]
        if all(holds):
            return self.result(key, marks, [key.message], parts=parts)
        head = f"{marks} of {len(pairs)} steps from one line to the next hold."
        for reply in key.misconceptions:
            if reply.value == tuple(found):
                return self.result(key, marks, [head, reply.message], [reply], parts)
        first, second = pairs[holds.index(False)]
        one, other = (in_quotes(shorten(self.items[name], 80)) for name in (first, second))
        step = f"Look first at {one} and {other}: they stand the wrong way round."
        return self.result(key, marks, [head, step, key.otherwise], parts=parts)

    def answer_lines(self, answer: Any) -> list[tuple[str, str]]:
        """The items in the order given, a line each."""
        return lines_of(answer, self.items)

    def part_ids(self, answer: Any) -> Iterable[str]:
        """The items in the order given."""
        return self.read_answer(answer)

    def misreadings(self, key: OrderKey) -> Iterator[Misreading]:
        """The orders that are misconceptions."""
        groups = (" or ".join(self.items[one] for one in group) for group in key.right)
        holds = " → ".join(groups)
        for reply in key.misconceptions:
            thought = f"answered: {' → '.join(self.items[one] for one in reply.value)}."
            yield Misreading(thought, has(reply.misconception), reply, holds)


def ranks(key: OrderKey) -> dict[str, int]:
    """The place of each item; items that have no order among themselves share one."""
    return {name: number for number, group in enumerate(key.right) for name in group}
