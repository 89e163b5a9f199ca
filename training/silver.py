"""Silver labels: what texts are taught beside their own labels, so that other layers do not come apart on them.

A head that is taught by one set alone pulls the encoder after it: with the house corpus read at every step, the parse
of its texts came apart (it took "refused" for a particle) while that of the treebanks stayed as it was.
Taught along with its own former parse of the same texts, it stays.
The kinds of mentions came apart too, as only the words that take part in a claim are labelled there: taught where
people and bodies are and never where there is nothing, the head called weekdays, numbers and verbs organisations.
`known_kinds` says what the other words are.
"""

from __future__ import annotations

import json
import logging
from collections import Counter
from collections.abc import Mapping, Sequence
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


NO_MENTIONS = frozenset(
    {"ADP", "AUX", "CCONJ", "DET", "INTJ", "PART", "PUNCT", "SCONJ", "SYM", "VERB", "ADV", "ADJ"}
)
"""Parts of speech that head no mention, unless they are labelled so."""
DAYS = frozenset(
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
     "april", "june", "july", "august", "september", "october", "november", "december", "yesterday", "today",
     "tomorrow", "tonight"]
)  # fmt: skip
"""Words that name a time wherever they stand for a thing (written large where that makes the difference)."""
OFTEN, MOSTLY = 4, 0.85
"""A noun's kind is known where it was seen so often, and so mostly with that kind."""


def kinds_of_nouns(documents: Sequence[Document]) -> dict[str, str]:
    """The kind ("O": none) of every noun that nearly always has the same, in documents labelled throughout."""
    seen: dict[str, Counter[str]] = {}
    for document in documents:
        if "kinds" not in document.labels or "syntax" not in document.labels:
            continue
        syntax = document.labels["syntax"]
        for upos, lemma, kind in zip(syntax["upos"], syntax["lemma"], document.labels["kinds"], strict=True):
            if upos == "NOUN" and kind != "?":
                seen.setdefault(lemma.lower(), Counter())[kind] += 1
    most = {lemma: (*kinds.most_common(1)[0], kinds.total()) for lemma, kinds in seen.items()}
    return {lemma: kind for lemma, (kind, n, of) in most.items() if of >= OFTEN and n >= MOSTLY * of}


def known_kinds(documents: Sequence[Document], nouns: Mapping[str, str]) -> None:
    """Label the words of parsed documents without a kind ("?") whose kind is plain: none, a time, an event.

    Labelled kinds go to the word that heads the mention in the parse. What stays open (a noun that `nouns` does
    not know) is not learned.
    """
    for document in documents:
        kinds, syntax = document.labels.get("kinds"), document.labels.get("syntax")
        if kinds is None or syntax is None:
            continue
        given = {at: kinds[at] for _, _, at in document.labels.get("mentions", ())}
        for begin, end, at in document.labels.get("mentions", ()):
            tops = [
                i for i in range(begin, end) if not begin <= syntax["head"][i] < end or syntax["head"][i] == i
            ]
            if len(tops) == 1 and tops[0] != at and at in given:
                kinds[tops[0]] = given[at]
                if not any(
                    other == at for b, e, other in document.labels["mentions"] if (b, e) != (begin, end)
                ):
                    kinds[at] = "?"
        events = document.labels.get("claims", {}).get("event") or ["O"] * len(kinds)
        for i, form in enumerate(document.forms):
            if kinds[i] != "?":
                continue
            upos, relation = syntax["upos"][i], syntax["deprel"][i]
            if upos in ("NOUN", "PROPN") and form.lower() in DAYS and form != "march":
                kinds[i] = "TIME"
            elif upos in NO_MENTIONS or (upos == "NUM" and relation == "nummod") or relation == "flat":
                kinds[i] = "O"
            elif upos == "NOUN" and events[i] != "O":
                verbal = any(
                    events[k] == events[i] and syntax["upos"][k] == "VERB" for k in range(max(0, i - 5), i)
                )
                kinds[i] = "?" if verbal else "EVENT"
            elif upos == "NOUN":
                kinds[i] = nouns.get(syntax["lemma"][i].lower(), "?")
