"""``udplan ny``: the file of a new item."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from udplan.cli.shared import completion
from udplan.cli.shared.asking import answer, asks, standard_input
from udplan.cli.shared.options import ArtOption, PlanOption, TovholderOption, UdvalgOption
from udplan.cli.shared.steps import fail, load_whole, remark, say, say_problems

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from udplan.model.indsats import Art
    from udplan.model.plan import Loaded, Plan
    from udplan.yaml.problem import Problem

EXAMPLES = """
Eksempler:
  udplan ny "Ny cykelsti" --art anlæg --udvalg AU --tovholder arbejdsmarked --beløb 2026=1,500 --sagsgang "AU, ØK, KB"
  udplan ny "Partnerskab om havnen" --art hensigt --gruppe Partnerskaber --kurs - < tekst.txt
"""


def command(
    *,
    titel: Annotated[str, typer.Argument(metavar="TITEL", help="Punktets overskrift.")],
    plan: PlanOption = None,
    art: ArtOption = None,
    kode: Annotated[
        str | None, typer.Option("--kode", metavar="KODE", help="Koden i kataloget, fx R307 (B), eller Nr.")
    ] = None,
    udvalg: UdvalgOption = None,
    gruppe: Annotated[
        str | None,
        typer.Option(
            "--gruppe", metavar="GRUPPE", help="Hensigtserklæringens gruppe.", autocompletion=completion.grupper
        ),
    ] = None,
    tovholder: TovholderOption = None,
    sagsgang: Annotated[
        str | None,
        typer.Option(
            "--sagsgang",
            metavar="LED",
            help='Leddene i rækkefølge, fx "BUU januar 2026, ØK, KB"; eller "ingen: hvorfor".',
        ),
    ] = None,
    beløb: Annotated[
        list[str] | None,
        typer.Option("--beløb", metavar="ÅR=BELØB", help="Beløbet i et år, fx 2026=-0,350; gerne flere."),
    ] = None,
    kurs: Annotated[
        str | None,
        typer.Option("--kurs", metavar="TEKST", help="Budgetaftalens tekst; - læser den fra standard input."),
    ] = None,
    koordinering: Annotated[
        str | None,
        typer.Option(
            "--koordinering", metavar="TEKST", help="Proces og tværgående aspekter; - læser fra standard input."
        ),
    ] = None,
) -> None:
    """Lav filen til et nyt punkt. Spørger på skærmen om det vigtigste af det, der ikke er givet."""
    from udplan import output
    from udplan.edit.new import UnusableTitle, is_made, new_file, new_item, new_paths
    from udplan.values.words import fold

    loaded = load_whole(plan)
    the_plan = loaded.plan
    assert the_plan is not None
    if kurs == koordinering == "-":
        fail(
            "Standard input kan kun være én tekst. Skriv --kurs - eller --koordinering -, og den anden bagefter i filen."
        )
    typed = {
        "art": art,
        "kode": kode,
        "udvalg": udvalg,
        "gruppe": gruppe,
        "tovholder": tovholder,
        "sagsgang": sagsgang,
        "beløb": beløb or None,
        "kurs": standard_input() if kurs == "-" else kurs,
        "koordinering": standard_input() if koordinering == "-" else koordinering,
    }
    try:
        path = next(new_paths(the_plan, titel, None))
        item = _Item(loaded, path, titel)
        item.take(typed)
        if asks():
            item.ask(typed)
        kind = item.art or fail("Sig arten, fx --art drift.")
        text = new_item(the_plan, kind, item.given)
        wrong, others = item.wrong()
        twin = next((each for each in the_plan.indsatser if fold(each.overskrift) == fold(titel)), None)
        same = f"{output.shown_path(twin.fil)} har den samme overskrift. Er det to punkter, så giv" if twin else ""
        if twin and is_made(twin.fil, text):
            output.show(output.shown_path(twin.fil))
            say("Punktet er der allerede, sådan som det skulle skrives.")
            return
        if twin and any(problem.regel == "ligner-en-kopi" for problem in wrong):
            fail(f"{same} det nye en anden overskrift eller en --kode. Intet er skrevet.")
        if wrong:
            say_problems(wrong)
            fail("Punktet kan ikke laves sådan. Intet er skrevet.")
        path = new_file(the_plan, titel, item.given.get("udvalg"), text)
    except UnusableTitle as error:
        fail(str(error))
    output.show(output.shown_path(path))
    if twin and twin.kode == item.given.get("kode"):
        remark(f"{same} dem hver sin overskrift eller kode.")
    for problem in others[:_MOST_TOLD]:
        remark(f"med det nye punkt siger udplan lint om {output.shown_path(problem.fil)}: {problem.besked}")
    say(_next(item.given, kind))


_MOST_TOLD = 5


def _next(given: dict[str, Any], art: Art) -> str:
    """What is left to write in the file."""
    from udplan.model.indsats import Art
    from udplan.values.words import listed

    wanted = ("gruppe",) if art is Art.HENSIGT else ("udvalg", "beløb")
    lacking = [navn for navn in (*wanted, "tovholder", "sagsgang", "kurs", "koordinering") if not given.get(navn)]
    if not lacking:
        return "Kør udplan lint."
    return f"Mangler endnu: {listed(lacking)}. Udfyld felterne i filen eller med udplan sæt, og kør udplan lint."


class _Item:
    """The item as far as it is known: what was given, and what is answered."""

    def __init__(self, loaded: Loaded, path: Path, titel: str) -> None:
        from udplan.intake import asked
        from udplan.intake.decision_path import read_path

        assert loaded.plan is not None
        self._loaded, self._path, self._plan = loaded, path, loaded.plan
        self.art: Art | None = None
        self.given: dict[str, Any] = {"overskrift": titel}
        plan: Plan = loaded.plan
        self._readers: dict[str, Callable[[Any], Any]] = {
            "kode": asked.read_kode,
            "udvalg": lambda text: asked.read_udvalg(plan, text),
            "gruppe": lambda text: asked.read_gruppe(plan, text),
            "tovholder": lambda text: asked.read_tovholder(plan, text),
            "sagsgang": lambda text: read_path(plan, text),
            "beløb": lambda pairs: asked.read_amounts(plan, pairs),
            "kurs": lambda text: asked.read_prose("kurs", text),
            "koordinering": lambda text: asked.read_prose("koordinering", text),
        }

    def take(self, typed: dict[str, Any]) -> None:
        """What was given on the line; ends the command where it cannot be used."""
        from udplan.figures.select import find_art
        from udplan.model.indsats import Art

        try:
            self.art = find_art(typed["art"]) if typed["art"] else None
            for navn, read in self._readers.items():
                if typed[navn] is not None:
                    self.given[navn] = read(typed[navn])
        except ValueError as error:
            fail(str(error))
        if self.art is not None:
            hensigt = self.art is Art.HENSIGT
            for navn in ("beløb", "kode") if hensigt else ("gruppe",):
                if navn in self.given:
                    fail(
                        f"--{navn} hører ikke til på {'en hensigtserklæring' if hensigt else f'et punkt med art {self.art}'}."
                    )

    def ask(self, typed: dict[str, Any]) -> None:
        """The rest, on the terminal; each answer is held against lint before the next is asked for. Who has said what, where
        and who is asked nothing: a line that was written whole is no conversation."""
        from udplan.figures.select import find_art, tovholdere
        from udplan.intake.asked import read_amount
        from udplan.model.indsats import Art

        grundlag = self._plan.grundlag
        home = "gruppe" if self.art is Art.HENSIGT else "udvalg"
        if self.art is not None and typed[home] is not None and typed["tovholder"] is not None:
            return
        if self.art is None:
            self.art = answer("Art", find_art, choices=list(Art))
        if self.art is Art.HENSIGT:
            if grundlag.hensigtsgrupper:
                self._asked("gruppe", typed, choices=[gruppe.navn for gruppe in grundlag.hensigtsgrupper])
        else:
            self._asked("udvalg", typed, choices=grundlag.punkters_udvalg)
        self._asked("tovholder", typed, choices=tovholdere(self._plan), hint="en stilling, fx Økonomichefen")
        if self.art is not Art.HENSIGT:
            self._asked("kode", typed, hint="koden i kataloget, fx R307 (B); tom linje, hvis der ikke er nogen")
        led = ", ".join([*grundlag.fora][:3])
        self._asked(
            "sagsgang",
            typed,
            hint=f"leddene i rækkefølge, fx {led}, gerne med en tid efter; tom linje, hvis den ikke er kendt",
        )
        if self.art is not Art.HENSIGT and typed["beløb"] is None:
            hint = f"{grundlag.enhed}, fx -0,350; tom linje er intet beløb, og ikke oplyst er, at det ikke kendes"
            amounts = {
                str(år): answer(f"Beløb {år}", lambda text: read_amount(self._plan, text) if text else "", hint=hint)
                for år in grundlag.år
            }
            if any(amounts.values()):
                self.given["beløb"] = amounts

    def _asked(self, navn: str, typed: dict[str, Any], *, choices: Any = (), hint: str = "") -> None:
        """A field, asked for unless it was given; blank leaves it out."""
        if typed[navn] is not None:
            return

        def read(text: str) -> Any:
            if not text:
                return None
            value = self._readers[navn](text)
            self._refuse({navn: value})
            return value

        value = answer(navn.capitalize(), read, choices=choices, hint="" if choices else hint)
        if value is not None:
            self.given[navn] = value

    def _refuse(self, more: dict[str, Any]) -> None:
        from udplan.edit.new_plan import BadAnswer

        wrong = [
            problem for problem in self.wrong(more)[0] if problem.regel != "ligner-en-kopi"
        ]  # its code comes later
        if wrong:
            raise BadAnswer(wrong[0].besked)

    def wrong(self, more: Mapping[str, Any] = {}) -> tuple[list[Problem], list[Problem]]:
        """What lint would say: of the item, and of the plan's other files."""
        from udplan.edit.new import new_item
        from udplan.intake.asked import found_wrong

        assert self.art is not None
        return found_wrong(self._loaded, self._path, new_item(self._plan, self.art, {**self.given, **more}))
