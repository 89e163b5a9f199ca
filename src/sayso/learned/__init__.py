"""Trained parts: one small encoder with many heads, read with onnxruntime, numpy and tokenizers.

Nothing heavy is imported before the first text is read. Start at `read`:

    from sayso.learned import read
    reading = read(text)                       # Reading: words, sentences, parse, mentions, attributions …
    for attribution in reading.attributions:
        print([text[a:b] for a, b in reading.spans(attribution.content)])
"""

from __future__ import annotations

from sayso.learned.claims import Claims, Part
from sayso.learned.reader import Reader, read, reader
from sayso.learned.reading import Attribution, EventClass, Mention, Name, Reading

__all__ = [
    "Attribution",
    "Claims",
    "EventClass",
    "Mention",
    "Name",
    "Part",
    "Reader",
    "Reading",
    "read",
    "reader",
]
