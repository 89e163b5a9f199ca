"""Drafts built by hand: sentences with their grammar written beside the words."""

from __future__ import annotations

from sayso.learned.reading import Mention, Reading
from sayso.reading import Draft, mentions, propositions, syntax
from sayso.reading import who_says as who_says_module
from sayso.record import Report


def draft(
    *sentences: str,
    outlet: str | None = "The Example",
    named: dict[str, str] | None = None,
    joined: tuple[tuple[str, ...], ...] = (),
    title: bool = False,
) -> Draft:
    """A draft with `reading`, `tokens`, `sentences` and `mentions` filled.

    A sentence is a line for each word: `word lemma POS head relation`, heads counted from 1 in the
    sentence, 0 for the root. A `~` behind a word joins it to the next one without a blank.
    `named` gives mentions by their words (first occurrence) with the reader's kind; a kind in small
    letters is a description, not a name. `joined` are words of mentions that are the same thing.
    """
    text, spans, rows, bounds = "", [], [], []
    for number, sentence in enumerate(sentences):
        first = len(spans)
        for line in sentence.strip().splitlines():
            word, lemma, pos, head, relation = line.split()
            glued = word.endswith("~") and len(word) > 1
            word = word.removesuffix("~") if glued else word
            spans.append((len(text), len(text) + len(word)))
            text += word + ("" if glued else " ")
            at = len(rows)
            rows.append((lemma, pos, at if head == "0" else first + int(head) - 1, relation, number))
        bounds.append((first, len(spans)))
        text = text.rstrip() + "\n\n"
    text = text.rstrip()
    found = []
    for words, kind in (named or {}).items():
        start = text.index(words)
        inside = [i for i, (a, b) in enumerate(spans) if a < start + len(words) and b > start]
        cluster = next((n for n, group in enumerate(joined) if words in group), None)
        heads = [i for i in inside if rows[i][2] not in inside or rows[i][2] == i]
        found.append(
            Mention(
                words=(inside[0], inside[-1] + 1),
                head=heads[0],
                kind=kind.upper(),
                named=kind.isupper(),
                pronoun=rows[heads[0]][1] == "PRON",
                confidence=0.9,
                cluster=cluster,
            )
        )
    reading = Reading(
        words=tuple(spans),
        paragraphs=tuple(row[4] for row in rows),
        sentences=tuple(bounds),
        pos=tuple(row[1] for row in rows),
        tag=tuple("" for _ in rows),
        lemma=tuple(row[0] for row in rows),
        head=tuple(row[2] for row in rows),
        deprel=tuple(row[3] for row in rows),
        mentions=tuple(found),
    )
    from sayso.intake.parsed import headline

    made = Draft(Report(text=text, outlet=outlet, title=headline(text) if title else None))
    syntax.fill(made, reading)
    mentions.STAGE.run(made)
    return made


def spoken(*sentences: str, **options: object) -> Draft:
    """A draft with attributions, propositions and chains as well."""
    made = draft(*sentences, **options)  # type: ignore[arg-type]
    who_says_module.ATTRIBUTIONS.run(made)
    propositions.STAGE.run(made)
    who_says_module.STAGE.run(made)
    return made


SAID = """
Two two NUM 2 nummod
officials official NOUN 3 nsubj
said say VERB 0 root
the the DET 5 det
convoy convoy NOUN 7 nsubj
had have AUX 7 aux
left leave VERB 3 ccomp
Kassala~ Kassala PROPN 7 obj
. . PUNCT 3 punct
"""

ACCORDING = """
The the DET 2 det
road road NOUN 4 nsubj
was be AUX 4 cop
open open ADJ 0 root
on on ADP 6 case
Monday~ Monday PROPN 4 obl
, , PUNCT 9 punct
according accord VERB 9 case
Haddad Haddad PROPN 4 obl
to to ADP 8 fixed
. . PUNCT 4 punct
"""

BELIEVED = """
The the DET 2 det
general general NOUN 4 nsubj:pass
is be AUX 4 aux:pass
believed believe VERB 0 root
to to PART 7 mark
have have AUX 7 aux
fled flee VERB 4 xcomp
. . PUNCT 4 punct
"""

CITING = """
The the DET 2 det
agency agency NOUN 3 nsubj
said say VERB 0 root
the the DET 5 det
port port NOUN 7 nsubj
had have AUX 7 aux
reopened~ reopen VERB 3 ccomp
, , PUNCT 9 punct
citing cite VERB 3 advcl
a a DET 11 det
memo memo NOUN 9 obj
. . PUNCT 3 punct
"""

FAILED = """
The the DET 2 det
army army NOUN 3 nsubj
failed fail VERB 0 root
to to PART 5 mark
attack attack VERB 3 xcomp
the the DET 7 det
village village NOUN 5 obj
and and CCONJ 9 cc
withdrew~ withdraw VERB 3 conj
, , PUNCT 13 punct
although although SCONJ 13 mark
it it PRON 13 nsubj
rained rain VERB 9 advcl
. . PUNCT 3 punct
"""

RELATIVE = """
Omar Omar PROPN 7 nsubj
Siddig~ Siddig PROPN 1 flat
, , PUNCT 5 punct
once once ADV 5 advmod
arrested arrest VERB 1 acl
, , PUNCT 5 punct
joined join VERB 0 root
the the DET 9 det
talks talk NOUN 7 obj
. . PUNCT 7 punct
"""
