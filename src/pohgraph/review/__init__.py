"""What curators decide about claims: the decisions, the file that has them, and what several of them come to."""
