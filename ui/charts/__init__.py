"""Charts: functions from rows to data sets, and to a specification in one look."""
