"""How a mention is meant: denied, hedged, of some patients, of a relative."""
