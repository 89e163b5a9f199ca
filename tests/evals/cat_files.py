"""Files in the format of the CAT tool, written here: sentences and marks over their words."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr


def cat(sentences: list[str], marks: list[tuple[str, str, dict[str, str]]]) -> str:
    """A document; `marks` are (element, words as they stand in one sentence, attributes), each found once."""
    rows, tokens = [], []
    for number, sentence in enumerate(sentences):
        for place, word in enumerate(sentence.split()):
            tokens.append((word, number))
            rows.append(
                f'<token t_id="{len(tokens)}" sentence="{number}" number="{place}">{escape(word)}</token>'
            )
    forms = [word for word, _ in tokens]
    nodes = []
    for number, (element, words, attributes) in enumerate(marks, 1):
        wanted = words.split()
        at = next(n for n in range(len(forms)) if forms[n : n + len(wanted)] == wanted) if wanted else 0
        inside = "".join(f'<token_anchor t_id="{at + n + 1}"/>' for n in range(len(wanted)))
        told = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())
        nodes.append(f'<{element} m_id="{number}"{told}>{inside}</{element}>')
    return (
        '<?xml version="1.0" encoding="UTF-8"?><Document doc_name="x.xml">'
        f"{''.join(rows)}<Markables>{''.join(nodes)}</Markables><Relations></Relations></Document>"
    )
