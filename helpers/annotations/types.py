"""What the types of other tools mean here, as types.yaml says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from attrs import frozen

from helpers.annotations.marks import Mark
from helpers.common.yaml_reader import compose

FILE = Path(__file__).with_name("types.yaml")
MEANINGS = ("actor", "place", "time", "source", "cue", "content", "statement")


@frozen
class Meaning:
    """What a mark is: one of MEANINGS, for an actor its kind, and the feature that told it."""

    what: str
    kind: str = ""
    told_by: str = ""


@frozen
class Types:
    """The meanings of types, and the columns of features, both by plain names."""

    meanings: Mapping[str, Meaning]
    columns: Mapping[str, str]

    def of(self, mark: Mark) -> Meaning | None:
        """What a mark is, by its layer, or else by one of its features; None where none says."""
        if found := self.named(mark.layer):
            return found
        for name, value in mark.features.items():
            if found := self.named(value):
                return Meaning(found.what, found.kind, name)
        return None

    def named(self, name: str) -> Meaning | None:
        """What a type or a role means; None where the file does not have it."""
        return self.meanings.get(plain(name))

    def column(self, feature: str) -> str:
        """The column that a feature fills, as far as its table has it."""
        return self.columns.get(plain(feature), feature)


def plain(name: str) -> str:
    """A type in small letters, without its package, and with no signs in it."""
    return re.sub(r"[\W_]", "", name.rpartition(".")[2].lower())


@cache
def types() -> Types:
    """What types.yaml says."""
    said: Mapping[str, Any] = compose(FILE.read_text("utf-8"), "put it back as it was").value
    meanings: dict[str, Meaning] = {}
    for what in MEANINGS:
        kinds = said[what] if isinstance(said[what], dict) else {"": said[what]}
        for kind, names in kinds.items():
            for name in names:
                meanings[plain(name)] = Meaning(what, "" if kind == "any" else kind)
    columns = {plain(name): column for column, some in said["columns"].items() for name in some}
    return Types(meanings, columns)
