"""Do both doors of a link say the same as the kit? Random answers to every exercise, three times.

    python tests/benchmarks/link_scores.py 10000

makes a site, checks that many answers on its page, in its lab and in this Python, and prints how
many there were of each kind, and every one to which a door replies otherwise than the kit.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from support import SLUG, copied_kit, key_answers  # noqa: E402
from support.browser import Browser  # noqa: E402
from support.doors import FIRST, LabDoor  # noqa: E402
from support.link import code, in_kit, in_worker  # noqa: E402
from support.server import given_out  # noqa: E402

from helpers.exercises.asked import read_asked  # noqa: E402
from helpers.exercises.exercise import Exercise  # noqa: E402
from helpers.lesson.lesson import open_lesson  # noqa: E402
from helpers.site.site import write_site  # noqa: E402

AT_A_TIME = 250  # answers, before everything that was saved is forgotten
SPOILT = (None, "", "x" * 500, [], {}, {"not_said": True}, 7)


def answers(chance: random.Random) -> Iterator[tuple[Exercise, Any]]:
    """Yield exercises and answers: right, misread, wrong in other ways, and no answer at all."""
    lesson = open_lesson(SLUG)
    asked = read_asked(lesson.folder, lesson.slug, lesson.article, with_key=True)
    cases = []
    for one in asked.exercises:
        key = asked.keys[one.id]
        found = [*key_answers.right(one, key), *key_answers.wrong(one, key)]
        cases += [(one, case.answer) for case in found]
        cases += [(one, answer) for answer, _ in key_answers.other_wrong(one, key)]
        cases += [(one, answer) for answer in key_answers.malformed(one)]
        cases += [(one, key_answers.complete(one))]
    values = [answer for _, answer in cases]
    while True:
        # Each exercise as often as any other, so that all kinds come.
        wanted = chance.choice(asked.exercises)
        one, answer = chance.choice([case for case in cases if case[0] is wanted])
        if chance.random() < 0.3:  # of another exercise, or spoilt
            answer = chance.choice([*values, *SPOILT])
        yield one, answer


def said(reply: dict[str, Any]) -> dict[str, Any]:
    """What a form shows; the time is that of each door."""
    return {name: one for name, one in reply["form"].items() if name != "time"}


def main() -> int:
    """Compare; the exit code is 1 where any reply differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chosen = answers(random.Random(options.seed))
    kinds: Counter[str] = Counter()
    different: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as scratch:
        site = Path(scratch, "site")
        write_site(copied_kit(Path(scratch, "kit")), site, ROOT / ".cache")
        with given_out(site) as address, Browser() as browser:
            lab, page = LabDoor(browser, address, FIRST), browser.new_page()
            page.goto(f"{address}manifest.webmanifest")
            for start in range(0, options.count, AT_A_TIME):
                some = list(islice(chosen, min(AT_A_TIME, options.count - start)))
                asked = [
                    {
                        "notebook": one.notebook,
                        "message": {"do": "check", "exercise": one.id, "answer": answer},
                    }
                    for one, answer in some
                ]
                here = in_kit(ROOT, asked)
                doors = {"page": in_worker(page, asked), "lab": json.loads(lab.python(code(asked)))}
                kinds.update(one.kind for one, _ in some)
                for door, replies in doors.items():
                    for (one, answer), mine, other in zip(some, here, replies, strict=True):
                        if said(mine) != said(other):
                            different[door] += 1
                            print(f"{one.id}: {answer!r}\n  kit  {mine}\n  {door} {other}")
    print(
        f"{kinds.total():,} answers. On the page {different['page']} replies differ, in the lab "
        f"{different['lab']}. Of each kind: {dict(kinds)}"
    )
    return int(different.total() > 0)


if __name__ == "__main__":
    raise SystemExit(main())
