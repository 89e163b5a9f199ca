"""What a report tells of those who speak, by the reader as shipped: a deed of theirs is a claim, who they are is none."""

from __future__ import annotations

import pytest

import sayso
from sayso.record import Claim


def claims_at(sentence: str, word: str) -> list[Claim]:
    """The claims whose event is named by a word."""
    return [c for c in sayso.read(sentence).claims if word in (quote.text for quote in c.what.trigger)]


@pytest.mark.parametrize(
    ("sentence", "word", "kind"),
    [
        ("Officers leading the offensive in Tigray ask why the minister did not send fuel.", "offensive", "ASSAULT"),
        ("Soldiers taking part in the raid on Kuito said that they had found nothing.", "raid", "ASSAULT"),
    ],
)  # fmt: skip
def test_a_deed_of_a_voice_is_a_claim_of_the_outlet(sentence: str, word: str, kind: str) -> None:
    (found,) = claims_at(sentence, word)
    assert found.what.type == kind
    assert found.origin.kind == "outlet"


@pytest.mark.parametrize(
    "sentence",
    [
        "An officer who asked not to be named said that the bridge had fallen.",
        "The man who steered the ferry said that the bridge had fallen.",
        "A woman living near the bridge said that it had fallen.",
    ],
)
def test_what_only_says_who_speaks_is_none(sentence: str) -> None:
    assert {c.how_sure.stance for c in sayso.read(sentence).claims} == {"asserted"}
    assert len(sayso.read(sentence).claims) == 1


def test_all_of_what_is_said_behind_that_is_quoted() -> None:
    text = (
        "As rockets continued to fly, the Fjordbladet reports that on Friday, under cover of the fair which ended"
        " on Sunday, rebel leaders met the governor in Goma."
    )
    (found,) = [c for c in sayso.read(text).claims if "met" in c.quote]
    assert found.quote.startswith("on Friday, under cover of the fair")


def test_courses_that_somebody_conducts_are_the_event() -> None:
    text = "The fighters went to Sudan for special six-week missile and sabotage courses conducted by Iran."
    (found,) = claims_at(text, "courses")
    assert found.what.type == "AID"
    assert "Iran" in {p.text for p in found.what.participants if p.role == "actor"}


def test_whom_somebody_lets_go_is_told_with_it() -> None:
    text = "The hundreds of pilgrims whom Israel allowed to leave Gaza for Mecca came home on Friday."
    (found,) = [c for c in sayso.read(text).claims if "allowed" in (q.text for q in c.what.trigger)]
    told = {(p.role, p.text) for p in found.what.participants}
    assert ("actor", "Israel") in told
    assert any(role == "recipient" and text.endswith("pilgrims") for role, text in told)


@pytest.mark.parametrize(
    ("sentence", "voices"),
    [
        ("In an interview with Le Monde, the president said that France had paid the rebels.", ["Le Monde", "the president"]),
        ("Speaking to the BBC, the general said that the town had fallen.", ["the BBC", "the general"]),
        ("Citing two officers, the Herald reported that the army had fled.", ["the Herald", "two officers"]),
        ("Citing a hospital register, she said that eleven soldiers had been buried.", ["she", "a hospital register"]),
        ("Contacted by Reuters, the firm said it had paid nobody.", ["Reuters", "the firm"]),
        ("A driver, reached by the Fjordbladet, denied that he had fled.", ["the Fjordbladet", "A driver"]),
        (
            "Captain Morozenko spoke to our correspondent Nora Nilsen by telephone. “I bought oil,” he said.",
            ["our correspondent Nora Nilsen", "he"],
        ),
        (
            "Radio Tana quoted a herder as saying that the well was dry. The herder said that two children had died.",
            ["Radio Tana", "The herder"],
        ),
        ("The army shelled the port, the union said, an allegation the ministry denies.", ["the ministry"]),
        ("He had heard four shots, he was quoted as saying by the Split daily Jadranski List.", ["the Split daily Jadranski List", "he"]),
        ("A voice expert told her, she said yesterday, that the tape had been cut.", ["she", "A voice expert"]),
        ("He had wood. Such is the account of the survivors.", ["the survivors"]),
        ("He was heard to say that the ship would not return.", ["He"]),
        ("“Then they forget us,” she was heard to say.", ["she"]),
        ("What is said in the market is that the association sold 240 cattle.", ["unattributed"]),
        ("The court heard that the driver had drunk a bottle of rum.", ["unattributed"]),
        ("Jurors were told that the accused had stabbed the man twice.", ["unattributed"]),
        ("By all accounts the town was empty.", ["unattributed"]),
        ("The mayor stands accused of taking bribes.", ["unattributed"]),
        ("The ship is supposed to arrive on Monday.", []),
        ("It emerged on Monday that the police had destroyed the files.", []),
    ],
)  # fmt: skip
def test_through_whom_a_statement_comes(sentence: str, voices: list[str]) -> None:
    last = sayso.read(sentence).claims[-1]
    assert [voice.voice for voice in last.who_says[1:]] == voices


def test_the_outlet_by_its_noun_and_its_initials_is_no_medium() -> None:
    for name in ("the agency", "DNA"):
        record = sayso.read(f"The mayor told {name} that the road was closed.", outlet="Danube News Agency")
        assert [voice.voice for voice in record.claims[-1].who_says[1:]] == ["The mayor"]


@pytest.mark.parametrize(
    ("sentence", "recipient"),
    [
        ("Soldiers shot two men on the road to the mine.", "two men"),
        ("Police shot dead two men on the road to the mine.", "two men"),
        ("A teacher was shot on the square in Lyon.", "A teacher"),
        ("Soldiers fired on a crowd.", "a crowd"),
    ],
)
def test_a_road_on_which_somebody_is_shot_is_no_victim(sentence: str, recipient: str) -> None:
    (claim,) = sayso.read(sentence).claims
    assert [p.text for p in claim.what.participants if p.role == "recipient"] == [recipient]


def test_an_army_is_no_radio_and_two_governors_are_two() -> None:
    text = (
        "A spokesman for the council, contacted by Radio Cenderawasih, denied that his men had been in the area. The army"
        " rejects this.\n\nGovernor Yulius Mambor and deputy governor Thomas Kareth flew to Timika. Mambor asked for calm."
    )
    names = {mention.text: entity.name for entity in sayso.read(text).entities for mention in entity.mentions}
    assert names.get("The army") != "Cenderawasih"
    assert names["Mambor"] == "Governor Yulius Mambor"
    assert names["Thomas Kareth"] == "Thomas Kareth"


def test_whose_the_goods_are_sends_them() -> None:
    (found,) = claims_at(
        "Officials say that shipments of Iranian missiles are on their way to Gaza.", "shipments"
    )
    assert ("actor", "Iranian") in {(p.role, p.text) for p in found.what.participants}
