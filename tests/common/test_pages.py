"""Templates: what data holds stays text on every page, and their lines are none of the page's."""

import html
import subprocess
import sys
from html.parser import HTMLParser
from types import SimpleNamespace

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup
from support import ROOT

from helpers.common import pages

TRAP = """</p><b onclick="hit()">&"'"""
PAIRS = [(TRAP, TRAP)]


def fields(names="", /, **others):
    """Fields of a template by name: the trap in each that is only named."""
    return dict.fromkeys(names.split(), TRAP) | others


def record(names="", /, **others):
    return SimpleNamespace(**fields(names, **others))


def trap(_):
    return TRAP


EXERCISE = record("id title question", notebook="04", rows={"row": TRAP}, choices={"own": TRAP})
ASKED = record("id title question minutes", question_lines=lambda: [TRAP])
NONE = {"share_of_marks": None, "discrimination": None}
SHOWN = [
    record("misconception with_it", share_answered=0.5, share_right=share, **NONE)
    for share in (None, record(middle=0.5))
]
POINT = record("thought holds message", item=record(exercise=EXERCISE), evidence=None)
AROUND = record("before words after where")
PIECES = [
    record("words", step=step, in_key=in_key, is_last=True)
    for step in (0, 2)
    for in_key in (False, True)
]
HEAT = record("said", exercise=EXERCISE, is_small=False, texts=[(TRAP, PIECES)])
HEAT.rows = [(TRAP, TRAP, 1, TRAP, TRAP)]
SPLIT = record(exercise=EXERCISE, row="row")
DISAGREEMENTS = {"splits": [SPLIT], "choices": lambda _: [(TRAP, TRAP, TRAP, TRAP)]}
HEAT_MAPS = {"steps": [TRAP], "fewest": 5}
NUMBERS = fields("fewest", sources=[TRAP], percent=trap, two_places=trap)
NUMBERS["notebooks"] = [(4, [*((TRAP, one, True) for one in SHOWN), (TRAP, None, False)])]
NUMBERS["small_class"] = record("students low high")
CLASS = fields("language title head whose about shortly rule", glance=PAIRS, is_small=False)
CLASS |= fields("article_language points_rule splits_rule", points=[POINT], how_many=3)
CLASS |= {"said_by": trap, "around": lambda _: AROUND, "heat": [HEAT]}
SAID = record("message word", state="wrong")
TOLD = [(TRAP, TRAP, SAID, True), (TRAP, TRAP, record("word", state="right", message=""), True)]
SECTION = fields("marks level right_is overruled", exercise=EXERCISE, state="wrong", lines=TOLD)
SECTION |= {"as_table": False, "given": record("level comment"), "said": [TRAP]}
SECTION |= {"evidence": PAIRS, "right": [TRAP]}
REPORT = fields("language title about by claim", chain=[TRAP], report=[(EXERCISE, PAIRS, False)])
REPORT["drawings"] = [(TRAP, [record("note picture", rows=PAIRS)])]
REPORT["own_work"] = [(TRAP, TRAP)]
REPORT["others"] = [(EXERCISE, PAIRS, True), (EXERCISE, [], False)]
ANSWER = record("answer marks message", evidence=1)
PARTS = {"1": [(TRAP, True, TRAP), (TRAP, False, "")]}
PART = record("title total sections")
DATA = {
    "authoring/templates/key.html": fields(shown=[(EXERCISE, [ANSWER])], about=trap, quote=trap),
    "common/pages/rows.html": fields(lines=PAIRS),
    "exercises/templates/panel.html": fields("name title notebook"),
    "exercises/templates/question.html": fields("notebook", exercise=ASKED),
    "explore/map/templates/legend.html": fields("note", marks=PAIRS, lines=PAIRS),
    "explore/map/templates/map.html": fields("picture live", week=[TRAP], legend=[TRAP]),
    "explore/map/templates/mark.html": fields(
        "kind says label", days=[TRAP], shift=[1, 2], turn=None
    ),
    "explore/templates/control.html": fields("name"),
    "explore/templates/figure.html": fields("image caption"),
    "common/pages/image.html": fields("data alternative"),
    "explore/templates/reader.html": fields(parts=PARTS, names={"1": TRAP}),
    "explore/templates/table.html": fields(
        names=[TRAP], rows=[[[(TRAP, ""), (TRAP, TRAP)]]], looks=[TRAP]
    ),
    "grading/report/templates/class.html": CLASS | DISAGREEMENTS | HEAT_MAPS | NUMBERS,
    "grading/report/templates/disagreements.html": DISAGREEMENTS,
    "grading/report/templates/heat_maps.html": fields("language", maps=[HEAT], **HEAT_MAPS),
    "grading/report/templates/numbers.html": NUMBERS,
    "grading/report/templates/talking_point.html": fields(
        "place said_by language", point=POINT, around=AROUND
    ),
    "grading/templates/feedback.html": fields(
        "language title about name total again", notes=[TRAP], parts=[PART]
    ),
    "grading/templates/look_again.html": fields("id title"),
    "grading/templates/section.html": SECTION,
    "grading/templates/told.html": fields(lines=TOLD, as_table=False),
    "student/templates/answered.html": fields(
        "title question without", lines=[], as_table=False, offers=[TRAP]
    ),
    "student/templates/left_out.html": fields("title"),
    "student/templates/report.html": REPORT,
    "student/templates/trouble.html": fields("words"),
}
ON_PAPER = record("id title question marks extra")
LINE = record("number text")
DATA["paper/templates/workbook.html"] = fields(
    "language direction title source",
    assignment=record("title", for_whom=[TRAP]),
    parts=[(TRAP, TRAP, [LINE]), ("", TRAP, [LINE])],
    questions=[(TRAP, ON_PAPER, TRAP, TRAP)],
    map=(TRAP, TRAP, TRAP),
)
DATA["paper/templates/key.html"] = fields(
    "language direction title marks map",
    about=[TRAP],
    glance=PAIRS,
    left_out=[ON_PAPER],
    questions=[
        (
            TRAP,
            ON_PAPER,
            [record("label where", line=record("answer marks message", evidence=record("quote")))],
        )
    ],
    background=[(TRAP, record("measure fact"))],
)
DATA["paper/templates/forms/boxes.html"] = fields("unsaid", options=PAIRS)
DATA["paper/templates/forms/items.html"] = fields("unsaid", items=PAIRS)
DATA["paper/templates/forms/line.html"] = fields("unsaid unit")
DATA["paper/templates/forms/passages.html"] = fields("unsaid", rows=[1])
DATA["paper/templates/forms/rows.html"] = fields("unsaid", rows=[TRAP], choices=PAIRS)
DATA["paper/templates/forms/ruled.html"] = fields(
    "unsaid words", lines=[1], levels=[(TRAP, TRAP, TRAP)]
)
DATA["paper/templates/forms/unsaid.html"] = fields("label")
DATA["site/templates/fold.html"] = fields("title shown")
DATA["site/templates/lab.html"] = fields("title notebook")
DATA["site/templates/covered.html"] = fields("id title notice")
DATA["site/templates/onward.html"] = fields("language title notebook")
DATA["site/templates/index.html"] = fields("language title about") | {
    "chapters": [SimpleNamespace(number=TRAP, title=TRAP, parts=[TRAP])],
    "metadata": "",
    "is_short": True,
}
DATA["packs/templates/substitute.html"] = fields(
    "language title headline source",
    assignment=record(about=[TRAP], minutes=45, graded=False),
    size=9,
    plan=PAIRS,
    steps=[
        (
            TRAP,
            [
                record(
                    "title minutes words settled_by",
                    options=[(TRAP, True), (TRAP, False)],
                    right=[TRAP, TRAP],
                    instead=PAIRS,
                )
            ],
        )
    ],
)
OPTION = record("letter words")
REASON = record("letter words why")
VOTED = record(
    "id title number words row note",
    parts=[TRAP],
    several=True,
    any_counts=False,
    options=[OPTION],
    reasons=[REASON],
    passages=[record(at="1", pieces=[(TRAP, True), (TRAP, False)])],
)
TOLD_OF = record(
    "id title number words row note",
    parts=[TRAP],
    several=False,
    any_counts=True,
    options=[],
    lines=[OPTION],
    answers=[TRAP],
    reasons=[],
    passages=[],
)
DATA["projector/templates/slides.html"] = fields(
    "language title headline facts rights article_language digest",
    about=[TRAP],
    chapters=[("04", [(record("title", marked_by_person=True), [VOTED, TOLD_OF])])],
    parts={"1": record("quote")},
    pieces=lambda text: [text],
    script=Markup(""),
)
DATA["exchange/templates/article.html"] = fields(
    "facts rights language", about=[TRAP], parts={"1": record("quote"), "headline": record("quote")}
)
DATA["exchange/templates/asked.html"] = fields("question hint")
DATA["exchange/templates/row.html"] = fields("words choice")
DATA["exchange/templates/rubric.html"] = fields(lines=[TRAP])
DATA["exchange/templates/told.html"] = fields("message quote where")
DATA["exchange/templates/words.html"] = fields("words")
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


def filled(template, data):
    """The HTML that a template makes of data."""
    is_page = "extends" in (pages.HELPERS / template).read_text("utf-8")
    return (pages.page if is_page else pages.fragment)(template, **data)


def test_each_template_is_tried_below():
    found = pages.HELPERS.rglob("*.html")
    assert {path.relative_to(pages.HELPERS).as_posix() for path in found} == {SHELL, *DATA}


@pytest.mark.parametrize("template", DATA)
def test_markup_in_any_field_stays_text(template):
    page = filled(template, DATA[template])
    found = Reader(page)
    assert found.alive == []
    dead = "\x00".join(filter(None, found.dead))
    assert dead.count(TRAP) == html.unescape(page).count("hit()") == page.count("hit()") > 0
    assert "<b onclick" not in page and 'hit()"' not in page
    assert "&#x27;" in page and "&#39;" not in page, "pages made before were escaped like that"


@pytest.mark.parametrize("template", DATA)
def test_a_field_that_lacks_is_an_error_and_no_gap(template):
    with pytest.raises(UndefinedError):
        filled(template, {})


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
    found = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    assert found.stdout.strip() == b"False"
