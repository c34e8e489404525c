"""What the page of a link asks of Python, asked of its worker and of a kit, for the replies."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the driver comes with tests/requirements.txt, and may not be there
    from playwright.sync_api import Page

    from support.class_maker import Student

Asked = list[dict[str, Any]]  # each with the number of a `notebook` and the `message` of its page

# As on a page, but without its forms; the browser has kept nothing before.
IN_WORKER = """async asked => {
    await new Promise(done => {
        indexedDB.deleteDatabase('read-the-news-closely').onsuccess = done;
    });
    const worker = new Worker('worker.js', {type: 'module'});
    const replies = [];
    await new Promise((done, fail) => {
        worker.onmessage = ({data}) => {
            if (data.trouble) fail(data.trouble);
            if (data.opened) for (const one of asked) worker.postMessage(one);
            if (data.reply && replies.push(data.reply) === asked.length) done();
        };
    });
    worker.terminate();
    return replies;
}"""
IN_PYTHON = """
import json, os, tempfile
from helpers.lesson.lesson import open_lesson
from helpers.student.receiver import Receiver
from helpers.student.session import open_answering

os.environ["WORK"] = tempfile.mkdtemp()
answering = open_answering(open_lesson())
print(json.dumps([
    Receiver(answering, one["notebook"])(one["message"]) for one in json.loads({asked!r})
]))
"""


def in_worker(page: Page, asked: Asked) -> Asked:
    """Return the replies of a new worker to what is asked; the page is any of its site."""
    return page.evaluate(IN_WORKER, asked)


def code(asked: Asked) -> str:
    """Return code that prints the replies of the kit's own rooms, in which nothing is saved yet."""
    return IN_PYTHON.format(asked=json.dumps(asked))


def in_kit(kit: Path, asked: Asked) -> Asked:
    """Return the replies of a kit, to which its folder is the only way."""
    found = subprocess.run(
        [sys.executable, "-"],
        input=code(asked).encode(),
        cwd=kit,
        env=os.environ | {"PYTHONPATH": str(kit)},
        check=True,
        stdout=subprocess.PIPE,
    )
    return json.loads(found.stdout)


def answered(student: Student, notebooks: dict[str, str]) -> Asked:
    """Return what a page asks while a made student answers, and hands in at the end.

    `notebooks` are those in which the exercises are asked. What is typed is kept, then checked.
    """
    asked = []
    made = json.loads(student.raw, parse_float=number)["answers"]
    for exercise, entry in made.items():
        notebook = notebooks[exercise]
        saved = [("check", one["answer"]) for one in entry["attempts"]]
        saved += [("keep", entry["draft"]["answer"])] if entry.get("draft") else []
        for do, answer in saved:
            for each in dict.fromkeys(["keep", do]):
                message = {"do": each, "exercise": exercise, "answer": answer}
                asked.append({"notebook": notebook, "message": message})
    last = {"do": "panel", "panel": "hand-in", "hand_in": True, "name": student.name}
    return [*asked, {"notebook": max(notebooks.values()), "message": last}]


def number(digits: str) -> float:
    """Return a number as a page has it, to which 4.0 is 4."""
    found = float(digits)
    return int(found) if found.is_integer() else found
