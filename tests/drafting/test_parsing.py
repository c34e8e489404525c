"""The quicker ways to names and base forms give what spaCy itself gives."""

import pytest
from support.flood import FLOOD
from support.second_article import SECOND

from helpers.drafting.parsing import parse, parser

pytestmark = [pytest.mark.slow, pytest.mark.long]

TEXTS = {one.name: (one / "article.txt").read_text("utf-8") for one in (FLOOD, SECOND)}


@pytest.mark.parametrize("name", TEXTS)
def test_names_and_base_forms_are_those_of_spacy(name):
    if parser("en") is None:
        pytest.skip("the parser for English is not installed")
    pipeline = parser("en").pipeline
    ours = parse(TEXTS[name], "en")
    theirs = ours.copy()
    theirs.set_ents([], default="missing")
    for component in ("attribute_ruler", "lemmatizer", "ner"):
        theirs = pipeline.get_pipe(component)(theirs)
    assert len(ours.ents) > 5
    assert [(one.text, one.label_) for one in ours.ents] == [
        (one.text, one.label_) for one in theirs.ents
    ]
    words = [(one.text, one.lemma_) for one in ours if one.tag_[0] in "VNJ"]
    assert words == [(one.text, one.lemma_) for one in theirs if one.tag_[0] in "VNJ"]


def test_a_text_without_a_word_is_parsed():
    if parser("en") is None:
        pytest.skip("the parser for English is not installed")
    assert len(parse("", "en")) == 0
    assert [one.text for one in parse("\n\n", "en").ents] == []
