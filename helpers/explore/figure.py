"""A picture that everybody can read: by its words, in print, and before anything is run."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from html import escape
from typing import TYPE_CHECKING, Any

from attrs import frozen
from markupsafe import Markup

from helpers.common.pages import fragment, image

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Canvas
    from matplotlib.typing import RcKeyType

WIDTH = 9.0  # inches: a notebook's output cell at normal zoom
INK, GREY, PALE = "#1a1a1a", "#767676", "#d9d9d9"
# Okabe and Ito's colours that also differ in lightness, so that they part in grey.
BLUE, ORANGE, SKY = "#0072b2", "#e69f00", "#a6d5f0"
STYLE: dict[RcKeyType, Any] = {
    "font.family": ["DejaVu Sans", "sans-serif"],
    "font.size": 10,
    "svg.fonttype": "none",  # letters stay letters: the browser has fonts for every script
    "svg.hashsalt": "read-the-news-closely",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "hatch.linewidth": 0.8,
    "text.parse_math": False,  # a dollar sign in a name is a dollar sign
}
# What the colours of charts and of the map's picture become where the reader's theme is dark.
DARK = {
    INK: "#f2f2f2",
    "#000000": "#f2f2f2",
    "#ffffff": "#15181b",
    GREY: "#a8aeb5",
    PALE: "#4a5057",
    BLUE: "#56b4e9",
    SKY: "#31617f",
    "#dbe9f2": "#14212b",  # sea, land and borders
    "#f7f4ec": "#2c3136",
    "#a39b88": "#7d858e",
}
# What a student draws has any colours: paper and ink change places where the others bear it.
# Letters may stand on any of them, so there is paper around each.
OWN_DARK = {"#000000": DARK["#000000"], "#ffffff": DARK["#ffffff"]}
OWN_TEXT = (
    f"text{{stroke:{DARK['#ffffff']};stroke-width:3px;paint-order:stroke}}"
    f'text:not([style*="fill"]){{fill:{DARK["#000000"]}}}'
)
LEAST_CONTRAST = 3  # between what is drawn and paper: WCAG 2.2, 1.4.11
COLOUR = re.compile(rb"(?:fill|stroke)(?:: |=\")(#[0-9a-f]{6})")
STYLES_END = b"</style>"
NUMBER = re.compile(rb"(?<![#\w-])-?\d+\.\d{3,}(?=[^<>]*>)")  # in a tag, not in words


@frozen
class Figure:
    """A picture (SVG), its title, what it shows in words, and the line beneath it."""

    title: str
    svg: bytes
    alternative: str
    caption: str

    @property
    def picture(self) -> Markup:
        """The picture as an HTML figure with an image, the line beneath it, and no title."""
        return fragment(
            "explore/templates/figure.html",
            image=image(self.svg, self.alternative),
            caption=self.caption,
        )

    @property
    def html(self) -> str:
        """The picture under its title: of a folded output JupyterLab shows just the first line."""
        return f"{escape(self.title, quote=False)}\n{self.picture}"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {
            "text/html": self.html,
            "text/plain": f"{self.title}\n{self.caption}\n{self.alternative}",
        }


def draw(
    width: float, height: float, paint: Callable[[Axes], None], *, fill: bool = False
) -> bytes:
    """The SVG that `paint` draws on axes of `width` by `height` inches.

    The same drawing gives the same bytes: ids come from a fixed salt, there is no date, and
    numbers are rounded to hundredths of a point. With `fill` the axes take the whole picture.
    Paper and ink change places where the reader's theme is dark.
    """
    import warnings

    from matplotlib import rc_context
    from matplotlib.figure import Figure as Canvas

    with rc_context(STYLE), warnings.catch_warnings():
        # The font used to measure text may lack a script; the browser that shows it does not.
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        canvas = Canvas(figsize=(width, height), layout=None if fill else "constrained")
        paint(canvas.add_axes((0, 0, 1, 1)) if fill else canvas.subplots())
        return in_the_dark(saved(canvas), f"text{{fill:{DARK[INK]}}}", DARK)


def in_the_dark(svg: bytes, text: str, colours: Mapping[str, str], parts: str = "") -> bytes:
    """A drawing with styles for the dark: of its text, and for each colour of `parts` another."""
    rules = [  # matplotlib writes a style, and behind a hatch an attribute
        f'{parts}[style*="{what}: {colour}"],{parts}[{what}="{colour}"]{{{what}:{dark} !important}}'
        for colour, dark in colours.items()
        for what in ("fill", "stroke")
    ]
    styles = f"@media (prefers-color-scheme:dark){{{text}{''.join(rules)}}}"
    return svg.replace(STYLES_END, styles.encode() + STYLES_END, 1)


def bears_the_dark(canvas: Canvas, svg: bytes) -> bool:
    """Whether a student's drawing is on white, and in colours that can be seen on dark paper."""
    from matplotlib.colors import to_hex

    grounds = [canvas.get_facecolor(), *(one.get_facecolor() for one in canvas.axes)]
    colours = {found.decode() for found in COLOUR.findall(svg)} - OWN_DARK.keys()
    paper = luminance(OWN_DARK["#ffffff"])
    contrasts = [(luminance(one) + 0.05) / (paper + 0.05) for one in colours]
    return {*map(to_hex, grounds)} == {"#ffffff"} and min(
        contrasts, default=LEAST_CONTRAST
    ) >= LEAST_CONTRAST


def luminance(colour: str) -> float:
    """The relative luminance of a colour such as #1f77b4, as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def saved(canvas: Canvas, **more: Any) -> bytes:
    """A drawing of matplotlib's as SVG: ids from the salt of rc, no date, rounded numbers."""
    out = io.BytesIO()
    canvas.savefig(out, format="svg", metadata={"Date": None, "Creator": None}, **more)
    return NUMBER.sub(lambda number: b"%.2f" % float(number.group()), out.getvalue())


def own_drawing(axes: Axes, title: str) -> Figure:
    """What a student drew with pandas or matplotlib, with the lengths of its bars in words.

    In the dark paper and ink change places, unless that would hide something: then it stays white.
    """
    from matplotlib import pyplot, rc_context
    from matplotlib.container import BarContainer

    words = []
    for bars in axes.containers:
        if isinstance(bars, BarContainer):
            lies = bars.orientation == "horizontal"
            labels = axes.get_yticklabels() if lies else axes.get_xticklabels()
            sizes = [bar.get_width() if lies else bar.get_height() for bar in bars]
            found = zip(labels, sizes, strict=False)  # there may be fewer labels than bars
            words += [f"{label.get_text()} {size:g}" for label, size in found]
    canvas = axes.figure.figure  # the whole, also of a part of it
    with rc_context({"svg.hashsalt": STYLE["svg.hashsalt"], "svg.fonttype": "none"}):
        svg = saved(canvas, bbox_inches="tight")
    if bears_the_dark(canvas, svg):
        svg = in_the_dark(svg, OWN_TEXT, OWN_DARK, ":not(text)")
    pyplot.close(canvas)  # or the notebook would show it a second time
    told = f"Bars: {', '.join(words)}." if words else "It was made by the code of this cell."
    return Figure(title, svg, f"A drawing under the title “{title}”. {told}", "")
