"""The words of Jinja, Python and Typst about a mistake in a template, in Danish.

Each table is a pattern of theirs and what it is in Danish, ``{0}`` being the first group; the first that fits counts.
What is in no table is quoted, in a Danish sentence that says whose words they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from udplan.values.words import listed, nearest

_Table = Sequence[tuple[str, str]]

#: The kinds of value that the three name, each with its Danish name.
_KINDS: Final = {
    **dict.fromkeys(("str", "string", "Markup"), "en tekst"),
    **dict.fromkeys(("int", "integer"), "et helt tal"),
    **dict.fromkeys(("float", "decimal"), "et kommatal"),
    **dict.fromkeys(("Decimal", "Secret"), "et beløb"),
    **dict.fromkeys(("bool", "boolean"), "ja eller nej"),
    **dict.fromkeys(("NoneType", "none"), "noget tomt"),
    **dict.fromkeys(("list", "tuple", "array", "generator"), "en liste"),
    **dict.fromkeys(("dict", "dictionary"), "en opslagstabel"),
    **dict.fromkeys(("function", "method", "builtin_function_or_method", "Macro", "partial", "type"), "en funktion"),
    "Ufuldstændig": "et beløb, hvor noget mangler",
    "IkkeOplyst": "ikke oplyst",
    "auto": "auto",
    "content": "indhold",
    "length": "en længde",
    "relative length": "en længde",
    "ratio": "en procentdel",
    "color": "en farve",
    "date": "en dato",
    "Table": "en tabel",
    "Column": "en kolonne",
    "Row": "en række",
    "Heading": "en overskrift",
    "Contents": "en indholdsfortegnelse",
    "Gap": "noget, der skal skrives",
    "Changed": "en rettet tekst",
    "Document": "dokumentet",
    **dict.fromkeys(("identifier", "pattern"), "et navn"),
    "label": "et mærke",
    "fraction": "en andel (fr)",
    "location": "et sted",
    "comma": "et komma",
    "colon": "et kolon",
    "semicolon": "et semikolon",
    "line break": "et linjeskift",
    "expression": "et udtryk",
    "equals sign": "et lighedstegn",
    "end of file": "filens slutning",
    "argument": "noget i parentesen",
    "Indsats": "et punkt",
    "Grundlag": "planen",
    "Valg": "valg",
    **dict.fromkeys(
        (
            "range",
            "set",
            "dict_keys",
            "dict_values",
            "dict_items",
            "reversed",
            "map",
            "filter",
            "zip",
        ),
        "en liste",
    ),
    **dict.fromkeys(("PurePosixPath", "PosixPath", "WindowsPath"), "en fil"),
    **dict.fromkeys(("bytes", "bytearray"), "rå tegn"),
    **dict.fromkeys(("Prose", "Section"), "et afsnit"),
    **dict.fromkeys(("Fact", "Facts"), "oplysninger"),
    **dict.fromkeys(("Bar", "Bars"), "et søjlediagram"),
    **dict.fromkeys(("Step", "Steps"), "en række trin"),
    "Note": "en bemærkning",
    "Item": "et punkt",
    "Form": "et skema",
    "Wheel": "et årshjul",
    "symbol": "et tegn",
    "regex": "et mønster",
    "selector": "en udpegning",
    "TemplateReference": "skabelonen selv",
    "LoopContext": "loop",
    "BlockReference": "en blok",
    "Namespace": "et namespace",
    "Summer": "summer",
    "Sumrække": "en række af summer",
    "Kontrol": "et kontroltal",
    "Kontroltal": "et kontroltal",
    "Pulje": "en pulje",
}

#: Jinja's names of what stands between the words of a template, as they are written.
_SIGNS: Final = {
    "end of print statement": "}}",
    "begin of print statement": "{{",
    "end of statement block": "%}",
    "begin of statement block": "{%",
    "end of comment": "#}",
    "begin of comment": "{#",
}
_PLAIN: Final = {
    "end of template": "filens slutning",
    "template data / text": "tekst",
    "name": "et navn",
    "string": "en tekst i citationstegn",
    "integer": "et tal",
}
#: The tags of Jinja that a template has use of.
_TAGS: Final = (
    *("if", "elif", "else", "endif", "for", "endfor", "set", "endset", "macro", "endmacro", "call", "endcall"),
    *(
        "include",
        "import",
        "from",
        "extends",
        "block",
        "endblock",
        "filter",
        "endfilter",
        "with",
        "endwith",
        "raw",
        "endraw",
    ),
)

#: What is said of a number that nobody can print.
TOO_LARGE_NUMBER: Final = "et tal er for stort"

_JINJA: Final[_Table] = (
    (r"Encountered unknown tag '(end\w+)'", "{{% {0} %}} lukker noget, der ikke er åbent her"),
    (r"Encountered unknown tag '(\w+)'.*currently looking for (.+?)\. ", "{{% {0} %}} står for tidligt; før den mangler {1:tags}"),
    (r"Encountered unknown tag '(\w+)'", "{{% {0} %}} findes ikke{0:tag}"),
    (r"Unexpected end of template.*tags: (.+?)\. The innermost .* is '(\w+)'", "{{% {1} %}} bliver aldrig lukket: {0:tags} mangler"),
    (r"Unexpected end of template|unexpected end of template, expected '(.+)'", "skabelonen slutter for tidligt: der mangler noget"),
    (r"No filter named '(.+?)'", "filteret »{0}« findes ikke{0:filter}"),
    (r"No test named '(.+?)'", "prøven »is {0}« findes ikke{0:test}"),
    (r"expected token '(.+)', got '(.+)'", "der skulle stå {0:sign}, men der står {1:sign}"),
    (r"Expected an expression, got '(.+)'", "der skulle stå et navn, et tal eller en tekst, men der står {0:sign}"),
    (r"unexpected char '(.+)' at", "tegnet »{0}« kan ikke stå her"),
    (r"unexpected '(.+)', expected '(.+)'", "der står {0:sign}, hvor der skulle stå {1:sign}"),
    (r"unexpected '(.+)'", "{0:sign} kan ikke stå her"),
    (r"tag name expected", "efter {{% skal der stå et ord som for, if eller set"),
    (r"Missing end of comment tag", "en bemærkning begynder med {{# og bliver aldrig lukket med #}}"),
    (r"Missing end of raw directive", "{{% raw %}} bliver aldrig lukket: {{% endraw %}} mangler"),
    (r"expected name or number", "efter et punktum skal der stå et navn eller et tal"),
    (r"expected subscript expression", "mellem [ og ] skal der stå et navn, et tal eller en tekst"),
    (r"invalid syntax for function call expression", "det, der står i parentesen efter et navn, kan ikke læses"),
    (r"You cannot chain multiple tests", "der kan kun stå én prøve med is ad gangen"),
    (r"can't assign to|cannot assign attribute", "der kan ikke gemmes noget under det navn"),
    (r"Can't assign to special loop variable", "navnet loop er Jinjas eget; kald det noget andet"),
    (r"non-default argument follows default argument", "en makros felter uden værdi skal stå før dem med"),
    (r"block '(.+)' defined twice", "blokken »{0}« står to gange"),
    (r"extended multiple times|cannot use extend from", "{{% extends %}} kan kun stå én gang, og yderst"),
    (r"there is no parent block called '(.+)'", "der er ingen blok »{0}« at bygge på"),
    (r"does not export the requested name '(.+)'", "navnet »{0}« findes ikke i den skabelon, det hentes fra"),
    (r"inline if-expression .* evaluated to false", "der mangler et else efter if i {{{{ … }}}}"),
    (r"No (?:first|last|random|aggregated) item", "listen er tom"),
    (r"parameter '(.+)' was not provided", "makroen mangler sit felt »{0}«"),
    (r"method must be common, ceil or floor", "round tager common, ceil eller floor"),
    (r"argument must be iterable", "der skal stå en liste"),
    (r"You can only sort by either", "dictsort ordner efter »key« eller »value«"),
    (r"No caller defined", "makroen skal kaldes med {{% call %}}"),
    (r"map requires a filter argument", "filteret »map« skal vide, hvad det skal hente: map(attribute=\"id\")"),
)  # fmt: skip

_PYTHON: Final[_Table] = (
    (r"ZeroDivisionError|DivisionByZero|DivisionUndefined", "der bliver divideret med nul"),
    (r"RecursionError", "skabelonen kalder sig selv uden ende"),
    (r"Range too big", "range er for lang; den må have højst 99.999 tal"),
    (r"OverflowError", TOO_LARGE_NUMBER),
    (r"NameError.*name '(?:inf|nan)'|Exceeds the limit", TOO_LARGE_NUMBER),
    (r"no loader for this environment", "en Word-skabelon kan ikke hente andre skabeloner"),
    (r"expected length >= (\d+), got", "længden er for lille; den skal være mindst {0}"),
    (r"at least one item has to be provided", "cycler skal have mindst én ting i parentesen"),
    (r"range\(\) arg 3 must not be zero|slice step cannot be zero", "springet må ikke være 0"),
    (r"'(\w+)' object cannot be interpreted as an integer", "der skal stå et helt tal, ikke {0:kind}"),
    (r"slice indices must be integers", "mellem [ og ] skal der stå et helt tal"),
    (r"cannot convert dictionary update sequence|dictionary update sequence element", "dict skal have navne og værdier: dict(navn=værdi)"),
    (r"sequence item \d+: expected str instance, (\w+) found", "{0:kind} kan ikke sættes sammen med .join; brug filteret join"),
    (r"unsupported format character '(.)'", "%{0} kan ikke bruges; skriv %s for en tekst og %d for et helt tal"),
    (r"^KeyError .*: '?(.+?)'?$", "»{0}« er der ikke noget, der hedder"),
    (r"format requires a mapping", "med %(navn)s skal det, der sættes ind, have navne"),
    (r"invalid width", "bredden skal være mindst 1"),
    (r"'(\w+)' object has no attribute 'items'", "{0:kind} har ikke navne og værdier"),
    (r"InvalidOperation", "regnestykket kan ikke regnes"),
    (r"for (\*\*) or pow\(\): '(\w+)' and '(\w+)'", "{1:kind} og {2:kind} kan ikke regnes sammen med {0}"),
    (r"unsupported operand type\(s\) for (\S+?):? '?(?:\S+ )?'?(\w+)' and '(\w+)'", "{1:kind} og {2:kind} kan ikke regnes sammen med {0}"),
    (r"can only concatenate \w+ \(not \"(\w+)\"\) to (\w+)", "{1:kind} og {0:kind} kan ikke lægges sammen; brug ~ til tekster"),
    (r"can't multiply sequence by non-int", "en tekst eller liste kan kun ganges med et helt tal"),
    (r"'(\S+)' not supported between instances of '(\w+)' and '(\w+)'", "{1:kind} og {2:kind} kan ikke sammenlignes med {0}"),
    (r"bad operand type for (?:unary \S|abs\(\)): '(\w+)'", "{0:kind} kan ikke regnes med"),
    (r"'(\w+)' object is not callable", "{0:kind} er ikke en funktion; fjern parentesen efter navnet"),
    (r"'(\w+)' object is not (?:iterable|reversible)", "{0:kind} kan ikke gennemløbes; en gentagelse skal have en liste"),
    (r"argument of type '(\w+)' is not (?:iterable|a container)", "i {0:kind} kan der ikke ledes med in"),
    (r"'(\w+)' object is not subscriptable", "i {0:kind} kan der ikke slås op med [ ]"),
    (r"object of type '(\w+)' has no len\(\)", "{0:kind} har ingen længde"),
    (r"unhashable type: '(\w+)'", "{0:kind} kan ikke bruges til at slå op med"),
    (r"macro '(.+)' takes not more than (\d+)", "makroen »{0}« tager højst {1} felter"),
    (r"macro '(.+)' takes no keyword argument '(.+)'", "makroen »{0}« har ikke feltet »{1}«"),
    (r"(?:test_|(?:sync_)?do_)?(\w+)\(\) missing \d+ required \S+ arguments?: (.+)", "»{0}« mangler det, den skal bruge i parentesen"),
    (r"(?:test_|(?:sync_)?do_)?(\w+)\(\) takes .* given", "»{0}« har fået for meget i parentesen"),
    (r"(?:test_|(?:sync_)?do_)?(\w+)\(\) got an unexpected keyword argument '(.+)'", "»{0}« har ikke feltet »{1}«"),
    (r"(\w+)\(\) takes no keyword arguments", "»{0}« tager ikke felter med navn i parentesen"),
    (r"'(.+)' is an invalid keyword argument for (\w+)", "»{1}« har ikke feltet »{0}«"),
    (r"(\w+) expected at most \d+ arguments?", "»{0}« har fået for meget i parentesen"),
    (r"(\w+) expected at least \d+ arguments?", "»{0}« mangler det, den skal bruge i parentesen"),
    (r"(\w+) expected \d+ arguments?, got", "»{0}« har fået et forkert antal ting i parentesen"),
    (r"requires string as left operand, not (\w+)", "i en tekst kan der kun ledes efter en tekst, ikke {0:kind}"),
    (r"must be (?:a unicode character|string|str)\b[\w ]*, not '?(\w+)", "der skal stå en tekst, ikke {0:kind}"),
    (r"strip arg must be", "i parentesen skal der stå en tekst"),
    (r"can only join an iterable", "det, der sættes sammen, skal være en liste"),
    (r"is not in list|substring not found", "det, der ledes efter, findes ikke"),
    (r"unknown encoding", "den tegnkode findes ikke"),
    (r"not enough arguments for format string|not all arguments converted", "antallet af % i teksten passer ikke med det, der sættes ind"),
    (r"(?:real number|number is required|integer is required), not (\w+)", "der skal stå et tal, ikke {0:kind}"),
    (r"incomplete format|%[cdiouxX] (?:format|requires)", "det, der står efter %, passer ikke med det, der sættes ind"),
    (r"invalid literal for int\(\)|could not convert string to float", "teksten er ikke et tal"),
    (r"(?:too many|not enough) values to unpack", "listen har et andet antal, end der er navne til"),
    (r"cannot unpack non-iterable (\w+)", "{0:kind} kan ikke deles på flere navne"),
    (r"can't sum strings", "tekster kan ikke lægges sammen; brug ~ eller join"),
    (r"type (\w+) doesn't define __round__", "{0:kind} kan ikke rundes af"),
    (r"expected string or bytes-like object, got '(\w+)'", "der skal stå en tekst, ikke {0:kind}"),
    (r"descriptor '\w+' for 'str' objects doesn't apply to an? '(\w+)' object", "der skal stå en tekst, ikke {0:kind}"),
)  # fmt: skip

_TYPST: Final[_Table] = (
    (r"failed to decode image|failed to parse (?:svg|SVG)", "billedet kan ikke læses; brug png, jpg eller svg"),
    (r"failed to parse (\w+)", "filen kan ikke læses som {0}"),
    (r"failed to load WebAssembly", "filen er ikke et WebAssembly-program"),
    (r"skipped from heading level (\d+) to (\d+)", "overskrifterne springer fra niveau {0} til {1}; de må kun gå ét niveau ned ad gangen"),
    (r"regex parse error", "mønstret i regex kan ikke læses; en parentes eller en klamme er måske ikke lukket"),
    (r"string index out of bounds", "teksten har ikke så mange tegn"),
    (r"(array|string|dictionary) is empty", "{0:kind} er tom, og derfor kan intet hentes fra den"),
    (r"(?:number|value) must be (?:strictly )?positive", "tallet skal være større end nul"),
    (r"number must be at least (\w+)", "tallet er for lille; det må ikke være under nul"),
    (r"number must not be zero", "tallet må ikke være nul"),
    (r"square root of negative", "kvadratroden af et negativt tal findes ikke"),
    (r"(?:value|result|number) is too large", TOO_LARGE_NUMBER),
    (r"(?:year|month|day|date|hour|minute|second|time) is invalid", "datoen eller klokkeslættet findes ikke"),
    (r"URL must not be empty", "linket mangler sin adresse"),
    (r"duplicate parameter: (.+)", "»{0}« står to gange"),
    (r"failed to download package|package not found", "pakker fra nettet kan ikke bruges. Læg filerne ved siden af skabelonen."),
    (r"unknown variable: (\S+)", "navnet »{0}« findes ikke"),
    (r"unclosed delimiter", "en parentes, en klamme eller et $ bliver aldrig lukket"),
    (r"unexpected closing|unexpected (?:right|closing)", "der lukkes noget, der ikke er åbent"),
    (r"unclosed string", "et citationstegn mangler til sidst i en tekst"),
    (r"unclosed raw text", "en ` bliver aldrig lukket"),
    (r"\bexpected expression", "her mangler et udtryk"),
    (r"\bexpected (.+), found (.+)", "der skulle stå {0:kind}, men der står {1:kind}"),
    (r"\bexpected (.+)", "her mangler {0:kind}"),
    (r"unexpected argument: (.+)", "feltet »{0}« findes ikke her"),
    (r"unexpected argument", "der er for meget i parentesen"),
    (r"missing argument: (.+)", "i parentesen mangler »{0}«"),
    (r"duplicate (?:argument|key): (.+)", "»{0}« står to gange"),
    (r"unexpected (.+)", "{0:kind} kan ikke stå her"),
    (r"the character `(.+)` is not valid in code|`(.+)` is not valid in code", "tegnet »{0}« kan ikke stå her"),
    (r"file not found \(searched at (.+)\)", "filen »{0:file}« findes ikke; den skal ligge ved siden af skabelonen"),
    (r"failed to load file \(is a directory\)", "det er en mappe og ikke en fil"),
    (r"would escape|outside of (?:the )?project root|access denied", "den fil må en skabelon ikke læse; læg den ved siden af skabelonen"),
    (r"cannot divide by zero|divide by zero", "der bliver divideret med nul"),
    (r"cannot (?:add|join) (.+) (?:and|with) (.+)", "{0:kind} og {1:kind} kan ikke lægges sammen"),
    (r"cannot (?:subtract|multiply|divide|compare) (.+?) (?:from|with|by|and) (.+)", "{0:kind} og {1:kind} kan ikke regnes sammen"),
    (r"cannot apply (\S+?)\s*to (.+)", "{1:kind} kan ikke regnes med"),
    (r"cannot loop over (.+)", "{0:kind} kan ikke gennemløbes; en gentagelse skal have en liste"),
    (r"cannot repeat this string|number too large", "et tal er for stort"),
    (r"cannot mutate a constant: (.+)", "navnet »{0}« er Typsts eget; kald det noget andet"),
    (r"cannot (break|continue|return) outside of", "»{0}« kan ikke stå her"),
    (r"panicked with: (.+)", "skabelonen standser sig selv med ordene {0}"),
    (r"equality assertion failed: value (.+) was not equal to (.+)", "{0} er ikke lig med {1}"),
    (r"assertion failed: (.+)", "skabelonen standser sig selv med ordene {0}"),
    (r"assertion failed|equality assertion failed|panicked", "en prøve i skabelonen slår ikke til"),
    (r"maximum .* exceeded", "noget kalder sig selv uden ende, eller ligger for dybt inden i hinanden"),
    (r"loop seems to be infinite|condition is always true", "gentagelsen hører aldrig op"),
    (r"cyclic import", "filerne henter hinanden i ring"),
    (r"dictionary does not contain key \"(.+)\"", "feltet »{0}« findes ikke"),
    (r"array index out of bounds", "listen har ikke så mange ting"),
    (r"(?:module|type) `?.+?`? (?:does not contain|has no method) `?(.+?)`?$", "»{0}« findes ikke her"),
    (r"accessible fields|cannot mutate fields", "det har ingen felter"),
    (r"does not have field \"?(.+?)\"?$", "feltet »{0}« findes ikke her"),
    (r"cannot access fields on type (.+)", "{0:kind} har ingen felter"),
    (r"label `(.+)` does not exist", "mærket {0} findes ikke i dokumentet"),
    (r"a length needs a unit", "en længde skal have en enhed, fx 12pt eller 5mm"),
    (r"missing document title", "dokumentet mangler sin titel: #set document(title: …)"),
    (r"missing document language|missing language", "dokumentet mangler sit sprog: #set text(lang: \"da\")"),
    (r"missing alt text", "et billede mangler sin beskrivelse: image(…, alt: \"…\")"),
    (r"not valid utf-?8|invalid utf-?8", "filen er ikke gemt som UTF-8. Gem den som det."),
    (r"failed to load linked image (\S+) in SVG", "billedet {0} i svg-filen må ikke hentes; læg det ved siden af skabelonen"),
    (r"unknown image format", "billedet kan ikke læses; brug png, jpg eller svg"),
    (r"color string contains", "farven kan ikke læses; skriv den som rgb(\"#14507c\")"),
    (r"contains invalid digits|invalid integer|invalid float", "teksten er ikke et tal"),
)  # fmt: skip


def of_jinja(message: str, known: Callable[[str], Iterable[str]] = lambda kind: (), *, ours: bool = False) -> str:
    """What Jinja says of a template, in Danish; ``known`` gives the names there are of a kind: filter or test.

    ``ours`` is a message that Jinja has from us, if not one of its own in the table.
    """
    return _found(_JINJA, message, known) or (message if ours else _quoted("Jinja", message))


def of_python(error: Exception) -> str:
    """What Python says of a template, which Jinja has made a program of."""
    names = " ".join(kind.__name__ for kind in type(error).__mro__[:4])
    return _found(_PYTHON, f"{names}: {error}") or _quoted("Python", f"{type(error).__name__}: {error}")


def of_typst(message: str) -> str:
    """What Typst says of a template."""
    return _found(_TYPST, message) or _quoted("Typst", message)


def kind_name(name: str) -> str:
    """A kind of value in Danish, by the name of its class."""
    return _KINDS.get(name, "en liste" if name.endswith("iterator") else "noget af den slags")


def meant(word: str, known: Iterable[str], written: Mapping[str, str] = {}) -> str:
    """The question whether another name was meant, as it is ``written``; nothing where none is near.

    >>> meant("belob", ["kode", "beløb"]), meant("belob", ["beløb"], {"beløb": "punkt.beløb"}), meant("x", ["beløb"])
    ('. Mente du beløb?', '. Mente du punkt.beløb?', '')
    """
    near = nearest(word, known, 1)
    return f". Mente du {written.get(near[0], near[0])}?" if near else ""


def _quoted(whose: str, message: str) -> str:
    return f"skabelonen kan ikke bruges. {whose} siger: »{message}«"


def _found(table: _Table, message: str, known: Callable[[str], Iterable[str]] = lambda kind: ()) -> str | None:
    for pattern, danish in table:
        if found := re.search(pattern, message, re.DOTALL):
            return danish.format(*(_Word(group or "", known) for group in found.groups()))
    return None


class _Word(str):
    """A word of a message; what stands behind its colon says how it is written in Danish."""

    known: Callable[[str], Iterable[str]]

    def __new__(cls, word: str, known: Callable[[str], Iterable[str]]) -> _Word:
        made = super().__new__(cls, word)
        made.known = known
        return made

    def __format__(self, how: str) -> str:
        if how == "kind":
            return listed((_KINDS.get(kind, f"»{kind}«") for kind in re.split(",? or |, ", self)), "eller")
        if how == "file":
            return re.split(r"[/\\]", self)[-1]
        if how == "sign":
            return _PLAIN.get(self) or f"»{_SIGNS.get(self, self)}«"
        if how == "tags":
            return listed((f"{{% {tag} %}}" for tag in re.findall(r"\w+", self.replace(" or ", " "))), "eller")
        if how == "tag":
            return meant(self, _TAGS)
        return meant(self, self.known(how)) if how else str(self)
