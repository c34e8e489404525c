"""The class code in a browser: opening takes waiting there, and the code is kept among the answers.

So what was opened stays open on every page of that address.
"""

from __future__ import annotations

from pathlib import Path

from attrs import define, field

from helpers.common.errors import KitError
from helpers.lesson import seal
from helpers.lesson.locked import is_sealed
from helpers.lesson.unlock import put_back, sealed_in

NEWS = "read-the-news-closely opened"  # what pages and notebooks tell each other
CODES = "codes.txt"  # one a line; two lessons of one address may have two
NOT_HERE = (
    "It cannot be opened at this address: browsers open what is sealed only where the address "
    "begins with https. Ask your teacher for such a link. Your answers are saved."
)


@define
class WebUnlock:
    """Opens a lesson with a class code that was waited for, and keeps the code.

    `lesson` is the folder of the lesson, and `work` that of the answers.
    """

    lesson: Path
    work: Path
    _refused: dict[str, KitError] = field(factory=dict)
    _tried: set[str] = field(factory=set)

    def __call__(self, code: str) -> None:
        """Keep a code that has opened the lesson, and tell all that is open at this address.

        Raises KitError where it did not.
        """
        from js import BroadcastChannel

        if code in self._refused:
            raise self._refused.pop(code)
        codes = dict.fromkeys([*self.kept(), seal.read_code(code)])
        self.work.mkdir(parents=True, exist_ok=True)
        (self.work / CODES).write_text("".join(f"{one}\n" for one in codes), "utf-8")
        BroadcastChannel.new(NEWS).postMessage(True)  # they wait until this turn is kept

    async def wait_for(self, code: str) -> None:
        """Open the lesson with a code. What is wrong with it is raised by the call that follows."""
        try:
            raw = sealed_in(self.lesson)
            if raw is not None:
                put_back(self.lesson, await unseal(raw, code))
        except KitError as error:
            self._refused[code] = error

    async def look(self) -> None:
        """Open the lesson with a code that is kept, if there is one that was not tried yet."""
        for code in self.kept() if is_sealed(self.lesson) else ():
            if is_sealed(self.lesson) and code not in self._tried:
                self._tried.add(code)
                await self.wait_for(code)

    def kept(self) -> list[str]:
        """The codes that have opened something at this address."""
        path = self.work / CODES
        return path.read_text("utf-8").split() if path.exists() else []


async def unseal(raw: bytes, code: str) -> dict[str, bytes]:
    """The files that were sealed for browsers, by name, as `seal.unseal` gives them.

    Raises KitError as that does, and where the browser does not unseal at this address.
    """
    from js import Object, crypto
    from pyodide.ffi import JsException, to_js

    code, sealed = seal.read_code(code), seal.read_sealed(raw)
    subtle = getattr(crypto, "subtle", None)
    if subtle is None:
        raise KitError(NOT_HERE)

    async def imported(secret: bytes, how: str, use: str) -> object:
        return await subtle.importKey("raw", to_js(secret), how, False, to_js([use]))

    def told(**how: object) -> object:
        return to_js(how, dict_converter=Object.fromEntries)

    rounds = {"salt": sealed.salt, "iterations": sealed.head.get("rounds", 0)}
    cipher = {"iv": sealed.nonce, "additionalData": sealed.header}
    try:
        typed = await imported(code.encode(), "PBKDF2", "deriveBits")
        bits = await subtle.deriveBits(told(name="PBKDF2", hash="SHA-512", **rounds), typed, 512)
        key = await imported(sealed.key(bits.to_bytes()), "AES-GCM", "decrypt")
        plain = await subtle.decrypt(told(name="AES-GCM", **cipher), key, to_js(sealed.data))
    except JsException:
        raise seal.damaged() from None
    return seal.files_in(plain.to_bytes())
