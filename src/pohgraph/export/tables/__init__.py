"""Formats of rows: KGX, HPOA, SSSOM, CSV, Parquet, GraphML, CX2, phenopackets."""
