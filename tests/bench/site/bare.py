"""A bare WSGI callable that returns bytes which it holds: what any server of ours could reach.

Started by a server as ``tests.bench.site.bare:app``; ``BENCH_PAGES`` names the file that
``kept.write`` made.
"""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from tests.bench.site import kept

PAGES = kept.read(Path(os.environ["BENCH_PAGES"])) if "BENCH_PAGES" in os.environ else {}
ANSWERS = {page.path: (list(page.headers), [page.body]) for page in PAGES.values()}


def app(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """Answer with what is held for the path; nothing is looked at but that."""
    headers, body = ANSWERS[environ["PATH_INFO"]]
    start("200 OK", headers)
    return body
