"""Invented lessons with questions of one kind in five notebooks: any script, any length."""

import hashlib
from pathlib import Path

import yaml

from support import other_lesson

ARABIC = "المكتبة تفتح متأخرة"
CHINESE = "图书馆今天开门晚了一个小时"
NASTY = '“Library” <b>opens</b> *late* & "why"?'


def question(name, notebook, minutes=2, objective="cite", text="Who is sorry?", **more):
    """Return an entry of exercises.yaml: one of two can be chosen."""
    entry = {"id": name, "notebook": notebook, "place": "x", "kind": "one", "title": f"Q {name}"}
    entry |= {"question": text, "objective": objective, "minutes": minutes, "marks": 1}
    return entry | {"options": {"ana": "Ana Łuk", "town": "The town"}} | more


def key_of(entry, message="Look at the name behind the words."):
    """Return the entry of key.yaml for such a question."""
    right = {"marks": 1, "message": "She says so.", "at": "2", "quote": "said Ana Łuk"}
    wrong = {"marks": 0, "message": message, "misconception": "town-speaks"}
    return {"options": dict(zip(entry["options"], (right, wrong), strict=True))}


def write(folder: Path, entries, headline="Library opens late", message=None, **facts) -> Path:
    """Write a lesson that asks these questions, about an article with a headline of its own."""
    other_lesson.write(folder)
    about = yaml.safe_load(other_lesson.FACTS % "x")
    article = other_lesson.ARTICLE.replace("Library opens late", headline, 1)
    (folder / "article.txt").write_text(article, "utf-8", newline="\n")
    about |= {"headline": headline, "sha256": hashlib.sha256(article.encode()).hexdigest()}
    about |= {"datePublished": "2024-03-05", **facts}
    told = {} if message is None else {"message": message}
    key = {one["id"]: key_of(one, **told) for one in entries}
    for name, data in (
        ("lesson.yaml", about),
        ("exercises.yaml", {"exercises": list(entries)}),
        ("key.yaml", {"key": key}),
    ):
        (folder / name).write_text(yaml.safe_dump(data, allow_unicode=True), "utf-8")
    return folder
