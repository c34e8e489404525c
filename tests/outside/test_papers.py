"""What a stranger reads first: it names only what is there, and all of it agrees."""

import re
import subprocess
import sys
import tomllib
from importlib.util import find_spec

import pytest
import yaml
from support import ROOT
from support.papers import PAPERS

from docs.make import made_anew, parser_of
from helpers.cli.main import COMMANDS

TEXTS = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in PAPERS}
papers = pytest.mark.parametrize("paper", TEXTS)
# What is named and is made only when the kit is used.
MADE_LATER = re.compile(
    r"work/(LESSON.*|made/.*|codes\.txt)?|seeds/lesson\.txt|class-7B.*|feedback/|lab/desk\.html"
    r"|(CLASS[-\w]*|packs)/.*"
    r"|\.local/.*|\.\./.*|\.venv.*"
)
RESULTS = {"FILE.html", "answers.csv", "class.html", "gradebook.csv", "marks.json", "problems.csv"}
CODE = re.compile(r"^```\w*\n(.*?)\n```$|`([^`\n]+)`", re.MULTILINE | re.DOTALL)


def code_in(paper):
    """Return what stands in code, in blocks and in lines."""
    return [one.strip() for found in CODE.findall(TEXTS[paper]) for one in found if one]


def anchors(text):
    """Return what a link can name after #."""
    heads = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in heads}


def options_of(command):
    """Return the options of a command."""
    return {name for one in parser_of(command)._actions for name in one.option_strings}


@papers
def test_every_link_leads_somewhere(paper):
    for link in re.findall(r"\]\(([^)\s]+)\)", TEXTS[paper]):
        name, _, anchor = link.partition("#")
        if "://" in link:
            continue
        target = ((ROOT / paper).parent / name) if name else ROOT / paper
        assert target.exists(), link
        assert not anchor or anchor in anchors(target.read_text("utf-8")), link


@papers
def test_every_file_and_folder_that_is_named_is_there(paper):
    words = [word for one in code_in(paper) for word in one.split() if "\\" not in word]
    paths = {word for word in words if re.fullmatch(r"[.\w<>*-]*(/[.\w<>*-]+)+/?", word)}
    for path in paths:
        pattern = re.sub(r"<\w+>", "*", path.rstrip("/"))
        assert MADE_LATER.fullmatch(path) or any(ROOT.glob(pattern)), path
    names = {one for one in code_in(paper) if re.fullmatch(r"\w+\.(py|csv|yaml|html|ipynb)", one)}
    for name in names - RESULTS:
        places = ROOT.glob(f"[!.]*/**/{name}")
        assert (ROOT / name).is_file() or any(places), name


@papers
def test_every_command_and_option_that_is_named_is_there(paper):
    for one in code_in(paper):
        for line in one.splitlines():
            for module in re.findall(r"python -m ([\w.]+)", line):
                known = find_spec(module) or module in ("ruff", "mypy")  # where they are installed
                assert known, line
            named = re.search(r"-m helpers (\w+)", line)
            if named:
                assert named[1] in COMMANDS, line
                asked = set(re.findall(r"(?<!\S)--[\w-]+", line))
                assert asked <= options_of(named[1]), line
        if re.fullmatch(r"--[\w-]+( \S+)?", one):
            assert any(one.split()[0] in options_of(name) for name in COMMANDS), one


@papers
def test_tables_made_from_the_code_are_as_the_code_has_them(paper):
    assert made_anew(TEXTS[paper]) == TEXTS[paper], "run: python docs/make.py"


def test_every_part_of_the_code_has_its_table():
    assert sorted(re.findall("made of (.+) -->", "".join(TEXTS.values()))) == [
        *("commands", "common", "facts", "kinds", "plans", "prompts", "standards", "tables")
    ]


def test_one_version_is_told_everywhere():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    [newest, date] = re.search(
        r"^## \[([\d.]+)\] - ([\d-]+)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE
    ).groups()
    assert project["version"] == cited["version"] == newest
    assert cited["date-released"] == date


def test_both_licences_are_there_and_named():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for name in project["license-files"]:
        assert (ROOT / name).is_file() and f"]({name})" in TEXTS["README.md"]
    lesson = (ROOT / "LICENSE-lesson").read_text("utf-8")
    about = yaml.safe_load((ROOT / "seeds/belarus-2020/lesson.yaml").read_text("utf-8"))
    for part in (about["headline"], about["author"], about["publisher"]):
        assert part in " ".join(lesson.split())


# ------------------------------------------------------------------ the commands of the README


def commands(section):
    """Return the commands of a section of the README: for a shell, and for Windows."""
    text = TEXTS["README.md"].partition(f"## {section}\n")[2].partition("\n## ")[0]
    return re.findall(r"^```(?:bash|bat)\n(.*)\n```$", text, re.MULTILINE)


@pytest.mark.parametrize("section", ["Open it", "Test it"])
def test_windows_is_told_the_same(section):
    shell, windows = commands(section)
    assert windows == shell.replace("python3 ", "py -3 ").replace(".venv/bin/", ".venv\\Scripts\\")


needs_bash = pytest.mark.skipif(sys.platform == "win32", reason=".ci/run is for a Unix shell")


@needs_bash
@pytest.mark.parametrize(
    "line",
    [
        "",
        "python3 -c 1 && true -m pytest --nbval",
        "\n".join(["python3 -c 1 -r tests/requirements.txt && true -m pytest --nbval"] * 2),
    ],
    ids=["none", "another line", "two"],
)
def test_ci_says_so_where_it_does_not_find_the_test_command(kit, line):
    [command] = [one for one in commands("Test it") if one.startswith("python3")]
    readme = kit / "README.md"
    readme.write_text(readme.read_text("utf-8").replace(command, line), "utf-8")
    done = subprocess.run(["bash", kit / ".ci" / "run"], capture_output=True, text=True)
    assert done.returncode == 1 and not done.stdout
    assert done.stderr.startswith("README.md must have one test command")


def test_what_is_checked_before_a_commit_is_what_ci_checks():
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    hooks = [hook["entry"] for one in config["repos"] for hook in one["hooks"]]
    lines = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    assert hooks == lines[lines.index('PATH="$PWD/.venv/bin:$PATH"') + 1 :]
