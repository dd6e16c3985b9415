import RunbookModel
import Testing

@testable import RunCore

/// How much was restored, and how fast.
struct RestoredAmountTests {
  private static func step(_ size: Int?, _ start: Int, _ end: Int?) -> StepRecord {
    func moment(_ seconds: Int) -> Moment {
      Moment(wall: WallTime(nanoseconds: Int64(seconds) * 1_000_000_000), elapsed: .seconds(seconds))
    }
    var record = StepRecord()
    record.attempts = [
      AttemptRecord(
        id: AttemptID(step: StepID(RunbookName("web"), StepName("load")), number: 1, purpose: .work),
        started: moment(start))
    ]
    record.ended = end.map(moment)
    record.size = size
    return record
  }

  @Test(
    arguments: [
      ([], nil, nil), ([(nil, 0, 10)], nil, nil), ([(100, 0, 10)], 100, 10), ([(100, 5, 5)], 100, 0),
      // One after the other, with a pause between them.
      ([(100, 0, 10), (50, 20, 25)], 150, 15),
      // Side by side, and one within the other.
      ([(100, 0, 10), (50, 5, 15)], 150, 15), ([(100, 0, 20), (50, 5, 10)], 150, 20),
      ([(1, 5, 10), (1, 0, 20)], 2, 20),
      // A step that says nothing of data has its time for itself.
      ([(100, 0, 10), (nil, 0, 1_000)], 100, 10), ([(100, 0, nil)], 100, nil),
      ([(Int.max, 0, 10), (Int.max, 0, 10)], Int.max, 10),
    ] as [([(Int?, Int, Int?)], Int?, Int?)])
  func `bytes add up, and time in which several steps ran counts once`(
    steps: [(Int?, Int, Int?)], bytes: Int?, seconds: Int?
  ) {
    let amount = RestoredAmount(of: steps.map { Self.step($0.0, $0.1, $0.2) })
    #expect(amount.bytes == bytes)
    #expect(amount.time == seconds.map { .seconds($0) })
  }
}
