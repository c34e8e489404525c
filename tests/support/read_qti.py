"""A package of QTI 1.2 read as the specification says it is processed."""

import re
import zipfile
from dataclasses import dataclass
from xml.etree import ElementTree

SPACE = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"


@dataclass
class Question:
    element: ElementTree.Element
    type: str
    title: str
    points: float
    text: str
    choices: dict[str, str]  # ids by words

    def score(self, given) -> float:
        """The share of its points that ids, or a text, earn."""
        return self.process(given)[0] / 100

    def told(self, given) -> list[str]:
        """What is said to ids, or to a text."""
        return [self.feedback(name) for name in self.process(given)[1]]

    def process(self, given) -> tuple[float, list[str]]:
        """Condition after condition, until one that holds says to stop."""
        score, shown = 0.0, []
        for one in self.element.iter(f"{SPACE}respcondition"):
            conditions = one.find(f"{SPACE}conditionvar")
            each = [holds(part, given) for part in conditions]
            # Canvas takes the spellings of a short answer, which stand side by side, for one each.
            spelled = len(each) > 1 and all(one.tag == f"{SPACE}varequal" for one in conditions)
            if not (any(each) if spelled else all(each)):
                continue
            for value in one.findall(f"{SPACE}setvar"):
                score = float(value.text)
            shown += [part.get("linkrefid") for part in one.findall(f"{SPACE}displayfeedback")]
            if one.get("continue") == "No":
                break
        return score, shown

    def feedback(self, name) -> str:
        """The text of a feedback, which must be there once."""
        all_of = self.element.iter(f"{SPACE}itemfeedback")
        [found] = [one for one in all_of if one.get("ident") == name]
        return found.find(f".//{SPACE}mattext").text


def holds(condition, given) -> bool:
    """Whether a condition holds for ids, or for a text."""
    kind = condition.tag.removeprefix(SPACE)
    parts = [holds(one, given) for one in condition]
    if kind in ("and", "or"):
        return all(parts) if kind == "and" else any(parts)
    if kind == "not":
        return not parts[0]
    if kind == "other":
        return True
    if kind == "varequal":
        if isinstance(given, str):
            return given.casefold() == condition.text.casefold()
        return condition.text in given
    number = float(given)
    bound = float(condition.text)
    return number >= bound if kind == "vargte" else number <= bound


def files_in(path) -> dict[str, bytes]:
    """The files of a package by name; all that its manifest names are there."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        files = {one: archive.read(one) for one in archive.namelist()}
    named = re.findall(r'<file href="([^"]+)"', files["imsmanifest.xml"].decode())
    assert named and set(named) <= set(files)
    for name, data in files.items():
        if name.endswith(".xml"):
            ElementTree.fromstring(data)
    return files


def questions_file(path) -> bytes:
    """The file of a package that has the questions."""
    [name] = [one for one in files_in(path) if re.fullmatch(r"(\w+)/\1\.xml", one)]
    return files_in(path)[name]


def read(path) -> list[Question]:
    """The questions of a package, the article first."""
    root = ElementTree.fromstring(questions_file(path))
    return [question(one) for one in root.iter(f"{SPACE}item")]


def question(element) -> Question:
    """A question."""
    fields = {
        one.findtext(f"{SPACE}fieldlabel"): one.findtext(f"{SPACE}fieldentry")
        for one in element.iter(f"{SPACE}qtimetadatafield")
    }
    text = element.findtext(f"{SPACE}presentation/{SPACE}material/{SPACE}mattext")
    labels = [
        (one.findtext(f".//{SPACE}mattext"), one.get("ident"))
        for one in element.iter(f"{SPACE}response_label")
    ]
    choices = {words: name for words, name in labels if words is not None}
    kind, points = fields["question_type"], float(fields["points_possible"])
    return Question(element, kind, element.get("title"), points, text, choices)
