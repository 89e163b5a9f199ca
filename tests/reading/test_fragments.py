"""No text stops a reading: fragments of reports, cut and mixed without regard to sense, are read like any other."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.intake import from_text
from sayso.reading import default

TEXTS = [path.read_text(encoding="utf-8") for path in sorted(Path("tests/reports").glob("*.txt"))]
WORDS = sorted({word for text in TEXTS for word in text.split()})


@st.composite
def fragments(draw: st.DrawFn) -> str:
    """A stretch of a report that begins and ends anywhere."""
    text = draw(st.sampled_from(TEXTS))
    start = draw(st.integers(0, len(text) - 2))
    return text[start : start + draw(st.integers(1, 160))]


shuffled = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(st.one_of(fragments(), shuffled, st.tuples(fragments(), shuffled).map("\n\n".join)))
def test_is_read_and_quoted_by_its_own_words(text: str) -> None:
    if not text.strip():
        return
    record = default().read(from_text(text))
    for claim in record.claims:
        for span in claim.spans:
            assert 0 <= span.start < span.end <= len(record.report.text)
        for voice in claim.who_says:
            if voice.span is not None:
                assert record.report.text[voice.span.start : voice.span.end] == voice.voice
