"""The version of this kit."""

from __future__ import annotations

from helpers.common.where import IN_BROWSER


def kit_version() -> str:
    """The version of the installed kit, or “unknown” where it is run from its folder."""
    if IN_BROWSER:  # never installed there, and to look takes its time
        return "unknown"
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("read-the-news-closely")
    except PackageNotFoundError:  # run from its folder, without being installed
        return "unknown"
