"""What the class misread: exact numbers of small classes, and that nobody is named."""

import csv
import io
import itertools
import json
import re
import statistics
import subprocess
import sys

import attrs
import pytest
from support.browser import Browser, needs_browser
from support.grade_run import Page
from support.small_lesson import (
    ESSAY,
    EXERCISES,
    KEYS,
    LESSON,
    RATING,
    TEXT,
    TICKS,
    VOICE,
    VOICE_KEY,
    exercise,
    marked,
    tallied,
)

from helpers.common.errors import Findings, KitError
from helpers.exercises.exercise_reader import read_exercises
from helpers.exercises.fields import NOT_SAID
from helpers.exercises.key import OptionsKey, Reply, Row, RowsKey, ValuesKey
from helpers.exercises.key_reader import read_key
from helpers.exercises.marked_text import words_of
from helpers.exercises.result import MARKED, MISSING, UNMARKED, UNREADABLE, Result
from helpers.grading.report import heat_map
from helpers.grading.report import numbers as class_numbers
from helpers.grading.report import page as class_page
from helpers.grading.report.disagreement import choices_for, splits
from helpers.grading.report.disclosure import SHORTLY, Count, part_of, veil
from helpers.grading.report.heat_map import step_of
from helpers.grading.report.item_analysis import Tally, limits
from helpers.grading.report.numbers import COLUMNS
from helpers.grading.report.talking_points import talking_points

# ------------------------------------------------------------------- item statistics


def test_every_state_is_counted_by_itself():
    tally = Tally((VOICE, ESSAY), KEYS)
    right = Result("right", 1, 1, answer="ann")
    wrong = Result("wrong", 0, 1, misconceptions=("ben-too",), answer="ben")
    neither = Result(MISSING, None, 1), Result(UNREADABLE, None, 1, answer="ann")
    for one in (right, right, wrong, *neither):
        tally.add({"voice": one, "essay": Result(UNMARKED, None, 3, answer="words")})
    tally.add({"voice": right, "essay": Result(MARKED, 2, 3, answer="w")})
    voice, essay = tally.items["voice"], tally.items["essay"]
    assert tally.handed_in == 6
    states = [voice.states[one] for one in ("right", "wrong", MISSING, UNREADABLE)]
    assert states == [3, 1, 1, 1]
    assert voice.answered == 4
    assert voice.share_right == voice.share_of_marks == 3 / 4
    # What cannot be read is not tallied.
    assert (voice.counts["ann"], voice.counts["ben"], voice.counts["no"]) == (3, 1, 0)
    assert voice.misconceptions == {"ben-too": 1, "silence": 0}
    assert essay.answered == 6 and essay.marked == 1
    assert essay.share_right is None and essay.share_of_marks == 2 / 3


def test_what_cannot_be_read_is_no_0_whatever_comes_with_it():
    tally = Tally((VOICE, TICKS), KEYS)
    for voice, ticks in ((1, 2), (0, 1), (1, 1)):
        states = "right" if voice else "wrong", "right" if ticks == 2 else "partly"
        one = Result(states[0], voice, 1, answer="ann"), Result(states[1], ticks, 2, answer=["a"])
        tally.add(dict(zip(("voice", "ticks"), one, strict=True)))
    before = tally.items["voice"].share_of_marks, tally.items["ticks"].discrimination
    tally.add({"voice": Result(UNREADABLE, 0, 1), "ticks": Result("partly", 1, 2, answer=["a"])})
    assert (tally.items["voice"].share_of_marks, tally.items["ticks"].discrimination) == before


def test_an_exercise_that_is_not_among_the_outcomes_is_missing():
    tally = Tally(EXERCISES, KEYS)
    tally.add({})
    assert all(item.states[MISSING] == 1 for item in tally.items.values())


def test_part_marks_count_in_the_share_of_marks():
    half = {"ann": "part", "ben": "none"}
    full = {"ann": "own", "ben": "part"}
    tally = tallied([{"rating": half}, {"rating": full}, {"rating": full}], (RATING,))
    item = tally.items["rating"]
    assert item.share_right == 2 / 3 and item.share_of_marks == 5 / 6
    assert choices_for(item, "ann") == {"own": 2, "part": 1, "none": 0}
    assert choices_for(item, "ben") == {"own": 0, "part": 2, "none": 1}
    assert item.misconceptions == {"half": 1}


def test_discrimination_is_the_correlation_with_the_share_of_marks_in_the_rest():
    students = [
        {"voice": "ann", "rating": {"ann": "own", "ben": "part"}, "words": marked("her brother")},
        {"voice": "ann", "rating": {"ann": "own", "ben": "own"}, "words": marked("Ann said")},
        {"voice": "ben", "rating": {"ann": "part", "ben": "own"}, "words": marked("her brother")},
        {"voice": "no", "rating": {"ann": "own", "ben": "own"}},
        {"voice": "ann", "words": marked("Ben, her brother")},
        {"voice": "ben"},  # has no rest, so there is nothing to compare with
        {"rating": {"ann": "own", "ben": "none"}, "essay": "waits for marks, and is no 0"},
    ]
    tally = tallied(students)
    # Marks of voice, and of the rest: (2 + 2) / 4, (1 + 0) / 4, (0 + 2) / 4, 1 / 2, 1 / 2.
    expected = statistics.correlation([1, 1, 0, 0, 1], [1, 1 / 4, 2 / 4, 1 / 2, 1 / 2])
    assert tally.items["voice"].discrimination == pytest.approx(expected)
    # Marks of rating, and of the rest.
    expected = statistics.correlation([2, 1, 0, 1], [1, 1 / 3, 2 / 3, 0])
    assert tally.items["rating"].discrimination == pytest.approx(expected)
    assert tally.items["essay"].discrimination is None


@pytest.mark.parametrize(
    "students",
    [
        [],
        [{"voice": "ann", "ticks": ["a", "b"]}, {"voice": "ben", "ticks": ["c"]}],
        [{"voice": "ann", "ticks": one} for one in (["a"], ["a", "b"], ["c"], ["b"])],
        [{"voice": one, "ticks": ["a"]} for one in ("ann", "ben", "no", "ann")],
    ],
    ids=["nobody", "two", "all-alike", "rest-alike"],
)
def test_no_discrimination_where_it_cannot_be_worked_out(students):
    assert tallied(students).items["voice"].discrimination is None


def test_discrimination_holds_its_digits_in_a_large_class():
    answers = [("ann", ["a", "b"]), ("ben", ["c"]), ("ann", ["a"]), ("no", ["a", "b"])]
    few = tallied([{"voice": one, "ticks": two} for one, two in answers])
    many = tallied([{"voice": one, "ticks": two} for one, two in answers * 5_000])
    found = many.items["voice"].discrimination
    assert found == pytest.approx(few.items["voice"].discrimination, abs=1e-9)


def test_limits_of_a_correlation_are_fishers():
    """With 30 students: atanh(0.3) = 0.3095, and 1.96 / sqrt(27) = 0.3772 to each side."""
    assert limits(0.3, 30) == pytest.approx((-0.0676, 0.5959), abs=1e-4)


def test_each_word_is_counted_by_those_who_marked_it():
    tally = tallied([{"words": marked(one)} for one in ("Ann said so", "said", "so. Ben", "n s")])
    # Ann, said, so, Ben, her, brother, did, not
    counts = [count for _, count in heat_map.words_of(tally.items["words"], "1")]
    assert counts == [2, 3, 2, 1, 0, 0, 0, 0]


def test_words_are_those_that_marking_sees():
    for start, end in itertools.combinations(range(len(TEXT) + 1), 2):
        answer = {"at": "1", "start": start, "end": end, "quote": TEXT[start:end]}
        item = tallied([{"words": answer}]).items["words"]
        found = {span for span, count in heat_map.words_of(item, "1") if count}
        assert found == words_of(TEXT, start, end)


def test_who_ticks_that_the_article_does_not_say_it_is_counted():
    item = tallied([{"words": {"not_said": True}}, {"words": marked("said")}]).items["words"]
    assert (item.counts[NOT_SAID], item.read) == (1, 2)


JUNK = [
    *(None, True, 1, -1.5, 10**40, "", "<b>ann</b>", "ann\ud800", "x" * 100_000, [], {}, [[]]),
    *(["a", "a"], ["a", {"b": 1}], [None], {"ann": []}, {"ann": {"own": 1}}, {"": ""}),
    {"x": "own"},
    *({"not_said": 1}, {"not_said": True, "at": "1"}, {"at": "1"}, {"at": [], "start": 0}),
    {"at": "1", "start": True, "end": 3, "quote": "Ann"},
    {"at": "1", "start": -3, "end": 10**9, "quote": TEXT},
    {"at": "9", "start": 0, "end": 3, "quote": "Ann"},
]


def test_an_answer_may_be_anything():
    tally = Tally(EXERCISES, KEYS)
    for answer in JUNK:
        for state in ("right", "partly", "wrong", UNREADABLE, "a state of tomorrow"):
            more = {"misconceptions": ("forged",), "answer": answer}
            tally.add({one.id: Result(state, 0, one.marks, **more) for one in EXERCISES})
    items = tally.items.values()
    assert all(sum(one.states.values()) == 5 * len(JUNK) for one in items)
    # An empty list is an answer to “several”: nothing is ticked.
    assert not any(+one.counts for one in items if one.exercise.kind != "several")
    assert not any(one.counts["ticked", name] for one in items for name in ("a", "b", "c"))


def test_a_tally_does_not_grow_with_the_class():
    def size(tally):
        return [(len(one.states), len(one.counts)) for one in tally.items.values()]

    answers = [{"words": marked(one)} for one in ("Ann", "Ben", "said so")]
    assert size(tallied(answers)) == size(tallied(answers * 300))


# ------------------------------------------------------------------- small groups


def test_one_and_two_look_alike():
    assert str(veil({"a": 9, "b": 1})["b"]) == str(veil({"a": 9, "b": 2})["b"]) == "1 or 2"
    assert veil({"a": 9, "b": 1}) == veil({"a": 8, "b": 2}) == {"a": Count(8, 9), "b": Count(1, 2)}
    assert veil({"a": 9, "b": 3, "c": 0}) == {"a": Count(9, 9), "b": Count(3, 3), "c": Count(0, 0)}
    assert str(part_of(27, 28)) == "26 or 27"


@pytest.mark.parametrize("groups", [2, 3, 4])
def test_no_small_number_follows_by_subtraction(groups):
    for counts in itertools.product(range(9), repeat=groups):
        total = sum(counts)
        shown = list(veil(dict(enumerate(counts))).values())
        assert all(one.low <= count <= one.high for one, count in zip(shown, counts, strict=True))
        if total < 5 or max(counts) == 1:
            continue
        for place, count in enumerate(counts):
            if 0 < count <= 2:
                others = [one for other, one in enumerate(shown) if other != place]
                least = max(shown[place].low, total - sum(one.high for one in others))
                most = min(shown[place].high, total - sum(one.low for one in others))
                assert least < most, counts


# ------------------------------------------------------------------- three things to talk about


def class_of_ten():
    """Ten students: what they chose is counted in the tests below."""
    voices = ["ben"] * 6 + ["no"] * 3 + ["ann"]
    ticks = [["a"]] * 5 + [["a", "b", "c"]] * 4 + [["a", "b"]]
    rating = [{"ann": "part", "ben": "own"}] * 4 + [{"ann": "own", "ben": "part"}] * 6
    words = [marked("Ann said")] * 4 + [{"not_said": True}] * 4 + [marked("her brother")] * 2
    four = zip(voices, ticks, rating, words, strict=True)
    return [{"voice": a, "ticks": b, "rating": c, "words": d} for a, b, c, d in four]


def test_the_three_most_shared_wrong_readings_one_from_an_exercise():
    found = talking_points(tallied(class_of_ten()), KEYS)
    assert [(one.item.exercise.id, one.count) for one in found] == [
        ("voice", 6),  # ben; and no, of three, is from the same exercise
        ("ticks", 5),  # b left out
        ("words", 4),  # as many as in rating, and earlier in the lesson
    ]
    assert found[0].thought == "chose “Ben speaks”."
    assert found[0].message == "Ben does not."
    assert found[0].holds == "“Ann speaks”"
    assert found[0].evidence.quote == "did not"
    assert found[1].thought == "did not tick “Ben”."
    assert found[2].thought == "marked: “Ann said”, in paragraph 1."
    assert "her brother" in found[2].holds


def test_a_share_counts_and_not_a_number():  # three of five are more than five of ten
    students = [{"voice": "ben", "ticks": ["a"]}] * 3 + [{"voice": "ann", "ticks": ["a"]}] * 2
    students += [{"ticks": ["a", "b"]}] * 5
    found = talking_points(tallied(students), KEYS)
    counts = [(one.item.exercise.id, one.count, one.share) for one in found]
    assert counts == [("voice", 3, 0.6), ("ticks", 5, 0.5)]


def test_words_that_are_quoted_already_are_not_quoted_again():
    options = {"ann": "“Ann” (¶1)", "ben": "Ben, who “said” it", "no": "Nobody"}
    one = attrs.evolve(VOICE, options=options)
    [found] = talking_points(tallied([{"voice": "ben"}] * 5, (one,)), KEYS)
    assert found.thought == "chose “Ben, who ‘said’ it”."
    assert found.holds == "“Ann” (¶1)"


def test_rows_are_talked_about_by_row_and_choice():
    students = [{"rating": {"ann": "own", "ben": "own"}}] * 4 + [{"rating": {"ann": "own"}}] * 2
    [found] = talking_points(tallied(students), KEYS)
    assert found.thought == "chose “own view” for “Ben, on it”."
    assert found.holds == "“a part”, or “nothing”"
    assert found.message == "See Ben."


def test_what_two_share_or_four_answered_is_not_talked_about():
    assert not talking_points(tallied([{"voice": "ben"}] * 2 + [{"voice": "ann"}] * 9), KEYS)
    assert not talking_points(tallied([{"voice": "ben"}] * 4), KEYS)
    page = page_of([{"voice": "ann"}] * 9)
    assert "no other wrong reading that three or more students share" in page


# ------------------------------------------------------------------- where the class disagrees


def test_the_most_even_split_comes_first_and_two_thirds_is_the_most():
    ann = ["own"] * 6 + ["part"] * 3
    ben = ["own"] * 3 + ["part"] * 3 + ["none"] * 3
    students = [{"rating": {"ann": a, "ben": b}} for a, b in zip(ann, ben, strict=True)]
    assert [one.row for one in splits(tallied(students), KEYS)] == ["ben", "ann"]
    students[6]["rating"]["ann"] = "own"
    assert [one.row for one in splits(tallied(students), KEYS)] == ["ben"]


def test_only_ratings_of_sources_that_can_be_wrong_are_disagreed_about():
    students = [{"rating": {"ann": "own", "ben": one}} for one in ["own", "part"] * 3]
    other = attrs.evolve(RATING, notebook="02")
    assert not splits(tallied(students, (other,)), KEYS)
    rows = {one: Row(("own", "part", "none"), Reply("")) for one in RATING.rows}
    free = KEYS | {"rating": RowsKey(id="rating", rows=rows)}
    assert not splits(tallied(students, keys=free), free)
    assert not splits(tallied(students[:4]), KEYS), "four are too few"


# ------------------------------------------------------------------- the page


@pytest.mark.parametrize(
    ("count", "step"), [(0, 0), (1, 1), (2, 1), (3, 2), (5, 2), (6, 3), (8, 3), (9, 4), (12, 4)]
)
def test_steps_are_quarters_of_the_class(count, step):
    assert step_of(count, 12) == step


def page_of(students, exercises=EXERCISES, keys=KEYS, title=""):
    return class_page.page(LESSON, tallied(students, exercises, keys), exercises, keys, title)


def plain(html):
    return " ".join(re.sub(r"<[^>]*>", " ", html.partition("</style>")[2]).split())


def test_the_page_says_what_there_is_to_talk_about():
    page = page_of(class_of_ten(), title="Class 10b")
    text = plain(page)
    assert "Class 10b" in text and "10 handed in" in text
    assert "6 students (60 % of those who answered) chose “Ben speaks”." in text
    assert "What holds: “Ann speaks”" in text
    assert "What the key says to them: Ben does not." in text
    assert "Ben, her brother, <mark>did not</mark>." in page


def test_the_page_says_whose_it_is_and_nothing_where_that_is_not_known():
    title = "Homework <3> · 7B · due Tuesday 1 December 2026"
    page = page_of(class_of_ten(), title=title)
    shown = "Homework &lt;3&gt; · 7B · due Tuesday 1 December 2026"
    assert f"<title>What the class misread: {shown}</title>" in page
    assert f"</h1><p class='whose'>{shown}</p><p class='about'>" in page
    bare = page_of(class_of_ten())
    assert "<title>What the class misread</title>" in bare and "'whose'" not in bare


@pytest.mark.parametrize("count", [4, 10])
def test_veiled_numbers_are_explained_where_they_are_first_met(count):
    text = plain(page_of([{"voice": "ben"}] * (count - 1) + [{"voice": "ann"}]))
    assert text.count(SHORTLY) == 1
    assert text.index("At a glance") < text.index(SHORTLY)
    assert "1 or 2" not in text[: text.index(SHORTLY)]


def test_the_page_is_the_same_for_the_same_class():
    assert page_of(class_of_ten()) == page_of(class_of_ten())


def test_the_table_has_the_numbers():
    students = [{"voice": "ann", "essay": "a b c"}] * 3 + [{"voice": "ben"}] * 5
    line = re.search(r'<tr><th scope="row">The voice</th>(.*?)</tr>', page_of(students))[1]
    cells = [plain("</style>" + one) for one in re.findall(r"<td.*?</td>", line)]
    assert cells == ["100 %", "38 %", "38 %", "ben too (5)", "–"]
    assert "fewer than 5 answered" in plain(page_of(students)), "the essay, of three"


def test_an_essay_that_waits_has_no_share():
    text = plain(page_of([{"essay": "a b c d"}] * 6))
    assert "6 written answers wait for your marks" in text
    assert "The essay 100 % not yet marked – –" in text


def test_a_small_class_is_warned_of_and_a_large_one_is_not():
    few, many = (plain(page_of([{"voice": "ann"}] * count)) for count in (29, 30))
    assert "A small class. With 29 students" in few and "−0.07 or 0.60" in few
    assert "A small class" not in many
    assert "Guilford" in many and "National Center for Education Statistics" in many


def test_the_heat_map_shades_by_steps_and_has_a_twin():
    students = [{"words": marked("her brother")}] * 5 + [{"words": marked("brother, did not")}] * 2
    students.append({"words": marked("brother")})
    page = page_of(students)
    assert '<mark class="s3"><b>her</b><sup>3</sup></mark>' in page
    assert '<mark class="s4"><b>brother</b><sup>4</sup></mark>' in page
    assert '<mark class="s1">did not<sup>1</sup></mark>' in page
    twin = page[page.index("<caption>The same as a table") :]
    rows = re.findall(r"<tr>(.*?)</tr>", twin[: twin.index("</table>")])[1:]
    cells = [re.sub(r"<[^>]+>", "|", one).strip("|").replace("||", "|") for one in rows]
    assert cells == ["¶1|her|3|5|yes", "¶1|brother|4|8|yes", "¶1|did not|1|1 or 2"]


def test_disagreement_shows_each_choice_and_what_fits():
    ratings = ["own"] * 5 + ["part"] * 4 + ["none"]
    page = page_of([{"rating": {"ann": "own", "ben": one}} for one in ratings])
    text = plain(page[page.index("Where the class disagrees") - 9 :].replace("<h2>", "</style>"))
    assert "Ben, on it The rating own view 4 or 5 a part 4 fits nothing 1 or 2 fits" in text
    assert "Ann, on it" not in text


def test_nothing_is_shown_of_a_class_of_four():
    text = plain(page_of([{"voice": "ben"}] * 4))
    assert "Fewer than 5 students have handed in" in text
    assert "Ben speaks" not in text and "The voice" not in text


def test_nothing_is_shown_of_an_exercise_that_four_answered():
    students = [{"voice": "ann", "words": marked("Ann said"), "rating": {"ann": "part"}}] * 4
    students += [{"voice": "ann", "ticks": ["a", "b"]}] * 5
    page = page_of(students)
    text = plain(page)
    assert "The words fewer than 5 answered" in text and "The rating fewer than 5 answered" in text
    assert "What of words? Fewer than 5 students answered: not shown." in text
    assert "ann first" not in text and "That is Ann." not in text and "(half" not in text
    assert "In each line more than two thirds agree, or too few have answered." in text
    rows = class_page.table(tallied(students), EXERCISES)
    words = dict(zip(rows[0], rows[1], strict=True))
    assert words["note"] == "fewer than 5 answered: not shown"
    assert {words[one] for one in COLUMNS[6:-1]} == {""}


def test_nobody_of_a_pair_is_shown_as_one():
    one = page_of([{"voice": "ben"}] * 1 + [{"voice": "ann"}] * 8)
    two = page_of([{"voice": "ben"}] * 2 + [{"voice": "ann"}] * 7)
    assert one == two
    assert "ben too (1 or 2)" in one


def test_who_handed_in_nothing_is_counted_where_that_is_known():
    tally = tallied(class_of_ten())
    for state in (MISSING, UNREADABLE, UNREADABLE, UNREADABLE):
        tally.leave_out(state)
    text = plain(class_page.page(LESSON, tally, EXERCISES, KEYS))
    assert "1 or 2 handed in nothing 3 handed in what cannot be read" in text


HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&amp;\u202e]]>"


def hostile(one):
    """An exercise in which everything a teacher can write is markup."""
    texts = ("options", "rows", "choices")
    found = {name: getattr(one, name, None) for name in texts}
    changed = {name: dict.fromkeys(one, HOSTILE) for name, one in found.items() if one}
    return attrs.evolve(one, title=HOSTILE, question=HOSTILE, **changed)


class Reader(Page):
    """Keeps the tags of a page, and whether each is closed in its turn."""

    VOID = frozenset({"meta", "br", "img", "link", "input", "hr"})

    def __init__(self, page):
        """Read it through."""
        self.open, self.attributes = [], []
        super().__init__(page)
        assert not self.open

    def handle_starttag(self, tag, attributes):
        """Keep a tag."""
        super().handle_starttag(tag, attributes)
        self.attributes += [(tag, *one) for one in attributes]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        """See that it is the one that was opened last."""
        assert self.open.pop() == tag


def test_markup_in_lesson_class_and_answers_stays_text():
    students = [{**one, "essay": HOSTILE} for one in class_of_ten()]
    students += [{"voice": HOSTILE, "ticks": [HOSTILE], "rating": {HOSTILE: HOSTILE}}] * 6
    replies = [attrs.evolve(one, message=HOSTILE) for one in VOICE_KEY.options.values()]
    options = dict(zip(VOICE_KEY.options, replies, strict=True))
    keys = KEYS | {"voice": OptionsKey(id="voice", options=options)}
    found = Reader(page_of(students, tuple(map(hostile, EXERCISES)), keys, HOSTILE))
    calm = Reader(page_of(class_of_ten()))
    assert set(found.tags) <= set(calm.tags)
    assert not {"script", "img"} & set(found.tags)
    assert not [one for one in found.attributes if one[1].startswith("on")]


def test_nothing_that_a_student_typed_is_on_the_page():
    typed = exercise("typed", "text", 1)
    key = ValuesKey(id="typed", answers=(Reply("Yes.", 1, ("Ann",)),), otherwise="No.")
    exercises, keys = (*EXERCISES, typed), KEYS | {"typed": key}
    says = [{"essay": f"I am Zoe{place}", "typed": f"Zoe{place}"} for place in range(10)]
    students = [one | more for one, more in zip(class_of_ten(), says, strict=True)]
    page = page_of(students, exercises, keys)
    rows = class_page.table(tallied(students, exercises, keys), exercises)
    assert "The typed" in page and "Zoe" not in page and "Zoe" not in str(rows)


@pytest.fixture(scope="module")
def given(lesson):
    """The lesson with its exercises and key."""
    exercises = read_exercises(lesson.folder, lesson.article, Findings())
    return lesson, exercises, read_key(lesson.folder, exercises, lesson.article, Findings())


def answer_of(one, key, turn):
    """An answer that grows worse with its turn, from 1 to 9; none at 0."""
    if not turn:
        return None
    if one.kind == "written":
        return "My words are mine."
    if one.kind == "one":
        return list(key.options)[turn % len(key.options)]
    if one.kind == "several":
        return list(key.options)[: 1 + turn % len(key.options)]
    if one.kind == "match":
        return {row: list(one.choices)[(turn + n) % 2] for n, row in enumerate(one.rows)}
    if one.kind == "order":
        return list(one.items)[turn % 3 :] + list(one.items)[: turn % 3]
    replies = [*key.answers, *key.misconceptions]
    return one.example(replies[turn * turn % len(replies)])


@pytest.fixture(scope="module")
def full(given):
    """The page of a class in which each exercise has its misreadings, and its tally."""
    lesson, exercises, keys = given
    students = [
        {
            one.id: answer_of(one, keys[one.id], (number * 7 + place * 3) % 10)
            for place, one in enumerate(exercises)
        }
        for number in range(28)
    ]
    tally = tallied(students, exercises, keys)
    return class_page.page(lesson, tally, exercises, keys, "Class 10b"), tally


def test_the_page_of_a_whole_class_is_sound(full):
    page, _ = full
    found = Reader(page)
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">')
    headings = [int(tag[1]) for tag in found.tags if re.fullmatch("h[1-6]", tag)]
    assert headings[0] == 1 and headings.count(1) == 1
    assert all(later - sooner <= 1 for sooner, later in itertools.pairwise(headings))
    assert found.tags.count("table") == found.tags.count("caption") == found.tags.count("thead")
    scopes = [one for one in found.attributes if one[:2] == ("th", "scope")]
    assert len(scopes) == found.tags.count("th")
    assert all(page.count(f"<h2>{one}") == 1 for one in ("At a glance", "Three things", "The exer"))
    assert len(re.findall('class="point"', page)) == 3


def test_the_page_needs_nothing_else(full):
    page, _ = full
    assert not re.search(r"(?:src|href|srcset|action)\s*=|url\(|@import|<script|<link", page)
    assert len(page) < 200_000


def test_each_exercise_has_a_row_and_the_columns_are_those_promised(full, given):
    _, exercises, _ = given
    rows = class_page.table(full[1], exercises)
    assert tuple(rows[0]) == COLUMNS
    assert [row[0] for row in rows[1:]] == [one.id for one in exercises]
    assert {len(row) for row in rows} == {len(COLUMNS)}


def test_class_csv_has_exact_numbers():
    students = [{"voice": "ann", "ticks": ["a", "b"]}] * 4 + [{"voice": "ben", "ticks": ["a"]}] * 3
    students += [{"ticks": ["a", "b"]}] * 3
    rows = class_page.table(tallied(students), EXERCISES)
    ticks, voice = (dict(zip(rows[0], rows[place], strict=True)) for place in (2, 3))
    assert [voice[one] for one in ("answered", "right", "wrong", "missing")] == ["7", "4", "3", "3"]
    assert (voice["share right"], voice["share of marks"]) == ("0.57", "0.57")
    assert voice["discrimination"] == "1.00"
    assert [voice[one] for one in COLUMNS[-4:]] == ["ben-too", "3", "0.43", ""]
    assert [ticks[one] for one in ("right", "partly", "wrong")] == ["7", "3", "0"]
    assert (ticks["share right"], ticks["share of marks"]) == ("0.70", "0.85")
    assert voice["not yet marked"] == "", "a choice never waits for a teacher"


def write(folder, rows):
    """Write class.csv as grading does."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    (folder / "class.csv").write_text(text.getvalue(), "utf-8-sig", newline="")
    (folder / "grading.json").write_text(json.dumps({"schema": 1}), "utf-8")
    return folder


def test_the_notebook_reads_what_grading_wrote(tmp_path, full, given):
    rows = class_page.table(full[1], given[1])
    numbers = class_numbers.read(write(tmp_path, rows))
    assert list(numbers.columns) == list(COLUMNS) and len(numbers) == len(given[1])
    assert class_numbers.middle(numbers["share of marks"]).between(0, 1).sum() >= 30
    assert numbers["discrimination"].between(-1, 1).sum() >= 30
    assert numbers["notebook"][0] == "00", "an id is no number"


def test_objectives_are_shown_in_words_in_the_order_of_the_lesson(tmp_path, full, given):
    lesson, exercises, _ = given
    numbers = class_numbers.read(write(tmp_path, class_page.table(full[1], exercises)))
    numbers.loc[numbers["objective"] == "order", "objective"] = "one-of-tomorrow"
    table = class_numbers.by_objective(numbers, lesson)
    texts = [one["text"] for one in lesson.about["objectives"] if one["id"] != "order"]
    *known, other = table["objective"]
    pairs = zip(texts, known, strict=True)
    assert all(one.startswith(two.removesuffix(" …")) for one, two in pairs)
    assert max(map(len, known)) <= class_numbers.SHORT and other == "one-of-tomorrow"
    shares = class_numbers.middle(numbers["share of marks"])
    assert table["exercises"].sum() == shares.notna().sum() > 40
    assert table["share of marks"][0] == round(shares[numbers["objective"] == "cite"].mean(), 2)


def test_with_nothing_graded_there_is_an_empty_table_and_a_calm_sentence():
    numbers = class_numbers.read(None)
    assert numbers.empty and list(numbers.columns) == list(COLUMNS)
    assert numbers[numbers["discrimination"] < 0.2].empty
    assert class_numbers.by_objective(numbers, LESSON).empty
    assert class_numbers.about(None).startswith("No class is graded yet")


@pytest.mark.parametrize("content", [None, b"", b"name,mark\nZoe,1\n", b"\xff\xfe\x00"])
def test_a_table_that_is_none_is_said_so(tmp_path, content):
    if content is not None:
        (tmp_path / "class.csv").write_bytes(content)
    with pytest.raises(KitError, match="grade again"):
        class_numbers.read(tmp_path)


def test_the_page_is_made_without_pandas_or_a_widget():
    names = "{'pandas', 'numpy', 'matplotlib', 'folium', 'ipywidgets', 'anywidget'}"
    code = "import sys, helpers.grading.report.page, helpers.grading.report.numbers\n"
    code += f"print({names} & {{*sys.modules}})"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "set()"


@pytest.mark.slow
@needs_browser
def test_the_page_in_a_browser(tmp_path, full):
    from axe_playwright_python.sync_playwright import Axe

    path = tmp_path / "class.html"
    path.write_text(full[0], "utf-8")
    with Browser(width=900) as browser:
        page = browser.new_page()
        page.goto(path.as_uri())
        assert Axe().run(page).response["violations"] == []
        for width in (900, 700):
            page.set_viewport_size({"width": width, "height": 800})
            overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert overflow <= 0, f"the page is wider than a window of {width}"
        assert page.pdf(format="A4").startswith(b"%PDF")
        assert not browser.outside and not browser.errors
