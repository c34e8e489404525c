"""How good a draft is, on texts that others have annotated, and how fast it is made.

    python tests/benchmarks/drafting.py DATA

DATA is a folder of your own with three repositories in it, each as `git clone` makes it; a part
that is not there is left out, and said. None of the data belongs to the kit:

    git clone https://github.com/networkdynamics/PolNeAR
    git clone https://github.com/milangritta/Pragmatic-Guide-to-Geoparsing-Evaluation
    git clone https://github.com/qiangning/StructTempRel-EMNLP17    (TempEval-3, all its parts)

Rules and lists were made with PolNeAR's training part (its lists of cues were counted there) and
looked at on its development part; with TimeBank and AQUAINT; and with every other text of
GeoWebNews, from the first. What is counted here is the rest: PolNeAR's test part, TempEval-3's
platinum part, and the other half of GeoWebNews. `--dev` counts the parts that were looked at.

How it is counted:

- attribution: contents of the draft and of the annotation, as sets of words (tokens of spaCy with
  a letter or a digit in them), paired one to one, the most alike first. `exact`: the same words.
  `half`: they share half of all the words of both, or more. `words`: words inside any content.
  F is 2 right / (annotated + drafted). An annotation in several stretches is one content.
- times, as in TempEval-3: `relaxed`: the stretches share a letter; `strict`: they are the same;
  `value`: relaxed, and the same value. HeidelTime's own figures stand on the page “Evaluation
  Results” of its wiki, github.com/HeidelTime/heideltime, with how to count them again.
- weekdays: of all annotated expressions that name a weekday and have a day for a value, how many
  got that day. `latest` is the rule without the verb: the latest such day.
- places: `found`: the same stretch; `typed`: also the same type, of literal, metonymic, modifier
  and demonym. Annotated are all toponyms but homonyms, languages and common nouns.
"""

from __future__ import annotations

import html
import os
import re
import sys
import time
from datetime import date
from pathlib import Path

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # speed is counted on one core
sys.path.insert(0, str(Path(__file__).parents[2]))

from helpers.drafting.attribution import find_attributions
from helpers.drafting.language import read_language
from helpers.drafting.parsing import parse, without_parser
from helpers.drafting.places import find_places
from helpers.drafting.times import find_times

ENGLISH = read_language("en")
WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
PLACE_TYPES = {
    **dict.fromkeys(("Literal", "Mixed", "Coercion", "Embedded_Literal"), "literal"),
    **dict.fromkeys(("Literal_Modifier", "Non_Literal_Modifier", "Embedded_Non_Lit"), "modifier"),
    "Metonymic": "metonymic",
    "Demonym": "demonym",
}


def f(right: float, annotated: int, drafted: int) -> str:
    """F1, with precision and recall."""
    precision, recall = right / max(1, drafted), right / max(1, annotated)
    return f"F {2 * right / max(1, annotated + drafted):.3f} (P {precision:.3f}, R {recall:.3f})"


def brat(path: Path) -> tuple[dict[str, tuple[str, list[tuple[int, int]]]], list[list[str]]]:
    """The text-bound annotations of a brat file by id, and the ids that each event names."""
    bound, events = {}, []
    for line in path.read_text("utf-8").splitlines():
        cells = line.split("\t")
        if line.startswith("T") and len(cells) >= 3:
            kind, _, places = cells[1].partition(" ")
            spans = [tuple(map(int, place.split())) for place in places.split(";")]
            bound[cells[0]] = (kind, spans)
        elif line.startswith("E"):
            events.append([pair.partition(":")[2] for pair in cells[1].split()])
    return bound, events


def attribution(folder: Path, part: str) -> None:
    """PolNeAR: F of the contents."""
    annotated = drafted = exact = half = 0
    both = annotated_words = drafted_words = 0
    for path in sorted((folder / "data" / part / "text").glob("*.txt")):
        doc = parse(path.read_bytes().decode("utf-8"), "en")

        def words(spans, doc=doc):
            found = set()
            for start, end in spans:
                span = doc.char_span(start, end, alignment_mode="expand")
                found |= {t.i for t in span or () if any(map(str.isalnum, t.text))}
            return found

        told = next(iter(sorted((path.parents[1] / "attributions").glob(f"{path.stem}_????.ann"))))
        bound, events = brat(told)
        gold = [
            set().union(*(words(bound[one][1]) for one in event if bound[one][0] == "Content"))
            for event in (dict.fromkeys(id for id in event if id in bound) for event in events)
        ]
        ours = [words(one.content) for one in find_attributions(doc, ENGLISH)]
        gold, ours = [one for one in gold if one], [one for one in ours if one]
        alike = sorted(
            (
                (len(a & b) / len(a | b), i, j)
                for i, a in enumerate(gold)
                for j, b in enumerate(ours)
                if a & b
            ),
            reverse=True,
        )
        taken_gold, taken_ours = set(), set()
        for share, i, j in alike:
            if i not in taken_gold and j not in taken_ours:
                taken_gold.add(i)
                taken_ours.add(j)
                exact, half = exact + (share == 1), half + (share >= 0.5)
        annotated, drafted = annotated + len(gold), drafted + len(ours)
        gold_words, our_words = set().union(*gold), set().union(*ours)
        both += len(gold_words & our_words)
        annotated_words, drafted_words = (
            annotated_words + len(gold_words),
            drafted_words + len(our_words),
        )
    print(f"attribution, PolNeAR {part}: {annotated} annotated, {drafted} drafted")
    print(f"    exact {f(exact, annotated, drafted)}")
    print(f"    half  {f(half, annotated, drafted)}")
    print(f"    words {f(both, annotated_words, drafted_words)}")


def timeml(path: Path) -> tuple[str, date, list[tuple[int, int, str]]] | None:
    """The text of a TimeML file, its stamp, and its TIMEX3 stretches with their values."""
    raw = path.read_text("utf-8")
    stamp = re.search(r'<DCT>.*?value="(\d{4}-\d\d-\d\d)', raw, re.S)
    body = re.search(r"<TEXT>(.*?)</TEXT>", raw, re.S)
    if not stamp or not body:
        return None
    text, opened, found = "", [], []
    for piece in re.split(r"(<[^>]+>)", body[1]):
        if piece.startswith("<TIMEX3"):
            opened.append((len(text), re.search(r'value="([^"]*)"', piece)[1]))
        elif piece.startswith("</TIMEX3"):
            start, value = opened.pop()
            found.append((start, len(text), value))
        elif not piece.startswith("<"):
            text += html.unescape(piece)
    return text, date.fromisoformat(stamp[1]), found


def times(paths: list[Path], name: str) -> None:
    """TempEval-3: F of stretches and values, and weekdays."""
    annotated = drafted = relaxed = strict = right = 0
    days = right_days = latest_days = 0
    for text, stamp, gold in filter(None, map(timeml, paths)):
        ours = [one for one in find_times(text, ENGLISH, stamp) if one.value != "always"]
        plain = find_times(text, ENGLISH, stamp, lambda start, end: None)
        annotated, drafted = annotated + len(gold), drafted + len(ours)
        used = set()
        for start, end, value in gold:
            hit = next(
                (o for o in ours if o.start < end and start < o.end and o.start not in used), None
            )
            latest = next((o for o in plain if o.start < end and start < o.end), None)
            if hit:
                used.add(hit.start)
                relaxed += 1
                strict += (hit.start, hit.end) == (start, end)
                right += hit.value == value
            if WEEKDAY.search(text[start:end]) and re.match(r"\d{4}-\d\d-\d\d", value):
                days += 1
                right_days += hit is not None and hit.value[:10] == value[:10]
                latest_days += latest is not None and latest.value[:10] == value[:10]
    print(f"times, {name}: {annotated} annotated, {drafted} drafted")
    print(f"    relaxed {f(relaxed, annotated, drafted)}")
    print(f"    strict  {f(strict, annotated, drafted)}")
    print(f"    value   {f(right, annotated, drafted)}")
    share, plain_share = right_days / max(1, days), latest_days / max(1, days)
    print(f"    weekdays {right_days} of {days}, {share:.3f}; latest: {plain_share:.3f}")


def places(paths: list[Path]) -> None:
    """GeoWebNews: F of toponyms, and of toponyms with their type."""
    annotated = drafted = found = typed = 0
    for path in paths:
        text = path.read_bytes().decode("utf-8")
        gold = {
            (spans[0][0], spans[-1][1]): PLACE_TYPES[kind]
            for kind, spans in brat(path.with_suffix(".ann"))[0].values()
            if kind in PLACE_TYPES
        }
        ours = {(o.start, o.end): o.type for o in find_places(text, ENGLISH, parse(text, "en"))}
        annotated, drafted = annotated + len(gold), drafted + len(ours)
        found += len(gold.keys() & ours.keys())
        typed += len(gold.items() & ours.items())
    print(f"places, GeoWebNews, {len(paths)} texts: {annotated} annotated, {drafted} drafted")
    print(f"    found {f(found, annotated, drafted)}")
    print(f"    typed {f(typed, annotated, drafted)}")


def accepted(paths: list[Path]) -> None:
    """How many drafts check clean once every row is accepted."""
    import tempfile

    from helpers.authoring.check import check
    from helpers.common.errors import KitError
    from helpers.drafting.correcting import accept, proposals
    from helpers.drafting.layout import find_layout
    from helpers.drafting.new_lesson import answer, new_lesson
    from helpers.drafting.source_text import read_source

    replies = {"headline": "A headline", "datePublished": "2016-10-05", "inLanguage": "en"}
    clean = 0
    with tempfile.TemporaryDirectory() as target:
        for number, path in enumerate(paths):
            layout = find_layout(read_source(path))
            for question in layout.questions:
                if question.fact != "byline":
                    layout = answer(layout, question, replies.get(question.fact, "The paper"))
            folder = new_lesson(Path(target), layout, f"text-{number}").folder
            try:
                accept(folder, *(one.id for one in proposals(folder)))
                problems = [*map(str, check(folder).problems)]
            except KitError as error:
                problems = [str(error)]
            clean += not problems
            if problems:
                print(f"    {path.name}: {problems[0]}")
    print(f"accepted: {clean} of {len(paths)} drafts are clean")


def speed(paths: list[Path]) -> None:
    """How many articles are drafted in a second, once all is loaded."""
    from helpers.drafting.draft import Draft
    from helpers.lesson.article import read_article

    articles = [read_article(path) for path in paths]
    Draft(articles[0], date(2016, 10, 1)).proposals()
    begun = time.perf_counter()
    for article in articles:
        Draft(article, date(2016, 10, 1)).proposals()
    seconds = time.perf_counter() - begun
    words = sum(len(article.text.split()) for article in articles)
    rate = len(articles) / seconds
    print(f"speed: {rate:.1f} articles a second, of {words // len(articles)} words; budget 20")


def main(data: Path, dev: bool) -> None:
    """Count what is there."""
    if note := without_parser("en"):
        print(note)
        return
    polnear = data / "PolNeAR"
    if polnear.is_dir():
        attribution(polnear, "dev" if dev else "test")
    else:
        print("attribution: PolNeAR is not there")
    tempeval = data / "StructTempRel-EMNLP17" / "data" / "TempEval3"
    parts = ("Training/TBAQ-cleaned/TimeBank", "Training/TBAQ-cleaned/AQUAINT")
    folders = parts if dev else ("Evaluation/te3-platinum",)
    files = [path for one in folders for path in sorted((tempeval / one).glob("*.tml"))]
    if files:
        times(files, "TimeBank and AQUAINT" if dev else "TempEval-3 platinum")
    else:
        print("times: TempEval-3 is not there")
    texts = sorted(
        (data / "Pragmatic-Guide-to-Geoparsing-Evaluation/data/GeoWebNews").glob("*.txt"),
        key=lambda path: int(path.stem),
    )
    if texts:
        places(texts[::2] if dev else texts[1::2])
    else:
        print("places: GeoWebNews is not there")
    if polnear.is_dir():
        short = [
            p
            for p in sorted((polnear / "data/dev/text").glob("*.txt"))
            if 300 < len(p.read_bytes().split()) < 500
        ]
        speed(short)
        accepted(sorted((polnear / "data/train/text").glob("*.txt"))[:50])


if __name__ == "__main__":
    main(Path(sys.argv[1]), "--dev" in sys.argv)
