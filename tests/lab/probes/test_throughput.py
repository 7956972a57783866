"""Throughput: the overall figure, and a load that asks what the contract checks."""

import pytest

from comparator.lab import LabError, contract
from comparator.lab.probes import PROBES, throughput
from comparator.lab.workload import TASKS


def test_overall_is_the_mean_of_the_tasks_that_everybody_has() -> None:
    found = dict.fromkeys(throughput.COMPARED, 100.0) | {"form": 1.0, "json": 6400.0}

    assert throughput.overall(found) == pytest.approx(200.0)


def test_overall_needs_every_one_of_them() -> None:
    found = dict.fromkeys(throughput.COMPARED, 100.0) | {"json": LabError("it broke")}

    overall = throughput.overall(found)

    assert isinstance(overall, LabError)
    assert str(overall) == "there is no figure for json"


def test_every_task_of_the_contract_over_http_is_asked() -> None:
    assert {*TASKS, "websocket"} == set(contract.TASKS)


def test_every_task_has_its_case() -> None:
    cases = [case.slug for case in PROBES["throughput"].cases]

    assert cases == [throughput.OVERALL, *TASKS]
