"""Runs commands of the site and dies in them: ``python -m tests.faults.dying ADDRESS``.

Each line that comes in is a statement's number and a command, such as ``12 catalog load``. The
command runs in a child that sends itself SIGKILL once that many statements have been executed; 0
lets it live. The answer is a line of two numbers: what the child ended with, as in
``subprocess``, and how many statements it had executed.
"""

import mmap
import os
import signal
import struct
import sys
from typing import Any

from sqlalchemy import Engine, event

from comparator import create_app

COUNT = struct.Struct("q")


def run(address: str, command: list[str], last: int, counter: mmap.mmap) -> int:
    """Run a command, counting in shared memory; return its exit code, unless it dies."""
    app = create_app({"SQLALCHEMY_DATABASE_URI": address})

    def count(*_: Any) -> None:
        (before,) = COUNT.unpack_from(counter)
        COUNT.pack_into(counter, 0, before + 1)
        if before + 1 == last:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "after_cursor_execute", count)
    result = app.test_cli_runner().invoke(args=command)
    if result.exit_code:
        print(result.output, result.exception, file=sys.stderr, flush=True)
    return result.exit_code


def main(address: str) -> None:
    """Answer line by line until there are no more."""
    counter = mmap.mmap(-1, COUNT.size)
    for line in sys.stdin:
        last, *command = line.split()
        COUNT.pack_into(counter, 0, 0)
        child = os.fork()
        if not child:
            os._exit(run(address, command, int(last), counter))
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), *COUNT.unpack_from(counter), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
