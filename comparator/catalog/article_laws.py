"""Laws of the articles: each claim has a verdict that its evidence carries."""

from collections import Counter
from collections.abc import Iterable, Iterator

from comparator.catalog.problem import Problem
from comparator.catalog.schema import DECIDED, ArticleClaim, Asked, Catalog
from comparator.catalog.walk import near, pieces, proofs, statements
from comparator.catalog.wizard_laws import UNKNOWN

TAKEN = frozenset({"asked", "disagreements"})
"""Names below /articles/ that are pages of their own."""

DISAGREEMENTS = "disagreements.toml"

CLASHES = {("contradicts", "confirmed"), ("supports", "contradicted")}
"""A cell's stance towards a claim, and verdicts on the claim that say the opposite."""


def verdict_of(catalog: Catalog, article: str, code: str) -> str | None:
    """Return the verdict on a claim, that of the original for a duplicate; None without one."""
    claims = catalog.articles[article].claims
    claim = claims.get(code)
    if claim and claim.duplicate_of:
        claim = claims.get(claim.duplicate_of)
    return claim.verdict if claim else None


def claims_have_verdicts(catalog: Catalog) -> Iterator[Problem]:
    """Every claim has a verdict with its reason, or repeats a claim of its article that has."""
    for path, key, article, code, claim in statements(catalog):
        if claim.duplicate_of:
            if claim.duplicate_of == code or not _is_original(catalog, article, claim):
                message = f'"{claim.duplicate_of}" is no claim of this article with a verdict'
                tip = "name the claim that says it first"
                yield Problem(path, f"{key}.duplicate_of", message, tip)
        elif claim.verdict is None or claim.reason is None:
            tip = "write both, or duplicate_of"
            yield Problem(path, key, "verdict and reason stand together", tip)


def _is_original(catalog: Catalog, article: str, claim: ArticleClaim) -> bool:
    original = catalog.articles[article].claims.get(claim.duplicate_of or "")
    return original is not None and original.verdict is not None and not original.duplicate_of


def verdicts_have_evidence(catalog: Catalog) -> Iterator[Problem]:
    """Confirmed, contradicted and outdated rest on a source that is no article, or on the lab."""
    for path, key, _, _, claim in statements(catalog):
        first_hand = any(
            item.measurement
            or (item.source in catalog.sources and catalog.sources[item.source].kind != "article")
            for item in claim.evidence
        )
        if claim.verdict in DECIDED and not first_hand:
            message = f'"{claim.verdict}" rests on no source besides articles'
            yield Problem(path, f"{key}.evidence", message, "cite one, or measure it")


def verdicts_rest_on_no_article(catalog: Catalog) -> Iterator[Problem]:
    """What carries a verdict, a finding or an answer is a source, or a measurement that exists."""
    for path, key, item in proofs(catalog):
        if item.article or item.claim or item.stance:
            tip = "cite a source or a measurement"
            yield Problem(path, key, "an article's claim carries nothing here", tip)
        if item.measurement and item.measurement not in catalog.measurements:
            message = f'measurement "{item.measurement}" has no file in measurements'
            yield Problem(path, key, message, near(item.measurement, catalog.measurements))


def claims_name_a_criterion(catalog: Catalog) -> Iterator[Problem]:
    """A claim with a verdict names a criterion that exists or says why none fits, never both."""
    for path, key, _, _, claim in statements(catalog):
        named = bool(claim.criterion) + bool(claim.no_criterion)
        if named > 1 or (claim.verdict and not named):
            message = "either criterion or no_criterion stands here"
            yield Problem(path, key, message, "name one, or say in a line why none fits")
        if claim.criterion:
            yield from _missing(catalog, path, f"{key}.criterion", (claim.criterion,))


def claims_are_about_what_is_compared(catalog: Catalog) -> Iterator[Problem]:
    """A claim speaks of frameworks that exist, and only a recommendation names one of ours."""
    for path, key, _, _, claim in statements(catalog):
        for slug in sorted(set(claim.frameworks) - set(catalog.frameworks)):
            message = f'"{slug}" is not compared here'
            yield Problem(path, f"{key}.frameworks", message, near(slug, catalog.frameworks))
        if claim.recommendation and claim.kind != "recommendation":
            message = f"this claim is {claim.kind}, no recommendation"
            yield Problem(path, f"{key}.recommendation", message, "remove the key")


def recommendations_are_put_to_the_wizard(catalog: Catalog) -> Iterator[Problem]:
    """A recommendation with a verdict is encoded as answers or says why not, never both."""
    for path, key, _, _, claim in statements(catalog):
        encoded = bool(claim.recommendation) + bool(claim.no_answers)
        wanted = claim.kind == "recommendation" and claim.verdict is not None
        if encoded > 1 or (wanted and not encoded):
            message = "either recommendation or no_answers stands here"
            tip = "name what encodes it, or say in a line why the wizard cannot be asked"
            yield Problem(path, key, message, tip)


def measurable_claims_are_answered(catalog: Catalog) -> Iterator[Problem]:
    """A measurable claim of an article has a probe beside it, or a reason why it has none."""
    for path, key, _, _, claim in statements(catalog):
        if claim.kind == "measurable" and bool(claim.measured) == bool(claim.not_measured):
            tip = "write which probes speak to it, or why none does"
            yield Problem(path, key, "either measured or not_measured stands here", tip)
        for at, beside in enumerate(claim.measured):
            probe = catalog.measurements.get(beside.probe)
            if probe is None:
                message = f'probe "{beside.probe}" has no file in measurements'
                tip = near(beside.probe, catalog.measurements)
                yield Problem(path, f"{key}.measured.{at}", message, tip)
                continue
            known = {case.slug for case in probe.cases}
            for case in sorted(set(beside.cases) - known):
                message = f'case "{case}" is not in measurements/{beside.probe}.json'
                yield Problem(path, f"{key}.measured.{at}", message, near(case, known))


def verdicts_agree_with_cells(catalog: Catalog) -> Iterator[Problem]:
    """No cell is contradicted by a claim that is confirmed, or supported by a contradicted one."""
    for path, key, _, _, item in pieces(catalog):
        if item.article in catalog.articles and item.claim:
            verdict = verdict_of(catalog, item.article, item.claim)
            if (item.stance, verdict) in CLASHES:
                message = f"it {item.stance} the cell, and articles/{item.article}.toml says that"
                message += f' {item.claim} is "{verdict}"'
                yield Problem(path, key, message, "one of the two is wrong")


def articles_leave_names_free(catalog: Catalog) -> Iterator[Problem]:
    """No article has the name of another page of its folder."""
    for slug in sorted(TAKEN & set(catalog.articles)):
        yield Problem(f"articles/{slug}.toml", "", "another page has this name", "rename the file")


def _strangers(catalog: Catalog, path: str, key: str, names: Iterable[str]) -> Iterator[Problem]:
    """Report claims that no article has."""
    for name in names:
        article, _, code = name.partition("/")
        if article not in catalog.articles or code not in catalog.articles[article].claims:
            yield Problem(path, key, f'claim "{name}" is in no article')


def _missing(catalog: Catalog, path: str, key: str, names: Iterable[str]) -> Iterator[Problem]:
    """Report criteria that do not exist."""
    for slug in names:
        if slug not in catalog.criteria:
            message = f'criterion "{slug}" does not exist'
            yield Problem(path, key, message, near(slug, catalog.criteria))


def disagreements_have_sides(catalog: Catalog) -> Iterator[Problem]:
    """A disagreement has its own id and two sides at least, each with claims that exist."""
    ids = Counter(item.id for item in catalog.disagreements)
    for at, item in enumerate(catalog.disagreements):
        key = f"disagreements.{at}"
        if ids[item.id] > 1:
            yield Problem(DISAGREEMENTS, key, f'the id "{item.id}" is taken')
        if len(item.sides) < 2:
            yield Problem(DISAGREEMENTS, f"{key}.sides", "a disagreement has two sides at least")
        claims = Counter(claim for side in item.sides for claim in set(side.claims))
        for name, count in claims.items():
            if count > 1:
                yield Problem(DISAGREEMENTS, f"{key}.sides", f'"{name}" is on two sides')
        yield from _strangers(catalog, DISAGREEMENTS, f"{key}.sides", claims)
        yield from _missing(catalog, DISAGREEMENTS, f"{key}.criteria", item.criteria)


def asked_pages_point_at_what_exists(catalog: Catalog) -> Iterator[Problem]:
    """A page that answers a question names cells, criteria, claims and a scenario that exist."""
    for slug, item in catalog.asked.items():
        path = f"asked/{slug}.toml"
        for at, cell in enumerate(item.cells):
            criterion, _, framework = cell.partition("/")
            if framework not in catalog.cells.get(criterion, {}):
                yield Problem(path, f"cells.{at}", f'there is no cell "{cell}"')
        yield from _missing(catalog, path, "criteria", item.criteria)
        yield from _strangers(catalog, path, "claims", item.claims)
        if item.scenario and item.scenario not in {one.id for one in catalog.scenarios}:
            yield Problem(path, "scenario", f'scenario "{item.scenario}" does not exist')


def asked_pages_lead_to_one_result(catalog: Catalog) -> Iterator[Problem]:
    """The way on from such a page is a scenario or answers that the wizard takes, never both."""
    for slug, item in catalog.asked.items():
        path = f"asked/{slug}.toml"
        if item.scenario and item.answers:
            yield Problem(path, "answers", "a scenario stands here too", "remove one of them")
        yield from _strange_answers(catalog, path, item)


def _strange_answers(catalog: Catalog, path: str, item: Asked) -> Iterator[Problem]:
    questions = {question.id: question for question in catalog.wizard.questions}
    for name, chosen in item.answers.items():
        question = questions.get(name)
        known = {option.id for option in question.options} if question else set()
        too_many = question is not None and not question.many and len(chosen) > 1
        if too_many or not chosen or not set(chosen) <= known | {UNKNOWN} or question is None:
            message = "names no question and option of the wizard"
            yield Problem(path, f"answers.{name}", message)


ARTICLE_LAWS = (
    claims_have_verdicts,
    verdicts_have_evidence,
    verdicts_rest_on_no_article,
    claims_name_a_criterion,
    recommendations_are_put_to_the_wizard,
    claims_are_about_what_is_compared,
    measurable_claims_are_answered,
    verdicts_agree_with_cells,
    articles_leave_names_free,
    disagreements_have_sides,
    asked_pages_point_at_what_exists,
    asked_pages_lead_to_one_result,
)
