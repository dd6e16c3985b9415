internal import Digests
internal import Foundation
package import RunbookModel

/// What can be read of any plan, also of an older format: which runbooks and files took part.
package struct PlanOutline: Hashable, Sendable, Decodable {
  package struct Entry: Hashable, Sendable, Decodable {
    package var name: RunbookName
    /// As the person gave it.
    package var path: String
  }

  package struct File: Hashable, Sendable, Decodable {
    /// By which the plan knows it.
    package var path: String
    package var sha256: String
  }

  package var format: Int
  package var runbooks: [Entry]
  /// The set that was asked for, which is none of the runbooks.
  package var set: Entry?
  package var files: [File]

  package func entry(of name: RunbookName) -> Entry? {
    (runbooks + [self.set].compactMap(\.self)).first { $0.name == name }
  }
}

extension RunFolder {
  package func readPlanOutline() throws(FolderError) -> PlanOutline {
    let path = plan + "/plan.json"
    guard let bytes = try SafeFile.read(path) else { throw FolderError("\(path) is missing") }
    do {
      return try JSONDecoder().decode(PlanOutline.self, from: Data(bytes))
    } catch {
      throw FolderError("\(path) can't be read as a plan: \(error)")
    }
  }

  /// Refuses when a kept copy is not what the outline names.
  package func verify(_ outline: PlanOutline) throws(FolderError) {
    for file in outline.files {
      let path = planFile(file.path)
      guard let bytes = try SafeFile.read(path) else { throw FolderError("\(path) is missing") }
      guard SHA256Digest(of: bytes).description == file.sha256 else {
        throw FolderError("\(path) was changed since the run was started")
      }
    }
  }
}
