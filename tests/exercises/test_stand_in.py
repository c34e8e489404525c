"""What stands in a notebook before it is run: the words of a question, and nothing that runs."""

import pytest
from attrs import evolve
from support.own_exercises import EXERCISES

from helpers.exercises.stand_in import bare_fold, bare_panel, bare_questions

ONE = next(one for one in EXERCISES if one.kind == "one")
ASKED = evolve(
    ONE,
    id="who",
    title="Who <speaks>?",
    question="Is it `len('x')` & more?",
    minutes=2,
    options={"a": "The <b>", "b": "`him`"},
)
HTML = (
    '<div class="news-exercise news-is-who news-of-01">'
    "<p><b>Who &lt;speaks&gt;?</b> <small>2 min</small></p>"
    "<p>Is it <code>len(&#x27;x&#x27;)</code> &amp; more?</p>"
    "<ul><li>The &lt;b&gt;</li><li><code>him</code></li></ul>"
    "<p><small>Run this cell to answer.</small></p></div>"
)
TEXT = "Who <speaks>? (2 min)\nIs it `len('x')` & more?\n- The <b>\n- `him`"


def test_a_question_shows_its_words_and_is_known_by_its_classes():
    shown = bare_questions([ASKED], "01")._repr_mimebundle_()
    assert shown == {"text/html": HTML, "text/plain": TEXT}


def test_questions_of_one_place_follow_each_other():
    shown = bare_questions([ASKED, ASKED], "01")
    assert (shown.html, shown.text) == (HTML + HTML, f"{TEXT}\n\n{TEXT}")


def test_where_nothing_is_asked_that_is_said():
    shown = bare_questions([], "01")
    assert (shown.html, shown.text) == (
        "<p>This lesson asks nothing here.</p>",
        "This lesson asks nothing here.",
    )


def test_a_panel_shows_its_title():
    shown = bare_panel("hand-in", "05")
    assert shown.text == "Hand in. Run this cell to see it."
    assert shown.html == (
        '<div class="news-panel news-is-hand-in news-of-05"><p><b>Hand in</b></p>'
        "<p><small>Run this cell to see it.</small></p></div>"
    )


@pytest.mark.parametrize(
    ("title", "first"), [("The writer's “own”", "The writer's “own”"), ("<i>", "&lt;i&gt;")]
)
def test_a_fold_has_its_title_alone_on_the_first_line(title, first):
    """JupyterLab shows that line as it is written: an apostrophe has to stay one."""
    shown = bare_fold(title)
    assert shown.html.split("\n") == [first, "<p><small>Run this cell to see it.</small></p>"]
    assert shown.text.split("\n") == [title, "Run this cell to see it."]
