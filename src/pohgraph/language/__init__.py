"""What several rooms know about English: words and their forms, sentences, lines, tables of cues."""
