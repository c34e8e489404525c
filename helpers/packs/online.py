"""A pack that is online: its links on Binder, and on a JupyterHub with nbgitpuller."""

from __future__ import annotations

import re
from urllib.parse import quote

from attrs import frozen

from helpers.common.errors import KitError

BINDER, GITHUB = "https://mybinder.org/v2", "https://github.com/"
HUB = "https://hub.example.org"  # stands for the address of a school's own hub
ADDRESS = re.compile(
    rf"{re.escape(GITHUB)}[\w.-]+/[\w.-]+|(?!{re.escape(GITHUB)})https://[\w.:-]+(/[\w.~-]+)+",
    re.ASCII,
)


@frozen
class Repository:
    """A Git repository that everybody may read, by its address."""

    address: str

    def on_binder(self, path: str) -> str:
        """The link that opens one of its files on Binder.

        Its form is that of https://mybinder.readthedocs.io/en/latest/howto/user_interface.html,
        and of a repository elsewhere than on GitHub that of any Git repository.
        """
        name = self.address.removeprefix(GITHUB)
        where = f"git/{in_link(name)}" if name == self.address else f"gh/{name}"
        return f"{BINDER}/{where}/HEAD?urlpath={in_link(f'lab/tree/{path}')}"

    def on_hub(self, path: str) -> str:
        """The link that brings it to a JupyterHub with nbgitpuller, and opens one of its files.

        Its form is that of https://nbgitpuller.readthedocs.io/en/latest/topic/url-options.html.
        """
        opened = in_link(f"lab/tree/{self.address.rpartition('/')[2]}/{path}")
        pull = f"git-pull?repo={in_link(self.address)}&urlpath={opened}"
        return f"{HUB}/hub/user-redirect/{pull}"


def in_link(words: str) -> str:
    """Words as they stand in a link behind a question mark, or between two slashes."""
    return quote(words, safe="")


def read_repository(words: str) -> Repository:
    """The repository of an address as a browser shows it; KitError where that is none."""
    address = words.strip().rstrip("/").removesuffix(".git")
    if not ADDRESS.fullmatch(address):
        raise KitError(
            f"“{words}” is no address of a repository. Write it like "
            "https://github.com/owner/name, as your browser shows it on the repository's first "
            "page."
        )
    return Repository(address)
