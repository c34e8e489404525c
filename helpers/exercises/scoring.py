"""Scoring: exercise, key and answer in; marks, a message for that very answer, and evidence out."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any

import attrs

from helpers.common.text import in_quotes, shorten
from helpers.exercises import answers
from helpers.exercises.answers import AnswerError, plain_words
from helpers.exercises.exercise import LEVELS, Exercise
from helpers.exercises.key import UNSAID, Key, Reply
from helpers.exercises.result import (
    MISSING,
    PARTLY,
    RIGHT,
    UNMARKED,
    UNREADABLE,
    WRONG,
    Evidence,
    Result,
)
from helpers.lesson.article import WORD, Passage
from helpers.lesson.dates import Timex, read_timex

NEAR = 0.83  # of difflib's ratio: one letter in six may differ; shorter words than five never


def score(exercise: Exercise, key: Key, answer: Any) -> Result:
    """The result of an answer. Whatever the answer is, nothing is raised."""
    out_of = exercise.marks
    try:
        if answers.is_blank(answer):
            return Result(MISSING, None, out_of, answers.blank_in_words(exercise))
        return attrs.evolve(KINDS[exercise.kind](exercise, key, answer), answer=answer)
    except AnswerError as error:
        said = f"{error.found} {error.remedy}"
    except Exception:  # what a student's code gives may raise anything when it is looked at
        said = "Your answer cannot be read. Answer again, or reload the page."
    return Result(UNREADABLE, None, out_of, said, answer=answer)


def example(exercise: Exercise, reply: Reply) -> Any:
    """Return an answer that a reply of the key is meant for, as a student would give it."""
    value = reply.value
    if value == UNSAID:
        return dict(answers.UNSAID)
    if exercise.kind == "passage" and value is not None:
        start = value.start - exercise.starts[value.at]
        end = start + len(value.quote)
        return {"at": value.at, "start": start, "end": end, "quote": value.quote}
    if exercise.kind == "order":
        return list(value or ())
    if exercise.kind == "text" and value:
        return value[0]
    return f"{value:g}" if exercise.kind == "number" and value is not None else value


def give(
    exercise: Exercise, key: Key, marks: int, lines: Iterable[str], replies: Iterable[Reply]
) -> Result:
    """Return a result with its state, the messages, the misconceptions and the evidence."""
    replies = list(replies)
    state = RIGHT if marks == exercise.marks else PARTLY if marks else WRONG
    passages = [reply.evidence for reply in replies if reply.evidence] or [key.evidence]
    seen = dict.fromkeys(Evidence(one.at, one.quote) for one in passages if one)
    names = tuple(dict.fromkeys(one.misconception for one in replies if one.misconception))
    return Result(state, marks, exercise.marks, "\n".join(lines), names, tuple(seen))


def score_one(exercise: Exercise, key: Key, answer: Any) -> Result:
    """Score the option that was chosen."""
    reply = key.options[answers.one(exercise, answer)]
    return give(exercise, key, reply.marks, [reply.message], [reply])


def score_several(exercise: Exercise, key: Key, answer: Any) -> Result:
    """Score what was ticked: one for each option that fits, less one for each that does not."""
    chosen = answers.several(exercise, answer)
    fits = [name for name, reply in key.options.items() if reply.right and not reply.optional]
    ticked = [key.options[name] for name in chosen if not key.options[name].right]
    missed = [key.options[name] for name in fits if name not in chosen]
    hits = len(fits) - len(missed)
    marks = max(0, hits - len(ticked))
    if not ticked and not missed:
        return give(exercise, key, marks, [key.message], [])
    head = f"You ticked {hits} of the {len(fits)} that fit"
    head += (
        f", and {len(ticked)} that {'does' if len(ticked) == 1 else 'do'} not." if ticked else "."
    )
    lines = [head]
    for name, reply in key.options.items():
        words = in_quotes(shorten(exercise.options[name], 80))
        if reply in ticked:
            lines.append(f"{words}: {reply.message}")
        elif reply in missed:
            lines.append(f"You left out {words}: {reply.message}")
    return give(exercise, key, marks, lines, [*ticked, *missed])


def score_match(exercise: Exercise, key: Key, answer: Any) -> Result:
    """Score the rows: one for each that has a right choice."""
    chosen = answers.match(exercise, answer)
    lines, replies = [], []
    for name, row in key.rows.items():
        choice = chosen.get(name)
        if choice in row.right:
            continue
        reply = row.wrong.get(choice, row.reply)
        words = in_quotes(shorten(exercise.rows[name], 80))
        if choice is None:
            lines.append(f"{words} has no choice yet.")
        else:
            lines.append(f"{words}: {reply.message}")
            replies.append(reply)
    marks = len(key.rows) - len(lines)
    if not lines:
        return give(exercise, key, marks, [key.message], [])
    head = f"{marks} of {len(key.rows)} lines hold."
    return give(exercise, key, marks, [head, *lines], replies)


def score_order(exercise: Exercise, key: Key, answer: Any) -> Result:
    """Score the order: one for each pair of neighbours that stands the right way round."""
    found = answers.order(exercise, answer)
    rank = {name: number for number, group in enumerate(key.right) for name in group}
    pairs = list(pairwise(found))
    holds = [rank[first] <= rank[second] for first, second in pairs]
    marks = sum(holds)
    if all(holds):
        return give(exercise, key, marks, [key.message], [])
    head = f"{marks} of {len(pairs)} steps from one line to the next hold."
    for reply in key.misconceptions:
        if reply.value == tuple(found):
            return give(exercise, key, marks, [head, reply.message], [reply])
    first, second = pairs[holds.index(False)]
    one, other = (in_quotes(shorten(exercise.items[name], 80)) for name in (first, second))
    step = f"Look first at {one} and {other}: they stand the wrong way round."
    return give(exercise, key, marks, [head, step, key.otherwise], [])


def score_value(fits: Callable[[Any, Reply], bool]) -> Callable[[Exercise, Key, Any, Any], Result]:
    """Return a way to score an answer that either is one of the key's values or none of them."""

    def scored(exercise: Exercise, key: Key, answer: Any, value: Any) -> Result:
        unsaid = answers.is_unsaid(exercise, answer)
        for reply in (*key.answers, *key.misconceptions):
            is_it = (
                reply.value == UNSAID if unsaid else reply.value != UNSAID and fits(value, reply)
            )
            if is_it:
                return give(exercise, key, reply.marks, [reply.message], [reply])
        return give(exercise, key, 0, [key.otherwise], [])

    return scored


def same_date(found: Timex, reply: Reply) -> bool:
    """Say whether a date is the key's, or names the day of a key that is finer than a day."""
    wanted = read_timex(reply.value)
    if (found.first, found.last) == (wanted.first, wanted.last):
        return True
    finer = wanted.is_day_or_finer and wanted.precision != "day" and found.precision == "day"
    return finer and found.first <= wanted.first and wanted.last <= found.last


def score_date(exercise: Exercise, key: Key, answer: Any) -> Result:
    """Score a date. One that is right but less exact than the article allows is told so."""
    value = None if answers.is_unsaid(exercise, answer) else answers.date(exercise, answer)
    found = score_value(same_date)(exercise, key, answer, value)
    if value and not found.marks and not found.misconceptions and not value.is_day_or_finer:
        days = [read_timex(one.value) for one in key.answers if one.value != UNSAID]
        if any(value.first <= day.first and day.last <= value.last for day in days):
            line = "That holds the day, and the article lets you say more exactly which one."
            return give(exercise, key, 0, [line], [])
    return found


def score_number(exercise: Exercise, key: Key, answer: Any) -> Result:
    """Score a number; of 1,234 both readings count."""
    value = None if answers.is_unsaid(exercise, answer) else answers.figures(exercise, answer)
    return score_value(
        lambda values, reply: any(
            abs(one - reply.value) <= reply.tolerance + 1e-9 for one in values
        )
    )(exercise, key, answer, value)


def score_text(exercise: Exercise, key: Key, answer: Any) -> Result:
    """Score a short text. What is nearly a spelling of the key counts as it, and is told so."""
    if answers.is_unsaid(exercise, answer):
        return score_value(lambda value, reply: False)(exercise, key, answer, None)
    said = answers.typed(exercise, answer)
    plain = plain_words(said)
    spelt = {
        plain_words(one): (one, reply)
        for reply in (*key.misconceptions, *key.answers)
        if reply.value != UNSAID
        for one in reply.value
    }
    if plain in spelt:
        reply = spelt[plain][1]
        return give(exercise, key, reply.marks, [reply.message], [reply])
    near = max(spelt, key=lambda one: likeness(plain, one), default="")
    if likeness(plain, near):
        word, reply = spelt[near]
        line = f"We read {in_quotes(answers.shown(said))} as “{word}”. Mind the spelling."
        return give(exercise, key, reply.marks, [line, reply.message], [reply])
    return give(exercise, key, 0, [key.otherwise], [])


def likeness(typed: str, word: str) -> float:
    """Return how alike a typing mistake and a word are (difflib's ratio), or 0 where it is none.

    A mistake leaves the number of words, and differs in one letter of six or has two swapped.
    """
    if len(typed) < 5 or typed.count(" ") != word.count(" "):
        return 0.0
    ratio = difflib.SequenceMatcher(None, typed, word).ratio()
    swapped = sorted(typed) == sorted(word) and ratio >= 0.8
    return ratio if ratio >= NEAR or swapped else 0.0


def same_computed(found: Any, reply: Reply) -> bool:
    """Say whether a computed value is the key's; numbers may differ by its tolerance."""
    wanted = reply.value
    if isinstance(found, list) or isinstance(wanted, list):
        return (
            isinstance(found, list)
            and isinstance(wanted, list)
            and len(found) == len(wanted)
            and all(
                same_computed(one, Reply("", value=two, tolerance=reply.tolerance))
                for one, two in zip(found, wanted, strict=True)
            )
        )
    if isinstance(found, str) and not isinstance(wanted, str):
        is_number = re.fullmatch(r"\s*[-+]?[0-9]{1,15}(\.[0-9]{1,15})?\s*", found)
        return bool(is_number) and same_computed(float(found), reply)
    if isinstance(found, str) or isinstance(wanted, str):
        return plain_words(str(found)) == plain_words(str(wanted))
    return abs(found - wanted) <= reply.tolerance + 1e-9


def score_code(exercise: Exercise, key: Key, answer: Any) -> Result:
    """Score a value that a student's code gave."""
    value = answers.computed(answer)
    return score_value(same_computed)(exercise, key, value, value)


def score_passage(exercise: Exercise, key: Key, answer: Any) -> Result:
    """Score a passage by its overlap, in words, with the key's.

    All of its words, and none outside the widest stretch allowed, give full marks. An overlap of
    half or more (words shared by both over words in either) gives half of them, rounded down.
    """
    if answers.is_unsaid(exercise, answer):
        return score_value(lambda value, reply: False)(exercise, key, answer, None)
    at, start, end = answers.passage(exercise, answer)
    chosen = words_of(exercise, at, start, end)
    if not chosen:
        return Result(MISSING, None, exercise.marks, answers.blank_in_words(exercise))
    asked = [r for r in (*key.answers, *key.misconceptions) if r.value != UNSAID]
    asked = [reply for reply in asked if reply.value.at == at]
    fine = [one for one in key.answers if one in asked and not any(amiss(exercise, one, chosen))]
    if fine:
        reply = max(fine, key=lambda one: overlap(chosen, placed(exercise, one.value)))
        return give(exercise, key, reply.marks, [reply.message], [reply])
    best = max(asked, key=lambda one: overlap(chosen, placed(exercise, one.value)), default=None)
    share = overlap(chosen, placed(exercise, best.value)) if best else 0
    if not share or (best in key.misconceptions and share < 0.5):
        return give(exercise, key, 0, [key.otherwise], [])
    if best in key.misconceptions:
        return give(exercise, key, best.marks, [best.message], [best])
    missed, extra = amiss(exercise, best, chosen)
    words = exercise.texts[at]
    lines = [f"You left out {quoted(words, missed)}."] if missed else []
    lines += [f"You took {quoted(words, extra)} along, which is too much."] if extra else []
    core, around = placed(exercise, best.value), placed(exercise, best.around or best.value)
    if overlap(chosen - (around - core), core) >= 0.5:
        return give(exercise, key, best.marks // 2, [*lines, best.message], [best])
    return give(exercise, key, 0, [*lines, key.otherwise], [])


def amiss(exercise: Exercise, reply: Reply, chosen: set) -> tuple[set, set]:
    """Return the words of the key that are missing, and those chosen beyond its widest stretch."""
    core, around = placed(exercise, reply.value), placed(exercise, reply.around or reply.value)
    return core - chosen, chosen - around


def words_of(exercise: Exercise, at: str, start: int, end: int) -> set[tuple[int, int]]:
    """Return the words of a part that a stretch of it touches, by where they begin and end."""
    spans = (word.span() for word in WORD.finditer(exercise.texts[at]))
    return {(first, last) for first, last in spans if first < end and start < last}


def placed(exercise: Exercise, passage: Passage) -> set[tuple[int, int]]:
    """Return the words of a passage of the key."""
    start = passage.start - exercise.starts[passage.at]
    return words_of(exercise, passage.at, start, start + len(passage.quote))


def overlap(some: set, others: set) -> float:
    """Return how much two sets of words share: those in both over those in either."""
    return len(some & others) / len(some | others) if some | others else 0.0


def quoted(text: str, words: set[tuple[int, int]]) -> str:
    """Return stretches of words in quotation marks; words with only spaces between are one."""
    runs: list[list[int]] = []
    for start, end in sorted(words):
        if runs and not any(one.isalnum() for one in text[runs[-1][1] : start]):
            runs[-1][1] = end
        else:
            runs.append([start, end])
    return " and ".join(in_quotes(shorten(text[start:end], 80)) for start, end in runs)


def score_written(exercise: Exercise, key: Key, answer: Any) -> Result:
    """Return a written answer unmarked, with what answers of each level look like."""
    said = answers.typed(exercise, answer)
    count = len(WORD.findall(said))
    lines = []
    if count < exercise.words:
        lines.append(f"Your answer has {count} words. Aim for {exercise.words}; you can go on.")
    lines += [key.message, "Hold yours beside these, and ask which it is nearest to."]
    lines += [f"{level} ({LEVELS[level]}): {text}" for level, text in key.levels.items()]
    evidence = (Evidence(key.evidence.at, key.evidence.quote),) if key.evidence else ()
    return Result(UNMARKED, None, exercise.marks, "\n".join(lines), evidence=evidence)


KINDS: dict[str, Callable[[Exercise, Key, Any], Result]] = {
    "one": score_one,
    "several": score_several,
    "match": score_match,
    "order": score_order,
    "date": score_date,
    "number": score_number,
    "text": score_text,
    "code": score_code,
    "passage": score_passage,
    "written": score_written,
}
