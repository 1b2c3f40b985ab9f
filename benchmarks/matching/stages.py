"""The stages of the whole way, each timed: enterprises, snapshot, a round, a publication, one enterprise."""

import os
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import polars as pl
from django.db import connection, transaction
from django.test import Client
from rich.console import Console

from benchmarks.matching.rules import BenchRule
from cms.kernel.clock import business_today
from cms.kernel.errands import run_due
from cms.kernel.models import Membership, Party, User
from cms.kernel.people.models import MembershipState
from cms.kernel.roles import Role
from cms.pages.groups import sync_groups
from cms.pages.site import setup_site
from cms.schema import migrate
from policies.catalogue.documents import PolicyDocument
from policies.catalogue.models import Version
from policies.catalogue.services import draft_policy, publish_version
from policies.catalogue.states import BenefitClass, Channel, OncePer
from policies.matching.columns import Together
from policies.matching.models import Match, MatchRound
from policies.matching.rows import rows_of
from policies.matching.services import match_versions, present_ground
from policies.registry.kinds import kind_ids, vocabulary
from policies.registry.models import Enterprise
from policies.registry.parts import AS_OF, SOURCE, VALUE, Manifest
from policies.registry.refreshing import ENTERPRISE, present_marks, words_mark
from policies.registry.snapshot import current_snapshot
from policies.rules.explanation import explain_all
from policies.rules.sharing import Common
from policies.rules.syntax import Rule
from policies.rules.writing import to_json

console = Console(width=120)
RELIEF = BenefitClass.RELIEF  # needs no budget line


@contextmanager
def told(what: str) -> Iterator[None]:
    """Prints how long the block took, and the CPU seconds of this process in it."""
    wall, cpu = time.perf_counter(), time.process_time()
    yield
    took, used = time.perf_counter() - wall, time.process_time() - cpu
    console.print(f"{what:<64} {took:9.3f} s   CPU {used:8.3f} s")


def run(county: pl.DataFrame, rules: Sequence[BenchRule], work: Callable[[], Sequence[str]]) -> None:
    """Every stage in turn."""
    console.print(f"{county.height:,} enterprises x {len(rules)} rules; load {os.getloadavg()}")
    migrate()
    kind_ids()
    with told("enterprises entered"):
        entered(county.height)
    with told("snapshot written, a file per column"):
        kept(county)
    versions = _published(rules)
    ground = present_ground()
    with told("rules compiled together"):
        together = Together([rule.rule() for rule in rules], ground)
    with told("everything evaluated: read, judged, near misses, those lacking data"):
        everywhere = together.find()
    row = _usual_row([*(one.met for one in everywhere), *(one.near for one in everywhere)], county.height)
    del everywhere
    wall = time.perf_counter()
    match_versions(versions)
    said = work()
    took = time.perf_counter() - wall
    done = MatchRound.objects.get()
    found = Match.objects.count()
    what = f"a round in {done.part_count} parts, {done.state}: {found:,} matches kept"
    console.print(f"{what:<64} {took:9.3f} s wall")
    console.print("  each worker's CPU seconds and MiB: " + "; ".join(said))
    _one_publication(rules)
    _one_enterprise(together, row)
    console.print(f"peak of this process {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024:,} MiB")


@transaction.atomic
def entered(count: int) -> None:
    """So many rows like a first one; codes are made up and never shown."""
    first = Party.objects.create(uscc="B00000000000000000", name="基准企业")
    Enterprise.objects.create(party=first)
    columns = "uscc, name, name_en, short_name, kind, is_department"
    face = "type, licence, registered_region, operating_region, industry, park, declared_scale, computed_scale"
    party = Party._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {party} ({columns}) SELECT 'B' || lpad(n::text, 17, '0'), '企业' || n, '', '', kind, false"
            f" FROM {party}, generate_series(1, %s) n WHERE uscc = %s",
            [count - 1, first.uscc],
        )
        cursor.execute(
            f"INSERT INTO policies_enterprise (party_id, {face}) SELECT p.id, {face} FROM {party} p,"
            " policies_enterprise e WHERE p.uscc LIKE 'B%%' AND p.id <> e.party_id"
        )


def kept(county: pl.DataFrame) -> None:
    """The columns after the first, of everybody entered, stand in the snapshot as the refresher would write them."""
    parts = current_snapshot().parts
    ids = pl.DataFrame({ENTERPRISE: list(Enterprise.objects.order_by("pk").values_list("pk", flat=True))})
    files = {ENTERPRISE: parts.write(ids)}
    for name in county.columns[1:]:
        there, day = pl.col(VALUE).is_not_null(), business_today()
        table = county.select(pl.col(name).alias(VALUE)).with_columns(
            pl.when(there).then(pl.lit(day)).alias(AS_OF), pl.when(there).then(pl.lit(0, pl.UInt16)).alias(SOURCE)
        )
        files[name] = parts.write(table)
    marks = present_marks(words_mark(vocabulary()))
    last = int(ids.get_column(ENTERPRISE)[-1])
    parts.publish(
        Manifest(marks.key, ids.height, files, 0, last, marks.others, marks.words, ("statistics",), marks.transaction)
    )


def _published(rules: Sequence[BenchRule]) -> list[Version]:
    """A live version of each rule; what its publication owes is not run here."""
    department = Party.objects.create(uscc="11341826MA0000001X", name="基准部门", is_department=True)
    versions = [_publish(rule, department) for rule in rules]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE kernel_errand SET done_at = now() WHERE done_at IS NULL")
    return versions


def _publish(rule: BenchRule, department: Party) -> Version:
    policy = draft_policy(code=f"bench-{rule.number}", title_zh="基准", lead_department=department, by=None)
    document = PolicyDocument(
        title_zh="基准", valid_from=business_today(), rule=to_json(rule.rule()), benefit_class=RELIEF
    )
    return publish_version(policy_id=policy.pk, by=None, document=document)


def one_live(rule: Rule) -> Version:
    """A live version of the rule, alone."""
    department = Party.objects.create(uscc="11341826MA0000001X", name="基准部门", is_department=True)
    policy = draft_policy(code="bench", title_zh="基准", lead_department=department, by=None)
    document = PolicyDocument(
        title_zh="基准", valid_from=business_today(), rule=to_json(rule), benefit_class=RELIEF,
        channel=Channel(rule.channels.usual.value), once_per=OncePer(rule.once_per.value),
    )  # fmt: skip
    return publish_version(policy_id=policy.pk, by=None, document=document)


def editor() -> Client:
    """A browser in which an editor of policies is signed in."""
    user = User.objects.create_user(name="编辑", email="editor@yunchuan.example")
    department = Party.objects.create(uscc="11341826MA0000002T", name="编辑部门", is_department=True)
    setup_site(legal_department=department)
    Membership.objects.create(user=user, party=department, role=Role.EDITOR, state=MembershipState.ACTIVE)
    sync_groups(user)
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    return client


def _one_publication(rules: Sequence[BenchRule]) -> None:
    again = BenchRule(len(rules), rules[0].tests, rules[1].base)
    with told("one policy published until its matches are seen"):
        version = _publish(again, Party.objects.get(is_department=True))
        run_due()
        run_due(["matching"])
    console.print(f"  {version.matches.count():,} matches of it")


def _usual_row(told: Sequence[pl.Series], rows: int) -> int:
    """An enterprise of which as many rules say something (it is met or near) as of the average one, rounded up."""
    each = pl.concat(told).value_counts(name="times")
    usual = -(-int(each["times"].sum()) // rows)
    return int(each.filter(pl.col("times") == usual)[:, 0].min() or 0)


def _one_enterprise(together: Together, row: int) -> None:
    """One changed row against every rule, with the explanation of those that are met or near."""
    ground, rows = together.ground, pl.Series([row])
    wanted = list(together.compiled.columns.wanted)
    [(_pk, facts)] = list(rows_of(ground.snapshot.window(), rows, wanted, ground.words, ground.registers).facts())
    common, timed, lines = Common(together.rules), [], []
    for _turn in range(20):
        wall, cpu = time.perf_counter(), time.process_time()
        said = common.verdicts(facts, decided_on=ground.decided_on, vocabulary=ground.words)
        lines = explain_all([one for one in said if one.amount_fen or one.near_miss], "zh", ground.words)
        timed.append((time.perf_counter() - wall, time.process_time() - cpu))
    wall, cpu = (min(one[place] for one in timed) * 1000 for place in (0, 1))
    told_of = f"one enterprise against {len(together.rules)} rules, {len(lines)} explained, the best of 20"
    console.print(f"{told_of:<64} {wall:9.3f} ms  CPU {cpu:8.3f} ms")
