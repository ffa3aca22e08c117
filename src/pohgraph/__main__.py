"""`python -m pohgraph` is the command line."""

from pohgraph.cli import main

if __name__ == "__main__":
    main()
