"""Many assertions to one set: merged, identified, compared across pages."""
