"""How sure: stance and polarity of every proposition, from the chain of voices and the words around it.

Reading goes from the trigger upwards: its own clause, then every word that governs it. Each step gives
findings; the weakest stance among them counts, and every negation turns the polarity once.
`RULES` is the list of what is looked at, in the order in which reasons are given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ...knowledge import stance
from ...knowledge.stance import Effect
from ...record import Flag, HowSure, Likelihood, Polarity, Quote, Stance
from ..draft import Draft, Proposition
from ..stage import Stage
from ..tree import Tree
from . import climb, findings, questions, unverified
from .findings import Finding
from .votes import polarity_voted, stance_voted

WEAKEST_FIRST = (
    Stance.ASKED,
    Stance.DENIED,
    Stance.DOUBTED,
    Stance.CONDITIONAL,
    Stance.SUSPECTED,
    Stance.PLANNED,
    Stance.PRESUPPOSED,
)
"""The weakest link counts: of several stances the first in this order; without any, it is asserted."""

SAID_SO = frozenset({Stance.ASSERTED, Stance.ASKED, Stance.DENIED, Stance.DOUBTED, Stance.SUSPECTED})
"""Stances that stand against any vote where the very words say so: what is not denied, what is called a lie, a charge
that was dropped, what somebody refuses to confirm."""

Rule = Callable[[Draft, Proposition, Tree], Iterator[Finding]]


def _question(draft: Draft, proposition: Proposition, tree: Tree) -> Iterator[Finding]:
    yield from questions.asked(draft, proposition, tree)


def _own_clause(draft: Draft, proposition: Proposition, tree: Tree) -> Iterator[Finding]:
    yield from climb.own(proposition.trigger, tree, nominal=proposition.nominal)


def _governors(draft: Draft, proposition: Proposition, tree: Tree) -> Iterator[Finding]:
    yield from climb.above(proposition.trigger, tree, nominal=proposition.nominal)


def _condition(draft: Draft, proposition: Proposition, tree: Tree) -> Iterator[Finding]:
    found = list(climb.consequence(proposition.trigger, tree))
    yield from found or climb.beside(proposition.tokens, proposition.trigger, tree)


def _chain(draft: Draft, proposition: Proposition, tree: Tree) -> Iterator[Finding]:
    yield from findings.acts(draft, proposition, tree)
    yield from findings.judgements(draft, proposition, tree)


RULES: tuple[Rule, ...] = (_question, _own_clause, _condition, _governors, _chain)
"""Question, own clause (negation, modal, adverb, conjunction, adjective), condition, governing words, voices."""


def run(draft: Draft) -> None:
    """Fill `how_sure`, one for each proposition, and flag what is unverified or presupposed by a question."""
    tree = Tree.of(draft)
    draft.how_sure = tuple(how_sure(draft, proposition, tree) for proposition in draft.propositions or ())
    unverified.flag(draft, tree)


def how_sure(draft: Draft, proposition: Proposition, tree: Tree) -> HowSure:
    """Stance, polarity and likelihood of one proposition, with the words and the rules."""
    found = [finding for rule in RULES for finding in rule(draft, proposition, tree)]
    found = _each_word_once(found, tree)
    if proposition.link == "content":
        found = _not_turned_by_its_cue(draft, proposition, found, tree)
    stance_found, decider = _weakest(found)
    negated = sum(f.effect.turns for f in found) % 2 == 1
    likely, likely_words = _likelihood(found, tree)
    telling = [f for f in found if not f.effect.silent or f.likelihood]
    quotes = _quotes(draft, telling)
    if likely_words:
        quotes = _merge(quotes, draft.quote(tree.span(likely_words)))
    for finding in found:
        if finding.effect.stance is Stance.DENIED and climb.takes_back(finding.words, tree):
            draft.flags.setdefault(proposition.index, []).append(
                Flag(name="withdrawn", quotes=_quotes(draft, [finding]), because=finding.rule)
            )
    outvoted = ""
    said_so = decider is not None and decider.decisive and decider.effect.stance in SAID_SO
    if not said_so and not (proposition.nominal and stance_found in (Stance.DENIED, Stance.DOUBTED)):
        # What a cue holds to be untrue in a few words ("denied the charges"), or lets stand, is not voted on.
        stance_found, outvoted = stance_voted(
            stance_found, told=bool(telling), trigger=proposition.trigger, draft=draft
        )
    asks = decider is not None and decider.decisive and decider.rule.startswith("presupposed by")
    if asks and decider is not None and stance_found is Stance.PRESUPPOSED:
        draft.flags.setdefault(proposition.index, []).append(
            Flag(name="presupposed-by-question", quotes=_quotes(draft, [decider]), because=decider.rule)
        )
    denying: list[int] = []
    turned = ""
    if not any(f.decisive and f.effect.turns for f in found):
        negated, denying, turned = polarity_voted(negated, proposition, draft)
    if denying:
        quotes = _merge(quotes, draft.quote(tree.span(denying)))
    because = tuple(f.rule for f in telling) or ("nothing weakens it",)
    because += tuple(reason for reason in (outvoted, turned) if reason)
    return HowSure(
        stance=stance_found,
        polarity=Polarity.NEGATED if negated else Polarity.AFFIRMED,
        likelihood=likely,
        cues=quotes,
        because=because,
        factuality=_factuality(draft, proposition.trigger),
    )


def _factuality(draft: Draft, trigger: int) -> float | None:
    """The learned reader's degree at the trigger, to two decimals; None where nothing was read by it."""
    degrees = draft.reading.factuality if draft.reading is not None else ()
    return round(float(degrees[trigger]), 2) if trigger < len(degrees) else None


def _each_word_once(found: list[Finding], tree: Tree) -> list[Finding]:
    """The same word may be reached as a governing word and as a voice's cue; it speaks once."""
    seen: set[tuple[int, ...]] = set()
    spoken: set[int] = set()
    stances: set[Stance] = set()
    out = []
    for finding in found:
        if finding.words and finding.words in seen:
            continue
        if finding.quotes and not finding.words and not finding.likelihood:
            cue = {i for quote in finding.quotes for i in tree.inside(quote.span)}
            if cue & spoken:
                continue
        if finding.effect.stance is not None:
            spoken.update(finding.words)
        if (
            finding.quotes
            and not finding.words
            and finding.effect.stance in stances
            and not finding.likelihood
        ):
            continue
        seen.add(finding.words)
        if finding.effect.stance is not None:
            stances.add(finding.effect.stance)
        out.append(finding)
    return out


def _not_turned_by_its_cue(
    draft: Draft, proposition: Proposition, found: list[Finding], tree: Tree
) -> list[Finding]:
    """ "Rejected the report": what the voice's own cue does is the voice's act, and turns no polarity."""
    cues = {
        i
        for voice in (draft.who_says or ())[proposition.index]
        if voice.cue is not None
        for i in tree.inside(voice.cue.span)
    }
    return [f for f in found if not (f.effect.turns and set(f.words) & cues)]


def _weakest(found: list[Finding]) -> tuple[Stance, Finding | None]:
    decisive = next((f for f in found if f.decisive and f.effect.stance is not None), None)
    if decisive is not None and decisive.effect.stance is not None:
        return decisive.effect.stance, decisive
    believed = any(f.effect.stance is Stance.SUSPECTED for f in found)
    for wanted in WEAKEST_FIRST:
        for finding in found:
            if finding.effect.stance is wanted and not (believed and _only_possible(finding)):
                return wanted, finding
    return Stance.ASSERTED, None


def _only_possible(finding: Finding) -> bool:
    """A bare "could" or "would" under a belief or a fear names no condition ("fears that the dam could burst")."""
    return finding.effect.stance is Stance.CONDITIONAL and " modal '" in finding.rule


def _likelihood(found: list[Finding], tree: Tree) -> tuple[Likelihood | None, list[int]]:
    for finding in found:
        if finding.likelihood is not None:
            return finding.likelihood, []
        if not finding.words or finding.effect.stance not in (Stance.SUSPECTED, Stance.DOUBTED):
            continue
        first, last = min(finding.words), max(finding.words)
        window = list(range(max(0, first - 2), min(len(tree.tokens), last + 2)))
        window = [w for w in window if tree.tokens[w].sentence == tree.tokens[first].sentence]
        hit = stance.likelihood(findings.forms_of(window, tree))
        if hit is not None:
            words = window[hit[1] : hit[2]]
            if set(words) & set(range(first, last + 1)):
                return hit[0], words
    return None, []


def _quotes(draft: Draft, found: list[Finding]) -> tuple[Quote, ...]:
    tokens = draft.tokens or ()
    quotes: list[Quote] = []
    for finding in found:
        runs: list[list[int]] = []
        for w in sorted(finding.words):
            if runs and runs[-1][-1] == w - 1:
                runs[-1].append(w)
            else:
                runs.append([w])
        new = [draft.quote(Tree.of(draft).span(run)) for run in runs if tokens] + list(finding.quotes)
        quotes.extend(q for q in new if all(q.span != known.span for known in quotes))
    return tuple(sorted(quotes, key=lambda q: q.span))


def _merge(quotes: tuple[Quote, ...], more: Quote) -> tuple[Quote, ...]:
    kept = [q for q in quotes if not more.span.holds(q.span)]
    return tuple(sorted([*kept, more], key=lambda q: q.span))


STAGE = Stage(
    name="how_sure",
    needs=("tokens", "sentences", "propositions", "who_says", "what"),
    gives=("how_sure",),
    run=run,
)

__all__ = ["RULES", "STAGE", "Effect", "how_sure"]
