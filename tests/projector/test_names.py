"""No name of a class on what it wrote: names in every form, and what is no name."""

import pytest

from helpers.projector.names import Names

CLASS = (
    *("Ana Łuk", "Zoë O’Neill", "Jean-Luc de la Cruz", "Святлана Новік", "Анна Петрова"),
    *(
        "王小明",
        "أحمد حداد",
        "Alexander von Berg",
        "n-47110",
        "LI Na",
        "maria.schmidt@school.example",
    ),
)
LESSON = ["The alliance was tight-lipped. In the end they said no word. No one did. An ally."]


@pytest.fixture(scope="module")
def names():
    return Names(CLASS, LESSON)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "I am Ana Łuk.",
            "ANA said it",
            "ana luk",
            "aNA-lUK",
            "Ask luk",
            "LUK!",
            "my name: A n a L u k",
        ),
        *(
            "ana_luk wrote this",
            "An\u200ba says",
            "A\u0301na",
            "Ｚｏｅ",
            "zoe",
            "ZOË'S view",
            "oneill",
            "O'Neill",
        ),
        *("Neills Text", "jean said", "Luc", "cruz", "JeanLuc and I", "jeanlucdelacruz"),
        *(
            "святлана",
            "НОВІК",
            "Спросите Анну",
            "с Анной",
            "Петровой",
            "我是王小明",
            "小明说",
            "王小",
        ),
        *(
            "وأحمد قال",
            "حداد",
            "Alexanders Antwort",
            "Alex thinks so",
            "alexand",
            "Berg",
            "n-47110",
        ),
        *("number 47110", "n 47110", "I am Li", "Na says", "maria", "SCHMIDT", "Marias"),
    ],
)
def test_a_name_of_the_class_is_found(names, text):
    assert names.are_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Nobody asked the police. What did they see?",
        "The article names no one on board. It is in paragraph 17.",
        "In the end an ally was tight-lipped, and the alliance said no word.",
        "Von dem Flug steht nichts da, und die Quelle fehlt.",
        "Никто не спросил людей.",
        "没有人问过他们。",
        "",
    ],
)
def test_a_text_without_a_name_is_none_of_them(names, text):
    assert not names.are_in(text)


def test_what_the_lesson_prints_is_no_shortened_name_but_may_be_a_whole_one():
    names = Names(["Andrea Will", "An Steps"], ["they will step down and An ally"])
    assert not names.are_in("they step down and")
    assert not names.are_in("An ally")
    assert names.are_in("will")
    assert names.are_in("Step")  # the lesson has it without a capital
    assert names.are_in("an")


def test_a_number_of_a_paragraph_is_no_student():
    assert not Names(["17", "6"]).are_in("See ¶17 and ¶6")
    assert Names(["417"]).are_in("it was 417")


def test_a_name_in_small_letters_counts_as_much():
    assert Names(["ana lindqvist"]).are_in("Lindqvist")
    assert Names(["ana Luk"]).are_in("Ana")


def test_what_grading_puts_behind_a_name_is_no_part_of_it():
    assert not Names(["Ana Luk [another file]"]).are_in("another file")


def test_the_host_of_an_address_is_no_part_of_it():
    assert not Names(["a.luk@school.example"]).are_in("The school is an example.")
