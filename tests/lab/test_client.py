"""The lab's client is bound in time and size, and says what did not come."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from comparator.lab import client, contract
from tests.lab import model_site

PATIENCE = 0.3


@contextmanager
def answering(talk: Callable[[socket.socket, threading.Event], None]) -> Iterator[int]:
    """Accept one connection and talk on it as told; the event is set when the test is over."""
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def accept() -> None:
            connection, _ = server.accept()
            with connection:
                talk(connection, over)

        thread = threading.Thread(target=accept)
        thread.start()
        yield server.getsockname()[1]
        over.set()
        thread.join()


def dribble(connection: socket.socket, over: threading.Event) -> None:
    """Send a byte now and then, each within the time that one byte may take."""
    while not over.wait(PATIENCE / 10):
        connection.sendall(b"H")


def test_a_server_that_never_answers_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        (check,) = contract.verify(server.getsockname()[1], ["json"], PATIENCE)

    assert (check.task, check.endpoint, check.ok) == ("json", "GET /json", False)
    assert check.message == "expected an answer; no whole answer within 0.3 seconds"


@pytest.mark.parametrize("task", ["json", "websocket"])
def test_a_server_that_sends_a_byte_now_and_then_is_given_up(task: str) -> None:
    with answering(dribble) as port:
        (check,) = contract.verify(port, [task], PATIENCE)

    assert not check.ok
    assert "no whole answer within 0.3 seconds" in check.message


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (b"", "no proper answer"),
        (b"What?\r\n\r\n", "no proper answer"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nHello", "no proper answer"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nHello", "no proper answer"),
    ],
)
def test_an_answer_that_is_none_is_told(sent: bytes, words: str) -> None:
    def talk(connection: socket.socket, _over: threading.Event) -> None:
        connection.recv(client.MOST_BYTES)
        connection.sendall(sent)

    with answering(talk) as port, pytest.raises(client.ContactError, match=words):
        client.Visitor(port).get("/")


def test_an_endless_answer_is_cut_off() -> None:
    def talk(connection: socket.socket, over: threading.Event) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        try:
            while not over.is_set():
                connection.sendall(b"x" * 65_536)
        except OSError:
            return  # the visitor has hung up, which is what we are here to see

    with answering(talk) as port, pytest.raises(client.ContactError, match="more than 1000000"):
        client.Visitor(port).get("/")


def test_a_port_that_nobody_listens_on_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

    with pytest.raises(client.ContactError, match=r"^GET /json: no proper answer \(.*refused"):
        client.Visitor(port).get("/json")


def test_cookies_are_kept_until_they_are_taken_back() -> None:
    cookies = [("Set-Cookie", "a=1; Path=/"), ("Set-Cookie", "b=2; Secure")]
    gone = [("Set-Cookie", "a=; Max-Age=0")]
    faults = {
        "GET /json": lambda _: model_site.Reply(headers=tuple(cookies)),
        "GET /plaintext": lambda _: model_site.Reply(headers=tuple(gone)),
    }
    with model_site.serving(faults) as port:
        visitor = client.Visitor(port)
        visitor.get("/json")
        kept = dict(visitor.cookies)
        visitor.get("/plaintext")

    assert kept == {"a": "1", "b": "2"}
    assert visitor.cookies == {"b": "2"}


def test_a_message_too_long_for_one_short_frame_is_refused() -> None:
    with model_site.serving() as port, pytest.raises(client.ContactError, match="125 bytes"):
        client.echo(port, "/echo", ["x" * 126])
