"""The examples of docs/http.md, run."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from sayso.archive import Archive
from sayso.web.app import create

from .samples import newsletter

PAGE = Path(__file__).parents[2] / "docs" / "http.md"
EXAMPLES = re.findall(r"^GET (\S.*)\n(\d{3}) (.+)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)


def test_the_page_has_examples() -> None:
    assert len(EXAMPLES) > 4


@pytest.mark.parametrize(("path", "status", "expected"), EXAMPLES)
def test_an_example_of_the_page(path: str, status: str, expected: str) -> None:
    with Archive.open(":memory:") as archive:
        archive.add(newsletter())
        with TestClient(create(archive), base_url="http://127.0.0.1") as client:
            answer = client.get(path)
    assert answer.status_code == int(status)
    found: Any = answer.json()
    if expected.startswith("$"):
        way, _, value = expected.partition(" = ")
        for name, index in re.findall(r"\.(\w+)|\[(\d+)\]", way):
            found = found[name] if name else found[int(index)]
        expected = value
    assert found == json.loads(expected)
