"""The domain model: frozen dataclasses, standard library only."""

from .claim import Claim, Flag, joined
from .codec import from_dict, schema, to_dict
from .entity import Entity, EntityKind, Mention, MentionForm
from .grade import Grade, Term
from .how_sure import HowSure, Likelihood, Polarity, Stance
from .ids import identifier
from .journey import Journey, Leg, Stop
from .record import Record, quotes
from .report import Report, text_hash
from .span import Quote, Span, hull, merged
from .status import Status
from .what import Number, NumberKind, Participant, Role, What
from .when import Granularity, Reading, When
from .where import PlaceKind, Where
from .who_says import IDENTIFIED, Voice, VoiceKind

__all__ = [
    "IDENTIFIED",
    "Claim",
    "Entity",
    "EntityKind",
    "Flag",
    "Grade",
    "Granularity",
    "HowSure",
    "Journey",
    "Leg",
    "Likelihood",
    "Mention",
    "MentionForm",
    "Number",
    "NumberKind",
    "Participant",
    "PlaceKind",
    "Polarity",
    "Quote",
    "Reading",
    "Record",
    "Report",
    "Role",
    "Span",
    "Stance",
    "Status",
    "Stop",
    "Term",
    "Voice",
    "VoiceKind",
    "What",
    "When",
    "Where",
    "from_dict",
    "hull",
    "identifier",
    "joined",
    "merged",
    "quotes",
    "schema",
    "text_hash",
    "to_dict",
]
