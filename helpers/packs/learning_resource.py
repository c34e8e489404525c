"""What a lesson is, for catalogues: metadata as schema.org/LearningResource, in JSON-LD.

Only what is public of a sealed lesson too: nothing of the key, the tables or what was read out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from helpers.common.text import in_quotes
from helpers.exercises.exercise import Exercise
from helpers.lesson.metadata import DATES

FILE = "lesson.jsonld"
LANGUAGE = "en"  # of the notebooks; the article has its own
MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?([+-]\d\d:\d\d|Z)?)?")


def learning_resource(
    about: Mapping[str, Any], exercises: Iterable[Exercise], title: str = ""
) -> dict[str, Any]:
    """The metadata of a lesson, from the facts of its lesson.yaml and the exercises handed out.

    `title` is that of the assignment. Objectives are those of these exercises. The time is what the
    exercises take, without those for the quick. The licence is the lesson's; the article that it is
    based on has none of its own here, but a note on whose it is.
    """
    asked = list(exercises)
    aims = {one.objective for one in asked}
    objectives = [one for one in about.get("objectives", ()) if one.get("id") in aims]
    minutes = sum(one.minutes for one in asked if not one.extra)
    found = {
        "@context": "https://schema.org",
        "@type": "LearningResource",
        "name": title or f"Reading {in_quotes(about['headline'])} closely",
        "learningResourceType": "lesson",
        "inLanguage": LANGUAGE,
        "timeRequired": f"PT{minutes}M" if minutes else "",
        "license": about.get("license", ""),
        "teaches": [one["text"] for one in objectives],
        "educationalAlignment": [
            alignment(code, one["text"]) for one in objectives for code in one.get("standards", ())
        ],
        "isBasedOn": article(about),
    }
    return {name: value for name, value in found.items() if value}


def alignment(code: str, text: str) -> dict[str, str]:
    """A standard by its code, such as CCSS RH.9-10.1, and the objective that it is of."""
    framework, _, target = code.partition(" ")
    named = {"educationalFramework": framework} if target else {}
    return {
        "@type": "AlignmentObject",
        "alignmentType": "teaches",
        **named,
        "targetName": target or framework,
        "targetDescription": text,
    }


def article(about: Mapping[str, Any]) -> dict[str, Any]:
    """The article, with its source and whose it is."""
    dates = {name: found[0] for name in DATES if (found := MOMENT.match(about.get(name, "")))}
    return {
        "@type": "NewsArticle",
        "headline": about["headline"],
        "publisher": {"@type": "Organization", "name": about["publisher"]},
        **dates,
        "inLanguage": about["inLanguage"],
        "copyrightNotice": about["rights"],
    }
