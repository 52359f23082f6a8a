"""Numbers over time for the Koordination: the same definitions as in the report, month by month."""
