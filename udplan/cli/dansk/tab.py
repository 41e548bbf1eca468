"""Completion with Tab: the words of the line from a shell, what fits after them, and how the shell is to write it.

Typer has one of its own for every shell. It finds only what is spelled to the letter, writes a name with spaces as
several words, and lets zsh run what stands in a plan. In this one the scripts hand over the words, run nothing, and
udplan finds the names and quotes them. A script that typer has put into a shell before finds nothing any more.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from typer import _completion_shared, completion
from typer._click.shell_completion import ShellComplete, add_completion_class, split_arg_string

from udplan.cli.dansk.help_page import in_danish
from udplan.values.words import fold

if TYPE_CHECKING:
    from typer._click.shell_completion import CompletionItem

# What a script hands over: the words before the one that is being written, a line each, and that one, as it is typed.
WORDS: Final = "_TAB_WORDS"
WORD: Final = "_TAB_WORD"


def bash(value: str, typed: str, help_text: str) -> str:
    """A value as bash is to write it after what was typed, which may begin with a quotation mark."""
    if typed.startswith("'"):
        return value.replace("'", "'\\''")
    return re.sub(r'["$\\`]' if typed.startswith('"') else r"[\s!\"#$&'()*;<>?\[\\\]^`{|}~]", r"\\\g<0>", value)


def beside(value: str, typed: str, help_text: str) -> str:
    """A value and what stands beside it, for a shell that quotes it itself."""
    return f"{value}\t{help_text}"


def powershell(value: str, typed: str, help_text: str) -> str:
    """What to write, what to show, and what to say of it, which must be something."""
    plain = re.fullmatch(r"[\w./=-]+", value)
    # To PowerShell a typographic quotation mark is one as well.
    written = value if plain else "'" + re.sub(r"['\u2018\u2019\u201a\u201b]", r"\g<0>\g<0>", value) + "'"
    return f"{written}\t{value}\t{help_text or value}"


class Shell(NamedTuple):
    """How a shell writes a suggestion, and the script that is put into it."""

    suggestion: Callable[[str, str, str], str]
    script: str


_BASH = """
%(complete_func)s() {
    local IFS=$'\\n' name
    COMPREPLY=()
    while read -r name; do
        [[ -n $name ]] && COMPREPLY+=("$name")
    done < <(env _TAB_WORDS="${COMP_WORDS[*]:0:COMP_CWORD}" _TAB_WORD="${COMP_WORDS[COMP_CWORD]}" \\
                 %(autocomplete_var)s=complete_bash "$1")
    return 0
}

complete -o default -F %(complete_func)s %(prog_name)s
"""

_ZSH = """
#compdef %(prog_name)s

%(complete_func)s() {
  local name beside
  local -a names shown
  while IFS=$'\\t' read -r name beside; do
    [[ -n $name ]] || continue
    names+=("$name")
    shown+=("$name${beside:+  -- $beside}")
  done < <(env _TAB_WORDS="${(F)words[1,CURRENT-1]}" _TAB_WORD="${words[CURRENT]}" \\
               %(autocomplete_var)s=complete_zsh %(prog_name)s)
  if (( $#names )); then
    compadd -U -l -d shown -a names
  else
    _files
  fi
}

compdef %(complete_func)s %(prog_name)s
# Where it is installed, this file is first read when Tab is pressed, and has that to answer.
if [[ ${funcstack[1]} == _%(prog_name)s ]]; then
  %(complete_func)s "$@"
fi
"""

_FISH = """
function %(complete_func)s
    set -lx _TAB_WORDS (string join \\n -- (commandline -opc) | string collect)
    set -lx _TAB_WORD (commandline -ct)
    set -lx %(autocomplete_var)s complete_fish
    set -l found (%(prog_name)s | string match -v '')
    if set -q found[1]
        printf '%%s\\n' $found
    else
        __fish_complete_path (commandline -ct)
    end
end

complete --command %(prog_name)s --no-files --arguments '(%(complete_func)s)'
"""

_POWERSHELL = """
Import-Module PSReadLine
Set-PSReadLineKeyHandler -Chord Tab -Function MenuComplete
$scriptblock = {
    param($wordToComplete, $commandAst, $cursorPosition)
    $encoding = [Console]::OutputEncoding
    $before = $commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition }
    try {
        [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
        $Env:%(autocomplete_var)s = "complete_powershell"
        $Env:_TAB_WORDS = @($before | ForEach-Object { $_.Extent.Text }) -join "`n"
        $Env:_TAB_WORD = $wordToComplete
        %(prog_name)s | Where-Object { $_ } | ForEach-Object {
            $written, $shown, $beside = $_ -split "`t"
            [System.Management.Automation.CompletionResult]::new($written, $shown, 'ParameterValue', $beside)
        }
    } finally {
        $Env:%(autocomplete_var)s = $null
        $Env:_TAB_WORDS = $null
        $Env:_TAB_WORD = $null
        [Console]::OutputEncoding = $encoding
    }
}
Register-ArgumentCompleter -Native -CommandName %(prog_name)s -ScriptBlock $scriptblock
"""

SHELLS: Final = {
    "bash": Shell(bash, _BASH),
    "zsh": Shell(beside, _ZSH),
    "fish": Shell(beside, _FISH),
    "powershell": Shell(powershell, _POWERSHELL),
    "pwsh": Shell(powershell, _POWERSHELL),
}


class Tab(ShellComplete):
    """What is suggested, whatever the shell; ``shell`` is how it writes it."""

    shell: Shell

    def source_vars(self) -> dict[str, Any]:
        return {}

    def get_completion_args(self) -> tuple[list[str], str]:
        words = [_unquoted(line) for line in os.environ.get(WORDS, "").split("\n")]
        word = _unquoted(os.environ.get(WORD, ""))
        # To bash a sign of equality is a word of its own.
        return [each for each in words[1:] if each != "="], "" if word == "=" else word

    def complete(self) -> str:
        # UTF-8 on any console and no Windows ends of line: the scripts ask for it.
        getattr(sys.stdout, "reconfigure", lambda **_: None)(encoding="utf-8", newline="\n")
        return super().complete() if WORDS in os.environ else ""

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
        """What fits after these words, however it is spelled; typer is asked for all of it, and would miss some."""
        option, equals, value = incomplete.partition("=")
        if not option.startswith("-"):
            return self._matching(args, "", incomplete)
        if not equals:
            return self._matching(args, option[:2], incomplete)
        suggested = self._matching([*args, option], "", value)
        for item in suggested:
            item.value = f"{option}={item.value}"
        return suggested

    def _matching(self, args: list[str], asked: str, incomplete: str) -> list[CompletionItem]:
        suggested = super().get_completions(args, asked)
        return [item for item in suggested if fold(item.value).startswith(fold(incomplete))]

    def format_completion(self, item: CompletionItem) -> str:
        help_text = " ".join(in_danish(item.help or "").split())
        return self.shell.suggestion(item.value, os.environ.get(WORD, ""), help_text)


def _unquoted(word: str) -> str:
    """A word without the quotation marks and backslashes that the shell takes away, the last of them left open."""
    return " ".join(split_arg_string(word))


def take_place_of_typers() -> None:
    """Let these classes and scripts take the place of typer's own."""

    def register() -> None:
        for name, shell in SHELLS.items():
            add_completion_class(
                type(f"Tab_{name}", (Tab,), {"name": name, "source_template": "", "shell": shell}), name
            )

    vars(completion)["completion_init"] = register
    _completion_shared._completion_scripts.update({name: shell.script for name, shell in SHELLS.items()})
