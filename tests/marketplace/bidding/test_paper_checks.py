"""What is looked at in a file costs little, however the file was made."""

import zlib

from marketplace.bidding.paper_checks import names_party
from marketplace.bidding.papers import Paper
from tests.marketplace.bidding.files import DOCX_PART, office, pdf

PDF, DOCX = "application/pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def test_tags_that_never_end_are_passed_over_in_one_go() -> None:
    paper = Paper("a.docx", DOCX, True, office(DOCX_PART, "<" * 2_000_000))  # the square of it would take an hour
    assert not names_party(paper, ["近山测绘"])


def test_a_name_split_over_runs_and_after_open_tags_is_found() -> None:
    paper = Paper("a.docx", DOCX, True, office(DOCX_PART, "<<<w:t>近山</w:t><w:t>测绘</w:t>"))
    assert names_party(paper, ["近山测绘"])


def test_many_small_streams_are_each_looked_at_once() -> None:
    stream = b"stream\n" + zlib.compress(b"x") + b"\nendstream\n"
    paper = Paper("a.pdf", PDF, True, b"%PDF-1.4\n" + stream * 60_000 + pdf("近山测绘", deflated=True))
    assert names_party(paper, ["近山测绘"])
    assert not names_party(paper, ["平川测绘"])
