"""How JupyterLab's server passes a kernel's messages to the page: each one at once."""

from __future__ import annotations

from typing import Any

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection


class PromptConnection(ZMQChannelsWebsocketConnection):
    """The server's own connection, on a socket that does not hold small messages back.

    Without this a reply waits until the page has acknowledged the message before it: 40 ms on
    Linux, up to 200 ms on Windows (Nagle's algorithm, RFC 896, with delayed acknowledgements,
    RFC 1122). `jupyter_config.json` names it.
    """

    def connect(self) -> Any:
        """Connect as the server does, with TCP_NODELAY set; return what it returns."""
        self.websocket_handler.set_nodelay(True)
        return super().connect()
