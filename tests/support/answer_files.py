"""Files of answers with just the answers that a test names, as a student hands them in."""

import json

from support.class_maker import SLUG


def answer_file(article: str, name: str, answers: dict, time: str = "2026-03-02T08:00:00") -> bytes:
    """Return a file of answers by exercise, each checked once; `article` is the SHA-256."""
    entries = {
        exercise: {"attempts": [{"time": f"{time}.000000+00:00", "answer": answer}], "draft": None}
        for exercise, answer in answers.items()
    }
    head = {"schema": 1, "kit": "0.1.0", "lesson": SLUG, "article": article, "student": name}
    return json.dumps(head | {"copy": f"of {name}", "answers": entries}).encode()
