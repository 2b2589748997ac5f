// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
    name: "rollcall",
    products: [
        .executable(name: "rollcall", targets: ["rollcall"]),
        .executable(name: "rollcall-sandbox", targets: ["rollcall-sandbox"]),
        .library(name: "FlowServ", targets: ["FlowServ", "Accounts"]),
        .library(name: "Roster", targets: ["Roster", "Accounts"]),
        .library(name: "Provisioning", targets: ["Provisioning", "Accounts"]),
    ],
    dependencies: [
        // rollcall's guarantees depend on these, so a newer version is used only after it was tested:
        // `make check-versions` lists the available ones.
        .package(url: "https://github.com/swift-server/async-http-client.git", exact: "1.37.0"),
        .package(url: "https://github.com/apple/swift-nio.git", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl.git", exact: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift.git", exact: "7.10.0"),
        .package(url: "https://github.com/apple/swift-crypto.git", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-argument-parser.git", .upToNextMinor(from: "1.8.2")),
        .package(url: "https://github.com/apple/swift-log.git", .upToNextMinor(from: "1.16.2")),
        .package(url: "https://github.com/jpsim/Yams.git", .upToNextMinor(from: "6.2.2")),
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", .upToNextMinor(from: "2.28.1")),
        .package(url: "https://github.com/hummingbird-project/swift-mustache.git", .upToNextMinor(from: "2.1.1")),
        .package(url: "https://github.com/swiftlang/swift-subprocess.git", .upToNextMinor(from: "1.0.2")),
        .package(url: "https://github.com/apple/swift-system.git", .upToNextMinor(from: "1.8.1")),
        .package(url: "https://github.com/apple/swift-certificates.git", .upToNextMinor(from: "1.21.1")),
        .package(url: "https://github.com/apple/swift-asn1.git", .upToNextMinor(from: "1.7.4")),
        .package(url: "https://github.com/swiftlang/swift-docc-plugin.git", .upToNextMinor(from: "1.5.0")),
    ],
    targets: [
        .executableTarget(
            name: "rollcall",
            dependencies: [
                "Accounts", "Bytes", "Provisioning", "Roster", "FlowServ",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: settings),
        .target(
            name: "Provisioning",
            dependencies: [
                "Accounts", "Bytes", "FlowServ", "Roster", "CStatFS", "CSpawn",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "rollcall-unjournaled",
            dependencies: ["Accounts", "Provisioning", "FlowServ"],
            path: "Benchmarks/Unjournaled",
            swiftSettings: settings),
        .target(
            name: "FlowServ",
            dependencies: [
                "Accounts", "Bytes",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            swiftSettings: settings),
        .target(name: "Roster", dependencies: ["Accounts", "Bytes", "CLibXML2"], swiftSettings: settings),
        .target(name: "Accounts", swiftSettings: settings),
        .target(name: "Bytes", swiftSettings: settings),
        .systemLibrary(
            name: "CLibXML2",
            pkgConfig: "libxml-2.0",
            providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CStatFS"),
        .systemLibrary(name: "CSpawn"),
        .target(
            name: "Sandbox",
            dependencies: [
                "Accounts", "Bytes", "FlowServ",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "rollcall-sandbox",
            dependencies: [
                "Sandbox",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "ProvisioningTests",
            dependencies: [
                "Accounts", "Provisioning", "FlowServ", "Roster", "Sandbox", "TestSupport",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: settings),
        .testTarget(name: "BytesTests", dependencies: ["Bytes"], swiftSettings: settings),
        .testTarget(
            name: "RosterTests", dependencies: ["Accounts", "Bytes", "Roster", "TestSupport"],
            exclude: ["Exports", "Fixtures"],
            swiftSettings: settings),
        .testTarget(
            name: "FlowServTests",
            dependencies: [
                "Accounts", "Bytes", "FlowServ", "TestSupport",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "CommandTests",
            dependencies: [
                "rollcall", "Accounts", "Roster", "Provisioning", "TestSupport", "FlowServ", "Sandbox",
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            exclude: ["Golden"],
            swiftSettings: settings),
        .testTarget(
            name: "SimulationTests",
            dependencies: [
                "rollcall", "Accounts", "FlowServ", "Roster", "Provisioning", "Sandbox", "PowerCutDisk",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            path: "Tests/Simulation",
            exclude: ["mutants", "mutate", "failed-seeds.txt"],
            swiftSettings: settings),
        .testTarget(
            name: "ContractTests",
            dependencies: ["Accounts", "FlowServ", "Sandbox", "TestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "SandboxTests",
            dependencies: [
                "Accounts", "FlowServ", "Sandbox", "TestSupport",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings),
        .target(
            name: "PowerCutDisk",
            dependencies: ["CSQLiteSeed", .product(name: "GRDBSQLite", package: "GRDB.swift")],
            path: "Tests/PowerCutDisk",
            swiftSettings: settings),
        .systemLibrary(name: "CSQLiteSeed", path: "Tests/CSQLiteSeed"),
        .testTarget(
            name: "PowerCutDiskTests",
            dependencies: [
                "PowerCutDisk", "Accounts", "FlowServ", "Provisioning", "Roster", "Sandbox", "TestSupport",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: settings),
        .target(
            name: "TestSupport",
            dependencies: [
                "Accounts", "FlowServ", "Sandbox",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SwiftASN1", package: "swift-asn1"),
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "X509", package: "swift-certificates"),
            ],
            path: "Tests/TestSupport",
            swiftSettings: settings),
    ]
)
