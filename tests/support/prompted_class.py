"""A made-up graded class with its gradebook and written answers, as far as prompts look at it."""

import csv
import json

from support import SLUG

STUDENTS = ["Ana Łuk", "Bo Ek", "Cleo Dahl", "Dov Katz", "Eli Fink", "Finn Aas"]


def write_class(folder, answers, students=STUDENTS, lesson=SLUG):
    """Write a graded class; `answers` are (number of a student, exercise, text)."""
    folder.mkdir()
    about = {"schema": 1, "lesson": lesson, "files": []}
    (folder / "grading.json").write_text(json.dumps(about), "utf-8")
    with (folder / "gradebook.csv").open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file)
        table.writerow(["student", "id", "late"])
        table.writerows([name, f"s-{900 + n}", ""] for n, name in enumerate(students))
    lines = [
        {"student": f"s-{900 + n}", "name": students[n], "exercise": exercise, "answer": text}
        for n, exercise, text in answers
    ]
    text = "".join(f"{json.dumps(one)}\n" for one in lines)
    (folder / "written.jsonl").write_text(text, "utf-8")
    return folder
