"""A green run means something: a wrong table turns it red."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow


def spoil(kit, table, old, new):
    [path] = kit.glob(f"seeds/*/{table}.csv")
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")


def nbval(kit, *notebooks):
    command = [sys.executable, "-m", "pytest", "--nbval", "-q", "-p", "no:cacheprovider"]
    command += [f"notebooks/{notebook}.ipynb" for notebook in notebooks]
    return subprocess.run(command, cwd=kit, capture_output=True, text=True, encoding="utf-8")


def test_a_wrong_row_turns_the_run_red(kit):
    """A place, a date and a speaker, each in the notebook that is about it."""
    spoil(kit, "places", "53.9002,27.5665", "52.0976,23.7341")
    spoil(kit, "events", "Monday,2020-08-17", "Monday,2020-08-10")
    spoil(kit, "statements", ",zhao,said,direct,", ",lukashenko,said,direct,")
    names = ["02_geography", "03_timeline", "04_sourcing"]
    run = nbval(kit, *names)
    assert run.returncode == 1, run.stdout
    for name in names:
        assert f"FAILED notebooks/{name}.ipynb" in run.stdout
    assert "outputs" in run.stdout


def test_a_table_that_does_not_fit_says_so_without_a_traceback(kit):
    spoil(kit, "mentions", "Angela Merkel", "Angela Merkle")
    run = nbval(kit, "01_actors")
    assert run.returncode == 1
    assert "nearest text: “Angela Merkel”" in run.stdout
