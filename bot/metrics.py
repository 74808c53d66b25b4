"""Figures for Prometheus: what came in, what went out, how it ended, how long things wait."""

from collections.abc import Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

MEDIA_TYPE = CONTENT_TYPE_LATEST


class Metrics:
    """One process's figures; labels are kinds, never people."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.webhooks = self._counter("webhooks", "Requests of providers.", "channel", "outcome")
        self.sends = self._counter("sends", "Attempts to send.", "channel", "outcome")
        self.doubts = self._counter(
            "doubts", "Unknown outcomes, by what became of them.", "channel", "outcome"
        )
        self.turns = self._counter("turns", "Messages handled.")
        self.reply_seconds = Histogram(
            "mem_send_seconds",
            "From a message owed to the provider's acceptance.",
            ["channel"],
            registry=self.registry,
            buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 600),
        )
        self._stored = Gauge(
            "mem_stored",
            "Rows that wait or need somebody, from the database.",
            ["what"],
            registry=self.registry,
        )

    def show_stored(self, counts: Mapping[str, int]) -> None:
        """Set the figures that only the database knows."""
        for what, count in counts.items():
            self._stored.labels(what).set(count)

    def text(self) -> bytes:
        """All figures in Prometheus' text format."""
        return generate_latest(self.registry)

    def _counter(self, name: str, help_text: str, *labels: str) -> Counter:
        return Counter(f"mem_{name}", help_text, labels, registry=self.registry)
