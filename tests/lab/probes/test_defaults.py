"""The seven questions: how a control guards a state, and that every stranger has one."""

from __future__ import annotations

import pytest

from comparator.lab import subjects
from comparator.lab.observations import Finding
from comparator.lab.probes import defaults
from comparator.lab.results import Place
from comparator.lab.subjects import Subject

PLACE = Place("sample", "sample", "1.0", "as-shipped", "stranger", "granian", "wsgi")
FRAMEWORKS = [subject for subject in subjects.read() if subject.framework and not subject.base]


def test_a_state_counts_when_the_control_gives_another_one() -> None:
    found = defaults.judged(PLACE, Finding("no", "None sent."), Finding("yes", "One sent."))

    assert (found.status, found.note, found.value) == ("no", "None sent.", None)


def test_a_state_that_its_control_shares_proves_nothing() -> None:
    found = defaults.judged(PLACE, Finding("no", "None sent."), Finding("no", "None here."))

    assert found.status == "failed"
    assert "None here." in found.note


def test_the_control_takes_the_strangers_place_and_nothing_else() -> None:
    for subject in FRAMEWORKS:
        turned = defaults.turned_round(subject)
        assert turned.parts["stranger"].targets == {subject.usual: "control:app"}
        assert turned.parts["stranger"].variables == subject.parts["stranger"].variables
        assert turned.parts["app"] == subject.parts["app"]
        assert subject.parts["stranger"].targets[subject.usual] != "control:app"


@pytest.mark.parametrize("subject", FRAMEWORKS, ids=[s.slug for s in FRAMEWORKS])
def test_every_framework_has_a_stranger_with_its_settings_stated(subject: Subject) -> None:
    stranger = subject.parts["stranger"]

    assert stranger.made_by
    assert (subject.folder / "stranger" / "control.py").exists()
    assert set(stranger.targets) == {subject.usual}


def test_there_are_seven_questions_answered_in_states() -> None:
    assert [probe.slug for probe in defaults.PROBES] == [
        "forged-post",
        "framing",
        "sniffing",
        "host-header",
        "escaping",
        "cookie-flags",
        "traceback",
    ]
    assert {(p.kind, p.unit, p.better) for p in defaults.PROBES} == {("defaults", "", "")}
