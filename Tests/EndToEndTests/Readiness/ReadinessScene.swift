import Foundation
import Testing

/// A small site with a service that is rebuilt from a backup, and what `readiness` says of it.
struct ReadinessScene {
  let scene: Scene

  static let site = """
    site: Test site
    target: { rto: 5m, rpo: 24h }
    drill_every: 90d
    services:
      shop: { tier: critical }
      wiki: { tier: routine, cost_per_hour: 10 EUR }

    """

  static let template = "port = 5432\nbuffers = 128MB\n"

  /// The backup's age is in the file `age`, as `date -d` understands it.
  static let runbook = """
    runbook: shop
    service: shop
    inputs: { place: { default: "\(folder)" } }
    precheck:
      - id: newest
        name: A backup exists
        with: { place: "{{ inputs.place }}" }
        run: |
          test ! -e "$place/broken" || { echo "the backup is empty"; exit 1; }
          echo "taken=$(date -d "$(cat "$place/age")" +%s)" >>"$HALFHOUR_OUTPUT"
          echo bytes=41200000 >>"$HALFHOUR_OUTPUT"
        outputs: [taken, bytes]
    install:
      - { id: folder, run: "mkdir -p '\(folder)/out'" }
      - id: config
        template: { from: templates/shop.conf, to: "\(folder)/out/shop.conf" }
    restore:
      - id: load
        files: [load]
        run: ./load "\(folder)"
        recovery_point: "{{ steps.newest.taken }}"
        size: "{{ steps.newest.bytes }}"
    verify:
      - { id: see, run: "test -s '\(folder)/out/data'", expect: { exit: 0 } }
    cleanup:
      - { id: clean, run: "rm -rf '\(folder)/out'" }

    """

  /// Stands in the runbook for the scene's own folder.
  private static let folder = "FOLDER"

  static func play(_ body: (ReadinessScene) async throws -> Void) async throws {
    try await Scene.play { scene in
      try scene.write("site.yaml", site)
      try scene.write("shop.yaml", runbook.replacing(folder, with: scene.folder))
      try scene.write("templates/shop.conf", template)
      try scene.write("load", "#!/bin/sh\necho loaded >\"$1/out/data\"\n", executable: true)
      // Some minutes more, as a look begins before the script reads the clock.
      try scene.write("age", "125 minutes ago")
      try await body(ReadinessScene(scene: scene))
    }
  }

  /// With a drill that passed.
  static func drilled(_ body: (ReadinessScene) async throws -> Void) async throws {
    try await play { ready in
      let drill = try await ready.scene.halfhour("drill", "shop.yaml")
      try #require(drill.exit == 0, "\(drill)")
      try await body(ready)
    }
  }

  func readiness(_ arguments: String...) async throws -> Ended {
    try await scene.start(["readiness"] + arguments).end()
  }

  /// The only service that is asked for, as JSON shows it.
  func service(_ arguments: String...) async throws -> [String: Any] {
    let ended = try await scene.start(["readiness", "shop", "--format", "json"] + arguments).end()
    let top = try JSONSerialization.jsonObject(with: Data(ended.out.utf8)) as? [String: Any]
    let site = (top?["sites"] as? [[String: Any]])?.first
    return try #require((site?["services"] as? [[String: Any]])?.first, "\(ended)")
  }

  func edit(_ name: String, _ old: String, _ new: String) throws {
    let text = try scene.read(name)
    try #require(text.contains(old))
    let mode = try FileManager.default.attributesOfItem(atPath: scene.path(name))[.posixPermissions] as? Int
    try scene.write(name, text.replacing(old, with: new), executable: mode.map { $0 & 0o100 != 0 } ?? false)
  }

  /// Everything of the scene apart from what programs print, with its content.
  func everything(but left: String...) throws -> [String: Data] {
    var found: [String: Data] = [:]
    for case let path as String in try #require(FileManager.default.enumerator(atPath: scene.folder)) {
      guard !path.hasPrefix("program-"), !left.contains(where: { path.hasPrefix($0) }) else { continue }
      found[path] = FileManager.default.contents(atPath: scene.path(path)) ?? Data()
    }
    return found
  }
}

extension Ended {
  /// What was printed, as if the terminal had no end on the right.
  var unwrapped: String { out.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
