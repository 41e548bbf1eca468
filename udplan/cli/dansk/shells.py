"""Completion with Tab: what is said when it is put into a shell, or cannot be; what it suggests is ``tab``'s."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import typer

from udplan import output
from udplan.values.words import listed, printable

if TYPE_CHECKING:
    from typer._click.core import Context, Parameter


def install(ctx: Context, param: Parameter, value: Any) -> Any:
    """Do what typer's own callback for ``--install-completion`` does, and say it in Danish."""
    if not value or ctx.resilient_parsing:
        return value
    from subprocess import CalledProcessError

    from typer._completion_shared import install

    shell = _shell(ctx)
    try:
        _, path = install(shell=shell)
    except OSError as error:
        from udplan.disk.refusals import refusal

        ctx.fail(f"Fuldførelse med Tab kunne ikke slås til i {shell}. {printable(refusal(error))}")
    except UnicodeError:
        ctx.fail(f"Fuldførelse med Tab kunne ikke slås til i {shell}: dens opsætningsfil er ikke gemt som UTF-8.")
    except CalledProcessError:
        ctx.fail(f"Fuldførelse med Tab kunne ikke slås til i {shell}: den ville ikke sige, hvor dens opsætning ligger.")
    except RuntimeError:  # Path.home
        ctx.fail(f"Fuldførelse med Tab kunne ikke slås til i {shell}: systemet siger ikke, hvor din egen mappe er.")
    output.show(f"Fuldførelse med Tab er slået til i {shell}. Scriptet ligger i {path}")
    output.show("Den virker, når du åbner et nyt vindue.")
    raise typer.Exit


def show(ctx: Context, param: Parameter, value: Any) -> Any:
    """Check the shell, which typer would refuse in English; the script itself has no words."""
    if not value or ctx.resilient_parsing:
        return value
    from typer.completion import show_callback

    return show_callback(ctx, param, _shell(ctx))


def _shell(ctx: Context) -> str:
    """The shell that udplan is run in, one that typer has a script for."""
    from typer._completion_shared import Shells, _get_shell_name

    name = _get_shell_name()
    known = [shell.value for shell in Shells]
    if name not in known:
        ctx.fail(f"Fuldførelse med Tab findes til {listed(known)}, ikke til {name or 'denne linje'}.")
    return str(name)


#: What takes the place of typer's callbacks, by the name of the parameter.
CALLBACKS: Final = {"install_completion": install, "show_completion": show}
