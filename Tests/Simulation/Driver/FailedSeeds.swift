import Foundation

/// The seeds that ever broke the promise, in failed-seeds.txt: a number and why, on each line.
enum FailedSeeds {
    static let all: [UInt64] = {
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("failed-seeds.txt").path
        let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").compactMap { line in
            line.split(separator: " ").first.flatMap { UInt64($0) }
        }
    }()
}
