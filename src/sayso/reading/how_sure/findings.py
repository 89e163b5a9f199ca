"""Findings: what single words say about how sure a proposition is, each with its rule and its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...knowledge import forms, stance
from ...knowledge.stance import KEEP, Effect
from ...record import Likelihood, Quote, Stance, Voice, VoiceKind
from .. import judged
from ..draft import Draft, Proposition, Token
from ..tree import PUNCTUATION, Tree, plain

NEGATIONS = frozenset(
    {"not", "n't", "n’t", "nt", "never", "no", "nor", "neither", "nowhere", "hardly", "scarcely"}
)
NOBODY = frozenset({"nobody", "none", "nothing", "no-one", "neither"})
NO = frozenset({"no", "neither", "nary"})
ONLY = frozenset({"only", "just", "merely", "simply", "solely", "least", "necessarily"})
"""After "not" they limit, they do not deny ("not only", "not least")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One reason: the rule that found it, what it does, and the tokens it rests on."""

    rule: str
    effect: Effect = KEEP
    words: tuple[int, ...] = ()
    quotes: tuple[Quote, ...] = ()
    likelihood: Likelihood | None = None
    decisive: bool = False
    """Whether its stance stands, whatever others say (what a question presupposes), or the negation that it is."""


def name_of(token: Token) -> str:
    """The dictionary form in small letters, as the knowledge files spell it."""
    part = {"VERB": "v", "AUX": "v", "NOUN": "n", "PROPN": "n"}.get(token.pos)
    guess = token.lemma.lower()
    return forms.dictionary_form(token.lower, part, guess) if part else guess or token.lower


def turned(rule: str, *words: int) -> Finding:
    """A negation."""
    return Finding(rule=rule, effect=Effect(None, True), words=words)


def holds(rule: str, stance: Stance, *words: int) -> Finding:
    """A stance without turning the polarity."""
    return Finding(rule=rule, effect=Effect(stance), words=words)


def forms_of(words: Sequence[int], tree: Tree) -> list[str]:
    """The small-letter forms of tokens."""
    return [tree.tokens[i].lower.replace("’", "'") for i in words]


def negations(i: int, tree: Tree) -> list[Finding]:
    """Negations that stand in the clause of `i` itself: "not", "never", "no one", "no longer", "nor"."""
    tokens = tree.tokens
    found = []
    if name_of(tokens[i]) == "exclude" or (
        name_of(tokens[i]) == "rule"
        and any(tokens[w].lower == "out" for w in range(i + 1, min(i + 4, len(tokens))))
    ):
        not_ = [c for c in tree.all(i, "advmod") if tokens[c].lower in ("not", "n't", "n’t")]
        # "Cannot be ruled out", "does not exclude it": it may be so.
        return [holds(f"not '{tokens[i].text}'", Stance.SUSPECTED, *not_, i)] if not_ else []
    for child in tree.children[i]:
        token = tokens[child]
        kind = plain(token.relation)
        if kind in ("advmod", "cc", "det", "dep", "discourse") and token.lower in NEGATIONS:
            following = tokens[child + 1].lower if child + 1 < len(tokens) else ""
            if following in ONLY or (token.lower in ("hardly", "scarcely") and following == "any"):
                continue
            # "neither … nor": the cc before a coordination says the same as the negation it belongs to.
            found.append(turned(f"negated by '{token.text}'", child))
        elif kind in ("nsubj", "obj", "obl", "iobj"):
            if token.lower in NOBODY and (token.lower != "nothing" or not _but(child, tree)):
                found.append(turned(f"'{token.text}' negates the clause", child))
            elif (first := _not_one(child, tree)) is not None:
                found.append(
                    turned(f"'{tokens[first].text} {tokens[first + 1].text}' negates the clause", first)
                )
            else:
                found.extend(
                    turned(f"'{tokens[d].text} {token.text}' negates the clause", d, child)
                    for d in tree.all(child, "det")
                    if tokens[d].lower in NO
                    and (kind != "obl" or _told_of(child, tree))
                    and not _limits(d + 1, tree)
                    and not (token.lower in IDLE and name_of(tokens[i]) in ("make", "waste", "lose"))
                )
                if (
                    kind == "obl"
                    and any(tokens[d].lower == "no" for d in tree.all(child, "det"))
                    and token.lower in NEVER
                ):
                    found.append(turned(f"'no {token.text}' negates the clause", child))
    early = next((m for m in tree.all(i, "mark") if tokens[m].lower == "before"), None)
    if early is not None and any(tokens[a].lower == "could" for a in tree.all(i, "aux")):
        found.append(turned("'before … could' tells what was not done", early))
    if (missing := _undone(i, tree)) is not None:
        found.append(turned(f"'{tokens[missing].text}' tells what was not done", missing))
    return found


def _told_of(phrase: int, tree: Tree) -> bool:
    """Whether a phrase with "no" is what the verb is about or goes to: "spoke to no policeman", "knows of no order"."""
    token = tree.tokens[phrase]
    cases = {tree.tokens[c].lower for c in tree.all(phrase, "case")}
    return bool(cases & {"to", "of", "from", "about"}) and token.lower not in NEVER


def _undone(i: int, tree: Tree) -> int | None:
    """The participle by which something is told not to have been done: "went unanswered", "lies unsigned"."""
    hints = stance.words("hint")
    near = [i, *tree.all(i, "xcomp", "advcl", "obj", "advmod")]
    return next(
        (
            w
            for w in near
            if tree.tokens[w].lower.startswith("un")
            and tree.tokens[w].lower.endswith(("ed", "id", "ad", "rd", "en"))
            and tree.tokens[w].lower in hints
            and tree.tokens[w].pos in ("ADJ", "VERB", "ADV")
        ),
        None,
    )


def _not_one(i: int, tree: Tree) -> int | None:
    """The first word of "not a wagon", "not one tree", "not the slightest interest", "hardly a soul"."""
    first = tree.subtree(i)[0]
    words = [token.lower for token in tree.tokens[first : first + 3]]
    one = words[1:2] in (["a"], ["an"], ["one"], ["single"]) or words[1:] in (
        ["the", "slightest"],
        ["the", "least"],
    )
    return first if first < i and one and words[0] in ("not", "hardly", "scarcely") else None


IDLE = frozenset({"secret", "time", "bones", "mistake", "opportunity"})
"""What is done where none of it is made or lost: "made no secret of", "wasted no time in"."""
NEVER = frozenset(
    {"way", "time", "circumstances", "means", "account", "case", "point", "moment", "stage", "occasion"}
)
"""Nouns of adjuncts by which "no" denies the whole clause ("at no moment")."""
LIMITS = frozenset({"more", "less", "fewer", "later", "earlier", "doubt", "sooner", "matter"})
"""After "no" they limit or strengthen, they do not deny ("no more than", "no doubt")."""


def _limits(i: int, tree: Tree) -> bool:
    """Whether a word behind "no" only limits: "no more than ten", but not "no more chairs"."""
    tokens = tree.tokens
    if i >= len(tokens) or tokens[i].lower not in LIMITS:
        return False
    thing = (
        i + 1 < len(tokens)
        and tokens[i + 1].pos in ("NOUN", "PROPN")
        and tokens[i].lower in ("more", "fewer")
    )
    return not thing


OPENERS = frozenset({"no", "nor", "nowhere", "nobody", "neither"})
FAR = 12
"""Words from the beginning of a clause to its verb within which an opening "no" is taken for its own."""


def near_negation(i: int, tree: Tree) -> Iterator[Finding]:
    """A negation that the parse hangs elsewhere, found by where it stands.

    It stands before the verb with only auxiliaries and adverbs between ("has not been paid"), right behind it ("made
    no arrests"), or opens the clause ("Nor was a shot fired").
    """
    tokens = tree.tokens
    at = i - 1
    while at >= 0 and tokens[at].sentence == tokens[i].sentence:
        word = tokens[at]
        if word.lower in ("not", "n't", "n’t", "never"):
            if tokens[at + 1].lower not in ONLY:
                yield turned(f"negated by '{word.text}' before it", at)
                return
        elif word.lower == "longer" and tokens[at - 1].lower == "no":
            yield turned("negated by 'no longer' before it", at - 1, at)
            return
        elif word.lower == "than" and tokens[at - 1].lower == "rather":
            yield turned("'rather than' tells what is not done", at - 1, at)
            return
        elif word.lower == "to" and tokens[at - 1].lower == "yet" and tokens[at - 2].pos in ("AUX", "VERB"):
            yield turned("'yet to' negates the clause", at - 1)
            return
        elif word.pos not in ("AUX", "ADV", "PART") or word.lower == "to":
            break
        at -= 1
    after = i + 1
    if after + 1 < len(tokens) and tokens[i].pos == "VERB":
        behind = tokens[after].lower in ("nobody", "nothing", "none", "neither")
        # "Said no to it" refuses; "made no promise" does not promise.
        behind = behind or (tokens[after].lower == "no" and tokens[after + 1].pos not in ("ADP", "PUNCT"))
        if behind and not _limits(after + 1, tree) and tokens[after + 1].lower != "but":
            yield turned(f"negated by '{tokens[after].text}' behind it", after)
            return
    vain = next((w for w in range(i + 1, min(len(tokens), i + 6)) if tokens[w].lower == "vain"), None)
    if vain is not None and tokens[vain - 1].lower == "in":
        yield turned("'in vain' negates the clause", vain - 1, vain)
        return
    first = i
    while (
        first > 0
        and tokens[first - 1].sentence == tokens[i].sentence
        and tokens[first - 1].text not in ",;:“"
    ):
        first -= 1
    if (
        tokens[first].lower == "not"
        and tokens[first + 1].lower in ("a", "an", "one", "single")
        and i - first <= FAR
    ):
        yield turned(f"negated by '{tokens[first].text}' at the beginning of its clause", first, first + 1)
        return
    words = [w for w in tree.subtree(i) if w <= i and tokens[w].text not in PUNCTUATION]
    words = words[1:] if words and tokens[words[0]].lower in ("and", "but", "or") else words
    if not words or i - words[0] > FAR or any(tokens[w].text in ",;:" for w in range(words[0], i)):
        return
    opens = tokens[words[0]].lower in OPENERS and not _limits(words[0] + 1, tree)
    following = tokens[min(words[0] + 1, len(tokens) - 1)].lower
    if opens or (tokens[words[0]].lower == "not" and following in ("a", "an", "one", "single")):
        yield turned(f"negated by '{tokens[words[0]].text}' at its beginning", words[0])


def _but(i: int, tree: Tree) -> bool:
    return i + 1 < len(tree.tokens) and tree.tokens[i + 1].lower in ("but", "except")


def modals(i: int, tree: Tree) -> Iterator[Finding]:
    """Auxiliaries: may, might, could, would, will, should; "may have" and "could not" as they are meant."""
    tokens = tree.tokens
    near = near_modal(i, tree)
    for child in [*tree.all(i, "aux"), *([near] if near is not None else [])]:
        token = tokens[child]
        form = token.lower.replace("’", "'")
        word = stance.phrase_at("modal", [form], 0)
        if word is None:
            continue
        perfect = any(tokens[c].lower in ("have", "'ve", "’ve") for c in tree.all(i, "aux") if c > child)
        negated = bool(negations(i, tree))
        if form in ("should",) and inverted(i, child, tree):
            yield holds(f"'{token.text}' before its subject is a condition", Stance.CONDITIONAL, child)
        elif form in ("must", "should") and perfect:
            yield holds(
                f"'{token.text} have' supposes" if form == "must" else f"'{token.text} have' blames",
                Stance.SUSPECTED if form == "must" else Stance.CONDITIONAL,
                child,
            )
        elif form in ("could",) and negated and not perfect:
            # "could not be reached": it did not happen.
            continue
        elif (
            form in ("will", "'ll", "wo", "would")
            and negated
            and not perfect
            and name_of(tokens[i]) in ANSWERING
        ):
            yield Finding(rule=f"'{token.text} not' as a refusal to answer", words=(child,))
        elif form in ("would", "'d") and negated and not perfect and not tree.all(i, "advcl"):
            yield Finding(rule=f"'{token.text} not' as a refusal or a plan", words=(child,))
        elif form in ("would", "'d") and _reported(i, tree) and not perfect and not _rather(child, tree):
            yield holds(f"'{token.text}' in reported speech is a plan", Stance.PLANNED, child)
        else:
            yield Finding(
                rule=f"stance_words.tsv:{word.line} modal '{token.text}'", effect=word.effect, words=(child,)
            )


def near_modal(i: int, tree: Tree) -> int | None:
    """An auxiliary of what is to come that stands before the verb, and that the parse hangs on another word.

    Nothing but auxiliaries, adverbs and "not" stands between: "any agreement that results will be annulled".
    """
    tokens = tree.tokens
    at = i - 1
    while at >= 0 and tokens[at].sentence == tokens[i].sentence:
        word = tokens[at]
        if word.lower in FUTURE:
            return at if word.head != i else None
        if word.pos not in ("AUX", "ADV", "PART") or word.lower == "to":
            return None
        at -= 1
    return None


ANSWERING = frozenset(
    ["say", "tell", "comment", "explain", "confirm", "reply", "answer", "disclose", "hear", "bet"]
)
"""Verbs that, not done, are refused now: "nobody will say"."""


def inverted(i: int, auxiliary: int, tree: Tree) -> bool:
    """Whether an auxiliary stands before the subject in a clause that asks nothing ("should the talks fail, …")."""
    subject = tree.child(i, "nsubj", "expl")
    if subject is None or not auxiliary < subject:
        return False
    end = max(tree.subtree(i))
    return all(tree.tokens[w].text != "?" for w in range(i, min(end + 2, len(tree.tokens))))


def _rather(child: int, tree: Tree) -> bool:
    """ "Would sooner", "would rather", "would like to": a wish under a condition."""
    return child + 1 < len(tree.tokens) and tree.tokens[child + 1].lower in ("sooner", "rather", "gladly")


FUTURE = frozenset(
    ["will", "would", "shall", "should", "must", "'ll", "’ll", "'d", "’d", "can", "could", "may", "might"]
)


def to_come(i: int, tree: Tree) -> bool:
    """Whether a clause can tell what is wanted or promised: an infinitive, a modal, or a bare verb form.

    "Demanded that he leave" and "swore he would leave" tell a plan; "swore that he left" tells what he says happened.
    """
    token = tree.tokens[i]
    if plain(token.relation) == "conj" and token.head >= 0 and tree.child(i, "aux", "nsubj") is None:
        return to_come(token.head, tree)
    if any(tree.tokens[c].lower in FUTURE for c in tree.all(i, "aux")) or near_modal(i, tree) is not None:
        return True
    if any(tree.tokens[c].lower == "to" for c in tree.all(i, "mark", "aux")):
        return True
    if token.pos not in ("VERB", "AUX"):
        return any(tree.tokens[c].lower == "be" for c in tree.all(i, "cop"))
    if token.lower.endswith("ing") or tree.child(i, "aux:pass") is not None:
        return all(tree.tokens[c].lower == "be" for c in tree.all(i, "aux"))
    return token.lower == name_of(token) and tree.child(i, "aux") is None and not _plural_subject(i, tree)


def _plural_subject(i: int, tree: Tree) -> bool:
    """Whether a bare form agrees with its subject, so that it is no subjunctive ("they pay")."""
    return any(
        tree.tokens[c].lower in ("they", "we", "you", "i") or tree.tokens[c].lower.endswith("s")
        for c in tree.all(i, "nsubj")
    )


def _reported(i: int, tree: Tree) -> bool:
    """Whether a clause stands as the content of a verb in the past ("said it would close the border")."""
    token = tree.tokens[i]
    if plain(token.relation) == "conj" and token.head >= 0:
        return _reported(token.head, tree)
    if plain(token.relation) not in ("ccomp", "parataxis") or token.head < 0:
        return False
    if any(
        tree.tokens[m].lower in ("if", "unless") for c in tree.all(i, "advcl") for m in tree.all(c, "mark")
    ):
        return False
    up = tree.tokens[token.head]
    return up.pos == "VERB" and (up.lower != name_of(up) or up.lower in ("said", "told", "put"))


def adverbs(i: int, tree: Tree) -> Iterator[Finding]:
    """Adverbs of the clause: "probably", "allegedly", "in all likelihood"."""
    tokens = tree.tokens
    for child in tree.children[i]:
        token = tokens[child]
        if (
            plain(token.relation) not in ("advmod", "obl", "discourse", "parataxis")
            or token.lower in NEGATIONS
        ):
            continue
        first = min(tree.subtree(child))
        span = [tokens[w].lower for w in range(first, min(first + 5, len(tokens)))]
        word = stance.phrase_at("adverb", span, 0) or stance.phrase_at("adverb", [token.lower], 0)
        if word is not None and not word.effect.turns:
            at = first if len(word.phrase) > 1 else child
            yield Finding(
                rule=f"stance_words.tsv:{word.line} adverb '{' '.join(word.phrase)}'",
                effect=word.effect,
                words=tuple(range(at, at + len(word.phrase))),
            )


def marks(i: int, tree: Tree) -> Iterator[Finding]:
    """Conjunctions that open the clause: if, unless, whether, without, instead of."""
    tokens = tree.tokens
    relation = plain(tokens[i].relation)
    if not (_past(i, tree) and not to_come(i, tree)):
        for child in as_soon_as(i, tree):
            yield holds(
                f"'{tokens[child - 1].text} {tokens[child].text}' is a condition", Stance.CONDITIONAL, child
            )
    for child in tree.children[i]:
        token = tokens[child]
        if plain(token.relation) not in ("mark", "case", "advmod") or token.head != i:
            continue
        if plain(token.relation) == "advmod" and token.lower not in ("if", "whether"):
            continue
        rest = [tokens[c].lower for c in tree.all(child, "fixed")]
        word = stance.phrase_at("mark", [token.lower, *rest], 0)
        if word is None or token.lower in ("should", "were"):
            continue
        if token.lower == "if" and relation in ("ccomp", "csubj") and not _fronted(child, i, tree):
            yield holds(f"'{token.text}' asks", Stance.ASKED, child)
        elif token.lower == "if" and _as_if(child, tree):
            yield holds("'as if' only likens", Stance.DOUBTED, child)
        elif token.lower == "until" and not to_come(i, tree) and _past(i, tree):
            continue
        elif plain(token.relation) != "case" or tokens[i].pos == "VERB" or word.effect.turns:
            yield Finding(
                rule=f"stance_words.tsv:{word.line} '{' '.join([token.text, *rest])}'",
                effect=word.effect,
                words=(child,),
            )


def as_soon_as(i: int, tree: Tree) -> Iterator[int]:
    """The "as" of "as soon as", "as long as", "provided that" that opens a clause, however it is parsed."""
    tokens = tree.tokens
    for c in tree.all(i, "mark"):
        before = [tokens[k].lower for k in range(max(0, c - 2), c)]
        if (tokens[c].lower == "as" and before in (["as", "soon"], ["as", "long"], ["so", "long"])) or (
            tokens[c].lower == "that" and before[-1:] in (["provided"], ["providing"])
        ):
            yield c


def _fronted(mark: int, i: int, tree: Tree) -> bool:
    """Whether an "if" opens its sentence: then it is a condition, whatever the parse hangs it on."""
    return (
        mark == 0
        or tree.tokens[mark - 1].sentence != tree.tokens[mark].sentence
        or tree.tokens[mark].text == "If"
    )


def _past(i: int, tree: Tree) -> bool:
    """Whether a clause tells something past, with no modal."""
    auxiliaries = {tree.tokens[c].lower for c in tree.all(i, "aux", "cop")}
    if auxiliaries:
        return bool(auxiliaries & {"had", "was", "were", "did"}) and not auxiliaries & FUTURE
    token = tree.tokens[i]
    return token.pos == "VERB" and token.lower != name_of(token) and not token.lower.endswith(("s", "ing"))


def _as_if(i: int, tree: Tree) -> bool:
    return i > 0 and tree.tokens[i - 1].lower == "as"


def modifiers(i: int, tree: Tree) -> Iterator[Finding]:
    """Adjectives before an event noun: "the alleged attack", "a planned visit", "no agreement"."""
    for child in tree.all(i, "amod", "det"):
        token = tree.tokens[child]
        word = stance.phrase_at("modifier", [token.lower], 0)
        if word is not None:
            yield Finding(
                rule=f"stance_words.tsv:{word.line} '{token.text}' before the noun",
                effect=word.effect,
                words=(child,),
            )


def acts(draft: Draft, proposition: Proposition, tree: Tree) -> Iterator[Finding]:
    """What the voices of the chain do with the proposition: suspects, denies, doubts, asks, plans, promises.

    What is told in passing (a relative clause, a role) is not what they suspect or deny; only what is to come
    can be planned or promised.
    """
    if proposition.link in ("relative", "role", "question"):
        return
    for voice in (draft.who_says or ())[proposition.index]:
        # A charge that nobody is named for keeps its distance from what it says.
        act = "suspects" if voice.act == "accuses" and voice.kind is VoiceKind.UNATTRIBUTED else voice.act
        word = stance.phrase_at("act", [act], 0)
        if word is None or _only_perceives(voice, tree):
            continue
        before = voice.cue is not None and voice.cue.span.end <= proposition.spans[0].start
        if word.effect.stance in (Stance.DENIED, Stance.DOUBTED) and before and not proposition.nominal:
            continue  # what a verb denies hangs on it (`climb.above`); what else its speaker tells does not
        if word.effect.stance is Stance.PLANNED and not (
            proposition.nominal or to_come(proposition.trigger, tree)
        ):
            continue
        quotes = (voice.cue,) if voice.cue is not None else ()
        yield Finding(
            rule=f"stance_words.tsv:{word.line} {voice.voice} {voice.act} it",
            effect=word.effect,
            quotes=quotes,
            likelihood=_in_words(voice.cue.text) if voice.cue is not None else None,
        )


def _only_perceives(voice: Voice, tree: Tree) -> bool:
    """Whether the cue of a voice that believes says that it saw, knows or lets know: nothing is weakened by that."""
    if voice.act != "believes" or voice.cue is None:
        return False
    words = tree.inside(voice.cue.span)
    return any(name_of(tree.tokens[i]) in PERCEIVING for i in words)


PERCEIVING = frozenset({"see", "know", "recognise", "recognize", "accept", "hope", "hear", "watch", "film"})


def judgements(draft: Draft, proposition: Proposition, tree: Tree) -> Iterator[Finding]:
    """What the innermost voice holds a thing said to be ("called the allegations baseless")."""
    voice = (draft.who_says or ())[proposition.index][-1]
    for i in tree.inside(voice.cue.span) if voice.cue is not None else ():
        behind = [token.lower for token in tree.tokens[i + 1 : i + 2]]
        if tree.tokens[i].lower in ("wrong", "mistaken") and behind == ["to"]:
            rule = f"'{voice.voice}' is {tree.tokens[i].lower} to say it"
            yield Finding(rule=rule, effect=Effect(Stance.DENIED), words=(i, i + 1), decisive=True)
        found = judged.verdict(i, tree)
        if found is not None:
            word = tree.tokens[found]
            held = Stance.DOUBTED if word.lower in judged.UNLIKELY else Stance.DENIED
            judged_so = f"'{voice.voice}' judges it '{word.text}'"
            untrue = held is Stance.DENIED
            yield Finding(rule=judged_so, effect=Effect(held), words=(found,), decisive=untrue)


def _in_words(text: str) -> Likelihood | None:
    found = stance.likelihood(text.lower().split())
    return found[0] if found else None
