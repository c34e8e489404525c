"""The classes of a teacher: what each is called, and the folders in which its work lies."""

from __future__ import annotations

from pathlib import Path

from attrs import frozen

from helpers.common.errors import KitError
from helpers.common.file_names import safe_name
from helpers.grading.folder import graded_classes, home, manifest
from helpers.grading.submissions.collected import MARKER

BEFORE, BEHIND = "class-", "-collected"  # the names of folders that the kit keeps to itself


@frozen
class SchoolClass:
    """A class: what was handed in lies in `collected`, and what grading made of it in `graded`."""

    name: str
    graded: Path
    collected: Path

    @property
    def exports(self) -> Path:
        """The folder in which the exports of a platform lie that were given for it."""
        return self.collected.with_name(f"{self.collected.name}-exports")

    @property
    def is_graded(self) -> bool:
        """Whether grading has written its result."""
        return manifest(self.graded) is not None

    @property
    def is_collected(self) -> bool:
        """Whether anything was collected for it at the desk."""
        return (self.collected / MARKER).is_file()


def school_classes() -> list[SchoolClass]:
    """Every class that was graded, or for which something was collected, by name."""
    graded = graded_classes()
    # Without what the kit puts before it, where that is no other class's name.
    names = {short if (short := one.removeprefix(BEFORE)) not in graded else one for one in graded}
    names |= {
        one.parent.name.removeprefix(BEFORE).removesuffix(BEHIND)
        for one in home().glob(f"{BEFORE}*{BEHIND}/{MARKER}")
    }
    return [school_class(one) for one in sorted(names, key=str.casefold)]


def school_class(name: str) -> SchoolClass:
    """The class of a name, whether there is anything of it or not; KitError for no name at all."""
    if not name.strip():
        raise KitError("Choose a class, or say what a new one is called.")
    graded = graded_classes()
    known = graded.get(name) or graded.get(f"{BEFORE}{safe_name(name)}")
    label = name if known else safe_name(name.removeprefix(BEFORE))
    called = f"{BEFORE}{safe_name(label)}"
    return SchoolClass(label, known or home() / called, home() / f"{called}{BEHIND}")
