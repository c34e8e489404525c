"""What other tools marked becomes proposed rows; what is in no row is told, all of it."""

import json

import pytest
from support import other_lesson

from helpers.annotations.bring import bring, bring_new
from helpers.authoring.check import check
from helpers.authoring.proposals import FILE, read_proposals
from helpers.common.errors import KitError
from helpers.drafting.correcting import accept, change
from helpers.lesson.lesson import load

TEXT = """Mayor denies flood of letters
By Ann Lee

Mayor Rita Moss met farmers in Halm on Tuesday. She said \U0001f600 "nobody wrote to me".
The farmers, led by Jo Reed, say that they sent 90 letters. Reed wants an answer by 9 May 2031.
"""
FACTS = {"publisher": "Halm Post", "rights": "ours", "datePublished": "2031-05-02"}
# The words that are marked, which occurrence of them, and the type.
MARKS = [
    ("Rita Moss", 1, "Person"),
    ("Halm", 1, "GPE"),
    ("Tuesday", 1, "Date"),
    ("She", 1, "PER"),
    ("said", 1, "Cue"),
    ('"nobody wrote to me"', 1, "Content"),
    ("The farmers", 1, "Source"),
    ("Jo Reed", 1, "Person"),
    ("say", 1, "Cue"),
    ("they sent 90 letters", 1, "Content"),
    ("Reed", 2, "Person"),
    ("9 May 2031", 1, "TIMEX3"),
    ("letters", 1, "Animal"),
    ("answer", 1, "Cue"),
]
LINES = [
    "E1\tCue:T5 Source:T4 Content:T6",
    "R1\tAttribution Arg1:T7 Arg2:T9",
    "R2\tAttribution Arg1:T9 Arg2:T10",
    "R3\tEats Arg1:T13 Arg2:T2",
    "*\tEquiv T1 T4",
    "N1\tReference T8 Wikidata:Q1\tReed",
    "N2\tReference T11 Wikidata:Q1\tReed",
    "A1\tvalue T12 2031-05-09",
    "A2\tNegation T10",
    "A3\tdirectness T6 direct",
    "A4\tform T4 pronoun",
]


def nth_place(text, words, nth):
    """Where words begin for the nth time."""
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    return start


def brat(folder, text=TEXT):
    """Write the text and its marks as brat has them."""
    lines = []
    for number, (words, nth, kind) in enumerate(MARKS, 1):
        start = nth_place(text, words, nth)
        lines.append(f"T{number}\t{kind} {start} {start + len(words)}\t{words}")
    (folder / "news.txt").write_bytes(text.encode())
    (folder / "news.ann").write_text("\n".join([*lines, *LINES]) + "\n", "utf-8")
    return folder / "news.ann"


def rows(folder):
    """The cells that are proposed, by table."""
    found = {}
    for one in read_proposals(folder):
        found.setdefault(one.table, []).append(one.cells)
    return found


def test_marks_become_proposed_rows_of_a_new_lesson(tmp_path):
    made = bring_new(brat(tmp_path), tmp_path / "seeds", "news", FACTS)
    lesson, findings = load(made.folder)
    assert findings.problems == []
    assert [len(getattr(lesson, table)) for table in ("actors", "mentions", "statements")] == [
        0
    ] * 3
    found = rows(made.folder)
    assert found["actors"] == [
        {"actor": "rita-moss", "name": "Rita Moss", "kind": "person"},
        {"actor": "jo-reed", "name": "Jo Reed", "kind": "person"},
        {"actor": "the-farmers", "name": "The farmers"},
    ]
    mentions = [
        tuple(row.get(c) for c in ("quote", "nth", "actor", "form")) for row in found["mentions"]
    ]
    assert mentions == [
        ("Rita Moss", None, "rita-moss", "name"),
        ("She", None, "rita-moss", "pronoun"),
        ("Jo Reed", None, "jo-reed", "name"),
        ("Reed", "2", "jo-reed", "name"),
        ("The farmers", None, "the-farmers", "description"),
    ]
    assert found["places"] == [{"place": "halm", "name": "Halm"}]
    assert found["toponyms"] == [{"at": "1", "quote": "Halm", "place": "halm", "type": "literal"}]
    tuesday, may = found["events"]
    assert tuesday["quote"] == "Mayor Rita Moss met farmers in Halm on Tuesday."
    assert (tuesday["expression"], "start" in tuesday, "basis" in tuesday) == (
        "Tuesday",
        False,
        False,
    )
    assert (may["expression"], may["start"], may["basis"]) == (
        "9 May 2031",
        "2031-05-09",
        "resolved",
    )
    assert found["statements"] == [
        {
            **{"at": "1", "content": '"nobody wrote to me"', "source": "rita-moss", "cue": "said"},
            **{"directness": "direct", "polarity": "asserts"},
        },
        {
            **{"at": "2", "content": "they sent 90 letters", "source": "the-farmers"},
            **{"cue": "say", "polarity": "asserts"},
        },
    ]
    assert all(one.reason.startswith("From news.ann: ") for one in read_proposals(made.folder))
    assert {*made.left} == {
        "A link of “letters” and “Halm” is no part of a statement.",
        "Cue “answer” belongs to no content.",
        "“Negation” of marks “Content” has no column: “they sent 90 letters” yes.",
        "Marks “Animal” mean nothing here: “letters”.",
    }


def test_what_was_said_yes_to_is_a_row_and_does_not_come_again(tmp_path):
    file = brat(tmp_path)
    folder = bring_new(file, tmp_path / "seeds", "news", FACTS).folder
    assert accept(folder, "statements-1") == ["actors-1", "statements-1"]
    with pytest.raises(KitError, match="kind: the cell is empty"):
        accept(folder, "statements-2")
    change(folder, "actors-3", kind="group")
    with pytest.raises(KitError, match="directness: the cell is empty"):
        accept(folder, "statements-2")
    change(folder, "statements-2", directness="indirect")
    assert accept(folder, "statements-2") == ["actors-3", "statements-2"]
    assert accept(folder, "mentions-1", "toponyms-1") == ["places-1", "mentions-1", "toponyms-1"]
    left = rows(folder)
    made = bring(file, folder)
    assert (made.proposed, made.rows) == ({}, {})
    assert rows(folder) == left
    assert "nobody has said yes or no" in str(check(folder).problems)


def test_a_name_that_a_lesson_has_keeps_its_id(tmp_path):
    folder = other_lesson.write(tmp_path / "other")
    (tmp_path / "a.txt").write_bytes(other_lesson.ARTICLE.replace("\n\n", "\n").encode())
    text = (tmp_path / "a.txt").read_text("utf-8")
    lines = [
        f"T{n}\t{kind} {text.index(words)} {text.index(words) + len(words)}\t{words}"
        for n, (words, kind) in enumerate(
            [("ANA", "x"), ("Ana Łuk", "PER"), ("sorry", "Quote"), ("Vilna", "LOC")]
        )
        if words in text
    ]
    (tmp_path / "a.ann").write_text("\n".join(lines), "utf-8")
    before = (folder / "actors.csv").read_bytes()
    made = bring(tmp_path / "a.ann", folder)
    assert made.known == 2
    assert rows(folder) == {"statements": [{"at": "2", "content": "sorry", "polarity": "asserts"}]}
    assert (folder / "actors.csv").read_bytes() == before


def test_another_text_is_refused_and_shows_where_it_parts(tmp_path):
    folder = bring_new(brat(tmp_path), tmp_path / "seeds", "news", FACTS).folder
    before = (folder / FILE).read_bytes()
    with pytest.raises(KitError, match=r"They part where it has “.*met fishers"):
        bring(brat(tmp_path, TEXT.replace("met farmers", "met fishers")), folder)
    with pytest.raises(
        KitError, match=r"article\.txt goes on with “Reedwants|the file goes on with"
    ):
        bring(brat(tmp_path, TEXT + "More."), folder)
    assert (folder / FILE).read_bytes() == before


def test_spaces_and_line_ends_may_differ(tmp_path):
    folder = bring_new(brat(tmp_path), tmp_path / "seeds", "news", FACTS).folder
    (folder / FILE).unlink()
    bring(
        brat(tmp_path, TEXT.replace("\n", "  \r\n\r\n").replace("She said", "She\u00a0said")),
        folder,
    )
    assert rows(folder)["statements"][0]["content"] == '"nobody wrote to me"'
    assert rows(folder)["mentions"][3]["nth"] == "2"


def test_what_the_text_does_not_say_is_asked_for(tmp_path):
    with pytest.raises(KitError, match="publisher, datePublished, rights"):
        bring_new(brat(tmp_path), tmp_path / "seeds", "news")
    assert not (tmp_path / "seeds" / "news").exists()


def test_inception_chains_entities_and_slots_become_rows(tmp_path):
    cue = "webanno.custom.Cue"
    lines = [
        "#FORMAT=WebAnno TSV 3.3",
        "#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|value",
        "#T_SP=de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS|PosValue",
        "#T_SP=webanno.custom.Content|directness",
        f"#T_SP={cue}|ROLE_{cue}:parts_webanno.custom.CuePartsLink|uima.tcas.Annotation",
        "#T_CH=de.tudarmstadt.ukp.dkpro.core.api.coref.type.CoreferenceLink"
        "|referenceRelation|referenceType",
        "",
        "",
        "#Text=Moss met Reed",
        "1-1\t0-4\tMoss\tPER\tNNP\t_\t_\t_\t*->1-1\t*[1]\t",
        "1-2\t5-8\tmet\t_\tVBD\t_\t_\t_\t_\t_\t",
        "1-3\t9-13\tReed\tPER\tNNP\t_\t_\t_\t_\t_\t",
        "",
        "#Text=She said no letters came.",
        "2-1\t14-17\tShe\t_\tPRP\t_\t_\t_\t*->1-2\t*[1]\t",
        "2-2\t18-22\tsaid\t_\tVBD\t_\tSource;Content\t2-1[8];2-3[9]\t_\t_\t",
        "2-3\t23-25\tno\t_\tDT\tindirect[9]\t_\t_\t_\t_\t",
        "2-4\t26-33\tletters\t_\tNNS\tindirect[9]\t_\t_\t_\t_\t",
        "2-5\t34-38\tcame\t_\tVBD\tindirect[9]\t_\t_\t_\t_\t",
        "2-6\t38-39\t.\t_\t.\t_\t_\t_\t_\t_\t",
    ]
    # The source of the slot is a mark of its own.
    lines[2:2] = ["#T_SP=webanno.custom.Source|"]
    for number, line in enumerate(lines):
        cells = line.split("\t")
        if line[:1].isdigit():
            cells[4:4] = ["*[8]" if cells[0] == "2-1" else "_"]
            lines[number] = "\t".join(cells)
    (tmp_path / "a.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    made = bring_new(tmp_path / "a.tsv", tmp_path / "seeds", "a", FACTS | {"inLanguage": "en"})
    found = rows(made.folder)
    assert [row["name"] for row in found["actors"]] == ["Moss", "Reed"]
    assert [(row["quote"], row["actor"]) for row in found["mentions"]] == [
        ("Moss", "moss"),
        ("Reed", "reed"),
        ("She", "moss"),
    ]
    [statement] = found["statements"]
    assert statement["content"] == "no letters came"
    assert (statement["source"], statement["cue"]) == ("moss", "said")
    assert statement["directness"] == "indirect"
    [left] = made.left
    assert left.startswith("Marks “de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS” mean")
    assert "“said” (PosValue=VBD)" in left
    assert "does not say where a paragraph ends" in made.notes[0]


def test_a_chain_joins_and_a_bridge_does_not(tmp_path):
    lines = [
        "#FORMAT=WebAnno TSV 3.3",
        "#T_SP=webanno.custom.Referent|entity",
        "#T_RL=webanno.custom.Coref|type|BT_webanno.custom.Referent",
        "",
        "",
        "#Text=Moss met Reed . She saw the wife and the mayor",
        "1-1\t0-4\tMoss\tperson\t_\t_\t",
        "1-2\t5-8\tmet\t_\t_\t_\t",
        "1-3\t9-13\tReed\tperson\t_\t_\t",
        "1-4\t14-15\t.\t_\t_\t_\t",
        "1-5\t16-19\tShe\tperson\tana\t1-1\t",
        "1-6\t20-23\tsaw\t_\t_\t_\t",
        "1-7\t24-27\tthe\tperson[2]\tbridge\t1-3[0_2]\t",
        "1-8\t28-32\twife\tperson[2]\t_\t_\t",
        "1-9\t33-36\tand\t_\t_\t_\t",
        "1-10\t37-40\tthe\tperson[3]\tcoref\t1-1[0_3]\t",
        "1-11\t41-46\tmayor\tperson[3]\t_\t_\t",
    ]
    facts = FACTS | {"inLanguage": "en", "headline": lines[5].removeprefix("#Text=")}
    (tmp_path / "a.tsv").write_text(
        "\n".join([*lines, "", "#Text=End", "2-1\t47-50\tEnd\t_\t_\t_\t"]) + "\n", "utf-8"
    )
    made = bring_new(tmp_path / "a.tsv", tmp_path / "seeds", "a", facts)
    assert [(row["quote"], row["actor"]) for row in rows(made.folder)["mentions"]] == [
        ("Moss", "moss"),
        ("Reed", "reed"),
        ("She", "moss"),
        ("the wife", "the-wife"),
        ("the mayor", "moss"),
    ]
    assert "A link of “Reed” and “the wife” is no part of a statement." in made.left
    assert any("type=ana; type=bridge; type=coref" in one for one in made.left)


def test_two_sources_of_one_content_are_a_choice(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"Head\nMoss and Reed say no.\n")
    lines = ["T1\tPerson 5 9\tMoss", "T2\tPerson 14 18\tReed", "T3\tContent 23 25\tno"]
    lines += ["R1\tsays Arg1:T2 Arg2:T3", "R2\tsays Arg1:T1 Arg2:T3"]
    (tmp_path / "a.ann").write_text("\n".join(lines), "utf-8")
    made = bring_new(tmp_path / "a.ann", tmp_path / "seeds", "a", FACTS | {"inLanguage": "en"})
    [statement] = [one for one in read_proposals(made.folder) if one.table == "statements"]
    assert statement.cells["source"] == "moss"
    assert statement.choices["source"] == ["moss", "reed"]
    assert "via" not in statement.cells


def annotation(words, tag, text, **selector):
    """An annotation as Recogito writes it."""
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"#{words}",
        "type": "Annotation",
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": tag},
            {"type": "TextualBody", "purpose": "commenting", "value": "sure?"},
        ],
        "target": {"selector": [{"type": "TextQuoteSelector", "exact": words} | selector]},
    }


def test_annotations_of_another_tool_are_placed_by_their_words(tmp_path):
    folder = bring_new(brat(tmp_path), tmp_path / "seeds", "news", FACTS).folder
    (folder / FILE).unlink()
    by_place = annotation("Reed", "Person", TEXT)
    # In article.txt there is no empty line.
    text = (folder / "article.txt").read_text("utf-8")
    start = nth_place(text, "Reed", 2)
    by_place["target"]["selector"].append(
        {"type": "TextPositionSelector", "start": start, "end": 0}
    )
    items = [
        annotation("Moss", "Person", TEXT),
        annotation("letters", "Content", TEXT, prefix="sent 90 ", suffix=". Reed"),
        by_place,
        annotation("letters", "Person", TEXT),
        annotation("nowhere", "Place", TEXT),
    ]
    (tmp_path / "a.jsonld").write_text(json.dumps(items), "utf-8")
    made = bring(tmp_path / "a.jsonld", folder)
    found = rows(folder)
    assert [(row["at"], row["quote"], row.get("nth")) for row in found["mentions"]] == [
        ("1", "Moss", None),
        ("2", "Reed", "2"),
    ]
    assert [(row["at"], row["content"]) for row in found["statements"]] == [("2", "letters")]
    assert "Person “letters” stands 2 times in the article: which is meant?" in made.left
    assert "Place “nowhere” does not stand in the article." in made.left
    assert (
        "“commenting” of marks “Person” has no column: “Moss” sure?; “Reed” sure?."
    ) in made.left


def test_a_place_of_recogito_comes_with_its_point(tmp_path):
    folder = bring_new(brat(tmp_path), tmp_path / "seeds", "news", FACTS).folder
    (folder / FILE).unlink()
    one = annotation("Halm", "spa", TEXT)
    one["body"] = [
        {"type": "SpecificResource", "purpose": "identifying", "value": "http://places/1"},
        {
            "type": "Feature",
            "purpose": "georeferencing",
            "geometry": {"type": "Point", "coordinates": [12.5, -3.25]},
        },
        {"type": "TextualBody", "purpose": "commenting", "value": "a spa"},
    ]
    (tmp_path / "a.json").write_text(json.dumps([one]), "utf-8")
    made = bring(tmp_path / "a.json", folder)
    assert rows(folder)["places"] == [
        {"place": "halm", "name": "Halm", "latitude": "-3.25", "longitude": "12.5"}
    ]
    assert made.left == (
        "“identifier” of marks “Place” has no column: “Halm” http://places/1.",
        "“commenting” of marks “Place” has no column: “Halm” a spa.",
    )


def test_annotations_without_a_text_make_no_new_lesson(tmp_path):
    (tmp_path / "a.jsonld").write_text(json.dumps([annotation("Moss", "x", TEXT)]), "utf-8")
    with pytest.raises(KitError, match="has no text in it"):
        bring_new(tmp_path / "a.jsonld", tmp_path / "seeds", "news", FACTS)


def test_a_mark_over_two_paragraphs_is_cut_and_that_is_said(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"Head\nOne two.\nThree four.\n")
    (tmp_path / "a.ann").write_text("T1\tQuote 9 19\ttwo. Three\n", "utf-8")
    made = bring_new(tmp_path / "a.ann", tmp_path / "seeds", "a", FACTS | {"inLanguage": "en"})
    assert rows(made.folder)["statements"][0]["content"] == "two."
    assert made.left == ("Quote “two. Three” goes on in another paragraph: it is cut.",)
