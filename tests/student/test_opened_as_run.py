"""A notebook that another Python has saved opens as if this one had, and stays trusted."""

import asyncio
import sys
from types import SimpleNamespace

import nbformat
import pytest
from jupyter_core.utils import ensure_async
from jupyter_server.services.contents.filemanager import AsyncFileContentsManager
from jupyter_server.services.contents.largefilemanager import LargeFileManager

from helpers.student.opened_as_run import _load_jupyter_server_extension

HERE = sys.version.split()[0]
SAVED = {"name": "python", "version": "3.2.1", "mimetype": "text/x-python"}
EACH = pytest.mark.parametrize("kind", [AsyncFileContentsManager, LargeFileManager])


def opened(manager):
    """The notebook as the page gets it."""
    return asyncio.run(ensure_async(manager.get("a.ipynb")))["content"]


@pytest.fixture
def manager(kind, tmp_path, monkeypatch):
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))
    found = kind(root_dir=str(tmp_path))
    _load_jupyter_server_extension(SimpleNamespace(contents_manager=found))
    return found


def write(folder, metadata):
    html = nbformat.v4.new_output("display_data", {"text/html": "<script></script>"})
    cells = [nbformat.v4.new_code_cell("1", outputs=[html])]
    book = nbformat.v4.new_notebook(cells=cells, metadata=metadata)
    nbformat.write(book, folder / "a.ipynb")
    return nbformat.read(folder / "a.ipynb", 4)


@EACH
def test_the_version_is_that_of_the_python_that_runs_it(manager, tmp_path):
    write(tmp_path, {"language_info": SAVED})
    before = (tmp_path / "a.ipynb").read_bytes()
    assert opened(manager)["metadata"] == {"language_info": SAVED | {"version": HERE}}
    assert (tmp_path / "a.ipynb").read_bytes() == before


@EACH
@pytest.mark.parametrize("metadata", [{}, {"language_info": {"name": "R", "version": "3.2.1"}}])
def test_what_is_not_of_python_is_left_as_it_is(manager, tmp_path, metadata):
    write(tmp_path, metadata)
    assert opened(manager)["metadata"] == metadata


@EACH
def test_only_what_was_trusted_is_trusted(manager, tmp_path):
    book = write(tmp_path, {"language_info": SAVED})
    assert opened(manager)["cells"][0]["metadata"]["trusted"] is False
    manager.notary.sign(book)
    assert opened(manager)["cells"][0]["metadata"]["trusted"] is True
