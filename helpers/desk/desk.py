"""The teacher's desk: what its page asks for, and what it is told."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import attrs
from attrs import define

from helpers.common.errors import KitError
from helpers.common.where import IN_BROWSER
from helpers.desk.answers import change, changed_by_hand, given_to, sheet
from helpers.desk.at_desk import hand_out, place_of_packs, slides, ways
from helpers.desk.classes import SchoolClass, school_class, school_classes
from helpers.desk.hand_out import choices
from helpers.desk.talk import Message, Pieces, Talk, word
from helpers.grading import gradebook
from helpers.grading.choices import SUBMISSIONS, choose, in_force, open_job, options, remembered
from helpers.grading.feedback_zip import feedback_zip
from helpers.grading.folder import (
    CLASS_PAGE,
    CLASS_TABLE,
    FEEDBACK,
    GRADEBOOK,
    PROBLEMS,
    TO_RETURN,
    WORKBOOK,
    manifest,
)
from helpers.grading.lms.platform import platforms
from helpers.grading.manual.queue import NO_ANSWERS, open_class
from helpers.grading.records import read_rows
from helpers.grading.run import grade
from helpers.grading.submissions.collect import find_files
from helpers.grading.submissions.collected import sources
from helpers.grading.submissions.drop import add
from helpers.grading.told import changes, handed_back, not_handed_back, notes, problems
from helpers.grading.workbook import NotInstalled, gradebook_xlsx
from helpers.lesson.lesson import lesson_folder, seeds_folder
from helpers.packs.pack import zipped

FILES = {
    GRADEBOOK: "The gradebook, for any spreadsheet",
    WORKBOOK: "The gradebook, for Excel",
    TO_RETURN: "All feedback pages, named as your platform takes them back",
    CLASS_TABLE: "The class in numbers, without names",
    PROBLEMS: "What is to be said of files",
}
IN_A_BROWSER = (
    "A browser makes no link, seals no graded work, and does not stop what it has begun. For these "
    "install the kit; the classes that you have here can go along.",
    "Your classes are kept by this browser, on this device, and nowhere else. It may clear them, "
    "as it clears data of other sites: take each class along under Return when it is graded.",
)


@define
class Desk(Talk):
    """Answers the messages of the teacher's desk."""

    # ---- what the page asks for

    def open(self, _: Message, __: Pieces) -> dict[str, Any]:
        """The classes there are, and what can be chosen of the lesson."""
        found = [[name, title, about] for name, (title, about, _) in ways().items()]
        return {
            "classes": [one.name for one in school_classes()],
            "ways": found,
            "in_browser": IN_A_BROWSER if IN_BROWSER else (),
            **choices(),
        }

    def show(self, message: Message, _: Pieces) -> dict[str, Any]:
        """Where a class stands: what was collected, what holds, and its gradebook."""
        return self.state(class_of(message))

    def hand_out(self, message: Message, _: Pieces) -> dict[str, Any]:
        """Make what the class is given."""
        choice = message.get("choice")
        choice = choice if isinstance(choice, dict) else {}
        return hand_out(word(message, "what"), word(message, "name"), choice, self.work.progress)

    def slides(self, message: Message, _: Pieces) -> dict[str, Any]:
        """Make slides of what the class was asked, with its written answers."""
        one = class_of(message)
        about = manifest(one.graded) or {}
        return slides(one.name, about.get("exercises"), one.graded if one.is_graded else None)

    def take(self, message: Message, pieces: Pieces) -> dict[str, Any]:
        """Keep a piece of a file that is being given, until all of them are there."""
        one = class_of(message)
        place = waiting(one)
        if message.get("first") is True:
            shutil.rmtree(place, ignore_errors=True)
        path = place.joinpath(*inside(word(message, "path")))
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("ab" if message.get("more") is True else "wb") as file:
                file.writelines(bytes(piece) for piece in pieces)
        except OSError as error:
            raise KitError(f"{path.name} cannot be kept ({error.strerror}).") from None
        return {}

    def collect(self, message: Message, _: Pieces) -> dict[str, Any]:
        """Sort in what was given."""
        one = class_of(message)
        place = waiting(one)
        if not place.is_dir():
            raise KitError("There was nothing in it.")
        try:
            said = add(place, one.collected, lesson_folder(seeds_folder()).name)
        finally:
            shutil.rmtree(place, ignore_errors=True)
        return {"said": said, **self.state(one)}

    def grade(self, message: Message, pieces: Pieces) -> dict[str, Any]:
        """Grade the class by what was chosen; the files that exports are come in `pieces`."""
        one = class_of(message)
        given = chosen(message, pieces, one)
        if one.is_collected:
            given[SUBMISSIONS] = one.collected
        holds = choose(one.graded, given)
        job = open_job(holds, one.graded)
        summary = grade(job, Path(holds[SUBMISSIONS]), one.graded, self.work.progress)
        found = attrs.asdict(summary) | {
            "notes": notes(job, summary),
            "changes": changes(summary) if summary.can_compare else [],
        }
        found["problems"] = list(problems(summary))
        return {"summary": found, **self.state(one)}

    def mark(self, message: Message, _: Pieces) -> dict[str, Any]:
        """Open the blind marking of a class, for a place on the page that its name tells."""
        from helpers.grading.manual.widget import Channel, place_of

        one = class_of(message)
        marking = open_class(one.graded)
        if not marking.answers:
            raise KitError(NO_ANSWERS)
        Channel(place_of(one.name), marking, self.keep)
        return {"place": place_of(one.name)}

    def student(self, message: Message, _: Pieces) -> dict[str, Any]:
        """What one student has for each exercise."""
        return sheet(class_of(message), word(message, "student"))

    def answers(self, message: Message, _: Pieces) -> dict[str, Any]:
        """The answers that the class gave to an exercise."""
        return {"given": given_to(class_of(message), word(message, "exercise"))}

    def change(self, message: Message, _: Pieces) -> dict[str, Any]:
        """Overrule a mark or accept an answer, or take one back, and grade again."""
        change(class_of(message), dict(message))
        return self.grade(message, ())

    def give_back(self, message: Message, _: Pieces) -> dict[str, Any]:
        """Make the ZIP of feedback pages, and the gradebook as a workbook."""
        one = class_of(message)
        found = feedback_zip(one.graded, one.graded / TO_RETURN)
        said = [*handed_back(found), *not_handed_back(found)]
        try:
            gradebook_xlsx(one.graded)
        except NotInstalled as error:
            said.append(str(error))
        return {"said": said, **self.state(one)}

    def page(self, message: Message, _: Pieces) -> dict[str, Any]:
        """One page of the result: the class page, or the feedback page of a student."""
        one, name = class_of(message), word(message, "page")
        path = one.graded / CLASS_PAGE if not name else one.graded / FEEDBACK / Path(name).name
        try:
            return {"html": path.read_text("utf-8")}
        except OSError:
            raise KitError(f"{path.name} is not there. Grade the class again.") from None

    def fetch(self, message: Message, _: Pieces) -> dict[str, Any]:
        """A file of the result, or of what was made to be handed out; a folder comes as a ZIP.

        Without a path it is all that there is of a class.
        """
        if message.get("class") and not message.get("path"):
            return all_of(class_of(message))
        root = class_of(message).graded if message.get("class") else place_of_packs()
        path = root.joinpath(*inside(word(message, "path")))
        data = as_zip(files_in(path)) if path.is_dir() else read(path)
        return {"data": data, "name": f"{path.name}.zip" if path.is_dir() else path.name}

    def state(self, one: SchoolClass) -> dict[str, Any]:
        """Where a class stands."""
        return {
            "class": one.name,
            "collected": parts_of(one) if one.is_collected else [],
            "is_graded": one.is_graded,
            "options": [attrs.asdict(option) for option in options() if option.name != SUBMISSIONS],
            "in_force": [[name, value] for name, value in in_force(remembered(one.graded))],
            "students": students(one) if one.is_graded else [],
            "to_mark": len(open_class(one.graded).to_mark()) if one.is_graded else 0,
            "files": files(one) if one.is_graded else {},
            **(changed_by_hand(one) if one.is_graded else {}),
        }


Desk.SHORT = {
    "open": Desk.open,
    "show": Desk.show,
    "take": Desk.take,
    "mark": Desk.mark,
    "page": Desk.page,
    "student": Desk.student,
    "answers": Desk.answers,
    "fetch": Desk.fetch,
}
Desk.LONG = {
    "hand out": Desk.hand_out,
    "collect": Desk.collect,
    "grade": Desk.grade,
    "slides": Desk.slides,
    "change": Desk.change,
    "give back": Desk.give_back,
}


def class_of(message: Message) -> SchoolClass:
    """The class that a message is about."""
    return school_class(word(message, "class"))


def waiting(one: SchoolClass) -> Path:
    """The folder in which files wait until all pieces are there."""
    return one.collected.with_name(f".{one.collected.name}.new")


def inside(path: str) -> list[str]:
    """The parts of a path that stays in its folder, under names that every system allows."""
    parts = [part for part in PurePosixPath(path.replace("\\", "/")).parts if part != "/"]
    kept = ["".join("_" if one in '<>:"|?*' or ord(one) < 32 else one for one in p) for p in parts]
    found = [part.strip()[:200].rstrip(". ") for part in kept]
    return [part for part in found if part] or ["file"]


def chosen(message: Message, pieces: Pieces, one: SchoolClass) -> dict[str, Path | str | None]:
    """What was chosen on the page; a file that came along is kept beside the class."""
    said = message.get("chosen")
    found: dict[str, Path | str | None] = {}
    for option in options():
        value = said.get(option.name) if isinstance(said, dict) else None
        if isinstance(value, dict) and option.is_path:  # a file: its name, and which piece it is
            path = one.exports.joinpath(*inside(str(value.get("name"))))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(bytes(pieces[int(value.get("piece", 0))]))
            found[option.name] = path
        elif isinstance(value, str):
            found[option.name] = value
    return found


def parts_of(one: SchoolClass) -> list[dict[str, Any]]:
    """What was collected: each part, with how many files may be answers."""
    lesson = lesson_folder(seeds_folder()).name
    found = []
    for above, source in sources(one.collected):
        files = list(find_files(source, lesson))
        count = sum(file.may_be_answers and not file.is_left_alone for file in files)
        name = source.name if source.is_file() else above.rstrip("/")
        found.append({"name": name, "files": count, "others": len(files) - count})
    return found


def students(one: SchoolClass) -> list[dict[str, str]]:
    """The rows of the gradebook, without the columns of exercises."""
    exercises = (manifest(one.graded) or {}).get("exercises", [])
    return [
        {name: gradebook.as_it_was(cell) for name, cell in row.items() if name not in exercises}
        for _, row in read_rows(one.graded)
    ]


def files(one: SchoolClass) -> dict[str, str]:
    """The files of the result that a teacher may take along, by name, each with what it is."""
    of_platforms = {
        f"{each.kind}.csv": f"Your export of {each.title}, filled in: import it there"
        for each in platforms()
    }
    return {
        name: words
        for name, words in (FILES | of_platforms).items()
        if (one.graded / name).is_file()
    }


def read(path: Path) -> bytes:
    """The bytes of a file; KitError where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError:
        raise KitError(f"{path.name} is not there any more. Make it again.") from None


def all_of(one: SchoolClass) -> dict[str, Any]:
    """The folders of a class as a ZIP, which is unpacked in the folder of any kit."""
    found: dict[str, Path] = {}
    for folder in (one.graded, one.collected, one.exports):
        found |= {f"{folder.name}/{name}": path for name, path in files_in(folder).items()}
    return {"data": as_zip(found), "name": f"{one.graded.name}.zip"}


def files_in(folder: Path) -> dict[str, Path]:
    """All files of a folder by their path in it."""
    return {one.relative_to(folder).as_posix(): one for one in folder.rglob("*") if one.is_file()}


def as_zip(files: Mapping[str, Path]) -> bytes:
    """Files as a ZIP, by their paths in it."""
    return zipped({name: read(path) for name, path in files.items()}, zipfile.ZIP_DEFLATED)
