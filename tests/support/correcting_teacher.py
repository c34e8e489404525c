"""A teacher who corrects a draft by pointing, until it says what a finished lesson says.

Every key, click and drag is an action, and so is every letter that is typed. What the finished
lesson has in words of its own (what happened, a reading, a fact of background) is not typed again.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import define, field

from helpers.common.errors import Findings
from helpers.drafting.passages import article_of
from helpers.editor.pointing import passage_of
from helpers.editor.rows import EditedRow, rows_of
from helpers.lesson.article import Passage
from helpers.lesson.column_types import SEPARATORS
from helpers.lesson.metadata import FILE, read_facts

if TYPE_CHECKING:  # the driver comes with tests/requirements.txt, and may not be there
    from playwright.sync_api import Locator, Page

KEYS = {"actors": "actor", "places": "place"}
MARKS = {"mentions": "a", "toponyms": "p", "events": "t", "exceptions": "x", "statements": "s"}
WORDS = {"statements": "content"}
COMPARED = {
    "actors": ("kind", "role"),
    "mentions": ("actor", "form"),
    "toponyms": ("place", "type"),
    "places": ("latitude", "longitude"),
    "events": ("expression", "start", "end", "basis", "modality", "actors", "place"),
    "statements": ("source", "cue", "directness", "polarity", "named", "via"),
    "exceptions": (),
}
PIECES, TYPED = ("expression", "cue", "role"), ("start", "end", "latitude", "longitude", "name")
DEFAULTS = {"modality": "happened"}
# Words by which a row of the draft is that of the finished lesson: the share that both have.
ALIKE, LEAST = 0.9, 0.25


@define
class Counted:
    """What a teacher did: actions by sort."""

    actions: Counter[str] = field(factory=Counter)

    @property
    def total(self) -> int:
        """All actions."""
        return self.actions.total()


class CorrectingTeacher:
    """Works on the page for a new lesson, with a finished lesson in mind."""

    def __init__(self, page: Page, seeds: Path):
        """Locate the page; `seeds` is where the lesson that is made will lie."""
        self.page, self.seeds = page, seeds
        self.box = page.locator(".news-editor-place .news-box")
        self.card = self.box.locator(".news-card-of")
        self.done = Counted()
        self.rows_done: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.letters: Counter[str] = Counter()

    # ---- what is done, and counted

    def wait(self) -> None:
        """Wait until all that was asked is answered."""
        self.page.locator('.news-editor-place .news-box[aria-busy="false"]').wait_for()

    def key(self, key: str, sort: str = "key") -> None:
        """Press a key."""
        self.page.keyboard.press(key)
        self.done.actions[sort] += 1
        self.wait()

    def click(self, where: Locator, **more: Any) -> None:
        """Click."""
        where.click(**more)
        self.done.actions["click"] += 1
        self.wait()

    def type(self, where: Locator, text: str) -> None:
        """Click into a field, type, and leave it."""
        where.fill(text)
        where.press("Enter")
        where.blur()
        self.done.actions["click"] += 1
        self.done.actions["letter"] += len(text)
        self.letters[where.get_attribute("data-field") or "other"] += len(text)
        self.wait()
        self.card.focus()

    def choose(self, where: Locator, value: str) -> None:
        """Choose from a list: open it, and take one."""
        where.select_option(value)
        self.done.actions["click"] += 2
        self.wait()
        self.card.focus()

    def select(self, at: str, start: int, end: int) -> None:
        """Drag over words of the article."""
        box = self.page.evaluate(
            """([at, start, end]) => {
                const node = document.querySelector(`.news-editor-place [data-at="${at}"]`);
                const text = [...node.textContent];
                const units = (count) => text.slice(0, count).join("").length;
                const spot = (unit) => {
                    const walk = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
                    let left = unit;
                    for (let one = walk.nextNode(); one; one = walk.nextNode()) {
                        if (left < one.length) return [one, left];
                        left -= one.length;
                    }
                };
                const rect = (count) => {
                    const range = document.createRange();
                    const [one, offset] = spot(units(count));
                    range.setStart(one, offset);
                    range.setEnd(one, offset + 1);
                    return range.getClientRects()[0];
                };
                const outer = document.querySelector(".news-editor-place .news-article");
                const seen = outer.getBoundingClientRect();
                const first = rect(start);
                outer.scrollTop += first.top - seen.top - 60;
                const [a, b] = [rect(start), rect(end - 1)];
                return [a.left + 1, a.top + a.height / 2, b.right - 1, b.top + b.height / 2];
            }""",
            [at, start, end],
        )
        mouse = self.page.mouse
        mouse.move(box[0], box[1])
        mouse.down()
        mouse.move(box[2], box[3], steps=2)
        mouse.up()
        self.done.actions["drag"] += 2  # press and release

    # ---- from a text to its draft

    def begin(self, text: str, facts: dict[str, str], layout: Mapping[str, int]) -> Path:
        """Paste a text, say what is known of it, and make the lesson; its folder.

        `layout` has the numbers of the lines that are no body, as lesson.yaml has them.
        """
        before = {one.name for one in self.seeds.iterdir() if one.is_dir()}
        self.box.get_by_label("Paste the text").fill(text)
        self.done.actions["key"] += 3  # click, all of it, paste
        self.click(self.box.get_by_role("button", name="Read it"))
        lines = [self.box.get_by_label(f"What line {n} is", exact=True) for n in lines_of(text)]
        parts = {lines[n - 1 if n > 0 else n]: part for part, n in layout.items()}
        for line in lines:
            if line.input_value() != parts.get(line, ""):
                line.select_option(parts.get(line, ""))
                self.done.actions["click"] += 2
        for label, value in facts.items():
            one = self.box.get_by_label(label, exact=False)
            if one.input_value() != value:
                one.fill(value)
                self.done.actions["click"] += 1
                self.done.actions["letter"] += len(value)
                self.letters["facts"] += len(value)
        self.click(self.box.get_by_role("button", name="Make the lesson"))
        self.card.wait_for()
        (new,) = {one.name for one in self.seeds.iterdir() if one.is_dir()} - before
        return self.seeds / new

    # ---- correcting

    def correct(self, folder: Path, finished: Path) -> None:
        """Correct a draft until its tables say what those of the finished lesson say."""
        self.folder = folder
        self.article = article_of(folder)
        self.aims = [row for row in rows_of(finished) if row.table in COMPARED]
        self.aims += exceptions_of(finished)
        self.printed = str((read_facts(finished / FILE, Findings()) or {})["datePublished"])[:10]
        self.met: set[str] = set()  # the ids of aims that stand in the tables
        self.ids: dict[tuple[str, str], str] = {}  # the id of the draft for one of the finished
        for _ in range(3 * len(self.aims) + 300):
            id = self.card.get_attribute("data-row")
            if not id:
                missing = next((one for one in self.aims if self.is_missing(one)), None)
                if missing is None:
                    return
                self.add(missing)
            else:
                self.judge(self.row(id))
        raise AssertionError("the teacher never comes to an end")

    def row(self, id: str) -> EditedRow:
        """A row as it is now."""
        return next(one for one in rows_of(self.folder) if one.id == id)

    def is_missing(self, aim: EditedRow) -> bool:
        """Say whether a row of the finished lesson is not there yet, and can be pointed at."""
        return aim.id not in self.met and aim.table in MARKS and self.where(aim) is not None

    def judge(self, row: EditedRow) -> None:
        """Say yes or no to a row, after mending it."""
        aim = self.aim_of(row)
        twin = self.twin_of(row, aim)
        if aim is None or (twin is None and aim.id in self.met):
            self.rows_done[row.table]["refused"] += 1
            return self.key("n")
        if twin:
            self.rows_done[row.table]["merged"] += 1
            self.choose(self.card.locator('[data-field="same"]'), twin)
            return None
        changed = self.mend(row, aim)
        if changed is None:  # somebody new was made first, and has the card now
            return None
        self.met.add(aim.id)
        if row.table in KEYS:
            self.ids[row.table, aim.cells[KEYS[row.table]]] = row.cells[KEYS[row.table]]
        self.rows_done[row.table]["changed" if changed else "right"] += 1
        if self.row_is_open(row.id):
            self.key("y")
        return None

    def row_is_open(self, id: str) -> bool:
        """Say whether a row is proposed."""
        return any(one.id == id and one.line is None for one in rows_of(self.folder))

    def add(self, aim: EditedRow) -> None:
        """Point at what the draft does not have."""
        found = self.where(aim)
        assert found is not None
        at, start, end = found
        self.rows_done[aim.table]["added"] += 1
        self.select(at, start, end)
        self.key(MARKS[aim.table])
        assert self.card.get_attribute("data-row"), self.box.locator(".news-alarm").inner_text()

    def where(self, aim: EditedRow) -> tuple[str, int, int] | None:
        """Where the words of an aim stand: the part, and from where to where in it."""
        found = passage_of(self.article, aim)
        if found is None:
            return None
        begins = self.article.parts[found.at].start
        return found.at, found.start - begins, found.end - begins

    # ---- what the finished lesson says of a row

    def aim_of(self, row: EditedRow) -> EditedRow | None:
        """The row of the finished lesson that a row of the draft is to become."""
        if row.table in KEYS:
            return self.meant(row)
        here = passage_of(self.article, row)
        best, most = None, 0.0
        for aim in self.aims:
            there = passage_of(self.article, aim) if aim.table == row.table else None
            if here is None or there is None or aim.id in self.met:
                continue
            share = alike(here, there)
            if row.table == "events" and aim.cells.get("expression") != row.cells.get("expression"):
                share -= 0.3
            if row.table == "mentions" and self.own("actors", aim) not in ("", row.cells["actor"]):
                share -= 0.01  # of two on the same words the one that means the same
            if share > max(most, LEAST):
                best, most = aim, share
        return best

    def meant(self, row: EditedRow) -> EditedRow | None:
        """The actor or the place of the finished lesson that one of the draft is.

        That for which its mentions stand there, or that of the same name.
        """
        key = KEYS[row.table]
        of = {"actors": "mentions", "places": "toponyms"}[row.table]
        votes: Counter[str] = Counter()
        spots = [(p, a) for a in self.aims if a.table == of and (p := passage_of(self.article, a))]
        for one in rows_of(self.folder):
            here = passage_of(self.article, one) if one.table == of else None
            if here is None or row.cells[key] not in SEPARATORS.split(one.cells.get(key, "")):
                continue
            share, aim = max(((alike(here, p), a) for p, a in spots), key=lambda each: each[0])
            if share > LEAST:
                votes[aim.cells[key]] += 2 if one.cells.get("form") == "name" else 1
        name = row.cells["name"].casefold()
        for aim in self.aims:
            if aim.table == row.table and aim.cells["name"].casefold() == name:
                votes[aim.cells[key]] += 3
        if not votes:
            return None
        wanted = votes.most_common(1)[0][0]
        return next((a for a in self.aims if a.table == row.table and a.cells[key] == wanted), None)

    def twin_of(self, row: EditedRow, aim: EditedRow | None) -> str:
        """The id of an actor or a place that is accepted already as what this one is, too."""
        if aim is None or row.table not in KEYS:
            return ""
        known = self.ids.get((row.table, aim.cells[KEYS[row.table]]), "")
        return "" if known == row.cells[KEYS[row.table]] else known

    def own(self, table: str, aim: EditedRow, column: str = "") -> str:
        """The ids in a cell of an aim as the draft has them, or nothing."""
        ids = filter(None, SEPARATORS.split(aim.cells.get(column or KEYS[table], "")))
        return "; ".join(self.ids.get((table, id), id if id == "narrator" else "") for id in ids)

    # ---- mending

    def mend(self, row: EditedRow, aim: EditedRow) -> bool | None:
        """Make a row say what its aim says. Whether it had to be changed; None for a new actor."""
        changed = self.mend_words(row, aim)
        for column in COMPARED[row.table]:
            row = self.row(row.id)
            value, wanted = row.cells.get(column, ""), self.wanted(column, aim)
            if wanted == "" and column in ("actor", "source", "place") and aim.cells.get(column):
                self.new_one(row, column, aim)
                return None
            if wanted is None or value == wanted or self.is_near(column, value, wanted):
                continue
            if self.set(row, column, value, wanted):
                changed = True
        return self.anchor(row, aim) or changed

    def anchor(self, row: EditedRow, aim: EditedRow) -> bool:
        """Say what a date is counted from, where nothing says it; whether that was so."""
        cells = self.row(row.id).cells if row.table == "events" else {}
        if cells.get("basis") != "resolved" or cells.get("anchor"):
            return False
        anchor = self.wanted("anchor", aim)
        assert anchor
        self.type(self.shown(self.card.locator('input[data-field="anchor"]')), anchor)
        return True

    def is_near(self, column: str, value: str, wanted: str) -> bool:
        """Say whether two values are one to a teacher: the same day, ids in another order."""
        if column in ("latitude", "longitude"):
            return value != "" and abs(float(value) - float(wanted or value)) < 0.5
        if column in ("actors", "via", "actor"):
            return {*SEPARATORS.split(value)} == {*SEPARATORS.split(wanted)}
        if column == "role":
            return bool(value) or not wanted
        if column in PIECES:
            return value.casefold() == wanted.casefold()
        if column == "modality":
            return (value or "happened") == (wanted or "happened")
        return False

    def wanted(self, column: str, aim: EditedRow) -> str | None:
        """What a column is to hold, by the ids of the draft; None where it is left as it is."""
        value = aim.cells.get(column, "")
        if column == "anchor":
            anchors = {one.cells.get("event"): one.cells.get("start", "") for one in self.aims}
            return anchors.get(value) or self.printed
        if column in ("actor", "actors", "source", "via"):
            return self.own("actors", aim, column)
        if column == "place":
            return self.own("places", aim, column)
        if column == "end" and value == aim.cells.get("start", ""):
            return value
        if column in ("latitude", "longitude") and not value:
            return None
        return value

    def mend_words(self, row: EditedRow, aim: EditedRow) -> bool:
        """Point at the words anew where they are not those of the aim."""
        if row.table in KEYS:
            return False
        here, there = passage_of(self.article, row), passage_of(self.article, aim)
        assert here is not None
        assert there is not None
        if alike(here, there) >= ALIKE:
            return False
        found = self.where(aim)
        assert found is not None
        self.select(*found)
        self.card.focus()
        self.key("q")
        return True

    def set(self, row: EditedRow, column: str, value: str, wanted: str) -> bool:
        """Give a column another value, in the way that takes least; whether there was one."""
        if column in PIECES:
            return self.set_piece(row, column, wanted)
        if column in TYPED:
            self.type(self.shown(self.card.locator(f'input[data-field="{column}"]')), wanted)
            return True
        if column in ("actors", "via") or (column == "actor" and ";" in value + wanted):
            now, then = ({*filter(None, SEPARATORS.split(one))} for one in (value, wanted))
            for id in sorted(now ^ then):
                self.chip(column, id, shift=column == "actor")
            return True
        if wanted:
            self.chip(column, wanted)
        elif value:
            self.chip(column, value)  # once more takes it away
        return True

    def set_piece(self, row: EditedRow, column: str, wanted: str) -> bool:
        """Point at words near a row."""
        here = passage_of(self.article, row) or self.first_named(row)
        assert here is not None
        part = self.article.parts[here.at]
        group = self.card.locator(f'[role="group"]:has(> .news-pointed [data-field="{column}"])')
        if not wanted:
            self.click(self.shown(group.get_by_role("button", name="None", exact=True)))
            self.card.focus()
            return True
        starts = [m.start() for m in re.finditer(re.escape(wanted), part.quote)]
        if not starts:  # the finished lesson says it in words of its own
            return False
        middle = (here.start + here.end) / 2 - part.start
        start = min(starts, key=lambda one: abs(one - middle))
        self.select(here.at, start, start + len(wanted))
        self.card.focus()
        self.key("e")
        if self.row(row.id).cells.get(column) != wanted:
            self.type(self.card.locator(f'input[data-field="{column}"]'), wanted)
        return True

    def first_named(self, row: EditedRow) -> Passage | None:
        """Where an actor is named first."""
        for one in rows_of(self.folder):
            if one.table == "mentions" and one.cells.get("actor") == row.cells.get("actor"):
                return passage_of(self.article, one)
        return None

    def chip(self, column: str, value: str, *, shift: bool = False) -> None:
        """Choose one of what is offered: by its number, by a click, or from the list."""
        where = self.card.locator(f'[data-field="{column}-{value}"]')
        if not where.count():
            listed = self.card.locator(f'.news-field:has([data-field^="{column}-"]) select')
            return self.choose(self.shown(listed), value)
        number = where.locator(".news-key")
        if number.count() and not shift:
            return self.key(number.inner_text().strip())
        self.click(self.shown(where), modifiers=["Shift"] if shift else [])
        self.card.focus()
        return None

    def shown(self, where: Locator) -> Locator:
        """What may be in a fold, which is opened first."""
        if not where.is_visible():
            self.click(self.card.get_by_text("More of it"))
        return where

    def new_one(self, row: EditedRow, column: str, aim: EditedRow) -> None:
        """Make the actor or the place that a row names and the draft does not have."""
        table = "places" if column == "place" else "actors"
        key = KEYS[table]
        wanted = next(
            one for one in self.aims if one.table == table and one.cells[key] == aim.cells[column]
        )
        before = {one.id for one in rows_of(self.folder)}
        self.chip(column, "+")
        (new,) = {one.id for one in rows_of(self.folder)} - before
        made = self.row(new)
        if made.cells["name"].casefold() != wanted.cells["name"].casefold():
            self.type(self.card.locator('input[data-field="name"]'), wanted.cells["name"])
        self.mend(made, wanted)
        self.ids[table, wanted.cells[key]] = made.cells[key]
        self.met.add(wanted.id)
        self.rows_done[table]["added"] += 1
        self.key("y")

    # ---- questions, and the pack

    def ask(self, count: int) -> None:
        """Take so many of the questions that are made, and write them."""
        self.click(self.box.get_by_role("button", name="4 Questions"))
        boxes = self.box.locator("section:not([hidden]) input[type=checkbox]")
        boxes.first.wait_for()
        for place in range(count):
            self.click(boxes.nth(place))
        self.click(self.box.locator("section:not([hidden]) .news-main"))
        self.box.get_by_text("The lesson asks").wait_for()

    def pack(self, name: str) -> None:
        """Make a pack for a class."""
        self.click(self.box.get_by_role("button", name="5 Hand out"))
        self.box.get_by_label("For which class").fill(name)
        self.done.actions["click"] += 1
        self.done.actions["letter"] += len(name)
        self.click(self.box.get_by_role("button", name="Make the pack"))
        self.box.get_by_text("It is made").wait_for()


def lines_of(text: str) -> range:
    """The numbers of the lines of a text that have something on them."""
    return range(1, sum(bool(line.strip()) for line in text.splitlines()) + 1)


def alike(one: Passage, other: Passage) -> float:
    """The share of two passages that both have; none where they do not meet."""
    both = min(one.end, other.end) - max(one.start, other.start)
    return max(0, both) / max(one.end - one.start, other.end - other.start)


def exceptions_of(folder: Path) -> list[EditedRow]:
    """The words for time that date nothing, as rows."""
    facts = read_facts(folder / FILE, Findings()) or {}
    return [
        EditedRow(f"exceptions:{number}", "exceptions", {k: str(v) for k, v in one.items()})
        for number, one in enumerate(facts.get("exceptions") or ())
    ]
