"""Turns a labelled source into gold: the record's own JSON, with every quoted word found in the text."""

from __future__ import annotations

import calendar
import datetime as dt
import hashlib
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from evals.corpus import labels
from evals.corpus.errors import BadSource, Problem
from evals.corpus.locate import Span, Text, Words, overlap
from evals.corpus.source import Cell, ClaimSource, EntitySource, ReportSource, Token, same_claim

Json = dict[str, Any]

PRONOUNS = frozenset(
    [
        "he",
        "she",
        "it",
        "they",
        "him",
        "her",
        "them",
        "his",
        "hers",
        "its",
        "their",
        "theirs",
        "himself",
        "herself",
        "itself",
        "themselves",
        "who",
        "whom",
        "whose",
        "which",
        "i",
        "me",
        "my",
        "we",
        "us",
        "our",
        "you",
        "your",
        "this",
        "that",
        "these",
        "those",
        "one",
    ]
)
NOBODY = frozenset({"nobody", "no one", "no-one", "nothing"})
RELATIVES = frozenset({"who", "whom", "which", "that"})
_DETERMINERS = re.compile(r"(?:the|a|an|its|their|his|her|this|that|our)\s+", re.IGNORECASE)
_ISO = r"(?:\d{4}(?:-\d\d(?:-\d\d(?:T\d\d(?::\d\d)?)?)?)?)"
_INTERVAL = re.compile(rf"^(?P<start>{_ISO})?(?P<slash>/)?(?P<end>{_ISO})?$")
_PERIOD = re.compile(r"^P(?=\d|T\d)(?:\d+(?:\.\d+)?[YMWD])*(?:T(?:\d+[HMS])+)?$")
_MONTHS = re.compile(
    r"\b(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b"
)
_PLACE = re.compile(
    r"^(?P<name>.*?)\s*(?P<country>[A-Z]{2}|--) "
    r"(?:(?P<whole>country)|(?P<lat>-?[\d.]+) (?P<lon>-?[\d.]+) (?P<km>[\d.]+))(?: (?P<kind>area|point))?\s*$"
)


class Compiler:
    """Compiles one report; `problems` collects what a writer must mend."""

    def __init__(self, source: ReportSource, id: str, others: dict[str, ReportSource] | None = None) -> None:
        self.source, self.id, self.others = source, id, others or {}
        self.text = Text(source.text)
        self.problems: list[Problem] = []
        self.mentions: dict[Span, str] = {}
        self.entities: dict[str, EntitySource] = {}
        self.tags: dict[str, list[str]] = {}
        self.outlet = source.header.get("outlet", "")

    def problem(self, line: int, text: str, *, severe: bool = True) -> None:
        """Notes one thing to mend."""
        self.problems.append(Problem(self.source.path, line, text, severe))

    # --- entities

    def entity_id(self, name: str) -> str:
        """The gold id of e1."""
        return f"e-{self.id}-{name[1:]}"

    def compile_entities(self) -> list[Json]:
        """All entities with their mentions; the longest words are placed first."""
        inherited: dict[str, EntitySource] = {}
        if self.source.inherit:
            origin = self.others.get(self.source.inherit)
            if origin is None:
                self.problem(1, f"e* = {self.source.inherit}: there is no such report in this folder")
            else:
                # The outlet is the one thing that no re-print takes over.
                inherited = {name: entity for name, entity in origin.entities.items() if name != "e0"}
        own = self.source.entities
        self.entities = {
            "e0": EntitySource("e0", 1, "organization", self.outlet),
            **inherited,
            **own,
        }
        spots: list[tuple[int, Span, str]] = []
        for entity in self.entities.values():
            if entity.kind not in labels.ENTITY_KINDS:
                self.problem(
                    entity.line, f"{entity.kind!r} is no kind; use one of {' '.join(labels.ENTITY_KINDS)}"
                )
            wanted = list(entity.mentions)
            if entity.id in inherited and entity.id not in own and not self._named(entity):
                continue
            if all(words.words != entity.name for words in wanted):
                wanted.append(Words(entity.name))
            for words in wanted:
                hits = self.text.all(words.words)
                optional = words.words == entity.name or (entity.id in inherited and entity.id not in own)
                if not hits and not optional:
                    near = self.text.nearest(words.words)
                    self.problem(
                        entity.line, f'mention "{words.words}" is not in the text; nearest is "{near}"'
                    )
                if words.nth is not None and hits:
                    if words.nth > len(hits):
                        self.problem(
                            entity.line, f'"{words.words}"#{words.nth}: the words stand {len(hits)} times'
                        )
                    hits = hits[words.nth - 1 : words.nth]
                pinned = words.nth is not None or "[" in words.words
                spots += [(-10_000 if pinned else -(hit[1] - hit[0]), hit, entity.id) for hit in hits]
        pinned_at: set[Span] = set()
        for order, hit, name in sorted(spots, key=lambda spot: spot[0]):
            clashes = [s for s in self.mentions if s[0] < hit[1] and hit[0] < s[1]]
            # Words shown in [brackets] are meant: a longer mention may stand around them.
            if all(s in pinned_at and s != hit and hit[0] <= s[0] and s[1] <= hit[1] for s in clashes):
                self.mentions[hit] = name
                if order == -10_000:
                    pinned_at.add(hit)
        self._warn_of_twins()
        out = []
        for entity in self.entities.values():
            spans = sorted(span for span, name in self.mentions.items() if name == entity.id)
            if not spans and entity.id != "e0":
                if entity.id in own:
                    self.problem(entity.line, f"{entity.id} {entity.name}: no mention is left in the text")
                continue
            out.append(
                {
                    "id": self.entity_id(entity.id),
                    "report": f"r-{self.id}",
                    "name": entity.name,
                    "kind": entity.kind,
                    "mentions": [self._mention(span) for span in spans],
                    "because": ["labelled by hand"],
                }
            )
        return out

    def _warn_of_twins(self) -> None:
        """Warns where “the dockers” is listed and “The dockers” stands unmarked, or the other way round."""
        for entity in self.entities.values():
            for words in entity.mentions:
                first = words.words[:1]
                if "[" in words.words or words.nth is not None or not first.isalpha():
                    continue
                twin = first.swapcase() + words.words[1:]
                for hit in self.text.as_written(twin):
                    if not any(a < hit[1] and hit[0] < b for a, b in self.mentions):
                        self.problem(
                            entity.line,
                            f'"{twin}" stands in the text too: list it at {entity.id}',
                            severe=False,
                        )
                        break

    def _warn_of_swallowed(self, span: Span, line: int) -> None:
        """Warns where a participant without entity is a listed mention that a longer mention covers."""
        bare = _DETERMINERS.sub("", self.quote(span), count=1).lower()
        listed = {
            _DETERMINERS.sub("", words.words, count=1).lower()
            for entity in self.entities.values()
            for words in (*entity.mentions, Words(entity.name))
        }
        if bare not in listed:
            return
        for (start, end), name in self.mentions.items():
            if start < span[1] and span[0] < end and (start, end) != span:
                self.problem(
                    line,
                    f'participant "{self.quote(span)}" has no entity: it stands inside '
                    f'"{self.quote((start, end))}" of {name}; show it in [brackets] at its own entity',
                    severe=False,
                )
                return

    def _named(self, entity: EntitySource) -> bool:
        """Whether an inherited entity is in this text by more than a pronoun shown in its context."""
        plain = [Words(entity.name), *(w for w in entity.mentions if "[" not in w.words and w.nth is None)]
        return any(self.text.all(words.words) for words in plain)

    def _mention(self, span: Span) -> Json:
        words = self.quote(span)
        form = "name"
        if words.lower() in PRONOUNS:
            form = "pronoun"
        elif not re.search(r"[A-Z]", _DETERMINERS.sub("", words, count=1)) or (
            words[0].islower() and words[:4] != "the "
        ):
            form = "nominal"
        return {"text": words, "span": list(span), "form": form}

    def entity_at(self, span: Span) -> str | None:
        """The entity mentioned at exactly this span, a leading article aside."""
        if span in self.mentions:
            return self.mentions[span]
        article = _DETERMINERS.match(self.quote(span))
        if article and (span[0] + article.end(), span[1]) in self.mentions:
            return self.mentions[(span[0] + article.end(), span[1])]
        return next(
            (
                name
                for (a, b), name in self.mentions.items()
                if b == span[1] and a < span[0] and _DETERMINERS.fullmatch(self.text.text[a : span[0]])
            ),
            None,
        )

    def antecedent(self, span: Span, entity: str) -> Span:
        """The words of an entity that a relative pronoun at `span` stands for; the pronoun's where there are none.

        Who takes part is told by the noun phrase, whichever of the two the writer quotes.
        """
        start = next((a for a, b in self.text.sentences if a <= span[0] < b), 0)
        before = [
            (a, b)
            for (a, b), name in self.mentions.items()
            if name == entity and start <= a and b <= span[0] and self.quote((a, b)).lower() not in RELATIVES
        ]
        return max(before, default=span)

    # --- small helpers

    def quote(self, span: Span) -> str:
        """The words at a span."""
        return self.text.text[span[0] : span[1]]

    def quoted(self, span: Span) -> Json:
        """The words at a span with their place."""
        return {"text": self.quote(span), "span": list(span)}

    def _known(self, name: str) -> str:
        if name not in self.entities:
            raise BadSource(f"there is no entity {name}")
        return name

    # --- the cells

    def who(self, cell: Cell | None, spans: list[Span]) -> list[Json]:
        """The attribution chain; the outlet is put in front where it is not written."""
        first = {
            "voice": self.outlet or "unknown outlet",
            "kind": "outlet",
            "span": None,
            "act": "reports",
            "cue": None,
            "entity": self.entity_id("e0"),
            "name": None,
            "confidence": None,
        }
        if cell is None:
            return [first]
        parts: list[list[Token]] = [[]]
        for token in cell.tokens():
            if token.kind == "op" and token.text == ">":
                parts.append([])
            else:
                parts[-1].append(token)
        voices = [self._voice(part, spans) for part in parts]
        if voices[0]["kind"] != "outlet" or voices[0]["entity"] != self.entity_id("e0"):
            voices.insert(0, first)
        return voices

    def _voice(self, part: Sequence[Token], spans: list[Span]) -> Json:
        kind, act, cue, span, entity = None, None, None, None, None
        for token in part:
            if token.kind == "word" and token.text in labels.VOICE_KINDS and kind is None:
                kind = token.text
            elif token.kind == "word" and token.text in labels.ACTS:
                act = token.text
            elif token.kind == "words" and token.words:
                span = self.text.find(token.words, "voice", near=spans, outside=True)
                entity = self._known(token.words.entity) if token.words.entity else self.entity_at(span)
            elif token.kind == "cue" and token.words:
                cue = self.text.find(token.words, "cue", near=[span] if span else spans, outside=True)
            else:
                raise BadSource(
                    f"who: {token.text!r} is neither a kind ({' '.join(labels.VOICE_KINDS)}) "
                    f"nor an act ({' '.join(labels.ACTS)})"
                )
        if kind is None:
            raise BadSource("who: a voice begins with its kind: " + " ".join(labels.VOICE_KINDS))
        if span is None and kind not in ("outlet", "unattributed"):
            raise BadSource(f"who: a {kind} needs its words in quotation marks")
        own = kind == "outlet" and (
            span is None or entity == "e0" or self.quote(span).lower() in self.outlet.lower()
        )
        name = self.entities[entity].name if entity else None
        return {
            "voice": self.quote(span) if span else (self.outlet if own else "unattributed"),
            "kind": kind,
            "span": list(span) if span else None,
            "act": act or ("reports" if kind == "outlet" else "says"),
            "cue": self.quoted(cue) if cue else None,
            "entity": self.entity_id("e0") if own else self.entity_id(entity) if entity else None,
            "name": name if span and name != self.quote(span) else None,
            "confidence": None,
        }

    def sure(self, cell: Cell | None, spans: list[Span], chain: list[Json]) -> Json:
        """Stance, polarity, likelihood and cues; a stance takes the innermost cue where none is given."""
        stance, polarity, likely, cues = "asserted", "affirmed", None, []
        if cell is not None:
            for token in cell.tokens():
                word = token.text.replace("-", " ")
                if token.kind == "cue" and token.words:
                    cues.append(self.quoted(self.text.find(token.words, "cue", near=spans)))
                elif token.text in labels.STANCES:
                    stance = token.text
                elif token.text in labels.POLARITIES:
                    polarity = token.text
                elif word in labels.LIKELIHOODS:
                    likely = word
                elif token.text not in ("+", ",", ";"):
                    raise BadSource(
                        f"sure: {token.text!r} is no stance ({' '.join(labels.STANCES)}), polarity or "
                        "likelihood word; cues stand in [brackets]"
                    )
        if stance not in ("asserted", "presupposed") and not cues and chain[-1]["cue"]:
            cues = [chain[-1]["cue"]]
        if stance not in ("asserted", "presupposed") and not cues:
            raise BadSource(f"sure: {stance} needs its cue in [brackets]")
        if polarity == "negated" and not cues:
            raise BadSource("sure: negated needs its cue in [brackets], for instance [did not]")
        said = " ".join(f"“{cue['text']}”" for cue in cues)
        because = [f"{said}: {stance}, {polarity}" if said else f"no cue: {stance}, {polarity}"]
        return {
            "stance": stance,
            "polarity": polarity,
            "likelihood": likely,
            "cues": cues,
            "because": because,
            "factuality": None,
        }

    def what(self, cell: Cell | None, number: Cell | None, spans: list[Span]) -> Json:
        """Class, mode, trigger, participants and numbers."""
        kind, mode = None, None
        trigger: list[Json] = []
        people: list[Json] = []
        role: str | None = None
        for token in cell.tokens() if cell else ():
            if token.kind == "words" and token.words:
                span = self.text.find(token.words, role or "trigger", near=spans)
                if role is None:
                    trigger.append(self.quoted(span))
                    continue
                entity = self._known(token.words.entity) if token.words.entity else self.entity_at(span)
                if entity is None and cell:
                    self._warn_of_swallowed(span, cell.line)
                if entity and self.quote(span).lower() in RELATIVES:
                    span = self.antecedent(span, entity)
                people.append(
                    {"role": role, **self.quoted(span), "entity": self.entity_id(entity) if entity else None}
                )
            elif token.kind == "word" and token.text in labels.ROLES:
                role = token.text
            elif token.kind == "word" and kind is None and token.text != "none":
                kind, _, mode = token.text.partition("/")
                if kind not in labels.CLASSES:
                    raise BadSource(
                        f"what: {kind!r} is no class; use one of {' '.join(labels.CLASSES)} or none"
                    )
                if mode and mode not in labels.CLASSES[kind]:
                    allowed = " ".join(labels.CLASSES[kind]) or "none at all"
                    raise BadSource(f"what: {mode!r} is no mode of {kind}; use one of: {allowed}")
            elif token.text not in ("none", "+", ",", ";"):
                raise BadSource(f"what: {token.text!r} is no role; use one of {' '.join(labels.ROLES)}")
        if kind and not trigger:
            raise BadSource(
                f'what: {kind} needs its trigger words right after the class, for instance {kind} "met"'
            )
        return {
            "type": kind,
            "mode": mode or None,
            "context": [],
            "subtype": None,
            "trigger": trigger,
            "participants": people,
            "numbers": self.numbers(number, spans),
            "status": "found" if kind else "not-stated",
            "because": ["labelled by hand" if kind else "no event"],
            "confidence": None,
        }

    def numbers(self, cell: Cell | None, spans: list[Span]) -> list[Json]:
        """Counts and amounts: `killed 12 people "twelve people"; injured 30..40 people "30 to 40"`."""
        out: list[Json] = []
        kind, value = None, None
        unit: list[str] = []
        for token in cell.tokens() if cell else ():
            if token.kind == "words" and token.words:
                if kind is None or value is None:
                    raise BadSource(
                        'num: write kind, number, unit, "words": killed 12 people "twelve people"'
                    )
                low, high = value
                span = self.text.find(token.words, "number", near=spans)
                out.append(
                    {
                        "kind": kind,
                        "unit": " ".join(unit) or "people",
                        **self.quoted(span),
                        "low": low,
                        "high": high,
                    }
                )
                kind, unit, value = None, [], None
            elif token.kind == "op":
                continue
            elif kind is None:
                if token.text not in labels.NUMBERS:
                    raise BadSource(f"num: {token.text!r} is no kind; use one of {' '.join(labels.NUMBERS)}")
                kind = token.text
            elif value is None:
                value = _range(token.text)
            else:
                unit.append(token.text)
        return out

    def when(self, cell: Cell | None, spans: list[Span], claim: str) -> Json:
        """Interval, granularity, words and how the value was got."""
        out: Json = {
            "start": None,
            "end": None,
            "granularity": None,
            "text": None,
            "span": None,
            "value": None,
            "duration": None,
            "inferred": [],
            "readings": [],
            "status": "not-stated",
            "because": ["not stated"],
        }
        if cell is None:
            return out
        tags: list[str] = []
        readings: list[tuple[str | None, str | None, str]] = []
        for token in cell.tokens():
            match = _INTERVAL.match(token.text)
            if token.kind == "words" and token.words:
                span = self.text.find(token.words, "when", near=spans)
                out |= {"text": self.quote(span), "span": list(span)}
            elif token.text in labels.GRANULARITIES:
                out["granularity"] = token.text
            elif token.text in labels.WHEN_TAGS:
                tags.append(token.text)
            elif _PERIOD.match(token.text):
                out["duration"] = token.text
            elif match and token.text != "/":
                readings.append(_interval(match))
            elif token.text not in ("?", ",", ";"):
                raise BadSource(
                    f"when: {token.text!r} is no ISO date or interval (2024-03-05, 2024-03, 2024-03-01/2024-03-09, "
                    f"2024-03-01/, /2024-03-01), no period (P6W), no granularity "
                    f"({' '.join(labels.GRANULARITIES)}) and no way ({' '.join(labels.WHEN_TAGS)})"
                )
        if out["text"] is None:
            raise BadSource("when: quote the words that tell the time")
        self.tags[claim] = tags or ["full"]
        if len(readings) > 1:
            out["readings"] = [{"start": a, "end": b, "because": []} for a, b, _ in readings]
            out["granularity"] = out["granularity"] or readings[0][2]
            return out | {"status": "two-readings", "because": ["two readings"]}
        if readings:
            out["start"], out["end"], size = readings[0]
            out["granularity"] = out["granularity"] or size
            if out["start"] and out["start"] == out["end"] and out["granularity"] in ("week", "weekend"):
                out["start"], out["end"] = _week(out["start"], weekend=out["granularity"] == "weekend")
            out["inferred"] = _inferred(out)
        elif out["duration"]:
            out["granularity"] = out["granularity"] or "span"
        because = (
            ["stated in full"] if self.tags[claim] == ["full"] else [f"by {tag}" for tag in self.tags[claim]]
        )
        if not readings:
            because.append("no anchor: kept as it stands")
        return out | {"status": "found", "because": because}

    def where(self, cell: Cell | None, spans: list[Span]) -> Json:
        """Name, country, point and precision, from the cell or from a place among the entities."""
        out: Json = {
            "name": None,
            "country": None,
            "lat": None,
            "lon": None,
            "precision_km": None,
            "kind": None,
            "relation": None,
            "text": None,
            "span": None,
            "gazetteer_id": None,
            "status": "not-stated",
            "because": ["not stated"],
        }
        if cell is None:
            return out
        raw, words = cell.raw, None
        for token in cell.tokens():
            if token.words:
                words = token.words
        spec = re.sub(r'"[^"]*"(?:#\d+)?(?:=e\d+)?', "", raw).strip()
        if relation := re.search(r"\brel=([\w-]+)", spec):
            out["relation"] = relation[1].replace("-", " ")
            spec = spec.replace(relation[0], "").strip()
        if re.fullmatch(r"e\d+", spec):
            entity = self.entities[self._known(spec)]
            if not entity.place:
                raise BadSource(
                    f"where: {spec} has no place; write `{spec} place {entity.name} CC lat lon km: …`"
                )
            span = (
                self._mention_near(spec, spans)
                if words is None
                else self.text.find(words, "where", near=spans)
            )
            name, spec = entity.name, entity.place
        else:
            if words is None:
                raise BadSource("where: quote the words that name the place, or write the id of a place")
            span = self.text.find(words, "where", near=spans)
            name = ""
        match = _PLACE.match(spec)
        if match is None:
            raise BadSource(
                f"where: cannot read {spec!r}; write Name CC lat lon km, Name CC country, or an id (e5)"
            )
        whole = match["whole"] is not None
        km = None if whole else float(match["km"])
        lat = None if whole else float(match["lat"])
        lon = None if whole else float(match["lon"])
        if lat is not None and lon is not None and not (-90 <= lat <= 90 and -180 <= lon <= 180):
            raise BadSource(f"where: {lat} {lon} is no latitude and longitude")
        return out | {
            "name": match["name"] or name or self.quote(span),
            "country": None if match["country"] == "--" else match["country"],
            "lat": lat,
            "lon": lon,
            "precision_km": km,
            "kind": match["kind"] or ("area" if whole or (km or 0) > 30 else "point"),
            "text": self.quote(span),
            "span": list(span),
            "status": "found",
            "because": ["labelled by hand"],
        }

    def _mention_near(self, name: str, spans: list[Span]) -> Span:
        found = [span for span, entity in self.mentions.items() if entity == name]
        if not found:
            raise BadSource(f"where: {name} is mentioned nowhere")
        middle = spans[0][0]
        inside = [span for span in found if overlap([span], spans)]
        return min(inside or found, key=lambda span: abs(span[0] - middle))

    def flags(self, cell: Cell | None) -> list[Json]:
        """Flags with the words they rest on: `headline-conflict "words" "words"; orphan`."""
        out: list[Json] = []
        for token in cell.tokens() if cell else ():
            if token.kind == "words" and token.words:
                if not out:
                    raise BadSource("flags: a flag's name comes before its words")
                taken = [quote["span"] for flag in out for quote in flag["quotes"]]
                hits = [hit for hit in self.text.all(token.words.words) if list(hit) not in taken]
                if token.words.nth is not None or not hits:
                    hits = [self.text.find(token.words, "flag")]
                out[-1]["quotes"].append(self.quoted(hits[0]))
            elif token.text in labels.FLAGS:
                out.append({"name": token.text, "quotes": [], "because": ""})
            elif token.kind != "op":
                raise BadSource(f"flags: {token.text!r} is no flag; use one of {' '.join(labels.FLAGS)}")
        return out

    def spans(self, claim: ClaimSource) -> list[Span]:
        """The places of the claim's quote, in order."""
        words = [token.words for token in Cell("quote", claim.quote, claim.line).tokens() if token.words]
        if not words:
            raise BadSource("a claim begins with its words in quotation marks")
        found: list[Span] = []
        for part in words:
            found.append(self.text.find(part, "quote", near=found, outside=True, body=True))
        return sorted(found)

    def again(self, cell: Cell | None, spans: list[Span]) -> list[list[int]]:
        """Further places where the same proposition stands, the headline among them."""
        out = []
        for token in cell.tokens() if cell else ():
            if token.words:
                hits = [hit for hit in self.text.all(token.words.words) if not overlap([hit], spans)]
                if token.words.nth is not None or not hits:
                    hits = [self.text.find(token.words, "again")]
                out.append(list(hits[0]))
        return out

    def claim(self, source: ClaimSource) -> Json | None:
        """One claim with its cells; what does not fit is noted, and the rest is still read."""
        own = source
        try:
            source = same_claim(self.source, source, self.others)
            spans = self.spans(source)
        except BadSource as problem:
            self.problem(own.line, f"{own.id}: {problem}")
            return None
        cell = source.cells.get
        chain: list[Json] = []

        def attempt(name: str, make: Callable[[], Any]) -> Any:
            try:
                return make()
            except BadSource as problem:
                line = source.cells[name].line if name in source.cells else source.line
                self.problem(line, f"{source.id}: {problem}")
                return None

        chain = attempt("who", lambda: self._chain(own, source, spans)) or self.who(None, spans)
        key = f"c-{self.id}-{source.id[1:]}"
        return {
            "id": key,
            "report": f"r-{self.id}",
            "quote": " … ".join(self.quote(span) for span in spans),
            "spans": [list(span) for span in spans],
            "who_says": chain,
            "how_sure": attempt("sure", lambda: self.sure(cell("sure"), spans, chain)),
            "what": without_nobody(attempt("what", lambda: self.what(cell("what"), cell("num"), spans))),
            "when": attempt("when", lambda: self.when(cell("when"), spans, key)),
            "where": attempt("where", lambda: self.where(cell("where"), spans)),
            "told_again": attempt("again", lambda: self.again(cell("again"), spans)),
            "flags": attempt("flags", lambda: self.flags(cell("flags"))),
            "grade": None,
        }

    def _chain(self, own: ClaimSource, source: ClaimSource, spans: list[Span]) -> list[Json]:
        chain = self.who(source.cells.get("who"), spans)
        credit = self.source.header.get("credit")
        if credit and own.same_as and "who" not in own.cells:
            middle = self.who(Cell("who", credit, 1), spans)[1:]
            chain = [chain[0], *middle, *chain[1:]]
        return chain

    def compile(self, part: str, story: str | None, kind: str) -> Json:
        """The gold of the whole report."""
        header = self.source.header
        title = header.get("headline") != "no" and "\n" in self.text.text
        end = self.text.text.find("\n")
        published = header.get("published", "none")
        entities = self.compile_entities()
        claims = [claim for source in self.source.claims.values() if (claim := self.claim(source))]
        digest = hashlib.sha256(self.text.text.encode()).hexdigest()
        report = {
            "id": f"r-{self.id}",
            "text": self.text.text,
            "outlet": self.outlet or None,
            "title": [0, end] if title else None,
            "byline": header.get("byline"),
            "published": None if published == "none" else published,
            "url": None,
            "language": "en",
            "name": self.id,
            "encoding": None,
            "bytes_sha256": None,
            "text_sha256": digest,
        }
        marks = {
            "part": part,
            "story": story,
            "kind": kind,
            "register": header.get("register"),
            "region": header.get("region"),
            "names": header.get("names", "").split(),
            "brief": header.get("brief"),
            "when": self.tags,
            "ambiguous": [self.entity_id(e.id) for e in self.entities.values() if e.ambiguous],
            "same": {f"c-{self.id}-{c.id[1:]}": c.same_as for c in self.source.claims.values() if c.same_as},
        }
        return {
            "record": {"report": report, "claims": claims, "entities": entities, "notices": []},
            "labels": marks,
        }


def without_nobody(what: Json | None) -> Json | None:
    """The event without "nobody" and "nothing" as participants: they negate it, and name nobody."""
    if what is not None:
        what["participants"] = [p for p in what["participants"] if p["text"].lower() not in NOBODY]
    return what


def _range(word: str) -> tuple[float | None, float | None]:
    low, dots, high = word.partition("..")
    try:
        if not dots:
            return float(low), float(low)
        return (float(low) if low else None), (float(high) if high else None)
    except ValueError:
        raise BadSource(f"num: {word!r} is no number; write 12, 30..40, 30.. or ..40") from None


def _interval(match: re.Match[str]) -> tuple[str | None, str | None, str]:
    """First and last day (or minute) of an ISO expression, and its size.

    >>> _interval(_INTERVAL.match("2024-02"))
    ('2024-02-01', '2024-02-29', 'month')
    """
    start, end = match["start"], match["end"]
    sizes = {4: "year", 7: "month", 10: "day", 13: "hour", 16: "minute"}
    if match["slash"]:
        first = _edge(start, last=False) if start else None
        last = _edge(end, last=True) if end else None
        if first and last and first > last:
            raise BadSource(f"when: {start}/{end} ends before it starts")
        return first, last, "span"
    return _edge(start, last=False), _edge(start, last=True), sizes[len(start)]


def _edge(iso: str, *, last: bool) -> str:
    try:
        if len(iso) == 4:
            return f"{iso}-12-31" if last else f"{iso}-01-01"
        year, month = int(iso[:4]), int(iso[5:7])
        if len(iso) == 7:
            return f"{iso}-{calendar.monthrange(year, month)[1]:02d}" if last else f"{iso}-01"
        dt.date.fromisoformat(iso[:10])
    except (ValueError, calendar.IllegalMonthError):
        raise BadSource(f"when: there is no date {iso}") from None
    if len(iso) == 13:
        return f"{iso}:59" if last else f"{iso}:00"
    return iso


def _week(day: str, *, weekend: bool) -> tuple[str, str]:
    """Monday to Sunday, or Saturday to Sunday, of the week of a day.

    >>> _week("2016-08-03", weekend=False)
    ('2016-08-01', '2016-08-07')
    """
    monday = dt.date.fromisoformat(day) - dt.timedelta(dt.date.fromisoformat(day).weekday())
    return str(monday + dt.timedelta(5 if weekend else 0)), str(monday + dt.timedelta(6))


def _inferred(when: Json) -> list[str]:
    """Which parts of the value are not in the words."""
    words, fine = when["text"], when["granularity"]
    out = [] if re.search(r"\b\d{4}\b", words) else ["year"]
    if fine not in ("year", "decade", "century") and not _MONTHS.search(words):
        out.append("month")
    day = fine in ("minute", "hour", "part-of-day", "day", "weekend", "week", "span")
    if day and not re.search(r"\b\d{1,2}(?:st|nd|rd|th)?\b(?!:)", words):
        out.append("day")
    return out


def gold_path(path: Path) -> Path:
    """Where the gold of a source stands."""
    return path.with_suffix(".json")
