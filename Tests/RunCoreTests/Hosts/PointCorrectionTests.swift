import RecoveryPlanning
import RunCore
import RunbookModel
import Testing

struct PointCorrectionTests {
  private static func plan(point: String = "{{ steps.find.taken }}") -> Plan {
    let load = Plans.step("load", .restore, needs: ["find"]) { $0.recoveryPoint = Hosts.text(point) }
    let find = Hosts.step("find") { $0.outputs = ["taken"] }
    return Hosts.plan([find, load], hosts: [PlannedHost(name: "db", destination: "root@10.0.0.23")])
  }

  /// The restored point, in seconds from noon.
  private static func point(offset: Duration?, _ plan: Plan = plan()) -> (Duration?, [Irregularity.Kind]) {
    var run = Driven(plan)
    run.hear(.sessionOpened(Tale.session), at: 0)
    if let offset { run.hear(.hostContacted(Hosts.contact(offset: offset)), at: 1) }
    let report = AttemptReport(.succeeded, exit: 0, outputs: ["taken": "2026-09-20T12:00:00Z"])
    run.hear(.attemptFinished(Hosts.attempt("find"), report), at: 2)
    run.hear(.attemptFinished(Hosts.attempt("load"), AttemptReport(.succeeded, exit: 0)), at: 3)
    let noon = WallTime("2026-09-20T12:00:00Z")
    let found = run.machine.state[Plans.id("load")]?.recoveryPoint
    return (found.flatMap { found in noon.map { found - $0 } }, run.machine.state.irregularities.map(\.kind))
  }

  @Test(arguments: [(90.0, -90.0), (-90, 90), (1.5, -1.5), (1.0, 0), (-0.9, 0)])
  func `a point from a host whose clock is off is put right, and that is told`(offset: Double, moved: Double) {
    let (point, told) = Self.point(offset: .seconds(offset))
    #expect(point == .seconds(moved))
    let kind = Irregularity.Kind.pointCorrected(
      Plans.id("load"), "db", by: DurationText(wrappedValue: .seconds(offset)))
    #expect(told == (moved == 0 ? [] : [kind]))
  }

  @Test func `without a contact, or where the point comes from elsewhere, nothing is moved`() {
    #expect(Self.point(offset: nil).0 == .zero)
    let (point, told) = Self.point(offset: .seconds(90), Self.plan(point: "2026-09-20T12:00:00Z"))
    #expect(point == .zero && told.isEmpty)
  }
}
