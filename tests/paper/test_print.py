"""The workbook as it comes out of a browser's printer: few pages, nothing clipped, no colour."""

import os
import re
import subprocess
from shutil import which

import pytest
from support.browser import needs_browser
from support.printed import printed

from helpers.paper.paper import write_paper

pytestmark = [pytest.mark.slow, pytest.mark.long, needs_browser]
# About 25 minutes each, of kinds that take little room, and of kinds that take much.
OF_25_MINUTES = [
    "headline-words headline-voices find-actors nameless-others who-is-missing decree-date "
    "happened-order why-the-plane",
    "who-is-missing after-or-because my-next-check nameless-others why-the-plane",
    "headline-words find-actors who-speaks places-scenes six-dates calls-tuesday who-is-missing",
]
SIZES = ["A4", "Letter"]
# With CI=true they run all the same, and fail.
needs_poppler = pytest.mark.skipif(
    not which("pdftoppm") and os.environ.get("CI") != "true",
    reason="pdftoppm is not installed (Debian: apt-get install poppler-utils)",
)


@pytest.mark.parametrize("size", SIZES)
def test_the_whole_lesson_has_at_most_twelve_pages(made, size):
    assert 8 <= printed(made[0] / "workbook.html", size).pages <= 12


@pytest.mark.parametrize("names", OF_25_MINUTES, ids=lambda one: one.split()[0])
@pytest.mark.parametrize("size", SIZES)
def test_a_lesson_of_45_minutes_has_at_most_four_pages(small, tmp_path, names, size):
    made = write_paper(small, tmp_path / "made", exercises=names.split())
    assert 23 <= sum(one.minutes for one in made.asked) <= 28
    assert printed(tmp_path / "made" / "workbook.html", size).pages <= 4


@pytest.mark.parametrize("name", ["workbook.html", "key.html"])
@pytest.mark.parametrize("size", SIZES)
def test_nothing_sticks_out_of_the_page(made, far, name, size):
    for folder in (made[0], far):
        assert printed(folder / name, size).sticking_out == []


def columns(pdf, folder):
    """Return the words of each column of each page of a PDF, page by page."""
    (folder / "page.pdf").write_bytes(pdf)
    found = []
    for page in range(1, 20):
        for left in (0, 298):  # points: the middle of a page
            place = ["-x", str(left), "-y", "0", "-W", "298", "-H", "900"]
            which_page = ["-f", str(page), "-l", str(page)]
            command = ["pdftotext", *which_page, *place, "page.pdf", "-"]
            done = subprocess.run(command, cwd=folder, capture_output=True, timeout=60)
            found.append(" ".join(done.stdout.decode("utf-8", "replace").split()))
    return found


@needs_poppler
@pytest.mark.parametrize("names", [None, *OF_25_MINUTES])
def test_no_question_is_cut(small, tmp_path, names):
    """Its title, and all that is chosen from or matched in it, stand in one column of a page."""
    made = write_paper(small, tmp_path / "made", exercises=names and names.split())
    found = columns(printed(tmp_path / "made" / "workbook.html", "A4").pdf, tmp_path)
    for number, one in enumerate(made.asked, 1):
        names = ("options", "rows", "items", "rubric", "choices")
        words = [f"{number} {one.title}"]
        words += [text for name in names for text in getattr(one, name, {}).values()]
        words = [" ".join(text.replace("`", "").split()) for text in words]
        assert any(all(text in column for text in words) for column in found), one.id


@needs_poppler
@pytest.mark.parametrize("name", ["workbook.html", "key.html"])
@pytest.mark.parametrize("size", SIZES)
def test_there_is_no_colour_and_no_page_is_almost_empty(made, far, tmp_path, name, size):
    for folder in (made[0], far):
        (tmp_path / "page.pdf").write_bytes(printed(folder / name, size).pdf)
        command = ["pdftoppm", "-r", "40", "page.pdf", "page"]
        subprocess.run(command, cwd=tmp_path, check=True, timeout=60)
        pages = sorted(tmp_path.glob("page-*.ppm"))
        assert pages
        for path in pages:
            wide, high, dots = read_picture(path.read_bytes())
            path.unlink()
            assert dots[0::3] == dots[1::3] == dots[2::3]
            rows = [dots[row * wide * 3 : (row + 1) * wide * 3] for row in range(high)]
            inked = [number for number, row in enumerate(rows[: high * 9 // 10]) if min(row) < 128]
            assert max(inked) > high // 5, path.name


def read_picture(data):
    """Return the width, the height and the dots of a picture as pdftoppm writes it (P6)."""
    head = re.match(rb"P6\s+(\d+)\s+(\d+)\s+255\s", data)
    return int(head[1]), int(head[2]), data[head.end() :]
