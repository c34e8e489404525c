"""`python -m helpers check`: whatever is wrong, it says so in sentences, all of it at once."""

import os
import random
import re
import subprocess
import sys

import pytest

from helpers.authoring.check import check
from helpers.cli.main import main
from helpers.common.errors import KitError
from helpers.lesson.lesson import LessonError, load, open_lesson

PYTHONESE = re.compile(r"\bobject\b|attribute|literal|argument|int\(|None|Error|Commented")


def run(*arguments, folder, **variables):
    """Run the command line as a person does."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)} | variables
    command = [sys.executable, "-m", "helpers", *map(str, arguments)]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)


# The command line


def test_a_sound_lesson_has_no_problems(say):
    assert say() == (0, "belarus-2020: no problems\n")


def test_without_a_name_every_lesson_is_checked(copy, monkeypatch, capsys, put):
    put("places.csv", "minsk", "latitude", "north")
    copy.rename(copy.parent / "other-lesson")
    (copy.parent / "no-lesson").mkdir()
    monkeypatch.chdir(copy.parent.parent)
    assert main(["check"]) == 1
    assert capsys.readouterr().out.endswith("other-lesson: 1 problem\n")


@pytest.mark.parametrize("arguments", [[], ["chekc"], ["check", "--fix"]])
def test_a_wrong_call_exits_with_2(arguments, capsys):
    with pytest.raises(SystemExit) as error:
        main(arguments)
    assert error.value.code == 2
    assert "usage" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["seeds/nowhere", "x" * 5000, "a\0b"])
def test_a_folder_that_is_not_there_is_named(name, capsys):
    assert main(["check", name]) == 2
    assert "no folder" in capsys.readouterr().err


def test_a_file_is_no_lesson(copy, capsys):
    assert main(["check", str(copy / "lesson.yaml")]) == 2
    assert "no folder" in capsys.readouterr().err


def test_no_lessons_at_all_is_said(tmp_path, monkeypatch, capsys):
    (tmp_path / "seeds").mkdir()
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 2
    assert "no lesson" in capsys.readouterr().err


def test_a_path_with_spaces_and_a_narrow_console(copy, put, tmp_path):
    put("places.csv", "minsk", "latitude", "Мінск")
    folder = copy.rename(tmp_path / "my lesson, größer")
    done = run("check", folder, folder=tmp_path, PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"places.csv, row" in done.stdout


# All problems at once


def test_all_problems_are_reported_at_once(say, put, swap, fact):
    rows = [
        put("actors.csv", "belta", "kind", "outlat"),
        put("mentions.csv", "Angela Merkel", "quote", "Angela Merkl"),
        put("places.csv", "minsk", "latitude", "539.002"),
        put("toponyms.csv", "Minsk", "place", "minks"),
        put("events.csv", "call-merkel", "start", "08/09/2020"),
        put("statements.csv", "nato-forces-and-plans", "source", "lukaschenko"),
    ]
    fact("rights", "")
    code, words = say()
    assert code == 1
    for place in [
        *[f"actors.csv, row {rows[0]}, column kind", f"mentions.csv, row {rows[1]}, column quote"],
        f"places.csv, row {rows[2]}, column latitude",
        f"toponyms.csv, row {rows[3]}, column place",
        f"events.csv, row {rows[4]}, column start",
        *[f"statements.csv, row {rows[5]}, column source", "lesson.yaml, column rights"],
    ]:
        assert place in words
    for nearest in ["Angela Merkel", "minsk", "lukashenko"]:
        assert re.search(f"nearest text: .*{nearest}", words)
    assert words.count("what to do: ") == 7
    assert words.endswith("belarus-2020: 7 problems\n")


@pytest.mark.parametrize(
    ("file", "known", "column", "value", "found"),
    [
        ("mentions.csv", "Angela Merkel", "at", "3", "Angela Merkel"),
        ("mentions.csv", "Angela Merkel", "at", "99", "99"),
        ("mentions.csv", "Angela Merkel", "nth", "2", "once"),
        ("mentions.csv", "Angela Merkel", "nth", "abc", "abc"),
        ("mentions.csv", "Angela Merkel", "nth", "0", "0"),
        ("mentions.csv", "Angela Merkel", "form", "nam", "“name”, perhaps"),
        ("mentions.csv", "Angela Merkel", "actor", "merkle", "merkle"),
        ("mentions.csv", "Angela Merkel", "actor", ";", "empty"),
        ("mentions.csv", "The two leaders", "quote", "", "empty"),
        ("mentions.csv", "their", "nth", "", "times"),
        ("mentions.csv", "their", "nth", "abc", "abc"),
        ("actors.csv", "merkel", "seat", "berlin", "berlin"),
        ("toponyms.csv", "European Union leaders", "reason", "", "reason"),
        ("places.csv", "minsk", "longitude", "", "coordinate"),
        ("places.csv", "minsk", "latitude", "91", "outside"),
        ("events.csv", "call-michel", "expression", "", "no words"),
        ("events.csv", "call-merkel", "start", "", "empty"),
        ("events.csv", "call-merkel", "end", "2020-08-17", "before"),
        ("events.csv", "call-merkel", "actors", "putin; merkle", "merkle"),
        ("events.csv", "call-merkel", "basis", "undated", "undated"),
        ("events.csv", "call-merkel", "anchor", "artcle-updated", "artcle-updated"),
        ("events.csv", "call-merkel", "anchor", "", "anchor"),
        ("events.csv", "decree", "end", "2020-08-18", "undated"),
        ("statements.csv", "nato-forces-and-plans", "directness", "indrect", "indrect"),
        ("statements.csv", "nato-forces-and-plans", "via", "belta kremln", "kremln"),
        (
            "statements.csv",
            "nato-forces-and-plans",
            "claim",
            "nato-forces-and-plan",
            "nato-forces-and-plan",
        ),
        ("background.csv", "belta", "actor", "blta", "blta"),
    ],
)
def test_one_mistake_is_named_once(copy, put, file, known, column, value, found):
    row = put(file, known, column, value)
    [problem] = check(copy).problems
    assert (problem.file, problem.line) == (file, row)
    assert found in str(problem)


@pytest.mark.parametrize(
    ("start", "found"),
    [("2020-08-19", "a Wednesday"), ("2020-08-11", None), ("2020-08-19TMO", "a Wednesday")],
)
def test_a_weekday_that_does_not_fit_its_date_is_named(copy, put, start, found):
    put("events.csv", "call-merkel", "end", start)
    row = put("events.csv", "call-merkel", "start", start)
    said = [str(problem) for problem in check(copy).problems]
    assert len(said) == (found is not None)
    if found:
        assert f"events.csv, row {row}, column start: “Tuesday” cannot be {start}" in said[0]
        assert "2020-08-18 would fit" in said[0]


def test_a_day_that_is_not_the_one_in_the_words_is_named(copy, put):
    put("events.csv", "elections on Aug 9", "end", "2020-08-10")
    put("events.csv", "elections on Aug 9", "start", "2020-08-10")
    [problem] = check(copy).problems
    assert "“Aug 9” cannot be 2020-08-10" in problem.found


def test_a_misspelt_statement_is_one_problem(copy, swap):
    swap("statements.csv", "He made the remarks", "He made the remark")
    [problem] = check(copy).problems
    assert "He made the remarks during" in problem.nearest


def test_a_misspelt_time_is_one_problem(copy, put):
    row = put("events.csv", "call-merkel", "expression", "Teusday")
    [problem] = check(copy).problems
    assert (problem.line, problem.column) == (row, "expression")
    assert "Tuesday" in problem.nearest


def test_a_place_that_the_passage_names_is_not_implied(copy, put):
    put("toponyms.csv", "Minsk", "reason", "It stands there.")
    row = put("toponyms.csv", "Minsk", "type", "implied")
    [problem] = check(copy).problems
    assert (problem.line, problem.column) == (row, "type")
    assert "names Minsk" in problem.found


def test_a_sentence_without_a_statement_is_named(copy, swap):
    text = (copy / "statements.csv").read_text("utf-8")
    [line] = [line for line in text.splitlines() if "Lukashenko has refused to step down" in line]
    swap("statements.csv", line + "\n", "")
    [problem] = check(copy).problems
    assert "paragraph 10: “Lukashenko has refused to step down.”" in problem.found


def test_a_weekday_without_an_event_is_named(copy, swap):
    text = (copy / "events.csv").read_text("utf-8")
    [line] = [line for line in text.splitlines() if line.startswith("lukashenko-on-elections")]
    swap("events.csv", line + "\n", "")
    [problem] = check(copy).problems
    assert "“Monday” in paragraph 9" in problem.found


def test_an_id_used_twice_is_named_with_both_rows(copy, put):
    first = put("places.csv", "minsk", "name", "Minsk")
    second = put("places.csv", "the-west", "place", "minsk")
    said = [str(problem) for problem in check(copy).problems]
    assert f"places.csv, row {second}, column place: “minsk” is already the id of row" in said[0]
    assert str(first) in said[0]


@pytest.mark.parametrize("value", ["<b>putin</b>", "Vladimir Putin", 'pu"tin', "a&b"])
def test_an_id_is_one_word_without_markup(copy, put, value):
    row = put("actors.csv", "opposition", "actor", value)
    first = check(copy).problems[0]
    assert (first.file, first.line, first.column) == ("actors.csv", row, "actor")
    assert value in first.found


def test_random_damage_never_ends_in_a_traceback(copy):
    chance = random.Random(2020)
    pieces = [b'"', b",", b";", b"\n", b"\r", b"\t", b"\0", b"\xff", b"[", b"{", b"- ", b": ", b"#"]
    pieces += [b"sep=;", b"*a", b"&a ", b"!!int ", b"~", b".inf", b"2020-99-99", b"-1", b"<b>"]
    before = {path: path.read_bytes() for path in copy.iterdir()}
    for path in chance.choices(list(before), k=100):
        data = bytearray(before[path])
        for _ in range(chance.randint(1, 4)):
            start = chance.randrange(len(data))
            data[start : start + chance.choice([0, 0, 1, 8, 30])] = chance.choice(pieces)
        path.write_bytes(data)
        assert all(str(problem) for problem in check(copy).problems)
        path.write_bytes(before[path])


# The article


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda data: data.replace(b"\n", b"\r\n"), "SHA-256"),
        (lambda data: data + b"\n", "SHA-256"),
        (lambda data: b"\xef\xbb\xbf" + data, "SHA-256"),
        (lambda data: data.replace(b"Minsk", b"Mi\xf1sk"), "UTF-8"),
        (lambda data: data.decode().encode("utf-16"), "UTF-8"),
        (lambda data: b"", "empty"),
        (lambda data: b"\n\n", "empty"),
    ],
    ids=["CRLF", "line added", "BOM", "Latin-1", "UTF-16", "empty", "blank"],
)
def test_a_changed_article_is_named_and_nothing_else(copy, change, found):
    path = copy / "article.txt"
    path.write_bytes(change(path.read_bytes()))
    [problem] = check(copy).problems
    assert problem.file == "article.txt"
    assert found in problem.found
    assert ("line ending" in problem.remedy) == (found == "SHA-256")


def test_other_words_in_the_article_are_named_wherever_they_are_quoted(copy):
    path = copy / "article.txt"
    path.write_bytes(path.read_bytes().replace(b"flew to Minsk", b"flew to Brest"))
    files = {problem.file for problem in check(copy).problems}
    assert {"article.txt", "toponyms.csv", "events.csv", "statements.csv"} <= files


@pytest.mark.parametrize(
    "name",
    ["article.txt", "lesson.yaml", "actors.csv", "statements.csv", "events.csv", "toponyms.csv"],
)
def test_a_missing_file_is_one_problem(copy, name):
    (copy / name).unlink()
    [problem] = check(copy).problems
    assert (problem.file, problem.found) == (name, "the file is not there")


@pytest.mark.parametrize("name", ["article.txt", "lesson.yaml", "events.csv", "actors.csv"])
def test_a_folder_in_the_place_of_a_file_is_named(copy, name):
    (copy / name).unlink()
    (copy / name).mkdir()
    [problem] = check(copy).problems
    assert problem.file == name


def test_an_empty_folder_names_every_file_that_should_be_there(tmp_path):
    files = [problem.file for problem in check(tmp_path).problems]
    assert {"lesson.yaml", "article.txt", "actors.csv", "statements.csv"} <= set(files)
    assert len(files) == len(set(files))


def test_mistakes_in_tables_are_named_also_without_the_article(copy, put):
    (copy / "article.txt").unlink()
    put("places.csv", "minsk", "latitude", "north")
    assert [problem.file for problem in check(copy).problems] == ["article.txt", "places.csv"]


# lesson.yaml


def test_folded_text_is_one_line_without_strange_signs(copy, swap):
    folded = "rights: >-\n  One line,\n  and another.\nold: >-\n"
    swap("lesson.yaml", "rights: >-\n", folded)
    lesson, _ = load(copy)
    assert lesson.about["rights"] == "One line, and another."


@pytest.mark.parametrize(
    "text",
    [
        *["", "\n", "just words", "- headline\n- author", "headline:\n\tauthor: x"],
        *["headline: a\nheadline: b", "headline: a\n---\nheadline: b", "headline: ["],
        *['headline: "', "headline: *nothing", "a: \x00", "a: \x01", 'a: "\\xzz"'],
        *['a: "\\UFFFFFFFF"', "{a: " * 3000, "a: " + "9" * 6000, "a: 2020-13-45"],
        *["a: 2020-08-20T25:00:00", "a: !!int b", "a: !!float b", "a: !!bool b", "a: !!set b"],
        *["!!python/object/apply:os.system [ls]", "&a\nheadline: *a"],
        *["x: &x {datePublished: someday}\n<<: *x", "!!omap\n- datePublished: someday"],
        *["? [a, b]\n: c", "%YAML 3.0\n---\na: 1"],
    ],
)
def test_a_damaged_lesson_yaml_is_named(copy, say, text):
    (copy / "lesson.yaml").write_bytes(text.encode())
    code, words = say()
    assert code == 1
    assert words.startswith("lesson.yaml")


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_lesson_yaml_in_another_encoding_is_named(copy, encoding):
    (copy / "lesson.yaml").write_bytes("headline: é".encode(encoding))
    assert [problem.file for problem in check(copy).problems] == ["lesson.yaml"]


def test_lesson_yaml_may_have_a_byte_order_mark_and_crlf(copy):
    data = (copy / "lesson.yaml").read_bytes()
    (copy / "lesson.yaml").write_bytes(b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"))
    assert check(copy).problems == []


@pytest.mark.parametrize("name", ["headline", "publisher", "inLanguage", "rights", "sha256"])
def test_a_missing_fact_is_named_once(copy, fact, name):
    fact(name, "")
    [problem] = check(copy).problems
    assert (problem.file, problem.column) == ("lesson.yaml", name)


def test_a_date_of_publication_or_of_a_change_has_to_be_there(copy, fact):
    fact("dateModified", "")
    [problem] = check(copy).problems
    assert (problem.file, problem.column) == ("lesson.yaml", "datePublished")
    assert "dateModified" in problem.remedy


def test_weekdays_are_counted_from_the_date_of_publication_where_both_are_there(copy, fact):
    fact("datePublished", "2020-08-19")
    lesson, _ = load(copy)
    assert lesson.published.value == "2020-08-19"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("headline", "3"),
        ("publisher", "[a]"),
        ("publisher", "{seat: b}"),
        ("datePublished", "soon"),
        ("datePublished", "[2020]"),
        ("datePublished", "PRESENT_REF"),
        ("datePublished", "'9999-12-31'"),
        ("inLanguage", "[en]"),
        ("layout", "3"),
        ("layout", "abc"),
        ("layout", "[headline]"),
        ("layout", "{headline: first}"),
        ("layout", "{headline: [1]}"),
        ("layout", "{headline: 99}"),
        ("layout", "{headline: .inf}"),
        ("layout", "{headline: 2020-08-20}"),
        ("layout", "{headline: 1, byline: 1, credit: -1}"),
        ("layout", "{headline: 1, byline: 2, credit: -1, '1': 3}"),
        ("view", "abc"),
        ("view", "[0, 1]"),
        ("view", "[a, b, c, d]"),
        ("objectives", "5"),
        ("objectives", "[a]"),
        ("objectives", "[{text: a, standards: 3}]"),
        ("inferred", "text"),
        ("claims", "[a]"),
        ("claims", "5"),
        ("glossary", "[decree]"),
        ("glossary", "{decree: [an order]}"),
        ("glossary", "{ecree: an order}"),
        ("exceptions", "3"),
        ("exceptions", "2020-08-20"),
        ("exceptions", "text"),
        ("exceptions", "[a]"),
        ("exceptions", "{at: '8', quote: always}"),
        ("exceptions", "[{at: '8', quote: always, nth: .inf}]"),
        ("exceptions", "[{at: '8', quote: allways}]"),
        ("exceptions", "[{at: '99', quote: always}]"),
    ],
)
def test_a_fact_of_the_wrong_kind_is_named(copy, fact, name, value):
    fact(name, value)
    found = [one for one in check(copy).problems if one.file == "lesson.yaml"]
    assert [name in (one.column, *str(one).split()) for one in found] == [True]
    assert not PYTHONESE.search(str(found[0]))


@pytest.mark.parametrize(
    "value",
    [
        *["'2020-08-20'", "2020-08-20", "2020-08-20T10:57", "2020-08-20T10:57:00"],
        *["2020-08-20T10:57:00+08:00", "2020-08-20 10:57:00"],
    ],
)
def test_a_date_of_publication_may_stand_without_quotation_marks(copy, fact, value):
    fact("datePublished", value)
    lesson, findings = load(copy)
    assert findings.problems == []
    assert f"{lesson.published.first:%Y-%m-%d}" == "2020-08-20"
    assert f"{lesson.published.first:%H:%M}" in ("00:00", "10:57")


@pytest.mark.parametrize("value", ["en", "EN", "en-GB", "En-us"])
def test_english_is_english_however_it_is_written(copy, fact, swap, value):
    fact("inLanguage", value)
    fact("exceptions", "")
    assert ["“always”" in problem.found for problem in check(copy).problems] == [True]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("layout", ""),
        ("view", ""),
        ("inferred", ""),
        ("claims", ""),
        ("glossary", ""),
        ("glossary", "{'Step down': leave an office}"),
        ("objectives", ""),
        ("objectives", "[{text: To read}]"),
        ("author", ""),
        ("publisher", "{name: China Daily}"),
    ],
)
def test_what_may_be_missing_may_be_missing(copy, fact, name, value):
    fact(name, value)
    assert check(copy).problems == []


def test_a_language_without_time_words_is_said(copy, fact):
    fact("inLanguage", "be")
    findings = check(copy)
    assert findings.problems == []
    assert any("“be”" in str(note) for note in findings.notes)


def test_the_hash_may_be_in_capitals(copy, lesson, fact):
    fact("sha256", lesson.article.sha256.upper())
    assert check(copy).problems == []


# In a notebook


def test_a_notebook_shows_every_problem_and_no_traceback(copy, put, monkeypatch):
    monkeypatch.chdir(copy.parent.parent)
    put("places.csv", "minsk", "latitude", "north")
    put("actors.csv", "belta", "kind", "outlat")
    with pytest.raises(LessonError) as error:
        open_lesson()
    assert len(error.value.problems) == 2
    [shown] = error.value._render_traceback_()
    assert "2 problems" in shown
    assert "places.csv" in shown


def test_a_lesson_that_is_not_there_names_those_that_are(copy, monkeypatch):
    monkeypatch.chdir(copy.parent.parent)
    with pytest.raises(KitError, match=r"“nowhere”.*belarus-2020"):
        open_lesson("nowhere")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_lesson_to_open_may_be_named_in_a_file(copy, monkeypatch, encoding):
    (copy.parent / "lesson.txt").write_bytes("belarus-2020\r\n".encode(encoding))
    (copy.parent / "another").mkdir()
    (copy.parent / "another" / "lesson.yaml").touch()
    monkeypatch.chdir(copy.parent.parent)
    assert open_lesson().slug == "belarus-2020"
