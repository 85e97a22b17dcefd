"""`bieu-mau`: the forms the program knows, and those a clerk adds without programming."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dangbo_cli.cli.call import Call, call_of
from dangbo_cli.cli.errors import Misuse
from dangbo_cli.cli.help import manual
from dangbo_cli.cli.mau import Kind, form_asked
from dangbo_cli.cli.options import Output, Yes, with_output
from dangbo_cli.cli.own_forms import kept_forms, kept_texts
from dangbo_cli.cli.saving import may_overwrite, say_replaced, write_whole
from dangbo_cli.cli.showing import Look, Shape, show
from dangbo_cli.cli.words import name_key, near_misses
from dangbo_cli.cli.writing import NO_CHANGE, agreed

if TYPE_CHECKING:
    from dangbo_cli.forms.additions import Addition
    from dangbo_cli.reports.table import Table

_LONGEST = 64 * 1024  # bytes of a file of headings
Name = Annotated[str, typer.Argument(metavar="TÊN", help="Tên của biểu riêng.", show_default=False)]


@manual(
    "Gõ một mình để xem có những loại biểu nào, và những biểu riêng đã thêm.\n\n"
    "Biểu riêng là một tệp nhỏ ghi thêm các tiêu đề mà đơn vị mình dùng cho những cột đã có:\n\n"
    "ten = \"so-y-te\"; loai = \"dang-vien\"; tieu_de = [\"trích ngang đội ngũ\"]; rồi mục [cot] với mỗi dòng một cột, như "
    "\"Họ và tên\" = [\"Danh tính\"] hoặc \"Ngày sinh\" = [\"Nhân thân > Sinh\"].",
    ("dangbo bieu-mau", "Các loại biểu đọc được."),
    ("dangbo bieu-mau them so-y-te.toml", "Thêm các tiêu đề của một biểu riêng."),
)  # fmt: skip
@with_output
def ds(ctx: typer.Context, output: Output) -> None:
    """List the known forms."""
    from dangbo_cli.forms.catalogue import FORMS
    from dangbo_cli.forms.form import Value
    from dangbo_cli.reports.form_rows import ROWS
    from dangbo_cli.reports.table import Column, ColumnKind, Table

    call = call_of(ctx)
    own = kept_forms(call)
    rows = [
        {
            "kind": form.kind,
            "title": form.title,
            "fields": sum(field.value is not Value.IGNORED for field in form.fields),
            "prefilled": form.kind in ROWS,
            "own": [one.name for one in own if one.kind == form.kind],
        }
        for form in FORMS
    ]
    table = Table(
        "bieu-mau", "Các loại biểu",
        (Column("kind", "Loại"), Column("title", "Tên biểu"), Column("fields", "Số cột", ColumnKind.INTEGER),
         Column("prefilled", "Phát mẫu ghi sẵn"), Column("own", "Biểu riêng")), rows,
        notes=["Xem các cột của một biểu: «dangbo bieu-mau xem LOẠI»."],
    )  # fmt: skip
    show(call, table, output, Shape.LIST)


@manual(
    "Mỗi cột một dòng: tên, độ rộng trong mẫu, có bắt buộc không, danh mục để chọn, và mọi tiêu đề mà «dangbo nhap» hiểu là "
    "cột ấy («cha > con»: tiêu đề con dưới một tiêu đề gộp).",
    ("dangbo bieu-mau xem dang-vien", "Các cột của danh sách đảng viên."),
    ("dangbo bieu-mau xem to-chuc --luu-vao cot.xlsx", "Ra tệp Excel."),
)  # fmt: skip
@with_output
def xem(ctx: typer.Context, output: Output, loai: Kind) -> None:
    """Show the fields of a form."""
    from dangbo_cli.forms.additions import added_headings
    from dangbo_cli.forms.catalogue import FORMS
    from dangbo_cli.forms.form import Value
    from dangbo_cli.forms.template import choices_of, template_fields
    from dangbo_cli.reports.table import Column, ColumnKind, Table

    call = call_of(ctx)
    kept = kept_forms(call)
    own = next((one for one in kept if name_key(one.name) == name_key(loai)), None)
    if own is not None and name_key(loai) not in {name_key(form.kind) for form in FORMS}:
        raise Misuse(
            f"«{own.name}» là biểu riêng, ghi thêm tiêu đề cho loại «{own.kind}».",
            f"Các cột với mọi tiêu đề: «dangbo bieu-mau xem {own.kind}».",
            f'Tệp của biểu riêng: «dangbo bieu-mau lay "{own.name}"».',
        )
    form = form_asked(loai)
    added = added_headings(kept).get(form.kind, {})
    sent = {field.key for field in template_fields(form)}
    rows = [
        {
            "key": field.key,
            "title": field.title or field.headings[0],  # one that no template has may go by its headings alone
            "width": field.width,
            "required": field.required,
            "in_template": field.key in sent,
            "choices": list(choices_of(field)),
            "headings": list(dict.fromkeys((*field.headings, *added.get(field.key, ())))),
        }
        for field in form.fields
        if field.value is not Value.IGNORED
    ]
    table = Table(
        "bieu-mau-xem", f"{form.title} ({form.kind})",
        (Column("key", "Khóa", shown=False, for_programs=True), Column("title", "Cột"),
         Column("width", "Rộng", ColumnKind.INTEGER), Column("required", "Bắt buộc"),
         Column("in_template", "Có trong mẫu", shown=False), Column("choices", "Danh mục"),
         Column("headings", "Các tiêu đề được hiểu")), rows,
        parameters={"kind": form.kind},
    )  # fmt: skip

    def text() -> None:
        _show_fields(call, table)

    show(call, table, output, Shape.LIST, Look(text=text))


def _show_fields(call: Call, table: Table) -> None:
    """Write each field with its headings below it, over the whole width: a column of them would be a strip of words."""
    from dangbo_cli.views.messages import heading, sentence

    env = call.env
    env.out(heading(table.title, env.colour))
    for row in table.rows:
        required = ", bắt buộc" if row["required"] else ""
        room = f"rộng {row['width']}" if row["in_template"] else "không có trong mẫu"
        env.out()
        env.out(sentence(f"{row['title']} ({room}{required})", env.prose_width))
        if row["choices"]:
            env.out(sentence(f"Danh mục: {', '.join(row['choices'])}", env.prose_width, "  ", "    "))
        env.out(sentence(f"Tiêu đề: {', '.join(row['headings'])}", env.prose_width, "  ", "    "))


@manual(
    "Tệp được kiểm tra trước: khóa lạ, cột không có, một tiêu đề hai nghĩa đều được nêu với số dòng, và không thêm gì. "
    "Biểu riêng được cất trong sổ, đi theo tệp sổ; «dangbo nhap» dùng ngay. Thêm lại cùng tên là thay biểu cũ. Lệnh cho xem "
    "sẽ thêm gì rồi mới hỏi; biểu riêng không phải một lần nhập, nên muốn lấy lại thì dùng lệnh được nêu sau khi ghi.",
    ("dangbo bieu-mau them so-y-te.toml", "Thêm các tiêu đề trong tệp so-y-te.toml."),
)
def them(
    ctx: typer.Context,
    tep: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp .toml của biểu riêng.", show_default=False)],
    dong_y: Yes = False,
) -> None:
    """Add a form of one's own."""
    from dangbo_cli.forms.additions import EXAMPLE, AdditionRefused, read_addition
    from dangbo_cli.store.settings import save_own_form
    from dangbo_cli.views.messages import show_note

    call = call_of(ctx)
    text = _read_file(tep.expanduser())
    try:
        addition = read_addition(text, kept_forms(call))
    except AdditionRefused as refused:
        raise Misuse(
            f"Chưa thêm được biểu của tệp «{tep}».", *refused.mistakes,
            "\n".join(["", "Ví dụ một tệp đúng:", *(f"  {line}" for line in EXAMPLE.splitlines())]), names=(str(tep),),
        ) from None  # fmt: skip
    standing = kept_texts(call).get(addition.name)
    if standing == text:
        call.env.out(NO_CHANGE)
        return
    _show_addition(call, addition, "Thêm biểu riêng" if standing is None else "Thay biểu riêng đang có")
    if standing is not None:
        show_note(call.env, f"Bản đang có sẽ mất. Muốn giữ thì lấy ra trước: {_say_taking_out(addition.name)}.")
    if not agreed(call, dong_y, "Ghi vào sổ?"):
        return
    with call.writing() as conn:
        save_own_form(conn, addition.name, text)
    show_note(
        call.env,
        f"Đã thêm biểu riêng «{addition.name}»: {_count(addition)} tiêu đề cho loại «{addition.kind}». "
        f'Bỏ: «dangbo bieu-mau xoa "{addition.name}"».',
    )


def _count(addition: Addition) -> int:
    return sum(len(headings) for headings in addition.headings.values())


def _show_addition(call: Call, addition: Addition, what: str) -> None:
    """Write which headings a form of one's own adds to which fields."""
    from dangbo_cli.views.messages import heading, sentence

    env, form = call.env, form_asked(addition.kind)
    env.out(heading(f"{what} «{addition.name}»: {_count(addition)} tiêu đề cho loại «{addition.kind}»", env.colour))
    env.out()
    for key, headings in addition.headings.items():
        env.out(sentence(f"{form.field(key).title}: {', '.join(headings)}", env.prose_width, "  ", "    "))
    if addition.title_words:
        env.out(sentence(f"Tiêu đề bảng có: {', '.join(addition.title_words)}", env.prose_width, "  ", "    "))
    env.out()


def _say_taking_out(name: str) -> str:
    return f'«dangbo bieu-mau lay "{name}" --luu-vao TỆP.toml»'


@manual(
    "Ghi lại nguyên văn tệp đã thêm, cả lời ghi chú trong đó.",
    ("dangbo bieu-mau lay so-y-te", "Hiện biểu riêng so-y-te."),
    ("dangbo bieu-mau lay so-y-te --luu-vao so-y-te.toml", "Ghi ra tệp để sửa rồi thêm lại."),
)
def lay(
    ctx: typer.Context,
    ten: Name,
    luu_vao: Annotated[Path | None, typer.Option("--luu-vao", metavar="TỆP", help="Ghi ra tệp này.")] = None,
) -> None:
    """Give back the file of a form of one's own."""
    from dangbo_cli.views.messages import show_note

    call = call_of(ctx)
    name, text = _asked(call, ten)
    if luu_vao is None:
        call.env.out(text.rstrip("\n"))
        return
    target = luu_vao.expanduser()

    def write(path: Path) -> None:
        path.write_text(text, encoding="utf-8")

    if not may_overwrite(call.env, target):
        return
    over = say_replaced(target)
    write_whole(target, write)
    show_note(call.env, f"Đã ghi biểu riêng «{name}» vào «{target}»{over}.", names=(str(target),))


@manual(
    "Từ nay «dangbo nhap» không hiểu các tiêu đề của biểu ấy nữa; những gì đã nhập vẫn giữ nguyên. Lệnh hỏi trước khi bỏ; muốn "
    "thêm lại được về sau thì lấy tệp ra trước bằng «dangbo bieu-mau lay».",
    ("dangbo bieu-mau xoa so-y-te", "Bỏ biểu riêng so-y-te."),
)
def xoa(ctx: typer.Context, ten: Name, dong_y: Yes = False) -> None:
    """Remove a form of one's own."""
    from dangbo_cli.forms.additions import AdditionRefused, read_addition
    from dangbo_cli.store.settings import remove_own_form
    from dangbo_cli.views.messages import show_note

    call = call_of(ctx)
    name, text = _asked(call, ten)
    try:
        _show_addition(call, read_addition(text), "Bỏ biểu riêng")
    except AdditionRefused:
        call.env.out(f"Bỏ biểu riêng «{name}».")  # one that the program no longer takes can go all the same
    show_note(call.env, f"Muốn thêm lại được về sau thì lấy tệp ra trước: {_say_taking_out(name)}.")
    if not agreed(call, dong_y, "Bỏ biểu này?", "bỏ"):
        return
    with call.writing() as conn:
        remove_own_form(conn, name)
    show_note(call.env, f"Đã bỏ biểu riêng «{name}».")


def _asked(call: Call, typed: str) -> tuple[str, str]:
    """Return the name and text of an own form as typed. Raises Misuse."""
    texts = kept_texts(call)
    found = next((name for name in texts if name_key(name) == name_key(typed)), None)
    if found is None:
        near = near_misses(typed, texts, 1)
        known = f"Các biểu riêng: {', '.join(texts)}." if texts else "Chưa có biểu riêng nào."
        raise Misuse(f"Không có biểu riêng «{typed}».", *([f"Có phải: {near[0]}?"] if near else []), known)
    return found, texts[found]


def _read_file(path: Path) -> str:
    """Return the text of a file of headings. Raises Misuse where it is none."""
    try:
        data = path.read_bytes()[:_LONGEST]
    except OSError as error:
        raise Misuse(f"Không đọc được tệp «{path}».", "Xem lại tên tệp.", names=(str(path),)) from error
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise Misuse(
            f"Tệp «{path}» không phải chữ UTF-8.", "Lưu lại tệp với bảng mã UTF-8.", names=(str(path),)
        ) from None
