"""Graded mode: nothing is told before the class code, and everything after it."""

import ast
import base64
import gzip
import html
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from support import ROOT, key_answers
from support.secrets import plain, readings, secret_texts, texts_in, yaml_of

from helpers.common.errors import Findings, KitError
from helpers.explore.page import show
from helpers.lesson import seal
from helpers.lesson.lesson import Lesson, load, load_public, open_lesson
from helpers.lesson.locked import NOTICE, Sealed, is_sealed
from helpers.lesson.seal import new_code, read_code
from helpers.lesson.unlock import unlock
from helpers.packs.pack import pack
from helpers.student.form.widget import open_exercises
from helpers.student.receiver import Receiver
from helpers.student.session import LATER, open_answering

SEED = ROOT / "seeds" / "belarus-2020"
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
# Cells tagged `reference` that work out something from the article and the calendar alone.
PUBLIC = {f"00-read-the-article-{number}" for number in (17, 19, 21)}
PUBLIC |= {"03-timeline-06", "03-timeline-10", "03-timeline-12"}
CLOSED = (
    seal.FILE,
    "assignment.json",
    "lesson.jsonld",
)  # what an opened pack holds besides the lesson


class Killed(BaseException):
    """What stands for a process that ends in the middle of a line."""


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def is_as_in_the_kit(folder):
    """Say whether an opened lesson holds each file of the kit's own, byte for byte.

    What notebooks say of the article is in the notebooks.
    """
    kit = {one: data for one, data in contents(SEED).items() if one != "prompts.yaml"}
    return {one: data for one, data in contents(folder).items() if one not in CLOSED} == kit


@pytest.fixture(scope="module")
def graded(whole, tmp_path_factory):
    """Return the file of a graded pack, and its class code."""
    target = tmp_path_factory.mktemp("graded") / "test.zip"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(seal, "WORK", 2)
        return target, pack(whole, target, graded=True).code


def unpack(graded, folder, only=""):
    with zipfile.ZipFile(graded[0]) as archive:
        archive.extractall(folder, [one for one in archive.namelist() if one.startswith(only)])
    return folder


@pytest.fixture(scope="module")
def handed_out(graded, tmp_path_factory):
    """Return the folder of an unpacked graded pack, and its class code."""
    return unpack(graded, tmp_path_factory.mktemp("handed-out") / "kit"), graded[1]


@pytest.fixture(scope="module")
def opened(graded, tmp_path_factory):
    """Return the folder of another unpacked graded pack, opened with the class code."""
    folder = unpack(graded, tmp_path_factory.mktemp("opened") / "kit")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(seal, "WORK", 2)
        unlock(folder / "seeds" / SEED.name, graded[1])
    return folder


@pytest.fixture
def lesson_and_code(graded, tmp_path):
    """Return the folder of the lesson in an unpacked graded pack, and its class code."""
    return unpack(graded, tmp_path / "kit", "seeds/") / "seeds" / SEED.name, graded[1]


# ------------------------------------------------------------------- nothing lies in the clear
@pytest.fixture(scope="module")
def secrets():
    """Return what may not be read before the code."""
    return secret_texts()


def test_the_search_finds_an_answer_however_it_is_packed(secrets):
    assert len(secrets) > 700
    told = max(secrets, key=len)
    for data in (
        told.upper().encode(),
        told.replace(" ", "\n    ").encode(),
        json.dumps({"a": [told.replace("e", "é", 1)]}).encode().replace(b"\\u00e9", b"e"),
        gzip.compress(told.encode()),
        base64.b64encode(told.encode()),
        html.escape(told).encode(),
    ):
        assert any(told in plain(one) for one in readings(data))


def test_no_name_of_a_mistake_stands_in_the_pack(handed_out):
    key = (SEED / "key.yaml").read_text("utf-8")
    names = set(re.findall(r"(?:misconception|- name): ([\w-]{9,})$", key, re.MULTILINE))
    assert len(names) > 150
    for path in filter(Path.is_file, handed_out[0].rglob("*")):
        text = path.read_text("utf-8", errors="replace")
        assert not {name for name in names if "-" in name and name in text}, path


def test_the_tick_box_the_article_does_not_say_gives_nothing_away():
    """Where it is offered only where it is right, seeing it is knowing the answer."""
    key = yaml_of("key.yaml")["key"]
    offered = {
        one["id"]: any(entry.get("value") == "not said" for entry in key[one["id"]]["answers"])
        for one in yaml_of("exercises.yaml")["exercises"]
        if one.get("not_said")
    }
    assert offered and not all(offered.values()), offered


# ----------------------------------------------------------------------------- before the code
def run(folder, work, names="*.ipynb"):
    """Return the code cells of a pack's notebooks, run one after another in one kernel."""
    environment = os.environ | {"PYTHONPATH": str(folder), "WORK": str(work)}
    environment.pop("LESSON", None)
    paths = sorted((folder / "notebooks").glob(names))
    book, *others = [nbformat.read(path, 4) for path in paths]
    book.cells += [cell for other in others for cell in other.cells]
    where = {"metadata": {"path": str(folder / "notebooks")}}
    client = NotebookClient(book, timeout=60, allow_errors=True, resources=where)
    client.execute(env=environment)
    return [cell for cell in book.cells if cell.cell_type == "code"]


@pytest.fixture(scope="module")
def seen(handed_out, tmp_path_factory):
    """Return the code cells of all notebooks, run before the code."""
    return run(handed_out[0], tmp_path_factory.mktemp("work"))


def shown_in(cell):
    data = [one for output in cell.outputs for one in output.get("data", {}).items()]
    return "\n".join(text for kind, text in data if kind.startswith("text/"))


@pytest.mark.long
@pytest.mark.slow
def test_before_the_code_all_notebooks_run_clean(seen):
    assert len(seen) > 90
    for cell in seen:
        kinds = {output.output_type for output in cell.outputs}
        assert kinds <= {"execute_result", "display_data"}, cell.source


def test_before_the_code_a_reference_part_shows_the_notice_under_its_caption(seen):
    parts = [cell for cell in seen if "reference" in cell.metadata.get("tags", [])]
    assert {cell.id for cell in parts if NOTICE not in shown_in(cell)} == PUBLIC
    for cell in parts:
        caption = re.search(r'show\([^"]*(?:"\w+"[^"]*)*, "([^"]+)"\)\s*$', cell.source)
        if caption and cell.id not in PUBLIC:
            assert shown_in(cell).startswith(caption[1])


def test_before_the_code_a_folded_notice_has_a_first_line_that_says_what_it_is(seen):
    """JupyterLab shows the first line of a folded output."""
    for cell in seen:
        if "reference" in cell.metadata.get("tags", []):
            first = shown_in(cell).splitlines()[0]
            assert re.fullmatch(r"[A-Z][^<>0-9]{5,70}", html.unescape(first)), cell.source


def test_before_the_code_no_output_tells_an_answer(seen, secrets):
    text = plain("\n".join(map(shown_in, seen)))
    assert not [one for one in secrets if one in text]


def receivers(folder):
    answering = open_answering(load_public(folder, Findings()) or load(folder)[0])
    numbers = sorted({one.notebook for one in answering.exercises.values()})
    return [Receiver(answering, number) for number in numbers]


def check(receiver, exercise, answer):
    return receiver({"do": "check", "exercise": exercise.id, "answer": answer})["form"]


def asked(folder):
    """Return each exercise with what receives its answers."""
    return [(to, one) for to in receivers(folder) for one in to.answering.asked(to.notebook)]


def answer_all(folder):
    return {one.id: check(to, one, key_answers.complete(one)) for to, one in asked(folder)}


def test_before_the_code_a_form_saves_and_says_that_the_answer_is_complete(handed_out, secrets):
    folder = handed_out[0] / "seeds" / SEED.name
    replies = answer_all(folder)
    assert len(replies) == len(yaml_of("exercises.yaml")["exercises"])
    for name, form in replies.items():
        told = {"state": "complete", "head": "Saved and complete.", "message": LATER}
        assert form["feedback"] == told | {"evidence": []}, name
        assert form["trouble"] == ""
    for receiver in receivers(folder):
        for name, form in receiver.forms().items():
            assert form["answer"] == replies[name]["answer"]
            assert form["feedback"]["state"] == "complete"
    text = plain(json.dumps([receiver.forms() for receiver in receivers(folder)]))
    assert not [one for one in secrets if one in text]


@pytest.mark.long
@pytest.mark.slow
def test_before_the_code_a_form_says_what_is_not_complete(handed_out):
    for receiver, one in asked(handed_out[0] / "seeds" / SEED.name):
        tried = [None, "", [], {}, "\0", {"a": 1}, ["no", "such"], float("nan")]
        tried += [{next(iter(one.rows)): next(iter(one.choices))}] if one.rows else []
        tried += ["too few words"] if one.marked_by_person else []
        for answer in tried if one.kind not in ("text", "code") else tried[:4]:
            form = check(receiver, one, answer)
            if form.get("trouble"):
                assert answer != answer  # NaN cannot be kept
            elif not (one.kind == "written" and answer == "\0" and one.words == 0):
                assert form["feedback"]["state"] == "open", (one.id, answer)
                assert form["feedback"]["message"].endswith(".")


def test_before_the_code_no_panel_tells_marks_or_answers(handed_out, secrets):
    folder = handed_out[0] / "seeds" / SEED.name
    answer_all(folder)
    receiver = receivers(folder)[-1]
    ask = {"progress": {}, "saved": {"download": True}, "code": {}, "report": {"make": True}}
    replies = {name: receiver({"do": "panel", "panel": name} | ask[name]) for name in ask}
    text = plain(json.dumps(replies, ensure_ascii=False))
    assert not [one for one in secrets if one in text]
    assert {row[2] for row in replies["progress"]["rows"]} == {"–"}
    assert replies["code"]["sealed"] is True
    assert "The drawing comes with the class code." in replies["report"]["page"]


@pytest.mark.parametrize("made", ["key.yaml", "events.csv", "lesson.yaml", "no seal"])
def test_a_student_who_makes_or_removes_files_gets_sentences(lesson_and_code, made, monkeypatch):
    folder, _ = lesson_and_code
    monkeypatch.chdir(folder)
    if made == "no seal":
        (folder / seal.FILE).unlink()
    else:
        (folder / made).write_bytes(b"headline: [" if made == "lesson.yaml" else b"")
    try:
        found = open_lesson()
    except KitError as error:
        assert str(error).count("what to do:") or "seeds/" in str(error)
    else:
        assert not isinstance(found, Lesson)
        assert receivers(folder)[0].answering.is_graded


# ---------------------------------------------------------------------- wrong and damaged seals
DAMAGE = "The file sealed.json was changed or damaged. Take it from your teacher's kit anew."
NOT_THE_CODE = "This is not the code of this lesson. Ask your teacher for it."


def refused(folder, code):
    """Return what is said to a code that opens nothing; nothing may be written."""
    before = contents(folder)
    with pytest.raises(KitError) as raised:
        unlock(folder, code)
    assert contents(folder) == before
    assert is_sealed(folder)
    return str(raised.value)


def test_another_code_is_not_the_code_of_this_lesson(lesson_and_code):
    folder, _ = lesson_and_code
    assert refused(folder, new_code()) == NOT_THE_CODE


@pytest.mark.parametrize(
    "typed",
    [
        *("", "   ", "----", "\0", "lusab", "lusab-babad-gutih", "lusab-babad-gutih-tugad-lusab"),
        *("1" * 19, "x" * 1_000_000, "abcde fghij klmno", "лусаб-бабад-гутих", "🙂" * 20),
    ],
    ids=range(12),
)
def test_what_cannot_be_a_code_is_told_from_a_wrong_one(lesson_and_code, typed):
    said = refused(lesson_and_code[0], typed)
    assert said.startswith("This is no class code.") and said.endswith("Type it again.")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("lusab-babad-gutih-tugax", "letter 5 of “tugax” cannot be “x”"),
        ("l0sab-babad-gutih-tugad", "letter 2 of “l0sab” cannot be “0”"),
        ("LUSAB BEBAD GUTIH TUGAD", "letter 2 of “bebad” cannot be “e”"),
        ("ulsab-babad-gutih-tugad", "letter 1 of “ulsab” cannot be “u”"),
        ("lusab-babad-gutih-tug<d", "It has 4 words of five letters"),
        ("лусаб-бабад-гутих-тугад", "letter 1 of “лусаб” cannot be “л”"),
        ("ｌｕｓａｂ-ｂａｂａｄ-ｇｕｔｉｈ-ｔｕｇａｄ", "letter 1 of “ｌｕｓａｂ” cannot be “ｌ”"),
    ],
)
def test_a_letter_that_no_code_has_there_is_named(lesson_and_code, typed, words):
    said = refused(lesson_and_code[0], typed)
    assert words in said and said.endswith("Type it again.")
    assert said.startswith("There is a typing mistake") is ("cannot be" in words)


def test_every_single_wrong_letter_is_a_mistake_that_is_said(lesson_and_code):
    folder, code = lesson_and_code
    slips, strange, shapeless = 0, 0, 0
    for place, letter in enumerate(code):
        for other in "abcdefghijklmnopqrstuvwxyz" if letter != "-" else "":
            wrong = code[:place] + other + code[place + 1 :]
            if other != letter:
                said = refused(folder, wrong)
                slips += "typing mistake" in said
                strange += "not the code of this lesson" in said
                shapeless += "This is no class code" in said
    assert not shapeless and slips + strange == 20 * 25
    assert strange < 12  # of 204 that could be a code, one in 256 is taken for another code


def test_letters_that_changed_places_or_are_missing_are_mistakes(lesson_and_code):
    folder, code = lesson_and_code
    words = code.split("-")
    wrong = ["-".join(words[::-1]), "-".join(words[1:] + words[:1]), code[:-1], code + code[-1]]
    for one in set(wrong) - {code}:
        refused(folder, one)


@pytest.mark.parametrize(
    "as_typed",
    [
        *(str.upper, str.title, "\u200b".join, "“{}”".format),
        *(lambda code, one=one: code.replace("-", one) for one in (" ", "", *"–\u2011\u00a0")),
        lambda code: f"  {code.replace('-', '  -  ')}\t\n",
        lambda code: code.replace("-", ", ") + ".",
    ],
)
def test_capitals_spaces_and_hyphens_do_not_matter(lesson_and_code, as_typed):
    folder, code = lesson_and_code
    unlock(folder, as_typed(code))
    assert not is_sealed(folder)


def one_byte_changed_in_any_field(raw):
    whole = json.loads(raw)
    assert set(whole) == {"format", "n", "r", "p", "salt", "check", "nonce", "data", "sha256"}
    for name, value in whole.items():
        for place in (0, len(str(value)) // 2, -1):
            signs = list(str(value))
            signs[place] = "7" if signs[place] != "7" else "4"
            other = type(value)("".join(signs))
            if other != value:
                yield json.dumps(whole | {name: other}).encode()


def a_field_missing_or_too_many(raw):
    whole = json.loads(raw)
    found = [{a: b for a, b in whole.items() if a != name} for name in whole]
    return [json.dumps(one).encode() for one in (*found, whole | {"more": 1})]


def cut_anywhere(raw):
    ends = {*range(0, len(raw), len(raw) // 40), *range(len(raw) - 80, len(raw) - 1), 1, 2, 3}
    return [raw[:end] for end in ends]


@pytest.mark.parametrize(
    "ways", [one_byte_changed_in_any_field, a_field_missing_or_too_many, cut_anywhere]
)
def test_a_sealed_file_that_was_changed_is_damage(lesson_and_code, ways):
    folder, code = lesson_and_code
    for raw in ways((folder / seal.FILE).read_bytes()):
        (folder / seal.FILE).write_bytes(raw)
        assert refused(folder, code) == DAMAGE, raw


@pytest.mark.parametrize(
    "raw",
    [
        *(b"", b"\0" * 99, bytes(range(256)), b"{}", b"[]", b"null", b"1", b'"x"', b"NaN"),
        *(b"{" * 9999, b'{"a":1,"a":2}', b"\xff\xfe{\0}\0", b"[" * 100_000),
        b'{"n":' + b"9" * 9999 + b"}",
    ],
    ids=range(14),
)
def test_what_is_no_sealed_file_is_damage(lesson_and_code, raw):
    folder, code = lesson_and_code
    (folder / seal.FILE).write_bytes(raw)
    assert refused(folder, code) == DAMAGE


FORGED = {"format": (2, None), "n": (4, 2**40, "2", True), "r": (1,), "p": (2, 1.0)}
FORGED |= {"salt": ("no base64!", 5, None, [], "é", ""), "nonce": ("AAAA", "", 3)}
FORGED |= {"data": ("", "AAAA", {}), "check": (5, "")}


def forge(folder, change):
    """Change a sealed file, and mend its sum."""
    whole = json.loads((folder / seal.FILE).read_bytes()) | change
    del whole["sha256"]
    whole["sha256"] = seal.fingerprint(whole)
    (folder / seal.FILE).write_bytes(json.dumps(whole).encode())


@pytest.mark.parametrize(
    "change", [{name: one} for name, forged in FORGED.items() for one in forged], ids=str
)
def test_a_forger_who_mends_the_sum_gets_a_sentence_too(lesson_and_code, change):
    folder, code = lesson_and_code
    forge(folder, change)
    assert refused(folder, code) in (DAMAGE, NOT_THE_CODE)


def test_the_form_says_what_is_wrong_with_a_code(lesson_and_code):
    folder, code = lesson_and_code
    receiver, ask = receivers(folder)[0], {"do": "panel", "panel": "code"}
    typed = ("", "lusab", new_code(), 5, None, ["x"], code)
    said = [receiver(ask | {"code": one}) for one in typed]
    assert [one["sealed"] for one in said] == [True] * 6 + [False]
    assert "no class code" in said[0]["status"] and "not the code" in said[2]["status"]
    assert not any("status" in one for one in said[3:6])
    assert said[6]["status"].startswith("It is open.") and said[6]["line"] == ""


def test_the_form_answers_where_the_sealed_file_was_forged(lesson_and_code):
    folder, code = lesson_and_code
    forge(folder, {"salt": 5})
    reply = receivers(folder)[0]({"do": "panel", "panel": "code", "code": code})
    assert reply["sealed"] and "damaged" in reply["status"]


# ------------------------------------------------------------------------------ after the code
def test_after_the_code_every_file_is_as_in_the_kit(opened):
    assert is_as_in_the_kit(opened / "seeds" / SEED.name)


@pytest.mark.long
@pytest.mark.slow
def test_after_the_code_all_notebooks_show_what_the_kits_own_show(opened, tmp_path):
    """Without answers, against the saved outputs: map and report, as the files are the kit's."""
    shown = {cell.id: shown_in(cell) for cell in run(opened, tmp_path, "0[25]_*.ipynb")}
    own = [cell for path in NOTEBOOKS for cell in nbformat.read(path, 4).cells]
    saved = {cell.id: shown_in(cell) for cell in own if cell.id in shown}
    assert shown == saved and len(shown) > 30


OFFLINE = """
import json, os, socket, sys
def refuse(*_, **__):
    raise OSError("there is no network")
from helpers.student.receiver import Receiver
from helpers.student.receiver import Receiver
from helpers.student.session import open_answering
from helpers.lesson.lesson import open_lesson
answering = open_answering(open_lesson())
numbers = {one.notebook for one in answering.exercises.values()}
found = [Receiver(answering, number).forms() for number in sorted(numbers)]
print(json.dumps({name: form["feedback"] for forms in found for name, form in forms.items()}))
"""


@pytest.mark.long
@pytest.mark.slow
def test_after_the_code_earlier_answers_have_feedback_offline_in_a_new_process(
    handed_out, opened, tmp_path
):
    answer_all(handed_out[0] / "seeds" / SEED.name)
    env = os.environ | {"PYTHONPATH": str(opened), "PYTHONIOENCODING": "utf-8"}
    options = {"cwd": opened / "notebooks", "env": env, "capture_output": True}
    done = subprocess.run([sys.executable, "-c", OFFLINE], encoding="utf-8", **options)
    feedback = json.loads(done.stdout)
    assert len(feedback) == len(yaml_of("exercises.yaml")["exercises"])
    key = {plain(one) for one in texts_in(yaml_of("key.yaml"))}
    for name, said in feedback.items():
        assert said["message"] and said["message"] != LATER, name
        assert said["state"] != "complete", name
    one = feedback["headline-voices"]
    assert plain(one["message"]) in key and one["evidence"][0][1] == "Russia warns"


def test_after_the_code_an_open_notebook_has_feedback_at_once(lesson_and_code):
    folder, code = lesson_and_code
    answer_all(folder)
    open_before = receivers(folder)
    open_before[0]({"do": "panel", "panel": "code", "code": code})
    for receiver in open_before:
        for form in receiver.forms().values():
            assert form["feedback"]["message"] != LATER
    panel = open_before[0]({"do": "panel", "panel": "code"})
    assert "Run All Cells" in panel["line"]
    run_again = Receiver(open_answering(load(folder)[0]), "00")({"do": "panel", "panel": "code"})
    assert run_again["line"] == "It is open: you see the reply to an answer at once."


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.parametrize("end", [Killed, OSError], ids=["killed", "full disk"])
def test_unlocking_that_breaks_off_leaves_the_lesson_sealed(lesson_and_code, monkeypatch, end):
    folder, code = lesson_and_code
    sealed = contents(folder)
    answer_all(folder)
    for done in range(len(contents(SEED)) - 2):
        for name in contents(folder):
            (folder / name).unlink()
        for name, data in sealed.items():
            (folder / name).write_bytes(data)
        left = iter(range(done))

        def replace(part, path, left=left):
            if next(left, None) is None:
                raise end(28, "No space left on device")
            part.replace(path)

        with monkeypatch.context() as patch:
            patch.setattr("helpers.common.atomic_file.replace", replace)
            with pytest.raises(Killed if end is Killed else KitError) as raised:
                unlock(folder, code)
        if end is OSError:
            assert str(raised.value).startswith("The code is right, but")
        assert is_sealed(folder), done
        assert load_public(folder, Findings())
        assert receivers(folder)[0].forms()["label-facts"]["answer"]
        unlock(folder, code)
        assert is_as_in_the_kit(folder)


def test_unlocking_again_keeps_what_is_there_as_it_was_or_changed_since(lesson_and_code):
    folder, code = lesson_and_code
    unlock(folder, code)
    first = contents(folder)
    unlock(folder, code)
    assert contents(folder) == first
    (folder / "events.csv").write_bytes(b"mine")  # mended by a student: the student's own work
    try:
        unlock(folder, code)
    except KitError as error:
        assert "open" in str(error)
    assert (folder / "events.csv").read_bytes() == b"mine"


def test_a_lesson_that_was_never_sealed_says_so():
    with pytest.raises(KitError, match="Nothing is sealed here"):
        unlock(SEED, new_code())


# --------------------------------------------------------------------------------- the code
def test_a_code_is_four_words_that_can_be_read_out():
    word = "[bdfghjklmnprstvz][aiou][bdfghjklmnprstvz][aiou][bdfghjklmnprstvz]"
    codes = [new_code() for _ in range(1000)]
    assert all(re.fullmatch(f"{word}(-{word}){{3}}", code) for code in codes)
    assert len(set(codes)) == 1000
    assert all(read_code(code) == code for code in codes)
    letters = [{code.replace("-", "")[place] for code in codes} for place in range(20)]
    assert [len(found) for found in letters] == [16, 4, 16, 4, 16] * 4


@pytest.mark.long
@pytest.mark.slow
def test_guessing_a_code_is_slow(monkeypatch):
    monkeypatch.undo()
    whole = json.loads(seal.seal({"key.yaml": b""}, new_code()))
    assert (whole["n"], whole["r"], whole["p"]) == (2**17, 8, 1)
    assert 8 * (2 * seal.WORDS - 1) >= 56
    assert len(base64.b64decode(whole["salt"])) == 16


def test_two_seals_have_nothing_in_common_under_two_codes_or_with_two_texts():
    """A key and its nonce seal one text only, and a salt tells nothing of the text."""
    files, code = {"key.yaml": b"x" * 999}, new_code()
    one = json.loads(seal.seal(files, code))
    for other in (files, new_code()), ({"key.yaml": b"x" * 998 + b"y"}, code):
        two = json.loads(seal.seal(*other))
        assert all(one[name] != two[name] for name in ("salt", "check", "nonce", "data", "sha256"))


def test_the_same_files_under_the_same_code_give_the_same_bytes():
    files, code = {"key.yaml": b"x" * 999, "events.csv": b"y"}, new_code()
    assert seal.seal(files, code) == seal.seal(dict(reversed(files.items())), code)


# ------------------------------------------------------------------ what a student may type
SOMEBODY = ("lukashenko", "kremlin", "belarus", "zhao", "no such id")
CHOSEN = ("often", "silent", "often | silent", "~silent & often")


def cells_of(name):
    [path] = [path for path in NOTEBOOKS if path.name.startswith(name)]
    return [cell for cell in nbformat.read(path, 4).cells if cell.cell_type == "code"]


def result_of(source, names):
    """Return the value of the last line of a cell, as a notebook would show it."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names) if last else None


def as_shown(value):
    if hasattr(value, "_repr_mimebundle_"):
        return value._repr_mimebundle_()["text/plain"]
    return repr(value)


@pytest.fixture
def notebook(handed_out, monkeypatch):
    """Run a notebook up to a cell that a student changed; return what that cell shows."""

    def run(name, old, new):
        monkeypatch.chdir(handed_out[0] / "notebooks")
        names = {}
        for cell in cells_of(name):
            if old in cell.source:
                return as_shown(result_of(cell.source.replace(old, new, 1), names))
            result_of(cell.source, names)
        raise AssertionError(f"no cell holds {old}")

    return run


# By notebook and by what stands there: what students write in its place.
CHANGES = {
    "01 lesson, someone)": [f'lesson, "{one}")' for one in SOMEBODY],
    "01 >= 3": [">= 2"],
    "01 voices[often & silent]": [f"voices[{one}]" for one in CHOSEN],
    "01 head(12)": ["head(3)", "tail()"],
    '01 == "metonym"': ['!= "name"'],
    "02 lesson, home)": ['lesson, "belarus")'],
    "02 reader.mark_place(lesson, home)": ['reader.mark_place(lesson, "moscow-kremlin")'],
    "02 *some": ['"minsk", "moscow"', '"minsk"'],
    "02 head(2)": ["head(3)"],
    "03 steps < 0": ["steps > 0", "steps == 0"],
    '03 sort_values("told")': ['sort_values("happened", ascending=False)'],
    "04 share_of_words(lesson)": ['share_of_words(lesson, by="affiliation")'],
    "04 {share:.1%}": ["{share}", "{100 * share:.0f} %"],
    '04 words["quoted"].sum() / words["words"].sum()': ['words["quoted"].max() // 2'],
    '04 "cue")["source"]': ['"source")["cue"]'],
}


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.parametrize(("old", "new"), [(old, new) for old in CHANGES for new in CHANGES[old]])
def test_a_cell_that_a_student_changes_shows_the_notice(notebook, old, new):
    assert NOTICE in notebook(old[:2], old[3:], new)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("nlargest(3,", "nlargest(5,", "words"),
        ('nlargest(3, "words")', 'nlargest(3, "sentences")', "sentences"),
        ('parts["headline"]', 'parts["1"]', "Vladimir Putin"),
        ('parts["headline"]', 'parts["2"]', "Angela Merkel"),
        ('["sum", "min", "max"]', '["mean"]', "mean"),
    ],
)
def test_a_cell_on_the_article_alone_works_before_the_code(notebook, old, new, told):
    shown = notebook("00", old, new)
    assert told in shown and NOTICE not in shown


def test_a_line_of_code_on_the_article_alone_is_taken_before_the_code(notebook, handed_out):
    new = 'lambda: lengths["words"].head(5).sum()'
    assert "Your line gives 129." in notebook("00", "lambda: None", new)
    new = 'lambda: (pd.Timestamp("2020-08-20") - pd.Timestamp("2020-08-09")).days'
    assert "Your line gives 11." in notebook("03", "lambda: None", new)
    saved = receivers(handed_out[0] / "seeds" / SEED.name)[0].answering.entries()
    assert (saved["words-before"].answer, saved["days-since-election"].answer) == (129, 11)


LINES = r"""t + 1 ¦ 1 + t ¦ t - t ¦ t / 2 ¦ 2 / t ¦ t // 2 ¦ 2 // t ¦ t % 2 ¦ 2 % t ¦ t ** 2
2 ** t
divmod(t, 2) ¦ -t ¦ +t ¦ ~t ¦ abs(t) ¦ round(t, 1) ¦ t & t ¦ t | True ¦ True & t ¦ t ^ t
t == 1 ¦ t != t ¦ t < 1 ¦ 1 < t <= 3 ¦ t and t ¦ t or t ¦ not t ¦ bool(t) ¦ 'yes' if t else 'no'
t if t > 3 else t ¦ t[0] ¦ t[0:2] ¦ t[:] ¦ t[t == 1] ¦ t[['a', 'b']] ¦ t.loc[t['a'] > 2, ['a']]
t.iloc[0] ¦ t.head(2) ¦ t.a.b.c() ¦ t.shape ¦ t.shape[0] ¦ t.T
t.apply(lambda row: row['a'] + 1) ¦ t['a'].str.upper() ¦ len(t) ¦ len(t[t['a'] == 1]) ¦ sum(t)
sum(t['a'] == 1) ¦ max(t) ¦ min(t['a']) ¦ max(t, 3) ¦ sorted(t) ¦ list(t) ¦ tuple(t) ¦ set(t)
dict(t) ¦ reversed(t) ¦ list(enumerate(t)) ¦ list(zip(t, t)) ¦ [row for row in t]
[row for row in t if row['a'] == 1] ¦ {row: 1 for row in t} ¦ any(t) ¦ all(t) ¦ next(iter(t))
'x' in t ¦ 'x' in t['a'].values ¦ t in [1, 2] ¦ float(t) ¦ int(t) ¦ complex(t) ¦ str(t)
repr(t) ¦ 'a' + t ¦ t + 'a' ¦ '%s' % t ¦ f'{t}' ¦ f'{t:.1%}' ¦ f'{t!r:>40}' ¦ '{:,}'.format(t)
range(t) ¦ list(range(len(t))) ¦ [1, 2, 3][t] ¦ lesson.article.text[t : t] ¦ show(t)
show(t, 'Mine') ¦ show(t.head(2), 'Mine') ¦ show(len(t)) ¦ show([t]) ¦ show(lesson.events)
show(lesson.table('events')) ¦ lesson.names['putin'] ¦ lesson.claim('x') ¦ lesson.printed_by
pd.DataFrame(t) ¦ pd.Series(t) ¦ first, *rest = t\nfirst ¦ t['new'] = 1\nt ¦ t.new = 1\nt
t += 1\nt ¦ del t['a']\nt ¦ for row in t:\n    print(row)\nt ¦ print(t)\nt
import copy\ncopy.deepcopy(t)"""


@pytest.mark.parametrize("line", [one.replace(r"\n", "\n") for one in re.split(r" ¦ |\n", LINES)])
def test_a_line_on_what_is_sealed_gives_the_notice_or_a_sentence(handed_out, line):
    """A number, an empty list or a yes would be a false answer; a traceback frightens."""
    import pandas

    lesson = load_public(handed_out[0] / "seeds" / SEED.name, Findings())
    names = {"t": Sealed(), "lesson": lesson, "show": show, "pd": pandas}
    try:
        shown = as_shown(result_of(line, names))
    except KitError as error:
        shown = str(error)
    assert NOTICE in shown


@pytest.mark.parametrize(
    "line", ["t", "t.sum()", "len(t)", "sum(t)", "sum(t['a'] == 1)", "list(t)", "f'{t}'", "int(t)"]
)
def test_a_line_on_what_is_sealed_is_not_saved_as_an_answer(handed_out, monkeypatch, line):
    lesson = load_public(handed_out[0] / "seeds" / SEED.name, Findings())
    ask = open_exercises(lesson, "03")
    sent = []
    monkeypatch.setattr(ask.channel, "send", sent.append)
    shown = ask.answer("before", eval(f"lambda: {line}", {"t": Sealed()}))
    [form] = [one for one in sent[0]["forms"].values() if one["kind"] == "code"]
    assert not ask.receiver.answering.entries()
    assert NOTICE in form["feedback"]["message"] and shown.text == NOTICE
