"""Open answers: what somebody "neither confirmed nor denied", and what he "did not deny".

The first says nothing of the matter: nobody vouches for it and nobody denies it. The second lets it stand.
"""

from __future__ import annotations

from .tree import Tree

CONFIRMING = frozenset({"confirm", "admit", "acknowledge", "affirm"})
DENYING = frozenset({"deny", "dispute", "contradict", "refute"})
JOINING = frozenset({"or", "nor"})
REFUSING = frozenset({"refuse", "decline"})
NEGATING = frozenset({"not", "n't", "n’t", "never"})
BETWEEN, BEFORE = 5, 5
"""Words between the two verbs at most, and words before them among which the negation or the refusal stands."""


def left_open(verb: int, tree: Tree) -> tuple[int, int] | None:
    """The two verbs of "neither confirm nor deny", in text order, if a word is one of them.

    Also "would not confirm or deny", "declined to confirm or deny", "neither denies this nor admits it".
    """
    lemma = tree.tokens[verb].lemma.lower()
    if lemma not in CONFIRMING | DENYING:
        return None
    others = DENYING if lemma in CONFIRMING else CONFIRMING
    for other in (*range(verb + 1, verb + 2 + BETWEEN), *range(verb - 1, verb - 2 - BETWEEN, -1)):
        if not 0 <= other < len(tree.tokens) or tree.tokens[other].sentence != tree.tokens[verb].sentence:
            continue
        if tree.tokens[other].lemma.lower() not in others:
            continue
        first, second = sorted((verb, other))
        joined = any(tree.tokens[w].lower in JOINING for w in range(first + 1, second))
        before = [tree.tokens[w] for w in range(max(0, first - BEFORE), first)]
        before = [w for w in before if w.sentence == tree.tokens[first].sentence]
        negated = any(w.lower in NEGATING | {"neither"} or w.lemma.lower() in REFUSING for w in before)
        return (first, second) if joined and negated else None
    return None


def refused(verb: int, tree: Tree) -> int | None:
    """The verb of refusing over a verb of confirming ("declined to confirm that p"), if there is one."""
    up = tree.tokens[verb].head
    if tree.tokens[verb].lemma.lower() not in CONFIRMING or up < 0:
        return None
    return up if tree.tokens[up].lemma.lower() in REFUSING else None


def not_denied(verb: int, tree: Tree) -> bool:
    """Whether a verb of denying is negated and stands alone ("did not deny that he went"): what it is about stands."""
    token = tree.tokens[verb]
    if token.lemma.lower() not in DENYING or token.pos != "VERB" or tree.child(verb, "aux:pass") is not None:
        return False
    negated = any(tree.tokens[c].lower in NEGATING for c in tree.children[verb])
    return negated and left_open(verb, tree) is None
