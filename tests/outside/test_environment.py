"""What an installed kit sets for every JupyterLab of its environment."""

import json
import sys
import tomllib
from pathlib import Path

import pytest
from jupyterlab_server.config import get_page_config
from support import ROOT

NEWS = "@jupyterlab/apputils-extension:announcements"


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
