"""Small plans as text for the tests: a plan.yaml, sound items to change one field of, and loading them.

The bodies are the real plan's; the items are invented, since they stand in no plan.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from udplan.lint.run import Verdict, lint
from udplan.model.indsats import Indsats
from udplan.model.plan import Plan, load
from udplan.yaml.problem import Niveau, Problem

REAL_PLAN = Path(__file__).parent.parent / "plans" / "2025-2028"

PLAN_YAML = """\
titel: Udmøntningsplan 2025-2028
kommune: Norddjurs Kommune
periode: 2025-2028
enhed: mio. kr.
fora:
  ØK: {navn: Økonomiudvalget, slags: økonomiudvalg}
  AU: {navn: Arbejdsmarkedsudvalget, slags: fagudvalg}
  BUU: {navn: Børne- og Ungdomsudvalget, slags: fagudvalg, også: [Udvalget for børn og unge]}
  FUDV: {navn: Fagudvalgene, slags: gruppe, omfatter: fagudvalg, også: [Fagudvalg]}
  AU og ØK: {slags: gruppe, omfatter: [AU, ØK]}
  Relevante fagudvalg: {slags: gruppe}
  KCL: {navn: Koncernledelsen, slags: administration}
  Høring: {slags: høring}
  KB: {navn: Kommunalbestyrelsen, slags: kommunalbestyrelse}
hensigtsgrupper:
  - Økonomisk Politik
  - Norddjurs i bevægelse
temaer:
  - Økonomisk bæredygtighed
  - {navn: Miljømæssig bæredygtighed, også: [Klimamæssig bæredygtighed]}
"""

#: A plan.yaml with every field.
FULL_PLAN = (
    PLAN_YAML
    + """\
decimaltegn: komma
fortegn: udgift positiv
decimaler: 3
prisniveau: 2025
sag:
  nummer: 22/291
  status: åben
  sagsgang: ØK, KB
  sagsansvarlig: [Økonomichefen]
bilag:
  - nr: 1
    dokument: "3389825"
    journal: 151433/22
    titel: Udmøntningsplan til ØK og KB
    status: åben
    mærke: H
behandlet:
  - forum: ØK
    dato: 2022-12-06
    indstiller: Kommunaldirektøren
    indstilling: drøftes og godkendes
    beslutning: Tiltrådt
tovholdere:
  - Økonomichefen
  - Arbejdsmarkedschefen
kontroltal:
  - navn: Råderumsforslag, AU
    kilde: beregnet af rækkerne
    hvor:
      udvalg: AU
      art: råderum
      bevilling: drift
      tema: Miljømæssig bæredygtighed
      kode: R901 (B)
      tovholder: Økonomichefen
    beløb:
      2025: -0,518
    afrundet: nej
    forklaring: Ingen
undtagelser:
  - regel: ikke-oplyst
    id: [sti]
    begrundelse: Kommer senere
"""
)

#: Every field that an item can have (hensigter and puljer have a few of their own), in a sound file.
FULL_ITEM = """\
overskrift: Ny cykelsti   # den lange
underoverskrift: Fra byen til havnen
kort: Cykelsti
art: råderum
kode: R901 (B)
udvalg: AU
tovholder: [Arbejdsmarkedschefen, Økonomichefen]
medvirkende:
  - Børne- og familiechefen
tværgående: ja
kurs: |
  Stien skal hænge sammen.

  - den ene vej
  - og den anden
koordinering: >
  To afdelinger
  er med.
forudsætning: "Vejen er \\"åben\\""
kompetence: blandet
sagsgang:
  - {forum: BUU, tid: november/december 2024}
  - forum: Høring
    tid: 2024-12-02
    dage: 14
  - forum: ØK
    tid: 21. januar 2025
    beslutning: Tiltrådt
    sag: 24/1234
    punkt: 5
  - KB
med_høring: 14 dages høring
slut: 21-01-2025
beløb:
  2025: -0,518
  '2026':
  2027: 0
  2028: ikke oplyst
anvendt: 0,5
bevilling: drift
servicerammen: nej
procent: {2025: '0,55'}
rækkefølge: 3
tema: [Klimamæssig bæredygtighed]
strategier: HR-strategien
afledt_af: halvej
indtægt: nej
finansieret_af: stipulje
modpost: ny-vej
omsætter: bidraget
procent_af:
  2025: 100
flytning:
  - fra: 2026
    til: 2025
    beløb: 0,5
    forklaring: Kom i gang før
status:
  - dato: 2025-02-26
    obs: ja
    lys: gul
    forventet:
      2025: -0,4
    tekst: Afventer
note: kun til os
offentlig: nej
undtagelser:
  afsluttet-med-kommende-trin: KB er orienteret
"""

_SOUND = {
    "overskrift": "Ny cykelsti",
    "art": "drift",
    "udvalg": "AU",
    "tovholder": "Arbejdsmarkedschefen",
    "sagsgang": "AU, KB",
    "beløb": "{2025: 1}",
}


def item(**fields: str | None) -> str:
    """The text of a sound initiative with some fields written otherwise (None: left out), each as YAML text."""
    wanted = {name: value for name, value in {**_SOUND, **fields}.items() if value is not None}
    return "".join(f"{name}: {value}\n" for name, value in wanted.items())


def hensigt(**fields: str | None) -> str:
    """The text of a sound hensigtserklæring; see ``item``."""
    own = {"art": "hensigt", "gruppe": "Norddjurs i bevægelse", "udvalg": None, "beløb": None}
    return item(**{**own, **fields})


class PlanFolder(Protocol):
    """The ``plan_folder`` fixture: files by name, as text (UTF-8) or bytes; plan.yaml is there unasked."""

    def __call__(self, files: Mapping[str, str | bytes] = ..., *, plan: str = ...) -> Path: ...


def write(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files into a folder as they stand: no line end is changed."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)


def sound(folder: Path) -> Plan:
    """The plan of a folder in which every file can be read."""
    plan, problems, *_ = load(folder)
    assert [problem for problem in problems if problem.niveau is Niveau.FEJL] == []
    assert plan is not None
    return plan


def only_item(folder: Path) -> Indsats:
    """The one item of a sound plan."""
    (indsats,) = sound(folder).indsatser
    return indsats


def refused(folder: Path) -> Problem:
    """The one problem that reading a plan gives: what it is about stands outside the plan."""
    (problem,) = load(folder).problems
    return problem


def told(folder: Path, *rules: str) -> list[Problem]:
    """What some rules say of a plan. Others may have a word to say too; their own samples test them."""
    return [problem for problem in verdict(folder).problems if problem.regel in rules]


def verdict(folder: Path) -> Verdict:
    return lint(load(folder))
