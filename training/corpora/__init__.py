"""Corpora in their original formats: name in the config -> loader(folder, part) -> documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from training.corpora import factuality, house, names, plover, polnear, re3d, universal
from training.document import Document

Loader = Callable[[Path, str], Iterable[Document]]

CORPORA: dict[str, Loader] = {
    "polnear": polnear.load,
    "house": house.load,
    "ewt": universal.load_ewt,
    "gum": universal.load_gum,
    "wikigold": names.load_wikigold,
    "wnut17": names.load_wnut17,
    "btc": names.load_btc,
    "re3d": re3d.load,
    "plv": plover.load_plv,
    "cameo_ner": plover.load_cameo_ner,
    "meantime_factuality": factuality.load_meantime,
}
"""Every corpus that the config may name."""
