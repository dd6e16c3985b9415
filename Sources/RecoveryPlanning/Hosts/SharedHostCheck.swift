internal import RunbookModel

/// A host for both modes is live, so it is only read from.
enum SharedHostCheck {
  static func check(_ uses: [HostUse], _ table: StepTable, _ hosts: [HostName: Host]) -> [Diagnostic] {
    uses.compactMap { use in
      guard let deed = deed(of: use, table.steps[use.step].kindWord), let address = hosts[use.host]?.address(in: .both)
      else { return nil }
      return Diagnostic(
        "step \"\(table.steps[use.step].id)\" would \(deed) host \"\(use.host)\", which is the same in every mode and "
          + "only read from",
        at: use.location, hint: "work elsewhere, or give the host a `drill` and a `spare` address instead",
        notes: [.init("its address for both modes stands here", at: address.location)])
    }
  }

  /// Scripts run on such a host, because reading takes them; what they do there is their author's word.
  private static func deed(of use: HostUse, _ kind: StepKind.Word) -> String? {
    switch use.way {
    case .copyTo, .templateTo: "write to"
    case .on where kind == .reboot: "restart"
    case .on, .copyFrom, .address: nil
    }
  }
}
