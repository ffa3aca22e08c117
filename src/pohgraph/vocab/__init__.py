"""What is known before a page is read: prefixes, terms, the compiled lexicon, mappings."""
