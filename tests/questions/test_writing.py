"""Chosen questions are written behind what stands, once; what a teacher wrote stays as it is."""

import pytest
import yaml
from support.flood import copy_of_flood, flood

from helpers.authoring.check import check
from helpers.cli.main import main
from helpers.common.errors import KitError
from helpers.questions.questions import make_questions, questions_of
from helpers.questions.write import drop_questions, write_questions

SHE, HE, DAY = "made-pronoun-2-she", "made-pronoun-3-he", "made-date-break"
HAND = """# Mine.
exercises:
- id: who-is-she   # by hand
  notebook: '01'
  place: pronouns
  kind: one
  title: She
  question: Whom does “She” stand for in ¶2?
  options: {a: The mayor, b: The government}
  objective: words
  minutes: 1
  marks: 1
"""
HAND_KEY = """# Also mine.
key:
    who-is-she: {options: {a: {marks: 1, message: Yes.}, b: {message: No.}}}
"""


@pytest.fixture
def folder(tmp_path):
    """A copy of the flood without exercises."""
    return copy_of_flood(tmp_path)


@pytest.fixture
def by_hand(folder):
    """A copy of the flood with an exercise written by hand."""
    (folder / "exercises.yaml").write_bytes(HAND.encode())
    (folder / "key.yaml").write_bytes(HAND_KEY.encode())
    return folder


def files(folder):
    """What the two files hold."""
    return [(folder / name).read_bytes() for name in ("exercises.yaml", "key.yaml")]


def ids(folder):
    """The ids of the exercises, in their order."""
    return [one["id"] for one in yaml.safe_load(files(folder)[0])["exercises"]]


def test_a_lesson_without_exercises_gets_its_first(folder):
    written = write_questions(flood(folder), [DAY, SHE])
    assert [one.id for one in written.new] == ids(folder) == [DAY, SHE]  # as they are asked for
    assert check(folder).problems == []


def test_what_stands_there_stays_byte_for_byte(by_hand):
    write_questions(flood(by_hand), [HE])
    now = files(by_hand)
    assert now[0].startswith(HAND.encode())
    assert now[1].startswith(HAND_KEY.encode())
    assert ids(by_hand) == ["who-is-she", HE]
    assert check(by_hand).problems == []


def test_line_ends_of_windows_and_a_last_line_without_one_are_kept(by_hand):
    for name in ("exercises.yaml", "key.yaml"):
        raw = (by_hand / name).read_bytes().rstrip(b"\n").replace(b"\n", b"\r\n")
        (by_hand / name).write_bytes(b"\xef\xbb\xbf" + raw)
    before = files(by_hand)
    write_questions(flood(by_hand), [HE])
    for old, new in zip(before, files(by_hand), strict=True):
        assert new.startswith(old)
        assert new.count(b"\n") == new.count(b"\r\n") > old.count(b"\n")
    assert check(by_hand).problems == []


def test_written_again_nothing_is_there_twice(by_hand):
    write_questions(flood(by_hand), [HE])
    before = files(by_hand)
    written = write_questions(flood(by_hand), [HE])
    assert (written.new, written.there) == ((), (HE,))
    assert files(by_hand) == before


def test_one_that_was_reworded_stays_so(by_hand):
    write_questions(flood(by_hand), [HE])
    exercises, key = files(by_hand)
    assert b"Whom or what does" in exercises
    (by_hand / "exercises.yaml").write_bytes(exercises.replace(b"Whom or what does", b"Who is"))
    before = files(by_hand)
    write_questions(flood(by_hand), [HE, DAY])
    now = files(by_hand)
    assert now[0].startswith(before[0])
    assert now[1].startswith(key)
    assert ids(by_hand) == ["who-is-she", HE, DAY]


def test_one_that_was_dropped_comes_back_only_if_it_is_chosen(folder):
    write_questions(flood(folder), [SHE, HE])
    first = files(folder)
    for name in ("exercises.yaml", "key.yaml"):
        (folder / name).unlink()
    write_questions(flood(folder), [HE])
    write_questions(flood(folder), [DAY])
    assert ids(folder) == [HE, DAY]
    write_questions(flood(folder), [SHE])
    assert ids(folder) == [HE, DAY, SHE]
    assert first != files(folder)


def test_what_is_asked_by_hand_is_not_made(by_hand):
    assert SHE in {one.id for one in make_questions(flood())}
    made = {one.id for one in questions_of(flood(by_hand))}
    assert SHE not in made
    assert HE in made
    with pytest.raises(KitError, match=f"no question “{SHE}”"):
        write_questions(flood(by_hand), [SHE])


def test_one_that_was_made_is_no_hand_written_one(folder):
    """Else a question on five mentions would be followed by one on the next five, and so on."""
    before = {one.id for one in questions_of(flood(folder))}
    write_questions(flood(folder), before)
    assert {one.id for one in questions_of(flood(folder))} == before


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("exercises.yaml", "exercises: []\nlast: x\n"),
        ("exercises.yaml", HAND + "more: yes\n"),
        ("key.yaml", "key: {}\nother: x\n"),
    ],
)
def test_a_form_that_nothing_can_be_added_to_is_said_and_nothing_is_written(by_hand, name, text):
    (by_hand / name).write_text(text, "utf-8")
    if name == "exercises.yaml" and "[]" in text:
        (by_hand / "key.yaml").unlink()
    if name == "key.yaml":
        (by_hand / "exercises.yaml").unlink()
    before = sorted((one.name, one.read_bytes()) for one in by_hand.iterdir())
    with pytest.raises(KitError, match=name):
        write_questions(flood(by_hand), [HE])
    assert sorted((one.name, one.read_bytes()) for one in by_hand.iterdir()) == before


def test_where_the_second_file_cannot_be_written_the_first_is_as_it_was(by_hand, monkeypatch):
    import helpers.questions.write as module

    before, write = files(by_hand), module.write

    def held(path, *arguments):
        if path.name == "exercises.yaml":
            raise PermissionError(13, "held")
        return write(path, *arguments)

    monkeypatch.setattr(module, "write", held)
    with pytest.raises(KitError, match="held"):
        write_questions(flood(by_hand), [HE])
    assert files(by_hand) == before


def test_the_command_lists_them_with_their_answers(folder, capsys):
    assert main(["questions", str(folder)]) == 0
    said = capsys.readouterr().out
    assert f"{DAY} (notebook 03, date)\n" in said
    assert "  = 2031-05-12\n" in said
    assert "  rests on events.csv, row 3\n" in said
    assert "flood: 43 questions. Take some" in said
    assert not (folder / "exercises.yaml").exists()


def test_the_command_writes_those_that_are_chosen_and_says_so(folder, capsys):
    assert main(["questions", str(folder), "--write", f"{HE},{DAY}"]) == 0
    assert f"written: {DAY} (notebook 03)\n" in capsys.readouterr().out
    assert ids(folder) == [HE, DAY]
    assert main(["questions", str(folder), "--write", "all"]) == 0
    said = capsys.readouterr().out
    assert f"was there, and stays as it is: {DAY}\n" in said
    assert "flood: 41 questions written. " in said
    assert said.splitlines()[-1].endswith("-m helpers check")
    assert check(folder).problems == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["nowhere"], "There is no folder nowhere."),
        (["FOLDER", "--write", "made-date-brake"], "Did you mean made-date-break?"),
    ],
)
def test_the_command_says_what_is_wrong_in_a_sentence(folder, words, told, capsys):
    assert main(["questions", *[str(folder) if one == "FOLDER" else one for one in words]]) == 2
    assert told in capsys.readouterr().err


def test_a_lesson_with_problems_is_checked_first(folder, capsys):
    (folder / "mentions.csv").write_text("at,quote,nth,actor,form\n2,Nobody,,x,name\n", "utf-8")
    assert main(["questions", str(folder)]) == 2
    assert "mentions.csv, row 2" in capsys.readouterr().err


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_where_all_were_dropped_others_can_be_written(folder, end):
    lesson = flood(folder)
    write_questions(lesson, [SHE, HE])
    for name in ("exercises.yaml", "key.yaml"):
        text = (folder / name).read_text("utf-8")
        (folder / name).write_bytes(text.replace("\n", end).encode())
    drop_questions(lesson, [HE, SHE])
    write_questions(lesson, [DAY], {DAY: "- a: 'b' # 🌊 null"})
    (one,) = yaml.safe_load((folder / "exercises.yaml").read_bytes())["exercises"]
    assert (one["id"], one["question"]) == (DAY, "- a: 'b' # 🌊 null")
    assert [*yaml.safe_load((folder / "key.yaml").read_bytes())["key"]] == [DAY]


def test_a_comment_goes_with_the_question_below_it_and_the_last_one_stays(folder):
    lesson = flood(folder)
    write_questions(lesson, [SHE, HE, DAY])
    path = folder / "exercises.yaml"
    text = path.read_text("utf-8").replace("  - id: ", "  # About the next.\n  - id: ")
    path.write_text(text.replace("  # About", "  # HE: About", 2).rstrip() + "\n# End.\n", "utf-8")
    before = path.read_text("utf-8")
    drop_questions(lesson, [DAY])
    kept = path.read_text("utf-8")
    assert before.startswith(kept.removesuffix("# End.\n"))
    assert kept.count("# HE: About") == 2
    assert kept.count("# About") == 0
    assert kept.endswith("# End.\n")
