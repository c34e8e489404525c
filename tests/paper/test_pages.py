"""The workbook has all that is asked and nothing that is right; the key has the same letters."""

import html
import json
import re
from base64 import b64decode

import pytest
import yaml
from support.far_lesson import ARTICLE as FAR_ARTICLE
from support.on_paper import ASKED, EXERCISES, LESSON

from helpers.paper.paper import write_paper


def text_of(page):
    """Return the words of a page, without its styles, tags and pictures."""
    body = re.sub(r"(?s)<style>.*?</style>|<img[^>]*>", " ", page)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def question(page, number):
    """Return the part of a workbook with one question."""
    return re.search(rf'(?s)<section class="question[^"]*" id="q{number}">.*?</section>', page)[0]


def other_key(text):
    """Return a key that calls other answers right, and says other words to them all."""
    key, count = yaml.safe_load(text), iter(range(10**6))

    def walk(value):
        if isinstance(value, list):
            return [walk(one) for one in value]
        if not isinstance(value, dict):
            return value
        words = ("message", "otherwise")
        found = {n: f"Other {next(count)}." if n in words else walk(v) for n, v in value.items()}
        return {name: one for name, one in found.items() if name not in ("misconceptions", "wrong")}

    for name, entry in key["key"].items():
        exercise, entry = EXERCISES[name], walk(entry)
        if exercise.kind == "one":
            marks = [str(one.get("marks", 0)) for one in entry["options"].values()][::-1]
            for one, mark in zip(entry["options"].values(), marks, strict=True):
                one.pop("misconception", None)
                one["marks"] = mark
        if exercise.kind == "several":
            first = next(one for one in entry["options"].values() if one["right"] is True)
            other = next(one for one in entry["options"].values() if one["right"] is False)
            first["right"], other["right"] = False, True
            for one in entry["options"].values():
                one.pop("misconception", None)
        if exercise.kind == "match":
            for row in entry["rows"].values():
                right = row["right"] if isinstance(row["right"], list) else [row["right"]]
                others = [one for one in exercise.choices if one not in right]
                row["right"] = others[:1] or right
        if exercise.kind == "order":
            entry["right"] = entry["right"][::-1]
        if exercise.kind == "number":
            entry["answers"][0]["value"] = 99
        key["key"][name] = entry
    return json.dumps(in_text(key), ensure_ascii=False)


def in_text(value):
    """Return data in which everything is text, as the kit reads YAML."""
    if isinstance(value, dict):
        return {str(name): in_text(one) for name, one in value.items()}
    if isinstance(value, list):
        return [in_text(one) for one in value]
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def test_a_workbook_is_the_same_whatever_the_key_says(small, tmp_path):
    write_paper(small, tmp_path / "one")
    path = small / "seeds" / LESSON.slug / "key.yaml"
    path.write_text(other_key(path.read_text("utf-8")), "utf-8")
    write_paper(small, tmp_path / "two")
    for name in ("workbook.html", "answers.csv"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    before, after = ((tmp_path / one / "key.html").read_text("utf-8") for one in ("one", "two"))
    assert before != after


def test_a_workbook_has_the_article_with_its_paragraphs_and_lines_numbered(made):
    page = (made[0] / "workbook.html").read_text("utf-8")
    lines = re.findall(
        r'<div class="line"><b><bdi dir="ltr">(.*?)</bdi></b><i>(\d+)</i><span>(.*?)</span>', page
    )
    assert [int(number) for _, number, _ in lines] == list(range(1, len(lines) + 1))
    words = " ".join(html.unescape(text) for _, _, text in lines)
    assert words.split() == LESSON.article.text.split()
    labels = [label for label, _, _ in lines if label]
    assert labels == [f"¶{number}" for number in range(1, 19)]
    assert max(len(html.unescape(text)) for _, _, text in lines) <= 68


def test_a_workbook_asks_every_exercise_but_those_for_code(made):
    folder, paper = made
    page = (folder / "workbook.html").read_text("utf-8")
    asked = [one for one in ASKED.exercises if one.kind != "code"]
    assert [one.id for one in paper.asked] == [one.id for one in asked]
    assert {one.kind for one in paper.left_out} == {"code"}
    for number, exercise in enumerate(asked, 1):
        part = text_of(question(page, number))
        assert part.startswith(f"{number} {' '.join(exercise.title.split())} ")
        assert re.sub("`", "", exercise.question) in part
        for words in (*getattr(exercise, "options", {}).values(), *exercise.rows.values()):
            assert words in part
    for exercise in paper.left_out:
        assert exercise.title not in text_of(page)


def test_options_choices_and_rows_have_letters_and_numbers(made):
    page = (made[0] / "workbook.html").read_text("utf-8")
    assert "A The phone calls were made there B The reporter was there" in text_of(
        question(page, 3)
    )
    part = text_of(question(page, 2))
    assert "A Printed in the article B Worked out for the table C In neither" in part
    assert "1 The name of the reporter 2 The time zone" in part


def test_nothing_tells_how_many_to_choose_or_find(made):
    page = (made[0] / "workbook.html").read_text("utf-8")
    for number, exercise in enumerate(made[1].asked, 1):
        part = question(page, number)
        assert ("mark" in part.split("<small")[1].split("</small>")[0]) != exercise.marks_tell
        if exercise.kind == "highlight":
            assert part.count('class="write"') == 5  # of which the key has three


def test_there_is_room_to_write_in_proportion_to_what_is_asked(made):
    page = (made[0] / "workbook.html").read_text("utf-8")
    ruled = {
        one.id: question(page, number).split('class="ruled"')[1].count("<i>")
        for number, one in enumerate(made[1].asked, 1)
        if one.kind == "written"
    }
    assert ruled["my-chain"] < ruled["who-is-missing"] < ruled["my-next-check"]
    assert ruled["who-is-missing"] == 10  # 50 words, 6 a line, and one more
    assert ruled["my-report"] == 21  # 120 words


def test_the_map_has_no_names_and_no_more_than_the_numbers_of_its_rows(made):
    page = (made[0] / "workbook.html").read_text("utf-8")
    [picture] = re.findall(r"data:image/svg\+xml;base64,([^\"]+)", page)
    drawn = b64decode(picture).decode()
    words = re.findall(r"<text[^>]*>(.*?)</text>", drawn)
    assert sorted(words) == [
        "2",
        "3, 5",
        "4",
        "6",
    ]  # Minsk and Belarus are one spot; Beijing is not on it
    assert "Row 1: not on this map." in text_of(page)
    for colour in re.findall(r"#([0-9a-f]{6})\b", drawn):
        assert colour[:2] == colour[2:4] == colour[4:]
    assert "prefers-color-scheme" not in drawn


def test_without_a_question_for_a_map_there_is_none(small, tmp_path):
    write_paper(small, tmp_path / "made", exercises=["byline-place"])
    assert "<img" not in (tmp_path / "made" / "workbook.html").read_text("utf-8")


@pytest.mark.parametrize("name", ["workbook.html", "key.html"])
def test_pages_ask_nothing_of_a_network_and_run_nothing(made, far, name):
    for folder in (made[0], far):
        page = (folder / name).read_text("utf-8")
        assert "http" not in re.sub(r"data:[^\"]+", "", page).replace("http-equiv", ""), re.findall(
            r".{40}http.{40}", page
        )
        assert "<script" not in page
        assert "<link" not in page


@pytest.mark.parametrize("name", ["workbook.html", "key.html"])
def test_what_a_lesson_says_is_escaped(far, name):
    page = (far / name).read_text("utf-8")
    assert "&lt;script&gt;سامي&lt;/script&gt;" in page
    assert "The &quot;bell&quot; &lt;i&gt;" in page
    assert "7 &amp; b" in page


def test_a_page_goes_the_way_its_language_is_written(made, far):
    assert '<div class="all" dir="rtl">' in (far / "workbook.html").read_text("utf-8")
    assert '<html lang="ar">' in (far / "workbook.html").read_text("utf-8")
    assert '<div class="all" dir="ltr">' in (made[0] / "workbook.html").read_text("utf-8")
    assert FAR_ARTICLE.split("\n")[0] in text_of((far / "workbook.html").read_text("utf-8"))


def test_the_key_has_the_letters_and_lines_of_the_workbook(made):
    page = text_of((made[0] / "key.html").read_text("utf-8"))
    assert "3 B 4 5: could .. escalate 5 3: foreign .. Belarus" in page  # at a glance
    reply = ASKED.keys["byline-place"].options["calls"]
    assert f"A The phone calls were made there 0 {reply.message} [" in page
    assert f"] ¶11, line 38: {reply.evidence.quote}" in page
    assert f"{sum(one.marks for one in made[1].asked if not one.extra)} marks in all" in page


def test_the_key_names_what_is_not_on_paper(made):
    page = text_of((made[0] / "key.html").read_text("utf-8"))
    for exercise in made[1].left_out:
        assert f"{exercise.title} ({exercise.id})" in page


def test_the_key_has_every_misconception_and_what_is_said_to_it(made):
    page = text_of((made[0] / "key.html").read_text("utf-8"))
    for exercise in made[1].asked:
        for line in exercise.key_lines(ASKED.keys[exercise.id]):
            assert " ".join(line.message.replace("`", "").split()) in page
