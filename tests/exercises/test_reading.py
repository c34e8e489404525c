"""Exercises and their key: whatever is wrong with the two files, `check` says so, by line.

Mistakes in what only one kind of exercise has are in the tests of the kinds.
"""

import os
import random
import re
import subprocess
import sys

import pytest
from support.sample_exercises import files, lines_of, mistake, problems

from helpers.authoring.check import check
from helpers.common.errors import Findings
from helpers.exercises.exercise_reader import read_exercises
from helpers.exercises.key_reader import read_key
from helpers.lesson.article import read_article

FILES = files(
    "refuser",
    "speakers",
    "pronouns",
    "tellings",
    "call-day",
    "officers",
    "source",
    "caller",
    "days",
    "absent",
)
EXERCISES, KEY = FILES["exercises.yaml"], FILES["key.yaml"]


@pytest.fixture(autouse=True)
def sound(both):
    """Both files, sound, are in the copy of the lesson."""


def test_sound_files_have_no_problems(say):
    assert say() == (0, "belarus-2020: no problems\n")


def test_the_sound_files_are_read_whole(copy):
    article, findings = read_article(copy / "article.txt"), Findings()
    exercises = read_exercises(copy, article, findings)
    keys = read_key(copy, exercises, article, findings)
    assert findings.problems == []
    assert list(keys) == [one.id for one in exercises]
    one, passage, written = exercises[0], exercises[6], exercises[9]
    assert (one.minutes, one.marks, one.not_said, one.line) == (2, 2, False, 2)
    assert list(one.options) == ["opposition", "lukashenko", "kremlin", "nato", "not-said"]
    assert list(passage.parts) == ["11", "12"]
    assert passage.texts["11"] == article.parts["11"].quote
    assert (written.words, list(written.rubric)) == (40, ["Proficient", "Emergent", "Basic"])
    assert exercises[7].not_said is True


def test_a_lesson_without_exercises_is_sound(copy):
    for name in FILES:
        (copy / name).unlink()
    article, findings = read_article(copy / "article.txt"), Findings()
    assert read_exercises(copy, article, findings) == ()
    assert read_key(copy, (), article, findings) == {}
    assert findings.problems == []
    assert problems(copy) == []


def test_exercises_without_a_key_file_are_sound(copy):
    """A student pack in graded mode has no key."""
    (copy / "key.yaml").unlink()
    article, findings = read_article(copy / "article.txt"), Findings()
    exercises = read_exercises(copy, article, findings)
    assert read_key(copy, exercises, article, findings) == {}
    assert findings.problems == []


# One mistake

BAD_EXERCISES = [
    ("kind: one", "kind: oen", "oen"),
    ("kind: one", "kind: [one]", "kind"),
    ("kind: one", "kind:", "kind"),
    ("    kind: one\n", "", "kind"),
    ("objective: weigh", "objective: wiegh", "wiegh"),
    ("objective: weigh", "objective:", "objective"),
    ("notebook: '01'", "notebook: '09'", "09"),
    ("notebook: '01'", "notebook: first", "notebook"),
    ("    notebook: '01'\n", "", "notebook"),
    ("title: Who it is", "titel: Who it is", "titel"),
    ("    title: Who it is that refuses\n", "", "title"),
    ("    question: Who refuses something in this article?\n", "", "question"),
    ("question: Who refuses something in this article?", "question:", "question"),
    ("question: Who refuses something in this article?", "question: {a: b}", "quest"),
    ("    place: speaking\n", "", "place"),
    ("minutes: 2", "minutes: two", "two"),
    ("minutes: 2", "minutes: -1", "-1"),
    ("minutes: 2", "minutes: 2.5", "2.5"),
    ("minutes: 2", "minutes: .nan", "nan"),
    ("minutes: 2", "minutes: 1e999", "1e999"),
    ("    minutes: 2\n", "", "minutes"),
    ("marks: 2", "marks: 0", "0"),
    ("marks: 2", "marks: -1", "-1"),
    ("marks: 2", "marks: yes", "marks"),
    ("    marks: 2\n", "", "marks"),
    ("    marks: 2\n", "    marks: 2\n    hint: Look in ¶6.\n", "hint"),
]


@pytest.mark.parametrize(("old", "new", "found"), BAD_EXERCISES)
def test_a_mistake_in_an_exercise_is_named_with_its_line(copy, damage, old, new, found):
    lines = damage("exercises.yaml", "id: refuser", old, new)
    mistake(copy, lines, "exercises.yaml", found, 2 if "titel" in new else 1)


@pytest.mark.parametrize("file", ["exercises.yaml", "key.yaml"])
@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("key:\n\tx: y", 2),
        ("“é”:\n  a: b\n\tc: d", 3),
        ("key:\r\n  a: >-\r\n    text\r\n\tmore\r\n", 4),
        ("key:\n  -\ta: b\n    c: d", 2),
    ],
)
def test_a_tab_is_named_as_one(copy, file, text, line):
    (copy / file).write_bytes(text.encode())
    said = str(problems(copy)[0])
    assert f"line {line}" in said and "a tab stands" in said
    assert "what to do: replace the tab by spaces" in said


def test_a_tab_elsewhere_is_not_blamed(copy):
    (copy / "key.yaml").write_text("key:\n  a: @\tb\n", "utf-8")
    assert "tab" not in str(problems(copy)[0])


def test_a_key_for_an_exercise_that_is_not_there_is_named(copy, damage):
    lines = damage(
        "key.yaml", "  tellings:", "  tellings:", "  weekdays:\n    message: x\n  tellings:"
    )
    [problem] = problems(copy)
    assert (problem.file, problem.line) == ("key.yaml", lines[0] - 2)
    assert "weekdays" in str(problem)


def test_an_exercise_without_a_key_is_named(copy):
    start, end = KEY.index("  officers:"), KEY.index("  source:")
    (copy / "key.yaml").write_text(KEY[:start] + KEY[end:], "utf-8")
    [problem] = problems(copy)
    assert "officers" in str(problem)
    assert problem.line is not None


def test_a_misspelt_exercise_in_the_key_names_the_nearest(copy, damage):
    damage("key.yaml", "  officers:", "  officers:", "  oficers:")
    [said] = [str(problem) for problem in problems(copy) if "oficers" in str(problem)]
    assert "officers" in said


def test_an_id_used_twice_is_named(copy, damage):
    damage("exercises.yaml", "id: speakers", "id: speakers", "id: refuser")
    said = [problem for problem in problems(copy) if problem.file == "exercises.yaml"]
    assert len(said) == 1
    assert "refuser" in str(said[0])
    assert said[0].line == 17


@pytest.mark.parametrize(
    "name", ["<b>refuser</b>", "Who refuses", "who_refuses", "Refuser", "-x", "", "[a]", "héros"]
)
def test_an_id_is_lower_case_words_joined_by_hyphens(copy, damage, name):
    damage("exercises.yaml", "id: refuser", "id: refuser", f"id: {name}")
    first = problems(copy)[0]
    assert (first.file, first.line) == ("exercises.yaml", 2)


@pytest.mark.parametrize("name", ["options:", "rows:", "choices:", "items:"])
@pytest.mark.parametrize("value", ["", " []", " {}", " text", " [a, b]", " {a: {b: c}}"])
def test_choices_of_another_shape_are_named(copy, name, value):
    start = EXERCISES.index(f"    {name}\n")
    end = start + re.match(r" {4}\w+:\n( {6}.*\n)+", EXERCISES[start:]).end()
    text = f"{EXERCISES[:start]}    {name}{value}\n{EXERCISES[end:]}"
    (copy / "exercises.yaml").write_text(text, "utf-8")
    there = problems(copy)
    assert there[0].file == "exercises.yaml"
    assert name[:-2] in str(there[0])


@pytest.mark.parametrize("field", ["options", "rows", "answers", "misconceptions", "levels"])
@pytest.mark.parametrize("value", ["", " []", " {}", " text", " [a, b]", " {a: b}", " [[a]]", " 5"])
def test_a_part_of_the_key_of_another_shape_is_named(copy, field, value):
    start = KEY.index(f"    {field}:\n")
    end = start + re.match(r" {4}\w+:\n( {6}.*\n)+", KEY[start:]).end()
    (copy / "key.yaml").write_text(f"{KEY[:start]}    {field}:{value}\n{KEY[end:]}", "utf-8")
    there = problems(copy)
    if field == "misconceptions" and value in ("", " []", " {}"):
        assert len(there) <= 1
    else:
        assert there[0].file == "key.yaml"
        assert there[0].line is not None


@pytest.mark.parametrize("value", ["", "text", "5", "[a]", "[]", "{}", "yes"])
def test_a_key_of_one_exercise_of_another_shape_is_named(copy, value):
    start, end = KEY.index("  officers:"), KEY.index("  source:")
    text = f"{KEY[:start]}  officers: {value}\n{KEY[end:]}"
    (copy / "key.yaml").write_text(text, "utf-8")
    there = problems(copy)
    assert there
    assert all("officers" in str(one) or one.line in lines_of(text, "  officers:") for one in there)


@pytest.mark.parametrize("value", ["text", "5", "[a]", "{}", "", "{id: a}"])
def test_an_exercise_of_another_shape_is_named(copy, value):
    text = EXERCISES.replace("exercises:\n", f"exercises:\n  - {value}\n")
    (copy / "exercises.yaml").write_text(text, "utf-8")
    first = problems(copy)[0]
    assert (first.file, first.line) == ("exercises.yaml", 2)


# All at once


def test_all_mistakes_are_reported_at_once(copy, damage, say):
    for file, behind, old, new in [
        ("exercises.yaml", "id: refuser", "objective: weigh", "objective: wiegh"),
        ("exercises.yaml", "id: speakers", "minutes: 3", "minutes: three"),
        ("exercises.yaml", "id: call-day", "notebook: '03'", "notebook: '13'"),
        ("key.yaml", "  pronouns:", "right: putin", "right: puttin"),
        ("key.yaml", "  tellings:", "otherwise: Look at a calendar of that August.", "otherwise:"),
        ("key.yaml", "  officers:", "quote: about 300", "quote: about 3000"),
        ("key.yaml", "  caller:", "message: Putin comes one", "mesage: Putin comes one"),
        ("key.yaml", "  days:", "marks: 2", "marks: 4"),
        ("key.yaml", "  absent:", "      Basic: The people in the streets.\n", ""),
    ]:
        damage(file, behind, old, new)
    code, words = say()
    assert code == 1
    for found in ["wiegh", "three", "13", "puttin", "otherwise", "about 3000", "mesage", "Basic"]:
        assert found in words
    lines = (copy / "key.yaml").read_text("utf-8").splitlines()
    days = lines.index("  days:") + 1
    assert re.search(rf"key\.yaml, line ({'|'.join(str(days + n) for n in range(16))})\b", words)
    assert words.count("exercises.yaml, line ") == 3
    assert words.count("key.yaml, line ") >= 6


def test_two_mistakes_in_one_exercise_are_both_reported(copy, damage):
    damage("exercises.yaml", "id: source", "objective: weigh", "objective: wiegh")
    damage("exercises.yaml", "id: source", "parts: ['11', '12']", "parts: ['11', '12', '99']")
    said = "\n".join(map(str, problems(copy)))
    assert "wiegh" in said
    assert "99" in said


def test_two_mistakes_in_one_key_are_both_reported(copy, damage):
    damage("key.yaml", "  call-day:", "value: '2020-08-18'", "value: '2020-08-32'")
    damage("key.yaml", "  call-day:", "quote: '2020-08-20'", "quote: '2020-08-21'")
    said = "\n".join(map(str, problems(copy)))
    assert "2020-08-32" in said
    assert "2020-08-21" in said


def test_mistakes_in_tables_and_exercises_are_reported_together(copy, damage, put):
    put("places.csv", "minsk", "latitude", "north")
    damage("key.yaml", "  call-day:", "value: '2020-08-18'", "value: '2020-08-32'")
    assert {problem.file for problem in problems(copy)} == {"places.csv", "key.yaml"}


def test_a_problem_is_told_by_line(say, damage):
    damage("exercises.yaml", "id: refuser", "kind: one", "kind: oen")
    _, words = say()
    assert re.search(r"exercises\.yaml, line [2-9]\b", words)
    assert "one" in words.replace("oen", "")


def found_in(copy):
    """What reading both files gives: exercises, keys and what is wrong."""
    article, findings = read_article(copy / "article.txt"), Findings()
    exercises = read_exercises(copy, article, findings, ["weigh", "cite", "order", "gather"])
    return exercises, read_key(copy, exercises, article, findings), findings


@pytest.mark.parametrize(
    "line",
    [
        "    notebook: '01'\n",
        "    place: speaking\n",
        "    title: Who it is that refuses\n",
        "    question: Who refuses something in this article?\n",
        "    objective: weigh\n",
        "    minutes: 2\n",
        "    marks: 2\n",
    ],
)
def test_of_an_exercise_that_lacks_something_the_key_is_read_all_the_same(copy, damage, line):
    damage("exercises.yaml", "id: refuser", line, "")
    damage("key.yaml", "  refuser:", "quote: said nothing", "quote: sayed nothing")
    exercises, keys, findings = found_in(copy)
    assert [problem.file for problem in findings.problems] == ["exercises.yaml", "key.yaml"]
    assert "refuser" not in {one.id for one in exercises} | keys.keys()


def test_of_an_exercise_whose_kind_is_unknown_the_key_is_not_read(copy, damage):
    damage("exercises.yaml", "id: refuser", "kind: one", "kind: oen")
    damage("key.yaml", "  refuser:", "quote: said nothing", "quote: sayed nothing")
    [problem] = found_in(copy)[2].problems
    assert problem.found == "“oen” is no kind of exercise (“one”, perhaps)"
    assert problem.remedy.startswith("write kind: and one of: one, several, ")


def test_a_key_with_a_mistake_is_left_out_and_the_others_are_read(copy, damage):
    damage("key.yaml", "  officers:", "marks: 2", "marks: two")
    exercises, keys, _ = found_in(copy)
    assert [one.id for one in exercises if one.id not in keys] == ["officers"]


@pytest.mark.parametrize("text", ["damaged: [", "exercises: text", "", "exercises: {a: b}"])
def test_where_the_exercises_cannot_be_read_the_key_is_not_blamed(copy, text):
    (copy / "exercises.yaml").write_text(text, "utf-8")
    [problem] = found_in(copy)[2].problems
    assert problem.file == "exercises.yaml" and problem.remedy


@pytest.mark.parametrize("text", ["damaged: [", "key: text", "", "key: [a]", "keys: {}"])
def test_where_the_key_cannot_be_read_that_is_all_that_is_wrong(copy, text):
    (copy / "key.yaml").write_text(text, "utf-8")
    exercises, keys, findings = found_in(copy)
    assert (len(exercises), keys) == (10, {})
    [problem] = findings.problems
    assert problem.file == "key.yaml" and problem.remedy


def test_problems_of_an_exercise_come_by_their_lines(copy, damage):
    for old, new in [
        ("minutes: 2", "minutes: two"),
        ("objective: weigh", "objective: wiegh"),
        ("notebook: '01'", "notebook: '11'"),
        ("      nato: The alliance called NATO", "      nato:"),
        ("    marks: 2\n", "    marks: 2\n    colour: red\n"),
    ]:
        damage("exercises.yaml", "id: refuser", old, new)
    _, _, findings = found_in(copy)
    assert [problem.column for problem in findings.problems] == [
        *["notebook", "objective", "minutes", "colour", "options"],
    ]


EXERCISE, REFUSER, OFFICERS = "exercises.yaml", "id: refuser", "  officers:"
TOLD = [  # file, behind, old, new, what was found, what to do, what stands in the line
    (
        *(EXERCISE, REFUSER, "title: Who", "titel: Who"),
        *("an exercise of the kind one has no “titel”", "write title", "titel:"),
    ),
    (
        *(EXERCISE, REFUSER, "    marks: 2\n", "    marks: 2\n    zzz: 1\n"),
        *("an exercise of the kind one has no “zzz”", "take it out", "zzz:"),
    ),
    (
        *(EXERCISE, REFUSER, "    minutes: 2\n", ""),
        *("minutes is missing", "add “minutes: …”", REFUSER),
    ),
    (
        *(EXERCISE, REFUSER, "    kind: one\n", ""),
        *("its kind is missing", "write kind: and one of: one,", REFUSER),
    ),
    (
        *(EXERCISE, REFUSER, "kind: one", "kind: zzz"),
        *("“zzz” is no kind of exercise", "write kind: and one of: one,", "kind:"),
    ),
    (
        *(EXERCISE, REFUSER, "objective: weigh", "objective: wiegh"),
        *("“wiegh” is no objective here", "write one of: weigh, cite, order", "objective:"),
    ),
    (
        *(EXERCISE, "id: source", "parts: ['11', '12']", "parts: ['11', '99']"),
        "there is no part “99” in the article",
        *("write a paragraph from 1 to 18, or headline", "parts:"),
    ),
    (
        *(EXERCISE, "id: speakers", "id: speakers", REFUSER),
        "“refuser” is already the id of another exercise",
        *("give one of the two another id", REFUSER),
    ),
    (
        *("key.yaml", OFFICERS, OFFICERS, "  oficers:"),
        *("oficers: there is no exercise “oficers”", "write “officers”", "oficers:"),
    ),
    (
        *("key.yaml", OFFICERS, OFFICERS, f"  zzz: 1\n{OFFICERS}"),
        "zzz: there is no exercise “zzz”",
        *("take it out, or add it to exercises.yaml", "zzz:"),
    ),
    (
        *("key.yaml", OFFICERS, "    answers:\n", "    answers:\n      - zzz\n"),
        *("officers: an entry of answers has no names in it", "write {…}", "zzz"),
    ),
    (
        *("key.yaml", OFFICERS, "        marks: 2\n", "        marks: 2\n        zzz: 1\n"),
        "officers: “zzz” means nothing here",
        *("here go: at, marks, message, misconception, nth, quote, tolerance, value", "zzz:"),
    ),
    (
        *("key.yaml", OFFICERS, "message: The number", "mesage: The number"),
        *("officers: “mesage” means nothing here", "write message", "mesage:"),
    ),
    (
        *("key.yaml", OFFICERS, "    otherwise:", "    otherways:"),
        *("officers: “otherways” means nothing here", "write otherwise", "otherways:"),
    ),
    (
        *("key.yaml", OFFICERS, "marks: 2", "marks: two"),
        *("officers: marks: “two” is no number from 1", "write", "marks:"),
    ),
    (
        *("key.yaml", OFFICERS, "at: '10'", "at: '99'"),
        *("officers: there is no part '99' in the article", "write", "at:"),
    ),
    (
        *("key.yaml", OFFICERS, "quote: about 300", "quote: about 3000"),
        *("officers: “about 3000” is not in paragraph 10", "copy", "quote:"),
    ),
    (
        *("key.yaml", OFFICERS, "quote: Tu-214", "quote: Tu-214\n        nth: first"),
        *("officers: nth: “first” is no number from 1", "write", "nth:"),
    ),
    (
        *("key.yaml", OFFICERS, "        at: '10'\n", ""),
        *("officers: a passage needs at and quote", "write both as text", "- value: 300"),
    ),
    (
        *("key.yaml", OFFICERS, "        quote: Tu-214\n", ""),
        *("officers: a passage needs at and quote", "write both as text", "- name: tu-number"),
    ),
    (
        *("key.yaml", "  source:", "around: According", "around: Acording"),
        *("source: “Acording to Belarusian", "copy", "around:"),
    ),
    (
        *("key.yaml", "  pronouns:", "right: putin", "right: puttin"),
        *("pronouns: “puttin” is not among the choices", "write putin", "right:"),
    ),
    (
        *("key.yaml", "  pronouns:", "          lukashenko:\n", "          lukaschenko:\n"),
        "pronouns: “lukaschenko” is not among the choices",
        *("write lukashenko", "lukaschenko:"),
    ),
    (
        *("key.yaml", "  pronouns:", "          lukashenko:\n", "          zzz:\n"),
        *("pronouns: “zzz” is not among", "write one of: putin, lukashenko, both", "zzz:"),
    ),
    (
        *("key.yaml", "  pronouns:", "          lukashenko:\n", "          putin:\n"),
        *("pronouns: “putin” is right and wrong", "take it out of one of them", "putin:"),
    ),
    (
        *("key.yaml", "  pronouns:", "            misconception: not-named-yet\n", ""),
        "pronouns: a misconception has no name",
        *("write misconception: and what was misread", "lukashenko:"),
    ),
    (
        *("key.yaml", "  pronouns:", "        right: putin\n", ""),
        *("pronouns: “he-2” has no right choice", "write right: and its id", "he-2:"),
    ),
    (
        *(
            "key.yaml",
            "  tellings:",
            "right: [sunday, monday, tuesday, wednesday]",
            "right: [sunday]",
        ),
        "tellings: it is no order of all the items",
        *("write each of these once: wednesday, tuesday, monday, sunday", "right:"),
    ),
    (
        *("key.yaml", "  refuser:", "    options:\n", "    options:\n      zzz: 1\n"),
        *("refuser: “zzz” has no names in it", "write {message: …}", "zzz:"),
    ),
    (
        *("key.yaml", "  refuser:", "      nato:\n", "      natto:\n"),
        "refuser: “natto” is not among the options of the exercise",
        *("write nato", "natto:"),
    ),
    (
        *("key.yaml", "  refuser:", "      nato:\n", "      zzz:\n"),
        "refuser: “zzz” is not among the options of the exercise",
        *("add it to exercises.yaml, or take it out", "zzz:"),
    ),
    (
        *("key.yaml", "  refuser:", "      nato:\n", "      zzz:\n"),
        *(
            "refuser: nothing answers “nato” of options",
            "write “nato: …” under options",
            "options:",
        ),
    ),
]


@pytest.mark.parametrize(("file", "behind", "old", "new", "found", "remedy", "line"), TOLD)
def test_a_mistake_is_told_with_what_to_do(
    copy, damage, file, behind, old, new, found, remedy, line
):
    damage(file, behind, old, new)
    lines = (copy / file).read_text("utf-8").splitlines()
    told = found_in(copy)[2].problems
    [problem] = [one for one in told if one.found.startswith(found)]
    assert problem.remedy.startswith(remedy)
    assert line in lines[problem.line - 1]


def test_a_passage_that_is_nearly_there_is_shown_as_it_is(copy, damage):
    """Once, although it is looked for twice: as the answer, and as what settles it."""
    damage("key.yaml", "  source:", "quote: promised Lukashenko", "quote: promissed Lukashenko")
    [problem] = found_in(copy)[2].problems
    assert problem.nearest and "promised Lukashenko security" in problem.nearest


def test_an_exercise_without_a_key_is_told_at_the_top_of_the_key(copy):
    start, end = KEY.index("  officers:"), KEY.index("  source:")
    (copy / "key.yaml").write_text(KEY[:start] + KEY[end:], "utf-8")
    [problem] = found_in(copy)[2].problems
    assert (problem.found, problem.line) == ("the exercise “officers” has no key", 1)
    assert problem.remedy == "write “officers:” under “key:”, with its answers"


# Damaged files

DAMAGED = [
    *["", "\n\n", "# nothing\n", "just words", "- a\n- b\n", "5", "exercises:\n\t- id: x"],
    *["key:\n\tx: y", "exercises: [", 'exercises: "', "exercises: *nothing"],
    *["exercises:\nexercises:\n", "key: {a: b}\n---\nkey: {a: b}", "a: \x00", "a: \x01"],
    *['a: "\\xzz"', 'a: "\\UFFFFFFFF"', "{a: " * 3000, "[" * 3000],
    *["key: " + "[" * 3000 + "]" * 3000, "a: " + "9" * 6000, "key: {a: 2020-13-45}"],
    *["key: {a: !!int b}", "!!python/object/apply:os.system [ls]"],
    "key: !!python/object/apply:os.system [ls]",
    *["exercises:\n- !!python/object:helpers.authoring.check.check {}\n", "&a\nkey: *a"],
    *["exercises: &a\n- *a\n", "key: &a {b: *a}", "!!omap\n- key: x", "? [a, b]\n: c"],
    *["%YAML 3.0\n---\na: 1", "exercise: []", "keys: {}", "exercises: text", "key: text"],
    *["exercises: 5\nkey: 5", "exercises: {a: b}", "key: [a]"],
]


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("text", DAMAGED, ids=lambda text: repr(text[:40]))
def test_a_damaged_file_is_named(copy, file, text):
    (copy / file).write_bytes(text.encode())
    assert problems(copy)[0].file == file


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize(
    "data",
    [
        *[b"\xff\xfe\x00\x01", b"\x00" * 100, b"\x89PNG\r\n\x1a\n", bytes(range(256))],
        *["exercises: é".encode("latin-1"), EXERCISES.encode("utf-16")],
    ],
    ids=["noise", "NUL", "picture", "all bytes", "Latin-1", "UTF-16"],
)
def test_a_file_that_is_no_text_is_named_once(copy, file, data):
    (copy / file).write_bytes(data)
    assert [problem.file for problem in problems(copy)].count(file) == 1


@pytest.mark.parametrize("file", FILES)
def test_a_folder_in_the_place_of_a_file_is_named(copy, file):
    (copy / file).unlink()
    (copy / file).mkdir()
    assert problems(copy)[0].file == file


@pytest.mark.parametrize("file", FILES)
def test_a_byte_order_mark_and_crlf_do_no_harm(copy, file):
    data = FILES[file].encode()
    (copy / file).write_bytes(b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"))
    assert problems(copy) == []


def test_lines_are_counted_right_with_crlf(copy, damage):
    damage("exercises.yaml", "id: refuser", "kind: one", "kind: oen")
    before = [problem.line for problem in problems(copy)]
    path = copy / "exercises.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert [problem.line for problem in problems(copy)] == before


@pytest.mark.parametrize("file", FILES)
def test_a_bomb_of_anchors_is_defused(copy, file):
    """Nine lists of nine, each of the list before: 387 million entries, were they written out."""
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for depth in range(1, 10):
        bomb += f"a{depth}: &a{depth} [{', '.join([f'*a{depth - 1}'] * 9)}]\n"
    (copy / file).write_text(bomb + FILES[file].replace("minutes: 2", "minutes: *a9"), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "helpers", "check", str(copy)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, b"")
    assert file.encode() in done.stdout


@pytest.mark.parametrize("file", FILES)
def test_a_name_that_is_there_twice_is_named(copy, file):
    old = "      nato:"
    start = FILES[file].index(old)
    text = f"{FILES[file][:start]}      nato: x\n{FILES[file][start:]}"
    (copy / file).write_text(text, "utf-8")
    said = [str(problem) for problem in problems(copy) if problem.file == file]
    assert "nato" in said[0]
    assert re.search(rf"\b{text[:start].count(chr(10)) + 2}\b", said[0])


def test_random_damage_never_ends_in_a_traceback(copy):
    chance = random.Random(2020)
    pieces = [b'"', b"'", b",", b";", b"\n", b"\r", b"\t", b"\0", b"\xff", b"[", b"]", b"{", b"}"]
    pieces += [b"- ", b": ", b"#", b"*a", b"&a ", b"!!int ", b"~", b".inf", b"-1", b"<b>", b"yes"]
    pieces += [b"2020-99-99", b"not said", b"\n      - x: y\n", b"\n  refuser:\n", b"nth: 7\n"]
    for file in chance.choices(list(FILES), k=60):
        data = bytearray(FILES[file].encode())
        for _ in range(chance.randint(1, 4)):
            start = chance.randrange(len(data))
            data[start : start + chance.choice([0, 0, 1, 8, 30, 200])] = chance.choice(pieces)
        (copy / file).write_bytes(data)
        assert all(str(problem) for problem in check(copy).problems)
        (copy / file).write_text(FILES[file], "utf-8")


def test_every_line_of_the_two_files_may_be_lost_without_a_traceback(copy):
    for file, text in FILES.items():
        lines = text.splitlines(keepends=True)
        for number in range(0, len(lines), 3):
            (copy / file).write_text("".join(lines[:number] + lines[number + 1 :]), "utf-8")
            problems(copy)
        (copy / file).write_text(text, "utf-8")
