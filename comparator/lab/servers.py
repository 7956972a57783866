"""One server process group on a loopback port."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers on 127.0.0.1."""

    port: int
    group: int
    """The id of its process group, which is also that of its first process."""
