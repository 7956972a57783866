"""Everything that the engine says about one set of answers, worked out once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from comparator.decision import explanation, flips, sampler, sensitivity
from comparator.decision.explanation import Doubts, Verdict
from comparator.decision.flips import AnswerFlip, OpenQuestion, PairFlip
from comparator.decision.ranking import evaluate, with_familiarity
from comparator.decision.records import (
    Alternative,
    Answers,
    Criterion,
    Evaluation,
    Question,
    Questionnaire,
)
from comparator.decision.sampler import Sample
from comparator.decision.sensitivity import Pair
from comparator.decision.weights import open_questions

PAIRS_SHOWN = 3
"""Of the pairs of answers that change the first place so many are looked for."""


@dataclass(frozen=True, slots=True)
class Result:
    """What is known about one set of answers on one edition's matrix.

    ``ranked`` are the alternatives in the order of the ranking, the familiarity score included.
    ``easiest`` is the rival that is easiest to flip to, None unless one alternative leads others.
    ``group`` is what nobody beats in the box check. ``pairs`` are looked for only where no single
    answer flips; ``telling`` holds the open questions that could change the first place.
    """

    evaluation: Evaluation
    ranked: tuple[Alternative, ...]
    sample: Sample
    verdict: Verdict
    easiest: Pair | None
    group: tuple[str, ...]
    flips: tuple[AnswerFlip, ...]
    pairs: tuple[PairFlip, ...]
    open: tuple[Question, ...]
    telling: tuple[OpenQuestion, ...]

    @property
    def leads(self) -> bool:
        """Whether one alternative stands before at least one other."""
        return self.easiest is not None


def work_out(
    criteria: Sequence[Criterion],
    alternatives: Sequence[Alternative],
    questionnaire: Questionnaire,
    answers: Answers,
) -> Result:
    """Return the result of a set of answers. A pure function."""
    matrix = (criteria, alternatives, questionnaire, answers)
    evaluation = evaluate(*matrix)
    standings = evaluation.ranking.standings
    pool = {item.slug: item for item in with_familiarity(alternatives, questionnaire, answers)}
    ranked = tuple(pool[entry.alternative] for entry in standings)
    parts = evaluation.weights.parts
    leads = len(evaluation.ranking.leaders) == 1 and len(ranked) > 1
    remaining = [item for item in alternatives if item.slug in {entry.slug for entry in ranked}]
    sample = sampler.sample(sampler.cases(criteria, remaining, questionnaire, answers))
    single = flips.answer_flips(*matrix) if leads else ()
    still_open = open_questions(questionnaire, answers)
    doubts = doubts_about(
        ranked,
        parts,
        open_questions=bool(still_open),
        unsettled=bool(still_open) and not flips.is_proven(*matrix),
        flips=bool(single),
    )
    return Result(
        evaluation=evaluation,
        ranked=ranked,
        sample=sample,
        verdict=explanation.verdict(
            [entry.alternative for entry in evaluation.ranking.leaders],
            sample.counts,
            sampler.DRAWS * sampler.SHARED,
            doubts,
        ),
        easiest=sensitivity.easiest_rival(ranked[0], ranked[1:], parts) if leads else None,
        group=sensitivity.contenders(ranked, parts),
        flips=single,
        pairs=flips.pair_flips(*matrix, most=PAIRS_SHOWN) if leads and not single else (),
        open=still_open,
        telling=flips.telling_questions(*matrix) if len(ranked) > 1 else (),
    )


def doubts_about(
    ranked: Sequence[Alternative],
    parts: Mapping[str, int],
    *,
    open_questions: bool,
    unsettled: bool,
    flips: bool,
) -> Doubts:
    """Return what stands between the first of what is ranked and "clear"."""
    leader, rivals = ranked[:1], ranked[1:]
    return Doubts(
        noisy=any(sensitivity.is_within_noise(leader[0], rival, parts) for rival in rivals),
        open_questions=open_questions,
        unsettled=unsettled,
        flips=flips,
        missing=max((missing(item, parts) for item in ranked), default=0),
    )


def missing(item: Alternative, parts: Mapping[str, int]) -> int:
    """Return the weight that an alternative has on scores nobody could establish."""
    return sum(part for slug, part in parts.items() if item.score(slug).level is None)
