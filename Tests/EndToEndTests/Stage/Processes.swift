import Foundation
import Glibc

/// What lives on this machine.
enum Processes {
  static var all: [pid_t] {
    ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).compactMap { pid_t($0) }
  }

  /// Those that a run has started, known by what they inherit; the dead that nobody has waited for don't count.
  static func ofRun(_ run: String) -> [pid_t] { inheriting("HALFHOUR_RUN=\(run)") }

  /// Those that have a variable with this value, also before they are the program that they will be.
  static func inheriting(_ variable: String) -> [pid_t] {
    let mark = Data("\(variable)\0".utf8)
    return all.filter { pid in
      FileManager.default.contents(atPath: "/proc/\(pid)/environ").map { $0.range(of: mark) != nil } ?? false
    }
  }

  static func arguments(_ pid: pid_t) -> Data { FileManager.default.contents(atPath: "/proc/\(pid)/cmdline") ?? Data() }
}
