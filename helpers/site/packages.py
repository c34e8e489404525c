"""Python's packages for a browser, and the list of them that Pyodide reads."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator, Mapping
from hashlib import sha256
from io import BytesIO

LOCK, KERNEL = "pyodide-lock.json", "jupyterlite_pyodide_kernel-"
EXTENSIONS = "share/jupyter/labextensions"
# What the lab starts with, and what these depend on. The kernel asks `piplite`, which is ours, for
# the one that it does not find here, and waits for that before any cell.
STARTED_WITH = (
    *("micropip", "piplite", "ipykernel", "pyodide-kernel", "jedi", "ipython"),
    *("pandas", "matplotlib", "the-kit", "the-kit-drawing"),
)
OF_DESK = ("sqlite3", "the-desk")
NEEDS = {"piplite": ["comm"]}  # what it does not find


def packages(found: Mapping[str, bytes], zips: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of a site's Python by name, with the list of its packages that Pyodide reads.

    `found` are those that were fetched, and `zips` packages of the kit's own, by their names.
    """
    known = json.loads(found[LOCK])
    files = {name: data for name, data in found.items() if name != LOCK and KERNEL not in name}
    ours = {name: (f"{name}.zip", data) for name, data in zips.items()}
    for path, data in of_kernel(found):
        name = path.rpartition("/")[2]
        package = name.partition("-")[0].replace("_", "-")
        if name.endswith(".whl") and package in STARTED_WITH:
            ours.setdefault(package, (name, data))
    listed = {name: one for name, one in known["packages"].items() if one["file_name"] in files}
    [pandas] = (name for name in files if name.startswith("pandas-"))
    ours["pandas"] = pandas, files[pandas]
    for name, (file, data) in ours.items():
        files[file] = data
        listed[name] = {
            "name": name,
            "version": "0",
            "file_name": file,
            "install_dir": "site",
            "sha256": sha256(data).hexdigest(),
            "package_type": "package",
            "imports": [],
            "depends": NEEDS.get(name) or known["packages"].get(name, {}).get("depends", []),
        }
    files[LOCK] = json.dumps({"info": known["info"], "packages": listed}).encode()
    return files


def of_kernel(found: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """The files of the kernel's extension, by their path among JupyterLab's extensions."""
    [wheel] = (data for name, data in found.items() if KERNEL in name)
    with zipfile.ZipFile(BytesIO(wheel)) as packed:
        for one in packed.namelist():
            _, there, name = one.partition(f"{EXTENSIONS}/")
            if there and not one.endswith("/"):
                yield name, packed.read(one)
