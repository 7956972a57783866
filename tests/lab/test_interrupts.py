"""Interrupts: raised at once, or as soon as a block that must not be left is left."""

import os
import signal

import pytest

from comparator.lab import interrupts


@pytest.mark.parametrize("number", interrupts.SIGNALS)
def test_every_signal_that_asks_to_end_is_an_interrupt(number: signal.Signals) -> None:
    with pytest.raises(KeyboardInterrupt), interrupts.turned_into_exceptions():
        os.kill(os.getpid(), number)


def held_then_left(reached: list[str]) -> None:
    with interrupts.turned_into_exceptions():
        with interrupts.held(), interrupts.held():
            os.kill(os.getpid(), signal.SIGINT)
            reached.append("end of the block")
        reached.append("after it")


def test_an_interrupt_waits_for_the_end_of_a_held_block() -> None:
    reached: list[str] = []

    with pytest.raises(KeyboardInterrupt):
        held_then_left(reached)

    assert reached == ["end of the block"]


def test_the_handlers_of_before_are_put_back() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with interrupts.turned_into_exceptions():
        assert signal.getsignal(signal.SIGTERM) is not before

    assert signal.getsignal(signal.SIGTERM) is before
