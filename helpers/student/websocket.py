"""How JupyterLab's server passes a kernel's messages to the page: each one at once.

This module is an extension of that server, as `jupyter/server_extension.json` says. Where it can
no longer be imported, the server warns and goes on with its own connection.
"""

from __future__ import annotations

from typing import Any

from jupyter_server.serverapp import ServerApp
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection

SETTING = "kernel_websocket_connection_class"


class PromptConnection(ZMQChannelsWebsocketConnection):
    """The server's own connection, on a socket that does not hold small messages back.

    Without this a reply waits until the page has acknowledged the message before it: 40 ms on
    Linux, up to 200 ms on Windows (Nagle's algorithm, RFC 896, with delayed acknowledgements,
    RFC 1122).
    """

    def connect(self) -> Any:
        """Connect as the server does, with TCP_NODELAY set; return what it returns."""
        self.websocket_handler.set_nodelay(True)
        return super().connect()


def _load_jupyter_server_extension(server: ServerApp) -> None:
    """Put this connection in the place of the server's own; any other that was set stays."""
    settings = server.web_app.settings
    if settings[SETTING] is ZMQChannelsWebsocketConnection:
        settings[SETTING] = PromptConnection
