"""Climbing: from a trigger up through the words that govern it, and what each does to it.

An infinitive takes over what its governor suffers ("may have failed to stop"); a full clause hears only
what its governor says of it ("denied that …"); an adverbial clause stands on its own conjunction.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace

from ...knowledge import events, speech, stance
from ...knowledge.forms import dictionary_form
from ...knowledge.stance import Effect, Governor
from ...record import Stance
from ..draft import Token
from ..judged import UNLIKELY, UNTRUE, is_claim
from ..open_answers import left_open, not_denied, refused
from ..tree import PUNCTUATION, Tree, plain
from .findings import (
    FUTURE,
    Finding,
    adverbs,
    as_soon_as,
    holds,
    inverted,
    marks,
    modals,
    modifiers,
    name_of,
    near_negation,
    negations,
    to_come,
    turned,
)

EXISTENCE = frozenset(
    [
        "be",
        "happen",
        "occur",
        "begin",
        "start",
        "continue",
        "resume",
        "erupt",
        "break",
        "end",
        "take",
        "go",
        "follow",
        "exist",
        "ensue",
        "come",
        "fail",
        "collapse",
        "materialize",
        "materialise",
        "proceed",
        "hold",
        "stage",
    ]
)
"""Verbs that say of an event noun only that it is or is not: what they suffer, the event suffers."""
MAX_STEPS = 8


def own(trigger: int, tree: Tree, *, nominal: bool) -> Iterator[Finding]:
    """What the trigger's own clause says: negation, modal, adverb, conjunction, adjective, purpose."""
    yield from marks(trigger, tree)
    if nominal:
        yield from modifiers(trigger, tree)
        return
    yield from _clause(trigger, tree)
    frame = tree.cleft(trigger)
    if frame is not None and tree.tokens[frame].lower not in ("time", "occasion"):
        yield from _clause(frame, tree)  # "it was not the first time that p": p
    yield from _happens(trigger, tree)
    yield from _refused(trigger, tree)
    yield from _is_to(trigger, tree)
    yield from _inverted(trigger, tree)
    yield from _yet_to(trigger, tree)
    yield from _far_from(trigger, tree)
    yield from _almost(trigger, tree)
    yield from _awaited(trigger, tree)
    yield from _accused(trigger, tree)
    yield from _aside(trigger, tree)
    yield from _purpose(trigger, tree)
    yield from _wanted(trigger, tree)
    yield from _scheduled(trigger, tree)
    yield from _shared(trigger, tree)


def _scheduled(i: int, tree: Tree) -> Iterator[Finding]:
    """ "The ministers meet tomorrow", "is sending an envoy next week": a present form with a day that is to come."""
    tokens = tree.tokens
    token = tokens[i]
    helped = {tokens[c].lower for c in tree.all(i, "aux", "aux:pass", "cop")}
    going = token.lower.endswith("ing") and helped & {"is", "are", "am", "'s", "’s", "'re", "’re"}
    plain_form = token.pos == "VERB" and not helped and _ending(token) != "ing" and token.lower != "read"
    name = name_of(token)
    present = plain_form and (
        token.lower == name or token.lower in (name + "s", name + "es", name[:-1] + "ies")
    )
    if not (going or present) or tree.child(i, "nsubj", "expl") is None:
        return
    words = [w for w in tree.subtree(i) if abs(w - i) <= FAR_DAY]
    for w in words:
        nearer = any(
            a in words and tokens[a].pos == "VERB" for a in tree.ancestors(w) if a != i and a in words
        )
        if nearer:
            continue
        if tokens[w].lower == "tomorrow" or (
            tokens[w].lower == "next"
            and w + 1 < len(tokens)
            and name_of(tokens[w + 1]) in events.time_nouns()
        ):
            yield holds(f"a present form with '{tokens[w].text}' is to come", Stance.PLANNED, i, w)
            return


FAR_DAY = 12
"""Words between a verb and the day that is said of it, at most."""


def _wanted(i: int, tree: Tree) -> Iterator[Finding]:
    """An infinitive right behind a word of planning, wherever the parse hangs it ("vowed to have him impeached")."""
    tokens = tree.tokens
    to = i - 1
    while to > 0 and tokens[to].pos in ("ADV", "AUX") and tokens[to].lower != "to":
        to -= 1
    if to < 1 or tokens[to].lower != "to" or tokens[to].sentence != tokens[i].sentence:
        return
    before = to - 1
    while before > 0 and tokens[before].lower in ("not", "never"):
        before -= 1
    if before in tree.ancestors(i) or tokens[before].sentence != tokens[i].sentence:
        return  # the parse says it already
    found = _governor(before, "inf", tree)
    if found is not None and found.yes.stance is Stance.PLANNED and tokens[before].pos in ("VERB", "ADJ"):
        yield _effect(found, before, negations(before, tree), tree)


def _happens(i: int, tree: Tree) -> Iterator[Finding]:
    """ "The alleged attack took place": what is said of the event noun is said of its taking place."""
    subject = tree.child(i, "nsubj")
    if subject is None or name_of(tree.tokens[i]) not in EXISTENCE or tree.tokens[subject].pos != "NOUN":
        return
    if events.lexicon().noun(name_of(tree.tokens[subject])):
        yield from (
            f for f in modifiers(subject, tree) if f.effect.stance in (Stance.SUSPECTED, Stance.DENIED)
        )


def _refused(i: int, tree: Tree) -> Iterator[Finding]:
    """ "Refused to do", "declined to do": what is refused is not done, and so the whole is negated."""
    tokens = tree.tokens
    name = name_of(tokens[i])
    inner = tree.child(i, "xcomp")
    to = i + 1
    while to < len(tokens) - 1 and (tokens[to].pos in ("ADV", "PART", "PUNCT") and tokens[to].lower != "to"):
        to += 1
    # "Refused flatly to pay", but not "refused a request to wait" or "refused up to last night".
    follows = to < min(i + 5, len(tokens) - 1) and tokens[to].lower == "to"
    follows = follows and tokens[to + 1].pos in ("VERB", "AUX", "ADV", "PART")
    if (name in ("refuse", "decline") and inner is not None and tokens[inner].pos == "VERB") or (
        name in ("refuse", "decline", "fail", "forget", "neglect") and follows and tokens[i].pos == "VERB"
    ):
        yield turned(f"'{tokens[i].text} to' is not done", i)
    elif name == "withhold" and i + 1 < len(tokens) and tokens[i + 1].lower == "comment":
        yield turned(f"'{tokens[i].text} comment': nothing is said", i)
    elif (
        name == "stop" and i + 2 < len(tokens) and [t.lower for t in tokens[i + 1 : i + 3]] == ["short", "of"]
    ):
        yield turned(f"'{tokens[i].text} short of' is not done", i, i + 1, i + 2)
    elif (
        i > 1 and tokens[i - 1].lower == "to" and name_of(tokens[i - 2]) == "fail" and tokens[i - 2].head == i
    ):
        yield turned(f"'{tokens[i - 2].text} to' is not done", i - 2)


def _clause(i: int, tree: Tree) -> Iterator[Finding]:
    yield from negations(i, tree) or near_negation(i, tree)
    yield from modals(i, tree)
    yield from adverbs(i, tree)


def _is_to(i: int, tree: Tree) -> Iterator[Finding]:
    """ "Are to cross" where the parse hangs "are" and "to" on the verb: planned."""
    tokens = tree.tokens
    be = [
        c
        for c in tree.all(i, "aux", "cop")
        if tokens[c].lower in ("is", "are", "was", "were", "am", "'s", "’s")
    ]
    to = [
        c
        for c in tree.children[i]
        if tokens[c].lower == "to" and plain(tokens[c].relation) in ("mark", "aux")
    ]
    again = any(tokens[c].lower in ("be", "have") and to and to[0] < c for c in tree.all(i, "aux", "cop"))
    if be and to and be[0] < to[0] < i and (again or tokens[be[0]].relation != "aux:pass"):
        yield holds("'is to' is planned", Stance.PLANNED, be[0], to[0])


def _yet_to(i: int, tree: Tree) -> Iterator[Finding]:
    """ "Has yet to sign" where the parse hangs all on "sign": not done."""
    tokens = tree.tokens
    for c in tree.all(i, "mark", "aux"):
        if tokens[c].lower == "to" and c > 1 and tokens[c - 1].lower == "yet" and tokens[c - 1].head == i:
            yield turned("'yet to' is not done", c - 1)


def _far_from(i: int, tree: Tree) -> Iterator[Finding]:
    """ "Far from withdrawing, the army …": not done."""
    for c in tree.all(i, "mark", "case"):
        if tree.tokens[c].lower == "from" and c and tree.tokens[c - 1].lower == "far":
            yield turned("'far from' is not done", c - 1, c)


def _almost(i: int, tree: Tree) -> Iterator[Finding]:
    """ "Nearly killed him": not done."""
    for c in tree.all(i, "advmod"):
        if tree.tokens[c].lower in ("almost", "nearly") and c == i - 1 and tree.tokens[i].pos == "VERB":
            rule = f"'{tree.tokens[c].text}' is not done"
            yield Finding(rule=rule, effect=Effect(None, True), words=(c,), decisive=True)


AWAITED = frozenset({"expected", "due", "planned", "scheduled", "slated"})


def _awaited(i: int, tree: Tree) -> Iterator[Finding]:
    """ "Is expected on Friday", "a supper is planned for Monday": said of a thing itself, it is to come."""
    token = tree.tokens[i]
    if (
        token.lower in AWAITED
        and tree.child(i, "aux:pass", "cop") is not None
        and tree.child(i, "xcomp", "ccomp") is None
    ) and tree.child(i, "nsubj", "csubj") is not None:
        yield holds(f"'{token.text}' is to come", Stance.PLANNED, i)


def _accused(i: int, tree: Tree) -> Iterator[Finding]:
    """ "Is charged with having sold it" without an accuser keeps its distance from what it says: suspected."""
    token = tree.tokens[i]
    up = token.head
    if up < 0 or plain(token.relation) not in ("advcl", "obl", "xcomp", "acl", "ccomp"):
        return
    if tree.tokens[up].lower not in ACCUSED or name_of(token) == name_of(tree.tokens[up]):
        return
    cases = {tree.tokens[c].lower for c in tree.all(i, "mark", "case")}
    if not cases & {"of", "with", "for"} or not token.lower.endswith("ing"):
        return
    accuser = [
        c for c in tree.all(up, "obl") if any(tree.tokens[k].lower == "by" for k in tree.all(c, "case"))
    ]
    actor = tree.child(up, "nsubj")
    active = (
        actor is not None and tree.tokens[actor].relation == "nsubj" and tree.child(up, "obj") is not None
    )
    if not accuser and not active:
        yield holds(f"'{tree.tokens[up].text}' without an accuser", Stance.SUSPECTED, up)


ACCUSED = frozenset({"accused", "charged", "suspected", "indicted"})


def _aside(i: int, tree: Tree) -> Iterator[Finding]:
    """ "The rebels, it seems, left": an aside that doubts the clause that it interrupts."""
    tokens = tree.tokens
    words = tree.subtree(i)
    for k in range(words[0] + 1, words[-1] + 1):
        if (
            tokens[k].lower in ("seems", "appears", "seemed", "appeared")
            and tokens[k - 1].lower == "it"
            and k + 1 < len(tokens)
            and (tokens[k - 2].text in ",–—" and tokens[k + 1].text in ",–—")
        ):
            yield holds(f"the aside 'it {tokens[k].text}'", Stance.SUSPECTED, k - 1, k)


def _inverted(i: int, tree: Tree) -> Iterator[Finding]:
    """ "Were they to come, …", "had they known": a condition without "if"; "should" is a modal (`findings.py`)."""
    tokens = tree.tokens
    for c in tree.all(i, "aux", "cop"):
        if tokens[c].lower in ("were", "had") and inverted(i, c, tree):
            yield holds(f"'{tokens[c].text}' before its subject is a condition", Stance.CONDITIONAL, c)


def _purpose(i: int, tree: Tree) -> Iterator[Finding]:
    """ "In order to p", "to p": planned, unless it tells an outcome ("only to find", "enough to", "too … to")."""
    token = tree.tokens[i]
    if plain(token.relation) != "advcl":
        return
    signs = [
        c
        for c in tree.children[i]
        if tree.tokens[c].lower == "to" and plain(tree.tokens[c].relation) == "mark"
    ]
    before = tree.tokens[signs[0] - 1].lower if signs and signs[0] > 0 else ""
    if before in ("opportunity", "time", "trouble", "chance", "occasion") and name_of(
        tree.tokens[token.head]
    ) in (
        "take",
        "use",
        "have",
        "get",
    ):
        # "Took the opportunity to reach Iran": done, not only meant.
        return
    tells = speech.act(name_of(token), "verb") is not None and before not in ("order", "as")
    if signs and before not in ("only", "enough") and not token.lower.endswith("ing") and not tells:
        # "Wrote to demand his release", "went to plead for them" tell what was said.
        yield holds("a purpose ('to', 'in order to') is planned", Stance.PLANNED, signs[0])
        if before not in ("order", "as", ",") and name_of(token) not in REASONS_NOT_TO:
            yield from negations(token.head, tree)  # "did not send men to guard it": it was not guarded
    so = [
        c
        for c in tree.children[i]
        if tree.tokens[c].lower == "so" and plain(tree.tokens[c].relation) == "mark"
    ]
    if so and any(plain(tree.tokens[c].relation) == "aux" for c in tree.children[i]):
        yield holds("a purpose ('so that') is planned", Stance.PLANNED, so[0])


REASONS_NOT_TO = frozenset({"avoid", "spare", "save", "escape", "protect", "preserve", "ensure"})
"""Verbs whose infinitive behind a negation rather tells why a thing was not done ("did not speak, to spare her")."""


def _shared(i: int, tree: Tree) -> Iterator[Finding]:
    """A verb joined to another shares its auxiliaries and their negation ("did not intercede … or activate")."""
    token = tree.tokens[i]
    if plain(token.relation) != "conj" or token.head < 0:
        return
    first = token.head
    joins = [tree.tokens[c].lower for c in tree.all(i, "cc")]
    if "nor" in joins:
        return
    if tree.child(i, "nsubj", "aux", "cop", "expl") is not None and "or" not in joins:
        return
    if tree.child(i, "nsubj", "aux") is not None or not _same_form(tree.tokens[first], token, first, tree):
        return
    denied = bool(negations(i, tree))
    for finding in _clause(first, tree):
        if denied and finding.effect.turns:
            continue
        by_subject = finding.words and plain(tree.tokens[finding.words[0]].relation) in ("nsubj", "det")
        contrast = "but" in joins and finding.effect.turns
        if contrast or (
            finding.effect.turns and finding.words and finding.words[0] > first and not by_subject
        ):
            continue
        yield Finding(
            rule=f"shared with '{tree.tokens[first].text}': {finding.rule}",
            effect=finding.effect,
            words=finding.words,
            # "Did not intercede or activate the army": neither was done, and no vote makes it so.
            decisive=finding.effect.turns and "or" in joins,
        )
    yield from _shared(first, tree)


def _same_form(first: Token, second: Token, i: int, tree: Tree) -> bool:
    """Whether the second verb can stand under the first one's auxiliaries."""
    if tree.child(i, "aux") is None:
        # Without auxiliaries only a subject's negation ("nobody came or called") is shared, in one form.
        return _ending(first) == _ending(second) and second.pos in ("VERB", "")
    return _ending(first) == _ending(second)


def _ending(token: Token) -> str:
    if token.lower.endswith("ing"):
        return "ing"
    return "base" if token.lower in (name_of(token), dictionary_form(token.lower, "v")) else "past"


def above(trigger: int, tree: Tree, *, nominal: bool, steps: int = MAX_STEPS) -> Iterator[Finding]:
    """What the words that govern the trigger do to it, nearest first."""
    tokens = tree.tokens
    at, told, believed, spoken = trigger, False, False, False
    for _ in range(steps):
        token = tokens[at]
        up, kind = token.head, plain(token.relation)
        if up < 0:
            return
        if kind == "conj":
            at = up
            continue
        if (nominal and at == trigger) or (nominal and kind in ("obj", "nsubj", "obl", "nmod")):
            goes_on = yield from _over_noun(at, up, kind, tree)
            if not goes_on:
                return
            at, nominal = up, tokens[up].pos not in ("VERB", "ADJ", "AUX")
            if tokens[up].pos in ("VERB", "AUX", "ADJ"):
                yield from _purpose(up, tree)
                yield from marks(up, tree)
            continue
        if (pair := left_open(up, tree)) is not None:
            rule = "neither confirmed nor denied"
            yield Finding(rule=rule, effect=Effect(Stance.ASKED), words=pair, decisive=True)
            return
        if (refusing := refused(up, tree)) is not None:
            rule = f"'{tokens[refusing].text}' to confirm it"
            yield Finding(rule=rule, effect=Effect(Stance.ASKED), words=(refusing, up), decisive=True)
            return
        link = _link(at, kind, tree)
        if link is None:
            return
        # "Asked us to add that he is no member": what is told as so cannot be wanted further up either.
        told = told or (link == "that" and not to_come(at, tree))
        found = _governor(up, link, tree, told=told)
        if told and found is not None and found.yes.stance is Stance.PLANNED:
            found = None
        denied = negations(up, tree) if tokens[up].pos != "NOUN" else list(_no(up, tree))
        if link == "that" and not denied:
            denied = list(_not_reached(up, tree)) or list(_by_few(up, tree))
        if found is not None and believed and link == "inf" and found.yes.turns:
            # "Refuses to believe that p": it is doubted, and says nothing of what happened.
            yield holds(f"'{tokens[up].text}' to believe it", Stance.DOUBTED, up)
        elif found is not None and spoken and link == "inf" and found.yes.turns:
            pass  # "declined to say how much it is losing": what is not said is not undone
        elif link == "inf" and _hearsay(at, up, tree):
            yield holds(f"'{tokens[up].text} to have': so it is told", Stance.SUSPECTED, up)
            yield from denied
        elif found is not None and link == "inf" and _of_the_subject(denied, up, tree, found):
            # "Nobody seems to have been hurt": that none was is what seems so.
            yield _effect(found, up, [], tree)
            yield from denied
        elif not_denied(up, tree) or (
            link == "that" and found is not None and denied and found.yes.stance is Stance.DOUBTED
        ):
            yield _let_stand(up)  # "did not deny", "few doubt", "has no doubt"
        elif link == "that" and (wrong := _wrongly(up, tree)) is not None:
            rule = f"'{tree.tokens[wrong].text}' said"
            yield Finding(rule=rule, effect=Effect(Stance.DENIED), words=(wrong,), decisive=True)
        elif found is not None:
            cleared = link == "from" and name_of(tokens[up]) in UNDONE_OF | WARNING
            # "There are few signs that p": what nothing shows is no fact, whatever the reader thinks.
            unshown = bool(denied) and tokens[up].pos == "NOUN" and found.no.stance is Stance.DOUBTED
            yield replace(_effect(found, up, denied, tree), decisive=cleared or unshown)
            yield from (Finding(rule=f.rule, words=f.words) for f in denied)
        elif link in ("inf", "from") and tokens[up].pos in ("VERB", "AUX"):
            yield from denied
        elif (
            denied
            and name_of(tokens[up]) in ("say", "claim", "allege", "state", "announce")
            and any(tokens[m].lower == "that" for m in tree.all(at, "mark"))
        ):
            unsaid = f"nobody said so: '{tokens[up].text}'"
            yield replace(holds(unsaid, Stance.DOUBTED, up), decisive=True)
        elif kind == "acl" and link == "that" and denied:
            yield holds(f"'no {tokens[up].text}' that it is so", Stance.DOUBTED, *denied[0].words)
        spoken = spoken or (link == "that" and speech.act(name_of(tokens[up]), "verb") in speech.TELLING)
        believed = found is not None and link == "that" and found.yes.stance is Stance.SUSPECTED
        if link == "inf":
            yield from _short_of(at, up, tree)
        if link in ("inf", "from") and tokens[up].pos in ("VERB", "AUX", "ADJ"):
            yield from modals(up, tree)
            yield from adverbs(up, tree)
            yield from marks(up, tree)
            yield from _purpose(up, tree)
        elif link == "that" and tokens[up].pos in ("VERB", "ADJ") and found is not None and found.part == "a":
            yield from modals(up, tree)
        if tokens[up].pos == "NOUN" and plain(tokens[up].relation) in ("obj", "nsubj", "obl"):
            # "abandoned plans to p", "there is no plan to p": what happens to the plan happens to p.
            yield from _fate(up, tree)
        at = up


WRONGLY = frozenset({"wrongly", "mistakenly", "falsely", "erroneously", "incorrectly"})


def _wrongly(verb: int, tree: Tree) -> int | None:
    """The word by which a report holds what somebody says for untrue ("falsely claimed that p")."""
    said = speech.act(name_of(tree.tokens[verb]), "verb") is not None
    words = (c for c in tree.all(verb, "advmod") if tree.tokens[c].lower in WRONGLY)
    return next(words, None) if said else None


def _let_stand(verb: int) -> Finding:
    """ "Did not deny that p", "did not deny the visit", "few doubt that p": whatever is not denied stands."""
    return Finding(
        rule="what is not denied stands", effect=Effect(Stance.ASSERTED), words=(verb,), decisive=True
    )


def _link(at: int, kind: str, tree: Tree) -> str | None:
    """How a clause hangs on its governor: "inf", "that", or None where it stands on its own."""
    if kind == "xcomp":
        return "inf"
    infinitive = any(
        tree.tokens[c].lower == "to" and plain(tree.tokens[c].relation) == "mark" for c in tree.children[at]
    )
    if kind in ("ccomp", "csubj"):
        return "inf" if infinitive else "that"
    if kind == "acl" and tree.tokens[at].relation == "acl":
        marked = any(tree.tokens[c].lower in ("that", "whether") for c in tree.all(at, "mark"))
        return "inf" if infinitive else "that" if marked else None
    cases = {tree.tokens[c].lower for c in tree.all(at, "mark", "case")}
    if (
        kind in ("advcl", "obl", "acl", "nmod")
        and cases & {"from", "of", "for", "against", "to", "at", "in", "on"}
        and any(tree.tokens[w].lower.endswith("ing") for w in (at, *tree.all(at, "aux")))
    ):
        # "stopped them from crossing", "accused of spying", "talked about leaving"
        governor = tree.tokens[at].head
        if kind == "acl" and tree.tokens[governor].pos == "NOUN":
            governor = tree.tokens[governor].head
        verb = name_of(tree.tokens[governor]) if governor >= 0 else ""
        undone = ("of" in cases and verb in UNDONE_OF) or ("against" in cases and verb in WARNING)
        return "from" if "from" in cases or undone else None
    return None


WARNING = frozenset({"warn", "caution", "advise", "counsel", "argue", "plead", "decide", "vote", "inveigh"})
"""Verbs of which "against doing" tells what is not to be done."""
UNDONE_OF = frozenset({"acquit", "absolve", "clear", "exonerate"})
"""Verbs of which "of doing" tells what was not done ("acquitted of selling")."""


def _of_the_subject(denied: Sequence[Finding], up: int, tree: Tree, found: Governor) -> bool:
    """Whether a belief or seeming is negated by its subject alone ("nobody is thought to")."""
    subject = tree.child(up, "nsubj")
    if not denied or subject is None or found.yes.stance is not Stance.SUSPECTED:
        return False
    phrase = set(tree.subtree(subject))
    return all(set(f.words) <= phrase for f in denied)


def _hearsay(at: int, up: int, tree: Tree) -> bool:
    """Whether something past "is supposed to" have happened, which is told, and planned no more."""
    if tree.tokens[up].lower != "supposed" or not any(
        name_of(tree.tokens[c]) == "have" for c in tree.all(at, "aux")
    ):
        return False
    return any(tree.tokens[c].lower in ("is", "are", "'s", "’s") for c in tree.all(up, "aux", "cop"))


def _governor(up: int, link: str, tree: Tree, *, told: bool = False) -> Governor | None:
    token = tree.tokens[up]
    part = {"VERB": "v", "AUX": "v", "NOUN": "n", "ADJ": "a", "ADV": "a"}.get(token.pos)
    if part is None:
        return None
    around = [name_of(tree.tokens[c]) for c in tree.children[up]]
    around += [tree.tokens[c].lower for c in tree.children[up]]
    name = name_of(token)
    found = None
    if part in ("v", "n") and tree.child(up, "cop") is not None:
        # "Are sceptical that …": what stands behind "be" is an adjective, whatever its tag.
        found = stance.governor("a", token.lower, link, around=around)
    found = found or stance.governor(part, name, link, around=around, told=told)
    if name == "allege" and link == "that" and tree.child(up, "aux:pass") is None:
        return None  # who alleges it puts it forward as true
    if name == "know" and part == "v" and tree.child(up, "nsubj") is None:
        return None  # "let it be known that": told, not taken for granted
    if found is None and part == "n":
        found = stance.governor(part, name.removesuffix("s"), link, around=around, told=told)
    if found is None and part == "v" and link == "inf" and name != token.lower:
        # A participle that stands as an adjective: "is expected to", "was due to".
        found = stance.governor("a", token.lower, link, around=around)
    if (
        found is not None
        and part == "v"
        and link == "inf"
        and found.yes.stance is Stance.PLANNED
        and name == "be"
    ):
        subject = tree.child(up, "nsubj")
        if subject is None:
            return None
    return found


def _effect(found: Governor, up: int, denied: list[Finding], tree: Tree) -> Finding:
    negated = len(denied) % 2 == 1
    words = (up, *(w for f in denied for w in f.words)) if negated else (up,)
    text = tree.tokens[up].text
    return Finding(
        rule=f"{found.because}{' negated' if negated else ''}: '{text}'",
        effect=found.no if negated else found.yes,
        words=tuple(sorted(words)),
    )


FALLING_SHORT = frozenset({"fail", "fall", "unable", "short", "impossible"})


def _not_reached(verb: int, tree: Tree) -> Iterator[Finding]:
    """ "Failed to prove that p", "falls short of proving that p", "nothing to prove that p": it is not proved."""
    relation, up = plain(tree.tokens[verb].relation), tree.tokens[verb].head
    if relation == "acl" and up >= 0:
        if tree.tokens[up].lower == "nothing":
            yield turned("'nothing' shows it", up)
        else:
            yield from _no(up, tree)
        return
    if up < 0 or relation not in ("xcomp", "advcl", "acl", "ccomp"):
        return
    name = name_of(tree.tokens[up])
    behind = [token.lower for token in tree.tokens[up + 1 : up + 2]]
    if name not in FALLING_SHORT or (name == "fall" and behind != ["short"]):
        return
    if not negations(up, tree):
        yield turned(f"'{tree.tokens[up].text}' is not done", up)


def _by_few(verb: int, tree: Tree) -> Iterator[Finding]:
    """ "Few doubt that p", "hardly anyone believes that p": the many do not."""
    for subject in tree.all(verb, "nsubj"):
        words = [w for w in tree.subtree(subject) if tree.tokens[w].lower in ("few", "hardly", "scarcely")]
        articles = {tree.tokens[w].lower for w in tree.all(subject, "det")}
        if words and not articles & {"a", "the", "these", "those"}:
            yield turned(f"'{tree.tokens[words[0]].text}' negates the clause", words[0])
            return


def _short_of(at: int, up: int, tree: Tree) -> Iterator[Finding]:
    """ "Has yet to answer", "too ashamed to answer": it is not done."""
    tokens = tree.tokens
    signs = [c for c in tree.all(at, "mark") if tokens[c].lower == "to"]
    if signs and tokens[signs[0] - 1].lower == "yet" and name_of(tokens[up]) in ("have", "be"):
        yield turned("'yet to' is not done", signs[0] - 1)
    too = [c for c in tree.all(up, "advmod") if tokens[c].lower == "too"]
    if too and tokens[up].pos in ("ADJ", "ADV"):
        yield turned(f"'too {tokens[up].text} to' is not done", too[0], up)


def _no(noun: int, tree: Tree) -> Iterator[Finding]:
    """ "No evidence", "there was not any sign", "failed to find evidence": a noun that is said to be wanting."""
    for child in tree.all(noun, "det", "advmod", "amod"):
        bare = tree.tokens[child].lower == "few" and not {"a", "the"} & {
            tree.tokens[c].lower for c in tree.all(noun, "det")
        }
        if bare or tree.tokens[child].lower in ("no", "neither", "little", "scant"):
            yield turned(f"'{tree.tokens[child].text} {tree.tokens[noun].text}'", child, noun)
            return
    up = tree.tokens[noun].head
    if (
        up >= 0
        and plain(tree.tokens[noun].relation) in ("obj", "nsubj")
        and tree.tokens[up].pos in ("VERB", "AUX")
    ):
        yield from negations_without(up, noun, tree)


def negations_without(i: int, noun: int, tree: Tree) -> Iterator[Finding]:
    """The negations of a clause that do not stand in the phrase of `noun`."""
    for finding in negations(i, tree):
        if noun not in finding.words:
            yield finding


def _over_noun(at: int, up: int, kind: str, tree: Tree) -> Generator[Finding, None, bool]:
    """What the governor of an event noun does to the event; returns whether to climb on."""
    tokens = tree.tokens
    if kind in ("compound", "amod", "appos", "flat", "acl"):
        return False
    if not_denied(up, tree):
        yield _let_stand(up)
        return False
    token = tokens[up]
    name = name_of(token)
    existing = tokens[at].relation in ("nsubj", "nsubj:pass") or (
        kind in ("obj", "obl") and _light(at, up, kind, tree)
    )
    around = [tokens[c].lower for c in tree.children[up]] + [tokens[c].lower for c in tree.all(at, "case")]
    if token.pos in ("VERB", "AUX") and existing and (name in EXISTENCE or _light(at, up, kind, tree)):
        yield from negations_of_event(at, up, tree)
        yield from modals(up, tree)
        yield from adverbs(up, tree)
        return True
    part = {"VERB": "v", "NOUN": "n"}.get(token.pos)
    passive_subject = tokens[at].relation == "nsubj:pass"
    if part is None or (part == "v" and kind == "nsubj" and not passive_subject):
        yield from (f for f in negations(up, tree) if at in f.words)
        return False
    if part == "n" and kind != "nmod":
        return False
    found = stance.governor(part, name, "obj", around=around) or (
        stance.governor(part, name.removesuffix("s"), "obj", around=around) if part == "n" else None
    )
    denied = negations(up, tree) if part == "v" else list(_no(up, tree))
    if name == "want" and kind == "obl" and "for" in around:
        # "Wanted for the murder of a judge": whoever looks for him suspects it.
        yield holds(f"'{token.text} for' it", Stance.SUSPECTED, up)
        return False
    if found is None:
        yield from (f for f in denied if at in f.words)
        # "Discussed the escalation of warfare": what is done to its beginning or course is done to it.
        return part == "n" and name in PHASES
    if part == "v" and kind == "obl" and not _phrase_case(found, at, tree):
        return False
    if part == "v" and name in ("refuse", "reject", "decline") and _put_to(at, tree):
        return False  # "refused the request": it was made all the same
    effect = _effect(found, up, [f for f in denied if at not in f.words], tree)
    # "Averted an attack": there was none, whatever the reader thinks.
    yield replace(effect, decisive=part == "v" and effect.effect == Effect(None, True))
    if found.yes.stance is Stance.PRESUPPOSED:
        return False
    yield from (f for f in modals(up, tree) if f.effect.stance is not None and found.yes.turns)
    return False


def _put_to(noun: int, tree: Tree) -> bool:
    """Whether a noun names something put to somebody by words: a request, an offer, a charge."""
    name = name_of(tree.tokens[noun])
    return is_claim(noun, tree) or any(
        entry.type in ("REQUEST", "AGREE", "ACCUSE", "THREATEN") for entry in events.lexicon().noun(name)
    )


PHASES = frozenset(
    [
        "escalation",
        "start",
        "beginning",
        "resumption",
        "continuation",
        "outbreak",
        "spread",
        "intensification",
        "round",
        "wave",
        "series",
        "phase",
        "stage",
        "launch",
        "renewal",
        "possibility",
        "prospect",
    ]
)
"""Nouns that name the beginning or the course of another event."""


def negations_of_event(at: int, up: int, tree: Tree) -> Iterator[Finding]:
    """All negations of the clause around an event noun, its own "no" among them."""
    yield from negations(up, tree)


def _phrase_case(found: Governor, at: int, tree: Tree) -> bool:
    """Behind a preposition the noun is governed only by a phrase that names it ("call for")."""
    words = found.word.split()[1:]
    case = {tree.tokens[c].lower for c in tree.all(at, "case")}
    return bool(case & set(words)) or (
        bool(case & {"for", "of", "about", "on"}) and found.yes.stance in (Stance.PLANNED, Stance.ASKED)
    )


def _light(at: int, up: int, kind: str, tree: Tree) -> bool:
    token = tree.tokens[up]
    case = next((tree.tokens[c].lower for c in tree.all(at, "case")), "") if kind == "obl" else ""
    part = tree.child(up, "compound:prt")
    particle = case or (tree.tokens[part].lower if part is not None else "")
    known, name = events.lexicon(), name_of(token)
    if kind == "obl" and not case:
        return False
    return (
        (known.light(name, particle) and kind != "obl")
        or known.light_done(name, particle)
        or f"{name}-{particle}" in events.sets()["light"]
    )


UNDOING = frozenset(
    [
        "abandon",
        "cancel",
        "drop",
        "scrap",
        "shelve",
        "postpone",
        "reject",
        "deny",
        "refuse",
        "lack",
        "withdraw",
        "suspend",
        "halt",
        "foil",
        "thwart",
        "block",
        "abort",
        "lose",
        "oppose",
        "rule",
    ]
)


def _fate(noun: int, tree: Tree) -> Iterator[Finding]:
    """What is done to a plan, a wish or a chance is done to what it is for: "scrapped plans to deploy"."""
    up = tree.tokens[noun].head
    token = tree.tokens[up]
    found = _verdict_on(noun, tree)
    if found is not None:
        unlikely = tree.tokens[found].lower in UNLIKELY
        yield Finding(
            rule=f"what was said is '{tree.tokens[found].text}'",
            effect=Effect(Stance.DOUBTED if unlikely else Stance.DENIED),
            words=(found,),
            decisive=not unlikely,
        )
        return
    bare = tree.tokens[noun].relation == "obl" and tree.child(noun, "case") is None
    if token.pos != "VERB" or not (bare or tree.tokens[noun].relation in ("obj", "nsubj:pass")):
        return
    name = name_of(token)
    if name in DROPPING and name_of(tree.tokens[noun]) in CHARGES:
        let_go = f"'{token.text}' lets the charge go"
        yield Finding(rule=let_go, effect=Effect(Stance.SUSPECTED), words=(up,), decisive=True)
        return
    said = stance.governor("n", name_of(tree.tokens[noun]), "that")
    spoken = said is not None and said.yes.stance in (Stance.ASSERTED, Stance.SUSPECTED, Stance.DENIED)
    if spoken or is_claim(noun, tree):
        behind = [token.lower for token in tree.tokens[up + 1 : up + 2]]  # "play down"
        denying = stance.governor("v", name, "that", around=behind)
        held = denying.yes.stance if denying is not None else None
        if name in WITHDRAWING or held is Stance.DENIED:
            yield Finding(
                rule=f"'{token.text}' {'takes back' if name in WITHDRAWING else 'denies'} what was said",
                effect=Effect(Stance.DENIED),
                words=(up,),
                decisive=name in DISPROVING,
            )
        elif held is Stance.DOUBTED:
            doubts = f"'{token.text}' doubts what was said"
            yield Finding(rule=doubts, effect=Effect(Stance.DOUBTED), words=(up,), decisive=True)
    elif name in UNDOING:
        yield turned(f"'{token.text}' undoes it", up)


def _verdict_on(noun: int, tree: Tree) -> int | None:
    """The word by which what a noun tells is found untrue: "claims that p proved false", "the story that p is a myth"."""
    up = tree.tokens[noun].head
    if tree.tokens[noun].relation not in ("nsubj", "nsubj:pass") or not is_claim(noun, tree):
        return None
    if negations(up, tree):
        return None
    if tree.child(up, "cop") is not None:
        return up if tree.tokens[up].lower in UNTRUE else None
    if name_of(tree.tokens[up]) not in PROVING:
        return None
    return next(
        (c for c in tree.all(up, "xcomp", "obl", "obj", "advmod") if tree.tokens[c].lower in UNTRUE), None
    )


DISPROVING = frozenset({"debunk", "disprove", "discredit", "belie"})
PROVING = frozenset({"prove", "turn", "remain", "seem", "appear", "be"})
DROPPING = frozenset({"drop", "quash"})
CHARGES = frozenset({"charge", "accusation", "indictment"})
WITHDRAWING = frozenset({"withdraw", "retract", "recant", "disavow", "revoke", "unsay", "rescind"})
"""What they do to words that were said: they are taken back."""


def beside(words: Sequence[int], trigger: int, tree: Tree) -> Iterator[Finding]:
    """A condition that stands right behind or right before what is still to come, however the parse hangs it."""
    tokens = tree.tokens
    if not words or not to_come(trigger, tree) or _told_as_done(trigger, tree):
        return
    sentence = tokens[trigger].sentence
    after = _beyond(words[-1], 1, tree)
    if (
        after is not None
        and tokens[after].sentence == sentence
        and tokens[after].lower in CONDITIONS - {"lest"}
    ):
        yield _conditional(after)
        return
    start = words[0]
    while start > 0 and tokens[start - 1].sentence == sentence:
        start -= 1
    first = _beyond(start - 1, 1, tree)
    until = words[0] if first is not None and first < words[0] else trigger
    commas = [k for k in range(start, until) if tokens[k].text == ","]
    if first is None or not commas:
        return
    if until != trigger and _beyond(words[0], -1, tree) != _beyond(commas[-1], -1, tree):
        return
    opens = tokens[first].text in ("If", "Unless", "Should", "Were", "Had")
    if opens and all(tokens[k].text not in "?;" for k in range(start, words[-1] + 1)):
        yield _conditional(first)


def _beyond(i: int, step: int, tree: Tree) -> int | None:
    """The next word in a direction that is no sign."""
    i += step
    while 0 <= i < len(tree.tokens) and tree.tokens[i].text in PUNCTUATION:
        i += step
    return i if 0 <= i < len(tree.tokens) else None


def takes_back(words: Sequence[int], tree: Tree) -> bool:
    """Whether a finding rests on a verb of taking back ("withdrew its statement that p")."""
    return any(name_of(tree.tokens[w]) in WITHDRAWING for w in words)


def consequence(trigger: int, tree: Tree) -> Iterator[Finding]:
    """A clause with a condition beside it is conditional itself ("if p, then q"), unless it is told as done.

    The condition may hang on the verb itself, or, of what is still to come, on a verb of saying or planning above it
    ("if p, he said, q", "threatened to q unless p").
    """
    for mark in _conditions(trigger, tree):
        if _told_as_done(trigger, tree) and tree.tokens[mark].lower not in ("should", "were", "had"):
            continue
        yield _conditional(mark)
        return
    if not to_come(trigger, tree):
        return
    at = trigger
    for up in tree.ancestors(trigger):
        kind = plain(tree.tokens[at].relation)
        if kind not in ("ccomp", "xcomp", "conj", "parataxis", "advcl", "obj", "acl", "csubj", "obl"):
            return
        if tree.tokens[at].relation == "acl:relcl" or any(True for _ in _conditions_marks(at, tree)):
            return
        for mark in _conditions(up, tree):
            yield _conditional(mark)
            return
        at = up


def _conditional(mark: int) -> Finding:
    return Finding(
        rule="conditional: a condition stands beside it", effect=Effect(Stance.CONDITIONAL), words=(mark,)
    )


CONDITIONS = frozenset({"if", "unless", "provided", "providing", "lest", "failing"})


def _conditions(i: int, tree: Tree) -> Iterator[int]:
    """The words that open the conditions beside a clause: conjunctions, and auxiliaries before their subject."""
    for child in tree.all(i, "advcl", "parataxis", "ccomp", "obl"):
        if plain(tree.tokens[child].relation) in ("parataxis", "ccomp") and child > i:
            continue
        yield from _conditions_marks(child, tree)


def _conditions_marks(child: int, tree: Tree) -> Iterator[int]:
    yield from as_soon_as(child, tree)
    for mark in tree.all(child, "mark", "advmod", "case"):
        if tree.tokens[mark].lower in CONDITIONS and not _even(mark, tree):
            if tree.tokens[mark].lower == "if" and plain(tree.tokens[child].relation) == "ccomp" and mark > 0:
                before = tree.tokens[mark - 1]
                if before.sentence == tree.tokens[mark].sentence and tree.tokens[mark].text != "If":
                    continue
            yield mark
    for auxiliary in tree.all(child, "aux", "cop"):
        if tree.tokens[auxiliary].lower in ("should", "were", "had") and inverted(child, auxiliary, tree):
            yield auxiliary


def _told_as_done(i: int, tree: Tree) -> bool:
    """Whether a clause stands in the past or the perfect, without a modal."""
    auxiliaries = {tree.tokens[c].lower for c in tree.all(i, "aux")}
    if auxiliaries & FUTURE:
        return False
    if auxiliaries & {"has", "have", "had", "did", "was", "were"}:
        return True
    token = tree.tokens[i]
    return (
        token.pos == "VERB" and _ending(token) == "past" and not token.lower.endswith("s") and not auxiliaries
    )


def _even(mark: int, tree: Tree) -> bool:
    """ "Even if" and "as if" make nothing depend on the condition."""
    return (
        mark > 0
        and tree.tokens[mark - 1].lower in ("even", "as", "only")
        and tree.tokens[mark - 1].lower != "only"
    )
