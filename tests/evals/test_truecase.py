"""Case restored in texts in capitals."""

from __future__ import annotations

from evals.truecase import capitals, restored
from evals.upper_case import upper

TEXT = (
    "The Kenyan minister Joseph Okello said on Monday that rebels of the Northern Reform Front (NRF) attacked"
    " the town of Garissa. He told reporters in Nairobi that I should not travel there. Two soldiers were killed"
    " and a bus was burned near the bridge, the police reported."
)


def test_restored_nearly_as_it_was() -> None:
    found = restored(upper(TEXT))
    assert found.lower() == TEXT.lower()
    assert sum(a == b for a, b in zip(found, TEXT, strict=True)) > 0.97 * len(TEXT)
    for name in (
        "Kenyan",
        "Joseph Okello",
        "NRF",
        "Garissa",
        "Nairobi",
        "Monday",
        " that I should",
        ". Two ",
    ):
        assert name in found


def test_what_has_small_letters_stays() -> None:
    assert restored(TEXT) == TEXT
    assert restored("SHORT") == "SHORT"


def test_length_stays() -> None:
    text = "STRASSE İSTANBUL ŒUVRE " * 20
    assert capitals(text)
    assert len(restored(text)) == len(text)
