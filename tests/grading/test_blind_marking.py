"""Blind marking: which answer comes when, what the page is told, and that names come last."""

import json

import pytest
from support.marked_class import HOSTILE, QUESTIONS, STUDENTS, TEXTS, write_class

from helpers.common.errors import KitError
from helpers.exercises.exercise import LEVELS
from helpers.grading.manual import queue
from helpers.grading.manual.marks import NONE, WORTH
from helpers.grading.manual.queue import open_class
from helpers.grading.manual.widget import NOTHING, Channel, open_marking, place_of, stand_in

COUNT = len(STUDENTS) * len(QUESTIONS)


@pytest.fixture
def folder(tmp_path):
    return write_class(tmp_path / "spring")


@pytest.fixture
def marking(folder):
    return open_class(folder)


def mark(marking, view, level="Basic", comment="", **more):
    message = {"do": "mark", "answer": view["answer"], "level": level, "comment": comment}
    return marking(message | more)


def go(marking, view, way):
    return marking({"do": "go", "answer": view["answer"], "way": way})


def test_no_name_and_no_id_is_told_until_the_teacher_asks(marking):
    told = [marking({"do": "open"})]
    for number in range(COUNT):
        told.append(mark(marking, told[-1], comment=f"Comment {number}."))
        told.append(go(marking, told[-1], "back"))
        told.append(marking({"do": "take back", "answer": told[-1]["answer"]}))
        told.append(mark(marking, told[-1]))
    words = json.dumps(told, ensure_ascii=False)
    assert told[-1]["all_to_go"] == 0
    for student, name in STUDENTS.items():
        assert student not in words and name not in words
    names = json.dumps(marking({"do": "names"}), ensure_ascii=False)
    assert all(student in names and name in names for student, name in STUDENTS.items())


def test_answers_come_question_after_question_in_an_order_that_names_do_not_change(
    folder, marking, monkeypatch
):
    order = [(one.exercise, one.student) for one in marking.answers]
    questions = [question for question, _ in order]
    assert questions == sorted(questions, key=QUESTIONS.index)
    monkeypatch.setattr("support.marked_class.STUDENTS", {one: f"A {one}" for one in STUDENTS})
    write_class(folder, dict(reversed(TEXTS.items())))
    assert [(one.exercise, one.student) for one in open_class(folder).answers] == order
    many = {f"n-{number}": "x" for number in range(100)}
    monkeypatch.setattr("support.marked_class.STUDENTS", dict.fromkeys(many, "A"))
    answers = open_class(write_class(folder, many)).answers
    one, other = ([a.student for a in answers if a.exercise == question] for question in QUESTIONS)
    assert one != other and one != list(many) and one != sorted(many)


def test_what_stands_beside_an_answer(marking):
    view = marking({"do": "open"})
    assert (view["number"], view["of"], view["to_go"], view["all_to_go"]) == (1, 3, 3, COUNT)
    assert (view["question_number"], view["questions"]) == (1, 2)
    question = view["question"]
    assert question["id"] == QUESTIONS[0] and question["question"] and question["found"]
    assert [level for level, *_ in question["levels"]] == [*LEVELS, NONE]
    assert all(text and sample for _, worth, text, sample in question["levels"] if worth)


def test_a_mark_is_saved_at_once_and_the_next_answer_comes(marking, folder):
    first = marking({"do": "open"})
    second = mark(marking, first, "Emergent", "Which ¶?")
    assert second["saved"]["level"] == "Emergent" and second["saved"]["time"]
    assert second["number"] == 2 and second["to_go"] == 2 and second["mark"]["level"] == ""
    assert second["comments"] == ["Which ¶?"]
    again = open_class(folder)({"do": "open"})
    assert again["number"] == 2 and again["to_go"] == 2
    back = go(marking, second, "back")
    assert back["mark"]["level"] == "Emergent" and back["mark"]["comment"] == "Which ¶?"
    stays = mark(marking, back, "Emergent", "Which ¶, and why?", stay=True)
    assert stays["number"] == 1 and stays["comments"] == ["Which ¶, and why?"]
    assert go(marking, back, "to mark")["number"] == 2


def test_after_the_last_answer_it_goes_to_those_that_were_passed_over(marking):
    view = marking({"do": "open"})
    assert go(marking, view, "back")["number"] == go(marking, view, ["on"])["number"] == 1
    passed = [view := go(marking, view, "on") for _ in range(COUNT + 1)]
    assert (passed[-1]["question_number"], passed[-1]["number"]) == (2, 3)
    assert mark(marking, passed[-1])["question_number"] == 1
    # Who asks for the next one that is not marked leaves this one, though it is not marked either.
    first = marking({"do": "open"})
    assert go(marking, first, "to mark")["number"] == first["number"] + 1


def test_an_answer_that_changed_is_not_yet_marked_and_shows_what_it_was(marking, folder):
    view = marking({"do": "open"})
    while view["all_to_go"]:
        view = mark(marking, view, "Proficient", "Good.")
    write_class(folder, TEXTS | {"n-4713": "Another text."})
    again = open_class(folder)
    view = again({"do": "open"})
    assert (view["all_to_go"], view["mark"]["level"], view["text"]) == (2, "", "Another text.")
    earlier = [view["earlier"][name] for name in ("level", "comment", "text")]
    assert earlier == ["Proficient", "Good.", "שלום. half \ufffd"]
    rows = again({"do": "names"})["names"]["rows"]
    assert {row[3] for row in rows if row[1] == "n-4713"} == {"not yet marked: the answer changed"}
    view = mark(again, view, "Basic")
    write_class(folder)  # and now the first text comes back
    assert open_class(folder)({"do": "open"})["all_to_go"] == 0


def test_no_answer_breaks_the_page(marking):
    view, texts = marking({"do": "open"}), []
    for _ in range(COUNT):
        texts.append(view["text"])
        view = go(marking, view, "on")
    "".join(texts).encode("utf-8")  # no half of a character
    assert any(text.startswith(HOSTILE.replace("\x07", "\u2407")) for text in texts)
    assert queue.shown("a\r\nb\t\x00\x7f\u202e") == "a\nb\t\u2400\u2421\ufffd"


@pytest.mark.parametrize(
    "message",
    [None, 3, "open", [], {}, {"do": []}, {"do": "delete"}, {"do": "go"}, {"do": "mark"}]
    + [{"do": "mark", "answer": answer} for answer in (None, 1, [], "x" * 16)],
)
def test_no_message_breaks_it(marking, folder, message):
    marking({"do": "open"})
    reply = marking(message)
    assert reply == {} or reply.keys() == {"trouble"}
    assert not (folder / "marks.json").exists()


@pytest.mark.parametrize("level", [None, [], "Excellent", 3])
def test_a_level_that_is_none_is_refused(marking, folder, level):
    view = marking({"do": "open"})
    assert mark(marking, view, level)["trouble"].startswith("Not saved")
    assert mark(marking, view, "Basic", ["x"])["saved"]["level"] == "Basic"


def test_an_answer_of_a_class_that_was_graded_again_meanwhile(marking, folder):
    view = marking({"do": "open"})
    write_class(folder, dict.fromkeys(STUDENTS, "All new."))
    assert mark(marking, view)["saved"]  # the mark is for the text that was seen
    new = marking({"do": "open"})
    assert new["text"] == "All new." and new["all_to_go"] == COUNT
    assert "graded again" in mark(marking, view)["trouble"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b'{"student": "a"', "line 7, is damaged"),
        (b'{"student": "a", "name": "b", "exercise": "my-chain"}', "line 7, is damaged"),
        (b'{"student": 1, "name": "b", "exercise": "my-chain", "answer": "x"}', "line 7"),
        (b'{"student": "a", "name": "b", "exercise": "gone", "answer": "x"}', "“gone”"),
    ],
)
def test_a_spoilt_file_of_answers_is_named_with_its_line(folder, line, said):
    with (folder / "written.jsonl").open("ab") as file:
        file.write(line)
    with pytest.raises(KitError, match=said) as error:
        open_class(folder)
    assert str(error.value).endswith("Grade the class again.")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"lesson": 3}', '{"lesson": "gone"}'])
def test_a_spoilt_manifest_is_said(folder, text):
    (folder / "grading.json").write_text(text, "utf-8")
    with pytest.raises(KitError):
        open_class(folder)


def test_the_cell_shows_a_stand_in_that_tells_nothing(folder, tmp_path, monkeypatch):
    monkeypatch.setenv("CLASS", str(tmp_path / "empty"))
    assert NOTHING in open_marking("").text
    monkeypatch.setenv("CLASS", str(tmp_path))
    shown = open_marking("")
    assert "Run this cell to mark." in shown.html
    assert not any(name in shown.html + shown.text for name in (*STUDENTS, *STUDENTS.values()))
    write_class(folder, {})
    assert "Nobody in this class" in open_marking("spring").text
    write_class(tmp_path / "autumn")
    with pytest.raises(KitError, match=r'\("autumn"\) or \("spring"\)'):
        open_marking("")


def test_every_level_has_a_key_of_its_own():
    keys = [key for level, worth in WORTH.items() for key in (level[0].lower(), str(worth))]
    assert len(set(keys)) == 8 and not set(keys) & set("jkc")


# ------------------------------------------------------------------ which one comes next


def mark_places(marking, *places):
    """Mark the answers at these places."""
    for place in places:
        one = marking.answers[place]
        marking.marks.give(one.student, one.exercise, one.text, "Basic")


def test_marking_goes_on_behind_the_answer_and_from_the_beginning_again_after_the_last(marking):
    mark_places(marking, 0, 2, 3, 5)
    assert marking.to_mark() == [1, 4]
    following = {place: marking.next_to_mark(place) for place in (-1, *range(COUNT))}
    assert following == {-1: 1, 0: 1, 1: 4, 2: 4, 3: 4, 4: 1, 5: 1}
    mark_places(marking, 1)
    assert marking.next_to_mark(4) == 4, "the only one that is left"
    mark_places(marking, 4)
    assert [marking.next_to_mark(place) for place in (-1, 0, 3)] == [0, 0, 3], "all are marked"


@pytest.mark.parametrize(
    ("place", "way", "to"),
    [
        *((0, "on", 1), (0, "back", 0), (2, "back", 1), (COUNT - 1, "on", COUNT - 1)),
        *((COUNT - 1, "back", COUNT - 2), (2, "nowhere", 2), (2, None, 2), (2, "to mark", 4)),
    ],
)
def test_a_step_goes_one_on_or_back_and_never_beyond_the_ends(marking, place, way, to):
    mark_places(marking, 3)
    ticket = [marking.ticket(one) for one in marking.answers]
    view = marking({"do": "go", "answer": ticket[place], "way": way})
    assert ticket.index(view["answer"]) == to


@pytest.mark.parametrize(("stay", "number"), [(True, 1), (False, 2), ("yes", 2), (None, 2)])
def test_only_who_asks_for_it_stays_at_the_answer(marking, stay, number):
    view = marking({"do": "open"})
    assert mark(marking, view, stay=stay)["number"] == number


def test_a_mark_that_is_taken_back_is_said_to_be_and_its_answer_stays_on_the_page(marking):
    first = marking({"do": "open"})
    mark(marking, first)
    view = marking({"do": "take back", "answer": first["answer"]})
    assert view["taken_back"] is True and view["answer"] == first["answer"]
    assert (view["mark"]["level"], view["all_to_go"]) == ("", COUNT)


# ------------------------------------------------------------------ what the page is told


def test_all_that_stands_on_the_page(marking):
    mark_places(marking, 0)
    first, second = marking.answers[:2]
    marking.marks.give(second.student, second.exercise, "An earlier text.", "Emergent", "Why?\x07")
    view = marking.view(1)
    [given] = [one for one in view.pop("comments")]
    time, question = view["earlier"].pop("time"), view.pop("question")
    assert view == {
        "answer": marking.ticket(second),
        "text": queue.shown(second.text),
        "number": 2,
        "of": 3,
        "to_go": 2,
        "all_to_go": COUNT - 1,
        "question_number": 1,
        "questions": 2,
        "mark": {"level": "", "comment": "", "time": ""},
        "earlier": {"level": "Emergent", "comment": "Why?\u2407", "text": "An earlier text."},
        "notes": [],
    }
    assert given == "Why?\u2407" and time.startswith("20")
    assert question.keys() == {"id", "title", "question", "levels", "found"}
    last = marking.view(COUNT - 1)
    assert (last["number"], last["of"], last["question_number"]) == (3, 3, 2)
    marked = marking.view(0)
    assert (marked["mark"]["level"], marked["earlier"]) == ("Basic", None)
    assert marking.view(2)["earlier"] is None
    assert first.text != second.text


def test_a_question_comes_with_its_levels_what_each_is_worth_and_a_sample(marking):
    exercise = marking.exercises[QUESTIONS[0]]
    key = marking.keys[exercise.id]
    shown = marking.question(exercise)
    assert [shown[name] for name in ("id", "title", "question")] == [
        *(exercise.id, exercise.title, exercise.question),
    ]
    assert shown["found"] == key.message
    assert shown["levels"] == [
        *(
            [level, worth, exercise.rubric[level], key.levels[level]]
            for level, worth in LEVELS.items()
        ),
        [NONE, 0, "", ""],
    ]
    marking.keys = {}
    bare = marking.question(exercise)
    assert bare["found"] == "" and {sample for *_, sample in bare["levels"]} == {""}


def test_names_come_in_their_order_and_then_question_after_question(marking):
    one = next(one for one in marking.answers if one.student == "n-4711")
    marking.marks.give(one.student, one.exercise, one.text, "Emergent", "Go on.")
    told = marking({"do": "names"})["names"]
    assert told["head"] == ("student", "id", "exercise", "level", "comment")
    titles = [marking.exercises[name].title for name in QUESTIONS]
    names = sorted(STUDENTS, key=lambda id: STUDENTS[id].casefold())
    assert [row[:3] for row in told["rows"]] == [
        [STUDENTS[id], id, title] for id in names for title in titles
    ]
    rows = {(row[1], row[2]): row[3:] for row in told["rows"]}
    assert rows["n-4711", titles[QUESTIONS.index(one.exercise)]] == ["Emergent (2)", "Go on."]
    assert rows["n-4712", titles[0]] == ["not yet marked", ""]


def test_names_are_sorted_whatever_their_capitals_and_those_alike_by_their_ids(folder, monkeypatch):
    names = {"n-2": "ana", "n-1": "Ana", "n-3": "Bo", "n-4": "aNa"}
    monkeypatch.setattr("support.marked_class.STUDENTS", names)
    told = open_class(write_class(folder, dict.fromkeys(names, "x")))({"do": "names"})
    ids = [row[1] for row in told["names"]["rows"]]
    assert ids[:: len(QUESTIONS)] == ["n-1", "n-2", "n-4", "n-3"]


def test_a_ticket_is_of_one_answer_in_one_sitting(folder, marking):
    tickets = [marking.ticket(one) for one in marking.answers]
    assert len(set(tickets)) == COUNT and {len(one) for one in tickets} == {16}
    other = open_class(folder)
    assert [one.text for one in other.answers] == [one.text for one in marking.answers]
    assert not {other.ticket(one) for one in other.answers} & set(tickets)


def test_what_cannot_be_seen_is_shown_by_a_sign():
    words = "a b\tc\nd\r\ne\rf\x00\x1f\x7f\x80\u202d\u202e\ud800 é 名"
    assert queue.shown(words) == "a b\tc\nd\ne\u240df\u2400\u241f\u2421\x80\ufffd\ufffd\ufffd é 名"


# ------------------------------------------------------------------ the files of a class


def test_a_class_without_written_answers_has_none(folder):
    (folder / "written.jsonl").unlink()
    marking = open_class(folder)
    assert marking.answers == []
    assert marking({"do": "open"}) == {
        "trouble": "Nobody in this class has handed in a written answer."
    }


def test_a_long_name_of_an_exercise_is_cut_where_it_is_said(folder):
    line = {"student": "a", "name": "b", "exercise": "x" * 50, "answer": "x"}
    (folder / "written.jsonl").write_text(json.dumps(line), "utf-8")
    with pytest.raises(KitError, match=f"spring/written.jsonl, line 1, .* ask: “{'x' * 40}”"):
        open_class(folder)


@pytest.mark.parametrize("part", ["student", "name", "exercise", "answer"])
def test_a_line_that_lacks_a_part_is_damaged(folder, part):
    line = {"student": "a", "name": "b", "exercise": QUESTIONS[0], "answer": "x"}
    for spoilt in ({name: one for name, one in line.items() if name != part}, line | {part: 3}):
        (folder / "written.jsonl").write_text("\n".join(map(json.dumps, (line, spoilt))), "utf-8")
        with pytest.raises(KitError, match="line 2, is damaged"):
            open_class(folder)


def test_the_cell_tells_one_class_from_another_and_shows_words_and_no_markup():
    shown = stand_in("<b>", "<i>")
    assert place_of("<b>") in shown.html and place_of("<b>") != place_of("<a>")
    assert len(place_of("\ud800")) == 8
    assert "<b>Written answers</b>" in shown.html and "&lt;i&gt;" in shown.html
    assert shown.text == "Written answers\n<i>"


def test_an_open_channel_answers_the_page(folder, marking):
    channel = Channel("here", marking)
    assert (channel.place, channel.title) == ("here", "spring") and channel.born > 0
    sent = []
    channel.send = sent.append
    channel._handle_custom_msg({"do": "open"}, [])
    assert sent == [marking({"do": "open"})]
    assert {"place", "title", "born"} <= set(channel.keys)
