"""A class while it is graded: every file and student, and what is to be said of them."""

import pytest

from helpers.grading.submissions.store import OLDER, UNCOUNTED

SAME = "The same answers, given at the same times, are in the file of {}."
TEXT = "They have the same text for {}, word for word."


@pytest.fixture
def store(handed_in):
    """The store of a class."""
    return handed_in.store


@pytest.fixture
def sit(handed_in):
    """Hand in a file of each of these students, and let it count; `said` is what it says."""

    def run(*names, **said):
        for name in names:
            path = f"{name}.json"
            handed_in.hand_in(path, student=name, **said)
            [row] = [
                one["rowid"]
                for all in handed_in.store.files()
                for one in all
                if one["path"] == path
            ]
            handed_in.store.add_student(name, "file", name, name, row)

    return run


def test_what_a_file_says_is_there_of_the_student_it_counts_for(handed_in, store):
    said = {"assignment": "p", "handed_in": "today", "opened": ("one", "two")}
    handed_in.hand_in("a.json", "canvas", "7", late=True, texts={"one": '"x"'}, **said)
    store.add_student("7", "canvas", "7", "Ana", 1)
    store.add_student("8", "canvas", "8", "Bo")
    ana, bo = store.students()
    assert (ana.id, ana.kind, ana.number, ana.name, ana.path) == (
        "7",
        "canvas",
        "7",
        "Ana",
        "a.json",
    )
    assert (ana.late, ana.reason, ana.answers) == (True, "", {"one": '"x"'})
    assert (ana.assignment, ana.handed_in, ana.opened) == ("p", "today", "one; two")
    assert (bo.path, bo.late, bo.reason, bo.answers) == ("", False, "", None)
    assert (bo.assignment, bo.handed_in, bo.opened) == ("", "", "")


def test_a_file_that_cannot_be_read_gives_its_reason_and_no_answers(handed_in, store):
    handed_in.hand_in("a.json", reason="It is empty.")
    store.add_student("Ana", "file", "Ana", "Ana", 1, "It is empty.")
    [ana] = store.students()
    assert (ana.path, ana.reason, ana.answers) == ("a.json", "It is empty.", None)
    assert store.assignments() == {}


def test_files_come_student_by_student_whatever_the_capitals(handed_in, store):
    for path, kind, who in (
        *(("c.json", "file", "ana"), ("a.json", "file", "Jose\u0301"), ("b.json", "file", "ANA")),
        ("d.json", "canvas", "ana"),
    ):
        handed_in.hand_in(path, kind, who, last=path, copy=kind, attempts=(3,), changed=5)
    found = [[one["path"] for one in all] for all in store.files()]
    assert found == [["d.json"], ["b.json", "c.json"], ["a.json"]]
    [first, *_] = next(store.files())
    about = ("student", "name", "reason", "number", "last", "changed", "typed", "copy", "attempts")
    assert [first[name] for name in about] == [
        "ana",
        "ana",
        "",
        0,
        "d.json",
        5,
        "",
        "canvas",
        "[3]",
    ]
    assert (first["is_draft"], first["may_be_answers"]) == (0, 1)
    [[last]] = list(store.files())[2:]
    assert last["student"] == "José"  # however it is spelled


def test_only_where_nothing_else_tells_a_student_is_called_as_the_file_says(handed_in, store):
    for kind in ("canvas", "file", "folder"):
        handed_in.hand_in(f"{kind}.json", kind, "Ana", student="Zoe")
    found = [(one["kind"], one["student"], one["typed"]) for all in store.files() for one in all]
    assert found == [("canvas", "Ana", "Zoe"), ("file", "Zoe", "Zoe"), ("folder", "Ana", "Zoe")]


def test_students_come_by_name_and_no_two_have_one_id(store):
    for name in ("bo", "Ana", "Chi", "Ana", "Ana"):
        store.add_student(name, "file", name, name)
    assert [one.id for one in store.students()] == ["Ana", "Ana (2)", "Ana (3)", "bo", "Chi"]
    assert store.has_student("file", "bo")
    assert not store.has_student("canvas", "bo") and not store.has_student("file", "Bo")


def test_packs_are_counted_of_the_files_that_count(handed_in, store, sit):
    sit("Ana", "Bo", assignment="p")
    sit("Chi")
    handed_in.hand_in("old.json", student="Ana", assignment="q")
    assert store.assignments() == {"": 1, "p": 2}


def test_a_file_of_which_nothing_is_said_is_said_or_counted(handed_in, store, sit):
    sit("Ana")
    store.problem("b.json", "Bo", OLDER)
    for path in ("b.json", "c.json", "d.zip", "e.png", "f.backup.json"):
        handed_in.hand_in(path, who="Chi", reason="It is so.")
    assert store.note_uncounted() == 2
    assert handed_in.said() == {"b.json": {OLDER}, "c.json": {UNCOUNTED}, "d.zip": {UNCOUNTED}}


def test_problems_come_by_file_and_each_once(store):
    for path, name, reason in (
        ("b", "Bo", "2"),
        ("b", "Bo", "1"),
        ("a", "Chi", "3"),
        ("b", "Bo", "2"),
    ):
        store.problem(path, name, reason)
    assert list(store.problems()) == [("a", "Chi", "3"), ("b", "Bo", "1"), ("b", "Bo", "2")]


def test_for_those_who_read_few_the_worst_of_each_student_comes_first(store):
    store.add_student("Bo", "file", "Bo", "Bo", None, "It is empty.")
    said = [("a", "Ana", OLDER), ("b", "Ana", "It is late."), ("c", "Bo", "It is empty.")]
    said += [("d", "Chi", OLDER), ("d", "Chi", OLDER), ("e", "Ana", "It is odd.")]
    for one in said:
        store.problem(*one)
    worst = store.worst_problems(9)
    assert worst == [said[2], said[1], said[3], said[5], said[0]]
    assert store.worst_problems(2) == worst[:2]


def test_the_same_answers_under_two_names_are_said_of_both(handed_in, store, sit):
    sit("Ana", "Bo", fingerprint="x")
    sit("Chi", fingerprint="y")
    sit("Dan", "Eve", fingerprint="")
    store.note_copies()
    assert handed_in.said() == {"Ana.json": {SAME.format("Bo")}, "Bo.json": {SAME.format("Ana")}}


@pytest.mark.parametrize(("count", "more"), [(6, ""), (7, " …"), (9, " …")])
def test_of_many_that_have_the_same_five_are_named(handed_in, store, sit, count, more):
    names = [f"n{number}" for number in range(count)]
    sit(*names, fingerprint="x")
    store.note_copies()
    for name in names:
        others = "; ".join([one for one in names if one != name][:5])
        assert handed_in.said()[f"{name}.json"] == {SAME.format(others + more)}


def test_the_same_text_for_one_exercise_is_said_once(store):
    for text, exercise, name in (
        *(("t", "one", "Bo"), ("t", "one", "Ana"), ("t", "two", "Chi"), ("u", "one", "Chi")),
        *(("u", "two", "Dan"), ("u", "two", "Eve"), ("v", "one", "Dan"), ("v", "one", "Eve")),
    ):
        store.note_text(text, exercise, name)
    store.note_same_texts()
    assert list(store.problems()) == [
        *(("", "Ana; Bo", TEXT.format("one")), ("", "Dan; Eve", TEXT.format("one"))),
        ("", "Dan; Eve", TEXT.format("two")),
    ]


def test_no_two_pages_have_one_name_for_any_system(store):
    names = [store.page_name(name) for name in ("ana", "ANA", "bo", "ana", "José", "Jose\u0301")]
    assert names == ["ana", "ANA-2", "bo", "ana-3", "José", "Jose\u0301-2"]


def test_who_was_there_before_is_known_again_and_who_is_gone_is_named(store):
    assert not store.has_nobody_of_before()
    for id in ("bo", "ana", "chi"):
        store.remember(id, {"student": id.title(), "total": "3"})
    assert store.has_nobody_of_before()
    store.add_student("ana", "file", "ana", "Ana")
    assert not store.has_nobody_of_before()
    assert store.earlier("ana") == {"student": "Ana", "total": "3"}
    assert store.earlier("dan") is None
    assert store.gone() == ["Bo", "Chi"]
    store.remember("bo", {"total": "4"})
    assert store.earlier("bo") == {"total": "4"} and store.gone() == ["Chi"]
    store.remember("eve", {})
    assert store.gone() == ["Chi", ""]
    store.forget()
    assert store.gone() == [] and store.earlier("ana") is None
