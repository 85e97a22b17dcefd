"""The tables about the records as SQLModel classes: batches, their sources, the log of changes, what was set aside, the
marks of the file itself. Beside `store.tables`, which holds those of the records."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class BatchRow(SQLModel, table=True):
    __tablename__ = "batch"
    id: int | None = Field(default=None, primary_key=True)
    command: str
    user: str
    machine: str
    made_at: str
    undoes: int | None = Field(default=None, foreign_key="batch.id")
    backup: str | None = None
    created: int
    updated: int
    unchanged: int
    set_aside: int


class SourceRow(SQLModel, table=True):
    __tablename__ = "source"
    id: int | None = Field(default=None, primary_key=True)
    batch_id: int = Field(foreign_key="batch.id")
    path: str
    sha256: str
    sheet: str
    kind: str
    organization_id: int | None = None
    dated: str | None = None


class ChangeRow(SQLModel, table=True):
    __tablename__ = "change"
    id: int | None = Field(default=None, primary_key=True)
    batch_id: int = Field(foreign_key="batch.id")
    entity: str
    record_id: int
    action: str
    subject: str
    subject_id: int
    fields: str


class DecisionUseRow(SQLModel, table=True):
    __tablename__ = "decision_use"
    id: int | None = Field(default=None, primary_key=True)
    decision_id: int
    batch_id: int = Field(foreign_key="batch.id")
    source_id: int = Field(foreign_key="source.id")
    cell: str


class SetAsideRow(SQLModel, table=True):
    __tablename__ = "set_aside"
    id: int | None = Field(default=None, primary_key=True)
    batch_id: int | None = Field(default=None, foreign_key="batch.id")
    seen_at: str
    path: str
    sha256: str
    sheet: str
    cell: str
    code: str
    value: str
    message: str
    organization_id: int | None = None
    state: str
    closed_by: int | None = Field(default=None, foreign_key="batch.id")
    closed_at: str | None = None
    name: str | None = None
    birth_date: str | None = None
    entity: str | None = None
    record_id: int | None = None
    field: str | None = None
    kind: str | None = None
    year: int | None = None
    dated: str | None = None
    whole_path: str | None = None


class MigrationRow(SQLModel, table=True):
    __tablename__ = "migration"
    number: int | None = Field(default=None, primary_key=True)
    name: str
    applied_at: str


class MetaRow(SQLModel, table=True):
    __tablename__ = "meta"
    key: str = Field(primary_key=True)
    value: str | None = None
