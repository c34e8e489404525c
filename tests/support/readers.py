"""A second reader's folder: a copy of a lesson with rows changed; and a small lesson."""

import csv
import hashlib
import json
import shutil
from pathlib import Path

from helpers.lesson.tables import TABLES, columns
from support.tables import rows

SMALL = {
    "actors": "actor,name,kind\nzoe,{zoe},person\nana,Ana,person\n",
    "mentions": "at,quote,nth,actor,form\n1,{zoe},,zoe,name\n1,{sign},,ana,description\n",
    "places": "place,name\n",
    "toponyms": "at,quote,nth,place,type\n",
    "events": "event,what,at,quote,nth,basis\n",
    "statements": "at,content,nth,source,directness,polarity\n1,yes,,zoe,direct,asserts\n",
}


def second(folder, target):
    """A copy of a lesson's tables, in a folder of that name that is not there yet."""
    left = shutil.ignore_patterns("exercises.yaml", "key.yaml", "prompts.yaml")
    return Path(shutil.copytree(folder, target, ignore=left))


def put(folder, table, some, newline="\n"):
    """Write the rows of a table; columns are those of the first row."""
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, [*some[0]], lineterminator=newline)
        writer.writeheader()
        writer.writerows(some)


def edit(folder, table, where, **cells):
    """Write cells of the one row in which the cells of `where` stand."""
    some = rows(table, folder)
    [row] = [one for one in some if where.items() <= one.items()]
    row.update(cells)
    put(folder, table, some)


def drop(folder, table, **where):
    """Take out the one row in which these cells stand."""
    some = rows(table, folder)
    [row] = [one for one in some if where.items() <= one.items()]
    put(folder, table, [one for one in some if one is not row])


def add(folder, table, **cells):
    """Add a row, behind all others."""
    some = rows(table, folder)
    put(folder, table, [*some, dict.fromkeys(some[0], "") | cells])


def with_other_ids(folder):
    """Turn every table round, and give every actor, place, event and claim another id."""
    for table, row_class in TABLES.items():
        if not (folder / f"{table}.csv").exists() or not (some := rows(table, folder)):
            continue
        for row in some:
            for name, column in columns(row_class).items():
                own = (table, name) in (("actors", "actor"), ("places", "place"))
                own |= name in ("event", "claim") or bool(column.to)
                ids = row.get(name, "").replace(";", " ").split() if own else ()
                new = [one if one == "narrator" else f"x-{one}-x" for one in ids]
                if own and name in row:
                    row[name] = "; ".join(new)
        if table == "events":
            known = {row["event"] for row in some}
            for row in some:
                new = f"x-{row['anchor']}-x"
                row["anchor"] = new if new in known else row["anchor"]
        put(folder, table, some[::-1])


def small(folder, zoe, sign, newline="\n"):
    """A lesson of a headline and a paragraph, in which somebody says yes beside a sign."""
    folder.mkdir(parents=True)
    text = newline.join(["Yes or no", f"{sign} {zoe} said “yes” {sign}{sign}. He left.", ""])
    (folder / "article.txt").write_text(text, "utf-8", newline="")
    for table, lines in SMALL.items():
        text_of_table = lines.format(zoe=zoe, sign=sign)
        (folder / f"{table}.csv").write_text(text_of_table, "utf-8", newline="\n")
    edit(folder, "mentions", {"quote": sign}, nth="2")
    facts = {"headline": "Yes or no", "publisher": "The Paper", "datePublished": "2031-05-16"}
    facts |= {"inLanguage": "en", "rights": "Invented for tests."}
    facts["sha256"] = hashlib.sha256((folder / "article.txt").read_bytes()).hexdigest()
    (folder / "lesson.yaml").write_text(json.dumps(facts), "utf-8")
    return folder
