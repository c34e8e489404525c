"""The desk in the lab of a site: the kit's folder there, and how the browser keeps what is made.

A browser forgets files with the page. Those folders that a teacher's work changes are mounted with
Emscripten's IDBFS, which brings them from the browser's database, and takes them back there.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from attrs import define, field

from helpers.common.errors import KitError
from helpers.desk.desk import Desk
from helpers.desk.talk import Message, Pieces
from helpers.site.teachers_desk import REST

KIT = Path("/desk")
SEEDS, CLASSES = "seeds", "classes"
KEPT = (SEEDS, "packs", CLASSES)
LAID = ".laid.json"  # what was laid out, by its SHA-256: the rest is the teacher's own
LOCK = "read-the-news-closely-desk"
ELSEWHERE = "Your desk is open in another tab. Close it there, and run this cell again."
NOT_KEPT = (
    "This browser does not keep it ({why}). It is there until you close the page: download it "
    "under Return."
)


@define
class BrowserDesk:
    """Answers as a desk does: once the kit is there, and when the browser has what came of it."""

    desk: Desk
    _one: asyncio.Lock = field(factory=asyncio.Lock)
    _coming: set[asyncio.Future[None]] = field(factory=set)

    def __attrs_post_init__(self) -> None:
        """Let no work be told before it is kept."""
        self.desk.keep = self.keep

    def __call__(self, message: Any, pieces: Pieces = ()) -> None:
        """Answer a message of the page when the kit is there."""
        self.soon(self.answer(message, pieces))

    def keep(self, then: Callable[[], None]) -> None:
        """Go on when the browser has all files, or has said that it keeps none."""
        self.soon(self.kept(then))

    def soon(self, what: Any) -> None:
        """Do something when Python is free."""
        coming = asyncio.ensure_future(what)
        self._coming.add(coming)  # or it may be collected before its turn
        coming.add_done_callback(self._coming.discard)

    async def answer(self, message: Message, pieces: Pieces) -> None:
        """Answer a message; the first one waits until the kit is laid out."""
        try:
            await opened()
        except KitError as error:
            opened.cache_clear()  # what is run again tries again
            self.desk.answer_to(message)({"trouble": str(error)})
        else:
            self.desk(message, pieces)

    async def kept(self, then: Callable[[], None]) -> None:
        """Keep all files, one time after the other, and go on."""
        async with self._one:
            try:
                await synchronise(bring=False)
            except OSError as error:
                self.desk.send({"alarm": NOT_KEPT.format(why=error)}, [])
            then()


@cache
def opened() -> asyncio.Future[None]:
    """What is done when the kit's folder is there; it is laid out once for a Python."""
    return asyncio.ensure_future(lay_out())


async def lay_out() -> None:
    """Lay out the kit, bring what the browser keeps, and work there. Raises KitError."""
    from pyodide_js import FS

    if not await is_only_one():
        raise KitError(ELSEWHERE)
    here = Path(__file__).parents[2]
    shutil.copytree(here / REST, KIT, dirs_exist_ok=True, ignore=lambda *_: {SEEDS})
    rooms = shutil.ignore_patterns("__pycache__")
    shutil.copytree(here / "helpers", KIT / "helpers", dirs_exist_ok=True, ignore=rooms)
    for name in KEPT:
        (KIT / name).mkdir(exist_ok=True)
        FS.mount(FS.filesystems.IDBFS, None, str(KIT / name))
    try:
        await synchronise(bring=True)
    except OSError as error:
        raise KitError(NOT_KEPT.format(why=error)) from None
    lay(here / REST / SEEDS, KIT / SEEDS)
    os.environ["CLASS"] = str(KIT / CLASSES)
    os.chdir(KIT)


def lay(source: Path, target: Path) -> None:
    """Copy the files of a folder into another, but for those that were changed there since."""
    note = target / LAID
    known = json.loads(note.read_text("utf-8")) if note.exists() else {}
    for path in sorted(one for one in source.rglob("*") if one.is_file()):
        name, data = path.relative_to(source).as_posix(), path.read_bytes()
        there = target / name
        if there.exists() and digest(there.read_bytes()) != known.get(name):
            continue
        there.parent.mkdir(parents=True, exist_ok=True)
        there.write_bytes(data)
        known[name] = digest(data)
    note.write_text(json.dumps(known), "utf-8")


def digest(data: bytes) -> str:
    """The SHA-256 of some bytes."""
    return hashlib.sha256(data).hexdigest()


async def synchronise(bring: bool) -> None:
    """Bring all files from the browser's database, or take them there. Raises OSError."""
    from pyodide.ffi import create_once_callable
    from pyodide_js import FS

    done = asyncio.get_running_loop().create_future()

    def ended(error: Any = None) -> None:
        if error:
            done.set_exception(OSError(str(error)))
        else:
            done.set_result(None)

    FS.syncfs(bring, create_once_callable(ended))
    await done


async def is_only_one() -> bool:
    """Whether no other page of this address has the desk; this one has it from now on."""
    from js import Object, Promise, navigator
    from pyodide.ffi import create_proxy, to_js

    told = asyncio.get_running_loop().create_future()
    never = Promise.new(create_proxy(lambda *_: None))  # it is held until Python ends

    def asked(lock: Any) -> Any:
        told.set_result(bool(lock))
        return never if lock else None

    how = to_js({"ifAvailable": True}, dict_converter=Object.fromEntries)
    navigator.locks.request(LOCK, how, create_proxy(asked))
    return bool(await told)
