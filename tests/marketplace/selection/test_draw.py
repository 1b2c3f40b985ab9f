"""The verifiable draw: recomputable, bound to everything announced, fair, and the same in the published script."""

import json
import random
import subprocess
import sys
from collections import Counter
from copy import deepcopy
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from marketplace.selection import verify_draw
from marketplace.selection.methods.draw import (
    BadLabels,
    CodeDoesNotMatch,
    Commitment,
    Draw,
    DrawRefused,
    Entry,
    NoPublicNumber,
    NotInTheFuture,
    PublicSource,
    announce,
    canonical_number,
    chain_code,
    first_of,
    hold_draw,
    opens,
    rank,
)
from tests.marketplace.selection.draws import ANNOUNCED, SOURCE, some_draw

ROOT = bytes(range(32))
COMMITMENT = Commitment("2023", 3, chain_code(ROOT, length=10, index=0))
CODE = chain_code(ROOT, length=10, index=3)
SCRIPT = Path(verify_draw.__file__)
DOCUMENT = Path(__file__).parents[3] / "docs" / "DRAW.md"


def a_draw(*entries: Entry, draw: str = "N1", number: str = "02 05 12") -> Draw:
    announcement = announce(draw, entries, announced_at=ANNOUNCED, source=SOURCE, commitment=COMMITMENT)
    return hold_draw(announcement, public_number=number, code=CODE)


ABC = (Entry("A"), Entry("B"), Entry("C", 2))


def test_the_script_and_the_library_agree_on_ten_thousand_draws() -> None:
    chance = random.Random(20230416)
    for _ in range(10_000):
        record = json.loads(json.dumps(some_draw(chance).record()))
        assert verify_draw.faults(record) == []


def test_the_script_runs_alone_and_says_right(tmp_path: Path) -> None:
    (tmp_path / "DRAW.json").write_text(json.dumps(a_draw(*ABC).record()), encoding="utf-8")
    (tmp_path / "verify_draw.py").write_bytes(SCRIPT.read_bytes())
    command = [sys.executable, "-I", "verify_draw.py", "DRAW.json"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, encoding="utf-8")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("RIGHT")


def test_the_order_in_which_entries_are_given_does_not_matter() -> None:
    assert a_draw(*ABC) == a_draw(*reversed(ABC))


TAMPERINGS: dict[str, Any] = {
    "a label renamed": lambda r: r["entries"][0].update(label="AA"),
    "a label added": lambda r: r["entries"].append({"label": "D", "weight": 1}),
    "a ticket added": lambda r: r["entries"][0].update(weight=2),
    "a ticket taken": lambda r: r["entries"][2].update(weight=0),
    "another draw's name": lambda r: r.update(draw="N2"),
    "announced later": lambda r: r.update(announced_at="2023-04-17T09:00:00+00:00"),
    "another lottery": lambda r: r["public_number"].update(source="大乐透"),
    "another number": lambda r: r["public_number"].update(value="2 5 13"),
    "another code": lambda r: r["chain"].update(code="00" * 32),
    "another index": lambda r: r["chain"].update(index=2),
    "another head": lambda r: r["chain"].update(head="00" * 32),
    "another seed": lambda r: r.update(seed="00" * 32),
    "another winner": lambda r: r["ranking"].reverse(),
    "a loser dropped": lambda r: r["ranking"].pop(),
    "another algorithm": lambda r: r.update(algorithm="zhida-draw/2"),
    "no code": lambda r: r["chain"].pop("code"),
    "nonsense": lambda r: r.update(entries=7),
}


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_the_script_finds_every_tampering(tampering: str) -> None:
    record = deepcopy(a_draw(*ABC).record())
    TAMPERINGS[tampering](record)
    assert verify_draw.faults(record)


def an_announcement() -> dict[str, Any]:
    return announce("N1", ABC, announced_at=ANNOUNCED, source=SOURCE, commitment=COMMITMENT).record()


@pytest.mark.parametrize("record", [a_draw(*ABC).record(), an_announcement()], ids=["held", "announced"])
def test_no_single_changed_byte_passes_and_the_script_says_so_instead_of_crashing(
    record: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    published = json.dumps(record, ensure_ascii=False, indent=2).encode()
    path = tmp_path / "DRAW.json"
    for place, byte in enumerate(published):
        path.write_bytes(published[:place] + bytes([byte ^ 1]) + published[place + 1 :])
        assert verify_draw.main(str(path)) == 1, place
    assert verify_draw.main(str(tmp_path / "nowhere.json")) == 1
    said = capsys.readouterr().out
    assert "WRONG" in said
    assert "RIGHT" not in said


def test_an_announcement_alone_is_right_and_not_drawn_yet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = an_announcement()
    path = tmp_path / "DRAW.json"
    path.write_text(json.dumps(record), encoding="utf-8")
    assert verify_draw.main(str(path)) == 0
    said = capsys.readouterr().out
    assert "尚未抽取" in said
    assert record["announcement_sha256"] in said


@pytest.mark.parametrize("kept", ["value", "code", "seed", "ranking"])
def test_a_draw_from_which_figures_were_taken_is_no_announcement(kept: str) -> None:
    held, told = a_draw(*ABC).record(), an_announcement()
    place = {"value": "public_number", "code": "chain"}.get(kept)
    if place:
        told[place][kept] = held[place][kept]
    else:
        told[kept] = held[kept]
    assert verify_draw.faults(told)


FORGERIES: dict[str, tuple[Any, str]] = {
    "a label like another's ticket": (lambda r: r["entries"][0].update(label="C#2"), "every label once"),
    "a label twice": (lambda r: r["entries"].append({"label": "C", "weight": 2}), "every label once"),
    "a label without a ticket": (lambda r: r["entries"][0].update(weight=0), "at least one ticket"),
    "a number known at announcement": (
        lambda r: r.update(announced_at=r["public_number"]["drawn_at"]), "not in the future"
    ),
    "a code that was public": (lambda r: r["chain"].update(index=0), "no secret"),
}  # fmt: skip


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_record_that_is_consistent_but_improper_is_still_refused(forgery: str) -> None:
    record: Any = a_draw(*ABC).record()
    forge, sentence = FORGERIES[forgery]
    forge(record)
    assert any(sentence in fault for fault in verify_draw.faults(record | verify_draw.recompute(record)))


def test_the_head_itself_opens_nothing() -> None:
    assert not opens(Commitment("2023", 0, COMMITMENT.head), COMMITMENT.head)


def test_a_public_number_known_at_announcement_is_refused() -> None:
    with pytest.raises(NotInTheFuture):
        announce("N1", ABC, announced_at=SOURCE.drawn_at, source=SOURCE, commitment=COMMITMENT)


@pytest.mark.parametrize("entries", [(), (Entry("A"), Entry("A")), (Entry("A", 0),), (Entry("A#2"),), (Entry("甲"),)])
def test_malformed_pools_are_refused(entries: tuple[Entry, ...]) -> None:
    with pytest.raises(BadLabels):
        announce("N1", entries, announced_at=ANNOUNCED, source=SOURCE, commitment=COMMITMENT)


def test_moments_without_a_time_zone_are_refused() -> None:
    naive = replace(SOURCE, drawn_at=SOURCE.drawn_at.replace(tzinfo=None))
    with pytest.raises(DrawRefused):
        announce("N1", ABC, announced_at=ANNOUNCED.replace(tzinfo=None), source=naive, commitment=COMMITMENT)


@pytest.mark.parametrize("index", [0, 2, 4, 10])
def test_a_code_that_was_not_committed_is_refused(index: int) -> None:
    announcement = announce("N1", ABC, announced_at=ANNOUNCED, source=SOURCE, commitment=COMMITMENT)
    with pytest.raises(CodeDoesNotMatch):
        hold_draw(announcement, public_number="1", code=chain_code(ROOT, length=10, index=index))


def test_the_public_number_is_read_the_same_however_it_is_typed() -> None:
    assert canonical_number("02, 05、12 + 09") == canonical_number("2 5 12 9") == "2 5 12 9"
    assert canonical_number("000") == "0"
    with pytest.raises(NoPublicNumber):
        canonical_number("—")


def test_two_draws_on_one_public_number_and_code_still_differ() -> None:
    assert a_draw(*ABC, draw="N1").seed != a_draw(*ABC, draw="N2").seed


def test_a_substitute_is_the_next_of_the_same_draw() -> None:
    draw = a_draw(*ABC)
    first, second, third = draw.ranking
    assert first_of(draw) == first
    assert first_of(draw, barred=[first]) == second
    assert first_of(draw, barred=[second, first]) == third
    assert first_of(draw, barred=draw.ranking) is None


def test_withdrawing_leaves_the_order_of_the_others_alone() -> None:
    entries = [Entry(f"A{number}", 1 + number % 3) for number in range(9)]
    seed = "5a" * 32
    whole = rank(entries, seed)
    assert rank(entries[1:], seed) == tuple(label for label in whole if label != "A0")


def test_chances_follow_the_tickets() -> None:
    entries = [Entry("A", 1), Entry("B", 2), Entry("C", 3)]
    chance = random.Random(1)
    wins = Counter(rank(entries, chance.randbytes(32).hex())[0] for _ in range(6_000))
    assert abs(wins["A"] - 1_000) < 150
    assert abs(wins["B"] - 2_000) < 180
    assert abs(wins["C"] - 3_000) < 200


def test_the_worked_example_of_the_documentation_is_what_library_and_script_compute() -> None:
    printed = json.loads(DOCUMENT.read_text(encoding="utf-8").split("```json\n")[1].split("```")[0])
    source = PublicSource(
        printed["public_number"]["source"],
        printed["public_number"]["form"],
        datetime.fromisoformat(printed["public_number"]["drawn_at"]),
    )
    announcement = announce(
        printed["draw"],
        [Entry("A102"), Entry("A017"), Entry("A005", 2)],
        announced_at=datetime.fromisoformat(printed["announced_at"]),
        source=source,
        commitment=Commitment("chain-2023", 3, chain_code(ROOT, length=10, index=0)),
    )
    draw = hold_draw(announcement, public_number="02 05 12 19 22 31 + 09", code=CODE)
    assert draw.record() == printed
    assert verify_draw.faults(printed) == []
    for line in (announcement.entries_text + announcement.text).splitlines():
        assert f"    {line}\n" in DOCUMENT.read_text(encoding="utf-8")
