"""Typer made Vietnamese: groups loaded when called, folded names, our own help pages and sentences.

Typer (0.26 and later) carries its own click, which has no translations. This file alone touches that
private module (`typer._click`; tests/cli/test_framework.py holds it), runs commands non-standalone and
turns every usage error into a `Misuse` with a Vietnamese sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import typer
from typer import _click
from typer._click import exceptions as click_errors
from typer._click.shell_completion import CompletionItem
from typer._click.types import ParamType
from typer.core import TyperCommand, TyperGroup, TyperOption
from typer.main import get_command

from dangbo_cli.cli.call import Call, call_of
from dangbo_cli.cli.errors import Misuse
from dangbo_cli.cli.exit_codes import ExitCode
from dangbo_cli.cli.help import manual_of
from dangbo_cli.cli.registry import PROGRAM, ROOT, Entry, all_paths
from dangbo_cli.cli.words import name_key, near_misses, straighten
from dangbo_cli.vietnamese.text import fold

COMPLETE_VARIABLE = "_DANGBO_COMPLETE"
HELP_NAMES = ["--help", "-h"]
_HELP_WORDS = frozenset(("help", "trogiup", "huongdan", "giupdo"))
_INSTEAD_OF_YEAR = {
    "--tinh-den": "Số liệu của một năm: --tinh-den 31/12/2022",
    "--gioi-tinh": "Lọc theo giới tính: --gioi-tinh nam, hoặc --gioi-tinh nữ",
}
_LONGEST_NAME = 4  # words of a command's name typed apart: «lan nhap», «hoan thanh lenh»


class ValueType(ParamType):
    """Type of an option's value: `parse` returns the value or raises ValueError(reason in Vietnamese)."""

    def __init__(self, parse: Callable[[str], Any], choices: Sequence[str] = ()) -> None:
        self.name = "value"
        self.parse = parse
        self.choices = choices

    def convert(self, value: Any, param: Any, ctx: _click.Context | None) -> Any:
        if not isinstance(value, str):
            return value
        try:
            return self.parse(value)
        except ValueError as error:
            reason = str(error)
        raise Misuse(f"Giá trị «{value}» không dùng được cho {param_name(param)}: {reason}", *_hints(ctx))

    def get_metavar(self, param: Any, ctx: _click.Context) -> str | None:
        return "|".join(self.choices) or None

    def shell_complete(self, ctx: Any, param: Any, incomplete: str) -> list[CompletionItem]:
        return [CompletionItem(choice) for choice in self.choices if choice.startswith(incomplete)]


def one_of(
    choices: Sequence[str], synonyms: dict[str, str] | None = None, hints: dict[str, str] | None = None
) -> ValueType:
    """Return the type of a value out of a closed list, matched folded («JSON», «Bảng»); `hints` say, for words that
    are often typed here and mean something else, what to do instead."""
    known = {name_key(choice): choice for choice in choices}
    known |= {name_key(word): choice for word, choice in (synonyms or {}).items()}

    def parse(value: str) -> str:
        if (choice := known.get(name_key(value))) is not None:
            return choice
        hint = next((f" {text}" for word, text in (hints or {}).items() if name_key(value) == word), "")
        if not hint and (near := near_misses(value, choices, 1)):
            hint = f" Có phải: {near[0]}?"
        raise ValueError(f"chỉ nhận {', '.join(choices)}.{hint}")

    return ValueType(parse, tuple(choices))


class Command(TyperCommand):
    """One command: usage errors as `Misuse`, its help page in Vietnamese."""

    allow_extra_args = True  # so that parse_args below says it in Vietnamese
    manual_function: Callable[..., Any] | None = None

    def parse_args(self, ctx: _click.Context, args: list[str]) -> list[str]:
        args = straighten(args, _option_names(self, ctx))
        with _whose(ctx):
            rest = super().parse_args(ctx, list(args))
        if rest and not ctx.resilient_parsing:
            surplus = ", ".join(f"«{word}»" for word in rest)
            quotes = ["Giá trị có dấu cách thì đặt trong ngoặc kép."] if args[0] not in rest else []
            raise Misuse(
                f"Lệnh «{_path(ctx)}» không nhận thêm {surplus}.", *(self._repeated(args, rest) or quotes), *_hints(ctx)
            )
        return rest

    def _repeated(self, args: Sequence[str], rest: Sequence[str]) -> list[str]:
        """Return how two values of one option are typed, where «--xong 4 5» was."""
        several = {name for param in self.params if getattr(param, "multiple", False) for name in param.opts}
        for option, one, other in zip(args, args[1:], args[2:], strict=False):
            if option in several and other == rest[0]:
                return [f"Nhiều giá trị thì gõ {option} trước từng giá trị: {option} {one} {option} {other}."]
        return []

    def get_help_option(self, ctx: _click.Context) -> TyperOption | None:
        return _help_option(self)

    def get_help(self, ctx: _click.Context) -> str:
        return _page(ctx, self, None)


class Group(TyperGroup):
    """A group whose children come from the registry and are loaded when called."""

    entry: Entry = ROOT
    manual_function: Callable[..., Any] | None = None

    def names(self) -> dict[str, Entry]:
        """Return folded names and aliases, names first."""
        index: dict[str, Entry] = {}
        for spellings in (lambda e: (e.name,), lambda e: e.short, lambda e: e.aliases):
            for child in self.entry.children:
                for spelling in spellings(child):
                    index.setdefault(name_key(spelling), child)
        return index

    def list_commands(self, ctx: _click.Context) -> list[str]:
        return [child.name for child in self.entry.children]

    def get_command(self, ctx: _click.Context, cmd_name: str) -> _click.Command | None:
        child = self.names().get(name_key(cmd_name))
        return build(child) if child else None

    def resolve_command(
        self, ctx: _click.Context, args: list[str]
    ) -> tuple[str | None, _click.Command | None, list[str]]:
        index = self.names()
        for count in range(1, min(_LONGEST_NAME, len(args)) + 1):
            words = args[:count]
            if any(word.startswith("-") for word in words):
                break
            if child := index.get(name_key("".join(words))):
                return child.name, build(child), args[count:]
        if ctx.resilient_parsing:
            return None, None, args
        if (other := self.entry.other) is not None:
            return other.name, build(other), args
        raise _unknown_command(ctx, self.entry, args[0])

    def parse_args(self, ctx: _click.Context, args: list[str]) -> list[str]:
        args = straighten(args, _option_names(self, ctx))
        if args and name_key(args[0]) in _HELP_WORDS:
            args = [HELP_NAMES[0]]
        with _whose(ctx):
            rest = super(TyperGroup, self).parse_args(ctx, list(args))
        if rest and self.entry is not ROOT and len(rest) < len(args):
            # «bao-cao --dinh-dang json co-cau»: options before the name belong to the named command
            leading = args[: len(args) - len(rest)]
            rest = [rest[0], *leading, *rest[1:]]
        ctx.args = rest
        return rest

    def invoke(self, ctx: _click.Context) -> Any:
        words = list(ctx.args)
        ctx.args = []
        with ctx:
            if not words and self.callback is None:
                page = self.get_help(ctx)
                raise Misuse(f"Lệnh «{_path(ctx)}» cần thêm tên một lệnh con.", "", page)
            if words:
                name, command, rest = self.resolve_command(ctx, words)
                ctx.invoked_subcommand = name
            if not words or self.entry is ROOT:
                value = _click.Command.invoke(self, ctx)
            if not words:
                return value
            assert command is not None
            with command.make_context(name, rest, parent=ctx) as inner:
                return command.invoke(inner)

    def get_help_option(self, ctx: _click.Context) -> TyperOption | None:
        return _help_option(self)

    def get_help(self, ctx: _click.Context) -> str:
        return _page(ctx, self, self.entry)

    def shell_complete(self, ctx: _click.Context, incomplete: str) -> list[CompletionItem]:
        items = [
            CompletionItem(child.name, help=child.summary)
            for child in self.entry.children
            if child.name.startswith(fold(incomplete))
        ]
        return items + _click.Command.shell_complete(self, ctx, incomplete)


def build(entry: Entry) -> Command | Group:
    """Make the command or group of a registry entry, importing its module where it has a function."""
    function = _load(entry.target) if entry.target else None
    settings = {"help_option_names": HELP_NAMES}
    made: Any
    if entry.children:
        if function is None:
            made = Group(name=entry.name, context_settings=settings)
        else:
            app = typer.Typer(
                cls=Group, name=entry.name, callback=function, invoke_without_command=True,
                add_completion=False, rich_markup_mode=None, context_settings=settings,
            )  # fmt: skip
            made = get_command(app)
        made.entry = entry
    else:
        assert function is not None
        app = typer.Typer(add_completion=False, rich_markup_mode=None)
        app.command(entry.name, cls=Command, context_settings=settings)(function)
        made = get_command(app)
    made.manual_function = function
    made.help = entry.summary
    assert isinstance(made, (Command, Group))
    return made


def run(args: Sequence[str], call: Call) -> ExitCode:
    """Run one command line and return its exit code.

    Raises Misuse for a line that is not as it must be; what commands raise passes through.
    """
    root = build(ROOT)
    try:
        with root.make_context(PROGRAM, list(args), obj=call) as ctx:
            return ExitCode(root.invoke(ctx) or ExitCode.DONE)
    except typer.Exit as exit_:
        return ExitCode(exit_.exit_code)
    except typer.Abort:
        raise KeyboardInterrupt from None
    except click_errors.UsageError as error:
        raise _misuse(error) from None


def answer_completion(instruction: str) -> int:
    """Answer a shell that asks for completions (the variable _DANGBO_COMPLETE holds its request)."""
    from typer._completion_classes import completion_init
    from typer.completion import shell_complete

    completion_init()
    return shell_complete(build(ROOT), {}, PROGRAM, COMPLETE_VARIABLE, instruction)


def completion_script(shell: str) -> str:
    """Return the script that makes a shell complete our commands."""
    from typer._completion_shared import get_completion_script

    return get_completion_script(prog_name=PROGRAM, complete_var=COMPLETE_VARIABLE, shell=shell)


def help_page(words: Sequence[str], call: Call) -> str:
    """Return the help page of the command that `words` name (docs/tra-cuu.md is made of these)."""
    command: Any = build(ROOT)
    ctx = _click.Context(command, info_name=PROGRAM, obj=call)
    for word in words:
        name, command, _ = command.resolve_command(ctx, [word])
        ctx = command.context_class(command, info_name=name, parent=ctx, obj=call)
    return str(command.get_help(ctx))


def _load(target: str) -> Callable[..., Any]:
    module, _, name = target.partition(":")
    function: Callable[..., Any] = getattr(import_module(module), name)
    return function


def _option_names(command: _click.Command, ctx: _click.Context) -> set[str]:
    return {name for param in command.get_params(ctx) for name in param.opts if name.startswith("--")}


@contextmanager
def _whose(ctx: _click.Context) -> Iterator[None]:
    """Tell a usage error which command it belongs to; the parser forgets to for some."""
    try:
        yield
    except click_errors.UsageError as error:
        error.ctx = error.ctx or ctx
        raise


def _help_option(command: _click.Command) -> TyperOption:
    """Return the command's --help, which writes our page to the call's own output."""
    if command._help_option is None:

        def show(ctx: _click.Context, _param: Any, wanted: bool) -> None:
            if wanted and not ctx.resilient_parsing:
                call_of(ctx).env.out(ctx.get_help())
                raise typer.Exit(ExitCode.DONE)

        command._help_option = TyperOption(
            param_decls=HELP_NAMES, is_flag=True, expose_value=False, is_eager=True, callback=show,
            help="Hiện trang hướng dẫn này.",
        )  # fmt: skip
    return command._help_option


def _page(ctx: _click.Context, command: Command | Group, group: Entry | None) -> str:
    from dangbo_cli.cli.pages import lay_out, page_of

    if group is not None and group.other is not None:
        command = build(group.other)  # what the group does where no child is named
    manual = manual_of(command.manual_function)
    page = page_of(_path(ctx), command.get_params(ctx), command.help or "", manual, group)
    return lay_out(page, call_of(ctx).env.prose_width)


def param_name(param: Any) -> str:
    """Return what an error calls a parameter: «--don-vi», «SỐ»."""
    if param is None:
        return "tham số này"
    if param.param_type_name == "argument":
        return str(param.metavar or (param.name or "").upper())
    return str(max(param.opts, key=len))


def _path(ctx: _click.Context) -> str:
    """Return the command as typed in full: «dangbo dang-vien ds»."""
    names: list[str] = []
    here: _click.Context | None = ctx
    while here is not None:
        names.append(here.info_name or "")
        here = here.parent
    return " ".join(name for name in reversed(names) if name)


def _hints(ctx: _click.Context | None) -> list[str]:
    """What to try next: the command's first example, and its page."""
    if ctx is None:
        return []
    examples = manual_of(getattr(ctx.command, "manual_function", None)).examples
    lines = [f"Ví dụ: {examples[0].line}"] if examples else []
    return [*lines, f"Xem hướng dẫn: {_path(ctx)} --help"]


#: Letters of a word by which a command of another group is looked for.
_TELLS = 3


def _unknown_command(ctx: _click.Context, group: Entry, typed: str) -> Misuse:
    names = [spelling for child in group.children for spelling in (child.name, *child.short)]
    path = _path(ctx)
    near = near_misses(typed, names) or [name for name in names if name_key(typed) == _initials(name)]
    if near:
        suggestion = f"Có phải: {', '.join(f'{path} {name}' for name in near)}?"
    elif group is not ROOT:  # what other groups have is not what was looked for here
        suggestion = ""
    else:
        # the name of a child of some group, typed alone: «dangbo so-do»
        elsewhere = {full: entry for full, entry in all_paths() if " " in full}
        long = len(name_key(typed)) >= _TELLS  # «in» is near to much, «mien» too
        near = near_misses(typed, [entry.name for entry in elsewhere.values()], 1) if long else []
        found = [full for full, entry in elsewhere.items() if near and entry.name == near[0]][:3]
        suggestion = f"Có phải: {', '.join(f'{PROGRAM} {full}' for full in found)}?" if found else ""
    if not suggestion and group is not ROOT:
        suggestion = f"Các lệnh: {', '.join(child.name for child in group.children)}."
    advice = [line for line in (suggestion, f"Xem các lệnh: {path} --help") if line]
    return Misuse(f"Không có lệnh «{typed}».", *advice)


def _initials(name: str) -> str:
    """Return «ht» of «hoan-tac», as names are abbreviated; "" of a single word."""
    parts = name.split("-")
    return name_key("".join(part[:1] for part in parts)) if len(parts) > 1 else ""


def _misuse(error: click_errors.UsageError) -> Misuse:
    """Put a usage error of click into a Vietnamese sentence with what to try next."""
    ctx = error.ctx
    hints = _hints(ctx)
    command = f"Lệnh «{_path(ctx)}»" if ctx is not None else "Dòng lệnh"
    if isinstance(error, click_errors.NoSuchOption):
        return _unknown_option(error.option_name, ctx, command, hints)
    if isinstance(error, click_errors.BadOptionUsage):
        param = _find_option(ctx, error.option_name)
        if param is not None and param.is_flag:
            return Misuse(f"Tùy chọn {error.option_name} không nhận giá trị.", *hints)
        if param is not None and param.nargs > 1:
            said = (
                f"Tùy chọn {error.option_name} cần {param.nargs} giá trị đi sau: {error.option_name} {param.metavar}."
            )
            return Misuse(said, *hints)
        return Misuse(f"Tùy chọn {error.option_name} cần một giá trị đi sau.", *hints)
    if isinstance(error, click_errors.MissingParameter):
        return Misuse(f"{command} còn thiếu {param_name(error.param)}.", *hints)
    if isinstance(error, click_errors.BadParameter):
        return Misuse(f"Giá trị của {param_name(error.param)} không dùng được.", *hints)
    return Misuse("Dòng lệnh chưa đúng.", *hints)


def _unknown_option(name: str, ctx: _click.Context | None, command: str, hints: list[str]) -> Misuse:
    sentence = f"{command} không có tùy chọn {name}."
    if ctx is None:
        return Misuse(sentence)
    root = ctx.find_root()
    if ctx is not root and _find_option(root, name) is not None:
        rest = _path(ctx).partition(" ")[2]
        return Misuse(f"Tùy chọn {name} đứng trước tên lệnh.", f"Gõ: {PROGRAM} {name} … {rest} …", hints[-1])
    if name_key(name) in ("nam", "nu"):  # «năm» or «nam»: a keyboard does not tell
        known = [text for option, text in _INSTEAD_OF_YEAR.items() if _find_option(ctx, option) is not None]
        if known:
            return Misuse(sentence, *known, *hints[-1:])
    visible = [
        option for param in ctx.command.get_params(ctx) if not getattr(param, "hidden", False)
        for option in param.opts if option.startswith("--")
    ]  # fmt: skip
    if name in ("--version", "-V", "-v") and "--phien-ban" in visible:
        return Misuse(sentence, "Có phải: --phien-ban?", hints[-1])
    if near := near_misses(name, visible, 2):
        return Misuse(sentence, f"Có phải: {', '.join(near)}?", hints[-1])
    return Misuse(sentence, *hints)


def _find_option(ctx: _click.Context | None, name: str) -> Any:
    if ctx is None:
        return None
    return next((param for param in ctx.command.get_params(ctx) if name in param.opts), None)
