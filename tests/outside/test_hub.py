"""Where the kit is not installed, or another copy of it is, a notebook finds the kit it is in."""

import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook
from support import ROOT

FOLDERS = ("notebooks", "notebooks/teacher")
CELL = "import helpers\nfrom helpers import open_lesson\nprint(helpers.__file__)"


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.parametrize("folder", FOLDERS)
def test_a_notebook_takes_the_kit_it_lies_in(kit, folder, monkeypatch):
    monkeypatch.delenv("PYTHONPATH")
    book = new_notebook(cells=[new_code_cell(CELL)])
    NotebookClient(book, resources={"metadata": {"path": str(kit / folder)}}).execute()
    assert book.cells[0].outputs[0].text.strip() == str(kit / "helpers" / "__init__.py")


def test_it_is_found_in_the_same_way_in_every_folder_of_notebooks():
    found = {path.parent for path in (ROOT / "notebooks").rglob("[!.]*.ipynb")}
    found = {path for path in found if ".ipynb_checkpoints" not in path.parts}
    assert found == {ROOT / folder for folder in FOLDERS}
    assert len({(folder / "helpers.py").read_bytes() for folder in found}) == 1
