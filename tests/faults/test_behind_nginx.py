"""What the published nginx.conf lets through to the site, and what it keeps away."""

from collections import Counter
from pathlib import Path

import pytest

from comparator.errors import LONGER_QUERIES
from tests.faults.behind_nginx import behind
from tests.faults.running import await_until, is_ready, running
from tests.page import checked

pytestmark = pytest.mark.slow

BURST = 100
"""Results that one address may have at once."""


def test_links_pasted_together_reach_the_site(nginx: str, small: Path, tmp_path: Path) -> None:
    (place, longest), *others = LONGER_QUERIES.items()
    assert not others
    with (
        running(small, settings={"BASE_URL": "https://example.org"}) as server,
        behind(nginx, tmp_path / "nginx", [server]) as front,
    ):
        await_until(lambda: is_ready(server), "readiness")
        for length in (10_000, longest - 1, longest):
            address = f"{place}?links=".ljust(len(place) + 1 + length, "x")
            # The site's own page says how long an address may be; that of nginx would not.
            page = front.send(address.encode())
            expected = 414 if length == longest else 302
            assert page.status == expected, length
        assert checked(place, page).heading == "This address is too long"


def test_one_address_gets_so_many_results_and_every_other_page(
    nginx: str, small: Path, tmp_path: Path
) -> None:
    with (
        running(small, settings={"BASE_URL": "https://example.org"}) as server,
        behind(nginx, tmp_path / "nginx", [server]) as front,
    ):
        await_until(lambda: is_ready(server), "readiness")
        # From memory, so that no machine is so slow that the rate alone would do.
        found = Counter(front.send(b"/results/latest").status for _ in range(4 * BURST))

        assert set(found) == {200, 429}
        assert found[200] > BURST
        assert front.send(b"/criteria/").status == 200
