import Foundation
import Testing

/// Looks for secrets in everything that a scene's runs left or showed.
struct SecretSearch {
  let scene: Scene
  let secrets: [String]

  /// All files of the state folder and of the place of job folders, and what each command shows.
  func expectNone(_ shown: Ended..., but given: [String] = []) async throws {
    for (number, ended) in shown.enumerated() { expectNone(in: Data(ended.all.utf8), "output \(number + 1)") }
    for format in ["markdown", "html", "json"] {
      expectNone(in: Data(try await scene.halfhour("report", "--format", format).all.utf8), "report as \(format)")
    }
    for arguments in [["runs"], ["runs", "--format", "json"], ["watch"], ["logs", "last"]] {
      expectNone(in: Data(try await scene.start(arguments).end().all.utf8), arguments.joined(separator: " "))
    }
    for folder in [scene.state, scene.runtime] {
      for path in FileManager.default.enumerator(atPath: folder)?.compactMap({ $0 as? String }) ?? [] {
        expectNone(in: Data(path.utf8), "the name \(path)")
        expectNone(in: FileManager.default.contents(atPath: "\(folder)/\(path)") ?? Data(), path)
      }
    }
  }

  /// Line breaks don't hide a secret that was broken over lines.
  func expectNone(in data: Data, _ place: String) {
    let joined = Data(data.filter { $0 != 10 && $0 != 13 })
    for secret in secrets {
      for form in SecretForm.all(of: secret) {
        let bytes = Data(form.utf8)
        #expect(data.range(of: bytes) == nil && joined.range(of: bytes) == nil, "\(form) stands in \(place)")
      }
    }
  }
}
