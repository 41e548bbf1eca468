"""The commands. One is one file: a function ``command`` whose parameters are its options, and its ``EXAMPLES``.

A new command is a new file (``json-skema`` is ``json_skema.py``) and a line here; one whose name is a word of Python's own has
a ``_`` behind it (``import_.py``). Its docstring is its help. It loads, makes one call and prints; what is slow to import, it
imports inside the function.
"""

from __future__ import annotations

from importlib import import_module
from keyword import iskeyword
from types import ModuleType

#: In the order of the help page.
NAMES = (
    "lint",
    "sum",
    "sammenlign",
    "eksport",
    "list",
    "report",
    "skabelon",
    "ret",
    "ny",
    "import",
    "regneark",
    "modtag",
    "runde",
    "regel",
    "json-skema",
)

#: What somebody may write who knows what it does and not what it is called: the command, or what to do instead.
MEANT = {
    **dict.fromkeys(
        ("tjek", "tjekke", "check", "kontrol", "kontroller", "valider", "validate", "verify", "test"), "lint"
    ),
    **dict.fromkeys(("summer", "total", "totaler", "i-alt", "læg-sammen", "beregn", "regn", "budget"), "sum"),
    **dict.fromkeys(("diff", "compare", "forskel", "forskelle", "ændringer", "hvad-er-nyt"), "sammenlign"),
    **dict.fromkeys(("export", "eksporter", "csv", "excel", "powerbi", "dump", "udtræk"), "eksport"),
    **dict.fromkeys(("liste", "vis", "ls", "show", "punkter", "indsatser", "søg", "find"), "list"),
    **dict.fromkeys(("rapport", "rapporter", "dokument", "dokumenter", "skriv", "udskriv", "print", "udgiv"), "report"),
    **dict.fromkeys(("word", "docx", "pdf", "html", "ics", "build", "render", "udsnit"), "report"),
    **dict.fromkeys(("template", "skabeloner"), "skabelon"),
    **dict.fromkeys(("fix", "format", "fmt", "rettelser", "reparer", "repair"), "ret"),
    **dict.fromkeys(("opret", "new", "add", "create", "tilføj", "nyt", "punkt", "indsats"), "ny"),
    **dict.fromkeys(("ark", "sheet", "spreadsheet", "xlsx", "skema-til-excel"), "regneark"),
    **dict.fromkeys(("regler", "rule", "rules", "forklar", "explain"), "regel"),
    **dict.fromkeys(("modtage", "svar", "indlæs-svar", "retur", "flet", "merge"), "modtag"),
    **dict.fromkeys(("statusrunde", "rundsend", "udsend", "send", "rykker", "rykkere", "mail"), "runde"),
    **dict.fromkeys(("skema", "skemaer", "schema", "jsonschema"), "json-skema"),
    **dict.fromkeys(
        ("init", "start", "begynd", "ny-plan"),
        "Et nyt punkt laves med udplan ny. En ny plan er en mappe under plans/ med en plan.yaml, kopieret fra en anden plan.",
    ),
    **dict.fromkeys(("importer", "indlæs", "hent"), "import"),
    "kontroltal": "Skriv udplan sum --kontroltal.",
    **dict.fromkeys(("hjælp", "help"), "Skriv udplan --help."),
    **dict.fromkeys(("version", "v"), "Skriv udplan --version."),
    **{
        name: f"Det er et dokument. Skriv udplan report {name}."
        for name in (
            "plan",
            "udvalg",
            "sag",
            "direktion",
            "strategi",
            "puljer",
            "arbejdsplan",
            "årshjul",
            "økonomi",
            "opfølgning",
            "tovholder",
        )
    },
}


def module(name: str) -> ModuleType:
    """The file of the command of that name; one of ``NAMES``."""
    file = f"{name}_" if iskeyword(name) else name.replace("-", "_")
    return import_module(f"udplan.cli.commands.{file}")
