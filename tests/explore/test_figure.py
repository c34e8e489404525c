"""A picture: the same bytes wherever it is drawn, its letters still letters, and told in words."""

import base64
import re
import warnings
import xml.etree.ElementTree as Tree

import pytest
from matplotlib import rc_context

from helpers.explore import charts
from helpers.explore.figure import Figure, draw, image

SVG = "{http://www.w3.org/2000/svg}"
OTHER = {
    "font.family": ["serif"],
    "font.size": 14,
    "svg.fonttype": "path",
    "svg.hashsalt": None,
    "axes.spines.top": True,
    "axes.spines.right": True,
    "hatch.linewidth": 3,
    "text.parse_math": True,
}


def paint(axes):
    """Draw what each of the settings has a part in."""
    axes.barh(0, 1, hatch="//", facecolor="white")
    axes.text(0.5, 0.5, "$x^2$ is a name, 李雷 too")
    axes.plot([0, 1], [0, 1], clip_on=True)


def numbers(svg):
    return re.findall(rb"(?<![#\w.-])-?\d+\.\d+", svg)


@pytest.fixture(scope="module")
def drawn():
    return draw(4, 2, paint)


@pytest.mark.parametrize("setting", OTHER)
def test_a_picture_is_the_same_on_a_machine_with_other_settings(drawn, setting):
    with rc_context({setting: OTHER[setting]}):
        assert draw(4, 2, paint) == drawn


def test_letters_stay_letters_and_a_dollar_sign_is_one(drawn):
    texts = ["".join(one.itertext()).strip() for one in Tree.fromstring(drawn).iter(f"{SVG}text")]
    assert "$x^2$ is a name, 李雷 too" in texts
    assert b"font-size: 10px" in drawn
    assert b"stroke-width: 0.8;" in drawn.partition(b"<pattern")[2]


@pytest.mark.parametrize("fill", [False, True])
def test_a_script_that_the_measuring_font_lacks_is_no_warning(fill):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        draw(4, 2, paint, fill=fill)


def test_any_other_warning_is_seen():
    with pytest.warns(UserWarning, match="something else"):
        draw(4, 2, lambda axes: warnings.warn("something else", stacklevel=1))


def test_a_long_label_has_room_beside_the_axes():
    def begins(label):
        def labelled(axes):
            axes.barh([label], [1], color="#123456")

        root = Tree.fromstring(draw(4, 2, labelled))
        [bar] = [one.get("d") for one in root.iter() if "#123456" in one.get("style", "")]
        return min(float(x) for x in re.findall(r"[ML] (\S+)", bar))

    # It has 26 letters more, of three points or more each.
    assert begins("a name of thirty letters or so") > begins("name") + 26 * 3


def test_a_picture_has_its_size_a_frame_on_two_sides_and_no_date(drawn):
    root = Tree.fromstring(drawn)
    assert (root.get("width"), root.get("height")) == ("288pt", "144pt")  # 72 an inch
    patches = re.findall(rb'id="patch_\d+"', drawn)
    assert len(patches) == 5  # the picture, the axes, the bar, and two lines beside the axes
    assert b"date" not in drawn.lower()
    assert b"creator" not in drawn.lower()


def test_numbers_are_rounded_to_hundredths():
    found = numbers(draw(4, 2, lambda axes: axes.plot([0, 1 / 3, 1 / 7])))
    assert len(found) > 20
    assert {len(number.partition(b".")[2]) for number in found} <= {1, 2}


def test_a_number_in_words_is_not_rounded():
    words = "rund 1.800 Menschen"  # as German writes a thousand and eight hundred
    svg = draw(4, 2, lambda axes: axes.text(0, 0, words))
    assert words in ["".join(one.itertext()) for one in Tree.fromstring(svg).iter(f"{SVG}text")]


@pytest.mark.parametrize("fill", [False, True])
def test_only_where_they_fill_it_do_the_axes_take_the_whole_picture(fill):
    def corners(axes):
        axes.set(xlim=(0, 1), ylim=(0, 1))
        axes.plot([0, 1], [0, 1], color="#123456")

    root = Tree.fromstring(draw(4, 2, corners, **({"fill": True} if fill else {})))
    [line] = [one.get("d") for one in root.iter() if "#123456" in one.get("style", "")]
    ends = [float(number) for number in re.findall(r"-?[\d.]+", line)]
    assert (ends == [0, 144, 288, 0]) == fill
    assert all(0 <= x <= 288 for x in ends[::2])


def test_a_chart_is_as_wide_as_a_cell_of_a_notebook(bell):
    assert Tree.fromstring(charts.words(bell).svg).get("width") == "648pt"  # nine inches


def test_an_image_holds_the_picture_and_its_words():
    html = image(b"<svg/>", 'A "bar" <b>')
    assert 'alt="A &quot;bar&quot; &lt;b&gt;"' in html
    [data] = re.findall('src="data:image/svg\\+xml;base64,([^"]*)"', html)
    assert base64.b64decode(data) == b"<svg/>"


def test_a_figure_shows_its_title_first_and_has_all_of_it_in_words():
    figure = Figure("Who & when", b"<svg/>", "Two bars.", "Each bar is a < b.")
    bundle = figure._repr_mimebundle_()
    assert bundle["text/plain"] == "Who & when\nEach bar is a < b.\nTwo bars."
    title, picture = bundle["text/html"].split("\n", 1)
    assert title == "Who &amp; when"
    assert picture == figure.picture
    assert image(b"<svg/>", "Two bars.") in picture
    assert "<figcaption>Each bar is a &lt; b.</figcaption>" in picture
    assert "Who" not in picture
