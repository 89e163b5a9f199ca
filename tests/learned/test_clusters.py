"""Coreference rules on readings built by hand."""

from __future__ import annotations

from sayso.learned.clusters import joined
from sayso.learned.reading import Attribution, Mention, Reading


def mention(first: int, last: int, head: int, kind: str, **more: bool) -> Mention:
    flags = {"named": False, "pronoun": False, **more}
    return Mention(words=(first, last), head=head, kind=kind, confidence=1.0, **flags)


def build(
    rows: str, mentions: list[Mention], attributions: tuple[Attribution, ...] = ()
) -> tuple[Mention, ...]:
    """`rows` is one word a line: form pos tag lemma head deprel; a blank line ends a sentence."""
    columns: list[list[str]] = []
    sentences = []
    begin = 0
    for line in [*rows.strip().splitlines(), ""]:
        if line.strip():
            columns.append(line.split())
        else:
            sentences.append((begin, len(columns)))
            begin = len(columns)
    reading = Reading(
        words=tuple((2 * i, 2 * i + 1) for i in range(len(columns))),
        sentences=tuple(sentences),
        pos=tuple(c[1] for c in columns),
        tag=tuple(c[2] for c in columns),
        lemma=tuple(c[3] for c in columns),
        head=tuple(int(c[4]) for c in columns),
        deprel=tuple(c[5] for c in columns),
        mentions=tuple(mentions),
        attributions=attributions,
    )
    return joined(reading, [c[0] for c in columns])


TEXT = """
Anna PROPN NNP Anna 2 nsubj
Haddad PROPN NNP Haddad 0 flat
spoke VERB VBD speak 2 root

She PRON PRP she 4 nsubj
denied VERB VBD deny 4 root
it PRON PRP it 4 obj

Haddad PROPN NNP Haddad 7 nsubj
left VERB VBD leave 7 root
"""


def test_a_pronoun_and_a_surname_take_up_a_name() -> None:
    found = build(
        TEXT,
        [
            mention(0, 2, 0, "PERSON", named=True),
            mention(3, 4, 3, "PERSON", pronoun=True),
            mention(6, 7, 6, "PERSON", named=True),
        ],
    )
    assert [m.cluster for m in found] == [0, 0, 0]


def test_it_is_no_person() -> None:
    found = build(TEXT, [mention(0, 2, 0, "PERSON", named=True), mention(5, 6, 5, "OTHER", pronoun=True)])
    assert [m.cluster for m in found] == [None, None]


def test_i_is_the_source_of_the_content() -> None:
    rows = """
    Haddad PROPN NNP Haddad 1 nsubj
    said VERB VBD say 1 root
    I PRON PRP I 3 nsubj
    left VERB VBD leave 1 ccomp
    """
    one = Attribution(source=((0, 1),), cue=((1, 2),), content=((2, 4),), confidence=1.0)
    found = build(
        rows, [mention(0, 1, 0, "PERSON", named=True), mention(2, 3, 2, "PERSON", pronoun=True)], (one,)
    )
    assert [m.cluster for m in found] == [0, 0]


def test_a_first_name_tells_whom_she_is() -> None:
    rows = """
    Donald PROPN NNP Donald 2 nsubj
    Trask PROPN NNP Trask 0 flat
    met VERB VBD meet 2 root
    Mary PROPN NNP Mary 2 obj
    Stone PROPN NNP Stone 3 flat

    She PRON PRP she 6 nsubj
    spoke VERB VBD speak 6 root
    """
    found = build(
        rows,
        [
            mention(0, 2, 0, "PERSON", named=True),
            mention(3, 5, 3, "PERSON", named=True),
            mention(5, 6, 5, "PERSON", pronoun=True),
        ],
    )
    assert found[2].cluster is not None
    assert found[2].cluster == found[1].cluster != found[0].cluster


def test_who_is_spoken_of_is_not_who_speaks() -> None:
    rows = """
    Stone PROPN NNP Stone 1 nsubj
    spoke VERB VBD speak 1 root

    Trask PROPN NNP Trask 3 nsubj
    lost VERB VBD lose 5 ccomp
    he PRON PRP he 5 nsubj
    said VERB VBD say 5 root
    """
    found = build(
        rows,
        [
            mention(0, 1, 0, "PERSON", named=True),
            mention(2, 3, 2, "PERSON", named=True),
            mention(4, 5, 4, "PERSON", pronoun=True),
        ],
        (Attribution(source=((4, 5),), cue=((5, 6),), content=((2, 4),), confidence=1.0),),
    )
    assert found[2].cluster is not None
    assert found[2].cluster == found[0].cluster
