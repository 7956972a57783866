"""Rows of frameworks, stacks and add-ons -> records."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date as Day
from operator import attrgetter
from typing import Any

from sqlalchemy import select

from comparator import models
from comparator.extensions import db
from comparator.queries.articles import Articles
from comparator.queries.findings import Measurement, Observation
from comparator.queries.lab import Lab
from comparator.queries.records import AddOn, Claim, Evidence, Framework, Source, Support

TRIED = "add-ons"
"""The probe that installs and imports each add-on and has it do its one job."""


class Compared:
    """What an edition compares. ``frameworks`` are by the key of their row, stacks among them."""

    def __init__(
        self, edition_id: int, sources: Mapping[str, Source], lab: Lab, articles: Articles
    ) -> None:
        """Read frameworks, stacks and add-ons at once."""
        self.sources, self.lab = sources, lab
        self.article_claims = {(i.article, i.code): i for i in articles.claims.values()}
        self.add_ons = {
            row.slug: self._add_on(row.slug, row.data) for row in own(models.AddOn, edition_id)
        }
        self.frameworks = {
            row.id: self._framework(row) for row in own(models.Framework, edition_id)
        }

    def _framework(self, row: models.Framework) -> Framework:
        stack = row.stack or {}
        return Framework(
            slug=row.slug,
            name=row.name,
            tagline=row.tagline,
            release=row.release,
            released=row.released,
            long_term=row.long_term,
            licence=row.licence,
            home=row.home,
            source=self.sources[row.source],
            support=tuple(
                Support(
                    line["release"], line["until"], self.sources[line["source"]], line["locator"]
                )
                for line in row.support or ()
            ),
            base=stack.get("base", ""),
            adds=tuple(self.add_ons[slug] for slug in sorted(stack.get("adds", ()))),
            pins=stack.get("adds", {}),
            why=stack.get("why", ""),
            evidence=tuple(self._evidence(row.slug, stack.get("evidence", ()))),
        )

    def _add_on(self, slug: str, data: Mapping[str, Any]) -> AddOn:
        claims = tuple(
            Claim(item["id"], item["text"], tuple(self._evidence(slug, item["evidence"])))
            for item in data["claims"]
        )
        return AddOn(
            slug=slug,
            name=data["name"],
            adds=data["adds"],
            to=tuple(data["to"]),
            package=data["package"],
            spellings=(data["name"], data["package"] or data["name"], *data["also"]),
            release=data["release"],
            released=Day.fromisoformat(data["released"]),
            licence=data["licence"],
            source=self.sources[data["source"]],
            checked=Day.fromisoformat(data["checked"]),
            ended=next((claim for claim in claims if claim.slug == data["ended"]), None),
            touches=tuple(data["touches"]),
            claims=claims,
            tried=self._tried(slug),
        )

    def _tried(self, slug: str) -> dict[str, Measurement]:
        """Return what the lab found about an add-on, by framework."""
        probe = self.lab.probes.get(TRIED)
        found = probe.measurements if probe else ()
        return {item.framework or "": item for item in found if item.case == slug}

    def _evidence(self, slug: str, data: Sequence[Mapping[str, Any]]) -> Iterator[Evidence]:
        for item in data:
            day, probe = item["retrieved"], item["measurement"]
            yield Evidence(
                source=self.sources[item["source"]] if item["source"] else None,
                locator=item["locator"],
                retrieved=Day.fromisoformat(day) if day else None,
                article_claim=self.article_claims.get((item["article"], item["claim"])),
                stance=item["stance"],
                observation=self._observation(slug, probe) if probe else None,
            )

    def _observation(self, slug: str, probe: str) -> Observation | None:
        """Return what a probe found about a stack, or about an add-on: there it is the case."""
        about = self.lab.probes.get(probe)
        if about is None:
            return None
        own = (item for item in about.measurements if slug in (item.case, item.framework))
        return Observation(about.slug, about.name, about.unit, about.run.date, tuple(own))


def own(model: Any, edition_id: int) -> Sequence[Any]:
    """Return an edition's rows of a table in order of slug."""
    query = select(model).where(model.edition_id == edition_id)
    return sorted(db.session.scalars(query), key=attrgetter("slug"))
