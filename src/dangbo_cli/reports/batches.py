"""The imports and edits made (`lan-nhap ds`, `lan-nhap xem N`)."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from typing import Any

from dangbo_cli.domain.change import Entity
from dangbo_cli.forms.catalogue import form_of
from dangbo_cli.reports.as_of import count_text, say_date
from dangbo_cli.reports.table import Column, ColumnKind, Table
from dangbo_cli.store.history import standing_undos
from dangbo_cli.store.labels import ENTITY_LABELS, describe_subject, organization_words
from dangbo_cli.store.set_aside import OPEN, REPLACED, SOLVED, SetAside, count_open, read_all, read_of_batch, read_open

_INT = ColumnKind.INTEGER
COLUMNS = (
    Column("number", "Số", ColumnKind.IDENTIFIER),
    Column("made_at", "Lúc", ColumnKind.MOMENT),
    Column("command", "Lệnh"),
    Column("files", "Tệp", _INT, spare=True),
    Column("created", "Thêm mới", _INT),
    Column("updated", "Cập nhật", _INT),
    Column("unchanged", "Giữ nguyên", _INT, spare=True),
    Column("set_aside", "Để lại", _INT),
    Column("user", "Người làm", spare=True),
    Column("machine", "Máy", shown=False),
    Column("undoes", "Hoàn tác lần", ColumnKind.IDENTIFIER, shown=False),
    Column("undone_by", "Đã hoàn tác ở lần", ColumnKind.IDENTIFIER, shown=False),
    Column("backup", "Bản sao lưu", shown=False),
    Column("state", "Tình trạng"),
)
DETAIL_COLUMNS = (
    Column("group", "Mục", shown=False),
    Column("label", "Nội dung"),
    Column("value", "Giá trị"),
)

OPEN_COLUMNS = (
    Column("number", "Số", ColumnKind.IDENTIFIER),
    Column("path", "Tệp", shown=False),
    Column("sheet", "Trang tính"),
    Column("cell", "Ô", ColumnKind.IDENTIFIER),
    Column("whose", "Của ai"),
    Column("message", "Vì sao"),
    Column("batch", "Lần nhập", ColumnKind.IDENTIFIER),
    Column("seen_at", "Lúc", ColumnKind.MOMENT, shown=False),
    Column("organization", "Tổ chức đảng", shown=False),
)

_BATCHES = """SELECT b.id, b.made_at, b.command,
    (SELECT count(DISTINCT s.path) FROM source s WHERE s.batch_id = b.id),
    b.created, b.updated, b.unchanged, b.set_aside,
    b.user, b.machine, b.undoes, b.backup FROM batch b"""


class BatchUnknown(Exception):
    """There is no batch of this number; the message names those there are."""

    def __init__(self, number: int, last: int | None) -> None:
        self.number = number
        known = "Sổ chưa có lần nhập nào." if last is None else f"Lần nhập gần nhất là số {last}."
        super().__init__(f"Không có lần nhập số {number}. {known} Xem danh sách bằng «dangbo lan-nhap ds».")


def list_batches(conn: sqlite3.Connection) -> Table:
    """Return all batches, newest first, with what became of them."""
    undone = standing_undos(conn)
    rows = [_row(row, undone) for row in conn.execute(f"{_BATCHES} ORDER BY b.id DESC")]
    notes = [f"Có {count_text(len(rows))} lần nhập."] if rows else ["Sổ chưa có lần nhập nào."]
    if standing := count_open(conn):
        notes.append(f"Còn {count_text(standing)} chỗ chờ sửa, xem «dangbo lan-nhap cho-sua»; cột «Để lại» đếm dòng.")
    return Table("lan-nhap-ds", "Các lần nhập", COLUMNS, rows, notes=notes)


def list_open(conn: sqlite3.Connection, inside: Collection[int] | None = None) -> Table:
    """Return every place that still waits to be mended, file by file: also those of calls that had nothing else to
    write and so are no batch. `inside`: only in sheets of these organisations."""
    standing = read_open(conn)
    places = [one for one in standing if inside is None or one.organization in inside]
    unplaced = 0 if inside is None else sum(one.organization is None for one in standing)
    notes = [] if unplaced else ["Không còn chỗ nào chờ sửa."]
    if places:
        notes = [
            f"Có {count_text(len(places))} chỗ chờ sửa. Trả lại đơn vị: «dangbo nhap TỆP --tra-lai THƯ_MỤC»; nhập lại tệp đã "
            "sửa thì chỗ ấy hết chờ. Đã sửa tay trong sổ mà còn ở đây: «dangbo lan-nhap cho-sua --xong SỐ»."
        ]
        if any(one.batch is None for one in places):
            notes.append("Chỗ không nêu số của lần nhập: lần ấy không có gì mới để ghi vào sổ.")
    if unplaced:
        notes.append(f"Còn {count_text(unplaced)} chỗ chờ sửa chưa rõ của tổ chức nào; xem «dangbo lan-nhap cho-sua».")
    return _places(conn, places, notes)


class PlaceUnknown(Exception):
    """A place set aside is not there, or not in the state that was asked for; the message says what became of it."""


def pick_open(conn: sqlite3.Connection, numbers: Collection[int]) -> Table:
    """Return the places of these numbers that still wait. Raises PlaceUnknown where one does not."""
    places = {one.number: one for one in read_open(conn) if one.number in numbers}
    if unknown := sorted(set(numbers) - places.keys()):
        said = ", ".join(map(str, unknown))
        raise PlaceUnknown(
            f"Không có chỗ nào đang chờ sửa mang số {said}. Xem số ở cột đầu của «dangbo lan-nhap cho-sua»."
        )
    return _places(conn, list(places.values()))


def pick_closed(conn: sqlite3.Connection, numbers: Collection[int]) -> Table:
    """Return the places of these numbers that the clerk said were done with. Raises PlaceUnknown where one waits, or was
    closed by something that she did not say."""
    known = {one.number: one for one in read_all(conn)}
    for number in sorted(set(numbers)):
        one = known.get(number)
        if one is None:
            raise PlaceUnknown(f"Không có chỗ để lại nào mang số {number}.")
        if one.state == OPEN:
            raise PlaceUnknown(f"Chỗ số {number} đang chờ sửa, không phải mở lại.")
        if one.state == REPLACED:
            raise PlaceUnknown(
                f"Chỗ số {number} nay nằm ở bản mới hơn của tệp, mang số khác: xem «dangbo lan-nhap cho-sua»."
            )
        if one.closed_by is not None:
            raise PlaceUnknown(
                f"Chỗ số {number} hết chờ nhờ lần nhập số {one.closed_by}; hoàn tác lần ấy thì chỗ này chờ lại: "
                f"«dangbo lan-nhap hoan-tac {one.closed_by}»."
            )
    return _places(conn, [known[number] for number in sorted(set(numbers))])


def _places(conn: sqlite3.Connection, places: Collection[SetAside], notes: Collection[str] = ()) -> Table:
    names: dict[int, str | None] = {}
    rows = []
    for one in places:
        if one.organization is not None and one.organization not in names:
            names[one.organization] = organization_words(conn, one.organization)
        unit = None if one.organization is None else names[one.organization]
        rows.append({"number": one.number, "path": one.path, "sheet": one.mistake.sheet or None, "cell": one.mistake.cell or None,
                     "whose": one.whose.name, "code": one.mistake.code, "message": one.message, "batch": one.batch,
                     "seen_at": one.seen_at, "organization": unit, "sha256": one.sha256})  # fmt: skip
    rows.sort(key=lambda row: str(row["path"]))  # stable: in a file in the order in which they were kept
    return Table("lan-nhap-cho-sua", "Những chỗ để lại chờ sửa", OPEN_COLUMNS, rows, notes=list(notes), group_by="path")


def say_batches_since(conn: sqlite3.Connection, number: int) -> str:
    """Return which batches came after one, in words: «lần nhập số 3 (canbo, 20/11/2022 14:03)»; "" where none did."""
    made = conn.execute("SELECT id, user, made_at FROM batch WHERE id > ? ORDER BY id", (number,))
    return ", ".join(f"lần nhập số {n} ({user}, {say_date(at[:10])} {at[11:16]})" for n, user, at in made)


def _row(row: tuple[Any, ...], undone: dict[int, int]) -> dict[str, Any]:
    number, undoes = row[0], row[10]
    taker = undone.get(number)
    state = f"Đã hoàn tác ở lần {taker}" if taker else f"Hoàn tác lần {undoes}" if undoes else "Còn hiệu lực"
    return {
        "number": number,
        "made_at": row[1],
        "command": row[2],
        "files": row[3],
        "created": row[4],
        "updated": row[5],
        "unchanged": row[6],
        "set_aside": row[7],
        "user": row[8],
        "machine": row[9],
        "undoes": undoes,
        "undone_by": taker,
        "backup": row[11],
        "state": state,
    }


def show_batch(conn: sqlite3.Connection, number: int) -> Table:
    """Return one batch in three groups: itself, its sources (file and sheet), its changes by kind of record.

    The field-by-field list is `history.batch_changes`. Raises BatchUnknown.
    """
    found = conn.execute(f"{_BATCHES} WHERE b.id = ?", (number,)).fetchone()
    if found is None:
        raise BatchUnknown(number, conn.execute("SELECT max(id) FROM batch").fetchone()[0])
    batch = _row(found, standing_undos(conn))
    titles = {column.key: column.title for column in COLUMNS}
    made_at = batch["made_at"]
    own = {**batch, "made_at": f"{say_date(made_at[:10])} {made_at[11:16]}"}
    rows = [_line("Lần nhập", titles[key], own[key]) for key in _TOLD if own[key] is not None]
    rows += [_source_line(*source) for source in conn.execute(_SOURCES, (number,))]
    rows += [
        _line("Thay đổi", f"{_ACTIONS[action]} {ENTITY_LABELS[Entity(entity)]}", count)
        for entity, action, count in conn.execute(_CHANGES, (number,))
    ]
    subjects = conn.execute(_SUBJECTS, (number, _FEW + 1)).fetchall()
    if 0 < len(subjects) <= _FEW:
        named = "; ".join(describe_subject(conn, Entity(subject), one) for subject, one in subjects)
        rows.append(_line("Thay đổi", "Của ai, của tổ chức nào", named))
    rows += [_use_line(*use) for use in conn.execute(_USES, (number,))]
    aside = read_of_batch(conn, number)
    rows += [_aside_line(one) for one in aside]
    notes = []
    if aside:
        standing = sum(one.state == OPEN for one in aside)
        notes.append(f"Để lại {count_text(len(aside))} chỗ, còn {count_text(standing)} chỗ chờ sửa.")
    return Table(
        "lan-nhap-xem",
        f"Lần nhập số {number}",
        DETAIL_COLUMNS,
        rows,
        notes=notes,
        parameters={"batch": number},
        group_by="group",
    )


_COUNTS = ("created", "updated", "unchanged", "set_aside")
_TOLD = ("made_at", "command", "user", "machine", *_COUNTS, "backup", "state")
ASIDE = "Để lại chờ sửa"
_CLOSED = "không còn chờ sửa"
_STATES = {OPEN: "còn chờ sửa", SOLVED: "đã sửa", REPLACED: "vẫn còn ở bản sau của tệp"}


_SOURCES = "SELECT path, sheet, kind, dated, sha256 FROM source WHERE batch_id = ? ORDER BY id"
_CHANGES = """SELECT entity, action, count(*) FROM change WHERE batch_id = ?
    GROUP BY entity, action ORDER BY min(id)"""
_SUBJECTS = (
    "SELECT subject, subject_id FROM change WHERE batch_id = ? GROUP BY subject, subject_id ORDER BY min(id) LIMIT ?"
)
_FEW = 5  # people and organisations that a batch names; more are told by --chi-tiet
_ACTIONS = {"create": "Thêm", "update": "Sửa", "delete": "Bỏ"}


_USES = """SELECT u.decision_id, count(*), min(s.path), (SELECT d.said FROM decision d WHERE d.id = u.decision_id)
    FROM decision_use u JOIN source s ON s.id = u.source_id WHERE u.batch_id = ? GROUP BY u.decision_id, s.path
    ORDER BY u.decision_id, min(u.id)"""


def _use_line(decision: int, cells: int, path: str, said: str | None) -> dict[str, Any]:
    """Return where a decision was replayed: the file, how many cells, what it says."""
    return _line("Theo ghi nhớ", path, f"{count_text(cells)} ô theo ghi nhớ số {decision}: {said or 'nay đã bỏ'}")


def _source_line(path: str, sheet: str, kind: str, dated: str | None, sha256: str) -> dict[str, Any]:
    form = form_of(kind)
    parts = [
        f"trang tính «{sheet}»" if sheet else "",
        form.title if form else kind,
        f"ngày {say_date(dated)}" if dated else "",
    ]
    return _line("Nguồn", path, ", ".join([*(part for part in parts if part), f"SHA-256 {sha256[:12]}…"]))


def _aside_line(one: SetAside) -> dict[str, Any]:
    """Return one problem as a line: where it is, whose it is, its sentence, what became of it."""
    sheet = f", trang tính «{one.mistake.sheet}»" if one.mistake.sheet else ""
    cell = f", ô {one.mistake.cell}" if one.mistake.cell else ""
    whose = f"{one.whose.name}: " if one.whose.name else ""
    # Without a batch the clerk said so, or a file that came back showed it: whether the cell was mended is not known.
    state = _CLOSED if one.state == SOLVED and one.closed_by is None else _STATES[one.state]
    state += f" ở lần {one.closed_by}" if one.closed_by else ""
    return _line(ASIDE, f"{one.path}{sheet}{cell}", f"{whose}{one.message} ({state})")


def _line(group: str, label: str, value: Any) -> dict[str, Any]:
    return {"group": group, "label": label, "value": value}
