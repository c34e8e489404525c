"""Count in PolNeAR's training part which words are cues, and print the lists that drafting has.

    python tests/benchmarks/cues.py DATA

DATA is that of drafting.py. What is printed stands in helpers/drafting/languages/en.yaml, under
`cues`: a word that is there three times or more, and a way in which content hangs on it, where
seven tenths of how often that is the annotated content, and three tenths of how often it is half of
it, come to .15 (with two more cases that count as .05). It takes five minutes.
"""

from __future__ import annotations

import sys
import textwrap
from collections import defaultdict
from importlib import import_module
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parent)]

from helpers.drafting.attribution import hanging  # noqa: E402
from helpers.drafting.parsing import parse  # noqa: E402

BEFORE = defaultdict(lambda: 0.05, ccomp=0.35, inserted=0.4, xcomp=0.12)
CASES, LEAST, SEEN, WAYS = 2, 0.15, 3, 3


def counts(folder: Path) -> dict[tuple[str, str], list[int]]:
    """How often content hangs on a word in a way, and is half or all of what is annotated."""
    brat = import_module("drafting").brat
    found: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for path in sorted((folder / "text").glob("*.txt")):
        doc = parse(path.read_bytes().decode("utf-8"), "en")
        bound, events = brat(
            next(iter(sorted((folder / "attributions").glob(f"{path.stem}_????.ann"))))
        )

        def tokens(ids, kind, bound=bound, doc=doc):
            spans = [
                span for id in ids if id in bound and bound[id][0] == kind for span in bound[id][1]
            ]
            some = (doc.char_span(*span, alignment_mode="expand") for span in spans)
            return {token.i for span in some if span is not None for token in span}

        gold = [(spoken(doc, tokens(e, "Content")), tokens(e, "Cue")) for e in events]
        for token in doc:
            for one in hanging(token):
                words = spoken(doc, one.content)
                shares = [
                    len(words & c) / len(words | c) for c, cue in gold if token.i in cue and c
                ]
                best = max(shares, default=0) if words else 0
                count = found[one.how, token.lemma_.lower()]
                count[0] += bool(words)
                count[1] += best >= 0.5
                count[2] += best == 1
    return found


def spoken(doc, numbers):
    """The tokens that have a letter or a digit."""
    return {number for number in numbers if any(map(str.isalnum, doc[number].text))}


def main(data: Path) -> None:
    """Print both lists as YAML."""
    no_clause, ways = [], defaultdict(list)
    for (how, lemma), (cases, half, exact) in counts(data / "PolNeAR/data/train").items():
        if not (lemma.replace("-", "").isalpha() and lemma.isascii()) or how == "according":
            continue
        before = CASES * BEFORE[how.partition(":")[0]]
        rate = (0.7 * exact + 0.3 * half + before) / (cases + CASES)
        if how in ("ccomp", "inserted"):
            if how == "ccomp" and rate < LEAST and cases >= 2:
                no_clause.append(lemma)
        elif rate >= LEAST and cases >= SEEN:
            order = (exact + 0.5 * half + before) / (cases + CASES)
            ways[lemma].append((-order, how))
    groups = defaultdict(list)
    for lemma, some in ways.items():
        groups["/".join(how for _, how in sorted(some)[:WAYS])].append(lemma)
    print(f"  no_clause:\n    [{', '.join(sorted(no_clause))}]\n  ways:")
    for how, lemmas in sorted(groups.items(), key=lambda one: (one[0].count("/"), one[0])):
        line = f"    '{how}': [{', '.join(sorted(lemmas))}]"
        print(textwrap.fill(line, 98, subsequent_indent="      ", break_on_hyphens=False))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
