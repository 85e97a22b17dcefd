"""A plan for the eyes: who would be new, and what would change from what to what."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dangbo_cli.domain.change import Action, Entity, FieldChange, Plan, RecordChange, Ref, Scalar
from dangbo_cli.domain.privacy import PRIVATE_FIELDS, mask_field
from dangbo_cli.store.labels import DATED, ENTITY_LABELS, SPHERES, column_label, rating_label
from dangbo_cli.vietnamese.patterns import rare
from dangbo_cli.vietnamese.text import fold
from dangbo_cli.views.messages import heading, sentence
from dangbo_cli.views.screen import Screen
from dangbo_cli.views.values import EMPTY, UNKNOWN, day, integer
from dangbo_cli.views.wrapping import plain

Describe = Callable[[Entity, Ref], str]
"""Gives the words for a stored record: «đảng viên số 12 (Lò Văn An)»."""

_DATES = frozenset(
    ("birth_date", "admitted_on", "admission_decided_on", "official_on", "card_issued_on", "founded_on", "decision_on",
     "valid_from", "valid_to")
)  # fmt: skip
_REFERENCES = frozenset(("organization_id", "parent_id"))
#: What only ties a part to its entry.
_LINKS = frozenset(("initiative_id", "target_id", "pledge_id", "rating_id", "document_id"))
_OWNERS = frozenset(("member_id",))
_WORDS = {
    "official": "chính thức", "probationary": "dự bị", "active": "đang sinh hoạt", "exempt": "miễn",
    "suspended": "đình chỉ", "left": "đã ra khỏi danh sách",
}  # fmt: skip
_GONE = "(bỏ)"
_FIELDS_SHOWN = 6
#: People and organisations shown of each kind of change: what is written over needs more eyes than what is new.
_SAMPLES = {Action.CREATE: 4, Action.UPDATE: 10, Action.DELETE: 10}
_BRIEF_SAMPLES = 2  # of new ones, in a conversation
_TITLES = {Action.CREATE: "Thêm mới", Action.UPDATE: "Cập nhật", Action.DELETE: "Bỏ đi"}
_BACK = "Đưa lại"  # what an undo creates was there before
_SUBJECTS = {
    Entity.ORGANIZATION: "tổ chức đảng", Entity.MEMBER: "đảng viên", Entity.INITIATIVE: "mô hình",
    Entity.PLEDGE: "bản cam kết", Entity.STUDY_SESSION: "sinh hoạt chuyên đề", Entity.HONOUR_ENTRY: "ghi danh",
    Entity.COMMENDATION: "khen thưởng", Entity.DISCIPLINE: "kỷ luật", Entity.INSPECTION: "kiểm tra, giám sát",
    Entity.DOCUMENT: "văn bản", Entity.HONOUR_OPENING: "số dư sổ ghi danh",
}  # fmt: skip
#: What an entry of the year's work is called by, the first that it has, after who it is about.
_CALLED_BY = ("form", "deed", "topic", "matter", "sort", "subject", "what")
_DESCRIBED = rare(r".* số (\d+) \((.*)\)")


@dataclass(frozen=True, slots=True)
class Sample:
    """Some lines out of `count` people or organisations that are changed in one way; `folded` tells that a line
    leaves fields out."""

    title: str
    lines: list[str]
    count: int
    action: Action = Action.CREATE
    folded: bool = False
    entity: Entity = Entity.MEMBER

    @property
    def brief(self) -> Sample:
        """The same for a conversation: few of the new ones, and of organisations, whose lines are long."""
        often = self.action is Action.CREATE or self.entity is Entity.ORGANIZATION
        few = often and len(self.lines) > _BRIEF_SAMPLES + 1
        return replace(self, lines=self.lines[:_BRIEF_SAMPLES]) if few else self


def show_samples(
    samples: Iterable[Sample], screen: Screen, names: Iterable[str] = (), hint: str = "(thêm --chi-tiet để xem hết)"
) -> None:
    """Write the samples of a plan, each kind of change under its heading; `hint` says how to see the rest."""
    names = tuple(names)
    for sample in samples:
        screen.out()
        screen.out(heading(f"{sample.title}: {integer(sample.count)}", screen.colour))
        for line in sample.lines:
            screen.out(sentence(line, screen.prose_width, "  ", "    ", names))
        if sample.count > len(sample.lines):
            screen.out(f"  … và {integer(sample.count - len(sample.lines))} nữa {hint}")
        elif sample.folded:
            screen.out(f"  Có dòng chưa nêu hết các thông tin {hint}")


def take_samples(
    plan: Plan, describe: Describe, everything: bool = False, files: Collection[str] | None = None
) -> list[Sample]:
    """Return a few lines (or all) for whom and what a plan creates, updates and deletes; of some `files` only, where
    they are named."""
    words = PlanWords(plan, describe)
    only = None if files is None else words.touched_by(files)
    entities = dict.fromkeys([*_SUBJECTS, *(words.entities if plan.undoes is not None else ())])
    found = [
        words.sample(action, entity, None if everything else _SAMPLES[action], only)
        for action in Action
        for entity in entities
    ]
    return [sample for sample in found if sample.count]


class PlanWords:
    """Puts the changes of a plan into lines, subject by subject."""

    def __init__(self, plan: Plan, describe: Describe) -> None:
        self.plan = plan
        self._describe = describe
        self._subjects = plan.subjects()
        self._changes: defaultdict[Entity, dict[Ref, list[RecordChange]]] = defaultdict(dict)
        quiet: set[tuple[Entity, Ref]] = set()
        decision, submission = Entity.DECISION, Entity.SUBMISSION
        for change in plan.changes:
            entity, subject = change.entity, change.subject
            if entity is decision:
                continue  # told in a list of its own
            if entity is submission and change.action is Action.CREATE and plan.undoes is None:
                quiet.add((subject, change.subject_record))  # said by the import in a line of its own
                continue
            # A record that is merged into another, or parted again, stands in the other's history and is its own all the same.
            record = change.record if entity is subject else change.subject_record
            self._changes[subject].setdefault(record, []).append(change)
        self._quiet = {(entity, record) for entity, record in quiet if record not in self._changes[entity]}

    @property
    def entities(self) -> set[Entity]:
        """The sorts of what the plan is about, of its own lists apart."""
        return {entity for entity, records in self._changes.items() if records}

    def touched_by(self, files: Collection[str]) -> set[tuple[Entity, Ref]]:
        """Return the people and organisations that a value of one of these files is written to."""
        sources = {number for number, source in enumerate(self.plan.sources) if source.path in files}
        return {
            (entity, record)
            for entity, records in self._changes.items()
            for record, changes in records.items()
            if any(value.source in sources for change in changes for value in change.fields.values())
        }

    def sample(
        self, action: Action, entity: Entity, limit: int | None, only: set[tuple[Entity, Ref]] | None = None
    ) -> Sample:
        """Return lines for the first `limit` subjects of one kind (among `only`) that the plan creates, updates or
        deletes; without a limit also every field of each."""
        records = list(self._subjects[action].get(entity, ()))
        if only is not None or self._quiet:
            records = [
                record
                for record in records
                if (only is None or (entity, record) in only) and (entity, record) not in self._quiet
            ]
        back = self.plan.undoes is not None
        if action is Action.CREATE and not back:
            records.sort(reverse=True)  # new ones are numbered downwards: in the order they were read
        called = _SUBJECTS.get(entity) or ENTITY_LABELS[entity]
        title, folded = f"{_BACK if back and action is Action.CREATE else _TITLES[action]} {called}", False
        shown = records if limit is None or len(records) == limit + 1 else records[:limit]  # «… và 1 nữa» saves no line
        if action is Action.UPDATE:
            told = [(record, list(self._field_texts(entity, record))) for record in shown]
            fields = None if limit is None else _FIELDS_SHOWN
            folded = fields is not None and any(len(texts) > fields for _, texts in told)
            lines = [self._changed(entity, record, texts, fields) for record, texts in told]
        else:
            line = self._new if action is Action.CREATE else self._gone
            lines = [line(entity, record) for record in shown]
        return Sample(title, lines, len(records), action, folded, entity)

    def name(self, entity: Entity, record: Ref) -> str:
        """Return what a person or an organisation is called, in the plan or in the record."""
        changes = self._changes[entity].get(record, ())
        if entity not in (Entity.ORGANIZATION, Entity.MEMBER):
            return self._entry_name(entity, record, changes)
        wanted = "full_name" if entity is Entity.MEMBER else "name"
        for change in changes:
            if wanted in change.fields and change.fields[wanted].after is not None:
                called = plain(str(change.fields[wanted].after))
                known = entity is Entity.MEMBER and record > 0 and change.action is not Action.CREATE
                return f"{called} (số {record})" if known else called
        if record > 0:
            return self._stored_name(entity, record)
        code = next((c.fields["code"].after for c in changes if "code" in c.fields), None)
        return plain(str(code)) if code else "(chưa có tên)"

    def _entry_name(self, entity: Entity, record: Ref, changes: Sequence[RecordChange]) -> str:
        """Return «Lò Văn An (số 3): Giấy khen, Chi bộ 1, năm 2022» of a new entry, the record's words of a stored one."""
        own = next((c for c in changes if c.entity is entity), None)
        if record > 0 and (own is None or own.action is not Action.CREATE):
            return plain(self._describe(entity, record))
        values = {} if own is None else {name: f.after for name, f in own.fields.items()}
        member, name = values.get("member_id"), values.get("name")
        who = self.name(Entity.MEMBER, member) if isinstance(member, int) else plain(str(name)) if name else ""
        what = next((plain(str(values[key])) for key in _CALLED_BY if values.get(key)), "")
        head = f"{who}: {what}" if who and what else who or what
        organization = values.get("organization_id")
        place = self._organization(organization) if organization else ""
        year = f"năm {values['period']}" if values.get("period") else ""
        told = ", ".join(part for part in (head, place, year) if part)
        return told if record < 0 else f"số {record}: {told}" if told else plain(self._describe(entity, record))

    def _stored_name(self, entity: Entity, record: Ref) -> str:
        words = plain(self._describe(entity, record))
        if (found := _DESCRIBED.fullmatch(words)) is None:
            return words
        number, name = found.groups()
        return name if entity is Entity.ORGANIZATION else f"{name} (số {number})"

    def _new(self, entity: Entity, record: Ref) -> str:
        parts = [self.name(entity, record)]
        if entity not in (Entity.ORGANIZATION, Entity.MEMBER):
            return parts[0]
        for change in self._changes[entity][record]:
            for field, value in change.fields.items():
                if field == "code" and value.after:
                    parts[0] += f" (mã {plain(str(value.after))})"
                elif field == "birth_date" and value.after:
                    parts.append(f"sinh {day(str(value.after))}")
                elif field == "parent_id" and value.after:
                    parts.append(f"thuộc {self._organization(value.after)}")
                elif field == "organization_id" and change.entity is Entity.MEMBER_PLACE:
                    parts.append(self._organization(value.after))
        return ", ".join(parts)

    def _changed(self, entity: Entity, record: Ref, texts: Sequence[str], most: int | None) -> str:
        shown = texts[:most]
        more = f"; và {len(texts) - len(shown)} thông tin nữa" if len(shown) < len(texts) else ""
        return f"{self.name(entity, record)}: {'; '.join(shown)}{more}"

    def _gone(self, entity: Entity, record: Ref) -> str:
        return self._stored_name(entity, record)

    def _field_texts(self, entity: Entity, record: Ref) -> Iterator[str]:
        for change in self._changes[entity][record]:
            if change.entity is Entity.SUBMISSION and change.action is not Action.UPDATE:
                came = change.fields.get("file") or change.fields["way"]
                gone = change.action is Action.DELETE
                yield (
                    f"Bài nộp {self._value('file', came.before)} → {_GONE}"
                    if gone
                    else (f"Bài nộp {EMPTY} → {self._value('file', came.after)}")
                )
                continue
            for field, value in change.fields.items():
                own_key = field in _OWNERS or (field == "organization_id" and entity is Entity.ORGANIZATION)
                if own_key or field in ("valid_from", "sphere", "period") or field in _LINKS:
                    continue
                label = self._label(field, change)
                before = self._value(field, value.before)
                arrow = f"{before} → {self._value(field, value.after)}"
                yield f"{label} {arrow}{self._cell(value)}"

    def _label(self, field: str, change: RecordChange) -> str:
        """Return what a field is called: of a dated row with what the row is about, as the history calls it («Nơi sinh
        hoạt: đến ngày»); of a stored position that the change does not name, with its title."""
        label, fields = column_label(field, change.entity), change.fields
        period = fields.get("period")
        if change.entity is Entity.RATING and period is not None and (year := period.after or period.before):
            return rating_label(field, year)
        if change.entity not in DATED:
            return label
        main, topic = DATED[change.entity]
        if (sphere := fields.get("sphere")) is not None:
            topic = SPHERES.get(str(sphere.after or sphere.before), topic)
        if field == main:
            return topic
        described = change.entity is Entity.MEMBER_POSITION and change.record > 0 and main not in fields
        if described and (found := _DESCRIBED.fullmatch(plain(self._describe(change.entity, change.record)))):
            topic += f" «{found[2]}»"
        return f"{topic}: {label[:1].lower()}{label[1:]}"

    def _cell(self, value: FieldChange) -> str:
        return f" (ô {value.cell})" if value.cell else ""

    def _value(self, field: str, value: Scalar) -> str:
        if value is None:
            return EMPTY
        if field in _REFERENCES:
            return self._organization(value)
        if isinstance(value, float):
            from dangbo_cli.domain.target import show_number  # a target's result; people have no such values

            text = show_number(value)
        else:
            text = plain(str(value))
        if field in PRIVATE_FIELDS:
            return mask_field(field, text)
        if field in _DATES or field.endswith("_on"):
            return day(text)
        return f"«{_WORDS.get(text, text)}»"

    @cached_property
    def _shared(self) -> set[str]:
        """Names that several organisations of the plan have."""
        named = (
            c.fields["name"].after
            for changes in self._changes[Entity.ORGANIZATION].values()
            for c in changes
            if c.entity is Entity.ORGANIZATION_NAME and "name" in c.fields
        )
        return {name for name, times in Counter(fold(str(name)) for name in named).items() if times > 1}

    def _organization(self, value: Scalar) -> str:
        """Return an organisation's name; with the one above it where the plan has several of that name."""
        if not isinstance(value, int):
            return UNKNOWN
        name = self.name(Entity.ORGANIZATION, value)
        if fold(name) not in self._shared:
            return name
        changes = self._changes[Entity.ORGANIZATION].get(value, ())
        above = next((c.fields["parent_id"].after for c in changes if "parent_id" in c.fields), None)
        return f"{name}, {self.name(Entity.ORGANIZATION, above)}" if isinstance(above, int) else name
