"""Answering an exercise in its form as a student does it: by keyboard alone, mouse, or finger.

Whatever stands in the form already: what of it belongs to the answer is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from support.key_answers import NOT_SAID

if TYPE_CHECKING:  # the driver comes with tests/requirements.txt, and may not be there
    from playwright.sync_api import Locator, Page

UNSAID = "The article does not say"
# Where letters of a text to be marked stand in the window: the first from the left, the last from
# the right. A textarea does not tell, so a copy of it does.
ENDS = """(area, [first, last]) => {
    const copy = document.createElement('div'), look = getComputedStyle(area);
    copy.style.cssText = [...look].map(one => `${one}: ${look.getPropertyValue(one)}`).join(';');
    const {left, top} = area.getBoundingClientRect();
    Object.assign(copy.style, {position: 'fixed', inset: `${top}px auto auto ${left}px`,
        margin: 0, whiteSpace: 'pre-wrap'});
    copy.textContent = area.value;
    document.body.append(copy);
    const before = count => [...area.value].slice(0, count).join('').length;
    const box = (start, end) => {
        const range = new Range();
        range.setStart(copy.firstChild, before(start));
        range.setEnd(copy.firstChild, before(end));
        return range.getClientRects()[0];
    };
    const [one, other] = [box(first, first + 1), box(last - 1, last)];
    copy.remove();
    const middle = line => line.top + line.height / 2;
    return [[one.left + 1, middle(one)], [other.right - 1, middle(other)]];
}"""
SELECT = """(area, letters) => {
    const before = count => [...area.value].slice(0, count).join('').length;
    area.setSelectionRange(...letters.map(before));
}"""


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus."""
    there = target.element_handle()  # found once: by its role it takes a while
    for _ in range(60):
        if there.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("Tab does not get there")


def press(page: Page, key: str, times: int) -> None:
    """Press a key so often."""
    for _ in range(times):
        page.keyboard.press(key)


def part_of(form: Locator, at: str) -> Locator:
    """Locate the part of the article, of those that stand in a form, in which words are marked."""
    name = f"Paragraph {at}" if at.isdigit() else at.capitalize()
    return form.get_by_role("textbox", name=name, exact=True)


def to_tick(form: Locator, answer: list[str]) -> list[Locator]:
    """Return the boxes whose tick is not yet as in an answer."""
    boxes = form.locator("input[type=checkbox]")
    now = boxes.evaluate_all("all => all.map(one => [one.value, one.checked])")
    return [boxes.nth(at) for at, (name, tick) in enumerate(now) if tick != (name in answer)]


def to_choose(form: Locator, exercise: Any, answer: dict[str, str]) -> list[tuple[Locator, str]]:
    """Return the rows, each with its choice, that do not have it yet."""
    rows = form.locator("select")
    now = rows.evaluate_all("all => all.map(one => one.value)")
    found = enumerate(zip(exercise.rows, now, strict=True))
    return [(rows.nth(at), answer[name]) for at, (name, has) in found if has != answer[name]]


def order_of(form: Locator) -> list[str]:
    """Return the items of a list in the order in which they stand."""
    return form.locator("li").evaluate_all("all => all.map(one => one.dataset.item)")


def marked(form: Locator) -> list[str]:
    """Return the passages that are marked, with the part of the article they stand in."""
    return form.locator("li > span:first-child").all_inner_texts()


def as_listed(passage: dict[str, Any]) -> str:
    """Return a passage as the list under the article has it."""
    part = f"paragraph {passage['at']}" if passage["at"].isdigit() else passage["at"]
    return f"{passage['quote']} ({part})"


def superfluous(form: Locator, answer: list[dict[str, Any]]) -> Iterator[Locator]:
    """Give the button that takes a marked passage away, of each that is not in an answer."""
    wanted = {as_listed(one) for one in answer}
    while others := [at for at, one in enumerate(marked(form)) if one not in wanted]:
        yield form.get_by_role("button", name=re.compile("^Remove: ")).nth(others[0])


def lacking(form: Locator, answer: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the passages of an answer that are not marked yet."""
    there = marked(form)
    return [one for one in answer if as_listed(one) not in there]


# ---- with the keyboard alone


def answer_by_keyboard(form: Locator, exercise: Any, answer: Any) -> None:
    """Give an answer with nothing but keys, from the first control of the form on."""
    page = form.page
    form.locator("input, select, textarea, button:not(.news-para)").first.focus()
    if answer == NOT_SAID:
        tab_to(page, form.get_by_role("checkbox", name=UNSAID))
        page.keyboard.press("Space")
    elif exercise.kind == "one":
        page.keyboard.press("Space")
        press(page, "ArrowDown", list(exercise.options).index(answer))
    elif exercise.kind == "several":
        for box in to_tick(form, answer):
            tab_to(page, box)
            page.keyboard.press("Space")
    elif exercise.kind == "match":
        for select, choice in to_choose(form, exercise, answer):
            tab_to(page, select)
            page.keyboard.press("Home")
            press(page, "ArrowDown", list(exercise.choices).index(choice) + 1)
    elif exercise.kind == "order":
        for place, item in enumerate(answer):
            up = form.get_by_role("button", name=f"Up: {exercise.items[item]}", exact=True)
            if steps := order_of(form).index(item) - place:
                form.get_by_role("button", name=re.compile("^Up: ")).nth(place).focus()
                tab_to(page, up)
                press(page, "Enter", steps)
    elif exercise.kind == "passage":
        select_words(form, answer)
    elif exercise.kind == "highlight":
        for remove in superfluous(form, answer):
            tab_to(page, remove)
            page.keyboard.press("Enter")
        for passage in lacking(form, answer):
            select_words(form, passage)
            page.keyboard.press("Enter")
    else:
        tab_to(page, form.get_by_role("textbox").first)
        page.keyboard.press("Control+A")
        page.keyboard.insert_text(answer)


def select_words(form: Locator, passage: dict[str, Any]) -> None:
    """Select a passage with nothing but keys."""
    keyboard, part = form.page.keyboard, part_of(form, passage["at"])
    if part.evaluate("one => one !== document.activeElement"):
        form.get_by_role("textbox").first.focus()
        tab_to(form.page, part)
    keyboard.press("Control+Home")
    press(form.page, "ArrowRight", passage["start"])
    press(form.page, "Shift+ArrowRight", passage["end"] - passage["start"])
    keyboard.type("x")  # the text cannot be changed


def check_by_keyboard(form: Locator) -> None:
    """Press Check with nothing but keys."""
    tab_to(form.page, form.get_by_role("button", name="Check"))
    form.page.keyboard.press("Enter")


def run_by_keyboard(cell: Locator, source: str) -> None:
    """Write a line into a cell, and run it; all by keyboard."""
    cell.locator(".cm-content").focus()
    keyboard = cell.page.keyboard
    keyboard.press("Control+A")
    keyboard.insert_text(source)
    keyboard.press("Escape")
    keyboard.press("Control+Enter")


# ---- with the mouse or a finger; what has to be typed is typed where it has pointed


def answer_by_mouse(form: Locator, exercise: Any, answer: Any) -> None:
    """Give an answer with the mouse."""
    answer_by_pointing(form, exercise, answer, lambda one: one.click(), drag_over)


def answer_by_touch(form: Locator, exercise: Any, answer: Any) -> None:
    """Give an answer with a finger."""
    answer_by_pointing(form, exercise, answer, lambda one: one.tap(), hold_over)


def answer_by_pointing(
    form: Locator,
    exercise: Any,
    answer: Any,
    press: Callable[[Locator], None],
    select: Callable[[Locator, dict[str, Any]], None],
) -> None:
    """Give an answer by pressing what is pointed at, and selecting words."""
    page = form.page
    if answer == NOT_SAID:
        press(form.get_by_role("checkbox", name=UNSAID))
    elif exercise.kind == "one":
        press(form.locator(f'input[value="{answer}"]'))
    elif exercise.kind == "several":
        for box in to_tick(form, answer):
            press(box)
    elif exercise.kind == "match":
        for row, choice in to_choose(form, exercise, answer):
            # The list that opens is the system's own, which nothing of a test can reach.
            row.select_option(choice)
    elif exercise.kind == "order":
        for place, item in enumerate(answer):
            up = form.get_by_role("button", name=f"Up: {exercise.items[item]}", exact=True)
            while order_of(form).index(item) > place:
                press(up)
    elif exercise.kind == "passage":
        select(form, answer)
    elif exercise.kind == "highlight":
        for remove in superfluous(form, answer):
            press(remove)
        for passage in lacking(form, answer):
            select(form, passage)
            press(form.get_by_role("button", name="Mark these words"))
    else:
        press(form.get_by_role("textbox").first)
        page.keyboard.press("Control+A")
        page.keyboard.insert_text(answer)


def drag_over(form: Locator, passage: dict[str, Any]) -> None:
    """Select a passage with the mouse."""
    part, mouse = part_of(form, passage["at"]), form.page.mouse
    part.scroll_into_view_if_needed()
    start, end = part.evaluate(ENDS, [passage["start"], passage["end"]])
    mouse.move(*start)
    mouse.down()
    mouse.move(*end, steps=3)
    mouse.up()


def hold_over(form: Locator, passage: dict[str, Any]) -> None:
    """Select a passage with a finger."""
    part = part_of(form, passage["at"])
    part.tap()
    # The handles at the two ends are the system's own. Whoever pulls them makes this selection.
    part.evaluate(SELECT, [passage["start"], passage["end"]])


def check_by_mouse(form: Locator) -> None:
    """Click on Check."""
    form.get_by_role("button", name="Check").click()


def check_by_touch(form: Locator) -> None:
    """Tap on Check."""
    form.get_by_role("button", name="Check").tap()


def run_by_mouse(cell: Locator, source: str) -> None:
    """Write a line into a cell, and run it by the button above the notebook."""
    page = cell.page
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(source)
    page.locator('[data-command="notebook:run-cell-and-select-next"]:visible').first.click()
