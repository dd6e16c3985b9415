import Foundation
import RunbookModel
import Testing

@testable import StepExecutors

struct ProbeLogTests {
  @Test func `what work that was given up tells later goes nowhere`() throws {
    let path = FileManager.default.temporaryDirectory.path + "/halfhour-probe-log-\(UUID().uuidString)"
    defer { FolderTree.removeFile(path) }
    let log = ProbeLog(path: path, limit: 100, redactor: SecretRedactor([]))
    log.append("in time\n")
    log.close()
    log.append("too late\n")
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "in time\n")
    #expect(log.bytes == 8 && !log.isCut)
  }
}
