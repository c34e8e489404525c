"""The article: other texts than ours come in, and every passage is found where it stands."""

import hashlib

import pytest

from helpers.common.text import in_quotes
from helpers.lesson.article import WORD, PassageError, read_article


@pytest.fixture
def article(tmp_path):
    """Read a text as an article."""

    def run(content, language="en", layout=None):
        path = tmp_path / "article.txt"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_article(path, layout, language)

    return run


@pytest.mark.parametrize(
    ("content", "parts"),
    [
        ("Head\nBy A B\nOne.\nTwo.", {"headline": "Head", "byline": "By A B", "1": "One."}),
        ("Head\r\nBy A B\r\nOne.\r\nTwo.\r\n", {"byline": "By A B", "1": "One.", "2": "Two."}),
        ("Head\rOne.\rTwo.", {"headline": "Head", "1": "One.", "2": "Two."}),
        ("Head\n\n  \t\nOne.\n\n\nTwo.\n\n", {"headline": "Head", "1": "One.", "2": "Two."}),
        ("Head\n\u00a0\nOne.", {"headline": "Head", "1": "One."}),
        ("\ufeffHead\nOne.", {"headline": "Head", "1": "One."}),
        ("Head\nOne.\nAgencies contributed to this.", {"credit": "Agencies contributed to this."}),
        ("Head\nBy the river they met.", {"headline": "Head"}),
        ("Only a headline", {"headline": "Only a headline"}),
        ("Заголовок\nПервый абзац.", {"headline": "Заголовок", "1": "Первый абзац."}),
    ],
    ids=["LF", "CRLF", "CR", "blank", "no-break space", "BOM", "credit", "by", "one", "Cyrillic"],
)
def test_the_parts_of_an_article_are_told_apart(article, content, parts):
    found = {name: part.quote for name, part in article(content).parts.items()}
    assert found | parts == found


def test_an_article_without_byline_and_credit_has_only_a_body(article):
    assert list(article("Head\nOne.\nTwo.\nThree.").parts) == ["headline", "1", "2", "3"]


def test_an_empty_file_has_no_parts(article):
    assert article("").parts == {}
    assert article("\n\n").sentences == []


def test_the_layout_goes_before_the_guess(article):
    text = "Kicker\nHead\nOne.\nTwo.\nSource: somebody"
    parts = article(text, layout={"kicker": 1, "headline": 2, "credit": -1}).parts
    assert [(name, part.quote) for name, part in parts.items()] == [
        *[("kicker", "Kicker"), ("headline", "Head"), ("1", "One."), ("2", "Two.")],
        ("credit", "Source: somebody"),
    ]


@pytest.mark.parametrize("line", [0, 4, -4])
def test_a_layout_that_names_no_line_is_refused(article, line):
    with pytest.raises(ValueError, match=f"byline.*{line}.*3 lines"):
        article("Head\nOne.\nTwo.", layout={"byline": line})


def test_the_hash_is_that_of_the_bytes(article):
    content = "Tête\r\nCorps.".encode()
    assert article(content).sha256 == hashlib.sha256(content).hexdigest()


def test_an_article_in_latin_1_is_refused(article):
    with pytest.raises(UnicodeDecodeError):
        article("Tête\nCorps.".encode("latin-1"))


@pytest.mark.parametrize(
    ("language", "body", "sentences"),
    [
        ("en", "He left on Aug. 9. She stayed.", ["He left on Aug. 9.", "She stayed."]),
        ("en", "Mr. Smith met U.S. envoys. Why?", ["Mr. Smith met U.S. envoys.", "Why?"]),
        ("en", "  One.   Two.  ", ["One.", "Two."]),
        ("en", "No full stop", ["No full stop"]),
        ("ru", "Он сказал: «Нет». Она ушла.", ["Он сказал: «Нет».", "Она ушла."]),
        ("ar", "هل هذا صحيح؟ نعم.", ["هل هذا صحيح؟", "نعم."]),
        ("zh", "他走了。她留下了！真的吗？", ["他走了。", "她留下了！", "真的吗？"]),
        ("xx", "One. Two.", ["One.", "Two."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(article, language, body, sentences):
    found = article(f"Head\n{body}", language)
    assert [one.quote for one in found.sentences] == sentences
    assert all(found.text[one.start : one.end] == one.quote for one in found.sentences)


@pytest.mark.parametrize(
    ("language", "quote"),
    [("ru", "«Нет»"), ("ar", "بيلاروسيا"), ("zh", "北京"), ("en", "👍🏽"), ("fr", "l’été")],
)
def test_a_quotation_in_any_script_is_found(article, language, quote):
    text = f"Head\r\n{quote} in front.\r\nBehind, {quote}."
    passage = article(text, language).find("2", quote)
    assert text[passage.start : passage.end] == quote
    assert passage.start == text.rindex(quote)


def test_a_word_goes_before_the_same_letters_inside_a_word(article):
    assert article("Head\nBelarusians leave Belarus.").find("1", "Belarus").start == 23
    assert article("Head\nBelarusians leave.").find("1", "Belarus").start == 5


def test_words_that_recur_need_a_number(article):
    found = article("Head\nHe said he and the others left. Then he ate.")
    with pytest.raises(PassageError) as error:
        found.find("1", "he")
    assert error.value.column == "nth"


def test_every_number_on_offer_names_another_place_in_reading_order(article):
    found = article("Head\nThey said he and the others: he left, then he ran.")
    starts = [found.find("1", "he", nth).start for nth in range(1, found.text.count("he") + 1)]
    assert starts == sorted(set(starts))


def test_a_number_counts_also_the_letters_inside_words(article):
    found = article("Head\nBelarusian state: Belarus and Belarus.")
    assert [found.find("1", "Belarus", nth).start for nth in (2, 3)] == [23, 35]
    with pytest.raises(PassageError):
        found.find("1", "Belarus", 4)


@pytest.mark.parametrize(
    ("body", "quote"),
    [("北京，我们在北京说。", "北京"), ("กรุงเทพ และในกรุงเทพมี", "กรุงเทพ")],
    ids=["Chinese", "Thai"],
)
def test_where_no_spaces_part_words_none_is_chosen_in_silence(article, body, quote):
    found = article(f"标题\n{body}", "zh")
    with pytest.raises(PassageError):
        found.find("1", quote)
    assert found.find("1", quote, 2).start == found.text.rindex(quote)


def test_a_word_with_a_prefix_can_be_named_by_its_number(article):
    found = article("عنوان\nبيلاروسيا وبيلاروسيا.", "ar")
    assert found.find("1", "بيلاروسيا", 2).start == found.text.rindex("بيلاروسيا")


@pytest.mark.parametrize(
    ("body", "quote", "nearest"),
    [
        ("He said “no” twice.", 'said "no" twice', "said “no” twice"),
        ('He said "no" twice.', "said “no” twice", 'said "no" twice'),
        ("It’s late – again.", "It's late - again", "It’s late – again"),
        ("Prices rose sharply.", "prices Rose", "Prices rose"),
        ("About 300 police officers left.", "about 300 polise officers", "300 police officers"),
        ("İstanbul, İzmir: Ankara’da kar.", "Ankara'da", "Ankara’da"),
        ("Путин приехал в Минск.", "путин приехал", "Путин приехал"),
    ],
    ids=["curly", "straight", "dash", "capitals", "misspelt", "Turkish", "Cyrillic"],
)
def test_a_quotation_that_is_not_there_shows_the_nearest_text(article, body, quote, nearest):
    with pytest.raises(PassageError) as error:
        article(f"Head\n{body}").find("1", quote)
    assert error.value.column == "quote"
    assert nearest in error.value.nearest


def test_a_quotation_from_another_paragraph_shows_which(article):
    with pytest.raises(PassageError) as error:
        article("Head\nOne cat.\nTwo dogs.").find("1", "Two dogs")
    assert "paragraph 2" in error.value.nearest


def test_a_part_that_is_not_there_names_those_that_are(article):
    with pytest.raises(PassageError) as error:
        article("Head\nBy A\nOne.\nTwo.").find("3", "Two")
    assert error.value.column == "at"
    assert "1 to 2" in error.value.remedy
    assert "byline" in error.value.remedy
    assert "“Two”, in paragraph 2" in str(error.value.nearest)


@pytest.mark.parametrize(
    ("text", "count"),
    [("ex-Soviet neighbor's 1,000 Tu-214s", 4), ('"Yes," he said.', 3), ("", 0), ("Да, нет", 2)],
)
def test_words_are_counted_as_a_person_would(text, count):
    assert len(WORD.findall(text)) == count


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("We", "“We”"),
        ("“We” (¶8)", "“We” (¶8)"),
        ("The one who “said” it", "“The one who ‘said’ it”"),
        ('He said "no"', '“He said "no"”'),
        ("", "“”"),
    ],
)
def test_words_are_quoted_once(text, quoted):
    assert in_quotes(text) == quoted
