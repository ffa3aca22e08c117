"""Graph files, our own and other people's, to quads of our shape: what a file may not do is decided here."""
