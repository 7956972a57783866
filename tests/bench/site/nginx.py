"""nginx that sends the same bytes from files: one worker, set up as fast as it gets."""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from comparator.lab import LabError, servers
from comparator.lab.client import HOST
from tests.bench.site import served
from tests.bench.site.kept import Kept

PROGRAM = "nginx"
FOLDERS = ("/usr/sbin", "/usr/local/sbin")
"""Where it is installed, and where the path of an ordinary user does not lead."""

MISSING = "nginx is not installed: apt-get install nginx-light"

TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def program() -> str | None:
    """Return the path of nginx, None where there is none."""
    return shutil.which(PROGRAM, path=os.pathsep.join([os.environ.get("PATH", ""), *FOLDERS]))


def settings(folder: Path, port: int, pages: Iterable[Kept], *, as_root: bool) -> str:
    """Return its configuration: no log, open files kept, connections never closed for their age."""
    locations = []
    for at, page in enumerate(pages):
        headers = dict(page.headers)
        locations += [
            f"    location = {page.path} {{",
            f'      alias "{folder / str(at)}";',
            f'      default_type "{headers["content-type"]}";',
            f"      add_header Content-Encoding {headers['content-encoding']};",
            "    }",
        ]
    lines = [
        "daemon off;",
        "worker_processes 1;",
        # Else its worker would run as somebody who may not read this folder.
        *(["user root;"] if as_root else []),
        f'pid "{folder}/nginx.pid";',
        "events { worker_connections 256; }",
        "http {",
        "  access_log off;",
        "  sendfile on;",
        "  tcp_nopush on;",
        "  open_file_cache max=100;",
        "  keepalive_requests 1000000000;",
        *(f'  {name}_temp_path "{folder}/{name}";' for name in TEMPORARY),
        "  server {",
        f"    listen {HOST}:{port};",
        *locations,
        "  }",
        "}",
    ]
    return "\n".join(lines) + "\n"


@contextmanager
def serving(folder: Path, pages: Iterable[Kept]) -> Iterator[int]:
    """Serve the pages on a loopback port for the length of the block, and yield the port.

    Raises LabError if nginx is missing or does not answer.
    """
    found, pages = program(), list(pages)
    if found is None:
        raise LabError(MISSING)
    for at, page in enumerate(pages):
        (folder / str(at)).write_bytes(page.body)
    port = servers.free_port()
    path = folder / "nginx.conf"
    path.write_text(settings(folder, port, pages, as_root=os.geteuid() == 0), "utf-8")
    arguments = [found, "-e", "stderr", "-p", str(folder), "-c", str(path)]
    with served.started(arguments, folder, {}, port, pages[0].path):
        yield port
