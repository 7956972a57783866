"""nginx with the configuration that we publish, in front of servers of the tests' own."""

import json
import re
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.faults.load import ask
from tests.faults.running import await_until, stop
from tests.sites import ROOT, Answer, Server, free_port

PUBLISHED = (ROOT / "docs" / "nginx.conf").read_text("utf-8")
NAME = "example.org"
"""What the site is called in it."""

TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
REDIRECT = re.compile(r"(?ms)^    server \{\n        listen 80 default_server;\n.*?^    \}\n")
"""The server that sends everybody from http to https."""

ELSEWHERE = re.compile(r"(?m)^[^#\n]*[\s\"'](?:/(?:etc|run|var)/|\[::\]:|ssl_).*")
"""A line about a place, an address or a certificate of a real host."""


class Front(Server):
    """nginx, asked by the name of the site. Its log is that of the requests."""

    __slots__ = ()

    def send(self, target: bytes, method: str = "GET", **headers: str) -> Answer:
        """Send a request for the site's name, and read the whole answer."""
        return Server.send(self, target, method, **{"Host": NAME, **headers})

    @property
    def requests(self) -> list[dict[str, Any]]:
        """The lines of its log."""
        return [json.loads(line) for line in self.log.read_text("utf-8").splitlines()]

    @property
    def complaints(self) -> str:
        """What it has written to its other log."""
        return self.log.with_name("error.log").read_text("utf-8")


def on_loopback(published: str, folder: Path, port: int, hosts: Sequence[int]) -> str:
    """Return the published configuration for hosts on these ports, without TLS, in a folder.

    Nothing but places and names is changed. Fails if a line to be changed is not there, or if
    one is left that is about a place of a real host.
    """
    text, redirects = REDIRECT.subn("", published)
    assert redirects == 1, "no server that redirects to https"
    changed, lines = changes(folder, port, hosts), list[str]()
    for line in text.splitlines():
        lines += changed.pop(" ".join(line.split()), [line])
    assert not changed, f"not in the published configuration: {list(changed)}"
    made = "\n".join([*lines, ""])
    assert not (left := ELSEWHERE.findall(made)), f"of a real host: {left}"
    return made


def changes(folder: Path, port: int, hosts: Sequence[int]) -> dict[str, list[str]]:
    """Return the lines that have to be others here, without indentation, each with those."""
    host = "server 127.0.0.1:{} max_fails=1 fail_timeout=5s;"
    certificate = f"/etc/letsencrypt/live/{NAME}"
    return {
        # Else its workers would be somebody who may not write into this folder.
        "user www-data;": ["user root;"],
        "error_log /var/log/nginx/error.log notice;": [f'error_log "{folder}/error.log" notice;'],
        "pid /run/nginx.pid;": [f'pid "{folder}/nginx.pid";'],
        "http {": ["http {", *(f'{name}_temp_path "{folder}/{name}";' for name in TEMPORARY)],
        "access_log /var/log/nginx/access.log route;": [f'access_log "{folder}/access.log" route;'],
        "error_log /var/log/nginx/error.log emerg;": [f'error_log "{folder}/error.log" emerg;'],
        host.format(8000): [host.format(one) for one in hosts],
        "listen 443 ssl http2 default_server;": [f"listen 127.0.0.1:{port} default_server;"],
        "listen [::]:443 ssl http2 default_server;": [],
        f"ssl_certificate {certificate}/fullchain.pem;": [],
        f"ssl_certificate_key {certificate}/privkey.pem;": [],
        "ssl_protocols TLSv1.2 TLSv1.3;": [],
        "ssl_session_cache shared:tls:10m;": [],
        "ssl_session_tickets off;": [],
    }


@contextmanager
def behind(program: str, folder: Path, hosts: Sequence[Server]) -> Iterator[Front]:
    """Run nginx in front of these hosts until the block is left."""
    folder.mkdir()
    path, said = folder / "nginx.conf", folder / "said"
    front = Front(free_port(), folder / "access.log")
    path.write_text(on_loopback(PUBLISHED, folder, front.port, [host.port for host in hosts]))
    with said.open("wb") as out:
        process = subprocess.Popen(
            [program, "-e", "stderr", "-p", folder, "-c", path, "-g", "daemon off;"],
            stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True,
        )  # fmt: skip

    def is_up() -> bool:
        assert process.poll() is None, f"nginx ended:\n{said.read_text()}"
        return ask(front, "/healthz").answer is not None

    try:
        await_until(is_up, "an answer from nginx")
        yield front
    finally:
        stop(process)
