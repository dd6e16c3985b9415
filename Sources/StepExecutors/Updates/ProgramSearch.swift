internal import Glibc

/// Finds programs as a shell would.
enum ProgramSearch {
  static func isProgram(_ path: String) -> Bool {
    var status = stat()
    return access(path, X_OK) == 0 && stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// The first of that name in PATH, whose relative folders don't count.
  static func find(_ name: String, _ environment: [String: String]) -> String? {
    (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":").filter { $0.hasPrefix("/") }
      .map { "\($0)/\(name)" }.first(where: isProgram)
  }

  /// It stands in folders that a user's PATH often leaves out.
  static func sendmail(
    _ environment: [String: String], besides places: [String] = ["/usr/sbin/sendmail", "/usr/lib/sendmail"]
  ) -> String? {
    find("sendmail", environment) ?? places.first(where: isProgram)
  }
}
