"""Does the page of a link say the same as the kit? Random answers to every exercise, on both sides.

    python tests/benchmarks/link_scores.py 10000

makes a site, opens it in Chromium, checks that many answers there and in this Python, and prints
how many there were of each kind, and every one to which the two sides reply differently.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from support import copied_kit, key_answers  # noqa: E402
from support.browser import Browser  # noqa: E402
from support.server import given_out  # noqa: E402

from helpers.exercises.asked import read_asked  # noqa: E402
from helpers.lesson.lesson import open_lesson  # noqa: E402
from helpers.site.site import write_site  # noqa: E402
from helpers.student.receiver import Receiver  # noqa: E402
from helpers.student.session import open_answering  # noqa: E402

AT_A_TIME = 250  # answers before everything saved is forgotten, on both sides
ASK = """async messages => {
    const worker = new Worker('worker.js', {type: 'module'});
    const heard = [];
    let opened;
    const ready = new Promise(resolve => { opened = resolve; });
    const all = new Promise(resolve => {
        worker.onmessage = ({data}) => {
            if (data.opened) opened();
            if (data.reply) heard.push(data.reply.form?.feedback ?? null);
            if (heard.length === messages.length) resolve();
        };
    });
    await ready;
    for (const one of messages) worker.postMessage(one);
    await all;
    worker.terminate();
    return heard;
}"""


def answers(lesson, chance):
    """Yield exercises and answers: right, misread, wrong in other ways, and no answer at all."""
    asked = read_asked(lesson.folder, lesson.slug, lesson.article, with_key=True)
    told = [one for one in asked.exercises if not one.from_code]
    cases = []
    for one in told:
        key = asked.keys[one.id]
        found = [*key_answers.right(one, key), *key_answers.wrong(one, key)]
        cases += [(one, case.answer) for case in found]
        cases += [(one, answer) for answer, _ in key_answers.other_wrong(one, key)]
    values = [answer for _, answer in cases]
    while True:
        one, answer = chance.choice(cases)
        if chance.random() < 0.3:  # of another exercise, or spoilt
            answer = chance.choice([*values, None, "", "x" * 500, [], {}, {"not_said": True}, 7])
        try:
            yield one, json.loads(json.dumps(answer))
        except (TypeError, ValueError):
            continue


def main() -> int:
    """Compare; the exit code is 1 where any reply differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    scratch = Path(tempfile.mkdtemp())
    os.environ["WORK"] = str(scratch / "work")
    kit = copied_kit(scratch / "kit")
    write_site(kit, scratch / "site", ROOT / ".cache")
    lesson = open_lesson("belarus-2020")
    chosen = answers(lesson, random.Random(options.seed))
    kinds: Counter[str] = Counter()
    different = 0
    with given_out(scratch / "site") as address, Browser() as browser:
        for start in range(0, options.count, AT_A_TIME):
            some = [next(chosen) for _ in range(min(AT_A_TIME, options.count - start))]
            for path in (scratch / "work").glob("*"):
                path.unlink()
            receivers = {
                one.notebook: Receiver(open_answering(lesson), one.notebook) for one, _ in some
            }
            messages = [
                {"do": "check", "exercise": one.id, "answer": answer, "from": "x"}
                for one, answer in some
            ]
            here = [
                receivers[one.notebook](message).get("form", {}).get("feedback")
                for (one, _), message in zip(some, messages, strict=True)
            ]
            page = browser.new_page()
            page.goto(f"{address}manifest.webmanifest")
            page.evaluate("indexedDB.deleteDatabase('read-the-news-closely')")
            there = page.evaluate(
                ASK,
                [
                    {"notebook": one.notebook, "message": message}
                    for (one, _), message in zip(some, messages, strict=True)
                ],
            )
            page.close()
            for (one, answer), mine, other in zip(some, here, there, strict=True):
                kinds[one.kind] += 1
                if json.loads(json.dumps(mine)) != other:
                    different += 1
                    print(f"{one.id}: {answer!r}\n  here  {mine}\n  there {other}")
    print(f"{sum(kinds.values())} answers, {different} differ: {dict(kinds)}")
    return int(different > 0)


if __name__ == "__main__":
    raise SystemExit(main())
