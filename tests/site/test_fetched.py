"""What a site needs from elsewhere: only what is exactly as it must be is taken, and it is kept."""

import hashlib
import io
import json
import subprocess
import tarfile
import zipfile
from pathlib import Path

import pytest

from helpers.common.errors import KitError
from helpers.site import fetched

HELD = {"a.mjs": b"one", "b.wasm": b"two"}


@pytest.fixture
def wanted(tmp_path, monkeypatch):
    """Two files that are wanted for the page, and one for the lab; nowhere are they to be had."""
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in HELD.items()}
    of_lab = {"c.whl": hashlib.sha256(b"three").hexdigest()}
    told = {
        "page": [{"what": "Python 1", "files": digests}],
        "lab": [{"what": "a library", "files": of_lab}],
    }
    (tmp_path / "fetched.json").write_text(json.dumps(told))
    monkeypatch.setattr(fetched, "__file__", str(tmp_path / "fetched.py"))
    for place in ("from_official", "from_npm", "from_pip"):
        monkeypatch.setattr(fetched, place, fails(OSError("no network"), place))


def gives(files):
    """A place that gives some files."""

    def from_somewhere(*_):
        return files.items()

    return from_somewhere


def fails(error, name="from_somewhere"):
    """A place that cannot be reached."""

    def from_nowhere(*_):
        raise error

    from_nowhere.__name__ = name
    return from_nowhere


def test_what_is_fetched_once_is_kept(tmp_path, wanted, monkeypatch):
    with monkeypatch.context() as first:
        first.setattr(fetched, "from_npm", gives(HELD | {"more.txt": b"no"}))
        assert fetched.fetched(tmp_path / "cache", "page") == HELD
    assert fetched.fetched(tmp_path / "cache", "page") == HELD
    assert {path.name for path in (tmp_path / "cache").iterdir()} == {"a.mjs", "b.wasm"}


def test_a_file_that_is_not_as_it_must_be_is_fetched_elsewhere(tmp_path, wanted, monkeypatch):
    monkeypatch.setattr(fetched, "from_official", gives({"a.mjs": b"one", "b.wasm": b"another"}))
    monkeypatch.setattr(fetched, "from_pip", gives({"b.wasm": b"two"}))
    assert fetched.fetched(tmp_path, "page") == HELD
    assert (tmp_path / "b.wasm").read_bytes() == b"two"


def test_a_damaged_file_in_the_cache_is_fetched_again(tmp_path, wanted, monkeypatch):
    monkeypatch.setattr(fetched, "from_npm", gives(HELD))
    fetched.fetched(tmp_path, "page")
    (tmp_path / "a.mjs").write_bytes(b"on")
    assert fetched.fetched(tmp_path, "page") == HELD
    assert (tmp_path / "a.mjs").read_bytes() == b"one"


@pytest.mark.parametrize(
    "error, why",
    [
        (OSError("no network"), "no network"),
        (subprocess.CalledProcessError(1, "pip", stderr=b"much\nERROR: not there\n"), "not there"),
        (subprocess.TimeoutExpired("pip", 5), "timed out"),
        (tarfile.ReadError("no archive"), "no archive"),
        (zipfile.BadZipFile("no ZIP file"), "no ZIP file"),
    ],
)
def test_what_cannot_be_had_is_named_with_what_to_do(tmp_path, wanted, monkeypatch, error, why):
    monkeypatch.setattr(fetched, "from_npm", gives({"a.mjs": b"one"}))
    monkeypatch.setattr(fetched, "from_pip", fails(error, "from_pip"))
    with pytest.raises(KitError) as found:
        fetched.fetched(tmp_path / "cache", "page", "lab")
    words = str(found.value)
    assert "A site needs Python 1, a library, of which 2 files could not be had." in words
    assert "Connect this computer to the internet" in words and "the folder cache" in words
    assert why in words and "much" not in words
    monkeypatch.setattr(fetched, "from_npm", gives({}))
    monkeypatch.setattr(fetched, "from_pip", gives({"b.wasm": b"two", "c.whl": b"three"}))
    # What was had the first time is there.
    assert fetched.fetched(tmp_path / "cache", "page", "lab") == HELD | {"c.whl": b"three"}


def test_of_a_wheel_the_files_in_it_are_taken_too(tmp_path, monkeypatch):
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as wheel:
        wheel.writestr("somebody/assets/a.mjs", b"one")
        wheel.writestr("somebody/assets/other.txt", b"no")

    def download(command, cwd, **_):
        assert command[-1] == "carrier==1"
        (cwd / "carrier-1-py3-none-any.whl").write_bytes(raw.getvalue())

    monkeypatch.setattr(fetched.subprocess, "run", download)
    found = dict(fetched.from_pip({"pip": "carrier==1"}, {"a.mjs"}, tmp_path))
    assert found == {"carrier-1-py3-none-any.whl": raw.getvalue(), "a.mjs": b"one"}


def test_each_file_has_a_digest_and_the_official_place_comes_first():
    told = json.loads(Path(fetched.__file__).with_suffix(".json").read_text("utf-8"))
    sources = [*told["page"], *told["lab"]]
    for source in sources:
        assert source["files"], source["what"]
        assert all(len(one) == 64 for one in source["files"].values())
        assert source.keys() & {"official", "pip", "npm"}
    official = {one["official"] for one in sources if "official" in one}
    assert official == {"https://cdn.jsdelivr.net/pyodide/v0.27.7/full/"}
    [python] = told["page"]
    assert {"pyodide.mjs", "pyodide.asm.wasm", "python_stdlib.zip"} <= python["files"].keys()
