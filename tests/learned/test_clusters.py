"""Coreference rules on readings built by hand."""

from __future__ import annotations

from sayso.learned.clusters import joined
from sayso.learned.reading import Attribution, Mention, Name, Reading


def mention(first: int, last: int, head: int, kind: str, **more: bool) -> Mention:
    flags = {"named": False, "pronoun": False, **more}
    return Mention(words=(first, last), head=head, kind=kind, confidence=1.0, **flags)


def build(
    rows: str,
    mentions: list[Mention],
    attributions: tuple[Attribution, ...] = (),
    names: tuple[Name, ...] = (),
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
        names=names,
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


def test_a_title_is_no_part_of_a_name_and_tells_the_sex() -> None:
    rows = """
    Bill PROPN NNP Bill 2 nsubj
    Haddad PROPN NNP Haddad 0 flat
    met VERB VBD meet 2 root
    Mrs. PROPN NNP Mrs. 2 obj
    Haddad PROPN NNP Haddad 3 flat

    Mr. PROPN NNP Mr. 7 nsubj
    Haddad PROPN NNP Haddad 5 flat
    left VERB VBD leave 7 root
    """
    found = build(
        rows,
        [
            mention(0, 2, 0, "PERSON", named=True),
            mention(3, 5, 3, "PERSON", named=True),
            mention(5, 7, 5, "PERSON", named=True),
        ],
    )
    assert [m.cluster for m in found] == [0, None, 0]


def test_a_last_name_in_the_headline_is_the_full_name_below() -> None:
    rows = """
    Haddad PROPN NNP Haddad 1 nsubj
    leaves VERB VBZ leave 1 root

    Anna PROPN NNP Anna 4 nsubj
    Haddad PROPN NNP Haddad 2 flat
    left VERB VBD leave 4 root
    """
    found = build(rows, [mention(0, 1, 0, "PERSON", named=True), mention(2, 4, 2, "PERSON", named=True)])
    assert [m.cluster for m in found] == [0, 0]


def test_a_speaker_in_quotation_marks_is_not_he() -> None:
    rows = """
    Stone PROPN NNP Stone 1 nsubj
    left VERB VBD leave 1 root

    “ PUNCT `` “ 4 punct
    He PRON PRP he 4 nsubj
    lied VERB VBD lie 7 ccomp
    ” PUNCT '' ” 4 punct
    Trask PROPN NNP Trask 7 nsubj
    said VERB VBD say 7 root

    “ PUNCT `` “ 10 punct
    He PRON PRP he 10 nsubj
    stole VERB VBD steal 10 root
    ” PUNCT '' ” 10 punct
    """
    found = build(
        rows,
        [
            mention(0, 1, 0, "PERSON", named=True),
            mention(3, 4, 3, "PERSON", pronoun=True),
            mention(6, 7, 6, "PERSON", named=True),
            mention(9, 10, 9, "PERSON", pronoun=True),
        ],
        (Attribution(source=((6, 7),), cue=((7, 8),), content=((2, 6), (8, 12)), confidence=1.0),),
    )
    assert [m.cluster for m in found] == [0, 0, None, 0]


def test_arguments_of_one_verb_are_two_people_whatever_stands_for_them() -> None:
    rows = """
    Stone PROPN NNP Stone 3 nsubj
    and CCONJ CC and 2 cc
    Trask PROPN NNP Trask 0 conj
    met VERB VBD meet 3 root

    Trask PROPN NNP Trask 5 nsubj
    threatened VERB VBD threaten 5 root
    to PART TO to 7 mark
    arrest VERB VB arrest 5 xcomp
    him PRON PRP he 7 obj
    """
    found = build(
        rows,
        [
            mention(0, 1, 0, "PERSON", named=True),
            mention(2, 3, 2, "PERSON", named=True),
            mention(4, 5, 4, "PERSON", named=True),
            mention(8, 9, 8, "PERSON", pronoun=True),
        ],
    )
    assert found[1].cluster == found[2].cluster
    assert found[3].cluster != found[2].cluster


def test_a_sure_name_without_a_mention_gets_one() -> None:
    rows = """
    Leader NOUN NN leader 3 nsubj
    Anna PROPN NNP Anna 0 flat
    Haddad PROPN NNP Haddad 1 flat
    spoke VERB VBD speak 3 root

    She PRON PRP she 5 nsubj
    left VERB VBD leave 5 root
    """
    found = build(
        rows,
        [mention(4, 5, 4, "PERSON", pronoun=True)],
        names=(Name(words=(1, 3), kind="PERSON", confidence=0.9),),
    )
    assert [(m.head, m.named, m.cluster) for m in found] == [(0, True, 0), (4, False, 0)]


def test_a_role_written_large_is_nobodys_name() -> None:
    rows = """
    The DET DT the 1 det
    President PROPN NNP President 2 nsubj
    spoke VERB VBD speak 2 root
    """
    assert not build(rows, [mention(0, 2, 1, "PERSON", named=True)])[0].named


def ministry(modifier: str, name_relation: str) -> tuple[int | None, int | None]:
    """The clusters of a name and of a ministry that is spoken of after it."""
    rows = f"""
    Iran PROPN NNP Iran {{0}} {name_relation}
    backed VERB VBD back 1 root

    the DET DT the {{1}} det
    {modifier} ADJ JJ {modifier.lower()} {{1}} amod
    ministry NOUN NN ministry 5 nsubj
    denied VERB VBD deny 5 root
    """.format(1, 4)
    found = build(rows, [mention(0, 1, 0, "ORG", named=True), mention(2, 5, 4, "ORG")])
    return found[0].cluster, found[1].cluster


def test_a_body_with_a_name_of_its_own_takes_up_no_other_and_nobody_is_what_only_modifies() -> None:
    one, other = ministry("whole", "nsubj")
    assert one is not None
    assert one == other
    one, other = ministry("Kurdish", "nsubj")
    assert one is None or one != other
    one, other = ministry("whole", "compound")
    assert one is None or one != other
