"""Turns: reading and changing a student's saved work, one notebook, tab or page after another.

On a computer the file itself is locked. In a browser it lives in the browser's database: it is
brought from there before a turn, and stands there again before anything follows from the turn.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from functools import cache
from pathlib import Path
from typing import Any, Protocol, TypeVar

from attrs import define, field

from helpers.common.where import IN_BROWSER
from helpers.exercises.assignment import Assignment

T = TypeVar("T")
First = Callable[[], Awaitable[None]]

DATABASE, STORE = "read-the-news-closely", "files"
MAY_GO = (
    "Your answers are kept by this browser, on this device. It may clear them: some do so after a "
    "week without a visit, and each does when you close a private window. Before you leave, press "
    "{how}."
)
DOWNLOAD, HAND_IN = "“Download my answers” in the first notebook or the last", "“Hand in”"
NOT_KEPT = (
    "Not saved: this browser has no room left, or keeps nothing. Download your answers, and leave "
    "this page open."
)


def may_go(assignment: Assignment | None) -> str:
    """What a student is told whose answers a browser keeps; a short lesson has no download."""
    is_short = assignment is not None and assignment.minutes
    return MAY_GO.format(how=HAND_IN if is_short else DOWNLOAD)


class Turns(Protocol):
    """Takes turns at the saved work."""

    def __call__(
        self, act: Callable[[], T], then: Callable[[T], None], first: First | None = None
    ) -> None:
        """Do something with the saved work, and then hand on what it gives.

        `first` is what has to be waited for before that, where there is something.
        """


def open_turns(folder: Path, not_kept: Callable[[Any], Any]) -> Turns:
    """Turns at the work that is saved in a folder.

    Where a browser could not keep it, what is handed on goes through `not_kept` first.
    """
    return browser_turns(folder, not_kept) if IN_BROWSER else at_once


def at_once(act: Callable[[], T], then: Callable[[T], None], first: First | None = None) -> None:
    """Do it here and now: the file has a lock of its own. Nothing has to be waited for."""
    then(act())


@define
class BrowserTurns:
    """Turns at the files that the database of a browser keeps for all pages of one address.

    A turn is one transaction, of which the browser lets only one at a time write.
    """

    folder: Path
    not_kept: Callable[[Any], Any]
    _known: dict[str, bytes] = field(factory=dict)  # as last seen in the database, by name
    _database: Any = None
    _coming: set[Any] = field(factory=set)

    def __call__(
        self, act: Callable[[], T], then: Callable[[T], None], first: First | None = None
    ) -> None:
        """Take a turn when it comes; turns come in the order in which they were asked for."""
        coming = asyncio.ensure_future(self.turn(act, then, first))
        self._coming.add(coming)  # or it may be collected before its turn
        coming.add_done_callback(self._coming.discard)

    async def turn(
        self, act: Callable[[], T], then: Callable[[T], None], first: First | None = None
    ) -> None:
        """Do something, and hand on what it gives once the disk has it."""
        if first is not None:
            await first()
        given: list[T] = []
        try:
            await self.take(lambda: given.append(act()))
        except OSError as error:
            print(error, file=sys.stderr)
            # It stands in this page all the same, and in what is downloaded.
            then(self.not_kept(given[0] if given else act()))
        else:
            then(given[0])

    async def take(self, act: Callable[[], None]) -> None:
        """Do something in a turn. Raises OSError where the browser cannot keep what comes of it."""
        from js import Object
        from pyodide.ffi import JsException, create_once_callable, create_proxy, to_js

        done = asyncio.get_running_loop().create_future()
        database = await self.open()
        # Strict: complete means that the disk has it.
        how = to_js({"durability": "strict"}, dict_converter=Object.fromEntries)
        try:
            change = database.transaction(STORE, "readwrite", how)
        except JsException as error:  # the browser has closed it
            self._database = None
            raise OSError(str(error)) from None
        files = change.objectStore(STORE)
        names, values = files.getAllKeys(), files.getAll()
        kept: dict[str, bytes] = {}

        def in_turn(_: object) -> None:
            try:
                there = zip(names.result.to_py(), values.result, strict=True)
                self.bring({name: value.to_bytes() for name, value in there})
                act()
                kept.update(self.keep(files))
            except Exception as error:
                known = isinstance(error, JsException)
                done.set_exception(OSError(str(error)) if known else error)
                change.abort()

        def aborted(_: object) -> None:
            if not done.done():
                done.set_exception(OSError(str(change.error)))

        values.onsuccess = create_once_callable(in_turn)
        change.oncomplete = create_once_callable(lambda _: done.set_result(kept))
        change.onabort = unneeded = create_proxy(aborted)
        try:
            self._known = await done
        finally:  # or it would hold on to all that was kept in this turn
            change.onabort = None
            unneeded.destroy()

    async def open(self) -> Any:
        """The database, opened once. Raises OSError."""
        from js import indexedDB
        from pyodide.ffi import create_once_callable

        if self._database is not None:
            return self._database
        opened = asyncio.get_running_loop().create_future()
        request = indexedDB.open(DATABASE, 1)
        request.onupgradeneeded = create_once_callable(
            lambda _: request.result.createObjectStore(STORE)
        )
        request.onsuccess = create_once_callable(lambda _: opened.set_result(request.result))
        request.onerror = create_once_callable(
            lambda _: opened.set_exception(OSError(str(request.error)))
        )
        self._database = await opened
        return self._database

    def bring(self, there: dict[str, bytes]) -> None:
        """Write what another page has saved since, and take out what it took out."""
        for name in self._known.keys() - there.keys():
            (self.folder / name).unlink(missing_ok=True)
        for name, data in there.items():
            if self._known.get(name) != data:
                path = self.folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
        self._known = there

    def keep(self, files: Any) -> dict[str, bytes]:
        """Put into the database what has changed since; return what is in it then."""
        from pyodide.ffi import to_js

        now = self.files()
        for name in self._known.keys() - now.keys():
            files.delete(name)
        for name, data in now.items():
            if self._known.get(name) != data:
                files.put(to_js(data), name)
        return now

    def files(self) -> dict[str, bytes]:
        """What the files hold, by their name in the folder."""
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file()
        }


@cache  # what is known of the database counts for all who ask for the same folder
def browser_turns(folder: Path, not_kept: Callable[[Any], Any]) -> BrowserTurns:
    """Turns at the files of a folder that the database of a browser keeps."""
    return BrowserTurns(folder, not_kept)
