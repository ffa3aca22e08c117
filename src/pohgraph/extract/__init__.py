"""Document and mentions to assertions, one relation per file."""
