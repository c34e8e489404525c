"""WebAnno TSV 3.3 as INCEpTION writes it: layers, slots, relations, chains, parts of tokens."""

import pytest

from helpers.annotations.formats import Damaged
from helpers.annotations.formats.webanno import read

HEAD = "#FORMAT=WebAnno TSV 3.3\n"
NE = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"


@pytest.fixture
def marked(tmp_path):
    """Read what stands behind the first line."""

    def run(layers, *lines, head=HEAD):
        text = head + "".join(f"#T_{one}\n" for one in layers) + "\n\n" + "\n".join(lines) + "\n"
        (tmp_path / "a.tsv").write_bytes(text.encode())
        return read(tmp_path / "a.tsv")

    return run


def test_offsets_count_utf_16_and_a_mark_goes_over_tokens(marked):
    found = marked(
        [f"SP={NE}|identifier|value"],
        "#Text=\U0001f600 Rita Moss",
        "1-1\t0-2\t\U0001f600\t_\t_\t",
        "1-2\t3-7\tRita\thttp://x/Q7[1]\tPER[1]\t",
        "1-3\t8-12\tMoss\thttp://x/Q7[1]|*[2]\tPER[1]|ORG[2]\t",
    )
    person, org = found.marks
    assert (person.quote, person.start, person.end) == ("Rita Moss", 2, 11)
    assert person.features == {"identifier": "http://x/Q7", "value": "PER"}
    assert (org.quote, org.features) == ("Moss", {"value": "ORG"})


def test_escapes_are_undone_in_values_and_in_the_text(marked):
    found = marked(
        ["SP=webanno.custom.Note|value"],
        "#Text=a\\\\b\\tc [x] |",
        "1-1\t0-5\ta\\\\b\\tc\tone\\|two\\\\\\_\\->\\[9\\]\\;\\*\\n[3]|\\*[4]\t",
        "1-2\t6-9\t[x]\t_\t",
        "1-3\t10-11\t|\t_\t",
    )
    assert found.text == "a\\b\tc [x] |"
    first, second = found.marks
    assert first.features["value"] == "one|two\\_->[9];*\n"
    assert second.features["value"] == "*"


def test_parts_of_tokens_and_places_without_words(marked):
    found = marked(
        ["SP=webanno.custom.Span|value"],
        "#Text=Moss-Reed spoke",
        "1-1\t0-9\tMoss-Reed\t_\t",
        "1-1.1\t0-4\tMoss\tone[1]\t",
        "1-1.2\t4-4\t\tnone\t",
        "1-1.3\t5-9\tReed\ttwo[2]\t",
        "1-2\t10-15\tspoke\ttwo[2]\t",
    )
    assert [(one.quote, one.features["value"]) for one in found.marks] == [
        ("Moss", "one"),
        ("Reed spoke", "two"),
    ]
    assert found.notes == (
        "webanno.custom.Span 1-1.2 0 marks a place without words. It is not taken.",
    )


def test_slots_link_a_cue_with_source_and_content(marked):
    found = marked(
        [
            "SP=webanno.custom.Part|kind",
            "SP=webanno.custom.Cue|ROLE_webanno.custom.Cue:parts_webanno.custom.CuePartsLink"
            "|webanno.custom.Part|sense",
        ],
        "#Text=She said no letters came",
        "1-1\t0-3\tShe\tx\t_\t_\t_\t",
        "1-2\t4-8\tsaid\t_\tSource;Content\t1-1;1-3[7]\tspeech\t",
        "1-3\t9-11\tno\ty[7]\t_\t_\t_\t",
        "1-4\t12-19\tletters\ty[7]\t_\t_\t_\t",
        "1-5\t20-24\tcame\ty[7]\t_\t_\t_\t",
    )
    words = {one.id: one.quote for one in found.marks}
    [link] = found.links
    assert [(role, words[id]) for role, id in link.ends] == [
        ("Cue", "said"),
        ("Source", "She"),
        ("Content", "no letters came"),
    ]
    assert [one.features for one in found.marks if one.quote == "said"] == [{"sense": "speech"}]


def test_slots_of_any_layer_name_their_marks_by_number(marked):
    found = marked(
        [
            "SP=x.A|value",
            "SP=x.B|value",
            "SP=x.Host|ROLE_x.Host:args_x.HostArgsLink|uima.tcas.Annotation",
        ],
        "#Text=one two",
        "1-1\t0-3\tone\ta[1]\tb[2]\t_\t_\t",
        "1-2\t4-7\ttwo\t_\t_\t*;*\t1-1[2];1-1[1]\t",
    )
    layers = {one.id: one.layer for one in found.marks}
    assert [(role, layers[id]) for role, id in found.links[0].ends] == [
        ("Host", "x.Host"),
        ("args", "x.B"),
        ("args", "x.A"),
    ]


def test_relations_name_both_ends_also_where_marks_are_stacked(marked):
    found = marked(
        ["SP=x.Span|value", "RL=x.Attribution|kind|BT_x.Span"],
        "#Text=She said so",
        "1-1\t0-3\tShe\ts[1]|t[2]\t_\t_\t",
        "1-2\t4-8\tsaid\tc\t_\t_\t",
        "1-3\t9-11\tso\tu[3]|v[4]\tone|*\t1-1[2_3]|1-2[0_4]\t",
    )
    values = {one.id: one.features["value"] for one in found.marks}
    said = [([values[id] for _, id in link.ends], link.features) for link in found.links]
    assert said == [(["t", "u"], {"kind": "one"}), (["c", "v"], {})]


def test_chains_say_what_is_of_one(marked):
    found = marked(
        ["CH=de.tudarmstadt.ukp.dkpro.core.api.coref.type.CoreferenceLink"
         "|referenceRelation|referenceType"],
        "#Text=Rita Moss shot herself",
        "1-1\t0-4\tRita\tcoref->1-1\tname[1]\t",
        "1-2\t5-9\tMoss\tcoref->1-1\tname[1]\t",
        "1-3\t10-14\tshot\t_\t_\t",
        "1-4\t15-22\therself\t*->1-2\t*[1]\t",
    )  # fmt: skip
    words = {one.id: one.quote for one in found.marks}
    assert [[words[id] for id in ids] for ids in found.same] == [["Rita Moss", "herself"]]
    assert found.marks[0].features == {"referenceRelation": "coref", "referenceType": "name"}


def test_sentences_are_put_together_and_what_is_not_known_is_said(marked):
    found = marked(
        [],
        "#Text=One here.",
        "1-1\t0-3\tOne\t",
        "1-2\t4-8\there\t",
        "1-3\t8-9\t.\t",
        "",
        "#Sentence.id=s2",
        "#Text=Two.",
        "2-1\t10-13\tTwo\t",
        "2-2\t13-14\t.\t",
    )
    assert found.text == "One here.\nTwo."
    assert "does not say where a paragraph ends" in found.guessed


def test_lines_of_a_sentence_and_empty_lines_between_are_kept(marked):
    found = marked(
        [],
        "#Text=One",
        "#Text=line.",
        "1-1\t0-3\tOne\t",
        "1-2\t4-9\tline.\t",
        "",
        "#Text=Two.",
        "2-1\t11-15\tTwo.\t",
        "",
        "#Text=Three.",
        "3-1\t16-22\tThree.\t",
    )
    assert found.text == "One\nline.\n\nTwo. Three."
    assert found.paragraphs == ["One", "line.", "Two. Three."]
    assert found.guessed == ""


def test_an_older_version_and_line_ends_of_windows_are_read(marked):
    found = marked(
        ["SP=x.Span|value"],
        "#Text=One\r",
        "1-1\t0-3\tOne\ty\t\r",
        head="\ufeff#FORMAT=WebAnno TSV 3.2\r\n",
    )
    assert [one.quote for one in found.marks] == ["One"]


def test_all_that_is_damaged_is_said(marked):
    with pytest.raises(Damaged) as told:
        marked(
            ["SP=x.Span|value", "RL=x.R|BT_x.Span"],
            "#Text=One two",
            "1-1\t0-3\tOne\ty\t_\t",
            "1-2\t4-7\ttwo\t_\t1-9\t",
            "one more line\tof nothing",
            "",
            "#Text=Three",
            "2-1\t5-10\tThree\t_\t_\t",
            "2-2\t11-12\t!",
        )
    assert told.value.wrong == (
        "Line 9 is no token: one more line of nothing",
        "Line 12: the sentence begins before the last one ends.",
        "Line 13 has 3 cells; the head asks for 5.",
        "Line 8 points to 1-9, where nothing is marked.",
        "Line 8 points to 1-2, where nothing is marked.",
    )


def test_another_table_is_refused(tmp_path):
    (tmp_path / "a.tsv").write_text("at\tquote\n1\tx\n", "utf-8")
    with pytest.raises(Damaged, match=r"does not say “#FORMAT=WebAnno TSV 3\.3”"):
        read(tmp_path / "a.tsv")
