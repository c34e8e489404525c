"""A control of ipywidgets, as a cell shows it."""

import ipywidgets
import pytest

from helpers import show
from helpers.lesson.locked import NOTICE, Sealed


def test_what_is_saved_of_a_control_is_a_stand_in_and_no_view():
    shown = show(ipywidgets.IntSlider(), "How <many>?")._repr_mimebundle_()
    assert shown == {
        "text/html": "How &lt;many&gt;?\n"
        '<div class="news-control news-is-how-many"><p><small>Run this cell to use it.'
        "</small></p></div>",
        "text/plain": "How <many>?\nRun this cell to use it.",
    }


def test_the_page_is_told_which_control_stands_where_and_which_is_newer(monkeypatch):
    slider, other, told = ipywidgets.IntSlider(), ipywidgets.IntSlider(), []
    monkeypatch.setattr("helpers.explore.control.Stage", lambda **more: told.append(more))
    show(slider, "One")
    show(other, "One")
    first, second = told
    assert (first["name"], first["control"]) == ("news-is-one", slider.model_id)
    assert (second["name"], second["control"]) == ("news-is-one", other.model_id)
    assert first["made"] <= second["made"]


@pytest.mark.parametrize(
    "made", [ipywidgets.HTML, ipywidgets.Dropdown, lambda: ipywidgets.VBox([])]
)
def test_any_widget_is_shown_as_itself(made):
    assert "news-control" in show(made(), "Mine").html


def test_before_the_class_code_a_control_of_sealed_tables_says_so():
    names = sorted(map(str, Sealed()["source"].unique()))
    choice, told = ipywidgets.Dropdown(options=names), ipywidgets.HTML()
    told.value = show(Sealed()[Sealed() == choice.value]).html
    assert choice.options == (NOTICE,) and told.value == NOTICE
