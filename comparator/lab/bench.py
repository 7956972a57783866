"""The bench that probes work on: environments, servers and programs, all bounded and cleaned up."""

import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from comparator.lab import LabError, contract, environments, processes, servers
from comparator.lab.environments import Environment, Interpreter
from comparator.lab.machine import Watch
from comparator.lab.results import Interface, Of, Place
from comparator.lab.servers import SERVERS, Launch, Server
from comparator.lab.subjects import Part, Subject

SERVERS_LOCK = Path(servers.__file__).with_name("servers") / "requirements.txt"

PREPARE_SECONDS = 30

FIRST_PATH: Mapping[Of, str] = {"app": "/plaintext"}
"""What is asked for to see whether a server answers: / of a starter, whatever it says."""

APPEND = "import sys\nsys.path.append({folder!r})\n"
"""Makes the servers importable behind everything that the subject has installed itself."""


@dataclass(slots=True)
class Bench:
    """Everything that a probe needs, for one run. Made by the runner.

    ``folder`` is removed at the end of the run; ``kept`` keeps environments for the next one.
    """

    subjects: tuple[Subject, ...]
    folder: Path
    python: Interpreter
    quick: bool = False
    whole: bool = True
    """False where subjects were named: a look at one of them is to take less than a minute."""

    kept: Path | None = None
    port: int | None = None
    watch: Watch = field(default_factory=Watch)
    _environments: dict[str, Environment | LabError] = field(default_factory=dict)
    _code: dict[tuple[str, Of], Path | LabError] = field(default_factory=dict)
    _refusals: dict[tuple[str, str, Interface], str | None] = field(default_factory=dict)

    def rounds(self, count: int) -> int:
        """Return how many rounds to take: ``count``, or 1 in a quick run."""
        return 1 if self.quick else count

    def pairs(self) -> list[tuple[Subject, str, Interface]]:
        """Return every subject with the servers and interfaces that it is measured on.

        All of them in a whole run; else the usual interface on the server that serves both.
        """
        return [
            (subject, server, interface)
            for subject in self.subjects
            for interface in (subject.interfaces if self.whole else subject.interfaces[:1])
            for server in list(SERVERS[interface])[: None if self.whole else 1]
        ]

    def place(
        self,
        subject: Subject,
        case: str,
        of: Of = "app",
        server: str | None = None,
        interface: Interface | None = None,
    ) -> Place:
        """Return what a result speaks of, with the release that the subject's lock pins."""
        release = subject.release(of, self.python.minor)
        return Place(subject.slug, subject.framework, release, case, of, server, interface)

    def environment(self, subject: Subject, of: Of) -> Environment:
        """Return the virtual environment made from the lock of that part, made on first use.

        app.txt, starter.txt (for a stranger that has no lock of its own too) or addons.txt, with
        hashes, and nothing else: no server, no pip; bytecode is kept outside. Raises LabError
        with what the installer said.
        """
        lock = subject.lock(of, self.python.minor)
        return self._installed(f"{subject.slug}-{lock.stem}", lock)

    def servers(self) -> Environment:
        """Return the environment that holds the servers; raises LabError."""
        return self._installed("servers", SERVERS_LOCK)

    def _installed(self, name: str, lock: Path) -> Environment:
        if name not in self._environments:
            folder = (self.kept or self.folder) / f"{name}-{self.python.version}"
            try:
                made = environments.install(self.python, lock, folder, self.kept is not None)
                self._environments[name] = made
            except LabError as error:
                self._environments[name] = error
        found = self._environments[name]
        if isinstance(found, LabError):
            raise LabError(str(found))
        return found

    @contextmanager
    def trial(self, name: str, requirements: Sequence[str]) -> Iterator[Environment]:
        """Make an environment without a lock; it goes with the block, unless they are kept.

        Raises RefusedError where the requirements do not go together, else LabError.
        """
        folder = (self.kept or self.folder) / f"{name}-{self.python.version}"
        try:
            yield environments.trial(self.python, requirements, folder, self.kept is not None)
        finally:
            if self.kept is None:
                for made in (folder, Path(f"{folder}-bytecode")):
                    shutil.rmtree(made, ignore_errors=True)

    def code(self, subject: Subject, of: Of) -> Path:
        """Return a copy of the subject's folder of that name, with its database prepared.

        Programs write beside their code, and must not do so in ours. Raises LabError.
        """
        if (subject.slug, of) not in self._code:
            try:
                self._code[subject.slug, of] = self._copied(subject, of)
            except LabError as error:
                self._code[subject.slug, of] = error
        found = self._code[subject.slug, of]
        if isinstance(found, LabError):
            raise LabError(str(found))
        return found

    def _copied(self, subject: Subject, of: Of) -> Path:
        folder = self.folder / "code" / f"{subject.slug}-{of}"
        if not (subject.folder / of).is_dir():
            raise LabError(f"the subject {subject.slug} has no folder {of}")
        shutil.copytree(subject.folder / of, folder)
        if (folder / "prepare.py").exists():
            done = self.run(
                self.environment(subject, of),
                ["prepare.py"],
                folder,
                self.variables(subject, of),
                PREPARE_SECONDS,
            )
            if done.returncode:
                reason = processes.last_lines(done.stderr)
                raise LabError(f"{subject.slug}/{of}/prepare.py failed: {reason}")
        return folder

    def variables(self, subject: Subject, of: Of) -> dict[str, str]:
        """Return the settings of a part: its database, and what ``subject.toml`` names."""
        database = self.folder / "code" / f"{subject.slug}-{of}.sqlite"
        part = subject.parts.get(of)
        return {"LAB_DATABASE": str(database), **(part.variables if part else {})}

    def run(
        self,
        environment: Environment,
        arguments: Sequence[str],
        folder: Path,
        variables: Mapping[str, str] | None = None,
        seconds: float = 10,
    ) -> "subprocess.CompletedProcess[str]":
        """Run ``python *arguments`` of an environment in a folder, with its output as text.

        Raises LabError if it takes longer; its whole process group is then killed. The exit
        code is the caller's to judge.
        """
        surroundings = processes.surroundings(
            {"HOME": str(self.folder), **environment.variables, **(variables or {})}
        )
        command = [str(environment.python), *arguments]
        return processes.run(command, folder, surroundings, seconds, processes.cores()[0])

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
        chosen = interface or subject.usual
        path = FIRST_PATH.get(of, "/")
        launch = Launch(
            environment=self.environment(subject, of),
            folder=self.code(subject, of),
            target=part_of(subject, of).targets[chosen],
            server=server,
            interface=chosen,
            workers=workers,
            variables={**self.variables(subject, of), **self._server_variables()},
        )
        with servers.serving(launch, path, self.port) as running:
            yield running

    def _server_variables(self) -> dict[str, str]:
        folder = self.folder / "servers-on-path"
        if not folder.exists():
            packages = self.servers().site_packages
            folder.mkdir()
            (folder / "sitecustomize.py").write_text(APPEND.format(folder=str(packages)), "utf-8")
        return {"PYTHONPATH": str(folder), "HOME": str(self.folder)}

    def refusal(self, subject: Subject, server: str, interface: Interface) -> str | None:
        """Return why the equal app does not keep the contract on that server, None if it does.

        The contract is checked on first use. Probes that measure the equal app ask this first
        and yield ``failed`` with the reason.
        """
        key = (subject.slug, server, interface)
        if key not in self._refusals:
            self._refusals[key] = self._checked(subject, server, interface)
        return self._refusals[key]

    def _checked(self, subject: Subject, server: str, interface: Interface) -> str | None:
        try:
            with self.serve(subject, "app", server, interface) as running:
                checks = contract.verify(running.port, subject.tasks)
        except LabError as error:
            return str(error)
        broken = [f"{one.task}, {one.endpoint}: {one.message}" for one in checks if not one.ok]
        return f"the contract is not kept: {'; '.join(broken)}" if broken else None


def part_of(subject: Subject, of: Of) -> Part:
    """Return the part of that name; raises LabError if the subject has none."""
    try:
        return subject.parts[of]
    except KeyError:
        raise LabError(f"{subject.slug}/subject.toml has no table [{of}]") from None
