"""The version of this kit."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def kit_version() -> str:
    """Return the version of this kit."""
    try:
        return version("read-the-news-closely")
    except PackageNotFoundError:  # run from its folder, without being installed
        return "unknown"
