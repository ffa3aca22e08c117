"""What sources disagree on, the graph beside HPO's annotations, graph against graph, and diseases alike. Plain values only."""
