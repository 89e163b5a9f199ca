"""Words, paragraphs and word pieces, without weights."""

from __future__ import annotations

import pytest

from sayso.learned.tokens import paragraphs, words

CUT = [
    ("It's Iran's.", ["It", "'s", "Iran", "'s", "."]),
    ("They can’t and won't.", ["They", "ca", "n’t", "and", "wo", "n't", "."]),
    ("The U.S. said on Jan. 5 at 7pm", ["The", "U.S.", "said", "on", "Jan.", "5", "at", "7", "pm"]),
    ("$3.5 million, 5,000 men", ["$", "3.5", "million", ",", "5,000", "men"]),
    ("a long-term co-author", ["a", "long", "-", "term", "co-author"]),
    ("O'Brien of al-Qa'ida", ["O'Brien", "of", "al", "-", "Qa'ida"]),
    ("cannot", ["can", "not"]),
    ("see https://example.org/a?b=c.", ["see", "https://example.org/a?b=c", "."]),
    ("🚀🇺🇸 launched…", ["🚀", "🇺", "🇸", "launched", "…"]),
    ("", []),
    (" \n\t ", []),
]


@pytest.mark.parametrize(("text", "expected"), CUT)
def test_words(text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in words(text)] == expected


@pytest.mark.parametrize("text", [text for text, _ in CUT])
def test_words_are_in_order_and_leave_out_only_space(text: str) -> None:
    at = 0
    for begin, end in words(text):
        assert begin >= at
        assert begin < end
        assert not text[at:begin].strip()
        at = end
    assert not text[at:].strip()


PARAGRAPHS = [
    ("One.\nTwo.", [0, 0, 1, 1]),
    ("one two\nthree four", [0, 0, 0, 0]),
    ("one two\n\nthree four", [0, 0, 1, 1]),
    ("One\r\nTwo\r\n", [0, 1]),
    ("\n\nOne", [0]),
]


@pytest.mark.parametrize(("text", "expected"), PARAGRAPHS)
def test_paragraphs(text: str, expected: list[int]) -> None:
    assert list(paragraphs(text, words(text))) == expected
