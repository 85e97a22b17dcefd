"""`ds`, `xem`, `them`, `sua`, `xoa` of one kind of the year's work: one engine, a declaration a kind."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from dangbo_cli.cli.asking import day_asked, organization_asked, refusals
from dangbo_cli.cli.assignments import Assignments, part_words, require_some
from dangbo_cli.cli.bao_cao_xep_loai import STAGES, Stage, read_bucket
from dangbo_cli.cli.call import call_of
from dangbo_cli.cli.errors import Misuse
from dangbo_cli.cli.framework import ValueType
from dangbo_cli.cli.help import manual
from dangbo_cli.cli.options import AsOf, Output, PreviewOnly, Unit, Yes, read_number, read_year, with_output
from dangbo_cli.cli.showing import Shape, show, show_one
from dangbo_cli.cli.writing import Proposal, Wish, carry_out

if TYPE_CHECKING:
    from sqlite3 import Connection

    from dangbo_cli.forms.form import Form
    from dangbo_cli.reports.table import Table

_T = TypeVar("_T")
Bloc = Annotated[
    str | None, typer.Option("--khoi", metavar="KHỐI", help="Chỉ các tổ chức của khối này, như «doanh nghiệp».")
]
Year = Annotated[
    Any, typer.Option("--nam", metavar="NĂM", click_type=ValueType(read_year), help="Chỉ năm này, như 2022.")
]
Heads = Annotated[
    bool,
    typer.Option(
        "--nguoi-dung-dau",
        help="Chỉ người đứng đầu, theo bản cam kết của năm ấy; với mô hình, buổi học: do người đứng đầu phụ trách.",
    ),
]
Level = Annotated[
    str | None,
    typer.Option(
        "--muc", metavar="MỨC", help="Chỉ một mức, như HTXSNV, «Chưa xếp loại»; mức quyết định, hoặc mức của --theo."
    ),
]
Free = Annotated[bool, typer.Option("--ghi-chu", help="Hiện cả ghi chú, kết luận, nội dung vi phạm.")]
Number = Annotated[
    Any, typer.Argument(metavar="ID", click_type=ValueType(read_number), help="Số của mục, cột đầu của «ds».")
]
Collective = Annotated[bool, typer.Option("--tap-the", help="Tên gõ vào là một tập thể.")]
Stranger = Annotated[bool, typer.Option("--ngoai-so", help="Người này không phải đảng viên trong sổ, ghi bằng tên.")]
_ASKED = "Lệnh cho xem đang ghi gì, sẽ ghi gì, rồi mới hỏi; mỗi lần ghi hoàn tác được."


@dataclass(frozen=True, slots=True)
class EntryKind:
    """One kind as the command line knows it: its name, what one entry is called, the field that the words of `them`
    are (None: the person or collective), and a worked example of `them` and of `sua` (the fields alone). `numbers` is the
    field that the words are where they are the number of a document («15-KH/ĐUK»)."""

    name: str
    called: str
    words: str | None
    adding: str
    editing: str
    numbers: str | None = None

    @property
    def form(self) -> Form:
        """The declared form."""
        from dangbo_cli.forms.catalogue import form_of

        form = form_of(self.name)
        assert form is not None
        return form


def listing(kind: EntryKind, text: str = "", *examples: tuple[str, str]) -> Callable[..., None]:
    """Return `ds` of a kind; `text` and `examples` are its manual where it has one of its own."""
    text = text or (
        f"Xếp theo tổ chức rồi theo tên. Các bộ lọc dùng chung được với nhau. Ghi chú và kết luận chỉ hiện khi thêm "
        f"--ghi-chu. Số đứng đầu dòng là ID của {kind.called}."
    )
    examples = examples or (
        (f"dangbo {kind.name} ds --nam 2022", "Mọi mục của năm 2022."),
        (
            f"dangbo {kind.name} ds --don-vi 05 --luu-vao {kind.name}.xlsx",
            "Của tổ chức mã 05 và bên dưới, ra tệp Excel.",
        ),
    )

    @manual(text, *examples)
    @with_output
    def ds(
        ctx: typer.Context, output: Output, don_vi: Unit = None, khoi: Bloc = None, nam: Year = None,
        muc: Level = None, theo: Stage = None, nguoi_dung_dau: Heads = False, ghi_chu: Free = False, tinh_den: AsOf = None,
    ) -> None:  # fmt: skip
        """List entries."""
        from dangbo_cli.reports.entries import EntryFilter, list_entries

        call = call_of(ctx)
        day = day_asked(call, tinh_den)
        level = read_bucket(muc)
        if theo is not None and level is None:
            raise Misuse("--theo chỉ dùng cùng --muc.", "Ví dụ: --muc HTXSNV --theo de-nghi.")
        stage = STAGES[theo or "quyet-dinh"]
        with call.reading() as conn, refusals():
            period = None if nam is None else str(nam)
            free = ghi_chu or _asks_free(kind.form, output)
            asked = EntryFilter(organization_asked(conn, don_vi, day), khoi, period, nguoi_dung_dau, free, level, stage)
            table = list_entries(conn, kind.form, day, asked)
        if kind.name == "xep-loai" and output.save is not None and output.columns is None:
            table = _decided_only(table, stage)
        show(call, table, output, Shape.LIST)

    useless = _NO_FILTERS if kind.form.about is None else ()
    return _without(ds, useless if kind.name == "xep-loai" else (*useless, "muc", "theo"))


def _asks_free(form: Form, output: Output) -> bool:
    """Tell whether --cot names a column that only --ghi-chu shows otherwise."""
    from dangbo_cli.cli.words import name_key

    free = {name_key(word) for field in form.stored if field.free for word in (field.key, field.title)}
    return any(name_key(name) in free for name in output.columns or ())


#: Filters of `ds` that say nothing of documents: whose they are nobody asks.
_NO_FILTERS = ("don_vi", "khoi", "nguoi_dung_dau", "tinh_den")


def _decided_only(table: Table, asked: str) -> Table:
    """Return a list of ratings as it may leave the house: what is not decided only where its column or its stage is
    asked for."""
    from dangbo_cli.domain.levels import PROPOSED, SELF, STAGE_WORDS, STAGES

    hidden = [stage for stage in (SELF, PROPOSED) if stage != asked]
    keys = {STAGES[stage] for stage in hidden}
    columns = [column for column in table.columns if column.key not in keys]
    rows = [{key: value for key, value in row.items() if key not in keys} for row in table.rows]
    named = ", ".join(STAGE_WORDS[stage] for stage in hidden)
    note = f"{named[:1].upper()}{named[1:]} không ghi ra tệp; muốn có thì chọn bằng --cot."
    return replace(table, columns=columns, rows=rows, notes=[*table.notes, note])


def showing(kind: EntryKind) -> Callable[..., None]:
    """Return `xem` of a kind."""

    @manual(
        f"Mọi điều sổ ghi về một mục ({kind.called}), kể cả ghi chú, và những lần đã ghi.",
        (f"dangbo {kind.name} xem 12", "Mục số 12."),
    )
    @with_output
    def xem(ctx: typer.Context, output: Output, number: Number, tinh_den: AsOf = None) -> None:
        """Show one entry whole."""
        from dangbo_cli.reports.entry_profile import entry_profile

        call = call_of(ctx)
        with call.reading() as conn, refusals():
            profile = entry_profile(conn, kind.form, number, day_asked(call, tinh_den))
        show_one(call, profile, output)

    return xem


def adding(kind: EntryKind) -> Callable[..., int]:
    """Return `them` of a kind."""

    @manual(
        f"Thêm một mục ({kind.called}) bằng tay. {_ASKED}\n\nCác trường: {_fields(kind)}.",
        (f"dangbo {kind.name} them {kind.adding}", "Xem lại rồi mới ghi."),
        (f"dangbo {kind.name} them {kind.adding} --xem-truoc", "Chỉ xem sẽ ghi những gì."),
    )
    def them(
        ctx: typer.Context,
        words: Annotated[
            list[str] | None,
            typer.Argument(metavar="TÊN", help="Tên, rồi từng \"trường=giá trị\".", show_default=False),
        ] = None,
        don_vi: Annotated[
            str | None, typer.Option("--don-vi", metavar="MÃ", help="Tổ chức đảng của mục này; mã hoặc tên.")
        ] = None,
        nam: Annotated[
            Any, typer.Option("--nam", metavar="NĂM", click_type=ValueType(read_year), help="Năm; không ghi thì năm nay.")
        ] = None,
        tap_the: Collective = False,
        ngoai_so: Stranger = False,
        xem_truoc: PreviewOnly = False,
        dong_y: Yes = False,
    ) -> int:  # fmt: skip
        """Add an entry."""
        from dangbo_cli.forms.form import Subject

        name, given = part_words(words or [], f"dangbo {kind.name} them")
        call = call_of(ctx)
        words_are = kind.numbers if kind.numbers and _is_number(name) else kind.words

        def propose(conn: Connection) -> Proposal:
            from dangbo_cli.cli.entry_whom import whom_meant
            from dangbo_cli.records.entries import plan_add_entry
            from dangbo_cli.records.entry_fields import part_subject
            from dangbo_cli.records.entry_subject import say_whom

            typed = [(words_are or "họ và tên", name), *given] if name else given
            named, assignments = part_subject(kind.form, _with_unit(typed, don_vi))
            if named.person and not assignments and kind.form.about is Subject.RATED:
                raise Misuse(
                    f"Chưa ghi mức xếp loại nào của «{named.person}».", f"Ví dụ: dangbo {kind.name} them {kind.adding}"
                )
            whom = whom_meant(conn, kind.form, named, tap_the, ngoai_so, call.env.today())
            plan = plan_add_entry(conn, kind.form, whom, nam, assignments, call.env.today())
            about = say_whom(conn, kind.form, whom, call.env.today())
            return Proposal(plan, ": ".join(part for part in (f"Thêm {kind.called}", about) if part))

        return carry_out(call, propose, Wish(xem_truoc, dong_y, may_create=kind.name == "van-ban"))

    return _without(them, _useless_options(kind.form))


def _without(command: Callable[..., _T], names: Collection[str]) -> Callable[..., _T]:
    """Return a command that does not offer some of its options: each has its default then."""
    signature = inspect.signature(command, eval_str=True)
    command.__signature__ = signature.replace(  # type: ignore[attr-defined]
        parameters=[param for name, param in signature.parameters.items() if name not in names]
    )
    return command


def _with_unit(given: Assignments, unit: str | None) -> Assignments:
    """Return the assignments with that of --don-vi."""
    return given if unit is None else [*given, ("tổ chức đảng", unit)]


def _is_number(words: str) -> bool:
    """Tell whether words are the number of a document, small letters and blanks between its parts forgiven."""
    from dangbo_cli.domain.document import looks_like_number

    return looks_like_number(words) or looks_like_number("".join(words.split()).upper())


def _useless_options(form: Form) -> frozenset[str]:
    """Return the options of `them` that would say nothing about an entry of a form: whose a document is nobody asks, an
    entry about an organisation is about nobody by name."""
    from dangbo_cli.forms.form import Subject

    if form.about is None:
        return frozenset(("don_vi", "nam", "tap_the", "ngoai_so"))
    return frozenset(("tap_the", "ngoai_so")) if form.about is Subject.ORGANIZATION else frozenset()


def editing(kind: EntryKind) -> Callable[..., int]:
    """Return `sua` of a kind."""

    @manual(
        f'Gõ số của mục, rồi từng "trường=giá trị"; để trống sau dấu «=» là xóa giá trị đang có. {_ASKED}\n\n'
        f"{_moved(kind)}Các trường: {_fields(kind)}.",
        (f"dangbo {kind.name} sua 12 {kind.editing}", "Sửa mục số 12."),
        *_moved_example(kind),
    )
    def sua(
        ctx: typer.Context,
        words: Annotated[
            list[str],
            typer.Argument(metavar="ID", help='Số của mục; rồi từng "trường=giá trị".', show_default=False),
        ],
        don_vi: Annotated[
            str | None, typer.Option("--don-vi", metavar="MÃ", help="Tổ chức đảng của mục này, khi đang ghi nhầm.")
        ] = None,
        tap_the: Collective = False,
        ngoai_so: Stranger = False,
        xem_truoc: PreviewOnly = False,
        dong_y: Yes = False,
    ) -> int:
        """Set or clear fields of an entry."""
        which, given = part_words(words, f"dangbo {kind.name} sua")
        try:
            number = read_number(which)
        except ValueError:
            raise Misuse(
                f"«{which}» không phải số của một mục.", f"Xem số ở cột đầu của «dangbo {kind.name} ds»."
            ) from None
        given = _with_unit(given, don_vi)
        require_some(given, which, f"dangbo {kind.name} sua", kind.editing)

        def propose(conn: Connection) -> Proposal:
            from dangbo_cli.cli.entry_whom import whom_instead
            from dangbo_cli.domain.change import Entity
            from dangbo_cli.records.entries import plan_edit_entry, read_entry
            from dangbo_cli.records.entry_fields import part_subject
            from dangbo_cli.records.entry_subject import stored_subject
            from dangbo_cli.store.labels import describe_entry

            today = call.env.today()
            named, assignments = part_subject(kind.form, given)
            stored = stored_subject(kind.form, read_entry(conn, kind.form, number))
            whom = whom_instead(conn, kind.form, stored, named, tap_the, ngoai_so, today)
            plan = plan_edit_entry(conn, kind.form, number, assignments, today, whom)
            whose = describe_entry(conn, Entity(kind.form.entity), number)
            return Proposal(plan, ": ".join(part for part in (f"Sửa {kind.called} số {number}", whose) if part))

        call = call_of(ctx)
        return carry_out(call, propose, Wish(xem_truoc, dong_y))

    return _without(sua, _useless_options(kind.form))


def removing(kind: EntryKind) -> Callable[..., int]:
    """Return `xoa` of a kind."""

    @manual(
        f"Xóa một mục ghi nhầm ({kind.called}); các phần của mục, như chỉ tiêu, mốc, việc, tiêu chí, đi theo. Ghi sai một "
        f"trường thì chỉ cần «sua». {_ASKED}",
        (f"dangbo {kind.name} xoa 12", "Xem lại mục số 12 rồi mới xóa."),
    )
    def xoa(ctx: typer.Context, number: Number, xem_truoc: PreviewOnly = False, dong_y: Yes = False) -> int:
        """Take one entry out."""

        def propose(conn: Connection) -> Proposal:
            from dangbo_cli.domain.change import Entity
            from dangbo_cli.records.removing import plan_remove_entry
            from dangbo_cli.store.labels import describe_entry

            plan = plan_remove_entry(conn, kind.form, number)
            whose = describe_entry(conn, Entity(kind.form.entity), number)
            period = plan.changes[0].fields.get("period")
            what = f"Xóa {kind.called} số {number}" + (f", năm {str(period.before)[:4]}" if period is not None else "")
            return Proposal(plan, ": ".join(part for part in (what, whose) if part))

        return carry_out(call_of(ctx), propose, Wish(xem_truoc, dong_y))

    return xoa


def _fields(kind: EntryKind) -> str:
    from dangbo_cli.records.entry_fields import field_titles

    return ", ".join(title.lower() for title in field_titles(kind.form))


def _moved(kind: EntryKind) -> str:
    """Return what the manual of `sua` says of an entry written for somebody else."""
    if not kind.form.subject_title:
        return ""
    return (
        'Ghi nhầm người thì sửa như mọi trường: "đảng viên=77" (số hoặc họ tên); mục tính ở nơi người ấy sinh hoạt vào '
        "ngày của mục, trừ khi có --don-vi.\n\n"
    )


def _moved_example(kind: EntryKind) -> list[tuple[str, str]]:
    if not kind.form.subject_title:
        return []
    return [(f'dangbo {kind.name} sua 12 "đảng viên=77"', "Mục số 12 ghi nhầm người: là của đảng viên số 77.")]
