"""What a teacher wants of a lesson is taken by the same names, however it is handed out."""

import pytest
from support import ROOT

from helpers.exchange.export import export
from helpers.packs.pack import pack
from helpers.paper.paper import write_paper
from helpers.projector.slides import write_slides

MAKERS = {pack: "x.zip", write_paper: "x", write_slides: "x.html", export: "x.xml"}


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
def test_a_name_that_means_nothing_is_not_passed_over(tmp_path, make):
    with pytest.raises(TypeError, match="nothing to choose is called titel"):
        make(ROOT, tmp_path / MAKERS[make], titel="7B")
    assert not [*tmp_path.iterdir()]
