"""A county drawn by arithmetic: as many enterprises as wanted, 24 facts each, five in a hundred values missing."""

from collections.abc import Callable

import polars as pl

MISSING_PERMILLE = 50
SCALES = ("L", "M", "S", "Micro")
INDUSTRIES = ("1310", "1820", "2710", "3311", "3560", "3911", "3990", "5111", "5211", "6110", "6210", "6513")
REGIONS = tuple(f"3418261{n:02}000" for n in range(12))
MONEY = (
    "project.total_investment", "project.actual_investment", "project.equipment_investment",
    "project.smart_investment", "project.robot_investment", "finance.revenue[2022]", "finance.revenue[2021]",
    "output.year[2022]", "output.year[2021]", "rd.year[2022]", "rd.year[2021]", "finance.assets[2022]",
)  # fmt: skip
FLAGS = (
    "credit.serious_dishonest", "credit.abnormal_list", "credit.judgment_defaulter", "stat.in_library",
    "enterprise.is_private", "stat.above_scale_industry",
)  # fmt: skip
COUNTS = ("hr.employees[2022]", "ui.paid_in_full_months")
RATIOS = ("ui.layoff_rate[2022]",)
CODES = ("enterprise.scale", "enterprise.industry", "enterprise.region")


def drawn(rows: int, seed: int = 1, first: int = 0) -> pl.DataFrame:
    """The enterprises from number `first` on: money in fen, ratios in millionths, null where nothing is known."""
    numbers = pl.DataFrame({"enterprise": pl.int_range(first, first + rows, eager=True)})
    makers: dict[str, Callable[[pl.Expr], pl.Expr]] = {}
    for name in MONEY:
        makers[name] = lambda dice: ((dice % 1000) * (dice % 997) * (dice // 1000 % 101) * 10 + dice % 100).cast(
            pl.Int64
        )
    for name in FLAGS:
        share = 3 if name.startswith("credit") else 50
        makers[name] = lambda dice, share=share: dice % 100 < share  # type: ignore[misc]
    makers["hr.employees[2022]"] = lambda dice: (dice % 400).cast(pl.Int64)
    makers["ui.paid_in_full_months"] = lambda dice: (dice % 25).cast(pl.Int64)
    makers["ui.layoff_rate[2022]"] = lambda dice: (dice % 120_000).cast(pl.Int64)
    for name, codes in zip(CODES, (SCALES, INDUSTRIES, REGIONS), strict=True):
        makers[name] = lambda dice, codes=codes: (dice % len(codes)).replace_strict(  # type: ignore[misc]
            list(range(len(codes))), list(codes), return_dtype=pl.String
        )
    columns = []
    for index, (name, make) in enumerate(makers.items()):
        dice, luck = (pl.col("enterprise").hash(seed * 1000 + index * 2 + more) for more in (0, 1))
        columns.append(pl.when(luck % 1000 >= MISSING_PERMILLE).then(make(dice)).alias(name))
    return numbers.with_columns(columns)
