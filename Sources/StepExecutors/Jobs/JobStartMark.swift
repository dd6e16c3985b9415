/// The line `PID BOOT end` with which a supervisor says that it started, or the word `void`.
enum JobStartMark: Hashable, Sendable {
  case void
  case process(pid: Int32, boot: String)

  var isProcess: Bool { self != .void }

  static let voidLine = "void\n"

  init?(_ line: String) {
    if line == Self.voidLine {
      self = .void
      return
    }
    let words = line.split(separator: " ")
    guard words.count == 3, words[2] == "end\n", let pid = Int32(words[0]) else { return nil }
    self = .process(pid: pid, boot: String(words[1]))
  }
}
