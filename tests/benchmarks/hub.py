"""A hub with two students, who click the link of a pack in Chromium, and a teacher at the desk.

Answers stay each student's own, and the teacher, who has a kit there, grades them.

    python tests/benchmarks/hub.py FOLDER

FOLDER is one in which a hub was installed as docs/online.md says. The pack lies in a repository on
this machine, to which Git leads the address of the link. Between two clicks the hub is stopped and
started, and the teacher changes the pack, having tried it in the folder of the repository.
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
import zipfile
from contextlib import contextmanager, suppress
from pathlib import Path
from types import SimpleNamespace

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from support import copied_kit  # noqa: E402
from support.browser import Browser, NotebookPage  # noqa: E402
from support.teachers_desk import TeachersDesk  # noqa: E402

from helpers.packs.online import HUB, read_repository  # noqa: E402
from helpers.packs.pack import pack  # noqa: E402

ONLINE = read_repository("https://github.com/owner/news")
FIRST = "notebooks/00_read_the_article.ipynb"
TEACHER = "teacher"
VOTES = {"anna": "The words leave it open", "bela": "No, not on that flight"}
CONFIG = """
c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allow_all = True
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = {homes!r}
c.Spawner.args = ["--allow-root", "--LabApp.expose_app_in_browser=True"]
c.Spawner.environment = {{
    "GIT_CONFIG_COUNT": "1",
    "GIT_CONFIG_KEY_0": "url.{repository}.insteadOf",
    "GIT_CONFIG_VALUE_0": {address!r},
}}
c.JupyterHub.bind_url = "http://127.0.0.1:{ports[0]}"
c.JupyterHub.hub_port = {ports[1]}
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{ports[2]}"
"""


def git(folder, *words):
    """Run Git in a folder, as somebody."""
    who = ("-c", "user.name=A teacher", "-c", "user.email=teacher@example.org")
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


def put_online(here, **options):
    """Pack, unpack into the folder of the repository, and push all that is there."""
    pack(here / "kit", here / "news.zip", online=ONLINE, **options)
    with zipfile.ZipFile(here / "news.zip") as archive:
        archive.extractall(here / "news")
    git(here / "news", "add", ".")
    git(here / "news", "commit", "-m", "News")
    git(here / "news", "push", str(here / "news.git"), "HEAD:main")


@contextmanager
def hub(folder, here, port):
    """A hub that runs, with the settings in `here`."""
    bins = (folder / ".venv" / "bin", folder / ".venv" / "node_modules" / ".bin")
    env = os.environ | {"PATH": os.pathsep.join([*map(str, bins), os.environ["PATH"]])}
    with (here / "hub.log").open("ab") as log:
        command = [bins[0] / "jupyterhub", "-f", here / "config.py"]
        running = subprocess.Popen(command, cwd=here, env=env, stdout=log, stderr=log)
        try:
            for _ in range(120):
                time.sleep(0.5)
                with suppress(OSError):
                    urllib.request.urlopen(f"http://127.0.0.1:{port}/hub/login").close()
                    break
            yield
        finally:
            running.terminate()
            running.wait(60)


def log_in(page, user):
    """Log in as somebody, and wait for what was asked for."""
    page.get_by_label("Username").fill(user)
    page.get_by_label("Password").fill("any")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/lab/tree/**")


def click(here, port, user, vote):
    """Click the link as a user and run the notebook; return what stood there, then vote."""
    at = f"http://127.0.0.1:{port}"
    with Browser() as browser:
        page = browser.new_page()
        page.goto(ONLINE.on_hub(FIRST).replace(HUB, at))
        log_in(page, user)
        lab = SimpleNamespace(url=f"{at}/user/{user}", root=here / "homes" / user)
        notebook = NotebookPage(lab, page, f"news/{FIRST}")
        notebook.idle.wait_for()
        top = notebook.panel.locator(".jp-Cell").first.inner_text()
        notebook.run_all()
        before = page.get_by_role("radio", name=VOTES[user]).is_checked()
        if vote:
            page.get_by_label(VOTES[user]).first.click()
            page.get_by_role("button", name="Check").first.click()
            page.get_by_text("Your vote is kept").wait_for()
        page.evaluate("jupyterapp.commands.execute('docmanager:save')")
        page.wait_for_timeout(1500)
        assert not notebook.error_outputs() and not browser.errors and not browser.outside
        return top, before


def grade_at_desk(here, port, handed_in):
    """Log in as a teacher who has a kit there, collect and grade; return the counts."""
    at = f"http://127.0.0.1:{port}"
    copied_kit(here / "homes" / TEACHER / "kit")
    with Browser() as browser:
        page = browser.new_page()
        page.goto(f"{at}/hub/user-redirect/lab/tree/kit/notebooks/teacher/desk.ipynb")
        log_in(page, TEACHER)
        lab = SimpleNamespace(url=f"{at}/user/{TEACHER}", root=here / "homes" / TEACHER)
        notebook = NotebookPage(lab, page, "kit/notebooks/teacher/desk.ipynb")
        notebook.idle.wait_for()
        notebook.run_all()
        desk = TeachersDesk(page)
        desk.wait()
        desk.turn("Collect")
        desk.box.get_by_label("What the new class is called").fill("7B")
        desk.step.locator("input[type=file]").first.set_input_files([str(one) for one in handed_in])
        desk.step.get_by_text("Collected so far").wait_for()
        desk.turn("Grade")
        desk.press("Grade")
        desk.step.locator(".news-cards").wait_for()
        assert not notebook.error_outputs() and not browser.errors and not browser.outside
        return desk.step.locator(".news-card b").all_inner_texts()


def main(folder):
    """Try it, and say so; AssertionError where an answer is lost or another's."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        here = Path(name)
        with socket.socket() as a, socket.socket() as b, socket.socket() as c:
            for one in (a, b, c):
                one.bind(("127.0.0.1", 0))
            ports = [one.getsockname()[1] for one in (a, b, c)]
        repository, homes = (here / "news.git").as_uri(), str(here / "homes" / "{username}")
        told = CONFIG.format(
            homes=homes, repository=repository, address=ONLINE.address, ports=ports
        )
        (here / "config.py").write_text(told, "utf-8")
        copied_kit(here / "kit")
        git(here, "init", "--bare", "-b", "main", "news.git")
        git(here, "init", "-b", "main", "news")
        put_online(here, class_name="7B")
        with hub(folder, here, ports[0]):
            for user in VOTES:
                top, before = click(here, ports[0], user, vote=True)
                assert "For 7B." in top and not before
        saved = {user: here / f"homes/{user}/news/work/belarus-2020.json" for user in VOTES}
        answers = {user: json.loads(path.read_bytes()) for user, path in saved.items()}
        given = [one["answers"]["vote"]["attempts"][0]["answer"] for one in answers.values()]
        assert len({*given}) == 2
        for user, path in saved.items():
            (here / f"{user}.json").write_bytes(path.read_bytes())
        with hub(folder, here, ports[0]):
            counts = grade_at_desk(here, ports[0], [here / f"{user}.json" for user in saved])
            assert sum(map(int, counts)) == 2 and counts[2:] == ["0", "0"], counts
        (here / "news" / "work").mkdir()
        (here / "news" / "work" / "belarus-2020.json").write_bytes(saved["anna"].read_bytes())
        put_online(here, class_name="7B", title="Changed")
        with hub(folder, here, ports[0]):
            for user in VOTES:
                top, before = click(here, ports[0], user, vote=False)
                assert "Changed" in top and before
        assert answers == {user: json.loads(path.read_bytes()) for user, path in saved.items()}
    print("Two users clicked the link, answered, and found their own answers again.")
    print("A teacher collected and graded them at the desk, on the same hub.")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
