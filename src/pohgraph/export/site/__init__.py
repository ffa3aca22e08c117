"""The page with a graph as static files, for any web host, and as one HTML file."""
