"""Every error that sayso raises on purpose, in one tree.

Each message says what was found, where, and what would do.
"""


class SaysoError(Exception):
    """The root: catch this to catch everything that sayso raises on purpose."""


class BadInput(SaysoError):
    """A report that cannot be read as given."""


class EmptyReport(BadInput):
    """There is no text in the report."""


class BinaryInput(BadInput):
    """The bytes are not text in any encoding."""


class UnknownEncoding(BadInput):
    """The bytes may be text, but no encoding fits well enough to be trusted."""


class NoArticle(BadInput):
    """A page of HTML in which no article was found."""


class TooLarge(BadInput):
    """The report is larger than the limit that the settings give."""


class UnknownFormat(BadInput):
    """No intake reads this kind of file."""


class NoReports(BadInput):
    """A folder or pattern in which there is no report."""


class BadMetadata(BadInput):
    """A sidecar or an option whose value does not fit."""


class BadKnowledge(SaysoError):
    """A knowledge file with a fault; the message names file and line."""


class MissingPart(SaysoError):
    """A built part (gazetteer, weights, extra) is not there; the message says how to get it."""


class BadPipeline(SaysoError):
    """Stages in an order in which one needs what none before it gives."""


class BadRecord(SaysoError):
    """A dictionary that is no record: the message names the path to the fault."""


class SpanMismatch(BadRecord):
    """A span that does not quote the words it claims to quote."""


class StoreError(SaysoError):
    """The archive cannot be used as asked."""


class NotAnArchive(StoreError):
    """The file is no sayso archive, or is damaged."""


class NewerArchive(StoreError):
    """The archive was written by a newer sayso."""


class ArchiveLocked(StoreError):
    """Another program is writing to the archive."""


class ReadOnlyArchive(StoreError):
    """The archive, or its folder, cannot be written."""


class DiskFull(StoreError):
    """No space is left where the archive lies."""


class NotFound(StoreError):
    """No report, claim or entity of this id is in the archive."""


class UnsafeServer(SaysoError):
    """The desk was asked to listen where others could reach it without a login."""
