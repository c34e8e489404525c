"""Reading a text: which paragraphs come out of the files that people have."""

import zipfile

import pytest

from helpers.common.errors import KitError
from helpers.drafting.source_text import lines_of, read_source

PAGE = """<!doctype html><html><head><title>T &mdash; Site</title><style>p{}</style></head><body>
<nav><p>Home and all the other pages of this site, at some length.</p></nav>
<article><h1>Dam &amp; river</h1><p class="by">By Ann Lee</p>
<div><p>The <b>dam</b> held,<br>she said.</p><script>var p = "<p>no</p>"</script>
<p>%s</p></div><aside><p>Read more about dams.</p></aside></article>
<footer><p>All rights reserved.</p></footer></body></html>"""
LONG = "It had rained for nine days. " * 20


def test_lines_between_empty_lines_are_one_paragraph_where_they_were_broken_to_a_width():
    text = "A headline\n\nThe river rose\nall night and\nfell again.\n\nNobody was hurt.\n"
    assert lines_of(text) == [
        "A headline",
        "The river rose all night and fell again.",
        "Nobody was hurt.",
    ]


def test_a_paragraph_a_line_stays_so_with_or_without_empty_lines():
    sentence = "The river rose all night, and in the morning it fell again, " * 2
    lines = ["A headline", "By Ann Lee", sentence + "they say.", sentence * 2 + "too."]
    assert lines_of("\n".join(lines)) == lines
    assert lines_of("\ufeff" + "\r\n\r\n".join(lines)) == lines


def test_a_word_file_gives_its_paragraphs(tmp_path):
    ns = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    runs = "<w:p><w:r><w:t>Über den </w:t></w:r><w:r><w:t>Fluss &amp; mehr</w:t></w:r></w:p><w:p/>"
    more = "<w:p><w:r><w:t>Zweiter.</w:t></w:r></w:p>"
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as file:
        file.writestr(
            "word/document.xml", f"<w:document {ns}><w:body>{runs}{more}</w:body></w:document>"
        )
    assert read_source(tmp_path / "a.docx") == ["Über den Fluss & mehr", "Zweiter."]


def test_a_saved_page_gives_its_headline_and_paragraphs_and_nothing_around_them(tmp_path):
    (tmp_path / "a.html").write_text(PAGE % LONG, "utf-8")
    assert read_source(tmp_path / "a.html") == [
        "Dam & river",
        "By Ann Lee",
        "The dam held,",
        "she said.",
        LONG.strip(),
    ]


@pytest.mark.parametrize(
    ("name", "data"), [("a.docx", b"no zip"), ("a.pdf", b"%PDF"), ("a.txt", b"\x00\x01")]
)
def test_a_file_that_is_no_text_is_refused_in_a_sentence(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(KitError, match=name):
        read_source(tmp_path / name)


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(KitError, match=r"gone\.txt cannot be read"):
        read_source(tmp_path / "gone.txt")
