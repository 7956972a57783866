"""Articles line by line: verdicts, evidence, cells, repeats, filters, what our ranking says."""

from pathlib import Path

import pytest

from comparator.catalog.reader import read
from comparator.catalog.schema import ArticleClaim, Catalog
from tests.catalog.changes import SAMPLE, sound
from tests.conftest import Reader
from tests.page import Page, words
from tests.sites import site

WORKING, PROBLEMS = read()
assert WORKING is not None, PROBLEMS
SLUGS = list(WORKING.articles)
RECTANGLE = "{http://www.w3.org/2000/svg}rect"
ADDRESS = "/articles/comparison-2026"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """A reader of a site that holds the sample, with what its article recommends."""
    database = tmp_path_factory.mktemp("sample") / "sample.sqlite"
    return Reader(site(database, sound(SAMPLE), folder=SAMPLE).test_client())


def uses(catalog: Catalog, article: str) -> dict[str, dict[str, str]]:
    """Return, for each claim that cells use, the addresses of the cells and the stance.

    Those of a duplicate belong to the claim that it repeats.
    """
    claims = catalog.articles[article].claims
    found: dict[str, dict[str, str]] = {}
    for criterion, cells in catalog.cells.items():
        for framework, cell in cells.items():
            for evidence in (e for claim in cell.claims for e in claim.evidence):
                if evidence.article == article:
                    code = str(evidence.claim)
                    own = found.setdefault(claims[code].duplicate_of or code, {})
                    own[f"/criteria/{criterion}#{framework}"] = evidence.stance or "supports"
    return found


def lines(page: Page) -> dict[str, str]:
    """Return the text of each claim that stands on a line of its own, by code."""
    parts = [part for part in page.all("ul") if part.get("class") == "lines"]
    items = [item for part in parts for item in part if item.tag == "li"]
    return {str(item.get("id")): words(item) for item in items}


def verdicts_shown(page: Page) -> list[str]:
    """Return the counts beside the page's bar."""
    return [text for href, text in page.links() if "?verdict=" in href]


@pytest.mark.parametrize("slug", SLUGS)
def test_each_claim_stands_at_its_code_with_its_cells(
    reader_client: Reader, catalog: Catalog, slug: str
) -> None:
    page = reader_client.get(f"/articles/{slug}")
    items = {item.get("id"): item for item in page.all("li") if item.get("id")}

    assert set(items) == set(catalog.articles[slug].claims)
    for code, cells in uses(catalog, slug).items():
        links = [str(link.get("href")) for link in items[code].iter("a")]
        assert {href for href in links if href.startswith("/criteria/")} == set(cells)
        text = words(items[code])
        assert ("is contradicted by our evidence on" in text) == ("contradicts" in cells.values())
        assert ("agrees with our evidence on" in text) == ("supports" in cells.values())


@pytest.mark.parametrize("slug", SLUGS)
def test_each_claim_shows_its_verdict_and_its_reason(
    reader_client: Reader, catalog: Catalog, slug: str
) -> None:
    shown = lines(reader_client.get(f"/articles/{slug}"))
    claims = catalog.articles[slug].claims
    own = {code: claim for code, claim in claims.items() if not claim.duplicate_of}

    assert set(shown) == set(own)
    for code, claim in own.items():
        if claim.verdict:
            assert (
                f"{claim.verdict.capitalize()}. {' '.join(str(claim.reason).split())}"
                in (shown[code])
            )


@pytest.mark.parametrize("slug", SLUGS)
def test_an_article_is_named_dated_and_counted(
    reader_client: Reader, catalog: Catalog, slug: str
) -> None:
    page, article = reader_client.get(f"/articles/{slug}"), catalog.articles[slug]

    assert page.heading == article.title
    assert article.publisher in page.text
    assert f"{len(article.claims)} claim" in page.text


@pytest.mark.parametrize("slug", SLUGS)
def test_every_result_that_an_article_links_to_opens(reader_client: Reader, slug: str) -> None:
    """What a text states is a full set of answers in its one form, without a redirect."""
    page = reader_client.get(f"/articles/{slug}")
    results = {href for href, _ in page.links() if href.startswith("/results/")}

    for href in sorted(results)[:5]:
        reader_client.raw(href)


def test_the_list_counts_verdicts_once_a_statement(sample: Reader) -> None:
    """A008 is an opinion too, and A007 only repeats what is confirmed."""
    page = sample.get("/articles/")

    assert "9 claims" in page.text
    assert verdicts_shown(page) == [
        "1 confirmed in Example weekly",
        "1 disputed in Example weekly",
        "1 outdated in Example weekly",
        "2 contradicted in Example weekly",
        "2 opinion in Example weekly",
        "1 not checkable in Example weekly",
    ]
    hrefs = dict(map(reversed, page.links()))  # type: ignore[arg-type]
    assert hrefs["Alpha against Beta"] == ADDRESS
    assert hrefs["Who keeps records?"] == "/articles/disagreements#keeping-records"
    assert [text for href, text in page.links() if href.startswith("/articles/asked/")][1:] == [
        "Can both be used together?",
        "Which one is easier to start with?",
    ]


def test_a_bar_is_as_long_as_its_counts(sample: Reader) -> None:
    rects = [item for item in sample.get(ADDRESS).all(RECTANGLE) if item.get("x")]

    assert [item.get("width") for item in rects] == [
        "12.5%",
        "12.5%",
        "12.5%",
        "25.0%",
        "25.0%",
        "12.5%",
    ]
    assert [item.get("x") for item in rects] == [
        "0.0%",
        "12.5%",
        "25.0%",
        "37.5%",
        "62.5%",
        "87.5%",
    ]
    fills = [item.get("fill") for item in rects]
    assert len(set(fills)) == len(fills), "two verdicts look the same"


def test_a_line_holds_evidence_figure_and_cells(sample: Reader) -> None:
    page = sample.get(ADDRESS)
    shown = lines(page)

    assert "The Alpha handbook, Alpha project: Chapter 1" in shown["A001"]
    assert "agrees with our evidence on Records, Alpha" in shown["A001"]
    assert "is contradicted by our evidence on Records, Beta" in shown["A002"]
    assert "figure: 2 chapters" in shown["A003"]
    assert "about the criterion Guide" in shown["A003"]
    assert "measured by our lab" not in shown["A009"], "the figures stand there already"
    assert shown["A009"].count("First answer") == 1
    assert "opened from 19 November 2026 to 20 November 2026" in page.text


def test_a_repeat_is_folded_into_what_it_repeats(sample: Reader) -> None:
    page = sample.get(ADDRESS)

    assert "A007" not in lines(page)
    assert "2. said again as A007 in “Summary”" in lines(page)["A001"]
    assert [item.tag for item in page.root.iter() if item.get("id") == "A007"] == ["li"]
    assert "9 claims, 8 without repeats" in page.text


def test_a_recommendation_stands_beside_our_result(sample: Reader) -> None:
    page = sample.get(ADDRESS)

    assert "Our result for claim A008: Alpha first. It agrees." in lines(page)["A008"]
    href = page.link("Our result for claim A008")
    assert href == "/results/latest?must=none&product=site"
    sample.raw(href)


@pytest.mark.parametrize(
    ("recommendation", "words_of_ours"),
    [
        ("r-02", "It differs: Beta is 33.3 points behind, and other weights could turn that."),
        ("r-03", "Not compared here: Gamma."),
    ],
)
def test_what_our_ranking_does_not_share_is_said(
    recommendation: str, words_of_ours: str, tmp_path: Path
) -> None:
    catalog = sound(SAMPLE)
    article = catalog.articles["comparison-2026"]
    claim = article.claims["A008"].model_copy(update={"recommendation": recommendation})
    changed = article.model_copy(update={"claims": {**article.claims, "A008": claim}})
    catalog = catalog.model_copy(update={"articles": {"comparison-2026": changed}})
    reader = Reader(site(tmp_path / "other.sqlite", catalog, folder=SAMPLE).test_client())

    assert words_of_ours in lines(reader.get(ADDRESS))["A008"]


def test_a_recommendation_without_answers_says_why(tmp_path: Path) -> None:
    catalog = sound(SAMPLE)
    article = catalog.articles["comparison-2026"]
    reason = {"recommendation": None, "no_answers": "what it turns on is not asked"}
    claim = article.claims["A008"].model_copy(update=reason)
    changed = article.model_copy(update={"claims": {**article.claims, "A008": claim}})
    catalog = catalog.model_copy(update={"articles": {"comparison-2026": changed}})
    reader = Reader(site(tmp_path / "silent.sqlite", catalog, folder=SAMPLE).test_client())

    shown = lines(reader.get(ADDRESS))["A008"]
    assert "no result of ours: what it turns on is not asked" in shown
    assert "Our result" not in shown


def test_claims_stand_under_the_headings_of_their_article(sample: Reader) -> None:
    page = sample.get(ADDRESS)
    claims = sound(SAMPLE).articles["comparison-2026"].claims.values()
    expected = dict.fromkeys(claim.section for claim in claims if not claim.duplicate_of)

    assert [words(item) for item in page.all("h2")] == list(expected)


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("verdict=not-checkable", ["A006"]),
        ("kind=opinion", ["A004", "A005"]),
        ("criterion=guide", ["A003", "A004"]),
        ("criterion=records&kind=factual&verdict=contradicted", ["A002"]),
    ],
)
def test_filters_show_some_of_the_claims(sample: Reader, query: str, codes: list[str]) -> None:
    page = sample.get(f"{ADDRESS}?{query}")

    assert list(lines(page)) == codes
    assert f"{len(codes)} of 8" in page.text
    chosen = {item.get("value") for item in page.all("option") if "selected" in item.attrib}
    assert chosen == {pair.partition("=")[2] for pair in query.split("&")}
    assert [item.get("content") for item in page.all("meta") if item.get("name") == "robots"] == [
        "noindex"
    ]


def test_filters_that_nothing_passes_say_so(sample: Reader) -> None:
    page = sample.get(f"{ADDRESS}?criterion=steps&verdict=opinion")

    assert "No claim of this article is of that kind." in page.text
    assert page.link("Show all") == ADDRESS


def test_an_edition_from_before_the_verdicts_has_no_bar(tmp_path: Path) -> None:
    catalog = sound(SAMPLE)
    article = catalog.articles["comparison-2026"]
    claims = {code: bare(claim) for code, claim in article.claims.items()}
    old = catalog.model_copy(
        update={
            "articles": {"comparison-2026": article.model_copy(update={"claims": claims})},
            "disagreements": (),
            "asked": {},
        }
    )
    reader = Reader(site(tmp_path / "old.sqlite", old).test_client())

    assert verdicts_shown(reader.get("/articles/")) == []
    page = reader.get(ADDRESS)
    assert verdicts_shown(page) == []
    assert not page.all("form")
    assert list(lines(page)) == sorted(claims)
    assert "No disagreement" in reader.get("/articles/disagreements").text
    assert "No question" in reader.get("/articles/asked/").text


def bare(claim: ArticleClaim) -> ArticleClaim:
    """Return a claim as it was before the verdicts."""
    kept = {"text", "section", "kind", "frameworks", "figure", "measured", "not_measured"}
    return ArticleClaim(**{name: getattr(claim, name) for name in kept})


def test_a_disagreement_says_who_says_what_and_what_follows(sample: Reader) -> None:
    page = sample.get("/articles/disagreements")
    links = [href for href, _ in page.links()]

    assert "Only AlphaExample weekly, A002: Beta cannot keep records. ✗ Contradicted" in page.text
    assert "Alpha has storage in the box. ✓ Confirmed" in page.text, "a repeat has that verdict"
    assert f"{ADDRESS}#A001" in links, "a repeat is found at what it repeats"
    assert "What the evidence says. Both keep them, Beta by an add-on." in page.text
    assert "What follows. Records decide nothing between the two." in page.text
    assert "/criteria/records" in links
    assert "https://example.org/beta" in links


def test_questions_stand_in_their_order(sample: Reader) -> None:
    page = sample.get("/articles/asked/")

    assert [text for href, text in page.links() if href.startswith("/articles/asked/")] == [
        "Can both be used together?",
        "Which one is easier to start with?",
    ]


def test_an_answer_shows_cells_claims_and_the_way_on(sample: Reader) -> None:
    page = sample.get("/articles/asked/easier-start")

    assert page.heading == "Which one is easier to start with?"
    assert "Both have a guide." in page.text
    assert "Records, Beta2 of 4 · add-onWhat beta offers here." in page.text
    assert "Beta’s guide has two chapters. ↶ Outdated" in page.text
    onward = page.link("Check these answers in the wizard")
    assert onward.startswith("/wizard/check?")
    sample.raw(onward)


def test_an_answer_may_lead_to_a_result(sample: Reader) -> None:
    page = sample.get("/articles/asked/both")

    href = page.link("See the result for this")
    assert href == "/results/latest?product=site&team=alpha&team=beta"
    sample.raw(href)
    assert page.link("Which one is easier to start with?") == "/articles/asked/easier-start"
    assert "measured by our lab" in page.text


def test_a_criterion_lists_what_articles_say_by_verdict(sample: Reader) -> None:
    page = sample.get("/criteria/records")

    assert "Articles say" in page.text
    said = "✓ Confirmed: Example weekly A001; ✗ Contradicted: Example weekly A002; "
    assert f"{said[:-2]}; ○ Opinion: Example weekly A008" in page.text
    assert "our verdict: contradicted" in page.text


def test_an_export_gives_the_verdict_with_the_claim(sample: Reader) -> None:
    data = sample.raw("/compare/alpha-vs-beta.json").get_json()
    (records,) = [item for item in data["criteria"] if item["criterion"] == "records"]

    assert records["cells"]["beta"]["claims"][0]["evidence"][1] == {
        "article": "comparison-2026",
        "claim": "A002",
        "stance": "contradicts",
        "verdict": "contradicted",
    }


def test_all_pages_of_the_articles_are_on_the_map(sample: Reader) -> None:
    text = sample.raw("/sitemap.xml").get_data(as_text=True)

    for path in (ADDRESS, "/articles/disagreements", "/articles/asked/", "/articles/asked/both"):
        assert f"{path}</loc>" in text


def test_every_answer_of_the_site_leads_into_the_wizard(reader_client: Reader) -> None:
    links = [href for href, _ in reader_client.get("/articles/asked/").links()]
    answers = [href for href in links if href.startswith("/articles/asked/") and href[-1] != "/"]
    ways = {
        "Check these answers in the wizard",
        "See the result for this",
        "Answer for your own project",
    }

    assert len(answers) == 6
    for href in answers:
        assert ways & {text for _, text in reader_client.get(href).links()}, href
