"""Drafts built by hand: a sentence with its parse, written on one line.

Each word is `form[/lemma]:POS:head:relation`, heads counted from 1 as in CoNLL-U; the lemma is the
lower-case form where it is left out. Words are joined by blanks, except before marks and clitics.
"""

from __future__ import annotations

from pathlib import Path

from sayso.reading import propositions
from sayso.reading.draft import Draft, Sentence, Token
from sayso.record import Quote, Report, Span, Voice, VoiceKind

CLOSE = frozenset(".,;:?!)”’%") | {"'s", "’s", "n't", "n’t", "'"}
OPEN = frozenset("(“‘$€£")


def parsed(*lines: str, outlet: str = "Ruritania Post") -> Draft:
    """A draft with tokens and sentences, one sentence a line."""
    text, tokens, sentences, offset = "", [], [], 0
    for number, line in enumerate(lines):
        rows = []
        for item in line.split():
            form, pos, head, relation = item.rsplit("|", 3) if "|" in item else item.split(":", 3)
            word, _, lemma = form.partition("/") if form != "/" else (form, "", "")
            rows.append((word, lemma or word.lower(), pos, int(head), relation))
        first = len(tokens)
        for word, lemma, pos, head, relation in rows:
            if text and word not in CLOSE and text[-1] not in OPEN:
                text += " "
            start = len(text)
            text += word
            tokens.append(
                Token(
                    start=start,
                    end=len(text),
                    text=word,
                    lower=word.lower(),
                    sentence=number,
                    lemma=lemma,
                    pos=pos,
                    head=head - 1 + offset if head else -1,
                    relation=relation,
                )
            )
        offset = len(tokens)
        span = Span(tokens[first].start, tokens[-1].end)
        sentences.append(
            Sentence(span=span, first=first, last=offset, paragraph=0, question=rows[-1][0] == "?")
        )
    report = (
        Report(text=text, outlet=outlet) if "outlet" in Report.__dataclass_fields__ else Report(text=text)
    )
    draft = Draft(report)
    draft.tokens, draft.sentences = tuple(tokens), tuple(sentences)
    draft.mentions, draft.entities, draft.attributions = (), (), ()
    return draft


def with_propositions(draft: Draft, *chain: Voice) -> Draft:
    """The draft after the stage of propositions, every chain being the outlet's and then `chain`."""
    propositions.run(draft)
    outlet = Voice(voice="Ruritania Post", kind=VoiceKind.OUTLET)
    draft.who_says = tuple((outlet, *chain) for _ in draft.propositions or ())
    return draft


def voice(draft: Draft, words: str, act: str, cue: str) -> Voice:
    """A person who does `act` with the word `cue` of the text."""
    at, on = draft.text.index(words), draft.text.index(cue)
    return Voice(
        voice=words,
        kind=VoiceKind.PERSON,
        span=Span(at, at + len(words)),
        act=act,
        cue=Quote(text=cue, span=Span(on, on + len(cue))),
    )


def from_conllu(path: Path, *, limit: int = 10**9) -> list[Draft]:
    """One draft for each sentence of a CoNLL-U file (for trying rules at the desk, not for tests)."""
    drafts = []
    for block in path.read_text(encoding="utf-8").split("\n\n")[:limit]:
        rows = [line.split("\t") for line in block.splitlines() if line and not line.startswith("#")]
        rows = [row for row in rows if row[0].isdigit()]
        if rows:
            drafts.append(
                parsed(
                    " ".join("|".join((f"{r[1]}/{r[2]}".replace(" ", ""), r[3], r[6], r[7])) for r in rows)
                )
            )
    return drafts
