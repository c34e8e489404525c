"""A link made at the desk says how far it is, and is stopped without anything half made."""

import pytest
from support.grade_run import snapshot

from helpers.desk.at_desk import hand_out
from helpers.desk.work import Stopped, Work

pytestmark = [pytest.mark.slow, pytest.mark.long]


@pytest.fixture
def desk(kit, python, monkeypatch):
    """The kit, in which we are, with what Python in a browser needs."""
    if not (kit / ".cache").exists():
        (kit / ".cache").symlink_to(python, target_is_directory=True)
    monkeypatch.chdir(kit)
    return kit


def test_it_says_how_far_it_is_and_is_the_folder_of_the_command(desk):
    told = []
    work = Work(told.append)
    choice = {"notebooks": ["00"], "class_name": "7B"}
    reply = hand_out("site", "for 7B", choice, work.progress)
    assert reply["path"] == "for-7B-site"
    assert (desk / "packs" / "for-7B-site" / "lab" / "index.html").is_file()
    steps = [one["progress"]["what"] for one in told]
    assert steps[0] == "Fetching Python for the browser" and "Writing the folder" in steps


def test_stopped_while_python_is_fetched_it_leaves_no_folder(desk):
    def stop(_):
        work.stop()

    work = Work(stop)
    before = snapshot(desk / "packs")
    with pytest.raises(Stopped):
        hand_out("site", "for 7B", {"notebooks": ["00"]}, work.progress)
    assert snapshot(desk / "packs") == before
