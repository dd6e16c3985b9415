import Glibc
import Testing

@testable import StepExecutors

struct LogDrainTests {
  @Test func `a job that prints nothing has no log`() async throws {
    let stand = try JobStand()
    let request = stand.request("true")
    #expect(try await stand.run(request).log == LogSummary())
    #expect(stand.log(of: request) == nil)
  }

  @Test func `much output passes without staying in memory`() async throws {
    let stand = try JobStand()
    var request = stand.request("head -c 200000000 /dev/zero; sleep 0.05; echo end")
    request.logFile = "/tmp/drain-\(getpid())"
    defer { unlink(request.logFile) }
    let before = residentBytes()
    let job = try await stand.runner.start(request)
    let folder = try #require(stand.runner.folders.existing(request.name))
    let result = await job.result()
    #expect(result.log.kept == 200_000_004)
    #expect(residentBytes() - before < 64 << 20)
    var status = stat()
    try systemCall { stat(folder.log, &status) }
    #expect(Int(status.st_blocks) * 512 < 80 << 20)
    try stand.runner.remove(request.name, workRoot: request.workRoot)
  }

  @Test(arguments: [UInt64](1...6))
  func `a drain that is cut off anywhere loses and doubles no byte`(seed: UInt64) throws {
    var random = SeededGenerator(state: seed)
    let stand = try JobStand()
    let folder = JobFolder(path: stand.path + "/work")
    let file = stand.path + "/logs/cut"
    let redactor = seed.isMultiple(of: 2) ? SecretRedactor([NamedValue("s", "secret-word")]) : nil
    var all = ""
    var drain = LogDrain(folder: folder, file: file, limit: 1 << 30, redactor: redactor)
    let raw = try systemCall { open(folder.log, O_WRONLY | O_CREAT | O_APPEND, 0o600) }
    defer { close(raw) }
    for step in 0..<200 {
      let text =
        ["line \(step)\n", "sec", "ret-", "word", "secret-word", String(repeating: "x", count: 5000)].randomElement(
          using: &random) ?? ""
      all += text
      try FileAccess.write(Array(text.utf8), to: raw)
      if Bool.random(using: &random) { _ = drain.move() }
      if Int.random(in: 0..<5, using: &random) == 0 {
        // Killed between the append and the note of it.
        let torn = try systemCall { open(file, O_WRONLY | O_CREAT | O_APPEND, 0o600) }
        if FileAccess.exists(folder.drained) { try FileAccess.write(Array("torn".utf8), to: torn) }
        close(torn)
        drain = LogDrain(folder: folder, file: file, limit: 1 << 30, redactor: redactor)
      }
    }
    _ = drain.finish()
    #expect(stand.fullLog(file) == (redactor?.redacted(all) ?? all))
  }

  @Test func `a log is cut at its limit, and says so`() async throws {
    let stand = try JobStand()
    for secrets in [[], [NamedValue("s", "a-secret-word")]] {
      var request = stand.request("head -c 5000 /dev/zero | tr '\\0' y; echo; exit 0")
      request.secrets = secrets
      request.logLimit = 1000
      let result = try await stand.run(request)
      #expect(result.log.cut == 4001)
      let log = try #require(stand.log(of: request))
      #expect(log.hasPrefix(String(repeating: "y", count: 1000) + "\n[halfhour: the log is cut here"))
      unlink(request.logFile)
    }
  }

  @Test func `a log that can't be written is cut, and says so once it can`() throws {
    let stand = try JobStand()
    let folder = JobFolder(path: stand.path + "/work")
    let place = stand.path + "/later"
    var drain = LogDrain(folder: folder, file: place + "/log", limit: 1 << 20, redactor: nil)
    let raw = try systemCall { open(folder.log, O_WRONLY | O_CREAT | O_APPEND, 0o600) }
    defer { close(raw) }
    try FileAccess.write(Array("lost\n".utf8), to: raw)
    #expect(drain.move() == 5)
    try systemCall { mkdir(place, 0o700) }
    try FileAccess.write(Array("kept\n".utf8), to: raw)
    let summary = drain.finish()
    #expect(summary.lost == 5)
    #expect(
      stand.fullLog(place + "/log")
        == "\n[halfhour: 5 bytes of output are missing here: they could not be kept, for want of room or time]\nkept\n")
  }

  /// 4 MB of 100 byte lines wait, which is more than is let wait here; the cut falls into a secret.
  @Test(arguments: [0, 3, 9, 12, 40]) func `what waits too long is passed over without a half of a secret`(shift: Int)
    throws
  {
    let stand = try JobStand()
    let folder = JobFolder(path: stand.path + "/work")
    let raw = try systemCall { open(folder.log, O_WRONLY | O_CREAT | O_APPEND, 0o600) }
    defer { close(raw) }
    let secret = "s3cret-which-is-long"
    let line = secret + String(repeating: ".", count: 79) + "\n"
    try FileAccess.write(Array(String(repeating: "#", count: shift).utf8), to: raw)
    let block = Array(String(repeating: line, count: 10_000).utf8)
    for _ in 0..<4 { try FileAccess.write(block, to: raw) }
    let file = stand.path + "/logs/flood"
    var drain = LogDrain(
      folder: folder, file: file, limit: 1 << 30, redactor: SecretRedactor([NamedValue("s", secret)]))
    drain.mostWaiting = 2 << 20
    let summary = drain.finish()
    #expect(summary.lost > 2_000_000 && summary.cut == 0)
    let text = String(decoding: FileAccess.contents(of: file, atMost: 1 << 27) ?? [], as: UTF8.self)
    #expect(text.contains("[halfhour: \(summary.lost) bytes of output are missing here"))
    for part in [secret.prefix(8), secret.suffix(8)] { #expect(!text.contains(part), "\(shift)") }
    #expect(text.hasSuffix("[secret s]" + String(repeating: ".", count: 79) + "\n"))
  }

  @Test func `secrets are hidden in the log of a job`() async throws {
    let stand = try JobStand()
    var request = stand.request(
      "printf 'a s3cr'; sleep 0.05; printf 'et-key b '; printf %s \"$key\" | base64; kill -0 $$")
    request.values = [NamedValue("key", "s3cret-key")]
    request.secrets = request.values
    request.outputs = ["x"]
    request.script += "\necho x=$key >>$HALFHOUR_OUTPUT\n"
    let result = try await stand.run(request)
    #expect(stand.log(of: request) == "a [secret key] b [secret key]\n")
    #expect(result.outputs.isEmpty && result.outputProblems.count == 1)
    #expect(!result.succeeded)
  }

  private func residentBytes() -> Int {
    let text = String(decoding: FileAccess.contents(of: "/proc/self/statm", atMost: 200) ?? [], as: UTF8.self)
    return (Int(text.split(separator: " ").dropFirst().first ?? "") ?? 0) * 4096
  }
}

extension JobStand {
  func fullLog(_ path: String) -> String {
    String(decoding: FileAccess.contents(of: path, atMost: 1 << 24) ?? [], as: UTF8.self)
  }
}
