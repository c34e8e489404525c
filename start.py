"""Opens the kit: `python3 start.py`, on Windows `py -3 start.py`.

The first time it installs what the kit needs, into `.venv` beside it, which takes a network. After
that it opens the first notebook at once. What stands behind the command goes to JupyterLab.

An old Python has to read this whole file before it can be told that it is too old: nothing here is
newer than Python 3.6, but for what is called after `main` has asked which Python it is.
"""

import hashlib
import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

OLDEST, NEWEST = (3, 11), (3, 14)  # for which all that is locked can be had, as ci.yml sees to it
HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
PROGRAMS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = PROGRAMS / ("python.exe" if os.name == "nt" else "python")
MODULE = (str(PYTHON), "-P", "-m")  # whatever files a student puts into this folder
DONE = VENV / "installed.txt"  # the digest of what was installed, written when all of it was
STEPS = (
    ("install", "-r", "requirements.txt"),
    ("install", "--no-deps", "--no-build-isolation", "-e", "."),
)
# What is said where a step fails, by words of its messages.
TROUBLE = (
    (
        "No space left|not enough space",
        "The disk is full. The kit takes 550 MB: make room, and give the command again.",
    ),
    (
        "Connection|getaddrinfo|timed out",
        "Not everything that the kit needs could be fetched. Connect this computer to the "
        "internet, and give the command again.",
    ),
)


def main() -> int:
    """Set up what is not there yet, and open the kit; return when JupyterLab was stopped.

    Exits with a sentence where that cannot be done.
    """
    if sys.version_info < OLDEST:
        sys.exit(
            "This needs Python {}.{} to {}.{}, and you have {}.{}. Download one of them from "
            "https://www.python.org/downloads/, install it, open a new terminal, and give the "
            "command again.".format(*OLDEST, *NEWEST, *sys.version_info[:2])
        )
    try:
        digest = digest_of_parts()
        if not (works() and DONE.is_file() and DONE.read_text("utf-8") == digest):
            set_up()
            DONE.write_text(digest, "utf-8")
        return open_lab()
    except OSError as error:
        sys.exit(
            f"{error.filename or HERE} cannot be read or written: {error.strerror}. If the kit "
            "came as a ZIP file, unpack all of it first."
        )
    except KeyboardInterrupt:
        sys.exit("Stopped. Give the command again to go on.")


def digest_of_parts() -> str:
    """The digest of what an installation is made of, and of where it is: it points there."""
    settings = sorted(HERE.glob("helpers/student/jupyter/*.*"))
    digest = hashlib.sha256(os.fsencode(HERE))
    for path in [HERE / "requirements.txt", HERE / "pyproject.toml", *settings]:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def works() -> bool:
    """Whether the environment has a Python that runs, and its own pip."""
    try:
        command = [str(PYTHON), "-c", "import pip"]
        return subprocess.run(command, stderr=subprocess.DEVNULL).returncode == 0
    except OSError:
        return False


def set_up() -> None:
    """Make the environment where none works, and install what is not in it."""
    print("Setting up. The first time this takes some minutes, and a network.", flush=True)
    if not works():
        if sys.version_info[:2] > NEWEST:
            sys.exit(
                "This Python is too new for the kit, which needs {0}.{1} to {2}.{3}. Download "
                "{2}.{3} from https://www.python.org/downloads/, install it, open a new terminal, "
                "and give the command with “python{2}.{3}” for “python3”, on Windows with "
                "“py -{2}.{3}” for “py -3”.".format(*OLDEST, *NEWEST)
            )
        if importlib.util.find_spec("ensurepip") is None:
            sys.exit(
                "Python's own venv is missing. Install it, on Debian and Ubuntu by “sudo apt-get "
                "install python3-venv”, and give the command again."
            )
        run(sys.executable, "-m", "venv", "--clear", str(VENV))
    if DONE.is_file():
        DONE.unlink()  # from now on half of it may be new
    for step in STEPS:
        run(*MODULE, "pip", "--disable-pip-version-check", *step)


def run(*command: str) -> None:
    """Run a step of the installation; exit with a sentence where it fails."""
    done = subprocess.run(
        command, cwd=HERE, stderr=subprocess.PIPE, encoding="utf-8", errors="replace"
    )
    if done.returncode:
        for words, sentence in TROUBLE:
            if re.search(words, done.stderr):
                sys.exit(sentence)
        sys.exit(f"The kit could not be set up. This is what was said:\n{done.stderr.strip()}")


def open_lab() -> int:
    """Open the first notebook in JupyterLab, and wait until that is stopped."""
    books = sorted(HERE.glob("notebooks/[0-9][0-9]_*.ipynb"))[:1]
    command = [*MODULE, "jupyterlab", "--notebook-dir=."]
    command += [path.relative_to(HERE).as_posix() for path in books] + sys.argv[1:]
    # A terminal in JupyterLab has the programs of this environment first.
    path = str(PROGRAMS) + os.pathsep + os.environ.get("PATH", "")
    with subprocess.Popen(command, cwd=HERE, env={**os.environ, "PATH": path}) as lab:
        while True:
            try:
                return lab.wait()
            except KeyboardInterrupt:
                pass  # JupyterLab has it, too, and asks whether to stop


if __name__ == "__main__":
    sys.exit(main())
