"""The measure of speed: long texts are made to the word and read to their end, stages are told apart."""

from __future__ import annotations

import pytest

from evals import speed

TEXTS = (
    "Police in Accra said on Monday that two men had been arrested.\n\nA lawyer denied it.",
    "Talks between Iran and Yemen began in Oslo on 3 May 2016, a spokesman said.",
)


@pytest.mark.parametrize("words", [1, 20, 35, 300])
def test_a_long_text_has_as_many_words_as_are_asked_for(words: int) -> None:
    assert len(speed.long_text(TEXTS, words).split()) == words


def test_a_long_text_is_read_to_its_end(capsys: pytest.CaptureFixture[str]) -> None:
    assert speed.read_long(speed.long_text(TEXTS, 400)) == 0
    assert "400 words" in capsys.readouterr().out


def test_the_encoder_is_told_apart_from_the_stage_that_calls_it() -> None:
    spent = speed.stages(TEXTS)
    assert spent["encoder"] > 0
    assert {"syntax", "when", "where", "claims"} <= set(spent)
    # Other programs may hold the processor up for a moment: the best of a few.
    assert any(
        one["syntax"] < one["encoder"] * 10 for one in (spent, *(speed.stages(TEXTS) for _ in range(4)))
    )


def test_a_treebank_is_needed_for_spacy(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        speed.main([".", "--spacy", "python"])
    assert "--treebank" in capsys.readouterr().err
