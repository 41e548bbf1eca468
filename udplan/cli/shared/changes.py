"""Changes to a plan's files, shown or written: as ``ret`` and the everyday commands do it."""

from __future__ import annotations

from pathlib import Path

from udplan.cli.shared.steps import remark, say


def show_diff(name: str, before: str, after: str) -> None:
    """What a change makes of a file, as a unified diff on standard output."""
    from udplan import output
    from udplan.edit.repair import diff
    from udplan.values.words import MOST_ON_LINE, shortened

    lines = (shortened(line.rstrip("\r"), MOST_ON_LINE) for line in diff(name, before, after).split("\n")[:-1])
    output.write_data("".join(f"{output.line(line)}\n" for line in lines))


def write_change(file: Path, raw: bytes, was: bytes) -> Path | None:
    """Write a file as it was changed; the file that was written, which a link may have led to, if it could be."""
    from udplan import output
    from udplan.disk.refusals import refusal
    from udplan.disk.writing import write_file

    name = output.shown_path(file)
    try:
        written = write_file(file, raw, was=was)
    except OSError as error:
        say(f"Fejl: {refusal(error, name)}")
        return None
    for said in written.remarks(output.shown_path(written.path)):
        remark(said)
    return written.path
