"""The class code in a browser: the seal for browsers, and the code that is kept."""

import asyncio
import base64
import hashlib
import json
import sys
from types import ModuleType, SimpleNamespace

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

from helpers.common.errors import KitError
from helpers.lesson import seal
from helpers.lesson.locked import KEY, is_sealed
from helpers.lesson.seal import FOR_BROWSERS, new_code
from helpers.student import web_unlock
from helpers.student.web_unlock import CODES, WebUnlock

DAMAGE = "The file sealed.json was changed or damaged. Take it from your teacher's kit anew."
NOT_THE_CODE = "This is not the code of this lesson. Ask your teacher for it."
# Made without the kit, by RFC 8018 and AES-GCM: salt 00 to 0f, nonce 00 to 0b.
CODE, FILES = "bahaf-basah-bihak-bisuf", {"key.yaml": b"key: {}\n"}
VECTOR = b"""{
 "format": 2,
 "rounds": 210000,
 "salt": "AAECAwQFBgcICQoLDA0ODw==",
 "check": "9LPy6heoS5njlMBaI/d6y4oE9PntDgT4/6MV6pogWgk=",
 "nonce": "AAECAwQFBgcICQoL",
 "data": "tijRSy3uAHMW8HyvXi7laSYUYCOUPzb03BBOs2+PWv5XXUAxyGMXOHLzHds=",
 "sha256": "0c7163b23fa57f33cddc65edf637c5b07746844069c54122f01dda7c52edaad8"
}"""


class NotDone(Exception):
    """What the browser raises."""


class Subtle:
    """WebCrypto as the W3C has it, where there is no browser."""

    async def importKey(self, form, secret, how, _, uses):
        assert form == "raw" and (how, uses) in [
            ("PBKDF2", ["deriveBits"]),
            ("AES-GCM", ["decrypt"]),
        ]
        return secret

    async def deriveBits(self, how, secret, length):
        assert (how["name"], how["hash"]) == ("PBKDF2", "SHA-512")
        made = PBKDF2HMAC(hashes.SHA512(), length // 8, how["salt"], how["iterations"])
        return SimpleNamespace(to_bytes=lambda: made.derive(secret))

    async def decrypt(self, how, key, data):
        try:
            plain = AESGCM(key).decrypt(how["iv"], data, how["additionalData"])
        except InvalidTag:
            raise NotDone from None
        return SimpleNamespace(to_bytes=lambda: plain)


@pytest.fixture
def told():
    """What pages are told."""
    return []


@pytest.fixture(autouse=True)
def browser(monkeypatch, told):
    """What Python finds in a browser."""
    channel = SimpleNamespace(new=lambda _: SimpleNamespace(postMessage=told.append))
    found = {"js": {"Object": SimpleNamespace(fromEntries=dict), "BroadcastChannel": channel}}
    found["js"]["crypto"] = SimpleNamespace(subtle=Subtle())
    found["pyodide"] = {}
    found["pyodide.ffi"] = {"JsException": NotDone, "to_js": lambda one, **_: one}
    for name, things in found.items():
        module = ModuleType(name)
        vars(module).update(things)
        monkeypatch.setitem(sys.modules, name, module)
    return sys.modules["js"]


def on_both_sides(raw, code):
    """What a computer and a browser unseal, or say: the same."""
    found = []
    for unseal in (seal.unseal, lambda *both: asyncio.run(web_unlock.unseal(*both))):
        try:
            found.append(unseal(raw, code))
        except KitError as error:
            found.append(str(error))
    assert found[0] == found[1]
    return found[0]


def changed(raw, **more):
    """A sealed file with other values, its sum mended."""
    whole = json.loads(raw) | more
    del whole["sha256"]
    return json.dumps(whole | {"sha256": seal.fingerprint(whole)}).encode()


def test_both_sides_open_what_was_sealed_without_the_kit():
    assert on_both_sides(VECTOR, CODE) == on_both_sides(VECTOR, CODE.upper()) == FILES


def test_what_the_kit_seals_for_browsers_is_as_it_is_said_to_be():
    code = new_code()
    raw = seal.seal(FILES, code, FOR_BROWSERS)
    whole = {name: one for name, one in json.loads(raw).items() if name != "sha256"}
    salt, nonce, data = (base64.b64decode(whole[name]) for name in ("salt", "nonce", "data"))
    assert whole["rounds"] >= 210_000 and len(salt) == 16 and len(nonce) == 12
    both = PBKDF2HMAC(hashes.SHA512(), 64, salt, whole["rounds"]).derive(code.encode())
    assert base64.b64decode(whole["check"]) == hashlib.sha256(both[32:]).digest()
    head = {name: whole[name] for name in ("format", "rounds", "salt", "check")}
    open_part = json.dumps(head, sort_keys=True).encode()
    plain = json.loads(AESGCM(both[:32]).decrypt(nonce, data, open_part))
    assert {name: base64.b64decode(one) for name, one in plain.items()} == FILES
    assert raw == seal.seal(FILES, code, FOR_BROWSERS)
    other = json.loads(seal.seal(FILES | {"a.csv": b""}, code, FOR_BROWSERS))
    assert all(whole[name] != other[name] for name in ("salt", "check", "nonce", "data"))


def test_both_sides_say_the_same_of_a_wrong_code():
    assert on_both_sides(VECTOR, new_code()) == NOT_THE_CODE
    assert on_both_sides(VECTOR, "bahaf-basah-bihak").startswith("This is no class code.")
    assert "letter 5 of “bisux”" in on_both_sides(VECTOR, "bahaf-basah-bihak-bisux")


@pytest.mark.parametrize(
    "raw",
    [
        *(b"", b"{}", VECTOR[:-40], VECTOR.replace(b"tijR", b"tijS")),
        *(changed(VECTOR, format=kind) for kind in (1, 3, "2", [2], None)),
        *(changed(VECTOR, rounds=rounds) for rounds in (1, 2**40, "210000", None)),
        *(changed(VECTOR, data=data) for data in ("", "AAAA", 5)),
        changed(VECTOR, nonce="DAECAwQFBgcICQoL"),
    ],
    ids=range(17),
)
def test_both_sides_say_the_same_of_a_file_that_was_changed(raw):
    assert on_both_sides(raw, CODE) == DAMAGE


# ------------------------------------------------------------------------------- the code is kept
@pytest.fixture
def lesson(tmp_path):
    """The folder of a sealed lesson."""
    folder = tmp_path / "seeds" / "a-lesson"
    folder.mkdir(parents=True)
    (folder / seal.FILE).write_bytes(VECTOR)
    return folder


@pytest.fixture
def unlock(lesson, tmp_path):
    """What opens it."""
    return WebUnlock(lesson, tmp_path / "work")


def typed(unlock, code):
    """Type a code: what is said to it, or nothing."""
    asyncio.run(unlock.wait_for(code))
    try:
        unlock(code)
    except KitError as error:
        return str(error)
    return ""


def test_a_wrong_code_opens_nothing_and_is_not_kept(unlock, lesson, told):
    assert typed(unlock, new_code()) == NOT_THE_CODE
    assert is_sealed(lesson) and not unlock.work.exists() and not told
    assert typed(unlock, CODE) == ""  # and does not stand in the way of the right one


def test_the_code_opens_the_lesson_here_and_on_each_other_page(unlock, lesson, told):
    assert typed(unlock, CODE.title().replace("-", " ")) == ""
    assert (lesson / KEY).read_bytes() == FILES[KEY] and told
    assert (unlock.work / CODES).read_text("utf-8") == f"{CODE}\n"
    (lesson / KEY).unlink()  # as on a page that was opened before
    asyncio.run(WebUnlock(lesson, unlock.work).look())
    assert not is_sealed(lesson)
    assert typed(unlock, CODE) == ""
    assert (unlock.work / CODES).read_text("utf-8") == f"{CODE}\n"


def test_two_lessons_of_one_address_may_have_two_codes(unlock, lesson):
    own, others = WebUnlock(lesson, unlock.work), new_code()
    unlock.work.mkdir()
    (unlock.work / CODES).write_text(f"{others}\n", "utf-8")
    asyncio.run(own.look())
    assert is_sealed(lesson)
    assert typed(own, CODE) == ""
    assert (unlock.work / CODES).read_text("utf-8") == f"{others}\n{CODE}\n"
    (lesson / KEY).unlink()
    asyncio.run(WebUnlock(lesson, unlock.work).look())
    assert not is_sealed(lesson)


def test_a_code_that_another_page_has_kept_since_is_found(unlock, lesson):
    asyncio.run(unlock.look())
    assert is_sealed(lesson)
    unlock.work.mkdir()
    (unlock.work / CODES).write_text(f"{CODE}\n", "utf-8")
    asyncio.run(unlock.look())
    assert not is_sealed(lesson)


def test_where_the_address_does_not_begin_with_https_a_sentence_says_so(unlock, lesson, browser):
    browser.crypto = SimpleNamespace()  # what is not safe there is not there
    said = typed(unlock, CODE)
    assert is_sealed(lesson) and "begins with https" in said and "saved" in said


def test_a_lesson_that_is_not_sealed_says_so(unlock, lesson):
    (lesson / seal.FILE).unlink()
    asyncio.run(unlock.look())
    assert typed(unlock, CODE) == "Nothing is sealed here."
