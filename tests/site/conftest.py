"""A site as a teacher makes it, on a server of this machine."""

import os

import pytest
from support import ROOT, copied_kit
from support.server import given_out

from helpers.common.errors import KitError
from helpers.site.fetched import fetched
from helpers.site.site import write_site


@pytest.fixture(scope="session")
def python():
    """The folder that keeps Python for the browser; with CI=true it has to be had."""
    cache = ROOT / ".cache"
    try:
        fetched(cache, "page", "lab")
    except KitError as error:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(str(error))
    return cache


@pytest.fixture(scope="session")
def kit(tmp_path_factory):
    """A copy of the kit, in which packs are noted."""
    return copied_kit(tmp_path_factory.mktemp("site") / "kit")


@pytest.fixture(scope="session")
def site(kit, python):
    """The folder of a site for class 7B, and what was packed for it."""
    folder = kit.parent / "reading"
    return folder, write_site(kit, folder, python, class_name="7B", due="2026-12-01")


@pytest.fixture(scope="session")
def address(site):
    """Where the site is given out."""
    with given_out(site[0]) as address:
        yield address
