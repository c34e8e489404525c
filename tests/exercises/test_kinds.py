"""The kinds of exercise are found by their modules, and a kind that is not whole is named."""

import re
from pathlib import Path

import pytest
from support import ROOT

from helpers.exercises import kinds as package
from helpers.exercises.kinds import kind_in, kinds, modules
from helpers.student.form import widget

WHOLE = """
from helpers.exercises.kinds.choose_one import ChooseOne
class Other(ChooseOne):
    kind = "other"
"""


@pytest.fixture
def module(tmp_path, monkeypatch):
    """Put a module among the kinds, for one test."""
    monkeypatch.setattr(package, "__path__", [*package.__path__, str(tmp_path)])
    kinds.cache_clear()

    def write(name, text):
        (tmp_path / f"{name}.py").write_text(text, "utf-8")
        return name

    yield write
    kinds.cache_clear()


def test_a_kind_is_known_by_its_module_being_there(module):
    module("a_kind_of_tests", WHOLE)
    assert "other" in kinds()


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("no_kind", "x = 1\n", "no_kind defines 0 kinds"),
        ("two_kinds", WHOLE + "class Second(Other):\n    kind = 'second'\n", "defines 2 kinds"),
        ("same_name", WHOLE.replace('"other"', '"date"'), "two kinds are called “date”"),
        (
            "half_a_kind",
            "from helpers.exercises.exercise import Exercise\nclass Half(Exercise):\n    pass\n",
            "Half does not define key_lines, misreadings, reach, read_answer, .*, kind",
        ),
    ],
)
def test_a_module_that_is_no_kind_is_named(module, name, text, said):
    module(name, text)
    with pytest.raises(TypeError, match=said):
        kinds()


def test_a_kind_without_a_form_is_named(module):
    module("formless", WHOLE)
    with pytest.raises(FileNotFoundError, match=r"formless\.js"):
        widget.script()


def test_each_kind_has_a_form_of_its_own_and_no_form_is_without_a_kind():
    builders = Path(widget.__file__).parent / "kinds"
    assert sorted(one.stem for one in builders.glob("*")) == modules()
    for name in modules():
        text = (builders / f"{name}.js").read_text("utf-8")
        assert re.findall(r"^KINDS\.(\w+) =", text, re.MULTILINE) == [kind_in(name).kind]


def test_nothing_else_knows_the_kinds():
    """A kind may be printed; what depends on it is asked of the exercise."""
    names = "|".join(kinds())
    branch = re.compile(
        rf"\.kind\s*(==|!=|in|not in)\s.*[\"']({names})[\"']|(\[|get\()[\w.]*exercise\.kind\b"
    )
    for path in [*(ROOT / "helpers").rglob("*.py"), *(ROOT / "helpers").rglob("*.js")]:
        # Where a lesson is drafted, a kind is that of words for time, or of a place.
        if path.parent.name != "kinds" and "drafting" not in path.parts:
            lines = path.read_text("utf-8").splitlines()
            assert not [one for one in lines if branch.search(one)], path
