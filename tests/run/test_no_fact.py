"""Nothing that is suspected, asked, planned, denied, left open or not done is stored as a fact, by the reader as shipped.

The sentences were written while the rules were mended: they guard, they measure nothing.
"""

from __future__ import annotations

import pytest

import sayso

SENTENCES = [
    ("The army is not known to have shelled the village.", "shelled", "asserted negated"),
    ("There is no indication that the rebels fired the missile.", "fired", "doubted affirmed"),
    ("Police have yet to arrest anyone for the killing.", "arrest", "asserted negated"),
    ("The general stopped short of accusing Iran of the attack.", "accusing", "asserted negated"),
    ("Officials played down reports that soldiers had been killed.", "killed", "doubted affirmed"),
    ("The ministry was forced to deny that it had sold arms to Chad.", "sold", "denied affirmed"),
    ("It remains unclear who fired first.", "fired", "asked affirmed"),
    ("He would not say whether troops had crossed the border.", "crossed", "asked affirmed"),
    ("The claim that police fired on the crowd has been debunked.", "fired", "denied affirmed"),
    ("Had the convoy not been attacked, aid would have reached the town.", "attacked", "conditional negated"),
    ("The prosecutor dropped charges that he had bribed a judge.", "bribed", "suspected affirmed"),
    ("A court acquitted the general of ordering the massacre.", "ordering", "denied affirmed"),
    ("Rumours that the king had died proved false.", "died", "denied affirmed"),
    ("The report falls short of proving that the minister took bribes.", "took", "doubted affirmed"),
    ("The prosecutor failed to prove that the minister took bribes.", "took", "doubted affirmed"),
    ("Far from withdrawing, the army sent two more brigades.", "withdrawing", "asserted negated"),
    ("Instead of arresting the men, police let them go.", "arresting", "asserted negated"),
    ("The envoy left without meeting the king.", "meeting", "asserted negated"),
    ("The mayor neither confirmed nor denied that shots had been fired.", "fired", "asked affirmed"),
    ("Police declined to confirm or deny that a man was held.", "held", "asked affirmed"),
    (
        "Athens refused to confirm or deny that masked men had forced people onto a raft.",
        "forced",
        "asked affirmed",
    ),
    ("A spokesman declined to confirm that the general had been arrested.", "arrested", "asked affirmed"),
    ("The governor did not deny that he had met the rebels.", "met", "asserted affirmed"),
    ("The firm has never denied having paid the men.", "paid", "asserted affirmed"),
    ('The minister called reports that the airport had been hit "a lie".', "hit", "denied affirmed"),
    ("The army called the report that it had fled a fabrication.", "fled", "denied affirmed"),
    ("A spokesman rejected as baseless a report that the king was ill.", "ill", "denied affirmed"),
    ("The paper falsely reported that the bishop had been jailed.", "jailed", "denied affirmed"),
    ("He pretended that he had been robbed.", "robbed", "denied affirmed"),
    ("The attack almost killed the president.", "killed", "asserted negated"),
    ("It is not the first time that the army has shelled the camp.", "shelled", "asserted affirmed"),
    ("Were the rebels to attack, the city would fall.", "attack", "conditional affirmed"),
    ("The army has not ruled out that its shells hit the school.", "hit", "suspected affirmed"),
    (
        "A militia on Tuesday denied any involvement in a rocket attack that wounded a contractor near the consulate.",
        "wounded",
        "asserted affirmed",
    ),
    ("The rebels are suspected of shooting down the plane.", "shooting", "suspected affirmed"),
    ("Asked whether he had paid the gunmen, the mayor hung up.", "paid", "asked affirmed"),
    ("The army shelled the port. He does not believe it.", "it", "doubted affirmed"),
    ("The army shelled the port. His mother finds it hard to believe.", "it", "doubted affirmed"),
    ("The army shelled the port. A Western attaché thinks it quite likely.", "it", "suspected affirmed"),
    ("The army shelled the port. The minister laughs at this.", "this", "denied affirmed"),
    (
        "The army shelled the port. A former adviser considers that almost impossible.",
        "that",
        "doubted affirmed",
    ),
    ("The army shelled the port. She calls that absurd.", "that", "denied affirmed"),
    ("Police are searching for a man they believe killed the guard.", "killed", "suspected affirmed"),
    ("The king averted an attack on the port.", "attack", "asserted negated"),
    ("No one has claimed that the plane was shot down.", "shot", "doubted affirmed"),
    ("There is no question that the plane was shot down.", "shot", "asserted affirmed"),
    ("The king warned against attacking the port.", "attacking", "planned negated"),
    ("The army left lest the rebels attack.", "attack", "conditional affirmed"),
    ("The army shelled the port, a claim the rebels dismissed as propaganda.", "claim", "denied affirmed"),
    ("The army shelled the port, an allegation denied by the general.", "allegation", "denied affirmed"),
    ("The army shelled the port, which the general denies.", "which", "denied affirmed"),
    ("The king vowed to crush the rebels. His critics say he cannot.", "cannot", "asserted negated"),
    ("The king vowed to crush the rebels. His critics doubt that he can.", "can", "doubted affirmed"),
    ("The king is supposed to have paid for the guns.", "paid", "suspected affirmed"),
    ("They were supposed to have stopped in March.", "stopped", "planned affirmed"),
    ("He was cleared of killing a guard.", "killing", "denied affirmed"),
    ("He is wanted for the murder of a judge.", "murder", "suspected affirmed"),
    ("Few believe that the talks will succeed.", "succeed", "doubted affirmed"),
    ("Nobody doubts that the army fired first.", "fired", "asserted affirmed"),
    ("There are few signs that the army fired first.", "fired", "doubted affirmed"),
    ("No evidence has emerged that the army fired first.", "fired", "doubted affirmed"),
    ("There was nothing to suggest that the army fired first.", "fired", "doubted affirmed"),
    ("Fears have grown that the army will strike.", "strike", "suspected affirmed"),
    (
        "A woman thought to have recruited the crew left Brisbane last week.",
        "recruited",
        "suspected affirmed",
    ),
    ("A woman thought to have recruited the crew left Brisbane last week.", "left", "asserted affirmed"),
    ("A shed burned down on Monday. Police suspect arson.", "arson", "suspected affirmed"),
    ('"I suspect the guards, but I cannot prove it," the mayor said.', "guards", "suspected affirmed"),
    ("The colonel said on Monday that he suspected the prefect.", "prefect", "suspected affirmed"),
    ("The spokesman said the army suspects a rival militia.", "militia", "suspected affirmed"),
    ("The colonel said on Monday that he doubted the report.", "report", "doubted affirmed"),
    ("Did the police suspect the driver?", "driver", "asked affirmed"),
    ('"I do not doubt your word," she said.', "word", "asserted negated"),
    ("Officials would not say how many men had died.", "died", "presupposed affirmed"),
    ("Police have not said who was arrested.", "arrested", "presupposed affirmed"),
]


@pytest.mark.parametrize(("sentence", "word", "expected"), SENTENCES)
def test_how_sure(sentence: str, word: str, expected: str) -> None:
    at = sentence.index(f" {word}") + 1 if not sentence.startswith(word) else 0
    record = sayso.read(sentence, outlet="The Example", published="2018-03-14")
    over = [claim for claim in record.claims if any(span.start <= at < span.end for span in claim.spans)]
    nearest = min(over, key=lambda claim: sum(span.end - span.start for span in claim.spans))
    assert f"{nearest.how_sure.stance} {nearest.how_sure.polarity}" == expected


def test_whoever_looks_into_reports_does_not_make_them() -> None:
    record = sayso.read("The UN is investigating reports that children were killed.", outlet="The Example")
    killed = record.claims[-1]
    assert [voice.voice for voice in killed.who_says[1:]] == ["unattributed"]
