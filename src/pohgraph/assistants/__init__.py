"""Tools for assistants over the Model Context Protocol (extra `mcp`): look-ups in a graph, each with its quotes and licences."""
