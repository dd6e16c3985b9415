import Glibc
import SystemPackage

/// The files of one job; their names and contents are the protocol that local and remote jobs share.
///
/// `supervisor`, `script` and `values` are written before the start. The supervisor makes `started` and `result`
/// exclusively, so whoever comes first decides. `log`, `output` and `progress` are the job's; `drained` is the log's.
struct JobFolder: Sendable {
  let path: String

  var supervisor: String { path + "/supervisor" }
  var script: String { path + "/script" }
  var values: String { path + "/values" }
  var started: String { path + "/started" }
  var result: String { path + "/result" }
  var watchdog: String { path + "/watchdog" }
  var log: String { path + "/log" }
  var drained: String { path + "/drained" }
  var output: String { path + "/output" }
  var progress: String { path + "/progress" }
  /// Where the job works when no folder on disk is named for it.
  var work: String { path + "/work" }

  /// The folder in which the job works.
  func work(of name: JobName, in workRoot: String?) -> String {
    workRoot.map { "\($0)/\(name.folderName)" } ?? work
  }

  /// The word about the job's end, if a whole one is there.
  func record() -> JobRecord? {
    FileAccess.contents(of: result, atMost: 256).flatMap { JobRecord(String(decoding: $0, as: UTF8.self)) }
  }

  /// The word about the job's start, if a whole one is there.
  func startMark() -> JobStartMark? {
    FileAccess.contents(of: started, atMost: 256).flatMap { JobStartMark(String(decoding: $0, as: UTF8.self)) }
  }

  /// Writes how the job ends unless somebody did before; true when this word is the one that counts.
  ///
  /// It is there as a whole or not at all: an empty one, as a kill would leave it, would keep the supervisor's word out.
  func decide(_ end: JobRecord.End) throws(Errno) -> Bool {
    let uptime = ClockReading.now().boot / 10_000_000
    let line = "\(end.words) \(uptime / 100).\(uptime % 100 < 10 ? "0" : "")\(uptime % 100) end\n"
    do {
      try FileAccess.createWhole(result, mode: 0o600, line.utf8)
      return true
    } catch {
      if error == .fileExists { return false }
      throw error
    }
  }
}
