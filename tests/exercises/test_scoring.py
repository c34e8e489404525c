"""Scoring loads nothing heavy. What it makes of an answer is in the tests of the kinds."""

import os
import subprocess
import sys


def test_scoring_needs_no_widget_and_no_table():
    heavy = "{'pandas', 'numpy', 'ipywidgets', 'anywidget', 'IPython'} & set(sys.modules)"
    load = "import sys, helpers.exercises.scoring; from helpers.exercises.kinds import kinds"
    code = f"{load}; kinds(); sys.exit(str({heavy} or ''))"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    assert done.stderr.strip() == ""
