internal import Expressions
internal import RecoveryPlanning
internal import RunbookModel

/// What a step says of the data that it restored.
struct RestoredData {
  var point: WallTime?
  /// Set where the point came from a host whose clock is off.
  var correction: PointCorrection?
  var size: Int?
}

extension RunState {
  /// The restored point and the amount of data, evaluated with the outputs that the step has just given.
  func restoredData(of index: Int, with outputs: [OutputName: String]) -> RestoredData {
    let step = plan.steps[index].step
    var data = RestoredData()
    data.size = step.size.flatMap { text($0, of: index, with: outputs) }.flatMap { Int($0) }.flatMap {
      $0 >= 0 ? $0 : nil
    }
    guard let source = step.recoveryPoint,
      let point = text(source, of: index, with: outputs).flatMap(RecoveryPoint.time(from:))
    else { return data }
    data.correction = correction(of: source, for: index)
    data.point = point + (.zero - (data.correction?.offset ?? .zero))
    return data
  }

  /// By the clock of the host on which the step ran whose output it is; a clock that is off by less is not worth a word.
  private func correction(of point: SourceText, for index: Int) -> PointCorrection? {
    for name in InterpolatedText.parse(point).0.names.map(\.name) {
      guard case .output(let step, _) = name, let source = graph.index(of: resolve(step, for: index)),
        let host = plan.steps[source].step.on, let contact = hosts[host]?.contact, contact.isClockOff
      else { continue }
      return PointCorrection(host: host, offset: contact.clockOffset)
    }
    return nil
  }
}
