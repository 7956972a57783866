from fastapi_users.db import SQLAlchemyBaseUserTableUUID
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


# task: one-row
# task: page-of-rows
class Book(Base):
    __tablename__ = "book"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    author: Mapped[str]
    year: Mapped[int]


# end: one-row
# end: page-of-rows


# task: sign-in
class User(SQLAlchemyBaseUserTableUUID, Base):
    name: Mapped[str] = mapped_column(unique=True)


# end: sign-in
