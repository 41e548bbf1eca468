"""``udplan vis``: a document in the browser, which follows the plan's files as they are saved."""

from __future__ import annotations

import errno
from typing import Annotated

import typer

from udplan.cli.shared import completion
from udplan.cli.shared.options import (
    DatoOption,
    FristOption,
    InterntOption,
    PlanOption,
    TværgåendeHeltOption,
    Udsnit,
    ÅrOption,
)
from udplan.cli.shared.steps import day, fail, plan_folder, remark, say

EXAMPLES = """
Eksempler:
  udplan vis
  udplan vis --udvalg BUU
  udplan vis opfølgning --dato i-dag
  udplan vis --ingen-browser --port 8000
"""


def command(
    *,
    navn: Annotated[
        str | None,
        typer.Argument(
            metavar="NAVN", help="Dokumentet; se udplan report --oversigt.", autocompletion=completion.reports
        ),
    ] = None,
    plan: PlanOption = None,
    udvælgelse: Udsnit,
    tværgående_helt: TværgåendeHeltOption = False,
    dato: DatoOption = None,
    frist: FristOption = 45,
    år: ÅrOption = None,
    internt: InterntOption = False,
    port: Annotated[
        int, typer.Option("--port", metavar="PORT", min=0, max=65535, help="Adressens port. Ellers en ledig.")
    ] = 0,
    ingen_browser: Annotated[bool, typer.Option("--ingen-browser", help="Skriv kun adressen.")] = False,
) -> None:
    """Vis et dokument i browseren, med lints fund øverst. Det følger med, når en fil bliver gemt. Stop med Ctrl-C."""
    from udplan.live.follow import Live
    from udplan.live.looking import Asked

    typed = vars(udvælgelse) | {"tværgående_helt": tværgående_helt, "frist": frist, "år": år, "internt": internt}
    name = navn or ("udvalg" if udvælgelse.udvalg else "plan")
    live = Live(Asked(plan_folder(plan), name, typed, day(dato)))
    if live.first.wrong_choice:
        fail(live.first.wrong_choice)

    def started(address: str) -> None:
        say(f"{address}  Stop med Ctrl-C.")
        if not ingen_browser and not _opened(address):
            remark("der er ingen browser at åbne. Skriv adressen i en.")

    try:
        live.serve(port, started)
    except KeyboardInterrupt:
        say("Stoppet.")  # which is how it is meant to end, so the status is 0
    except OSError as error:
        if error.errno not in (errno.EADDRINUSE, errno.EACCES):
            raise
        fail(f"Port {port} kan ikke bruges; måske bruger et andet program den. Vælg en anden, eller udelad --port.")


def _opened(address: str) -> bool:
    """Whether the address was opened in a browser with a window: one in the terminal would keep everything waiting."""
    import webbrowser

    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return False
    in_terminal = type(browser) is webbrowser.GenericBrowser or type(browser).__name__ == "Elinks"
    return not in_terminal and browser.open_new_tab(address)
