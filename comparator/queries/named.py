"""Where add-ons are named: in cells, as packages, and in what articles say."""

import re
from collections.abc import Iterable, Mapping

from comparator.queries.records import AddOn, Article, ArticleClaim, Criterion


def normal(name: str) -> str:
    """Return the one spelling of a distribution's name."""
    return re.sub(r"[-_. ]+", "-", name).lower()


def packages(add_ons: Mapping[str, AddOn], criteria: Iterable[Criterion]) -> dict[str, str]:
    """Return the slug of the add-on behind each package that a cell names, as the cell spells it.

    What no add-on is called by is left out.
    """
    known = {
        normal(word): slug for slug, item in add_ons.items() for word in (slug, *item.spellings)
    }
    named = {
        package for item in criteria for cell in item.cells.values() for package in cell.packages
    }
    return {name: known[normal(name)] for name in sorted(named) if normal(name) in known}


def claims_naming(
    add_ons: Mapping[str, AddOn], articles: Iterable[Article]
) -> dict[str, tuple[ArticleClaim, ...]]:
    """Return the claims of articles that name each add-on, repeats left out.

    A claim names it if one of its spellings stands in the text as a whole word, in any case.
    """
    claims = [(claim, claim.text.lower()) for item in articles for claim in item.claims]
    found = {}
    for slug, add_on in add_ons.items():
        words = tuple(dict.fromkeys(word.lower() for word in add_on.spellings))
        own = [claim for claim, text in claims if any(stands_in(word, text) for word in words)]
        originals = {(c.article, c.duplicate_of or c.code): c for c in reversed(own)}
        found[slug] = tuple(reversed(originals.values()))
    return found


def stands_in(word: str, text: str) -> bool:
    """Say whether a text holds a word, and not as a part: no "Login" in "Flask-Login".

    Both have to be in small letters.
    """
    # Nearly always the plain search says no, at a fraction of the price.
    return word in text and bool(re.search(rf"(?<![\w.-]){re.escape(word)}(?!-?\w|\.\w)", text))
