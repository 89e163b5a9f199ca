"""Lemmas as edit scripts: how many letters to cut from the end, and what to put there.

>>> script("Agencies", "agency")
'l3y'
>>> apply("Ministries", "l3y")
'ministry'
"""

from __future__ import annotations

KEEP = "k0"
"""The script that leaves a word as it is."""


def script(form: str, lemma: str) -> str:
    """The edit script from a form to its lemma: a letter for case (l lower, k keep), a cut, an ending."""
    for case, base in (
        (("k", form), ("l", form.lower())) if lemma != lemma.lower() else (("l", form.lower()),)
    ):
        if case == "k" and lemma[:1] != form[:1]:
            continue
        same = 0
        while same < min(len(base), len(lemma)) and base[same] == lemma[same]:
            same += 1
        if case == "l" and form == base:
            return f"l{len(base) - same}{lemma[same:]}"
        return f"{case}{len(base) - same}{lemma[same:]}"
    return f"l{len(form)}{lemma}"


def apply(form: str, edit: str) -> str:
    """The lemma that a script makes of a form; the lower-case form where the script does not fit."""
    base = form.lower() if edit[0] == "l" else form
    digits = 1
    while digits < len(edit) and edit[digits].isdigit():
        digits += 1
    cut = int(edit[1:digits])
    if cut > len(base):
        return base
    return (base[: len(base) - cut] + edit[digits:]) or base
