import Expressions
import Glibc
import RecoveryPlanning
import RunCore
import RunbookModel
import Testing

@testable import StepExecutors

/// `copy` and `template` steps as the executor carries them out, with an end on a host.
@Suite struct HostFileAttemptTests {
  private func attempt(
    _ kind: StepKind, _ stand: FileStand, on host: String? = nil, with: [WithValue] = [],
    values: [ValueName: String] = [:],
    isShared: Bool = false, secret: String? = nil
  ) async throws -> AttemptReport {
    let place = SourceLocation(file: "shop.yaml", line: 1, column: 1)
    let step = Step(
      id: StepName("step"), location: place, phase: .restore, kind: kind, on: host.map { HostName($0) }, with: with)
    let id = StepID(RunbookName("shop"), StepName("step"))
    var request = AttemptRequest(
      attempt: AttemptID(step: id, number: 1, purpose: .work), step: PlannedStep(id: id, step: step), run: RunID("run"),
      mode: .incident,
      values: values, inputs: [:])
    request.hosts[HostName("there")] = stand.access(isShared: isShared)
    let declared = try secret.map { text in
      try FileStand.write(text, to: stand.here + "/secret")
      return [Secret(name: SecretName("key"), location: place, source: .file("secret"))]
    }
    let values = try await AttemptValues(
      request, secrets: SecretStore(base: stand.here, environment: [:]), of: declared ?? [], folder: stand.here)
    return await FileAttempt(
      request: request, values: values, folder: stand.here, runbookPath: stand.here + "/shop.yaml",
      planFile: { $0 }, pool: stand.pool, logPath: stand.path + "/log"
    ).report()
  }

  private func text(_ text: String) -> SourceText {
    SourceText(text, start: SourceLocation(file: "shop.yaml", line: 1, column: 1))
  }

  @Test func `a relative path is read from the runbook's folder, and the log is counted`() async throws {
    try await FileStand.with { stand in
      try FileStand.write("one", to: stand.here + "/file")
      let report = try await attempt(
        .copy(Copy(from: text("file"), to: text("there:\(stand.there)/new"), mode: "0640")), stand)
      #expect(report.result == .succeeded, "\(report)")
      #expect(await FileStand.shell("cd \(stand.there) && stat -c '%n %a' * && cat new") == "new 640\none")
      #expect(report.logBytes == stand.log.utf8.count && report.logBytes > 0)
      #expect(report.times != nil)
    }
  }

  @Test func `a host that is only read from is never written to`() async throws {
    try await FileStand.with { stand in
      try FileStand.write("one", to: stand.here + "/file")
      for (kind, host) in [
        (StepKind.copy(Copy(from: text("file"), to: text("there:\(stand.there)/new"))), nil),
        (.template(TemplateFile(from: text("file"), to: text("\(stand.there)/new"))), "there"),
      ] {
        let report = try await attempt(kind, stand, on: host, isShared: true)
        #expect(report.result == .failed)
        #expect(report.message?.contains("is only read from") == true, "\(report)")
        #expect(await FileStand.shell("ls -A \(stand.there)") == "")
      }
    }
  }

  @Test func `an end on a host of which nothing is known is refused`() async throws {
    try await FileStand.with { stand in
      let report = try await attempt(.copy(Copy(from: text("x:file"), to: text("there:/dev/shm/none"))), stand)
      #expect(report.result == .failed)
      #expect(report.message?.hasPrefix("nothing is known of the host x") == true, "\(report)")
    }
  }

  @Test func `a value that looks like a host's path is none`() async throws {
    try await FileStand.with { stand in
      try FileStand.write("one", to: stand.here + "/there:file")
      let report = try await attempt(
        .copy(Copy(from: text("{{ inputs.path }}"), to: text("there:\(stand.there)/new"))), stand,
        values: [.input("path"): "there:file"])
      #expect(report.result == .succeeded, "\(report)")
      #expect(await FileStand.shell("cat \(stand.there)/new") == "one")
    }
  }

  @Test func `a template is written whole on its host, for its owner alone where a secret stands in it`() async throws {
    try await FileStand.with { stand in
      try FileStand.write("user={{ user }} key={{ key }}\n", to: stand.here + "/t.conf")
      let report = try await attempt(
        .template(TemplateFile(from: text("t.conf"), to: text("\(stand.there)/t.conf"))), stand, on: "there",
        with: [WithValue(name: "user", value: text("shop")), WithValue(name: "key", value: text("{{ secrets.key }}"))],
        secret: "geheimnis-27")
      #expect(report.result == .succeeded, "\(report)")
      #expect(
        await FileStand.shell("cd \(stand.there) && stat -c '%n %a' * && cat t.conf")
          == "t.conf 600\nuser=shop key=geheimnis-27\n")
    }
  }

  @Test func `a secret in a path is in no argument and no log`() async throws {
    try await FileStand.with { stand in
      _ = await FileStand.shell("mkdir \(stand.here)/geheimnis-27 && truncate -s 300M \(stand.here)/geheimnis-27/big")
      async let report = attempt(
        .copy(Copy(from: text("{{ secrets.key }}"), to: text("there:\(stand.there)/{{ secrets.key }}"))), stand,
        secret: "geheimnis-27")
      #expect(await TroubleCopyTests.until(stand, has: 10 << 20))
      let arguments = await FileStand.shell("cat /proc/[0-9]*/cmdline | tr '\\000' '\\n' | grep -c '[g]eheimnis-27'")
      #expect(arguments == "0\n")
      let result = try await report.result
      #expect(result == .succeeded)
      #expect(!stand.log.contains("geheimnis"))
      #expect(await FileStand.shell("ls \(stand.there)") == "geheimnis-27\n")
    }
  }
}
