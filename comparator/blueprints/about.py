"""How it works, and what operators ask for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from comparator import pages, queries
from comparator.decision import explanation, records, sampler
from comparator.decision.records import Question
from comparator.queries.findings import Probe
from comparator.queries.records import Criterion, Edition, Framework

bp = Blueprint("about", __name__)

VERDICTS = {
    "joint": "level",
    "close": "too close to call",
    "narrow": "narrow lead",
    "lead": "lead",
    "clear": "clear",
}
"""What the verdicts on complete answers are called, from the least to the most certain."""

DOMINANT = 900_000
"""A framework first in more than this many of a million profiles has to be explained."""


@dataclass(frozen=True, slots=True)
class TableLine:
    """One entry of the published table: an option, what it does, to which criteria, and why."""

    option: str
    does: str
    criteria: tuple[Criterion, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Bounds:
    """How a measured criterion gets its level; ``bounds`` are those of the levels 4 to 1.

    ``is_run`` if the probe has been run, so that it has a page.
    """

    criterion: Criterion
    bounds: tuple[str, ...]
    figure: str
    is_run: bool


@dataclass(frozen=True, slots=True)
class Agreed:
    """With how many recommendations something agrees, by encoding: strong, all, area."""

    text: str
    figures: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Calibration:
    """The published figures of the audit, as words. Shares are counts of 100."""

    profiles: int
    called: int
    removed: int
    idle: tuple[Criterion, ...]
    dominant: tuple[str, ...]
    asked_only: tuple[str, ...]
    firsts: tuple[tuple[str, tuple[str, ...]], ...]
    questions: tuple[tuple[str, str, str], ...]
    verdicts: tuple[tuple[str, tuple[str, ...]], ...]
    agreed: tuple[Agreed, ...]
    pair: tuple[str, str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodPage(pages.Page):
    """The method, with the code's own constants and the whole table from answers to levels."""

    ladder: tuple[tuple[str, int], ...]
    whole: int
    middle: int
    serious: int
    covered: int
    advantages: int
    disadvantages: int
    draws: int
    completions: int
    thresholds: tuple[int, int, int]
    most_missing: int
    questions: tuple[tuple[Question, tuple[TableLine, ...]], ...]
    standing: tuple[Criterion, ...]
    waiting: tuple[Criterion, ...]
    measured: tuple[Bounds, ...]
    stacks: tuple[Framework, ...]
    licences: tuple[tuple[str, str], ...]
    calibration: Calibration | None


@bp.get("/method")
def method() -> ResponseReturnValue:
    """Explain how cells, weights and results come about."""
    edition = pages.chosen_edition(pages.read_parameters())
    page = MethodPage(
        title="How it works",
        description="How cells, weights and results come about, so that you can contest them.",
        section="method",
        edition=edition.about,
        newest=edition.about,
        path="/method",
        ladder=tuple(zip(records.IMPORTANCE_WORDS, records.LADDER, strict=True)),
        whole=records.WHOLE,
        middle=records.MIDDLE,
        serious=records.SERIOUS_GAP,
        covered=explanation.COVERED,
        advantages=explanation.ADVANTAGES_SHOWN,
        disadvantages=explanation.DISADVANTAGES_SHOWN,
        draws=sampler.DRAWS,
        completions=sampler.COMPLETIONS,
        thresholds=(explanation.CLOSE_BELOW, explanation.NARROW_BELOW, explanation.CLEAR_FROM),
        most_missing=explanation.MOST_MISSING,
        questions=tuple(
            (question, tuple(table(question, edition.criteria)))
            for question in edition.questionnaire.questions
        ),
        standing=tuple(item for item in edition.criteria.values() if item.is_standing),
        waiting=tuple(item for item in edition.criteria.values() if item.waits_for_measurement),
        measured=tuple(bounds(edition)),
        stacks=tuple(item for item in edition.frameworks.values() if item.base),
        licences=tuple((item.name, item.licence) for item in edition.bare),
        calibration=calibration(edition, edition.calibration) if edition.calibration else None,
    )
    return render_template("about/method.html", page=page)


def bounds(edition: Edition) -> Iterator[Bounds]:
    """Yield the bounds of every measured criterion; they fall where less is better."""
    for criterion in edition.criteria.values():
        if rule := criterion.measured:
            falling = rule.bounds[0] > rule.bounds[-1]
            probe = edition.probes.get(rule.probe)
            unit = "times" if rule.figure == "ratio" else probe.unit if probe else ""
            shown = (f"{bound:g} {unit}".strip() for bound in reversed(rule.bounds))
            yield Bounds(
                criterion,
                tuple(f"{'up to' if falling else 'from'} {bound}" for bound in shown),
                f"{probe.name if probe else rule.probe}: {case_of(probe, rule.case)}",
                is_run=probe is not None,
            )


def case_of(probe: Probe | None, slug: str) -> str:
    """Return what a case of a probe is called; its slug while the probe has not been run."""
    labels = {case.slug: case.label for case in probe.cases} if probe else {}
    return labels.get(slug, slug)


def table(question: Question, criteria: Mapping[str, Criterion]) -> list[TableLine]:
    """Return what each option of a question does to importance levels."""
    lines = []
    for option in question.options:
        for move in option.moves:
            words = {
                "raise": f"raises to {records.IMPORTANCE_WORDS[move.level]}",
                "lower": f"lowers to {records.IMPORTANCE_WORDS[move.level]}",
                "off": "switches off",
            }
            touched = tuple(criteria[slug] for slug in move.criteria)
            lines.append(TableLine(option.label, words[move.kind], touched, move.why))
    return lines


def calibration(edition: Edition, found: Mapping[str, Any]) -> Calibration:
    """Turn the published figures into what the page shows."""
    drawn = (found["random"], found["plausible"])
    overall = [kind["survey"]["overall"]["shares"] for kind in drawn]
    pair = best_pair(found["agreement"]["areas"])
    names = {slug: item.name for slug, item in edition.frameworks.items()}
    return Calibration(
        profiles=drawn[0]["survey"]["overall"]["profiles"],
        called=drawn[0]["verdicts"]["results"],
        removed=drawn[0]["removed"],
        idle=tuple(
            edition.criteria[one["criterion"]]
            for one, other in zip(*(kind["criteria"] for kind in drawn), strict=True)
            if (one["weighed"] or other["weighed"]) and not (one["changed"] or other["changed"])
        ),
        dominant=tuple(names[slug] for slug, part in overall[0].items() if part > DOMINANT),
        asked_only=tuple(
            ", ".join(
                f"{names[slug]} {of_100(part, records.WHOLE)}"
                for slug, part in kind.get("asked_only", {}).items()
                if part
            )
            for kind in drawn
            if kind.get("asked_only")
        ),
        firsts=tuple(firsts(edition, drawn)),
        questions=tuple(questions(edition, found["questions"])),
        verdicts=tuple(
            (
                called,
                tuple(of_100(one["words"].get(word, 0), one["results"]) for one in verdicts),
            )
            for verdicts in [[kind["verdicts"] for kind in drawn]]
            for word, called in VERDICTS.items()
        ),
        agreed=tuple(agreed(found["agreement"], pair)),
        pair=(names[pair[0]], names[pair[1]]) if pair else None,
    )


def of_100(part: int, whole: int) -> str:
    """Write a share as a count of 100; what is not quite none is no zero."""
    if part and part * 200 < whole:
        return "under 1"
    return str((part * 200 + whole) // (2 * whole)) if whole else "0"


def firsts(
    edition: Edition, drawn: tuple[Mapping[str, Any], ...]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each answer to the first question with the first places, kind by kind of profile."""
    labels = {option.slug: option.label for option in edition.questionnaire.questions[0].options}
    lines = [(kind["survey"]["overall"], *kind["survey"]["by_answer"]) for kind in drawn]
    for line in zip(*lines, strict=True):
        yield (
            labels.get(line[0]["answer"], "All"),
            tuple(
                ", ".join(
                    f"{item.name} {of_100(one['shares'][slug], records.WHOLE)}"
                    for slug, item in edition.frameworks.items()
                    if one["shares"][slug] or not item.base
                )
                for one in line
            ),
        )


def questions(edition: Edition, effects: list[Mapping[str, Any]]) -> Iterator[tuple[str, str, str]]:
    """Yield each question with how often another answer changes the first place, or the group."""
    titles = {question.slug: question.title for question in edition.questionnaire.questions}
    for item in effects:
        whole = sum(item[name] for name in ("winner", "group", "nothing", "left_out"))
        shares = of_100(item["winner"], whole), of_100(item["group"], whole)
        yield titles[item["question"]], *shares


def best_pair(areas: Sequence[Mapping[str, Any]]) -> tuple[str, str] | None:
    """Return the two frameworks that most recommendations choose between."""
    best = max(areas, key=lambda item: sum(item["cases"]), default=None)
    return (best["one"], best["other"]) if best else None


def agreed(found: Mapping[str, Any], pair: tuple[str, str] | None) -> Iterator[Agreed]:
    """Yield the wizard, then each rule of one line, against the recommendations."""
    wizard = [{**item, "rule": "wizard", "agree": item["first"]} for item in found["tallies"]]
    counts = {
        (item["rule"], item["encoding"], item["scope"]): f"{item['agree']} of {item['of']}"
        for item in [*wizard, *found["rules"]]
    }
    areas = {
        (item["rule"], item["encoding"]): f"{item['area'] / 1000:.2f}"
        for item in found["areas"]
        if item["scope"] == "strong" and (item["one"], item["other"]) == pair
    }
    for rule, text in {"wizard": "This wizard", **found["texts"]}.items():
        yield Agreed(
            text,
            tuple(
                (
                    counts.get((rule, encoding, "strong"), "none"),
                    counts.get((rule, encoding, "all"), "none"),
                    areas.get((rule, encoding), "none"),
                )
                for encoding in ("stated", "quiet")
            ),
        )


@bp.get("/healthz")
def healthz() -> ResponseReturnValue:
    """Say that the process answers; touches no database."""
    return _plain("ok")


@bp.get("/readyz")
def readyz() -> ResponseReturnValue:
    """Say that the database can be read and holds an edition; otherwise the answer is 503.

    Other pages go on from memory when it cannot be read: only this one tells. Who is ready has
    read the newest edition, so that no reader waits for that.
    """
    if not queries.database_is_current():
        text = "the tables are not those of this release: run “flask db upgrade”"
        return _plain(text), 503, {"Retry-After": "60"}
    queries.get_edition(pages.newest_name())
    return _plain("ready")


def _plain(word: str) -> Response:
    answer = Response(word + "\n", content_type="text/plain; charset=utf-8")
    answer.headers["Cache-Control"] = "no-store"
    return answer
