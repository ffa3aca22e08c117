"""The SPARQL service and the page over HTTP (extra `web`). It owns requests and workers, and no claim is read here."""
