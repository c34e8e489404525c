"""The command line: which commands there are, and what is loaded for them."""

import subprocess
import sys

import pytest
from support import ROOT

from helpers.cli.main import COMMANDS, main

HEAVY = "{'pandas', 'yaml', 'cryptography', 'folium', 'matplotlib', 'helpers.lesson.lesson'}"


def test_help_names_every_command_and_loads_none():
    code = "import contextlib, sys\nfrom helpers.cli.main import main\n"
    code += "with contextlib.suppress(SystemExit):\n    main(['-h'])\n"
    code += f"print({HEAVY} & set(sys.modules))"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert all(f"    {name} " in done.stdout for name in ("check", "pack", "grade"))
    assert done.stdout.endswith("set()\n")


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_says_what_it_is_told(name, capsys):
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])
    assert ended.value.code == 0
    assert f"usage: python -m helpers {name} " in capsys.readouterr().out


@pytest.mark.parametrize("words", [[], ["seal", "copy"], ["unlock", "a"], ["--what", "check"]])
def test_what_is_no_command_ends_with_how_it_is_called(words, capsys):
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    assert "usage: python -m helpers" in capsys.readouterr().err
