"""The page on which a lesson is made: from a text to a pack, and what it says where that fails."""

import io
import shutil
import zipfile

import pytest
from support import ROOT, copied_kit
from support.talking import Talking

from helpers.editor.editor import Editor

TEXT = (ROOT / "tests/drafting/texts/stadtrat.txt").read_text("utf-8")
FACTS = {
    "publisher": "Lindenauer Bote",
    "rights": "Written for a test.",
    "datePublished": "2026-03-12",
    "inLanguage": "de",
}


@pytest.fixture
def page(tmp_path, monkeypatch):
    """A page in a kit in which nothing is to be handed out."""
    for part in ("seeds", "notebooks"):
        shutil.copytree(ROOT / part, tmp_path / "kit" / part)
    return at(tmp_path / "kit", monkeypatch)


@pytest.fixture
def whole(tmp_path, monkeypatch):
    """A page in a copy of the whole kit."""
    return at(copied_kit(tmp_path / "kit"), monkeypatch)


def at(kit, monkeypatch):
    """A page in a kit."""
    monkeypatch.delenv("LESSON", raising=False)
    monkeypatch.chdir(kit)
    found = Talking(Editor)
    found.kit = kit
    return found


def made(page, **more):
    """Make a lesson of the German report; give its first state."""
    read = page.ask("read", text=TEXT)
    roles = ["" for _ in read["lines"]]
    for part, line in read["layout"].items():
        if line:
            roles[line - 1] = part
    return page.ask("make", facts=FACTS | more, roles=roles)


def accept_all(page, lesson):
    """Say yes to every row, one after the other, as a teacher does."""
    rows = page.ask("choose", lesson=lesson)["rows"]
    while left := [row for row in rows if row["open"]]:
        reply = page.ask("accept", lesson=lesson, row=left[0]["id"])
        assert "trouble" not in reply, reply
        rows = reply["rows"]


def test_from_a_text_to_a_pack_that_speaks_of_nothing_else(whole):
    page = whole
    first = made(page)
    slug = first["lesson"]
    assert slug == "stadtrat-stimmt-fur-2026"
    assert slug in first["lessons"]
    accept_all(page, slug)
    assert page.ask("check", lesson=slug)["remarks"] == []
    offered = page.ask("questions", lesson=slug)["offered"]
    assert len(offered) >= 15
    wording = {one["id"]: one["question"] for one in offered[:12]}
    wording[offered[0]["id"]] = "Wen meint der Bericht hier?"
    reply = page.ask("write", lesson=slug, wording=dict(reversed(wording.items())), drop=[])
    assert [one["id"] for one in reply["asked"]] == [*reversed(wording)]
    assert reply["asked"][-1]["question"] == "Wen meint der Bericht hier?"
    reply = page.ask("write", lesson=slug, wording={}, drop=[offered[3]["id"]])
    assert [one["id"] for one in reply["asked"]] == [
        one for one in reversed(wording) if one != offered[3]["id"]
    ]
    pack = page.ask("hand out", lesson=slug, name="7B")
    assert pack["file"] == "7B.zip"
    assert (page.kit / pack["notebooks"] / "teacher" / "desk.ipynb").is_file()
    with zipfile.ZipFile(io.BytesIO(pack["data"])) as archive:
        words = "\n".join(
            archive.read(name).decode("utf-8")
            for name in archive.namelist()
            if name.endswith((".ipynb", ".csv", ".yaml", ".txt"))
        )
    assert "Lindenau" in words
    for other in ("Belarus", "Lukashenko", "Minsk", "Tsikhanouskaya"):
        assert other not in words


def test_lines_that_are_not_of_the_article_are_left_out(page):
    read = page.ask("read", text="A headline\nAdvertisement\nBy A. Writer\nIt rained on Monday.\n")
    assert read["lines"] == ["A headline", "Advertisement", "By A. Writer", "It rained on Monday."]
    made = page.ask(
        "make",
        facts=FACTS | {"inLanguage": "en"},
        roles=["headline", "none", "byline", ""],
    )
    assert [at for at, _ in made["parts"]] == ["headline", "byline", "1"]
    assert "Advertisement" not in str(made["parts"])


def test_a_file_is_read_like_what_is_pasted(page):
    reply = page.ask("read", [TEXT.encode("utf-16")], name="C:\\texts\\Stadtrat.TXT")
    assert reply["lines"][0] == "Stadtrat stimmt für das neue Schwimmbad"
    assert "trouble" in page.ask("read", [b"%PDF-1.7"], name="scan.pdf")
    assert "trouble" in page.ask("read", [b"no archive"], name="broken.docx")


@pytest.mark.parametrize("lacking", [{"publisher": ""}, {"rights": " "}, {"datePublished": ""}])
def test_what_a_lesson_needs_is_asked_for_and_nothing_is_made(page, lacking):
    before = sorted(one.name for one in (page.kit / "seeds").iterdir())
    if "datePublished" in lacking:
        page.ask("read", text="A headline\nIt rained.\n")
        reply = page.ask("make", facts={**FACTS, **lacking}, roles=["headline", ""])
    else:
        reply = made(page, **lacking)
    assert reply["trouble"].startswith("Say first ")
    assert sorted(one.name for one in (page.kit / "seeds").iterdir()) == before
    assert "trouble" not in made(page)


def test_no_question_is_made_while_a_row_is_open(page):
    slug = made(page)["lesson"]
    assert "Say yes or no to each first" in page.ask("questions", lesson=slug)["trouble"]
    assert "trouble" in page.ask("hand out", lesson=slug, name="7B")


def test_a_row_that_is_gone_and_words_that_are_none_are_said(page):
    slug = made(page)["lesson"]
    assert "not there any more" in page.ask("accept", lesson=slug, row="mentions-999")["trouble"]
    for stretch in ({"at": "99", "start": 0, "end": 3}, {"at": "1", "start": 5, "end": 5}, {}):
        reply = page.ask("point", lesson=slug, what="mentions", **stretch)
        assert reply["trouble"] == "Select words of the article first."
    reply = page.ask("point", lesson=slug, what="nonsense", at="1", start=0, end=3)
    assert "trouble" in reply
    assert "trouble" in page.ask("choose", lesson="../../elsewhere")


def test_a_lesson_that_stands_is_corrected_too(page):
    state = page.ask("choose", lesson="belarus-2020")
    assert not [row for row in state["rows"] if row["open"]]
    assert len(state["rows"]) > 100
    assert all(row["start"] >= 0 for row in state["rows"] if row["cells"].get("at"))
    row = next(row for row in state["rows"] if row["table"] == "actors")
    reply = page.ask("change", lesson="belarus-2020", row=row["id"], cells={"role": "a new role"})
    changed = next(one for one in reply["rows"] if one["id"] == row["id"])
    assert changed["cells"]["role"] == "a new role"
    assert page.ask("undo", lesson="belarus-2020")["undone"] is True
    folder = page.kit / "seeds" / "belarus-2020"
    for path in folder.glob("*.csv"):
        assert path.read_bytes() == (ROOT / "seeds/belarus-2020" / path.name).read_bytes()


def test_a_folder_that_was_deleted_is_said(page):
    slug = made(page)["lesson"]
    shutil.rmtree(page.kit / "seeds" / slug)
    for do in ("choose", "check", "questions"):
        assert "trouble" in page.ask(do, lesson=slug)


def test_another_reader_is_held_against_this_one_and_settled(page):
    lesson = "belarus-2020"
    mine = page.ask("give", lesson=lesson)
    assert mine["name"] == "belarus-2020-tables.zip"
    reply = page.ask("compare", [mine["data"]], lesson=lesson)
    assert reply["comparison"]["differences"] == []
    marked = {table: figures for table, *figures in reply["comparison"]["marked"]}
    assert len(marked["toponyms"]) == 6
    assert marked["toponyms"][:1] * 4 == marked["toponyms"][:4]
    assert marked["toponyms"][4:] == [1, 1]
    row = next(
        row
        for row in reply["rows"]
        if row["table"] == "toponyms" and row["cells"]["type"] == "literal"
    )
    page.ask("change", lesson=lesson, row=row["id"], cells={"type": "metonymic"})
    changed = page.ask("compare", lesson=lesson)["comparison"]
    (difference,) = changed["differences"]
    assert "metonymic" in difference["sentence"]
    assert "literal" in difference["sentence"]
    reply = page.ask("settle", lesson=lesson, difference=difference["id"], choice="both")
    assert "trouble" in reply  # both need a reason
    reply = page.ask(
        "settle", lesson=lesson, difference=difference["id"], choice="second", reason=""
    )
    assert reply["comparison"]["differences"] == []
    again = next(one for one in reply["rows"] if one["id"] == row["id"])
    assert again["cells"]["type"] == "literal"
    assert page.ask("undo", lesson=lesson)["undone"]
    assert len(page.ask("compare", lesson=lesson)["comparison"]["differences"]) == 1
    assert "trouble" in page.ask("compare", [b"no archive"], lesson=lesson)


def test_rows_go_to_other_tools_and_marks_come_from_them(page):
    slug = made(page)["lesson"]
    accept_all(page, slug)
    endings = [ending for ending, _ in page.ask("open")["takes"]]
    assert {".jsonld", ".xml", ".geojson", ".json"} == {*endings}
    for ending in endings:
        reply = page.ask("take", lesson=slug, ending=ending)
        assert reply["name"] == f"{slug}{ending}"
        assert len(reply["data"]) > 200
    text = (page.kit / "seeds" / slug / "article.txt").read_text("utf-8")
    start = text.index("Rathaus")
    ann = f"T1\tLocation {start} {start + 7}\tRathaus\n".encode()
    names = ["x.txt", "x.ann"]
    reply = page.ask("bring", [text.encode(), ann], lesson=slug, names=names)
    assert reply["said"][0] == "places: 1 row proposed"
    found = [row for row in reply["rows"] if row["open"]]
    assert {row["table"] for row in found} == {"places", "toponyms"}
    assert page.ask("undo", lesson=slug)["undone"]
    assert "Choose one file" in page.ask("bring", [b"x"], lesson=slug, names=["x.pdf"])["trouble"]
