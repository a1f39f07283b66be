"""Names in a table of someone else, matched to things of ours: the Reconciliation Service API 0.2."""
