import Foundation
import Testing

/// The quickstart's shop with its real PostgreSQL and nginx, as it is shipped, less the building of halfhour.
@Suite struct QuickstartTests {
  @Test(.timeLimit(.minutes(6)))
  func `the shop comes back, its checks notice every break, and an edit of a template asks for another drill`()
    async throws
  {
    try await Scene.play { scene in
      let shipped = URL(filePath: #filePath).appending(path: "../../../runbooks/quickstart").standardized
      try FileManager.default.copyItem(at: shipped, to: URL(filePath: scene.path("quickstart")))
      // The servers' accounts must be able to enter it.
      let ground = try await scene.shell("mktemp -d /var/tmp/halfhour-test.XXXXXX").end().out.split(separator: "\n")[0]
      let shop = ["ground": String(ground)]
      func sh(_ text: String) async throws -> Ended {
        try await scene.shell("set -eu; cd quickstart; \(text)", environment: shop).end(within: .seconds(120))
      }
      do {
        let made = try await sh(
          """
          chmod 755 "$ground"; HALFHOUR_BIN=$0; export HALFHOUR_BIN
          live/build "$ground/live"; live/back-up "$ground/live" "$ground/backups"; live/lose "$ground/live"
          """)
        #expect(made.exit == 0, "\(made)")
        let drill = try await sh(
          #""$0" drill shop.yaml --prove --input backups="$ground/backups" --input place="$ground/rebuilt""#)
        #expect(drill.exit == 0, "\(drill)")
        try await check(scene, sh)
      } catch {
        Issue.record(error)
      }
      let gone = try await sh(
        #"for place in live rebuilt; do if [ -e "$ground/$place" ]; then live/lose "$ground/$place"; fi; done; rm -rf "$ground""#
      )
      #expect(gone.exit == 0, "\(gone)")
    }
  }

  private func check(_ scene: Scene, _ sh: (String) async throws -> Ended) async throws {
    let ready = try await sh(#""$0" readiness shop.yaml"#)
    #expect(ready.exit == 0, "\(ready)")
    let template = "quickstart/templates/nginx.conf"
    try scene.write(template, try scene.read(template).replacingOccurrences(of: "256", with: "257"))
    let edited = try await sh(#""$0" readiness shop.yaml"#)
    #expect(edited.exit == 1 && edited.out.contains("needs verification"), "\(edited)")
    #expect(edited.out.contains("templates/nginx.conf"), "\(edited)")
  }
}
