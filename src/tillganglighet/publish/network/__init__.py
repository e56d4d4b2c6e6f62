"""The road network for analysts: frames, graph, and the layers behind a product."""
