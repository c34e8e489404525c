"""What holds for exercises of every kind: the test of a kind inherits it, and names its samples."""

import copy as copying
import json
import re

import pytest

from support.hostile_answers import MALFORMED
from support.sample_exercises import mistake

TRACEBACK = re.compile(r"Traceback|Error:|object at 0x|<class|\bself\b|__")
BLANK = [None, "", [], {}, " ", "\n\t ", "\u00a0", "\u3000"]
UNSENDABLE = ("\ud800", "4\udc00", "18 Aug \ud800", "\0", "\x1b[31m\x07", ["\ud800"])


def scored(rows):
    """Return a test of answers: exercise, answer, marks, words of the message, what is misread."""

    @pytest.mark.parametrize("row", rows, ids=repr)
    def test(ask, row):
        exercise, answer, marks, message, *misconceptions = row
        found = ask(exercise, answer)
        state = "right" if marks == found.out_of else "partly" if marks else "wrong"
        assert (found.state, found.marks, [*found.misconceptions]) == (state, marks, misconceptions)
        assert message in found.message

    return test


def mistakes(file, exercise, rows, most=1):
    """Return a test that words replaced in an exercise or its key are named, with their line."""
    behind = f"id: {exercise}" if file == "exercises.yaml" else f"  {exercise}:"

    @pytest.mark.parametrize(("old", "new", "found"), rows)
    def test(both, damage, old, new, found):
        mistake(both, damage(file, behind, old, new), file, found, most)

    return test


class EveryKind:
    """Tests of the `right` answers, by exercise, and of hostile answers to the first of these.

    `unreadable` names malformed answers that are no answers of this kind at all. What a person
    marks has no marks, and takes any text.
    """

    right = {}
    unreadable = ()
    marked_by_person = False

    @property
    def sample(self):
        """The exercise that hostile answers are given to."""
        return next(iter(self.right))

    def test_a_right_answer_gets_all_marks(self, ask, exercises):
        for exercise, answer in self.right.items():
            found = ask(exercise, answer)
            assert found.out_of == exercises[exercise][0].marks
            if self.marked_by_person:
                assert (found.state, found.marks) == ("not yet marked", None)
            else:
                assert (found.state, found.marks) == ("right", found.out_of), answer
            assert found.misconceptions == ()
            assert found.message

    def test_scoring_changes_no_answer_and_says_the_same_twice(self, ask):
        for exercise, answer in self.right.items():
            before = copying.deepcopy(answer)
            assert ask(exercise, answer) == ask(exercise, answer)
            assert answer == before

    def test_an_answer_is_scored_alike_before_and_after_it_was_saved(self, ask):
        for exercise, answer in self.right.items():
            assert ask(exercise, json.loads(json.dumps(answer))) == ask(exercise, answer)

    @pytest.mark.parametrize("answer", BLANK, ids=repr)
    def test_a_blank_answer_is_blank(self, ask, answer):
        found = ask(self.sample, answer)
        assert (found.state, found.marks, found.misconceptions) == ("missing", None, ())
        assert found.message

    def test_a_blank_answer_gives_nothing_away(self, ask, exercises, request):
        key = request.module.FILES["key.yaml"]
        for exercise in exercises:
            found = ask(exercise, "")
            assert found.evidence == ()
            assert not any(
                line in found.message for line in re.findall("message: (.+?)[,}\n]", key)
            )

    @pytest.mark.parametrize("name", MALFORMED)
    def test_a_malformed_answer_gets_a_sentence_and_no_marks(self, ask, name):
        found = ask(self.sample, MALFORMED[name])
        if self.marked_by_person and issubclass(type(MALFORMED[name]), str):
            assert found.state in ("not yet marked", "missing", "unreadable")
        else:
            assert found.state in ("wrong", "missing", "unreadable")
            assert not found.marks
        assert found.misconceptions == ()
        assert 0 < len(found.message) < 2000
        assert not TRACEBACK.search(found.message)

    def test_what_cannot_be_an_answer_is_unreadable_rather_than_wrong(self, ask):
        states = {name: ask(self.sample, MALFORMED[name]).state for name in self.unreadable}
        assert states == dict.fromkeys(self.unreadable, "unreadable")
        assert states

    def test_a_message_can_be_sent_to_any_browser(self, ask):
        for answer in UNSENDABLE:
            message = ask(self.sample, answer).message
            assert message.encode("utf-8")
            assert "\0" not in message
            assert "\x1b" not in message

    def test_the_tick_box_where_there_is_none_gets_no_marks(self, ask, exercises):
        for exercise, (asked, _) in exercises.items():
            if not asked.not_said:
                found = ask(exercise, {"not_said": True})
                assert (found.state, found.marks) == ("unreadable", None)

    def test_a_form_and_a_bare_question_have_what_the_exercise_asks(self, exercises):
        for asked, _ in exercises.values():
            form = json.loads(json.dumps(asked.asked()))
            assert (form["kind"], form["question"]) == (asked.kind, asked.question)
            assert all(isinstance(line, str) and line for line in asked.question_lines())

    def test_a_key_is_told_to_a_teacher_line_by_line(self, exercises):
        for asked, key in exercises.values():
            lines = list(asked.key_lines(key))
            assert lines and all(line.answer and line.message for line in lines)
            assert asked.right_answers(key)

    def test_an_answer_is_shown_in_words_whatever_it_is(self, exercises):
        for asked, _ in exercises.values():
            for answer in [*self.right.values(), None, 7, [], [{}], {"quote": 5}, [["x"]], "\0"]:
                for words, choice in asked.answer_lines(answer):
                    assert isinstance(words, str) and isinstance(choice, str)

    def test_each_misreading_is_counted_where_its_own_answer_is_given(self, ask, exercises):
        """So that the talking points of a class have the number of students right."""
        for name, (asked, key) in exercises.items():
            told = {one.counted for one in asked.misreadings(key)}
            for reply in key.misconceptions:
                answer = asked.example(reply)
                found = ask(name, answer)
                assert reply.misconception in found.misconceptions
                assert ("has", "misconception", reply.misconception) in told
                assert all(hash(one) is not None for one in asked.counted(answer, key))
