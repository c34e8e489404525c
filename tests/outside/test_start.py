"""The one command that opens the kit: set up once, then without a network, and no traceback."""

import ast
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from support import ROOT, copied_kit

START = ROOT / "start.py"
# Runs the file as a command, after words that make this Python another one.
AS_IF = """import runpy, sys
del sys.argv[0]
{}
runpy.run_path(sys.argv[0], {{}}, "__main__")"""
UTF8 = os.environ | {"PYTHONUTF8": "1"}


def said(done):
    """Return the one sentence, or few, with which a start ended."""
    assert done.returncode == 1 and "Traceback" not in done.stderr, done.stderr
    return done.stderr


def start_module():
    """Return the file as a module, of which nothing is run."""
    spec = importlib.util.spec_from_file_location("start", START)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def start_as_if(words, folder):
    """Start the kit in a folder by a Python that is changed by words of code."""
    command = [sys.executable, "-c", AS_IF.format(words), str(folder / "start.py")]
    return subprocess.run(command, capture_output=True, encoding="utf-8", env=UTF8)


@pytest.fixture
def alone(tmp_path):
    """A folder with the command, and nothing else of the kit."""
    return Path(shutil.copy(START, tmp_path)).parent


# -------------------------------------------------------------- an old Python, or half of one
@pytest.mark.parametrize("version", [(3, 6, 15), (3, 9, 18), (3, 10, 13)], ids=str)
def test_an_old_python_is_told_what_to_get_and_where(alone, version):
    words = said(start_as_if(f"sys.version_info = {version}", alone))
    assert f"needs Python 3.11 to 3.14, and you have 3.{version[1]}." in words
    assert "https://www.python.org/downloads/" in words and len(words.splitlines()) == 1
    assert [*alone.iterdir()] == [alone / "start.py"]


def test_an_old_python_can_read_all_of_it():
    tree = ast.parse(START.read_text("utf-8"), feature_version=(3, 7))
    # Python 3.6 knows no annotations of the future, and none before 3.9 a list of something.
    assert not [one for one in ast.walk(tree) if getattr(one, "module", "") == "__future__"]
    hints = [one.returns for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)]
    hints += [one.annotation for one in ast.walk(tree) if isinstance(one, ast.arg)]
    assert {type(one) for one in hints if one} == {ast.Name, ast.Constant}


def test_a_python_for_which_nothing_is_there_yet_is_told_so(alone):
    for name in ("requirements.txt", "pyproject.toml"):
        shutil.copy(ROOT / name, alone)
    words = said(start_as_if("sys.version_info = (3, 15, 0)", alone))
    assert "too new" in words and "Download 3.14 from https://www.python.org/downloads/" in words
    assert len(words.splitlines()) == 1 and not (alone / ".venv").exists()


def test_the_pythons_it_takes_are_those_of_the_project_the_readme_and_ci():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    ci = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text("utf-8"))
    oldest, *_, newest = ci["jobs"]["everything"]["strategy"]["matrix"]["python"]
    assert project["requires-python"] == f">={oldest}"
    assert f"You need Python {oldest} to {newest}," in (ROOT / "README.md").read_text("utf-8")
    module = start_module()
    assert [tuple(map(int, one.split("."))) for one in (oldest, newest)] == [
        module.OLDEST,
        module.NEWEST,
    ]


def test_where_the_folder_is_not_unpacked_that_is_said(alone):
    words = said(start_as_if("pass", alone))
    assert "requirements.txt cannot be read" in words and "unpack all of it first" in words


def test_where_debian_left_out_a_part_of_python_it_is_named(alone):
    for name in ("requirements.txt", "pyproject.toml"):
        shutil.copy(ROOT / name, alone)
    words = said(start_as_if("sys.modules['ensurepip'] = None", alone))
    assert "sudo apt-get install python3-venv" in words and len(words.splitlines()) == 1


# --------------------------------------------------------------------------- the installation
STOPPED = """import subprocess
def run(*_, **__):
    raise KeyboardInterrupt
subprocess.run = run"""


def test_stopped_while_it_installs_it_says_so(alone):
    for name in ("requirements.txt", "pyproject.toml"):
        shutil.copy(ROOT / name, alone)
    assert said(start_as_if(STOPPED, alone)) == "Stopped. Give the command again to go on.\n"


@pytest.mark.parametrize(
    ("heard", "told"),
    [
        ("OSError: [Errno 28] No space left on device: 'x'", "The disk is full."),
        ("OSError: [WinError 112] There is not enough space on the disk", "The disk is full."),
        ("NameResolutionError: [Errno 11001] getaddrinfo failed", "Connect this computer"),
        (
            "WARNING: Retrying after connection broken by 'ReadTimeoutError: Read timed out.'",
            "Conn",
        ),
        ("ERROR: a wheel has no hash", "This is what was said:\nERROR: a wheel has no hash"),
    ],
)
def test_what_a_failing_step_says_is_told_in_a_sentence(heard, told):
    with pytest.raises(SystemExit, match=re.escape(told)) as ending:
        start_module().run(sys.executable, "-c", f"import sys; sys.exit({heard!r})")
    assert (heard in str(ending.value)) is (heard in told)


def test_tests_and_ci_install_what_the_command_installs():
    steps = [" ".join(one) for one in start_module().STEPS]
    readme = (ROOT / "README.md").read_text("utf-8")
    [tests] = re.findall(r"^python3 (.*) -m pytest --nbval$", readme, re.MULTILINE)
    of_tests = tests.replace(" -r tests/requirements.txt", "")
    assert re.findall(r"\.venv/bin/pip (install .*?) &&", of_tests) == steps
    for name in ("ci", "pages"):
        workflow = (ROOT / ".github" / "workflows" / f"{name}.yml").read_text("utf-8")
        assert [one for one in steps if f"pip {one}" not in workflow] == [], name


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """A kit with an environment that holds what this one holds, but not yet the kit itself."""
    kit = copied_kit(tmp_path_factory.mktemp("a kit") / "kit")
    venv = kit / ".venv"
    subprocess.run([sys.executable, "-m", "venv", venv], check=True)
    [packages] = [*venv.glob("lib/python*/site-packages"), *venv.glob("Lib/site-packages")]
    here = [path for path in sys.path if path.endswith("site-packages")]
    (packages / "there.pth").write_text("\n".join(here), "utf-8")
    return kit


def start(kit, *options):
    """Start the kit where no index of packages answers; `--version` ends JupyterLab at once."""
    nowhere = {"PIP_INDEX_URL": "http://127.0.0.1:9", "PIP_RETRIES": "1"}
    command = [sys.executable, kit / "start.py", *(options or ("--version",))]
    return subprocess.run(command, env=UTF8 | nowhere, capture_output=True, encoding="utf-8")


@pytest.mark.long
@pytest.mark.slow
def test_the_second_time_nothing_is_fetched(installed):
    """Where all is there, none is asked for; and the second time not even pip is."""
    first, second = start(installed), start(installed)
    assert first.returncode == second.returncode == 0, first.stderr + second.stderr
    assert "Setting up." in first.stdout and "already satisfied" in first.stdout
    assert re.fullmatch(r"4\.\d+\.\d+\n", second.stdout)


@pytest.mark.long
@pytest.mark.slow
def test_what_an_installation_is_made_of_is_installed_again_where_it_changed(installed):
    for name in ("pyproject.toml", "helpers/student/jupyter/page_config.json"):
        start(installed)
        with (installed / name).open("a", encoding="utf-8") as file:
            file.write("\n")
        assert "Setting up." in start(installed).stdout, name
    moved = installed.rename(installed.with_name("moved"))
    try:
        assert "Setting up." in start(moved).stdout
    finally:
        moved.rename(installed)


@pytest.mark.long
@pytest.mark.slow
def test_without_a_network_that_is_said_and_the_next_time_it_goes_on(installed):
    start(installed)
    needed = installed / "requirements.txt"
    before = needed.read_text("utf-8")
    needed.write_text(f"{before}\nnowhere==1 --hash=sha256:{'0' * 64}\n", "utf-8")
    words = said(start(installed))
    assert "Connect this computer to the internet" in words and len(words.splitlines()) == 1
    assert start(installed).returncode == 1
    needed.write_text(before, "utf-8")
    done = start(installed)
    assert done.returncode == 0 and "already satisfied" in done.stdout


@pytest.mark.long
@pytest.mark.slow
def test_what_is_written_behind_the_command_goes_to_jupyterlab(installed):
    done = start(installed, "--show-config", "--ip=127.0.0.9")
    assert done.returncode == 0 and "127.0.0.9" in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="a shell of Unix runs it")
@pytest.mark.parametrize("code", [0, 3])
def test_a_double_click_on_a_mac_runs_it_from_its_own_folder(tmp_path, code):
    """With a stand-in for what opens the kit; where that fails the window stays."""
    folder = tmp_path / "kit with spaces"
    folder.mkdir()
    shutil.copy(ROOT / "start.command", folder)
    told = "import os, sys; print(os.getcwd(), sys.argv[1:]); sys.exit({})"
    (folder / "start.py").write_text(told.format(code), "utf-8")
    command = [folder / "start.command", "--allow-root"]
    how = {"cwd": "/", "input": "\n", "capture_output": True, "text": True}
    done = subprocess.run(command, **how)
    assert f"{folder} ['--allow-root']" in done.stdout
    assert done.returncode == bool(code)
    assert ("Press Enter to close this window." in done.stdout) == bool(code)


def test_a_double_click_on_windows_runs_the_command_that_the_readme_names():
    raw = (ROOT / "start.bat").read_bytes()
    assert raw.count(b"\r\n") == raw.count(b"\n"), "the Command Prompt needs both"
    assert b'py -3 "%~dp0start.py" %*' in raw and raw.isascii()
    assert "py -3 start.py" in (ROOT / "README.md").read_text("utf-8")
