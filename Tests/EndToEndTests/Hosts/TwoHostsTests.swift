import Foundation
import Testing

/// The runbook across two hosts that README shows, as it is shipped.
@Suite(.inLab) struct TwoHostsTests {
  @Test(.timeLimit(.minutes(2)))
  func `two blank hosts are raised, one is rebuilt from the backup on the other, and that one checks it`() async throws
  {
    try await Lab.with([]) { lab in
      try await Scene.play { scene in
        let shipped = URL(filePath: #filePath).appending(path: "../../../../runbooks/two-hosts").standardized
        try FileManager.default.copyItem(at: shipped, to: URL(filePath: scene.path("two-hosts")))
        let config = try scene.read("two-hosts/ssh_config")
        try scene.write(
          "two-hosts/ssh_config", config.replacingOccurrences(of: "/run/halfhour-lab-lab/key", with: lab.key))
        let tool = shipped.appending(path: "../../Scripts/lab").standardized.path
        let end = try await scene.halfhour(
          "drill", "two-hosts/two-hosts.yaml", "--input", "lab=\(tool)", "--input", "lab_name=\(lab.id)",
          environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"], within: .seconds(90))
        #expect(end.exit == 0, "\(end)")
        let outcomes = try scene.run().outcomes()
        #expect(outcomes.count == 12 && outcomes.values.allSatisfy { $0 == "passed" }, "\(outcomes)")
        #expect(try await lab.verb(["status"]) == "")
      }
    }
  }
}
