"""Sealing: files under a class code, so that a key may lie on a student's machine unread."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from typing import Any

from attrs import frozen

from helpers.common.errors import KitError
from helpers.common.json_reader import read_json
from helpers.lesson.locked import FILE as FILE

FORMAT, FOR_BROWSERS = 1, 2
# scrypt (RFC 7914): 128 MiB and about half a second a guess.
WORK, BLOCK, LANES = 2**17, 8, 1
# No browser has scrypt, but PBKDF2 (RFC 8018), as often as OWASP asks for with SHA-512, whose 64
# bytes come in one piece: who guesses has to make all of it.
ROUNDS = 210_000
# Proquints (Wilkerson, “A Proposal for Identifiers that are Pronounceable”, 2009): 16 bits in five
# letters, consonants and vowels in turn, so that a code can be read out.
CONSONANTS, VOWELS = "bdfghjklmnprstvz", "aiou"
WORDS = 4  # 64 bits: 56 by chance, 8 that find a typing mistake
WORD = (CONSONANTS, VOWELS, CONSONANTS, VOWELS, CONSONANTS)  # the letters that each place may have


def new_code() -> str:
    """A new class code, four groups of letters such as `lusab-babad-gutih-tugad`."""
    chance = secrets.token_bytes(2 * WORDS - 1)
    return spell(chance + checksum(chance))


def checksum(chance: bytes) -> bytes:
    """The byte by which a mistyped code is known."""
    return hashlib.sha256(chance).digest()[:1]


def spell(data: bytes) -> str:
    """Bytes as proquints."""
    words = []
    for number in (int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2)):
        letters = ((CONSONANTS, 12), (VOWELS, 10), (CONSONANTS, 6), (VOWELS, 4), (CONSONANTS, 0))
        words.append("".join(signs[number >> shift & (len(signs) - 1)] for signs, shift in letters))
    return "-".join(words)


def read_code(typed: str) -> str:
    """A class code as it was given out; KitError for what cannot be one.

    Capitals, spaces and hyphens do not matter.
    """
    letters = "".join(one for one in typed.casefold() if one.isalnum())
    if len(letters) != WORDS * len(WORD):
        raise KitError(
            f"This is no class code. It has {WORDS} words of five letters, like "
            "lusab-babad-gutih-tugad. Type it again."
        )
    number = 0
    for place, (one, signs) in enumerate(zip(letters, WORD * WORDS, strict=True)):
        if one not in signs:
            start, nth = place - place % len(WORD), place % len(WORD) + 1
            raise KitError(
                f"There is a typing mistake in the class code: letter {nth} of "
                f"“{letters[start : start + len(WORD)]}” cannot be “{one}”. Type it again."
            )
        number = number * len(signs) + signs.index(one)
    data = number.to_bytes(2 * WORDS, "big")
    if checksum(data[:-1]) != data[-1:]:
        raise KitError("There is a typing mistake in the class code. Type it again.")
    return spell(data)


@frozen
class SealedFile:
    """What stands in a sealed file: a head that anybody may read, and what is sealed."""

    head: dict[str, Any]
    nonce: bytes
    data: bytes

    @property
    def salt(self) -> bytes:
        """The salt for the code."""
        return bytes_of(self.head["salt"])

    @property
    def header(self) -> bytes:
        """What stands in the open and is authenticated."""
        return header(self.head)

    def key(self, stretched: bytes) -> bytes:
        """The key that comes of a stretched code; KitError where the code is not the one."""
        if check_of(stretched) != self.head["check"]:
            raise KitError("This is not the code of this lesson. Ask your teacher for it.")
        return stretched[:32]


def seal(files: Mapping[str, bytes], code: str, kind: int = FORMAT) -> bytes:
    """The files, sealed under the code: AES-256-GCM, its key derived by scrypt.

    `kind` is FOR_BROWSERS for a site: then the key is derived by PBKDF2. The same files under the
    same code give the same bytes.
    """
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    plain = json.dumps({name: text(files[name]) for name in sorted(files)}).encode()
    salt, nonce = salt_and_nonce(plain, code, kind)
    stretched = stretch(code, salt, 64, kind)
    head = {"format": kind, **costs(kind), "salt": text(salt), "check": check_of(stretched)}
    data = AESGCM(stretched[:32]).encrypt(nonce, plain, header(head))
    whole = head | {"nonce": text(nonce), "data": text(data)}
    return json.dumps(whole | {"sha256": fingerprint(whole)}, indent=0).encode() + b"\n"


def unseal(raw: bytes, code: str) -> dict[str, bytes]:
    """The files that were sealed, by name.

    Raises KitError where the code is not the one, and where the file was changed or damaged.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    code, sealed = read_code(code), read_sealed(raw)
    key = sealed.key(stretch(code, sealed.salt, 64, sealed.head["format"]))
    try:
        return files_in(AESGCM(key).decrypt(sealed.nonce, sealed.data, sealed.header))
    except (InvalidTag, ValueError):
        raise damaged() from None


def read_sealed(raw: bytes) -> SealedFile:
    """What a sealed file holds; KitError where it was changed or damaged."""
    try:
        whole = read_json(raw)
        found = whole.pop("sha256")
        nonce, data, _ = (bytes_of(whole[name]) for name in ("nonce", "data", "salt"))
        asked = costs(whole["format"])
        sound = found == fingerprint(whole) and {name: whole[name] for name in asked} == asked
        head = {name: whole[name] for name in ("format", *asked, "salt", "check")}
    except (ValueError, KeyError, TypeError, AttributeError):
        sound = False
    if not sound:
        raise damaged()
    return SealedFile(head, nonce, data)


def files_in(plain: bytes) -> dict[str, bytes]:
    """The files by name in what was unsealed; KitError where that is none of ours."""
    try:
        return {name: bytes_of(one) for name, one in json.loads(plain).items()}
    except (ValueError, TypeError, AttributeError):
        raise damaged() from None


def damaged() -> KitError:
    """The error of a file that was changed."""
    return KitError(
        f"The file {FILE} was changed or damaged. Take it from your teacher's kit anew."
    )


def salt_and_nonce(plain: bytes, code: str, kind: int) -> tuple[bytes, bytes]:
    """The salt and the nonce for a text: its hash under a key made of the code alone.

    Another text has another salt, hence another key, so that no key and nonce ever seal two texts
    (the idea of SIV, RFC 5297). A hash without a key would let anybody test a guess of the text;
    to test a guess of the code by this one takes as long as by the seal itself.
    """
    key = stretch(code, b"salt of a seal", 32, kind)
    digest = hmac.digest(key, plain, "sha256")
    return digest[:16], digest[16:28]


def costs(kind: int) -> dict[str, int]:
    """What makes a guess slow in a kind of sealed file; KeyError where there is no such kind."""
    known = {FORMAT: {"n": WORK, "r": BLOCK, "p": LANES}, FOR_BROWSERS: {"rounds": ROUNDS}}
    return known[kind]


def stretch(code: str, salt: bytes, length: int, kind: int) -> bytes:
    """As many bytes of scrypt or PBKDF2, which are slow so that guessing codes is."""
    if kind == FOR_BROWSERS:
        return hashlib.pbkdf2_hmac("sha512", code.encode(), salt, ROUNDS, length)
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    return Scrypt(salt=salt, length=length, n=WORK, r=BLOCK, p=LANES).derive(code.encode())


def check_of(stretched: bytes) -> str:
    """What shows that a code is the one, and does not tell the key."""
    return text(hashlib.sha256(stretched[32:]).digest())


def header(head: Mapping[str, object]) -> bytes:
    """What stands in the open and is authenticated."""
    return json.dumps(head, sort_keys=True).encode()


def fingerprint(whole: Mapping[str, object]) -> str:
    """A sum over the file, by which damage is told from a wrong code."""
    return hashlib.sha256(header(whole)).hexdigest()


def text(data: bytes) -> str:
    """Bytes in base64."""
    return base64.b64encode(data).decode()


def bytes_of(letters: Any) -> bytes:
    """Bytes from base64; ValueError or TypeError where it is none."""
    return base64.b64decode(letters, validate=True)
