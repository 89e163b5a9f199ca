"""Questions: what they ask, and what they take for granted.

"Did X stop p?" asks p. "Why did X not stop p?" takes it for granted that X did not; so does the reported
question ("ask why X did not stop p").
"""

from __future__ import annotations

from collections.abc import Iterator

from ...knowledge.stance import Effect
from ...record import Stance
from ..draft import Draft, Proposition
from ..tree import Tree, plain
from .findings import Finding, holds, name_of

PRESUPPOSING = frozenset({"why", "how", "when", "where", "who", "whom", "which", "what", "whose"})
ASKING = frozenset(
    [
        "ask",
        "wonder",
        "question",
        "inquire",
        "enquire",
        "demand",
        "query",
        "explain",
        "know",
        "understand",
        "see",
        "say",
        "tell",
        "unclear",
        "puzzle",
    ]
)
"""Words that take a reported question."""
MAX_STEPS = 6


def asked(draft: Draft, proposition: Proposition, tree: Tree) -> Iterator[Finding]:
    """Whether the proposition is asked, or presupposed by a question; nothing where it is neither."""
    tokens = tree.tokens
    if proposition.nominal:
        return
    clause, steps = proposition.trigger, 0
    while steps < MAX_STEPS:
        word = _question_word(clause, tree)
        token = tokens[clause]
        kind, up = plain(token.relation), token.head
        if (
            word is not None
            and tokens[word].lower in ("why", "how", "when", "where")
            and kind in ("ccomp", "xcomp", "advcl", "acl", "csubj")
            and up >= 0
        ):
            name = name_of(tokens[up])
            if (
                name in ASKING
                and not _infinitive(clause, tree)
                and (tokens[word].lower in ("why", "how") or name in ("ask", "wonder", "question"))
            ):
                yield _taken_for_granted(word, tree)
                return
        if kind == "conj" and up >= 0:
            clause, steps = up, steps + 1
            continue
        if up < 0 or kind == "parataxis":
            break
        if kind in ("xcomp",) and word is None:
            clause, steps = up, steps + 1
            continue
        return
    sentence = (draft.sentences or ())[tokens[clause].sentence]
    if not _direct(clause, sentence.question, tree):
        return
    word = _question_word(clause, tree)
    if word is not None:
        yield _taken_for_granted(word, tree)
    else:
        mark = _mark(clause, tree)
        yield holds("a direct question asks it", Stance.ASKED, *mark)


def _infinitive(clause: int, tree: Tree) -> bool:
    """ "Know how to p" asks nothing."""
    return any(
        tree.tokens[c].lower == "to" and plain(tree.tokens[c].relation) == "mark"
        for c in tree.children[clause]
    )


def _taken_for_granted(word: int, tree: Tree) -> Finding:
    return Finding(
        rule=f"presupposed by the question '{tree.tokens[word].text} …'",
        effect=Effect(Stance.PRESUPPOSED),
        words=(word,),
        decisive=True,
    )


def _question_word(clause: int, tree: Tree) -> int | None:
    """The question word that opens the clause, if there is one; a relative pronoun is none."""
    if tree.tokens[clause].relation == "acl:relcl":
        return None
    for child in tree.children[clause]:
        token = tree.tokens[child]
        if (
            token.lower in PRESUPPOSING
            and child < clause
            and plain(token.relation) in ("advmod", "nsubj", "obj", "obl", "mark", "det")
        ):
            if plain(token.relation) == "mark" and token.lower not in ("why", "how"):
                continue
            return child
    return None


def _direct(clause: int, question: bool, tree: Tree) -> bool:
    """Whether the main clause itself is the question: the mark stands, and no statement is around it."""
    return question and (tree.tokens[clause].head < 0 or plain(tree.tokens[clause].relation) == "parataxis")


def _mark(clause: int, tree: Tree) -> tuple[int, ...]:
    for i in reversed(tree.subtree(clause)):
        if tree.tokens[i].text == "?":
            return (i,)
    return ()
