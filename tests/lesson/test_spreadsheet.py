"""Tables after a spreadsheet has been at them: the same lesson, or the damage by name."""

import csv
import io

import pytest

from helpers.authoring.check import check
from helpers.lesson.lesson import load
from helpers.lesson.tables import TABLES


def rewrite(data, delimiter=",", quoting=csv.QUOTE_MINIMAL, change=list):
    """Return a CSV written anew, each row as `change` makes it."""
    rows = csv.reader(io.StringIO(data.decode(), newline=""))
    text = io.StringIO(newline="")
    written = csv.writer(text, delimiter=delimiter, quoting=quoting, lineterminator="\n")
    written.writerows(change(row) for row in rows)
    return text.getvalue().encode()


def padded_header(data):
    header, rest = data.split(b"\n", 1)
    return b" " + header.upper().replace(b",", b" , ") + b"\n" + rest


def as_excel_in_german(data):
    """Semicolons, Windows-1252, CRLF, a line that names the delimiter, a trailing empty column."""
    rows = rewrite(data, ";", change=lambda row: [*row, ""])
    return b"sep=;\r\n" + rows.replace(b"\n", b"\r\n").decode().encode("cp1252")


HARMLESS = {
    "byte-order mark": lambda data: b"\xef\xbb\xbf" + data,
    "CRLF": lambda data: data.replace(b"\n", b"\r\n"),
    "CR": lambda data: data.replace(b"\n", b"\r"),
    "no last line ending": lambda data: data.rstrip(b"\n"),
    "UTF-16": lambda data: data.decode().encode("utf-16"),
    "UTF-16, big end first": lambda data: b"\xfe\xff" + data.decode().encode("utf-16-be"),
    "Windows-1252": lambda data: data.decode().encode("cp1252"),
    "semicolons": lambda data: rewrite(data, ";"),
    "tabs": lambda data: rewrite(data, "\t"),
    "bars": lambda data: rewrite(data, "|"),
    "sep=": lambda data: b"sep=,\n" + data,
    "sep=;": lambda data: b"sep=;\n" + rewrite(data, ";"),
    "all quoted": lambda data: rewrite(data, quoting=csv.QUOTE_ALL),
    "trailing empty columns": lambda data: rewrite(data, change=lambda row: [*row, "", ""]),
    "empty columns dropped": lambda data: b"\n".join(
        line.rstrip(b",") for line in data.split(b"\n")
    ),
    "blank rows": lambda data: data.replace(b"\n", b"\n\n,,,\n"),
    "blank first row": lambda data: b"\n" + data,
    "empty first row": lambda data: b",,,\n" + data,
    "columns in another order": lambda data: rewrite(data, change=lambda row: row[::-1]),
    "a column of notes": lambda data: rewrite(data, change=lambda row: [*row, "my notes"]),
    "header in capitals": padded_header,
    "spaces around cells": lambda data: rewrite(data, change=lambda row: [f" {c} " for c in row]),
    "a German Excel": as_excel_in_german,
}


def cells(lesson):
    return {name: lesson.table(name).to_numpy().tolist() for name in TABLES}


@pytest.fixture
def same(copy, lesson):
    """Require that the copy reads without a problem, and as the lesson it was made of."""

    def run():
        found, findings = load(copy)
        assert [str(problem) for problem in findings.problems] == []
        assert cells(found) == cells(lesson)

    return run


@pytest.mark.parametrize("damage", HARMLESS.values(), ids=HARMLESS)
def test_what_a_spreadsheet_does_to_a_table_leaves_the_lesson_the_same(copy, damage, same):
    for path in copy.glob("*.csv"):
        path.write_bytes(damage(path.read_bytes()))
    same()


@pytest.mark.parametrize(("encoding", "name"), [("cp1252", "Windows-1252"), ("utf-16", "UTF-16")])
def test_an_encoding_that_was_guessed_is_said(copy, encoding, name):
    path = copy / "events.csv"
    path.write_bytes(path.read_bytes().decode().encode(encoding))
    assert [f"events.csv: read as {name}" in str(note) for note in check(copy).notes] == [True]


@pytest.mark.parametrize(
    "cell", ["18.08.2020", "18/08/2020", "8/18/2020", "2020/08/18", "18-Aug-2020"]
)
def test_a_date_in_another_format_is_the_same_day(put, same, cell):
    put("events.csv", "call-merkel", "start", cell)
    put("events.csv", "call-merkel", "end", cell)
    same()


@pytest.mark.parametrize("cell", ["08/09/2020", "44061", "Aug-20", "#REF!"])
def test_a_date_in_doubt_is_named(copy, put, cell):
    row = put("events.csv", "call-merkel", "start", cell)
    [problem] = check(copy).problems
    assert str(problem).startswith(f"events.csv, row {row}, column start: “{cell}”")


def test_a_decimal_comma_is_a_point(put, same):
    put("places.csv", "minsk", "latitude", "53,9002")
    same()


@pytest.mark.parametrize("cell", ["539.002", "53.9.002", "53°54'N", "1e3", "nan", "inf", "-91"])
def test_a_latitude_that_is_none_is_named(copy, put, cell):
    row = put("places.csv", "minsk", "latitude", cell)
    [problem] = check(copy).problems
    assert str(problem).startswith(f"places.csv, row {row}, column latitude: ")
    assert cell in problem.found


@pytest.mark.parametrize("cell", ["2.0", "2,0"])
def test_a_number_with_a_decimal_is_whole(put, same, cell):
    put("mentions.csv", "he", "nth", cell)
    put("mentions.csv", "German Chancellor", "at", cell)
    same()


def test_an_unpaired_quotation_mark_is_named_with_its_row(copy, swap, put):
    row = put("actors.csv", "putin", "name", "Vladimir Putin")
    swap("actors.csv", "Vladimir Putin", '"Vladimir Putin')
    problems = check(copy).problems
    assert f"actors.csv, row {row}: a quotation mark has no partner" in str(problems[0])
    assert {problem.file for problem in problems} == {"actors.csv"}


def test_a_quotation_mark_inside_a_cell_is_no_damage(copy, swap):
    swap("actors.csv", "Vladimir Putin", 'Vladimir "V" Putin')
    assert check(copy).problems == []


def test_a_comma_without_quotation_marks_is_named_once(copy, put, swap):
    row = put("actors.csv", "lukashenko", "name", "Alexander Lukashenko")
    swap("actors.csv", "Alexander Lukashenko", "Lukashenko, Alexander")
    [problem] = check(copy).problems
    assert (problem.file, problem.line) == ("actors.csv", row)
    assert "quotation marks" in problem.remedy


def test_a_comma_in_a_row_that_ends_empty_does_not_shift_cells_in_silence(copy, put, swap):
    row = put("actors.csv", "china", "role", "a good friend and partner")
    swap("actors.csv", "a good friend and partner", "a good friend, and partner")
    assert ("actors.csv", row) in {(one.file, one.line) for one in check(copy).problems}


def test_a_statement_with_a_bare_comma_is_named(copy, swap):
    content = "as a good friend and partner, China does not want any chaos in Belarus"
    text = (copy / "statements.csv").read_text("utf-8")
    row = text[: text.index(content)].count("\n") + 1
    swap("statements.csv", f'"{content}', content)
    swap("statements.csv", 'in Belarusian society"', "in Belarusian society")
    assert (check(copy).problems[0].file, check(copy).problems[0].line) == ("statements.csv", row)


@pytest.mark.parametrize(
    ("header", "column", "words"),
    [
        ("actor,nmae,kind", "name", "rename “nmae”"),
        ("actor,name,sort", "kind", "add the column"),
        ("actor,name,name,kind", "name", "take one out"),
    ],
    ids=["renamed", "missing", "twice"],
)
def test_a_wrong_column_is_named(copy, swap, header, column, words):
    swap("actors.csv", "actor,name,kind", header)
    [problem] = check(copy).problems
    assert (problem.file, problem.line, problem.column) == ("actors.csv", 1, column)
    assert words in problem.remedy


def test_a_misspelt_column_that_may_be_missing_is_named_too(copy, swap):
    swap("actors.csv", "affiliation", "afiliation")
    assert "rename “afiliation” to affiliation" in "".join(map(str, check(copy).problems))


def test_a_column_that_is_not_used_is_said(copy, swap):
    swap("actors.csv", "seat", "my notes")
    assert any("“my notes”" in str(note) for note in check(copy).notes)


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"sep=;", "empty"),
        (b"PK\x03\x04 and so on", "workbook"),
        (b"\xd0\xcf\x11\xe0 and so on", "workbook"),
        (b"actor,name,kind\nputin,Vla\x00dimir,person\n", "characters"),
        (b"actor,name,kind\nputin,Vla\x81dimir,person\n", "characters"),
        ("actor,name,kind\nputin,Vladimir,person\n".encode("utf-32"), "characters"),
        (b"<html><table><tr><td>actor</td></tr></table></html>", "the column is missing"),
        (bytes(range(256)) * 20, "characters"),
    ],
    ids=[
        *["nothing", "blank lines", "BOM", "sep", "xlsx", "xls", "NUL", "no code page", "UTF-32"],
        *["HTML", "noise"],
    ],
)
def test_a_file_that_is_no_table_is_named_and_nothing_else(copy, data, found):
    (copy / "actors.csv").write_bytes(data)
    problems = check(copy).problems
    assert {problem.file for problem in problems} == {"actors.csv"}
    assert found in problems[0].found


def test_tables_that_may_be_missing_may_be_missing(copy):
    (copy / "judgements.csv").unlink()
    (copy / "background.csv").unlink()
    assert check(copy).problems == []


@pytest.mark.parametrize("length", [60_000, 200_000])
def test_a_cell_of_a_whole_book_is_named_with_its_row(copy, put, length):
    row = put("statements.csv", "putin-merkel-call", "content", "x " * (length // 2))
    [problem, *others] = check(copy).problems
    assert (problem.file, problem.line) == ("statements.csv", row)
    assert "quotation mark" not in problem.found
    assert len(others) <= 1
    assert len(str(problem)) < 1000


def test_rows_are_counted_as_a_spreadsheet_shows_them(copy, put):
    row = put("places.csv", "minsk", "latitude", "?")
    path = copy / "places.csv"
    path.write_bytes(b"sep=,\r\n" + path.read_bytes())  # a spreadsheet hides this line
    assert [problem.line for problem in check(copy).problems] == [row]


def test_blank_rows_count(copy, put):
    row = put("places.csv", "minsk", "latitude", "?")
    path = copy / "places.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\n\n", 1))
    assert [problem.line for problem in check(copy).problems] == [row + 1]


def test_a_cell_may_hold_a_line_break(copy, put):
    put("actors.csv", "putin", "role", "Russian\nPresident")
    row = put("actors.csv", "belta", "kind", "outlat")
    [problem] = check(copy).problems
    assert problem.line == row
    assert "outlet" in problem.found
