"""The page of a link: what is on it, and what is not."""

import json
import re

import pytest

from helpers.exercises.assignment import Assignment
from helpers.site.page import page, prose

GIVEN = Assignment("a-lesson", "", "", "", ("00", "03"), ("one",), "1", "v", False)


def cell(source, *tags, kind="code", html="", id="a"):
    outputs = [{"data": {"text/html": html.splitlines(keepends=True)}}] if html else []
    more = {"outputs": outputs} if kind == "code" else {}
    return {"id": id, "cell_type": kind, "source": source, "metadata": {"tags": list(tags)}} | more


def words(source, *tags):
    return cell(source, *tags, kind="markdown", id="m")


def shown(*cells, outputs=(), **more):
    books = {"00_read": {"cells": [words("# 0 · Read <it>"), *cells]}, "03_when": {"cells": []}}
    return page(books, dict(outputs), GIVEN, "Bells & <b>boats</b>", **more)


def test_the_headline_is_the_title_and_markup_in_it_stays_text():
    found = shown()
    assert "<title>Bells &amp; &lt;b&gt;boats&lt;/b&gt;</title>" in found
    assert "<b>boats" not in found


def test_metadata_are_on_it_and_cannot_end_their_script():
    given = {"name": "</script><script>alert(1)</script>", "@type": "LearningResource"}
    found = shown(metadata=given)
    [data] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', found, re.DOTALL)
    assert json.loads(data) == given
    assert "<script>alert" not in found


def test_each_notebook_is_a_chapter_that_the_page_leads_to():
    found = shown()
    assert re.findall(r'<a href="#(\d\d)">([^<]*)</a>', found) == [
        ("00", "0 · Read &lt;it&gt;"),
        ("03", "3 · The lesson"),
    ]
    assert re.findall(r'<section class="jp-Notebook" id="(\d\d)"', found) == ["00", "03"]


@pytest.mark.parametrize("kind", ["code", "markdown"])
def test_what_is_for_notebooks_only_is_not_on_it(kind):
    assert "SECRET" not in shown(cell("SECRET", "notebook-only", kind=kind, html="<p>SECRET</p>"))


def test_where_a_notebook_has_code_to_try_a_link_leads_there():
    found = shown(
        words("## Do it <yourself>", "notebook-only"),
        cell("count()", "notebook-only"),
        words("Then **go on**."),
        words("Press Shift and Enter.", "notebook-only"),
    )
    [aside] = re.findall(r"<aside.*?</aside>", found, re.DOTALL)
    assert "Do it &lt;yourself&gt;" in aside and "count()" not in found
    assert 'href="lab/lab/index.html?path=00_read.ipynb"' in aside
    assert "<strong>go on</strong>" in found and "Shift" not in found


def test_code_is_not_shown_and_what_it_shows_is():
    found = shown(cell("show(CODE)", id="x"), outputs={"x": [{"data": {"text/html": "<p>12</p>"}}]})
    assert "CODE" not in found and "<p>12</p>" in found


def test_reference_stands_folded_under_its_title():
    html = "What &amp; when\n<table><td>1</td></table>"
    found = shown(
        cell("show(x)", "reference", id="x"), outputs={"x": [{"data": {"text/html": html}}]}
    )
    fold = re.search(r"<details[^>]*>(.*?)</details>", found, re.DOTALL)[1]
    assert "<summary>What &amp; when</summary>" in fold and "<td>1</td>" in fold
    assert "open" not in re.search(r"<details[^>]*>", found)[0]


def test_reference_without_a_saved_output_leaves_no_empty_fold():
    assert "<details" not in shown(cell("show(x)", "reference", id="x"))


def test_a_question_stands_as_the_pack_has_it_and_not_as_the_kit_has_it():
    found = shown(
        cell('ask("here")', id="x", html="<p>Of the pack</p>"),
        outputs={"x": [{"data": {"text/html": "<p>Of the kit</p>"}}]},
    )
    assert "Of the pack" in found and "Of the kit" not in found


def test_that_all_is_ready_is_no_news_on_the_page():
    outputs = {"x": [{"data": {"text/html": "<p>Ready.</p>"}}]}
    assert "Ready." not in shown(cell('lesson, ask = open_notebook("00")', id="x"), outputs=outputs)


def test_a_notebook_that_is_named_is_a_link_where_it_is_on_the_page():
    titles = {"03": "When"}
    assert '<a href="#03">When</a>' in prose("Go on with `03_when`.", titles)
    assert "<code>04_who</code>" in prose("Go on with `04_who`.", titles)


def test_markup_in_prose_stays_text():
    assert "<script" not in prose("<script>hit()</script> **so**", {})
    assert "<strong>so</strong>" in prose("**so**", {})
    assert "<td>b</td>" in prose("| a |\n| --- |\n| b |\n", {})
