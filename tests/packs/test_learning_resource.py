"""The metadata of a lesson: the terms are schema.org's, and nothing in them is an answer."""

import json
import re
import zipfile

import pytest
from support import SLUG
from support.foreign_lesson import write_kit
from support.own_exercises import EXERCISES, LESSON

from helpers.packs.learning_resource import learning_resource
from helpers.packs.pack import exercises_of

# Of schema.org 29: the properties of each type that may be used here, and of what type they are.
# Those of CreativeWork hold for LearningResource and NewsArticle, too.
TEXT, URL, DATE, DURATION = str, r"https://\S+", r"\d{4}-\d\d-\d\d(T\d\d:\d\d\S*)?", r"PT[1-9]\d*M"
WORK = {"name": TEXT, "inLanguage": r"[a-z]{2}(-\w+)?", "license": URL, "timeRequired": DURATION}
WORK |= {"learningResourceType": TEXT, "teaches": TEXT, "isBasedOn": "NewsArticle"}
WORK |= {"educationalAlignment": "AlignmentObject", "headline": TEXT, "publisher": "Organization"}
WORK |= {"datePublished": DATE, "dateModified": DATE, "copyrightNotice": TEXT}
TERMS = {
    "LearningResource": WORK,
    "NewsArticle": WORK,
    "Organization": {"name": TEXT},
    "AlignmentObject": {
        **{"alignmentType": "teaches", "educationalFramework": TEXT, "targetName": TEXT},
        "targetDescription": TEXT,
    },
}


def check(data, kind):
    """Assert that data is of a type of schema.org, with properties that this type has."""
    assert data.pop("@type") == kind
    assert data
    for name, value in data.items():
        wanted = TERMS[kind][name]
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                check(dict(one), wanted)
            else:
                assert isinstance(one, str) and one
                assert wanted is str or re.fullmatch(wanted, one), (name, one)


def test_the_terms_are_those_of_schema_org():
    found = learning_resource(LESSON.about, EXERCISES)
    assert found.pop("@context") == "https://schema.org"
    check(found, "LearningResource")


def test_it_says_what_the_lesson_is():
    found = learning_resource(LESSON.about, EXERCISES)
    assert found["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert len(found["teaches"]) == 8
    codes = [
        (one["educationalFramework"], one["targetName"]) for one in found["educationalAlignment"]
    ]
    assert codes == [("CCSS", f"RH.9-10.{n}") for n in (1, *range(3, 9))] + [("C3", "D3.1.9-12")]
    based = found["isBasedOn"]
    assert based["publisher"]["name"] == "China Daily"
    assert based["dateModified"] == "2020-08-20T10:57+08:00" and "datePublished" not in based
    assert based["copyrightNotice"].startswith("The text belongs to its publisher.")
    assert "license" not in based


def test_of_some_exercises_it_has_their_minutes_and_objectives():
    some = [one for one in EXERCISES if one.id in ("byline-place", "headline-words", "who-did-it")]
    found = learning_resource(LESSON.about, some, "Day one")
    assert found["name"] == "Day one"
    assert found["timeRequired"] == "PT3M"  # one and two minutes; the third is for the quick
    assert [one["targetName"] for one in found["educationalAlignment"]] == [
        *("RH.9-10.1", "RH.9-10.4", "RH.9-10.6")
    ]


def test_a_lesson_without_a_licence_claims_none(tmp_path):
    from helpers.common.errors import Findings
    from helpers.lesson.metadata import read_facts

    folder = write_kit(tmp_path / "kit") / "seeds" / "souk"
    facts = read_facts(folder / "lesson.yaml", Findings())
    found = learning_resource(facts, exercises_of(folder))
    assert "license" not in found
    assert found["isBasedOn"]["inLanguage"] == "ar"
    found.pop("@context")
    check(found, "LearningResource")


@pytest.mark.parametrize("graded", [False, True])
def test_it_is_in_a_pack(kit, tmp_path, graded):
    from helpers.packs.pack import pack

    pack(kit, tmp_path / "a.zip", graded=graded, exercises=["byline-place"])
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        found = json.loads(archive.read(f"seeds/{SLUG}/lesson.jsonld"))
    assert found == learning_resource(
        LESSON.about, [one for one in EXERCISES if one.id == "byline-place"]
    )
