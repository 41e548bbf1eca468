"""The program, as the command ``udplan`` and as ``python -m udplan``."""

from __future__ import annotations

import gc


def start() -> None:
    """Run udplan; what interrupts it before it can tell so itself, as it is imported, is told here.

    No garbage is collected: a command is over before there is any worth looking for, and what is imported is none.
    """
    gc.disable()
    try:
        from udplan.cli.app import program

        program()
    except KeyboardInterrupt:
        import os

        os.write(2, b"Afbrudt.\n")
        os._exit(130)


if __name__ == "__main__":
    start()
