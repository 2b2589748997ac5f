internal import Foundation

/// Whether the long suites run long: `make soak` sets ROLLCALL_SOAK.
package enum Soak {
    package static let isOn = ProcessInfo.processInfo.environment["ROLLCALL_SOAK"] == "1"
}
