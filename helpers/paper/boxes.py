"""Options with lettered boxes, of which one or several are ticked."""

from __future__ import annotations

from typing import Any, TypeVar

from helpers.exercises.chosen import Chosen
from helpers.paper.kind import OnPaper, label_pairs

AnyChosen = TypeVar("AnyChosen", bound=Chosen)


class Boxes(OnPaper[AnyChosen]):
    """A box with a letter for each option."""

    form = "boxes"

    def shown(self, exercise: AnyChosen) -> dict[str, Any]:
        """The options with their letters."""
        return {"options": label_pairs(exercise.options)}
