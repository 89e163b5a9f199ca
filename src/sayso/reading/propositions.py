"""Propositions: the units that become claims, one for each clause and each event that a noun names.

What is a unit is decided here and nowhere else: a verb or predicate with its own words, an event noun
with its modifiers, an apposition that says who somebody is, a thing said in a few words ("denied
the charges"), and the reproach that a question with "why" makes, beside what it takes for granted. Verbs that only colour another verb ("began to", "failed to", "is likely to") and verbs
that only say that somebody speaks are no units of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..knowledge import events, speech, voices
from ..knowledge.calendar import month_names, weekday_names
from ..knowledge.dateline import dateline
from ..record import Span, merged
from . import judged
from .described import of_a_voice, surely_told
from .draft import Attribution, Draft, Proposition, Token
from .open_answers import left_open
from .stage import Stage
from .tree import PUNCTUATION, Tree, plain

LINKS = {
    "ccomp": "complement",
    "csubj": "complement",
    "xcomp": "complement",
    "advcl": "adverbial",
    "acl": "participle",
    "acl:relcl": "relative",
    "advcl:relcl": "relative",
    "conj": "conjunct",
    "parataxis": "conjunct",
    "appos": "role",
}
CONDITION_MARKS = frozenset({"if", "unless", "provided", "once", "lest"})
PURPOSE_MARKS = frozenset({"to"})
EDGE_WORDS = frozenset(
    {
        "that",
        "and",
        "or",
        "but",
        "while",
        "whether",
        "because",
        "as",
        "although",
        "though",
        "when",
        "if",
        "unless",
        "whereas",
        "so",
        "after",
        "before",
        "since",
        "until",
    }
)
"""Words cut from the edges of a proposition: they join it to what surrounds it."""
LEADING_IN = frozenset({"of", "from"})
"""Words before a gerund that tie it to a verb ("accused it [of] opening the gates")."""
NEVER_LAST = frozenset(
    {
        "that",
        "and",
        "or",
        "but",
        "nor",
        "when",
        "while",
        "because",
        "whether",
        "if",
        "unless",
        "although",
        "though",
    }
)
"""Words that open what follows: at the end of a proposition they belong to a clause that was cut off."""
APART = frozenset({"adverbial", "condition", "conjunct", "relative", "role", "purpose"})
"""Links of units whose words are no part of the unit above them."""
ASIDES = frozenset({"parataxis", "discourse", "vocative"})
SETTING_OFF = frozenset({",", "–", "—", "("})
"""Signs that set off a relative clause which tells more."""
PRONOUNS = frozenset({"who", "which", "whom", "whose", "where"})
DATED = month_names() | weekday_names() | {"ago", "yesterday", "today", "tomorrow"}
NO_HAPPENING = 0.9
"""Probability of "no event" from which the learned reader is believed that a relative clause tells of none; set on
the train and dev parts of the house corpus (`python -m evals corpus --part dev`)."""
CONTENT_LIMIT = 15
"""Words; of a longer content without a clause only the noun phrase is quoted."""
ANTECEDENT_LIMIT = 9
"""Words; a longer antecedent of a relative clause is quoted by its own proposition only."""


def run(draft: Draft) -> None:
    """Find the propositions, in text order."""
    tokens, tree = draft.tokens or (), Tree.of(draft)
    clauses = dict(_clauses(tokens, tree))
    cues = {i for a in draft.attributions or () if a.cue is not None for i in tree.inside(a.cue.span)}
    # "A man they believe killed the guard": what somebody says within a relative clause is told, whoever is meant.
    silent = {
        i for i, link in clauses.items() if link == "relative" and i not in cues and not _told(i, draft, tree)
    }
    triggers = {i: link for i, link in clauses.items() if i not in silent and not _completes(i, silent, tree)}
    triggers |= dict.fromkeys(_nominals(tokens, tree, triggers), "nominal")
    for frame in [tree.cleft(i) for i in triggers]:
        if frame is not None:
            triggers.pop(frame, None)
    for attribution in draft.attributions or ():
        for cue in tree.inside(attribution.cue.span) if attribution.cue is not None else ():
            # "Called the figure ridiculous": the verdict is the voice's, and no claim of its own.
            triggers.pop(judged.verdict(cue, tree), None)  # type: ignore[arg-type]
    for i in list(triggers):
        if _left_open(i, triggers, tree):
            triggers.pop(i)
    contents = dict(_contents(draft, tree, triggers))
    triggers |= dict.fromkeys(contents, "content")
    triggers |= dict.fromkeys(_reproaches(tree, triggers), "question")
    cutter = Cutter(draft, triggers, contents)
    order = sorted(triggers)
    index = {i: n for n, i in enumerate(order)}
    found = []
    for i in order:
        words = cutter.words(i)
        found.append(
            Proposition(
                index=index[i],
                sentence=tokens[i].sentence,
                trigger=i,
                tokens=tuple(words),
                spans=_spans(words, tokens),
                parent=next((index[a] for a in tree.ancestors(i) if a in index), -1),
                link=triggers[i],
                nominal=triggers[i] in ("nominal", "content"),
                saying=i in cutter.cues,
            )
        )
    draft.propositions = tuple(found)


def _left_open(i: int, triggers: Mapping[int, str], tree: Tree) -> bool:
    """Whether a unit belongs to a refusal to confirm or deny: its second verb, or the thing that it is about."""
    if triggers[i] == "nominal":
        up = tree.tokens[i].head
        return plain(tree.tokens[i].relation) == "obj" and up >= 0 and left_open(up, tree) is not None
    pair = left_open(i, tree)
    return pair is not None and pair[1] == i and pair[0] in triggers


def _clauses(tokens: Sequence[Token], tree: Tree) -> Iterator[tuple[int, str]]:
    """Every predicate that stands for itself, with how its clause hangs on the rest."""
    for i in range(len(tokens)):
        if predicate(i, tree) and not _colours(i, tree):
            yield i, _link(_top(i, tree), tree)


def predicate(i: int, tree: Tree) -> bool:
    """Whether a clause has its centre in token `i`: a verb, or a noun or adjective with a copula."""
    token = tree.tokens[i]
    relation = plain(token.relation)
    if tree.child(i, "cop") is not None:
        return True
    if relation in (
        "amod",
        "compound",
        "case",
        "mark",
        "fixed",
        "cc",
        "aux",
        "cop",
        "det",
        "nmod",
        "flat",
        "goeswith",
    ):
        return False
    if elliptical(i, tree):
        return True
    if token.pos == "VERB":
        return relation not in ("obl", "nsubj", "obj", "advmod") or tree.child(i, "nsubj", "obj") is not None
    if token.relation == "appos":
        return _role(i, tree)
    # A headline often has no verb: its root is a unit if it governs a subject.
    return relation == "root" and tree.child(i, "nsubj") is not None


ELLIPTICAL = frozenset(
    {"do", "be", "have", "will", "would", "can", "could", "may", "might", "should", "must"}
)


def elliptical(i: int, tree: Tree) -> bool:
    """Whether an auxiliary stands for a verb that was told before ("the ferry sailed; the barge [did] not", "doubt that he
    [can]")."""
    children = tree.children[i]
    return (
        tree.tokens[i].lemma in ELLIPTICAL
        and tree.tokens[i].pos in ("VERB", "AUX")
        and tree.child(i, "nsubj") is not None
        and (
            plain(tree.tokens[i].relation) == "ccomp"
            or any(
                tree.tokens[c].lower in ("not", "n't", "n’t", "so", "too", "neither", "nor", "none", "nobody")
                for c in children
            )
        )
        and all(plain(tree.tokens[c].relation) in BESIDE_ELLIPSIS for c in children)
    )


BESIDE_ELLIPSIS = frozenset(
    {"nsubj", "advmod", "punct", "cc", "mark", "discourse", "parataxis", "conj", "ccomp"}
)
"""Relations of what may hang on an auxiliary that stands for a verb told before."""


def _told(i: int, draft: Draft, tree: Tree) -> bool:
    """Whether a relative clause tells something, and does not only say which one is meant.

    It does where a comma sets it off, and where it has a happening, a number or a date of its own; of the people
    who speak, a clause without a comma only says who they are ("an officer who asked not to be named"), unless the
    learned reader is sure of the contrary ("families who got out by the bridge").
    """
    if _set_off(i, tree) or tree.cleft(i) is not None:
        return True
    if of_a_voice(i, draft, tree):
        return surely_told(i, draft)
    words = [tree.tokens[w] for w in tree.subtree(i)]
    if any(w.pos == "NUM" or w.lower in DATED for w in words):
        return True
    if draft.reading is not None and draft.reading.claims.layers:
        return draft.reading.claims.chances("event", [i]).get("O", 1.0) < NO_HAPPENING
    return any(entry.type for entry in events.lexicon().verb(tree.tokens[i].lemma))


def _completes(i: int, clauses: set[int], tree: Tree) -> bool:
    """Whether a predicate only completes one of the clauses ("who asked not to be [named]")."""
    while plain(tree.tokens[i].relation) in ("xcomp", "ccomp") and tree.tokens[i].head >= 0:
        i = tree.tokens[i].head
        if i in clauses:
            return True
    return False


def _set_off(i: int, tree: Tree) -> bool:
    """Whether a comma, a dash or a bracket stands before the clause; treebanks hang such signs on the clause."""
    words = tree.subtree(i)
    first = next((w for w in words if tree.tokens[w].text not in PUNCTUATION), words[0])
    while first > 0 and tree.tokens[first - 1].lower in PRONOUNS:
        first -= 1  # the parse may hang the pronoun elsewhere
    return first > 0 and tree.tokens[first - 1].text in SETTING_OFF


def _role(i: int, tree: Tree) -> bool:
    """Whether an apposition says who or what somebody is ("…, al Qaeda's commander in Yemen")."""
    token = tree.tokens[i]
    governor = tree.tokens[token.head] if token.head >= 0 else token
    if token.pos != "NOUN" or governor.pos != "PROPN" or not voices.sorts(token.lemma or token.lower):
        return False
    # "al Qaeda's commander in Yemen" tells something; "a spokesman" is a title.
    return any(tree.tokens[c].pos == "PROPN" for c in tree.all(i, "nmod", "nmod:poss"))


def _colours(i: int, tree: Tree) -> bool:
    """Whether the predicate only colours its complement ("began to march", "is likely to resign")."""
    token = tree.tokens[i]
    inner = tree.child(i, "xcomp")
    if inner is None or not predicate(inner, tree):
        return False
    if tree.tokens[inner].pos != "VERB" and tree.child(inner, "cop") is None:
        return False
    if tree.child(i, "obj") is not None:
        return False
    named = any(
        entry.type
        and len(entry.words) == 1
        and all(c.absent or c.slot in ("comp", "inf") for c in entry.when)
        for entry in events.lexicon().verb(token.lemma or token.lower)
    )
    return token.pos == "ADJ" or not named or speech.act(token.lemma, "verb") in ("plans",)


def _top(i: int, tree: Tree) -> int:
    """The word by which a unit hangs on the rest: of "is believed to have fled" it is "believed"."""
    while (
        plain(tree.tokens[i].relation) == "xcomp"
        and tree.tokens[i].head >= 0
        and _colours(tree.tokens[i].head, tree)
        and predicate(tree.tokens[i].head, tree)
    ):
        i = tree.tokens[i].head
    return i


def _link(i: int, tree: Tree) -> str:
    """How the clause of `i` hangs on the rest."""
    token = tree.tokens[i]
    relation = token.relation if token.relation in LINKS else plain(token.relation)
    frame = tree.cleft(i)
    if frame is not None:
        return _link(frame, tree)
    link = LINKS.get(relation, "")
    if link in ("participle", "relative") and _says_what(i, tree):
        return "complement"
    if link == "adverbial":
        marks = {tree.tokens[m].lower for m in tree.all(i, "mark")}
        if marks & CONDITION_MARKS:
            return "condition"
        if marks & PURPOSE_MARKS and marks <= PURPOSE_MARKS | {"in", "order", "so", "as"}:
            return "purpose"
    return link


def _says_what(i: int, tree: Tree) -> bool:
    """Whether a clause tells what its noun says ("fears that food will run out"), and does not describe it."""
    return any(
        tree.tokens[m].lower in ("that", "whether") and plain(tree.tokens[m].relation) == "mark"
        for m in tree.children[i]
    )


def _nominals(tokens: Sequence[Token], tree: Tree, clauses: dict[int, str]) -> Iterator[int]:
    """Nouns that name an event of which something is said: who, on whom, where, or what sort."""
    lexicon = events.lexicon()
    for i, token in enumerate(tokens):
        if token.pos != "NOUN" or i in clauses or not lexicon.noun(token.lemma or token.lower):
            continue
        if plain(token.relation) in ("compound", "flat", "fixed"):
            continue
        governor = token.head
        if (
            governor in clauses
            and plain(token.relation) in ("obj", "nsubj")
            and lexicon.light(tokens[governor].lemma)
        ):
            continue
        used = plain(token.relation) == "obl" and any(tokens[c].lower == "for" for c in tree.all(i, "case"))
        if used and governor >= 0 and tokens[governor].lemma.lower() in FOR_WHAT:
            # "Used the feast for a meeting with …": the phrases of the noun may hang on the verb.
            yield i
        elif any(_tells(child, tree) for child in tree.children[i]):
            yield i


FOR_WHAT = frozenset({"use", "come", "travel", "fly", "gather", "assemble", "arrive", "convene"})
"""Verbs whose subject takes part in the event that they are done for."""


def _tells(child: int, tree: Tree) -> bool:
    """Whether a modifier ties an event noun to somebody or something."""
    token = tree.tokens[child]
    relation = plain(token.relation)
    if relation == "nmod":
        return token.pos in ("PROPN", "NOUN", "PRON")
    if token.relation == "acl":
        return events.lexicon().light(token.lemma.lower()) and tree.child(child, "nsubj") is None
    return relation in ("amod", "compound") and token.text[:1].isupper()


CONTENT_HEADS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})


def _contents(draft: Draft, tree: Tree, triggers: dict[int, str]) -> Iterator[tuple[int, list[int]]]:
    """The head of a content in which no clause and no event was found ("denied the charges", "doubts it"), with its
    words."""
    tokens = tree.tokens
    for attribution in draft.attributions or ():
        cue = tree.inside(attribution.cue.span) if attribution.cue is not None else ()
        inside = judged.thing([i for span in attribution.content for i in tree.inside(span)], cue, tree)
        held = set(inside)
        told = [i for i in inside if i in triggers]
        rating = any(tokens[i].lemma in speech.sets()["rating"] for i in cue)
        if not inside or any(triggers[i] not in ("relative", "nominal")[: 1 + rating] for i in told):
            continue
        if told and not rating and not judged.holds_untrue(cue, tree):
            continue
        aside = {w for i in told if triggers[i] == "relative" for w in tree.subtree(i)}
        inside = [i for i in inside if i not in aside] or inside
        top = next((i for i in inside if tokens[i].head not in held), None)
        words = [i for i in inside if tokens[i].text not in PUNCTUATION]
        if top is None or (tokens[top].pos not in CONTENT_HEADS and not judged.points(top, tree)):
            continue
        answered = judged.holds_untrue(cue, tree) or judged.takes_up(cue, tree)
        suspected = any(tokens[i].lemma in ("suspect", "doubt") for i in cue)  # "police suspect arson"
        if len(words) > 1 or suspected or (judged.points(top, tree) and answered):
            yield top, inside


ASKING = frozenset({"REQUEST", "REJECT"})
"""Classes of speech acts that are told with what they ask for or refuse."""
REPROACHING = frozenset({"why"})
HOW_REPROACHES = frozenset({"could", "can", "come", "dare"})
"""After "how" they reproach, too: "how could you"."""


def _after_stop(i: int, tree: Tree) -> bool:
    """Whether a semicolon or a colon stands before a clause with a subject of its own: it is told apart."""
    if tree.child(i, "nsubj", "expl") is None:
        return False
    words = tree.subtree(i)
    first = next((w for w in words if tree.tokens[w].text not in PUNCTUATION), words[0])
    return any(tree.tokens[w].text in STOPS for w in range(max(0, first - 2), first))


STOPS = frozenset({";", ":"})


def _reproaches(tree: Tree, triggers: dict[int, str]) -> Iterator[int]:
    """The question words of clauses that are asked with "why"."""
    tokens = tree.tokens
    for i in list(triggers):
        if tokens[i].relation == "acl:relcl":
            continue
        for child in tree.children[i]:
            name = tokens[child].lower
            following = tokens[child + 1].lower if child + 1 < len(tokens) else ""
            asks = name in REPROACHING or (name == "how" and following in HOW_REPROACHES)
            if asks and child < i and plain(tokens[child].relation) in ("advmod", "mark", "obl"):
                yield child
                break


class Cutter:
    """Cuts the words of each unit out of its sentence, with what must be known of the whole report at hand."""

    def __init__(
        self, draft: Draft, triggers: dict[int, str], contents: Mapping[int, list[int]] | None = None
    ) -> None:
        """Note which units stand apart, which words are cues, and what is no sentence (the dateline)."""
        self.draft = draft
        self.tree = tree = Tree.of(draft)
        self.triggers = triggers
        self.contents = contents or {}
        self.attributions = [a for a in draft.attributions or () if a.content]
        self.over = tree.covering(a.content for a in self.attributions)
        # A cue inside its own content tells something itself ("the list gives 120 names").
        self.cues = {
            i
            for a in self.attributions
            if a.cue and not any(span.holds(a.cue.span) for span in a.content)
            for i in tree.inside(a.cue.span)
        }
        self.apart = {_top(i, tree) for i, link in triggers.items() if link in APART or _after_stop(i, tree)}
        self.apart |= {i for i, link in triggers.items() if self._said(i, link)}
        # "…, a loss which the parish sets at a million": the noun goes with what is told of it.
        self.apart |= {
            tree.tokens[i].head
            for i, link in triggers.items()
            if link == "relative" and plain(tree.tokens[tree.tokens[i].head].relation) == "appos"
        }
        title = draft.report.title
        line = dateline(draft.text, after=title.end if title else 0)
        self.outside = set(tree.inside(line.span)) if line else set[int]()

    def words(self, i: int) -> list[int]:
        """The words of the unit at `i`: its subtree without units that stand apart, sources and cues."""
        tree, tokens = self.tree, self.tree.tokens
        if i in self.contents and len(self.contents[i]) <= CONTENT_LIMIT:
            return _trimmed(self.contents[i], tokens) or [i]
        if self.triggers[i] in ("nominal", "content"):
            return self._with_party(tree.noun_phrase(i) or [i], i)
        if self.triggers[i] == "question":
            return sorted({i, *self.words(tokens[i].head)})
        asides = {
            child
            for child in tree.children[i]
            if plain(tokens[child].relation) in ASIDES and not self._ruled_out(child)
        }
        asides |= {child for child in tree.children[i] if self.triggers.get(child) == "question"}
        words = set(tree.subtree(i, without=self.apart - {i, _top(i, tree)} | asides))
        words |= set(self._colouring(i))
        frame = tree.cleft(i)
        if frame is not None:
            words |= set(tree.subtree(frame, without=self.apart | asides))
        elif self.triggers[i] in ("relative", "participle", "role"):
            words |= set(self._antecedent(i, len(words)))
        words -= self._attributing(i) | (self.outside - {i})
        kept = [w for w in _trimmed(sorted(words), tokens) if w == i or not _joins(w, i, tree)]
        return _trimmed(kept, tokens) or [i]

    def _with_party(self, words: list[int], i: int) -> list[int]:
        """The phrase of an event noun with "with …" or "between …" straight behind it, wherever the parse hangs that."""
        tree = self.tree
        after = words[-1] + 1
        if self.triggers[i] != "nominal" or after >= len(tree.tokens):
            return words
        mark = tree.tokens[after]
        if (
            mark.lower not in ("with", "between")
            or mark.head < 0
            or tree.tokens[mark.head].head != tree.tokens[i].head
        ):
            return words
        return [*words, after, *(w for w in tree.noun_phrase(mark.head) if w > after)]

    def _ruled_out(self, i: int) -> bool:
        """Whether a phrase says what is not meant ("nets, [not petrol]"): it belongs to the clause before it."""
        first = next((w for w in self.tree.subtree(i) if self.tree.tokens[w].text not in PUNCTUATION), i)
        return (
            self.tree.tokens[first].lower == "not"
            and first < i
            and i not in self.triggers
            and self.tree.tokens[i].pos in ("NOUN", "PROPN", "NUM", "PRON")
        )

    def _said(self, i: int, link: str) -> bool:
        """Whether a clause is what a speech act says ("warned that it would close"): a unit apart from the act. What
        is asked for or refused stays with the asking ("demanded that it be closed")."""
        token = self.tree.tokens[i]
        act = token.head
        if link != "complement" or plain(token.relation) != "ccomp" or act not in self.triggers:
            return False
        return act in self.cues and self._class(act) not in ASKING

    def _class(self, i: int) -> str:
        """The class of event that the learned reader, or without it the lexicon, gives to a verb; "" for none."""
        reading = self.draft.reading
        if reading is not None and reading.claims.layers:
            chances = reading.claims.chances("event", [i])
            return max(chances, key=lambda label: chances[label] if label != "O" else 0.0, default="")
        entry = next((e for e in events.lexicon().verb(self.tree.tokens[i].lemma) if e.type), None)
        return (entry.type or "") if entry is not None else ""

    def _colouring(self, i: int) -> Iterator[int]:
        """For "failed to stop" and "began to march": the colouring verb, its subject, negation and auxiliaries.

        Of a cue ("is believed to have fled") only the subject belongs to what is said.
        """
        tree, at = self.tree, i
        while plain(tree.tokens[at].relation) == "xcomp" and tree.tokens[at].head not in self.triggers:
            at = tree.tokens[at].head
            if at not in self.cues:
                yield at
            kept = ("nsubj",) if at in self.cues else ("nsubj", "aux", "advmod", "obl", "cop", "expl")
            for child in tree.children[at]:
                if plain(tree.tokens[child].relation) in kept:
                    yield from tree.subtree(child)

    def _antecedent(self, i: int, size: int) -> list[int]:
        """The noun phrase that a clause of `size` words describes, where it is no longer than the clause."""
        head = self.tree.tokens[i].head
        words = self.tree.noun_phrase(head) if head >= 0 else []
        return words if len(words) <= min(size, ANTECEDENT_LIMIT) else []

    def _attributing(self, i: int) -> set[int]:
        """Words of sources and cues whose content holds the trigger: the proposition is quoted without them."""
        at = self.tree.tokens[i].span
        found: set[int] = set()
        for number in self.over.get(i, ()):
            attribution = self.attributions[number]
            for part in (attribution.source, attribution.cue.span if attribution.cue else None):
                if part is not None and not part.holds(at):
                    found.update(self.tree.inside(part))
            found.update(self._phrase(attribution, i))
        return found

    def _phrase(self, attribution: Attribution, i: int) -> Iterator[int]:
        """What describes a source behind a preposition that is its cue ("under a deal [signed last year]")."""
        tree = self.tree
        cue = tree.inside(attribution.cue.span) if attribution.cue else ()
        if attribution.source is None or not cue or tree.tokens[cue[-1]].pos not in ("ADP", "SCONJ"):
            return
        source = tree.inside(attribution.source)
        for head in source:
            if tree.tokens[head].head not in source and tree.tokens[head].pos in ("NOUN", "PROPN"):
                phrase = tree.subtree(head)
                if i not in phrase:
                    yield from phrase


def _joins(w: int, i: int, tree: Tree) -> bool:
    """A mark or conjunction that ties this clause to another: no part of what is said."""
    token = tree.tokens[w]
    joins = token.lower in EDGE_WORDS or token.lower in LEADING_IN
    return token.head == i and plain(token.relation) in ("mark", "cc") and joins


def _trimmed(words: list[int], tokens: Sequence[Token]) -> list[int]:
    while words and (tokens[words[-1]].text in PUNCTUATION or tokens[words[-1]].lower in NEVER_LAST):
        words = words[:-1]
    while words and (tokens[words[0]].text in PUNCTUATION or _opens(tokens[words[0]])):
        words = words[1:]
    return words


def _opens(token: Token) -> bool:
    """A word at the beginning that only joins the clause to what stands before it."""
    return token.lower in EDGE_WORDS and plain(token.relation) in ("mark", "cc")


def _spans(words: list[int], tokens: Sequence[Token]) -> tuple[Span, ...]:
    """Runs of neighbouring words as spans; a left-out punctuation mark does not cut a run."""
    runs: list[list[int]] = []
    for w in words:
        if runs and all(tokens[gap].text in PUNCTUATION for gap in range(runs[-1][-1] + 1, w)):
            runs[-1].append(w)
        else:
            runs.append([w])
    spans = [Span(tokens[run[0]].start, tokens[run[-1]].end) for run in runs]
    return merged(spans)


STAGE = Stage(
    name="propositions",
    needs=("tokens", "sentences", "attributions"),
    gives=("propositions",),
    run=run,
)
