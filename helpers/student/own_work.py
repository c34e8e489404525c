"""What a student made in code and keeps for the report: a picture each, beside the answers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from attrs import frozen
from markupsafe import Markup

from helpers.common import atomic_file
from helpers.common.errors import KitError
from helpers.common.file_names import safe_name
from helpers.common.pages import image

LARGEST = 5_000_000  # bytes; a map has about 50,000


@frozen
class OwnWork:
    """The drawings and maps that are kept in a folder, by their titles."""

    folder: Path

    def keep(self, value: Any, title: str) -> str:
        """Keep a drawing or a map, in place of an earlier one with its title; return its name.

        Raises KitError where it is neither, or cannot be written.
        """
        from helpers.explore.own_work import as_picture

        data, name = as_picture(value, title), safe_name(title)
        if len(data) > LARGEST:
            raise KitError("It is too large for a page. Draw less of it.")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            atomic_file.write(self.folder / f"{name}.svg", data)
        except OSError as error:
            raise KitError(f"It cannot be kept ({error.strerror}). Try again.") from None
        return as_title(name)

    def titles(self) -> list[str]:
        """What is kept, in the order of the names."""
        return [as_title(path.stem) for path in self.files()]

    def take_out(self, title: str) -> None:
        """Keep something no longer. Raises KitError where it cannot be taken out."""
        for path in self.files():
            if as_title(path.stem) == title:
                try:
                    path.unlink(missing_ok=True)
                except OSError as error:
                    remedy = "Close the program that has it open."
                    raise KitError(f"{path.name} stays ({error.strerror}). {remedy}") from None

    def on_a_page(self) -> list[tuple[str, Markup]]:
        """The titles, and what is kept as HTML. What cannot be read any more is left out."""
        return [(as_title(path.stem), shown) for path in self.files() if (shown := html_of(path))]

    def files(self) -> list[Path]:
        """The files of what is kept."""
        return sorted(self.folder.glob("*.svg"))


def as_title(name: str) -> str:
    """The name of a file as the title that it came from, but for its signs."""
    return name.replace("-", " ")


def html_of(path: Path) -> Markup | None:
    """A picture that was kept, as HTML; None where it can no longer be read."""
    try:
        return image(path.read_bytes(), f"A drawing of the student's own: {as_title(path.stem)}.")
    except OSError:
        return None
