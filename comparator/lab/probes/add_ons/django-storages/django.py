"""Store a file by the S3 backend in moto's stand-in for S3, read it back and delete it."""

import json

import boto3
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from moto import mock_aws

OPTIONS = {"bucket_name": "shop", "access_key": "key", "secret_key": "word"}
S3 = {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": OPTIONS}
settings.configure(STORAGES={"default": S3})

with mock_aws():
    bucket = boto3.resource("s3", region_name="us-east-1").create_bucket(Bucket="shop")
    name = default_storage.save("covers/fish.txt", ContentFile(b"A fish"))
    assert name == "covers/fish.txt", name
    assert [item.key for item in bucket.objects.all()] == ["covers/fish.txt"]
    assert default_storage.open(name).read() == b"A fish"
    assert default_storage.listdir("covers") == ([], ["fish.txt"])
    assert "Signature=" in default_storage.url(name), default_storage.url(name)
    default_storage.delete(name)
    assert not default_storage.exists(name)

note = "Django’s default storage writes, lists, reads and deletes in S3, for which moto stood in."
print(json.dumps({"status": "yes", "note": note, "packages": ["django-storages"]}))
