"""An interview with one source who is not named, invented; read out by hand."""

# ruff: noqa: E501

import hashlib
from pathlib import Path

ARTICLE = """Nurse tells of beds in the corridor
By Ines Karr | Lowtown Post | 7 March 2031
A nurse of the Elm Hospital spoke with this newspaper on Wednesday. She fears for her job, so no name is given.
"Eleven beds stood in the corridor," the nurse said. She showed us a list with the names of patients.
The hospital denied that a bed had ever stood there. Its director, Leo Faber, has said nothing about the list.
Rain came through the roof in Lowtown on 1 March, a doctor told the nurse. Two days later he called the mayor, Rita Moss. She promised to send engineers.
Lowtown says that nobody called. "We would have come at once," Moss said.
Patients now sleep in the dining room, and families bring blankets. The roof is still open.
"""
FACTS = """headline: Nurse tells of beds in the corridor
publisher: Lowtown Post
datePublished: '2031-03-07'
inLanguage: en
rights: Invented for tests.
sha256: %s
claims:
  beds: Beds stood in the corridor
  roof: Rain came through the roof
  called: Somebody called the town
  list: There is a list with names
"""
TABLES = {
    "actors": """actor,name,kind,role,affiliation
nurse,The nurse,person,nurse,Elm Hospital
hospital,Elm Hospital,organisation,,
faber,Leo Faber,person,director,Elm Hospital
doctor,A doctor,person,doctor,
town,Lowtown,organisation,,
moss,Rita Moss,person,mayor,
patients,Patients,group,,
families,Families,group,,
engineers,Engineers,group,,
""",
    "mentions": """at,quote,nth,actor,form
1,A nurse of the Elm Hospital,,nurse,description
1,Elm Hospital,,hospital,name
1,She,,nurse,pronoun
2,the nurse,,nurse,description
2,She,,nurse,pronoun
2,patients,,patients,description
3,The hospital,,hospital,description
3,Its,,hospital,pronoun
3,director,,faber,title
3,Leo Faber,,faber,name
4,a doctor,,doctor,description
4,the nurse,,nurse,description
4,he,,doctor,pronoun
4,the mayor,,moss,title
4,Rita Moss,,moss,name
4,She,,moss,pronoun
4,engineers,,engineers,description
5,Lowtown,,town,metonym
5,Moss,,moss,name
6,Patients,,patients,description
6,families,,families,description
""",
    "places": "place,name,latitude,longitude\nlowtown,Lowtown,,\n",
    "toponyms": """at,quote,place,type
byline,Lowtown,lowtown,modifier
4,Lowtown,lowtown,literal
5,Lowtown,lowtown,metonymic
""",
    "events": """event,what,actors,place,kind,at,quote,expression,start,end,anchor,basis
interview,The nurse speaks with the newspaper,nurse,,call,1,spoke with this newspaper on Wednesday,Wednesday,2031-03-05,2031-03-05,2031-03-07,resolved
rain,Rain comes through the roof,,lowtown,weather,4,Rain came through the roof in Lowtown on 1 March,1 March,2031-03-01,2031-03-01,,stated
call,The doctor calls the mayor,doctor; moss,,call,4,Two days later he called the mayor,Two days later,2031-03-03,2031-03-03,rain,resolved
silence,The director says nothing,faber,,silence,3,"Its director, Leo Faber, has said nothing about the list",,,,,undated
shown,The nurse shows a list,nurse,,act,2,She showed us a list,,,,,undated
blankets,Families bring blankets,families,,act,6,families bring blankets,,,,,undated
""",
    "statements": """at,content,source,cue,directness,via,named,polarity,claim
1,A nurse of the Elm Hospital spoke with this newspaper on Wednesday,narrator,,narrative,,,asserts,
1,"She fears for her job, so no name is given",narrator,,narrative,,,asserts,
2,Eleven beds stood in the corridor,nurse,said,direct,,no,asserts,beds
2,She showed us a list with the names of patients,narrator,,narrative,,,asserts,list
3,a bed had ever stood there,hospital,denied,indirect,,yes,denies,beds
3,"Its director, Leo Faber, has said nothing about the list",narrator,,narrative,,,asserts,
3,the list,faber,has said nothing about,narrative,,yes,declines,list
4,Rain came through the roof in Lowtown on 1 March,doctor,told,indirect,nurse,no,asserts,roof
4,"Two days later he called the mayor, Rita Moss",narrator,,narrative,,,asserts,called
4,to send engineers,moss,promised,indirect,,yes,asserts,
5,nobody called,town,says,indirect,,yes,denies,called
5,We would have come at once,moss,said,direct,,yes,asserts,
6,"Patients now sleep in the dining room, and families bring blankets",narrator,,narrative,,,asserts,
6,The roof is still open,narrator,,narrative,,,asserts,
""",
}


def write(folder: Path) -> Path:
    """Write the interview into a folder that is not there yet."""
    folder.mkdir(parents=True)
    (folder / "article.txt").write_text(ARTICLE, "utf-8", newline="\n")
    digest = hashlib.sha256(ARTICLE.encode()).hexdigest()
    (folder / "lesson.yaml").write_text(FACTS % digest, "utf-8")
    for name, text in TABLES.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return folder
