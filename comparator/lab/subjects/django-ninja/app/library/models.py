from django.db import models


# task: one-row
# task: page-of-rows
class Book(models.Model):
    title = models.CharField(max_length=200)
    author = models.CharField(max_length=200)
    year = models.IntegerField()


# end: one-row
# end: page-of-rows
