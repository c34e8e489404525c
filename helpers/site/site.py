"""A site: a lesson as a folder that any web server gives out, with the page and all it needs."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from helpers.common.errors import Findings, KitError
from helpers.common.web import asset
from helpers.lesson.metadata import FILE as ABOUT
from helpers.lesson.metadata import read_facts
from helpers.packs.contents import NOTEBOOKS, files_like
from helpers.packs.pack import exercises_of, lesson_to_pack, pack, save, zipped
from helpers.packs.records import Packed
from helpers.site.libraries import library_files
from helpers.site.page import page
from helpers.site.pyodide import pyodide_files
from helpers.student.form.script import script

WEB = Path(__file__).parent / "web"
ROOMS = ("common", "lesson", "exercises", "student")  # what scores and saves; it draws nothing
MARK = "service-worker.js"  # by which a folder is known as a site


def write_site(
    kit: Path,
    folder: Path,
    cache: Path,
    *,
    notebooks: Iterable[str] | None = None,
    exercises: Iterable[str] | None = None,
    without: Iterable[str] = (),
    title: str = "",
    due: str = "",
    class_name: str = "",
) -> Packed:
    """Write a site for a class into `folder`; return what was packed for it.

    The page has no code: exercises that take a line of code are left out, also of the pack that
    lies beside the page. `cache` keeps Python for the browser. Raises KitError where something
    cannot be read, written or fetched, or the folder holds something else.
    """
    kit, folder = kit.resolve(), folder.resolve()
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
        raise KitError(f"{folder.name} holds something else. Name an empty folder, or a new one.")
    lesson = lesson_to_pack(kit, graded=False)
    in_code = [one.id for one in exercises_of(lesson) if one.from_code]
    wanted = None if exercises is None else [one for one in exercises if one not in in_code]
    python = pyodide_files(cache)
    archive = folder / f"{folder.name}.zip"
    packed = pack(
        kit,
        archive,
        notebooks=notebooks,
        exercises=wanted,
        without=[*without, *in_code],
        title=title,
        due=due,
        class_name=class_name,
    )
    for name, data in site_files(kit, lesson, archive, packed, python).items():
        save(folder / name, data)
    return packed


def site_files(
    kit: Path, lesson: Path, archive: Path, packed: Packed, python: Mapping[str, bytes]
) -> dict[str, bytes]:
    """The files of a site by their path, but for the pack, which is `archive`."""
    with zipfile.ZipFile(archive) as handed_out:
        files = {name: handed_out.read(name) for name in handed_out.namelist()}
    books = {
        Path(name).stem: json.loads(data)
        for name, data in files.items()
        if name.startswith("notebooks/") and name.endswith(".ipynb")
    }
    about = read_facts(lesson / ABOUT, Findings()) or {}
    title = packed.assignment.title or str(about["headline"])
    html = page(books, saved_outputs(kit), packed.assignment, title, archive.name)
    found = {
        "index.html": html.encode(),
        "form.js": script().encode(),
        "form.css": asset("form.css").encode(),
        "python.zip": zipped(python_files(files), zipfile.ZIP_DEFLATED),
        "manifest.webmanifest": manifest(title),
        **{path.name: path.read_bytes() for path in sorted(WEB.iterdir()) if path.is_file()},
        **{f"pyodide/{name}": data for name, data in python.items()},
    }
    found[MARK] = service_worker(found, packed.assignment.lesson)
    return found


def saved_outputs(kit: Path) -> dict[str, list[dict[str, Any]]]:
    """What the cells of the kit's notebooks show as they are saved, by the id of the cell."""
    found = {}
    for path in files_like(kit, NOTEBOOKS):
        for cell in json.loads(path.read_text("utf-8"))["cells"]:
            if cell["cell_type"] == "code":
                found[cell["id"]] = cell["outputs"]
    return found


def python_files(handed_out: Mapping[str, bytes]) -> dict[str, bytes]:
    """What Python in the browser needs: the rooms that score and save, the lesson, libraries."""
    rooms = ("helpers/__init__.py", "seeds/", *(f"helpers/{room}/" for room in ROOMS))
    kept = {name: data for name, data in handed_out.items() if name.startswith(rooms)}
    return kept | library_files()


def manifest(title: str) -> bytes:
    """What a device asks where the page is put on its home screen."""
    data = {
        "name": title,
        "short_name": "Read closely",
        "start_url": ".",
        "display": "standalone",
        "icons": [{"src": "icon.svg", "sizes": "any", "type": "image/svg+xml"}],
    }
    return json.dumps(data, ensure_ascii=False).encode()


def service_worker(files: Mapping[str, bytes], lesson: str) -> bytes:
    """The script that keeps the files of the site, of this version of it."""
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(name.encode() + hashlib.sha256(files[name]).digest())
    names = ["./", *(name for name in sorted(files) if name not in (MARK, "index.html"))]
    words = files[MARK].decode()
    words = words.replace('"{lesson}"', json.dumps(lesson))
    words = words.replace('"{version}"', json.dumps(digest.hexdigest()[:12]))
    return words.replace("FILES = []", f"FILES = {json.dumps(names)}").encode()
