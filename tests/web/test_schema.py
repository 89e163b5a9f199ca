"""The API against its own description: what schemathesis makes up leads to no server error."""

from __future__ import annotations

import pytest

from sayso.archive import Archive

from .samples import newsletter

schemathesis = pytest.importorskip("schemathesis")

from hypothesis import HealthCheck, Phase, settings  # noqa: E402


def _schema() -> object:
    from sayso.web.app import create, plain

    archive = Archive.open(":memory:")
    archive.add(newsletter())
    app = create(archive, names=["testserver", "localhost"])
    described = plain(archive).openapi()
    loaded = schemathesis.openapi.from_dict(described)
    loaded.app = app
    return loaded


schema = _schema()


@pytest.mark.filterwarnings("default")
@schema.parametrize()  # type: ignore[attr-defined]
@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_no_request_leads_to_a_server_error(case: object) -> None:
    answer = case.call()  # type: ignore[attr-defined]
    case.validate_response(  # type: ignore[attr-defined]
        answer,
        checks=[
            schemathesis.checks.not_a_server_error,
            schemathesis.checks.CHECKS.get_one("response_schema_conformance"),
        ],
    )
