"""Doubts about an enterprise, raised as they are in life; and a department's platform that pushes."""

import json
import time
from collections.abc import Mapping
from typing import Any

from django.test import Client

from cms.kernel.clock import business_today
from cms.kernel.signing import signature
from policies.models import CurrentFact, Enterprise, Fact, FactConflict, FactContest, SourceKey
from policies.registry.contests import contest_fact
from policies.registry.pushing import IDEMPOTENCY_HEADER, KEY_HEADER, SIGNATURE_HEADER, TIME_HEADER
from policies.registry.services import state_facts
from tests.policies.grants.worlds import person_of

PUSH = "/api/registry/facts/"


def says(firm: Enterprise, source: str, value: Any, code: str = "enterprise.park") -> None:
    """A department says something of the enterprise today."""
    state_facts(enterprise=firm, facts={(code, ""): value}, source=source, as_of=business_today(), by=None)


def current_fact(firm: Enterprise, code: str = "enterprise.park") -> Fact:
    """The word that counts now; the market bureau has spoken when nobody had."""
    found = CurrentFact.objects.filter(enterprise=firm, kind__code=code).first()
    if found is None:
        says(firm, "market", "城东产业园", code)
        found = CurrentFact.objects.get(enterprise=firm, kind__code=code)
    return found.fact


def a_conflict(firm: Enterprise) -> FactConflict:
    """The tax bureau says something else than the market bureau."""
    current_fact(firm)
    says(firm, "tax", "高新区")
    return FactConflict.objects.get(enterprise=firm)


def a_contest(firm: Enterprise) -> FactContest:
    """The enterprise says its revenue is wrong."""
    fact = CurrentFact.objects.get(enterprise=firm, kind__code="finance.revenue").fact
    return contest_fact(enterprise=firm, fact=fact, claim="应为 120 万元", by=person_of(firm))


class Platform:
    """A department's data-sharing platform: it holds a key and signs what it sends."""

    def __init__(self, key: SourceKey, secret: str) -> None:
        self.key, self.secret = key, secret.encode()

    def headers(self, method: str, target: str, body: bytes, *, age: int = 0) -> dict[str, str]:
        """The headers of a call made `age` seconds ago."""
        moment = str(int(time.time()) - age)
        signed = signature(
            self.secret, method=method, target=target, moment=moment, idempotency_key="push-1", body=body
        )
        return {
            KEY_HEADER: self.key.name,
            TIME_HEADER: moment,
            SIGNATURE_HEADER: signed,
            IDEMPOTENCY_HEADER: "push-1",
        }

    def push(self, message: Mapping[str, Any] | bytes, *, age: int = 0, sent: bytes | None = None) -> Any:
        """The answer to a push; `sent` is what arrives in place of what was signed."""
        body = message if isinstance(message, bytes) else json.dumps(message, ensure_ascii=False).encode()
        headers = self.headers("POST", PUSH, body, age=age)
        return Client().post(PUSH, sent or body, content_type="application/json", headers=headers)

    def ask(self, import_id: int) -> Any:
        """The answer to what became of a push."""
        target = f"{PUSH}{import_id}/"
        return Client().get(target, headers=self.headers("GET", target, b""))
