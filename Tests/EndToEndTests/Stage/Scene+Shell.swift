import Foundation

extension Scene {
  /// Starts a shell in whose text `"$0"` is halfhour, for surroundings that only a shell or another program can make.
  func shell(_ text: String, environment: [String: String] = [:]) throws -> Program {
    let own = ProcessInfo.processInfo.environment
    var all = ["HOME": folder, "HALFHOUR_STATE": state, "XDG_RUNTIME_DIR": runtime]
    for name in ["PATH", "LD_LIBRARY_PATH"] { all[name] = own[name] }
    all.merge(environment) { _, new in new }
    return try Program(["/bin/sh", "-c", text, Halfhour.path], environment: all, folder: folder, umask: "022")
  }
}
