"""Write an answer of some length, which a person marks by a rubric."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from helpers.common.errors import ReadingError
from helpers.common.text import plural
from helpers.exercises.answers import typed
from helpers.exercises.exercise import LEVELS, Exercise
from helpers.exercises.fields import declared, number, text, with_fields
from helpers.exercises.key import KeyLine, LevelsKey, Misreading
from helpers.exercises.key_reader import KeyReader
from helpers.exercises.result import UNMARKED, Evidence, Result
from helpers.lesson.article import WORD

LONGEST = 20_000  # characters


def rubric(value: Any) -> dict[str, str]:
    """A text for each level."""
    if not isinstance(value, dict) or list(value) != list(LEVELS):
        levels = ", ".join(LEVELS)
        raise ReadingError("it does not have the three levels", f"write under it: {levels}")
    return {level: text(one) for level, one in value.items()}


@with_fields
class Written(Exercise[LevelsKey]):
    """A written answer: `words` to aim for, and by `rubric` what an answer of each level does."""

    kind = "written"
    marked_by_person = True

    words: int = declared(number)
    rubric: Mapping[str, str] = declared(rubric)

    def read_key(self, reader: KeyReader, entry: dict[str, Any]) -> LevelsKey:
        """A sample answer of each level."""
        shared = reader.shared(entry, "levels", "message")
        levels = reader.read(rubric, entry.get("levels"), "levels: ", "levels")
        return LevelsKey(**shared, levels=levels or {})

    def reach(self, key: LevelsKey) -> int:
        """The marks of the highest level."""
        return max(LEVELS.values())

    def key_lines(self, key: LevelsKey) -> Iterator[KeyLine]:
        """The levels with their samples, and what the makers of the lesson found."""
        for level, sample in key.levels.items():
            yield KeyLine(f"{level}: {self.rubric[level]}", str(LEVELS[level]), f"“{sample}”")
        yield KeyLine("What we found", "", key.message, key.evidence)

    def right_answers(self, key: LevelsKey) -> list[str]:
        """A sample of the highest level."""
        return [key.levels[max(LEVELS, key=lambda level: LEVELS[level])]]

    def read_answer(self, answer: Any) -> str:
        """What was written."""
        return typed(answer, LONGEST).strip()

    def unfinished(self, found: Any) -> str:
        """How many words it has, where they are fewer than those to aim for."""
        count = count_words(found)
        return f"{count} words of the {self.words} to aim for." if count < self.words else ""

    def score(self, key: LevelsKey, answer: Any) -> Result:
        """A written answer unmarked, with what answers of each level look like."""
        count = count_words(self.read_answer(answer))
        lines = []
        if count < self.words:
            lines.append(f"Your answer has {count} words. Aim for {self.words}; you can go on.")
        lines += [key.message, "Hold yours beside these, and ask which it is nearest to."]
        lines += [f"{level} ({LEVELS[level]}): {one}" for level, one in key.levels.items()]
        evidence = (Evidence(key.evidence.at, key.evidence.quote),) if key.evidence else ()
        return Result(UNMARKED, None, self.marks, "\n".join(lines), evidence=evidence)

    def wait(self, attempts: Iterable[Any]) -> str:
        """Other answers are shown once two that differ had half of the words to aim for."""
        *_, last = texts = [" ".join(str(one).split()) for one in attempts]
        least = -(-self.words // 2)
        long = {one for one in texts if count_words(one) >= least}
        if len(long) > 1:
            return ""
        if count_words(last) < least:
            words = plural(count_words(last), "word")
            return f"Your answer has {words}. Write {least} or more, and check it again."
        return (
            "Read it once more, beside “What a good answer has”. Make one thing better, and check "
            "again. Then you see examples."
        )

    def answer_lines(self, answer: Any) -> list[tuple[str, str]]:
        """What was written, however long it is."""
        return [(answer, "")] if isinstance(answer, str) else super().answer_lines(answer)

    def misreadings(self, key: LevelsKey) -> Iterator[Misreading]:
        """None: that is for a person to see."""
        yield from ()


def count_words(words: str) -> int:
    """How many words a text has."""
    return len(WORD.findall(words))
