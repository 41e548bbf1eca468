"""Other programs over plain text that read about as much, where they are installed: hledger, bean-check, yamllint and
check-jsonschema. The first two read amounts alone, so that is what they are given: each amount of a plan as an entry."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from costs import Command
from make_plan import YEARS, initiative


def installed(name: str) -> str | None:
    """The program of that name on this machine."""
    return shutil.which(name)


def hledger(folder: Path, count: int) -> Command | None:
    """hledger's check of the amounts of a plan of so many items."""
    program = installed("hledger")
    if program is None:
        return None
    journal = folder / f"plan-{count}.journal"
    entries = (
        f"{year}-01-01 {number}\n  indsats:{number:05}  {amount} DKK\n  kassen\n\n"
        for number, year, amount in amounts(count)
    )
    journal.write_text("".join(entries), encoding="utf-8")
    return [program, "-f", journal, "check"]


def bean_check(folder: Path, count: int) -> Command | None:
    """bean-check of the same, without its cache."""
    program = installed("bean-check")
    if program is None:
        return None
    ledger = folder / f"plan-{count}.beancount"
    opened = "".join(f"2020-01-01 open Expenses:I{number:05}\n" for number in range(count))
    entries = (
        f'{year}-01-01 * "{number}"\n  Expenses:I{number:05}  {amount} DKK\n  Assets:Kassen\n\n'
        for number, year, amount in amounts(count)
    )
    ledger.write_text(f"2020-01-01 open Assets:Kassen\n{opened}\n{''.join(entries)}", encoding="utf-8")
    return [program, "--no-cache", ledger]


def yamllint(plan: Path) -> Command | None:
    """yamllint of the files of a plan, with its own relaxed rules of form; it may have something to say (status 1)."""
    program = installed("yamllint")
    return None if program is None else [program, "-d", "relaxed", plan]


def check_jsonschema(plan: Path, schema: Path) -> Command | None:
    """check-jsonschema of the items of a plan."""
    program = installed("check-jsonschema")
    items = sorted(plan.glob("*/*.yaml"))
    return None if program is None else [program, "--schemafile", schema, *items]


def amounts(count: int) -> Iterator[tuple[int, int, str]]:
    """The amounts of a plan of so many items: the number of the item, the year, and the amount with a decimal point."""
    for number in range(count):
        for line in initiative(number).splitlines():
            name, _, amount = line.partition(": ")
            if name.strip().isdecimal() and int(name) in YEARS and amount:
                yield number, int(name), amount.replace(",", ".")
