"""Write what is made from the program itself: pages of ``docs/``, and ``schemas/``. CI fails when any is stale."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from typer.testing import CliRunner

from udplan.cli.app import app
from udplan.cli.commands import NAMES as COMMANDS
from udplan.documents.own.public import NAMES as TEMPLATE_NAMES
from udplan.documents.own.public import UNUSED, WORDS
from udplan.documents.printing.limited import MEMORY, OUTPUT, SECONDS
from udplan.figures.control import Kontrol
from udplan.figures.pools import Pulje
from udplan.figures.printed import as_json
from udplan.figures.select import Valg
from udplan.figures.sums import Summer, Sumrække
from udplan.lint.rules import NAMES, rule
from udplan.lint.rules.pages import as_markdown, page
from udplan.model.forms import nested
from udplan.model.indsats import Flytning, Indsats, Sagsgang, Status, Trin
from udplan.model.kind import Base, Kind
from udplan.model.plan import load
from udplan.model.planfile import Forum, Grundlag
from udplan.schema import Felt, felter, json_schemas
from udplan.values.times import Tid
from udplan.values.unknown import IkkeOplyst
from udplan.values.words import listed

HERE = Path(__file__).parent
ROOT = HERE.parent
MADE = "<!-- Skrevet af docs/make.py; ret ikke her. -->"


def commands() -> str:
    """The help of every command, as the screen shows it."""
    parts = [MADE, "# Kommandoer", "", "Det samme vises på skærmen med `--help`.", ""]
    for words in ([], *([name] for name in COMMANDS)):
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
        *("overskrift", "underoverskrift", "kort", "art", "kode", "udvalg", "gruppe", "afsnit", "rækkefølge"),
        *("tema", "strategier"),
    ),
    "Hvem der gør det, og hvordan": (
        *("tovholder", "medvirkende", "tværgående", "kurs", "koordinering", "forudsætning"),
        *("kompetence", "sagsgang", "med_høring", "slut", "status"),
    ),
    "Hvad det koster eller sparer": (
        *("beløb", "indtægt", "bevilling", "procent", "procent_af", "anvendt", "servicerammen", "finansieret_af"),
        *("modpost", "omsætter", "flytning", "afledt_af"),
    ),
    "Hvad der ikke trykkes": ("note", "offentlig", "undtagelser"),
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
        skal = "ja" if felt.krævet else felt.når
        yield f"| {navn} | {skal} | {felt.beskrivelse} | {felt.skriv} |"
    yield ""


def _nested(top: type[Base]) -> Iterator[str]:
    """The groups of fields below a file's own."""
    for navn, group in nested(top).items():
        yield from (f"### Felter under {navn}", "", *_table(felter(group)))
        for below, inner in nested(group).items():
            if inner not in nested(Indsats).values():
                yield from (f"### Felter under {navn}: {below}", "", *_table(felter(inner)))


def templates() -> str:
    """What a template can use, from the things themselves."""
    parts = [MADE, TEMPLATES_INTRO, "## Navnene", "", "| Navn | Hvad det er |", "| --- | --- |"]
    parts += [f"| `{name}` | {what} |" for name, what in TEMPLATE_NAMES.items()]
    for title, word, thing in THINGS:
        parts += ["", f"## {title}", "", "| Felt | Hvad det er | Hvad der står |", "| --- | --- | --- |"]
        parts += [f"| `{word}.{field}` | {what} | {kind} |" for field, what, kind in _template_fields(thing)]
    return "\n".join([*parts, "", TEMPLATES_MORE, TEMPLATES_LIMITS])


#: What the names of a template give, each under the word that the page's examples have for one.
THINGS: list[tuple[str, str, type]] = [
    ("Et punkt", "punkt", Indsats),
    ("Et led i en sagsgang: `punkt.trin`", "led", Trin),
    ("En status: `punkt.status`", "status", Status),
    ("Et flyttet beløb: `punkt.flytning`", "flytning", Flytning),
    ("Planen: `plan`", "plan", Grundlag),
    ('Et udvalg eller andet forum: `plan.fora["BUU"]`', "forum", Forum),
    ('Summer: `summer("udvalg")`', "summer", Summer),
    ("En række i summer", "række", Sumrække),
    ("Et kontroltal i et år: `kontroltal`", "kontrol", Kontrol),
    ("En pulje: `puljer`", "pulje", Pulje),
    ("Det valgte: `valg`", "valg", Valg),
]


def _template_fields(thing: type) -> Iterator[tuple[str, str, str]]:
    """Every field that a template has a use of: its name, what it is, and what stands in it."""
    words = WORDS.get(thing, {})
    told = (
        {name: info.description or "" for name, info in thing.model_fields.items()} if issubclass(thing, Base) else {}
    )
    hints = get_type_hints(thing, include_extras=True)
    for name, what in (told | words).items():
        if name not in UNUSED.get(thing, ()):
            yield name, what, _stands(hints.get(name), getattr(thing, name, None))


_STANDS: dict[Any, str] = {
    str: "tekst",
    int: "helt tal",
    bool: "ja eller nej",
    date: "dato",
    Decimal: "beløb",
    NoneType: "tomt",
    IkkeOplyst: "ikke oplyst",
    Tid: "tid",
    Sagsgang: "sagsgang",
    Indsats: "punkt",
}


def _stands(hint: Any, found: Any) -> str:
    """What may stand in a field, in words, from its type; a method's or a property's is what it gives."""
    if hint is None:
        hint = get_type_hints(found.fget if isinstance(found, property) else found)["return"]
    parts = get_args(hint)
    if get_origin(hint) in (Union, UnionType):
        return listed(dict.fromkeys(_stands(each, None) for each in parts), "eller")
    if hint in _STANDS:
        return _STANDS[hint]
    if get_origin(hint) is Annotated:
        kinds = (kind.læst for kind in parts[1:] if isinstance(kind, Kind))
        return next(kinds, None) or _stands(parts[0], None)
    if get_origin(hint) is tuple:
        return f"liste af {_stands(parts[0], None)}"
    if get_origin(hint) is dict:
        return f"{_stands(parts[1], None)}, for hvert {'år' if parts[0] is int else 'navn'}"
    if issubclass(hint, StrEnum):
        return listed(hint, "eller")
    return f"felterne i {hint.__name__.lower()}"


TEMPLATES_INTRO = """\
# Skabeloner

En plan kan få sine egne dokumenter og sit eget udseende. En skabelon er en tekstfil i mappen `templates/`, enten i
planens mappe eller ved siden af `plans/`. Findes den samme fil begge steder, er det planens, der bruges.

## Et dokument af jeres eget

Læg én fil i `templates/rapporter/`. Hedder den `status.md.j2`, så skriver `udplan report status -o status.html`
dokumentet, og `-o status.docx` og `-o status.pdf` skriver det samme som Word og pdf. `udplan report --oversigt` viser
det blandt de andre. Har den navn efter et af udplans egne dokumenter, bruges den i stedet for det.

Filen er Markdown, gemt som UTF-8. Det, der står i `{{ … }}`, bliver udfyldt, og det, der står i `{% … %}`, styrer
gentagelser og valg ([Jinja](https://jinja.palletsprojects.com/)):

```jinja
# Status: {{ plan.titel }}

{% for punkt in punkter if not punkt.afsluttet %}
## {{ punkt.overskrift }}

{{ punkt.tovholder }}

{{ punkt.kurs }}

{% else %}
Alle punkter er afsluttet.

{% endfor %}
## Økonomi

*Beløb pr. udvalg*

| Udvalg |{% for et in år %} {{ et }} |{% endfor %}

|---|{% for et in år %}---:|{% endfor %}

{% for række in summer("udvalg").rækker %}
| {{ række.navn }}, {{ række.bevilling }} |{% for et in år %} {{ række.beløb[et] }} |{% endfor %}

{% endfor %}

> Tidspunkterne er vejledende.
```

- Den første linje er dokumentets titel med ét `#`. Overskrifter under den har `##`, og der må ikke springes et niveau
  over, for så kan skærmlæsere ikke finde rundt.
- Et afsnit i kursiv lige over en tabel er tabellens navn. Uden det får den navn efter overskriften over den.
- Kolonner med `---:` står til højre. Beløb i dem er beløb: de får det rigtige minus i html, Word og pdf, og
  tabellen får planens enhed i sit navn.
- Efter `>` står en bemærkning. Fed og kursiv bliver til almindelig tekst, og et link til sin tekst med adressen
  bagefter.
- En tom linje efter `{% endfor %}` midt i en tabels linje er med vilje: linjeskiftet lige efter `%}` bliver taget ud.

## Hvordan værdierne skrives

Beløb skrives med komma og mindst planens antal decimaler: `-0,518`. Tomt skrives som ingenting, 0 som `0,000`, og
`ikke oplyst` som de to ord. Ja og nej, datoer (`21. januar 2025`) og lister (`a, b og c`) skrives på dansk, også inde
i en tekst: `{{ punkt.beløb_i(2025) ~ " mio. kr." }}`. Tekst fra planen bliver altid vist, som den er skrevet, med sine
linjeskift; der kan stå `|`, `*` eller `<b>` i den.

Det, der ikke er offentligt, kan en skabelon ikke få fat i: punkter med `offentlig: nej`, noter og lukkede bilag.
Beløbene tæller stadig med i summerne; i en sum pr. andet end udvalg, art og bevilling står de under »ikke offentligt«.
Kunne beløbet på ét af dem regnes ud, er summen udeladt: den skrives `udeladt`, det samme gør alt, der regnes af den, og
dokumentet slutter med at sige hvorfor. En skabelon kan sammenligne den (`< 0`), men den er hverken mindre eller større.
Med `--internt` kan det hele bruges (`punkt.note`), og dokumentet siger, at det er internt.

Et navn, der ikke findes, er en fejl, som siges med fil og linje, og med det navn, der nok var ment.
"""

TEMPLATES_MORE = """\
## Udseendet af alle dokumenter

En fil med et af disse navne i `templates/` bruges i stedet for udplans egen. Begynd med en kopi af den, der ligger i
udplans `templates/`.

| Fil | Hvad den gør |
| --- | --- |
| `dokument.html.j2` | html-sidens opbygning; den får `document` og `parts` |
| `dokument.css` | html-sidens farver, skrift og afstande; den står inde i siden |
| `dokument.md.j2` | Markdown |
| `dokument.typ` | pdf'ens sider, til [Typst](https://typst.app/docs/); skrifttyper kan ligge i `fonts/` ved siden af |
| `dokument.docx` | Word-skabelonen; `udplan skabelon docx -o skabelon.docx` skriver en at begynde med |

I Word-skabelonen kan `{{ titel }}`, `{{ kommune }}` og `{{ enhed }}` stå overalt, også i sidehovedet, og
`{{p dokument }}` i et afsnit for sig selv, hvor dokumentet skal stå. Skriver skabelonen selv titlen, fx på en forside, så
skriv `{{p dokument_uden_titel }}` i stedet. Et felt med p tager hele sit afsnit med sig; står der andet i afsnittet, er det en
fejl. En skabelon, der kun skal bruges en enkelt gang, behøver ikke ligge i `templates/`:
`udplan report plan --skabelon skabelon.docx -o plan.docx`.

Den skabelon, som `udplan skabelon docx` skriver, har en prøve på hver typografi mellem `{%p if false %}` og `{%p endif %}`. Det
bliver ikke skrevet ud. Ret typografierne der, eller slet det hele: en typografi, som skabelonen ikke har, får udplans udseende.
Kolonnerne retter sig efter størrelsen og skriften i »Skema brødtekst« og »Skema sum tal«, og lange ord bliver delt. Et dokument
med det brede skema står på tværs og et med løbende tekst på højkant, uanset hvordan skabelonens side vender.

Sidetallene i indholdsfortegnelsen regner Word ud. Mangler de, når dokumentet bliver åbnet (fx i beskyttet visning), så klik
i dokumentet, tryk Ctrl+A og så F9.
"""

TEMPLATES_LIMITS = f"""\
## Hvad en skabelon kan nå, og hvad den må bruge

En skabelon læser det, der ligger i `templates/`: en anden skabelon, et logo, skrifttyperne i `fonts/`. Den kan ikke køre
programmer, og den kommer ikke på nettet; en Typst-pakke skal ligge ved siden af skabelonen. Der må gerne ligge et link
til en fil et andet sted i repositoriet, fx en fælles `dokument.typ`; det, den henter, ledes der efter i mappen med
linket. Et link ud af repositoriet bliver ikke fulgt, og heller ikke et til planernes egne filer eller til det, der er
skjult (`.git`): så bliver dokumentet ikke skrevet, og der står, hvilket link det er. Det samme gælder et link, der
ikke fører til noget, og en mappe med en skabelons navn.

Jeres egne skabeloner bliver udfyldt i et program for sig selv, med grænser: {SECONDS} sekunder for et dokument, {OUTPUT // 1_000_000} MB
færdig tekst og {MEMORY // 1024**3} GB hukommelse (på Mac er der ingen grænse for hukommelsen). Det er mange gange mere, end en stor
plan bruger. Bliver en grænse nået, er det næsten altid en gentagelse, der ikke hører op, eller en tekst, der bliver ganget
op; der bliver ikke skrevet noget, og der står, hvilken skabelon og hvilken grænse det er. `UDPLAN_FEJLSOEG=1` viser en
fejl i en skabelon med de ord, Jinja og Typst selv bruger.
"""


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


PAGES: dict[str, Callable[[], str]] = {
    "kommandoer.md": commands,
    "regler.md": rules,
    "felter.md": fields,
    "skabeloner.md": templates,
}


def main() -> None:
    for name, made in PAGES.items():
        (HERE / name).write_text(made(), encoding="utf-8", newline="\n")
    for file, text in schemas().items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
