"""Which proposition a time expression belongs to, and the time of every proposition: by syntax, not by distance."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace

from ...knowledge.calendar import happenings
from ...record import Span, When
from ...record.status import Status
from ...record.when import Granularity
from ..draft import Draft, Proposition, Timex
from ..tree import Tree, plain

FINE = {fine: number for number, fine in enumerate(Granularity)}
TEMPORAL = frozenset(
    [
        "on",
        "in",
        "at",
        "during",
        "over",
        "after",
        "before",
        "since",
        "until",
        "till",
        "by",
        "through",
        "throughout",
        "within",
        "around",
        "about",
        "from",
        "between",
        "of",
        "under",
        "amid",
        "ahead",
        "following",
        "as",
    ]
)
"""Prepositions by which a feast or period is a time, not a goal ("leaving for the hajj")."""
SHARED = frozenset({"conjunct", "purpose", "participle", "nominal", "complement"})
"""Links by which a proposition may share the time of the clause that governs it."""
_HANGING = frozenset({"relative", "participle", "adverbial", "purpose", "condition", "role", "content"})
NOT_STATED = When()
_SIGNAL = re.compile(
    r"\b(?P<signal>since|until|till|by|before|ahead of|prior to|after|following|from)\s+(?:about\s+|around\s+|at\s+least\s+|late\s+|early\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\b(?P<word>\w+)\s+(?:(?:the|this|that|last|annual|its|their|Muslim|holy)\s+|month\s+of\s+)*$",
    re.IGNORECASE,
)
_GOALS = frozenset({"to", "toward", "towards", "for", "with", "against", "than", "like", "into", "onto"})
_SETTING_OUT = (
    "leav",
    "left",
    "depart",
    "go",
    "head",
    "travel",
    "set",
    "fly",
    "flew",
    "sail",
    "bound",
    "prepar",
    "wait",
    "hop",
)
_OWN_TIME = frozenset(
    {
        "once",
        "earlier",
        "previously",
        "later",
        "then",
        "already",
        "ever",
        "never",
        "still",
        "now",
        "always",
        "often",
        "since",
        "before",
        "recently",
        "meanwhile",
        "eventually",
    }
)
"""Adverbs that set a clause apart in time from the one that governs it."""
_EDGE = re.compile(r"(?:the\s+)?(?P<edge>end|close|middle)\s+of\b", re.IGNORECASE)
_AHEAD = re.compile(r"\b(?:will|would|to|shall|going to|plans?|may|might|could|should)\b", re.IGNORECASE)


class Placer:
    """The times of a draft's propositions."""

    def __init__(self, draft: Draft, timexes: tuple[Timex, ...], *, dateline: int | None = None) -> None:
        """`dateline` is where the dateline's date begins: it anchors the report and is the time of no claim."""
        self.dateline = dateline
        self.draft = draft
        self.text = draft.text
        self.tokens = draft.tokens or ()
        self.tree = Tree.of(draft)
        self.timexes = timexes
        self.propositions = draft.propositions or ()
        self.under: dict[int, list[Proposition]] = {}
        for proposition in self.propositions:
            self.under.setdefault(proposition.parent, []).append(proposition)
        self.triggers = {p.trigger: p for p in self.propositions}
        self.parsed = any(token.head >= 0 for token in self.tokens)
        self.cues: dict[int, tuple[Span, ...]] = {}
        for attribution in draft.attributions or ():
            if attribution.cue is not None:
                for i in self.tree.inside(attribution.cue.span):
                    self.cues[i] = attribution.content

    def times(self) -> tuple[When, ...]:
        """One cell for each proposition; "not stated" where nothing says."""
        own: dict[int, list[Timex]] = {p.index: [] for p in self.propositions}
        left: list[Timex] = []
        for timex in self.timexes:
            proposition = self.owner(timex)
            if proposition is not None:
                own[proposition.index].append(timex)
            else:
                left.append(timex)
        for timex in left:
            proposition = self._quoting(timex, own)
            if proposition is not None:
                own[proposition.index].append(timex)
        found: dict[int, When] = {}
        for p in self.propositions:
            chosen = self._chosen(p, own[p.index])
            if chosen is not None:
                found[p.index] = chosen
        for p in self.propositions:
            only_feast = bool(own[p.index]) and all(self._feast(t) for t in own[p.index])
            if p.index not in found:
                shared = self._shared(p, found) or self._told_again(p, found)
            else:
                shared = self._conjunct_after(p, found) if only_feast else None
            if shared is not None:
                found[p.index] = shared
        return tuple(found.get(p.index, NOT_STATED) for p in self.propositions)

    def _quoting(self, timex: Timex, own: dict[int, list[Timex]]) -> Proposition | None:
        """The shortest proposition without a time whose quote holds a day that the parse leads nowhere.

        "Withdrew 500 metres from the reservoir by 31 July", where the parse hangs the day on the reservoir.
        """
        if timex.type != "DATE" or timex.when.start is None or timex.span.start == self.dateline:
            return None
        before = _BEFORE.search(self.text[max(0, timex.span.start - 60) : timex.span.start])
        if before is None or before["word"].lower() not in TEMPORAL - {
            "of",
            "about",
            "around",
            "under",
            "as",
        }:
            return None
        around = [
            p
            for p in self.propositions
            if not p.nominal
            and not p.saying
            and not own[p.index]
            and any(s.holds(timex.span) for s in p.spans)
        ]
        return min(around, key=lambda p: sum(s.end - s.start for s in p.spans), default=None)

    def owner(self, timex: Timex) -> Proposition | None:
        """The proposition whose time an expression gives (the saying itself, where that is told); None: of no claim."""
        inside = self.tree.inside(timex.span)
        if not inside or timex.span.start == self.dateline:
            return None
        if self._feast(timex):
            for i in inside:
                if i in self.triggers and self.triggers[i].nominal:
                    return self.triggers[i]
        if not self.parsed:
            return self._by_order(timex, inside[0])
        if timex.type == "DURATION" and "-" in timex.span.of(self.text):
            named = self._before_noun(inside[-1])
            if named is not None:
                return named
        head = next((i for i in inside if self.tokens[i].head not in inside), inside[0])
        if not self._temporal(timex, head):
            return None
        path = [head, *self.tree.ancestors(head)]
        for before, i in zip([-1, *path], path, strict=False):
            if i in self.cues and not any(content.holds(timex.span) for content in self.cues[i]):
                # When somebody said it; a speech act that is a claim of its own ("demanded … on Monday") was then.
                return self.triggers.get(i)
            if i in self.cues and i not in self.triggers:
                return self._content(timex, self.cues[i])
            if i in self.triggers and i not in inside and not self._strayed(timex, i, before):
                if i in self.cues:
                    return self._content(timex, self.cues[i])
                across = self._across(timex, i)
                return self.triggers[i] if across is None else self._content(timex, across)
            if before >= 0 and i not in inside and plain(self.tokens[before].relation) in ("acl", "advcl"):
                break
        return self._by_order(timex, inside[0]) if path[-1] not in self.triggers and len(path) < 3 else None

    def _before_noun(self, last: int) -> Proposition | None:
        """The event that a length stands before as an adjective: "a 6-week weapons and tactics course"."""
        found: Proposition | None = None
        for i in range(last + 1, len(self.tokens)):
            token = self.tokens[i]
            if i in self.triggers and self.triggers[i].nominal:
                found = self.triggers[i]
            elif token.pos not in ("NOUN", "PROPN", "ADJ", "CCONJ") and token.relation != "compound":
                break
        return found

    def _strayed(self, timex: Timex, i: int, below: int) -> bool:
        """Whether the parse leads to a later clause, or to a place that the expression only stands behind.

        "… opened fire on Saturday and killed four": what stands before "and" is not of the clause after it.
        """
        token = self.tokens[i]
        if token.start > timex.span.end:
            joints = (
                c
                for c in self.tree.all(i, "cc", "mark", "case")
                if timex.span.end <= self.tokens[c].start < token.start
            )
            return next(joints, None) is not None
        named = self.triggers[i].nominal and below >= 0 and plain(self.tokens[below].relation) == "compound"
        return named and self.tokens[below].start > token.start

    def _content(self, timex: Timex, contents: tuple[Span, ...]) -> Proposition | None:
        """The main proposition of the stretch of content that the expression stands in."""
        for content in contents:
            if content.holds(timex.span):
                inside = [p for p in self.propositions if p.trigger in self.tree.inside(content)]
                return min(inside, key=lambda p: self._depth(timex, p), default=None)
        return None

    def _depth(self, timex: Timex, p: Proposition) -> tuple[bool, bool, bool, int]:
        """The order in which propositions of one content come into question: clauses before what hangs on them."""
        around = any(span.holds(timex.span) for span in p.spans)
        distance = abs(self.tokens[p.trigger].start - timex.span.start)
        return p.nominal, p.link in _HANGING, not around, distance

    def _across(self, timex: Timex, i: int) -> tuple[Span, ...] | None:
        """The contents around an expression where a cue stands between it and token `i`: the parse went astray."""
        low, high = sorted((timex.span.start, self.tokens[i].start))
        for attribution in self.draft.attributions or ():
            cue = attribution.cue
            if cue is None or not low < cue.span.start < high:
                continue
            stretch = next((c for c in attribution.content if c.holds(timex.span)), None)
            if stretch is not None and not stretch.start <= self.tokens[i].start < stretch.end:
                return attribution.content
        return None

    def _temporal(self, timex: Timex, head: int) -> bool:
        """Whether the expression is an adverbial, not a goal, an object or part of a name."""
        if timex.type in ("SET", "DURATION"):
            return True
        before = _BEFORE.search(self.text[max(0, timex.span.start - 60) : timex.span.start])
        word = before["word"].lower() if before else ""
        if self._feast(timex):
            if word == "on" and any("pilgrimage" in reason for reason in timex.when.because):
                return False  # "leaders on hajj": what they are about, not when
            return word in TEMPORAL or (word == "for" and not self._goal(head))
        if word in TEMPORAL:
            return True
        token = self.tokens[head]
        relation = plain(token.relation)
        if relation in ("nsubj", "obj", "iobj"):
            return relation != "nsubj"
        if relation in ("compound", "amod") or token.relation == "nmod:poss":
            return token.head in self.triggers
        return word not in _GOALS

    def _goal(self, head: int) -> bool:
        """Whether what governs the expression is a setting out ("leaving for the hajj")."""
        governor = self.tokens[head].head
        return governor >= 0 and any(self.tokens[governor].lower.startswith(stem) for stem in _SETTING_OUT)

    def _feast(self, timex: Timex) -> bool:
        """Whether the expression names a feast."""
        return any(" by its calendar: " in reason for reason in timex.when.because)

    def _by_order(self, timex: Timex, first: int) -> Proposition | None:
        """Without a parse: the shortest proposition around the expression that is no saying."""
        for attribution in self.draft.attributions or ():
            if attribution.cue is None or any(c.holds(timex.span) for c in attribution.content):
                continue
            between = self.text[
                min(attribution.cue.span.end, timex.span.end) : max(
                    attribution.cue.span.start, timex.span.start
                )
            ]
            if len(between) < 12 and self.tokens[first].sentence == self._sentence(attribution.cue.span):
                return None
        around = [p for p in self.propositions if any(s.holds(timex.span) for s in p.spans)]
        return min(around, key=lambda p: sum(s.end - s.start for s in p.spans), default=None)

    def _sentence(self, span: Span) -> int:
        inside = self.tree.inside(span)
        return self.tokens[inside[0]].sentence if inside else -1

    def _chosen(self, p: Proposition, own: list[Timex]) -> When | None:
        """The time that the proposition's own expressions give."""
        if not own:
            return None
        trigger = self.tokens[p.trigger]

        def rank(timex: Timex) -> tuple[int, int, int]:
            when = timex.when
            if timex.type in ("DATE", "TIME"):
                feast = self._feast(timex)
                first = 0 if (when.start or when.readings) and not feast else 1 if when.start else 2
                if timex.value.endswith("_REF"):
                    first = 5
            else:
                first = (
                    3 if timex.type == "DURATION" and not when.start else 0 if timex.type == "DURATION" else 4
                )
            fine = FINE.get(when.granularity, 20) if when.granularity else 20
            return first, fine if fine <= FINE[Granularity.DAY] else 5, abs(timex.span.start - trigger.start)

        best = min(own, key=rank)
        when = self._signalled(best)
        if when.duration is None:
            length = next(
                (t for t in own if t.type == "DURATION" and t.when.duration and t is not best), None
            )
            if length is not None:
                when = replace(
                    when,
                    duration=length.when.duration,
                    because=(*when.because, f"lasting “{length.span.of(self.text)}”"),
                )
        return when

    def _signalled(self, timex: Timex) -> When:
        """The expression's interval, opened at one side by "since", "until", "before" and the like."""
        when = timex.when
        match = _SIGNAL.search(self.text[max(0, timex.span.start - 30) : timex.span.start])
        if match is None or when.start is None or when.end is None or timex.type == "DURATION":
            return when
        signal = match["signal"].lower()
        if signal == "from" and when.granularity is Granularity.SPAN:
            return when
        start: str | None
        end: str | None
        if signal in ("since", "from"):
            start, end = when.start, None
        elif signal in ("until", "till", "by"):
            start, end = None, when.end
        elif timex.type == "TIME":
            return replace(
                when, start=when.start[:10], end=when.end[:10], granularity=Granularity.PART_OF_DAY
            )
        elif signal in ("before", "ahead of", "prior to"):
            start, end = (
                None,
                self._edge(timex) or str(dt.date.fromisoformat(when.start[:10]) - dt.timedelta(1)),
            )
        else:
            start, end = when.start, None
        return replace(
            when,
            start=start,
            end=end,
            granularity=Granularity.SPAN,
            because=(*when.because, f"open at one side: “{signal}”"),
        )

    def _edge(self, timex: Timex) -> str | None:
        """The last day meant by "before the end of …" and "before the middle of …"."""
        when, match = timex.when, _EDGE.match(timex.span.of(self.text))
        if match is None or when.start is None or when.end is None:
            return None
        first, last = dt.date.fromisoformat(when.start[:10]), dt.date.fromisoformat(when.end[:10])
        if match["edge"].lower() in ("end", "close"):
            return str(last)
        return str(first + (last - first) // 2) if match["edge"].lower() == "middle" else None

    def _shared(self, p: Proposition, found: dict[int, When]) -> When | None:
        """The time of the governing clause of the same sentence, where the clause hangs on it and tense allows."""
        if p.parent < 0 or p.parent == p.index:
            return self._conjunct_after(p, found)
        parent = next((q for q in self.propositions if q.index == p.parent), None)
        if parent is None or parent.sentence != p.sentence or p.link not in SHARED:
            return None
        if parent.index not in found or parent.trigger in self.cues:
            return self._conjunct_after(p, found)
        subject = self.tree.child(p.trigger, "nsubj", "nsubj:pass") is not None
        if subject and p.link in ("complement", "conjunct", "purpose"):
            return None
        if p.link == "complement" and (
            plain(self.tokens[p.trigger].relation) != "xcomp" or parent.trigger in self.cues
        ):
            return None
        if p.link == "nominal" and not self._bare_noun(p):
            return None
        if any(self.tokens[c].lower in _OWN_TIME for c in self.tree.children[p.trigger]):
            return None
        when = found[parent.index]
        if (
            when.status is not Status.FOUND
            or (when.start is None and when.end is None)
            or (when.granularity is Granularity.SPAN and p.link != "conjunct")
        ):
            return None
        if p.link == "conjunct" and self._ahead(p) != self._ahead(parent):
            return None
        words = self.tokens[parent.trigger].text
        return replace(
            when, duration=None, because=(*when.because, f"shared with the clause it hangs on (“{words}”)")
        )

    def _conjunct_after(self, p: Proposition, found: dict[int, When]) -> When | None:
        """ "slipped out and reached the port on Wednesday": the time at the end is of both."""
        for q in self.under.get(p.index, ()):
            if q.link != "conjunct" or q.index not in found or q.sentence != p.sentence:
                continue
            when = found[q.index]
            own_subject = self.tree.child(q.trigger, "nsubj", "nsubj:pass") is not None
            if own_subject or when.start is None or when.end is None or self._ahead(p) != self._ahead(q):
                continue
            words = self.tokens[q.trigger].text
            return replace(when, because=(*when.because, f"shared with the clause joined to it (“{words}”)"))
        return None

    def _bare_noun(self, p: Proposition) -> bool:
        """A noun that names an event anew, without "the" or a possessor: an object or subject of the clause, or
        what it is for ("used the feast for a meeting")."""
        marks = {self.tokens[c].lower for c in self.tree.all(p.trigger, "det")}
        relation = plain(self.tokens[p.trigger].relation)
        case = self.tree.child(p.trigger, "case")
        purpose = relation == "obl" and case is not None and self.tokens[case].lower == "for" and bool(marks)
        return (
            "the" not in marks
            and self.tree.child(p.trigger, "nmod:poss") is None
            and (relation in ("obj", "nsubj") or purpose)
        )

    def _ahead(self, p: Proposition) -> bool:
        """Whether the clause looks ahead ("will", "to")."""
        helpers = [self.tokens[c].lower for c in self.tree.all(p.trigger, "aux", "mark")]
        return any(_AHEAD.fullmatch(word) for word in helpers)

    def _told_again(self, p: Proposition, found: dict[int, When]) -> When | None:
        """ "The meeting was attended by …": the time of the earlier proposition that the noun names again."""
        for i in self._definite_nouns(p):
            noun = self.tokens[i].lower
            for family in happenings():
                if noun not in family.nouns:
                    continue
                for q in reversed(self.propositions):
                    if (
                        q.trigger >= i
                        or q.index == p.index
                        or q.index not in found
                        or found[q.index].start is None
                    ):
                        continue
                    if (
                        self.tokens[q.trigger].lemma.lower() in family.verbs
                        or self.tokens[q.trigger].lower in family.nouns | family.verbs
                        or self._irregular(q) in family.verbs
                    ):
                        when = found[q.index]
                        words = f"{self.tokens[i].text}”: told before as “{self.tokens[q.trigger].text}"
                        return replace(when, duration=None, because=(*when.because, f"“the {words}”"))
        return None

    def _irregular(self, q: Proposition) -> str:
        return {
            "met": "meet",
            "got": "get",
            "held": "hold",
            "struck": "strike",
            "shot": "shoot",
            "blew": "blow",
            "flew": "fly",
            "sent": "send",
        }.get(self.tokens[q.trigger].lower, "")

    def _definite_nouns(self, p: Proposition) -> Iterator[int]:
        for i in [p.trigger, *self.tree.all(p.trigger, "nsubj", "nsubj:pass", "obj")]:
            determiners = {self.tokens[c].lower for c in self.tree.all(i, "det")}
            if determiners & {"the", "this", "that"}:
                yield i
