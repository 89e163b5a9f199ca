"""Standing: which propositions are claims by themselves, and which only say how another one is told.

`LEFT_OUT` is the list of what is no claim; the first rule that fits names the reason. Nothing is lost by it: the words
of what is left out stay in the quote of the clause around it, or are the voices of what is said.
"""

from __future__ import annotations

from collections.abc import Callable

from ..knowledge import events, speech, stance
from ..record import Stance, VoiceKind, joined
from .described import of_a_voice, surely_told
from .draft import Draft, Proposition
from .open_answers import not_denied
from .tree import Tree, plain

DEEDS = frozenset(
    {
        "AID",
        "ASSAULT",
        "COERCE",
        "CONSULT",
        "COOPERATE",
        "MOBILIZE",
        "MOVEMENT",
        "PROTEST",
        "RETREAT",
        "SANCTION",
    }
)
"""Classes of which a noun alone tells ("the shelling of Kuito"); a noun for words said ("the promise of aid") tells
no more than its sentence does."""
WANTED = frozenset({"REQUEST", "REJECT"})
"""Classes whose infinitive says what is asked for or refused: one claim with the asking or refusing."""
NO_EVENT = 0.95
"""Probability of "no event" from which the learned reader is believed, where the words alone say little; set on the
train and dev parts of the house corpus (`python -m evals corpus --part dev`)."""


NO_CLAIM, NO_CLAIM_TOLD = 0.3, 0.2
"""Probability, by the learned reader's second look, below which what no rule leaves out is no claim all the same, of
what the report tells itself and of what somebody in it says; chosen on the fit and dev parts."""


def stands(draft: Draft, proposition: Proposition) -> bool:
    """Whether a proposition is a claim: by the rules, unless the learned reader is sure of the contrary."""
    ruled = left_out(draft, proposition) is None
    look = draft.reading.predicates.get(proposition.trigger) if draft.reading is not None else None
    if look is None or proposition.link == "question":
        return ruled
    if not ruled:
        return surely_told(proposition.trigger, draft)
    return (
        _rated(draft, proposition)
        or _done_by_a_voice(draft, proposition)
        or look.chances("claim")["yes"]
        >= (NO_CLAIM if _by_nobody_else(draft, proposition) else NO_CLAIM_TOLD)
    )


def _by_nobody_else(draft: Draft, proposition: Proposition) -> bool:
    """Whether only the outlet tells it."""
    return len((draft.who_says or ())[proposition.index]) == 1


def _done_by_a_voice(draft: Draft, proposition: Proposition) -> bool:
    """Whether it tells of a deed that somebody had a part in who speaks ("officers leading the offensive ask why")."""
    tree = Tree.of(draft)
    if proposition.link not in ("participle", "relative") or _type(draft, proposition) not in DEEDS:
        return False
    named = (i for quote in (draft.what or ())[proposition.index].trigger for i in tree.inside(quote.span))
    return of_a_voice(proposition.trigger, draft, tree) and any(
        i != proposition.trigger and tree.tokens[i].pos == "NOUN" for i in named
    )


def _rated(draft: Draft, proposition: Proposition) -> bool:
    """Whether somebody rates a thing ("rates him the top commander"): that is told, though nothing happens."""
    cue = (draft.who_says or ())[proposition.index][-1].cue
    if proposition.link != "content" or cue is None:
        return False
    tree = Tree.of(draft)
    return any(tree.tokens[i].lemma in speech.sets()["rating"] for i in tree.inside(cue.span))


def left_out(draft: Draft, proposition: Proposition) -> str | None:
    """Why a proposition is no claim, or None where it is one."""
    tree = Tree.of(draft)
    for rule in LEFT_OUT:
        if rule(draft, proposition, tree):
            return rule.__name__.strip("_").replace("_", " ")
    return None


def _no_deed(draft: Draft, proposition: Proposition, tree: Tree) -> bool:
    """A noun for words said tells no more than its sentence, unless the learned reader sees an event in it."""
    if proposition.link != "nominal" or (
        _denied(draft, proposition) and _is_content(draft, proposition, tree)
    ):
        return False
    if _type(draft, proposition) == "RETREAT" and tree.tokens and tree.done_with(proposition.trigger):
        return False
    if _type(draft, proposition) in DEEDS:
        return _nothing_happens(draft, proposition)
    return _type(draft, proposition) is None or not _something_happens(draft, proposition)


def _only_says(draft: Draft, proposition: Proposition, tree: Tree) -> bool:
    """A verb of saying is a claim only as an act of its own class ("threatened to", "urged")."""
    if not proposition.saying:
        return False
    token = tree.tokens[proposition.trigger] if tree.tokens else None
    if _type(draft, proposition) is None or token is None:
        return _type(draft, proposition) is None
    return speech.act(token.lemma.lower(), "verb") in speech.TELLING or _nothing_happens(draft, proposition)


def _only_describes(draft: Draft, proposition: Proposition, tree: Tree) -> bool:
    """A participle without a class of event describes its noun; a bare apposition says who somebody is."""
    return (
        proposition.link in ("participle", "role")
        and _type(draft, proposition) is None
        and not _has_subject(proposition, tree)
        and not _held_untrue(draft, proposition, tree)
    )


def _only_frames(draft: Draft, proposition: Proposition, tree: Tree) -> bool:
    """ "There are fears that p", "it is unclear whether p", "we are sceptical that p": the frame of p and no more."""
    if not tree.tokens or _type(draft, proposition) is not None:
        return False
    i = proposition.trigger
    token = tree.tokens[i]
    held = {p.trigger for p in draft.propositions or () if p.link == "complement"}
    if any(plain(tree.tokens[c].relation) in ("ccomp", "csubj") for c in tree.children[i] if c in held):
        part = "a" if tree.child(i, "cop") is not None or token.pos == "ADJ" else "v"
        return (
            tree.child(i, "expl") is not None
            or stance.governor(part, token.lemma.lower(), "that") is not None
        )
    return tree.child(i, "expl") is not None and any(
        c in held and stance.governor("n", tree.tokens[noun].lemma.lower(), "that") is not None
        for noun in tree.all(i, "nsubj", "obj")
        for c in tree.children[noun]
    )


def _only_points(draft: Draft, proposition: Proposition, tree: Tree) -> bool:
    """ "What is known is this", "the facts are these": what follows tells it."""
    if not tree.tokens or tree.child(proposition.trigger, "cop") is None:
        return False
    return tree.tokens[proposition.trigger].lower in ("this", "these")


def _only_wanted(draft: Draft, proposition: Proposition, tree: Tree) -> bool:
    """ "Asked the prosecutor to drop the charges", "refused to go": what is asked or refused is told with it."""
    if not tree.tokens or plain(tree.tokens[proposition.trigger].relation) != "xcomp":
        return False
    up = tree.tokens[proposition.trigger].head
    over = next((p for p in draft.propositions or () if p.trigger == up), None)
    if over is None or _has_subject(proposition, tree):
        return False
    return _type(draft, over) in WANTED or (over.link == "complement" and _only_wanted(draft, over, tree))


def _only_tags(draft: Draft, proposition: Proposition, tree: Tree) -> bool:
    """What stands before a headline's colon and has no verb ("Perim Letter Exclusive: …") says where it comes from."""
    title = draft.report.title
    if title is None or not tree.tokens or not all(title.holds(span) for span in proposition.spans):
        return False
    end = max(span.end for span in proposition.spans)
    verbs = any(tree.tokens[i].pos in ("VERB", "AUX") for i in proposition.tokens)
    return not verbs and draft.text[end : end + 2].strip().startswith(":")


def _only_names(draft: Draft, proposition: Proposition, tree: Tree) -> bool:
    """Somebody of whom nobody is said to say anything ("a man", of "a man was convicted of")."""
    if proposition.link != "content" or _denied(draft, proposition):
        return False
    person = bool(tree.tokens) and tree.tokens[proposition.trigger].lemma.lower() in events.sets()["person"]
    return person and (draft.who_says or ())[proposition.index][-1].kind is VoiceKind.UNATTRIBUTED


def _only_accompanies(draft: Draft, proposition: Proposition, tree: Tree) -> bool:
    """An adverbial clause without a subject and without an event ("speaking on terms of anonymity")."""
    return (
        proposition.link == "adverbial"
        and bool(tree.tokens)
        and not _has_subject(proposition, tree)
        and _type(draft, proposition) is None
        and _nothing_happens(draft, proposition)
        and not _is_content(draft, proposition, tree)
    )


def _left_over(draft: Draft, proposition: Proposition, tree: Tree) -> bool:
    """A lone verb, or "he went": a rest of a clause whose other words went to an attribution or another claim.

    "Bombs exploded" tells something by itself, and so do "he refused" and, as what is said, "it exists"; "the accusation"
    tells what is denied, "taking bribes" what is suspected.
    """
    if _held_untrue(draft, proposition, tree) or _let_stand(draft, proposition, tree):
        return False
    words = joined(draft.text, proposition.spans).split()
    words = [word for word in words if any(sign.isalnum() for sign in word)]
    if len(words) != 2:
        return len(words) < 2
    if proposition.nominal and _type(draft, proposition) in DEEDS and _is_content(draft, proposition, tree):
        return False
    if _has_subject(proposition, tree) and (
        proposition.link in ("complement", "condition") or _type(draft, proposition) is not None
    ):
        return False
    return (draft.tokens or ())[proposition.tokens[0]].pos not in ("NOUN", "PROPN", "NUM", "ADJ")


def _held_untrue(draft: Draft, proposition: Proposition, tree: Tree) -> bool:
    """Whether a few words are what somebody denies, doubts or suspects, and so a claim however short."""
    stance_ = (draft.how_sure or ())[proposition.index].stance
    short = proposition.nominal and stance_ in (Stance.DENIED, Stance.DOUBTED)
    return (short or stance_ is Stance.SUSPECTED) and _is_content(draft, proposition, tree)


def _let_stand(draft: Draft, proposition: Proposition, tree: Tree) -> bool:
    """Whether a few words are what somebody does not deny ("does not deny it")."""
    cue = (draft.who_says or ())[proposition.index][-1].cue
    return (
        proposition.link == "content"
        and cue is not None
        and any(not_denied(i, tree) for i in tree.inside(cue.span))
    )


def _denied(draft: Draft, proposition: Proposition) -> bool:
    return (draft.how_sure or ())[proposition.index].stance in (Stance.DENIED, Stance.DOUBTED)


def _is_content(draft: Draft, proposition: Proposition, tree: Tree) -> bool:
    """Whether the proposition's noun heads what somebody says ("rejected the mayor's charges")."""
    at = proposition.trigger
    return any(
        at in tree.inside(span) and tree.tokens[at].head not in tree.inside(span)
        for attribution in draft.attributions or ()
        for span in attribution.content
    )


def _type(draft: Draft, proposition: Proposition) -> str | None:
    return (draft.what or ())[proposition.index].type


def _has_subject(proposition: Proposition, tree: Tree) -> bool:
    return bool(tree.tokens) and tree.child(proposition.trigger, "nsubj", "csubj", "expl") is not None


def _nothing_happens(draft: Draft, proposition: Proposition) -> bool:
    """Whether the learned reader is sure that the trigger names no event; False where it read nothing."""
    if draft.reading is None or not draft.reading.claims.layers:
        return False
    return draft.reading.claims.chances("event", [proposition.trigger]).get("O", 0.0) >= NO_EVENT


def _something_happens(draft: Draft, proposition: Proposition) -> bool:
    """Whether the learned reader sees an event in the trigger, rather than none."""
    if draft.reading is None or not draft.reading.claims.layers:
        return False
    return draft.reading.claims.chances("event", [proposition.trigger]).get("O", 1.0) < 0.5


Rule = Callable[[Draft, Proposition, Tree], bool]
LEFT_OUT: tuple[Rule, ...] = (
    _no_deed,
    _only_says,
    _only_describes,
    _only_frames,
    _only_points,
    _only_wanted,
    _only_tags,
    _only_names,
    _only_accompanies,
    _left_over,
)
