"""A notebook really run: its cells in a kernel, and a page that talks to the kernel's forms."""

import json
import os
import queue
import time
from pathlib import Path
from typing import Any, Self

from jupyter_client.manager import start_new_kernel


class RunningNotebook:
    """The cells of a notebook that open the lesson and ask, run in a kernel of their own."""

    def __init__(self, path: Path, work: Path, lesson: str = "belarus-2020"):
        """Name the notebook, and where its answers are saved."""
        self.path, self.env = path, {"WORK": str(work), "LESSON": lesson}
        self.forms: dict[str, Any] = {}
        self.channel = ""

    def __enter__(self) -> Self:
        """Start the kernel and run the first cell and every cell that asks."""
        env = os.environ | self.env
        self._manager, self._client = start_new_kernel(cwd=str(self.path.parent), env=env)
        cells = json.loads(self.path.read_text("utf-8"))["cells"]
        code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
        for source in [code[0], *(one for one in code if one.startswith("ask("))]:
            self.run(source)
        return self

    def __exit__(self, *_: object) -> None:
        """End the kernel at once."""
        self._client.stop_channels()
        self._manager.shutdown_kernel(now=True)

    def run(self, source: str) -> None:
        """Run a cell; keep what it sends to the page. AssertionError where it fails."""
        self._until_idle(self._client.execute(source))

    def click(self, exercise: str, answer: Any, do: str = "check") -> dict[str, Any]:
        """Send what the page sends on a click, and return the form that comes back."""
        message = {"do": do, "exercise": exercise, "answer": answer}
        content = {
            "comm_id": self.channel,
            "data": {"method": "custom", "content": message},
        }
        sent = self._client.session.msg("comm_msg", content)
        self._client.shell_channel.send(sent)
        self._until_idle(sent["header"]["msg_id"])
        return self.forms[exercise]

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
        if kind == "comm_open" and "forms" in content["data"].get("state", {}):
            self.channel = content["comm_id"]
            self.forms |= content["data"]["state"]["forms"]
        if kind == "comm_msg" and content["data"].get("method") == "custom":
            said = content["data"]["content"]
            for form in [*said.get("forms", {}).values(), *filter(None, [said.get("form")])]:
                self.forms[form["id"]] = self.forms.get(form["id"], {}) | form
