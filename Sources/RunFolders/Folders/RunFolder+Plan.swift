internal import Digests
internal import Foundation
package import RecoveryPlanning
internal import RunbookModel

extension RunFolder {
  private var planText: String { plan + "/plan.json" }

  /// Where the plan's copy of a file stands; a path can't lead out of the folder, and no two files share a place.
  package func planFile(_ path: String) -> String {
    let names = PathText.parts(of: path).filter { $0 != "." }.map { name in
      // Only our own words begin with one `%`.
      name == ".." ? "%up" : name.hasPrefix("%") ? "%" + name : String(name)
    }
    return ([planFiles] + (PathText.isAbsolute(path) ? ["%root"] : []) + names).joined(separator: "/")
  }

  /// Keeps the plan and the files that take part in it; durable when this returns.
  package func write(
    _ text: PlanText, files: [(file: PlannedFile, bytes: [UInt8])]
  ) throws(FolderError) {
    var folders: Set<String> = [self.plan, planFiles]
    var written: [String: PlannedFile] = [:]
    for (file, bytes) in files {
      guard SHA256Digest(of: bytes).description == file.sha256 else {
        throw FolderError("\(file.path) is not as it was when the plan was made. Start anew.")
      }
      let target = planFile(file.path)
      if let other = written[target], other.sha256 == file.sha256, other.executable == file.executable { continue }
      let folder = PathText.folder(of: target)
      try SafeFolder.make(folder)
      guard try SafeFile.create(target, bytes, executable: file.executable) else {
        throw FolderError("\(target) is there already: two files of the plan share a name")
      }
      written[target] = file
      folders.formUnion(sequence(first: folder) { $0 == planFiles ? nil : PathText.folder(of: $0) })
    }
    guard try SafeFile.create(planText, text.bytes) else { throw FolderError("\(planText) is there already") }
    for folder in folders { try SafeFolder.sync(folder) }
  }

  /// The plan, and the text in which it is kept; that of an older version is read only to tell of its run.
  package func readPlan(older: Bool = false) throws(FolderError) -> (plan: Plan, text: PlanText) {
    guard let bytes = try SafeFile.read(planText) else {
      throw FolderError("\(planText) is missing, so the run can't be read")
    }
    do {
      let data = Data(bytes)
      let decoder = JSONDecoder()
      let format = try decoder.decode(Format.self, from: data).format
      if let refusal = refusal(of: format, older: older) { throw refusal }
      let current = format == Plan.currentFormat ? data : try OlderPlan.upgraded(data)
      return (try decoder.decode(Plan.self, from: current), PlanText(stored: bytes))
    } catch let error as FolderError {
      throw error
    } catch {
      throw FolderError("\(planText) can't be read as a plan: \(error)")
    }
  }

  private func refusal(of format: Int, older: Bool) -> FolderError? {
    let oldest = older ? OlderPlan.oldest : Plan.currentFormat
    guard format < oldest || format > Plan.currentFormat else { return nil }
    let other = format > Plan.currentFormat ? "a newer" : "an older"
    let formats = oldest == Plan.currentFormat ? "format \(oldest)" : "formats \(oldest) to \(Plan.currentFormat)"
    return FolderError(
      "\(planText) is of format \(format); this version of halfhour reads \(formats). Use \(other) one.")
  }

  private struct Format: Decodable {
    var format: Int
  }

  /// Refuses when a copy of a file is not what the plan was made from; to be asked before a run is taken up again.
  package func verifyFiles(of plan: Plan) throws(FolderError) {
    for file in plan.files {
      let path = planFile(file.path)
      guard let bytes = try SafeFile.read(path) else {
        throw FolderError("\(path) is missing; the plan takes it from \(file.path)")
      }
      guard SHA256Digest(of: bytes).description == file.sha256 else {
        throw FolderError("\(path) was changed since the run was started; its SHA-256 should be \(file.sha256)")
      }
    }
  }
}
