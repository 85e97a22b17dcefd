"""From organisation lists to the tree: who is who, who stands under whom, what changes.

An organisation is the same by its code, else by its name under the same parent. The parent comes from the
«Trực thuộc» column (code or name), else from the outline of the list (I, 1, 1.1 …), else from a dotted code,
else from the unit that the title names.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field

from dangbo_cli.domain.agreement import canonical
from dangbo_cli.domain.change import Entity, FieldChange, Ref, Scalar
from dangbo_cli.domain.organization import BRANCH_WORD, GROUP, PHONE_OF_BEFORE, code_key, infer_kind, split_kind
from dangbo_cli.domain.problem import Choice, Finding, Level, Note, Problem, cause, say
from dangbo_cli.forms.organizations import FORM
from dangbo_cli.intake.deciding.memory import Kept, Memory
from dangbo_cli.intake.deciding.recorder import Recorder, current_rows
from dangbo_cli.intake.deciding.winning import KEEP_RECORD, TAKE_SHEET, Offer, decide_newer
from dangbo_cli.intake.who.directory import Directory, Organization, name_key
from dangbo_cli.vietnamese.names import person_key
from dangbo_cli.vietnamese.patterns import rare

PARENT_UNKNOWN = cause(
    "parent_unknown",
    Level.ROW,
    "Chưa biết trực thuộc tổ chức nào",
    "Không tìm thấy tổ chức cấp trên «{value}»{detail}.",
    "Ghi mã hoặc tên của tổ chức cấp trên như trong sổ; tổ chức ấy chưa có trong sổ thì thêm một dòng cho nó.",
)
BELOW_A_BRANCH = cause(
    "below_a_branch",
    Level.ROW,
    "Trực thuộc một chi bộ",
    "«{detail}» ghi trực thuộc «{value}», nhưng dưới một chi bộ chỉ có tổ đảng.",
    "Kiểm tra cột «Trực thuộc», hay số thứ tự của hai dòng.",
)
PARENT_MISSING = cause(
    "parent_missing",
    Level.ROW,
    "Không ghi trực thuộc tổ chức nào",
    "«{value}» không ghi trực thuộc tổ chức nào.",
    "Thêm cột «Trực thuộc» ghi mã hoặc tên tổ chức cấp trên.",
)
SAME_CODE = cause(
    "same_code",
    Level.ROW,
    "Một mã đứng ở hai tổ chức",
    "Mã «{value}» đứng ở hai tổ chức khác nhau: {detail}.",
    "Kiểm tra lại mã của cả hai.",
)
#: Rows of one code that a sentence names: a line copied down thousands of times would name thousands in each of them.
_NAMED = 6
LISTED_TWICE = cause(
    "listed_twice", Level.ROW, "Một tổ chức có hai dòng", "«{value}» còn ở {detail}.", "Giữ lại một dòng đúng."
)
NAME_DIFFERS = cause(
    "organization_name_differs",
    Level.CELL,
    "Tên hoặc cấp trên khác với sổ",
    "{detail}, bảng ghi «{value}».",
    "Đổi tên, chuyển trực thuộc là việc có quyết định; bảng danh sách không tự đổi.",
)
NAMES_DO_NOT_ADD_UP = cause(
    "declared_totals",
    Level.CELL,
    "Số đảng viên không khớp",
    "Chính thức cộng dự bị không bằng tổng số: {detail}.",
    "Đơn vị kiểm tra lại ba số.",
)

_PLAIN = (
    "code",
    "bloc",
    "founded_on",
    "secretary",
    "secretary_phone",
    "note",
    "declared_members",
    "declared_official",
    "declared_probationary",
)
_LABELS = {f.key: f.title for f in FORM.fields}


@dataclass(slots=True)
class OrganizationRow:
    """One row of an organisation list, read. `parent_text` is what the «Trực thuộc» cell says (None: no such
    column; "": the cell is empty); `outline` the row above it in the list's own numbering, `tops_outline` that none
    is, `has_parts` that others stand below it there; `under` the unit
    that title or option names; `record` the organisation whose number a prefilled row came back with,
    `parent_kept` that it says of the one above what was sent."""

    source: int
    sheet: int
    row: int
    name_cell: str
    order: tuple[str, int]
    dated: str | None
    values: dict[str, tuple[Scalar, str]] = field(default_factory=dict)
    parent_text: str | None = None
    parent_cell: str = ""
    outline: OrganizationRow | None = None
    tops_outline: bool = False
    has_parts: bool = False
    under: Ref | None = None
    problems: list[Problem] = field(default_factory=list)
    ref: Ref | None = None
    aside: Problem | None = None
    record: Ref | None = None
    parent_kept: bool = False

    @property
    def name(self) -> str:
        return str(self.values["name"][0])

    @property
    def code(self) -> str | None:
        code = self.values.get("code", (None, ""))[0]
        return None if code is None else str(code)


class OrganizationPlanner:
    """Plans all organisation rows of one call together, so that their order does not matter."""

    def __init__(
        self,
        recorder: Recorder,
        directory: Directory,
        answers: Mapping[tuple[str, str, str], str] | None = None,
        memory: Memory | None = None,
    ) -> None:
        self._recorder = recorder
        self._directory = directory
        self._answers = answers or {}
        self._memory = memory
        self._called_anew: set[Ref] = set()
        #: What this call renames and the cell that says so, by the one above and the new name.
        self._renamed: dict[tuple[Ref | None, str], tuple[Organization, str]] = {}
        conn = recorder.conn
        self._stored_fields: dict[Ref, dict[str, Scalar]] = {}
        if conn is not None:
            for values in conn.execute(f"SELECT id, {', '.join(_PLAIN)} FROM organization"):
                self._stored_fields[values[0]] = dict(zip(_PLAIN, values[1:], strict=True))
        self._kind_rows = current_rows(conn, "organization_kind", "organization_id", ("kind",))
        self._name_rows = current_rows(conn, "organization_name", "organization_id", ("name",))

    def plan(self, rows: list[OrganizationRow]) -> None:
        """Give every row its organisation (or set it aside) and write the changes."""
        self._clash(rows)
        rows = [row for row in rows if row.aside is None]
        self._spell_blocs(rows)
        lookup = self._lookup(rows)
        pending = list(rows)
        progress = True
        # A parent may be listed below its child or in another sheet: go on until nothing more is found.
        while pending and progress:
            progress = False
            for row in list(pending):
                found, parent = self._parent(row, lookup)
                if not found:
                    continue
                pending.remove(row)
                self._identify(row, parent)
                progress = True
        for row in pending:
            if row.aside is None:
                self._say_orphan(row)
        self._write([row for row in rows if row.ref is not None and row.aside is None])

    def _spell_blocs(self, rows: Iterable[OrganizationRow]) -> None:
        """Write a bloc as it was first written: «Khối doanh nghiệp» is «Doanh nghiệp», and counts with it."""
        known: dict[Hashable, Scalar] = {}
        for fields in self._stored_fields.values():
            if fields["bloc"] is not None:
                known.setdefault(canonical("bloc", fields["bloc"]), fields["bloc"])
        for row in rows:
            if "bloc" in row.values:
                bloc, cell = row.values["bloc"]
                row.values["bloc"] = known.setdefault(canonical("bloc", bloc), bloc), cell

    # --- who is who
    def _clash(self, rows: list[OrganizationRow]) -> None:
        by_code: dict[str, list[OrganizationRow]] = {}
        for row in rows:
            if row.code:
                by_code.setdefault(code_key(row.code), []).append(row)
        for of_code in by_code.values():
            by_name: dict[str, list[OrganizationRow]] = {}
            for row in of_code:
                by_name.setdefault(name_key(row.name), []).append(row)
            if len(by_name) > 1:
                firsts = [named[0] for named in by_name.values()]
                others = [row for named in by_name.values() for row in named[1:]]
                told = (firsts + others)[:_NAMED]
                said = ", ".join(f"«{row.name}» (ô {row.name_cell})" for row in told)
                said += f" và {len(of_code) - _NAMED} dòng nữa" if len(of_code) > _NAMED else ""
                for row in of_code:
                    self._put_aside(row, SAME_CODE, said, row.code or "")
            else:
                first_of_source: dict[int, OrganizationRow] = {}
                for row in of_code:
                    first = first_of_source.setdefault(row.source, row)
                    if first is not row:
                        self._put_aside(row, LISTED_TWICE, f"ô {first.name_cell}", row.name)

    def _lookup(self, rows: list[OrganizationRow]) -> dict[str, list[OrganizationRow]]:
        table: dict[str, list[OrganizationRow]] = {}
        for row in rows:
            if row.code:
                table.setdefault(code_key(row.code), []).append(row)
            table.setdefault("name:" + name_key(row.name), []).append(row)
        return table

    def _parent(self, row: OrganizationRow, lookup: dict[str, list[OrganizationRow]]) -> tuple[bool, Ref | None]:
        """Return whether the parent is known by now, and which it is (None: a root)."""
        if row.record is not None and row.parent_kept:
            return True, self._directory.nodes[row.record].parent
        if row.parent_text:
            text = row.parent_text
            refs = self._directory.look_up(text)
            one = self._directory.one(refs) if refs else None
            if one is not None:
                return True, one
            listed = lookup.get(code_key(text)) or lookup.get("name:" + name_key(text)) or []
            if len(listed) == 1 and listed[0] is not row:
                return (True, listed[0].ref) if listed[0].ref is not None else (False, None)
            return False, None
        if row.outline is not None:
            upper = row.outline.ref
            return (upper is not None), upper
        dotted = self._above_by_code(row, lookup)
        if dotted is not None:
            return (True, dotted.ref) if dotted.ref is not None else (False, None)
        if row.under is not None and not self._is_itself(row, row.under):
            return True, row.under
        return self._root_or_top(row, lookup)

    def _above_by_code(self, row: OrganizationRow, lookup: dict[str, list[OrganizationRow]]) -> OrganizationRow | None:
        if row.parent_text is not None or not row.code or "." not in row.code:
            return None
        parts = row.code.split(".")
        while len(parts) > 1:
            parts.pop()
            found = lookup.get(code_key(".".join(parts)))
            if found and found[0] is not row:
                return found[0]
        return None

    def _is_itself(self, row: OrganizationRow, ref: Ref) -> bool:
        node = self._directory.nodes[ref]
        if row.code and node.code:
            return code_key(row.code) == code_key(node.code)
        return name_key(row.name) == name_key(node.name)

    def _root_or_top(self, row: OrganizationRow, lookup: dict[str, list[OrganizationRow]]) -> tuple[bool, Ref | None]:
        """An empty «Trực thuộc» stands at a root; below the one committee above the grassroots, if there is one."""
        kind = str(row.values.get("kind", ("", ""))[0] or "")
        if "cấp trên" in kind:
            return True, None
        known = self._directory.by_code(row.code) if row.code else None
        if known is not None:
            return True, known.parent
        tops = {
            ref
            for ref, node in self._directory.nodes.items()
            if node.parent is None and node.kind and "cấp trên" in node.kind
        }
        if len(tops) == 1:
            top = next(iter(tops))
            return True, None if self._is_itself(row, top) else top
        waiting = [
            r
            for rows in lookup.values()
            for r in rows
            if r.ref is None and "cấp trên" in str(r.values.get("kind", ("",))[0] or "")
        ]
        if waiting:
            return False, None
        outlined = row.tops_outline and any(r.has_parts for rows in lookup.values() for r in rows)
        return (row.parent_text is not None or outlined or self._looks_like_root(row, lookup)), None

    def _looks_like_root(self, row: OrganizationRow, lookup: dict[str, list[OrganizationRow]]) -> bool:
        """Without any word on who stands above: only a lone committee of a list can be its root."""
        rows = {id(r): r for found in lookup.values() for r in found}.values()
        return name_key(row.name).startswith("dang bo") and all(
            r is row or not name_key(r.name).startswith("dang bo") or r.outline is not None or r.parent_text
            for r in rows
        )

    def _identify(self, row: OrganizationRow, parent: Ref | None) -> None:
        known = self._directory.by_code(row.code) if row.code else None
        if row.record is not None:
            mine = self._directory.nodes[row.record]
            if row.code and mine.code and code_key(row.code) != code_key(mine.code):
                self._aside_cell(row, "code", f"Mã của «{mine.name}» trong sổ là «{mine.code}»", row.code)
            elif known is not None and known is not mine:
                self._aside_cell(row, "code", f"Mã này trong sổ là của «{known.name}»", row.code or "")
                row.values.pop("code", None)
            known = mine
        if known is None:
            for ref in self._directory.look_up(row.name):
                node = self._directory.nodes[ref]
                same_name = name_key(node.name) == name_key(row.name)
                if same_name and node.parent == parent and not (node.code and row.code):
                    known = node
        if known is not None:
            row.ref = known.ref
            if name_key(known.name) != name_key(row.name):
                self._name_differs(row, known)
            if known.parent != parent and parent is not None and known.ref in self._stored_fields:
                here = self._directory.nodes[parent].name
                there = self._directory.nodes[known.parent].name if known.parent is not None else "(không có)"
                self._aside_cell(row, "parent", f"«{known.name}» trong sổ trực thuộc «{there}»", here)
            return
        renamed = self._renamed.get((parent, name_key(row.name)))
        if renamed is not None and not (renamed[0].code and row.code):
            self._put_aside(row, LISTED_TWICE, f"ô {renamed[1]}", row.name)
            return
        kind = row.values.get("kind", (None, ""))[0]
        upper = self._directory.nodes[parent].kind if parent is not None else None
        settled = infer_kind(row.name, None if kind is None else str(kind), upper)
        if parent is not None and GROUP not in (settled, split_kind(row.name)[0]):
            above = self._directory.nodes[parent]
            if split_kind(above.name)[0] == BRANCH_WORD:
                self._put_aside(row, BELOW_A_BRANCH, row.name, above.name, row.parent_cell)
                return
        row.ref = self._recorder.next_ref()
        self._directory.add(Organization(row.ref, row.code, row.name, settled, parent))

    def _name_differs(self, row: OrganizationRow, known: Organization) -> None:
        """Take the answer on a name that a unit changed in a prefilled row: it saw what the record holds, and typed
        another. Of any other list, and where a neighbour is called so, the name is set aside without a question."""
        detail = f"Mã {known.code} trong sổ là «{known.name}»" if known.code else f"Trong sổ là «{known.name}»"
        if row.record is None or self._is_taken(row, known):
            self._aside_cell(row, "name", detail, row.name)
            return
        source, cell = self._recorder.plan.sources[row.source], row.values["name"][1]
        answer = self._answers.get((source.path, source.sheet, cell))
        kept = Kept((Entity.ORGANIZATION, known.ref), "name", (known.name, row.name), known.ref)
        if answer == TAKE_SHEET.key:
            self._rename(row, known, cell)
        elif answer == KEEP_RECORD.key:
            if self._memory is not None:
                words = f"Tên «{known.name}» của tổ chức đảng số {known.ref}", f"«{row.name}»"
                self._memory.learn_kept(kept, words, row.source, cell)
        elif self._memory is None or not self._memory.keeps(kept, row.source, cell):
            self._aside_cell(row, "name", detail, row.name, (TAKE_SHEET, KEEP_RECORD))

    def _is_taken(self, row: OrganizationRow, known: Organization) -> bool:
        """Tell whether a neighbour is called as a row would rename an organisation, or this call renames one so; or the
        organisation itself otherwise."""
        if (known.parent, name_key(row.name)) in self._renamed or known.ref in self._called_anew:
            return True
        alike = (self._directory.nodes[ref] for ref in self._directory.namesakes(row.name))
        return any(one.parent == known.parent and one.ref != known.ref for one in alike)

    def _rename(self, row: OrganizationRow, known: Organization, cell: str) -> None:
        """Correct the name that holds now, as «to-chuc sua» does."""
        held = self._name_rows.get(known.ref)
        if held:
            change = self._recorder.update(Entity.ORGANIZATION_NAME, int(str(held[-1]["id"])), known.ref)
            change.fields["name"] = FieldChange(known.name, row.name, row.source, cell)
            self._directory.add_former(known.ref, row.name)
            self._renamed[known.parent, name_key(row.name)] = known, cell
            self._called_anew.add(known.ref)

    # --- changes
    def _write(self, rows: Iterable[OrganizationRow]) -> None:
        by_ref: dict[Ref, list[OrganizationRow]] = {}
        for row in rows:
            by_ref.setdefault(row.ref or 0, []).append(row)
        for ref, same in by_ref.items():
            if ref < 0:
                self._create(ref, same)
            else:
                self._update(ref, same)
            for row in same:
                self._recorder.plan.problems.extend(row.problems)

    def _create(self, ref: Ref, rows: list[OrganizationRow]) -> None:
        node = self._directory.nodes[ref]
        first = rows[0]
        change = self._recorder.create(Entity.ORGANIZATION, ref, ref)
        for key in _PLAIN:
            self._decide(change.fields, key, None, rows, ref)
        name = self._recorder.create(Entity.ORGANIZATION_NAME, ref)
        name.fields["organization_id"] = FieldChange(None, ref)
        name.fields["name"] = FieldChange(None, node.name, first.source, first.name_cell)
        parent = self._recorder.create(Entity.ORGANIZATION_PARENT, ref)
        parent.fields["organization_id"] = FieldChange(None, ref)
        if node.parent is not None:
            parent.fields["parent_id"] = FieldChange(None, node.parent, first.source, first.parent_cell)
        if node.kind is not None:
            self._put_kind(ref, node.kind, rows)

    def _put_kind(self, ref: Ref, kind: str, rows: list[OrganizationRow]) -> None:
        cell = next(((row.source, row.values["kind"][1]) for row in rows if "kind" in row.values), (rows[0].source, ""))
        change = self._recorder.create(Entity.ORGANIZATION_KIND, ref)
        change.fields["organization_id"] = FieldChange(None, ref)
        change.fields["kind"] = FieldChange(None, kind, *cell)

    def _update(self, ref: Ref, rows: list[OrganizationRow]) -> None:
        fields: dict[str, FieldChange] = {}
        stored = self._stored_fields.get(ref, {})
        for key in _PLAIN:
            self._decide(fields, key, stored.get(key), rows, ref)
        if fields:
            self._recorder.update(Entity.ORGANIZATION, ref, ref).fields.update(fields)
            if "secretary" in fields and stored.get("secretary_phone"):
                self._note_phone(ref, fields["secretary"], rows)
        held = self._kind_rows.get(ref, [])
        told = next((row for row in rows if row.values.get("kind", (None,))[0]), None)
        if told is None:
            return
        node = self._directory.nodes[ref]
        upper = self._directory.nodes[node.parent].kind if node.parent is not None else None
        kind = infer_kind(node.name, str(told.values["kind"][0]), upper)
        if not held and kind:
            self._put_kind(ref, kind, rows)
        elif kind and held and held[0]["kind"] != kind:
            self._aside_cell(told, "kind", f"Loại hình của «{node.name}» trong sổ là «{held[0]['kind']}»", kind)

    def _note_phone(self, ref: Ref, secretary: FieldChange, rows: list[OrganizationRow]) -> None:
        """Say so where another is secretary now, and no row says by which number she is reached."""
        same = person_key(str(secretary.before or "")) == person_key(str(secretary.after))
        if secretary.before is None or same or any("secretary_phone" in row.values for row in rows):
            return
        source = self._recorder.plan.sources[secretary.source or 0]
        name, value = self._directory.nodes[ref].name, str(secretary.after)
        message = say(Finding(PHONE_OF_BEFORE, name), value)
        self._recorder.plan.notes.append(
            Note(PHONE_OF_BEFORE, message, source.path, source.sheet, secretary.cell, value)
        )

    def _decide(
        self, fields: dict[str, FieldChange], key: str, stored: Scalar, rows: list[OrganizationRow], ref: Ref
    ) -> None:
        offers: list[Offer[Scalar]] = []
        for row in rows:
            value, cell = row.values.get(key, (None, ""))
            if value is not None:
                path = self._recorder.plan.sources[row.source].path
                offers.append(Offer(value, row.source, cell, row.order, row.dated, path))
        if key == "code" and stored is not None:
            offers = [o for o in offers if canonical(key, o.value) != canonical(key, stored)][:0]
        writer = self._recorder.writer(Entity.ORGANIZATION, ref, key, stored)
        decision = decide_newer(key, _LABELS.get(key, key), stored, offers, writer)
        self._recorder.set_aside(key, decision)
        if decision.winner is not None:
            w = decision.winner
            fields[key] = FieldChange(stored, w.value, w.source, w.cell)

    # --- problems
    def _put_aside(self, row: OrganizationRow, code: str, detail: str, value: str, cell: str = "") -> None:
        if row.aside is None:
            row.aside = self._problem(row, code, detail, value, cell or row.name_cell)
            self._recorder.plan.problems.append(row.aside)

    def _aside_cell(
        self, row: OrganizationRow, key: str, detail: str, value: str, choices: tuple[Choice, ...] = ()
    ) -> None:
        cell = row.parent_cell if key == "parent" else row.values.get(key, (None, row.name_cell))[1]
        self._recorder.plan.problems.append(self._problem(row, NAME_DIFFERS, detail, value, cell, choices))

    def _say_orphan(self, row: OrganizationRow) -> None:
        if row.parent_text:
            many = len(self._directory.look_up(row.parent_text)) > 1
            detail = " (có nhiều tổ chức trùng tên)" if many else ""
            self._put_aside(row, PARENT_UNKNOWN, detail, row.parent_text, row.parent_cell)
        elif row.outline is not None:
            self._put_aside(row, PARENT_UNKNOWN, " (dòng cấp trên đã bị để lại)", row.outline.name)
        else:
            self._put_aside(row, PARENT_MISSING, "", row.name)

    def _problem(
        self, row: OrganizationRow, code: str, detail: str, value: str, cell: str, choices: tuple[Choice, ...] = ()
    ) -> Problem:
        source = self._recorder.plan.sources[row.source]
        return Problem(code, say(Finding(code, detail), value), source.path, source.sheet, cell, value, choices)


_NUMERALS = (
    rare(r"^[IVXLC]+$"),
    rare(r"^[A-HĐ]$"),
    rare(r"^\d+$"),
    rare(r"^\d+\.\d+$"),
    rare(r"^\d+\.\d+\.\d+$"),
    rare(r"^[a-zđ]$"),
    rare(r"^[-+*•]$"),
)


def numeral_style(text: str) -> int | None:
    """Return which style of numbering an ordinal has (roman, letter, 1, 1.1, a, -), None where it has none."""
    plain = text.strip().rstrip(".)/ ")
    for style, pattern in enumerate(_NUMERALS):
        if pattern.match(plain):
            return style
    return None
