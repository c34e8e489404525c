"""Match rows with choices, on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from helpers.common.text import plural
from helpers.exercises.answers import AnswerError
from helpers.exercises.key import RowsKey
from helpers.exercises.kinds.match import Match
from helpers.paper.kind import EMPTY, OnPaper, label_pairs, lettered, letters_in, span_of
from helpers.paper.lines import Lines

PAIR = re.compile(r"(\d+)\s*[.:)=→-]?\s*([A-Za-z.]+)\s*[,;/]?\s*")


class MatchOnPaper(OnPaper[Match]):
    """Numbered rows with a line each for the letter of a choice."""

    form = "rows"

    def shown(self, exercise: Match) -> dict[str, Any]:
        """The rows, and the choices with their letters."""
        return {"rows": list(exercise.rows.values()), "choices": label_pairs(exercise.choices)}

    def wants(self, exercise: Match) -> str:
        """The letters, row after row."""
        count, letters = len(exercise.rows), span_of(exercise.choices)
        return f"{plural(count, 'letter')} of {letters} in the order of rows, {EMPTY} for none"

    def read(self, exercise: Match, typed: str, lines: Lines) -> dict[str, str]:
        """The choice for each row: typed row after row, or each behind the number of its row."""
        rows = list(exercise.rows)
        if typed[:1].isdigit():
            return self.read_pairs(exercise, typed)
        chosen = letters_in(typed, exercise.choices)
        if len(chosen) != len(rows):
            raise AnswerError(
                f"There are {plural(len(chosen), 'letter')} for {plural(len(rows), 'row')}.",
                f"Type one a row, and {EMPTY} for a row that is empty; or 1B 3A.",
            )
        return {row: one for row, one in zip(rows, chosen, strict=True) if one}

    def read_pairs(self, exercise: Match, typed: str) -> dict[str, str]:
        """The choice for each row that is numbered."""
        rows, found = list(exercise.rows), dict[str, str]()
        if not re.fullmatch(f"(?:{PAIR.pattern})+", typed):
            raise AnswerError("These are no pairs of a row and a letter.", "Type 1B 2A 3C, or BAC.")
        for number, letter in PAIR.findall(typed):
            if not 1 <= int(number) <= len(rows):
                raise AnswerError(f"There is no row {int(number)}.", f"There are {len(rows)}.")
            chosen = letters_in(letter, exercise.choices)
            if len(chosen) != 1 or rows[int(number) - 1] in found:
                raise AnswerError(f"Row {int(number)} has two letters.", "Type one for each row.")
            found[rows[int(number) - 1]] = chosen[0]
        return {row: one for row, one in found.items() if one}

    def typed(self, exercise: Match, answer: Mapping[str, str], lines: Lines) -> str:
        """The letters, row after row."""
        letters = lettered(exercise.choices)
        joint = "" if all(len(one) == 1 for one in letters.values()) else " "
        return joint.join(letters.get(answer.get(row) or "", EMPTY) for row in exercise.rows)

    def labels(self, exercise: Match, key: RowsKey, lines: Lines) -> Iterator[str]:
        """What is right; then the number and letters of each row, and of what is named wrong."""
        letters, numbers = lettered(exercise.choices), numbered(exercise.rows)
        yield self.typed(exercise, {name: row.right[0] for name, row in key.rows.items()}, lines)
        for name, row in key.rows.items():
            yield f"{numbers[name]} {' or '.join(letters[one] for one in row.right)}"
            yield from (f"{numbers[name]} {letters[choice]}" for choice in row.wrong)


def numbered(names: Mapping[str, Any]) -> dict[str, int]:
    """The numbers of rows, from 1."""
    return {name: number for number, name in enumerate(names, 1)}


ON_PAPER = MatchOnPaper()
