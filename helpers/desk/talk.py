"""A page of forms and its notebook: what is asked, and the answer, at once or when it is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from attrs import define, field

from helpers.common.errors import KitError
from helpers.common.text import storable, visible
from helpers.desk.work import Stopped, Tell, Work

BUSY = "Something is still running. Wait until it is done, or stop it."
Message = Mapping[str, Any]
Pieces = Sequence[bytes]
Reply = Callable[[Any, Message, Pieces], dict[str, Any]]


@define
class Talk:
    """Answers the messages of one page; `send` sends it a message, with bytes behind it.

    `keep` goes on when files that were written are kept: at once, but for a browser. A subclass
    says in `SHORT` what it answers at once, and in `LONG` what takes long and can be stopped.
    """

    send: Callable[[dict[str, Any], list[bytes]], None]
    keep: Callable[[Callable[[], None]], None] = lambda then: then()
    work: Work = field(init=False)

    SHORT: ClassVar[Mapping[str, Reply]] = {}
    LONG: ClassVar[Mapping[str, Reply]] = {}

    def __attrs_post_init__(self) -> None:
        """Let long work tell how far it is."""
        self.work = Work(lambda message: self.send(message, []))

    def __call__(self, message: Any, pieces: Pieces = ()) -> None:
        """Answer a message of the page: at once, or when the work that it asks for is done."""
        if not isinstance(message, dict) or not isinstance(message.get("do"), str):
            return
        what, tell = message["do"], self.answer_to(message)
        if what == "stop":
            self.work.stop()
        elif what in self.LONG:
            if self.work.is_busy:
                tell({"trouble": BUSY})
            else:
                self.work.start(
                    lambda: self.reply(self.LONG[what], message, pieces),
                    lambda answer: self.keep(lambda: tell(answer)),
                )
        elif what in self.SHORT:
            tell(self.reply(self.SHORT[what], message, pieces))

    def answer_to(self, message: Message) -> Tell:
        """What sends the answer to one message; bytes in it go behind it."""

        def tell(answer: dict[str, Any]) -> None:
            data = answer.pop("data", None)
            self.send(answer | {"id": message.get("id")}, [] if data is None else [data])

        return tell

    def reply(self, how: Reply, message: Message, pieces: Pieces) -> dict[str, Any]:
        """Do what a message asks for; the answer to it, which says in words what is wrong."""
        try:
            return how(self, message, pieces)
        except KitError as error:
            return {"trouble": visible(str(error), keep="\n")}
        except Stopped:
            return {"stopped": True}
        except Exception as error:  # a fault of ours is told, too, and ends nothing
            return {"trouble": f"That went wrong ({type(error).__name__}: {error})."}


def word(message: Message, name: str) -> str:
    """A text in a message, or nothing."""
    value = message.get(name)
    return storable(value) if isinstance(value, str) else ""
