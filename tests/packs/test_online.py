"""A pack that is put online: what Binder builds it from, its links, and what stays out."""

import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from support import ROOT

from helpers.cli.main import main
from helpers.common.errors import KitError
from helpers.packs.online import read_repository
from helpers.packs.pack import pack

AT = "https://github.com/owner/news-7b"
FIRST = "notebooks%2F00_read_the_article.ipynb"
BINDER = f"https://mybinder.org/v2/gh/owner/news-7b/HEAD?urlpath=lab%2Ftree%2F{FIRST}"
HUB = "https://hub.example.org/hub/user-redirect/git-pull?repo=https%3A%2F%2Fgithub.com%2Fowner%2F"
HUB += f"news-7b&urlpath=lab%2Ftree%2Fnews-7b%2F{FIRST}"
needs_git = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")


@pytest.fixture(scope="module")
def folder(whole, tmp_path_factory):
    """A pack for the repository AT, unpacked."""
    here = tmp_path_factory.mktemp("online")
    pack(whole, here / "a.zip", online=read_repository(AT))
    with zipfile.ZipFile(here / "a.zip") as archive:
        archive.extractall(here / "news-7b")
    return here / "news-7b"


@pytest.mark.parametrize("words", [AT, f"{AT}/", f"{AT}.git", f" {AT}.git/ "])
def test_the_links_open_a_notebook_of_the_repository(words):
    repository = read_repository(words)
    assert repository.on_binder("notebooks/00_read_the_article.ipynb") == BINDER
    assert repository.on_hub("notebooks/00_read_the_article.ipynb") == HUB


def test_a_repository_need_not_be_on_github():
    repository = read_repository("https://git.example.org/school/7b/news.git")
    escaped = "https%3A%2F%2Fgit.example.org%2Fschool%2F7b%2Fnews"
    assert repository.on_binder("a.ipynb") == (
        f"https://mybinder.org/v2/git/{escaped}/HEAD?urlpath=lab%2Ftree%2Fa.ipynb"
    )
    assert repository.on_hub("a.ipynb").endswith(
        f"git-pull?repo={escaped}&urlpath=lab%2Ftree%2Fnews%2Fa.ipynb"
    )


@pytest.mark.parametrize(
    "words",
    [
        *("", "owner/name", "git@github.com:owner/name.git", "http://github.com/owner/name"),
        *("https://github.com/owner", f"{AT}/tree/main", "https://github.com/owner/a b"),
        *(f"{AT}?tab=readme", "https://git.example.org", f"{AT})](https://elsewhere.example/a"),
    ],
)
def test_what_is_no_address_of_a_repository_is_refused_in_a_sentence(words):
    with pytest.raises(KitError, match="is no address of a repository"):
        read_repository(words)


def test_the_readme_has_a_badge_that_opens_the_first_notebook(folder):
    readme = (folder / "README.md").read_text("utf-8")
    assert re.findall(r"^## (.+)$", readme, re.MULTILINE)[0] == "Open it online"
    [link] = re.findall(r"^\[!\[Open it on Binder\]\(\S+\.svg\)\]\((\S+)\)$", readme, re.MULTILINE)
    assert link == BINDER
    named = re.search(r"\*Download my answers\* at the end of `(\S+)`", readme)[1]
    assert 'ask.panel(\\"saved\\")' in (folder / named).read_text("utf-8")


def test_the_page_on_it_has_the_links_as_they_are_made():
    told = (ROOT / "docs" / "online.md").read_text("utf-8")
    kit = BINDER.replace("owner/news-7b", "OWNER/NAME")
    badge = f"[![Open it on Binder](https://mybinder.org/badge_logo.svg)]({kit})"
    assert f"\n{HUB}\n" in told and f"\n{badge}\n" in told
    template = (ROOT / "helpers" / "packs" / "student_readme.md").read_text("utf-8")
    assert badge.replace(kit, "{binder}") in template


def test_binder_builds_the_kit_and_a_pack_from_what_students_install(folder):
    for top, lock in ((ROOT, "helpers/packs/requirements.txt"), (folder, "requirements.txt")):
        named = (top / "binder" / "requirements.txt").read_text("utf-8").split()
        assert named == ["-r", f"../{lock}"]
        needed = {*re.findall(r"^([\w.-]+)==", (top / lock).read_text("utf-8"), re.MULTILINE)}
        assert {"jupyterlab", "anywidget", "hatchling"} <= needed
        assert not needed & {"pytest", "nbval", "playwright", "ruff", "tqdm", "hypothesis", "mypy"}
        # Python for Binder, which would else be older than the kit allows: the lowest of them.
        lowest = re.search(r'python = ">=(.+)"', (top / "pyproject.toml").read_text("utf-8"))[1]
        assert (top / "binder" / "runtime.txt").read_text("utf-8").strip() == f"python-{lowest}"


@needs_git
def test_answers_that_a_teacher_tries_stay_out_of_the_repository(folder, tmp_path):
    """On a hub they would take the place of a student's own."""
    top = Path(shutil.copytree(folder, tmp_path / "repository"))
    packed = {path.relative_to(top).as_posix() for path in top.rglob("*") if path.is_file()}
    used = "work/belarus-2020.json packs/a.json .venv/pip notebooks/.ipynb_checkpoints/a.ipynb"
    for name in used.split():
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_text("{}", "utf-8")
    env = os.environ | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    for words in ("init", "add .", "ls-files"):
        command = ["git", *words.split()]
        done = subprocess.run(command, cwd=top, env=env, check=True, capture_output=True, text=True)
    assert {*done.stdout.splitlines()} == packed


def test_the_command_line_tells_the_links_and_what_stays_offline(
    kit, tmp_path, monkeypatch, capsys
):
    monkeypatch.chdir(kit)
    command = ["pack", str(tmp_path / "a.zip"), "--online", f"{AT}.git"]
    assert main(command) == 0
    told = capsys.readouterr().out
    assert BINDER in told and HUB in told
    assert f"put all that is in it into {AT}. Whoever can read that repository can" in told
    assert main([*command, "--graded", "--notebooks", "02,03"]) == 0
    told = capsys.readouterr().out
    assert BINDER not in told and told.count("02_geography.ipynb") == 2
    assert "The key in it is sealed. Keep the class code and the folder packs out of it." in told
    assert main(["pack", str(tmp_path / "b.zip"), "--online", "owner/name"]) == 2
    assert "“owner/name” is no address" in capsys.readouterr().err
    assert not (tmp_path / "b.zip").exists()


def test_without_the_option_no_pack_speaks_of_binder(kit, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(kit)
    assert main(["pack", str(tmp_path / "a.zip")]) == 0
    assert "Binder" not in capsys.readouterr().out
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert b"Binder" not in archive.read("README.md")
