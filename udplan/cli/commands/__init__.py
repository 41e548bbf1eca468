"""The commands. One is one file: a function ``command`` whose parameters are its options, and its ``EXAMPLES``.

A new command is a new file (``json-skema`` is ``json_skema.py``, ``sæt`` is ``saet.py``, and one whose name is a word of
Python's own has a ``_`` behind it: ``import_.py``) and a line here. Its docstring is its help. It loads, makes one call and
prints; what is slow to import, it imports inside the function.
"""

from __future__ import annotations

from importlib import import_module
from keyword import iskeyword
from types import ModuleType

#: In the order of the help page.
NAMES = (
    "start",
    "lint",
    "sum",
    "sammenlign",
    "eksport",
    "list",
    "report",
    "vis",
    "skabelon",
    "ret",
    "ny",
    "status",
    "luk",
    "sæt",
    "omdøb",
    "import",
    "regneark",
    "modtag",
    "runde",
    "nyt-år",
    "regel",
    "json-skema",
)

#: What somebody may write who knows what it does and not what it is called: the command, or what to do instead.
MEANT = {
    **dict.fromkeys(
        ("tjek", "tjekke", "check", "kontrol", "kontroller", "valider", "validate", "verify", "test"), "lint"
    ),
    **dict.fromkeys(("summer", "total", "totaler", "i-alt", "læg-sammen", "beregn", "regn", "budget"), "sum"),
    **dict.fromkeys(("diff", "compare", "forskel", "forskelle"), "sammenlign"),
    **dict.fromkeys(("export", "eksporter", "csv", "powerbi", "dump", "udtræk"), "eksport"),
    **dict.fromkeys(("liste", "ls", "show", "punkter", "indsatser", "søg", "find"), "list"),
    **dict.fromkeys(("rapport", "rapporter", "dokument", "dokumenter", "skriv", "udskriv", "print", "udgiv"), "report"),
    **dict.fromkeys(("docx", "pdf", "html", "ics", "build", "render", "udsnit"), "report"),
    **dict.fromkeys(
        ("live", "serve", "server", "preview", "browser", "åbn", "open", "forhåndsvisning", "watch"), "vis"
    ),
    **dict.fromkeys(("template", "skabeloner"), "skabelon"),
    **dict.fromkeys(("fix", "format", "fmt", "rettelser", "reparer", "repair"), "ret"),
    **dict.fromkeys(("opret", "new", "add", "create", "tilføj", "nyt", "punkt", "indsats"), "ny"),
    **dict.fromkeys(("opdater", "opdatér", "statusmelding"), "status"),
    **dict.fromkeys(("afslut", "afsluttet", "lukket", "slut", "close", "færdig", "done"), "luk"),
    **dict.fromkeys(("set", "ændr", "ændre", "felt", "edit", "flyt", "udfyld"), "sæt"),
    **dict.fromkeys(("ark", "sheet", "spreadsheet", "xlsx", "skema-til-excel"), "regneark"),
    **dict.fromkeys(("regler", "rule", "rules", "forklar", "explain"), "regel"),
    **dict.fromkeys(("modtage", "svar", "svarark", "indlæs-svar", "retur", "flet", "merge"), "modtag"),
    **dict.fromkeys(("statusrunde", "rundsend", "udsend", "send", "rykker", "rykkere", "mail"), "runde"),
    **dict.fromkeys(("runder", "mailkladde", "kladde", "outlook", "mangler", "påmind"), "runde"),
    **dict.fromkeys(("skema", "skemaer", "schema", "jsonschema"), "json-skema"),
    **dict.fromkeys(("init", "begynd", "ny-plan", "nyplan", "opstart"), "start"),
    **dict.fromkeys(("importer", "indlæs", "læs", "hent", "konverter", "convert", "fra-word", "fra-excel"), "import"),
    **dict.fromkeys(
        ("næste-år", "nyt-budget", "ny-periode", "rul", "rul-frem", "årsskifte", "kopi", "kopier"), "nyt-år"
    ),
    **dict.fromkeys(("nytår", "copy", "viderefør", "rollover", "next-year"), "nyt-år"),
    **dict.fromkeys(("rename", "omdoeb-tovholder", "omnavngiv", "skift-navn"), "omdøb"),
    **dict.fromkeys(
        ("ændret", "ændringsrapport", "hvad-er-nyt", "siden", "changes"),
        "Skriv udplan report ændringer --siden og en dag.",
    ),
    "kontroltal": "Skriv udplan sum --kontroltal.",
    "excel": "Skriv udplan regneark for et ark at rette i, eller -o punkter.xlsx efter list, sum og eksport.",
    "word": "Skriv udplan report -o plan.docx for et dokument, eller udplan import for at hente et skema.",
    **dict.fromkeys(
        ("slet", "fjern", "delete", "remove"), "Slet punktets fil, eller skriv udplan luk, når det er afsluttet."
    ),
    **dict.fromkeys(("fortryd", "undo"), "Det, der stod, er ikke gemt. Skriv det igen med udplan sæt, eller brug git."),
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
            "ændringer",
            "tovholder",
        )
    },
}


def module(name: str) -> ModuleType:
    """The file of the command of that name; one of ``NAMES``."""
    return import_module(f"udplan.cli.commands.{file_name(name)}")


def file_name(name: str) -> str:
    """What the file of a command is called: only letters from a to z, so that every archive and disk knows it."""
    if iskeyword(name):
        return f"{name}_"
    return name.replace("-", "_").replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
