"""Word pieces: the same as the package makes with which the encoder was trained."""

from __future__ import annotations

import pytest
from tokenizers import Tokenizer

from sayso.learned import tokens
from sayso.learned.wordpieces import WordPieces, open_pieces
from sayso.settings import weights_path

PATH = weights_path() / "tokenizer.json"
TEXTS = (
    "Mr. Haddad didn’t say $5,000 — or “U.S.” dollars; www.example.org/x?y=1 and a.b@example.org …",
    "São Tomé, Kraków, Ağrı, İzmir, Đà Nẵng, Tromsø, ΣΙΣΥΦΟΣ, Ёлкин, Łódź, ﬁne ǅ ẞ",
    "東京都 and 서울 and القاهرة and ירושלים, क्षेत्र, ประเทศ, e\u0301te\u0301, a\u200bb, \ufffd, \u00ad, \ue000",
    "x" * 101
    + " "
    + "ab" * 50
    + " [CLS] http://a.example/[MASK]/b `` '' ~^|<>= \x07 1,000.5km 3½ ² № ™ €5 £",
)


@pytest.fixture(scope="module")
def theirs() -> Tokenizer:
    found: Tokenizer = Tokenizer.from_file(str(PATH))
    found.no_truncation()
    found.no_padding()
    return found


@pytest.fixture(scope="module")
def ours() -> WordPieces:
    return open_pieces(PATH)


@pytest.mark.parametrize("text", TEXTS)
def test_pieces_are_those_of_the_package_tokenizers(text: str, ours: WordPieces, theirs: Tokenizer) -> None:
    for words in (tokens.words(text), _stretches(text)):
        forms = [text[a:b] for a, b in words]
        wanted = theirs.encode(forms, is_pretokenized=True, add_special_tokens=False)
        found = ours.encode(forms)
        assert (found.ids, found.word_ids) == (wanted.ids, wanted.word_ids)


def _stretches(text: str) -> list[tuple[int, int]]:
    """The text cut at spaces only."""
    out, at = [], 0
    for part in text.split(" "):
        out.append((at, at + len(part)))
        at += len(part) + 1
    return out


def test_what_it_does_not_do_is_refused(ours: WordPieces) -> None:
    with pytest.raises(ValueError, match="no special pieces"):
        ours.encode(["word"], add_special_tokens=True)


def test_a_piece_has_an_id_or_none(ours: WordPieces) -> None:
    assert (ours.token_to_id("[UNK]"), ours.token_to_id("no such piece")) == (100, None)
