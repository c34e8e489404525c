"""A click is answered at once: the server holds no small message back."""

from types import SimpleNamespace

import pytest
from jupyter_server.gateway.connections import GatewayWebSocketConnection
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from jupyter_server.services.kernels.websocket import KernelWebsocketHandler

from helpers.student.websocket import (
    SETTING,
    PromptConnection,
    _load_jupyter_server_extension,
)


class Page(KernelWebsocketHandler):
    """The server's end of a page, which only notes what is asked of it."""

    def __init__(self, done):
        """Keep the list that calls are noted in."""
        self.done = done

    def set_nodelay(self, value):
        """Note the call."""
        self.done.append(("nodelay", value))


def test_the_connection_sets_nodelay_before_it_connects(monkeypatch):
    done = []
    monkeypatch.setattr(
        ZMQChannelsWebsocketConnection, "connect", lambda self: done.append("connect")
    )
    connection = PromptConnection.__new__(PromptConnection)
    connection.websocket_handler = Page(done)
    connection.connect()
    assert done == [("nodelay", True), "connect"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (ZMQChannelsWebsocketConnection, PromptConnection),
        (GatewayWebSocketConnection, GatewayWebSocketConnection),
    ],
    ids=["the server's own", "a gateway's"],
)
def test_only_the_servers_own_connection_is_replaced(before, after):
    settings = {SETTING: before}
    _load_jupyter_server_extension(SimpleNamespace(web_app=SimpleNamespace(settings=settings)))
    assert settings == {SETTING: after}
