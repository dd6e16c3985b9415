import RunCore
import RunbookModel

@testable import HalfhourCommands

/// A dialog with its keyboard, and time that passes only as it is told.
struct DialogBench {
  var run: ScriptedRun
  var dialog: AnswerDialog
  private var reader = KeyReader()
  private var seconds: Double
  private(set) var actions: [AnswerAction] = []

  /// Somebody has looked at the screen for a while.
  init(_ run: ScriptedRun, me: Operator = Operator(user: "ann"), amends: Bool = true, qStops: Bool = true) {
    self.run = run
    dialog = AnswerDialog(me: me, amends: amends, qStops: qStops)
    seconds = Double(run.moment.elapsed.components.seconds)
    dialog.look(at: run.state, now: now.uptime)
    wait(2)
  }

  var now: Stamp { ScriptedRun.stamp(seconds) }

  mutating func wait(_ time: Double) {
    seconds += time
    run.at(seconds)
    dialog.look(at: run.state, now: now.uptime)
  }

  mutating func tell(_ event: Entry) {
    run.tell(event)
    dialog.look(at: run.state, now: now.uptime)
  }

  /// What comes from the keyboard at one moment, and then nothing.
  mutating func press(_ text: String) { press(Array(text.utf8)) }

  mutating func press(_ bytes: [UInt8]) {
    actions += dialog.take(reader.read(bytes), state: run.state, now: now)
    seconds += 0.1
    actions += dialog.take(reader.read([]), state: run.state, now: now)
  }

  /// One key after the other.
  mutating func press(each keys: String...) { for key in keys { press(key) } }

  var answer: PromptAnswer? {
    actions.compactMap { action in if case .put(let answer) = action { answer } else { nil } }.last
  }

  var picture: ScreenPicture {
    ScreenPicture(
      of: run.state, at: run.state.moment(of: now), viewer: dialog.qStops ? .driver : .watcher(isDriven: true),
      dialog: dialog)
  }

  func lines(_ width: Int, _ height: Int) -> [ScreenLine] { picture.lines(width: width, height: height) }
}
