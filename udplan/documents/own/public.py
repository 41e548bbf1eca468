"""What the template of a report of one's own can use: a plan's figures and public words, and nothing that can do harm.

``NAMES`` and ``WORDS`` tell it in Danish; ``docs/skabeloner.md`` is made from them.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path, PurePosixPath
from typing import Any

from udplan.documents.reports.shared import open_annexes
from udplan.documents.reports.totals import public_rows
from udplan.figures.control import Kontrol, Resultat, reconcile
from udplan.figures.pools import Pulje, pools
from udplan.figures.secrecy import Disclosure, Secret, guarded
from udplan.figures.select import Valg, select
from udplan.figures.sums import PARTS, Pr, PrÅr, Summer, Sumrække, add_up
from udplan.model.groups import group_of
from udplan.model.indsats import Indsats
from udplan.model.plan import Plan
from udplan.model.planfile import Grundlag, Kontroltal
from udplan.model.texts import Reference
from udplan.values.amounts import UDELADT
from udplan.values.words import fold, listed

#: What stands where a sum would else tell of an item that is not public.
IKKE_OFFENTLIG = "ikke offentligt"
#: The fields that name another item by its id.
_REFERENCES = tuple(navn for navn, kind in group_of(Indsats).fields.items() if isinstance(kind, Reference))

#: The names, each with what it is.
NAMES = {
    "plan": "Det, der står i plan.yaml: titel, kommune, udvalg, temaer",
    "år": "Planens år; `år[0]` er budgetåret",
    "punkter": "De punkter, der er valgt (`--udvalg`, `--tovholder` osv.), i planens rækkefølge",
    "summer": f'`summer("udvalg")` lægger de valgte punkters beløb sammen pr. {listed(Pr, "eller")}; '
    'eller pr. to ting: `summer("udvalg", "art")`',
    "kontroltal": "De oplyste totaler, hver holdt op mod summen af sine punkter; et kontroltal og et år ad gangen",
    "puljer": "Puljerne blandt de valgte punkter",
    "valg": "Det, der blev bedt om på kommandolinjen, med planens egne navne",
}

#: What the calculated things are made of, in words, by the class that has them.
WORDS: dict[type, dict[str, str]] = {
    Summer: {
        "enhed": "Beløbenes enhed",
        "fortegn": "udgift positiv eller besparelse positiv",
        "år": "De år, der er lagt sammen for",
        "pr": "Det, der er lagt sammen pr.",
        "rækker": "En række for hvert navn, drift og anlæg hver for sig",
        "i_alt": "Det hele, drift og anlæg hver for sig",
    },
    Sumrække: {
        "navn": "Rækkens navn, fx udvalgets kode",
        "bevilling": "drift, anlæg eller ikke oplyst",
        "antal": "Hvor mange offentlige punkter",
        "beløb": "Summen pr. år: `række.beløb[2025]`; tom, hvor intet punkt har et beløb, og skrevet med "
        "»+ ikke oplyst« bag, hvor et beløb ikke kendes",
        "uden_beløb": "Hvor mange offentlige punkter uden beløb, pr. år",
        "ikke_oplyst": "Hvor mange punkter, hvis beløb ikke er oplyst, pr. år",
        "betalt_af_puljer": "Heraf betalt af puljer, der selv er talt med, så det er med to gange, pr. år",
        "har_dobbelt": "Om noget af det er med to gange",
        "udgifter": "Kun udgifterne, pr. år, med samme »+ ikke oplyst«: et beløb, der ikke kendes, kan være en udgift",
        "besparelser": "Kun besparelserne, pr. år, på samme måde",
        "indtægter": "Kun indtægterne, pr. år, på samme måde; på anlæg, fx et salg, og hvor punktet siger `indtægt: ja`",
        "dele": "De af de tre, der er, efter navn: `række.dele.items()`",
        "navne": "Navnets dele, hvor der er lagt sammen pr. to ting",
        "helt_uden": "Hvor mange offentlige punkter, der ikke har et beløb i noget år",
    },
    Kontrol: {
        "nummer": "Kontroltallets plads i plan.yaml, fra 0",
        "navn": "Kontroltallets navn",
        "kilde": "Hvor det er oplyst",
        "år": "Året; tomt for hele perioden",
        "oplyst": "Det oplyste beløb",
        "sum": "Summen af punkterne",
        "forskel": "Summen minus det oplyste",
        "grænse": "Det meste, afrunding kan forklare",
        "rækker": "Id på de offentlige punkter, der er talt med",
        "uden_beløb": "Id på de offentlige punkter, der er dækket, men ikke har et beløb",
        "resultat": "stemmer, afrunding, forklaret, stemmer ikke eller udeladt",
        "i_ord": "Resultatet, som det trykkes; »stemmer med det, der er oplyst«, hvor summen mangler noget",
        "forklaring": "Hvorfor en forskel er i orden",
        "heraf": "Navnet på det kontroltal, det er en del af",
        "periode": "Det, tallet er for, som det trykkes: et år eller i alt",
    },
    Pulje: {
        "indsats": "Puljen som punkt",
        "beløb": "Puljens beløb, pr. år: `pulje.beløb[2025]`; tomt, hvor der ikke er noget",
        "træk": "De offentlige punkter, der betales af puljen",
        "trukket": "Hvad de trækker, pr. år; også dem, der ikke er offentlige",
        "anvendt": "Hvad der er brugt, pr. år; det, puljen selv siger, eller det, der trækkes på den",
        "rest": "Hvad der er tilbage af årets beløb; ikke oplyst, hvor et af de to beløb ikke kendes; tomt, hvor der ikke er "
        "noget",
    },
    Valg: {
        "udvalg": "Udvalgets kode",
        "tovholder": "Tovholderens stilling",
        "art": "Arten",
        "tema": "Temaet",
        "tværgående": "Om det kun er tværgående punkter",
        "uafsluttede": "Om det kun er punkter, der ikke er afsluttet",
        "kun_egne": "Om det kun er udvalgets egne punkter",
        "uden_tværgående": "Om de tværgående punkter er udeladt af et udvalgs udsnit",
        "tværgående_helt": "Om et udvalgs udsnit har de tværgående punkter med al tekst",
        "siden": "Dagen fra `--siden`, hvor det er en dag",
        "dag": "Dagen fra `--dato`",
        "frist": "Dagene fra `--frist`",
        "år": "Året fra `--år`",
        "internt": "Om dokumentet er internt",
    },
    Indsats: {
        "afsluttet": "Om punktet er afsluttet",
        "er_indtægt": "Om det, der kommer ind, er en indtægt og ikke en besparelse",
        "anvendt_i": "`punkt.anvendt_i(2025)`: hvad der er brugt af en puljes beløb i et år",
        "bevillingsart": "drift eller anlæg, som det er skrevet eller følger af arten; eller ikke oplyst",
        "trin": "Leddene i sagsgangen; ingen, hvor den ikke er kendt",
        "tovholdere": "Tovholdernes stillinger som liste; ingen, hvor de ikke er kendt",
        "beløb_i": "`punkt.beløb_i(2025)`: et års beløb; et tal, tomt eller ikke oplyst",
    },
    Grundlag: {
        "år": "Planens år",
        "trykte_decimaler": "Hvor mange decimaler beløb mindst trykkes med",
    },
}  # fmt: skip
#: What a template has no use of: it is never printed (format.md), or is udplan's own.
UNUSED: dict[type, frozenset[str]] = {
    Indsats: frozenset({"note", "offentlig", "undtagelser", "fil"}),
    Grundlag: frozenset({"undtagelser", "regler"}),
    Valg: frozenset({"før", "til"}),
}


def names(plan: Plan, valg: Valg, disclosure: Disclosure | None = None) -> dict[str, object]:
    """The names of ``NAMES``, filled in.

    Only what is public can be reached from them (all of it for ``valg.internt``): items have no note and name no item
    that is not public. Of an item that is not public the amounts are left, so that the sums are still the whole plan's;
    ``disclosure`` lets them out one by one, as the template asks for them, unless they tell of one item.
    """
    plan, out = guarded(plan), disclosure or Disclosure()
    by_id = {indsats.id: _public_item(plan, indsats, valg) for indsats in plan.indsatser if indsats.offentlig}
    chosen = [by_id.get(indsats.id) or _amounts_alone(indsats) for indsats in select(plan, valg)]
    controls = tuple(_public_control(kontrol, by_id, out) for kontrol in reconcile(plan))
    return {
        "plan": _public_plan(plan.grundlag, valg, controls),
        "år": plan.grundlag.år,
        "punkter": tuple(indsats for indsats in chosen if indsats.offentlig),
        "summer": lambda *pr: _sums(plan, chosen, pr, out),
        "kontroltal": controls,
        "puljer": tuple(
            _public_pool(pulje, by_id, out) for pulje in pools(plan) if by_id.get(pulje.indsats.id) in chosen
        ),
        "valg": replace(valg, før=None),  # the whole plan as it was, with all that is not public
    }


def _public_item(plan: Plan, item: Indsats, valg: Valg) -> Indsats:
    """A public item as it may be seen. Its file is a name alone: a path could be read from, and written to."""
    named = {field: plan.efter_id.get(getattr(item, field) or "") for field in _REFERENCES}
    hidden = [field for field, other in named.items() if other and not other.offentlig]
    file = item.fil.relative_to(plan.mappe) if item.fil.is_relative_to(plan.mappe) else item.fil.name
    kept: dict[str, object] = {} if valg.internt else {"note": None, "undtagelser": {}}
    return item.model_copy(update={**dict.fromkeys(hidden), **kept, "fil": PurePosixPath(file)})


def _amounts_alone(item: Indsats) -> Indsats:
    """What is left of an item that is not public: its amounts, and what they are summed by."""
    return Indsats.model_construct(
        id="",
        fil=Path(),
        overskrift="",
        art=item.art,
        kode=IKKE_OFFENTLIG,
        udvalg=item.udvalg,
        gruppe=IKKE_OFFENTLIG,
        tovholder=(IKKE_OFFENTLIG,),
        tema=(IKKE_OFFENTLIG,),
        bevilling=item.bevilling,
        indtægt=item.indtægt,
        beløb=item.beløb,
        offentlig=False,
    )


def _public_plan(grundlag: Grundlag, valg: Valg, controls: Iterable[Kontrol]) -> Grundlag:
    if valg.internt:
        return grundlag
    silent = {(kontrol.nummer, kontrol.år) for kontrol in controls if kontrol.sum.is_nan()}
    kontroltal = tuple(_public_stated(silent, nummer, one) for nummer, one in enumerate(grundlag.kontroltal))
    update = {"bilag": open_annexes(grundlag.bilag), "undtagelser": (), "regler": {}, "kontroltal": kontroltal}
    return grundlag.model_copy(update=update)


def _public_stated(silent: Container[tuple[int, int | None]], nummer: int, kontroltal: Kontroltal) -> Kontroltal:
    """A stated total without the figures that would tell as much as the sum that is left out."""
    amounts = kontroltal.beløb
    if isinstance(amounts, dict):
        amounts = {år: UDELADT if (nummer, år) in silent else amount for år, amount in amounts.items()}
    whole = UDELADT if (nummer, None) in silent else kontroltal.i_alt
    return kontroltal.model_copy(update={"beløb": amounts, "i_alt": whole})


def _sums(plan: Plan, chosen: Sequence[Indsats], pr: tuple[str, ...], out: Disclosure) -> Summer:
    from udplan.documents.printing.spoken import NotAllowed

    known = {fold(name): name for name in Pr}
    unknown = next((name for name in pr if fold(str(name)) not in known), None)
    if unknown is not None or not 1 <= len(set(pr)) == len(pr) <= 2:
        wrong = "summer tager en eller to ting." if unknown is None else f"»{unknown}« kan der ikke lægges sammen pr."
        raise NotAllowed(f'{wrong} Skriv fx summer("udvalg"); der er {listed(Pr)}.')
    per = [known[fold(name)] for name in pr]
    sums = add_up(plan, chosen, *per)
    i_alt = public_rows(plan, sums.i_alt, chosen)
    rækker = _seen(public_rows(plan, sums.rækker, chosen, *per), sums)
    figures = [amount for row in (*i_alt, *rækker) for field in _SUMMED for amount in getattr(row, field).values()]
    out.admit_all(amount for amount in figures if isinstance(amount, Secret))

    def printed(row: Sumrække) -> Sumrække:
        fields: dict[str, Any] = {field: _printed(getattr(row, field), out) for field in _SUMMED}
        return replace(row, **fields)

    return replace(sums, rækker=tuple(map(printed, rækker)), i_alt=tuple(map(printed, i_alt)))


def _seen(public: Sequence[Sumrække], sums: Summer) -> tuple[Sumrække, ...]:
    """The rows that a public item is in, and those of hidden items under a name that tells nothing of them."""
    known = {name for row in public for name in (*row.navne, row.bevilling)} | {IKKE_OFFENTLIG}
    counted = {(row.navne, row.bevilling): row for row in public}
    told = [row for row in sums.rækker if IKKE_OFFENTLIG in row.navne and known.issuperset((*row.navne, row.bevilling))]
    counted |= {(row.navne, row.bevilling): row for row in told}
    places = ((row.navne, row.bevilling) for row in sums.rækker)
    return tuple(counted[place] for place in places if place in counted)


#: The fields of a row that hold amounts by year.
_SUMMED = ("beløb", *PARTS)


def _printed(by_year: PrÅr, out: Disclosure) -> PrÅr:
    return {år: out.printed(amount) if isinstance(amount, Decimal) else amount for år, amount in by_year.items()}


def _public_control(kontrol: Kontrol, by_id: Mapping[str, Indsats], out: Disclosure) -> Kontrol:
    def public(ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(item_id for item_id in ids if item_id in by_id)

    shown = replace(kontrol, rækker=public(kontrol.rækker), uden_beløb=public(kontrol.uden_beløb))
    if not isinstance(kontrol.sum, Secret) or out.admits(kontrol.sum):
        return replace(shown, sum=out.printed(kontrol.sum), forskel=out.printed(kontrol.forskel))
    return replace(
        shown,
        oplyst=UDELADT,
        sum=UDELADT,
        forskel=UDELADT,
        grænse=UDELADT,
        resultat=Resultat.UDELADT,
        forklaring=None,
    )


def _public_pool(pulje: Pulje, by_id: Mapping[str, Indsats], out: Disclosure) -> Pulje:
    by_year = (pulje.beløb, pulje.anvendt, pulje.rest, pulje.trukket)
    out.admit_all(figure for of in by_year for figure in of.values() if isinstance(figure, Secret))
    return replace(
        pulje,
        indsats=by_id[pulje.indsats.id],
        træk=tuple(by_id[indsats.id] for indsats in pulje.træk if indsats.id in by_id),
        trukket=_printed(pulje.trukket, out),
        anvendt=_printed(pulje.anvendt, out),
    )
