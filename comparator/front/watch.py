"""The one thread of a process that works while no page is asked for."""

import logging
import os
import threading
from collections.abc import Callable

log = logging.getLogger(__name__)


class Watch:
    """Does its jobs in turn every few seconds, in a thread that starts with the first request.

    Not earlier: a server makes its workers by copying the process, and a copy has no threads.
    """

    def __init__(self, seconds: int, jobs: list[Callable[[], None]]) -> None:
        """Do ``jobs`` every ``seconds``; never with 0."""
        self.seconds, self.jobs = seconds, jobs
        self._process = 0
        self._starting = threading.Lock()

    def start(self) -> None:
        """Start the thread unless this process has it already."""
        if self._process != os.getpid() and self.seconds:
            with self._starting:
                if self._process != os.getpid():
                    self._start()

    def _start(self) -> None:
        try:
            threading.Thread(target=self._work, name="watch", daemon=True).start()
        except RuntimeError:
            # What is held can be sent without a watch. The next request tries again.
            log.warning("there is no thread left to look for a new edition")
        else:
            self._process = os.getpid()

    def _work(self) -> None:
        pause = threading.Event()
        while not pause.wait(self.seconds):
            for job in self.jobs:
                self._do(job)

    @staticmethod
    def _do(job: Callable[[], None]) -> None:
        """Do one job; a failure is logged and tried again in the next turn, never the end."""
        try:
            job()
        except Exception as error:
            log.warning("%s failed: %s", job.__qualname__, type(error).__name__)
