"""The record: spans quote, dictionaries lose nothing, the schema fits, faults are named."""

from __future__ import annotations

import json

import jsonschema
import pytest
from hypothesis import given, settings

from sayso.errors import BadRecord
from sayso.record import (
    Claim,
    Record,
    Report,
    Span,
    Voice,
    VoiceKind,
    from_dict,
    joined,
    quotes,
    schema,
    to_dict,
)

from .strategies import records


@settings(max_examples=60, deadline=None)
@given(record=records())
def test_every_span_quotes_its_words_on_any_text(record: Record) -> None:
    for path, words, span in quotes(record):
        if not path.endswith(".quote"):
            assert record.report.quote(span) == words, path
    for claim in record.claims:
        assert claim.quote == joined(record.report.text, claim.spans)


@settings(max_examples=60, deadline=None)
@given(record=records())
def test_json_and_back_loses_nothing(record: Record) -> None:
    assert from_dict(Record, json.loads(json.dumps(to_dict(record), ensure_ascii=False))) == record


@settings(max_examples=30, deadline=None)
@given(record=records())
def test_what_is_printed_fits_the_schema(record: Record) -> None:
    jsonschema.validate(json.loads(json.dumps(to_dict(record))), schema(Record))
    for claim in record.claims:
        jsonschema.validate(json.loads(json.dumps(to_dict(claim))), schema())


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.Draft202012Validator.check_schema(schema(Record))


def test_ids_are_hashes_of_what_identifies() -> None:
    one = Report(text="The road is open.", outlet="A", published="2020-01-01")
    assert one.id == Report(text="The road is open.", outlet="A", published="2020-01-01", url="elsewhere").id
    assert one.id != Report(text="The road is open.", outlet="B", published="2020-01-01").id
    assert one.id != Report(text="The road is shut.", outlet="A", published="2020-01-01").id


def test_a_line_of_jsonl_begins_with_its_id() -> None:
    claim = Claim(
        report="r-1", quote="x", spans=(Span(0, 1),), who_says=(Voice(voice="A", kind=VoiceKind.OUTLET),)
    )
    assert json.dumps(to_dict(claim)).startswith('{"id": "c-')


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"spans": [[4, 2]]}, "Claim.spans[0]: [4, 2] is no span"),
        ({"spans": [[0, 1.5]]}, "is no span"),
        (
            {"who_says": [{"voice": "A", "kind": "ghost"}]},
            "Claim.who_says[0].kind: 'ghost' is no VoiceKind; use one of",
        ),
        ({"how_sure": {"stance": "sure"}}, "Claim.how_sure.stance: 'sure' is no Stance"),
        ({"quote": 7}, "Claim.quote: expected str, found 7"),
        ({"colour": "red"}, "Claim: unknown key 'colour'"),
        ({"flags": "none"}, "Claim.flags: expected a list"),
        ({"where": []}, "Claim.where: expected an object"),
    ],
)
def test_a_fault_is_named_with_its_path(change: dict[str, object], message: str) -> None:
    claim = Claim(
        report="r-1", quote="x", spans=(Span(0, 1),), who_says=(Voice(voice="A", kind=VoiceKind.OUTLET),)
    )
    with pytest.raises(BadRecord, match=r".") as caught:
        from_dict(Claim, to_dict(claim) | change)
    assert message in str(caught.value)


def test_a_missing_key_is_named() -> None:
    with pytest.raises(BadRecord, match="Voice: the key 'kind' is missing"):
        from_dict(Voice, {"voice": "A"})
