"""Options that several commands take: each declared once, and those that select items as one thing.

A command that selects has a parameter of the class ``Udvælgelse`` or ``Udsnit`` and no more; ``spread`` puts the
options of the class in its place before typer reads the command. A new option that selects is a line in the class.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import Annotated, Any, get_type_hints

import typer

from udplan.cli.shared import completion
from udplan.values.limits import FLEST_DAGE, FØRSTE_ÅR, SIDSTE_ÅR


class DataFormat(StrEnum):
    TABEL = "tabel"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"


PlanOption = Annotated[
    str | None,
    typer.Option(
        "--plan",
        metavar="MAPPE",
        envvar="UDPLAN_PLAN",
        show_envvar=False,
        help="Planens mappe. Ellers den nyeste under plans/.",
    ),
]
PlansOption = Annotated[
    list[str] | None,
    typer.Option("--plan", metavar="MAPPE", help="Planens mappe; gerne flere. Ellers den nyeste under plans/."),
]
UdvalgOption = Annotated[
    str | None,
    typer.Option("--udvalg", metavar="UDVALG", help="Et udvalg: koden eller navnet.", autocompletion=completion.fora),
]
TovholderOption = Annotated[
    str | None,
    typer.Option(
        "--tovholder",
        metavar="TITEL",
        help="En tovholder: en del af titlen er nok.",
        autocompletion=completion.tovholdere,
    ),
]
ArtOption = Annotated[
    str | None,
    typer.Option(
        "--art", metavar="ART", help="drift, råderum, anlæg, hensigt eller pulje.", autocompletion=completion.arter
    ),
]
TemaOption = Annotated[
    str | None, typer.Option("--tema", metavar="TEMA", help="Et strategisk tema.", autocompletion=completion.temaer)
]
TværgåendeOption = Annotated[
    bool, typer.Option("--tværgående", help="Kun punkter med særligt behov for tværgående koordinering.")
]
UafsluttedeOption = Annotated[bool, typer.Option("--uafsluttede", help="Kun punkter, der ikke er afsluttet.")]
KunEgneOption = Annotated[bool, typer.Option("--kun-egne", help="Kun udvalgets egne punkter.")]
UdenTværgåendeOption = Annotated[
    bool, typer.Option("--uden-tværgående", help="Udvalgets egne punkter og dem, det behandler.")
]

TværgåendeHeltOption = Annotated[
    bool, typer.Option("--tværgående-helt", help="De tværgående punkter i et udvalgs udsnit med al tekst.")
]
FristOption = Annotated[
    int, typer.Option("--frist", metavar="DAGE", min=0, max=FLEST_DAGE, help="Så gammel må en status være.")
]
ÅrOption = Annotated[
    int | None,
    typer.Option("--år", metavar="ÅR", min=FØRSTE_ÅR, max=SIDSTE_ÅR, help="Årshjulets år. Ellers planens første."),
]
InterntOption = Annotated[bool, typer.Option("--internt", help="Med noter og punkter, der ikke er offentlige.")]


def dag_option(hvad: str, ellers: str = "Ellers den i UDPLAN_DATO.") -> Any:
    """The option for a day: what it is, and what holds where it is not given."""
    return typer.Option(
        "--dato",
        metavar="DATO",
        envvar="UDPLAN_DATO",
        show_envvar=False,
        help=f"{hvad}: i-dag, eller fx 2025-03-15. {ellers}",
    )


DatoOption = Annotated[str | None, dag_option("Sammenlign med en dag")]
PunktArgument = Annotated[
    str,
    typer.Argument(
        metavar="ID", help="Punktet: id, kode eller en del af overskriften.", autocompletion=completion.punkter
    ),
]
KunVisOption = Annotated[bool, typer.Option("--kun-vis", help="Vis rettelserne, og skriv ingenting.")]
KunKvitteringOption = Annotated[bool, typer.Option("--kun-vis", help="Vis kvitteringen, og skriv ingenting.")]
KvitteringOption = Annotated[
    Path | None, typer.Option("-o", metavar="FIL", help="Skriv også kvitteringen til en .md-fil.")
]
FortegnOption = Annotated[
    str | None,
    typer.Option(
        "--fortegn",
        metavar="FORTEGN",
        help='Vis beløb som "udgift positiv" eller "besparelse positiv".',
        autocompletion=completion.fortegn,
    ),
]
FormatOption = Annotated[DataFormat, typer.Option("--format", help="Hvordan det vises.")]
OutOption = Annotated[Path | None, typer.Option("-o", metavar="FIL", help="Skriv til en fil i stedet for skærmen.")]
OverskrivOption = Annotated[
    bool, typer.Option("--overskriv", help="Skriv også over en fil, som udplan ikke selv har skrevet.")
]


class Udvælgelse:
    """Which items were asked for, as it was typed; ``shared.valg`` makes it the plan's own names.

    A line here is an option of every command that selects, and a field of ``figures.select.Valg`` by the same name.
    """

    udvalg: UdvalgOption = None
    tovholder: TovholderOption = None
    art: ArtOption = None
    tema: TemaOption = None
    tværgående: TværgåendeOption = False
    uafsluttede: UafsluttedeOption = False

    def __init__(self, **typed: Any) -> None:
        vars(self).update(typed)


class Udsnit(Udvælgelse):
    """The same where a committee's extract is meant, which has more than its own items (not in a sum)."""

    kun_egne: KunEgneOption = False
    uden_tværgående: UdenTværgåendeOption = False


def spread(command: Callable[..., None]) -> Callable[..., None]:
    """The command with the options of an ``Udvælgelse`` in place of the parameter that holds them.

    Typer reads a command's options from its signature, and has no way to let two commands share some.
    """
    parameters: list[Parameter] = []
    asked: dict[str, type[Udvælgelse]] = {}
    for parameter in signature(command, eval_str=True).parameters.values():
        if isinstance(parameter.annotation, type) and issubclass(parameter.annotation, Udvælgelse):
            asked[parameter.name] = parameter.annotation
            parameters += _options_of(parameter.annotation)
        else:
            parameters.append(parameter)

    def run(**typed: Any) -> None:
        for name, kind in asked.items():
            typed[name] = kind(**{option.name: typed.pop(option.name) for option in _options_of(kind)})
        command(**typed)

    run.__doc__ = command.__doc__
    vars(run)["__signature__"] = Signature(parameters)
    return run


def _options_of(kind: type[Udvælgelse]) -> list[Parameter]:
    return [
        Parameter(name, Parameter.KEYWORD_ONLY, default=getattr(kind, name), annotation=annotation)
        for name, annotation in get_type_hints(kind, include_extras=True).items()
    ]
