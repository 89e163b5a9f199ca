"""The learned reader: one text in, a Reading with every layer out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso.learned import attributions, claims, clusters, mentions, parse, predicates, tokens, windows
from sayso.learned.attributions import Candidate, Linking
from sayso.learned.claims import Claims, Part
from sayso.learned.labels import ARGUMENT_TAGS, EVENT_CLASSES
from sayso.learned.predicates import Predicate
from sayso.learned.reading import Attribution, EventClass, Mention, Name, Reading, Words
from sayso.learned.sequences import best_rows, log_softmax, softmax, spans
from sayso.learned.weights import Weights, open_weights

if TYPE_CHECKING:
    from concurrent.futures import Future

    from sayso.learned.weights import Array

BLOCK = 3000
"""Words that are decoded together: bounds the memory, whatever the length of the text."""

_TABLE = ("word", "cue", "claim_part", "claim_trigger")
"""Outputs that are read window by window, with their context."""


class Reader:
    """The weights of one folder, opened when the first text is read and kept.

    Several threads may read with one Reader; for speed use processes, each with its own.
    """

    def __init__(self, folder: Path) -> None:
        """Remember the folder with reader.onnx, reader.npz, tokenizer.json and labels.json."""
        self.folder = folder
        self._begun: tuple[object, Future[Reading]] | None = None

    @cached_property
    def weights(self) -> Weights:
        """The opened weights; MissingPart where a file is not there."""
        return open_weights(self.folder)

    @cached_property
    def linking(self) -> Linking:
        """The fitted settings by which spans are joined to cues."""
        return Linking(**self.weights.labels.get("linking", {}))

    def read(self, text: str, *, least: float | None = None) -> Reading:
        """Read a whole text, however long; an empty text gives an empty Reading.

        Attributions with a confidence under `least` are left out; None takes the fitted floor, which
        gives the best F1 on PolNeAR dev.
        Raises MissingPart where the weights are not there.
        """
        begun, self._begun = self._begun, None
        if begun is not None and begun[0] == (text, least):
            return begun[1].result()
        return self._read(text, least=least)

    def begin(self, text: str, *, least: float | None = None) -> None:
        """Begin to read a text in a thread of its own; the next `read`, if it is of this text, waits for that.

        The weights are opened at once, because that holds up every other thread of the interpreter; the
        encoder's work does not. Raises MissingPart where the weights are not there.
        """
        from concurrent.futures import ThreadPoolExecutor

        _ = self.weights
        thread = ThreadPoolExecutor(max_workers=1)
        self._begun = (text, least), thread.submit(self._read, text, least=least)
        thread.shutdown(wait=False)

    def _read(self, text: str, *, least: float | None) -> Reading:
        spans_ = tokens.words(text)
        if not spans_:
            return Reading()
        numbers = tokens.paragraphs(text, spans_)
        forms = [text[a:b] for a, b in spans_]
        return self.read_words(forms, spans_, numbers, least=least)

    def read_words(
        self,
        forms: Sequence[str],
        spans_: Sequence[tuple[int, int]],
        numbers: Sequence[int],
        *,
        least: float | None = None,
    ) -> Reading:
        """Read words that were cut elsewhere: their forms, offsets and paragraph numbers."""
        if not forms:
            return Reading()
        weights = self.weights
        layers: dict[str, list[Any]] = {
            k: [] for k in ("sentences", "head", "deprel", "pos", "tag", "lemma", "factuality")
        }
        found_mentions: list[Mention] = []
        found_names: list[Name] = []
        candidates: list[Candidate] = []
        found_events: list[EventClass] = []
        chances: dict[str, list[Array]] = {}
        parts: dict[int, tuple[Part, ...]] = {}
        looked: dict[int, Predicate] = {}
        for base, outputs, block, found_parts, states in self.blocks(forms, spans_, numbers):
            end = base + len(outputs["upos"])
            now = parse.layers(outputs, weights.arrays, weights.labels, forms[base:end], numbers[base:end])
            found_mentions += mentions.mentions(outputs["kind"], now, forms[base:end], base)
            found_names += mentions.names(outputs["name"], now["sentences"], base)
            found_events += _events(outputs, now["sentences"], base, len(layers["sentences"]))
            for name, values in claims.probabilities(outputs).items():
                chances.setdefault(name, []).append(values)
            parts.update(found_parts)
            if states and "event" in chances:
                looked.update(self._looked(block, states, now, chances["event"][-1]))
            candidates += attributions.decode(block, weights.arrays, self.linking)
            layers["sentences"] += [(a + base, b + base) for a, b in now["sentences"]]
            layers["head"] += [h + base for h in now["head"]]
            layers["factuality"] += [round(float(v), 3) for v in outputs["value"][:, 0].clip(-3, 3)]
            for name in ("deprel", "pos", "tag", "lemma"):
                layers[name] += now[name]
        found_attributions = attributions.with_depth(self._settled(candidates, forms, layers, least))
        reading = Reading(
            words=tuple(spans_),
            paragraphs=tuple(numbers),
            mentions=tuple(found_mentions),
            names=tuple(found_names),
            attributions=tuple(sorted(found_attributions, key=lambda a: (a.cue[0], a.depth))),
            events=tuple(found_events),
            sentences=tuple(layers["sentences"]),
            pos=tuple(layers["pos"]),
            tag=tuple(layers["tag"]),
            lemma=tuple(layers["lemma"]),
            head=tuple(layers["head"]),
            deprel=tuple(layers["deprel"]),
            factuality=tuple(layers["factuality"]),
            claims=Claims(layers={name: _whole(values) for name, values in chances.items()}, parts=parts),
            predicates=looked,
        )
        return replace(reading, mentions=clusters.joined(reading, forms))

    def _looked(
        self, block: attributions.Block, states: Sequence[Array], now: dict[str, Any], event: Array
    ) -> dict[int, Predicate]:
        """The second look at the predicates of a block, by word, given the states of its windows."""
        session = self.weights.predicates
        if session is None:
            return {}
        made = [window for window, _, _ in block.windows]
        base = made[0].core[0]
        words = [base + i for i in predicates.asked(now["pos"], now["deprel"], now["head"], event)]
        bounds = [(a + base, b + base) for a, b in now["sentences"]]
        return predicates.read(session, made, states, list(predicates.rows(made, words, bounds)))

    def blocks(
        self, forms: Sequence[str], spans_: Sequence[tuple[int, int]], numbers: Sequence[int]
    ) -> Iterator[tuple[int, dict[str, Array], attributions.Block, dict[int, tuple[Part, ...]], list[Array]]]:
        """(first word, outputs of its words, attribution outputs with context, participants, the states of its
        windows) block by block."""
        cut = tokens.pieces(self.weights.tokenizer, forms)
        made = windows.windows(cut.ids, cut.first, numbers, forms, tokens.shapes(forms, spans_))
        for group in _blocks(made, numbers):
            base = group[0].core[0]
            outputs, kept, parts, states = self._run(group)
            start, end = group[0].start, group[-1].start + len(group[-1].at)
            block = attributions.Block(
                base=start,
                forms=forms[start:end],
                numbers=numbers[start:end],
                tag=outputs["tag"],
                windows=kept,
            )
            yield base, outputs, block, parts, states

    def _settled(
        self,
        found: Sequence[Candidate],
        forms: Sequence[str],
        layers: dict[str, list[Any]],
        least: float | None,
    ) -> list[Attribution]:
        """Candidates with their source and calibrated confidence; unlikely ones are left out."""
        grammar = attributions.Grammar(
            forms=forms,
            lemma=layers["lemma"],
            pos=layers["pos"],
            head=layers["head"],
            deprel=layers["deprel"],
            children=parse.children(layers["head"]),
        )
        weights = self.weights.labels.get("judge")
        out: list[Attribution] = []
        for candidate in found:
            one = attributions.sourced(candidate.attribution, grammar)
            raw, _ = attributions.judged(candidate, one, grammar, weights)
            sure = self._calibrated(raw)
            if (raw >= self.linking.floor) if least is None else (sure >= least):
                out.append(replace(one, confidence=sure))
        return out

    def _run(
        self, group: Sequence[windows.Window]
    ) -> tuple[
        dict[str, Array], list[tuple[windows.Window, Array, Array]], dict[int, tuple[Part, ...]], list[Array]
    ]:
        """Outputs for the words that the windows decide, the cue table's vectors per window, participants, states.

        The tag scores also cover the context before the first and after the last window's core.
        """
        import numpy as np

        parts: dict[str, list[Array]] = {}
        kept: list[tuple[windows.Window, Array, Array]] = []
        found: dict[int, tuple[Part, ...]] = {}
        states: list[Array] = []
        for k, window in enumerate(group):
            out = self.weights.run(window)
            if "states" in out:
                states.append(out.pop("states"))
            core = slice(window.core[0] - window.start, window.core[1] - window.start)
            for name, values in out.items():
                if name == "tag":
                    first = None if k == 0 else core.start
                    last = None if k == len(group) - 1 else core.stop
                    parts.setdefault(name, []).append(values[first:last])
                elif name not in _TABLE:
                    parts.setdefault(name, []).append(values[core])
            kept.append((window, out["word"], out["cue"]))
            found.update(claims.participants(out, window, self.weights.arrays))
        return {name: np.concatenate(values) for name, values in parts.items()}, kept, found, states

    def _calibrated(self, raw: float) -> float:
        """The share of attributions with about this raw confidence that were right on dev."""
        knots = self.weights.labels.get("calibration")
        if not knots:
            return round(raw, 4)
        xs, ys = knots
        k = bisect_right(xs, raw)
        if k == 0:
            return round(float(ys[0]), 4)
        if k == len(xs):
            return round(float(ys[-1]), 4)
        part = (raw - xs[k - 1]) / (xs[k] - xs[k - 1])
        return round(float(ys[k - 1] + part * (ys[k] - ys[k - 1])), 4)


def _whole(values: Sequence[Array]) -> Array:
    import numpy as np

    return np.concatenate(values)


def _blocks(made: Sequence[windows.Window], numbers: Sequence[int]) -> Iterator[list[windows.Window]]:
    """Groups of windows of about BLOCK words, cut between paragraphs where there are any."""
    group: list[windows.Window] = []
    for window in made:
        if group:
            size = window.core[0] - group[0].core[0]
            fresh = numbers[window.core[0]] != numbers[window.core[0] - 1]
            if size >= 2 * BLOCK or (size >= BLOCK and fresh):
                yield group
                group = []
        group.append(window)
    if group:
        yield group


def _events(
    outputs: dict[str, Array], sentences: Sequence[Words], base: int, number: int
) -> list[EventClass]:
    """The event class, source and target of every sentence."""
    row = best_rows(log_softmax(outputs["argument"]), sentences, ARGUMENT_TAGS).tolist()
    out: list[EventClass] = []
    for k, (begin, end) in enumerate(sentences):
        weight = softmax(outputs["weight"][begin:end, 0])
        chances = softmax(weight @ outputs["vote"][begin:end])
        order = chances.argsort()[::-1]
        arguments = spans([ARGUMENT_TAGS[i] for i in row[begin:end]])
        shift = base + begin
        out.append(
            EventClass(
                sentence=number + k,
                kind=EVENT_CLASSES[int(order[0])],
                confidence=round(float(chances[order[0]]), 4),
                second=EVENT_CLASSES[int(order[1])],
                source=tuple((a + shift, b + shift) for kind, a, b in arguments if kind == "S"),
                target=tuple((a + shift, b + shift) for kind, a, b in arguments if kind == "T"),
            )
        )
    return out


@lru_cache(maxsize=4)
def _reader_of(folder: Path) -> Reader:
    return Reader(folder)


def reader(folder: Path | None = None) -> Reader:
    """The reader of a folder of weights (None: the one that the settings name), opened once."""
    from sayso.settings import weights_path

    return _reader_of(folder or weights_path())


def read(text: str, *, least: float | None = None) -> Reading:
    """Read a text with the weights that the settings name."""
    return reader().read(text, least=least)
