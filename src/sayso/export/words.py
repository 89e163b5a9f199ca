"""The cells of a claim in few words, as every readable format prints them."""

from __future__ import annotations

from ..record import Claim, Polarity, Role, Status, Voice

ROUTE = (Role.ROUTE_FROM, Role.ROUTE_VIA, Role.ROUTE_TO)
PREPOSITIONS = {
    Role.INSTRUMENT: "with",
    Role.GOODS: "of",
    Role.ROUTE_FROM: "from",
    Role.ROUTE_VIA: "via",
    Role.ROUTE_TO: "to",
    Role.HOST: "hosted by",
}
MISSING = {
    Status.FOUND: "not stated",
    Status.NOT_STATED: "not stated",
    Status.NOT_FOUND: "not found",
    Status.TWO_READINGS: "two readings",
}
"""How a cell without a value is written: the three ways of not knowing stay apart."""


def one_line(text: str) -> str:
    """The text with every run of white space as one blank.

    >>> one_line("already on\\n  their way")
    'already on their way'
    """
    return " ".join(text.split())


def short(id: str) -> str:
    """The beginning of an id, enough to name it in an archive.

    >>> short("c-0f3a12b49c8d7e6f")
    'c-0f3a12b4'
    """
    return id[:10]


def speaker(voice: Voice) -> str:
    """Who the voice is: its words, and whom a pronoun or role turned out to be."""
    words = one_line(voice.voice)
    return f"{words} [{one_line(voice.name)}]" if voice.name and voice.name != voice.voice else words


def who_says(claim: Claim) -> str:
    """The chain from the outlet inwards: 'debkafile › Israeli officials'."""
    return " › ".join(speaker(voice) for voice in claim.who_says)


def how_sure(claim: Claim) -> str:
    """The stance, 'not' where the proposition is negated, and the likelihood where one is given."""
    stance = claim.how_sure.stance.value
    if claim.how_sure.polarity is Polarity.NEGATED:
        stance += ": not"
    likelihood = claim.how_sure.likelihood
    return f"{stance}, {likelihood.value}" if likelihood else stance


def parties(claim: Claim, *roles: Role) -> str:
    """The words of all participants in these roles, with commas."""
    found = [one_line(p.text) for p in claim.what.participants if p.role in roles]
    return ", ".join(dict.fromkeys(found))


def code(claim: Claim) -> str:
    """Class and mode: 'ASSAULT/airstrike'; empty where the claim is no event or none was found."""
    what = claim.what
    return "/".join(part for part in (what.type, what.mode) if part)


def what(claim: Claim) -> str:
    """Class and mode, who to whom, and the other participants and numbers."""
    actors, recipients = parties(claim, Role.ACTOR), parties(claim, Role.RECIPIENT)
    event = code(claim)
    if not event:
        event = "no event" if claim.what.status is not Status.NOT_FOUND else MISSING[Status.NOT_FOUND]
    sides = (
        f"{actors} → {recipients}" if actors and recipients else actors or (recipients and f"→ {recipients}")
    )
    rest = [f"{word} {found}" for role, word in PREPOSITIONS.items() if (found := parties(claim, role))]
    rest += [f"{one_line(n.text)} {n.kind.value}" for n in claim.what.numbers]
    words = ", ".join(part for part in (sides, *rest) if part)
    return f"{event}: {words}" if words else event


def when(claim: Claim) -> str:
    """The interval as ISO days, what of it was inferred, or why there is none."""
    cell = claim.when
    words = f" “{one_line(cell.text)}”" if cell.text else ""
    if cell.start is None and cell.end is None:
        if cell.readings:
            both = " or ".join(
                f"{r.start or '…'} – {r.end or '…'}" if r.start != r.end else f"{r.start}"
                for r in cell.readings
            )
            return f"two readings: {both}"
        missing = "not dated" if cell.text and cell.status is Status.FOUND else MISSING[cell.status]
        return f"{missing}{words}"
    if cell.start == cell.end:
        days = f"{cell.start}"
    elif cell.end is None:
        days = f"from {cell.start}"
    elif cell.start is None:
        days = f"until {cell.end}"
    else:
        days = f"{cell.start} – {cell.end}"
    return f"{days} ({', '.join(cell.inferred)} inferred)" if cell.inferred else days


def where(claim: Claim) -> str:
    """The place with its country, or why there is none."""
    cell = claim.where
    if cell.name is None and cell.country is None:
        words = f" “{one_line(cell.text)}”" if cell.text else ""
        return f"{MISSING[cell.status]}{words}"
    name = cell.name or ""
    place = f"{name}, {cell.country}" if name and cell.country else name or f"{cell.country}"
    return f"{cell.relation} {place}" if cell.relation else place


def heading(report: object | None, report_id: str) -> str:
    """Outlet, day and headline of a report in one line, and its id."""
    parts = [getattr(report, key, None) for key in ("outlet", "published", "headline")]
    known = [one_line(str(part)) for part in parts if part]
    name = getattr(report, "name", None)
    return " · ".join([*(known or ([str(name)] if name else [])), report_id])
