"""Classes of any size whose answers, and what is to come of them, are known from the key alone.

Everything follows from a seed and the student's number, so that a class need not be kept to be
made again. No rule of marking is called: what is expected is worked out here.
"""

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from helpers.common.errors import Findings
from helpers.exercises.exercise_reader import read_exercises
from helpers.exercises.key_reader import read_key
from helpers.lesson.lesson import load
from support import FOLDER, key_answers

SLUG = "belarus-2020"
TIMES = ("08:00:00", "08:07:30", "09:15:00")  # of an older answer, the newest, and a later draft
NAMES = (
    *("Łukasz Żak", "Святлана Новік", "李雷", "ليلى حداد", "Zoë O’Neill", "Nguyễn Thị Hà"),
    *("José Núñez", "Aoife Ní Bhriain", "Иван Петров", "Ana Lee"),
)
# Names that hurt spreadsheets, file systems, pages or eyes, as a student may type them.
HOSTILE = (
    *("O'Brien, Jr", "=1+1", "+1 555", "-1", "@SUM(A1)", "\t=1+1", "\r=2+2"),
    *("Anna;=cmd|'/C calc'!A0;x", "Zoë;\u00a0-1", "half;＝1"),
    *('=HYPERLINK("http://x.test","y")', "Łukasz", "Святлана", "李雷", "ليلى"),
    *("../../etc", "..\\..\\etc", "/etc/passwd", "C:\\Windows", "CON", "nul.html", "COM1"),
    *(".hidden", "..", "trailing dot.", "Bell\x07 and\x1b[31m red", "Two\nlines", "Nul\x00byte"),
    *("Right‮to left", "\ud800 alone", 'Say "hello"; and, go', "<script>alert(1)</script>"),
    *("<b onmouseover=x>Bold</b> & Co", "x" * 5_000, "名" * 300, "?*|<>:"),
)
ESSAYS = (
    "The police are named in ¶6, but nobody asks them. What did they see?",
    "Nobody heard the protesters. <b>Who</b> were they & what did they want?",
    "=HYPERLINK(A1) Яны маўчаць. 他们没有说话。 لم يتكلموا.",
    'First line.\nSecond line, with "quotes", and a comma.',
)


@frozen
class Choice:
    """An answer as JSON text (none where it is missing), and what is to come of it.

    `what` is right, misconception, wrong, blank, missing, malformed or written. `marks` is None
    where the answer is missing, unreadable or not yet marked.
    """

    what: str
    text: str
    marks: int | None
    counts: bool = True  # in a total; what is for the quick does not

    @property
    def cell(self) -> str:
        """What a gradebook shows."""
        words = {"malformed": "unreadable", "written": "not yet marked"}
        return words.get(self.what, "missing") if self.marks is None else str(self.marks)


@frozen
class Student:
    """A student, the file that is handed in, and what is to come of each exercise."""

    number: int
    name: str
    chosen: dict[str, Choice]
    raw: bytes

    @property
    def cells(self) -> dict[str, str]:
        """What a gradebook shows, by exercise."""
        return {name: one.cell for name, one in self.chosen.items()}

    @property
    def so_far(self) -> int:
        """The sum of the marks that count."""
        return sum(one.marks or 0 for one in self.chosen.values() if one.counts)

    @property
    def waiting(self) -> int:
        """How many answers that count wait for the teacher."""
        return sum(one.what == "written" and one.counts for one in self.chosen.values())

    @property
    def written(self) -> dict[str, str]:
        """The written answers that wait for the teacher, by exercise."""
        waiting = {name: one for name, one in self.chosen.items() if one.what == "written"}
        return {name: json.loads(one.text) for name, one in waiting.items()}


MISSING = Choice("missing", "", None)


class Maker:
    """Makes the students of a class, one at a time."""

    def __init__(self, seed: int = 1, folder: Path = FOLDER) -> None:
        """Read the lesson, its exercises and its key."""
        lesson, _ = load(folder)
        self.seed, self.slug, self.article = seed, lesson.slug, lesson.article.sha256
        self.exercises = read_exercises(folder, lesson.article, Findings())
        self.keys = read_key(folder, self.exercises, lesson.article, Findings())
        self.out_of = sum(one.marks for one in self.exercises if not one.extra)
        self.pools = {one.id: pool(one, self.keys[one.id]) for one in self.exercises}

    def students(self, count: int, start: int = 0, **more: Any) -> Iterator[Student]:
        """Yield the students of a class, by their numbers; `more` is as for `student`."""
        return (self.student(number, **more) for number in range(start, start + count))

    def student(self, number: int, name: str | None = None, written: bool | None = None) -> Student:
        """Return a student. Without `written`, three in four hand in written answers."""
        chance = random.Random(self.seed * 1_000_003 + number)
        name = f"{chance.choice(NAMES)} {number:05}" if name is None else name
        able = chance.uniform(0.3, 0.9)
        writes = chance.random() < 0.75 if written is None else written
        chosen = {
            one.id: evolve(self.choose(one, chance, able, writes), counts=not one.extra)
            for one in self.exercises
        }
        return Student(number, name, chosen, self.file(name, number, chosen, chance))

    def choose(self, exercise: Any, chance: random.Random, able: float, writes: bool) -> Choice:
        """Return what a student answers: the abler, the more often it is right."""
        choices = self.pools[exercise.id]
        luck = chance.random()
        if luck < 0.04 or (exercise.marked_by_person and not writes):
            return MISSING
        if luck < 0.06:
            return chance.choice(choices["blank"])
        if luck < 0.08:
            return chance.choice(choices["malformed"])
        if exercise.marked_by_person:
            tag = f"{exercise.id} {chance.randrange(10**12):012} "
            return Choice("written", dumped(tag + chance.choice(ESSAYS)), None)
        if chance.random() < able:
            return chance.choice(choices["right"])
        kinds = ["misconception", "wrong"]
        first, second = kinds[::-1] if chance.random() < 0.4 else kinds
        return chance.choice(choices[first] or choices[second] or choices["right"])

    def file(
        self, name: str, number: int, chosen: dict[str, Choice], chance: random.Random
    ) -> bytes:
        """Return the file of a student: of some answers there are older ones, or drafts."""
        day = f"2026-03-{number % 28 + 1:02}T"
        entries = []
        for exercise, choice in chosen.items():
            if not choice.text:
                continue
            old, new, later = (
                f'{{"time":"{day}{time}.{number % 10**6:06}+00:00","answer":' for time in TIMES
            )
            before = chance.choice(self.pools[exercise]["malformed"]).text
            shape = chance.random()
            if shape < 0.6:
                entry = f'{{"attempts":[{new}{choice.text}}}],"draft":null}}'
            elif shape < 0.8:
                entry = f'{{"attempts":[{old}{before}}},{new}{choice.text}}}]}}'
            else:
                entry = f'{{"attempts":[{old}{before}}}],"draft":{later}{choice.text}}}}}'
            entries.append(f'"{exercise}":{entry}')
        copy = f"{chance.randrange(16**16):016x}"
        head = (
            f'{{"schema":1,"kit":"0.1.0","lesson":"{self.slug}","article":"{self.article}",'
            f'"student":{dumped(name)},"copy":"{copy}","answers":{{'
        )
        return (head + ",".join(entries) + "}}\n").encode("utf-8")


def with_field(raw: bytes, **fields: Any) -> bytes:
    """Return a file of answers with some of what it says of itself changed."""
    return json.dumps(json.loads(raw) | fields).encode()


def going_on(earlier: Student, later: Student) -> Student:
    """Return who did `earlier`, a month later: with the answers of `later`, and what was before."""
    old = json.loads(earlier.raw)
    new = json.loads(later.raw.replace(b"2026-03-", b"2026-04-"))
    chosen = dict(later.chosen)
    for name, entry in old["answers"].items():
        if name in new["answers"]:
            new["answers"][name]["attempts"][:0] = entry["attempts"]
        else:
            new["answers"][name], chosen[name] = entry, earlier.chosen[name]
    raw = dumped(new | {"student": earlier.name, "copy": old["copy"]}).encode("utf-8")
    return evolve(later, name=earlier.name, chosen=chosen, raw=raw)


def dumped(value: Any) -> str:
    """Return JSON text, with lone surrogates escaped and all else as it is."""
    text = json.dumps(value, ensure_ascii=False)
    return json.dumps(value) if re.search("[\ud800-\udfff]", text) else text


def pool(exercise: Any, key: Any) -> dict[str, list[Choice]]:
    """Return answers to one exercise, by what they are."""
    right, none = key_answers.right(exercise, key), key_answers.malformed(exercise)
    found: dict[str, list[Choice]] = {
        "right": [settled("right", one.answer, one.marks) for one in right],
        "misconception": [],
        "wrong": [settled("wrong", *one) for one in key_answers.other_wrong(exercise, key)],
        "blank": [Choice("blank", text, None) for text in ('""', '" \\n"', "null", "[]", "{}")],
        "malformed": [Choice("malformed", dumped(one), None) for one in none],
    }
    for case in key_answers.wrong(exercise, key):
        what = "misconception" if case.misconception else "wrong"
        found[what].append(settled(what, case.answer, case.marks))
    return found


def settled(what: str, answer: Any, marks: int | None) -> Choice:
    """Return an answer that has marks."""
    assert marks is not None
    return Choice(what, dumped(answer), marks)


# Files as a student may forge them: of the marks, nothing may change.
FORGED = {
    "times from 2099": lambda raw: raw.replace(b'"time":"2026-', b'"time":"2099-'),
    "marks of its own": lambda raw: raw.replace(
        b'{"schema":1,', b'{"marks":31337,"total":31337,"so far":31337,"out of":1,"schema":1,'
    ),
    "marks in each entry": lambda raw: raw.replace(
        b'{"attempts":', b'{"marks":31337,"state":"right","level":"Proficient","attempts":'
    ),
    "marks beside each answer": lambda raw: raw.replace(
        b'{"time":', b'{"marks":31337,"state":"marked","level":"Proficient","out_of":1,"time":'
    ),
    "a key of its own": lambda raw: raw.replace(
        b'{"schema":1,', b'{"key":{"headline-voices":{"options":{}}},"exercises":[],"schema":1,'
    ),
    "another kit": lambda raw: raw.replace(b'"kit":"0.1.0"', b'"kit":"../../9.9.9"'),
    "answers to exercises that are none": lambda raw: raw.replace(
        b'"answers":{',
        b'"answers":{"no-such":{"attempts":[{"time":"2026-01-01T00:00:00+00:00","answer":9}]},',
    ),
    "a name that is an object": lambda raw: raw.replace(b'"copy":', b'"copy":{"a":[1]},"copy2":'),
    "a byte order mark": lambda raw: b"\xef\xbb\xbf" + raw,
    "laid out by an editor": lambda raw: json.dumps(json.loads(raw), indent=4).encode(),
    "lines of Windows": lambda raw: (
        json.dumps(json.loads(raw), indent=1).replace("\n", "\r\n").encode()
    ),
}
