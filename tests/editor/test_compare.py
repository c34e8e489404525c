"""Two readings of one article, made by changing a finished lesson, held against each other."""

import shutil
import zipfile

import pytest
from support import FOLDER
from support.flood import FLOOD
from support.readers import add, drop, edit, put, second, small, with_other_ids
from support.second_article import SECOND
from support.tables import rows

from helpers.cli.main import main
from helpers.common.errors import KitError, LessonError
from helpers.editor.compare import compare

HE = {"at": "3", "quote": "He"}


@pytest.fixture
def other(tmp_path):
    """The flood as a second reader has it, to be changed."""
    return second(FLOOD, tmp_path / "other")


def sentences(other, folder=FLOOD):
    return [one.sentence for one in compare(folder, other).differences]


@pytest.mark.parametrize("folder", [FOLDER, FLOOD, SECOND], ids=["first", "flood", "second"])
def test_who_reads_the_same_agrees_wholly(folder, tmp_path):
    found = compare(folder, second(folder, tmp_path / "other"))
    assert found.differences == [] and all(one.is_plain for one in found.same)
    for table in found.tables.values():
        assert table.marked.f1 == table.marked.f1_exact == 1
        for label in table.labels.values():
            assert label.observed == 1
            assert {label.kappa, label.alpha} == ({None} if label.why else {1})


@pytest.mark.parametrize("folder", [FOLDER, FLOOD, SECOND], ids=["first", "flood", "second"])
def test_other_ids_and_another_order_of_rows_are_no_difference(folder, tmp_path):
    theirs = second(folder, tmp_path / "other")
    with_other_ids(theirs)
    found = compare(folder, theirs)
    assert [one.sentence for one in found.differences] == []
    known = {one.first: one.second for one in found.same if one.kind == "actors"}
    assert known.pop("narrator") == "narrator"
    assert known == {row["actor"]: f"x-{row['actor']}-x" for row in rows("actors", folder)}


def test_whom_a_word_stands_for_is_said_with_both_names(other):
    edit(other, "mentions", HE, actor="meir")
    [difference] = compare(FLOOD, other).differences
    said = "Paragraph 3, “He”: you say Tomas Rehn, the other reader Jonas Meir."
    assert difference.sentence == said
    [column] = difference.columns
    assert (column.column, column.first, column.second) == ("actor", "rehn", "meir")
    assert (difference.table, difference.passage.at) == ("mentions", "3")


def test_several_columns_stand_in_one_sentence(other):
    edit(other, "toponyms", {"quote": "Brenn"}, place="velden", type="literal")
    assert sentences(other) == [
        "Paragraph 7, “Brenn”: you say Brenn, the other reader Velden; "
        "type: you say modifier, the other reader literal."
    ]


def test_a_date_that_one_leaves_out_is_a_difference(other):
    edit(other, "events", {"event": "falls"}, basis="undated", start="", end="", anchor="")
    [said] = sentences(other)
    assert "start: you say 2031-05-15, the other reader nothing" in said
    assert "basis: you say resolved, the other reader undated" in said


def test_they_is_the_same_in_one_row_and_in_two(other):
    drop(other, "mentions", at="4", quote="they")
    for actor in ("brandt", "meir"):
        add(other, "mentions", at="4", quote="they", actor=actor, form="pronoun")
    found = compare(FLOOD, other)
    assert found.differences == []
    assert found.tables["mentions"].marked.second == 53


def test_they_for_one_and_for_two_is_a_difference(other):
    edit(other, "mentions", {"at": "4", "quote": "they"}, actor="brandt")
    assert sentences(other) == [
        "Paragraph 4, “they”: you say Ilse Brandt and Jonas Meir, the other reader Ilse Brandt."
    ]


def test_of_two_statements_on_the_same_words_each_finds_its_own(other, tmp_path):
    ours = second(FLOOD, tmp_path / "ours")
    like = {"at": "9", "content": "the same number", "cue": "gives", "polarity": "asserts"}
    for folder, order in ((ours, ("norpress", "meir")), (other, ("meir", "norpress"))):
        for source in order:
            add(folder, "statements", **like, source=source, directness="indirect", named="yes")
    assert sentences(other, ours) == []
    edit(other, "statements", {"source": "norpress"}, directness="mixed")
    assert sentences(other, ours) == [
        "Paragraph 9, “the same number”: directness: you say indirect, the other reader mixed."
    ]


def test_more_words_are_a_difference_of_extent(other):
    edit(other, "mentions", {"quote": "Jonas Meir"}, quote="head, Jonas Meir")
    edit(other, "mentions", {"quote": "head"}, quote="Its head")
    found = compare(FLOOD, other)
    assert [one.sentence for one in found.differences] == [
        "Paragraph 4, “head”: you mark “head”, the other reader “Its head”.",
        "Paragraph 4, “Jonas Meir”: you mark “Jonas Meir”, the other reader “head, Jonas Meir”.",
    ]
    assert all(one.extent and not one.columns for one in found.differences)
    assert found.tables["mentions"].marked.exact == 51


def test_what_only_one_has_is_said(other):
    drop(other, "mentions", **HE)
    add(other, "toponyms", at="4", quote="the flood office", place="velden", type="implied")
    # The words do not stand in that part: it is mended before anything is compared.
    with pytest.raises(KitError, match="has 1 problem"):
        compare(FLOOD, other)
    edit(other, "toponyms", {"type": "implied"}, quote="The flood office")
    found = compare(FLOOD, other)
    assert [one.sentence for one in found.differences] == [
        "Paragraph 3, “He”: only you have this in mentions (Tomas Rehn, pronoun).",
        "Paragraph 4, “The flood office”: only the other reader has this in toponyms "
        "(Velden, implied).",
    ]
    assert [one.passage.quote for one in found.tables["mentions"].only_first] == ["He"]
    assert [one.second.rows[0].type for one in found.tables["toponyms"].only_second] == ["implied"]


def test_the_figures_of_a_table_are_those_worked_out_by_hand(other):
    drop(other, "toponyms", quote="the school")
    edit(other, "toponyms", {"quote": "Brenn"}, type="literal")
    table = compare(FLOOD, other).tables["toponyms"]
    assert (table.marked.first, table.marked.second, table.marked.both) == (10, 9, 9)
    assert table.marked.f1 == table.marked.f1_exact == pytest.approx(18 / 19)
    # You: 2 metonymic, 1 dateline, 4 literal, 2 modifier; the other 2, 1, 5, 1. By chance
    # (4 + 1 + 20 + 2)/81 = 1/3; of all 18 labels two are alike in (12 + 2 + 72 + 6)/306.
    kind = table.labels["type"]
    assert (kind.n, kind.observed) == (9, pytest.approx(8 / 9))
    assert kind.kappa == pytest.approx(5 / 6)
    assert kind.alpha == pytest.approx(90 / 107)
    assert table.labels["place"].kappa == 1


def test_where_nobody_marked_anything_no_figure_is_given(tmp_path):
    folder = small(tmp_path / "a", "Zoë", "!")
    found = compare(folder, small(tmp_path / "b", "Zoë", "!"))
    assert found.tables["toponyms"].marked.f1 is None
    assert found.tables["events"].labels["basis"].n == 0
    assert found.tables["statements"].labels["polarity"].kappa is None


def test_other_words_of_ones_own_are_no_difference(other):
    edit(other, "events", {"event": "break"}, what="The old dike gives way")
    assert sentences(other) == []
    edit(other, "events", {"event": "break"}, place="ostering")
    found = compare(FLOOD, other).differences
    assert [one.column for one in found[0].columns] == ["place", "what"]


def test_an_event_is_known_by_its_rows_whatever_it_is_called(other):
    edit(other, "events", {"event": "warning"}, anchor="dike-gives-way")
    edit(other, "events", {"event": "break"}, event="dike-gives-way")
    assert sentences(other) == []
    edit(other, "events", {"event": "warning"}, anchor="printed")
    assert sentences(other) == [
        "Paragraph 3, “Five days before the break, … that the dike would not hold”: anchor: "
        "you say “The dike breaks”, the other reader “The Maren Courier prints the report”."
    ]


def test_two_names_of_one_person_are_taken_for_the_same_and_that_is_said(other):
    edit(other, "actors", {"actor": "brandt"}, actor="mayor", name="The mayor")
    for row in (some := rows("mentions", other)):
        row["actor"] = row["actor"].replace("brandt", "mayor")
    put(other, "mentions", some)
    for row in (some := rows("events", other)):
        row["actors"] = row["actors"].replace("brandt", "mayor")
    put(other, "events", some)
    for row in (some := rows("statements", other)):
        row["source"] = row["source"].replace("brandt", "mayor")
    put(other, "statements", some)
    found = compare(FLOOD, other)
    assert found.differences == []
    assert [one.sentence for one in found.same if not one.is_plain] == [
        "Taken for the same in actors: your “Ilse Brandt” and the other's “The mayor” "
        "(brandt and mayor)."
    ]
    # What differs is said with the names that the first reader knows.
    edit(other, "mentions", HE, actor="mayor")
    assert sentences(other) == [
        "Paragraph 3, “He”: you say Tomas Rehn, the other reader Ilse Brandt."
    ]


def test_a_pronoun_read_as_somebody_else_makes_no_two_people_one(other):
    add(other, "actors", actor="aide", name="An aide of Rehn", kind="person")
    edit(other, "mentions", HE, actor="aide")
    found = compare(FLOOD, other)
    assert all(one.is_plain for one in found.same)
    assert [one.sentence for one in found.differences] == [
        "Paragraph 3, “He”: you say Tomas Rehn, the other reader An aide of Rehn."
    ]


def test_an_id_that_means_somebody_else_is_a_difference(other):
    # Both have an id “holm”; for the other reader it is a brother, of whom “Ida Holm” is not said.
    edit(other, "actors", {"actor": "holm"}, name="Ulf Vik")
    for quote in ("the Velden teacher", "Ida Holm"):
        edit(other, "mentions", {"quote": quote}, actor="odden")
    edit(other, "mentions", HE, actor="holm")
    edit(other, "statements", {"source": "holm"}, source="odden")
    found = compare(FLOOD, other)
    assert "Paragraph 3, “He”: you say Tomas Rehn, the other reader Ulf Vik." in [
        one.sentence for one in found.differences
    ]
    [he] = [one for one in found.differences if one.passage.quote == "He"]
    assert he.translated[0]["actor"] == "holm-2"
    assert [(table, row["actor"], row["name"]) for table, row in he.brings] == [
        ("actors", "holm-2", "Ulf Vik")
    ]


def test_all_that_is_wrong_with_the_other_is_said(other):
    edit(other, "mentions", HE, actor="nobody", form="verb")
    edit(other, "toponyms", {"quote": "Brenn"}, quote="Bremen")
    (other / "places.csv").write_bytes(b"")
    with pytest.raises(KitError) as raised:
        compare(FLOOD, other)
    said = str(raised.value)
    assert said.startswith("What the other reader gave you (other) has ")
    for words in ("“verb” is none", "“Bremen” is not in", "places.csv: the table is empty"):
        assert words in said


def test_problems_of_ones_own_are_said_first(other):
    edit(other, "mentions", HE, form="verb")
    with pytest.raises(LessonError, match="The lesson other has 1 problem"):
        compare(other, FLOOD)


def test_another_article_is_refused_with_the_place(other):
    text = (other / "article.txt").read_bytes()
    changed = text.replace(b"They are wet", b"They are dry")
    (other / "article.txt").write_bytes(changed)
    edit(other, "statements", {"content": "They are wet, and they have to be dried one by one"},
         content="They are dry, and they have to be dried one by one")  # fmt: skip
    with pytest.raises(KitError, match="did not read the same article: paragraph 11 is “The old"):
        compare(FLOOD, other)
    with pytest.raises(KitError, match="did not read the same article: the headline is “"):
        compare(FLOOD, SECOND)


def test_lines_that_end_otherwise_are_the_same_article(other):
    text = (other / "article.txt").read_bytes()
    (other / "article.txt").write_bytes(text.replace(b"\n", b"\r\n"))
    edit(other, "mentions", HE, actor="meir")
    found = compare(FLOOD, other)
    assert len(found.differences) == 1
    assert found.tables["mentions"].marked.exact == 53
    ours, theirs = found.differences[0].first, found.differences[0].second
    assert ours.passage == theirs.passage


@pytest.mark.parametrize("zoe", ["Zoe\u0308", "𝒵oë", "👩\u200d🚒"])
@pytest.mark.parametrize("sign", ["🎉", "e\u0301"])
def test_letters_of_two_and_marks_above_letters_are_counted_alike(zoe, sign, tmp_path):
    ours, theirs = (small(tmp_path / name, zoe, sign) for name in "ab")
    assert sentences(theirs, ours) == []
    edit(theirs, "mentions", {"quote": sign}, nth="3")
    add(theirs, "mentions", at="1", quote="He", actor="zoe", form="pronoun")
    assert sentences(theirs, ours) == [
        f"Paragraph 1, “{sign}” number 2: only you have this in mentions (Ana, description).",
        f"Paragraph 1, “{sign}” number 3: only the other reader has this in mentions "
        "(Ana, description).",
        f"Paragraph 1, “He”: only the other reader has this in mentions ({zoe}, pronoun).",
    ]


def zipped(folder, target, *names):
    """A ZIP with the folder under each of these names."""
    with zipfile.ZipFile(target, "w") as archive:
        for name in names:
            for path in folder.iterdir():
                archive.write(path, f"{name}/{path.name}" if name else path.name)
    return target


@pytest.mark.parametrize("name", ["", "flood", "from Ana/flood (1)"])
def test_a_zip_is_read_like_a_folder(name, other, tmp_path):
    edit(other, "mentions", HE, actor="meir")
    assert len(sentences(zipped(other, tmp_path / "a.zip", name))) == 1


def test_a_zip_of_windows_names_its_folders_otherwise(other, tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for path in other.iterdir():
            info = zipfile.ZipInfo("x")
            info.filename = f"lessons\\flood\\{path.name}"
            archive.writestr(info, path.read_bytes())
    assert sentences(tmp_path / "a.zip") == []


def test_of_several_lessons_in_a_zip_that_of_the_name_is_read(other, tmp_path):
    assert sentences(zipped(other, tmp_path / "a.zip", "seeds/old", "seeds/flood")) == []
    with pytest.raises(KitError, match="several lessons in the ZIP"):
        compare(FLOOD, zipped(other, tmp_path / "b.zip", "one", "two"))


def test_what_is_no_reading_is_said_in_a_sentence(other, tmp_path):
    whole = zipped(other, tmp_path / "whole.zip", "flood").read_bytes()
    for name, data in (("cut.zip", whole[:2000]), ("text.zip", b"text"), ("none.zip", b"")):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(KitError, match=f"{name} is no ZIP, or a damaged one"):
            compare(FLOOD, tmp_path / name)
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("letter.txt", "Dear")
    with pytest.raises(KitError, match=r"no article\.txt in the ZIP"):
        compare(FLOOD, tmp_path / "other.zip")
    with pytest.raises(KitError, match="nothing called"):
        compare(FLOOD, tmp_path / "nowhere")


def test_sealed_tables_are_not_read(other, tmp_path):
    (other / "sealed.json").write_text("{}", "utf-8")
    for there in (other, zipped(other, tmp_path / "a.zip", "flood")):
        with pytest.raises(KitError, match="sealed"):
            compare(FLOOD, there)
    with pytest.raises(KitError, match="sealed"):
        compare(other, FLOOD)


def test_the_command_says_what_differs_and_how_far_two_agree(other, capsys):
    assert main(["compare", str(FLOOD), str(other)]) == 0
    assert capsys.readouterr().out.endswith("flood: no differences\n")
    edit(other, "toponyms", {"quote": "Brenn"}, type="literal")
    before = {path.name: path.read_bytes() for path in other.iterdir()}
    assert main(["compare", str(FLOOD), str(other)]) == 1
    said = capsys.readouterr().out
    assert "toponyms: you marked 10, the other reader 10; 10 overlap (F1 1.00)" in said
    # 9 of 10; by chance (4 + 1 + 30 + 2)/100; of 20 labels two are alike in 130 of 380.
    assert "  type: n 10, the same 0.90, Cohen's kappa 0.84, Krippendorff's alpha 0.85" in said
    assert said.endswith(
        "Paragraph 7, “Brenn”: type: you say modifier, the other reader literal.\n"
        "flood: 1 difference\n"
    )
    assert {path.name: path.read_bytes() for path in other.iterdir()} == before
    assert main(["compare", str(FLOOD), str(other / "nothing")]) == 2


def test_a_reading_without_the_tables_that_may_be_left_out_is_one(other):
    shutil.copy(FLOOD / "mentions.csv", other / "mentions.csv")
    (other / "judgements.csv").unlink()
    assert sentences(other) == []
