"""Another lesson: bare columns, no date, no point on the map, no byline."""

import hashlib
from pathlib import Path

ARTICLE = """Library opens late
Reading on Tuesdays was not always easy in Vilna. The library opened an hour late. Why?

"We are sorry," said Ana Łuk.
"""


FACTS = """headline: Library opens late
publisher: {name: Town Paper}
datePublished: 2024-03-05
inLanguage: en
rights: ours
sha256: %s
exceptions:
  - {at: '1', quote: Tuesdays, reason: a habit}
  - {at: '1', quote: always, reason: how often}
"""


TABLES = {
    "actors": "actor,name,kind\nana,Ana Łuk,person\n",
    "mentions": "at,quote,actor,form\n2,We,ana,pronoun\n2,Ana Łuk,ana,name\n",
    "places": "place,name,latitude,longitude\nvilna,Vilna,,\n",
    "toponyms": "at,quote,place,type\n1,Vilna,vilna,literal\n",
    "events": "event,what,at,quote,basis\nlate,Opens late,1,opened an hour late,undated\n",
    "statements": "at,content,source,cue,directness,polarity\n"
    "1,Reading on Tuesdays was not always easy in Vilna,narrator,,narrative,asserts\n"
    "1,The library opened an hour late,narrator,,narrative,asserts\n"
    "1,Why?,narrator,,narrative,asserts\n"
    "2,We are sorry,ana,said,direct,asserts\n",
}


def write(folder: Path) -> Path:
    """Write the other lesson: no date, no point on the map, no optional column, no byline."""
    folder.mkdir(parents=True)
    (folder / "article.txt").write_text(ARTICLE, encoding="utf-8", newline="\n")
    digest = hashlib.sha256(ARTICLE.encode()).hexdigest()
    (folder / "lesson.yaml").write_text(FACTS % digest, encoding="utf-8")
    for name, text in TABLES.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder
