"""A class that answers by the link gets the gradebook of one that has the kit, byte for byte."""

import os
import zipfile

import pytest
from support.browser import Browser, needs_browser
from support.class_layouts import Placed
from support.class_maker import Maker
from support.grade_run import grade_apart, off, snapshot
from support.link import answered, in_kit, in_worker

from helpers.packs.pack import pack

STUDENTS = int(os.environ.get("STUDENTS", "2"))  # 12 is a class

pytestmark = [pytest.mark.slow, pytest.mark.long]


@pytest.fixture(scope="module")
def unpacked(site, kit, tmp_path_factory):
    """The kit as a student of that class unpacks it."""
    folder = tmp_path_factory.mktemp("local")
    pack(kit, folder / "reading.zip", class_name="7B", due="2026-12-01")
    with zipfile.ZipFile(folder / "reading.zip") as archive:
        archive.extractall(folder / "kit")
    return folder / "kit"


@needs_browser
def test_all_that_grading_gives_is_the_same_as_with_the_kit(address, kit, unpacked, tmp_path):
    maker, placed = Maker(), []
    notebooks = {one.id: one.notebook for one in maker.exercises}
    with Browser() as browser:
        page = browser.new_page()
        page.goto(f"{address}manifest.webmanifest")
        for student in maker.students(STUDENTS):
            asked = answered(student, notebooks)
            for door, replies in (
                ("link", in_worker(page, asked)),
                ("kit", in_kit(unpacked, asked)),
            ):
                path = tmp_path / door / "class" / replies[-1]["file"]
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(replies[-1]["text"], "utf-8")
            placed.append(Placed(student, path.name))
    graded = {}
    for door in ("link", "kit"):
        out = tmp_path / door / "out"
        run = grade_apart(tmp_path / door / "class", "--out", out, kit=kit)
        assert run.code == 0, run.said
        assert off(out, placed, maker) == {}
        graded[door] = snapshot(out)
    assert len(graded["kit"]) > STUDENTS and graded["link"].keys() == graded["kit"].keys()
    assert [name for name, data in graded["kit"].items() if graded["link"][name] != data] == []
