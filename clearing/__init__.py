"""The process: the pipeline of the five statuses and what happens on the way."""
