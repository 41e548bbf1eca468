"""Write what is made from the program itself: pages of ``docs/``, and ``schemas/``. CI fails when any is stale."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from typer.testing import CliRunner

from udplan.cli import app
from udplan.fields import Base
from udplan.grundlag import Grundlag
from udplan.model import Indsats
from udplan.plan import load
from udplan.refusals import NESTED
from udplan.rules import NAMES, rule
from udplan.rules.pages import as_markdown, page
from udplan.schema import Felt, felter, json_schemas
from udplan.tables import as_json

HERE = Path(__file__).parent
ROOT = HERE.parent
MADE = "<!-- Skrevet af docs/make.py; ret ikke her. -->"


def commands() -> str:
    """The help of every command, as the screen shows it."""
    found = app.registered_commands
    names = [command.name or (command.callback.__name__ if command.callback else "") for command in found]
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


#: Where the fields of an initiative stand on the page; what is in none of these stands under »Andet«.
GROUPS = {
    "Hvad det er": (
        *("overskrift", "kort", "art", "kode", "udvalg", "gruppe", "afsnit", "rækkefølge"),
        *("tema", "strategier"),
    ),
    "Hvem der gør det, og hvordan": (
        *("tovholder", "medvirkende", "tværgående", "kurs", "koordinering", "forudsætning"),
        *("kompetence", "sagsgang", "med_høring", "slut", "status"),
    ),
    "Hvad det koster eller sparer": (
        *("beløb", "bevilling", "procent", "procent_af", "anvendt", "servicerammen", "finansieret_af", "modpost"),
        *("flytning", "afledt_af"),
    ),
    "Hvad der ikke trykkes": ("note", "offentlig", "undtagelser"),
}
#: When a field must be there, where that depends on the item (format.md, "An initiative").
WHEN = {
    "udvalg": "ja, men ikke på hensigter",
    "beløb": "ja, men ikke på hensigter",
    "gruppe": "på hensigter, og kun dér",
    "sagsgang": "til punktet er afsluttet",
}


def fields() -> str:
    """Every field of plan.yaml and of an initiative, from the model."""
    parts = [MADE, "# Felter", "", FIELDS_INTRO, "## En indsats", ""]
    own = {felt.navn: felt for felt in felter(Indsats)}
    for title, names in GROUPS.items():
        parts += [f"### {title}", "", *_table([own.pop(navn) for navn in names])]
    if own:
        parts += ["### Andet", "", *_table([*own.values()])]
    parts += [*_nested(Indsats), "## plan.yaml", "", *_table(felter(Grundlag)), *_nested(Grundlag)]
    return "\n".join(parts)


FIELDS_INTRO = """\
Hvert felt skrives på sin egen linje: navnet, et kolon, et mellemrum og værdien. Et felt, der er tomt, er det samme som
et felt, der ikke står der. Hvor der står `ikke oplyst`, kan det skrives, til værdien kendes. Navnene kan også skrives
uden æ, ø og å, som det står i parentes. En editor, der kender skemaerne i `schemas/`, viser det samme imens.
"""


def _table(found: list[Felt]) -> Iterator[str]:
    yield from ("| Felt | Skal det stå der? | Hvad det er | Skriv |", "| --- | --- | --- | --- |")
    for felt in found:
        navn = f"`{felt.navn}`" + (f" (`{felt.ascii}`)" if felt.ascii else "")
        skal = WHEN[felt.navn] if felt.krævet is None else "ja" if felt.krævet else ""
        yield f"| {navn} | {skal} | {felt.beskrivelse} | {felt.kind.skriv} |"
    yield ""


def _nested(top: type[Base]) -> Iterator[str]:
    """The groups of fields below a file's own."""
    for navn, group in NESTED[top].items():
        yield from (f"### Felter under {navn}", "", *_table(felter(group)))
        for below, inner in NESTED.get(group, {}).items():
            if inner not in NESTED[Indsats].values():
                yield from (f"### Felter under {navn}: {below}", "", *_table(felter(inner)))


def schemas() -> dict[Path, str]:
    """The JSON Schemas of every plan here, by file. A plan has a folder: its years and names are its own."""
    made: dict[Path, str] = {}
    for folder in sorted(file.parent for file in (ROOT / "plans").glob("*/plan.yaml")):
        plan = load(folder).plan
        if plan is None:
            raise ValueError(f"{folder} cannot be read")
        found = json_schemas(plan.grundlag)
        made |= {ROOT / "schemas" / folder.name / name: as_json(schema) for name, schema in found.items()}
    return made


PAGES: dict[str, Callable[[], str]] = {"kommandoer.md": commands, "regler.md": rules, "felter.md": fields}


def main() -> None:
    for name, made in PAGES.items():
        (HERE / name).write_text(made(), encoding="utf-8", newline="\n")
    for file, text in schemas().items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
