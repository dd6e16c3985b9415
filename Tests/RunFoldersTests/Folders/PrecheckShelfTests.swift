import Foundation
import RunFolders
import Testing

struct PrecheckShelfTests {
  private static func with(_ body: (StateFolder) throws -> Void) throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "halfhour-shelf-\(UUID().uuidString)").path
    defer {
      do { try FileManager.default.removeItem(atPath: path) } catch {
        Issue.record("\(path) can't be removed: \(error)")
      }
    }
    try body(try StateFolder(environment: ["HALFHOUR_STATE": path]))
  }

  @Test func `the newest record that will do is given back`() throws {
    try Self.with { state in
      let shelf = PrecheckShelf(state: state, site: "Site", service: "db")
      #expect(shelf.newest { $0 } == nil)
      for name in ["2", "1", "3"] { try shelf.keep(Array(name.utf8), name: "2026-\(name)") }
      #expect(shelf.newest { $0 } == Array("3".utf8))
      #expect(shelf.newest { $0 == Array("3".utf8) ? nil : $0 } == Array("2".utf8))
      #expect(throws: FolderError.self) { try shelf.keep([], name: "2026-3") }
    }
  }

  @Test func `records of other services and sites stay apart, even when their names look the same`() throws {
    try Self.with { state in
      try PrecheckShelf(state: state, site: "Site ä", service: "db").keep([1], name: "1")
      for (site, service) in [("Site ö", "db"), ("Site ä", "dc"), ("Site", "ä-db")] {
        #expect(PrecheckShelf(state: state, site: site, service: service).newest { $0 } == nil)
      }
    }
  }

  @Test func `a hundred are kept, and they are nobody else's business`() throws {
    try Self.with { state in
      let shelf = PrecheckShelf(state: state, site: "Site", service: "db")
      for number in 100...205 { try shelf.keep([], name: "\(number)") }
      let place = state.path + "/readiness"
      let folder = try #require(try FileManager.default.contentsOfDirectory(atPath: place).first)
      let names = try FileManager.default.contentsOfDirectory(atPath: "\(place)/\(folder)").sorted()
      #expect(names.count == 100 && names.first == "106.json" && names.last == "205.json")
      for path in [place, "\(place)/\(folder)"] {
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o700)
      }
    }
  }
}
