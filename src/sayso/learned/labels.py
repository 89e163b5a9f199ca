"""The label sets that do not depend on training data; the others lie in weights/labels.json."""

from __future__ import annotations

TAGS = ("O", "B-S", "I-S", "B-C", "I-C", "B-N", "I-N")
"""The attribution tagger: source, cue, content."""

ROLES = ("O", "B-S", "I-S", "B-N", "I-N")
"""The cue table: source and content of one cue."""

MENTION_KINDS = (
    "PERSON",
    "ORG",
    "PLACE",
    "FACILITY",
    "EQUIPMENT",
    "TIME",
    "EVENT",
    "NORP",
    "QUANTITY",
    "OTHER",
)
"""Kinds of mention; FACILITY is PLACE, ORG or OTHER with a head such as "base" or "airport".

EQUIPMENT is weapons, vehicles and platforms; NORP nationalities, religious and political groups;
OTHER documents, substances, animals and things.
"""

HEAD_KINDS = ("O", "PERSON", "ORG", "PLACE", "EQUIPMENT", "TIME", "EVENT", "NORP", "QUANTITY", "OTHER")
"""What the mention head says of a head word (FACILITY is decided afterwards)."""

NAME_KINDS = ("PERSON", "ORG", "PLACE", "MISC")
NAME_TAGS = ("O", *(f"{p}-{k}" for k in NAME_KINDS for p in "BI"))
"""The flat tagger of proper names."""

ARGUMENT_TAGS = ("O", "B-S", "I-S", "B-T", "I-T")
"""The tagger of an event's source and target."""

EVENT_CLASSES = (
    "ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONSULT", "COOPERATE", "MOBILIZE",
    "PROTEST", "REJECT", "REQUEST", "SANCTION", "SUPPORT", "THREATEN", "YIELD",
)  # fmt: skip
"""PLOVER root classes as the PLV set spells them (YIELD is RETREAT in PLOVER 0.8)."""

UPOS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM",
    "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X",
)  # fmt: skip
"""Universal parts of speech."""

CLAIM_LABELS: dict[str, tuple[str, ...]] = {
    "event": (
        "O", "ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONCEDE", "CONSULT", "COOPERATE", "MOBILIZE",
        "MOVEMENT", "PROTEST", "REJECT", "REQUEST", "RETREAT", "SANCTION", "SUPPORT", "THREATEN",
    ),
    "stance": (
        "asserted", "suspected", "doubted", "denied", "asked", "planned", "conditional", "presupposed",
    ),
    "polarity": ("affirmed", "negated"),
    "voice": (
        "O", "outlet", "person", "unnamed-official", "anonymous", "organization", "document", "unattributed",
    ),
    "act": (
        "O", "reports", "says", "writes", "shows", "announces", "confirms", "claims", "estimates", "predicts",
        "warns", "accuses", "denies", "doubts", "suspects", "believes", "asks", "demands", "promises", "plans",
        "admits", "recalls", "cites",
    ),
    "inner": ("O", "B-S", "I-S", "B-C", "I-C"),
    "told": ("own", "told"),
    "mode": (
        "-", "abduct", "access", "aerial", "allege", "arrest", "assist", "beat", "boycott", "ceasefire", "censor",
        "change", "convict", "crowd-control", "curfew", "cyber", "demo", "deport", "destroy", "disapprove",
        "disarm", "discontinue", "drone", "expel", "explosives", "firearms", "heavy-weapons", "hunger",
        "investigate", "martial-law", "meet", "militia", "misinformation", "multilateral", "obstruct", "phone",
        "police", "primitive", "relations", "release", "resign", "restrict", "riot", "seize", "sexual", "strike",
        "suicide-attack", "targeted", "territory", "third-party", "torture", "troops", "unconventional",
        "vandalize", "violence", "visit", "weapons", "withdraw", "withhold", "yield",
    ),
}  # fmt: skip
"""What the claims head says of a word: the class of the event that it triggers, stance and polarity of the
claim that it stands in, the kind of the voice that it names, the act of the cue that it is, source and cue of
voices inside other voices' words, whether the claim that it stands in is the outlet's own word or told by somebody,
and the mode of the event that it triggers ("-": none; of one class or another,
told at triggers alone)."""

CLAIM_ROLES = (
    "O",
    "actor",
    "recipient",
    "goods",
    "instrument",
    "host",
    "route-from",
    "route-to",
    "route-via",
)
"""The claims head's table: the part of a word in one trigger's event."""

PREDICATE_LABELS: dict[str, tuple[str, ...]] = {
    **{name: CLAIM_LABELS[name] for name in ("event", "mode", "stance", "polarity", "told")},
    "origin": CLAIM_LABELS["voice"][1:],
    "claim": ("no", "yes"),
}
"""What is asked of a predicate when its sentence is read for it alone: `origin` is the kind of the innermost voice,
`claim` whether it is one by itself, and not a part of another or a way of telling one."""

VOICE_PLACES = ("O", "origin", "second", "outer")
"""What a word of the sentence is in the chain of voices of one predicate: no voice, its origin, the voice before the
origin, one further out."""
