"""Files of the CAT annotation tool (MEANTIME, ECB+): text with the places of its words, and the marked mentions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from sayso.record import Span

QUOTES = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]"}
CLOSING = frozenset(".,;:!?)]%") | {"'s", "n't", "'", "'re", "'ve", "'ll", "'d", "'m"}
OPENING = frozenset("([$£€")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A marked mention: its element name, the places of its words, and the element's attributes."""

    id: str
    tag: str
    words: tuple[Span, ...]
    sentence: int
    attributes: Mapping[str, str] = field(default_factory=dict)

    @property
    def span(self) -> Span:
        """From its first word to its last."""
        return Span(min(w.start for w in self.words), max(w.end for w in self.words))


@dataclass(frozen=True, slots=True, kw_only=True)
class CatDocument:
    """A document: its text, the span of each of its sentences by number, and the mentions with words."""

    name: str
    text: str
    sentences: Mapping[int, Span]
    mentions: tuple[Mention, ...]
    created: str | None = None
    """Value of the expression marked as the day of creation, where there is one."""


def joined(words: list[tuple[str, int]]) -> tuple[str, list[Span], dict[int, Span]]:
    """The text of (word, sentence) pairs, the place of each word, and that of each sentence.

    Words are joined as they are written in print, sentences by a line end, the first (the headline) by an
    empty line.

    >>> joined([("Talks", 0), ("He", 1), ("was", 1), ("n't", 1), ("there", 1), (".", 1)])[0]
    "Talks\\n\\nHe wasn't there."
    """
    text, before, inside = "", None, False
    places: list[Span] = []
    sentences: dict[int, Span] = {}
    for word, sentence in words:
        form = QUOTES.get(word, word)
        if text and sentence != before:
            text += "\n\n" if before == words[0][1] else "\n"
            inside = False
        elif text and not (
            form in CLOSING
            or text[-1] in OPENING
            or (text[-1] == '"' and inside)
            or (form == '"' and inside and word != "``")
        ):
            text += " "
        if form == '"':
            inside = not inside
        start = len(text)
        text += form
        places.append(Span(start, len(text)))
        first = sentences.get(sentence, Span(start, start)).start
        sentences[sentence] = Span(first, len(text))
        before = sentence
    return text, places, sentences


def read(path: Path) -> CatDocument:
    """One file. Raises ElementTree.ParseError where it is no XML."""
    root = ElementTree.parse(path).getroot()
    tokens = root.findall("token")
    words = [(token.text or "", int(token.get("sentence") or 0)) for token in tokens]
    text, places, sentences = joined(words)
    place = {token.get("t_id", ""): n for n, token in enumerate(tokens)}
    created = None
    mentions = []
    markables = root.find("Markables")
    for node in markables if markables is not None else ():
        if node.get("functionInDocument") == "CREATION_TIME":
            created = (node.get("value") or "")[:10] or None
        anchors = [place[a.get("t_id", "")] for a in node.findall("token_anchor") if a.get("t_id") in place]
        if anchors:
            mentions.append(
                Mention(
                    id=node.get("m_id", ""),
                    tag=node.tag,
                    words=tuple(places[n] for n in sorted(anchors)),
                    sentence=words[min(anchors)][1],
                    attributes=dict(node.attrib),
                )
            )
    return CatDocument(
        name=path.stem, text=text, sentences=sentences, mentions=tuple(mentions), created=created
    )


def documents(folder: Path) -> Iterator[CatDocument]:
    """The files of a folder and its folders, by name."""
    for path in sorted(folder.rglob("*.xml")):
        yield read(path)
