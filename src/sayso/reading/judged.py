"""Judged: things said that somebody holds to be untrue ("called the allegations baseless", "dismissed it as a tale").

What is judged is the nearest words that stand for the proposition; the verdict makes it denied or doubted.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..knowledge import speech, voices
from .tree import Tree

CLAIM_NOUNS = frozenset(
    ["charge", "claim", "report", "idea", "suggestion", "allegation", "rumour", "rumor", "story", "tale", "accusation",
     "notion", "talk", "version", "account", "assertion", "speculation", "insinuation", "figure", "paper", "sheet",
     "document", "complaint", "denial", "theory", "criticism", "reproach", "statement", "news", "picture", "number",
     "reading", "interpretation", "suspicion", "recording", "tape", "video", "footage", "transcript", "leak", "affair", "letter", "memo", "dossier"]
)  # fmt: skip
"""What can be denied: words for things said."""
POINTING = frozenset({"this", "that", "it", "them", "these", "those"})
JUDGING = frozenset(
    {"call", "find", "think", "consider", "deem", "regard", "brand", "term", "label", "describe"}
)
DISMISSING = frozenset({"dismiss", "reject", "denounce", "deny", "ridicule", "decry", "brush", "wave"})
"""Verbs that hold a thing said to be untrue, whatever they call it ("dismissed the report as a provocation")."""
FALSE = frozenset(
    ["absurd", "false", "untrue", "nonsense", "fable", "fantasy", "lie", "slander", "invention", "fabrication",
     "ridiculous", "baseless", "groundless", "unfounded", "forgery", "laughable", "libel", "rubbish", "myth", "fiction",
     "preposterous", "ludicrous", "fake", "untruth", "falsehood", "malicious", "fairy", "montage", "hoax"]
)  # fmt: skip
UNLIKELY = frozenset(
    ["improbable", "implausible", "unlikely", "unproven", "doubtful", "incredible", "dubious", "impossible",
     "inconceivable", "unthinkable", "hard", "difficult"]
)  # fmt: skip
LIKELY = frozenset({"likely", "possible", "probable", "plausible", "credible", "conceivable"})
HARD = frozenset({"hard", "difficult"})
"""Judgements only with a verb of believing behind them ("finds it hard to believe")."""
BELIEVING = frozenset({"believe", "think", "suspect", "credit", "imagine", "swallow", "buy"})
UNTRUE = FALSE | UNLIKELY
"""Judgements by which a thing said is held to be untrue or not likely."""
REACH = 10
"""Words behind the verb within which its verdict stands."""
FRAMING = frozenset({"as", "a", "an", "the"})


def points(w: int, tree: Tree) -> bool:
    """Whether a word points at what was said before ("denied [this]", "believe [so]")."""
    token = tree.tokens[w]
    so = (
        token.lower == "so"
        and w > 0
        and tree.tokens[w - 1].lemma in BELIEVING | {"say"}
        and token.head == w - 1
    )
    which = token.lower in ("which", "something") and w > 0 and tree.tokens[w - 1].text in ",–—"
    return so or which or token.lower in POINTING


def renames(w: int, tree: Tree) -> bool:
    """Whether a noun behind a comma calls what stands before it by a new name ("…, a charge that he denies")."""
    tokens = tree.tokens
    return (
        w > 1 and is_claim(w, tree) and tokens[w - 1].lower in ("a", "an") and tokens[w - 2].text in ',–—"”’'
    )


def takes_up(cue: Sequence[int], tree: Tree) -> bool:
    """Whether a cue says what somebody thinks of a thing said before ("believes it", "do not think so")."""
    return any(tree.tokens[i].lemma in BELIEVING for i in cue)


def holds_untrue(cue: Sequence[int], tree: Tree) -> bool:
    """Whether a cue holds what is said to be untrue or not likely ("denied this", "considers that unlikely")."""
    for i in cue:
        name = tree.tokens[i].lemma.lower()
        behind = tree.tokens[i + 1].lower if i + 1 in cue else ""
        if {speech.act(name, "verb"), speech.act(f"{name} {behind}", "verb")} & {"denies", "doubts"}:
            return True
        if verdict(i, tree) is not None:
            return True
    return False


def is_claim(w: int, tree: Tree) -> bool:
    """Whether a word stands for a thing said."""
    return tree.tokens[w].pos == "NOUN" and voices.singular(tree.tokens[w].lower).rstrip("s") in CLAIM_NOUNS


def verdict(verb: int, tree: Tree) -> int | None:
    """The word by which the thing said behind a verb of judging is held to be untrue."""
    tokens = tree.tokens
    if tokens[verb].lemma not in JUDGING:
        return None
    for w in range(verb + 1, min(len(tokens), verb + 1 + REACH)):
        if tokens[w].sentence != tokens[verb].sentence or tokens[w].text == ";":
            return None
        if tokens[w].lower in UNTRUE:
            behind = [token.lemma for token in tokens[w + 1 : w + 3]]
            to_believe = behind[:1] == ["to"] and not BELIEVING.isdisjoint(behind[1:])
            if not to_believe and (tokens[w].lower in HARD or behind[:1] == ["to"]):
                return None  # "found it impossible to sleep"
            thing = range(verb + 1, w)
            # What is called unlikely may be anything that could happen; what is called a lie was said by somebody.
            found = any(
                tokens[k].lower in POINTING
                or is_claim(k, tree)
                or (tokens[w].lower in UNLIKELY and tokens[k].pos == "NOUN")
                for k in thing
            )
            return w if found else None
    return None


def thing(words: Sequence[int], cue: Sequence[int], tree: Tree) -> list[int]:
    """The words of a content without the verdict on it ("the report", of "the report as slander")."""
    found = next((v for i in cue if (v := verdict(i, tree)) is not None), None)
    if found is None and any(tree.tokens[i].lemma in DISMISSING for i in cue):
        found = next((w for w in words if tree.tokens[w].lower == "as" and w > words[0]), None)
    if found is None:
        return list(words)
    while tree.tokens[found - 1].lower in FRAMING or (
        tree.tokens[found - 1].pos in ("ADJ", "ADV") and found - 1 not in cue
    ):
        found -= 1
    return [w for w in words if w < found] or list(words)
