"""Syntax: words, sentences and their grammar, from the learned reader."""

from __future__ import annotations

from collections.abc import Sequence

from ..knowledge import events, first_names, forms, speech, stance
from ..knowledge.english import is_english, language_of
from ..knowledge.forms import CLOSED, dictionary_form
from ..learned.reader import reader
from ..learned.reading import Reading
from ..record import Report, Span, Stance
from ..settings import min_confidence
from .draft import Draft, Sentence, Token
from .mends import is_tree, mended
from .stage import Stage


def begin(report: Report) -> None:
    """Have the learned reader begin with an English report; `run` takes what it found."""
    if _is_english(report):
        reader().begin(report.text, least=min_confidence())


def run(draft: Draft) -> None:
    """Fill `reading`, `tokens` and `sentences`; text in another language is left unread, and said to be."""
    encoding = draft.report.encoding
    if encoding and not encoding.startswith(("utf", "ascii")):
        draft.notices.append(f"The file was not UTF-8; it was read as {encoding}. Check names with accents.")
    if not _is_english(draft.report):
        named = draft.report.language or language_of(draft.text)
        draft.notices.append(
            f"The report is in another language ({named}); sayso reads English, so no claim is made."
        )
        fill(draft, Reading())
        return
    fill(draft, reader().read(draft.text, least=min_confidence()))


def _is_english(report: Report) -> bool:
    language = report.language
    return language[:2].lower() == "en" if language else is_english(report.text)


def fill(draft: Draft, reading: Reading) -> None:
    """Turn a reading into the draft's tokens and sentences."""
    text = draft.text
    tokens = [
        Token(
            start=start,
            end=end,
            text=text[start:end],
            lower=text[start:end].lower(),
            lemma=_lemma(text[start:end], reading.pos[i], reading.lemma[i]),
            pos=reading.pos[i],
            head=reading.head[i] if reading.head[i] != i else -1,
            relation=reading.deprel[i],
        )
        for i, (start, end) in enumerate(reading.words)
    ]
    parsed = [(token.head, token.relation) for token in tokens]
    mend(tokens)
    sentences = []
    title = draft.report.title
    for number, (first, last) in enumerate(reading.sentences):
        span = Span(tokens[first].start, tokens[last - 1].end)
        for token in tokens[first:last]:
            token.sentence = number
        mended(tokens, first, last)
        if not is_tree(tokens, first, last):  # two mends that do not go together: neither is believed
            for token, (head, relation) in zip(tokens[first:last], parsed[first:last], strict=True):
                token.head, token.relation = head, relation
        closing = [token.text for token in tokens[max(first, last - 3) : last]]
        sentences.append(
            Sentence(
                span=span,
                first=first,
                last=last,
                paragraph=reading.paragraphs[first],
                headline=title is not None and title.holds(span),
                question="?" in closing,
            )
        )
    _mend_gerunds(tokens)
    draft.reading = reading
    draft.tokens = tuple(tokens)
    draft.sentences = tuple(sentences)


def _lemma(word: str, pos: str, guess: str) -> str:
    """The reader's guess at the dictionary form, mended for verbs and nouns where the tables of forms know better."""
    part = {"VERB": "v", "NOUN": "n"}.get(pos)
    return dictionary_form(word.lower(), part, guess) if part else guess


def mend(tokens: list[Token]) -> None:
    """Call an infinitive an open complement where its verb is known to take one ("did not bother to consult").

    Parsers often take it for a purpose clause. The verb must stand before it with nothing but adverbs between.
    """
    _mend_particles(tokens)
    _mend_titles(tokens)
    _mend_objects(tokens)
    _mend_alternatives(tokens)
    for i, token in enumerate(tokens):
        hung = token.relation == "advcl" or (token.relation in NO_CLAUSES and token.pos == "VERB")
        if not hung or not 0 <= token.head < i or tokens[token.head].pos not in ("VERB", "ADJ"):
            continue
        marks = [c for c in range(max(0, i - 3), i) if tokens[c].head == i and tokens[c].relation == "mark"]
        if [tokens[c].lower for c in marks] != ["to"]:
            continue
        head = tokens[token.head]
        between = tokens[token.head + 1 : marks[0]]
        known = stance.governor("v" if head.pos == "VERB" else "a", head.lemma, "inf")
        adjacent = all(word.pos in ("ADV", "PART") for word in between)
        if head.pos == "ADJ" and known is not None and known.yes.stance is not Stance.PLANNED:
            known = None  # "fit to walk" tells of being fit, "due to meet" of meeting
        if (known is not None and adjacent) or (
            head.lemma in CALLING and _called(token.head, between, tokens)
        ):
            token.relation = "xcomp"


CALLING = frozenset({"call", "appeal", "plead", "shout", "signal", "prevail", "lean", "bear"})
"""Verbs by which somebody named with a preposition is moved to do something ("called on both sides to stop")."""


def _called(verb: int, between: Sequence[Token], tokens: Sequence[Token]) -> bool:
    """Whether nothing but a phrase with "on", "to" or "with" stands between the verb and its infinitive."""
    words = [word for word in between if word.lower not in ("not", "again")]
    if len(words) < 2 or words[0].lower not in ("on", "upon", "to", "with"):
        return False
    clause = any(word.pos in ("VERB", "AUX", "SCONJ") or word.text in ",;:" for word in words)
    return not clause and words[-1].pos in ("NOUN", "PROPN", "PRON", "NUM", "ADJ")


NO_CLAUSES = frozenset({"punct", "obl", "compound", "dep", "nmod"})
"""Relations that an infinitive with "to" cannot have."""


def _mend_particles(tokens: list[Token]) -> None:
    """Call a particle or an auxiliary that is none a verb: a reader may take "refused" for a kind of "not".

    An infinitive right behind a verb that takes one hangs on that verb.
    """
    for i, token in enumerate(tokens):
        closed = CLOSED.get(token.pos)
        if closed is None or not token.lower.isalpha() or token.lower in closed:
            continue
        token.pos = "VERB"
        token.lemma = dictionary_form(token.lower, "v", token.lemma)
        inner = i + 2
        behind = inner < len(tokens) and tokens[i + 1].lower == "to" and tokens[inner].pos == "VERB"
        if behind and tokens[inner].head < i and stance.governor("v", token.lemma, "inf") is not None:
            tokens[inner].head, tokens[inner].relation = i, "xcomp"


def _mend_gerunds(tokens: list[Token]) -> None:
    """Call what is denied or admitted a verb where it is one with "-ing" right behind ("denied firing on strikers")."""
    for i, token in enumerate(tokens[1:], 1):
        verb = tokens[i - 1]
        if token.relation != "obj" or token.head != i - 1 or token.pos != "NOUN" or verb.pos != "VERB":
            continue
        if not token.lower.endswith("ing") or speech.act(verb.lemma, "verb") not in ("denies", "admits"):
            continue
        name = dictionary_form(token.lower, "v", token.lemma)
        if not events.lexicon().verb(name):
            continue
        token.pos, token.relation, token.lemma = "VERB", "xcomp", name
        for child in range(i + 1, len(tokens)):
            if tokens[child].head == i - 1 and tokens[child].relation in ("obl", "obj"):
                tokens[child].head = i
            elif tokens[child].head == i and tokens[child].relation == "nmod":
                tokens[child].relation = "obl"


def _mend_objects(tokens: list[Token]) -> None:
    """Call a noun behind a participle its object, not a modifier of the noun before it ("officers leading the offensive")."""
    held = {t.head for t in tokens if t.relation == "obj"}
    for i, token in enumerate(tokens):
        if (
            token.pos != "NOUN"
            or token.relation not in ("amod", "compound", "nmod")
            or not 0 <= token.head < i
        ):
            continue
        verbs = [
            v
            for v in range(token.head + 1, i)
            if tokens[v].relation == "acl" and tokens[v].head == token.head
        ]
        cased = any(tokens[c].head == i and tokens[c].relation == "case" for c in range(token.head, i))
        if verbs and verbs[-1] not in held and not cased and tokens[verbs[-1]].lower.endswith("ing"):
            token.relation, token.head = "obj", verbs[-1]


def _mend_alternatives(tokens: list[Token]) -> None:
    """Join ", or activate" to the main verb, not to an infinitive before it ("did not go to prevent it, or …").

    A comma before "or" parts what a bare verb form is an alternative to, where that verb stands under an auxiliary.
    """
    for i, token in enumerate(tokens):
        inner = token.head
        if (
            token.relation != "conj"
            or token.pos != "VERB"
            or inner < 0
            or tokens[inner].relation not in ("advcl", "xcomp")
        ):
            continue
        main = tokens[inner].head
        joins = [c for c in range(inner, i) if tokens[c].head == i and tokens[c].relation == "cc"]
        bare = (
            token.lower == token.lemma.lower()
            and main >= 0
            and tokens[main].lower == tokens[main].lemma.lower()
        )
        helped = (
            any(t.head == main and t.relation == "aux" for t in tokens[max(0, main - 6) : main])
            if main >= 0
            else False
        )
        if joins and tokens[joins[0]].lower == "or" and tokens[joins[0] - 1].text == "," and bare and helped:
            token.head = main


MOST_BETWEEN = 6
"""Words between a role and the name put to it."""


def _mend_titles(tokens: list[Token]) -> None:
    """Call a name that stands right behind a title or role an apposition of it ("the minister, Ana Gamarra, said").

    Parsers often take both for subjects of one verb.
    """
    last: dict[int, int] = {}
    for i, token in enumerate(tokens):
        if not token.relation.startswith("nsubj") or token.head < 0:
            continue
        first = last.get(token.head)
        last[token.head] = i
        if first is None or token.pos != "PROPN" or tokens[first].pos not in ("NOUN", "PROPN"):
            continue
        between = tokens[first + 1 : i]
        inside = all(word.text == "," or first <= word.head <= i for word in between)
        if inside and not any(word.relation == "cc" for word in between) and len(between) <= MOST_BETWEEN:
            token.relation, token.head = "appos", first


def prepare() -> None:
    """Read the tables of forms and of first names, if they have not been read."""
    forms.prepare()
    first_names.sexes()


STAGE = Stage(
    name="syntax", needs=("report",), gives=("reading", "tokens", "sentences"), run=run, prepare=prepare
)
