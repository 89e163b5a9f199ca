"""The desk without a browser: pages, filters, downloads, problems, paging, ETags, guard and login."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from sayso.archive import Archive
from sayso.errors import UnsafeServer
from sayso.record import Claim, Record, from_dict, to_dict
from sayso.web import app as web
from sayso.web.guard import Login, check

from .samples import hostile, newsletter
from .test_page import Reader

Client = TestClient


def test_the_list_of_reports(client: Client) -> None:
    answer = client.get("/reports")
    assert answer.status_code == 200
    assert "Harbour Front chiefs sailed" in answer.text
    assert "could not be read" not in answer.text
    assert 'href="/reports.csv"' in answer.text


def test_reports_are_paged_by_cursor_to_the_end(client: Client) -> None:
    seen: list[str] = []
    after: str | None = None
    while True:
        page = client.get("/reports.json", params={"limit": 2} | ({"after": after} if after else {})).json()
        seen += [card["id"] for card in page["reports"]]
        after = page["next"]
        if after is None:
            break
    assert len(seen) == len(set(seen)) == 5
    html = client.get("/reports", params={"limit": 2}).text
    assert "next page" in html


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("stance=denied&outlet=The Meridian Letter", 1),
        ("polarity=negated", 2),
        ("words=rocket motors", 1),
        ('words="rocket motors"', 1),
        ("voice=our sources", 3),
        ("kind=document", 1),
        ("place=Larnaca&stance=asserted", 3),
        ("words=&stance=suspected&outlet=The Meridian Letter", 1),
        ("words=nothinglikeit", 0),
        ("flag=orphan", 2),
    ],
)
def test_claims_are_filtered_alike_everywhere(client: Client, query: str, number: int) -> None:
    assert len(client.get(f"/claims.json?{query}").json()["claims"]) == number
    assert len(client.get(f"/claims.jsonl?{query}").text.splitlines()) == number
    assert len(list(csv.DictReader(io.StringIO(client.get(f"/claims.csv?{query}").text)))) == number
    assert client.get(f"/claims?{query}").text.count('class="said"') == number


def test_streams_do_not_stop_at_a_batch(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from sayso.web import api

    monkeypatch.setattr(api, "BATCH", 7)
    monkeypatch.setattr(api, "FIRST", 3)
    total = client.get("/api/health").json()["claims"]
    rows = list(csv.DictReader(io.StringIO(client.get("/claims.csv").text)))
    assert len(rows) == total
    assert all(row["id"].startswith("c-") for row in rows)
    assert len(client.get("/claims.jsonl").text.splitlines()) == total


def test_a_report_comes_back_as_it_was_added(client: Client) -> None:
    record = newsletter()
    assert from_dict(Record, client.get(f"/reports/{record.report.id}.json").json()) == record
    assert client.get(f"/reports/{record.report.id}.txt").text == record.report.text
    lines = client.get(f"/reports/{record.report.id}.jsonl").text.splitlines()
    assert {from_dict(Claim, json.loads(line)).id for line in lines} == {claim.id for claim in record.claims}
    kept = client.get(f"/reports/{record.report.id}.html")
    assert "attachment" in kept.headers["content-disposition"]
    assert "default-src &#39;none&#39;" in kept.text


def test_a_claim_is_read_in_its_report(client: Client) -> None:
    claim = newsletter().claims[0]
    answer = client.get(f"/claims/{claim.id}", follow_redirects=False)
    assert answer.headers["location"] == f"/reports/{claim.report}#{claim.id}"
    assert client.get(f"/claims/{claim.id}.json").json() == to_dict(claim)
    assert client.get(f"/claims/{claim.id[:9]}.json").json()["id"] == claim.id


def test_the_beginning_of_an_id_leads_to_the_report(client: Client) -> None:
    id = newsletter().report.id
    assert client.get(f"/reports/{id[:10]}").url.path == f"/reports/{id}"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nope", 404),
        ("/reports/r-0000000000000000", 404),
        ("/reports/c-0000000000000000", 404),
        ("/reports/x", 404),
        ("/reports/%00", 404),
        ("/reports/r-%00%00%00%00", 404),
        ("/claims/c-0000000000000000.json", 404),
        ("/claims?stance=sure", 400),
        ("/claims.json?since=yesterday", 400),
        ("/claims.json?words=%00", 400),
        ("/claims.jsonl?after=nonsense", 200),
        ("/claims.json?after=nonsense", 400),
        ("/claims.json?limit=0", 422),
        ("/claims?limit=201", 422),
        ("/reports/../../../etc/passwd", 404),
        ("/reports/..%2f..%2fetc%2fpasswd", 404),
        ("/static/..%2fapp.py", 404),
        ("/static/%2e%2e/app.py", 404),
        ("/static/../templates/base.html", 404),
        ("/static//etc/passwd", 404),
    ],
)
def test_problems_are_said_in_one_line(client: Client, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    if status >= 400 and ".json" in path:
        assert list(answer.json()) == ["problem"]
    assert "Traceback" not in answer.text


def test_the_wrong_method_is_refused(client: Client) -> None:
    assert client.post("/reports").status_code == 405


def test_a_page_that_has_not_changed_is_not_sent_again(client: Client) -> None:
    for path in ("/reports", "/claims.json", f"/reports/{newsletter().report.id}", "/about"):
        first = client.get(path)
        tag = first.headers["etag"]
        assert first.headers["cache-control"] == "no-cache"
        again = client.get(path, headers={"If-None-Match": f'W/"x", {tag}'})
        assert again.status_code == 304
        assert not again.content


def test_every_answer_keeps_to_itself(client: Client) -> None:
    for path in ("/reports", "/claims.csv", "/nope", "/static/report.css"):
        headers = client.get(path).headers
        assert headers["content-security-policy"].startswith("default-src 'self'")
        assert "unsafe" not in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"


def test_pages_have_no_script_or_style_of_their_own(client: Client) -> None:
    for path in (
        "/reports",
        "/claims",
        "/about",
        f"/reports/{hostile().report.id}",
        "/claims?words=<script>",
    ):
        for tag, attributes in Reader(client.get(path).text).tags:
            assert tag != "style"
            assert "style" not in attributes
            assert tag != "script" or (attributes.get("src") or "").startswith("/static/dist/")
            assert not any(name.startswith("on") for name in attributes)
            assert not (attributes.get("href") or "").lower().startswith(("javascript", "data"))


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", ""])
def test_another_name_for_this_machine_is_refused(archive: Archive, host: str) -> None:
    with TestClient(web.create(archive), base_url="http://127.0.0.1") as client:
        assert client.get("/reports", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1:9999", "localhost", "[::1]:80"])
def test_this_machines_own_names_are_answered(archive: Archive, host: str) -> None:
    with TestClient(web.create(archive), base_url="http://127.0.0.1") as client:
        assert client.get("/api/health", headers={"host": host}).status_code == 200


def test_others_need_the_link_that_works_once(archive: Archive) -> None:
    login = Login()
    made = web.create(archive, login=login)
    with TestClient(made, base_url="http://desk.example") as client:
        assert client.get("/reports").status_code == 401
        assert client.get("/static/report.css").status_code == 401
        assert client.get("/login?once=wrong").status_code == 401
        assert client.get("/login", params={"once": login.token}).url.path == "/reports"
        assert client.get("/claims").status_code == 200
    with TestClient(made, base_url="http://desk.example") as other:
        assert other.get("/login", params={"once": login.token}).status_code == 401
        assert other.get("/reports", headers={"authorization": "Bearer x"}).status_code == 401
        assert other.get("/reports", headers={"authorization": f"Bearer {login.session}"}).status_code == 200
        assert other.get("/api/health").status_code == 200


def test_a_desk_without_login_refuses_to_listen_to_others() -> None:
    with pytest.raises(UnsafeServer, match=r"0\.0\.0\.0"):
        check("0.0.0.0", None)
    check("127.0.0.1", None)
    check("0.0.0.0", Login())


@pytest.fixture
def database(tmp_path: Any) -> str:
    path = str(tmp_path / "my.db")
    with Archive.open(path) as opened:
        opened.add(newsletter())
    return path


def test_get_answers_without_a_server(database: str) -> None:
    from sayso.cli.desk import command

    done = CliRunner().invoke(command, [database, "--get", "/claims.json?stance=denied"])
    assert done.exit_code == 0
    assert len(json.loads(done.stdout)["claims"]) == 1
    lines = CliRunner().invoke(command, [database, "--get", "/claims.jsonl"]).stdout.splitlines()
    assert len(lines) == 18
    missing = CliRunner().invoke(command, [database, "--get", "/nope"])
    assert missing.exit_code == 1
    assert "404" in missing.stderr


def test_the_command_refuses_what_is_unsafe_or_wrong(database: str) -> None:
    from sayso.cli.desk import command

    refused = CliRunner().invoke(command, [database, "--host", "0.0.0.0", "--no-login", "-p", "0"])
    assert isinstance(refused.exception, UnsafeServer)
    assert CliRunner().invoke(command, [database, "--get", "reports"]).exit_code == 2


def test_the_description_is_openapi_31_with_the_records_own_schema(client: Client) -> None:
    from jsonschema import Draft202012Validator

    described = client.get("/api/openapi.json").json()
    assert described["openapi"] == "3.1.0"
    assert {"/claims.json", "/reports/{id}.json", "/api/health"} <= described["paths"].keys()
    assert not any(path in described["paths"] for path in ("/", "/reports", "/claims", "/about"))
    for name, path in (("Claims", "/claims.json?limit=200"), ("Reports", "/reports.json")):
        schema = {"$ref": f"#/components/schemas/{name}", "components": described["components"]}
        Draft202012Validator(schema).validate(client.get(path).json())
    assert client.get("/api").url.path == "/api/openapi.json"
