"""Notebooks really run: their cells in a kernel, and a page that talks to the kernel's forms."""

import json
import os
import queue
import time
from pathlib import Path
from typing import Any, Self

from jupyter_client.manager import start_new_kernel


class RunningNotebooks:
    """The cells of notebooks that open the lesson and ask, run in one kernel, one after another.

    `forms` holds what each notebook sent to its page, by notebook and exercise.
    """

    def __init__(
        self, paths: list[Path], work: Path, lesson: str = "belarus-2020", every: bool = False
    ):
        """Name the notebooks, and where answers are saved; with `every`, all cells are run."""
        self.paths, self.every = paths, every
        self.env = {"WORK": str(work), "LESSON": lesson}
        self.env["PYTHONPATH"] = str(next(p for p in paths[0].parents if (p / "helpers").is_dir()))
        self.forms: dict[str, dict[str, Any]] = {}
        self._channels: dict[str, str] = {}

    def __enter__(self) -> Self:
        """Start the kernel and run of each notebook the first cell and every cell that asks."""
        env = os.environ | self.env
        self._manager, self._client = start_new_kernel(cwd=str(self.paths[0].parent), env=env)
        for path in self.paths:
            cells = json.loads(path.read_text("utf-8"))["cells"]
            code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
            asking = [code[0], *(one for one in code if one.startswith("ask("))]
            for source in code if self.every else asking:
                self._until_idle(self._client.execute(source))
        return self

    def __exit__(self, *_: object) -> None:
        """End the kernel at once."""
        self._client.stop_channels()
        self._manager.shutdown_kernel(now=True)

    def click(self, notebook: str, exercise: str, answer: Any, do: str = "check") -> dict[str, Any]:
        """Send what a notebook's page sends on a click, and return the form that comes back."""
        message = {"do": do, "exercise": exercise, "answer": answer}
        data = {"method": "custom", "content": message}
        content = {"comm_id": self._channels[notebook], "data": data}
        sent = self._client.session.msg("comm_msg", content)
        self._client.shell_channel.send(sent)
        self._until_idle(sent["header"]["msg_id"])
        return self.forms[notebook][exercise]

    def _until_idle(self, sent: str) -> None:
        end = time.monotonic() + 60
        while time.monotonic() < end:
            try:
                message = self._client.get_iopub_msg(timeout=60)
            except queue.Empty:
                break
            if message["parent_header"].get("msg_id") != sent:
                continue
            content = message["content"]
            assert message["msg_type"] != "error", content
            if message["msg_type"] == "status" and content["execution_state"] == "idle":
                return
            self._hear(message["msg_type"], content)
        raise TimeoutError("the kernel does not answer")

    def _hear(self, kind: str, content: dict[str, Any]) -> None:
        state = content.get("data", {}).get("state", {})
        if kind == "comm_open" and "forms" in state:
            self._channels[state["notebook"]] = content["comm_id"]
            self.forms[state["notebook"]] = dict(state["forms"])
        if kind == "comm_msg" and content["data"].get("method") == "custom":
            said = content["data"]["content"]
            names = {channel: name for name, channel in self._channels.items()}
            forms = self.forms[names[content["comm_id"]]]
            for form in [*said.get("forms", {}).values(), *filter(None, [said.get("form")])]:
                forms[form["id"]] = forms.get(form["id"], {}) | form
