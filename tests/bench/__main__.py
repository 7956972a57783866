"""Print the ratios: ``python -m tests.bench [engine] [site] [growth] [--quick]``."""

import argparse
import sys
from collections.abc import Callable

from comparator.lab import LabError
from tests.bench import engine
from tests.bench.site import growth, speed

PARTS: dict[str, Callable[[bool], None]] = {
    "engine": lambda quick: engine.run(),
    "site": speed.run,
    "growth": growth.run,
}


def main() -> None:
    """Run the parts that are named, or all of them; what cannot be measured ends it in one line."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help="engine, site or growth")
    parser.add_argument("--quick", action="store_true", help="one short round: a look, no figures")
    given = parser.parse_args()
    unknown = [name for name in given.parts if name not in PARTS]
    if unknown:
        parser.error(f'there is no part "{unknown[0]}": name {", ".join(PARTS)}')
    try:
        for name in given.parts or PARTS:
            PARTS[name](given.quick)
    except LabError as error:
        sys.exit(f"make bench: {error}")


if __name__ == "__main__":
    main()
