"""«field=value» as a clerk types it on a command line, with the quotes that she forgets."""

from __future__ import annotations

from collections.abc import Sequence

from dangbo_cli.cli.errors import Misuse

Assignments = list[tuple[str, str]]


def part_words(words: Sequence[str], command: str) -> tuple[str, Assignments]:
    """Part the words of a line into who is meant (those before the first with «=») and the assignments.

    Raises Misuse for words after an assignment that belong to none: a value with blanks needs quotes.
    """
    who: list[str] = []
    given: Assignments = []
    for position, word in enumerate(words):
        name, equals, value = word.partition("=")
        if equals and name.strip():
            given.append((name.strip(), value.strip()))
        elif given or equals:
            raise _unquoted(words, position, command)
        else:
            who.append(word)
    return " ".join(who), given


def _unquoted(words: Sequence[str], position: int, command: str) -> Misuse:
    """Say which words stand alone, and how the whole assignment is to be typed."""
    start = next((p for p in range(position, -1, -1) if "=" in words[p]), position)
    first = 1 if start > 1 and is_number(words[0]) else start  # «12 noi o=Tổ 5»: the name had a blank, too
    whole = " ".join(words[first : position + 1])
    if words[start].startswith("="):  # «12 ngay sinh = 1968»
        before = words[1:start] if is_number(words[0]) else words[:start]
        after = [words[start].lstrip("="), *words[start + 1 : start + 2]]
        whole = f"{' '.join(before) or 'ngay sinh'}={next((word for word in after if word), '…')}"
        return Misuse(
            "Dấu «=» phải viết liền với tên trường và giá trị.", f'Đặt tất cả trong ngoặc kép: {command} … "{whole}"'
        )
    return Misuse(
        f"«{words[position]}» không thuộc trường nào.",
        f'Giá trị có dấu cách thì đặt cả trong ngoặc kép: {command} … "{whole}"',
    )


def is_number(word: str) -> bool:
    """Tell whether a word is a code or a number rather than a word of a name: «12», «#12», «K02.01»."""
    return any(letter.isdigit() for letter in word)


def refuse_unquoted_name(who: str, given: Assignments, command: str) -> None:
    """Raise Misuse for «12 ngay sinh=…»: the words after a number are the beginning of a field's name."""
    number, _, rest = who.partition(" ")
    if given and rest and is_number(number) and not is_number(rest):
        name, value = given[0]
        raise Misuse(
            f"«{rest}» đứng giữa «{number}» và trường «{name}».",
            f'Tên trường có dấu cách thì đặt cả trong ngoặc kép: {command} {number} "{rest} {name}={value}"',
        )


def require_some(given: Assignments, who: str, command: str) -> None:
    """Raise Misuse where nothing is to be set."""
    if not given:
        raise Misuse(
            f"Chưa cho biết sửa trường nào của «{who}».", f'Ví dụ: {command} {_quoted(who)} "nơi ở=Tổ 5, phường Thử"'
        )


def _quoted(text: str) -> str:
    return f'"{text}"' if " " in text else text
