"""The lab as commands: what they list, what they refuse, and how they end."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import Result
from flask.testing import FlaskCliRunner

from comparator.lab import processes, subjects
from comparator.lab.probes import PROBES
from tests.lab.bench import alive

ROOT = Path(__file__).resolve().parents[2]
SLUGS = [one.slug for one in subjects.read()]


def run(runner: FlaskCliRunner, *arguments: str) -> Result:
    """Run a command; it may leave with a code, never with a traceback."""
    result = runner.invoke(args=["lab", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


def test_a_process_that_serves_never_holds_the_lab() -> None:
    source = "import sys, wsgi; print([name for name in sys.modules if 'comparator.lab' in name])"

    done = subprocess.run(
        [sys.executable, "-c", source], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert done.stdout == "[]\n"


def test_the_list_names_every_probe_and_subject(runner: FlaskCliRunner) -> None:
    shown = run(runner, "list").stdout

    for slug, probe in PROBES.items():
        assert f"{slug} " in shown
        assert probe.question in shown
    for subject in subjects.read():
        assert f"\n{subject.slug} " in shown


def test_the_commands_explain_themselves(runner: FlaskCliRunner) -> None:
    shown = run(runner, "--help").stdout

    assert all(f"\n  {name} " in shown for name in ("list", "run", "verify"))


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("run", "through-put"), 'no probe is called "through-put"; did you mean "throughput"?'),
        (("run", "--subject", "flsk"), 'no subject is called "flsk"; did you mean "flask"?'),
        (("verify", "--subject", "xyz"), f"there are: {', '.join(SLUGS)}"),
    ],
)
def test_unknown_names_are_refused_with_near_ones(
    runner: FlaskCliRunner, arguments: Sequence[str], hint: str
) -> None:
    result = run(runner, *arguments)

    assert result.exit_code == 2
    assert hint in " ".join(result.stderr.split())


def test_a_missing_wrk_is_told_before_anything_is_done(
    runner: FlaskCliRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")

    result = run(runner, "run", "throughput")

    assert result.exit_code == 1
    assert result.stderr == (
        "wrk, which makes the load, is not installed: apt-get install wrk\nNothing was measured.\n"
    )


def test_a_malformed_subject_is_told(runner: FlaskCliRunner, tmp_path: Path) -> None:
    (tmp_path / "toy").mkdir()
    (tmp_path / "toy" / "subject.toml").write_text('name = "Toy"\n', encoding="utf-8")

    result = run(runner, "run", "start-up-time", "--subjects-in", str(tmp_path))

    assert result.exit_code == 1
    assert "toy/subject.toml: the key 'interfaces' is missing" in result.stderr


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the slow tests share their environments."""
    return tmp_path_factory.mktemp("environments")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the bare callable's subject, to be changed."""
    shutil.copytree(subjects.FOLDER / "wsgi", tmp_path / "subjects" / "wsgi")
    return tmp_path / "subjects"


def command(folder: Path, kept: Path, *arguments: str) -> list[str]:
    flask = [sys.executable, "-m", "flask", "--app", "wsgi", "lab", *arguments]
    return [*flask, "--subjects-in", str(folder), "--keep", str(kept)]


def finished(folder: Path, kept: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run a command in a process of its own, as a reader would, to its end."""
    temporary = folder.parent / "temporary"
    temporary.mkdir()
    done = subprocess.run(
        command(folder, kept, *arguments),
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(temporary)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert "Traceback" not in done.stderr
    assert list(temporary.iterdir()) == []
    return done


@pytest.mark.slow
def test_a_run_writes_a_sound_file(folder: Path, kept: Path) -> None:
    files = folder.parent / "files"

    done = finished(folder, kept, "run", "start-up-time", "--quick", "--to", str(files))

    assert done.returncode == 0, done.stderr
    assert "Written: start-up-time.json." in done.stdout
    assert [path.name for path in files.iterdir()] == ["start-up-time.json"]
    results = json.loads((files / "start-up-time.json").read_text("utf-8"))["results"]
    assert [(one["of"], one["case"]) for one in results] == [
        ("app", "first-answer"),
        ("starter", "first-answer"),
        ("app", "import"),
        ("starter", "import"),
    ]
    assert all(one["status"] == "measured" and one["value"] > 0 for one in results)


@pytest.mark.slow
def test_a_subject_that_breaks_the_contract_is_shown_and_not_measured(
    folder: Path, kept: Path
) -> None:
    app = folder / "wsgi" / "app" / "app.py"
    app.write_text(app.read_text("utf-8").replace("Hello, World!", "Hello, Moon!"), "utf-8")
    files = folder.parent / "files"

    done = finished(folder, kept, "run", "start-up-time", "--quick", "--to", str(files))

    assert done.returncode == 1
    assert "the contract is not kept: plain-text, GET /plaintext: expected 200" in done.stderr
    results = json.loads((files / "start-up-time.json").read_text("utf-8"))["results"]
    assert [(one["of"], one["status"]) for one in results] == [
        ("app", "failed"),
        ("starter", "measured"),
        ("app", "failed"),
        ("starter", "measured"),
    ]


@pytest.mark.slow
def test_a_look_at_a_named_subject_has_one_pair_and_is_not_written(
    folder: Path, kept: Path
) -> None:
    done = finished(folder, kept, "run", "throughput", "--quick", "--subject", "wsgi")

    assert done.returncode == 0, done.stderr
    assert "wsgi app granian wsgi" in done.stdout
    assert "gunicorn" not in done.stdout
    assert "No file was written." in done.stdout
    assert "one whole run; this one was partial." in done.stdout


@pytest.mark.slow
def test_a_failed_installation_is_shown(folder: Path, kept: Path) -> None:
    (folder / "wsgi" / "app.txt").write_text(f"click==8.1.8 --hash=sha256:{'0' * 64}\n", "utf-8")

    done = finished(folder, kept, "verify", "--contract-only")

    assert done.returncode == 1
    assert "the environment of wsgi/app.txt could not be made" in done.stderr
    assert not list(kept.glob("wsgi-app*/bin"))


@pytest.mark.slow
def test_a_port_in_use_is_told(folder: Path, kept: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])

        done = finished(folder, kept, "verify", "--contract-only", "--port", port)

    assert done.returncode == 1
    assert f"port {port} of 127.0.0.1 cannot be used" in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_leaves_nothing_behind(
    folder: Path, kept: Path, number: signal.Signals
) -> None:
    files, temporary = folder.parent / "files", folder.parent / "temporary"
    temporary.mkdir()
    arguments = command(folder, kept, "run", "start-up-time", "--to", str(files))
    with subprocess.Popen(
        arguments,
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(temporary)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        started = wait_for_a_server(process.pid)
        process.send_signal(number)
        _, said = process.communicate(timeout=60)

    assert process.returncode == 130
    assert said.endswith("every process has been ended. No file was written.\n")
    assert not any(map(alive, started))
    assert list(temporary.iterdir()) == []
    assert not files.exists()


def wait_for_a_server(parent: int) -> list[int]:
    """Return the processes that a run has started, as soon as one of them is a server."""
    while True:
        parents = {pid: above for pid, _, above, _ in processes.table()}
        ours = [pid for pid in parents if descends(pid, parent, parents)]
        if any(b"granian" in line(pid) for pid in ours):
            return ours
        assert alive(parent), "the run ended before it served"


def descends(pid: int, ancestor: int, parents: dict[int, int]) -> bool:
    while pid in parents:
        pid = parents[pid]
        if pid == ancestor:
            return True
    return False


def line(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""
