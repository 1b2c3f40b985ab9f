"""One person asks for one role twice at the same instant: the second reads a sentence, and one claim stands."""

import threading
from contextlib import suppress

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection

from cms.kernel.errors import Refused
from cms.kernel.files.services import store_file
from cms.kernel.people import services
from cms.kernel.people.models import Membership, Party, User
from cms.kernel.people.services import claim_membership, register_party
from cms.kernel.roles import Role

PDF = b"%PDF-1.7\n" + b"0" * 100


def two_claims(monkeypatch: pytest.MonkeyPatch, *, patience: float) -> list[str]:
    """Two threads claim: each looks whether it may, waits `patience` seconds for the other to look, writes."""
    user = User.objects.create_user(name="张三", email="u@example.cn", password="a long password")
    party = register_party(uscc="91340000MA2MQ0001T", name="云川某某有限公司", by=None)
    proof = store_file(upload=SimpleUploadedFile("authorisation.pdf", PDF), by=user)
    meet, outcomes, look = threading.Barrier(2, timeout=patience), list[str](), services._refuse_if_live

    def look_and_meet(user: User, party: Party, role: Role) -> None:
        look(user, party, role)
        with suppress(threading.BrokenBarrierError):
            meet.wait()

    def claim() -> None:
        try:
            claim_membership(user=user, party=party, role=Role.ENTERPRISE, proof=proof)
            outcomes.append("claimed")
        except (Refused, IntegrityError) as wrong:
            outcomes.append(type(wrong).__name__)
        finally:
            connection.close()

    monkeypatch.setattr(services, "_refuse_if_live", look_and_meet)
    threads = [threading.Thread(target=claim) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Membership.objects.count() == 1
    return sorted(outcomes)


def test_the_second_of_two_claims_at_once_reads_a_sentence(
    committed_db: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert two_claims(monkeypatch, patience=1) == ["AlreadyClaimed", "claimed"]


def test_control_without_the_lock_the_second_meets_the_constraint(
    committed_db: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "locked", lambda model, pk: model.objects.get(pk=pk))
    assert two_claims(monkeypatch, patience=30) == ["IntegrityError", "claimed"]
