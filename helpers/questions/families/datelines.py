"""What a place in the byline tells."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.common.text import in_quotes
from helpers.questions.made import Family, Made, Option, choose_one
from helpers.questions.reading import Reading, row_id, told, where

FAMILY = Family("dateline", "00", "source", "cite", ("one",), 0)


def make(reading: Reading) -> Iterator[Made]:
    """One question, where nothing that is told takes place there, so that the two can be told.

    “YORK, England” is one dateline: what happens in York happens in England, too.
    """
    scenes = {place for event in reading.events for place in (event.place, event.origin)}
    scenes |= {one.place for one in reading.toponyms if one.type == "literal"}
    if any(one.type == "dateline" and one.place in scenes for one in reading.toponyms):
        return
    for row in reading.open(reading.toponyms):
        if row.type != "dateline":
            continue
        words, place = in_quotes(row.quote), told(reading.sentence(row.passage))
        scene = next((one for one in reading.toponyms if one.type == "literal"), None)
        elsewhere = f" Those have places of their own: {told(scene.passage)}." if scene else ""
        options = [
            Option(
                "report",
                "The report was written there",
                f"{words} stands with the report: {place}. It says where that was written.",
                True,
                "",
                row.passage,
            ),
            Option(
                "seat",
                "The newspaper has its seat there",
                f"Where the newspaper has its seat is not said in {place}. {words} goes with the "
                "report.",
                False,
                "dateline-is-seat",
                row.passage,
            ),
            Option(
                "scene",
                "What is told took place there",
                f"{words} stands at the head, above the events.{elsewhere}",
                False,
                "dateline-is-scene",
                row.passage,
            ),
        ]
        options.sort(key=lambda one: one.text)
        entry, key = choose_one(reading.article, options)
        entry |= {
            "title": "The place at the head",
            "question": f"{words} stands in {where(row.at)}. What does it tell you there?",
        }
        yield FAMILY.made(reading.lesson.about, row_id(reading, row), [row], entry, key, 1, 1)
        return
