"""Ctrl-C and SIGTERM end a run cleanly, and never between starting a process and noting it."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

_held = 0
_pending = False


@contextmanager
def turned_into_exceptions() -> Iterator[None]:
    """Raise KeyboardInterrupt for every signal that asks to end, for the length of the block."""
    before = {number: signal.signal(number, _handle) for number in SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def held() -> Iterator[None]:
    """Let the block run to its end; an interrupt inside it is raised when it is left.

    Not done with a signal mask: a process started inside would inherit it, and could then not
    be asked to end.
    """
    global _held, _pending
    _held += 1
    try:
        yield
    finally:
        _held -= 1
    if _pending and not _held:
        _pending = False
        raise KeyboardInterrupt


def _handle(number: int, frame: FrameType | None) -> None:
    global _pending
    if _held:
        _pending = True
    else:
        raise KeyboardInterrupt
