"""QTI 1.2: valid by its schema, and scored as the kit scores it."""

import re
import sys
import zipfile
from io import BytesIO
from itertools import chain, combinations
from pathlib import Path

import pytest
from support import ROOT
from support.foreign_lesson import write_kit
from support.own_exercises import EXERCISES, KEY, LESSON
from support.read_moodle import plain
from support.read_qti import files_in, questions_file, read

from helpers.exchange.export import export
from helpers.exercises.scoring import score

BY_ID = {one.id: one for one in EXERCISES}
NOT_SAID = "The article does not say"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The lesson that is handed out: what came of it, the package, and the questions by title."""
    file = tmp_path_factory.mktemp("qti") / "lesson.zip"
    found = export(ROOT, file)
    return found, file, {one.title: one for one in read(file)}


def of_kind(*kinds):
    return pytest.mark.parametrize("name", [one.id for one in EXERCISES if one.kind in kinds])


def by_choice(found, texts):
    """The ids of a question's choices, by the ids that they have in the kit."""
    words = {plain(shown): name for shown, name in found.choices.items()}
    return {name: words[plain(text)] for name, text in texts.items()}


@pytest.mark.parametrize("which", ["lesson", "foreign"])
def test_it_is_valid(made, tmp_path, monkeypatch, which):
    etree = pytest.importorskip("lxml.etree")
    file = made[1]
    if which == "foreign":
        monkeypatch.delenv("LESSON", raising=False)
        file = tmp_path / "a.zip"
        export(write_kit(tmp_path / "kit"), file, title='A <b> & "c" $x$ `y`')
    schema = etree.DTD(str(Path(__file__).with_name("qti_profile.dtd")))
    data = re.sub(rb"<questestinterop [^>]*>", b"<questestinterop>", questions_file(file))
    tree = etree.parse(BytesIO(data))
    assert schema.validate(tree), schema.error_log.filter_from_errors()
    assert set(files_in(file)) >= {"imsmanifest.xml", "non_cc_assessments/"}


def test_all_but_what_cannot_be_asked_is_there(made):
    found, _, questions = made
    assert {BY_ID[name].kind for name in found.lost} == {"code", "highlight"}
    plain_ones = [one for one in EXERCISES if one.kind not in ("code", "written")]
    assert sum(one.id in found.exercises for one in plain_ones) == 41  # of 42
    rows = sum(
        len(getattr(one, "items", one.rows) if one.kind == "order" else one.rows)
        for one in EXERCISES
    )
    alone = sum(one.kind not in ("match", "order", "code", "highlight") for one in EXERCISES)
    assert len(questions) == 1 + rows + alone  # the article, too


def test_the_article_stands_first_with_its_source_and_rights(made):
    first = read(made[1])[0]
    assert first.type == "text_only_question"
    words = plain(first.text)
    assert "China Daily" in words and LESSON.about["rights"] in words
    for part in LESSON.article.parts.values():
        assert " ".join(part.quote.split()) in words


@of_kind("one")
def test_an_option_earns_all_or_nothing_and_is_told_the_same(made, name):
    exercise, key, found = BY_ID[name], KEY[name], made[2][BY_ID[name].title]
    assert found.type == "multiple_choice_question" and found.points == exercise.marks
    ids = by_choice(found, exercise.options)
    for option, reply in key.options.items():
        given = [ids[option]]
        assert (found.score(given) == 1) == (score(exercise, key, option).state == "right")
        [told] = found.told(given)
        assert reply.message.replace("`", "") in plain(told)
        if reply.evidence:
            assert reply.evidence.quote in plain(told)


@of_kind("match")
def test_every_choice_in_every_row_earns_and_is_told_the_same(made, name):
    exercise, key = BY_ID[name], KEY[name]
    for number, (row, entry) in enumerate(key.rows.items(), 1):
        found = made[2][f"{exercise.title} ({number} of {len(key.rows)})"]
        assert plain(exercise.rows[row]).replace("`", "") in plain(found.text)
        for choice, given in by_choice(found, exercise.choices).items():
            assert found.score([given]) == score(exercise, key, {row: choice}).marks
            if not found.score([given]):
                reply = entry.wrong.get(choice, entry.reply)
                told = " ".join(map(plain, found.told([given])))
                assert reply.message.replace("`", "") in told


@of_kind("several")
def test_only_the_set_that_is_right_here_is_right_there(made, name):
    exercise, key, found = BY_ID[name], KEY[name], made[2][BY_ID[name].title]
    # One that counts either way could only be right or wrong there.
    asked = {one: words for one, words in exercise.options.items() if not key.options[one].optional}
    ids = by_choice(found, asked)
    assert len(found.choices) == len(asked)
    sets = chain.from_iterable(combinations(ids, n) for n in range(1, len(ids) + 1))
    full = [ticks for ticks in sets if found.score([ids[one] for one in ticks]) == 1]
    assert full == [tuple(one for one in ids if key.options[one].right)]
    for option, given in ids.items():
        message = key.options[option].message.replace("`", "")
        assert any(message in plain(one) for one in found.told([given]))


@of_kind("order")
def test_a_line_has_each_place_that_is_right_here(made, name):
    exercise, key = BY_ID[name], KEY[name]
    right = [one for group in key.right for one in group]
    turned = [one for group in key.right for one in reversed(group)]
    for number, item in enumerate(exercise.items, 1):
        found = made[2][f"{exercise.title} ({number} of {len(exercise.items)})"]
        places = {order.index(item) + 1 for order in (right, turned)}
        ids = {plain(words): given for words, given in found.choices.items()}
        assert {int(words) for words, given in ids.items() if found.score([given])} >= places


@of_kind("text", "date", "number", "passage")
def test_what_is_typed_is_right_where_it_is_here(made, name):
    exercise, key, found = BY_ID[name], KEY[name], made[2][BY_ID[name].title]
    for reply in (*key.answers, *key.misconceptions):
        given = exercise.example(reply)
        if isinstance(given, dict):
            given = given.get("quote", NOT_SAID)
        assert found.score(given) == (reply.marks == exercise.marks)
    assert found.score("zzz") == 0
    assert key.otherwise.replace("`", "") in plain(" ".join(found.told("zzz")))


def test_an_invented_lesson_in_arabic(tmp_path, monkeypatch):
    monkeypatch.delenv("LESSON", raising=False)
    found = export(write_kit(tmp_path / "kit"), tmp_path / "a.zip")
    questions = {one.title: one for one in read(tmp_path / "a.zip")}
    assert set(found.lost) == {"all", "line"}
    who = questions['من "تكلم"؟']
    assert next(map(plain, who.choices)) == "ليلى <i>نفسها</i>"
    either = questions["رأيان"]
    assert [either.score([one]) for one in either.choices.values()] == [1, 1, 0]
    many = questions["عدد"]
    assert many.type == "numerical_question"
    assert [many.score(one) for one in ("28", "29", "30", "31", "32")] == [0, 1, 1, 1, 0]


def test_signs_of_markdown_and_mathematics_stay_signs(tmp_path):
    from support.small_lesson import exercise

    from helpers.exchange.convert import item
    from helpers.exchange.formats import Quiz, formats
    from helpers.exercises.key import OptionsKey, Reply

    words = ["*a* _b_ `c` $d$ \\(e\\) <i>f</i> &amp; ![g](h)", "1. one", "# two", "% three"]
    asked = exercise("signs", "one", 1, options=dict(zip("abcd", words, strict=True)))
    replies = {one: Reply(f"So: {text}", int(one == "a")) for one, text in asked.options.items()}
    qti = formats()[".zip"]
    made = qti.takes(item(asked, OptionsKey(id="signs", options=replies)))
    (tmp_path / "a.zip").write_bytes(qti.write(Quiz("$T$", "<p>x</p>", [made])))
    [_, found] = read(tmp_path / "a.zip")
    assert [plain(one) for one in found.choices] == [one.replace("`", "") for one in words]
    [told] = found.told([*found.choices.values()][:1])
    assert plain(told) == f"So: {words[0]}".replace("`", "")


def test_two_questions_in_the_same_words_are_two(tmp_path):
    from support.small_lesson import VOICE, VOICE_KEY, exercise

    from helpers.exchange.convert import item
    from helpers.exchange.formats import Quiz, formats

    other = exercise("other", "one", 1, options=VOICE.options)
    other = type(other)(**{**vars(other), "question": VOICE.question})
    qti = formats()[".zip"]
    items = [qti.takes(item(one, VOICE_KEY)) for one in (VOICE, other)]
    (tmp_path / "a.zip").write_bytes(qti.write(Quiz("T", "<p>x</p>", items)))
    assert [one.title for one in read(tmp_path / "a.zip")] == ["T", "The voice", "The other"]


def test_without_what_writes_it_a_sentence_says_so(tmp_path, monkeypatch):
    from helpers.common.errors import KitError

    monkeypatch.setitem(sys.modules, "text2qti.quiz", None)
    with pytest.raises(KitError, match="What writes QTI is not there"):
        export(ROOT, tmp_path / "a.zip")
    assert not (tmp_path / "a.zip").exists()


def test_a_file_of_somebody_else_is_left_alone(tmp_path):
    from helpers.common.errors import KitError

    for name in ("mine.zip", "mine.xml"):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr("holiday.txt", "mine")
        before = (tmp_path / name).read_bytes()
        with pytest.raises(KitError, match="is there already"):
            export(ROOT, tmp_path / name)
        assert (tmp_path / name).read_bytes() == before
    with pytest.raises(KitError, match=r"\.xml \(Moodle\) or \.zip"):
        export(ROOT, tmp_path / "lesson.doc")
    export(ROOT, tmp_path / "lesson.zip")
    export(ROOT, tmp_path / "lesson.zip")
