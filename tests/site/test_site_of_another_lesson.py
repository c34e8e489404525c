"""A site of a lesson beside the first one: what it shows is its own."""

import pytest
from support import SLUG, bell_lesson, copied_kit
from support.bell_lesson import told_of_the_first

from helpers.site.site import write_site

pytestmark = [pytest.mark.slow, pytest.mark.long]


@pytest.mark.parametrize("graded", [False, True], ids=["practice", "graded"])
def test_a_site_of_another_lesson_has_no_word_of_the_first(python, tmp_path, graded):
    kit = copied_kit(tmp_path / "kit")
    bell_lesson.write(kit / "seeds" / "bell")
    folder = tmp_path / "site"
    packed = write_site(kit, folder, python, lesson="bell", graded=graded)
    assert packed.assignment.lesson == "bell"
    page = (folder / "index.html").read_text("utf-8")
    assert "Norda" in page and "Ida Storr" in page  # in the article, and the facts about it
    assert "Through whose hands the words came" in page
    # Charts, and rows of the tables, wait for the class code.
    assert ("<img" in page) is not graded
    assert ("A foundry worker → Norda" in page) is not graded
    told = {
        path.name: told_of_the_first(path.read_text("utf-8"))
        for path in (*folder.glob("*.html"), *folder.glob("*.js"), *folder.glob("lab/files/*"))
    }
    assert len(told) > 9
    assert {name: words for name, words in told.items() if words} == {}
    assert SLUG not in page
