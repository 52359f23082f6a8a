"""Template tags of the pipeline."""
