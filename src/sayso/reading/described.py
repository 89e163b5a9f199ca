"""Described: clauses that stand in the words of a voice ("an officer who took part in the search said …").

Most of them only say which voice is meant, and are no claims. Some tell what happened, and a reader wants that too;
but what the learned reader saw of them is thin, since they are one in six hundred of the claims it was taught.
"""

from __future__ import annotations

from .draft import Draft
from .tree import Tree, plain


def of_a_voice(i: int, draft: Draft, tree: Tree) -> bool:
    """Whether word `i` stands in the words of a source, or heads a clause that describes a word of them."""
    words = {i, tree.tokens[i].head} if plain(tree.tokens[i].relation) == "acl" else {i}
    return any(
        a.source is not None and not words.isdisjoint(tree.inside(a.source)) for a in draft.attributions or ()
    )


SURE = 0.85
"""Probability of a claim, by the learned reader's second look, from which it is believed against the rules; chosen on the
fit and dev parts of the house corpus."""


def surely_told(i: int, draft: Draft) -> bool:
    """Whether the learned reader is sure that the predicate `i` is a claim by itself."""
    look = draft.reading.predicates.get(i) if draft.reading is not None else None
    return look is not None and look.chances("claim")["yes"] >= SURE
