"""Many reports: read in parallel, kept one by one, taken up again where it stopped."""

from .ledger import Summary, add

__all__ = ["Summary", "add"]
