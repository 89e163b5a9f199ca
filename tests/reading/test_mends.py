"""Parses that contradict themselves, and what they are mended to."""

from __future__ import annotations

from sayso.reading.draft import Token
from sayso.reading.mends import is_tree, mended


def sentence(*rows: str) -> list[Token]:
    """Tokens from lines of word, tag, number of the head (from one; 0 for the root) and relation."""
    out, at = [], 0
    for row in rows:
        word, pos, head, relation = row.split()
        text, _, lemma = word.partition("/")
        out.append(
            Token(
                start=at,
                end=at + len(text),
                text=text,
                lower=text.lower(),
                lemma=lemma or text.lower(),
                pos=pos,
                head=int(head) - 1,
                relation=relation,
            )
        )
        at += len(text) + 1
    mended(out, 0, len(out))
    return out


def tree(tokens: list[Token]) -> dict[str, tuple[str, str]]:
    """Relation and head by word."""
    return {t.text: (t.relation, tokens[t.head].text if t.head >= 0 else "") for t in tokens}


def test_an_infinitive_taken_for_a_name() -> None:
    read = tree(
        sentence(
            "They PRON 2 nsubj", "let VERB 0 root", "leaders NOUN 2 obj", "in ADP 9 case", "Homs PROPN 9 compound",
            "cross PROPN 9 compound", "Sinai PROPN 2 obl", "to ADP 9 case", "Suez PROPN 2 obl", ". PUNCT 2 punct",
        )
    )  # fmt: skip
    assert read["cross"] == ("xcomp", "let")
    assert read["Homs"] == ("nmod", "leaders")
    assert read["Sinai"] == ("obj", "cross")
    assert read["Suez"] == ("obl", "cross")


def test_a_preposition_belongs_to_the_phrase_that_follows_it() -> None:
    read = tree(
        sentence("They PRON 2 nsubj", "flew VERB 0 root", "to ADP 6 case", "Rabat PROPN 2 obl", "on ADP 6 case", "Monday PROPN 2 obl")
    )  # fmt: skip
    assert read["to"] == ("case", "Rabat")


def test_a_preposition_before_an_owner_belongs_to_what_is_owned() -> None:
    read = tree(
        sentence(
            "It PRON 3 nsubj:pass", "was AUX 3 aux:pass", "joined VERB 0 root", "by ADP 5 case", "Hamas PROPN 7 nmod:poss",
            "' PART 5 case", "Musa PROPN 3 obl:agent", "Marzuk PROPN 5 flat", ". PUNCT 3 punct",
        )
    )  # fmt: skip
    assert read["by"] == ("case", "Musa")
    assert read["Marzuk"] == ("flat", "Musa")
    assert read["Hamas"] == ("nmod:poss", "Musa")


def test_a_capital_letter_is_no_infinitive() -> None:
    read = tree(
        sentence(
            "He PRON 3 nsubj",
            "was AUX 3 aux",
            "carried VERB 0 root",
            "to PART 5 mark",
            "Peshkopi VERB 3 advcl",
        )
    )
    assert read["Peshkopi"] == ("obl", "carried")
    assert read["to"] == ("case", "Peshkopi")


def test_a_clause_describes_the_noun_before_it() -> None:
    read = tree(
        sentence(
            "pilgrims NOUN 7 nsubj", "Israel PROPN 1 nmod", "allowed VERB 7 acl", "to PART 5 mark", "leave VERB 3 xcomp",
            "were AUX 7 cop", "many ADJ 0 root",
        )
    )  # fmt: skip
    assert read["allowed"] == ("acl:relcl", "pilgrims")
    assert read["Israel"] == ("nsubj", "allowed")


def test_a_sound_tree_is_left_as_it_is() -> None:
    rows = ("They PRON 2 nsubj", "went VERB 0 root", "home ADV 2 advmod", "to ADP 5 case", "Fes PROPN 2 obl")
    assert tree(sentence(*rows)) == {
        "They": ("nsubj", "went"),
        "went": ("root", ""),
        "home": ("advmod", "went"),
        "to": ("case", "Fes"),
        "Fes": ("obl", "went"),
    }


def test_a_passive_has_a_verb_and_a_preposition_is_no_sign() -> None:
    tokens = sentence(
        "the DET 2 det",
        "port NOUN 5 nsubj:pass",
        "had AUX 5 aux",
        "been AUX 5 aux:pass",
        "closed ADJ 0 root",
        "on PUNCT 7 case",
        "Monday PROPN 5 obl",
    )
    assert (tokens[4].pos, tokens[4].lemma, tokens[5].pos) == ("VERB", "close", "ADP")


def test_an_adjective_with_a_copula_stays_one() -> None:
    tokens = sentence("it PRON 3 nsubj:pass", "was AUX 3 cop", "tired ADJ 0 root")
    assert tokens[2].pos == "ADJ"


def test_a_second_subject_behind_the_verb_is_its_object() -> None:
    read = tree(
        sentence(
            "Israel PROPN 2 nsubj", "helped VERB 0 root", "pilgrims NOUN 2 nsubj", "attend VERB 2 xcomp",
        )
    )  # fmt: skip
    assert read["pilgrims"] == ("obj", "helped")
    read = tree(
        sentence("Police NOUN 2 nsubj:pass", "arrested VERB 0 root", "seven NUM 4 nummod", "men NOUN 2 nsubj:pass")
    )  # fmt: skip
    assert (read["Police"], read["men"]) == (("nsubj", "arrested"), ("obj", "arrested"))


def test_a_second_object_is_the_nearer_verbs() -> None:
    read = tree(
        sentence(
            "Police NOUN 2 nsubj", "arrested VERB 0 root", "men NOUN 2 obj", "after SCONJ 6 mark",
            "protesters NOUN 6 nsubj", "burned VERB 2 advcl", "vans NOUN 2 obj",
        )
    )  # fmt: skip
    assert (read["men"], read["vans"]) == (("obj", "arrested"), ("obj", "burned"))


def test_a_second_verb_is_joined_to_the_verb_and_has_its_own_object() -> None:
    read = tree(
        sentence(
            "They PRON 2 nsubj", "fled VERB 0 root", "killing VERB 2 advcl", "a DET 5 det", "guard NOUN 3 obj",
            "and CCONJ 7 cc", "wounding VERB 5 conj", "at ADP 11 case", "least ADJ 10 nmod", "six NUM 11 nummod",
            "people NOUN 5 nmod", ". PUNCT 2 punct",
        )
    )  # fmt: skip
    assert read["wounding"] == ("conj", "killing")
    assert read["people"] == ("obj", "wounding")
    assert read["at"] == ("case", "least")


def test_a_verdict_belongs_to_the_verb_of_judging() -> None:
    read = tree(
        sentence(
            "She PRON 2 nsubj", "called/call VERB 0 root", "reports NOUN 2 obj", "that SCONJ 6 mark",
            "troops NOUN 6 nsubj", "left VERB 3 acl", "a DET 8 det", "lie NOUN 6 obl", ". PUNCT 2 punct",
        )
    )  # fmt: skip
    assert read["lie"] == ("xcomp", "called")
    assert read["left"] == ("acl", "reports")


def test_what_a_noun_of_planning_is_for_hangs_on_it() -> None:
    read = tree(
        sentence(
            "Police NOUN 2 nsubj", "foiled VERB 0 root", "a DET 4 det", "plot NOUN 2 obj", "to PART 6 mark",
            "bomb VERB 2 advcl", "it PRON 6 obj", ". PUNCT 2 punct",
        )
    )  # fmt: skip
    assert read["bomb"] == ("acl", "plot")


def test_what_stands_behind_a_verdict_is_the_judging_verbs() -> None:
    read = tree(
        sentence(
            "He PRON 2 nsubj", "rejected/reject VERB 0 root", "as SCONJ 4 mark", "baseless ADJ 2 advcl", "a DET 6 det",
            "report NOUN 4 obj", ". PUNCT 2 punct",
        )
    )  # fmt: skip
    assert read["report"] == ("obj", "rejected")


def test_a_name_behind_a_possessive_mark_is_anothers() -> None:
    read = tree(
        sentence(
            "was AUX 2 aux:pass", "joined VERB 0 root", "by ADP 4 case", "Hamas PROPN 2 obl:agent", "’ PART 4 case",
            "Musa PROPN 2 nsubj:pass", "Abu PROPN 4 flat", "Marzuk PROPN 4 flat",
        )
    )  # fmt: skip
    assert read["Musa"] == ("obl:agent", "joined")
    assert read["Hamas"] == ("nmod:poss", "Musa")
    assert (read["by"], read["Marzuk"]) == (("case", "Musa"), ("flat", "Musa"))


def test_a_split_name_is_joined() -> None:
    read = tree(
        sentence(
            "they PRON 2 nsubj", "flew VERB 0 root", "to ADP 4 case", "Saudi PROPN 8 amod", "Arabia PROPN 2 obl",
            "before ADP 8 case", "the DET 8 det", "feast NOUN 2 obl",
        )
    )  # fmt: skip
    assert read["Saudi"] == ("compound", "Arabia")
    assert read["to"] == ("case", "Arabia")


def test_a_name_between_noun_and_verb_is_the_verbs_subject() -> None:
    read = tree(
        sentence(
            "the DET 2 det", "hundreds NOUN 8 nsubj", "of ADP 4 case", "pilgrims NOUN 2 nmod", "Israel PROPN 2 nmod",
            "allowed VERB 2 acl", "were AUX 8 cop", "happy ADJ 0 root",
        )
    )  # fmt: skip
    assert read["Israel"] == ("nsubj", "allowed")
    assert read["allowed"] == ("acl:relcl", "hundreds")


def test_a_conjunction_parts_its_clause_from_what_stands_before() -> None:
    read = tree(
        sentence(
            "They PRON 2 nsubj", "sent VERB 0 root", "men NOUN 2 obj", "home ADV 8 advmod", "yesterday ADV 8 advmod",
            "because SCONJ 8 mark", "permits NOUN 2 obj", "expired VERB 2 advcl",
        )
    )  # fmt: skip
    assert read["permits"] == ("nsubj", "expired")
    assert read["home"] == ("advmod", "sent")


def test_a_sentence_without_a_verb_is_given_one() -> None:
    read = tree(
        sentence(
            "Police PROPN 2 nmod:poss", "arrested VERB 6 nmod", "two NUM 4 nummod", "men PROPN 2 obl", "in ADP 6 case",
            "Accra PROPN 0 root", ". PUNCT 2 punct",
        )
    )  # fmt: skip
    assert read["arrested"] == ("root", "")
    assert read["Police"] == ("nsubj", "arrested")
    assert read["men"] == ("obj", "arrested")
    assert read["Accra"] == ("obl", "arrested")


def test_a_heading_of_nouns_is_given_none() -> None:
    rows = ("The DET 3 det", "planned VERB 3 amod", "visit NOUN 0 root")
    assert tree(sentence(*rows))["visit"] == ("root", "")


def test_a_relative_pronoun_hangs_on_its_clause() -> None:
    read = tree(
        sentence(
            "Zindani PROPN 0 root", ", PUNCT 5 punct", "who PRON 1 nsubj:pass", "is AUX 5 aux:pass",
            "listed VERB 1 acl:relcl",
        )
    )  # fmt: skip
    assert read["who"] == ("nsubj:pass", "listed")


def test_an_auxiliary_is_no_sign() -> None:
    tokens = sentence("They PRON 4 nsubj", "did PART 4 punct", "not PART 4 advmod", "intercede VERB 0 root")
    assert (tokens[1].pos, tokens[1].relation) == ("AUX", "aux")


def test_a_clause_that_wants_nothing_tells_what_its_noun_says() -> None:
    read = tree(
        sentence(
            "the DET 2 det", "charge NOUN 0 root", "that PRON 5 nsubj", "she PRON 5 nsubj", "sold VERB 2 acl:relcl",
            "them PRON 5 obj",
        )
    )  # fmt: skip
    assert read["sold"] == ("acl", "charge")
    assert read["that"] == ("mark", "sold")


def test_a_ring_is_no_tree() -> None:
    sound = sentence("They PRON 2 nsubj", "left VERB 0 root", "early ADV 2 advmod")
    assert is_tree(sound, 0, 3)
    sound[1].head = 2
    assert not is_tree(sound, 0, 3)
    assert is_tree(sound, 0, 1)


def accused(*rest: str) -> list[Token]:
    return sentence(
        "They PRON 2 nsubj", "accuse VERB 0 root", "the DET 4 det", "head NOUN 2 obj", "of ADP 7 case",
        "the DET 7 det", "port NOUN 2 obl", *rest,
    )  # fmt: skip


def test_a_phrase_with_of_straight_behind_a_noun_tells_of_the_noun() -> None:
    clause = ("of SCONJ 9 mark", "lying VERB 2 advcl", ". PUNCT 2 punct")
    assert tree(accused(*clause))["port"] == ("nmod", "head")


def test_a_verb_that_takes_of_keeps_its_only_phrase() -> None:
    assert tree(accused(". PUNCT 2 punct"))["port"] == ("obl", "accuse")


def test_a_name_before_the_verb_of_a_bare_relative_clause_is_its_subject() -> None:
    read = tree(
        sentence(
            "The DET 2 det", "pilgrims NOUN 5 nsubj", "Israel PROPN 2 appos", "allowed VERB 2 acl:relcl",
            "left VERB 0 root", ". PUNCT 5 punct",
        )
    )  # fmt: skip
    assert read["Israel"] == ("nsubj", "allowed")


def test_articles_and_owners_belong_to_the_noun_that_follows() -> None:
    read = tree(
        sentence(
            "Chad PROPN 4 nsubj", "'s PART 1 case", "ministry NOUN 4 nsubj", "gives VERB 0 root", "the DET 6 det",
            "council NOUN 4 iobj", "the DET 6 det", "jetty NOUN 4 obj", ". PUNCT 4 punct",
        )
    )  # fmt: skip
    assert read["Chad"] == ("nmod:poss", "ministry")
    assert read["the"] == ("det", "jetty")  # the second one, which stands last in the table
    drew = tree(
        sentence(
            "They PRON 2 nsubj",
            "drew VERB 0 root",
            "their PRON 2 iobj",
            "mortars NOUN 2 obj",
            ". PUNCT 2 punct",
        )
    )
    assert drew["their"] == ("nmod:poss", "mortars")


def test_a_name_that_the_parse_cuts_in_two_is_one() -> None:
    read = tree(
        sentence(
            "It PRON 3 nsubj:pass", "was AUX 3 aux:pass", "joined VERB 0 root", "by ADP 5 case", "Musa PROPN 3 obl:agent",
            "Abu PROPN 3 obl:agent", "Marzuk PROPN 6 flat", ". PUNCT 3 punct",
        )
    )  # fmt: skip
    assert read["Abu"] == ("flat", "Musa")
    assert read["Marzuk"] == ("flat", "Musa")


def test_a_title_and_its_name_side_by_side_are_one() -> None:
    read = tree(
        sentence(
            "Olmert PROPN 6 nsubj", "and CCONJ 4 cc", "minister NOUN 1 conj", "Ehud PROPN 1 conj", "Barak PROPN 4 flat",
            "rested VERB 0 root", ". PUNCT 6 punct",
        )
    )  # fmt: skip
    assert read["minister"] == ("conj", "Olmert")
    assert read["Ehud"] == ("appos", "minister")
    assert read["Barak"] == ("flat", "Ehud")
    assert read["and"] == ("cc", "minister")


def test_a_name_in_two_behind_and_is_one() -> None:
    read = tree(
        sentence(
            "against ADP 2 case", "Hamas PROPN 6 obl", "and CCONJ 5 cc", "Jihad PROPN 2 conj", "Islami PROPN 2 conj",
            "fought VERB 0 root", ". PUNCT 6 punct",
        )
    )  # fmt: skip
    assert read["Islami"] == ("flat", "Jihad")
    assert read["and"] == ("cc", "Jihad")


def test_a_negation_governs_no_clause() -> None:
    read = tree(
        sentence(
            "Crews NOUN 3 nsubj", "were AUX 3 aux:pass", "rescued VERB 0 root", "; PUNCT 8 punct", "the DET 6 det",
            "captain NOUN 8 nsubj", "was AUX 8 cop", "not PART 3 conj", ". PUNCT 3 punct",
        )
    )  # fmt: skip
    assert read["was"] == ("conj", "rescued")
    assert read["not"] == ("advmod", "was")
    assert read["captain"] == ("nsubj", "was")


def test_what_is_stopped_short_of_completes_the_verb() -> None:
    read = tree(
        sentence("It PRON 2 nsubj", "stopped/stop VERB 0 root", "short ADJ 2 advmod", "of SCONJ 5 mark", "accusing VERB 2 advcl", "Libya PROPN 5 obj")
    )  # fmt: skip
    assert read["accusing"][0] == "xcomp"


def test_a_verb_of_saying_with_an_adverb_before_that() -> None:
    read = tree(
        sentence(
            "Fjordbladet VERB 3 nsubj", "further ADJ 3 amod", "reports/report NOUN 8 nsubj:outer", "that SCONJ 8 mark",
            "among ADP 6 case", "them PRON 8 nmod", "was/be AUX 8 cop", "Rossi PROPN 0 root", ". PUNCT 8 punct",
        )
    )  # fmt: skip
    assert read["reports"] == ("root", "")
    assert read["Fjordbladet"] == ("nsubj", "reports")
    assert read["further"] == ("advmod", "reports")
    assert read["Rossi"] == ("ccomp", "reports")
    assert read["that"] == ("mark", "Rossi")


def test_reports_of_which_a_sentence_tells_are_no_verb() -> None:
    rows = (
        "Further ADJ 2 amod", "reports/report NOUN 7 nsubj:pass", "that SCONJ 5 mark", "troops NOUN 5 nsubj",
        "crossed/cross VERB 2 acl", "were AUX 7 aux:pass", "denied/deny VERB 0 root", ". PUNCT 7 punct",
    )  # fmt: skip
    assert tree(sentence(*rows))["reports"] == ("nsubj:pass", "denied")


def test_whoever_is_shot_dead_is_the_verbs_object() -> None:
    read = tree(
        sentence("Police NOUN 2 nsubj", "shot VERB 0 root", "dead VERB 2 advcl", "two NUM 5 nummod", "men NOUN 2 obj")
    )  # fmt: skip
    assert read["dead"] == ("xcomp", "shot")
