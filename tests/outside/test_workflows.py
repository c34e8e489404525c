"""The workflows run what is there, and the README says of them what they do."""

import re

import pytest
import yaml
from support import ROOT

from docs.make import parser_of
from helpers.cli.main import COMMANDS

WORKFLOWS = {path.name: path for path in sorted((ROOT / ".github" / "workflows").iterdir())}
each = pytest.mark.parametrize("name", WORKFLOWS)


def workflow(name):
    return yaml.safe_load(WORKFLOWS[name].read_text("utf-8"))


def steps(name):
    """Return the steps of all jobs of a workflow."""
    return [step for job in workflow(name)["jobs"].values() for step in job["steps"]]


def setting(action, key):
    """Return a setting of the step of pages.yml that uses an action."""
    [step] = [one for one in steps("pages.yml") if f"/{action}@" in one.get("uses", "")]
    return step["with"][key]


@each
def test_what_a_workflow_runs_is_there(name):
    lines = [line for step in steps(name) for line in step.get("run", "").splitlines()]
    assert lines
    for line in lines:
        for path in re.findall(r"(?:^|-r |pytest | )([\w.]+(?:/[\w.]+)+|[\w.]+\.(?:txt|py))", line):
            assert (ROOT / path).exists(), line
        command = re.search(r"-m helpers (\w+)", line)
        if command:
            assert command[1] in COMMANDS, line
            known = {name for one in parser_of(command[1])._actions for name in one.option_strings}
            assert {*re.findall(r"(?<!\S)--[\w-]+", line)} <= known, line


@each
def test_every_workflow_is_linted(name):
    [lint] = re.findall(r"vendor\.github-workflows (.*)", (ROOT / ".ci/run").read_text("utf-8"))
    assert f".github/workflows/{name}" in lint.split()


def test_the_folder_that_is_made_is_the_one_that_is_published():
    runs = [step["run"] for step in steps("pages.yml") if "run" in step]
    [made] = [one.split()[-1] for one in runs if " -m helpers site " in one]
    assert setting("upload-pages-artifact", "path") == made


def test_python_for_the_browser_is_kept_as_long_as_the_same_files_are_wanted():
    [listed] = re.findall(r"hashFiles\('([^']+)'\)", setting("cache", "key"))
    assert any(ROOT.glob(listed))
    assert f'/ "{setting("cache", "path")}"' in (ROOT / "helpers/desk/hand_out.py").read_text(
        "utf-8"
    )


def test_only_the_job_that_publishes_may_publish():
    jobs = workflow("pages.yml")["jobs"]
    assert jobs["publish"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert "write" not in jobs["build"]["permissions"].values()
    assert jobs["publish"]["environment"]["name"] == "github-pages"


def test_the_readme_names_the_workflow_and_the_branch():
    [section] = re.findall(
        r"^## Try it\n(.*?)^## ", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    pages = workflow("pages.yml")
    assert f"workflow *{pages['name']}*" in section and f"*Actions → {pages['name']}*" in section
    on = pages[True]  # what YAML 1.1 makes of the word on
    assert [f"`{one}`" in section for one in on["push"]["branches"]] == [True]
    assert "workflow_dispatch" in on  # which gives it the button *Run workflow*
