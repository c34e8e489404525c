"""What is made at the desk to be handed out: in the kit's own folder, and told as plain values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from attrs import evolve

from helpers.common.errors import KitError
from helpers.common.file_names import safe_name
from helpers.common.progress import Progress, unseen
from helpers.common.text import plural
from helpers.common.where import IN_BROWSER
from helpers.desk.hand_out import Made, checked, make_pack, make_site
from helpers.exchange.export import Exported, export
from helpers.exchange.formats import formats
from helpers.exercises.asked import how_many
from helpers.grading.report.disclosure import FEWEST
from helpers.lesson.lesson import seeds_folder
from helpers.packs.records import RECORDS
from helpers.packs.substitute import substitute_beside
from helpers.packs.wanted import Wanted
from helpers.paper.paper import GRID, KEY, WORKBOOK, Paper, write_paper
from helpers.projector.slides import Slides, write_slides

Choice = Mapping[str, Any]
Maker = Callable[[Path, str, Choice, Progress], Made]
NAMES = tuple(Wanted.__annotations__)
SEALED = (*NAMES, "graded")  # only a pack and a site are


def pack_at_desk(place: Path, name: str, choice: Choice, _: Progress) -> Made:
    """A ZIP file."""
    made = make_pack(place / f"{name}.zip", known(choice, SEALED))
    return evolve(made, files=[(made.path, "Download the file"), *substitutes(made)])


def site_at_desk(place: Path, name: str, choice: Choice, progress: Progress) -> Made:
    """A folder for a web server."""
    made = make_site(place / f"{name}-site", known(choice, SEALED), progress)
    return evolve(made, files=[(made.path, "Download the folder as a ZIP"), *substitutes(made)])


def paper_at_desk(place: Path, name: str, choice: Choice, _: Progress) -> Made:
    """A workbook, its key, and the grid for its answers."""
    kit = checked()[0]
    folder = place / f"{name}-paper"
    made = write_paper(kit, folder, **known(choice, NAMES))
    lines = lines_on_paper(made)
    lines.append(
        f"Type what they wrote into {GRID}, in any spreadsheet, save it as CSV UTF-8, and drop it "
        "under Collect."
    )
    files = [
        (folder / WORKBOOK, "Open the workbook, to print"),
        (folder / KEY, "Open the key, to print"),
        (folder / GRID, "Download the grid for answers"),
    ]
    return Made(folder, made.packed, lines, files)


def export_at_desk(ending: str) -> Maker:
    """What makes a file of another platform's, by the ending of such files."""

    def make(place: Path, name: str, choice: Choice, _: Progress) -> Made:
        kit = checked()[0]
        file = place / f"{name}-questions{ending}"
        made = export(kit, file, **known(choice, NAMES))
        return Made(file, None, lines_on_export(made), [(file, "Download the file")])

    return make


def ways() -> dict[str, tuple[str, str, Maker]]:
    """The ways to hand out: what each is called, what it is, and what makes it."""
    found = {
        "pack": ("A ZIP file", "that students unpack and open in JupyterLab", pack_at_desk),
        "site": (
            "A link",
            "a folder for a web server: students open an address, also on tablets",
            site_at_desk,
        ),
        "paper": ("Paper", "a workbook to print, its key, and a grid for answers", paper_at_desk),
    }
    exports = {
        ending: (f"For {one.PLATFORMS}", "questions to import there", export_at_desk(ending))
        for ending, one in formats().items()
    }
    if IN_BROWSER:  # where no program can be started that puts a lab together
        del found["site"]
    return {**found, **exports}


def hand_out(way: str, name: str, choice: Choice, progress: Progress = unseen) -> dict[str, Any]:
    """Make what a class gets, in one of the `ways`; what it is, as plain values.

    `name` is what it is called, `choice` what was chosen, by the names that `pack` takes. Raises
    KitError with a sentence on each mistake.
    """
    if not name.strip() or not safe_name(name):
        raise KitError("Say for which class it is.")
    if way not in ways():
        raise KitError("Say what it is made as.")
    if IN_BROWSER and choice.get("graded"):
        raise KitError("A browser seals no graded work. Choose Practice, or install the kit.")
    place = place_of_packs()
    return told(ways()[way][2](place, safe_name(name), choice, progress))


def slides(name: str, exercises: Iterable[str] | None, graded: Path | None) -> dict[str, Any]:
    """Make slides for a projector, with the written answers of a class that is graded, if any."""
    kit = checked()[0]
    file = place_of_packs() / f"{safe_name(name)}-slides.html"
    made = write_slides(kit, file, exercises=exercises, class_folder=graded)
    files = [(file, "Open the slides"), (file, "Download the slides")]
    return told(Made(file, None, lines_on_slides(made, graded is not None), files))


def lines_on_paper(made: Paper) -> list[str]:
    """What there is to say of a lesson on paper."""
    about, minutes = made.packed.assignment.about, sum(one.minutes for one in made.asked)
    lines = [", ".join(about)] if about else []
    lines.append(f"{how_many(made.asked).capitalize()}, of about {minutes} minutes.")
    if made.left_out:
        ids = ", ".join(one.id for one in made.left_out)
        lines.append(f"Left out, since a line of code is asked for: {ids}.")
    lines.append(
        f"Print {WORKBOOK} for each student, and {KEY} for yourself: open them in a browser."
    )
    return lines


def lines_on_export(made: Exported) -> list[str]:
    """What there is to say of a file for another platform."""
    whole = len(made.exercises) + len(made.lost)
    lines = [f"For {made.platforms}: {len(made.exercises)} of {plural(whole, 'exercise')}."]
    lines += [f"Lost: {one}, since {why}." for one, why in made.lost.items()]
    for words in dict.fromkeys(made.differs.values()):
        names = [one for one, found in made.differs.items() if found == words]
        lines.append(f"Differs: {words}: {', '.join(names)}.")
    return [*lines, "It holds the answers: import it where only teachers see the questions."]


def lines_on_slides(made: Slides, of_class: bool) -> list[str]:
    """What there is to say of slides."""
    lines = [f"{plural(len(made.exercises), 'exercise')}, with {plural(made.votes, 'vote')}."]
    lines += [f"Left out: {one}, since {why}." for one, why in made.left_out.items()]
    for name, count in made.answers.items():
        lines.append(f"{name}: {plural(count, 'answer')} of the class, without names.")
    for name, count in made.named.items():
        one = plural(count, "answer")
        lines.append(f"{name}: {one} left out, since a name of the class may be in it.")
    for name in made.too_few:
        lines.append(f"{name}: no answers, since fewer than {FEWEST} students handed one in.")
    if of_class:
        lines.append(
            "Read the answers before you show them: what they tell may give somebody away without "
            "a name, and a nickname is not known here."
        )
    return [*lines, "The slides hold the answers: do not hand them out."]


def known(choice: Choice, names: Iterable[str]) -> dict[str, Any]:
    """What was chosen, as far as it has one of these names."""
    return {one: choice[one] for one in names if one in choice}


def substitutes(made: Made) -> list[tuple[Path, str]]:
    """The page for whoever stands in, where there is one."""
    if made.packed is None or not made.packed.assignment.minutes:
        return []
    return [(substitute_beside(made.path), "Open the page for whoever stands in, to print")]


def told(made: Made) -> dict[str, Any]:
    """What was made as plain values; paths as seen from the folder in which it lies."""
    place = place_of_packs()
    lines = [one.replace(f"{made.path.parent}", RECORDS) for one in made.lines]
    code = made.packed.code if made.packed else ""
    return {
        "path": made.path.name,
        "code": code,
        "lines": [one for one in lines if not code or one != f"Class code: {code}"],
        "files": [[path.relative_to(place).as_posix(), words] for path, words in made.files],
    }


def place_of_packs() -> Path:
    """The folder of the kit in which what is handed out lies, beside the notes of it."""
    return seeds_folder().resolve().parent / RECORDS
