"""The store: bounded in bytes, oldest out first, each page made once, nothing of another state."""

import threading
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparator.front.store import AROUND, Address, Finished, Store
from tests.sites import PATIENCE

ADDRESS = ("/criteria/", "")
NOW = "a state"


def page(size: int = 100, token: str = NOW) -> Finished:
    """Return a finished page with a body of this size."""
    return Finished([("Content-Type", "text/html")], b"x" * size, "/", token)


def at(number: int, query: str = "") -> Address:
    """Return one of many addresses."""
    return f"/criteria/{number}", query


KEPT = st.lists(
    st.tuples(st.integers(0, 9), st.sampled_from(["", "a=1", "b=2"]), st.integers(0, 40_000))
)


@given(KEPT, st.integers(0, 100_000))
def test_it_never_holds_more_than_its_bound(kept: list[tuple[int, str, int]], most: int) -> None:
    store = Store(most)
    newest: dict[Address, Finished] = {}
    for number, query, size in kept:
        newest[at(number, query)] = made = page(size)
        store.keep(at(number, query), made)
        assert store.size <= most

    found = {address: store.find(address, NOW) for address in newest}
    assert all(item in (None, newest[address]) for address, item in found.items())
    assert store.size == sum(item.cost for item in found.values() if item)


@given(st.lists(st.integers(0, 400), min_size=1), st.sampled_from(["", "a=1"]))
def test_what_was_not_asked_for_longest_goes_first(asked: list[int], query: str) -> None:
    """Like a list of the last addresses asked for, as long as there is room."""
    room = 3
    store = Store(2 * room * page().cost)
    recent: list[int] = []
    for number in asked:
        if store.find(at(number, query), NOW) is None:
            assert number not in recent
            store.keep(at(number, query), page())
        recent = [*(item for item in recent if item != number), number][-room:]

    assert all(store.find(at(number, query), NOW) for number in recent)


def test_results_do_not_push_out_pages() -> None:
    store = Store(20 * page().cost)
    store.keep(ADDRESS, page())
    for number in range(1_000):
        store.keep(at(0, f"junk={number}"), page())

    assert store.find(ADDRESS, NOW) is not None


def test_what_is_too_large_is_not_held_and_replaces_what_was() -> None:
    store = Store(2 * (AROUND + 1_000))
    store.keep(ADDRESS, page(100))
    store.keep(ADDRESS, page(1_000))

    assert store.find(ADDRESS, NOW) is None
    assert store.size == 0


def test_a_page_of_another_state_is_not_found() -> None:
    store = Store(10**6)
    store.keep(ADDRESS, page(token="before"))

    assert store.find(ADDRESS, NOW) is None
    store.keep(ADDRESS, page())
    assert store.find(ADDRESS, "before") is None
    assert store.find(ADDRESS, NOW) is not None


def make_or_find(store: Store, made: list[str], barrier: threading.Barrier, token: str) -> None:
    """Ask as the front does, all at the same time."""
    barrier.wait(PATIENCE)
    if store.find(ADDRESS, token) is None:
        with store.alone(ADDRESS, token):
            if store.find(ADDRESS, token) is None:
                made.append(token)
                store.keep(ADDRESS, page(token=token))


def at_once(count: int, work: Any, *arguments: Any) -> None:
    """Run the work in so many threads and wait for all of them."""
    threads = [threading.Thread(target=work, args=arguments) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
        assert not thread.is_alive()


def test_many_who_ask_at_once_have_it_made_once() -> None:
    for _ in range(50):
        store, made = Store(10**6), list[str]()
        at_once(16, make_or_find, store, made, threading.Barrier(16), NOW)
        assert made == [NOW]


def test_another_state_waits_for_nobody() -> None:
    store = Store(10**6)
    barrier, done = threading.Barrier(1), list[str]()

    with store.alone(ADDRESS, "before"):
        at_once(1, make_or_find, store, done, barrier, NOW)

    assert done == [NOW]


def test_who_waits_goes_on_when_the_first_fails() -> None:
    store = Store(10**6)
    with pytest.raises(ValueError, match="x"), store.alone(ADDRESS, NOW):
        raise ValueError("x")
    made = list[str]()
    at_once(2, make_or_find, store, made, threading.Barrier(2), NOW)

    assert made == [NOW]


def test_nothing_is_left_of_who_asked_for_what_was_not_kept() -> None:
    store = Store(0)
    for number in range(100):
        with store.alone(at(number), NOW):
            store.keep(at(number), page())

    assert store.size == len(store._making) == 0


TEXT = Path(__file__).read_bytes()


def test_each_encoding_and_each_strength_has_a_tag_of_its_own() -> None:
    made = Finished([], TEXT, "/", NOW)
    before = [made.form(encoding).tag for encoding in ("br", "gzip", "")]
    made.shrink()
    after = [made.form(encoding).tag for encoding in ("br", "gzip", "")]

    assert len({*before, *after}) == 5
    assert before[2] == after[2]


def test_polishing_makes_what_is_held_smaller() -> None:
    store, made = Store(10**6), Finished([], TEXT, "/", NOW)
    store.keep(ADDRESS, made)
    hurried = len(made.form("br").body)
    store.polish()

    assert len(made.form("br").body) < hurried
    assert dict(made.form("br").headers)["Content-Length"] == str(len(made.form("br").body))
    assert len(made.form("gzip").body) < len(Finished([], TEXT, "/", NOW).form("gzip").body)


def test_a_result_is_polished_only_when_it_is_asked_for_again() -> None:
    store, made = Store(10**6), Finished([], TEXT, "/", NOW)
    store.keep(("/results/latest", "a=1"), made)
    store.polish()
    assert not made.is_small

    store.find(("/results/latest", "a=1"), NOW)
    store.polish()
    assert made.is_small


def test_a_turn_of_polishing_ends_and_the_next_goes_on() -> None:
    store = Store(10**7)
    pages = [Finished([], TEXT, "/", NOW) for _ in range(5)]
    for number, made in enumerate(pages):
        store.keep(at(number), made)

    store.polish(seconds=0)
    assert not any(made.is_small for made in pages)
    store.polish(seconds=PATIENCE)
    assert all(made.is_small for made in pages)
