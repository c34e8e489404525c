"""A click is answered at once: the server holds no small message back."""

import json

from jupyter_server.services.kernels.websocket import KernelWebsocketHandler
from support import ROOT
from traitlets.utils.importstring import import_item

CONFIG = ROOT / "helpers/student/jupyter/jupyter_config.json"


class Page(KernelWebsocketHandler):
    """The server's end of a page, which only notes what is asked of it."""

    def __init__(self, done):
        """Keep the list that calls are noted in."""
        self.done = done

    def set_nodelay(self, value):
        """Note the call."""
        self.done.append(("nodelay", value))


def test_the_configured_connection_sets_nodelay_before_it_connects(monkeypatch):
    named = json.loads(CONFIG.read_text("utf-8"))["ServerApp"]["kernel_websocket_connection_class"]
    made, done = import_item(named), []
    monkeypatch.setattr(made.__mro__[1], "connect", lambda self: done.append("connect"))
    connection = made.__new__(made)
    connection.websocket_handler = Page(done)
    connection.connect()
    assert done == [("nodelay", True), "connect"]
