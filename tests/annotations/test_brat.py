"""brat standoff: what its lines say, and what is wrong in a damaged file."""

import pytest

from helpers.annotations.formats import Damaged
from helpers.annotations.formats.brat import read
from helpers.common.errors import KitError

TEXT = "Mayor \U0001f600 Moss met farmers.\nShe said nobody\nwrote.\n"


@pytest.fixture
def written(tmp_path):
    """Write a text and its marks; the file of the marks."""

    def write(marks, text=TEXT):
        (tmp_path / "a.txt").write_bytes(text.encode())
        (tmp_path / "a.ann").write_bytes(marks.encode())
        return tmp_path / "a.ann"

    return write


def test_marks_count_code_points_and_carry_attributes_references_and_notes(written):
    marked = read(
        written(
            "T1\tPerson 8 12\tMoss\n"
            "A1\tForm T1 name\n"
            "M1\tSure T1\n"
            "N1\tReference T1 Wikidata:Q7\tRita Moss\n"
            "#1\tAnnotatorNotes T1\tthe mayor\n"
        )
    )
    [mark] = marked.marks
    assert (mark.id, mark.layer, mark.start, mark.end, mark.quote) == (
        "T1",
        "Person",
        8,
        12,
        "Moss",
    )
    assert mark.features == {
        "Form": "name",
        "Sure": "yes",
        "identifier": "Wikidata:Q7 Rita Moss",
        "AnnotatorNotes": "the mayor",
    }
    assert marked.paragraphs == TEXT.splitlines()


def test_relations_events_and_equivalents_link_marks(written):
    marked = read(
        written(
            "T1\tPerson 8 12\tMoss\nT2\tPerson 26 29\tShe\nT3\tCue 30 34\tsaid\n"
            "T4\tContent 35 48\tnobody wrote\n"
            "E1\tCue:T3 Source:T2 Content:T4 Content2:T1\n"
            "R1\tHears Arg1:T1 Arg2:E1\t\n"
            "*\tEquiv T1 T2\n",
            TEXT.replace("nobody\nwrote", "nobody \nwrote"),
        )
    )
    event, relation = marked.links
    assert event.ends == (("Cue", "T3"), ("Source", "T2"), ("Content", "T4"), ("Content", "T1"))
    assert (relation.layer, relation.ends) == ("Hears", (("", "T1"), ("", "T3")))
    assert marked.same == (("T1", "T2"),)
    # brat writes a line end as a space.
    assert marked.marks[3].quote == "nobody \nwrote"


def test_a_mark_with_gaps_is_one_for_each_piece_and_that_is_said(written):
    marked = read(
        written("T1\tPerson 0 5;8 12\tMayor Moss\nT2\tCue 30 34\tsaid\nR1\tx Arg1:T1 Arg2:T2\n")
    )
    assert [(one.id, one.quote) for one in marked.marks][:2] == [("T1", "Mayor"), ("T1.2", "Moss")]
    assert marked.links[0].ends == (("", "T1"), ("", "T1.2"), ("", "T2"))
    assert marked.notes == ("T1, “Mayor Moss”, has gaps: each piece is a mark.",)


def test_line_ends_of_windows_count_as_brat_counts_them(written):
    marked = read(written("T1\tPerson 27 30\tShe\r\n", TEXT.replace("\n", "\r\n")))
    assert marked.marks[0].quote == "She"


def test_all_that_is_damaged_is_said(written):
    path = written(
        "T1\tPerson 9 13\tMoss\n"  # one too far
        "T2\tPerson x y\tShe\n"
        "T3\tCue 30 34\tsaid\n"
        "T3\tCue 30 34\tsaid\n"
        "T4\tContent 90 95\twords\n"
        "Q1 nothing of brat's\n"
        "A1\tSure T9\n"
        "R1\tx Arg1:T3 Arg2:T8\n"
    )
    with pytest.raises(Damaged) as told:
        read(path)
    assert told.value.wrong == (
        "Line 1: T1 is “Moss”, and in the text there is “oss”.",
        "Line 2 does not say where T2 begins and ends.",
        "Line 4: there are two marks T3.",
        "Line 5: T4 is “words”, and in the text there is “nothing”.",
        "Line 6 is none of brat's: Q1 nothing of brat's",
        "Line 7 speaks of T9, which is not there.",
        "R1 speaks of T8, which is not there.",
    )


def test_without_its_text_it_says_so(tmp_path):
    (tmp_path / "a.ann").write_text("", "utf-8")
    with pytest.raises(KitError, match=r"a\.txt is not there"):
        read(tmp_path / "a.ann")


def test_what_is_not_utf_8_is_told(written):
    path = written("T1\tPerson 8 12\tMoss\n")
    path.write_bytes(b"T1\tPerson 0 5\tM\xe4yor\n")
    with pytest.raises(Damaged, match="It is not UTF-8"):
        read(path)
