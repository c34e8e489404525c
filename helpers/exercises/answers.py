"""A student's answer: what may be one, and what it says. No answer is trusted."""

from __future__ import annotations

import math
import re
import unicodedata
from typing import Any

from helpers.common.errors import ReadingError
from helpers.common.text import in_quotes, shorten
from helpers.exercises.exercise import Exercise
from helpers.lesson.article import WORD
from helpers.lesson.dates import Timex, read_timex, undo_spreadsheet

LONGEST = {"written": 20_000, "text": 200, "date": 60, "number": 40, "code": 1_000}
UNSAID = {"not_said": True}  # the tick box “The article does not say”, as it is saved
WEEKDAYS = re.compile(r"^\s*(mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]?\s+", re.IGNORECASE)
# Letters that Unicode does not take apart into a plain letter and a mark.
PLAIN = str.maketrans("łøđıħŧæœ", "lodihtao")


BLANK = {
    "one": "Nothing is chosen yet.",
    "several": "Nothing is ticked yet.",
    "match": "No line has a choice yet.",
    "order": "Nothing is in order yet.",
    "passage": "No words are marked yet.",
    "code": "Your line gives nothing yet. Put what you worked out in place of None.",
}


class AnswerError(ReadingError):
    """An answer that cannot be read: what was found, and what to do."""


def is_blank(answer: Any) -> bool:
    """Say whether nothing was answered."""
    if isinstance(answer, str):
        return not answer.strip()
    if type(answer) is dict and answer and answer != UNSAID and "quote" not in answer:
        return all(one is None or (type(one) is str and not one) for one in answer.values())
    return answer is None or (type(answer) in (list, dict, tuple) and not answer)


def blank_in_words(exercise: Exercise) -> str:
    """Return the sentence that says that nothing was answered."""
    return BLANK.get(exercise.kind, "Nothing is written yet.")


def what_is_missing(exercise: Exercise, answer: Any) -> str:
    """Return a sentence on what an answer still lacks to be complete, or nothing at all."""
    if is_blank(answer):
        return blank_in_words(exercise)
    try:
        found = None if is_unsaid(exercise, answer) else READERS[exercise.kind](exercise, answer)
    except AnswerError as error:
        return f"{error.found} {error.remedy}"
    if exercise.kind == "match" and len(found) < len(exercise.rows):
        return f"{len(found)} of {len(exercise.rows)} lines have a choice."
    if exercise.kind == "written" and len(WORD.findall(found)) < exercise.words:
        return f"{len(WORD.findall(found))} words of the {exercise.words} to aim for."
    return ""


def is_unsaid(exercise: Exercise, answer: Any) -> bool:
    """Say whether the answer is “The article does not say”; AnswerError where none is offered."""
    if type(answer) is not dict or answer.keys() != UNSAID.keys():
        return False
    if answer["not_said"] is not True or not exercise.not_said:
        raise AnswerError("That answer is not offered here.", "Answer in another way.")
    return True


def one(exercise: Exercise, answer: Any) -> str:
    """Return the option that was chosen."""
    return known(answer, exercise.options)


def known(answer: Any, choices: Any) -> str:
    """Return an id that is among the choices."""
    if type(answer) is not str or answer not in choices:
        raise AnswerError("Your answer is none of the choices.", "Choose again.")
    return answer


def several(exercise: Exercise, answer: Any) -> list[str]:
    """Return the options that were chosen, each once."""
    if type(answer) is not list or len(answer) > len(exercise.options):
        raise AnswerError("Your answer is no list of choices.", "Choose again.")
    chosen = [known(one, exercise.options) for one in answer]
    if len(set(chosen)) < len(chosen):
        raise AnswerError("Your answer names one choice twice.", "Choose again.")
    return chosen


def match(exercise: Exercise, answer: Any) -> dict[str, str]:
    """Return the choice for each row that has one."""
    if type(answer) is not dict or len(answer) > len(exercise.rows):
        raise AnswerError("Your answer does not fit the rows.", "Choose again.")
    return {
        known(row, exercise.rows): known(choice, exercise.choices)
        for row, choice in answer.items()
        if choice not in ("", None)
    }


def order(exercise: Exercise, answer: Any) -> list[str]:
    """Return the items in the order given, each once."""
    if type(answer) is not list or len(answer) != len(exercise.items):
        raise AnswerError("Your answer is no order of all the lines.", "Put them in order again.")
    found = [known(one, exercise.items) for one in answer]
    if len(set(found)) < len(found):
        raise AnswerError("Your answer has one line twice.", "Put them in order again.")
    return found


def typed(exercise: Exercise, answer: Any) -> str:
    """Return what was typed, on one line but for a written answer."""
    if type(answer) is not str:
        raise AnswerError("Your answer is no text.", "Type it again.")
    longest = LONGEST[exercise.kind]
    if len(answer) > longest:
        remedy = f"Keep it under {longest:,} characters."
        raise AnswerError(f"Your answer has {len(answer):,} characters.", remedy)
    return answer.strip() if exercise.kind == "written" else " ".join(answer.split())


def date(exercise: Exercise, answer: Any) -> Timex:
    """Return a date, however it was written, where it can mean one day only."""
    words = WEEKDAYS.sub("", typed(exercise, answer))
    words = re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", words)
    try:
        found = read_timex(undo_spreadsheet(words))
    except ReadingError as error:
        how = "Write year, month and day, like 2019-03-31."
        raise AnswerError(f"{shown(error.found[:1].upper() + error.found[1:])}.", how) from None
    if found.first is None:
        raise AnswerError("That is no date.", "Write it like 2019-03-31.")
    return found


def figures(exercise: Exercise, answer: Any) -> list[float]:
    """Return the numbers that what was typed can mean: of 1,234 there are two."""
    words = typed(exercise, answer).replace("−", "-")
    match = re.fullmatch(r"([-+]?)([0-9][0-9.,' ]*)\s*[^\W\d_]*\s*%?", words)
    plain = match[2].strip(" .,'") if match and len(words) <= 30 else ""
    found = []
    if re.fullmatch(r"[0-9]+([.,][0-9]+)?", plain):
        found.append(float(plain.replace(",", ".")))
    if re.fullmatch(r"[1-9][0-9]{0,2}([,' ][0-9]{3})+(\.[0-9]+)?", plain):
        found.append(float(re.sub("[,' ]", "", plain)))
    if re.fullmatch(r"[1-9][0-9]{0,2}(\.[0-9]{3}){2,}", plain):
        found.append(float(plain.replace(".", "")))
    if not found:
        raise AnswerError(
            f"{in_quotes(shown(words))} is no number that can be read here.",
            "Write it in figures, like 7 or 7.5.",
        )
    return [-one if match[1] == "-" else one for one in found]


def shown(words: str) -> str:
    """Return what was typed as a message may repeat it: short, and without unseen characters."""
    return "".join(one if one.isprintable() else "\ufffd" for one in shorten(words, 60))


def passage(exercise: Exercise, answer: Any) -> tuple[str, int, int]:
    """Return the part in which a passage was marked, and where it begins and ends there."""
    again = "Mark the words again."
    if type(answer) is not dict or not {"at", "start", "end", "quote"} <= answer.keys():
        raise AnswerError("Your answer marks no words.", again)
    at, start, end, quote = (answer[name] for name in ("at", "start", "end", "quote"))
    if type(at) is not str or at not in exercise.texts:
        raise AnswerError("The words you marked stand in another part of the article.", again)
    words = exercise.texts[at]
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(words):
        raise AnswerError("The words you marked are not in the text.", again)
    if words[start:end] != quote:
        raise AnswerError("The words you marked do not stand where your answer says.", again)
    return at, start, end


def computed(answer: Any, deep: int = 0) -> Any:
    """Return what a student's code gave: a number, a text, or a list of them.

    Numbers of numpy and pandas become plain ones. Whatever else comes gets a sentence.
    """
    if isinstance(answer, str):
        if len(answer) > LONGEST["code"]:
            raise AnswerError(
                "The text is too long.", "Hand over the one word or number asked for."
            )
        return answer
    if isinstance(answer, bool):
        found = f"Your code gives {answer}, which is yes or no."
        raise AnswerError(found, "Hand over what you counted.")
    if isinstance(answer, (list, tuple)) and not deep:
        if len(answer) > 100:
            raise AnswerError(f"Your list has {len(answer):,} entries.", "Hand over a short one.")
        return [computed(one, 1) for one in answer]
    try:
        answer = answer.item() if hasattr(answer, "item") else answer
        if isinstance(answer, str):
            return answer
        if isinstance(answer, bool) or not isinstance(answer, (int, float)):
            raise TypeError
        number = float(answer)
    except OverflowError:
        raise AnswerError("The number is too large.", "Look at your line again.") from None
    except Exception:  # an object of a student's may do anything when it is asked for its number
        name = shown(type(answer).__name__)
        article = "an" if name[:1].lower() in "aeiou" else "a"
        remedy = "Hand over one number or one text. Of a table, ask for one cell or one sum."
        raise AnswerError(f"Your code gives {article} {name}.", remedy) from None
    if math.isnan(number) or math.isinf(number):
        remedy = "Look for an empty cell, or for a division by zero."
        raise AnswerError(f"Your code gives “{number}”, which is no number.", remedy)
    return int(number) if number.is_integer() and abs(number) < 2**53 else number


def plain_words(words: str) -> str:
    """Return a short text as it is compared: no capitals, marks, punctuation or leading article."""
    apart = unicodedata.normalize("NFKD", words.casefold().translate(PLAIN))
    letters = "".join(
        " " if not (one.isalnum()) else one for one in apart if not unicodedata.combining(one)
    )
    return re.sub(r"^(the|a|an) (?=\S)", "", " ".join(letters.split()))


READERS = {
    "one": one,
    "several": several,
    "match": match,
    "order": order,
    "date": date,
    "number": figures,
    "text": typed,
    "written": typed,
    "passage": passage,
    "code": lambda exercise, answer: computed(answer),
}
