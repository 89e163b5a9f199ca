"""The compiler finds the words that a writer quotes, and says what to mend where it cannot."""

from pathlib import Path

import pytest

from evals.corpus.check import check_report
from evals.corpus.compile import Compiler
from evals.corpus.errors import BadSource
from evals.corpus.load import ROOT, compile_corpus, dump, gold_path
from evals.corpus.locate import Text, Words
from evals.corpus.source import read_report

HEAD = "outlet: The Quay\npublished: 2019-10-22\nregister: wire\nregion: caucasus\n---\n"
TEXT = "Ship held\n\nGuards held a ship on Monday, Ana Beridze said. “He may go,” she said. He did not go to Gori."
LABELS = """---
e1 person Ana Beridze: "[she] said"
e2 place Gori GE 41.98 44.11 10:
e3 person the captain: "“[He] may", "[He] did"
"""


def compiled(tmp_path: Path, claims: str) -> tuple[dict, list[str]]:
    path = tmp_path / "a.txt"
    path.write_text(f"{HEAD}{TEXT}\n{LABELS}{claims}\n", encoding="utf-8")
    compiler = Compiler(read_report(path), "a")
    gold = compiler.compile("train", None, "single")
    return gold, [str(problem) for problem in compiler.problems]


def test_a_claim_gets_its_spans_and_its_chain(tmp_path: Path) -> None:
    gold, problems = compiled(
        tmp_path,
        'c1 "Guards held a ship on Monday" | who: person "Ana Beridze" says [said]\n'
        ' what: COERCE/seize "held" actor "Guards" recipient "a ship" | when: 2019-10-21 relative "on Monday"',
    )
    claim = gold["record"]["claims"][0]
    assert problems == []
    assert [TEXT[a:b] for a, b in claim["spans"]] == ["Guards held a ship on Monday"]
    assert [voice["kind"] for voice in claim["who_says"]] == ["outlet", "person"]
    assert claim["who_says"][1]["cue"]["span"] == [TEXT.index("said"), TEXT.index("said") + 4]
    assert claim["what"]["trigger"][0]["span"][0] == TEXT.index("held a")
    assert claim["when"]["inferred"] == ["year", "month", "day"]
    assert list(check_report(tmp_path, gold))[1:] == [] or all(
        not p.severe for p in check_report(tmp_path, gold)
    )


def test_a_pronoun_speaker_resolves_to_the_person(tmp_path: Path) -> None:
    gold, _ = compiled(tmp_path, 'c1 "He may go" | who: person "[she] said" says [said]')
    voice = gold["record"]["claims"][0]["who_says"][1]
    assert (voice["voice"], voice["name"], voice["entity"]) == ("she", "Ana Beridze", "e-a-1")
    assert voice["cue"]["span"][0] == TEXT.index("she said") + 4


def test_a_relative_pronoun_takes_part_in_the_words_that_it_stands_for(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    text = "Boat sunk\n\nA guard who shot a man fled."
    labels = '---\ne1 person guard: "A guard", "[who] shot"\nc1 "who shot a man" | what: ASSAULT "shot" actor "[who] shot"'
    path.write_text(f"{HEAD}{text}\n{labels}\n", encoding="utf-8")
    gold = Compiler(read_report(path), "a").compile("train", None, "single")
    told = gold["record"]["claims"][0]["what"]["participants"][0]
    assert (told["text"], told["entity"]) == ("A guard", "e-a-1")


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ('c1 "Guards hold a ship"', 'nearest is "Guards held a ship"'),
        ('c1 "He did not go" | sure: negated', "negated needs its cue"),
        ('c1 "He did not go" | sure: sure', "is no stance"),
        ('c1 "He did not go" | what: WAR "go"', "'WAR' is no class"),
        ('c1 "He did not go" | what: ASSAULT/strike "go"', "is no mode of ASSAULT"),
        ('c1 "He did not go" | when: 2019-02-30 "Monday"', "there is no date 2019-02-30"),
        ('c1 "He did not go" | who: someone "she"', "is neither a kind"),
    ],
)
def test_a_fault_is_told_with_file_and_line(tmp_path: Path, claim: str, said: str) -> None:
    _, problems = compiled(tmp_path, claim)
    assert len(problems) == 1
    assert said in problems[0]
    assert problems[0].startswith(f"{tmp_path / 'a.txt'}:13:")


def test_a_straight_quotation_mark_in_the_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f'{HEAD}He said "no".\n---\n', encoding="utf-8")
    with pytest.raises(BadSource, match="straight quotation mark"):
        read_report(path)


def test_a_wrong_weekday_is_found(tmp_path: Path) -> None:
    gold, _ = compiled(tmp_path, 'c1 "Guards held a ship" | when: 2019-10-22 relative "on Monday"')
    assert any("a Tuesday" in str(problem) for problem in check_report(tmp_path, gold))


@pytest.mark.parametrize(
    ("words", "found"),
    [("Guards … Monday", "Guards held a ship on Monday"), ("“[He] may", "He"), ("SHIP HELD", "Ship held")],
)
def test_words_are_found_abridged_in_context_and_without_case(words: str, found: str) -> None:
    start, end = Text(TEXT).find(Words(words), "quote")
    assert TEXT[start:end] == found


def test_the_corpus_compiles_and_its_gold_is_fresh() -> None:
    for folder in compile_corpus(ROOT):
        assert [str(problem) for problem in folder.problems if problem.severe] == []
        for path, gold in folder.reports.items():
            assert [str(problem) for problem in check_report(path, gold) if problem.severe] == []
            assert gold_path(path).read_text(encoding="utf-8") == dump(gold), (
                f"{path}: compile the corpus again"
            )


def test_warns_of_capitalised_twins_and_of_swallowed_participants(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    text = "Strike\n\nThe dockers struck. Later the dockers met an envoy of Gori in Gori."
    path.write_text(
        f'{HEAD}{text}\n---\ne1 organization dockers of Gori: "the dockers"\n'
        'e2 organization the envoys: "an envoy of Gori"\ne3 place Gori GE 41.98 44.11 10: "Gori"\n'
        'c1 "the dockers met an envoy of Gori" | what: CONSULT "met" actor "the dockers" recipient "Gori"\n',
        encoding="utf-8",
    )
    compiler = Compiler(read_report(path), "a")
    compiler.compile("train", None, "single")
    assert not [p for p in compiler.problems if p.severe]
    said = " ".join(map(str, compiler.problems))
    assert '"The dockers" stands in the text too: list it at e1' in said
    assert 'participant "Gori" has no entity: it stands inside "an envoy of Gori" of e2' in said
