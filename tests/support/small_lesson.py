"""A lesson of two sentences with an exercise of five kinds, and small classes that answer them."""

from types import SimpleNamespace

from helpers.exercises.key import UNSAID, OptionsKey, Reply, Row, RowsKey, ValuesKey
from helpers.exercises.kinds import kinds
from helpers.exercises.result import MISSING, UNMARKED, Result
from helpers.exercises.scoring import score
from helpers.grading.report.item_analysis import Tally
from helpers.lesson.article import Article, Passage

TEXT = "Ann said so. Ben, her brother, did not."


def exercise(name, kind, marks=1, notebook="04", **more):
    """Return an exercise of a kind."""
    about = {"title": f"The {name}", "question": f"What of {name}?", "objective": "o"}
    where = {"id": name, "notebook": notebook, "place": "x", "minutes": 1, "marks": marks}
    return kinds()[kind](**where, **about, **more)


def passage(quote, at="1", text=TEXT):
    """Return where words stand in the text."""
    return Passage(at, quote, text.index(quote), text.index(quote) + len(quote))


VOICE = exercise("voice", "one", options={"ann": "Ann speaks", "ben": "Ben speaks", "no": "Nobody"})
VOICE_KEY = OptionsKey(
    id="voice",
    options={
        "ann": Reply("Yes, Ann.", 1),
        "ben": Reply("Ben does not.", misconception="ben-too", evidence=passage("did not")),
        "no": Reply("Somebody does.", misconception="silence"),
    },
)
ROWS = {"ann": "Ann, on it", "ben": "Ben, on it"}
CHOICES = {"own": "own view", "part": "a part", "none": "nothing"}
RATING = exercise("rating", "match", 2, rows=ROWS, choices=CHOICES)
HALF = {"part": Reply("Not a part.", misconception="half")}
RATING_KEY = RowsKey(
    id="rating",
    rows={
        "ann": Row(("own",), Reply("See Ann."), HALF),
        "ben": Row(("part", "none"), Reply("See Ben.")),
    },
)
WORDS = exercise(
    "words", "passage", 2, "00", parts={"1": Passage("1", TEXT, 0, len(TEXT))}, not_said=True
)
WORDS_KEY = ValuesKey(
    id="words",
    answers=(Reply("Yes.", 2, passage("her brother"), evidence=passage("her brother")),),
    misconceptions=(
        Reply("That is Ann.", 0, passage("Ann said"), "ann-first", passage("Ann said")),
        Reply("It does.", 0, UNSAID, "unsaid"),
    ),
    otherwise="Look again.",
)
TICKS = exercise("ticks", "several", 2, "01", options={"a": "Ann", "b": "Ben", "c": "Cat"})
TICKS_KEY = OptionsKey(
    id="ticks",
    options={
        "a": Reply("Ann acts.", right=True),
        "b": Reply("Ben acts.", right=True),
        "c": Reply("No cat.", misconception="cat"),
    },
    message="Both.",
)
ESSAY = exercise("essay", "written", 3, "05", words=5, rubric={})
EXERCISES = (WORDS, TICKS, VOICE, RATING, ESSAY)
KEYS = {one.id: one for one in (WORDS_KEY, TICKS_KEY, VOICE_KEY, RATING_KEY)}
ABOUT = {"headline": "Ann & Ben", "publisher": "The <Paper>", "inLanguage": "en"}
ARTICLE = Article(TEXT, {"1": Passage("1", TEXT, 0, len(TEXT))})
LESSON = SimpleNamespace(about=ABOUT, article=ARTICLE)  # as much of one as the page needs


def marked(words, text=TEXT, at="1"):
    """Return an answer that marks words of the text."""
    start = text.index(words)
    return {"at": at, "start": start, "end": start + len(words), "quote": words}


def outcome(one, answer, keys=KEYS):
    """Return what grading would say of an answer; None is no answer."""
    if answer is None:
        return Result(MISSING, None, one.marks)
    if one.kind == "written":  # these have no key here
        return Result(UNMARKED, None, one.marks, answer=answer)
    return score(one, keys[one.id], answer)


def tallied(students, exercises=EXERCISES, keys=KEYS):
    """Return a tally of students, each a dict of answers by exercise."""
    tally = Tally(exercises, keys)
    for answers in students:
        tally.add({one.id: outcome(one, answers.get(one.id), keys) for one in exercises})
    return tally
