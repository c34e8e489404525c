"""What is installed: declared once, in pyproject.toml, and locked with hashes."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from support import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
STUDENT = PROJECT["project"]["dependencies"]
TEACHER = PROJECT["project"]["optional-dependencies"]["teacher"]
GROUPS = PROJECT["dependency-groups"]
LOCKS = {
    "helpers/packs/requirements.txt": (*STUDENT, *GROUPS["build"]),
    "requirements.txt": (*STUDENT, *TEACHER, *GROUPS["build"], *GROUPS["test"]),
    "tests/requirements.txt": (*GROUPS["development"],),
    "helpers/drafting/requirements.txt": (*GROUPS["drafting"],),
}
FOR_TESTS = {Requirement(one).name for one in (*GROUPS["test"], *GROUPS["development"])}
locks = pytest.mark.parametrize("lock", LOCKS)


def test_the_parser_for_drafts_is_the_extra_of_that_name():
    assert PROJECT["project"]["optional-dependencies"]["drafting"] == GROUPS["drafting"]


def entries_of(lock):
    """Return the entries of a lock, each with its hashes, and without remarks."""
    text = re.sub(r"^ *#.*\n", "", (ROOT / lock).read_text("utf-8"), flags=re.MULTILINE)
    return re.split(r"\n(?=\S)", text.strip())


def locked(lock):
    """Return the versions of each package in a lock."""
    found = {}
    for entry in entries_of(lock):
        one = Requirement(entry.partition("\\")[0])
        [pin] = one.specifier
        assert pin.operator == "==", entry
        found.setdefault(canonicalize_name(one.name), set()).add(pin.version)
    return found


@locks
def test_a_lock_names_each_package_exactly_with_hashes_and_no_place_to_get_it(lock):
    for entry in entries_of(lock):
        assert re.fullmatch(
            r"[\w.-]+(\[[\w-]+\])?==\S+( ; [^\\]+)?( \\\n    --hash=sha256:[0-9a-f]{64})+", entry
        )
    assert "://" not in (ROOT / lock).read_text("utf-8")


@locks
def test_a_lock_holds_what_pyproject_asks_for(lock):
    versions = locked(lock)
    for one in map(Requirement, LOCKS[lock]):
        found = versions.get(canonicalize_name(one.name), set())
        assert any(map(one.specifier.contains, found)), f"{one}: run .ci/lock"


def test_the_locks_agree():
    whole = locked("requirements.txt")
    for lock in LOCKS:
        other = {name: one for name, one in locked(lock).items() if one != whole.get(name, one)}
        assert not other, lock


def test_students_install_nothing_for_teachers_and_tests():
    given, whole = (locked(lock) for lock in list(LOCKS)[:2])
    assert given.keys() < whole.keys()
    assert not given.keys() & {canonicalize_name(one) for one in FOR_TESTS}
    assert not given.keys() & {canonicalize_name(Requirement(one).name) for one in TEACHER}
    assert not whole.keys() & {"playwright", "hypothesis", "mypy", "ruff"}


def test_what_builds_the_kit_is_locked():
    """So its own step of the installation needs no network."""
    [tool] = map(Requirement, PROJECT["build-system"]["requires"])
    [version] = locked("helpers/packs/requirements.txt")[tool.name]
    assert tool.specifier.contains(version)
