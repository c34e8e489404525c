"""Choose several of the options: each one that fits, and no other."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Any

from helpers.common.text import in_quotes, shorten
from helpers.exercises.answers import AnswerError, known
from helpers.exercises.chosen import Chosen
from helpers.exercises.fields import with_fields, yes_or_no
from helpers.exercises.key import KeyLine, Misreading, OptionsKey, Place, Reply
from helpers.exercises.key_reader import KeyReader
from helpers.exercises.result import MISSING, RIGHT, WRONG, Result, Verdict

TICKED, LEFT_OUT = "ticked", "left out"  # what is counted of an option


@with_fields
class ChooseSeveral(Chosen):
    """Options are ticked: a mark for each that fits, less one for each that does not."""

    kind = "several"
    blank = "Nothing is ticked yet."
    in_parts = True
    marks_tell = True

    def read_key(self, reader: KeyReader, entry: dict[str, Any]) -> OptionsKey:
        """What is said to each option, and whether it fits."""

        def option(name: str, value: dict[str, Any], path: Place) -> Reply:
            fits = {
                one: bool(reader.read(yes_or_no, value.get(one, "no"), f"{one}: ", *path, one))
                for one in ("right", "optional")
            }
            if "right" not in value:
                remedy = "write right: yes or no"
                reader.report(f"“{name}” is neither right nor wrong", remedy, *path)
            return reader.reply(value, *path, names=fits, marks=False, **fits)

        shared = reader.shared(entry, "options", "message")
        return OptionsKey(**shared, options=reader.by_id(entry, "options", self.options, option))

    def reach(self, key: OptionsKey) -> int:
        """How many options have to be ticked."""
        return len(self.needed(key))

    def needed(self, key: OptionsKey) -> list[str]:
        """The options that have to be ticked."""
        return [name for name, one in key.options.items() if one.right and not one.optional]

    def fits(self, reply: Reply) -> bool:
        """Say whether an option fits."""
        return reply.right

    def key_lines(self, key: OptionsKey) -> Iterator[KeyLine]:
        """What is said when all is right, and then the options."""
        yield KeyLine("All right", str(self.marks), key.message, key.evidence)
        for name, one in key.options.items():
            worth = "either way" if one.optional else "fits" if one.right else "does not fit"
            yield KeyLine.of(self.options[name], worth, one)

    def parts_given(self, answer: Any) -> list[Any]:
        """Each option that was ticked."""
        return [[name] for name in self.read_answer(answer)]

    def to_accept(self, key: OptionsKey, answer: Any) -> dict[str, Any]:
        """The option, which may be ticked or not then."""
        [name] = self.read_answer(answer)
        return {"value": name}

    def accept(
        self, reader: KeyReader, key: OptionsKey, entry: Mapping[str, Any], *path: str | int
    ) -> OptionsKey:
        """The key with one more option that neither earns a mark nor costs one."""
        found = reader.accepted(entry, *path, names=("value",), right=True, optional=True)
        return self.with_option(reader, key, found, entry, *path)

    def read_answer(self, answer: Any) -> list[str]:
        """The options that were chosen, each once."""
        if type(answer) is not list or len(answer) > len(self.options):
            raise AnswerError("Your answer is no list of choices.", "Choose again.")
        chosen = [known(one, self.options) for one in answer]
        if len(set(chosen)) < len(chosen):
            raise AnswerError("Your answer names one choice twice.", "Choose again.")
        return chosen

    def score(self, key: OptionsKey, answer: Any) -> Result:
        """Score what was ticked: one for each that fits, less one for each that does not."""
        chosen, fits = self.read_answer(answer), self.needed(key)
        ticked = [key.options[name] for name in chosen if not key.options[name].right]
        missed = [key.options[name] for name in fits if name not in chosen]
        hits = len(fits) - len(missed)
        marks = max(0, hits - len(ticked))
        parts = [Verdict(name, RIGHT) for name in chosen if key.options[name].right]
        if not ticked and not missed:
            return self.result(key, marks, [key.message], parts=parts)
        head = f"You ticked {hits} of the {len(fits)} that fit"
        does = "does" if len(ticked) == 1 else "do"
        head += f", and {len(ticked)} that {does} not." if ticked else "."
        lines = []
        for name, reply in key.options.items():
            words = in_quotes(shorten(self.options[name], 80))
            if reply in ticked:
                lines.append(f"{words}: {reply.message}")
                parts.append(Verdict(name, WRONG, reply.message))
            elif reply in missed:
                lines.append(f"You left out {words}: {reply.message}")
                parts.append(Verdict(name, MISSING, reply.message))
        return self.result(key, marks, [head], [*ticked, *missed], parts, lines)

    def part_ids(self, answer: Any) -> Iterable[str]:
        """The options that were ticked."""
        return self.read_answer(answer)

    def left_out(self, part: str) -> str:
        """An option."""
        return self.options[part]

    def counted(self, answer: Any, key: OptionsKey | None) -> Iterable[Hashable]:
        """The options that were ticked, and those that were left out."""
        chosen = self.read_answer(answer)
        return [(TICKED if name in chosen else LEFT_OUT, name) for name in self.options]

    def misreadings(self, key: OptionsKey) -> Iterator[Misreading]:
        """The options that were ticked and do not fit, or were left out and do."""
        for name, reply in key.options.items():
            words = in_quotes(self.options[name])
            if not reply.right:
                yield Misreading(f"ticked {words}.", (TICKED, name), reply)
            elif not reply.optional:
                yield Misreading(f"did not tick {words}.", (LEFT_OUT, name), reply)
