"""What a notebook of a pack shows before it is run, as the kit's own do: questions and titles.

Nothing else of a saved output goes along, since it may tell an answer.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from html import unescape
from typing import Any

from helpers.exercises.exercise import Exercise
from helpers.exercises.stand_in import (
    PANELS,
    StandIn,
    bare_fold,
    bare_panel,
    bare_questions,
    in_a_line,
)
from helpers.packs.notebooks import Cell, Notebook, called, lines_of, source_of

FOLDED = "outputs_hidden"
OPENS = "open_notebook("  # in the cell that says which article it is
TITLE = "Our reading"


def not_run(notebook: Notebook, headline: str = "") -> Notebook:
    """A notebook as if it had never been run, but for the titles of its folded cells.

    Where it was run with another article than that with the headline, no title names anybody.
    """
    is_ours = headline in opened(notebook)
    cells = [
        with_title(one, is_ours) if one["cell_type"] == "code" else one for one in notebook["cells"]
    ]
    about = {name: one for name, one in notebook["metadata"].items() if name != "widgets"}
    return notebook | {"cells": cells, "metadata": about}


def opened(notebook: Notebook) -> str:
    """What was said when a notebook that is saved as it was run opened its lesson."""
    outputs = [
        one
        for cell in notebook["cells"]
        if cell["cell_type"] == "code" and OPENS in source_of(cell)
        for one in cell.get("outputs", ())
    ]
    return "".join("".join(one.get("data", {}).get("text/plain", "")) for one in outputs)


def with_title(cell: Cell, is_ours: bool = True) -> Cell:
    """A code cell with no output but the title of its fold; without a title it is not folded.

    What is not ours was saved with another article.
    """
    jupyter = cell["metadata"].get("jupyter", {})
    if not jupyter.get(FOLDED):
        return showing(cell, None)
    title = saved_title(cell) or caption(cell)
    if not is_ours and any(word[0].isupper() for word in title.split()[1:]):
        title = TITLE
    if title:
        return showing(cell, bare_fold(title))
    rest = {name: one for name, one in jupyter.items() if name != FOLDED}
    return showing(cell | {"metadata": cell["metadata"] | {"jupyter": rest}}, None)


def saved_title(cell: Cell) -> str:
    """The title over what a cell has shown, as its saved output has it; or nothing.

    Only what the kit has put under a title has it alone on the first line of both its texts. The
    first line of a bare value, or of a table without a title, would be an answer itself.
    """
    data: dict[str, Any] = next((one.get("data", {}) for one in cell.get("outputs", ())), {})
    html, text = (
        "".join(data.get(f"text/{kind}", "")).partition("\n") for kind in ("html", "plain")
    )
    return text[0] if unescape(html[0]) == text[0] and html[2] and text[2] else ""


def caption(cell: Cell) -> str:
    """The caption that stands in the last line of a cell, as show(value, "caption"); or nothing."""
    match lines_of(cell)[-1:]:
        case [ast.Expr(ast.Call(ast.Name("show"), [_, ast.Constant(str() as words)]))]:
            return words.partition("\n")[0]
    return ""


def with_questions(notebook: Notebook, number: str, exercises: Sequence[Exercise]) -> Notebook:
    """A notebook, by its number such as 01, that shows what it asks of these exercises."""
    own = [one for one in exercises if one.notebook == number]
    shown = [(cell, stand_in(cell, number, own)) for cell in notebook["cells"]]
    return notebook | {"cells": [showing(cell, one) if one else cell for cell, one in shown]}


def stand_in(cell: Cell, number: str, exercises: Sequence[Exercise]) -> StandIn | None:
    """What stands for what the last line of a cell asks; None where it asks nothing.

    Of several lines a notebook shows the last.
    """
    for line in lines_of(cell)[-1:]:
        match called(line):
            case "ask", place:
                return bare_questions([one for one in exercises if one.place == place], number)
            case "answer", place:
                coded = (one for one in exercises if one.place == place and one.from_code)
                return next((in_a_line(one.blank) for one in coded), None)
            case "panel", name if name in PANELS:
                return bare_panel(name, number)
    return None


def showing(cell: Cell, shown: StandIn | None) -> Cell:
    """A code cell that has not been run, and shows something all the same, or nothing."""
    outputs: list[dict[str, Any]] = []
    if shown:
        texts = {"text/html": shown.html, "text/plain": shown.text}
        data = {kind: text.splitlines(keepends=True) for kind, text in texts.items()}
        outputs = [{"data": data, "metadata": {}, "output_type": "display_data"}]
    return cell | {"outputs": outputs, "execution_count": None}
