"""Save, find and change a document on the stand-in for a server that its manual names for tests."""

import json
from contextlib import suppress

import mongomock
from mongoengine import Document, IntField, StringField, ValidationError, connect


class Book(Document):
    title = StringField(required=True)
    year = IntField()


connect("shop", host="mongodb://localhost", mongo_client_class=mongomock.MongoClient)
Book(title="Kim", year=1901).save()
Book(title="Emma", year=1815).save()
assert [book.title for book in Book.objects(year__gt=1900)] == ["Kim"]
Book.objects(title="Kim").update(set__year=1902)
assert Book.objects.get(title="Kim").year == 1902
with suppress(ValidationError):
    Book(year=1).save()
    raise AssertionError("a book without a title was saved")

note = "Documents are saved, found and changed on mongomock; there was no MongoDB server."
print(json.dumps({"status": "partly", "note": note, "packages": ["mongoengine", "mongomock"]}))
