"""Writes anew the tables of docs/*.md that say what the code asks for.

They stand between `<!-- made of NAME -->` and `<!-- end -->`; all other words are written by hand.
With --check nothing is written, and the exit code is 1 where a table is not as the code has it.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

import attrs
import yaml

DOCS = Path(__file__).resolve().parent
MODEL = DOCS.parent / "seeds" / "belarus-2020"
sys.path.insert(0, str(DOCS.parent))

from helpers.cli.main import COMMANDS  # noqa: E402
from helpers.common.errors import ReadingError  # noqa: E402
from helpers.exercises.exercise import Exercise, fields_of, own_fields  # noqa: E402
from helpers.exercises.kinds import kinds as all_kinds  # noqa: E402
from helpers.lesson.column_types import identifiers  # noqa: E402
from helpers.lesson.metadata import DATES, REQUIRED  # noqa: E402
from helpers.lesson.metadata import KINDS as FACTS  # noqa: E402
from helpers.lesson.tables import OPTIONAL, TABLES, columns  # noqa: E402
from helpers.packs.prompts import PLACES  # noqa: E402

MADE = re.compile(r"(<!-- made of (\w+) -->\n).*?(?=^<!-- end -->$)", re.DOTALL | re.MULTILINE)


def table(*rows: Iterable[str]) -> str:
    """A table in Markdown; the first row is its head."""
    head, *rest = [[cell.replace("|", "\\|") for cell in row] for row in rows]
    lines = [head, ["---"] * len(head), *rest]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def asked(read: Callable[[Any], Any]) -> str:
    """What `check` tells to write where a value is wrong; any text where it takes everything."""
    for wrong in ("<>", {}):
        try:
            read(wrong)
        except ReadingError as error:
            return re.sub(r"^write (it )?|, or (leave|take) .*", "", error.remedy)
        except (TypeError, AttributeError):  # the reader of a cell, which is always text
            break
    return "a text"


def tables() -> str:
    """The tables of a lesson and their columns."""
    parts = []
    for name, row_class in TABLES.items():
        rows = [("column", "must it be there?", "what to write")]
        for name_of, column in columns(row_class).items():
            one = "ids, parted by spaces," if column.read is identifiers else "an id"
            words = f"{one} of {column.to}" if column.to else asked(column.read)
            rows.append((f"`{name_of}`", "yes" if column.required else "no", words))
        left = "; the file may be left out" if name in OPTIONAL else ""
        about = " ".join((row_class.__doc__ or "").split())
        parts.append(f"### `{name}.csv`{left}\n\nA row is: {about[0].lower()}{about[1:]}\n")
        parts.append(table(*rows) + "\n")
    return "\n".join(parts)


def facts() -> str:
    """The facts of lesson.yaml."""
    rows = [("fact", "must it be there?", "what to write")]
    needed = dict.fromkeys((*REQUIRED, "sha256"), "yes") | dict.fromkeys(DATES, "one of the two")
    rows += [(f"`{name}`", needed.get(name, "no"), asked(read)) for name, read in FACTS.items()]
    return table(*rows) + "\n"


def prompts() -> str:
    """The places of notebooks that prompts.yaml has a text for."""
    named = ((f"`{one}`", ", ".join(f"`{name}`" for name in two)) for one, two in PLACES.items())
    return table(("notebook", "places"), *named) + "\n"


def common() -> str:
    """What every exercise has in exercises.yaml."""
    rows = [(f"`{name}`", asked(one.metadata["read"])) for name, one in fields_of(Exercise).items()]
    return table(("field", "what to write"), *rows) + "\n"


def kinds() -> str:
    """The kinds of exercise, with what each needs, and may have, besides."""
    rows = [("kind", "needs", "may have", "one of the lesson")]
    lesson = yaml.safe_load((MODEL / "exercises.yaml").read_text("utf-8"))["exercises"]
    models = {one["kind"]: f"`{one['id']}`" for one in reversed(lesson)}
    for name, kind in all_kinds().items():
        fields = [fields_of(kind)[one] for one in own_fields(kind)]
        told = [
            "; ".join(
                f"`{one.name}`: {asked(one.metadata['read'])}"
                for one in fields
                if (one.default is attrs.NOTHING) is needed
            )
            for needed in (True, False)
        ]
        rows.append((f"`{name}`", *told, models.get(name, "")))
    return table(*rows) + "\n"


def standards() -> str:
    """The standards that the lesson serves, each with its objective and the exercises for it."""
    about = yaml.safe_load((MODEL / "lesson.yaml").read_text("utf-8"))
    exercises = yaml.safe_load((MODEL / "exercises.yaml").read_text("utf-8"))["exercises"]
    rows = [("standard", "what a student can do", "minutes", "exercises")]
    for objective in about["objectives"]:
        served = [one for one in exercises if one["objective"] == objective["id"]]
        minutes = sum(one["minutes"] for one in served)
        ids = ", ".join(f"`{one['id']}`" for one in served)
        for code in objective.get("standards", ()):
            rows.append((code, objective["text"], str(minutes), ids))
    return table(*rows) + "\n"


def plans() -> str:
    """The standards that each short lesson serves, by the minutes for it."""
    about = yaml.safe_load((MODEL / "lesson.yaml").read_text("utf-8"))
    exercises = yaml.safe_load((MODEL / "exercises.yaml").read_text("utf-8"))["exercises"]
    codes = {one["id"]: one.get("standards", []) for one in about["objectives"]}
    rows = [("lesson", "exercises", "standards")]
    for minutes, ids in about["plans"].items():
        served = {one["objective"] for one in exercises if one["id"] in ids}
        told = [code for name, found in codes.items() if name in served for code in found]
        rows.append((f"{minutes} minutes", str(len(ids)), ", ".join(told)))
    return table(*rows) + "\n"


def commands() -> str:
    """The commands and their options."""
    return "\n".join(map(command, COMMANDS))


def command(name: str) -> str:
    """A command: how it is called, what it does, and its options."""
    parser = parser_of(name)
    options = [one for one in parser._actions if one.dest != "help"]
    files = [one.metavar or one.dest for one in options if not one.option_strings]
    rows = [("option", "what it does")]
    for one in options:
        words = [*one.option_strings, *([] if one.nargs == 0 else [values(one)])]
        rows.append((f"`{' '.join(words)}`", parser._get_formatter()._expand_help(one)))
    called = " ".join([parser.prog, *map(str, files)])
    return f"## `{called}`\n\n{parser.description}\n\n{table(*rows)}\n"


def values(option: argparse.Action) -> str:
    """What is written behind an option, or stands for an argument."""
    if option.choices:
        return "|".join(map(str, option.choices))
    return str(option.metavar or option.dest.upper())


def parser_of(name: str) -> argparse.ArgumentParser:
    """The parser of a command."""
    parser = argparse.ArgumentParser(prog=f"python -m helpers {name}")
    import_module(f"helpers.cli.{name}").add(parser)
    return parser


ALL = (tables, facts, prompts, common, kinds, standards, plans, commands)
MAKERS = {one.__name__: one for one in ALL}


def made_anew(text: str) -> str:
    """A page with its tables as the code has them."""
    return MADE.sub(lambda found: f"{found[1]}\n{MAKERS[found[2]]()}\n", text)


def main() -> int:
    """Write the pages, or say which are not as the code has them."""
    check = sys.argv[1:] == ["--check"]
    pages = {page: page.read_text("utf-8") for page in sorted(DOCS.glob("*.md"))}
    other = {page: new for page, old in pages.items() if (new := made_anew(old)) != old}
    for page, text in other.items():
        print(f"{page.name} is not as the code has it." if check else f"{page.name} is new.")
        if not check:
            page.write_text(text, "utf-8", newline="\n")
    return int(check and bool(other))


if __name__ == "__main__":
    sys.exit(main())
