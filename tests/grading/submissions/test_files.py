"""Files of a folder or a ZIP: each is listed, and of each no more is read than is allowed."""

import io
import os
import zipfile
from functools import partial
from types import SimpleNamespace

import pytest
from support.class_layouts import put, zip_of

from helpers.common.errors import KitError
from helpers.grading.submissions import files
from helpers.grading.submissions.files import (
    Raw,
    is_junction,
    list_files,
    name_of,
    problem_of,
    read_some,
    unpacked,
)
from helpers.grading.submissions.submission import Refused

LOCKED, UTF_8 = 0x1, 0x800  # bits that a ZIP sets for one of its files
ANSWERS = b'{"answers": {}}'


def listed(path):
    """Return the problem of each file that is listed, by its path."""
    return {"/".join(one.parts): one.problem for one in list_files(path)}


def member(name, flags=0, mode=0):
    """Return what a ZIP says of one of its files."""
    info = zipfile.ZipInfo("x")
    info.filename, info.flag_bits, info.external_attr = name, flags, mode << 16
    return info


def a_zip(members, sizes=()):
    """Return the bytes of a ZIP; `sizes` are what it says that its files hold."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2001, 1, 1, 0, 0, 0)), data)
        for name, size in dict(sizes).items():
            archive.getinfo(name).file_size = size
    return raw.getvalue()


def opened(data, is_wanted=lambda raw: raw.parts[-1].endswith(".json")):
    """Return what is found in a ZIP that a student handed in, by path: its problem."""
    found = unpacked(Raw(("eve.zip",), 7, "", lambda: data), is_wanted)
    return {"/".join(one.parts): one.problem for one in found}


def test_every_file_below_a_folder_is_listed_and_what_is_none_is_a_problem(tmp_path):
    folder = tmp_path / "in"
    for name in ("a.json", "Ana/b.json", "Ana/deep/c.json"):
        put(folder / name, b"{}")
    (folder / "Bo").mkdir()
    (folder / "link.json").symlink_to(folder / "a.json")
    (folder / "linked").symlink_to(folder / "Ana", target_is_directory=True)
    link = "It is a link, and links are not followed."
    assert listed(folder) == {
        **dict.fromkeys(("a.json", "Ana/b.json", "Ana/deep/c.json"), ""),
        "Bo": "It is an empty folder.",
        **dict.fromkeys(("link.json", "linked"), link),
    }
    (tmp_path / "empty").mkdir()
    assert listed(tmp_path / "empty") == {}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such files on Windows")
def test_what_is_no_ordinary_file_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "x.json")
    assert listed(tmp_path) == {"x.json": "It is no ordinary file."}


def test_the_other_link_of_windows_is_a_link_too(tmp_path, monkeypatch):
    put(tmp_path / "joined" / "x.json", b"{}")
    assert not is_junction(SimpleNamespace())
    assert is_junction(SimpleNamespace(is_junction=lambda: True))
    monkeypatch.setattr(files, "is_junction", lambda entry: entry.name == "joined")
    assert listed(tmp_path) == {"joined": "It is a link, and links are not followed."}


def test_a_closed_folder_is_a_problem_unless_it_is_all_there_is(tmp_path, monkeypatch):
    put(tmp_path / "Ana" / "x.json", b"{}")
    put(tmp_path / "y.json", b"{}")
    scandir = os.scandir

    def closed(folder):
        if os.fspath(folder).endswith("Ana"):
            raise PermissionError(13, "Permission denied")
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", closed)
    denied = "It is a folder that cannot be opened (Permission denied)."
    assert listed(tmp_path) == {"Ana": denied, "y.json": ""}
    with pytest.raises(KitError, match=r"Ana cannot be read \(Permission denied\)"):
        listed(tmp_path / "Ana")


def test_one_file_alone_is_listed_with_the_time_of_its_last_change(tmp_path):
    path = put(tmp_path / "x.json", b"{}")
    os.utime(path, (1_000, 2_000))
    [one] = list_files(path)
    assert (one.parts, one.changed, one.problem, one.read()) == (("x.json",), 2_000, "", b"{}")
    [same] = list_files(tmp_path)
    assert same.changed == 2_000


@pytest.mark.parametrize("name", ["half.zip", "HALF.ZIP"])
def test_a_file_that_calls_itself_a_zip_and_is_none_is_damaged(tmp_path, name):
    with pytest.raises(KitError, match="is a damaged ZIP"):
        listed(put(tmp_path / name, b"PK\x03\x04 and no more"))


@pytest.mark.parametrize("name", ["nothing.zip", "nothing"])
def test_what_is_not_there_is_said(tmp_path, name):
    with pytest.raises(KitError, match=f"There is nothing called {name}"):
        listed(tmp_path / name)


@pytest.mark.parametrize(
    ("name", "flags", "read_as"),
    [
        ("Łu.json", UTF_8, "Łu.json"),
        ("├⌐.json", UTF_8, "├⌐.json"),  # is called so, and would be é without the flag
        ("├⌐.json", UTF_8 | LOCKED, "├⌐.json"),
        ("├⌐.json", 0, "é.json"),
        ("├⌐.json", LOCKED, "é.json"),
        ("é.json", 0, "é.json"),  # in the letters of old ZIPs, and no UTF-8
        ("Ana\\x.json", UTF_8, "Ana/x.json"),
    ],
)
def test_a_name_in_a_zip_is_utf_8_where_the_flag_says_so_and_else_where_it_can_be(
    name, flags, read_as
):
    assert name_of(member(name, flags)) == read_as


@pytest.mark.parametrize("name", ["/x.json", "C:/x.json", "c:\\x.json", "../x.json", "a/../x.json"])
def test_a_name_that_leads_out_of_the_folder_is_a_problem(name):
    assert problem_of(member(name)) == "Its name leads out of the folder."


@pytest.mark.parametrize(
    ("one", "problem"),
    [
        (member("a..b/x.json"), ""),
        (member("ab:x.json"), ""),
        (member("x.json", mode=0o100644), ""),
        (member("x.json", flags=2), ""),
        (member("x.json", mode=0o120777), "It is a link, and links are not followed."),
        (member("x.json", LOCKED), "It is locked with a password."),
        (member("x.json", LOCKED | 2), "It is locked with a password."),
    ],
)
def test_of_a_file_in_a_zip_it_is_said_why_it_is_not_read(one, problem):
    assert problem_of(one) == problem


def test_folders_in_a_zip_are_no_files_and_the_later_one_was_changed_later(tmp_path):
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("Ana/", "."):
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), b"")
        archive.writestr(zipfile.ZipInfo("Ana/old.json", (2026, 9, 30, 23, 59, 58)), b"old")
        archive.writestr(zipfile.ZipInfo("Ana/new.json", (2026, 10, 1, 8, 0, 0)), b"new")
    changed = {one.parts: one.changed for one in list_files(path)}
    assert list(changed) == [("Ana", "old.json"), ("Ana", "new.json")]
    assert changed["Ana", "old.json"] < changed["Ana", "new.json"]


@pytest.mark.parametrize("name", ["x.json", "x.zip", "X.ZIP"])
def test_of_a_file_one_byte_more_than_is_allowed_is_read(tmp_path, name, monkeypatch):
    most = 60 if name.lower().endswith(".zip") else 40
    monkeypatch.setattr(files, "LARGEST", 40)
    monkeypatch.setattr(files, "LARGEST_INNER", 60)
    path = put(tmp_path / name, b"x" * 100)
    assert len(read_some(path)) == most + 1
    zip_of({name: b"x" * 100}, tmp_path / "of.zip")
    with zipfile.ZipFile(tmp_path / "of.zip") as archive:
        assert len(files.read_member(archive, archive.getinfo(name))) == most + 1


def test_what_is_damaged_in_a_zip_is_refused(tmp_path):
    path = zip_of({"x.json": ANSWERS}, tmp_path / "x.zip")
    raw = bytearray(path.read_bytes())
    raw[raw.index(b"x.json") + 8] ^= 0xFF
    path.write_bytes(raw)
    with zipfile.ZipFile(path) as archive:
        [one] = files.in_zip(archive)
        with pytest.raises(Refused, match="It is damaged in the ZIP: "):
            one.read()


def test_of_a_zip_that_a_student_handed_in_what_is_wanted_is_found():
    data = a_zip({"a.json": ANSWERS, "work/b.json": b"{}", "README.md": b"x"})
    [one, two] = unpacked(Raw(("eve.zip",), 7, "", lambda: data), lambda raw: "md" not in str(raw))
    assert (one.parts, one.changed, one.problem) == (("eve.zip", "a.json"), 7, "")
    assert (one.read(), two.read()) == (ANSWERS, b"{}")  # though the ZIP is closed by now
    assert opened(a_zip({"README.md": b"x"})) == {
        "eve.zip": "It is a ZIP without a file of answers."
    }


def test_a_damaged_file_in_a_zip_of_a_student_leaves_the_others():
    data = bytearray(a_zip({"a.json": ANSWERS, "b.json": b"{}"}))
    data[data.index(b"a.json") + 8] ^= 0xFF
    one, two = unpacked(Raw(("eve.zip",), 7, "", lambda: bytes(data)), lambda raw: True)
    with pytest.raises(Refused, match="damaged"):
        one.read()
    assert two.read() == b"{}"


def refuse():
    """Be a file that cannot be read."""
    raise Refused("It is damaged in the ZIP: so.")


def test_a_zip_of_a_student_that_cannot_be_opened_is_a_problem():
    assert opened(b"no ZIP") == {"eve.zip": "It is a damaged ZIP."}
    [one] = unpacked(Raw(("eve.zip",), 7, "", refuse), bool)
    assert one.problem == "It is damaged in the ZIP: so."


def test_a_zip_of_a_student_may_have_so_many_bytes_and_files_and_no_more():
    large = "It has more than 20,000,000 bytes."
    assert opened(bytes(20_000_001)) == {"eve.zip": large}
    assert opened(bytes(20_000_000)) != {"eve.zip": large}
    wide = {"a.json": b"", "big": b""}
    unpacks = partial(a_zip, wide)
    too_wide = {"eve.zip": "It unpacks to more than 50,000,000 bytes."}
    assert opened(unpacks({"big": 50_000_001})) == too_wide
    assert opened(unpacks({"big": 50_000_000})) == {"eve.zip/a.json": ""}
    assert opened(unpacks({"big": 49_000_000, "a.json": 1_000_001})) == too_wide
    many = {f"{number}.txt": b"" for number in range(1_999)} | {"a.json": b""}
    assert opened(a_zip(many)) == {"eve.zip/a.json": ""}
    assert opened(a_zip(many | {"b": b""})) == {"eve.zip": "It is a ZIP of more than 2,000 files."}
