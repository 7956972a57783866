"""Store rows of two mapped classes, and find some by a condition on both."""

import json

from sqlalchemy import ForeignKey, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Author(Base):
    __tablename__ = "author"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    books: Mapped[list["Book"]] = relationship(back_populates="author")


class Book(Base):
    __tablename__ = "book"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    author_id: Mapped[int] = mapped_column(ForeignKey("author.id"))
    author: Mapped[Author] = relationship(back_populates="books")


engine = create_engine("sqlite:///books.sqlite")
Base.metadata.create_all(engine)
with Session(engine) as session:
    session.add(Author(name="Austen", books=[Book(title="Emma"), Book(title="Persuasion")]))
    session.add(Author(name="Kipling", books=[Book(title="Kim")]))
    session.commit()
with Session(engine) as session:
    wanted = select(Book).join(Book.author).where(Author.name == "Austen").order_by(Book.title)
    assert [book.title for book in session.scalars(wanted)] == ["Emma", "Persuasion"]
    session.scalars(wanted).first().title = "Emma, again"
    session.commit()
    assert session.get(Book, 1).title == "Emma, again"

note = "It stores rows of two related classes, finds some by a join, and changes one."
print(json.dumps({"status": "yes", "note": note, "packages": ["SQLAlchemy"]}))
