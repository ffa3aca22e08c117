"""Pictures of plain values: drawn the same each time, legible without colour. Nothing here knows the store."""
