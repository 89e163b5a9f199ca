"""CAT files read into text and mentions."""

from __future__ import annotations

from pathlib import Path

from evals.cat import documents, joined, read

from .cat_files import cat


def test_text_and_mentions(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(
        cat(
            ["Dam plans", "`` We will build , '' Ms Okello said ."],
            [
                ("ACTION_OCCURRENCE", "build", {"note": "x"}),
                ("HUMAN_PART_PER", "Ms Okello", {}),
                ("ACTION", "", {}),
            ],
        ),
        encoding="utf-8",
    )
    document = read(path)
    assert document.text == 'Dam plans\n\n"We will build," Ms Okello said.'
    first, second = document.mentions
    assert (first.span.of(document.text), first.attributes["note"], first.sentence) == ("build", "x", 1)
    assert second.span.of(document.text) == "Ms Okello"
    assert document.sentences[1].of(document.text).startswith('"We')
    assert [d.name for d in documents(tmp_path)] == ["a"]


def test_every_word_stands_at_its_place() -> None:
    words = [("Rebels", 0), ("(", 1), ("two", 1), (")", 1), ("ca", 1), ("n't", 1), ("agree", 1), (".", 1)]
    text, places, _ = joined(words)
    assert [p.of(text) for p in places] == [w for w, _ in words]
    assert text == "Rebels\n\n(two) can't agree."
