"""The version of this kit."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def kit_version() -> str:
    """The version of the installed kit, or “unknown” where it is run from its folder."""
    try:
        return version("read-the-news-closely")
    except PackageNotFoundError:  # run from its folder, without being installed
        return "unknown"
