"""Run a test that passes and one that fails, with a fixture, and read the report."""

import json
import subprocess
import sys
from pathlib import Path

TESTS = """
import pytest

@pytest.fixture
def number():
    return 6

@pytest.mark.parametrize("factor", [7, 8])
def test_product(number, factor):
    assert number * factor == 42
"""
Path("test_product.py").write_text(TESTS)
command = [sys.executable, "-m", "pytest", "--verbose"]
done = subprocess.run(command, capture_output=True, text=True)
assert done.returncode == 1, done.stdout
assert "test_product.py::test_product[7] PASSED" in done.stdout, done.stdout
assert "test_product.py::test_product[8] FAILED" in done.stdout, done.stdout
assert "assert (6 * 8) == 42" in done.stdout, done.stdout
assert "1 failed, 1 passed" in done.stdout, done.stdout

note = "It finds a test, gives it a fixture, runs it twice and shows the values of the failed one."
print(json.dumps({"status": "yes", "note": note, "packages": ["pytest"]}))
