"""Words and sentences of a draft, texts in other languages, and what is mended in a parse."""

from __future__ import annotations

import pytest

from sayso.knowledge.english import is_english
from sayso.learned.reading import Reading
from sayso.reading import Draft, syntax
from sayso.record import Report, Span

from . import grammar

BOTHER = """
Egypt Egypt PROPN 4 nsubj
did do AUX 4 aux
not not PART 4 advmod
bother bother VERB 0 root
to to PART 6 mark
consult consult VERB 4 advcl
Israel~ Israel PROPN 6 obj
. . PUNCT 4 punct
"""
CAME = BOTHER.replace("bother bother", "arrive arrive")


@pytest.mark.parametrize(("sentence", "relation"), [(BOTHER, "xcomp"), (CAME, "advcl")])
def test_an_infinitive_is_a_complement_where_its_verb_takes_one(sentence: str, relation: str) -> None:
    assert next(t for t in grammar.draft(sentence).tokens or () if t.lower == "consult").relation == relation


CALLED = """
We we PRON 2 nsubj
call call VERB 0 root
on on ADP 5 case
both both DET 5 det
sides side NOUN 2 obl
to to PART 7 mark
stop~ stop VERB 2 advcl
. . PUNCT 2 punct
"""
DUE = """
They they PRON 3 nsubj
are be AUX 3 cop
due due ADJ 0 root
to to PART 5 mark
meet~ meet VERB 3 advcl
. . PUNCT 3 punct
"""


@pytest.mark.parametrize(("sentence", "verb"), [(CALLED, "stop"), (DUE, "meet")])
def test_what_is_called_for_or_due_is_a_complement(sentence: str, verb: str) -> None:
    assert next(t for t in grammar.draft(sentence).tokens or () if t.lower == verb).relation == "xcomp"


def test_what_is_denied_with_an_ing_form_is_a_verb() -> None:
    made = grammar.draft(
        """
        Police police NOUN 2 nsubj
        deny deny VERB 0 root
        firing firing NOUN 2 obj
        on on ADP 5 case
        dockers~ docker NOUN 2 obl
        . . PUNCT 2 punct
        """
    )
    tokens = made.tokens or ()
    assert (tokens[2].pos, tokens[2].relation, tokens[4].head) == ("VERB", "xcomp", 2)


def test_tokens_know_their_sentence_and_the_headline_is_marked() -> None:
    no_full_stop = grammar.ACCORDING.replace(". . PUNCT 4 punct\n", "")
    made = grammar.draft(no_full_stop, grammar.SAID, title=True)
    assert [s.headline for s in made.sentences or ()] == [True, False]
    assert [t.sentence for t in made.tokens or ()][:3] == [0, 0, 0]


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Talks resume in Vienna", True),
        (
            "BOGOTA, 3 APR 90 -- THE GUERRILLAS SAID THAT THEY HAD NOT ATTACKED THE TOWN AND THAT IT WAS A LIE.",
            True,
        ),
        (
            "Le ministre a déclaré lundi que les pourparlers n'avaient pas commencé et que le port restait fermé.",
            False,
        ),
        ("Министр заявил в понедельник, что переговоры не начались.", False),
        (
            "El ministro dijo el lunes que las conversaciones con los rebeldes no han comenzado y que el puerto sigue cerrado.",
            False,
        ),
        ("", True),
    ],
)
def test_english_is_told_from_other_languages(text: str, english: bool) -> None:
    assert is_english(text) is english


def test_another_language_is_said_and_left_unread() -> None:
    made = Draft(
        Report(
            text="Der Minister sagte am Montag, dass die Gespräche noch nicht begonnen haben und nicht beginnen."
        )
    )
    syntax.STAGE.run(made)
    assert made.tokens == ()
    assert "another language (de)" in made.notices[0]


def test_a_file_that_was_not_utf8_is_said() -> None:
    made = Draft(Report(text="Le port.", language="fr", encoding="cp1252"))
    syntax.STAGE.run(made)
    assert any("cp1252" in notice for notice in made.notices)


def test_an_empty_reading_fills_empty_layers() -> None:
    made = Draft(Report(text="x", title=Span(0, 1)))
    syntax.fill(made, Reading())
    assert (made.tokens, made.sentences) == ((), ())
