"""Mends of a parse: what contradicts itself is put right before anything is read from it.

A parser chooses word by word, so that its tree may say what no tree of English says: a preposition that
governs across another phrase, a proper noun in small letters between two names, a participle whose noun
stands behind it. Each mend looks for such a contradiction and for nothing else; a sound tree is left as it is.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..knowledge import events, forms, speech, stance
from . import judged
from .draft import Token
from .tree import plain

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
INSIDE = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN"})
LETTING = frozenset({"allow", "let", "help", "make", "see", "watch", "have", "hear", "permit"})
"""Verbs behind whose object an infinitive may stand bare."""
UNITS = events.time_nouns() | events.sets()["measure"] | {"way", "home"}
"""Nouns that stand beside a verb without a preposition and are no object: "flew home two days later"."""
QUANTITIES = frozenset(
    [
        "hundreds",
        "thousands",
        "dozens",
        "scores",
        "tens",
        "millions",
        "number",
        "majority",
        "group",
        "most",
        "some",
        "many",
    ]
)
PREPOSITIONS = frozenset({"on", "in", "at", "of", "from", "by", "with", "for", "into", "onto"})
"""Small words that are no names, nouns or signs, whatever stands around them."""
_PARTICLES = frozenset(
    [
        "al",
        "el",
        "bin",
        "ben",
        "ibn",
        "ould",
        "de",
        "la",
        "le",
        "da",
        "di",
        "del",
        "van",
        "von",
        "der",
        "den",
        "bint",
        "abu",
        "din",
        "y",
        "e",
        "du",
    ]
)


def mended(tokens: list[Token], first: int, last: int) -> None:
    """Mend the parse of the sentence [first, last) in place."""
    _words_for_signs(tokens, first, last)
    _tags(tokens, first, last)
    for i in range(first + 2, last):
        if tokens[i].lower == "that" and tokens[i].relation == "mark":
            _reports_that(tokens, i - 1, first, last)
    _missing_verb(tokens, first, last)
    for i in range(first + 1, last - 2):
        if tokens[i].lower == "lest" and tokens[i].pos != "SCONJ":
            _lest(tokens, i, last)
    for i in range(first + 1, last - 3):
        if tokens[i].lemma in SAID_OF and tokens[i + 1].lower == "to" and tokens[i].pos == "VERB":
            _said_of_its_noun(tokens, i, last)
    for i in range(first, last):
        token = tokens[i]
        small = token.text.islower() and token.lower not in _PARTICLES
        ahead = token.pos in ("ADJ", "NOUN") and token.relation in ("compound", "amod") and token.head > i
        if small and (token.pos == "PROPN" or ahead):
            _bare_infinitive(tokens, i, first, last)
        elif token.pos == "VERB" and token.relation in ("ccomp", "advcl", "conj", "parataxis"):
            _let_complement(tokens, i, first, last)
    for i in range(first, last):
        _not_alone(tokens, i, first, last)
    for i in range(first, last - 1):
        _opens_a_phrase(tokens, i, last)
    for i in range(first, last):
        token = tokens[i]
        if token.lower in judged.UNTRUE and first < token.head < i:
            _verdict(tokens, i, first, last)
        if token.relation in ("ccomp", "csubj", "advcl") and first <= token.head < i:
            _told_of_its_subject(tokens, i, first)
        if token.relation == "case" and token.head > i:
            _case_mark(tokens, i)
        elif token.lower == "to" and token.head == i + 1 and token.relation == "mark":
            _name_after_to(tokens, i, last)
        elif token.relation == "mark" and token.head > i and token.lower not in ("to", "for"):
            _clause_mark(tokens, i, first, last)
        elif token.relation == "acl:relcl" and first < token.head < i and _says_what(tokens, i):
            token.relation = "acl"
        elif token.relation in ("acl", "acl:relcl") and token.head > i and token.pos == "VERB":
            _relative_before_its_noun(tokens, i, first)
        elif token.lower in ("who", "which", "whom") and 0 <= token.head < i:
            _relative_pronoun(tokens, i, last)
        elif token.lower == "that" and token.pos == "SCONJ" and token.relation == "obj" and token.head > i:
            _joins(tokens, i, last)
        elif token.relation == "obl" and 0 <= token.head < i and token.pos in ("NOUN", "PROPN"):
            _unmarked_object(tokens, i, first, last)
            _of_a_noun(tokens, i, first, last)
        elif token.relation == "acl" and token.pos == "VERB":
            _relative_behind_a_name(tokens, i, last)
        elif token.relation == "advcl" and token.pos == "VERB":
            _short_of(tokens, i, first)
            _what_for(tokens, i, first)
        elif token.relation == "conj" and token.pos == "VERB" and 0 <= token.head < i:
            _second_verb(tokens, i, first, last)
        elif token.relation == "appos" and token.pos in ("PROPN", "PRON") and 0 <= token.head < i:
            _subject_of_a_bare_clause(tokens, i, first, last)
        elif token.relation in ("nsubj", "nsubj:pass") and 0 <= token.head < i:
            _second_subject(tokens, i, first)
        elif token.relation == "obj" and 0 <= token.head < i:
            _object_of_the_nearer(tokens, i)
        if token.pos == "PROPN":
            _split_name(tokens, i, first, last)
        joined = tokens[token.head] if token.relation == "cc" and token.head > i else None
        if joined is not None and joined.relation == "nmod:desc" and 0 <= joined.head < i:
            joined.relation = "conj"  # "Governor Mambor and [deputy governor Kareth]"
        if token.pos in ("NOUN", "PROPN"):
            _name_in_two(tokens, i, last)
        if token.pos == "PROPN":
            _owned_name(tokens, i, last)
    for i in range(first, last):
        if tokens[i].relation == "case" and tokens[i].head > i:
            _case_of_an_owner(tokens, i)


def is_tree(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether every word of the sentence [first, last) hangs, in the end, on one that hangs on none of them."""
    known = set[int]()
    for i in range(first, last):
        path = set[int]()
        while first <= i < last and i not in known:
            if i in path:
                return False
            path.add(i)
            i = tokens[i].head
        known |= path
    return True


def _tags(tokens: list[Token], first: int, last: int) -> None:
    """Tags that the tree contradicts: what has a passive's subject or auxiliary is a verb, "on" is no name."""
    copular = {tokens[i].head for i in range(first, last) if tokens[i].relation == "cop"}
    for i in range(first, last):
        token = tokens[i]
        if (
            token.lower in PREPOSITIONS
            and token.pos in ("PUNCT", "NOUN", "X") + ("PROPN",) * token.text.islower()
        ):
            token.pos = "ADP"
        if token.lower == "dead" and token.head == i - 1 >= first and tokens[i - 1].pos == "VERB":
            token.pos, token.lemma = "ADJ", "dead"  # "shot dead two men"
            token.relation = (
                "xcomp" if token.relation in ("advcl", "obj", "advmod", "ccomp") else token.relation
            )
        if token.relation not in ("aux:pass", "nsubj:pass") or token.head < 0 or token.head in copular:
            continue
        head = tokens[token.head]
        if (
            head.pos in ("ADJ", "NOUN", "PROPN", "PART", "PUNCT")
            and head.text.islower()
            and head.lower.isalpha()
        ):
            head.pos = "VERB"
            head.lemma = forms.dictionary_form(head.lower, "v", head.lemma)


OPENING = frozenset(
    [
        "who",
        "whom",
        "whose",
        "which",
        "what",
        "that",
        "when",
        "where",
        "why",
        "how",
        "while",
        "because",
        "since",
        "if",
        "unless",
        "although",
        "though",
        "after",
        "before",
        "until",
        "as",
        "whether",
        "so",
    ]
)
"""Words behind which a verb may stand that is not the main one."""


def _short_of(tokens: list[Token], i: int, first: int) -> None:
    """ "Stopped short of [accusing]": what is not done completes the verb."""
    up = tokens[i].head
    short = first <= up < i - 2 and tokens[i - 1].lower == "of" and tokens[i - 2].lower == "short"
    if short and tokens[up].lemma in ("stop", "fall"):
        tokens[i].relation = "xcomp"


def _what_for(tokens: list[Token], i: int, first: int) -> None:
    """ "Foiled a plot [to bomb] it": an infinitive behind a noun of planning tells what is planned."""
    noun = i - 2
    if noun <= first or tokens[i - 1].lower != "to" or tokens[noun].relation != "obj":
        return
    if tokens[noun].head == tokens[i].head < noun and stance.governor("n", tokens[noun].lemma.lower(), "inf"):
        tokens[i].head, tokens[i].relation = noun, "acl"


def _not_alone(tokens: list[Token], i: int, first: int, last: int) -> None:
    """ "The captain was [not]": a negation governs no clause; the auxiliary before it stands for the verb."""
    token = tokens[i]
    if token.lower not in ("not", "n't", "n’t") or token.relation not in CLAUSES:
        return
    if i > first and tokens[i - 1].pos == "AUX" and tokens[i - 1].head == token.head != i - 1:
        token.head, token.relation = i - 1, "advmod"  # "say that he can[not]"
        for k in range(first, last):
            if tokens[k].head == i:
                tokens[k].head = i - 1
        return
    before = next(
        (k for k in range(i - 1, first - 1, -1) if tokens[k].head == i and tokens[k].pos == "AUX"), None
    )
    if before is None or not any(
        tokens[k].head == i and tokens[k].relation.startswith("nsubj") for k in range(first, i)
    ):
        return
    tokens[before].head, tokens[before].relation = token.head, token.relation
    for k in range(first, last):
        if tokens[k].head == i:
            tokens[k].head = before
    token.head, token.relation = before, "advmod"


CLAUSES = frozenset({"root", "conj", "parataxis", "ccomp", "advcl"})
"""Relations of a word that governs a clause."""


def _words_for_signs(tokens: list[Token], first: int, last: int) -> None:
    """A word of letters is no sign: "did not" before its verb is an auxiliary, "on" before its noun marks it."""
    for i in range(first, last):
        token = tokens[i]
        if token.relation != "punct" or not token.lower.isalpha() or not i < token.head < last:
            continue
        head = tokens[token.head]
        if token.lower in forms.AUXILIARIES:
            be = forms.dictionary_form(token.lower, "v") == "be"
            passive = be and not head.lower.endswith("ing")
            token.pos, token.relation = "AUX", "aux:pass" if passive and head.pos == "VERB" else "aux"
            if be and head.pos not in ("VERB", "ADV"):
                token.relation = "cop"
        elif token.lower in PREPOSITIONS:
            token.pos, token.relation = "ADP", "case"


def _reports_that(tokens: list[Token], i: int, first: int, last: int) -> None:
    """ "The Herald further [reports] that …": what may be a verb of saying, between the sentence's first noun phrase
    with an adverb and "that", is its main verb; without an adverb only what the parse takes for the root.
    """
    token, lemma = tokens[i], forms.dictionary_form(tokens[i].lower, "v")
    if not token.lower.endswith("s") or speech.act(lemma, "verb") not in speech.TELLING:
        return
    subject = i - 1
    while subject > first and (tokens[subject].pos == "ADV" or tokens[subject].lower == "further"):
        subject -= 1
    head, phrase = tokens[subject], range(first, subject + 1)
    named = head.pos == "PROPN" or (head.pos != "NOUN" and head.relation == "nsubj")
    if (not named and (head.pos != "NOUN" or head.lower.endswith("s"))) or any(
        tokens[k].pos not in INSIDE for k in phrase[:-1]
    ):
        return
    root = next(k for k in range(first, last) if not first <= tokens[k].head < last)
    if root != i and subject == i - 1:
        return
    if root == i and token.pos == "VERB" and tokens[subject].head == i:
        return
    token.pos, token.lemma, token.head, token.relation = "VERB", lemma, -1, "root"
    head.pos = "PROPN" if named else head.pos
    for k in range(first, last):
        if k == i:
            continue
        clause = k > i and tokens[k].head in (i, root) and tokens[k].relation in CLAUSAL
        if k == root > i or (clause and root <= i):
            tokens[k].head, tokens[k].relation = i, "ccomp"
        elif clause and tokens[k].head == i:
            tokens[k].head = root
        elif k == subject:
            tokens[k].head, tokens[k].relation = i, "nsubj"
        elif k < subject and tokens[k].head not in phrase:
            tokens[k].head = subject
        elif subject < k < i:
            tokens[k].pos, tokens[k].head, tokens[k].relation = "ADV", i, "advmod"
        elif tokens[k].head == root and k > i and root < i:
            tokens[k].head = i


SAID_OF = frozenset({"believe", "think", "say", "report", "allege", "rumour", "suppose", "reckon"})
"""Verbs of which "a man [believed] to be …" can only be a passive: what they hold has a subject or "that"."""


def _said_of_its_noun(tokens: list[Token], i: int, last: int) -> None:
    """ "A man believed to be a bomber [fled]": the verb behind the infinitive that has no subject is the noun's own."""
    noun, up = tokens[i - 1], tokens[i]
    if noun.pos not in ("NOUN", "PROPN") or noun.head < i or not noun.relation.startswith("nsubj"):
        return
    for k in range(i + 3, last):
        token = tokens[k]
        infinitive = tokens[i].relation == "root" and 0 <= token.head < k and tokens[token.head].head == i
        if token.pos != "VERB" or (token.head != i and not infinitive) or token.lower.endswith("ing"):
            continue
        own = next((c for c in range(i + 2, k) if tokens[c].head == i), None)
        if noun.head not in (i, k) or own is None:
            continue
        if (
            token.relation not in ("ccomp", "xcomp", "advcl", "parataxis", "dep")
            or token.lower == token.lemma
        ):
            continue
        if any(
            tokens[c].head == k and (tokens[c].relation.startswith(("nsubj", "mark", "cc")) or c == k - 1)
            for c in range(i + 2, k)
            if tokens[c].pos != "ADV" and tokens[c].pos != "AUX"
        ):
            continue
        if tokens[i + 1].head == k:
            tokens[i + 1].head, tokens[own].relation = own, "xcomp"
        token.head, token.relation = up.head, up.relation
        up.head, up.relation = i - 1, "acl"
        noun.head = k
        for c in range(k + 1, last):
            if tokens[c].head == i:
                tokens[c].head = k
        return


CLAUSAL = frozenset({"acl", "acl:relcl", "ccomp"})
"""Relations of a clause that tells what a noun or verb says."""


def _lest(tokens: list[Token], i: int, last: int) -> None:
    """ "Left [lest] the rebels attack": a conjunction, and no verb."""
    verb = next((k for k in range(i + 1, last) if tokens[k].pos == "VERB"), None)
    if verb is None or not any(t.head == verb and t.relation.startswith("nsubj") for t in tokens[i:verb]):
        return
    up = tokens[i].head
    if tokens[verb].head in (i, up) and 0 <= up < i:
        tokens[verb].head, tokens[verb].relation = up, "advcl"
        tokens[i].pos, tokens[i].head, tokens[i].relation, tokens[i].lemma = "SCONJ", verb, "mark", "lest"


def _missing_verb(tokens: list[Token], first: int, last: int) -> None:
    """A sentence whose root is no verb, but which holds one behind a noun: the verb is its root.

    "Police arrested two men" is no heap of nouns. Nothing is done where the root has a subject, a copula or is a
    verb, and not where the word before the verb makes it an adjective ("a planned visit").
    """
    roots = [i for i in range(first, last) if not first <= tokens[i].head < last]
    children = [tokens[c].relation for c in range(first, last) if tokens[c].head in roots]
    if any(tokens[r].pos in ("VERB", "AUX") for r in roots) or any(
        relation.startswith(("nsubj", "cop", "expl", "csubj", "aux")) for relation in children
    ):
        return
    verb = next((i for i in range(first + 1, last) if _finite(tokens, i, first, last, roots)), None)
    if verb is None:
        return
    subject = verb - 1
    while subject > first and tokens[subject].pos == "ADV":
        subject -= 1
    head = subject
    while (
        first <= tokens[head].head < verb and tokens[head].head not in roots and tokens[head].pos in NOMINAL
    ):
        head = tokens[head].head
    token = tokens[verb]
    token.pos, token.head, token.relation = "VERB", -1, "root"
    token.lemma = forms.dictionary_form(token.lower, "v", token.lemma)
    for k in range(first, last):
        if k == verb:
            continue
        up = tokens[k].head
        if k in roots or up == verb or (up in roots and (k < verb < up or up < verb < k)):
            _place(tokens, k, verb, subject)


def _finite(tokens: list[Token], i: int, first: int, last: int, roots: list[int]) -> bool:
    """Whether word `i` can be the verb that a sentence without one must have."""
    token, before = tokens[i], tokens[i - 1]
    k = i - 1
    while k > first and tokens[k].pos == "ADV":
        k -= 1
    if (
        tokens[k].pos not in ("NOUN", "PROPN", "PRON")
        or token.text[:1].isupper()
        or not token.lower.isalpha()
    ):
        return False
    if any(t.lower in OPENING for t in tokens[first:i]) or token.relation.startswith(
        ("acl", "advcl", "ccomp")
    ):
        return False
    if any(tokens[c].relation == "case" and tokens[c].head == k for c in range(first, k)):
        return False
    if i + 1 < last and tokens[i + 1].pos in ("NOUN", "AUX") and token.pos != "VERB":
        return False
    if token.pos == "VERB":
        return not token.lower.endswith("ing") and before.lower != "to"
    return i in roots and ("v", token.lower) in forms.irregular() and tokens[last - 1].text in '.!”"'


def _place(tokens: list[Token], k: int, verb: int, subject: int) -> None:
    """Hang what hung on the old root on the verb: what stands before it as its subject, the rest as it is marked."""
    token = tokens[k]
    marked = any(t.relation == "case" and t.head == k for t in tokens[max(0, k - 6) : k])
    if token.relation in ("punct", "mark", "cc", "advmod", "advcl", "conj", "parataxis", "ccomp"):
        _hang(tokens, k, verb)
    elif token.pos in NOMINAL and not marked and k <= subject:
        if k == subject:
            tokens[k].head, tokens[k].relation = verb, "nsubj"
        else:
            tokens[k].head, tokens[k].relation = subject, "compound"
    elif token.pos in NOMINAL:
        taken = any(t.relation == "obj" and t.head == verb for t in tokens[verb:k])
        tokens[k].head, tokens[k].relation = verb, "obl" if marked or taken else "obj"
    elif k < subject:
        tokens[k].head = subject
    else:
        tokens[k].head = verb


def _hang(tokens: list[Token], i: int, head: int) -> bool:
    """Put word `i` under `head`, unless `head` stands under it: a tree has no rings."""
    up = head
    for _ in range(len(tokens)):
        if up == i:
            return False
        if up < 0:
            break
        up = tokens[up].head
    tokens[i].head = head
    return True


def _run(tokens: list[Token], i: int, last: int) -> int:
    """The end of the run of words from `i` that can make up one noun phrase."""
    end = i
    while end < last and tokens[end].pos in INSIDE:
        end += 1
    return end


def _head(tokens: list[Token], start: int, end: int) -> int | None:
    """The noun of [start, end) whose governor stands outside; the last one where several do."""
    outside = [k for k in range(start, end) if tokens[k].pos in NOMINAL and not start <= tokens[k].head < end]
    return outside[-1] if outside else None


def _case_mark(tokens: list[Token], i: int) -> None:
    """A preposition whose noun lies behind another phrase belongs to the phrase that follows it.

    "At" of "at least six people" belongs to "least", and no preposition marks the people.
    """
    if tokens[i].lower == "at" and tokens[i + 1].lower in ("least", "most") and tokens[i + 1].head > i + 1:
        tokens[i].head = i + 1
        return
    head = tokens[i].head
    if not any(not i <= tokens[k].head <= head for k in range(i + 1, head)):
        return
    end = _run(tokens, i + 1, head)
    near = _head(tokens, i + 1, end)
    if near is not None:
        _hang(tokens, i, near)


OWNERS = frozenset({"their", "his", "its", "our", "my", "your"})
ARTICLES = frozenset({"the", "a", "an"})


def _opens_a_phrase(tokens: list[Token], i: int, last: int) -> None:
    """ "Drew [their mortars] back", "gives the council [the jetty]", "[Chad's foreign ministry] is": an article, an
    owning pronoun and an owner with its mark belong to the noun that follows."""
    token, after = tokens[i], i + 1
    owner = token.pos in ("NOUN", "PROPN") and tokens[after].pos == "PART" and tokens[after].head == i
    if owner and tokens[after].relation == "case" and tokens[after].text in ("'s", "’s", "'", "’"):
        after += 1
    elif token.lower in ARTICLES and token.relation == "det" and 0 <= token.head < i:
        owner = False
    elif not (token.pos == "PRON" and token.lower in OWNERS and token.relation in ("iobj", "obj", "nsubj")):
        return
    if after >= last or token.relation in ("nmod:poss", "root", "conj", "appos"):
        return
    end = after
    while end < last and tokens[end].pos in ("ADJ", "NUM", "NOUN", "PROPN"):
        end += 1
    noun = next((k for k in range(end - 1, after - 1, -1) if tokens[k].pos in ("NOUN", "PROPN")), None)
    if noun is None or tokens[noun].head in range(after, end) or tokens[noun].head == i:
        return
    same = owner and tokens[noun].relation in ("nsubj", "nsubj:pass", "obj", "obl", "iobj")
    if owner and not (same and tokens[noun].head == token.head):
        return
    token.head, token.relation = noun, "det" if token.lower in ARTICLES else "nmod:poss"


def _case_of_an_owner(tokens: list[Token], i: int) -> None:
    """ "By Hamas' envoy": a preposition before an owner, or a word that describes, belongs to the noun behind it."""
    head = tokens[i].head
    while (
        tokens[head].relation in ("nmod:poss", "compound", "amod", "nummod")
        and tokens[head].head > head
        and tokens[i].pos == "ADP"
    ):
        head = tokens[head].head
    if head != tokens[i].head and not any(
        t.relation == "case" and t.head == head and t.pos == "ADP" for t in tokens[max(0, i - 8) : head]
    ):
        tokens[i].head = head


def _clause_mark(tokens: list[Token], i: int, first: int, last: int) -> None:
    """A conjunction parts its clause from what stands before: nothing behind it hangs on a word before it.

    In "sent them home because their permits had run out" neither can *permits* be what was sent, nor *home* hang
    on *run*.
    """
    verb = tokens[i].head
    above = tokens[verb].head
    for k in range(i + 1, verb):
        if tokens[k].pos in ("NOUN", "PROPN", "PRON") and 0 <= tokens[k].head < i:
            below = [tokens[c] for c in range(i + 1, last) if tokens[c].head == verb]
            if any(word.relation.startswith(("nsubj", "expl")) for word in below):
                if tokens[k].relation.startswith("obl"):
                    _hang(tokens, k, verb)
                continue
            passive = any(word.relation == "aux:pass" for word in below)
            if _hang(tokens, k, verb):
                tokens[k].relation = "nsubj:pass" if passive else "nsubj"
    for k in range(max(first, above + 1), i):
        moved = tokens[k].head == verb and tokens[k].relation.startswith(("obl", "obj", "advmod", "nsubj"))
        if moved and 0 <= above < k and k + 1 < i:
            _hang(tokens, k, above)


def _name_after_to(tokens: list[Token], i: int, last: int) -> None:
    """ "To Peshkopi": a capital letter inside a sentence is a name's, not an infinitive's."""
    name = tokens[i + 1]
    if not (name.text[:1].isupper() and name.text[1:].islower() and name.pos == "VERB") or i == 0:
        return
    if tokens[i - 1].text[:1].isupper() or name.relation not in ("advcl", "xcomp", "acl"):
        return  # a heading in title case
    name.pos, name.lemma = "PROPN", name.text
    name.relation = "nmod" if name.relation == "acl" else "obl"
    tokens[i].pos, tokens[i].relation = "ADP", "case"
    for k in range(i + 2, last):
        if tokens[k].head == i + 1 and tokens[k].relation.startswith(("obl", "obj", "advmod", "advcl")):
            _hang(tokens, k, name.head)


REACH = 25
"""Words behind a verb in which its own objects are looked for."""


def _says_what(tokens: list[Token], i: int) -> bool:
    """ "The charge that she had sold them": a clause that wants nothing tells what its noun says; "that" only joins it."""
    noun = tokens[i].head
    joins = next((k for k in range(noun + 1, min(noun + 3, i)) if tokens[k].lower == "that"), None)
    name = forms.dictionary_form(tokens[noun].lower, "n", tokens[noun].lemma)
    if joins is None or stance.governor("n", name, "that") is None:
        return False
    below = [
        k
        for k in range(joins + 1, min(i + REACH, len(tokens)))
        if tokens[k].head == i and tokens[k].sentence == tokens[i].sentence
    ]
    subject = any(tokens[k].relation.startswith("nsubj") for k in below)
    filled = any(tokens[k].relation in ("obj", "aux:pass", "cop") for k in below)
    if not (subject and filled):
        return False
    tokens[joins].pos, tokens[joins].relation, tokens[joins].head = "SCONJ", "mark", i
    return True


def _relative_pronoun(tokens: list[Token], i: int, last: int) -> None:
    """ "…, who is on the list": the pronoun hangs on the verb of its clause, not on the noun that it stands for."""
    verb = next(
        (
            k
            for k in range(i + 1, last)
            if tokens[k].relation == "acl:relcl" and tokens[k].head == tokens[i].head
        ),
        None,
    )
    if verb is None or any(t.text in ",;" for t in tokens[i:verb]):
        return
    held = any(t.relation.startswith("nsubj") and t.head == verb for t in tokens[i:verb])
    passive = any(t.relation == "aux:pass" and t.head == verb for t in tokens[i:verb])
    if _hang(tokens, i, verb):
        tokens[i].relation = "obj" if held else "nsubj:pass" if passive else "nsubj"


def _joins(tokens: list[Token], i: int, last: int) -> None:
    """ "No signs [that] the army fired": a "that" which joins a clause with a subject behind a noun is not its object."""
    verb = tokens[i].head
    spoken = any(t.head == verb and t.relation.startswith("nsubj") for t in tokens[i + 1 : verb])
    noun = tokens[verb].head if verb < last else -1
    if not spoken or noun < 0 or plain(tokens[verb].relation) != "acl":
        return
    if tokens[verb].relation == "acl" or _thing_said(tokens[noun]):
        tokens[i].relation, tokens[verb].relation = "mark", "acl"


def _thing_said(token: Token) -> bool:
    """Whether a noun has a clause that tells what is said, believed or shown ("claims that", "no evidence that")."""
    noun = token.lemma.lower()
    known = judged.CLAIM_NOUNS
    return noun in known or noun.removesuffix("s") in known or stance.governor("n", noun, "that") is not None


def _told_of_its_subject(tokens: list[Token], i: int, first: int) -> None:
    """ "No evidence has emerged that the army fired": the clause tells what the subject says, not what emerged."""
    verb = tokens[i].head
    children = range(first, i)
    if not any(
        tokens[c].head == i and tokens[c].lower == "that" and tokens[c].relation == "mark" for c in children
    ):
        return
    subject = next(
        (c for c in range(first, verb) if tokens[c].head == verb and tokens[c].relation.startswith("nsubj")),
        None,
    )
    if subject is None or tokens[subject].pos != "NOUN" or tokens[verb].pos != "VERB":
        return
    lemma = tokens[verb].lemma.lower()
    passive = tokens[subject].relation == "nsubj:pass"
    says = speech.act(lemma, "verb") is not None or stance.governor("v", lemma, "that") is not None
    if says and not passive:
        return
    if _thing_said(tokens[subject]):
        tokens[i].head, tokens[i].relation = subject, "acl"


def _relative_before_its_noun(tokens: list[Token], i: int, first: int) -> None:
    """ "The pilgrims Israel allowed to leave were …": the clause describes the noun before it."""
    k = i - 1
    while k >= first and tokens[k].pos in ("AUX", "ADV", "PART"):
        k -= 1
    name = k
    while name >= first and tokens[name].pos == "PROPN":
        name -= 1
    if name == k:
        if k >= first and tokens[k].pos == "NOUN":
            _hang(tokens, i, k)
        return
    if name < first or tokens[name].pos != "NOUN":
        return
    subject = _head(tokens, name + 1, k + 1)
    if subject is None:
        return
    over = tokens[name].head
    if name - over == 2 and tokens[over].lower in QUANTITIES and tokens[name - 1].lower == "of":
        name = over  # "hundreds of pilgrims" is one party
    up = name
    while up >= 0 and tokens[up].head != i:
        up = tokens[up].head
    if up >= 0:
        _hang(tokens, up, tokens[i].head)  # the noun stood under its own clause
    if _hang(tokens, i, name) and _hang(tokens, subject, i):
        tokens[subject].relation, tokens[i].relation = "nsubj", "acl:relcl"


def _relative_behind_a_name(tokens: list[Token], i: int, last: int) -> None:
    """ "The pilgrims Israel allowed to leave": a name without a preposition between noun and verb is its subject."""
    name, noun = tokens[i - 1], tokens[i].head
    if not 0 <= noun < i - 1 or name.pos != "PROPN" or name.head != noun or tokens[i].lower.endswith("ing"):
        return
    if name.relation not in ("nmod", "compound", "appos", "flat") or tokens[noun].pos != "NOUN":
        return
    under = [k for k in range(noun, last) if tokens[k].head in (i, i - 1)]
    if any(tokens[k].relation in ("case", "aux:pass", "nsubj") for k in under):
        return
    if any(tokens[k].relation == "obl:agent" for k in under):
        return
    name.head, name.relation, tokens[i].relation = i, "nsubj", "acl:relcl"


def _subject_of_a_bare_clause(tokens: list[Token], i: int, first: int, last: int) -> None:
    """A name that stands without a comma before the verb of a relative clause is its subject ("the men [Egypt] let go")."""
    if any(tokens[k].text in (",", "(", "–", "—") for k in range(tokens[i].head + 1, i + 1)):
        return
    verb = i + 1
    while verb < last and tokens[verb].pos == "AUX":
        verb += 1
    beside = verb == i + 1 and verb < last and tokens[verb].relation == "acl" and tokens[verb].pos == "VERB"
    if verb >= last or (tokens[verb].relation != "acl:relcl" and not beside):
        return
    if not first <= tokens[verb].head < i or tokens[verb].lower.endswith("ing"):
        return
    children = [k for k in range(first, last) if tokens[k].head == verb]
    inverted = [k for k in children if beside and tokens[k].pos == "VERB" and tokens[k].relation == "nsubj"]
    under = [tokens[k].relation for k in children if k not in inverted]
    if any(relation.startswith(("nsubj", "obl:agent")) or relation == "aux:pass" for relation in under):
        return
    if beside:
        if "xcomp" not in under:
            return
        for k in inverted:  # "… that intermingled with the pilgrims Israel allowed to leave was a group"
            tokens[k].head, tokens[k].relation = tokens[verb].head, "ccomp"
        tokens[verb].head, tokens[verb].relation = tokens[i].head, "acl:relcl"
    tokens[i].head, tokens[i].relation = verb, "nsubj"


def _second_subject(tokens: list[Token], i: int, first: int) -> None:
    """ "Israel helped pilgrims attend": behind a verb that has its subject before it, another one is its object."""
    verb = tokens[i].head
    if tokens[verb].pos != "VERB" or tokens[i].pos not in NOMINAL:
        return
    before = [k for k in range(first, verb) if tokens[k].head == verb]
    subjects = [k for k in before if tokens[k].relation == tokens[i].relation]
    if subjects and not any(tokens[k].relation == "aux:pass" for k in before):
        tokens[i].relation = "obj"
        for k in subjects:
            tokens[k].relation = "nsubj"


def _object_of_the_nearer(tokens: list[Token], i: int) -> None:
    """ "Arrested seven people after protesters burned a van": a second object is the nearer verb's, which has none."""
    verb = tokens[i].head
    between = [k for k in range(verb + 1, i) if tokens[k].pos == "VERB" and tokens[k].head == verb]
    if not between or not any(tokens[k].head == verb and tokens[k].relation == "obj" for k in range(verb, i)):
        return
    near = between[-1]
    under = {tokens[k].relation for k in range(verb, i + 1) if tokens[k].head == near}
    if tokens[near].relation in ("advcl", "conj") and not under & {"obj", "aux:pass", "xcomp", "ccomp"}:
        tokens[i].head = near


def _second_verb(tokens: list[Token], i: int, first: int, last: int) -> None:
    """ "Killing a guard and wounding at least six people": a verb is joined to the verb before, not to its object, and
    has the phrase behind it for its own."""
    noun = tokens[i].head
    verb = tokens[noun].head
    if not first <= verb < noun or tokens[noun].pos not in NOMINAL or tokens[verb].pos != "VERB":
        return
    alike = tokens[i].lower.endswith("ing") == tokens[verb].lower.endswith("ing")
    joined = any(tokens[k].head == i and tokens[k].relation == "cc" for k in range(noun + 1, i))
    if tokens[noun].relation != "obj" or not alike or not joined:
        return
    if any(
        tokens[k].head == i and tokens[k].relation.startswith(("nsubj", "aux")) for k in range(first, last)
    ):
        return
    tokens[i].head = verb
    start = i + 1
    if [t.lower for t in tokens[start : start + 2]] in (["at", "least"], ["at", "most"]):
        start += 2
    thing = _head(tokens, start, _run(tokens, start, last)) if start < last else None
    if thing is not None and tokens[thing].head in (noun, verb) and not _has(tokens, i, "obj", last):
        tokens[thing].head, tokens[thing].relation = i, "obj"


def _has(tokens: list[Token], i: int, relation: str, last: int) -> bool:
    """Whether a word behind stands in a relation to word `i`."""
    return any(tokens[k].head == i and tokens[k].relation == relation for k in range(i + 1, last))


def _verdict(tokens: list[Token], i: int, first: int, last: int) -> None:
    """ "Called reports that troops had crossed [a lie]": the verdict belongs to the verb of judging, not to the clause
    that it judges; and so does what stands behind it ("rejected as baseless [a report]")."""
    verb = tokens[i].head
    if tokens[i - 1].lower == "as" and tokens[verb].lemma in judged.JUDGING | judged.DISMISSING:
        for k in range(i + 1, last):
            if tokens[k].head == i and tokens[k].relation == "obj":
                tokens[k].head = verb
    up, steps = tokens[i].head, 0
    while (
        first <= up < i
        and tokens[up].lemma not in judged.JUDGING | judged.DISMISSING
        and steps < VERDICT_STEPS
    ):
        up, steps = tokens[up].head, steps + 1
    if not (first <= up < i and steps and tokens[up].pos == "VERB"):
        return
    if tokens[up].lemma not in judged.JUDGING | judged.DISMISSING or not i - up <= judged.REACH:
        return
    clause = any(tokens[k].lower == "that" and tokens[k].relation in ("mark", "nsubj") for k in range(up, i))
    if clause and tokens[i - 1].lower in judged.FRAMING | {'"', "“", "‘"}:
        tokens[i].head, tokens[i].relation = up, "xcomp"


VERDICT_STEPS = 4
"""Words at most between a verdict and the verb of judging, going up the tree."""


def _split_name(tokens: list[Token], i: int, first: int, last: int) -> None:
    """ "Flew to Saudi | Arabia": a name's first word cannot hang beyond its second, which hangs before both."""
    if i + 1 >= last or tokens[i].relation not in ("amod", "compound", "nmod") or tokens[i].head <= i + 1:
        return
    if tokens[i + 1].pos != "PROPN" or not 0 <= tokens[i + 1].head < i:
        return
    for k in range(first, i):
        if tokens[k].head == i and tokens[k].relation in ("case", "det"):
            tokens[k].head = i + 1
    tokens[i].head, tokens[i].relation = i + 1, "compound"


def _name_in_two(tokens: list[Token], i: int, last: int) -> None:
    """ "Joined by Musa | Abu Marzuk", "Olmert and defense minister | Ehud Barak": of two names, or a title and its
    name, side by side in the same part, without a comma, the second goes on with the first, where it has no
    preposition of its own."""
    rest, title = i + 1, tokens[i].pos == "NOUN"
    kinds = ("conj",) if title else ("obl:agent", "obl", "obj", "conj")
    if rest >= last or tokens[rest].pos != "PROPN" or tokens[i].relation not in kinds:
        return
    if tokens[rest].head != tokens[i].head or tokens[rest].relation != tokens[i].relation:
        return
    if any(t.head == rest and t.relation in ("case", "cc") for t in tokens[i : rest + 3]):
        return
    for k in range(tokens[i].head + 1, last):
        if tokens[k].head == rest and (
            tokens[k].relation == "cc" or (tokens[k].relation == "flat" and not title)
        ):
            tokens[k].head = i
    tokens[rest].head, tokens[rest].relation = i, "appos" if title else "flat"


def _owned_name(tokens: list[Token], i: int, last: int) -> None:
    """ "Joined by Hamas' Musa Abu Marzuk": what goes on behind the possessive mark is another's name."""
    name = i + 2
    if name >= last or tokens[i + 1].relation != "case" or tokens[i + 1].head != i:
        return
    if tokens[i + 1].text not in ("'", "’", "'s", "’s") or tokens[name].pos != "PROPN":
        return
    rest = [k for k in range(name + 1, last) if tokens[k].head == i and tokens[k].relation == "flat"]
    if not rest or tokens[name].head == i:
        return
    for k in (*rest, *(k for k in range(max(0, i - 2), i) if tokens[k].head == i)):
        tokens[k].head = name
    if tokens[i].head != name:
        tokens[name].head, tokens[name].relation = tokens[i].head, tokens[i].relation
        tokens[i].head, tokens[i].relation = name, "nmod:poss"


def _unmarked_object(tokens: list[Token], i: int, first: int, last: int) -> None:
    """A phrase behind a verb that no preposition marks and that is no time is the verb's object."""
    verb = tokens[i].head
    if tokens[verb].pos != "VERB" or tokens[i].lemma.lower() in UNITS or tokens[i].lower in UNITS:
        return
    start = i
    while start > verb + 1 and tokens[start - 1].pos in INSIDE:
        start -= 1
    behind = verb + 1
    if tokens[behind].relation == "compound:prt":
        behind += 1  # "called off [an attack]"
    if start != behind or any(word.pos == "NUM" for word in tokens[start:i]):
        return
    for k in range(first, last):
        word = tokens[k]
        if word.head == i and word.relation == "case":
            return
        if word.head == verb and word.relation in ("obj", "ccomp", "nsubj:pass", "aux:pass"):
            return
    tokens[i].relation = "obj"


def _of_a_noun(tokens: list[Token], i: int, first: int, last: int) -> None:
    """A phrase with "of" straight behind a noun of the same verb tells of the noun ("accused the head of [the port]").

    Of a verb that takes "of" itself ("informed the council of the plan") only where another one follows.
    """
    verb = tokens[i].head
    marks = [k for k in range(first, i) if tokens[k].head == i and tokens[k].relation == "case"]
    if len(marks) != 1 or tokens[marks[0]].lower != "of" or marks[0] <= first:
        return
    noun = marks[0] - 1
    while tokens[noun].relation in ("flat", "compound", "fixed") and verb < tokens[noun].head < marks[0]:
        noun = tokens[noun].head
    if tokens[noun].pos not in NOMINAL or tokens[noun].head != verb or tokens[noun].relation not in ARGUMENTS:
        return
    takes = tokens[verb].lemma.lower() in events.sets()["of_verb"]
    if takes and not any(tokens[k].lower == "of" and _hangs_on(tokens, k, verb) for k in range(i + 1, last)):
        return
    tokens[i].head, tokens[i].relation = noun, "nmod"


ARGUMENTS = frozenset({"obj", "iobj", "obl", "nsubj", "nsubj:pass"})


def _hangs_on(tokens: list[Token], k: int, verb: int) -> bool:
    """Whether a preposition marks a phrase or clause of a verb."""
    return tokens[k].relation in ("case", "mark") and tokens[tokens[k].head].head == verb


def _let_complement(tokens: list[Token], i: int, first: int, last: int) -> None:
    """ "Helped the pilgrims attend by bussing them": the bare verb hangs on *help*, and so does the means.

    *Them* cannot be the subject of its own verb, so that it is not the pilgrims who do the bussing.
    """
    subject = next(
        (k for k in range(i - 1, first, -1) if tokens[k].head == i and tokens[k].relation == "nsubj"), None
    )
    if subject is None or forms.dictionary_form(tokens[i].lower, "v") != tokens[i].lower:
        return
    start = subject
    while start > first and tokens[start - 1].pos in INSIDE:
        start -= 1
    let = start - 1
    if let < first or tokens[let].pos != "VERB" or tokens[let].lemma.lower() not in LETTING:
        return
    if tokens[i].head != let and not _hang(tokens, i, let):
        return
    tokens[i].relation = "ccomp"
    for k in range(i + 1, last):
        if tokens[k].head == i and tokens[k].relation == "advcl" and tokens[k].lower.endswith("ing"):
            under = [tokens[c] for c in range(i + 1, last) if tokens[c].head == k]
            if any(word.lower == "by" for word in under) and any(
                word.pos == "PRON" and word.relation == "obj" for word in under
            ):
                _hang(tokens, k, let)


def _bare_infinitive(tokens: list[Token], i: int, first: int, last: int) -> None:
    """ "Let the leaders in Homs cross the desert": what is read as a name or modifier there is the infinitive."""
    token = tokens[i]
    known = forms.dictionary_form(token.lower, "v") == token.lower and bool(
        events.lexicon().verb(token.lower)
    )
    if not known or i + 1 >= last or i - 1 < first or not tokens[i - 1].text[:1].isupper():
        return
    if tokens[i + 1].pos not in ("PROPN", "DET", "PRON", "ADP", "NUM"):
        return
    letting = next(
        (
            k
            for k in range(i - 2, max(first, i - 10) - 1, -1)
            if tokens[k].pos in ("VERB", "AUX", "PUNCT") and tokens[k].text != "-"
        ),
        None,
    )
    if letting is None or tokens[letting].lemma.lower() not in LETTING:
        return
    let = next(
        (k for k in range(letting + 1, i) if tokens[k].head == letting and tokens[k].pos in NOMINAL), None
    )
    if let is None:
        return
    if not _hang(tokens, i, letting):
        return
    token.pos, token.lemma, token.relation = "VERB", token.lower, "xcomp"
    tokens[let].relation = "obj"
    for k in range(let + 1, i):
        if tokens[k].head < i:
            continue
        if tokens[k].relation == "case":
            end = _run(tokens, k + 1, i)
            last_name = max((n for n in range(k + 1, end) if tokens[n].pos in NOMINAL), default=None)
            if last_name is not None and _hang(tokens, k, last_name) and _hang(tokens, last_name, let):
                tokens[last_name].relation = "nmod"
        else:
            _hang(tokens, k, let if k > let + 1 else i - 1)
    for k in range(i + 1, last):
        if tokens[k].pos == "PUNCT":
            break
        if tokens[k].head < i and tokens[k].relation in ("obj", "obl", "nmod", "advmod"):
            if not _hang(tokens, k, i):
                continue
            marked = any(tokens[c].head == k and tokens[c].relation == "case" for c in range(i + 1, k))
            tokens[k].relation = (
                "obl" if marked else "obj" if tokens[k].pos in NOMINAL else tokens[k].relation
            )
