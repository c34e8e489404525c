"""An invented report of a flood, with tables made by hand and no exercise."""

# ruff: noqa: E501 - a row of a table is one line

import hashlib
from pathlib import Path

ARTICLE = """River Marn floods Oldbridge
By ILSE BRANT in Oldbridge | Valley Post | Updated: 2024-05-16 09:30
The river Marn broke through a wall of sandbags in Oldbridge on Tuesday and flooded about ninety houses. Nobody was hurt.
Mayor Petra Lund said that the wall had been built in haste. She visited the school on Wednesday, where forty families now sleep on the floor of the gym.
The river office denied that its gauges had failed. Head engineer Jonas Reff insisted that the office warned the town on Monday. He handed the log of the gauges to the council.
According to the fire service, pumps from Norwick were promised by minister Ada Holm. The pumps have not arrived.
Residents have refused to leave Mill Lane. They said the town forgot them in the flood of last spring.
Norwick declined to comment on the pumps. The Norwick road is closed. Farmers moved their cattle to higher ground on Sunday.
"""

FACTS = """headline: River Marn floods Oldbridge
author: Ilse Brant
publisher: Valley Post
dateModified: '2024-05-16T09:30'
inLanguage: en
rights: invented for a test
sha256: %s
objectives:
  - {id: read, text: Read closely.}
exceptions:
  - {at: '5', quote: spring, reason: a flood that the report only mentions}
"""

TABLES = {
    "actors": """actor,name,kind
marn,The river Marn,group
lund,Petra Lund,person
families,Forty families,group
office,The river office,office
reff,Jonas Reff,person
council,The council,organisation
fire,The fire service,organisation
holm,Ada Holm,person
residents,The residents,group
norwick,Norwick,state
farmers,Farmers,group
""",
    "mentions": """at,quote,nth,actor,form
1,The river Marn,,marn,name
2,Mayor,,lund,title
2,Petra Lund,,lund,name
2,She,,lund,pronoun
2,forty families,,families,description
3,The river office,,office,description
3,its,,office,pronoun
3,Head engineer,,reff,title
3,Jonas Reff,,reff,name
3,He,2,reff,pronoun
3,the council,,council,description
4,the fire service,,fire,description
4,Ada Holm,,holm,name
5,Residents,,residents,description
5,They,,residents,pronoun
6,Norwick,1,norwick,name
6,Farmers,,farmers,description
6,their,,farmers,pronoun
""",
    "places": "place,name,latitude,longitude\noldbridge,Oldbridge,,\nnorwick,Norwick,,\n",
    "toponyms": """at,quote,nth,place,type
byline,Oldbridge,,oldbridge,dateline
1,Oldbridge,,oldbridge,literal
4,Norwick,,norwick,literal
6,Norwick,1,norwick,metonymic
6,Norwick,2,norwick,modifier
""",
    "events": """event,what,at,quote,expression,start,end,kind,basis,anchor
stamp,The report is updated,byline,Updated: 2024-05-16 09:30,2024-05-16 09:30,2024-05-16T09:30,2024-05-16T09:30,publication,stated,
flood,The wall breaks,1,broke through a wall of sandbags in Oldbridge on Tuesday,Tuesday,2024-05-14,2024-05-14,,resolved,stamp
visit,The mayor visits the school,2,visited the school on Wednesday,Wednesday,2024-05-15,2024-05-15,,resolved,stamp
warning,The office warns the town,3,the office warned the town on Monday,Monday,2024-05-13,2024-05-13,,resolved,stamp
log,The log is handed over,3,handed the log of the gauges to the council,,,,,undated,
cattle,Farmers move their cattle,6,moved their cattle to higher ground on Sunday,Sunday,2024-05-12,2024-05-12,,resolved,stamp
""",
    "statements": """at,content,source,cue,directness,via,named,polarity
1,The river Marn broke through a wall of sandbags in Oldbridge on Tuesday and flooded about ninety houses,narrator,,narrative,,,asserts
1,Nobody was hurt,narrator,,narrative,,,asserts
2,the wall had been built in haste,lund,said,indirect,,yes,asserts
2,She visited the school on Wednesday,narrator,,narrative,,,asserts
3,its gauges had failed,office,denied,indirect,,yes,denies
3,the office warned the town on Monday,reff,insisted,indirect,,yes,asserts
3,He handed the log of the gauges to the council,narrator,,narrative,,,asserts
4,pumps from Norwick,holm,promised,indirect,fire,yes,asserts
4,The pumps have not arrived,narrator,,narrative,,,asserts
5,leave Mill Lane,residents,have refused to,indirect,,no,declines
5,the town forgot them in the flood of last spring,residents,said,indirect,,no,asserts
6,the pumps,norwick,declined to comment on,indirect,,yes,declines
6,The Norwick road is closed,narrator,,narrative,,,asserts
6,Farmers moved their cattle to higher ground on Sunday,narrator,,narrative,,,asserts
""",
}


def write(folder: Path, **cells: tuple[str, str]) -> Path:
    """Write the lesson; of the tables named, the first text is replaced by the second."""
    folder.mkdir(parents=True)
    (folder / "article.txt").write_text(ARTICLE, "utf-8", newline="\n")
    digest = hashlib.sha256(ARTICLE.encode()).hexdigest()
    (folder / "lesson.yaml").write_text(FACTS % digest, "utf-8")
    for name, text in TABLES.items():
        old, new = cells.get(name, ("", ""))
        assert old in text
        (folder / f"{name}.csv").write_text(text.replace(old, new) if old else text, "utf-8")
    return folder
