"""Python for the browser: only what is exactly as it must be is taken, and it is kept."""

import hashlib
import json
import subprocess
import tarfile
from pathlib import Path

import pytest

from helpers.common.errors import KitError
from helpers.site import pyodide


@pytest.fixture
def wanted(tmp_path, monkeypatch):
    """Two files that are wanted, and what they hold."""
    held = {"a.mjs": b"one", "b.wasm": b"two"}
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in held.items()}
    told = {"version": "1", "npm": "x@1", "archive": "https://localhost/x", "files": digests}
    (tmp_path / "pyodide.json").write_text(json.dumps(told))
    monkeypatch.setattr(pyodide, "__file__", str(tmp_path / "pyodide.py"))
    return held


def gives(files):
    """A place that gives some files."""

    def from_somewhere(_, scratch):
        for name, data in files.items():
            (scratch / name).write_bytes(data)
        return list(scratch.iterdir())

    return from_somewhere


def nothing(*_):
    raise OSError("no network")


def test_what_is_fetched_once_is_kept(tmp_path, wanted, monkeypatch):
    monkeypatch.setattr(pyodide, "from_npm", gives(wanted | {"more.txt": b"no"}))
    assert pyodide.pyodide_files(tmp_path / "cache") == wanted
    monkeypatch.setattr(pyodide, "from_npm", nothing)
    monkeypatch.setattr(pyodide, "from_release", nothing)
    assert pyodide.pyodide_files(tmp_path / "cache") == wanted
    kept = {path.name for path in (tmp_path / "cache" / "pyodide-1").iterdir()}
    assert kept == {"a.mjs", "b.wasm"}


def test_a_file_that_is_not_as_it_must_be_is_fetched_elsewhere(tmp_path, wanted, monkeypatch):
    monkeypatch.setattr(pyodide, "from_npm", gives({"a.mjs": b"one", "b.wasm": b"another"}))
    monkeypatch.setattr(pyodide, "from_release", gives({"b.wasm": b"two"}))
    assert pyodide.pyodide_files(tmp_path / "cache") == wanted


def test_a_damaged_file_in_the_cache_is_fetched_again(tmp_path, wanted, monkeypatch):
    monkeypatch.setattr(pyodide, "from_npm", gives(wanted))
    pyodide.pyodide_files(tmp_path)
    (tmp_path / "pyodide-1" / "a.mjs").write_bytes(b"on")
    assert pyodide.pyodide_files(tmp_path) == wanted
    assert (tmp_path / "pyodide-1" / "a.mjs").read_bytes() == b"one"


@pytest.mark.parametrize(
    "error",
    [OSError("no network"), subprocess.CalledProcessError(1, "npm"), tarfile.ReadError("x")],
)
def test_what_cannot_be_had_is_named_with_what_to_do(tmp_path, wanted, monkeypatch, error):
    def fails(*_):
        raise error

    monkeypatch.setattr(pyodide, "from_npm", gives({"a.mjs": b"one"}))
    monkeypatch.setattr(pyodide, "from_release", fails)
    with pytest.raises(KitError) as found:
        pyodide.pyodide_files(tmp_path)
    words = str(found.value)
    assert "is not there: b.wasm." in words and "Connect this computer to the internet" in words
    assert "pyodide-1" in words and "a.mjs" not in words
    monkeypatch.setattr(pyodide, "from_npm", nothing)
    monkeypatch.setattr(pyodide, "from_release", gives({"b.wasm": b"two"}))
    assert pyodide.pyodide_files(tmp_path) == wanted  # what was had the first time is there


def test_each_file_has_a_digest_and_the_place_is_the_official_one():
    told = json.loads((Path(pyodide.__file__).with_suffix(".json")).read_text("utf-8"))
    assert all(len(one) == 64 for one in told["files"].values())
    assert told["archive"].startswith("https://github.com/pyodide/pyodide/releases/")
    assert {"pyodide.mjs", "pyodide.asm.wasm", "python_stdlib.zip"} <= told["files"].keys()
