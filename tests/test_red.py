"""A green run means something: a wrong table turns it red."""

import subprocess
import sys

import pytest


def spoil(kit, table, old, new):
    [path] = kit.glob(f"seeds/*/{table}.csv")
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")


def nbval(kit, notebook):
    command = [sys.executable, "-m", "pytest", "--nbval", f"notebooks/{notebook}.ipynb", "-q"]
    return subprocess.run(command, cwd=kit, capture_output=True, text=True, encoding="utf-8")


@pytest.mark.parametrize(
    ("notebook", "table", "old", "new"),
    [
        pytest.param("02_geography", "places", "53.9002,27.5665", "52.0976,23.7341", id="place"),
        pytest.param(
            "04_sourcing",
            "statements",
            ",zhao,said,direct,",
            ",lukashenko,said,direct,",
            id="speaker",
        ),
        pytest.param("03_timeline", "events", "Monday,2020-08-17", "Monday,2020-08-10", id="date"),
    ],
)
def test_a_wrong_row_turns_the_run_red(kit, notebook, table, old, new):
    spoil(kit, table, old, new)
    run = nbval(kit, notebook)
    assert run.returncode == 1, run.stdout
    assert "Cell execution" in run.stdout or "outputs" in run.stdout
    assert " failed" in run.stdout


def test_a_table_that_does_not_fit_says_so_without_a_traceback(kit):
    spoil(kit, "mentions", "Angela Merkel", "Angela Merkle")
    run = nbval(kit, "01_actors")
    assert run.returncode == 1
    assert "nearest text: “Angela Merkel”" in run.stdout
