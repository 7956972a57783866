"""The server where hardly anything is given: no locale, no home, nothing that could be written."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.faults.conftest import FAMILIES
from tests.faults.load import ask
from tests.faults.running import Running, await_until, is_ready, running
from tests.page import checked
from tests.refusal import TO_DO
from tests.sites import ROOT

pytestmark = pytest.mark.slow

BARE = {
    "HOME": "/nonexistent",
    "LANG": "C",
    "LC_ALL": "C",
    "PYTHONUTF8": "",
    "PYTHONIOENCODING": "",
    "PATH": "/usr/bin:/bin",
    "TMPDIR": "/nonexistent",
    "XDG_CACHE_HOME": "",
    "USER": "",
}
WITHOUT_POWERS = ("setpriv", "--bounding-set=-all", "--inh-caps=-all", "--no-new-privs")
"""Even root then may write only where the mode of a file lets it."""


@pytest.fixture
def sealed(tmp_path: Path, small: Path) -> Iterator[Path]:
    """The site and its database in a folder in which nobody may write anything."""
    folder = tmp_path / "site"
    ignored = shutil.ignore_patterns("__pycache__")
    for part in ("comparator", "migrations"):
        shutil.copytree(ROOT / part, folder / part, ignore=ignored)
    shutil.copy(ROOT / "wsgi.py", folder)
    shutil.copy(small, folder / "site.sqlite")
    for path in (*folder.rglob("*"), folder):
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield folder
    for path in (folder, *folder.rglob("*")):
        if path.is_dir():
            path.chmod(0o755)


def test_in_a_bare_environment_it_serves_the_same(small: Path) -> None:
    with running(small) as usual, running(small, settings=BARE) as bare:
        for server in (usual, bare):
            await_until(lambda server=server: is_ready(server), "readiness")  # type: ignore[misc]
        for address in FAMILIES:
            one, other = ask(usual, address).answer, ask(bare, address).answer
            assert one is not None
            assert other is not None
            assert (one.status, len(one.body)) == (other.status, len(other.body)), address
        assert "Traceback" not in bare.said


@contextmanager
def serving_sealed(folder: Path, address: str) -> Iterator[Running]:
    """Serve from the folder, and check that nothing in it has changed afterwards."""
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    powers = WITHOUT_POWERS if os.geteuid() == 0 else ()
    log = folder.with_suffix(".log")
    with running(address, before=powers, settings=BARE, folder=folder, log=log) as server:
        yield server
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_where_nothing_can_be_written_it_serves(sealed: Path) -> None:
    """SQLite has to be told that nobody else writes either, or it wants to keep a lock there."""
    address = f"sqlite:///file:{sealed / 'site.sqlite'}?immutable=1&uri=true"
    with serving_sealed(sealed, address) as server:
        await_until(lambda: is_ready(server), "readiness")
        for page in FAMILIES:
            assert server.status(page) == 200, page
        assert "Traceback" not in server.said


def test_what_cannot_be_read_where_nothing_can_be_written_is_told(sealed: Path) -> None:
    with serving_sealed(sealed, f"sqlite:///{sealed / 'site.sqlite'}") as server:
        for address in ("/", "/criteria/", "/readyz"):
            answer = server.send(address.encode())
            assert answer.status == 503
            assert TO_DO.search(checked(address, answer).text)
        assert "Traceback" not in server.said
