"""A question to the database that nobody has to wait for long, whatever has become of it."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from time import monotonic
from typing import Any

from comparator.errors import DatabaseSilentError


class Asking:
    """Asks once for all who want to know at the same time, in a thread of its own.

    A server that has stopped in the middle of a word answers neither yes nor no. Whoever looks
    after a site asks again and again, and each time would otherwise hold up one more thread.
    """

    def __init__(self, ask: Callable[[], Any], *, seconds: float) -> None:
        """Call ``ask`` when somebody wants to know; it has so many ``seconds`` for its answer."""
        self.ask, self.seconds = ask, seconds
        self._lock, self._until = threading.Lock(), 0.0
        self._answer: Future[Any] = Future()
        self._answer.set_result(None)

    def __call__(self) -> Any:
        """Return the answer. Raises what asking raised, or DatabaseSilentError if it is late."""
        with self._lock:
            if self._answer.done():
                self._answer, self._until = Future(), monotonic() + self.seconds
                work = threading.Thread(target=self._work, args=(self._answer,), daemon=True)
                try:
                    work.start()
                except RuntimeError:
                    # Or everybody would wait for an answer that nobody looks for.
                    none = DatabaseSilentError("there is no thread left to ask the database")
                    self._answer.set_exception(none)
            answer, left = self._answer, self._until - monotonic()
        try:
            return answer.result(max(left, 0))
        except TimeoutError:
            raise DatabaseSilentError("the database does not answer") from None

    def _work(self, answer: Future[Any]) -> None:
        try:
            answer.set_result(self.ask())
        except Exception as error:
            answer.set_exception(error)
