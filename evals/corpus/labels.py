"""Every value that a label of the house corpus may take, in the order in which the guidelines explain them."""

PARTS = ("train", "dev", "test")
SHARES = {"train": 0.65, "dev": 0.15, "test": 0.20}

REGISTERS = (
    "wire", "broadsheet", "tabloid", "state-agency", "newsletter", "ngo", "radio", "communique", "live-blog",
)
REGIONS = (
    "north-america", "central-america", "caribbean", "south-america", "western-europe", "northern-europe",
    "southern-europe", "eastern-europe", "balkans", "caucasus", "central-asia", "middle-east", "gulf",
    "north-africa", "west-africa", "central-africa", "east-africa", "southern-africa", "south-asia",
    "southeast-asia", "east-asia", "oceania", "arctic",
)
TRADITIONS = (
    "anglo", "arabic", "persian", "turkish", "hebrew", "slavic", "caucasian", "turkic", "hispanic", "lusophone",
    "francophone", "germanic", "greek", "indic", "chinese", "korean", "japanese", "vietnamese", "malay",
    "burmese", "thai", "ethiopian", "somali", "west-african", "bantu", "polynesian", "romanian", "albanian",
    "hungarian", "nordic", "other",
)
REPORT_KINDS = (
    "single", "original", "reprint", "rewrite", "independent", "contradiction", "denial", "correction",
)

VOICE_KINDS = (
    "outlet", "person", "organization", "unnamed-official", "anonymous", "document", "unattributed",
)
ACTS = (
    "reports", "says", "writes", "shows", "announces", "confirms", "claims", "estimates", "believes", "suspects",
    "doubts", "denies", "asks", "warns", "predicts", "plans", "demands", "promises", "accuses", "admits",
    "recalls", "cites",
)

STANCES = ("asserted", "suspected", "doubted", "denied", "asked", "planned", "conditional", "presupposed")
POLARITIES = ("affirmed", "negated")
LIKELIHOODS = (
    "almost no chance", "very unlikely", "unlikely", "roughly even chance", "likely", "very likely",
    "almost certain",
)

CLASSES: dict[str, tuple[str, ...]] = {
    "AGREE": (),
    "CONSULT": ("visit", "third-party", "multilateral", "phone"),
    "SUPPORT": (),
    "CONCEDE": (),
    "COOPERATE": (),
    "AID": (),
    "RETREAT": ("withdraw", "release", "disarm", "ceasefire", "access", "resign"),
    "REQUEST": ("assist", "change", "yield", "meet"),
    "ACCUSE": ("disapprove", "investigate", "allege"),
    "REJECT": ("assist", "change", "yield", "meet"),
    "THREATEN": ("restrict", "arrest", "relations", "expel", "territory", "violence"),
    "PROTEST": ("demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"),
    "SANCTION": ("convict", "expel", "withdraw", "discontinue"),
    "MOBILIZE": ("troops", "weapons", "police", "militia"),
    "COERCE": (
        "seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold",
        "misinformation", "cyber",
    ),
    "ASSAULT": (
        "abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives",
        "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control", "unconventional",
    ),
    "MOVEMENT": (),
}
ROLES = ("actor", "recipient", "instrument", "goods", "route-from", "route-via", "route-to", "host")
NUMBERS = ("killed", "injured", "arrested", "displaced", "amount")

GRANULARITIES = (
    "minute", "hour", "part-of-day", "day", "weekend", "week", "part-of-month", "month", "season", "quarter",
    "half-year", "part-of-year", "year", "decade", "century", "span",
)
WHEN_TAGS = (
    "full", "no-year", "relative", "feast", "duration", "anaphoric", "tenure", "event", "two-readings",
)
FLAGS = (
    "headline-conflict", "orphan", "presupposed-by-question", "number-conflict", "unverified", "second-hand",
    "withdrawn", "own-contradiction",
)

ENTITY_KINDS = ("person", "organization", "place", "facility", "equipment", "other")
CONFLICTS = ("denial", "number", "place", "time", "actor", "goods", "outcome", "other")
ORIGIN_REASONS = ("same-text", "credit", "same-speaker", "same-organization", "same-outlet")
