"""Where the grades of departments are kept."""

from sqlalchemy import BigInteger, Column, Integer, Table, Uuid

from chassis.document import Document
from contracts.observatory import DataQualityGraded
from services.analytics.domain.department_grade import DepartmentGrade
from services.analytics.persistence.own.base import mapped, state

department_grade = Table(
    "department_grade",
    state,
    Column("id", Uuid, primary_key=True),
    Column("year", Integer, nullable=False),
    Column("said", Document(DataQualityGraded), nullable=False, comment="the last fact told of it"),
    Column("version", BigInteger, nullable=False, comment="facts told"),
)
mapped.map_imperatively(
    DepartmentGrade, department_grade, version_id_col=department_grade.c.version, version_id_generator=False
)
