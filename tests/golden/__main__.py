"""Write the corpus of every promised edition that has none: ``python -m tests.golden``."""

import sys
import tempfile
from pathlib import Path

from comparator import queries
from comparator.catalog.editions import thaw_all
from tests.golden import corpus_path, is_promised, line_of, queries_of, result_of
from tests.sites import site


def main() -> None:
    """Write what is missing; say what is there."""
    editions, problems = thaw_all()
    assert not problems, problems
    for frozen in editions:
        path = corpus_path(frozen.name)
        if not is_promised(frozen.name) or path.exists():
            print(f"{frozen.name}: nothing to write")
            continue
        with tempfile.TemporaryDirectory() as folder:
            app = site(Path(folder) / "golden.sqlite", frozen.catalog)
            with app.app_context():
                edition = queries.get_edition(queries.list_editions()[0])
            lines = []
            for query in queries_of(edition.questionnaire):
                lines.append(line_of(query, result_of(app, frozen.name, query)))
                print(f"\r{frozen.name}: {len(lines)}", end="", file=sys.stderr)
        path.write_text("\n".join(lines) + "\n", "utf-8")
        print(f"\n{path.name}: {len(lines)} results")


if __name__ == "__main__":
    main()
