"""The one exception that is shown to people: what happened, where, and what to do."""

from __future__ import annotations

EXIT_OK = 0
EXIT_FAILED = 1
EXIT_USAGE = 2
EXIT_UNREADABLE = 3
EXIT_NO_MATCH = 4
EXIT_INTERRUPTED = 130

EXITS = (EXIT_OK, EXIT_FAILED, EXIT_USAGE, EXIT_UNREADABLE, EXIT_NO_MATCH, EXIT_INTERRUPTED)
"""The exit codes of the command line; `exit.N` among the words says what each means."""


Said = str | tuple[str, str]
"""A text that is the same in every language, or one in English and in Chinese."""


class TermsheetError(Exception):
    """A failure told in one line; `exit_code` follows the table of the command line.

    `message` and `hint` are in English, `why`, `how` and their whole `said` are
    in English and in Chinese.
    """

    def __init__(self, message: Said, hint: Said = "", exit_code: int = EXIT_FAILED) -> None:
        whole, more = both(message), both(hint)
        super().__init__(whole[0])
        self.message, self.hint = whole[0], more[0]
        self.why, self.how = whole, more
        self.said = (
            f"{whole[0]}; {more[0]}" if more[0] else whole[0],
            f"{whole[1]}；{more[1]}" if more[1] else whole[1],
        )
        self.exit_code = exit_code

    def told(self, language: str) -> str:
        """The whole in a language of the screen."""
        return self.said[language == "zh"]

    def __str__(self) -> str:
        return self.said[0]


def both(text: Said) -> tuple[str, str]:
    """A text in English and in Chinese."""
    return (text, text) if isinstance(text, str) else (text[0], text[1])


def said(error: BaseException) -> tuple[str, str]:
    """Why something failed, in one line, in English and in Chinese."""
    return error.said if isinstance(error, TermsheetError) else both(reason(error))


_LONGEST = 160
"""Characters of a library's message that are told."""


def reason(error: BaseException) -> str:
    """Why something failed, in one line: of what a library says the first that is not empty, else what kind it is."""
    if isinstance(error, TermsheetError):
        return str(error)
    lines = (line.strip() for line in str(error).splitlines())
    told = next((line for line in lines if line), type(error).__name__)
    return told if len(told) <= _LONGEST else f"{told[: _LONGEST - 1]}…"
