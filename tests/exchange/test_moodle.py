"""Moodle XML: what Moodle would make of it, and that it scores as the kit does."""

import re
from itertools import chain, combinations

import pytest
from support import ROOT, SLUG
from support.foreign_lesson import write_kit
from support.own_exercises import EXERCISES, KEY, LESSON
from support.read_moodle import chosen, plain, read

from helpers.cli.main import main
from helpers.exchange.convert import item
from helpers.exchange.export import export
from helpers.exercises.scoring import score
from helpers.lesson.article import part_name

BY_ID = {one.id: one for one in EXERCISES}
TYPES = {
    "one": "multichoice",
    "several": "multichoice",
    "match": "multianswer",
    "order": "multianswer",
}
TYPES |= {"number": "shortanswer", "date": "shortanswer", "text": "shortanswer"}
TYPES |= {"passage": "shortanswer", "written": "essay"}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The lesson that is handed out, as Moodle would have it: what came of it, and by id."""
    file = tmp_path_factory.mktemp("moodle") / "lesson.xml"
    found = export(ROOT, file)
    first, *questions = read(file.read_bytes())
    return found, first, dict(zip(found.exercises, questions, strict=True))


def of_kind(*kinds):
    return pytest.mark.parametrize("name", [one.id for one in EXERCISES if one.kind in kinds])


def said(found, message, evidence):
    """Assert that an answer is told a message of the key, and the words beside it."""
    words = plain(found.feedback)
    assert message.replace("`", "") in words
    if evidence:
        assert " ".join(evidence.quote.split()) in words
        assert part_name(evidence.at) in words


def test_all_but_what_cannot_be_asked_is_there(made):
    found, _, questions = made
    assert {name: BY_ID[name].kind for name in found.lost} == {
        one.id: one.kind for one in EXERCISES if one.kind in ("code", "highlight")
    }
    # Without those in code and those that are written there are 42.
    plain_ones = [one for one in EXERCISES if one.kind not in ("code", "written")]
    assert len(plain_ones) == 42
    assert sum(one.id in questions for one in plain_ones) == 41


def test_each_is_of_the_type_that_asks_the_same(made):
    _, _, questions = made
    for name, one in questions.items():
        assert one.type == TYPES[BY_ID[name].kind]
        assert one.mark == BY_ID[name].marks or BY_ID[name].kind == "order"
        assert BY_ID[name].title in one.name
        assert BY_ID[name].question.replace("`", "") in plain(one.text)


def test_the_article_stands_first_with_its_source_and_rights(made):
    _, first, _ = made
    assert first.type == "description" and first.mark == 0
    words = plain(first.text)
    assert "China Daily" in words and LESSON.about["rights"] in words
    for at, part in LESSON.article.parts.items():
        assert " ".join(part.quote.split()) in words, at


@of_kind("one")
def test_an_option_earns_what_it_earns_here_and_is_told_the_same(made, name):
    exercise, key, found = BY_ID[name], KEY[name], made[2][name]
    assert [plain(one.words) for one in found.answers] == list(exercise.options.values())
    for one, (option, reply) in zip(found.answers, key.options.items(), strict=True):
        assert one.share * exercise.marks == pytest.approx(
            score(exercise, key, option).marks, abs=0.01
        )
        said(one, reply.message, reply.evidence)


@of_kind("several")
def test_every_set_of_ticks_earns_what_it_earns_here(made, name):
    exercise, key, found = BY_ID[name], KEY[name], made[2][name]
    assert not found.single
    shares = dict(zip(exercise.options, (one.share for one in found.answers), strict=True))
    sets = chain.from_iterable(combinations(shares, n) for n in range(1, len(shares) + 1))
    for ticks in sets:
        # Moodle adds the shares up, and takes none below 0.
        marks = max(0, sum(shares[one] for one in ticks)) * exercise.marks
        assert marks == pytest.approx(score(exercise, key, list(ticks)).marks, abs=0.01)
    for one, reply in zip(found.answers, key.options.values(), strict=True):
        said(one, reply.message, reply.evidence)


@of_kind("match")
def test_every_choice_in_every_row_earns_and_is_told_the_same(made, name):
    exercise, key, found = BY_ID[name], KEY[name], made[2][name]
    assert len(found.rows) == len(exercise.rows)
    for (row, entry), answers in zip(key.rows.items(), found.rows, strict=True):
        assert [plain(one.words) for one in answers] == list(exercise.choices.values())
        for choice, one in zip(exercise.choices, answers, strict=True):
            assert one.share == score(exercise, key, {row: choice}).marks
            if not one.share:
                reply = entry.wrong.get(choice, entry.reply)
                said(one, reply.message, reply.evidence or key.evidence)
    assert key.message.replace("`", "") in plain(found.general)


@of_kind("order")
def test_an_order_that_is_right_here_has_each_line_in_its_place(made, name):
    exercise, key, found = BY_ID[name], KEY[name], made[2][name]
    right = [one for group in key.right for one in group]
    turned = [one for group in key.right for one in reversed(group)]
    for order in (right, turned):
        assert score(exercise, key, order).marks == exercise.marks
        for name_of, answers in zip(exercise.items, found.rows, strict=True):
            [place] = [one for one in answers if one.words == str(order.index(name_of) + 1)]
            assert place.share == 1
    assert sum(one.share for answers in found.rows for one in answers) == sum(
        len(group) ** 2 for group in key.right
    )


@of_kind("text", "date", "number")
def test_what_is_typed_earns_and_is_told_the_same(made, name):
    exercise, key, found = BY_ID[name], KEY[name], made[2][name]
    for one in found.answers[:-1]:
        given = {"not_said": True} if one.words == "The article does not say" else one.words
        assert one.share * exercise.marks == score(exercise, key, given).marks
    for reply in (*key.answers, *key.misconceptions):
        given = exercise.example(reply)
        words = "The article does not say" if isinstance(given, dict) else given
        said(chosen(found, words), reply.message, reply.evidence)
    assert key.otherwise.replace("`", "") in plain(chosen(found, "zzz").feedback)
    assert chosen(found, "zzz").share == 0


@of_kind("passage")
def test_words_that_are_copied_earn_what_they_earn_marked(made, name):
    exercise, key, found = BY_ID[name], KEY[name], made[2][name]
    for one in found.answers[:-1]:
        if one.words == "The article does not say":
            given = score(exercise, key, {"not_said": True})
            assert one.share * exercise.marks == given.marks
            continue
        [at] = [at for at, part in exercise.parts.items() if one.words in part.quote]
        start = exercise.parts[at].quote.index(one.words)
        stretch = {"at": at, "start": start, "end": start + len(one.words), "quote": one.words}
        assert one.share * exercise.marks == score(exercise, key, stretch).marks, one.words
    for reply in (*key.answers, *key.misconceptions):
        words = getattr(reply.value, "quote", "The article does not say")
        said(chosen(found, words), reply.message, reply.evidence)
    assert chosen(found, "zzz").share == 0


@of_kind("written")
def test_who_marks_an_essay_has_its_levels(made, name, tmp_path):
    export(ROOT, tmp_path / "one.xml", exercises=[name])
    text = plain((tmp_path / "one.xml").read_text("utf-8"))
    text = plain(text)  # it is HTML in XML
    for sample in KEY[name].levels.values():
        assert sample.replace("`", "") in text.replace("`", "")


def test_an_invented_lesson_in_arabic_with_tags_and_stars(tmp_path, monkeypatch):
    monkeypatch.delenv("LESSON", raising=False)
    found = export(write_kit(tmp_path / "kit"), tmp_path / "a.xml", title="A/B & <i>C</i>")
    first, *questions = read((tmp_path / "a.xml").read_bytes())
    by_id = dict(zip(found.exercises, questions, strict=True))
    assert set(found.lost) == {"all", "line"}
    assert first.name == "A/B & <i>C</i>"
    assert plain(by_id["who"].answers[0].words) == "ليلى <i>نفسها</i>"
    assert plain(by_id["who"].answers[0].feedback).startswith("هي تقول <ذلك>")
    assert "<b>مفتوح</b> &" in plain(first.text)
    assert [one.share for one in by_id["either"].answers] == [1, 1, 0]
    assert [one.share for one in by_id["rows"].rows[1]] == [0, 1, 1]
    number = by_id["many"]
    assert number.type == "numerical"
    assert [(one.words, one.tolerance, one.share) for one in number.answers] == [
        *(("30", 1, 1), ("1", 0, 0), ("*", 0, 0)),
    ]


def test_signs_that_mean_something_among_embedded_answers_stay_signs(tmp_path):
    from support.small_lesson import exercise

    from helpers.exchange.formats import Quiz, formats
    from helpers.exercises.key import Reply, Row, RowsKey

    words = ["=50%~#}{1:MC:=a}\\", "%100%b & <i>c</i> &#35;"]
    asked = exercise(
        "signs", "match", 1, rows={"r": words[0]}, choices=dict(zip("ab", words, strict=True))
    )
    reply = Reply(f"No: {words[1]}")
    key = RowsKey(id="signs", message="Yes.", rows={"r": Row(("a",), reply)})
    moodle = formats()[".xml"]
    file = moodle.write(Quiz("T", "<p>x</p>", [moodle.takes(item(asked, key))]))
    question = read(file)[1]
    assert [[plain(one.words) for one in row] for row in question.rows] == [words]
    assert [one.share for one in question.rows[0]] == [1, 0]
    assert plain(question.rows[0][1].feedback) == f"No: {words[1]}"


def test_the_command_says_what_is_lost_and_what_differs(tmp_path, capsys):
    file = tmp_path / "two.xml"
    words = ["nameless-others", "headline-words", "belta-cue", "vote", str(file)]
    assert main(["export", "--exercises", *words]) == 0
    said = capsys.readouterr().out
    assert "For Moodle: 3 of 4 exercises." in said and str(file) in said
    assert "Lost: nameless-others, since several passages are marked in the text" in said
    assert re.search(r"Differs: the words are copied.*: headline-words, belta-cue\.", said)
    assert "vote" not in said
    assert len(read(file.read_bytes())) == 1 + 3


def test_the_same_lesson_gives_the_same_file(tmp_path):
    for name in ("a.xml", "b.xml"):
        export(ROOT, tmp_path / name)
    assert (tmp_path / "a.xml").read_bytes() == (tmp_path / "b.xml").read_bytes()
    assert SLUG not in (tmp_path / "a.xml").read_text("utf-8")
