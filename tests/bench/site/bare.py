"""A bare WSGI callable that returns bytes which it holds: what any server of ours could reach.

Started by a server as ``tests.bench.site.bare:app``; the variable ``BENCH_PAGES`` names the file
that ``kept.write`` made.
"""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from tests.bench.site import kept
from tests.bench.site.kept import Kept

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def application(pages: Iterable[Kept]) -> Application:
    """Return a callable that knows these pages by path, and looks at nothing else."""
    answers = {page.path: (list(page.headers), [page.body]) for page in pages}

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        headers, body = answers[environ["PATH_INFO"]]
        start("200 OK", headers)
        return body

    return answer


NAMED = os.environ.get("BENCH_PAGES")
app = application(kept.read(Path(NAMED)).values() if NAMED else ())
