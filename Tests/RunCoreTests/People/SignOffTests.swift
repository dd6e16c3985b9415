import Foundation
import RecoveryPlanning
import RunbookModel
import Testing

@testable import RunCore

/// Who stands for a record, once for each record, and only when there is one.
struct SignOffTests {
  private static let ruth = Operator(user: "root", attested: "ruth", attestation: .option)
  private static let matthew = Operator(user: "root", attested: "matthew", attestation: .option)
  private static let head = String(repeating: "a", count: 64)

  private static func word(
    _ role: SignOff.Role = .reviewed, _ person: Operator = ruth, head: String = head, told: Int? = nil
  ) -> SignOff {
    var word = SignOff(role: role, by: person, head: head)
    word.told = told
    return word
  }

  private static func run(isOver: Bool = true) throws -> Driven {
    var tale = Tale(Plans.plan([Plans.step("load", .restore)], mode: .drill))
    try tale.open()
    try tale.start("load", at: 0)
    try tale.end("load", at: 10)
    if isOver { try tale.say(.runFinished(RunEnding(verdict: .passed, findings: [])), at: 20) }
    var run = Driven(tale.state.plan, state: tale.state)
    run.machine = RunMachine.recorder(of: tale.state, opening: Tale.opening(.drill), now: Tale.stamp(20))
    run.hear(.sessionOpened(Tale.session), at: 20)
    return run
  }

  @Test func `a run that is not over has no record to sign off`() throws {
    var run = try Self.run(isOver: false)
    #expect(run.machine.state.objection(to: Self.word())?.contains("not over") == true)
    run.hear(.signedOff(Self.word()), at: 30)
    #expect(run.machine.state.signOffs.isEmpty)
  }

  @Test func `one person says one thing once of the same record, whatever its head is by then`() throws {
    var run = try Self.run()
    run.hear(.signedOff(Self.word()), at: 30)
    run.hear(.signedOff(Self.word(head: String(repeating: "b", count: 64))), at: 31)
    #expect(run.machine.state.signOffs.count == 1)
    let objection = run.machine.state.objection(to: Self.word(head: String(repeating: "c", count: 64)))
    #expect(objection == "ruth (root) has reviewed this record already, and nothing was added to it since")
    #expect(run.machine.state.objection(to: Self.word(.acknowledged)) == nil)
    #expect(run.machine.state.objection(to: Self.word(.reviewed, Self.matthew)) == nil)
  }

  @Test func `a message about the run is nothing that was added to its record`() throws {
    var run = try Self.run()
    run.hear(.signedOff(Self.word()), at: 30)
    run.hear(.updateSent(SentUpdate(channel: "c", about: ["finished"], text: "x", attempts: 1)), at: 31)
    #expect(run.machine.state.objection(to: Self.word()) != nil)
  }

  @Test func `a record to which something was added is signed off again`() throws {
    var run = try Self.run()
    run.hear(.signedOff(Self.word()), at: 30)
    run.hear(.noted(Note(text: "the UPS beeps", by: Self.matthew)), at: 31)
    #expect(run.machine.state.outdatedSignOffs == 1)
    #expect(RunSummary(of: run.machine.state).outdatedSignOffs == 1)
    #expect(run.machine.state.objection(to: Self.word()) == nil)
    run.hear(.signedOff(Self.word()), at: 32)
    #expect(run.machine.state.signOffs.count == 2)
    #expect(run.machine.state.objection(to: Self.word()) != nil)
  }

  @Test func `what is told twice is taken once`() throws {
    var run = try Self.run()
    run.hear(.signedOff(Self.word(told: 1)), at: 30)
    run.hear(.noted(Note(text: "more", by: Self.matthew)), at: 31)
    run.hear(.signedOff(Self.word(told: 1)), at: 32)
    #expect(run.machine.state.signOffs.count == 1)
  }

  @Test func `a statement says each thing in a line of its own`() {
    var word = Self.word()
    word.remark = "well \"done\"\nby \\ all\r"
    #expect(
      word.statement(of: RunID("r"))
        == """
        halfhour sign-off 1
        run r
        journal \(Self.head)
        role reviewed
        user root
        person ruth
        remark well "done"\\nby \\\\ all\\r

        """)
  }

  /// Pairs that a careless form would make the same.
  @Test(arguments: [
    (SignOff(role: .reviewed, by: Operator(user: "ruth"), head: ""), SignOff(role: .reviewed, by: ruth, head: "")),
    (
      SignOff(role: .reviewed, by: Operator(user: "a\nremark b"), head: ""),
      SignOff(role: .reviewed, by: Operator(user: "a"), remark: "b", head: "")
    ),
    (
      SignOff(role: .reviewed, by: ruth, remark: "a\nb", head: ""),
      SignOff(role: .reviewed, by: ruth, remark: "a b", head: "")
    ),
    (
      SignOff(role: .reviewed, by: ruth, remark: "a\nb", head: ""),
      SignOff(role: .reviewed, by: ruth, remark: "a\\nb", head: "")
    ),
    (
      SignOff(role: .reviewed, by: ruth, remark: "a\r\nb", head: ""),
      SignOff(role: .reviewed, by: ruth, remark: "a\nb", head: "")
    ),
    (SignOff(role: .reviewed, by: ruth, remark: "", head: ""), SignOff(role: .reviewed, by: ruth, head: "")),
  ])
  func `no two sign-offs have the same statement`(one: SignOff, other: SignOff) {
    #expect(one.statement(of: RunID("r")) != other.statement(of: RunID("r")))
  }
}
