"""The size budgets of the design, counted over the repository's own files."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

MODULE_LINES = 400
FUNCTION_LINES = 50
TEMPLATE_LINES = 120
CREATE_APP_LINES = 40
CONFTEST_LINES = 150
RUN_TIME_DEPENDENCIES = 12


def python_files() -> list[Path]:
    # Migration steps are generated records of tables: they are as long as the tables are many.
    # So are those of the lab's apps, whose generators put them into folders called versions.
    folders = ("comparator", "tests")
    found = [p for name in folders for p in sorted((ROOT / name).rglob("*.py"))]
    return [ROOT / "wsgi.py", *(p for p in found if p.parent.name != "versions")]


def templates() -> list[Path]:
    return [p for p in sorted((ROOT / "comparator" / "templates").rglob("*")) if p.is_file()]


def line_count(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Each function of a module with its length, decorators and docstring included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = min([node.lineno, *(item.lineno for item in node.decorator_list)])
            yield node.name, (node.end_lineno or node.lineno) - first + 1


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize(
    ("files", "budget"),
    [(python_files, MODULE_LINES), (templates, TEMPLATE_LINES)],
    ids=["modules", "templates"],
)
def test_files_stay_short(files: Callable[[], list[Path]], budget: int) -> None:
    found = files()
    assert len(found) > 5, "the search found next to nothing, so it proves nothing"

    assert {name_of(p): line_count(p) for p in found if line_count(p) > budget} == {}


def test_functions_stay_short() -> None:
    lengths = {(name_of(p), name): size for p in python_files() for name, size in functions(p)}
    assert len(lengths) > 20, "the search found next to nothing, so it proves nothing"

    assert {key: size for key, size in lengths.items() if size > FUNCTION_LINES} == {}


def test_the_factory_stays_a_handful_of_calls() -> None:
    lengths = dict(functions(ROOT / "comparator" / "__init__.py"))

    assert lengths["create_app"] <= CREATE_APP_LINES


def test_wsgi_imports_the_factory_only() -> None:
    """Here and not in the import contracts, which read packages and no single files."""
    tree = ast.parse((ROOT / "wsgi.py").read_text(encoding="utf-8"))
    imports = [n for n in ast.walk(tree) if isinstance(n, ast.Import | ast.ImportFrom)]

    assert [ast.unparse(item) for item in imports] == ["from comparator import create_app"]


def test_conftest_stays_short() -> None:
    assert line_count(ROOT / "tests" / "conftest.py") <= CONFTEST_LINES


def test_direct_dependencies_stay_few() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {re.split(r"[^A-Za-z0-9-]", item)[0].lower() for item in project["dependencies"]}

    assert {"flask", "jinja2"} <= named
    assert len(named) <= RUN_TIME_DEPENDENCIES
