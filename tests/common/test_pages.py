"""Templates: what data holds stays text on every page, and their lines are none of the page's."""

import html
import subprocess
import sys
from html.parser import HTMLParser
from types import SimpleNamespace

import pytest
from jinja2 import UndefinedError
from support import ROOT

from helpers.common import pages

TRAP = """</p><b onclick="hit()">&"'"""
EXERCISE = SimpleNamespace(
    id=TRAP, title=TRAP, question=TRAP, notebook="04", rows={"row": TRAP}, choices={"own": TRAP}
)
SHOWN = [
    SimpleNamespace(
        share_answered=0.5,
        share_right=share,
        share_of_marks=None,
        misconception=TRAP,
        with_it=TRAP,
        discrimination=None,
    )
    for share in (None, 0.5)
]
POINT = SimpleNamespace(
    item=SimpleNamespace(exercise=EXERCISE), thought=TRAP, holds=TRAP, message=TRAP, evidence=None
)
AROUND = SimpleNamespace(before=TRAP, words=TRAP, after=TRAP, where=TRAP)
PIECES = [
    SimpleNamespace(words=TRAP, step=step, in_key=in_key, is_last=True)
    for step in (0, 2)
    for in_key in (False, True)
]
HEAT = SimpleNamespace(
    exercise=EXERCISE,
    is_small=False,
    said=TRAP,
    texts=[(TRAP, PIECES)],
    rows=[(TRAP, TRAP, 1, TRAP, TRAP)],
)
DISAGREEMENTS = {
    "splits": [SimpleNamespace(exercise=EXERCISE, row="row")],
    "choices": lambda _: [(TRAP, TRAP, TRAP, TRAP)],
}
HEAT_MAPS = {"steps": [TRAP], "fewest": 5}
NUMBERS = {
    "notebooks": [(4, [*((TRAP, one, True) for one in SHOWN), (TRAP, None, False)])],
    "small_class": SimpleNamespace(students=TRAP, low=TRAP, high=TRAP),
    "sources": [TRAP],
    "percent": lambda _: TRAP,
    "two_places": lambda _: TRAP,
    "fewest": TRAP,
}
DRAWINGS = [(TRAP, [SimpleNamespace(note=TRAP, picture=TRAP, rows=[(TRAP, TRAP)])])]
DATA = {
    "authoring/templates/key.html": {
        "shown": [(EXERCISE, [SimpleNamespace(answer=TRAP, marks=TRAP, message=TRAP, evidence=1)])],
        "about": lambda _: TRAP,
        "quote": lambda _: TRAP,
    },
    "common/pages/rows.html": {"lines": [(TRAP, TRAP)]},
    "explore/map/templates/legend.html": {
        "marks": [(TRAP, TRAP)],
        "lines": [(TRAP, TRAP)],
        "note": TRAP,
    },
    "explore/templates/figure.html": {"image": TRAP, "caption": TRAP},
    "explore/templates/image.html": {"data": TRAP, "alternative": TRAP},
    "explore/templates/reader.html": {
        "parts": {"1": [(TRAP, True, TRAP), (TRAP, False, "")]},
        "names": {"1": TRAP},
    },
    "explore/templates/table.html": {"names": [TRAP], "rows": [[TRAP]], "looks": [TRAP]},
    "grading/report/templates/class.html": {
        **dict.fromkeys(("language", "title", "head", "whose", "about", "shortly", "rule"), TRAP),
        **dict.fromkeys(("article_language", "points_rule", "splits_rule"), TRAP),
        "glance": [(TRAP, TRAP)],
        "is_small": False,
        "points": [POINT],
        "how_many": 3,
        "said_by": lambda _: TRAP,
        "around": lambda _: AROUND,
        "heat": [HEAT],
        **DISAGREEMENTS,
        **HEAT_MAPS,
        **NUMBERS,
    },
    "grading/report/templates/disagreements.html": DISAGREEMENTS,
    "grading/report/templates/heat_maps.html": {"maps": [HEAT], "language": TRAP, **HEAT_MAPS},
    "grading/report/templates/numbers.html": NUMBERS,
    "grading/report/templates/talking_point.html": {
        "place": TRAP,
        "point": POINT,
        "said_by": TRAP,
        "around": AROUND,
        "language": TRAP,
    },
    "grading/templates/feedback.html": {
        **dict.fromkeys(("language", "title", "about", "name", "total", "again"), TRAP),
        "notes": [TRAP],
        "parts": [SimpleNamespace(title=TRAP, total=TRAP, sections=TRAP)],
    },
    "grading/templates/look_again.html": {"id": TRAP, "title": TRAP},
    "grading/templates/section.html": {
        "exercise": EXERCISE,
        "marks": TRAP,
        "is_right": True,
        "lines": [(TRAP, TRAP)],
        "as_table": False,
        "given": SimpleNamespace(level=TRAP, comment=TRAP),
        "level": TRAP,
        "said": [TRAP],
        "evidence": [(TRAP, TRAP)],
        "right": [TRAP],
        "right_is": TRAP,
    },
    "student/templates/report.html": {
        **dict.fromkeys(("language", "title", "about", "by"), TRAP),
        "drawings": DRAWINGS,
        "answers": [(EXERCISE, [(TRAP, TRAP)], False), (EXERCISE, [], False)],
    },
}
SHELL = "common/pages/shell.html"  # shown by each page that extends it


class Reader(HTMLParser):
    """What is alive on a page, and what is text or the value of an attribute."""

    def __init__(self, page):
        """Read a page."""
        super().__init__()
        self.alive, self.dead = [], []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        """Keep what a tag does and says."""
        self.alive += [(tag, name) for name, _ in attributes if name.startswith("on")]
        self.dead += [value for _, value in attributes]

    def handle_data(self, data):
        """Keep text."""
        self.dead.append(data)


def filled(template):
    """The HTML that a template makes of its data."""
    is_page = "extends" in (pages.HELPERS / template).read_text("utf-8")
    return (pages.page if is_page else pages.fragment)(template, **DATA[template])


def test_each_template_is_tried_below():
    found = pages.HELPERS.rglob("*.html")
    assert {path.relative_to(pages.HELPERS).as_posix() for path in found} == {SHELL, *DATA}


@pytest.mark.parametrize("template", DATA)
def test_markup_in_any_field_stays_text(template):
    page = filled(template)
    found = Reader(page)
    assert found.alive == []
    dead = "\x00".join(filter(None, found.dead))
    assert dead.count(TRAP) == html.unescape(page).count("hit()") == page.count("hit()") > 0
    assert "<b onclick" not in page and 'hit()"' not in page
    assert "&#x27;" in page and "&#39;" not in page, "pages made before were escaped like that"


@pytest.mark.parametrize("template", DATA)
def test_a_field_that_lacks_is_an_error_and_no_gap(template):
    is_page = "extends" in (pages.HELPERS / template).read_text("utf-8")
    with pytest.raises(UndefinedError):
        (pages.page if is_page else pages.fragment)(template)


@pytest.mark.parametrize(
    ("source", "page"),
    [
        ("<p>\n  a\n</p>\n", "<p>a</p>"),
        ("<p>a</p>\n\n<p>b</p>", "<p>a</p>\n<p>b</p>"),
        ("one\n  two", "one\ntwo"),
        ("{% if 1 %}\n  a <b>b</b> c\n{% endif %}", "a <b>b</b> c"),
        ("{# said #}\n{{ 1 }} {{ 2 }}", "1 2"),
    ],
    ids=["tag", "empty-line", "text", "statement", "comment"],
)
def test_the_lines_of_a_template_are_none_of_the_page(source, page):
    assert pages.environment().from_string(source).render() == page


def test_a_lesson_opens_and_the_commands_begin_without_jinja2():
    code = "import sys\nfrom helpers import open_exercises, open_lesson, reader\nopen_lesson()\n"
    code += "import helpers.cli.main\nprint('jinja2' in sys.modules)"
    found = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "False"
