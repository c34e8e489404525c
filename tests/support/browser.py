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
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Self
from urllib.parse import quote, urlsplit

import pytest

if TYPE_CHECKING:  # the driver comes with tests/requirements.txt, and may not be there
    from playwright.sync_api import ConsoleMessage, Frame, Page, Playwright

FLAGS = """--no-sandbox --disable-gpu --disable-quic --no-first-run --no-proxy-server
    --disable-background-networking --disable-component-update --disable-sync"""
RESOLVER = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"
SERVER = """-m jupyterlab --no-browser --allow-root --ip=127.0.0.1 --ServerApp.port_retries=0
    --IdentityProvider.token= --ServerApp.password= --LabApp.extension_manager=readonly
    --LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate
    --LabApp.expose_app_in_browser=True"""
SETTINGS = {
    "notebook-extension/tracker": {"windowingMode": "none"},
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    "apputils-extension/themes": {"adaptive-theme": True},
    "docmanager-extension/plugin": {"autosave": False},
}
SWITCH = """async path => {
    for (const one of [...jupyterapp.shell.widgets('main')]) {
        if (one.context?.model) one.context.model.dirty = false;
        one.close();
    }
    const panel = await jupyterapp.commands.execute('docmanager:open', {path});
    await panel.context.ready;
    await panel.sessionContext.ready;
}"""
CODE_CELLS = """jupyterapp.shell.currentWidget.content.widgets.map(cell => cell.model)
    .filter(model => model.type === 'code')"""
POSIX = os.name == "posix"
PATIENCE = 150  # seconds for anything to show up in a browser; a busy machine takes its time
TOP_OUTPUTS = """[...cell.querySelectorAll(
    '.jp-Cell-outputArea > .jp-OutputArea-child > .jp-OutputArea-output')]"""


def find_chromium() -> str | None:
    """Return the path of Chromium or Chrome (the variable CHROMIUM goes first), or None."""
    names = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if name and (found := shutil.which(name))), None)


def lacking() -> str:
    """Return what the tests in a browser lack here, or nothing."""
    if not all(map(find_spec, ("playwright", "axe_playwright_python"))):
        return "playwright is not installed: pip install -r tests/requirements.txt"
    return "" if find_chromium() else "Chromium is not installed (Debian: apt-get install chromium)"


# With CI=true they run all the same, and fail.
needs_browser = pytest.mark.skipif(
    bool(lacking()) and os.environ.get("CI") != "true", reason=lacking()
)


@dataclass
class JupyterLab:
    """A JupyterLab server on a folder, with settings of its own and no memory of earlier runs.

    It writes nothing there unless a test saves. `env` adds variables for it and its kernels.
    """

    root: Path
    python: str = sys.executable
    env: dict[str, str] = field(default_factory=dict)

    def __enter__(self) -> Self:
        """Start the server and wait until it answers."""
        with contextlib.ExitStack() as stack:
            folder = tempfile.TemporaryDirectory(prefix="lab-", ignore_cleanup_errors=True)
            folder = Path(stack.enter_context(folder))
            self._env = os.environ | {"IPYTHONDIR": str(folder / "ipython")} | self.env
            for name in ("_CONFIG", "_RUNTIME", "_DATA", "LAB_SETTINGS", "LAB_WORKSPACES"):
                self._env[f"JUPYTER{name}_DIR"] = str(folder / name.rpartition("_")[2].lower())
            for name, values in SETTINGS.items():
                path = folder / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(json.dumps(values), encoding="utf-8")
            with socket.socket() as free:
                free.bind(("127.0.0.1", 0))
                port = free.getsockname()[1]
            self.url = f"http://127.0.0.1:{port}"
            command = [self.python, *SERVER.split(), f"--port={port}"]
            command.append(f"--ServerApp.root_dir={Path(self.root).resolve()}")
            command.append(f"--FileCheckpoints.checkpoint_dir={folder / 'checkpoints'}")
            log = stack.enter_context((folder / "server.log").open("w+b"))
            pipes = {"stdin": subprocess.DEVNULL, "stdout": log, "stderr": subprocess.STDOUT}
            self._process = subprocess.Popen(
                command, cwd=folder, env=self._env, start_new_session=POSIX, **pipes
            )
            stack.callback(self._stop)
            end = time.monotonic() + 60
            while True:
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                    break
                if self._process.poll() is not None or time.monotonic() > end:
                    tail = Path(log.name).read_bytes()[-3000:].decode(errors="replace")
                    raise RuntimeError(f"JupyterLab did not start. Its log ends:\n{tail}")
                time.sleep(0.1)
            self._stack = stack.pop_all()
        return self

    def _stop(self) -> None:
        # Told to end, the server ends its kernels; killed, it leaves them to notice and end.
        self._process.terminate()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if POSIX:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)

    def __exit__(self, *_) -> None:
        """End the server with its kernels, and forget its folder of settings."""
        self._stack.close()

    def trust(self, path: str) -> None:
        """Sign a notebook, for this server alone: what it saved is then shown unsanitised."""
        command = [self.python, "-m", "jupyter", "trust", str(Path(self.root) / path)]
        subprocess.run(command, env=self._env, check=True, capture_output=True)


@dataclass
class Browser:
    """Chromium, with what it asked for outside the machine in `outside` and errors in `errors`."""

    width: int = 1280
    height: int = 900
    is_phone: bool = False
    keeps_sites: bool = True  # so that they open without a network, which takes a while
    outside: list[str] = field(default_factory=list, init=False)
    errors: list[str] = field(default_factory=list, init=False)
    _open: ClassVar[int] = 0
    _driver: ClassVar[Playwright]

    def __enter__(self) -> Self:
        """Start Chromium; several may be open, through the one driver playwright allows."""
        if not (chromium := find_chromium()):
            raise RuntimeError("no Chromium found: install it, or set CHROMIUM to its path")
        with contextlib.ExitStack() as stack:
            if not Browser._open:
                from playwright.sync_api import sync_playwright

                Browser._driver = sync_playwright().start()
            Browser._open += 1
            stack.callback(self._leave)
            flags = [*FLAGS.split(), RESOLVER]
            engine = Browser._driver.chromium.launch(executable_path=chromium, args=flags)
            stack.callback(engine.close)
            size = {"width": self.width, "height": self.height}
            self.context = engine.new_context(
                viewport=size,
                has_touch=self.is_phone,
                is_mobile=self.is_phone,
                service_workers="allow" if self.keeps_sites else "block",
            )
            self.context.set_default_timeout(1000 * PATIENCE)
            self.context.on("request", lambda request: self._note(request.url))
            self.context.on("weberror", lambda error: self.errors.append(str(error.error)))
            self.context.on("console", self._hear)
            self._stack = stack.pop_all()
        return self

    @staticmethod
    def _leave() -> None:
        Browser._open -= 1
        if not Browser._open:
            Browser._driver.stop()

    def _note(self, url: str) -> None:
        if urlsplit(url).hostname not in {"127.0.0.1", None}:  # data:, blob:, about: have none
            self.outside.append(url)

    def _hear(self, message: ConsoleMessage) -> None:
        # JupyterLab's own, of a notebook that is closed while its kernel is still being asked.
        is_late = message.text.startswith("Could not restore the debugger state: Canceled")
        # A browser looks for this picture where a page names none.
        is_icon = message.location.get("url", "").endswith("/favicon.ico")
        if message.type == "error" and not is_late and not is_icon:
            self.errors.append(message.text)

    def new_page(self) -> Page:
        """Open an empty tab."""
        page = self.context.new_page()
        page.on("websocket", lambda socket: self._note(socket.url))
        return page

    def __exit__(self, *_) -> None:
        """End Chromium, and with the last one the driver."""
        self._stack.close()


# What stands around the parts of a page: its heading and landmarks.
AROUND = ("landmark-one-main", "page-has-heading-one", "region")


def wait_for_promise(page: Page, function: str, arg: Any = None) -> None:
    """Wait until an async function of a page says yes; AssertionError where it does not.

    The driver's own wait takes the promise for a yes.
    """
    until(page, lambda: page.evaluate(function, arg))


def until(page: Page, holds: Callable[[], bool]) -> None:
    """Wait until something holds, and let the page go on; AssertionError where it never does."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "What is waited for never comes."
        page.wait_for_timeout(100)


def violations(
    page: Page | Frame, *rules: str, within: str | None = None, but: tuple[str, ...] = ()
) -> list[tuple]:
    """Return all that axe-core finds in a page, or in parts of it: rule, impact, elements.

    By all of its rules `but` some, or by those that are named.
    """
    from axe_playwright_python.sync_playwright import Axe

    options = {"rules": {rule: {"enabled": False} for rule in but}}
    options |= {"runOnly": list(rules)} if rules else {}
    options["resultTypes"] = ["violations"]  # much quicker than with all that is in order
    context = {"include": [[within]]} if within else None
    found = Axe().run(page, context=context, options=options)
    return [
        (one["id"], one["impact"], [node["html"][:200] for node in one["nodes"][:3]])
        for one in found.response["violations"]
    ]


class NotebookPage:
    """A notebook open in JupyterLab: `panel` locates all of it, `cells` its code cells."""

    def __init__(self, lab: JupyterLab, page: Page, path: str):
        """Locate the parts of a notebook that is open already; else call `open`."""
        self.lab, self.page, self.path = lab, page, path
        self.panel = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
        self.cells = self.panel.locator(".jp-CodeCell")
        self.outputs = self.panel.locator(".jp-OutputArea-output")
        self.idle = page.locator("#jp-main-statusbar").get_by_text(re.compile(r"\| Idle$"))

    @classmethod
    def open(cls, lab: JupyterLab, page: Page, path: str) -> Self:
        """Open a notebook by its path below the server's folder; wait for its cells and kernel.

        A kernel started earlier for it goes on.
        """
        self = cls(lab, page, path)
        page.goto(f"{lab.url}/lab/tree/{quote(path)}?reset")
        self.panel.locator(".jp-Cell").first.wait_for()
        dialog = page.locator(".jp-Dialog-content")
        self.idle.or_(dialog).first.wait_for()
        if dialog.count():
            raise RuntimeError(f"JupyterLab asks on opening {path}: {dialog.inner_text()}")
        self._settle()
        return self

    def another(self, path: str) -> Self:
        """Open another notebook in the same JupyterLab, and close this one without saving it.

        Much quicker than `open`, which loads JupyterLab anew.
        """
        self.page.evaluate(SWITCH, path)
        other = type(self)(self.lab, self.page, path)
        other.panel.locator(".jp-Cell").first.wait_for()
        other.idle.wait_for()
        other._settle()
        return other

    def colour(self, theme: str) -> None:
        """Turn to a theme, light or dark, by the colours that the system asks for."""
        self.page.emulate_media(color_scheme=theme)
        is_light = str(theme == "light").lower()
        self.page.locator(f"body[data-jp-theme-light={is_light}]").wait_for(state="attached")

    def darken_and_halve(self) -> None:
        """Turn to the dark theme and to half the width, which twice the size leaves of a window."""
        self.colour("dark")
        # The file browser would leave a narrow window no room.
        self.page.locator(".jp-SideBar.jp-mod-left .lm-TabBar-tab.lm-mod-current").click()
        self.page.set_viewport_size({"width": 640, "height": 450})
        self._settle()

    def _settle(self) -> None:
        """Wait (15 s at most) until no widget is loading and each image has come or failed."""
        from playwright.sync_api import Error

        ready = """panel => !panel.innerText.includes('Loading widget') &&
            [...panel.querySelectorAll('img')].every(img => img.complete)"""
        with contextlib.suppress(Error):
            panel = self.panel.element_handle()
            self.page.wait_for_function(ready, arg=panel, timeout=15_000)
        self.page.wait_for_timeout(250)

    def run_all(self, check: bool = True, timeout: float = PATIENCE) -> bool:
        """Run all by the menu; wait until each code cell with code has its number.

        When an error stops the run, raise, or with `check=False` return False. An error in the
        last cell stops nothing: ask `error_outputs`.
        """
        sources = self.page.evaluate(f"{CODE_CELLS}.map(one => one.sharedModel.getSource())")
        wanted = {n for n, source in enumerate(sources) if source.strip()}
        # Saved numbers would pass for a finished run. A folded cell shows none: ask the model.
        self.page.evaluate(f"{CODE_CELLS}.forEach(one => one.executionCount = null)")
        self.page.locator(".lm-MenuBar-itemLabel", has_text=re.compile("^Run$")).click()
        self.page.locator('.lm-Menu-item[data-command="runmenu:run-all"]').click()
        end, quiet = time.monotonic() + timeout, 0
        while time.monotonic() < end:
            self.page.wait_for_timeout(100)
            shown = self.page.evaluate(
                f"{CODE_CELLS}.map(one => [one.executionCount, one.executionState])"
            )
            ran = {n for n, (number, state) in enumerate(shown) if number and state != "running"}
            busy = any(state == "running" for _, state in shown) or not self.idle.count()
            quiet = 0 if busy or (wanted and not ran) else quiet + 1
            if (quiet and wanted <= ran) or quiet > 10:  # for a second nothing has been running
                self._settle()
                if check and not wanted <= ran:
                    raise RuntimeError(f"{self.path} stopped: {self.error_outputs()}")
                return wanted <= ran
        raise TimeoutError(f"{self.path} still runs after {timeout} s")

    def cell_outputs(self) -> list[list[list[str]]]:
        """Return [MIME type, shown text] of each output, a list for each code cell in order."""
        return self.cells.evaluate_all(
            f"""cells => cells.map(cell => {TOP_OUTPUTS}.map(out => [out.matches(
                ':has(.jupyter-widgets), .jupyter-widgets') ? 'widget' : out.dataset.mimeType ??
                '', out.innerText.trim()]))"""
        )

    def is_changed(self) -> bool:
        """Whether JupyterLab marks it as changed, with a dot in its tab."""
        return self.page.evaluate("jupyterapp.shell.currentWidget.context.model.dirty")

    def error_outputs(self) -> list[str]:
        """Return the errors that cells, folded ones too, and Output widgets hold."""
        # On the page an error looks like any text on stderr, so ask JupyterLab's own model.
        cells = self.page.evaluate(
            """() => jupyterapp.shell.currentWidget.content.widgets.flatMap(
                cell => cell.model.outputs?.toJSON() ?? []).filter(
                out => out.output_type === 'error').map(out => `${out.ename}: ${out.evalue}`)"""
        )
        nested = self.panel.locator(".jupyter-widgets [data-mime-type$=stderr]")
        return cells + [text for text in nested.all_inner_texts() if "Error" in text]

    def broken_widgets(self) -> list[str]:
        """Return what stands where JupyterLab cannot show a widget; trusted notebooks only."""
        bad = re.compile("Error displaying widget|model not found|Loading widget|Failed to load")
        widgets = self.panel.locator(".jp-OutputArea-output:not([data-mime-type])")
        known = self.panel.locator(".jupyter-widgets-error-widget")
        texts = [text for text in widgets.all_text_contents() if bad.search(text)]
        return texts + [" ".join(text.split()) for text in known.all_text_contents()]

    def blank_outputs(self) -> list[list]:
        """Return [code cell from 0, HTML] of each output, folded ones apart, with nothing seen."""
        return self.cells.evaluate_all(
            f"""cells => cells.flatMap((cell, number) => {TOP_OUTPUTS}.filter(out =>
                out.checkVisibility() && !(out.offsetHeight && (out.innerText.trim() ||
                [...out.querySelectorAll('img, iframe, svg, canvas, video, input')].some(
                one => one.getBoundingClientRect().height)))).map(
                out => [number, out.outerHTML.slice(0, 300)]))"""
        )

    def violations(self, *rules: str) -> list[tuple]:
        """Return all that axe-core finds in outputs and maps: rule, impact, elements.

        By all of its rules, or by those that are named.
        """
        found = violations(self.page, *rules, within=".jp-OutputArea-output", but=AROUND)
        for frame in self.map_frames():
            found += violations(frame, *rules, but=AROUND)
        return found

    def beyond(self, parts: str) -> list[str]:
        """Return the HTML of what in these parts of outputs reaches beyond its output's right."""
        return self.page.locator(parts).evaluate_all(
            """all => all.flatMap(part => [...part.querySelectorAll('*')].filter(
                one => one.getBoundingClientRect().right >
                    part.closest('.jp-OutputArea-output').getBoundingClientRect().right + 1))
                .map(one => one.outerHTML.slice(0, 200))"""
        )

    def overlapping(self, parts: str) -> list[list[str]]:
        """Return the HTML of controls and words in these parts of outputs that lie over others."""
        return self.page.locator(parts).evaluate_all(
            """all => all.flatMap(part => {
                const seen = [...part.querySelectorAll(`legend, label, input, select, textarea, li,
                    button:not(.news-para), summary, p, q, .news-told`)].filter(
                    one => one.checkVisibility() && !one.closest('.news-hidden'));
                const boxes = seen.map(one => one.getBoundingClientRect());
                const begins = (one, other) =>
                    one.left + 1 < other.right && one.top + 1 < other.bottom;
                const over = (one, other) => begins(one, other) && begins(other, one);
                return seen.flatMap((one, at) => seen.slice(at + 1).filter(
                    (other, on) => over(boxes[at], boxes[at + 1 + on]) && !one.contains(other))
                    .map(other => [one, other].map(two => two.outerHTML.slice(0, 200))));
            })"""
        )

    def cut(self, parts: str) -> list[str]:
        """Return the HTML of lists to choose from, in these parts, that cut their words short."""
        return self.page.locator(f":is({parts}) select").evaluate_all(
            """all => all.filter(one => {
                const whole = one.cloneNode(true), {width} = one.getBoundingClientRect();
                whole.style.cssText = 'max-width: none; min-width: 0; position: absolute';
                one.after(whole);
                const needed = whole.getBoundingClientRect().width;
                whole.remove();
                return width + 1 < needed;
            }).map(one => one.outerHTML.slice(0, 200))"""
        )

    def images(self) -> list[list]:
        """Return [alt, natural width] of each image in outputs; a broken one is 0 wide.

        JupyterLab itself writes the alt 'Image' where a notebook has none or an empty one.
        """
        found = "all => all.map(img => [img.getAttribute('alt'), img.naturalWidth])"
        return self.outputs.locator("img").evaluate_all(found)

    def unfold(self) -> None:
        """Show the outputs that are saved as hidden."""
        self.page.evaluate("jupyterapp.commands.execute('notebook:show-all-cell-outputs')")
        self._settle()

    def map_frames(self) -> list[Frame]:
        """Return the loaded documents of the iframes with srcdoc in outputs."""
        handles = self.outputs.locator("iframe[srcdoc]").element_handles()
        frames = [frame for handle in handles if (frame := handle.content_frame())]
        for frame in frames:
            frame.wait_for_load_state()
        return frames

    def screenshot(self, path: Path, full: bool = True) -> None:
        """Save a picture of the whole notebook, or with `full=False` of the window as it is."""
        if not full:
            self.page.screenshot(path=path)
            return
        before = self.page.viewport_size
        scroller = self.panel.locator(".jp-WindowedPanel-outer")
        around = before["height"] - scroller.evaluate("one => one.clientHeight") + 40
        rows = scroller.locator(".jp-WindowedPanel-inner")
        self.page.mouse.move(0, 0)
        for _ in range(2):  # again, as what is laid out by the window's height may grow
            height = around + rows.evaluate("one => one.scrollHeight")
            self.page.set_viewport_size({"width": before["width"], "height": height})
            scroller.evaluate("one => one.scrollTop = 0")
            self._settle()
        self.panel.screenshot(path=path)
        self.page.set_viewport_size(before)
