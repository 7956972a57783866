"""The bench that probes work on: environments, servers and programs, all bounded and cleaned up."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from subprocess import CompletedProcess

from comparator.lab.environments import Environment
from comparator.lab.results import Interface, Of, Place
from comparator.lab.servers import Server
from comparator.lab.subjects import Subject


class Bench:
    """Everything that a probe needs, for one run. Made by the runner."""

    subjects: tuple[Subject, ...]
    folder: Path
    """A folder that is removed at the end of the run."""

    quick: bool

    def rounds(self, count: int) -> int:
        """Return how many rounds to take: ``count``, or 1 in a quick run."""
        raise NotImplementedError

    def place(
        self,
        subject: Subject,
        case: str,
        of: Of = "app",
        server: str | None = None,
        interface: Interface | None = None,
    ) -> Place:
        """Return what a result speaks of, with the release that the subject's lock pins."""
        raise NotImplementedError

    def environment(self, subject: Subject, of: Of) -> Environment:
        """Return the virtual environment made from the lock of that part, made on first use.

        app.txt, starter.txt (for stranger too) or addons.txt, with hashes, and nothing else: no
        server, no pip; bytecode is kept outside. Raises LabError with what the installer said.
        """
        raise NotImplementedError

    def code(self, subject: Subject, of: Of) -> Path:
        """Return a copy of the subject's folder of that name, with its database prepared."""
        raise NotImplementedError

    def run(
        self,
        environment: Environment,
        arguments: Sequence[str],
        folder: Path,
        variables: Mapping[str, str] | None = None,
        seconds: float = 10,
    ) -> "CompletedProcess[str]":
        """Run ``python *arguments`` of an environment in a folder, with its output as text.

        Raises LabError if it takes longer; its whole process group is then killed. The exit
        code is the caller's to judge.
        """
        raise NotImplementedError

    @contextmanager
    def serve(
        self,
        subject: Subject,
        of: Of = "app",
        server: str = "granian",
        interface: Interface | None = None,
        workers: int = 1,
    ) -> Iterator[Server]:
        """Serve a subject's app, starter or stranger on ``server.port`` of 127.0.0.1.

        The usual interface unless one is named. ``server``: granian or gunicorn for WSGI,
        granian or uvicorn for ASGI. The address answers when the block is entered, and the whole
        process group has gone when it is left. Raises LabError with the end of the server's log.
        """
        raise NotImplementedError
        yield

    def refusal(self, subject: Subject, server: str, interface: Interface) -> str | None:
        """Return why the equal app does not keep the contract on that server, None if it does.

        The contract is checked on first use. Probes that measure the equal app ask this first
        and yield ``failed`` with the reason.
        """
        raise NotImplementedError
