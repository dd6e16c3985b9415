import Foundation
import Glibc

/// The real program: `$HALFHOUR_BIN`, else the one that was built beside the tests.
enum Halfhour {
  static let path: String = {
    if let given = ProcessInfo.processInfo.environment["HALFHOUR_BIN"], !given.isEmpty { return given }
    let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    let beside = URL(fileURLWithPath: tests).deletingLastPathComponent().appending(path: "halfhour").path
    if access(beside, X_OK) == 0 { return beside }
    return URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "halfhour").path
  }()
}
