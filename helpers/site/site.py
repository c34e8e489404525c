"""A site: a lesson as a folder that any web server gives out, with the page and all it needs."""

from __future__ import annotations

import gzip
import hashlib
import json
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Unpack

from helpers.common.errors import Findings, KitError
from helpers.common.progress import Progress, unseen
from helpers.common.web import asset
from helpers.lesson import seal
from helpers.lesson.metadata import FILE as ABOUT
from helpers.lesson.metadata import read_facts
from helpers.packs.contents import read_notebook
from helpers.packs.learning_resource import FILE as METADATA
from helpers.packs.pack import pack, save, zipped
from helpers.packs.records import Packed
from helpers.packs.substitute import substitute_beside
from helpers.packs.wanted import Wanted, lesson_to_pack
from helpers.site.fetched import fetched, sources
from helpers.site.lab import lab_files
from helpers.site.libraries import TO_DRAW, TO_SCORE, library_files
from helpers.site.packages import packages
from helpers.site.page import covered, page
from helpers.site.shown import shown
from helpers.site.teachers_desk import NOTEBOOK, PACKAGE, desk_files
from helpers.student.form.script import script
from helpers.student.link import REFERENCE

WEB, KERNEL = (Path(__file__).parent / name for name in ("web", "kernel"))
SCORES = ("common", "lesson", "exercises", "student")  # the rooms that score and save
DRAWS = ("explore",)
MARK = "service-worker.js"  # by which a folder is known as a site


def write_site(
    kit: Path,
    folder: Path,
    cache: Path,
    *,
    graded: bool = False,
    code: str | None = None,
    desk: bool = False,
    progress: Progress = unseen,
    **wanted: Unpack[Wanted],
) -> Packed:
    """Write a site for a class into `folder`; return what was packed for it.

    `cache` keeps Python for the browser. Graded, it is sealed under a class code as a pack is. With
    a `desk` the teacher's own is in its lab. The page for whoever stands in, which a lesson of so
    many `minutes` has, is beside the folder. Raises KitError where something cannot be read,
    written or fetched, or the folder holds something else.
    """
    kit, folder = kit.resolve(), folder.resolve()
    if graded and desk:
        raise KitError(
            "A site with a desk holds the key, so it cannot be graded. Make a second one for that."
        )
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
        raise KitError(f"{folder.name} holds something else. Name an empty folder, or a new one.")
    lesson = lesson_to_pack(kit, graded, wanted.get("lesson"))
    found = fetched(cache, "page", "lab", progress=progress)
    with tempfile.TemporaryDirectory() as scratch:
        archive = Path(scratch, noted_as(folder))
        packed = pack(kit, archive, graded=graded, code=code, **wanted)
        with zipfile.ZipFile(archive) as handed_out:
            files = {name: handed_out.read(name) for name in handed_out.namelist()}
        page = substitute_beside(archive)
        for_substitute = page.read_bytes() if page.exists() else b""
    made = site_files(kit, lesson, files, packed, found, desk, progress)
    for name, data in progress(list(made.items()), "Writing the folder"):
        save(folder / name, data)
    if for_substitute:
        save(substitute_beside(folder), for_substitute)
    return packed


def noted_as(folder: Path) -> str:
    """The name of the pack as which a site in a folder is noted."""
    return f"{folder.resolve().name}.zip"


def site_files(
    kit: Path,
    lesson: Path,
    handed_out: dict[str, bytes],
    packed: Packed,
    found: Mapping[str, bytes],
    desk: bool = False,
    progress: Progress = unseen,
) -> dict[str, bytes]:
    """The files of a site by their path, from those of a pack and those that were `found`."""
    books = {
        Path(name).stem: json.loads(data)
        for name, data in handed_out.items()
        if name.startswith("notebooks/") and name.endswith(".ipynb")
    }
    about = read_facts(lesson / ABOUT, Findings()) or {}
    outputs = shown(kit, lesson.name, str(about["headline"]), books, progress)
    if packed.code:
        handed_out = handed_out | sealed_anew(handed_out, packed, covered(books, outputs))
    title = packed.assignment.title or str(about["headline"])
    ours = zips(handed_out)
    of_desk = {}
    if desk:
        ours[PACKAGE] = desk_files(kit, lesson)
        of_desk[Path(NOTEBOOK).stem] = read_notebook(kit / NOTEBOOK)
    python = packages(
        found, {name: zipped(one, zipfile.ZIP_DEFLATED) for name, one in ours.items()}
    )
    lab = lab_files(books, found, of_desk)
    metadata = json.loads(handed_out[f"seeds/{lesson.name}/{METADATA}"])
    files = {
        "index.html": page(books, outputs, packed.assignment, title, metadata).encode(),
        "form.js": script().encode(),
        "form.css": asset("form.css").encode(),
        "manifest.webmanifest": manifest(title),
        **{path.name: path.read_bytes() for path in sorted(WEB.iterdir()) if path.is_file()},
        **{f"pyodide/{name}": data for name, data in python.items()},
        **{f"lab/{name}": data for name, data in lab.items()},
    }
    files[MARK] = service_worker(files, packed.assignment.lesson)
    return files


def sealed_anew(
    handed_out: Mapping[str, bytes], packed: Packed, reference: Mapping[str, str]
) -> dict[str, bytes]:
    """The sealed file of a pack as browsers can open it, by its path, with the reference of the
    page in it, too."""
    path = f"seeds/{packed.assignment.lesson}/{seal.FILE}"
    shown = gzip.compress(json.dumps(reference).encode(), mtime=0)
    closed = seal.unseal(handed_out[path], packed.code) | {REFERENCE: shown}
    return {path: seal.seal(closed, packed.code, seal.FOR_BROWSERS)}


def zips(handed_out: Mapping[str, bytes]) -> dict[str, dict[str, bytes]]:
    """What Python in a browser gets in a ZIP file each: the kit, what it draws with, and what
    the kernel asks for."""
    scores = ("helpers/__init__.py", "seeds/", *(f"helpers/{room}/" for room in SCORES))
    draws = tuple(f"helpers/{room}/" for room in DRAWS)
    return {
        "the-kit": files_under(handed_out, scores) | library_files(*TO_SCORE),
        "the-kit-drawing": files_under(handed_out, draws) | library_files(*TO_DRAW),
        "comm": library_files("comm"),
        "piplite": {
            path.relative_to(KERNEL).as_posix(): path.read_bytes()
            for path in sorted(KERNEL.rglob("*.py"))
        },
    }


def files_under(files: Mapping[str, bytes], starts: tuple[str, ...]) -> dict[str, bytes]:
    """Those files whose path begins so."""
    return {name: data for name, data in files.items() if name.startswith(starts)}


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
    of_lab = names_of_lab(files)
    of_page = ["./", *sorted(files.keys() - {MARK, "index.html", *of_lab})]
    words = files[MARK].decode()
    words = words.replace('"{lesson}"', json.dumps(lesson))
    words = words.replace('"{version}"', json.dumps(digest.hexdigest()[:12]))
    words = words.replace("PAGE = []", f"PAGE = {json.dumps(of_page)}")
    return words.replace("LAB = []", f"LAB = {json.dumps(of_lab)}").encode()


def names_of_lab(names: Iterable[str]) -> list[str]:
    """Those files of a site, by their path, that only the lab needs."""
    of_page = {f"pyodide/{name}" for source in sources("page") for name in source["files"]}
    of_page.add("pyodide/the-kit.zip")
    return sorted(
        name for name in names if name.startswith(("lab/", "pyodide/")) and name not in of_page
    )
