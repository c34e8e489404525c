"""Match rows with choices."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Any

import attrs

from helpers.common.text import did_you_mean, in_quotes, shorten
from helpers.exercises.answers import AnswerError, known
from helpers.exercises.exercise import Exercise, either
from helpers.exercises.fields import choose, declared, replaced, texts, with_fields
from helpers.exercises.key import KeyLine, Misreading, Place, Row, RowsKey
from helpers.exercises.key_reader import KeyReader
from helpers.exercises.result import COUNTED, MISSING, RIGHT, WRONG, Result, Verdict


@with_fields
class Match(Exercise[RowsKey]):
    """Each of the `rows` gets one of the `choices`: a mark for each that has a right one.

    Both map ids to what the student reads. `draws` names the table whose ids the rows are, where
    the answer can be drawn on the student's own map or timeline.
    """

    kind = "match"
    blank = "No line has a choice yet."
    in_parts = True

    rows: Mapping[str, str] = declared(texts(1))
    choices: Mapping[str, str] = declared(texts(2))
    draws: str = declared(choose("places", "events"), default="")

    def question_lines(self) -> list[str]:
        """The rows, and what can be chosen for them."""
        return [*self.rows.values(), "Choose from: " + "; ".join(self.choices.values())]

    def read_key(self, reader: KeyReader, entry: dict[str, Any]) -> RowsKey:
        """What is right in each row, and what is said to other choices."""
        shared = reader.shared(entry, "rows", "message")

        def row(name: str, value: dict[str, Any], path: Place) -> Row:
            return self.read_row(reader, name, value, path)

        return RowsKey(**shared, rows=reader.by_id(entry, "rows", self.rows, row))

    def read_row(self, reader: KeyReader, name: str, value: dict[str, Any], path: Place) -> Row:
        """A row of the key."""
        right = value.get("right")
        right = [right] if isinstance(right, str) else right
        if not isinstance(right, list) or not right:
            reader.report(f"“{name}” has no right choice", "write right: and its id", *path)
            right = []
        for choice in right:
            self.check_choice(reader, choice, *path, "right")
        wrong = value.get("wrong", {})
        if not isinstance(wrong, dict) or not all(isinstance(w, dict) for w in wrong.values()):
            remedy = "write “choice: {message: …}” under it"
            reader.report("wrong holds no choices with messages", remedy, *path, "wrong")
            wrong = {}
        replies = {}
        for choice, said in wrong.items():
            here = (*path, "wrong", choice)
            self.check_choice(reader, choice, *here)
            if choice in right:
                reader.report(f"“{choice}” is right and wrong", "take it out of one of them", *here)
            if not said.get("misconception"):
                remedy = "write misconception: and what was misread, in words joined by -"
                reader.report("a misconception has no name", remedy, *here)
            replies[choice] = reader.reply(said, *here)
        reply = reader.reply(value, *path, names=("right", "wrong"), marks=False)
        return Row(tuple(map(str, right)), reply, replies)

    def check_choice(self, reader: KeyReader, choice: Any, *path: str | int) -> None:
        """Report a choice that is not offered."""
        if choice not in self.choices:
            near = did_you_mean(str(choice), self.choices)
            remedy = f"write {near or 'one of: ' + ', '.join(self.choices)}"
            reader.report(f"“{choice}” is not among the choices", remedy, *path)

    def reach(self, key: RowsKey) -> int:
        """How many rows there are."""
        return len(key.rows)

    def key_lines(self, key: RowsKey) -> Iterator[KeyLine]:
        """What is said when all is right, and then the rows."""
        yield KeyLine("All right", str(self.marks), key.message, key.evidence)
        for name, row in key.rows.items():
            right = " or ".join(self.choices[one] for one in row.right)
            yield KeyLine.of(f"{self.rows[name]} → {right}", "1", row.reply)
            for choice, reply in row.wrong.items():
                yield KeyLine.of(f"… → {self.choices[choice]}", "0", reply)

    def right_answers(self, key: RowsKey) -> list[str]:
        """The rows with what is right in them."""
        return [
            f"{self.rows[name]}: {' or '.join(self.choices[one] for one in row.right)}"
            for name, row in key.rows.items()
        ]

    def parts_given(self, answer: Any) -> list[Any]:
        """Each row that has a choice, with it."""
        return [{row: choice} for row, choice in self.read_answer(answer).items()]

    def to_accept(self, key: RowsKey, answer: Any) -> dict[str, Any]:
        """The row with the choice, which is right in it then."""
        [(row, choice)] = self.read_answer(answer).items()
        return {"row": row, "value": choice}

    def accept(
        self, reader: KeyReader, key: RowsKey, entry: Mapping[str, Any], *path: str | int
    ) -> RowsKey:
        """The key with one more right choice for a row."""
        reader.accepted(entry, *path, names=("row", "value"))
        name, choice = (str(entry.get(one)) for one in ("row", "value"))
        if name not in key.rows:
            remedy = f"write one of: {', '.join(key.rows)}"
            reader.report(f"“{name}” is not among the rows", remedy, *path, "row")
            return key
        self.check_choice(reader, choice, *path, "value")
        row = key.rows[name]
        wrong = {one: reply for one, reply in row.wrong.items() if one != choice}
        right = tuple(dict.fromkeys((*row.right, choice)))
        rows = {**key.rows, name: attrs.evolve(row, right=right, wrong=wrong)}
        return replaced(key, rows=rows)

    def read_answer(self, answer: Any) -> dict[str, str]:
        """The choice for each row that has one."""
        if type(answer) is not dict or len(answer) > len(self.rows):
            raise AnswerError("Your answer does not fit the rows.", "Choose again.")
        return {
            known(row, self.rows): known(choice, self.choices)
            for row, choice in answer.items()
            if choice not in ("", None)
        }

    def unfinished(self, found: Any) -> str:
        """How many rows have a choice, where not all have one."""
        count = f"{len(found)} of {len(self.rows)} lines have a choice."
        return count if len(found) < len(self.rows) else ""

    def score(self, key: RowsKey, answer: Any) -> Result:
        """Score the rows: one for each that has a right choice."""
        chosen = self.read_answer(answer)
        lines, replies, parts = [], [], []
        for name, row in key.rows.items():
            choice = chosen.get(name)
            if choice in row.right:
                is_vote = set(self.choices) <= set(row.right)
                parts.append(Verdict(name, COUNTED if is_vote else RIGHT))
                continue
            words = in_quotes(shorten(self.rows[name], 80))
            if choice is None:
                lines.append(f"{words} has no choice yet.")
                parts.append(Verdict(name, MISSING))
            else:
                reply = row.wrong.get(choice, row.reply)
                lines.append(f"{words}: {reply.message}")
                replies.append(reply)
                parts.append(Verdict(name, WRONG, reply.message))
        marks = len(key.rows) - len(lines)
        if not lines:
            return self.result(key, marks, [key.message], parts=parts)
        head = f"{marks} of {len(key.rows)} rows right."
        return self.result(key, marks, [head], replies, parts, lines)

    def answer_lines(self, answer: Any) -> list[tuple[str, str]]:
        """Each row and the choice for it."""
        if not isinstance(answer, Mapping):
            return super().answer_lines(answer)
        return [
            (text, self.choices.get(str(answer.get(row)), "–")) for row, text in self.rows.items()
        ]

    def part_in_words(self, part: Any) -> str:
        """A row and the choice for it."""
        [(row, choice)] = part.items()
        return f"{self.rows[row]} → {self.choices[choice]}"

    def part_ids(self, answer: Any) -> Iterable[str]:
        """The rows."""
        return self.rows

    def counted(self, answer: Any, key: RowsKey | None) -> Iterable[Hashable]:
        """The rows with the choices for them, as pairs."""
        return self.read_answer(answer).items()

    def misreadings(self, key: RowsKey) -> Iterator[Misreading]:
        """The choices that are wrong for their row."""
        for name, row in key.rows.items():
            holds = either(in_quotes(self.choices[one]) for one in row.right)
            for choice, words in self.choices.items():
                if choice not in row.right:
                    reply = row.wrong.get(choice, row.reply)
                    thought = f"chose {in_quotes(words)} for {in_quotes(self.rows[name])}."
                    yield Misreading(thought, (name, choice), reply, holds)
