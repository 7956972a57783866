"""The decision engine: from answers to a ranking, in frozen records and integers."""
