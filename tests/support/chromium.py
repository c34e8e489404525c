"""A Chromium whose profile outlives it, in a process group of its own: to kill or to weigh it."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

from support.browser import FLAGS, RESOLVER, find_chromium

if TYPE_CHECKING:  # the driver comes with tests/requirements.txt, and may not be there
    from playwright.sync_api import BrowserContext, Playwright

START = 60  # seconds, on a busy machine


class Chromium:
    """A browser that runs: what it keeps is in the folder of its profile. POSIX only."""

    context: BrowserContext

    def __init__(self, driver: Playwright, profile: Path):
        """Start it, and wait until it can be driven."""
        told = profile / "DevToolsActivePort"
        told.unlink(missing_ok=True)
        how = ["--headless=new", "--remote-debugging-port=0", f"--user-data-dir={profile}"]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        command = [find_chromium(), *FLAGS.split(), RESOLVER, *how]
        self.process = subprocess.Popen(command, start_new_session=True, **quiet)
        end = time.monotonic() + START
        while not (told.exists() and "\n" in told.read_text()):
            if self.process.poll() is not None or time.monotonic() > end:
                self.kill()
                raise RuntimeError("Chromium did not start.")
            time.sleep(0.05)
        port = told.read_text().split()[0]
        self.context = driver.chromium.connect_over_cdp(f"http://127.0.0.1:{port}").contexts[0]

    def __enter__(self) -> Self:
        """Return it as it is."""
        return self

    def __exit__(self, *_) -> None:
        """End it, where it has not been killed."""
        self.kill()

    def kill(self) -> None:
        """End all of its processes at once, as a power cut would."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def memory(self) -> float:
        """Return the megabytes of its pages: PSS of its renderers, as Linux shares them out."""
        total = 0
        for process in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):  # it has ended
                if os.getpgid(int(process.name)) != self.process.pid:
                    continue
                if b"--type=renderer" in (process / "cmdline").read_bytes():
                    lines = (process / "smaps_rollup").read_text().splitlines()
                    total += sum(int(one.split()[1]) for one in lines if one.startswith("Pss:"))
        return total / 1000
