"""What the page, the exported site and assistants are answered: plain JSON about a graph, the same for all of them."""
