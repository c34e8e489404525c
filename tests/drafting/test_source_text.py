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


def word_file(path, body, before=""):
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="'
    names += 'http://schemas.openxmlformats.org/markup-compatibility/2006"'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        xml = f"{before}<w:document {names}><w:body>{body}</w:body></w:document>"
        file.writestr("word/document.xml", xml.encode())
    return path


def test_of_a_word_file_with_tracked_changes_and_boxes_each_word_is_read_once(tmp_path):
    def words(text):
        return f"<w:r><w:t>{text}</w:t></w:r>"

    boxed = f"<w:p>{words('In a box.')}</w:p>"
    path = word_file(
        tmp_path / "a.docx",
        f"<w:p><w:moveFrom>{words('Moved.')}</w:moveFrom>{words('Stays, ')}<w:del><w:r>"
        f"<w:delText>gone</w:delText></w:r></w:del><w:ins>{words('new')}</w:ins></w:p>"
        f"<w:p><w:moveTo>{words('Moved.')}</w:moveTo></w:p><w:p>{words('Before ')}<w:r>"
        f"<mc:AlternateContent><mc:Choice>{boxed}</mc:Choice><mc:Fallback>{boxed}</mc:Fallback>"
        f"</mc:AlternateContent></w:r>{words('behind.')}</w:p>",
    )
    assert read_source(path) == ["Stays, new", "Moved.", "Before behind.", "In a box."]


def test_a_word_file_of_paragraphs_within_paragraphs_is_read_at_once(tmp_path):
    deep = word_file(tmp_path / "a.docx", "<w:p>" * 30_000 + "</w:p>" * 30_000)
    assert read_source(deep) == []


def test_a_word_file_that_is_damaged_or_declares_a_type_is_refused_in_words(tmp_path):
    path = word_file(tmp_path / "a.docx", "<w:p><w:r><w:t>It rained.</w:t></w:r></w:p>")
    whole = path.read_bytes()
    for place in range(0, len(whole), 7):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        try:
            assert all("rained" in line for line in read_source(path))
        except KitError as error:
            assert "no Word file that can be read" in str(error)
    late = f"<!--{'x' * 3000}--><!DOCTYPE x [<!ENTITY a 'b'>]>"
    with pytest.raises(KitError, match="no Word file"):
        read_source(word_file(path, "<w:p><w:r><w:t>&a;</w:t></w:r></w:p>", late))


@pytest.mark.parametrize(
    ("encoding", "declared", "words"),
    [
        ("cp1251", '<meta charset="windows-1251">', "Дождь шёл всю ночь."),
        ("shift_jis", "<meta charset=Shift_JIS>", "雨が降った。"),
        ("gb18030", "<META http-equiv=x content='text/html; charset=gb2312'>", "昨夜下雨。"),
        ("iso8859-2", '<meta charset="iso-8859-2">', "Padało całą noc."),
        ("cp1252", '<meta charset="iso-8859-1">', "“Es regnete”, sagte sie."),
        ("cp1252", '<meta charset="rot13">', "“Es regnete”, sagte sie."),
        ("utf-8", '<meta charset="windows-1251">', "Дождь шёл всю ночь."),
    ],
)
def test_a_saved_page_is_read_in_the_encoding_that_it_has(tmp_path, encoding, declared, words):
    page = f"<html><head>{declared}</head><body><h1>X</h1><p>{words}</p></body></html>"
    (tmp_path / "a.html").write_bytes(page.encode(encoding))
    assert read_source(tmp_path / "a.html") == ["X", words]


@pytest.mark.parametrize("part", ["<![if IE]>", "<![foo", "<![%x;[ ", "<![CDATA[", "<!x ["])
def test_a_damaged_part_of_a_page_ends_nothing(tmp_path, part):
    (tmp_path / "a.html").write_text(f"<h1>Rain</h1><p>It rained.</p>{part}", "utf-8")
    assert read_source(tmp_path / "a.html") == ["Rain", "It rained."]


def test_the_headline_is_that_of_the_article_and_not_the_name_of_the_site(tmp_path):
    page = f"<h1>The Daily</h1><article><h1>Rain</h1><p>{LONG}</p></article>"
    (tmp_path / "a.html").write_text(page, "utf-8")
    assert read_source(tmp_path / "a.html") == ["Rain", LONG.strip()]
