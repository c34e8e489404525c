"""A site in Firefox and in WebKitGTK: both doors, answers that are kept, and no server at the end.

    python tests/benchmarks/other_browsers.py FOLDER

FOLDER is a site. Debian has the browsers: apt-get install firefox-esr webkit2gtk-driver xvfb. Each
is driven by its own protocol, WebDriver BiDi and WebDriver, and one that is not here is left out.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from support.server import given_out  # noqa: E402

PATIENCE = 240  # seconds: WebKitGTK starts Python slowly
MINI = [*Path("/usr/lib").glob("*/webkit2gtk-4*/MiniBrowser")]
SHIFT, ENTER = "\ue008", "\ue006"
ALIVE = "document.documentElement.classList.contains('alive')"
STAYS = "(await navigator.serviceWorker.ready).active.state === 'activated'"
IDLE = "/[|] Idle/.test(document.querySelector('#jp-main-statusbar')?.innerText)"
TROUBLE = """document.querySelectorAll(
    '[data-mime-type$="error"], [data-mime-type$="stderr"]').length"""


class Browser:
    """A browser, with what every one of them can do in its own way: go, js, click and press."""

    def until(self, what: str) -> object:
        """Return what JavaScript gives once it gives anything that holds. Raises TimeoutError."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if found := self.js(what):
                return found
            time.sleep(0.3)
        raise TimeoutError(what)

    def vote(self, within: str, number: int) -> None:
        """Vote, and see that it is counted and saved."""
        form = f'{within} [data-exercise="vote"]'
        self.click(f"{form} input", number)
        self.click(f"{form} .news-check", 0)
        self.until(
            f"document.querySelector('{form} .news-feedback:not(.news-old):not(:empty)')"
            "?.innerText.includes('Your vote is kept')"
        )
        self.until(f"/^Saved /.test(document.querySelector('{form} .news-saved').innerText)")

    def voted(self, within: str, number: int) -> None:
        """See that this is the vote of a form."""
        inputs = f"[...document.querySelectorAll('{within} [data-exercise=\"vote\"] input')]"
        self.until(f"{inputs}[{number}]?.checked")


class Firefox(Browser):
    """Firefox, by WebDriver BiDi."""

    def __init__(self, stack: ExitStack, profile: Path, path: str):
        """Start it."""
        from websocket import create_connection

        command = [path, "--headless", "--no-remote", "--remote-debugging-port", "0"]
        log = stack.enter_context((profile / "log").open("w+"))
        env = os.environ | {"HOME": str(profile)}
        running = subprocess.Popen(
            [*command, "--profile", str(profile)], stderr=log, stdout=log, env=env
        )
        stack.callback(running.wait, 20)
        stack.callback(running.terminate)
        while not (found := re.search(r"ws://\S+", (profile / "log").read_text())):
            time.sleep(0.2)
        self.socket = create_connection(
            f"{found[0]}/session", suppress_origin=True, timeout=PATIENCE
        )
        self.number = count(1)
        self.name = self.told("session.new", capabilities={})["capabilities"]["browserVersion"]
        [tree] = self.told("browsingContext.getTree")["contexts"]
        self.context = tree["context"]

    def told(self, method: str, **how: object) -> dict:
        """Return the reply to a command. Raises RuntimeError where it fails."""
        number = next(self.number)
        self.socket.send(json.dumps({"id": number, "method": method, "params": how}))
        while True:
            reply = json.loads(self.socket.recv())
            if reply.get("id") == number:
                if reply["type"] == "error":
                    raise RuntimeError(reply["message"])
                return reply["result"]

    def go(self, url: str) -> None:
        """Go to an address."""
        self.told("browsingContext.navigate", context=self.context, url=url, wait="interactive")

    def evaluated(self, what: str) -> dict:
        """Return what JavaScript gives, as the protocol has it."""
        found = self.told(
            "script.evaluate",
            expression=f"(async () => {what})()",
            target={"context": self.context},
            awaitPromise=True,
        )
        if found["type"] == "exception":
            raise RuntimeError(found["exceptionDetails"]["text"])
        return found["result"]

    def js(self, what: str) -> object:
        """Return what JavaScript gives: a word, a number, or whether it holds."""
        return self.evaluated(what).get("value")

    def click(self, css: str, number: int) -> None:
        """Click on the element of that number that fits."""
        at = f"document.querySelectorAll('{css}')[{number}]"
        self.js(f"{at}.scrollIntoView({{block: 'center'}})")
        origin = {"type": "element", "element": {"sharedId": self.evaluated(at)["sharedId"]}}
        steps = [{"type": "pointerMove", "x": 0, "y": 0, "origin": origin}]
        steps += [{"type": f"pointer{way}", "button": 0} for way in ("Down", "Up")]
        self.act({"type": "pointer", "id": "mouse", "actions": steps})

    def press(self, *keys: str) -> None:
        """Press keys together."""
        self.act({"type": "key", "id": "keys", "actions": together(keys)})

    def act(self, how: dict) -> None:
        """Use the mouse or the keyboard."""
        self.told("input.performActions", context=self.context, actions=[how])


class WebKit(Browser):
    """The small browser of WebKitGTK, by WebDriver, on a screen of its own."""

    def __init__(self, stack: ExitStack, home: Path, path: str):
        """Start it."""
        env = os.environ | {"DISPLAY": ":97", "HOME": str(home), "XDG_RUNTIME_DIR": str(home)}
        env["WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS"] = "1"  # where root runs it
        quiet = {"stderr": subprocess.DEVNULL, "env": env}
        for command in (["Xvfb", ":97", "-screen", "0", "1366x900x24"], [path, "--port=9517"]):
            running = subprocess.Popen(command, **quiet)
            stack.callback(running.wait, 20)
            stack.callback(running.terminate)
            time.sleep(2)
        options = {"binary": str(MINI[0]), "args": ["--automation"]}
        wanted = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
        self.session = "/session"
        made = self.told("", capabilities=wanted)
        self.name = made["capabilities"]["browserVersion"]
        self.session += f"/{made['sessionId']}"
        stack.callback(self.told, "", method="DELETE")
        self.told("/timeouts", script=PATIENCE * 1000, pageLoad=PATIENCE * 1000)
        self.told("/window/rect", width=1366, height=900, x=0, y=0)

    def told(self, path: str, method: str = "POST", **how: object) -> dict:
        """Return the reply to a command. Raises OSError where it fails."""
        asked = urllib.request.Request(
            f"http://127.0.0.1:9517{self.session}{path}",
            method=method,
            data=json.dumps(how).encode() if method == "POST" else None,
        )
        with urllib.request.urlopen(asked, timeout=PATIENCE) as reply:
            return json.load(reply)["value"]

    def go(self, url: str) -> None:
        """Go to an address."""
        self.told("/url", url=url)

    def js(self, what: str) -> object:
        """Return what JavaScript gives: a word, a number, or whether it holds."""
        words = f"const [done] = arguments; (async () => {what})().then(done);"
        return self.told("/execute/async", script=words, args=[])

    def click(self, css: str, number: int) -> None:
        """Click on the element of that number that fits."""
        found = self.told("/elements", using="css selector", value=css)[number]
        [element] = found.values()
        self.told(f"/element/{element}/click")

    def press(self, *keys: str) -> None:
        """Press keys together."""
        self.told("/actions", actions=[{"type": "key", "id": "keys", "actions": together(keys)}])


def together(keys: tuple[str, ...]) -> list[dict]:
    """Return the steps that press keys together."""
    down = [{"type": "keyDown", "value": key} for key in keys]
    return down + [{"type": "keyUp", "value": key} for key in reversed(keys)]


@contextmanager
def opened(kind: type[Browser], path: str) -> Iterator[Browser]:
    """Yield a browser with nothing kept in it."""
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        ExitStack() as stack,
    ):
        yield kind(stack, Path(folder), path)


def tried(browser: Browser, site: Path) -> Iterator[str]:
    """Try both doors, and yield what was seen; stops with an error at what does not hold."""
    with given_out(site) as address:
        browser.go(address)
        yield f"text: {browser.js('document.querySelector(`h1`).innerText')}"
        browser.until(ALIVE)
        yield "the page is alive"
        browser.vote("", 2)
        yield "an answer on it is counted and saved"
        browser.until(STAYS)
        browser.go("about:blank")
        browser.go(address)
        browser.until(ALIVE)
        browser.voted("", 2)
        yield "opened again, it has the answer"
    # From here on there is no server.
    browser.go(f"{address}lab/lab/index.html?path=00_read_the_article.ipynb")
    browser.until("document.querySelector('.jp-RenderedMarkdown strong')?.innerText")
    yield "text of the lab, without a network"
    browser.until(IDLE)
    yield "its Python is there"
    browser.click(".jp-Notebook .jp-MarkdownCell", 0)
    for _ in range(8):  # cells, of which one asks for the vote
        browser.press(SHIFT, ENTER)
        time.sleep(1)
    browser.voted(".jp-OutputArea", 2)
    yield "the answer of the page stands in the lab"
    browser.vote(".jp-OutputArea", 1)
    assert browser.js(TROUBLE) == 0
    yield "another answer is counted and saved there"
    browser.go(address)
    browser.until(ALIVE)
    browser.voted("", 1)
    yield "and stands on the page, without a network"


def main() -> None:
    """Try each browser that is here."""
    site = Path(sys.argv[1])
    kinds = [("Firefox", Firefox, "firefox-esr"), ("WebKitGTK", WebKit, "WebKitWebDriver")]
    for name, kind, program in kinds:
        if not (path := shutil.which(program)):
            print(f"{name} is not here.")
            continue
        with opened(kind, path) as browser:
            print(name, browser.name)
            start = time.monotonic()
            for seen in tried(browser, site):
                print(f"{time.monotonic() - start:6.1f} s  {seen}", flush=True)


if __name__ == "__main__":
    main()
