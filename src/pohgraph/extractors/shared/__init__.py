"""What several extractors need: the page, its subjects, evidence, cues, frequencies, stages."""
