"""Fields of one subject: «Chức vụ hiện nay» may stand over «Chức vụ Đảng»."""

from __future__ import annotations

from dangbo_cli.forms.form import Field

_SUBJECTS = (
    {"full_name", "family_name", "given_name"},
    {"admitted_on", "official_on", "admission_decided_on"},
    {"position", "party_position", "government_position", "union_position"},
    {"standing", "probationary_mark", "official_mark"},
    {
        "expertise",
        "specialty",
        "general_education",
        "political_theory",
        "foreign_language",
        "informatics",
        "academic_title",
        "state_management",
        "schooling",
        "schooling_and_titles",
    },
    {"organization", "upper_organization", "workplace"},
    {"secretary", "secretary_phone"},
    {"card_number", "old_card_number", "card_and_file_number", "file_number", "card_issued_on", "card_issued_at"},
)


def same_subject(owner: Field, field: Field) -> bool:
    """Tell whether the headings of two fields may stand one over the other, each meaning what it means alone."""
    return any(owner.key in subject and field.key in subject for subject in _SUBJECTS)
