import Testing

/// Who may import whom. A new arrow is a decision: it is drawn here and in ARCHITECTURE.md.
struct ImportTests {
  /// Modules of ours that each module may import.
  static let ours: [String: Set<String>] = [
    "RunbookModel": [],
    "YAMLTree": ["CLibYAML", "RunbookModel"],
    "Expressions": ["RunbookModel"],
    "Digests": [],
    "Templates": [],
    "KnownGood": ["RunbookModel", "Expressions", "Digests"],
    "Probes": ["CResolv", "RunbookModel", "Expressions"],
    "RunbookLoading": ["YAMLTree", "RunbookModel", "Expressions", "KnownGood"],
    "RecoveryPlanning": ["RunbookModel", "Expressions", "Digests"],
    "RunCore": ["RunbookModel", "Expressions", "RecoveryPlanning"],
    "RecoveryStatistics": ["RunbookModel"],
    "Reporting": ["RunbookModel", "RecoveryPlanning", "RecoveryStatistics", "RunCore", "Templates"],
    "RunEngine": ["RunbookModel", "RecoveryPlanning", "RunCore"],
    "StepExecutors": [
      "RunbookModel", "Expressions", "RecoveryPlanning", "RunCore", "RunEngine", "Templates", "Digests", "Probes",
      "KnownGood",
    ],
    "RunFolders": ["RunbookModel", "RecoveryPlanning", "RunCore", "RunEngine", "Digests"],
    "HistoryIndex": ["RunbookModel", "RunCore"],
    "HalfhourCommands": [
      "RunbookModel", "RunbookLoading", "RecoveryPlanning", "RunCore", "Reporting", "RunEngine", "StepExecutors",
      "RunFolders", "HistoryIndex", "Digests", "Expressions", "KnownGood", "RecoveryStatistics",
    ],
    "halfhour": ["HalfhourCommands", "CMalloc"],
  ]

  /// Modules of others, each behind one module of ours; the system's own are in `system`.
  static let walls: [String: Set<String>] = [
    "ArgumentParser": ["HalfhourCommands"],
    "AsyncHTTPClient": ["Probes"],
    "Crypto": ["Digests"],
    "GRDB": ["HistoryIndex"],
    "Mustache": ["Templates"],
    "NIOCore": ["Probes"],
    "NIOFoundationCompat": ["Probes"],
    "NIOHTTP1": ["Probes"],
    "NIOPosix": ["Probes"],
    "NIOSSL": ["Probes"],
    "NIOTLS": ["Probes"],
    "Subprocess": ["StepExecutors"],
    "SystemPackage": ["StepExecutors"],
  ]

  static let system: Set<String> = ["Dispatch", "Foundation", "FoundationEssentials", "Glibc", "Synchronization"]

  /// The core knows no clock, no randomness and no input or output, so it may not reach for the system.
  static let pure: Set<String> = [
    "RunbookModel", "YAMLTree", "Expressions", "Digests", "Templates", "RunbookLoading", "RecoveryPlanning", "RunCore",
    "RecoveryStatistics", "Reporting", "KnownGood",
  ]

  static func imports(of file: SourceTree.File) -> [String] {
    file.lines.compactMap { line in
      let words = line.split(separator: " ")
      guard let place = words.firstIndex(of: "import"), place <= 2, words.count > place + 1 else { return nil }
      let before = words[..<place]
      guard
        before.allSatisfy({ ["package", "internal", "public", "private", "fileprivate", "@testable"].contains($0) })
      else { return nil }
      return words[place + 1].split(separator: ".").first.map(String.init)
    }
  }

  @Test func `every import is an arrow of the table`() throws {
    for file in try SourceTree().files(in: "Sources") {
      let allowed = try #require(Self.ours[file.target], "\(file.target) is not in the table")
      for name in Self.imports(of: file) where !Self.system.contains(name) {
        let isWall = Self.walls[name]?.contains(file.target) == true
        #expect(allowed.contains(name) || isWall, "\(file) imports \(name)")
      }
    }
  }

  @Test func `the pure core imports nothing of the system but Foundation's values`() throws {
    for file in try SourceTree().files(in: "Sources") where Self.pure.contains(file.target) {
      for name in Self.imports(of: file) {
        #expect(!["Glibc", "Dispatch", "Synchronization"].contains(name), "\(file) imports \(name)")
      }
    }
  }

  /// Calls that would let the world into the core.
  static let effects = [
    "Date()", "Date.now", "FileManager", "ProcessInfo", "ContinuousClock", "SuspendingClock", ".random(", "UUID()",
    "Thread.", "DispatchQueue", "getenv(", "print(",
  ]

  @Test func `the pure core has no effects`() throws {
    for file in try SourceTree().files(in: "Sources") where Self.pure.contains(file.target) {
      for (number, line) in file.lines.enumerated() where !line.trimmingPrefix(while: \.isWhitespace).hasPrefix("//") {
        for effect in Self.effects {
          #expect(!line.contains(effect), "\(file):\(number + 1) has \(effect)")
        }
      }
    }
  }

  @Test func `the table has no cycle`() {
    var open: [String] = []
    func visit(_ module: String) -> Bool {
      if open.contains(module) { return false }
      open.append(module)
      defer { open.removeLast() }
      return (Self.ours[module] ?? []).allSatisfy(visit)
    }
    for module in Self.ours.keys { #expect(visit(module), "\(module) imports itself by a detour") }
  }

  @Test func `public stands nowhere`() throws {
    let declared = [
      "func", "var", "let", "struct", "enum", "class", "actor", "protocol", "static", "init", "import", "final",
    ]
    for file in try SourceTree().files(in: "Sources") {
      for (number, line) in file.lines.enumerated() {
        for word in declared { #expect(!line.contains("public \(word)"), "\(file):\(number + 1)") }
      }
    }
  }
}
