import Foundation

/// A real database server that all tests of this process share; it ends with the process, however that ends.
final class DatabaseServer: Sendable {
  let folder: String
  private let process: Process
  private let lifeline: Pipe

  static let postgreSQL = Task { try DatabaseServer("postgresql") }
  static let mariaDB = Task { try DatabaseServer("mariadb") }

  private init(_ engine: String) throws {
    folder = "/tmp/halfhour-\(engine)-\(getpid())"
    process = Process()
    lifeline = Pipe()
    let output = Pipe()
    process.executableURL =
      URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Databases/serve").standardizedFileURL
    process.arguments = [engine, folder]
    process.standardInput = lifeline
    process.standardOutput = output
    try process.run()
    let said = output.fileHandleForReading.availableData
    guard said == Data("ready\n".utf8) else { throw Fault("\(engine) did not start") }
  }

  /// Runs a program to its end, or starts one that the caller ends.
  @discardableResult
  static func run(_ command: [String], input: Pipe? = nil, waits: Bool = true) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.standardInput = input ?? FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    if waits {
      process.waitUntilExit()
      guard process.terminationStatus == 0 else { throw Fault("\(command) ended with \(process.terminationStatus)") }
    }
    return process
  }

  struct Fault: Error {
    let words: String

    init(_ words: String) { self.words = words }
  }
}
