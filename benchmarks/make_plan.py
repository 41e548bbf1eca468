"""Plans of any size for the benchmarks: sound, varied as real ones are, and the same every time.

    python benchmarks/make_plan.py 1500 somewhere

Everything in them is invented. There are no random numbers: what differs between two items follows from their numbers.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import cycle, islice
from pathlib import Path

YEARS = (2025, 2026, 2027, 2028)

_PLAN = """\
# Opdigtet: en plan til at måle udplans fart med.
titel: Udmøntningsplan 2025-2028
kommune: Prøve Kommune
periode: 2025-2028
enhed: mio. kr.
behandlet:
  - {forum: ØK, dato: 2024-12-03, indstiller: Kommunaldirektøren, indstilling: godkendes, beslutning: Tiltrådt}
  - {forum: KB, dato: 2024-12-10, beslutning: Godkendt}
fora:
  ØK: {navn: Økonomiudvalget, slags: økonomiudvalg}
  AU: {navn: Arbejdsmarkedsudvalget, slags: fagudvalg}
  BUU: {navn: Børne- og Ungdomsudvalget, slags: fagudvalg, også: [Børne- og ungdomsudvalget]}
  SÆU: {navn: Sundheds- og Ældreudvalget, slags: fagudvalg}
  MTU: {navn: Miljø- og Teknikudvalget, slags: fagudvalg}
  FUDV: {navn: Fagudvalgene, slags: gruppe, omfatter: fagudvalg, også: [Fagudvalg]}
  KCL: {navn: Koncernledelsen, slags: administration}
  Høring: {slags: høring}
  KB: {navn: Kommunalbestyrelsen, slags: kommunalbestyrelse}
hensigtsgrupper:
  - Økonomisk politik
  - navn: Velfærd, skoler og dagtilbud
    afsnit: [Fremtidens velfærd, Skoler og dagtilbud]
  - Natur, miljø og klima
temaer:
  - {navn: Miljømæssig bæredygtighed, også: [Klimamæssig bæredygtighed]}
  - navn: Social bæredygtighed
tovholdere:
  - Økonomichefen
  - Arbejdsmarkedschefen
  - Skole- og dagtilbudschefen
  - Sundheds- og ældrechefen
  - Miljøchefen
  - Direktøren
  - Chef for ledelsessekretariatet
"""

# (udvalg, folder, tovholder, a path in the short form)
_HOMES = (
    ("ØK", "oek", "Økonomichefen", "KCL, ØK, KB"),
    ("AU", "au", "Arbejdsmarkedschefen", "AU, ØK, KB"),
    ("BUU", "buu", "Skole- og dagtilbudschefen", "BUU, Høring, BUU, ØK, KB"),
    ("SÆU", "saeu", "Sundheds- og ældrechefen", "SÆU, ØK, KB"),
    ("MTU", "mtu", "Miljøchefen", "MTU, ØK"),
)
_ARTS = ("drift", "råderum", "anlæg", "råderum", "pulje", "hensigt", "drift", "råderum")
_GROUPS = (
    ("Økonomisk politik", None),
    ("Velfærd, skoler og dagtilbud", "Skoler og dagtilbud"),
    ("Natur, miljø og klima", None),
)
_WHAT = ("Tryg overgang", "Færre kørsler", "Fælles indkøb", "Nye enge", "Åbne værksteder", "Tidlig indsats", "Nyt tag")
_WHERE = ("på skolerne", "i ældreplejen", "for ledige unge", "ved havnen", "i dagtilbud", "på rådhuset")
_TIMES = ("uge 6 2025", "februar 2025", "marts/april 2025", "2. kvartal 2025", "medio maj 2025", "1. halvår 2025")
_SENTENCES = (
    "Forvaltningen lægger en plan for, hvordan opgaven løses, og hvem der gør hvad.",
    "Ændringen rører både børn, unge og ældre, så områderne følges ad hele vejen.",
    "Udgiften er regnet ud fra de nuværende aftaler; bliver de dyrere, tages sagen op igen.",
    "Medarbejderne bliver hørt, før noget ligger fast, og høringssvarene følger med sagen.",
    "Der måles på køer, fravær og tilfredshed, så udvalget kan se, om målet nås.",
    "Lykkes det ikke, må pengene findes et andet sted på området året efter.",
    "Økonomiudvalget får en kort status hvert kvartal sammen med budgetopfølgningen.",
)
TEXT_LENGTH = 800


def write_plan(folder: Path, count: int) -> list[Path]:
    """Write plan.yaml and ``count`` sound initiatives into a new folder; the paths of all files, plan.yaml first."""
    folder.mkdir(parents=True)
    written = [folder / "plan.yaml"]
    written[0].write_text(_PLAN + "\n".join(_totals(count)) + "\n", encoding="utf-8", newline="\n")
    for _, subfolder, _, _ in _HOMES:
        (folder / subfolder).mkdir()
    for number in range(count):
        path = folder / _HOMES[number % len(_HOMES)][1] / f"indsats-{number:05}.yaml"
        path.write_text(initiative(number), encoding="utf-8", newline="\n")
        written.append(path)
    return written


def initiative(number: int) -> str:
    """The file of one initiative."""
    return "\n".join(_lines(number)) + "\n"


def _lines(number: int) -> Iterator[str]:
    udvalg, _, tovholder, path = _HOMES[number % len(_HOMES)]
    art = _ARTS[number % len(_ARTS)]
    closed = number % 9 == 4
    title = f"{_WHAT[number % len(_WHAT)]} {_WHERE[number % len(_WHERE)]}, nr. {number + 1}"
    yield f"overskrift: {title}"
    if number % 3 == 0:
        yield f"kort: {_WHAT[number % len(_WHAT)]} {number + 1}"
    yield f"art: {art}"
    if art == "hensigt":
        gruppe, afsnit = _GROUPS[number % len(_GROUPS)]
        yield f"gruppe: {gruppe}"
        if afsnit:
            yield f"afsnit: {afsnit}"
    else:
        yield f"udvalg: {udvalg}"
    if art == "råderum":
        yield f"kode: R{number + 100} ({'BI'[number % 2]})"
    if number % 6 == 1:
        yield f"tovholder: [{tovholder}, Direktøren]"
        yield "medvirkende: Chef for ledelsessekretariatet"
    else:
        yield f"tovholder: {tovholder}"
    if number % 4 == 0 and not closed:
        yield "tværgående: ja"
    yield from _block("kurs", number)
    yield from _block("koordinering", number + 3)
    if number % 7 == 2:
        yield "forudsætning: Antallet af ældre – og deres behov – følger den nyeste prognose"
    if number % 3 == 1:
        yield "kompetence: blandet"
    yield from _path(number, udvalg, path)
    if number % 2:
        yield "med_høring: X" if number % 4 == 1 else "med_høring: 14 dages høring"
    if closed:
        yield "slut: X" if number % 2 else "slut: 2025-06-30"
    if art != "hensigt":
        yield "beløb:"
        yield from (f"  {year}: {_amount(number, year)}" for year in YEARS)
    if art == "pulje":
        yield "servicerammen: ja"
    if number % 5 == 3:
        yield "tema:"
        yield "  - Klimamæssig bæredygtighed"
    if number % 7:
        yield "status:"
        for month in range(1, number % 7 + 1):
            yield f"  - dato: 2025-{month:02}-{10 + number % 18}"
            if month == 3:
                yield "    obs: ja"
            yield f"    tekst: {_SENTENCES[(number + month) % len(_SENTENCES)]}"


def _block(key: str, first: int) -> Iterator[str]:
    """A text of TEXT_LENGTH characters in two paragraphs."""
    sentences = islice(cycle(_SENTENCES), first % len(_SENTENCES), None)
    text = ""
    while len(text) < TEXT_LENGTH:
        text += next(sentences) + " "
    half = text.index(". ", TEXT_LENGTH // 2) + 1
    yield f"{key}: |"
    yield f"  {text[:half]}"
    yield ""
    # Two characters are the line breaks between the paragraphs, less the space that was there, and one ends the text.
    yield f"  {text[half + 1 : TEXT_LENGTH - 3]}."


def _path(number: int, udvalg: str, short: str) -> Iterator[str]:
    """A sagsgang in the short form, in the long form with times, or the reason why there is none."""
    if number % 16 == 15:
        yield "sagsgang:"
        yield "  ingen: Er indarbejdet i budgettet"
    elif number % 3:
        yield f"sagsgang: {short}"
    else:
        day = 1 + number % 28
        yield "sagsgang:"
        yield f"  - {{forum: {udvalg}, tid: {_TIMES[number % len(_TIMES)]}}}"
        if number % 2:
            yield f"  - {{forum: Høring, tid: 2025-05-{day:02}, dage: 14}}"
        case = f"beslutning: Tiltrådt, sag: 25/{1000 + number}, punkt: {1 + day % 9}"
        yield f"  - {{forum: ØK, tid: 2025-06-{day:02}, {case}}}"
        yield "  - KB"


def _amount(number: int, year: int) -> str:
    """An amount with a decimal comma; some are blank, some zero, some with fewer decimals."""
    thousandths = (number * 37 + (year - YEARS[0]) * 250) % 4000
    if year > YEARS[0] and number % 11 == 5:
        return ""
    if thousandths < 50:  # a few thousandths among millions would be told as written in another unit
        return "0"
    sign = "-" if _ARTS[number % len(_ARTS)] == "råderum" else ""
    amount = f"{thousandths / 1000:.3f}" if number % 4 else f"{thousandths / 1000:.1f}"
    return sign + amount.replace(".", ",")


def _totals(count: int) -> Iterator[str]:
    """Control totals that reconcile: one for each committee, and one for all."""
    numbers = [number for number in range(count) if _ARTS[number % len(_ARTS)] != "hensigt"]
    yield "kontroltal:"
    for place, (udvalg, _, _, _) in enumerate(_HOMES):
        own = [number for number in numbers if number % len(_HOMES) == place]
        yield from _total(udvalg, f"{{udvalg: {udvalg}}}", own)
    yield from _total("Alle", "{}", numbers)


def _total(name: str, where: str, numbers: Iterable[int]) -> Iterator[str]:
    yield f"  - navn: {name}"
    yield "    kilde: beregnet af rækkerne"
    yield f"    hvor: {where}"
    yield "    beløb:"
    for year in YEARS:
        amounts = (_amount(number, year).replace(",", ".") for number in numbers)
        total = sum((Decimal(amount) for amount in amounts if amount), Decimal(0))
        yield f"      {year}: {total:f}".replace(".", ",")


def main() -> None:
    """Write one plan, for a look at what is measured."""
    parser = argparse.ArgumentParser(description="Write a plan of invented, sound initiatives.")
    parser.add_argument("count", type=int, help="how many initiatives")
    parser.add_argument("folder", type=Path, help="a new folder to write them in")
    chosen = parser.parse_args()
    files = write_plan(chosen.folder, chosen.count)
    size = sum(file.stat().st_size for file in files)
    print(f"{len(files)} files, {size / len(files):.0f} bytes each, in {chosen.folder}")


if __name__ == "__main__":
    main()
