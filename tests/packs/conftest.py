"""What tests of packs share: a kit to pack from, and nobody's own answers."""

import shutil

import pytest
from support import ROOT

from helpers.lesson import seal


@pytest.fixture(autouse=True)
def alone(monkeypatch, tmp_path):
    """Nobody's own answers are read or changed, no lesson is named, and sealing is quick."""
    monkeypatch.setenv("WORK", str(tmp_path / "work"))
    monkeypatch.delenv("LESSON", raising=False)
    monkeypatch.setattr(seal, "WORK", 2)


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """Return a copy of the kit, which tests leave as it is but for packs/."""
    left = shutil.ignore_patterns(".git", ".venv", "work", "__pycache__", ".*_cache", "fixtures")
    return shutil.copytree(ROOT, tmp_path_factory.mktemp("kit") / "kit", ignore=left)
