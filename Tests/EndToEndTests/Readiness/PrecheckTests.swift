import Foundation
import Glibc
import Testing

/// What `halfhour readiness --check` finds, keeps, and leaves alone.
struct PrecheckTests {
  @Test func `it carries out the prechecks, keeps what it found, and changes nothing else`() async throws {
    try await ReadinessScene.drilled { ready in
      try ready.scene.write("age", "185 minutes ago")
      let sleeper = try ready.scene.shell("exec sleep 60")
      defer { sleeper.send(SIGKILL) }
      let before = try ready.everything(but: "state/readiness", "state/index")
      let ended = try await ready.readiness("shop", "--check")
      #expect(ended.exit == 0, "\(ended)")
      #expect(
        ended.out.contains("ok      A backup exists") && ended.out.contains("newest backup 3 hours old"), "\(ended)")
      #expect(ended.out.contains("41.2 MB"))
      #expect(try ready.everything(but: "state/readiness", "state/index") == before)
      #expect(ready.scene.runNames.count == 1 && ready.scene.jobFolders.isEmpty)
      #expect(kill(sleeper.pid, 0) == 0)
      let runs = try await ready.scene.halfhour("runs", "--format", "json")
      #expect((try JSONSerialization.jsonObject(with: Data(runs.out.utf8)) as? [Any])?.count == 1, "\(runs)")
      let later = try await ready.service()
      let record = (later["precheck"] as? [String: Any])?["record"] as? [String: Any]
      #expect((record?["steps"] as? [[String: Any]])?.first?["status"] as? String == "passed", "\(later)")
      #expect((later["backup"] as? [String: Any])?["source"] as? String == "precheck")
      #expect((record?["by"] as? [String: Any])?["user"] is String && record?["bytes"] as? Int == 41_200_000)
    }
  }

  @Test func `a precheck that fails is told with what it printed`() async throws {
    try await ReadinessScene.drilled { ready in
      try ready.scene.write("broken", "")
      let ended = try await ready.readiness("shop", "--check", "--quiet")
      #expect(ended.exit == 1 && ended.unwrapped.contains("shop failed its precheck"), "\(ended)")
      let again = try await ready.readiness("shop")
      #expect(again.exit == 1 && again.unwrapped.contains("A backup exists: exit 1: the backup is empty"), "\(again)")
      try FileManager.default.removeItem(atPath: ready.scene.path("broken"))
      #expect(try await ready.readiness("shop", "--check").exit == 0)
      #expect(try await ready.readiness("shop").exit == 0)
    }
  }

  @Test func `a client that checks call and that isn't there is told`() async throws {
    try await ReadinessScene.play { ready in
      let query = "sql: { engine: sqlite, database: shop.db, query: select 1 }, seen_red: { skip: no }"
      try ready.scene.write("shop.yaml", "runbook: shop\nservice: shop\nverify:\n  - { id: rows, \(query) }\n")
      let found = try await ready.readiness("shop", "--check")
      #expect(found.unwrapped.contains("ok tool sqlite3"), "\(found)")
      let bare = try await ready.scene.halfhour("readiness", "shop", "--check", environment: ["PATH": "/nowhere"])
      #expect(bare.exit == 1 && bare.unwrapped.contains("FAILED tool sqlite3: not installed here"), "\(bare)")
    }
  }

  @Test func `a backup that is too old is told, by the look of now or of then`() async throws {
    try await ReadinessScene.drilled { ready in
      try ready.scene.write("age", "1505 minutes ago")
      for arguments in [["shop", "--check"], ["shop"]] {
        let ended = try await ready.scene.start(["readiness"] + arguments).end()
        #expect(ended.exit == 1 && ended.unwrapped.contains("25h of 24h"), "\(ended)")
      }
    }
  }

  @Test func `an input reaches the prechecks, and one that nobody knows is refused`() async throws {
    try await ReadinessScene.drilled { ready in
      try ready.scene.write("other/age", "425 minutes ago")
      let ended = try await ready.readiness("shop", "--check", "--input", "place=\(ready.scene.path("other"))")
      #expect(ended.exit == 0 && ended.out.contains("7 hours old"), "\(ended)")
      let unknown = try await ready.readiness("shop", "--check", "--input", "plaice=x")
      #expect(unknown.exit == 2 && unknown.err.contains("plaice"), "\(unknown)")
    }
  }

  @Test func `every secret is resolved and none is shown`() async throws {
    try await ReadinessScene.play { ready in
      let secret = "gooseberry-fool"
      try ready.edit(
        "shop.yaml", "precheck:", "secrets:\n  pw: { env: SHOP_PW }\n  key: { file: secrets/key }\nprecheck:")
      try ready.edit("shop.yaml", "inputs.place }}\" }", "inputs.place }}\", PW: \"{{ secrets.pw }}\" }")
      try ready.edit("shop.yaml", "      echo bytes", "      echo \"word $PW\"\n      echo bytes")
      let ended = try await ready.scene.start(
        ["readiness", "shop", "--check"], environment: ["SHOP_PW": secret]
      ).end()
      #expect(ended.exit == 1 && ended.out.contains("ok      secret pw"), "\(ended)")
      #expect(ended.out.contains("FAILED  secret key"), "\(ended)")
      #expect(!ended.all.contains(secret))
      for (path, data) in try ready.everything() {
        #expect(!String(decoding: data, as: UTF8.self).contains(secret), "\(path)")
      }
    }
  }

  @Test func `what can't be kept is shown all the same, and said`() async throws {
    try await ReadinessScene.drilled { ready in
      try ready.scene.write("state/readiness", "in the way")
      let ended = try await ready.readiness("shop", "--check")
      #expect(ended.exit == 1 && ended.out.contains("ok      A backup exists"), "\(ended)")
      #expect(ended.err.contains("is not recorded"), "\(ended)")
    }
  }

  @Test func `a record that nobody can read is passed over`() async throws {
    try await ReadinessScene.drilled { ready in
      #expect(try await ready.readiness("shop", "--check").exit == 0)
      let place = ready.scene.state + "/readiness"
      let folder = try #require(try FileManager.default.contentsOfDirectory(atPath: place).first)
      for (name, text) in [("99991231-a", "{"), ("99991231-b", "{\"format\":2}")] {
        try text.write(toFile: "\(place)/\(folder)/\(name).json", atomically: true, encoding: .utf8)
      }
      #expect((try await ready.service()["precheck"] as? [String: Any])?["passed"] as? Bool == true)
    }
  }
}
