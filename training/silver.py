"""Silver parses: what the released reader makes of texts that nobody has parsed, to be kept while others are learned.

A head that is taught by one set alone pulls the encoder after it: with the house corpus read at every step, the parse
of its texts came apart (it took "refused" for a particle) while that of the treebanks stayed as it was.
Taught along with its own former parse of the same texts, it stays.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from pathlib import Path

from sayso.intake import Metadata, from_text
from sayso.reading import Draft, syntax
from training.document import Document

LOG = logging.getLogger("training")


def parsed(documents: Sequence[Document], cache: Path) -> None:
    """Give every document without a parse the layer "syntax", as the release finds and mends it; kept in `cache`."""
    kept = json.loads(cache.read_text(encoding="utf-8")) if cache.exists() else {}
    for document in documents:
        if "syntax" in document.labels or not document.text:
            continue
        if len(kept.get(document.name, {}).get("head", ())) == len(document.forms):
            document.labels["syntax"] = {"form": document.forms, **kept[document.name]}
            continue
        draft = Draft(from_text(document.text, meta=Metadata(outlet="The Example")))
        syntax.STAGE.run(draft)
        reading, tokens = draft.reading, draft.tokens or ()
        if reading is None or [(t.start, t.end) for t in tokens] != [tuple(s) for s in document.spans]:
            LOG.warning("%s: the reader cuts other words; left without a parse", document.name)
            continue
        kept[document.name] = {
            "sentence": [token.sentence for token in tokens],
            "head": [token.head if token.head >= 0 else i for i, token in enumerate(tokens)],
            "lemma": list(reading.lemma),
            "upos": [token.pos for token in tokens],
            "xpos": list(reading.tag),
            "deprel": [token.relation for token in tokens],
        }
        document.labels["syntax"] = {"form": document.forms, **kept[document.name]}
    cache.write_text(json.dumps(kept), encoding="utf-8")
    LOG.info("parsed %d documents", sum("syntax" in d.labels for d in documents))
