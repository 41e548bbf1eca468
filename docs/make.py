"""Write the pages of ``docs/`` that are made from the program itself; CI fails when one of them is stale."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from typer.testing import CliRunner

from udplan.cli import app
from udplan.rules import NAMES, rule
from udplan.rules.pages import as_markdown, page

HERE = Path(__file__).parent
MADE = "<!-- Skrevet af docs/make.py; ret ikke her. -->"


def commands() -> str:
    """The help of every command, as the screen shows it."""
    names = [command.name or (command.callback.__name__ if command.callback else "") for command in app.registered_commands]
    parts = [MADE, "# Kommandoer", "", "Det samme vises på skærmen med `--help`.", ""]
    for words in ([], *([name] for name in names)):
        title = " ".join(["udplan", *words])
        help_text = CliRunner().invoke(app, [*words, "--help"], prog_name="udplan").output
        parts += [f"## {title}", "", "```text", help_text.rstrip(), "```", ""]
    return "\n".join(parts)


def rules() -> str:
    """The page of every rule, as ``udplan regel`` shows them."""
    parts = [MADE, "# Regler", "", "De samme sider vises på skærmen med `udplan regel NAVN`.", ""]
    pages = {name: page(rule(name).side) for name in NAMES}
    parts += [f"- [{name}](#{name}): {found.title}" for name, found in pages.items()]
    return "\n".join([*parts, "", *(as_markdown(name, rule(name).niveau, found) for name, found in pages.items())])


PAGES: dict[str, Callable[[], str]] = {"kommandoer.md": commands, "regler.md": rules}


def main() -> None:
    for name, made in PAGES.items():
        (HERE / name).write_text(made(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
