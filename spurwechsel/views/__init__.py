"""The pages that belong to no other app: Heute, administration, log, service pages, errors."""
