"""JupyterLab in a headless Chromium: what the tests that look at the notebooks drive.

Nothing leaves the machine: only 127.0.0.1 resolves, and what a page asked for besides is recorded.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import quote, urlsplit

from playwright.sync_api import Frame, Page, sync_playwright

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split() + ["--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"]
SETTINGS = {
    "notebook-extension/tracker": {"windowingMode": "none"},
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    "apputils-extension/themes": {"adaptive-theme": True},
    "docmanager-extension/plugin": {"autosave": False},
}
SERVER = "http://127.0.0.1"
TIMEOUT = 60_000
POSIX = os.name == "posix"


def find_chromium() -> str | None:
    """Return the path of Chromium or Chrome (the variable CHROMIUM goes first), or None."""
    names = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if name and (found := shutil.which(name))), None)


class JupyterLab:
    """A JupyterLab server on a folder, with settings of its own and no memory of earlier runs.

    Nothing is saved unless a test saves it. `env` adds variables for the server and its kernels.
    """

    def __init__(self, root: Path, python: str = sys.executable, env: dict | None = None):
        self.root, self.python, self.env = Path(root).resolve(), python, env or {}

    def __enter__(self) -> JupyterLab:
        self._folder = tempfile.TemporaryDirectory(prefix="lab-", ignore_cleanup_errors=True)
        folder = Path(self._folder.name)
        env = os.environ | {"IPYTHONDIR": str(folder / "ipython")} | self.env
        for name in ("CONFIG", "RUNTIME", "DATA"):
            env[f"JUPYTER_{name}_DIR"] = str(folder / name.lower())
        for name in ("SETTINGS", "WORKSPACES"):
            env[f"JUPYTERLAB_{name}_DIR"] = str(folder / name.lower())
        for name, values in SETTINGS.items():
            path = folder / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(values), encoding="utf-8")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.url = f"{SERVER}:{port}"
        self._log = folder / "server.log"
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [self.python, "-m", "jupyter", "lab", "--no-browser", "--ip=127.0.0.1"]
                + [f"--port={port}", "--ServerApp.port_retries=0", "--allow-root"]
                + [f"--ServerApp.root_dir={self.root}", "--IdentityProvider.token="]
                + ["--ServerApp.password=", "--LabApp.extension_manager=readonly"]
                + ["--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
                + [f"--FileCheckpoints.checkpoint_dir={folder / 'checkpoints'}"],
                cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=log,
                stderr=subprocess.STDOUT, start_new_session=POSIX,
            )  # fmt: skip
        try:
            self._wait()
        except BaseException:
            self.__exit__()
            raise
        return self

    def _wait(self, seconds: float = 60) -> None:
        """Wait until the server answers, or say what its log ends with."""
        end = time.monotonic() + seconds
        while self._process.poll() is None and time.monotonic() < end:
            with contextlib.suppress(urllib.error.URLError, OSError):
                opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
                with opener.open(f"{self.url}/api/status", timeout=5):
                    return
            time.sleep(0.1)
        raise RuntimeError(f"JupyterLab did not start:\n{self.log()[-3000:]}")

    def log(self) -> str:
        """Return what the server has written so far."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    def __exit__(self, *_) -> None:
        # SIGTERM lets the server end its kernels, which lead process groups of their own; should
        # it have to be killed, each kernel ends by itself as soon as its parent is gone.
        self._process.terminate()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if POSIX:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._folder.cleanup()


class Browser:
    """Chromium, with what it asked for outside the machine in `outside` and errors in `errors`."""

    def __init__(self, dark: bool = False, width: int = 1280, height: int = 900):
        self.dark, self.width, self.height = dark, width, height
        self.outside: list[str] = []
        self.errors: list[str] = []

    def __enter__(self) -> Browser:
        if not (chromium := find_chromium()):
            raise RuntimeError("no Chromium found: install it, or set CHROMIUM to its path")
        with contextlib.ExitStack() as stack:
            driver = stack.enter_context(sync_playwright())
            browser = driver.chromium.launch(executable_path=chromium, args=FLAGS)
            stack.callback(browser.close)
            self.context = browser.new_context(
                viewport={"width": self.width, "height": self.height},
                color_scheme="dark" if self.dark else "light",
            )
            self.context.on("request", lambda request: self._note(request.url))
            self.context.on("weberror", lambda error: self.errors.append(str(error.error)))
            self.context.on("console", self._console)
            self.context.on(
                "page", lambda page: page.on("websocket", lambda socket: self._note(socket.url))
            )
            self._stack = stack.pop_all()
        return self

    def _note(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"data", "blob", "about"} and parts.hostname != "127.0.0.1":
            self.outside.append(url)

    def _console(self, message) -> None:
        if message.type == "error":
            self.errors.append(f"{message.text} ({message.location.get('url', '')})")

    def new_page(self) -> Page:
        """Open an empty tab."""
        return self.context.new_page()

    def __exit__(self, *_) -> None:
        self._stack.close()


class NotebookPage:
    """A notebook open in JupyterLab: `panel` locates all of it, `cells` its code cells."""

    def __init__(self, lab: JupyterLab, page: Page, path: str):
        self.lab, self.page, self.path = lab, page, path
        self.panel = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
        self.cells = self.panel.locator(".jp-CodeCell")
        self.outputs = self.panel.locator(".jp-OutputArea-output")
        self.idle = page.locator("#jp-main-statusbar").get_by_text(re.compile(r"\| Idle$"))

    @classmethod
    def open(
        cls, lab: JupyterLab, page: Page, path: str, sidebar: bool = True
    ) -> NotebookPage:
        """Open a notebook by its path below the server's folder; wait for its cells and kernel.

        A kernel that an earlier page started for it is still there. `sidebar=False` folds the
        file browser, which else leaves a narrow window no room.
        """
        self = cls(lab, page, path)
        page.goto(f"{lab.url}/lab/tree/{quote(path)}?reset")
        self.cells.first.wait_for(timeout=TIMEOUT)
        dialog = page.locator(".jp-Dialog-content")
        self.idle.or_(dialog).first.wait_for(timeout=TIMEOUT)
        if dialog.count():
            raise RuntimeError(f"JupyterLab asks on opening {path}: {dialog.inner_text()}")
        if not sidebar:
            page.locator(".jp-SideBar.jp-mod-left .lm-TabBar-tab.lm-mod-current").click()
        self._settle()
        return self

    def _settle(self) -> None:
        """Wait until no widget is loading and every image in an output has come or failed."""
        self.page.wait_for_function(
            """() => !document.querySelector('.jp-NotebookPanel').innerText
                .includes('Loading widget') && [...document.querySelectorAll(
                '.jp-OutputArea-output img')].every(img => img.complete)""",
            timeout=TIMEOUT,
        )
        self.page.wait_for_timeout(250)

    def run_all(self, check: bool = True, timeout: float = 120) -> bool:
        """Run all cells by the menu and wait until each code cell that holds code has its number.

        When an error stops the run, raise, or with `check=False` return False.
        """
        source = json.loads((self.lab.root / self.path).read_text(encoding="utf-8"))
        cells = [cell["source"] for cell in source["cells"] if cell["cell_type"] == "code"]
        wanted = [number for number, code in enumerate(cells) if "".join(code).strip()]
        prompts = self.cells.locator(".jp-InputPrompt")
        # Saved numbers would look like a finished run: blank what is shown of them.
        prompts.evaluate_all("all => all.forEach(one => one.textContent = '[ ]:')")
        self.page.locator(".lm-MenuBar-itemLabel", has_text=re.compile("^Run$")).click()
        self.page.locator('.lm-Menu-item[data-command="runmenu:run-all"]').click()
        end, quiet, texts = time.monotonic() + timeout, 0, []
        while time.monotonic() < end:
            self.page.wait_for_timeout(100)
            texts = prompts.all_inner_texts()
            idle = self.idle.count() and not any("*" in text for text in texts)
            ran = [number for number in wanted if re.search(r"\d", texts[number])]
            quiet = quiet + 1 if idle and ran else 0
            if len(texts) == len(cells) and ran == wanted and quiet:
                self._settle()
                return True
            if quiet >= 10:  # for a second nothing has been running, though cells are left
                self._settle()
                if check:
                    raise RuntimeError(f"{self.path} stopped: {self.error_outputs()}")
                return False
        raise TimeoutError(f"{self.path} still runs after {timeout} s: {texts}")

    def cell_outputs(self) -> list[list[tuple[str, str]]]:
        """Return (MIME type, shown text) of each output, one list for each code cell in order."""
        return self.cells.evaluate_all(
            """cells => cells.map(cell => [...cell.querySelectorAll(
                '.jp-Cell-outputArea > .jp-OutputArea-child > .jp-OutputArea-output')].map(
                out => [out.dataset.mimeType ?? '', out.innerText.trim()]))"""
        )

    def error_outputs(self) -> list[str]:
        """Return the texts of error outputs; those in folded outputs come after `unfold`."""
        name = "application/vnd.jupyter.error"
        return self.panel.locator(f'[data-mime-type="{name}"]').all_inner_texts()

    def broken_widgets(self) -> list[str]:
        """Return what JupyterLab says where it cannot show a widget."""
        name = "application/vnd.jupyter.widget-view+json"
        bad = re.compile("error (displaying|creating|loading)|model not found|failed to", re.I)
        shown = self.panel.locator(f'[data-mime-type="{name}"]').all_inner_texts()
        return [text for text in shown if bad.search(text)]

    def blank_outputs(self) -> list[tuple[int, str]]:
        """Return (code cell from 0, HTML) of outputs in which there is nothing to see."""
        return self.cells.evaluate_all(
            """cells => cells.flatMap((cell, number) => [...cell.querySelectorAll(
                '.jp-Cell-outputArea > .jp-OutputArea-child > .jp-OutputArea-output')].filter(
                out => out.checkVisibility() && !(out.offsetHeight && (out.innerText.trim() ||
                    [...out.querySelectorAll('img, iframe, svg, canvas, video, input')].some(
                        one => one.getBoundingClientRect().height > 0)))
                ).map(out => [number, out.outerHTML.slice(0, 300)]))"""
        )

    def images(self) -> list[tuple[str | None, int]]:
        """Return (alt, natural width) of each image in an output: no alt is None, broken is 0."""
        found = self.outputs.locator("img")
        return found.evaluate_all(
            "all => all.map(img => [img.getAttribute('alt'), img.naturalWidth])"
        )

    def unfold(self) -> None:
        """Show the outputs that are saved as hidden."""
        folded = self.panel.locator(".jp-OutputPlaceholder .jp-Placeholder-content")
        while folded.count():
            folded.first.click()
        self._settle()

    def map_frames(self) -> list[Frame]:
        """Return the loaded documents of the iframes with srcdoc in outputs."""
        frames = self.outputs.locator("iframe[srcdoc]").element_handles()
        loaded = [frame for handle in frames if (frame := handle.content_frame())]
        for frame in loaded:
            frame.wait_for_load_state()
        return loaded

    def screenshot(self, path: Path, full: bool = True) -> None:
        """Save a picture of the whole notebook, or with `full=False` of the window as it is."""
        if not full:
            self.page.screenshot(path=path)
            return
        before = self.page.viewport_size
        rows = self.panel.locator(".jp-WindowedPanel-inner")
        around = before["height"] - self.panel.locator(".jp-WindowedPanel-outer").bounding_box()["height"]
        for _ in range(2):  # again, as what is laid out by the window's height may have grown
            height = rows.evaluate("one => one.scrollHeight") + around + 60
            self.page.set_viewport_size({"width": before["width"], "height": int(height)})
            self._settle()
        self.panel.screenshot(path=path)
        self.page.set_viewport_size(before)
