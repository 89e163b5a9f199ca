"""Bytes to text: the encoding is stated, or detected and named, never guessed silently."""

from __future__ import annotations

import codecs

from ..errors import BinaryInput, EmptyReport, UnknownEncoding

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
USUAL = "cp1252"
CLOSE, MAX_CHAOS = 0.03, 0.15
"""Shares of ill-fitting characters, as charset-normalizer measures them."""
MAGIC = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"\x1f\x8b": "a gzip archive",
    b"\x7fELF": "a program",
    b"SQLite format 3": "an SQLite database",
    b"\xd0\xcf\x11\xe0": "an old office document",
}


def decode(data: bytes, *, name: str) -> tuple[str, str]:
    """The text and the encoding it was read in.

    Raises EmptyReport, BinaryInput (saying what it seems to be) or UnknownEncoding.

    >>> decode("Genève".encode("utf-8"), name="x")
    ('Genève', 'utf-8')
    """
    if not data.strip():
        raise EmptyReport(f"{name}: the file is empty; there is nothing to read")
    for magic, kind in MAGIC.items():
        if data.startswith(magic):
            raise BinaryInput(f"{name}: this is {kind}, not text; save it as text or HTML first")
    for bom, encoding in BOMS:
        if data.startswith(bom):
            try:
                return _not_empty(data.decode(encoding), name), encoding.removesuffix("-sig")
            except UnicodeDecodeError as error:
                raise UnknownEncoding(
                    f"{name}: begins as {encoding} but byte {error.start} does not fit; save it as UTF-8"
                ) from None
    if b"\x00" in data:
        raise BinaryInput(f"{name}: holds zero bytes, so it is not text; save it as UTF-8 text first")
    try:
        return _not_empty(data.decode("utf-8"), name), "utf-8"
    except UnicodeDecodeError as error:
        return _detected(data, name, error.start)


def _not_empty(text: str, name: str) -> str:
    if not text.strip("\ufeff\u200b \t\r\n\x0b\x0c\xa0"):
        raise EmptyReport(f"{name}: there are no words in it; there is nothing to read")
    return text


def _detected(data: bytes, name: str, at: int) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    found = from_bytes(data)
    best = found.best()
    # Western European text decodes cleanly as several code pages; the common one is taken unless it reads worse.
    common = next((match for match in found if USUAL in (match.encoding, *match.could_be_from_charset)), None)
    if best is not None and common is not None and common.chaos <= best.chaos + CLOSE:
        return _not_empty(data.decode(USUAL), name), USUAL
    if best is None or best.chaos > MAX_CHAOS:
        raise UnknownEncoding(
            f"{name}: not UTF-8 (byte {at} does not fit) and no other encoding fits well enough; save it as UTF-8"
        )
    return _not_empty(data.decode(best.encoding), name), str(best.encoding)
