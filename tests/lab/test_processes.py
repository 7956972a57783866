"""Process groups: bounded in time, and nothing of them outlives the block."""

import os
import signal
import sys
from pathlib import Path

import pytest

from comparator.lab import LabError, processes
from tests.lab.bench import alive

FAMILY = """
import signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
print(child.pid, flush=True)
time.sleep(60)
"""


def python(source: str) -> list[str]:
    return [sys.executable, "-c", source]


def test_output_and_exit_code_come_back(tmp_path: Path) -> None:
    source = "import sys; print('out'); print('err', file=sys.stderr); sys.exit(3)"

    done = processes.run(python(source), tmp_path, processes.surroundings({}), 20)

    assert (done.stdout, done.stderr, done.returncode) == ("out\n", "err\n", 3)


def test_a_program_that_hangs_is_ended_with_all_its_children(tmp_path: Path) -> None:
    source = FAMILY.replace("print(child.pid", "open('child', 'w').write(str(child.pid)); print(0")

    with pytest.raises(LabError, match="was not done after 2 seconds"):
        processes.run(python(source), tmp_path, processes.surroundings({}), 2)

    assert not alive(int((tmp_path / "child").read_text()))


def test_a_group_that_will_not_end_is_killed(tmp_path: Path) -> None:
    with processes.started(python(FAMILY), tmp_path, {}, grace=0.1) as process:
        assert process.stdout is not None
        child = int(process.stdout.readline())
        assert sorted(processes.members(process.pid)) == sorted([process.pid, child])

    assert not alive(process.pid)
    assert not alive(child)


def test_a_child_that_outlives_its_parent_is_ended(tmp_path: Path) -> None:
    source = FAMILY.replace("time.sleep(60)\n", "sys.exit()\n").replace("print(", "print(", 1)

    with processes.started(python(source), tmp_path, {}, grace=0.1) as process:
        assert process.stdout is not None
        child = int(process.stdout.readline())
        process.wait(20)
        assert alive(child)

    assert not alive(child)


def test_the_block_ends_the_group_when_it_fails(tmp_path: Path) -> None:
    with (
        pytest.raises(KeyboardInterrupt),
        processes.started(python(FAMILY), tmp_path, {}, grace=0.1) as process,
    ):
        raise KeyboardInterrupt

    assert not alive(process.pid)


def test_a_program_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(LabError, match="no-such-program -v cannot be started: No such file"):
        processes.run([str(tmp_path / "no-such-program"), "-v"], tmp_path, {}, 5)


def test_a_program_is_started_on_its_core_and_can_be_asked_to_end(tmp_path: Path) -> None:
    core = processes.cores()[0]
    source = "import os, signal; print(os.sched_getaffinity(0), signal.pthread_sigmask(0, ()))"

    done = processes.run(python(source), tmp_path, {}, 20, core)

    assert done.stdout == f"{{{core}}} set()\n"
    assert len(os.sched_getaffinity(0)) >= len({*processes.cores()})


def test_settings_of_ours_are_not_inherited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "ours")
    monkeypatch.setenv("PYTHONPATH", "ours")

    assert processes.surroundings({"LAB_DATABASE": "x"}).keys() <= {
        *processes.KEPT,
        "LAB_DATABASE",
    }


def test_the_end_of_an_output_says_what_happened() -> None:
    text = "Traceback:\n" + "  line\n" * 20 + "\nValueError: no\n\n"

    assert processes.last_lines(text).endswith("| line | ValueError: no")


def test_a_signal_to_a_group_that_has_gone_is_no_failure(tmp_path: Path) -> None:
    with processes.started(python("pass"), tmp_path, {}) as process:
        process.wait(20)

    processes.tell(process.pid, signal.SIGTERM)
