"""LibreOffice, as a school has it: a table is opened in it, and saved anew."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
# 44: comma, 34: quotation mark, 76: UTF-8; a formula that ran would be written as its value.
HOW = "44,34,76"
# With CI=true they run all the same, and fail.
needs_office = pytest.mark.skipif(
    OFFICE is None and os.environ.get("CI") != "true",
    reason="LibreOffice is not installed (Debian: apt-get install libreoffice-calc)",
)


def saved_anew(table: Path, folder: Path) -> Path:
    """Open a table and save it as CSV in a folder; the path of that."""
    call = [OFFICE or "soffice", "--headless"]
    call.append(f"-env:UserInstallation={(folder / 'profile').as_uri()}")
    call += [f"--infilter=CSV:{HOW}"] if table.suffix == ".csv" else []
    call += ["--convert-to", f"csv:Text - txt - csv (StarCalc):{HOW}", "--outdir", str(folder)]
    subprocess.run([*call, str(table)], check=True, capture_output=True, timeout=300)
    return folder / f"{table.stem}.csv"
