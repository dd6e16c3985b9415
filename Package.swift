// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// A module of ours: its name, the modules of ours that it may import, and the products behind which it stands as a wall.
func module(
  _ name: String, _ ours: [String] = [], products: [Target.Dependency] = [], exclude: [String] = [],
  resources: [Resource]? = nil
) -> Target {
  .target(
    name: name, dependencies: ours.map { .target(name: $0) } + products, exclude: exclude, resources: resources,
    swiftSettings: settings)
}

func tests(_ name: String, _ ours: [String], exclude: [String] = []) -> Target {
  .testTarget(
    name: name, dependencies: ours.map { .target(name: $0) }, exclude: exclude, swiftSettings: settings)
}

let package = Package(
  name: "halfhour",
  products: [.executable(name: "halfhour", targets: ["halfhour"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
    .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2"),
  ],
  targets: [
    .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),

    // The pure core: no clock, no randomness, no input or output.
    module("RunbookModel"),
    module("YAMLTree", ["CLibYAML", "RunbookModel"]),
    module("Expressions", ["RunbookModel"]),
    module("Digests", products: [.product(name: "Crypto", package: "swift-crypto")]),
    module("Templates", products: [.product(name: "Mustache", package: "swift-mustache")]),
    module("KnownGood", ["RunbookModel", "Expressions", "Digests"]),
    module("RunbookLoading", ["YAMLTree", "RunbookModel", "Expressions", "KnownGood"]),
    module("RecoveryPlanning", ["RunbookModel", "Expressions", "Digests"]),
    module("RunCore", ["RunbookModel", "Expressions", "RecoveryPlanning"]),
    module("RecoveryStatistics", ["RunbookModel"]),
    module(
      "Reporting", ["RunbookModel", "RecoveryPlanning", "RecoveryStatistics", "RunCore", "Templates"],
      resources: [
        "report.html.mustache", "overview.html.mustache", "details.html.mustache", "report.css", "details.css",
        "charts.css", "report.md.mustache", "period.html.mustache", "period.md.mustache", "period.css",
        "update.mustache", "report.schema.json", "report.past.schema.json",
        "words.de.1.json", "words.de.2.json", "words.de.3.json", "words.de.4.json", "words.de.5.json",
      ].map { .embedInCode("templates/\($0)") }),

    // Effects.
    module("RunEngine", ["RunbookModel", "RecoveryPlanning", "RunCore"]),
    .systemLibrary(name: "CResolv"),
    module(
      "Probes", ["CResolv", "RunbookModel", "Expressions"],
      products: [
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOFoundationCompat", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "NIOTLS", package: "swift-nio"),
      ]),
    module(
      "StepExecutors",
      [
        "RunbookModel", "Expressions", "RecoveryPlanning", "RunCore", "RunEngine", "Templates", "Digests", "Probes",
        "KnownGood",
      ],
      products: [
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      resources: [.embedInCode("Hosts/agent.sh"), .embedInCode("Hosts/Files/files.sh")]),
    module("RunFolders", ["RunbookModel", "RecoveryPlanning", "RunCore", "RunEngine", "Digests"]),
    module(
      "HistoryIndex", ["RunbookModel", "RunCore"],
      products: [.product(name: "GRDB", package: "GRDB.swift")]),
    module(
      "HalfhourCommands",
      [
        "RunbookModel", "RunbookLoading", "RecoveryPlanning", "RunCore", "Reporting", "RunEngine", "StepExecutors",
        "RunFolders", "HistoryIndex", "Digests", "Expressions", "KnownGood", "RecoveryStatistics",
      ],
      products: [.product(name: "ArgumentParser", package: "swift-argument-parser")]),
    .systemLibrary(name: "CMalloc"),
    .executableTarget(name: "halfhour", dependencies: ["HalfhourCommands", "CMalloc"], swiftSettings: settings),

    // Tests mirror Sources.
    tests("RunbookModelTests", ["RunbookModel"]),
    tests("YAMLTreeTests", ["YAMLTree", "RunbookModel"]),
    tests("ExpressionsTests", ["Expressions", "RunbookModel"]),
    tests("DigestsTests", ["Digests"]),
    tests("TemplatesTests", ["Templates"]),
    tests("KnownGoodTests", ["KnownGood", "RunbookModel", "Expressions"]),
    tests("ProbesTests", ["Probes", "RunbookModel", "Expressions"]),
    tests("RunbookLoadingTests", ["RunbookLoading", "RunbookModel"], exclude: ["Fixtures", "validate.py"]),
    tests("RecoveryPlanningTests", ["RecoveryPlanning", "RunbookModel", "Digests"]),
    .target(
      name: "SimulationKit", dependencies: ["RunbookModel", "RecoveryPlanning", "RunCore"], path: "Tests/SimulationKit",
      swiftSettings: settings),
    .executableTarget(
      name: "simulate", dependencies: ["SimulationKit"], path: "Tests/Simulate", swiftSettings: settings),
    tests("RecoveryStatisticsTests", ["RecoveryStatistics", "RunbookModel"]),
    tests("RunCoreTests", ["RunCore", "RecoveryPlanning", "RunbookModel"]),
    tests(
      "SimulationTests", ["SimulationKit", "RunCore", "RecoveryPlanning", "RunbookModel"], exclude: ["breaks.py"]),
    tests(
      "ReportingTests", ["Reporting", "RunCore", "RecoveryPlanning", "RunbookModel", "Templates"],
      exclude: ["Goldens", "Tabular/Goldens", "Period/Goldens", "validate.py"]),
    tests("StepExecutorsTests", ["StepExecutors", "RunCore", "RecoveryPlanning", "RunbookModel", "Expressions"]),
    tests(
      "HalfhourCommandsTests",
      [
        "HalfhourCommands", "HistoryIndex", "Reporting", "RunCore", "RunFolders", "RecoveryPlanning",
        "RunbookLoading", "RunbookModel", "StepExecutors",
      ],
      exclude: ["Screen/Goldens", "Incident/Goldens"]),
    tests("RunFoldersTests", ["RunFolders", "RunCore", "RecoveryPlanning", "RunbookModel", "Digests"]),
    tests("HistoryIndexTests", ["HistoryIndex", "RunCore", "RecoveryPlanning", "RunbookModel"]),
    tests("ArchitectureTests", []),
    tests(
      "EndToEndTests", ["halfhour", "Digests"],
      exclude: ["Probes/nasty.py", "Updates/hook.py", "Evidence/check-evidence", "Reports/recompute.py"]),
  ],
  swiftLanguageModes: [.v6]
)
