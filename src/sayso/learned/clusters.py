"""Which mentions are the same thing: rules over names, the parse, and who is speaking.

The rules, in order: an apposition is the thing beside it; a relative pronoun is the noun that its
clause describes; a name joins the same, a longer or a shorter name, without its titles, unless the two
are a man and a woman; "I" inside a content is its source; a personal pronoun takes the likeliest fitting
mention: a near one, a subject, a speaker, one that was spoken of often, none that is beside it at its
verb and in quotation marks never who speaks; "the minister" takes the nearest mention with that noun in
it; "the group" the nearest named organisation. Only mentions up to REACH sentences back are looked at
for pronouns and nouns; names reach through the whole text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from sayso.knowledge import first_names
from sayso.learned.mentions import with_names
from sayso.learned.reading import Mention, Reading

REACH = 4
INSIDE, SPOKE, QUOTED = 3.0, 0.75, 0.5
"""How much it counts against a mention that it stands in what the pronoun says, for it that it speaks too, and
against it that it is in what somebody else says; set by hand on the train part of PolNeAR."""
APART, TOPIC, UNSURE, MANY = 3.0, 0.15, 1.5, 0.5
"""How much it counts against a mention that it cannot be meant beside the pronoun, for it each time that it was
spoken of before, against it that the reader was unsure of its kind, and for a plural where the pronoun is "they"."""
BACK = 80
"""Mentions that are looked at before a pronoun or noun, at most."""

_MALE = frozenset({"he", "him", "his", "himself"})
_FEMALE = frozenset({"she", "her", "hers", "herself"})
_THING = frozenset({"it", "its", "itself"})
_MANY = frozenset({"they", "them", "their", "theirs", "themselves"})
_SPEAKER = frozenset({"i", "me", "my", "mine", "myself"})
_SPEAKERS = frozenset({"we", "us", "our", "ours", "ourselves"})
_RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})
_BODIES = frozenset(
    [
        "group",
        "organization",
        "organisation",
        "company",
        "party",
        "movement",
        "firm",
        "agency",
        "ministry",
        "militia",
        "network",
        "team",
        "bank",
        "university",
        "faction",
        "council",
        "committee",
        "department",
        "commission",
        "force",
        "paper",
        "newspaper",
    ]
)
"""What takes up a name that does not hold the word itself. "The army", "the government" and "the court" of a report are
mostly those of the country and take up no group, paper or firm that was named last."""
_SORTS = (
    frozenset({"paper", "newspaper", "agency", "network", "radio", "television", "tv", "news", "times", "daily", "herald",
               "gazette", "post", "press", "broadcaster"}),
    frozenset({"ministry", "department", "council", "committee", "commission", "agency"}),
    frozenset({"company", "firm", "bank", "university", "team"}),
    frozenset({"militia", "force", "faction", "group", "movement", "front", "brigade", "brigades", "army"}),
)  # fmt: skip
"""Sorts of bodies: a name that tells its sort is not taken up by a word of another one."""
_SUBJECT = frozenset({"nsubj", "nsubj:pass"})
_ARGUMENTS = _SUBJECT | {"obj", "iobj", "obl", "obl:agent"}
_NAME_LINKS = frozenset({"flat", "flat:name", "compound", "nmod", "nmod:desc", "amod"})
_AGENTS = frozenset({"PERSON", "ORG", "PLACE", "NORP"})
_PARTY = re.compile(r"[RDI]-[A-Z]")
"""What American reports put behind a politician's name: (R-Wis.)."""


class _Groups:
    """A union-find over mention numbers; the smallest number stands for the group.

    `sexes` has for the number that stands for a group what became known first of anybody in it: (when, sex).
    """

    def __init__(self, size: int) -> None:
        self.parent = list(range(size))
        self.members = {i: [i] for i in range(size)}
        self.sexes: dict[int, tuple[int, str]] = {}

    def find(self, i: int) -> int:
        while self.parent[i] != i:
            self.parent[i] = self.parent[self.parent[i]]
            i = self.parent[i]
        return i

    def join(self, i: int, j: int) -> None:
        a, b = sorted((self.find(i), self.find(j)))
        self.parent[b] = a
        if a != b:
            self.members[a] = sorted(self.members[a] + self.members.pop(b))
        known = [self.sexes[k] for k in (a, b) if k in self.sexes]
        if known:
            self.sexes[a] = min(known)


def one_kind(reading: Reading, forms: Sequence[str]) -> tuple[Mention, ...]:
    """The mentions, where a name that is read as two kinds gets the one with more confidence in all.

    A mention that is sure of itself (0.95) keeps its kind: Washington is a man and a city in one text.
    """
    votes: dict[str, dict[str, float]] = {}
    for m in reading.mentions:
        if m.named:
            kinds = votes.setdefault(forms[m.head].lower(), {})
            kinds[m.kind] = kinds.get(m.kind, 0.0) + m.confidence
    out = []
    for m in reading.mentions:
        kinds = votes.get(forms[m.head].lower(), {})
        if m.named and len(kinds) > 1 and m.confidence < 0.95:
            best = max(kinds, key=lambda k: kinds[k])
            if best != m.kind:
                m = replace(m, kind=best)
        out.append(m)
    return tuple(out)


def joined(reading: Reading, forms: Sequence[str]) -> tuple[Mention, ...]:
    """The mentions of a reading with their clusters filled in."""
    reading = replace(reading, mentions=with_names(reading))
    found = tuple(_settled(reading, m, forms) for m in one_kind(reading, forms))
    groups = _Groups(len(found))
    at_head = {m.head: i for i, m in enumerate(found)}
    at_end = {m.words[1]: i for i, m in enumerate(found)}
    sentence = [reading.sentence_of(m.head) for m in found]
    lower = [forms[m.head].lower() for m in found]
    gender = _Genders(groups)
    families = _families(forms)
    for i, m in enumerate(found):
        sex = _sex(reading, m, forms, families)
        if sex:
            gender.know(i, sex)
    names = _Names(groups, gender)
    speaker = _speakers(reading, at_head)
    said = _said(reading)
    direct = _direct(forms)
    for i, m in enumerate(found):
        relation = reading.deprel[m.head]
        governor = reading.head[m.head]
        if relation == "appos" and governor in at_head and found[at_head[governor]].kind == m.kind:
            groups.join(i, at_head[governor])
        title = _title(m, found, at_end, reading)
        if title is not None:
            groups.join(i, title)
        if m.named:
            names.join(i, m, _name(reading, m, forms))
        elif m.pronoun:
            other = _antecedent(
                i, found, reading, forms, lower, sentence, gender, speaker, said, at_head, groups, direct
            )
            if other is not None:
                groups.join(i, other)
                word = lower[i]
                if word in _MALE | _FEMALE:
                    gender.know(i, "m" if word in _MALE else "f")
        else:
            other = _definite(i, found, reading, forms, sentence, groups)
            if other is not None:
                groups.join(i, other)
    size: dict[int, int] = {}
    for i in range(len(found)):
        size[groups.find(i)] = size.get(groups.find(i), 0) + 1
    number: dict[int, int] = {}
    out = []
    for i, m in enumerate(found):
        root = groups.find(i)
        if size[root] < 2:
            out.append(m)
        else:
            out.append(replace(m, cluster=number.setdefault(root, len(number))))
    return tuple(out)


class _Genders:
    """What is known of the sex of mentions: their own, or that of whoever they are joined to."""

    def __init__(self, groups: _Groups) -> None:
        self.groups = groups
        self.own: dict[int, str] = {}

    def know(self, i: int, sex: str) -> None:
        """Keep what is known of a mention first."""
        if i not in self.own:
            self.own[i] = sex
            self.groups.sexes.setdefault(self.groups.find(i), (len(self.own), sex))

    def get(self, i: int) -> str | None:
        if i in self.own:
            return self.own[i]
        known = self.groups.sexes.get(self.groups.find(i))
        return known[1] if known else None


def _families(forms: Sequence[str]) -> dict[str, str]:
    """The sex of whoever bears a last name in this text; last names of a woman and a man are left out.

    >>> _families("Donald Trump met Hillary Clinton , Bill Clinton and Ms. Stone".split())
    {'trump': 'm', 'stone': 'f'}
    """
    found: dict[str, set[str]] = {}
    for first, last in pairwise(forms):
        if first[:1].isupper() and last[:1].isupper():
            sex = first_names.sex(first) or _title_sex(first)
            if sex is not None:
                found.setdefault(last.lower(), set()).add(sex)
    return {last: next(iter(sexes)) for last, sexes in found.items() if len(sexes) == 1}


def _title_sex(form: str) -> str | None:
    """The sex that a word before a name tells: "Mrs." is a woman's, "Sen." anybody's."""
    sex = first_names.titles().get(form.lower().strip("."), "-")
    return None if sex == "-" else sex


def _sex(reading: Reading, m: Mention, forms: Sequence[str], families: Mapping[str, str]) -> str | None:
    if m.kind != "PERSON":
        return None
    for i in range(m.words[0], min(m.words[1], m.head + 2)):
        word = forms[i].lower()
        if i == m.head or (reading.head[i] == m.head and reading.deprel[i] != "nmod:poss"):
            if m.named and i <= m.head and (sex := _title_sex(word)):
                return sex
            if sex := first_names.nouns().get(word):
                return sex
    if not m.named:
        return None
    # "Justice Department" beside "Mary" is no woman: only the words of the name itself count.
    names = _name(reading, m, forms)
    first = next((sex for word in names[:2] if (sex := first_names.sex(word))), None) if names[1:] else None
    return first or (families.get(names[-1]) if names else None)


def _title(m: Mention, found: Sequence[Mention], at_end: Mapping[int, int], reading: Reading) -> int | None:
    """The role that stands straight before a person's name ("the widow Terry Strada"), read as a mention of its own."""
    other = at_end.get(m.words[0])
    if other is None or m.kind != "PERSON" or not m.named or reading.pos[m.head] != "PROPN":
        return None
    role = found[other]
    return other if role.kind == "PERSON" and reading.pos[role.head] == "NOUN" else None


def _name(reading: Reading, m: Mention, forms: Sequence[str]) -> list[str]:
    """The proper-noun words of a mention around its head, in small letters."""
    return [forms[i].lower().strip(".") for i in _name_words(reading, m, forms)]


def _name_words(reading: Reading, m: Mention, forms: Sequence[str]) -> list[int]:
    """Where the name of a mention stands: its proper nouns around the head; a person's without titles before.

    Where the head is only a title ("Ms." cut off from what follows), the name is the proper nouns after it.
    """
    words = [
        i
        for i in range(m.words[0], m.words[1])
        if i == m.head
        or (reading.head[i] == m.head and reading.pos[i] == "PROPN" and reading.deprel[i] in _NAME_LINKS)
        or (i > m.head and reading.pos[i] == "PROPN" and _flat_below(i, m.head, reading))
    ]
    if m.kind != "PERSON" or not m.named:
        return words
    bare = [i for i in words if forms[i].lower().strip(".") not in first_names.titles()]
    if bare:
        return words[words.index(bare[0]) :]
    begin = end = words[-1] + 1
    while end < len(forms) and reading.pos[end] == "PROPN" and forms[end][:1].isupper():
        end += 1
    return list(range(begin, end)) or words


def _flat_below(i: int, head: int, reading: Reading) -> bool:
    """Whether a word belongs to a head through parts of a name only: "Leader Kevin [McCarthy]"."""
    for _ in range(4):
        if reading.deprel[i] not in ("flat", "flat:name"):
            return False
        i = reading.head[i]
        if i == head:
            return True
    return False


def _settled(reading: Reading, m: Mention, forms: Sequence[str]) -> Mention:
    """A person's mention with the name that its title was cut off from, and unnamed where it has none.

    "The President" is a role, written large or small, as "the nominee" is; neither is the name of anybody.
    """
    if m.kind != "PERSON" or not m.named:
        return m
    words = _name_words(reading, m, forms)
    titles = first_names.titles()
    # A head in small letters is a name's only before a capital ("al-Masri"), not after one ("Republican nominee").
    capital = [i for i in words if forms[i][:1].isupper() and forms[i].lower().strip(".") not in titles]
    named = any(i >= m.head for i in capital)
    if not named and any(form[:1].isupper() for form in forms):
        return replace(m, named=False)
    return replace(m, words=(m.words[0], max(m.words[1], words[-1] + 1)))


class _Names:
    """The names that a text has brought so far, and to which mention each belongs."""

    def __init__(self, groups: _Groups, gender: _Genders) -> None:
        self.groups = groups
        self.gender = gender
        self.whole: dict[tuple[str, str], list[int]] = {}
        self.last: dict[str, list[tuple[int, list[str]]]] = {}
        self.first: dict[str, list[int]] = {}

    def join(self, i: int, m: Mention, words: Sequence[str]) -> None:
        """Join a named mention with the one it repeats, shortens or fills out."""
        if not words:
            return
        family = m.kind if m.kind in ("PERSON", "PLACE") else "THING"
        known = self._known(i, family, list(words))
        if known is not None:
            self.groups.join(i, known)
        self.whole.setdefault((family, " ".join(words)), []).append(i)
        if family == "PERSON":
            self.last.setdefault(words[-1], []).append((i, list(words)))
            if len(words) > 1:
                self.first.setdefault(words[0], []).append(i)
        elif family == "THING" and len(words) > 1:
            short = "".join(w[0] for w in words if w and w not in ("of", "the", "and", "for"))
            if len(short) > 1:
                self.whole.setdefault(("SHORT", short), []).append(i)

    def _known(self, i: int, family: str, words: list[str]) -> int | None:
        whole = " ".join(words)
        if family != "PERSON":
            same = self.whole.get((family, whole))
            if same is None and len(words) == 1 and family == "THING":
                same = self.whole.get(("SHORT", whole))
            return same[0] if same else None
        same = [j for j in self.whole.get((family, whole), ()) if self._can_be(i, j)]
        if same:
            return same[0]
        bearers = [(j, name) for j, name in self.last.get(words[-1], ()) if self._can_be(i, j)]
        if len(words) == 1:
            if bearers:
                return bearers[-1][0]
            called = {self.groups.find(j): j for j in self.first.get(words[0], ()) if self._can_be(i, j)}
            return next(iter(called.values())) if len(called) == 1 else None
        # "Trump" in the headline, "Donald Trump" in the text; "Donald J. Trump" is no third one.
        fuller = [(j, name) for j, name in bearers if len(name) > 1]
        if fuller:
            return next((j for j, name in reversed(fuller) if name[0] == words[0]), None)
        return bearers[-1][0] if bearers else None

    def _can_be(self, i: int, j: int) -> bool:
        """Whether two mentions may be one person: "Mrs. Clinton" is not "Bill Clinton"."""
        one, other = self.gender.get(i), self.gender.get(j)
        return one is None or other is None or one == other


def _speakers(reading: Reading, at_head: dict[int, int]) -> dict[int, int]:
    """For words inside contents the mention that speaks them; inner attributions win."""
    out: dict[int, int] = {}
    for one in sorted(reading.attributions, key=lambda a: -sum(e - b for b, e in a.content)):
        heads = [i for b, e in one.source for i in range(b, e) if i in at_head]
        top = next(
            (
                i
                for i in heads
                if not any(b <= reading.head[i] < e and reading.head[i] != i for b, e in one.source)
            ),
            None,
        )
        if top is None:
            top = heads[0] if heads else None
        if top is None:
            continue
        for b, e in one.content:
            for word in range(b, e):
                out[word] = at_head[top]
    return out


class _Said:
    """Who speaks where: the words of sources, the contents of each, and the number of the content a word is in."""

    def __init__(self) -> None:
        self.sources: set[int] = set()
        self.contents: dict[int, set[int]] = {}
        self.quoted: dict[int, int] = {}

    def by(self, word: int) -> set[int]:
        """The words said by the source that a word belongs to."""
        return self.contents.get(word, set())


def _said(reading: Reading) -> _Said:
    out = _Said()
    for n, one in enumerate(reading.attributions):
        words = {word for b, e in one.content for word in range(b, e)}
        for b, e in one.source:
            for word in range(b, e):
                out.sources.add(word)
                out.contents.setdefault(word, set()).update(words)
        for word in words:
            out.quoted[word] = n
    return out


def _many(reading: Reading, m: Mention) -> bool:
    if reading.tag[m.head] in ("NNS", "NNPS"):
        return True
    return any(reading.deprel[c] == "conj" for c in reading.children(m.head))


def _fits(word: str, j: int, m: Mention, reading: Reading, gender: _Genders) -> bool:
    # The mention is the first of "Stone and Trask" alone, so "he" may be Stone.
    one = m.kind == "PERSON" and reading.tag[m.head] not in ("NNS", "NNPS")
    if word in _MALE:
        return one and gender.get(j) != "f"
    if word in _FEMALE:
        return one and gender.get(j) != "m"
    if word in _THING:
        return m.kind not in ("PERSON", "TIME", "QUANTITY", "NORP") and not _many(reading, m)
    return (m.kind in ("PERSON", "ORG", "NORP") and (_many(reading, m) or m.kind == "ORG")) or (
        m.kind in ("EQUIPMENT", "OTHER") and _many(reading, m)
    )


def _antecedent(
    i: int,
    found: Sequence[Mention],
    reading: Reading,
    forms: Sequence[str],
    lower: Sequence[str],
    sentence: Sequence[int],
    gender: _Genders,
    speaker: dict[int, int],
    said: _Said,
    at_head: dict[int, int],
    groups: _Groups,
    direct: frozenset[int],
) -> int | None:
    m, word = found[i], lower[i]
    if word in _RELATIVE:
        at = m.head
        for _ in range(6):
            if reading.deprel[at] in ("acl:relcl", "acl"):
                return at_head.get(reading.head[at])
            if reading.head[at] == at:
                return None
            at = reading.head[at]
        return None
    if word in _SPEAKER or word in _SPEAKERS:
        return speaker.get(m.head)
    if word not in _MALE | _FEMALE | _THING | _MANY:
        return None
    best: tuple[float, int] | None = None
    mine = speaker.get(m.head)
    own, quoted = said.by(m.head), said.quoted.get(m.head)
    person, reflexive = word in _MALE | _FEMALE, word.endswith(("self", "selves"))
    beside = (
        set() if reflexive else {groups.find(at_head[k]) for k in _beside(m.head, reading) if k in at_head}
    )
    for j in range(i - 1, max(-1, i - 1 - BACK), -1):
        other = found[j]
        gap = sentence[i] - sentence[j]
        if gap > REACH:
            break
        if other.head >= m.head or (other.words[0] <= m.head < other.words[1]):
            continue
        if other.pronoun and not _same_kind(word, lower[j]):
            continue
        if not other.pronoun and not _fits(word, j, other, reading, gender):
            continue
        score = -1.2 * gap
        relation = reading.deprel[other.head]
        if relation in _SUBJECT:
            score += 1.0
        elif relation in ("nmod:poss", "compound", "nmod"):
            score -= 0.6
        root = groups.find(j)
        if root in beside:
            score -= APART  # two arguments of one verb are two things
        elif reflexive and gap == 0 and relation in _SUBJECT:
            score += 2.0
        if mine is not None and groups.find(mine) == root:
            # In quotation marks a speaker is "I"; in words that are told he is "he".
            if m.head in direct:
                score -= APART
            elif mine == j:
                score += 0.8 if word not in _THING else 0.0
        score += TOPIC * min(bisect_left(groups.members[root], i) - 1, 6)
        if not other.pronoun:
            score -= UNSURE * (1.0 - other.confidence)
            if relation.endswith(":unmarked"):
                score -= 1.0  # "Sunday night", "last week": a time, whatever its kind
            if word in _MANY and _many(reading, other):
                score += MANY
            if person and _no_person(forms[other.head], len(_name(reading, other, forms))):
                score -= 2.0
        if m.head in said.sources and not person and other.kind not in _AGENTS:
            score -= 1.5  # what speaks is a body, seldom a thing
        if word in _THING and other.kind in ("ORG", "PLACE", "EQUIPMENT", "FACILITY"):
            score += 0.4
        if own and other.head in own:
            score -= INSIDE  # whoever speaks seldom names himself in his own words
        elif other.head in said.sources and m.head in said.sources:
            score += SPOKE
        if said.quoted.get(other.head) != quoted:
            score -= QUOTED
        score -= 0.02 * (i - j)
        if best is None or score > best[0]:
            best = (score, j)
    return best[1] if best else None


def _no_person(form: str, size: int) -> bool:
    """Whether a name read as a person's is more likely none: "R-Wis", or an acronym that stands alone.

    >>> _no_person("R-Wis", 1), _no_person("JASTA", 1), _no_person("Stone", 1)
    (True, True, False)
    """
    return bool(_PARTY.match(form)) or (size == 1 and len(form) > 2 and form.isupper())


def _beside(head: int, reading: Reading) -> list[int]:
    """The other arguments of the verb that a pronoun belongs to: whoever shares a verb is somebody else.

    The subject of "threatened to arrest him" counts too, and that of "came and saw him".
    """
    if reading.deprel[head] not in _ARGUMENTS:
        return []
    verb = reading.head[head]
    found = [c for c in reading.children(verb) if c != head and reading.deprel[c] in _ARGUMENTS]
    subject = reading.deprel[head] in _SUBJECT or any(reading.deprel[c] in _SUBJECT for c in found)
    while not subject and reading.deprel[verb] in ("xcomp", "conj") and reading.head[verb] != verb:
        above = reading.head[verb]
        over = {reading.deprel[c]: c for c in reading.children(above) if reading.deprel[c] in _ARGUMENTS}
        controller = over.get("obj") if reading.deprel[verb] == "xcomp" else None
        subjects = [controller] if controller is not None else [over[d] for d in _SUBJECT if d in over]
        found += subjects
        subject, verb = bool(subjects), above
    return found


def _direct(forms: Sequence[str]) -> frozenset[int]:
    """The words between quotation marks; a mark that is never closed within 150 words opens nothing.

    >>> sorted(_direct("“ He left ” , he said".split()))
    [1, 2]
    """
    inside: set[int] = set()
    begin: int | None = None
    for i, form in enumerate(forms):
        if form in ("“", "``", "«", "„") or (form == '"' and begin is None):
            begin = i
        elif form in ("”", "''", "»", '"') and begin is not None:
            if i - begin <= 150:
                inside.update(range(begin + 1, i))
            begin = None
    return frozenset(inside)


def _same_kind(word: str, other: str) -> bool:
    return any(word in kind and other in kind for kind in (_MALE, _FEMALE, _THING, _MANY))


def _definite(
    i: int,
    found: Sequence[Mention],
    reading: Reading,
    forms: Sequence[str],
    sentence: Sequence[int],
    groups: _Groups,
) -> int | None:
    """The mention that "the minister" or "the group" takes up."""
    m = found[i]
    if m.kind not in ("PERSON", "ORG", "PLACE", "FACILITY", "EQUIPMENT", "EVENT", "OTHER"):
        return None
    if not any(
        forms[c].lower() in ("the", "this", "that") and reading.deprel[c] == "det"
        for c in reading.children(m.head)
    ):
        return None
    if any(reading.deprel[c].startswith(("acl", "nmod")) for c in reading.children(m.head)):
        return None
    noun = reading.lemma[m.head].lower()
    many = reading.tag[m.head] == "NNS"
    body = None
    # "The Kurdish interior ministry" is told apart by its own name and takes up no other.
    apart = any(
        forms[c][:1].isupper() and reading.deprel[c] in ("amod", "compound") for c in reading.children(m.head)
    )
    for j in range(i - 1, max(-1, i - 1 - BACK), -1):
        other = found[j]
        if sentence[i] - sentence[j] > 2 * REACH:
            break
        if other.kind != m.kind or other.pronoun:
            continue
        if (reading.tag[other.head] == "NNS") != many:
            continue
        words = range(other.words[0], min(other.words[1], other.words[0] + 12))
        inside = {
            first_names.in_full().get(forms[k].lower().strip("."), reading.lemma[k].lower()) for k in words
        }
        if noun in inside and (other.named or reading.lemma[other.head].lower() == noun):
            return j
        # The "Iran" of "Iran-backed", but not the "Horn" of "Horn Newswire".
        modifies = reading.deprel[other.head] in ("compound", "amod")
        modifies = modifies and reading.pos[reading.head[other.head]] != "PROPN"
        if body is None and other.named and not (apart or modifies):
            fits = noun in _BODIES and _one_sort(noun, other, reading)
            body = j if m.kind == "ORG" and fits and not many else None
    return body


def _one_sort(noun: str, named: Mention, reading: Reading) -> bool:
    """Whether nothing in a name, or in the capitals straight before it, tells of another sort of body than a noun does."""
    words = {reading.lemma[k].lower() for k in range(max(0, named.words[0] - 1), named.words[1])}
    told = [sort for sort in _SORTS if words & sort]
    return not told or any(noun in sort for sort in told) or not any(noun in sort for sort in _SORTS)
