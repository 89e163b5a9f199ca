"""What happened, without a parse: the class by the word alone, participants only where nothing is open to doubt."""

from __future__ import annotations

from collections.abc import Iterator

from ...knowledge import events, forms
from ...record import EntityKind, MentionForm, Participant, Role, Status, What
from ..draft import Draft, Named, Proposition, Token
from ..numbers import numbers

REACH = 8
"""Words between a trigger and a mention beyond which the mention is not taken for its party."""
PARTIES = (EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.PLACE)


def guessed(draft: Draft, proposition: Proposition) -> What:
    """The event that the trigger's word names; parties are the nearest mentions, if there is one on each side."""
    tokens = draft.tokens or ()
    trigger = proposition.trigger
    around = frozenset(form for i in proposition.tokens for form in spellings(tokens[i]))
    known = events.lexicon()
    quote = draft.quote(tokens[trigger].span)
    for form in spellings(tokens[trigger]):
        for part in ("v", "n"):
            entry = known.match(part, form, {}, around)
            if entry is not None and entry.type:
                return What(
                    type=entry.type,
                    mode=entry.mode,
                    context=entry.context,
                    subtype=events.ontology().acled(entry.type, entry.mode),
                    trigger=(quote,),
                    participants=_neighbours(draft, proposition, reciprocal=entry.reciprocal),
                    numbers=numbers(draft, trigger, proposition.tokens, entry.type, entry.mode),
                    status=Status.FOUND,
                    because=(entry.because, "there is no parse: parties are the only mentions on each side"),
                )
    return What(
        trigger=(quote,),
        status=Status.NOT_FOUND,
        because=("there is no parse, and no word that names an event",),
    )


def spellings(token: Token) -> Iterator[str]:
    """The dictionary form, or what a verb and a noun of this form would be called.

    >>> list(spellings(Token(start=0, end=6, text="SEIZED", lower="seized")))
    ['seize', 'seized']
    """
    if token.lemma:
        yield token.lemma.lower()
        return
    seen: list[str] = []
    for part in ("v", "n"):
        form = forms.dictionary_form(token.lower, part)
        if form not in seen:
            seen.append(form)
            yield form


def _neighbours(draft: Draft, proposition: Proposition, *, reciprocal: bool) -> tuple[Participant, ...]:
    at, own = proposition.trigger, set(proposition.tokens)
    inside = [
        m
        for m in draft.mentions or ()
        if m.kind in PARTIES and m.head in own and m.form is not MentionForm.PRONOUN
    ]
    left = [m for m in inside if m.tokens[1] <= at and at - m.tokens[1] < REACH]
    right = [m for m in inside if m.tokens[0] > at and m.tokens[0] - at <= REACH]
    found = []
    if len(left) == 1:
        found.append(_made(Role.ACTOR, left[0], draft))
    if len(right) == 1 and left:
        found.append(_made(Role.ACTOR if reciprocal else Role.RECIPIENT, right[0], draft))
    return tuple(found)


def _made(role: Role, mention: Named, draft: Draft) -> Participant:
    quote = draft.quote(mention.span)
    return Participant(role=role, text=quote.text, span=quote.span)
