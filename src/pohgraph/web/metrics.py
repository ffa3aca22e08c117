"""Counts requests and how long they took, for Prometheus."""

from collections.abc import Callable, Iterator, Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.exposition import choose_encoder
from prometheus_client.registry import Collector

_BOUNDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)  # seconds
_TOTAL = "_total"
_MEANINGS = {
    "pool_workers": "Workers on the live graph.",
    "pool_busy": "Workers that are answering a request.",
    "pool_waiting": "Requests that are waiting for a worker.",
    "pool_requests_total": "Requests sent to workers.",
    "pool_answered_total": "Requests that were answered.",
    "pool_failed_total": "Requests that were refused, or could not be answered.",
    "pool_abandoned_total": "Requests whose client went away.",
    "pool_cut_total": "Answers that were longer than the limit of rows.",
    "pool_overtime_total": "Workers that were killed because a request took too long.",
    "pool_crashed_total": "Workers that a request crashed.",
    "kept_answers_given_total": "Answers from the cache, which need no worker.",
}


class Metrics:
    """The counts of one server since it started; `counters` gives those of the pool, name -> value."""

    def __init__(self, counters: Callable[[], Mapping[str, float]]) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "pohgraph_http_requests", "Requests answered.", ("route", "method", "status"), registry=self._registry
        )
        self._running = Gauge(
            "pohgraph_http_requests_running", "Requests that are being answered.", registry=self._registry
        )
        self._times = Histogram(
            "pohgraph_http_request_seconds",
            "Time until a request was answered to its end.",
            ("route",),
            buckets=_BOUNDS,
            registry=self._registry,
        )
        self._registry.register(_Given(counters))

    def begin(self) -> None:
        """Count a request that has come in."""
        self._running.inc()

    def end(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count a request that has been answered, or whose client has gone."""
        self._running.dec()
        self._requests.labels(route, method, str(status)).inc()
        self._times.labels(route).observe(seconds)

    def text(self, accept: str) -> tuple[bytes, str]:
        """Everything in the format that an Accept header asks for, and what the Content-Type says of it."""
        encode, content_type = choose_encoder(accept)
        return encode(self._registry), content_type


class _Given(Collector):
    """Figures that somebody else counts: those that end in _total only grow."""

    def __init__(self, counters: Callable[[], Mapping[str, float]]) -> None:
        self._counters = counters

    def collect(self) -> Iterator[CounterMetricFamily | GaugeMetricFamily]:
        """Each as it is now."""
        for key, value in sorted(self._counters().items()):
            name = key.removesuffix(_TOTAL)
            family = CounterMetricFamily if key.endswith(_TOTAL) else GaugeMetricFamily
            yield family(f"pohgraph_{name}", _MEANINGS.get(key, name.replace("_", " ")), value=value)
