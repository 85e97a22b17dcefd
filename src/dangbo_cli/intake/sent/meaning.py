"""Whether a cell that came back says the same as the one that was sent, however it is written now."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from datetime import date

from dangbo_cli.domain.agreement import canonical, contradict
from dangbo_cli.domain.change import Ref, Scalar
from dangbo_cli.domain.dates import Role, parse_date
from dangbo_cli.domain.positions import parse_party_position
from dangbo_cli.forms.entry_values import read_value
from dangbo_cli.forms.form import Field, Form, Value
from dangbo_cli.intake.tables.values import field_reader
from dangbo_cli.intake.who.directory import Directory, name_key
from dangbo_cli.vietnamese.names import name_alone, person_key

_NAMES = frozenset((Value.PERSON_NAME, Value.PARTY_NAME, Value.ORGANIZATION_NAME))
_PLACES = frozenset((Value.ORGANIZATION, Value.WORKPLACE))
_ROLES = {Value.BIRTH: Role.BIRTH, Value.PARTY_DATE: Role.PARTY, Value.DATE: Role.OTHER}
_ENTRY_VALUES = frozenset((Value.YEAR, Value.CHOICE, Value.TEXT))
_DAY_SAID = re.compile(r"^ngày\s+(?=\d)", re.IGNORECASE)


class Meanings:
    """Compares the cells of a form by what its own readers make of them; organisations by the record, those below `unit`
    before all others."""

    def __init__(self, form: Form, directory: Directory, unit: Ref | None, today: date) -> None:
        self._fields: Mapping[str, Field] = {declared.key: declared for declared in form.fields}
        self._directory, self._unit, self._today = directory, unit, today
        self._read: dict[tuple[str, str], Scalar] = {}

    def key(self, name: str, text: str) -> Hashable:
        """Return what two spellings of one cell have alike."""
        declared = self._fields.get(name)
        if not text or declared is None:
            return text
        if declared.value in _NAMES or name == "name":
            return person_key(str(self.read(name, text)))
        return name_key(text) if declared.value in _PLACES else canonical(name, self.read(name, text))

    def same(self, name: str, sent: str, now: str) -> bool:
        """Tell whether a cell says what was sent: the same, or the same less or more exactly."""
        if sent == now:
            return True
        declared = self._fields.get(name)
        if not sent or not now or declared is None:
            return False
        if declared.value in _PLACES:
            was, is_now = self._places(sent), self._places(now)
            return bool(was) and was <= is_now
        return not contradict(name, self.read(name, sent), self.read(name, now))

    def read(self, name: str, text: str) -> Scalar:
        """Return the value of a cell, its text where it cannot be read."""
        found = self._read.get((name, text))
        if found is None:
            found = self._read[name, text] = self._value(self._fields[name], text)
        return found

    def _value(self, declared: Field, text: str) -> Scalar:
        value = declared.value
        if value in (Value.PERSON_NAME, Value.PARTY_NAME):
            name, beside = name_alone(text)
            return name if not beside or parse_party_position(beside.strip("() "))[0] else text
        if value in _ROLES:
            return parse_date(_DAY_SAID.sub("", text), _ROLES[value], self._today)[0] or text
        if value in _ENTRY_VALUES:
            return read_value(declared, text.lstrip("'"), self._today)[0].get(declared.key) or text
        if value in (Value.CARD, Value.CARD_AND_FILE):
            return dict(field_reader(declared.key, value)(text)[0]).get(declared.key) or text
        return text

    def _places(self, text: str) -> frozenset[Ref]:
        found = self._directory.look_up(text)
        unit = self._unit
        inside = () if unit is None else (ref for ref in found if self._directory.is_above(unit, ref))
        return frozenset(inside) or found
