"""A made-up graded class, as grading leaves it, with written answers to mark."""

import json
from pathlib import Path

SLUG = "belarus-2020"
QUESTIONS = ("who-is-missing", "my-chain")  # in the lesson's order
HOSTILE = "<img src=x onerror='window.hit = 1'> \x07"
STUDENTS = {"n-4711": "O'Brien, Jr", "n-4712": "Святлана", "n-4713": "<b>李雷</b>"}
TEXTS = {
    "n-4711": "Nobody asked them.\n\nWhat did they see?",
    "n-4712": HOSTILE + "long and longer " * 1_200,
    "n-4713": "שלום. half \ud800",
}


def write_class(folder: Path, texts: dict[str, str] = TEXTS, questions=QUESTIONS) -> Path:
    """Write a graded class into a new folder; return it."""
    folder.mkdir(exist_ok=True)
    (folder / "grading.json").write_text(json.dumps({"schema": 1, "lesson": SLUG}), "utf-8")
    lines = [
        {"student": student, "name": STUDENTS[student], "exercise": question, "answer": text}
        for student, text in texts.items()
        for question in questions
    ]
    text = "".join(json.dumps(line) + "\n" for line in lines)
    (folder / "written.jsonl").write_text(text, "utf-8")
    return folder
