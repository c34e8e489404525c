"""A file of Moodle XML read by the rules by which Moodle imports it, in Python.

Those of qformat_xml::import_* and of qtype_multianswer_extract_question, as of Moodle 4: what is
refused there raises AssertionError here.
"""

import re
from dataclasses import dataclass, field
from html import unescape
from xml.etree import ElementTree

SHARES = {
    *(1, 0.9, 0.8333333, 0.8, 0.75, 0.7, 0.6666667, 0.6, 0.5, 0.4, 0.3333333, 0.3, 0.25, 0.2),
    *(0.1666667, 0.1428571, 0.125, 0.1111111, 0.1, 0.05, 0),
}
ALTERNATIVE = (
    r"(?P<share>=|%(?P<percent>-?[0-9]+(?:[.,][0-9]*)?)%)?"
    r"(?P<answer>.+?(?<!\\|&)(?<!&amp;)(?=[~#}]|$))"
    r"(?:#(?P<feedback>.*?(?<!\\)(?=[~}]|$)))?"
)
BARE = re.sub(r"\(\?P<\w+>", "(?:", ALTERNATIVE)
EMBEDDED = re.compile(rf"\{{([0-9]*):(MULTICHOICE):({BARE}(?:~{BARE})*)\}}", re.DOTALL)


@dataclass
class Answer:
    words: str
    share: float
    feedback: str
    tolerance: float = 0


@dataclass
class Question:
    type: str
    name: str
    text: str
    mark: float
    answers: list[Answer] = field(default_factory=list)
    rows: list[list[Answer]] = field(default_factory=list)
    general: str = ""
    single: bool = True


def read(data: bytes) -> list[Question]:
    """The questions of a file, as Moodle would have them."""
    root = ElementTree.fromstring(data)
    assert root.tag == "quiz"
    first, *rest = list(root)
    assert first.get("type") == "category"
    assert text_in(first, "category").startswith("$course$/top/")
    return [question(one) for one in rest]


def question(element) -> Question:
    """A question; each type has what its import looks for."""
    assert element.tag == "question"
    kind = element.get("type")
    known = {"description", "multichoice", "multianswer", "numerical", "shortanswer", "essay"}
    assert kind in known, kind
    name, text = text_in(element, "name"), text_in(element, "questiontext")
    assert name and text
    found = Question(kind, name, text, float(element.findtext("defaultgrade", "1")))
    if element.find("generalfeedback") is not None:
        found.general = text_in(element, "generalfeedback")
    found.answers = [answer(one) for one in element.findall("answer")]
    found.single = element.findtext("single", "true") == "true"
    if kind == "multianswer":
        found.rows = embedded(text)
        found.mark = len(found.rows)
        assert found.rows and all(max(one.share for one in row) == 1 for row in found.rows)
        assert all(len(row) > 1 for row in found.rows)
    if kind == "multichoice":
        shares = [one.share for one in found.answers]
        total = max(shares) if found.single else sum(one for one in shares if one > 0)
        assert abs(total - 1) < 0.005, (name, shares)
    if kind in ("numerical", "shortanswer"):
        assert max(one.share for one in found.answers) == 1
    for one in found.answers:
        assert any(abs(abs(one.share) - share) < 1e-6 for share in SHARES), one
        if kind == "numerical":
            assert one.words == "*" or float(one.words) is not None
    return found


def text_in(element, name) -> str:
    """The text that an element of a question holds."""
    [found] = element.findall(name)
    [text] = found.findall("text")
    return (text.text or "").strip()


def answer(element) -> Answer:
    """An answer; its share is in percent."""
    share = float(element.get("fraction")) / 100
    tolerance = float(element.findtext("tolerance", "0"))
    return Answer(element.find("text").text, share, text_in(element, "feedback"), tolerance)


def embedded(text) -> list[list[Answer]]:
    """The answers that are embedded in a text, place after place."""
    return [
        [
            Answer(
                unescape(one["answer"]).replace(r"\}", "}").replace(r"\#", "#"),
                1 if one["share"] == "=" else 0,
                unescape(one["feedback"] or "").replace(r"\}", "}").replace(r"\#", "#"),
            )
            for one in re.finditer(f"~?{ALTERNATIVE}", match[3], re.DOTALL)
        ]
        for match in EMBEDDED.finditer(text)
    ]


def chosen(found: Question, words: str) -> Answer:
    """What Moodle says to a typed answer: the first that fits, a star for whatever comes."""
    for one in found.answers:
        pattern = re.escape(one.words).replace(r"\\\*", r"\*") if one.words != "*" else ".*"
        if re.fullmatch(pattern, words, re.IGNORECASE | re.DOTALL):
            return one
    raise AssertionError(f"nothing is said to {words}")


def plain(html: str) -> str:
    """The words of HTML."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())
