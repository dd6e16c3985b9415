internal import Foundation
internal import RunCore
internal import RunbookModel
internal import Synchronization

extension LiveScreen {
  static let tick = 0.1
  /// Clocks on the screen go on although nothing happens.
  private static let longestStill = Duration.milliseconds(250)
  /// Without a tick for so long, this process was halted, and others may have used the terminal.
  private static let longestTick = Duration.seconds(2)

  func draw() {
    defer { ended.signal() }
    var painter = ScreenPainter(look: look)
    var last = clock.now().uptime
    var lastTick = last
    terminal.takeKeyboard(interrupts: model.withLock { $0.interrupts })
    defer { terminal.giveKeyboardBack() }
    guard terminal.write(painter.begin(terminal.size)) != .gone else { return goOnWithoutTerminal() }
    var size: ScreenPainter.Size?
    while true {
      let now = clock.now()
      let wasAway = now.uptime - lastTick > Self.longestTick
      lastTick = now.uptime
      guard let isStale = model.withLock({ $0.takeStale() }) else { break }
      if terminal.isForeground {
        if wasAway {
          terminal.takeKeyboard(interrupts: model.withLock { $0.interrupts })
          painter.forget()
        }
        take(terminal.keys(), at: now)
        guard edit(&painter) else { return goOnWithoutTerminal() }
        let isDue = isStale || now.uptime - last >= Self.longestStill || size != terminal.size
        if isDue {
          size = terminal.size
          last = now.uptime
          guard paint(&painter, at: now) else { return goOnWithoutTerminal() }
        }
      } else {
        lastTick = Uptime(nanoseconds: 0)
      }
      Thread.sleep(forTimeInterval: Self.tick)
    }
    paintLast(&painter)
  }

  /// False once the terminal has gone away.
  private func paint(_ painter: inout ScreenPainter, at now: Stamp) -> Bool {
    let (picture, staying) = model.withLock { ($0.picture(at: now), $0.takeKept()) }
    let size = terminal.size
    let text = painter.frame(picture.lines(width: size.columns, height: size.rows), size: size, staying: staying)
    guard !text.isEmpty else { return true }
    switch terminal.write(text) {
    case .written: return true
    case .gone: return false
    case .busy:
      painter.forget()
      model.withLock { $0.putBack(staying) }
      return true
    }
  }

  private func paintLast(_ painter: inout ScreenPainter) {
    guard terminal.isForeground else { return }
    let (picture, staying) = model.withLock { ($0.picture(at: clock.now(), isLast: true), $0.takeKept()) }
    let size = terminal.size
    let lines = picture.lines(width: size.columns, height: size.rows)
    _ = terminal.write(painter.end(lines, size: size, staying: staying))
  }

  /// Nobody looks on any more; a question that stands open can't be answered.
  private func goOnWithoutTerminal() {
    let question = model.withLock { model in
      model.phase = .gone
      defer { model.question = nil }
      return model.question
    }
    question?.answer(.goOn)
  }
}
