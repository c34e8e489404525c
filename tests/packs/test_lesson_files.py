"""A lesson in a pack says what it said: cut, sealed and told apart by its data alone."""

import json
import re
import shutil

import pytest
import yaml
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from support import ROOT
from support.secrets import yaml_of as lesson_file

from helpers.common.errors import Findings, KitError, ReadingError
from helpers.common.yaml_reader import compose
from helpers.lesson import seal
from helpers.lesson.lesson import load_public
from helpers.packs.lesson_files import chosen_files, kept, parsed, sealed_files, version_of, yaml_of
from helpers.packs.selection import Choice

SEED = ROOT / "seeds" / "belarus-2020"
IDS = tuple(one["id"] for one in lesson_file("exercises.yaml")["exercises"])


@pytest.fixture
def seed(tmp_path):
    """Return a copy of the lesson's folder."""
    return shutil.copytree(SEED, tmp_path / SEED.name)


@pytest.fixture
def change(seed):
    """Change a file of the copy."""

    def run(name, old, new):
        text = (seed / name).read_text("utf-8")
        assert old in text
        (seed / name).write_text(text.replace(old, new), "utf-8")

    return run


def choice_of(ids):
    """Return a choice of exercises by their ids; of all, where all are named."""
    named = [type("Exercise", (), {"id": one}) for one in ids]
    return Choice(("00",), tuple(named), tuple(ids) == IDS)


# ------------------------------------------------------------------------------- written anew
@pytest.mark.parametrize("name", ["exercises.yaml", "key.yaml", "lesson.yaml"])
def test_a_file_of_the_lesson_that_is_written_anew_says_the_same(name):
    found = lesson_file(name)
    assert parsed(name, yaml_of(found)) == found
    assert list(parsed(name, yaml_of(found))) == list(found)


MEANT = ["no", "~", "null", "2020-08-18", "1:30", "0x1F", "1e3", "=", "<<", "- a", "a: b", "#", "|"]
WORDS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    st.sampled_from(MEANT),
    st.text("ab \n\r\t\x85\u2028#:'\"-{}[]&*!|>%@`,?", max_size=80),
)
NESTED = st.recursive(WORDS, lambda one: st.lists(one) | st.dictionaries(WORDS, one), max_leaves=6)
DATA = st.dictionaries(WORDS, NESTED)
STYLES = st.sampled_from([None, "'", '"', "|", ">"])


@pytest.mark.slow
@given(DATA, STYLES, st.sampled_from([None, True, False]), st.integers(20, 200))
@example({"a": "  two\n\n  lines \n", "b": ["", "no", {"~": "1:30"}]}, "|", False, 80)
@example({"a": "0\x850", "b": "1\u2028 2", "c": "3\r\n4"}, None, None, 80)
@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_a_teacher_writes_into_a_file_is_the_same_when_written_anew(
    data, style, flow, width
):
    options = {"default_style": style, "default_flow_style": flow, "width": width}
    text = yaml.safe_dump(data, allow_unicode=True, **options)
    try:
        found = compose(text, "").value
    except ReadingError:  # two names that differ in white space alone, say
        assume(False)
    assert parsed("x.yaml", yaml_of(found)) == found


MEDLEY = """# top 𝔘
exercises:   # all
  # about a
  - id: a  # right: x
    text: >-   # folded
      a # no remark
      # nor this
    other: 'u # no'
    last: "v
      # no 🙂"
  -
    id: b#c
    text: |+
      kept


  # about c
  - {id: c, x: [1, 2]} # c
# end
more: 1 # yes
# last"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_remarks_are_left_out_wherever_they_stand_and_nothing_else(newline):
    data = parsed("a.yaml", MEDLEY.replace("\n", newline).encode())
    found = yaml_of(data).decode()
    assert parsed("a.yaml", found.encode()) == data
    for told in ("top", "about", "right", "folded", "end", "yes", "last\n", "all"):
        assert told not in found
    for text in ("a # no remark", "# nor this", "u # no", "# no 🙂", "b#c"):
        assert text in found


# ---------------------------------------------------------------------------------------- cut
def test_entries_of_lists_and_of_mappings_are_kept_in_their_order():
    listed = [{"id": "a", "x": "1"}, {"id": "b"}, {"id": "c"}]
    named = {"a": {"id": "b"}, "b": "2", "c": {}}
    for ids in (("a",), ("c", "a"), ("a", "b", "c"), ("d",), ()):
        assert kept(listed, ids) == [one for one in listed if one["id"] in ids]
        assert kept(named, ids) == {name: one for name, one in named.items() if name in ids}
    assert kept("", ["a"]) == kept(None, ["a"]) == []


def test_what_is_left_out_of_exercises_and_key_is_all_that_changes_and_plans_go(seed):
    whole = chosen_files(seed, choice_of(IDS))
    found = chosen_files(seed, choice_of(IDS[3:5]))
    changed = {"exercises.yaml", "key.yaml", "lesson.yaml"}
    assert {name for name in whole if whole[name] != found[name]} == changed
    facts = lesson_file("lesson.yaml")
    assert "plans" in facts
    assert parsed("lesson.yaml", found["lesson.yaml"]) == {
        name: one for name, one in facts.items() if name != "plans"
    }
    exercises, key = (parsed(name, found[name]) for name in ("exercises.yaml", "key.yaml"))
    own, own_key = lesson_file("exercises.yaml"), lesson_file("key.yaml")
    assert exercises == own | {"exercises": own["exercises"][3:5]}
    assert key == own_key | {"key": {name: own_key["key"][name] for name in IDS[3:5]}}
    assert b"#" not in found["exercises.yaml"]


@pytest.mark.parametrize("raw", [b"key: [", b"\xff\xfe\xfa", b"key: &a {}\nb: *a\n", b"- a\n"])
def test_a_key_that_cannot_be_cut_is_named(seed, raw):
    (seed / "key.yaml").write_bytes(raw)
    with pytest.raises(KitError, match=r"key\.yaml cannot be cut: .* What to do: .*\."):
        chosen_files(seed, choice_of(IDS[:2]))


# ------------------------------------------------------------------------------------- sealed
@pytest.mark.parametrize(
    "written",
    [
        lambda facts: json.dumps(facts),
        lambda facts: json.dumps(facts, indent=1),
        lambda facts: json.dumps(dict(sorted(facts.items(), key=lambda one: one[0] == "view"))),
    ],
    ids=["on one line", "as JSON", "on one line, an open fact last"],
)
def test_facts_are_sealed_however_they_are_written(seed, tmp_path, written):
    """YAML may put more than one fact on a line, as JSON does."""
    (seed / "lesson.yaml").write_text(written(lesson_file("lesson.yaml")), "utf-8")
    (tmp_path / "sealed").mkdir()
    for name, data in sealed_files(chosen_files(seed, choice_of(IDS)), seal.new_code()).items():
        (tmp_path / "sealed" / name).write_bytes(data)
    text = (tmp_path / "sealed" / "lesson.yaml").read_text("utf-8")
    assert "Lukashenko won the election" not in text and "seat in Beijing" not in text
    found = Findings()
    assert load_public(tmp_path / "sealed", found), found.problems


def test_no_remark_is_handed_out_before_the_code(seed, change):
    change("exercises.yaml", "    kind: one\n", "    kind: one  # right is Katze\n")
    change("lesson.yaml", "author: Ren Qi", "author: Ren Qi  # right is Katze")
    change("lesson.yaml", "  headline: 1", "  # right is Katze\n  headline: 1")
    files, code = chosen_files(seed, choice_of(IDS)), seal.new_code()
    sealed = sealed_files(files, code)
    assert not [name for name, data in sealed.items() if b"Katze" in data]
    assert b"Katze" in seal.unseal(sealed[seal.FILE], code)["exercises.yaml"]
    assert b"Katze" in files["exercises.yaml"]  # as a practice pack has it


# ------------------------------------------------------------------------------------ version
def test_a_version_is_of_what_students_read_and_are_asked_and_of_nothing_else(seed, change):
    first = version_of(seed, IDS[:3])
    assert re.fullmatch("data:[0-9a-f]{12}", first)
    assert version_of(seed, IDS[2::-1]) == first != version_of(seed, IDS)
    change("exercises.yaml", "    kind: one\n", "    kind:   'one'  # a remark\n")
    change("key.yaml", "message:", "message:  ")
    whole = lesson_file("exercises.yaml")
    for data in (whole, {"exercises": [dict(reversed(one.items())) for one in whole["exercises"]]}):
        (seed / "exercises.yaml").write_text(json.dumps(data), "utf-8")
        assert version_of(seed, IDS[:3]) == first
    whole["exercises"][5]["question"] += "?"  # is not asked
    (seed / "exercises.yaml").write_text(json.dumps(whole), "utf-8")
    assert version_of(seed, IDS[:3]) == first
    whole["exercises"][1]["question"] += "?"
    (seed / "exercises.yaml").write_text(json.dumps(whole), "utf-8")
    second = version_of(seed, IDS[:3])
    (seed / "article.txt").write_bytes((seed / "article.txt").read_bytes() + b" ")
    assert len({first, second, version_of(seed, IDS[:3])}) == 3
