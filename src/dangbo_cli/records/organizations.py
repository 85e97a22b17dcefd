"""Plan `tc them` and `tc sua`: a new organisation, and what is written about one.

Name, kind and parent are dated rows; changing them here corrects the row that is open, as if it had always been so.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date

from dangbo_cli.domain.blank import is_blank
from dangbo_cli.domain.change import Entity, Plan, Ref, Scalar
from dangbo_cli.domain.dates import Role, parse_date
from dangbo_cli.domain.identifiers import parse_phone
from dangbo_cli.domain.organization import (
    BRANCH_OF_GRASSROOTS,
    BRANCH_OF_PART,
    EMPOWERED,
    GRASSROOTS_BRANCH,
    GRASSROOTS_COMMITTEE,
    GROUP,
    PART_COMMITTEE,
    PHONE_OF_BEFORE,
    SUPERIOR,
    code_key,
    infer_kind,
    organization_key,
    parse_kind,
    split_kind,
)
from dangbo_cli.domain.partial_dates import earliest, format_date
from dangbo_cli.domain.problem import CAUSES, Finding, Level, cause
from dangbo_cli.forms.headings import heading_book, heading_key
from dangbo_cli.forms.organizations import FORM
from dangbo_cli.records.draft import Draft, open_row, read_rows, row_number
from dangbo_cli.records.fields import Assignment
from dangbo_cli.records.readings import read_name, refuse_empty
from dangbo_cli.records.refusal import AlreadyKnown, FieldRefused, NumberTaken, PlaceRefused, ValueRefused
from dangbo_cli.records.tree import Tree
from dangbo_cli.store.labels import DATED, column_label
from dangbo_cli.store.records import read_records
from dangbo_cli.vietnamese.names import person_key
from dangbo_cli.vietnamese.text import canonical_tone, clean, fold

KIND_ODD = cause(
    "kind_odd_here",
    Level.NOTE,
    "Loại hình khác thường ở cấp này",
    "«{value}» thường không đứng ngay dưới {detail}; nên kiểm tra lại loại hình và tổ chức cấp trên.",
)
KIND_NOT_KNOWN = cause(
    "kind_not_known",
    Level.NOTE,
    "Chưa rõ loại hình",
    "Chưa rõ loại hình của «{value}».",
    "Khi rõ, hãy ghi «loại hình=…».",
)
NEW_BLOC = cause(
    "new_bloc",
    Level.NOTE,
    "Khối chưa có trong sổ",
    "Chưa tổ chức nào thuộc khối «{value}»; các khối đang có: {detail}.",
    "Nếu là một trong số ấy, hãy ghi đúng chữ.",
)
OTHER_SECRETARY = cause(
    "other_secretary",
    Level.NOTE,
    "Người khác đang giữ chức vụ bí thư",
    "Theo sổ, {detail} đang giữ chức vụ Bí thư ở đây; nay ghi bí thư là «{value}».",
    "Nếu bí thư đã thay, hãy sửa cả chức vụ Đảng của hai người bằng «dangbo dv sua».",
)
PLACED_EARLIER = cause(
    "placed_before_founding",
    Level.NOTE,
    "Có người sinh hoạt từ trước ngày thành lập",
    "Theo sổ, {detail} sinh hoạt ở đây từ trước ngày thành lập {value}.",
    "Hãy kiểm tra lại ngày thành lập, hoặc ngày chuyển đến của những người ấy.",
)
ROW_CORRECTED = cause(
    "open_row_corrected",
    Level.NOTE,
    "Sửa lại, không phải sự việc mới",
    "{value} được sửa lại như thể từ đầu đã đúng như vậy.",
    "Nếu là đổi tên, chuyển cấp trên, đổi loại hình theo quyết định: sổ chưa ghi được ngày đổi, số liệu của những năm "
    "trước cũng sẽ theo tên, cấp trên, loại hình mới.",
)

_TOLD = 3  # people that a note names
_PLAIN = ("code", "bloc", "founded_on", "secretary", "secretary_phone", "note")
_COUNTS = ("declared_members", "declared_official", "declared_probationary")
_DATED: Mapping[str, tuple[Entity, str]] = {
    "name": (Entity.ORGANIZATION_NAME, "name"),
    "kind": (Entity.ORGANIZATION_KIND, "kind"),
    "parent": (Entity.ORGANIZATION_PARENT, "parent_id"),
}
_LABELS = {
    key: DATED[entity][1]
    for key, entity in (
        ("name", Entity.ORGANIZATION_NAME), ("kind", Entity.ORGANIZATION_KIND), ("parent", Entity.ORGANIZATION_PARENT),
    )
}  # fmt: skip
#: Which kinds stand directly below which; an empty set: none does.
_BELOW: Mapping[str, frozenset[str]] = {
    SUPERIOR: frozenset((EMPOWERED, GRASSROOTS_COMMITTEE, GRASSROOTS_BRANCH)),
    EMPOWERED: frozenset((GRASSROOTS_COMMITTEE, GRASSROOTS_BRANCH, PART_COMMITTEE, BRANCH_OF_GRASSROOTS)),
    GRASSROOTS_COMMITTEE: frozenset((PART_COMMITTEE, BRANCH_OF_GRASSROOTS)),
    PART_COMMITTEE: frozenset((BRANCH_OF_PART,)),
    GRASSROOTS_BRANCH: frozenset((GROUP,)),
    BRANCH_OF_GRASSROOTS: frozenset((GROUP,)),
    BRANCH_OF_PART: frozenset((GROUP,)),
    GROUP: frozenset(),
}
_NEVER_ON_TOP = frozenset((PART_COMMITTEE, BRANCH_OF_GRASSROOTS, BRANCH_OF_PART, GROUP))
_DATE_ADVICE = "Hãy ghi theo quyết định, ví dụ 12/05/2008, 05/2008 hoặc 2008."


def plan_add_organization(
    conn: sqlite3.Connection,
    parent: int | None,
    name: str,
    today: date,
    *,
    kind: str | None = None,
    code: str | None = None,
    bloc: str | None = None,
    founded_on: str | None = None,
    secretary: str | None = None,
    secretary_phone: str | None = None,
    note: str | None = None,
) -> Plan:
    """Return the plan that adds an organisation below `parent` (None: at the root); texts are as typed.

    Without a kind it follows from the name and from what stands above. Raises RecordRefused: RecordUnknown,
    ValueRefused, NumberTaken for a code in use, AlreadyKnown for the same name at the same place.
    """
    tree = Tree(conn)
    upper = None if parent is None else tree.node(parent)
    draft = Draft(conn, "to-chuc them", Entity.ORGANIZATION)
    given = {
        "code": code,
        "bloc": bloc,
        "founded_on": founded_on,
        "secretary": secretary,
        "secretary_phone": secretary_phone,
        "note": note,
    }
    editor = _Editor(conn, draft, tree, today)
    values = {key: editor.read(key, clean(text)) for key, text in given.items() if text and clean(text)}
    called = editor.read_name(name)
    editor.refuse_same_name(called, parent, None)
    settled = infer_kind(called, editor.read_kind(kind), upper.kind if upper else None)
    editor.note_kind(settled, called, parent)
    ref = draft.create(Entity.ORGANIZATION, None, **values)
    draft.create(Entity.ORGANIZATION_NAME, ref, organization_id=ref, name=called)
    draft.create(Entity.ORGANIZATION_PARENT, ref, organization_id=ref, parent_id=parent)
    if settled is not None:
        draft.create(Entity.ORGANIZATION_KIND, ref, organization_id=ref, kind=settled)
    return draft.plan


def plan_edit_organization(
    conn: sqlite3.Connection, organization_id: int, assignments: Sequence[Assignment], today: date
) -> Plan:
    """Return the plan that sets fields of an organisation; `assignments` are (field, value) as typed, "" clears.

    A parent is named by code, by the name that it alone has, or as «#12»; "" puts the organisation at the root.
    Raises RecordRefused as `plan_add_organization`, and FieldRefused, PlaceRefused.
    """
    tree = Tree(conn)
    node = tree.node(organization_id)
    draft = Draft(conn, f"to-chuc sua {organization_id}", Entity.ORGANIZATION)
    editor = _Editor(conn, draft, tree, today, organization_id)
    asked: dict[str, str] = {}
    for typed, text in assignments:
        key = find_organization_field(typed)
        if key in asked:
            raise FieldRefused(f"«{_label(key)}» được ghi hai lần trong một lệnh.", "Hãy chỉ ghi một lần.")
        asked[key] = clean(text)
    stored = read_records(conn, [(Entity.ORGANIZATION, organization_id)])[Entity.ORGANIZATION, organization_id]
    for key, text in asked.items():
        if key not in _DATED:
            value = editor.read(key, text) if text else None
            draft.change(Entity.ORGANIZATION, organization_id, organization_id, **{key: (stored[key], value)})
            if key == "secretary" and stored["secretary_phone"] and "secretary_phone" not in asked:
                editor.note_phone(node.label, stored[key], value)
    name = editor.read_name(asked["name"]) if "name" in asked else node.name
    parent = editor.read_parent(asked["parent"], organization_id) if "parent" in asked else node.parent
    kind = node.kind
    if "kind" in asked:
        upper = tree.nodes[parent].kind if parent is not None else None
        kind = infer_kind(name, editor.read_kind(asked["kind"], clearing=True), upper)
        if kind is None:
            raise ValueRefused(
                "kind",
                f"«{asked['kind']}» chưa đủ rõ là loại hình nào ở cấp này.",
                CAUSES["organization_kind_unknown"].advice,
            )
    if name != node.name or parent != node.parent:
        editor.refuse_same_name(name, parent, organization_id)
    changed = [
        editor.correct(key, value)
        for key, value in (("name", name), ("kind", kind), ("parent", parent))
        if key in asked
    ]
    if any(changed):
        draft.note(ROW_CORRECTED, "", node.label)
        if "kind" in asked or "parent" in asked:
            editor.note_kind(kind, name, parent)
    return draft.plan


def _bare_bloc(text: str) -> str:
    return canonical_tone(clean(text)).casefold().removeprefix("khối ")


def find_organization_field(name: str) -> str:
    """Return the field of an organisation that a name means: its key, or any heading of organisation lists."""
    key = "_".join(fold(name).replace("-", " ").split())
    if key in (*_PLAIN, *_COUNTS, *_DATED):
        return key
    if key in ("parent_id", "parent_code"):
        return "parent"
    words = heading_key(name)
    meaning = heading_book(FORM).read((name,))
    if meaning is not None and meaning.key in (*_PLAIN, *_COUNTS, *_DATED):
        return meaning.key
    for known in (*_PLAIN, *_COUNTS, *_DATED):
        if words == heading_key(_label(known)):
            return known
    listed = ", ".join(f"«{_label(known)}»" for known in (*_DATED, *_PLAIN, *_COUNTS))
    raise FieldRefused(f"Tổ chức đảng không có trường «{name}».", f"Các trường: {listed}.")


class _Editor:
    """Reads what is typed about one organisation (`number` None: a new one) and corrects its dated rows."""

    def __init__(
        self, conn: sqlite3.Connection, draft: Draft, tree: Tree, today: date, number: int | None = None
    ) -> None:
        self._conn, self._draft, self._tree, self._today, self._number = conn, draft, tree, today, number

    def read(self, key: str, text: str) -> Scalar:
        """Return the value of a plain field; raises ValueRefused, NumberTaken."""
        if is_blank(text):
            raise refuse_empty(key, _label(key), text)
        if key == "code":
            return self._free_code(text)
        if key == "secretary":
            name = read_name(text, key)
            self._note_other_secretary(name)
            return name
        if key in _COUNTS:
            if not (text.isascii() and text.isdigit() and len(text) < 7):
                raise ValueRefused(key, f"«{text}» không phải là một số lượng.", "Hãy ghi bằng chữ số.")
            return int(text)
        if key == "founded_on":
            founded = self._take(key, text, *parse_date(text, Role.OTHER, self._today))
            self._note_placed_earlier(founded)
            return founded
        if key == "secretary_phone":
            return self._take(key, text, *parse_phone(text))
        return self._read_bloc(text) if key == "bloc" else text

    def _note_other_secretary(self, name: str) -> None:
        """Say so where the record knows somebody else in the office of secretary here."""
        held = self._conn.execute(
            "SELECT m.full_name, m.id FROM member_position d JOIN member m ON m.id = d.member_id"
            " WHERE d.organization_id = ? AND d.sphere = 'party' AND d.title = 'Bí thư'"
            " AND (d.valid_to IS NULL OR d.valid_to > ?) ORDER BY d.id",
            (self._number, self._today.isoformat()),
        ).fetchall()
        if held and person_key(name) not in {person_key(holder) for holder, _ in held}:
            self._draft.note(OTHER_SECRETARY, ", ".join(f"{holder} (số {number})" for holder, number in held), name)

    def note_phone(self, unit: str, before: Scalar, after: Scalar) -> None:
        """Say so where the number of a secretary stays when another is secretary."""
        if before and after and person_key(str(before)) != person_key(str(after)):
            self._draft.note(PHONE_OF_BEFORE, unit, str(after))

    def _note_placed_earlier(self, founded: str) -> None:
        """Say so where a member's dated place here begins before the founding: such a move would be refused."""
        placed = self._conn.execute(
            "SELECT m.full_name, m.id, p.valid_from FROM member_place p JOIN member m ON m.id = p.member_id"
            " WHERE p.organization_id = ? AND p.valid_from IS NOT NULL ORDER BY p.valid_from, m.id",
            (self._number,),
        ).fetchall()
        early = [
            f"{name} (số {number}, từ {format_date(since)})"
            for name, number, since in placed
            if earliest(since) < earliest(founded)
        ]
        if early:
            more = f" và {len(early) - _TOLD} người nữa" if len(early) > _TOLD else ""
            self._draft.note(PLACED_EARLIER, ", ".join(early[:_TOLD]) + more, format_date(founded))

    def _read_bloc(self, text: str) -> str:
        """Return a bloc as the other organisations have it («Khối doanh nghiệp» is «Doanh nghiệp»); say so where none has it
        yet: a slip of a letter would make a row of its own in reports."""
        found = self._conn.execute(
            "SELECT bloc FROM organization WHERE bloc IS NOT NULL AND id IS NOT ? ORDER BY id", (self._number,)
        )
        known: dict[str, str] = {}
        for (bloc,) in found:
            known.setdefault(_bare_bloc(bloc), bloc)
        if (same := known.get(_bare_bloc(text))) is not None:
            return same
        if known:
            self._draft.note(NEW_BLOC, ", ".join(f"«{bloc}»" for bloc in sorted(known.values())), text)
        return text

    def read_name(self, text: str) -> str:
        """Return a name; it must say more than «Chi bộ», and in letters, as that of a list."""
        name = clean(text)
        if is_blank(name) or not split_kind(name)[1].strip() or not any(map(str.isalpha, name)):
            raise ValueRefused(
                "name", f"«{name}» chưa phải là tên một tổ chức đảng.", "Hãy ghi đủ, ví dụ «Chi bộ Văn phòng»."
            )
        return name

    def read_kind(self, text: str | None, clearing: bool = False) -> str | None:
        """Return a kind as said, maybe only «Chi bộ»; None where nothing is said."""
        kind = clean(text or "")
        if not kind:
            if clearing:
                raise ValueRefused("kind", "Loại hình không để trống được.", "Hãy ghi loại hình đúng sau dấu «=».")
            return None
        said, finding = parse_kind(kind)
        if finding is not None:
            raise _refuse("kind", finding, kind)
        return said

    def read_parent(self, text: str, number: int) -> int | None:
        """Return the organisation named as the one above; it must not stand below."""
        if not text:
            return None
        upper = self._tree.find(text)
        if number in self._tree.line(upper.id):
            where = "chính nó" if upper.id == number else "tổ chức bên dưới nó"
            raise PlaceRefused(
                f"{self._tree.node(number).label} không thể trực thuộc {upper.label}, vì đó là {where}.",
                "Hãy chọn tổ chức cấp trên khác.",
            )
        return upper.id

    def refuse_same_name(self, name: str, parent: int | None, number: int | None) -> None:
        """Raise AlreadyKnown where another organisation at the same place has the same name."""
        for node in self._tree.nodes.values():
            if node.id != number and node.parent == parent and organization_key(node.name) == organization_key(name):
                where = "ở cấp trên cùng" if parent is None else f"trực thuộc {self._tree.node(parent).label}"
                raise AlreadyKnown(
                    (node.id,),
                    f"Đã có {node.label} {where} (số {node.id} trong sổ).",
                    "Hãy đặt tên khác, hoặc sửa tổ chức đã có bằng «dangbo to-chuc sua …».",
                )

    def note_kind(self, kind: str | None, name: str, parent: int | None) -> None:
        """Say where a kind is unknown or does not usually stand at this place."""
        if kind is None:
            self._draft.note(KIND_NOT_KNOWN, "", name)
        elif parent is None:
            if kind in _NEVER_ON_TOP:
                self._draft.note(KIND_ODD, "gốc, không có tổ chức cấp trên", kind)
        else:
            upper = self._tree.node(parent)
            if upper.kind is not None and kind not in _BELOW.get(upper.kind, (kind,)):
                self._draft.note(KIND_ODD, f"{upper.label}, {upper.kind[:1].lower()}{upper.kind[1:]}", kind)

    def correct(self, key: str, value: Scalar) -> bool:
        """Set name, kind or parent in the row that is open, or open one; say whether anything changes."""
        entity, column = _DATED[key]
        number: Ref = self._number or 0
        row = open_row(read_rows(self._conn, entity, "organization_id", number))
        if row is None:
            if value is None:
                return False
            self._draft.create(entity, number, **{"organization_id": number, column: value})
            return True
        self._draft.change(entity, row_number(row), number, **{column: (row[column], value)})
        return row[column] != value

    def _free_code(self, code: str) -> str:
        for node in self._tree.nodes.values():
            if node.id != self._number and node.code and code_key(node.code) == code_key(code):
                raise NumberTaken(
                    node.id,
                    f"Mã «{code}» đang là của {self._tree.full_label(node.id)}.",
                    "Mỗi tổ chức có một mã riêng; hãy chọn mã khác.",
                )
        return code

    def _take(self, key: str, text: str, value: str | None, finding: Finding | None) -> str:
        if finding is not None and CAUSES[finding.code].level is not Level.NOTE:
            raise _refuse(key, finding, text)
        if value is None:
            raise refuse_empty(key, _label(key), text)
        if finding is not None:
            self._draft.note(finding.code, finding.detail, text)
        return value


def _refuse(key: str, finding: Finding, text: str) -> ValueRefused:
    found = CAUSES[finding.code]
    advice = _DATE_ADVICE if key == "founded_on" else found.by_hand
    return ValueRefused(key, found.message.format(value=text, detail=finding.detail), advice)


def _label(key: str) -> str:
    return _LABELS.get(key) or column_label(key)
