"""The 117 trade records of January to May 2023, whose sums are the county's printed figures to the fen."""

import csv
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

from cms.demo.generator.catalogue import DATA
from cms.demo.generator.county import COUNTY_NAME, PLACES
from cms.demo.generator.seeds import dice
from cms.demo.generator.workdays import worked_days

_FEN_PER_WAN = 1_000_000
_WORDS = {
    "construction": (
        "{place}{number}期道路改造工程",
        "{place}标准化厂房建设工程",
        "{place}中小河流治理工程",
        "{place}小学教学楼工程",
        "{place}供水管网改造工程",
    ),
    "government_procurement": (
        "{place}办公设备采购",
        "{place}物业服务采购",
        "{place}信息化设备采购（{number}包）",
        "{place}医疗设备采购",
        "{place}环卫车辆采购",
    ),
    "property_rights": ("{place}国有房产{number}号出让", "{place}国有车辆处置（{number}批）", "{place}门面房租赁权"),
    "rural_property_rights": (
        "{place}集体水面承包经营权",
        "{place}集体林地经营权流转（{number}宗）",
        "{place}村集体厂房出租",
    ),
    "land": ("{place}2023-{serial:02d}号国有建设用地使用权", "{place}工业用地2023-{serial:02d}号"),
    "other": ("{place}采砂权出让配套服务", "{place}国有企业物资采购（{number}批）", "{place}绿化养护服务"),
}


@dataclass(frozen=True, slots=True)
class TradeInput:
    """One trade: `base_fen` is the ceiling when buying, the reserve price when selling; area only for land."""

    kind: str
    title: str
    traded_on: date
    base_fen: int
    deal_fen: int
    area_m2: Decimal | None


def trades(seed: int) -> tuple[TradeInput, ...]:
    """All records of the six kinds in order of their days."""
    with (DATA / "report" / "trade.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] != "total"]
    found = [record for row in rows for record in _records(dice(seed, "trades", row["kind"]), row)]
    return tuple(sorted(found, key=lambda each: (each.traded_on, each.title)))


def parts(throws: Random, total: int, count: int, *, spread: float, step: int) -> list[int]:
    """`count` positive parts of log-normal size, multiples of `step` but for the largest, that add up to `total`."""
    weights = [throws.lognormvariate(0, spread) for _ in range(count)]
    whole = sum(weights)
    sizes = [max(step, round(total * weight / whole / step) * step) for weight in weights]
    sizes[sizes.index(max(sizes))] += total - sum(sizes)
    return sizes


def _records(throws: Random, row: dict[str, str]) -> list[TradeInput]:
    kind, count = row["kind"], int(row["count"])
    base = int(Decimal(row["base_wan"]) * _FEN_PER_WAN)
    difference = int((Decimal(row["deal_wan"]) - Decimal(row["base_wan"])) * _FEN_PER_WAN)
    bases = parts(throws, base, count, spread=0.8, step=100_000)
    changes = _savings(throws, bases, -difference) if row["side"] == "buy" else _gains(throws, bases, difference)
    areas: list[Decimal | None] = [None] * count
    if row["area_m2"]:
        centares = int(Decimal(row["area_m2"]) * 100)
        areas = [Decimal(part) / 100 for part in parts(throws, centares, count, spread=0.7, step=1)]
    days = worked_days(date(2023, 1, 4), date(2023, 5, 31))
    titles = _titles(throws, kind, count)
    return [
        TradeInput(kind, title, throws.choice(days), base, base + change, area)
        for title, base, change, area in zip(titles, bases, changes, areas, strict=True)
    ]


def _savings(throws: Random, bases: list[int], total: int) -> list[int]:
    """Savings (negative changes) of a varying share of each base that add up to `total` fen."""
    shares = [throws.uniform(0.5, 1.5) for _ in bases]
    factor = total / sum(base * share for base, share in zip(bases, shares, strict=True))
    saved = [round(base * share * factor / 10_000) * 10_000 for base, share in zip(bases, shares, strict=True)]
    saved[bases.index(max(bases))] += total - sum(saved)
    return [-each for each in saved]


def _gains(throws: Random, bases: list[int], total: int) -> list[int]:
    """Most lots go at the reserve; about a fifth are bid up, and their gains add up to `total` fen."""
    gains = [0] * len(bases)
    lucky = throws.sample(range(len(bases)), max(2, len(bases) // 5))
    for place, gain in zip(lucky, parts(throws, total, len(lucky), spread=0.4, step=10_000), strict=True):
        gains[place] = gain
    return gains


def _titles(throws: Random, kind: str, count: int) -> list[str]:
    titles: list[str] = []
    while len(titles) < count:
        words = {
            "place": throws.choice(PLACES).name,
            "number": throws.choice("一二三四五六"),
            "serial": len(titles) + 1,
        }
        title = COUNTY_NAME + throws.choice(_WORDS[kind]).format(**words)
        titles.append(title if title not in titles else f"{title}（{len(titles) + 1}）")
    return titles
