internal import RunbookModel

extension RunState {
  /// Less than this between the two clocks is the slewing of a time service, not a jump.
  package static let smallestJump = Duration.seconds(2)

  /// Where a stamp of the present boot lies on the run's own time.
  package func moment(of stamp: Stamp) -> Moment {
    anchor?.moment(of: stamp) ?? Moment(wall: stamp.wall, elapsed: .zero)
  }

  /// Moves the run's time on to an entry, and notes what the clocks did since the last one.
  mutating func advanceClock(to entry: JournalEntry) -> Moment {
    guard let anchor, let last else {
      self.anchor = TimeAnchor(stamp: entry.stamp, elapsed: .zero)
      return Moment(wall: entry.stamp.wall, elapsed: .zero)
    }
    let moment: Moment
    if case .sessionOpened = entry.event, sessions.isEmpty {
      // The boot of the run's first entry is not known: the uptime counts, unless it shows that there was another.
      moment =
        entry.stamp.uptime < anchor.stamp.uptime
        ? anchor.momentAcrossBoots(of: entry.stamp) : anchor.moment(of: entry.stamp)
    } else if case .sessionOpened(let session) = entry.event, let before = sessions.last {
      moment = openingMoment(of: session, after: before, anchor: anchor, entry: entry)
      let rebooted = session.boot != before.opening.boot
      noteGap(from: last, to: moment, rebooted: rebooted)
      // Also while nobody had the run in hand; across boots nothing tells a jump from time that passed.
      if !rebooted { noteJump(from: anchor, to: entry.stamp, at: moment) }
    } else {
      moment = anchor.moment(of: entry.stamp)
      noteJump(from: anchor, to: entry.stamp, at: moment)
    }
    self.anchor = TimeAnchor(stamp: entry.stamp, elapsed: moment.elapsed)
    return moment
  }

  private func openingMoment(
    of session: SessionOpening, after before: Session, anchor: TimeAnchor, entry: JournalEntry
  ) -> Moment {
    session.boot == before.opening.boot
      ? anchor.moment(of: entry.stamp) : anchor.momentAcrossBoots(of: entry.stamp)
  }

  private mutating func noteJump(from anchor: TimeAnchor, to stamp: Stamp, at moment: Moment) {
    let jump = anchor.wallClockJump(to: stamp)
    guard ended == nil, jump >= Self.smallestJump || jump <= .zero - Self.smallestJump else { return }
    irregularities.append(Irregularity(kind: .wallClockJumped(DurationText(wrappedValue: jump)), at: moment))
  }

  private mutating func noteGap(from last: Moment, to moment: Moment, rebooted: Bool) {
    guard ended == nil else { return }
    let gap = DurationText(wrappedValue: moment.elapsed - last.elapsed)
    irregularities.append(Irregularity(kind: .gapBetweenSessions(gap), at: moment))
    if rebooted { irregularities.append(Irregularity(kind: .machineRebooted, at: moment)) }
  }
}
