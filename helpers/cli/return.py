"""The command that gives a graded class back: what it is told, and what it says to the teacher."""

from __future__ import annotations

import argparse
from pathlib import Path

from helpers.cli.grade import path
from helpers.common.text import plural
from helpers.grading.feedback_zip import feedback_zip
from helpers.grading.folder import TO_RETURN
from helpers.grading.told import handed_back, not_handed_back
from helpers.grading.workbook import NotInstalled, gradebook_xlsx


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the command is told."""
    parser.description = (
        "Write all feedback pages of a graded class into one ZIP, named as the learning platform "
        "takes them back that the files came from, or else by the names of students; and the "
        "gradebook as a workbook for Excel and LibreOffice."
    )
    parser.add_argument("folder", type=path, metavar="FOLDER", help="the folder of a graded class")
    parser.add_argument(
        "--to", type=path, metavar="ZIP", help=f"the ZIP to write; without it FOLDER/{TO_RETURN}"
    )


def run(options: argparse.Namespace) -> int:
    """Write both, and print what the teacher does with them."""
    out: Path = options.folder
    found = feedback_zip(out, options.to or out / TO_RETURN)
    print(f"{found.target}: {plural(found.pages.total(), 'feedback page')}.")
    for line in handed_back(found):
        print(line)
    for line in not_handed_back(found):
        print(f"  {line}")
    try:
        print(f"{gradebook_xlsx(out)} is the gradebook as a workbook.")
    except NotInstalled as error:
        print(error)
    return 0
