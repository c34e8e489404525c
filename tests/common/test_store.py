"""The store of answers and of marks: nothing that was saved is lost, and no file either."""

import contextlib
import errno
import io
import itertools
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import filelock
import pytest
from support import kills
from support.stores import KINDS, aside, is_sentence

from helpers.common import atomic_file, store
from helpers.common.errors import KitError
from helpers.common.store import NotSaved

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no fork and no SIGKILL")
with_drafts = pytest.mark.parametrize("kept", KINDS, indirect=True)


@pytest.fixture(params=["answers", "marks"])
def kept(request):
    """Return each kind of store in turn."""
    return KINDS[request.param]


@pytest.fixture
def path(kept, tmp_path):
    """Return where its file is; the folder is there."""
    (tmp_path / kept.file).parent.mkdir()
    return tmp_path / kept.file


@pytest.fixture
def at_once(monkeypatch):
    """Wait neither for the disk nor for other programs."""
    monkeypatch.setattr(os, "fsync", lambda _: None)
    monkeypatch.setattr(atomic_file.time, "sleep", lambda _: None)


def there(kept, path):
    """Return the texts that are saved, as the next to open the file sees them."""
    return kept.texts(kept.open(path))


# ------------------------------------------------------------------------------------ two at once
def test_two_on_one_file_see_each_other_and_lose_nothing(kept, path, at_once):
    both = [kept.open(path), kept.open(path)]
    for number in range(40):
        kept.save(both[number % 2], str(number))
        assert kept.texts(both[0]) == kept.texts(both[1]) == [str(n) for n in range(number + 1)]


def test_a_file_is_read_again_only_where_it_changed(kept, path, monkeypatch):
    one, two = kept.open(path), kept.open(path)
    kept.save(one, "first")
    kept.save(two, "second")
    assert kept.texts(one) == ["first", "second"]
    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", None)
        assert kept.texts(one) == ["first", "second"]


WORKER = """import sys
from pathlib import Path
from support.stores import KINDS
kept, path, name = KINDS[sys.argv[1]], Path(sys.argv[2]), sys.argv[3]
store = kept.open(path)
print(flush=True)
sys.stdin.readline()
for number in range(50):
    kept.save(store, f"{name}-{number}")"""


def four_at_once(code, kind, path, steps=1):
    """Run code in four processes, called a, b, c and d; all begin each of its steps at once."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    piped = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    command = [sys.executable, "-c", code, kind, path]
    four = [subprocess.Popen([*command, one], env=environment, **piped) for one in "abcd"]
    for _ in range(steps):
        for one in four:
            one.stdout.readline()
        for one in four:
            one.stdin.write(b"\n")
            one.stdin.flush()
    said = [one.communicate()[1].decode() for one in four]
    assert [one.returncode for one in four] == [0, 0, 0, 0], said


@pytest.mark.slow
def test_of_four_processes_that_save_50_texts_each_at_once_none_is_missing(kept, path, request):
    kind = request.node.callspec.params["kept"]
    four_at_once(WORKER, kind, path)
    found = there(kept, path)
    for name in "abcd":
        assert [one for one in found if one[0] == name] == [f"{name}-{n}" for n in range(50)]
    assert sum(one[0] != two[0] for one, two in itertools.pairwise(found)) > 3  # they took turns
    assert aside(path) == []


# -------------------------------------------------------------- a folder whose locks do nothing
@pytest.fixture
def no_lock(monkeypatch):
    """Let nobody be kept out, as on some network shares."""
    monkeypatch.setattr(filelock, "FileLock", lambda *_, **__: contextlib.nullcontext())


def test_a_lock_that_keeps_nobody_out_is_noticed_and_said_once(kept, path, monkeypatch):
    opened = kept.open(path)
    kept.save(opened, "first")
    assert not opened.is_unsure and opened.notes == []
    monkeypatch.setattr(filelock, "FileLock", lambda *_, **__: contextlib.nullcontext())
    opened = kept.open(path)
    for text in ("second", "third"):
        kept.save(opened, text)
    assert opened.is_unsure and opened.notes == [opened.UNSURE] and is_sentence(opened.UNSURE)


@pytest.mark.slow
@pytest.mark.parametrize("kept", ["answers", "drafts"], indirect=True)
@pytest.mark.parametrize("is_first", [True, False])
def test_whenever_another_process_saves_during_a_save_both_are_there(
    kept, tmp_path, at_once, no_lock, is_first
):
    for place in itertools.count(1):
        path = tmp_path / str(place) / "a-lesson.json"
        path.parent.mkdir()
        one, two = kept.open(path), kept.open(path)
        if not is_first:
            kept.save(one, "old")
            kept.save(two, "older")
        left = itertools.count(1)

        def trace(frame, event, _, left=left, place=place, two=two):
            if not frame.f_code.co_filename.endswith(("store.py", "atomic_file.py")):
                return None
            if event == "line" and next(left) == place:
                sys.settrace(None)
                kept.save(two, "two")
            return trace

        sys.settrace(trace)
        kept.save(one, "one")
        sys.settrace(None)
        if next(left) <= place:
            break
        kept.texts(two)  # the next look of the other brings back what was overwritten
        if is_first and not {"one", "two"} <= set(there(kept, path)):
            # Two who write the very first answer in the same instant: each has a file of its own.
            assert "one" in there(kept, path)
            continue
        found = there(kept, path)
        assert {"one", "two"} <= set(found) and len(found) == (2 if is_first else 4)
        assert aside(path) == []
    assert place > 30


LOCKLESS = (
    "import contextlib, filelock\nfilelock.FileLock = lambda *_, **__: contextlib.nullcontext()"
)
LAST_LOOK = """
print("saved", flush=True)
sys.stdin.readline()
kept.texts(store)"""


@pytest.mark.slow
@pytest.mark.parametrize("kept", ["answers"], indirect=True)
def test_of_four_processes_without_a_lock_none_loses_an_answer(kept, path):
    kept.save(kept.open(path), "old")  # of two first answers in one instant, one file is lost
    four_at_once(f"{LOCKLESS}\n{WORKER}{LAST_LOOK}", "answers", path, steps=2)
    found = there(kept, path)
    assert set(found) == {"old", *(f"{name}-{n}" for name in "abcd" for n in range(50))}
    assert len(found) == 201 and aside(path) == []


# ------------------------------------------------------------------------------- the process dies
@contextlib.contextmanager
def another_process(act):
    """Run `act(tell)` in another process; yield its id and the pipe with the lines it tells."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        with contextlib.suppress(BaseException):
            act(lambda text: os.write(writing, f"{text}\n".encode()))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        yield child, pipe


@pytest.mark.slow
@forks
@pytest.mark.parametrize("kept", ["drafts", "marks"], indirect=True)
def test_a_process_killed_at_any_line_of_the_store_loses_nothing_that_was_saved(
    kept, path, at_once
):
    kept.save(kept.open(path), "old")
    before = path.read_bytes()

    def save(tell, end):
        left = itertools.count(1)

        def trace(frame, event, _):
            if not frame.f_code.co_filename.endswith(("store.py", "atomic_file.py")):
                return None
            if event == "line" and next(left) == end:
                os.kill(os.getpid(), signal.SIGKILL)
            return trace

        sys.settrace(trace)
        kept.save(kept.open(path), "new")
        sys.settrace(None)
        tell("saved")

    for end in itertools.count(1):
        path.write_bytes(before)
        with another_process(lambda tell, end=end: save(tell, end)) as (child, pipe):
            told = pipe.read() == b"saved\n"
        is_done = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        again = kept.open(path)
        for part in path.parent.glob("*.part"):  # else there is one more to look at each time
            part.unlink()
        assert kept.texts(again) in ([["old", "new"]] if told else [["old"], ["old", "new"]])
        assert again.notes == aside(path) == []
        kept.save(again, "newer")
        assert there(kept, path)[-1] == "newer"
        if is_done:
            break
    assert told and end > 30


@pytest.mark.slow
@forks
@pytest.mark.parametrize("kept", ["answers"], indirect=True)
def test_of_processes_killed_at_any_moment_none_loses_what_it_was_told_is_saved(kept, tmp_path):
    chance, told, rounds = random.Random(2020), 0, kills(40)
    for kill in range(rounds):
        if kill % 20 == 0:
            path, saved = tmp_path / str(kill) / "a-lesson.json", []

        def save(tell, path=path, kill=kill):
            work = kept.open(path)
            for number in itertools.count():
                work.keep("absent", str(number))
                kept.save(work, f"{kill}-{number}")
                tell(f"{kill}-{number}")

        with another_process(save) as (child, pipe):
            lines = [pipe.readline() for _ in range(chance.choice([0, 1, 1, 2]))]
            time.sleep(chance.uniform(0, 0.006))
            os.kill(child, signal.SIGKILL)
            assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
            saved += [line.decode().strip() for line in [*lines, *pipe.readlines()]]
        told += len(saved)
        work = kept.open(path)
        assert set(saved) <= set(kept.texts(work))
        assert work.notes == aside(path) == []
    assert told > rounds


# ------------------------------------------------------------ files that are damaged, or not ours
def test_a_file_cut_at_any_byte_is_never_lost(kept, path, at_once):
    kept.save(kept.open(path), "Łukasz 😀")
    before, data = there(kept, path), path.read_bytes()
    for length in range(len(data)):
        folder = path.parent.with_name(f"cut-{length}")
        folder.mkdir()
        cut = folder / path.name
        cut.write_bytes(data[:length])
        again = kept.open(cut)
        found = kept.texts(again)
        kept.save(again, "new")
        beside = [one.read_bytes() for one in folder.iterdir() if one.is_file()]
        assert data[:length] in beside or found == before
        assert "new" in there(kept, cut)
        assert again.notes or found == before


@pytest.mark.parametrize("first", ["read", "save"])
def test_each_damaged_file_is_set_aside_under_a_number_of_its_own_and_said_once(kept, path, first):
    for number, data in enumerate((b"first", b"second", b"first"), 1):
        path.write_bytes(data)
        path.with_name(f"{path.stem}.backup.json").unlink(missing_ok=True)
        opened = kept.open(path)
        if first == "read":
            assert kept.texts(opened) == kept.texts(opened) == []
        kept.save(opened, "new")
        assert there(kept, path) == ["new"]
        name = f"{path.stem}.damaged-{number}.json"
        assert path.with_name(name).read_bytes() == data
        [note] = opened.notes
        assert note.endswith(f" It is kept as {path.parent.name}/{name}.") and is_sentence(note)
        assert kept.open(path).notes == []
    assert [one.read_bytes() for one in aside(path)] == [b"first", b"second", b"first"]


def test_a_file_damaged_while_it_is_open_is_kept_too(kept, path):
    opened = kept.open(path)
    kept.save(opened, "first")
    path.write_bytes(b"{")
    kept.save(opened, "second")
    assert [one.read_bytes() for one in aside(path)] == [b"{"]
    assert aside(path)[0].name in opened.notes[0]
    assert "second" in there(kept, path)


def test_the_work_goes_on_from_the_copy_of_an_earlier_opening(kept, path):
    kept.save(kept.open(path), "first")
    kept.save(kept.open(path), "second")
    path.write_bytes(path.read_bytes()[:-9])
    opened = kept.open(path)
    assert kept.texts(opened) == there(kept, path) == ["first", "second"]
    assert opened.notes[1:] == [f"You go on from a copy with 2 {kept.what}s."]
    path.unlink()  # who deletes a file wants it gone
    assert kept.texts(opened) == []


@pytest.mark.parametrize("is_copy_there", [True, False])
def test_of_a_file_cut_short_while_it_is_open_nothing_is_lost_that_stood_in_it(
    kept, path, is_copy_there
):
    opened, texts = kept.open(path), [f"{number:02}" for number in range(35)]
    for text in texts:
        kept.save(opened, text)
    path.write_bytes(path.read_bytes()[:-9])
    if not is_copy_there:
        opened.backup.unlink()
    kept.save(opened, "35")
    assert there(kept, path) == [*texts, "35"]
    assert opened.notes[1:] == [f"You go on from a copy with 35 {kept.what}s."]


def test_what_another_program_has_open_cannot_be_copied_and_is_saved_all_the_same(
    kept, path, monkeypatch
):
    opened = kept.open(path)
    replace = os.replace

    def held(part, target):
        if Path(target) == opened.backup:
            raise PermissionError(errno.EACCES, "Permission denied")
        replace(part, target)

    monkeypatch.setattr(os, "replace", held)
    kept.save(opened, "first")
    assert there(kept, path) == ["first"] and not opened.backup.exists()
    assert not list(path.parent.glob("*.part"))


@pytest.mark.parametrize("is_long_enough", [True, False])
def test_a_scanner_may_hold_the_file_for_ten_seconds(kept, path, monkeypatch, is_long_enough):
    opened, waited, replace = kept.open(path), [], os.replace
    kept.save(opened, "first")
    longest = 9.5 if is_long_enough else 100

    def held(part, target):
        if Path(target) == path and sum(waited) < longest:
            raise PermissionError(errno.EACCES, "Permission denied")
        replace(part, target)

    monkeypatch.setattr(os, "replace", held)
    monkeypatch.setattr(atomic_file.time, "sleep", waited.append)
    with contextlib.nullcontext() if is_long_enough else pytest.raises(NotSaved):
        kept.save(opened, "second")
    assert there(kept, path) == ["first", "second"][: 1 + is_long_enough]


def test_what_a_killed_process_left_is_cleared_away_an_hour_later(kept, path):
    kept.save(kept.open(path), "first")
    old, new = (path.with_name(f"{path.name}.{name}.part") for name in ("old", "new"))
    for part in (old, new):
        part.write_bytes(b"{")
    os.utime(old, (0, 0))
    assert there(kept, path) == ["first"]
    assert new.exists() and not old.exists()


def test_a_copy_that_is_damaged_itself_is_passed_over(kept, path):
    for one in (path, path.with_name(f"{path.stem}.backup.json")):
        one.write_bytes(b"{")
    opened = kept.open(path)
    assert kept.texts(opened) == [] and len(opened.notes) == 1


def test_where_the_copy_cannot_be_put_back_yet_that_is_tried_again(kept, path, monkeypatch):
    kept.save(kept.open(path), "first")
    kept.texts(kept.open(path))
    path.write_bytes(b"{")
    opened = kept.open(path)
    with monkeypatch.context() as patch:
        patch.setattr(store, "write", full)
        with pytest.raises(NotSaved):
            kept.texts(opened)
    kept.save(opened, "second")
    assert there(kept, path) == ["first", "second"]
    [_, note] = opened.notes
    assert note.startswith(f"You go on from a copy with 1 {kept.what}.")


def test_random_damage_never_ends_in_a_traceback(kept, path, at_once):
    chance = random.Random(2020)
    for number in range(6):
        kept.save(kept.open(path), f"Łukasz {number}")
    before = path.read_bytes()
    pieces = [b'"', b",", b":", b"[", b"]", b"{", b"}", b"\0", b"\xff", b"NaN", b"1e999", b"null"]
    pieces += [b"true", b"-", b"[]", b"{}", b'"time"', b"\\ud800", b"\\", b"9" * 5000]
    for _ in range(100):
        data = bytearray(before)
        for _ in range(chance.randint(1, 3)):
            start = chance.randrange(len(data))
            data[start : start + chance.choice([0, 1, 8, 40])] = chance.choice(pieces)
        path.write_bytes(data)
        again = kept.open(path)
        kept.texts(again)
        kept.save(again, "new")
        assert "new" in kept.texts(again)
        assert not again.notes or bytes(data) in map(Path.read_bytes, aside(path))
        for one in aside(path):
            one.unlink()


def test_what_a_later_version_adds_is_kept(kept, path):
    kept.save(kept.open(path), "first")
    path.write_text(json.dumps(json.loads(path.read_bytes()) | {"more": [1]}), "utf-8")
    kept.save(kept.open(path), "second")
    assert json.loads(path.read_bytes())["more"] == [1]


# ----------------------------------------------------------------- what cannot be read or written
def test_a_folder_in_the_place_of_the_file_is_said_and_stays(kept, path):
    path.mkdir()
    for _ in range(2):
        with pytest.raises(NotSaved) as error:
            kept.save(kept.open(path), "new")
        assert is_sentence(str(error.value))
    assert list(path.iterdir()) == []


def test_a_link_is_followed(kept, path, tmp_path):
    """Some keep their work in a folder that is synchronised."""
    link = path.with_name(f"link-{path.name}")
    try:
        link.symlink_to(path)
    except OSError:
        pytest.skip("this system makes no links")
    kept.save(kept.open(path), "first")
    kept.save(kept.open(link), "second")
    assert there(kept, path) == ["first"] and there(kept, link) == ["first", "second"]


def test_a_folder_may_have_any_name(kept, tmp_path):
    path = tmp_path / "Mein Schüler, Łukasz 李 😀" / "a-lesson.json"
    path.parent.mkdir()
    kept.save(kept.open(path), "new")
    assert there(kept, path) == ["new"]


def test_a_folder_that_cannot_be_is_said(kept, tmp_path):
    (tmp_path / "work").write_text("a file")
    path = tmp_path / "work" / "within" / "a-lesson.json"
    with pytest.raises(NotSaved) as error:
        kept.save(kept.open(path), "new")
    assert isinstance(error.value, KitError) and is_sentence(str(error.value))
    with contextlib.suppress(NotSaved):
        assert there(kept, path) == []


def failing(error):
    """Return what does nothing but fail, whatever it is called with."""

    def fail(*_, **__):
        raise error

    return fail


full = failing(OSError(errno.ENOSPC, "No space left on device"))
read_only = failing(PermissionError(errno.EACCES, "Permission denied"))
interrupted = failing(KeyboardInterrupt())  # as by the stop button of a notebook


@contextlib.contextmanager
def spoilt(monkeypatch, what, fails, is_it=lambda file, writes: writes):
    """Let one call of the system fail for a while; `open` where `is_it` says so of a file."""
    opening, os_opening = io.open, os.open

    def open_(file, mode="r", *arguments, **names):
        writes = set(mode) & set("wax+")
        return (fails if is_it(file, writes) else opening)(file, mode, *arguments, **names)

    def os_open(file, flags, *arguments, **names):
        writes = flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        return (fails if is_it(file, writes) else os_opening)(file, flags, *arguments, **names)

    with monkeypatch.context() as patch:
        patch.setattr(atomic_file.time, "sleep", lambda _: None)
        if what == "open":
            patch.setattr("builtins.open", open_)
            patch.setattr(io, "open", open_)
            patch.setattr(os, "open", os_open)
        else:
            patch.setattr(os, what, fails)
        yield


@with_drafts
@pytest.mark.parametrize("fails", [full, read_only, interrupted])
@pytest.mark.parametrize("what", ["replace", "fsync", "open"])
def test_a_disk_that_fails_is_said_and_leaves_what_was_saved(kept, path, monkeypatch, what, fails):
    opened = kept.open(path)
    kept.save(opened, "first")
    before, files = path.read_bytes(), sorted(path.parent.iterdir())
    expected = KeyboardInterrupt if fails is interrupted else NotSaved
    with spoilt(monkeypatch, what, fails):
        for _ in range(3):
            with pytest.raises(expected) as error:
                kept.save(opened, "second")
            assert fails is interrupted or is_sentence(str(error.value))
    assert path.read_bytes() == before
    assert kept.texts(opened) == there(kept, path) == ["first"]
    kept.save(opened, "third")
    assert there(kept, path) == ["first", "third"]
    rest = {one for one in path.parent.iterdir() if one.suffix != ".json"}
    assert fails is interrupted or {*files} >= rest
    assert aside(path) == []


@pytest.mark.parametrize("what", ["replace", "fsync"])
def test_on_a_full_disk_what_was_saved_can_still_be_read(kept, path, monkeypatch, what):
    kept.save(kept.open(path), "first")
    with spoilt(monkeypatch, what, full):
        assert there(kept, path) == ["first"]


def test_a_damaged_file_that_cannot_be_set_aside_is_not_overwritten(kept, path, monkeypatch):
    path.write_bytes(b"{damaged")
    opened = kept.open(path)
    names = ("os.replace", "os.rename", "os.link")
    for name in (*names, "pathlib.Path.replace", "pathlib.Path.rename", "pathlib.Path.hardlink_to"):
        monkeypatch.setattr(name, read_only)
    with pytest.raises(NotSaved):
        kept.save(opened, "new")
    assert path.read_bytes() == b"{damaged"


def test_a_file_that_may_not_be_read_is_not_overwritten(kept, path, monkeypatch):
    kept.save(kept.open(path), "first")
    before = path.read_bytes()

    def is_it(file, _):
        return isinstance(file, (str, os.PathLike)) and Path(file) == path

    with spoilt(monkeypatch, "open", read_only, is_it), pytest.raises(NotSaved):
        kept.save(kept.open(path), "second")
    assert path.read_bytes() == before


def test_who_waits_too_long_for_another_is_told(kept, path, monkeypatch):
    monkeypatch.setattr(store, "PATIENCE", 0)
    with kept.open(path).held(), pytest.raises(NotSaved) as error:
        kept.save(kept.open(path), "new")
    assert is_sentence(str(error.value)) and "Close it, and try again." in str(error.value)
    kept.save(kept.open(path), "new")


def test_the_messages_of_answers_and_of_marks_say_what_to_do_in_words_of_their_own(tmp_path):
    answers, marks = (KINDS[one].open(tmp_path / KINDS[one].file) for one in ("answers", "marks"))
    assert answers.BUSY == (
        "Not saved: another notebook has held the file for too long. Close it, and try again."
    )
    assert marks.BUSY == (
        "Not saved: another notebook, or grading, has held the marks for too long. Close it, and "
        "try again."
    )
    of_answers = (
        "work/a-lesson.json cannot be written (No space left on device). Make room on the disk, or "
        "move the kit to a folder that you may write to. Leave this page open until then."
    )
    of_marks = (
        "class-7b/marks.json cannot be read or written (No space left on device). Close other "
        "programs that use it, or make room on the disk. Then try again."
    )
    for one, words in ((answers, of_answers), (marks, of_marks)):
        with pytest.raises(NotSaved) as error, one.held():
            full()
        assert str(error.value) == f"Not saved: {words}"
