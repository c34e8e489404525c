"""Files of other tools that are damaged, or made to harm: a sentence, and nothing comes in."""

import json
import shutil

import pytest
from support.begun_lesson import begin
from support.flood import FLOOD

from helpers.annotations.bring import bring, bring_new
from helpers.annotations.take import take_to
from helpers.common.errors import KitError
from helpers.editor.history import files_of

pytestmark = [pytest.mark.slow, pytest.mark.long]

TSV = "#FORMAT=WebAnno TSV 3.3\n#T_SP=custom.Person|value\n\n"
BOMB = '<?xml version="1.0" encoding="{}"?><!DOCTYPE x [<!ENTITY a "b">]><TEI>&a;</TEI>'
MANY = "9" * 5000
FILES = {
    "a.xml": BOMB.format("utf-8").encode(),
    "b.xml": BOMB.format("utf-16").encode("utf-16"),
    "c.ann": f"T1\tPerson {MANY} {MANY}\tx".encode(),
    "d.tsv": f"{TSV}#Text=Hi\n1-1\t{MANY}-{MANY}\tHi\tx\n".encode(),
    "e.tsv": f"{TSV}#Text=Hi\n1-1\t99999999999-99999999999\tHi\tx\n".encode(),
    "f.tsv": f"{TSV}#Text=Hi\n1-1\t900000000-900000002\tHi\tx\n".encode(),
    "g.jsonld": b"[" * 100_000,
}


@pytest.fixture(scope="session")
def once(tmp_path_factory):
    return begin(tmp_path_factory.mktemp("seeds"), "stadtrat").folder


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_refused_in_words(once, tmp_path, name):
    (tmp_path / name).write_bytes(FILES[name])
    shutil.copyfile(once / "article.txt", (tmp_path / name).with_suffix(".txt"))
    before = files_of(once)
    with pytest.raises(KitError, match="cannot be read"):
        bring(tmp_path / name, once)
    assert files_of(once) == before


def test_a_point_that_is_none_is_passed_over(once, tmp_path):
    folder = shutil.copytree(once, tmp_path / "stadtrat")
    for point in (5, "x", {"a": 1}, [None], [[1], 2]):
        body = [{"geometry": {"type": "Point", "coordinates": point}}]
        selector = {"type": "TextQuoteSelector", "exact": "Stadtrat stimmt"}
        one = {"type": "Annotation", "body": body, "target": {"selector": selector}}
        (tmp_path / "a.jsonld").write_text(json.dumps([one]), "utf-8")
        bring(tmp_path / "a.jsonld", folder)


@pytest.mark.parametrize("slug", ["..", "a/b", "a\\b", "CON", "nul", "com1", "x" * 61])
def test_a_name_that_no_folder_can_have_is_refused(tmp_path, slug):
    take_to(FLOOD, tmp_path / "a.jsonld")
    (tmp_path / "seeds").mkdir()
    with pytest.raises(KitError, match="cannot be the name of a folder"):
        bring_new(tmp_path / "a.jsonld", tmp_path / "seeds", slug)
    assert not [*(tmp_path / "seeds").iterdir()]
