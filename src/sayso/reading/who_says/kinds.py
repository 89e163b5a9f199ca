"""The kind of a voice, read from the head of its phrase and from what the report says of it elsewhere."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from ...knowledge import capitals, first_names, voices
from ...record import EntityKind, MentionForm, Span, VoiceKind
from ..draft import Attribution, Draft, Named
from ..mentions import bare, by_token, fullest
from ..tree import Tree, plain

UNSURE_MEDIA = frozenset(
    {"agency", "paper", "site", "service", "post", "station", "channel", "network", "daily"}
)
"""Nouns that name media only beside another word that does."""
OWN_NOUNS = frozenset(
    ["newspaper", "paper", "agency", "station", "reporter", "correspondent", "website", "newsletter", "service",
     "magazine", "weekly", "daily", "radio", "channel", "blog", "wire", "broadcaster", "network", "bulletin"]
)  # fmt: skip
OWN_TEXTS = frozenset({"headline", "report", "article", "story", "dispatch", "bulletin", "issue", "edition"})
"""What an outlet prints: "our headline" is the outlet."""
PLURAL_PEOPLE = frozenset(
    {"they", "we", "people", "others", "some", "many", "those", "both", "several", "one"}
)
ONE_PERSON = frozenset({"he", "she", "his", "her"})
PERSONAL = frozenset({"official", "anonymous", "person-title"})
"""Sorts of nouns for one person."""
FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our", "ours", "mine"})
HIDDEN = re.compile(
    r"\b(?:anonym\w*|unnamed|unidentified|familiar with|close to|with knowledge of|who (?:asked|declined|spoke|requested)"
    r"|not (?:to be|be) (?:named|identified)|briefed on|sources?|insiders?)\b",
    re.IGNORECASE,
)


AGED = re.compile(r"^the \d+[ -]year[ -]old$", re.IGNORECASE)
"""Somebody who was named before ("the 39-year-old")."""
PAST = re.compile(r"\b(?:former|formerly|retired|ex|erstwhile)\b", re.IGNORECASE)
"""An office that has been left cannot be asked any more (docs/annotation.md, section 10, 1)."""
POSTED = frozenset(
    {"nurse", "doctor", "physician", "engineer", "instructor", "vet", "surgeon", "midwife", "guard"}
)
POST = re.compile(r"\b(?:on duty|there|municipal|district|provincial|state|(?:at|of) the)\b", re.IGNORECASE)
"""Public service told by its post ("the nurse on duty"), not by trade alone."""
COUNTS = frozenset(
    ["hundreds", "dozens", "scores", "thousands", "some", "many", "most", "one", "two", "three", "four", "five", "six",
     "several", "half", "members", "number", "group", "handful", "crowd", "couple"]
)  # fmt: skip
"""Heads of phrases that count others: "one of its directors" is a director."""


def _counted(head: int, tree: Tree) -> int | None:
    """Who is counted in "hundreds of hauliers": the noun behind "of"."""
    if tree.tokens[head].lower not in COUNTS:
        return None
    inner = tree.child(head, "nmod")
    if inner is None or inner < head or tree.tokens[inner].pos not in ("NOUN", "PROPN"):
        return None
    return inner if any(tree.tokens[c].lower == "of" for c in tree.children[inner]) else None


def head_of(span: Span, tree: Tree) -> int | None:
    """The token of the span that governs the others."""
    inside = tree.inside(span)
    return next((i for i in inside if tree.tokens[i].head not in inside), None)


def mention_at(span: Span, head: int, draft: Draft) -> Named | None:
    """The largest mention inside the source that has its head; else the one that holds it."""
    same = by_token(draft).get(head, ())
    exact = [m for m in same if m.head == head]
    return max(exact or same, key=lambda m: m.span.end - m.span.start, default=None)


def named_in_cluster(mention: Named, draft: Draft) -> Named | None:
    """The fullest name in the mention's cluster."""
    if mention.cluster < 0:
        return None
    names = [m for m in _by_cluster(draft).get(mention.cluster, ()) if m.form is MentionForm.NAME]
    return fullest(names, draft)[0] if names else None


def _by_cluster(draft: Draft) -> dict[int, list[Named]]:
    """The mentions of each cluster, in order; made once and kept with the draft."""
    kept = draft.extra.get("mentions by cluster")
    if isinstance(kept, tuple) and kept[0] is draft.mentions:
        known: dict[int, list[Named]] = kept[1]
        return known
    found: dict[int, list[Named]] = {}
    for mention in draft.mentions or ():
        found.setdefault(mention.cluster, []).append(mention)
    draft.extra["mentions by cluster"] = (draft.mentions, found)
    return found


LISTED, UNLISTED, NAME, PRONOUN = 2.25, 0.5, 0.25, 1.0
"""What the kind that the rules give is worth beside the learned kinds' log probabilities: where the head is a noun of
the list, a noun that it lacks, a name, a pronoun; fitted on the parts fit and dev of the corpus."""

ELSEWHERE = 0.5
"""What the learned kinds are worth of other places at which the same one speaks; chosen on fit."""


def kind_of(span: Span, draft: Draft, tree: Tree) -> tuple[VoiceKind, str | None, Named | None]:
    """The kind of the voice at `span`, the name it stands for where it is none itself, and its mention."""
    kind, name, mention = ruled(span, draft, tree)
    head = head_of(span, tree)
    if kind is VoiceKind.PERSON and AGED.search(draft.report.quote(span)):
        return kind, name, mention
    if head is not None and tree.tokens[head].lower in ("source", "sources"):
        return VoiceKind.ANONYMOUS, name, mention  # whatever else is told of them: nothing to vote on either
    if kind is VoiceKind.PERSON and head is not None and _called_a_body(head, tree):
        return VoiceKind.ORGANIZATION, name, mention
    if name is None and draft.report.quote(span) in capitals.governments():
        return VoiceKind.ORGANIZATION, name, mention
    if kind is VoiceKind.OUTLET and any(tree.tokens[i].text[:1].isupper() for i in tree.inside(span)[1:]):
        return kind, name, mention  # a name with "Radio" or "Courier" in it leaves nothing to vote on
    if kind is VoiceKind.OUTLET and (
        voices.is_known_medium(draft.report.quote(span))
        or draft.report.quote(span).lower().removeprefix("the ") in OWN_NOUNS
    ):
        return kind, name, mention
    return voted(kind, _described_by(span, draft, tree) or span, draft, tree), name, mention


def _called_a_body(head: int, tree: Tree) -> bool:
    """Whether a noun for a body stands right before a name ("the militia, Saraya al-Rafidain, said")."""
    noun = tree.tokens[head].head
    if tree.tokens[head].pos != "PROPN" or tree.tokens[head].relation != "appos" or noun != head - 2:
        return False
    sorts = voices.sorts(tree.tokens[noun].lower)
    return tree.tokens[noun].pos == "NOUN" and "organization" in sorts and not sorts & PERSONAL


def _described_by(span: Span, draft: Draft, tree: Tree) -> Span | None:
    """The description that a "he" or "she" takes up, whose words tell the kind better than the pronoun does."""
    words = tree.inside(span)
    if len(words) != 1 or tree.tokens[words[0]].lower not in ONE_PERSON:
        return None
    return _unnamed_before(words[0], draft, tree)


def voted(kind: VoiceKind, span: Span, draft: Draft, tree: Tree) -> VoiceKind:
    """The kind that the rules' one and the reader's say together; the rules' where nothing was learned."""
    words = tree.inside(span)
    chances = draft.reading.claims.chances("voice", words) if draft.reading is not None else {}
    scores = {
        VoiceKind(label): math.log(chance + 1e-6)
        for label, chance in chances.items()
        if label not in ("O", VoiceKind.UNATTRIBUTED)
    }
    if not scores:
        return kind
    for other in _said_elsewhere(span, draft, tree):
        elsewhere = draft.reading.claims.chances("voice", tree.inside(other)) if draft.reading else {}
        for known in scores:
            scores[known] += ELSEWHERE * math.log(elsewhere.get(known, 0.0) + 1e-6)
    scores[kind] = scores.get(kind, 0.0) + _weight(span, tree)
    return max(scores, key=lambda k: scores[k])


def _said_elsewhere(span: Span, draft: Draft, tree: Tree) -> list[Span]:
    """Where else in the report the same one speaks: "the agency", of the UN's refugee agency, is no newspaper."""
    head = head_of(span, tree)
    mention = mention_at(span, head, draft) if head is not None else None
    if mention is None or mention.cluster < 0:
        return []
    return [source for source in _sources_of(draft, tree).get(mention.cluster, ()) if source != span]


def _sources_of(draft: Draft, tree: Tree) -> dict[int, list[Span]]:
    """The sources in which each cluster of mentions stands; found once for the attributions there are."""
    kept = draft.extra.get("sources by cluster")
    if isinstance(kept, tuple) and kept[0] is draft.attributions:
        found: dict[int, list[Span]] = kept[1]
        return found
    found = {}
    holding = by_token(draft)
    for source in dict.fromkeys(a.source for a in draft.attributions or () if a.source is not None):
        held = {m.cluster for i in tree.inside(source) for m in holding.get(i, ()) if source.holds(m.span)}
        for cluster in held - {-1}:
            found.setdefault(cluster, []).append(source)
    draft.extra["sources by cluster"] = (draft.attributions, found)
    return found


def _weight(span: Span, tree: Tree) -> float:
    head = head_of(span, tree)
    if head is None or tree.tokens[head].pos == "PRON":
        return PRONOUN
    if tree.tokens[head].pos == "PROPN":
        return NAME
    return LISTED if voices.sorts(tree.tokens[head].lower) else UNLISTED


def ruled(span: Span, draft: Draft, tree: Tree) -> tuple[VoiceKind, str | None, Named | None]:
    """What the head of the phrase and the rest of the report say: kind, name and mention as `kind_of`."""
    head = head_of(span, tree)
    words = draft.report.quote(span)
    if head is None:
        return VoiceKind.ORGANIZATION, None, None
    token = tree.tokens[head]
    mention = mention_at(span, head, draft)
    named = mention if mention and mention.form is MentionForm.NAME else None
    known = named or (named_in_cluster(mention, draft) if mention else None)
    name = bare(draft.report.quote(known.span)) if known and known is not mention else None
    if name is None and token.pos == "PRON" and (described := _described(mention, draft)) is not None:
        name = draft.report.quote(described)  # "It" is the union, though nobody names it
    inner = _inner_person(span, head, draft, tree)
    sorts = voices.sorts(token.lemma or token.lower) | voices.sorts(token.lower)
    counted = _counted(head, tree)
    if counted is not None:
        sorts = voices.sorts(tree.tokens[counted].lower) or sorts
    if not sorts and named is None:
        sorts = _telling_sorts(span, tree)
    if inner is None and sorts & PERSONAL and (tail := _name_behind(span, tree)) is not None:
        held = [m for m in draft.mentions or () if m.form is MentionForm.NAME and tail.holds(m.span)]
        inner = max(held, key=lambda m: m.span.end - m.span.start, default=None)
        if inner is None or inner.kind is EntityKind.PERSON:
            return VoiceKind.PERSON, None if inner else draft.report.quote(tail), inner or mention
    if _on_air(words) or voices.is_known_medium(words):
        return VoiceKind.OUTLET, name, known or mention
    if inner is not None and "document" not in sorts:
        return VoiceKind.PERSON, None, inner
    if token.pos == "PROPN" and bare(words).lower() in media_names(draft):
        return VoiceKind.OUTLET, name, known or mention
    if (named is None or named.kind is not EntityKind.PERSON) and is_medium(
        words if token.pos == "PROPN" else _with_compound(head, tree)
    ):
        return VoiceKind.OUTLET, name, known or mention
    if (
        token.lower in UNSURE_MEDIA
        and token.pos == "NOUN"
        and _definite(head, tree)
        and tells_of_media(draft)
    ):
        return VoiceKind.OUTLET, name, known or mention
    if token.lower in ONE_PERSON and (unnamed := _unnamed_before(head, draft, tree)) is not None:
        return ruled(unnamed, draft, tree)[0], draft.report.quote(unnamed), mention
    if (token.lower in ("he", "she") or AGED.search(words)) and known is None:
        known = _person_before(head, draft, tree)
        name = bare(draft.report.quote(known.span)) if known else None
    if token.pos == "PRON" or (token.lower in PLURAL_PEOPLE and counted is None):
        return _pronoun(head, known, mention, draft, tree), name, known or mention
    if named is not None and named.kind is EntityKind.ORGANIZATION and token.text[:1].isupper():
        return VoiceKind.ORGANIZATION, None, mention
    if token.pos == "PROPN" and not (sorts and _common(head, draft, tree)):
        return _by_entity(named, words, sorts), None, mention
    if "document" in sorts and not sorts & {"person-title"}:
        return VoiceKind.DOCUMENT, None, mention
    if PAST.search(words) and inner is None and sorts & PERSONAL and not (known and known is not mention):
        return VoiceKind.ANONYMOUS, None, mention
    if sorts & PERSONAL and token.lower in POSTED and inner is None and POST.search(words):
        return VoiceKind.UNNAMED_OFFICIAL, None, mention
    if HIDDEN.search(words) and not sorts & {"official"}:
        return VoiceKind.ANONYMOUS, None, mention
    if known is not None and known.kind is EntityKind.PERSON and _definite(head, tree):
        return VoiceKind.PERSON, name, known
    return _by_noun(sorts, mention), name, known or mention


def is_medium(words: str) -> bool:
    """Whether a name or description is that of a newspaper, agency or station.

    >>> is_medium("Horn Newswire"), is_medium("the newspaper"), is_medium("Radio Kolkheti"), is_medium("the army")
    (True, True, True, False)
    >>> is_medium("the Kigali paper Umuseso"), is_medium("Swiss radio"), is_medium("the agency's head"), is_medium("French paper")
    (True, True, False, False)
    >>> is_medium("Xinhua"), is_medium("The Washington Post")
    (True, True)
    """
    if voices.is_known_medium(words):
        return True
    parts = re.findall(r"[^\W\d_]+", words)
    if any(small.islower() and _media_noun(small) and name[:1].isupper() for small, name in pairwise(parts)):
        return True  # "the Kigali paper Umuseso"
    if parts and parts[-1].islower() and _media_noun(parts[-1]) and parts[-1] not in UNSURE_MEDIA:
        return True  # "Swiss radio"
    if _on_air(words) or any(f"{a} {b}" in MEDIA_PAIRS for a, b in pairwise(parts)):
        return True  # "Channel Mze", "the state news agency"
    named = [part for part in parts if part[0].isupper()] or parts[-1:]
    names = [part for part in named if part[0].isupper() and part.lower() != "the"]
    if len(names) > 1 and voices.masthead(names[-1]):
        return True
    return any(
        part.lower().endswith(("newswire", "news"))
        or (voices.singular(part.lower()) not in UNSURE_MEDIA and "media" in voices.sorts(part))
        for part in named
    )


MEDIA_PAIRS = frozenset({"news agency", "press agency", "news service", "wire service", "press service"})
ON_AIR = frozenset(
    ["Radio", "Rádio", "Televisión", "Television", "Televisão", "TV", "Agence", "Agencia", "Agência", "Channel",
     "Canal", "Kanal", "Telewizja", "Televizija"]
)  # fmt: skip
"""Words with which the names of stations and agencies begin."""


def _with_compound(head: int, tree: Tree) -> str:
    """A noun with the noun before it ("news agency")."""
    before = [c for c in tree.all(head, "compound") if c == head - 1]
    return " ".join(tree.tokens[w].lower for w in (*before, head))


def media_names(draft: Draft) -> frozenset[str]:
    """The names, in small letters, that the report once calls those of media ("the newspaper [Obala]")."""
    kept = draft.extra.get("media names")
    if isinstance(kept, frozenset):
        return kept
    found = set()
    for noun, name in pairwise(draft.tokens or ()):
        if (
            noun.text.islower()
            and _media_noun(noun.lower)
            and name.pos == "PROPN"
            and name.text[:1].isupper()
        ):
            found.add(name.lower)
    names = frozenset(found)
    draft.extra["media names"] = names
    return names


def _media_noun(word: str) -> bool:
    """Whether a noun in small letters is one for media."""
    return "media" in voices.sorts(word) or word in UNSURE_MEDIA


def _on_air(words: str) -> bool:
    """Whether a name begins with a station's kind ("Radio Comunitaria Tzalbal"), whatever the reader takes it for."""
    parts = words.removeprefix("the ").removeprefix("The ").split()
    return len(parts) > 1 and (parts[0] in ON_AIR or parts[-1] in ("FM", "TV"))


def tells_of_media(draft: Draft) -> bool:
    """Whether the report names a medium beside its own outlet, so that "the agency" is likely to be that one."""
    named = [m.span for m in draft.mentions or () if m.form is MentionForm.NAME]
    named += [a.source for a in draft.attributions or () if a.source is not None]
    return any(
        is_medium(draft.report.quote(span))
        and not is_outlet(draft, span)
        and _capital(draft.report.quote(span))
        for span in named
    )


def _capital(words: str) -> bool:
    return any(word[:1].isupper() for word in words.split()[1:])


def is_outlet(draft: Draft, source: Span) -> bool:
    """Whether the words are the report's own outlet, whole or shortened ("the Letter" for "The Perim Letter", "the
    agency" for the Danube News Agency, "DNA")."""
    first, _, rest = draft.report.quote(source).casefold().partition(" ")
    outlet = [part.casefold() for part in (draft.report.outlet or "").split()]
    if first == "our" and rest.partition(" ")[0] in OWN_TEXTS:
        return True
    if first in ("this", "our") and (rest in OWN_NOUNS - {"reporter", "correspondent"} or rest in outlet):
        return True
    words = [part for part in draft.report.quote(source).split() if part.casefold() != "the"]
    if len(words) == 1 and len(outlet) > 1:
        initials = "".join(part[0] for part in outlet)
        if words[0].casefold() == initials and words[0].isupper():
            return True
        if first == "the" and words[0].casefold() in outlet and "media" in voices.sorts(words[0].casefold()):
            return True
    capital = all(part[:1].isupper() or part.casefold() == outlet[0] for part in words) if outlet else False
    return bool(words) and capital and all(part.casefold() in outlet for part in words)


def _by_noun(sorts: frozenset[str], mention: Named | None) -> VoiceKind:
    """The order matters: a police spokesman is an official, a witness is anonymous, a ministry an organisation."""
    for sort, kind in (
        ("official", VoiceKind.UNNAMED_OFFICIAL),
        ("organization", VoiceKind.ORGANIZATION),
        ("media", VoiceKind.OUTLET),
        ("anonymous", VoiceKind.ANONYMOUS),
        ("document", VoiceKind.DOCUMENT),
        ("person-title", VoiceKind.ANONYMOUS),
    ):
        if sort in sorts:
            return kind
    if mention is not None and mention.kind in (EntityKind.ORGANIZATION, EntityKind.PLACE):
        return VoiceKind.ORGANIZATION
    return VoiceKind.ANONYMOUS


def _by_entity(named: Named | None, words: str, sorts: frozenset[str]) -> VoiceKind:
    if named is not None and named.kind is EntityKind.PERSON:
        return VoiceKind.PERSON
    if named is not None and named.kind in (EntityKind.ORGANIZATION, EntityKind.PLACE, EntityKind.FACILITY):
        return VoiceKind.ORGANIZATION
    if "organization" in sorts or "media" in sorts:
        return VoiceKind.ORGANIZATION
    if "document" in sorts:
        return VoiceKind.DOCUMENT
    return VoiceKind.PERSON if named is None and len(words.split()) > 1 else VoiceKind.ORGANIZATION


def _common(head: int, draft: Draft, tree: Tree) -> bool:
    """Whether a capitalised word is a common noun all the same: small, plural, or first in its sentence."""
    token = tree.tokens[head]
    first = (draft.sentences or ())[token.sentence].first == head if token.sentence >= 0 else False
    alone = tree.child(head, "flat", "appos") is None
    return token.text[:1].islower() or (alone and (first or voices.singular(token.lower) != token.lower))


def _pronoun(head: int, known: Named | None, mention: Named | None, draft: Draft, tree: Tree) -> VoiceKind:
    """The kind of whoever the pronoun stands for: its cluster's name, its description, or the last speaker."""
    word = tree.tokens[head].lower
    if known is not None:
        return VoiceKind.PERSON if known.kind is EntityKind.PERSON else VoiceKind.ORGANIZATION
    described = _described(mention, draft)
    if described is None:
        described = _last_speaker(tree.tokens[head].start, word, draft, tree)
    inner = head_of(described, tree) if described is not None else None
    # The description must be no pronoun itself: a pronoun is not explained by another.
    noun = inner is not None and inner != head and tree.tokens[inner].pos in ("NOUN", "PROPN")
    if described is not None and noun and tree.tokens[inner or 0].lower not in PLURAL_PEOPLE:
        return ruled(described, draft, tree)[0]
    return VoiceKind.ANONYMOUS if word in PLURAL_PEOPLE else VoiceKind.PERSON


def _other_sex(pronoun: int, words: Sequence[int], tree: Tree) -> bool:
    """Whether words tell of a woman where a "he" looks for its man, or the other way round.

    A title ("Mrs"), a noun ("grandmother") or a first name tells it.
    """
    wanted = "m" if tree.tokens[pronoun].lower in ("he", "his", "him") else "f"
    if tree.tokens[pronoun].lower not in ("he", "his", "him", "she", "her"):
        return False
    for w in words:
        word = tree.tokens[w].lower.strip(".")
        found = first_names.titles().get(word, "-")
        if found == "-":
            found = first_names.nouns().get(word) or (
                (first_names.sex(word) or "-") if tree.tokens[w].text[:1].isupper() else "-"
            )
        if found != "-":
            return found != wanted
    return False


def _sources_between(start: int, end: int, draft: Draft) -> list[Attribution]:
    """The attributions whose sources begin between two places of the text, in their order."""
    kept = draft.extra.get("sources by place")
    if not (isinstance(kept, tuple) and kept[0] is draft.attributions):
        places = sorted(
            (a.source.start, n) for n, a in enumerate(draft.attributions or ()) if a.source is not None
        )
        kept = draft.extra["sources by place"] = (draft.attributions, places)
    low, high = bisect_left(kept[1], (start, -1)), bisect_left(kept[1], (end, -1))
    return [(draft.attributions or ())[n] for n in sorted(n for _, n in kept[1][low:high])]


def _telling(source: Span, tree: Tree) -> Sequence[int]:
    """The words of a source that tell whether it is a man or a woman: its noun, of a name all."""
    head = head_of(source, tree)
    return [head] if head is not None and tree.tokens[head].pos == "NOUN" else tree.inside(source)


def _person_before(pronoun: int, draft: Draft, tree: Tree) -> Named | None:
    """The person named last before a "he" or "she", where no source without a name stands between.

    Only as far back as the paragraph above: further away it is a guess.
    """
    text, before = draft.text, tree.tokens[pronoun].start
    floor = text.rfind("\n", 0, max(0, text.rfind("\n\n", 0, before)))
    spoke = _speaker_before(pronoun, floor, draft, tree)
    if spoke is not None:
        return spoke
    found: Named | None = None
    mentions = draft.mentions or ()
    for at in range(bisect_left(mentions, floor, key=_start), len(mentions)):
        mention = mentions[at]
        if mention.span.end > before:
            break
        if (
            mention.span.start >= floor
            and mention.kind is EntityKind.PERSON
            and mention.form is MentionForm.NAME
            and not _other_sex(pronoun, range(*mention.tokens), tree)
        ):
            found = mention
    sources = [a.source for a in _sources_between(floor, before, draft) if a.source is not None]
    last = max(sources, default=None)
    if (
        found is None
        or last is None
        or last.start <= found.span.end
        or text[last.start : last.end].islower() is False
    ):
        return found
    # "a police lieutenant who asked for anonymity … he": a speaker without a name came between.
    return found if len(text[last.start : last.end].split()) == 1 else None


def _unnamed_before(pronoun: int, draft: Draft, tree: Tree) -> Span | None:
    """Who spoke or acted last before a "he" or "she" and has no name in the report.

    That is a speaker, or the subject of a clause that nobody else says, in the pronoun's paragraph or the one
    above. Where a man or woman with a name came after, or a name stands beside the noun, it may be that one.
    """
    before = tree.tokens[pronoun].start
    floor = draft.text.rfind("\n", 0, max(0, draft.text.rfind("\n\n", 0, before))) + 1
    near = _sources_between(floor, before, draft)
    inner = [span for a in near for span in a.content]
    found = {a.source for a in near if a.source is not None and a.source.end <= before}
    for i in tree.inside(Span(floor, before)):
        if plain(tree.tokens[i].relation) == "nsubj" and tree.tokens[i].pos == "NOUN":
            span = tree.span(tree.noun_phrase(i))
            if span.end <= before and not any(span.overlaps(source) for source in found):
                found.add(span)
    outer = sorted(source for source in found if not any(span.holds(source) for span in inner))
    last: Span | None = None
    for source in outer:
        head = head_of(source, tree)
        if head is not None and _other_sex(pronoun, [head], tree):
            continue
        if head is not None and tree.tokens[head].pos == "NOUN" and _one_person(source, head, tree):
            last = source
        elif head is not None and tree.tokens[head].pos == "PROPN":
            last = None
    head = head_of(last, tree) if last is not None else None
    if last is None or head is None or _inner_person(last, head, draft, tree) is not None:
        return None
    mention = mention_at(last, head, draft)
    if mention is not None and named_in_cluster(mention, draft) is not None:
        return None
    for m in draft.mentions or ():
        named = m.kind is EntityKind.PERSON and m.form is MentionForm.NAME
        if named and last.end <= m.span.start < before and not any(span.holds(m.span) for span in inner):
            return None
    return last


def _one_person(source: Span, head: int, tree: Tree) -> bool:
    """Whether the words are of one man or woman: "an officer", "one of its directors", not "the ministry"."""
    word = tree.tokens[head].lower
    first = next((tree.tokens[i].lower for i in tree.inside(source)[:1]), "")
    if first not in {"a", "an", "one", "another"}:
        return False
    return bool(voices.sorts(word) & PERSONAL) and (first == "one" or voices.singular(word) == word)


def _speaker_before(pronoun: int, floor: int, draft: Draft, tree: Tree) -> Named | None:
    """The named person who spoke last before a "he" or "she", if nobody spoke in between whom it may be."""
    before = tree.tokens[pronoun].start
    spoken = _sources_between(floor, before, draft)
    inner = [span for a in spoken for span in a.content]
    outer = [
        a.source
        for a in spoken
        if a.source is not None
        and not any(span.holds(a.source) for span in inner)
        and not _other_sex(pronoun, _telling(a.source, tree), tree)
    ]
    last = max(outer, default=None)
    if last is None:
        return None
    named = [
        m
        for m in draft.mentions or ()
        if m.kind is EntityKind.PERSON and m.form is MentionForm.NAME and last.overlaps(m.span)
    ]
    return named[0] if named else None


def _described(mention: Named | None, draft: Draft) -> Span | None:
    if mention is None or mention.cluster < 0:
        return None
    same = [m for m in _by_cluster(draft).get(mention.cluster, ()) if m.form is MentionForm.NOMINAL]
    return same[0].span if same else None


def _last_speaker(before: int, word: str, draft: Draft, tree: Tree) -> Span | None:
    """The nearest source before a pronoun that is no pronoun itself and fits it in number."""
    best: Span | None = None
    for attribution in draft.attributions or ():
        source = attribution.source
        if source is None or source.end > before or (best is not None and source.start < best.start):
            continue
        head = head_of(source, tree)
        if head is None or tree.tokens[head].pos == "PRON" or tree.tokens[head].lower in PLURAL_PEOPLE:
            continue
        if word in ("he", "she") and voices.sorts(tree.tokens[head].lower) & {
            "document",
            "organization",
            "media",
        }:
            continue
        plural = voices.singular(tree.tokens[head].lower) != tree.tokens[head].lower
        if plural == (word in ("they", "them", "their")):
            best = source
    return best


def _telling_sorts(span: Span, tree: Tree) -> frozenset[str]:
    """The sorts of the last noun before any preposition, clause or comma: the head, where the parse missed it."""
    found: frozenset[str] = frozenset()
    for i in tree.inside(span):
        token = tree.tokens[i]
        if token.pos in ("ADP", "SCONJ", "PUNCT", "VERB") or token.lower in ("who", "which", "that"):
            break
        if token.pos in ("NOUN", "PROPN", "ADJ"):
            found = voices.sorts(token.lower) or found
    return found


def _start(mention: Named) -> int:
    return mention.span.start


def _inner_person(span: Span, head: int, draft: Draft, tree: Tree) -> Named | None:
    """A personal name that is the phrase or stands beside its head ("a spokesman, Amal Haddad"), not below it ("the brother of Amal Haddad")."""
    mentions = draft.mentions or ()
    for at in range(bisect_left(mentions, span.start, key=_start), len(mentions)):
        mention = mentions[at]
        if mention.span.start >= span.end:
            break
        if (
            mention.form is not MentionForm.NAME
            or mention.kind is not EntityKind.PERSON
            or not span.holds(mention.span)
        ):
            continue
        between = range(min(head, mention.head) + 1, max(head, mention.head))
        if mention.head < head and tree.tokens[head].pos == "NOUN":
            # "A Tajik colonel", "a Kadyrov aide": what stands before the noun only says which.
            continue
        if not any(
            tree.tokens[i].pos in ("ADP", "VERB", "SCONJ") or tree.tokens[i].lower in ("'s", "’s")
            for i in between
        ):
            return mention
    return None


def _name_behind(span: Span, tree: Tree) -> Span | None:
    """The name that ends a phrase ("our reporter Tamaz Chelidze", "a nurse at the hospital, Hodan Warsame")."""
    inside = tree.inside(span)
    head = head_of(span, tree)
    if head is not None and tree.tokens[head].pos == "NOUN" and head + 1 < inside.stop:
        after = range(head + 1, inside.stop)
        if tree.tokens[after[0]].pos == "PROPN" and all(names(i, tree) for i in after):
            return tree.span(after)
    commas = [i for i in inside if tree.tokens[i].text == ","]
    if not commas or commas[-1] + 1 >= inside.stop:
        return None
    words = range(commas[-1] + 1, inside.stop)
    if not all(names(i, tree) for i in words):
        return None
    return tree.span(words)


PARTICLES = frozenset({"al", "bin", "ibn", "abu", "de", "da", "dos", "del", "van", "von", "der", "le"})


def names(i: int, tree: Tree) -> bool:
    """Whether a word can belong to a person's name: a capital, or a hyphen or apostrophe in one."""
    token = tree.tokens[i]
    if token.text[:1].isupper():
        return token.pos != "PRON"
    before = tree.tokens[i - 1] if i > 0 else token
    glued = before.end == token.start
    return token.lower in PARTICLES or (glued and (token.text in "-‘’'" or before.text in "-‘’'"))


def _definite(head: int, tree: Tree) -> bool:
    determiners = {tree.tokens[child].lower for child in tree.children[head]}
    return bool(determiners & {"the", "this", "that", "his", "her", "their"}) or not determiners
