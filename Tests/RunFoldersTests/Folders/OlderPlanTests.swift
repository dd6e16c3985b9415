import Digests
import Foundation
import RecoveryPlanning
import RunCore
import Testing

@testable import RunFolders

/// Plans as older versions wrote them, for whoever tells of their runs.
struct OlderPlanTests {
  let stand: Stand

  init() throws { stand = try Stand() }

  /// What each format did not know yet, by the one that brought it.
  private static let brought: [(format: Int, top: [String], site: [String], runbook: [String])] = [
    (3, ["hosts", "liveKeys", "liveDestinations"], [], []),
    (4, [], [], ["breaks"]),
    (5, ["givenOutputs"], ["folder", "people", "channels"], []),
  ]

  /// A run whose plan is of that format, without what came later.
  private func begunRun(format: Int) async throws -> RunFolder {
    let folder = try stand.run()
    var plan = try #require(
      try JSONSerialization.jsonObject(with: Data(Sample.text.bytes)) as? [String: Any])
    plan["format"] = format
    for later in Self.brought where later.format > format {
      for name in later.top { plan[name] = nil }
      var site = plan["site"] as? [String: Any] ?? [:]
      for name in later.site { site[name] = nil }
      plan["site"] = site
      plan["runbooks"] = (plan["runbooks"] as? [[String: Any]])?.map { $0.filter { !later.runbook.contains($0.key) } }
    }
    let text = PlanText(stored: Array(try JSONSerialization.data(withJSONObject: plan)))
    try folder.write(text, files: [])
    let entries = Sample.beginning.map { event -> Entry in
      guard case .runOpened(var opening) = event else { return event }
      opening.planHash = text.hash.description
      return .runOpened(opening)
    }
    try await JournalFile(folder, after: nil).append(Sample.entries(entries))
    return folder
  }

  @Test(arguments: [2, 3, 4]) func `its run can be told of, and not be taken up`(format: Int) async throws {
    let folder = try await begunRun(format: format)
    let (state, _) = try folder.readState(older: true)
    #expect(state.plan.steps.map(\.id) == Sample.plan.steps.map(\.id))
    #expect(
      state.plan.hosts.isEmpty && state.plan.site.people.isEmpty && state.plan.runbooks.allSatisfy { $0.breaks == 0 })
    let error = #expect(throws: FolderError.self) { try folder.readState() }
    #expect(error?.message.contains("is of format \(format); this version of halfhour reads format 5") == true)
  }

  @Test(arguments: [(1, "Use an older one"), (6, "Use a newer one")])
  func `a format that nobody can tell of is refused by its number`(format: Int, words: String) async throws {
    let folder = try await begunRun(format: format)
    let error = #expect(throws: FolderError.self) { try folder.readState(older: true) }
    #expect(
      error?.message.contains("plan.json is of format \(format); this version of halfhour reads formats 2 to 5") == true
    )
    #expect(error?.message.contains(words) == true)
  }

  @Test func `a byte that was changed in one is found`() async throws {
    let folder = try await begunRun(format: 4)
    #expect(Shell.run("sed -i 's/Site/Side/' $1/plan.json", [folder.plan]).status == 0)
    let error = #expect(throws: FolderError.self) { try folder.readState(older: true) }
    #expect(error?.message.contains("is not the plan that this run was started with") == true)
  }
}
