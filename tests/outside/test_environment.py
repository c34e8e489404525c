"""What an installed kit sets for every JupyterLab of its environment."""

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

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
