"""Distributions made for a test, and an installer that knows no others and asks no network."""

from pathlib import Path
from zipfile import ZipFile

import pytest


def wheel(folder: Path, name: str, version: str, module: str | None, *needs: str) -> None:
    """Write a wheel with one module of that text, called like the distribution; None for none."""
    base = name.lower().replace("-", "_")
    info = f"{base}-{version}.dist-info"
    metadata = [f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}"]
    metadata += [f"Requires-Dist: {need}" for need in needs]
    with ZipFile(folder / f"{base}-{version}-py3-none-any.whl", "w") as file:
        if module is not None:
            file.writestr(f"{base}.py", module)
        file.writestr(f"{info}/METADATA", "\n".join(metadata) + "\n")
        tags = "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        file.writestr(f"{info}/WHEEL", tags)
        file.writestr(f"{info}/RECORD", "")


def only(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have the installer know the wheels of one folder alone; return that folder."""
    wheels = folder / "wheels"
    wheels.mkdir()
    settings = folder / "installer.toml"
    settings.write_text(
        f'no-index = true\nfind-links = ["{wheels}"]\ncache-dir = "{folder / "cache"}"\n'
    )
    forgotten = ("UV_DEFAULT_INDEX", "UV_INDEX", "UV_INDEX_URL", "UV_EXTRA_INDEX_URL")
    for name in (*forgotten, "UV_CACHE_DIR", "UV_FIND_LINKS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("UV_CONFIG_FILE", str(settings))
    return wheels
