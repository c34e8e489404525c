"""What an installed kit sets for every JupyterLab of its environment."""

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import nbformat
import pytest
from jupyterlab_server.config import get_page_config
from support import ROOT

NEWS = "@jupyterlab/apputils-extension:announcements"
# JupyterLab, up to where it would open its port. It says how it passes messages, and if root may.
START = """import sys
from jupyter_core import paths
paths.ENV_CONFIG_PATH[:], paths.SYSTEM_CONFIG_PATH[:] = sys.argv[1:], []
{before}
from jupyterlab.labapp import LabApp
server = LabApp.initialize_server(["--no-browser"])
print(server.web_app.settings["kernel_websocket_connection_class"].__name__, server.allow_root)"""
# A notebook of the kit, and one of somebody else, as HTML.
EXPORT = """import sys
{before}
from nbconvert.nbconvertapp import main
main(["--to", "html", *sys.argv[1:]])"""
GONE = "sys.modules['helpers'] = None"  # as where the kit was installed, and its folder is deleted


@pytest.fixture
def installed(tmp_path):
    """Return a prefix in which the files that the wheel shares lie where it puts them."""
    build = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]
    for source, target in build["targets"]["wheel"]["shared-data"].items():
        (tmp_path / target).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / target).write_bytes((ROOT / source).read_bytes())
    return tmp_path


def test_nobody_is_asked_about_news(installed, monkeypatch):
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(installed / "none"))
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", str(installed / "etc" / "jupyter"))
    assert NEWS in get_page_config([])["disabledExtensions"]


def test_jupyterlab_still_calls_what_asks_about_news_by_that_name():
    scripts = (Path(sys.prefix) / "share" / "jupyter" / "lab" / "static").glob("jlab_core.*.js")
    assert any(NEWS in one.read_text("utf-8") for one in scripts)


def test_no_news_and_no_update_is_looked_for(installed):
    config = installed / "etc" / "jupyter" / "jupyter_config.json"
    lab = json.loads(config.read_text("utf-8"))["LabApp"]
    assert lab["news_url"] is None
    assert lab["check_for_updates_class"] == "jupyterlab.NeverCheckForUpdate"


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.parametrize(
    ("before", "connection"),
    [("", "PromptConnection"), (GONE, "ZMQChannelsWebsocketConnection")],
    ids=["with the kit", "its folder is gone"],
)
def test_jupyterlab_starts_with_and_without_the_kit_and_never_as_root_unasked(
    installed, before, connection
):
    folders = {f"JUPYTER_{one}_DIR": str(installed / one) for one in ("CONFIG", "RUNTIME")}
    env = os.environ | folders | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", START.format(before=before), installed / "etc" / "jupyter"]
    done = subprocess.run(command, cwd=installed, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [connection, "False"]


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.parametrize(
    ("before", "told"),
    [("", "This part is left out of the page."), (GONE, "The longest\n<table>")],
    ids=["with the kit", "its folder is gone"],
)
def test_a_notebook_becomes_a_page_with_and_without_the_kit(installed, before, told):
    """With the kit, without its reference."""
    folders = {f"JUPYTER_{one}_DIR": str(installed / one) for one in ("CONFIG", "RUNTIME")}
    path = {"JUPYTER_CONFIG_PATH": str(installed / "etc" / "jupyter"), "PYTHONPATH": str(ROOT)}
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("Of somebody else")])
    nbformat.write(book, installed / "other.ipynb")
    notebooks = [installed / "other.ipynb", ROOT / "notebooks" / "00_read_the_article.ipynb"]
    command = [sys.executable, "-c", EXPORT.format(before=before), *notebooks]
    command += ["--output-dir", installed]
    env = os.environ | folders | path | {"JUPYTER_NO_CONFIG": ""}
    done = subprocess.run(command, cwd=installed, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert "Of somebody else" in (installed / "other.html").read_text("utf-8")
    made = (installed / "00_read_the_article.html").read_text("utf-8")
    assert told in made
    assert ("left out" in made) != ("The longest\n<table>" in made)


@pytest.mark.long
@pytest.mark.slow
def test_the_reference_is_on_the_page_for_who_asks_in_the_terminal(installed):
    folders = {f"JUPYTER_{one}_DIR": str(installed / one) for one in ("CONFIG", "RUNTIME")}
    path = {"JUPYTER_CONFIG_PATH": str(installed / "etc" / "jupyter"), "PYTHONPATH": str(ROOT)}
    notebook = ROOT / "notebooks" / "00_read_the_article.ipynb"
    command = [sys.executable, "-m", "jupyter", "nbconvert", "--to", "html", notebook]
    command += ["--StudentPage.with_reference=True", "--output-dir", installed]
    env = os.environ | folders | path
    done = subprocess.run(command, cwd=installed, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    made = (installed / "00_read_the_article.html").read_text("utf-8")
    assert "The longest\n<table>" in made
    assert "left out" not in made
