"""Who a person is, which papers they hold, and whether they may take part."""
