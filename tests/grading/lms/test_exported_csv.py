"""A teacher's own export: what its cells say, and what becomes of it when they are filled in."""

import pytest
from support.class_layouts import put

from helpers.common.errors import KitError
from helpers.grading.lms.exported_csv import ExportedTable, as_number


@pytest.fixture
def table(tmp_path):
    """Read a table from a text."""
    return lambda text: ExportedTable.read(put(tmp_path / "x.csv", text.encode()))


@pytest.mark.parametrize(
    "text",
    [
        "Name,Mark\nAna,5\n",
        'Name;Mark\r\n"Ana; B";5\r\n',
        'Name\tMark\n"A ""B"""\t5,5\n\n',
        '\ufeffName,Mark\rAna,"two\nlines"\r',
        "Name,Mark\nAna,",
        "Name,Mark\nAna;Bo;Chi,5",
    ],
)
def test_a_table_comes_back_as_it_was(table, text):
    found = table(text)
    assert found.text() == text
    assert (found.head, found.place("mark")) == (["Name", "Mark"], 1)


def test_a_cell_says_what_stands_in_it_and_a_short_row_says_nothing(table):
    found = table('Name,Mark,More\n"Lee, ""Ana""",5\n"\n"\n')
    assert [found.cell(1, place) for place in range(4)] == ['Lee, "Ana"', "5", "", ""]
    assert found.cell(2, 0) == "\n"


def test_what_is_written_is_quoted_where_it_was_or_has_to_be_and_all_else_stays(table):
    found = table('Name,Mark,"More"\nAna,1,"2",9\nBo,,\n')
    for column, value in enumerate(("x", "5", "6")):
        found.put(1, column, value)
    found.put(2, 1, 'a "b", c')
    found.put(2, 2, "7.5")
    assert found.text() == 'Name,Mark,"More"\nx,5,"6",9\nBo,"a ""b"", c",7.5\n'


@pytest.mark.parametrize("value", ["a,b", "a;b", "a\tb", "a\rb", "a\nb", 'a"b'])
def test_whatever_parts_cells_anywhere_is_quoted(table, value):
    found = table("Name,Mark\nAna,1\n")
    found.put(1, 1, value)
    assert found.text().startswith('Name,Mark\nAna,"') and found.cell(1, 1) == value


def test_a_column_is_found_by_one_of_its_names_whatever_the_capitals(table):
    found = table("Name, MARK ,mark,More\n")
    assert found.find("Grade", "Mark") == found.place("mArK") == 1
    assert found.place("Grade") is None
    with pytest.raises(KitError, match="has no column “Grade”"):
        found.find("Grade", "Points")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "x.csv is empty."),
        ("\ufeff", "x.csv is empty."),
        ('Name,Mark\nAna,5\nBo,"5', r"x.csv is no CSV \(line 3\)."),
        ('"Name,Mark\nAna,5\n', r"x.csv is no CSV \(line 1\)."),
    ],
)
def test_what_is_no_table_is_said_with_its_line(table, text, said):
    with pytest.raises(KitError, match=said):
        table(text)


def test_what_cannot_be_read_is_said(tmp_path):
    with pytest.raises(KitError, match="is not UTF-8"):
        ExportedTable.read(put(tmp_path / "x.csv", b"Zo\xeb"))
    with pytest.raises(KitError, match="cannot be read"):
        ExportedTable.read(tmp_path / "gone.csv")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(("7", 7), ("7.5", 7.5), ("7,25", 7.25), (" 12.50\t", 12.5), ("123456789", 123456789)),
        *((one, None) for one in ("", "EX", "7.", ".5", "7 of 9", "-1", "7.5.1", "1234567890")),
    ],
)
def test_a_number_has_a_point_or_a_comma(text, number):
    assert as_number(text) == number
