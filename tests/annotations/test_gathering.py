"""Which source and which cue belong to which content, by the ways in which tools link them."""

import pytest

from helpers.annotations.gathering import Said, gather
from helpers.annotations.marks import Link
from helpers.annotations.types import Meaning

# Where each mark stands; the second letter tells two of a kind apart.
PLACES = {"s": (0, 3), "c": (4, 8), "t": (9, 20), "a": (4, 8), "s2": (30, 33), "p": (40, 44)}
KINDS = {"s": "source", "c": "cue", "t": "content", "a": "statement", "s2": "source", "p": "actor"}


def gathered(*links):
    ends = sorted({id for _, some in links for _, id in some})
    meanings = {id: Meaning(KINDS[id]) for id in ends}
    return gather([Link(layer, ends) for layer, ends in links], meanings, PLACES)


@pytest.mark.parametrize(
    "links",
    [
        [("Attribution", (("", "s"), ("", "c"), ("", "t")))],
        [("r", (("", "s"), ("", "t"))), ("r", (("", "c"), ("", "t")))],
        [("r", (("", "s"), ("", "c"))), ("r", (("", "c"), ("", "t")))],
        # PolNeAR has a mark over the cue that holds the three together.
        [("E", (("Attribution", "a"), ("Content", "t"), ("Cue", "c"), ("Source", "s")))],
    ],
)
def test_source_cue_and_content_come_together(links):
    found = gathered(*links)
    assert found.statements == (Said("t", ("s",), ("c",)),)
    assert (found.other, found.alone) == ((), ())


def test_a_mark_that_holds_others_is_the_part_that_they_lack():
    cue = gathered(("E", (("Attribution", "a"), ("Content", "t"), ("Source", "s"))))
    assert cue.statements == (Said("t", ("s",), ("a",)),)
    content = gathered(("E", (("Attribution", "a"), ("Source", "s"), ("Cue", "c"))))
    assert content.statements == (Said("a", ("s",), ("c",)),)


def test_a_role_says_more_than_a_type_and_an_actor_may_be_a_source():
    assert gathered(("x", (("Source", "c"), ("", "t")))).statements == (Said("t", ("c",), ()),)
    assert gathered(("x", (("", "p"), ("", "t")))).statements == (Said("t", ("p",), ()),)


def test_sources_stand_in_the_order_of_the_text():
    found = gathered(("r", (("", "s2"), ("", "t"))), ("r", (("", "s"), ("", "t"))))
    assert found.statements == (Said("t", ("s", "s2"), ()),)


def test_a_source_without_content_and_other_links_are_left():
    found = gathered(("r", (("", "s"), ("", "c"))), ("married", (("", "p"), ("", "p"))))
    assert found.statements == ()
    assert found.alone == ("c", "s")
    assert found.other == (("p",), ("s", "c"))
