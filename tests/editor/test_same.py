"""Which ids of two readers mean the same, by what they share and what they are called."""

from helpers.editor.same import same_ids, translation


def joined(first, second, shared=()):
    return {one.first: one.second for one in same_ids("actors", first, second, shared)}


def test_the_same_name_is_enough():
    assert joined({"a": "The Kremlin", "b": "Ana"}, {"x": "kremlin", "y": "Ben"}) == {"a": "x"}


def test_a_name_that_is_only_alike_is_not():
    north, south = {"north": "North Korea"}, {"south": "South Korea"}
    assert joined(north, south) == {}
    # Nor is one id: each reader makes up their own.
    assert joined({"korea": "North Korea"}, {"korea": "South Korea"}) == {}


def test_names_that_are_alike_and_a_passage_are():
    first = {"lukashenko": "Alexander Lukashenko", "putin": "Vladimir Putin"}
    second = {"lukashenka": "Aleksandr Lukashenka", "putin": "Vladimir Putin"}
    passages = [("lukashenko", "lukashenka"), *[("lukashenko", "putin")] * 3]
    found = joined(first, second, passages)
    assert found == {"lukashenko": "lukashenka", "putin": "putin"}
    assert joined(first, second, passages[1:]) == {"putin": "putin"}


def test_most_passages_are_enough_under_whatever_name():
    first, second = {"a": "Ilse Brandt", "b": "Ulf"}, {"x": "The mayor", "y": "Nobody"}
    assert joined(first, second, [("a", "x"), ("a", "x"), ("a", "y")]) == {"a": "x"}
    # Of ids that are known by their rows alone, none has a name.
    assert joined({"a": "", "b": ""}, {"x": "", "y": ""}, [("b", "x")]) == {"b": "x"}


def test_of_two_with_one_name_passages_decide():
    first, second = {"a": "Smith", "b": "Smith"}, {"x": "Smith", "y": "Smith"}
    assert joined(first, second, [("a", "y"), ("b", "x")]) == {"a": "y", "b": "x"}


def test_what_only_the_second_has_gets_an_id_that_is_free():
    same = same_ids("actors", {"a": "Ana"}, {"b": "Ana"}, ())
    second = ["b", "a", "a-2", "c"]
    assert translation(same, ["a"], second) == {"b": "a", "a": "a-3", "a-2": "a-2", "c": "c"}
