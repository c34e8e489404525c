"""A lesson with everything that a text file may hold and another format may lose.

Letters beyond the first 65,536, letters of two parts, an invisible mark at the front, line ends of
Windows, lines with a strange space only, tags and ampersands; tables with a column of their own and
cells of several lines.
"""

# ruff: noqa: E501

import csv
import hashlib
from pathlib import Path

ARTICLE = (
    "\ufeffZo\u0065\u0301 \U0001f600 sang <b>twice</b>\r\n"
    "By Ann Lee\r\n"
    "\u00a0\r\n"
    '\U0001f600 Zoe\u0301 sang & sang. \U00020bb7野 said: "Zoe\u0301\tsang" \U0001f600.\r\n'
    "\r\n"
    "On 3 May  Zoe\u0301 came."
)
FACTS = """headline: "Zoé sang <b>twice</b>"  # a remark that stays
publisher: 'A & B'
datePublished: '2031-05-04'
inLanguage: en
rights: "ours: <all>"
sha256: %s
layout: {headline: 1, byline: 2}
"""
TABLES = {
    "actors": [
        ["actor", "name", "kind", "note"],
        ["zoé", "Zo\u0065\u0301", "person", "of two\nlines, \"quoted\""],
        ["吉野", "\U00020bb7野", "organization", ""],
    ],
    "mentions": [
        ["quote", "at", "nth", "actor", "form"],
        ["Zo\u0065\u0301", "Headline", "", "zoé", "name"],
        ["Zo\u0065\u0301", "1", "1", "zoé", "Name"],
        ["Zo\u0065\u0301", "1.0", "2", "zoé; 吉野", "name"],
        ["\U00020bb7野", "1", "", "吉野", "name"],
    ],
    "places": [
        ["place", "name", "latitude", "longitude"],
        ["date-line", "At \U0001f600", "-0,5", "180"],
        ["nowhere", "Nowhere", "", ""],
    ],
    "toponyms": [
        ["at", "quote", "nth", "place", "type"],
        ["1", "\U0001f600", "1", "date-line", "Metonym"],
        ["1", "\U0001f600", "2", "nowhere", "implied"],
    ],
    "events": [
        ["at", "quote", "event", "what", "expression", "start", "end", "basis"],
        ["2", "On 3 May  Zo\u0065\u0301 came", "came", "Came <b>", "3 May", "03.05.2031", "", "stated"],
        ["1", "sang & sang", "sang", "Sang", "", "", "", "undated"],
    ],
    "statements": [
        ["at", "content", "source", "cue", "directness", "polarity", "via"],
        ["1", "Zo\u0065\u0301\tsang", "吉野", "said", "direct", "asserts", "zoé, 吉野"],
    ],
}  # fmt: skip


def write(folder: Path) -> Path:
    """Write the lesson into a folder that is not there yet."""
    folder.mkdir(parents=True)
    (folder / "article.txt").write_bytes(ARTICLE.encode())
    digest = hashlib.sha256(ARTICLE.encode()).hexdigest()
    (folder / "lesson.yaml").write_text(FACTS % digest, "utf-8", newline="\n")
    for name, rows in TABLES.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=";", lineterminator="\r\n").writerows(rows)
    return folder
