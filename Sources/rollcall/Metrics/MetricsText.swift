import Accounts
import FlowServ
import Foundation
import Provisioning

/// A run in Prometheus' text format, for the textfile collector of the node exporter.
struct MetricsText {
    let report: RunReport
    let counts: RequestTally.Counts
    /// The number of listed accounts that are in no roster; nil if the run did not check.
    let unmanaged: Int?
    /// Unix time of the last fully successful run.
    let lastSuccess: Date?
    /// The number of credentials that are created and not delivered.
    let owed: Int
    /// The end of this call.
    let attempt: MetricsFile.Attempt

    func render() -> String {
        (runs + accounts + requests + latencies).map { $0 + "\n" }.joined()
    }

    private var runs: [String] {
        let started = report.started.secondsSince1970
        let duration = report.finished.map { Double($0.secondsSince1970 - started) }
        return Self.gauge(
            "rollcall_last_run_timestamp_seconds", help: "Unix time of the start of the last run.",
            Double(started))
            + Self.lastSuccess(lastSuccess)
            + Self.gauge(
                "rollcall_last_run_duration_seconds",
                help: "Duration of the last run; absent when it was interrupted.",
                duration)
            + attempt.lines
    }

    private var accounts: [String] {
        let summary = report.summary
        let outcomes = [
            ("planned", summary.planned), ("succeeded", summary.succeeded), ("failed", summary.failed),
            ("unknown", summary.unknown), ("stranded", summary.stranded), ("skipped", summary.skipped),
            ("remaining", summary.remaining), ("blocked", report.blocked),
        ]
        return Self.head("rollcall_accounts", "gauge", help: "Accounts of the last run, by outcome.")
            + outcomes.map { "rollcall_accounts{outcome=\"\($0.0)\"} \($0.1)" }
            + Self.gauge(
                "rollcall_unmanaged_accounts", help: "Listed accounts that no roster names.",
                unmanaged.map(Double.init))
            + Self.owed(owed)
    }

    /// Returns the gauge of the last success.
    static func lastSuccess(_ date: Date?) -> [String] {
        gauge(
            "rollcall_last_success_timestamp_seconds", help: "Unix time of the last fully successful run.",
            date?.timeIntervalSince1970)
    }

    /// Returns the gauge of what is owed.
    static func owed(_ count: Int) -> [String] {
        gauge("rollcall_owed_credentials", help: "Credentials that have not been delivered yet.", Double(count))
    }

    private var requests: [String] {
        let lines = counts.requests.sorted {
            ($0.key.route.rawValue, $0.key.status ?? 0) < ($1.key.route.rawValue, $1.key.status ?? 0)
        }
        .map { outcome, number in
            let status = outcome.status.map(String.init) ?? "none"
            return "rollcall_requests_total{route=\"\(outcome.route.rawValue)\",status=\"\(status)\"} \(number)"
        }
        return Self.head(
            "rollcall_requests_total", "counter", help: "Requests of the last run, by route and status.")
            + lines
            + Self.head(
                "rollcall_retries_total", "counter", help: "Requests of the last run that were sent again.")
            + ["rollcall_retries_total \(counts.retries)"]
    }

    private var latencies: [String] {
        let name = "rollcall_request_duration_seconds"
        return Self.head(name, "histogram", help: "Duration of the requests of the last run, by route.")
            + counts.latencies.sorted { $0.key.rawValue < $1.key.rawValue }.flatMap { route, latencies in
                var total = 0
                let bounds = RequestTally.bounds.map { Self.number($0) } + ["+Inf"]
                let buckets = zip(bounds, latencies.classes).map { bound, number in
                    total += number
                    return "\(name)_bucket{route=\"\(route.rawValue)\",le=\"\(bound)\"} \(total)"
                }
                return buckets + [
                    "\(name)_sum{route=\"\(route.rawValue)\"} \(Self.number(latencies.sum))",
                    "\(name)_count{route=\"\(route.rawValue)\"} \(total)",
                ]
            }
    }

    /// Returns a gauge without labels, or nothing if it has no value.
    static func gauge(_ name: String, help: String, _ value: Double?) -> [String] {
        value.map { head(name, "gauge", help: help) + ["\(name) \(number($0))"] } ?? []
    }

    private static func head(_ name: String, _ type: String, help: String) -> [String] {
        ["# HELP \(name) \(help)", "# TYPE \(name) \(type)"]
    }

    /// Returns the number as text, whole numbers without a fraction.
    private static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
    }
}
