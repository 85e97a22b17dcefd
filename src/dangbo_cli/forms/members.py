"""Member lists («danh sách đảng viên»), with yearly ratings where a unit puts them in the same sheet.

Headings are those of the national template, of exports, of committees' sheets of 37 columns and of ward lists. Rating
columns are not listed here: who rates and which year is read from the words (`forms.rating_headings`).
"""

from __future__ import annotations

from dangbo_cli.forms import member_party, member_person, member_work
from dangbo_cli.forms.form import Form

FORM = Form(
    kind="dang-vien",
    title="Danh sách đảng viên",
    rated=True,
    combines=True,
    identity=("full_name", "given_name"),
    core=(
        "birth_date",
        "admitted_on",
        "official_on",
        "card_number",
        "card_and_file_number",
        "citizen_id",
        "file_number",
        "party_position",
        "standing",
        "probationary_mark",
        "official_mark",
    ),
    title_words=("dang vien", "ho so dang", "dang tich"),
    title_refusals=("quan chung", "cam tinh dang", "doi tuong ket nap", "doan vien", "nguoi tot viec tot"),
    fields=(*member_person.FIELDS, *member_party.FIELDS, *member_work.FIELDS),
)
