"""Other packages' entry points: found where there are any, and nothing opened where there are none."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from sayso import plugins


def package(folder: Path, name: str, entry_points: str) -> None:
    info = folder / f"{name}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(entry_points, encoding="utf-8")


@pytest.fixture(autouse=True)
def _look_again() -> None:
    plugins._any_at_all.cache_clear()


def test_a_plugin_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package(tmp_path, "other", "[console_scripts]\nother = other:main\n\n[sayso.intakes]\n.rtf = other.rtf\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert [(p.name, p.module) for p in plugins.points("sayso.intakes")] == [(".rtf", "other.rtf")]
    assert plugins.points("sayso.stages") == ()


def test_a_group_without_entries_brings_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package(tmp_path, "other", "[sayso.stages]\n\n[console_scripts]\nother = other:main\n")
    monkeypatch.setattr(sys, "path", [str(tmp_path), str(tmp_path / "missing")])
    assert not plugins._any_at_all()


def test_an_archive_on_the_path_is_left_to_the_standard_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "packages.zip").write_bytes(b"PK\x05\x06" + bytes(18))
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path / "packages.zip")])
    assert plugins._any_at_all()
    assert plugins.points("sayso.stages") == ()


def test_no_metadata_is_opened_where_there_is_no_plugin() -> None:
    code = (
        "import sys, sayso.export, sayso.intake, sayso.reading.pipeline\n"
        "print('importlib.metadata' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
