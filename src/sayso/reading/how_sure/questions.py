"""Questions: what they ask, and what they take for granted.

"Did X stop p?" and "who stopped p?" ask p. "Why did X not stop p?" takes it for granted that X did not; so does
the reported question ("ask why X did not stop p"). What the question itself reproaches is a proposition of its
own (`propositions.py`, link "question"), and asked.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...knowledge.stance import Effect
from ...record import Stance
from ..draft import Draft, Proposition
from ..tree import Tree, plain
from .findings import Finding, holds, name_of

PRESUPPOSING = frozenset({"why"})
"""Question words that take their clause for granted; the others ask for a part of it."""
OPENING = frozenset({"why", "how", "when", "where", "who", "whom", "which", "what", "whose"})
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
    if proposition.link == "question":
        yield holds("the question itself is asked", Stance.ASKED, proposition.trigger)
        return
    if proposition.nominal:
        return
    clause, steps = proposition.trigger, 0
    while steps < MAX_STEPS:
        token = tokens[clause]
        kind, up = plain(token.relation), token.head
        word = _question_word(clause, tree) or _word_before(clause, up, tree)
        if (
            word is not None
            and tokens[word].lower in ("why", "how")
            and kind in ("ccomp", "xcomp", "advcl", "acl", "csubj")
            and up >= 0
            and name_of(tokens[up]) in ASKING
            and not _infinitive(clause, tree)
        ):
            yield _taken_for_granted(word, tree)
            return
        untold = _untold(clause, up, tree) if kind == "ccomp" and up >= 0 else None
        if untold is not None:
            yield _taken_for_granted(untold, tree)
            return
        if kind == "conj" and up >= 0:
            clause, steps = up, steps + 1
            continue
        if up < 0 or kind == "parataxis" or (kind == "ccomp" and _mark(clause, tree)):
            break
        frame = tree.cleft(clause)
        if frame is not None or (kind in ("xcomp",) and word is None):
            clause, steps = up, steps + 1
            continue
        return
    sentence = (draft.sentences or ())[tokens[clause].sentence]
    if not _direct(clause, sentence.question, tree):
        return
    word = _question_word(clause, tree)
    if word is not None and _reproaches(word, tree):
        yield _taken_for_granted(word, tree)
    elif word is not None:
        yield holds(f"the question '{tokens[word].text} …' asks it", Stance.ASKED, word)
    else:
        mark = _mark(clause, tree)
        yield holds("a direct question asks it", Stance.ASKED, *mark)


def _untold(clause: int, verb: int, tree: Tree) -> int | None:
    """The question word of what somebody does not say ("would not say [how] many men had died"): that it was so is taken
    for granted, but not what is still to come ("when the talks would resume")."""
    tokens = tree.tokens
    if name_of(tokens[verb]) not in ("say", "tell", "disclose", "reveal", "specify") or verb > clause:
        return None
    over = tokens[tokens[verb].head].lemma if plain(tokens[verb].relation) == "xcomp" else ""
    silent = any(tokens[c].lower in ("not", "n't", "n’t", "never") for c in tree.children[verb])
    if not (silent or over in ("decline", "refuse")):
        return None
    if any(tokens[c].lower in AHEAD for c in tree.children[clause]):
        return None
    first = tree.subtree(clause)[0]
    return first if tokens[first].lower in OPENING - {"what", "when"} and first != clause else None


AHEAD = frozenset({"would", "will", "may", "might", "can", "could", "should", "must", "to"})


def _reproaches(word: int, tree: Tree) -> bool:
    """Whether a direct question takes its clause for granted: "why …", "how come …", "how could …"."""
    following = tree.tokens[word + 1].lower if word + 1 < len(tree.tokens) else ""
    name = tree.tokens[word].lower
    return name in PRESUPPOSING or (name == "how" and following in ("come", "could", "can", "dare"))


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
            token.lower in OPENING
            and child < clause
            and plain(token.relation) in ("advmod", "nsubj", "obj", "obl", "mark", "det")
        ):
            if plain(token.relation) == "mark" and token.lower not in ("why", "how"):
                continue
            return child
    return None


def _word_before(clause: int, up: int, tree: Tree) -> int | None:
    """The "why" right before a clause that the parse hangs on the asking verb ("wonders why the ministry is silent")."""
    first = tree.subtree(clause)[0] - 1
    if first > 0 and up >= 0 and tree.tokens[first].lower == "why" and tree.tokens[first].head == up < first:
        return first
    return None


def _direct(clause: int, question: bool, tree: Tree) -> bool:
    """Whether the main clause itself is the question: the mark stands, and no statement is around it."""
    kind = plain(tree.tokens[clause].relation)
    if kind == "ccomp":
        marks = {tree.tokens[m].lower for m in tree.all(clause, "mark")}
        return question and bool(_mark(clause, tree)) and not marks & {"whether", "if", "that"}
    return question and (tree.tokens[clause].head < 0 or kind == "parataxis")


def _mark(clause: int, tree: Tree) -> tuple[int, ...]:
    for i in reversed(tree.subtree(clause)):
        if tree.tokens[i].text == "?":
            return (i,)
    return ()
