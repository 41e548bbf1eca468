"""A round of answers: a sheet and a mail draft for each tovholder, a page that shows who gets what, and what was sent.

Nothing is sent, and nobody asks the clock: the same plan gives the same files.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from udplan.disk.reading import holds, read_file
from udplan.documents.blocks import Block, Column, Document, Fact, Facts, Heading, Kind, Note, Prose, Row, Table
from udplan.documents.formats import render
from udplan.figures.followup import newest
from udplan.figures.select import Valg, select, tovholdere
from udplan.intake.answers.rounds import OVERSIGT, RUNDE, Runde, Sendt, som_yaml
from udplan.intake.answers.telling import beløb_vist
from udplan.intake.sheet import NY_STATUS, SENESTE, Ark, ark, base, felter, fingeraftryk, med_fingeraftryk
from udplan.model.indsats import Indsats
from udplan.model.plan import Plan
from udplan.office.mail import Bilag, kladde
from udplan.values.times import format_date
from udplan.values.unknown import IkkeOplyst
from udplan.values.words import as_id, few, fold, listed, take_name

#: What a chef is asked, and what is shown beside it.
FELTER: Final = (
    *("udvalg", "kode", "overskrift", SENESTE, "status", "koordinering", "sagsgang", "med_høring", "slut", "forventet"),
    *("tovholder", "kurs", "beløb"),
)
_RETTES: Final = ("koordinering", "sagsgang", "med_høring", "slut", *NY_STATUS)
#: They stand in the head of an item in Word.
_IN_TITLE: Final = ("kode", "overskrift")
_UKENDT: Final = "ikke oplyst"


class Modtager(NamedTuple):
    """Who gets a sheet: the role, its items, and those that others have too."""

    stilling: str
    punkter: tuple[Indsats, ...]
    fælles: tuple[Indsats, ...]


class Uden(NamedTuple):
    """A role that gets no draft, its items, and why."""

    stilling: str
    punkter: tuple[Indsats, ...]
    hvorfor: str


class Pakke(NamedTuple):
    """A round before it is written: its files by name, who gets one, and who does not."""

    filer: dict[str, bytes]
    modtagere: tuple[Modtager, ...]
    uden: tuple[Uden, ...]
    ikke_offentlige: int


def pakke(
    plan: Plan,
    valg: Valg,
    frist: date,
    mails: Mapping[str, Sequence[str]],
    *,
    word: bool = False,
    internt: bool = False,
) -> Pakke:
    """The files of a round on the items of ``valg``, answered before ``frist``.

    Raises:
        CannotWriteSheet: for a text that no cell of Excel's can hold.
        MissingPackage: if the library that writes the sheets is not installed.
    """
    chosen = select(plan, valg)
    items = [item for item in chosen if internt or item.offentlig]
    everyone = [valg.tovholder] if valg.tovholder else tovholdere(plan)
    modtagere: list[Modtager] = []
    uden: list[Uden] = []
    for role in everyone:
        own = tuple(item for item in items if role in item.tovholdere)
        if own and fold(role).startswith("relevante"):
            uden.append(Uden(role, own, "det er flere, og planen siger ikke hvem"))
        elif own:
            modtagere.append(Modtager(role, own, tuple(item for item in own if len(item.tovholdere) > 1)))
    if unknown := tuple(item for item in items if isinstance(item.tovholder, IkkeOplyst)):
        uden.append(Uden(_UKENDT, unknown, "planen siger ikke, hvem der er tovholder"))
    filer: dict[str, bytes] = {}
    sendt: list[Sendt] = []
    taken = {Path(name).stem for name in (RUNDE, OVERSIGT)}
    for each in modtagere:
        stem = take_name(as_id(each.stilling) or "stilling", taken, "-")
        name, sheet, raw = _sheet(plan, each, frist, f"{stem}.{'docx' if word else 'xlsx'}", internt=internt)
        filer[name] = raw
        filer[f"{stem}.eml"] = _draft(plan, each, frist, mails.get(each.stilling, ()), Bilag(name, raw), word=word)
        marks = fingeraftryk(base(sheet)), hashlib.sha256(raw).hexdigest()
        sendt.append(Sendt(each.stilling, name, tuple(item.id for item in each.punkter), *marks))
    page = _overview(plan, frist, modtagere, uden, mails, [each.fil for each in sendt], internt=internt)
    filer[OVERSIGT] = render(page, "html").encode("utf-8")
    filer[RUNDE] = som_yaml(Runde(plan.grundlag.titel, frist, tuple(sendt))).encode("utf-8")
    return Pakke(filer, tuple(modtagere), tuple(uden), len(chosen) - len(items))


# --- the sheet --------------------------------------------------------------------------------------------------------


def _sheet(plan: Plan, modtager: Modtager, frist: date, name: str, *, internt: bool) -> tuple[str, Ark, bytes]:
    word = name.endswith(".docx")
    names = felter(plan, [felt for felt in FELTER if not (word and felt in _IN_TITLE)])
    editable = [felt for felt in names if felt in _RETTES or felt.startswith("status.")]
    made = ark(
        plan,
        modtager.punkter,
        names,
        modtager=modtager.stilling,
        frist=frist,
        kan_rettes=editable,
        internt=internt,
    )
    if word:
        return name, made, _in_word(plan, modtager, frist, made)
    from udplan.intake.workbook import xlsx

    return name, made, xlsx(made)


def _in_word(plan: Plan, modtager: Modtager, frist: date, made: Ark) -> bytes:
    from udplan.office.word_out import Felt, Kort, document

    titles = {item.id: titel(item) for item in modtager.punkter}
    cards = [
        Kort(
            row.id,
            titles[row.id],
            tuple(
                Felt(column.overskrift, beløb_vist(made, cell), column.kan_rettes)
                for column, cell in zip(made.kolonner, row.celler, strict=True)
                if column.felt != "id"
            ),
        )
        for row in made.rækker
    ]
    told = [
        f"Svar senest {format_date(frist)}. Skriv i de gule felter, gem dokumentet, og send det tilbage.",
        "Ny status er, hvordan det går nu, i få ord. OBS er ja, hvis det skal omkring direktionen. Lys er grøn, gul eller rød.",
        "De hvide felter er kun til at læse. Lad id'et med # foran og navnene til venstre stå: de viser, hvad der hører til hvad.",
    ]
    heading = f"{modtager.stilling}: status til {plan.grundlag.titel}"
    return document(heading, plan.grundlag.kommune, told, cards, med_fingeraftryk(made))


def titel(item: Indsats) -> str:
    """An item by its code and heading."""
    return " ".join(filter(None, (item.kode, item.overskrift)))


# --- the draft --------------------------------------------------------------------------------------------------------


def _draft(plan: Plan, modtager: Modtager, frist: date, til: Sequence[str], bilag: Bilag, *, word: bool) -> bytes:
    emne = f"Status til {plan.grundlag.titel}: svar senest {format_date(frist)}"
    lines = [f"- {titel(item)}{_shared_with(modtager, item)}" for item in modtager.punkter]
    one = len(modtager.punkter) == 1
    tekst = "\n".join(
        [
            "Hej",
            "",
            f"Vedhæftet er et ark med {'det punkt' if one else f'de {len(modtager.punkter)} punkter'} i {plan.grundlag.titel}, "
            f"som {modtager.stilling} er tovholder for.",
            "",
            f"Skriv en ny status i de gule felter, gem {'dokumentet' if word else 'arket'}, og send det tilbage senest "
            f"{format_date(frist)}.",
            "Koordinering, tiderne i sagsgangen, MED/høring og slut kan også rettes. Resten er kun til at læse.",
            "Det, der ikke bliver rørt, bliver, som det er.",
            "",
            f"{'Punktet' if one else 'Punkterne'}:",
            *lines,
            "",
        ]
    )
    return kladde(til, emne, tekst, bilag)


def _shared_with(modtager: Modtager, item: Indsats) -> str:
    others = [role for role in item.tovholdere if role != modtager.stilling]
    where = "deres egne ark" if len(others) > 1 else "sit eget ark"
    return f" (fælles med {listed(others)}, som har det i {where})" if others else ""


class IngenRykker(NamedTuple):
    """A role that gets no reminder, and why, in Danish."""

    stilling: str
    hvorfor: str


def rykkere(
    plan: Plan,
    folder: Path,
    runde: Runde,
    frist: date,
    mails: Mapping[str, Sequence[str]],
    *,
    internt: bool = False,
) -> tuple[dict[str, bytes], list[IngenRykker]]:
    """Drafts to those who have not answered, with the same sheet again, by file name; and those who get none: the sheet is
    gone or is another than was sent, or, unless it is for the administration alone (``internt``), it has an item that the
    plan does not say is public today."""
    drafts: dict[str, bytes] = {}
    without: list[IngenRykker] = []
    for sent in runde.mangler:
        path = folder / sent.fil
        raw = read_file(path) if path.is_file() else b""
        if hashlib.sha256(raw).hexdigest() != sent.raw_mærke:
            why = "arket i mappen er væk eller er et andet end det, der blev sendt"
            without.append(IngenRykker(sent.stilling, why))
            continue
        if not internt and (why := _not_public(plan, sent)):
            without.append(IngenRykker(sent.stilling, why))
            continue
        count = len(sent.punkter)
        tekst = "\n".join(
            [
                "Hej",
                "",
                f"Vi mangler svar fra {sent.stilling} på {'et punkt' if count == 1 else f'{count} punkter'} i {runde.plan}.",
                f"Arket er vedhæftet igen. Skriv i de gule felter, gem det, og send det tilbage senest {format_date(frist)}.",
                "Er svaret sendt i mellemtiden, så se bort fra denne mail.",
                "",
            ]
        )
        emne = f"Påmindelse: status til {runde.plan}, svar senest {format_date(frist)}"
        stem = Path(sent.fil).stem
        drafts[f"{stem}-rykker.eml"] = kladde(mails.get(sent.stilling, ()), emne, tekst, Bilag(sent.fil, raw))
    return drafts, without


def _not_public(plan: Plan, sent: Sendt) -> str:
    """Why a sheet may not be sent once more to whom anybody may be; nothing, where it may."""
    items = {id: plan.efter_id.get(id) for id in sent.punkter}
    closed = [titel(item) for item in items.values() if item and not item.offentlig]
    gone = [id for id, item in items.items() if item is None]
    whys = [f"{listed(few(closed, len(closed)))} har »offentlig: nej«"] if closed else []
    whys += [f"{listed(few(gone, len(gone)))} findes ikke i planen"] if gone else []
    return f"{listed(whys)}, og står i arket. Lav en ny runde, eller brug --internt" if whys else ""


# --- the page ---------------------------------------------------------------------------------------------------------


def _overview(
    plan: Plan,
    frist: date,
    modtagere: Sequence[Modtager],
    uden: Sequence[Uden],
    mails: Mapping[str, Sequence[str]],
    sheets: Sequence[str],
    *,
    internt: bool,
) -> Document:
    grundlag = plan.grundlag
    title = f"Statusrunde: {grundlag.titel}"
    shared = {item.id: item for each in modtagere for item in each.fælles}
    everyone: list[Modtager | Uden] = [*modtagere, *uden]
    blocks: list[Block] = [
        Heading(1, title),
        Facts(
            (
                Fact("Svar senest", format_date(frist)),
                Fact("Kladder", str(len(modtagere))),
                Fact("Punkter", str(len({item.id for each in everyone for item in each.punkter}))),
            )
        ),
        Note("Intet er sendt. Åbn hver kladde i mailprogrammet, se den efter, og send den."),
    ]
    if internt:
        blocks.append(Note("Arkene er til internt brug: de har også punkter, der ikke er offentlige."))
    if modtagere:
        blocks += [Heading(2, "Hvem får hvad"), _who(modtagere, mails, sheets)]
    if uden:
        blocks += [Heading(2, "Uden kladde"), _without(uden)]
    if shared:
        told = "\n".join(f"- {titel(item)}: {listed(item.tovholdere)}" for item in shared.values())
        blocks += [Heading(2, "Fælles punkter"), Prose(f"De står i arkene hos alle deres tovholdere:\n\n{told}")]
    for each in everyone:
        blocks += [Heading(2, each.stilling), _items(each.stilling, each.punkter)]
    return Document(title, grundlag.kommune, grundlag.enhed, grundlag.trykte_decimaler, tuple(blocks))


def _who(modtagere: Sequence[Modtager], mails: Mapping[str, Sequence[str]], sheets: Sequence[str]) -> Table:
    columns = (
        *(Column("Tovholder"), Column("Punkter", Kind.COUNT), Column("Seneste status"), Column("Mailadresse")),
        Column("Kladde", Kind.LINK),
    )
    rows = []
    for each, sheet in zip(modtagere, sheets, strict=True):
        mail = ", ".join(mails.get(each.stilling, ())) or "ukendt"
        rows.append(Row((each.stilling, len(each.punkter), _newest(each.punkter), mail, f"{Path(sheet).stem}.eml")))
    return Table("Kladder", columns, tuple(rows))


def _without(uden: Sequence[Uden]) -> Table:
    columns = Column("Tovholder"), Column("Punkter", Kind.COUNT), Column("Hvorfor")
    rows = tuple(Row((each.stilling, len(each.punkter), each.hvorfor)) for each in uden)
    return Table("Punkter, som ingen får en kladde om", columns, rows)


def _items(stilling: str, items: Sequence[Indsats]) -> Table:
    columns = Column("Punkt"), Column("Seneste status")
    return Table(f"Punkter, {stilling}", columns, tuple(Row((titel(item), _newest([item]))) for item in items))


def _newest(items: Sequence[Indsats]) -> str:
    days = [status.dato for item in items if (status := newest(item, None))]
    return format_date(max(days)) if days else "ingen"


# --- on the disk ------------------------------------------------------------------------------------------------------


def kan_skrives(folder: Path, filer: Mapping[str, bytes]) -> bool:
    """Whether a round can be written to a folder: it is not there, or a run that was stopped has begun it, and what stands
    there is the beginning of this very round."""
    if not folder.exists():
        return True
    names = {entry.name for entry in folder.iterdir()} if folder.is_dir() else {RUNDE}
    began = {name for name in names if not name.startswith(".udplan-")}
    return RUNDE not in began and all(name in filer and holds(folder / name, filer[name]) for name in began)


def mangler_at_skrive(folder: Path, filer: Mapping[str, bytes]) -> Iterator[tuple[Path, bytes]]:
    """The files that are to be written, ``runde.yaml`` last: with it the round is whole."""
    for name, raw in sorted(filer.items(), key=lambda file: (file[0] == RUNDE, file[0])):
        if not holds(folder / name, raw):
            yield folder / name, raw


def sædvanlig(valg: Valg) -> Valg:
    """The items that a round is on where nobody says which: the cross-cutting ones that are not closed."""
    return replace(valg, tværgående=True, uafsluttede=True) if valg == Valg() else valg
