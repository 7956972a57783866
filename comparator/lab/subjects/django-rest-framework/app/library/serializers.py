from rest_framework import serializers

from .models import Book


# task: one-row
class BookSerializer(serializers.ModelSerializer):
    class Meta:
        model = Book
        fields = ("id", "title", "author", "year")


# end: one-row


# task: validated-body
class TagField(serializers.CharField):
    def to_internal_value(self, data):
        if not isinstance(data, str):  # a CharField takes numbers too
            self.fail("invalid")
        return super().to_internal_value(data)


class NewBookSerializer(serializers.Serializer):
    title = serializers.CharField(max_length=200)
    year = serializers.IntegerField(min_value=1450, max_value=2100)
    tags = serializers.ListField(child=TagField(), default=list)


# end: validated-body
