"""On disk: records in SQLite or PostgreSQL, or in memory."""

from .base import (
    ClaimFilter,
    ClaimPage,
    Facets,
    Fault,
    ReportCard,
    ReportPage,
    Store,
    Totals,
    Unread,
    VoiceCount,
)

__all__ = [
    "ClaimFilter",
    "ClaimPage",
    "Facets",
    "Fault",
    "ReportCard",
    "ReportPage",
    "Store",
    "Totals",
    "Unread",
    "VoiceCount",
]
