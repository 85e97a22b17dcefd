"""The day on which somebody came to where the record has her, mended by hand: `dv sua … "ngày chuyển đến=…"`.

An import leaves that start open where no sheet states it, and she counts there since her admission; a move is `dv chuyen`.
"""

from __future__ import annotations

from datetime import date

from dangbo_cli.domain.change import Entity
from dangbo_cli.domain.dates import Role, parse_date
from dangbo_cli.domain.partial_dates import WHOLE_DAY
from dangbo_cli.records.days import require_come
from dangbo_cli.records.draft import Draft, row_number, row_text
from dangbo_cli.records.fields import Target
from dangbo_cli.records.people import Person
from dangbo_cli.records.readings import refuse
from dangbo_cli.records.refusal import DayRefused, PlaceRefused, ValueRefused
from dangbo_cli.records.tree import Tree


def plan_arrival(draft: Draft, person: Person, target: Target, text: str, tree: Tree, today: date) -> None:
    """Plan since when a member is in the only place the record has of her; the text "" opens the start again.

    Raises ValueRefused for what is no whole day, DayRefused for one to come, before her admission or the organisation's
    founding, PlaceRefused where the record has several places of her: the day between two is a move's.
    """
    if len(person.places) != 1 or person.place is None:
        said = "chưa có nơi sinh hoạt nào" if not person.places else "đã có nhiều nơi sinh hoạt"
        raise PlaceRefused(
            f"Sổ {said} của {person.name}, nên không sửa được ngày chuyển đến ở đây.",
            f"Xem «dangbo dang-vien lich-su {person.id}»; nếu lần chuyển ghi sai ngày thì hoàn tác lần ấy, rồi chuyển lại.",
        )
    (place,) = person.places
    day = None
    if text:
        day, finding = parse_date(text, Role.PARTY, today)
        if day is None and finding is not None:
            raise refuse(target.key, finding, text)
        if day is None or len(day) < WHOLE_DAY:
            raise ValueRefused(
                target.key, f"«{text}» chưa phải là một ngày đủ ngày/tháng/năm.", "Hãy ghi như 01/8/2026."
            )
        require_come(date.fromisoformat(day), today)
        admitted = person.text("admitted_on")
        if admitted is not None and day < admitted:
            raise DayRefused(
                f"Ngày chuyển đến sớm hơn ngày vào Đảng của {person.name}.", "Hãy kiểm tra lại hai ngày ấy."
            )
        tree.require_founded(person.place, date.fromisoformat(day))
    draft.change(Entity.MEMBER_PLACE, row_number(place), person.id, valid_from=(row_text(place, "valid_from"), day))
