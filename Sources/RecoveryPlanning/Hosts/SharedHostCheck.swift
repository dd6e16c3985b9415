internal import RunbookModel

/// A host for both modes is live, so it is only read from.
enum SharedHostCheck {
  static func check(_ uses: [HostUse], _ table: StepTable, _ hosts: [HostName: Host]) -> [Diagnostic] {
    uses.compactMap { use in
      guard let deed = deed(of: use, table), let address = hosts[use.host]?.address(in: .both)
      else { return nil }
      return Diagnostic(
        (table.proofs[use.step] == nil
          ? "step \"\(table.steps[use.step].id)\"" : "the break \"\(table.writtenID(of: use.step).step)\"") + " would \(deed) host \"\(use.host)\", which is the same in every mode and "
          + "only read from",
        at: use.location, hint: "work elsewhere, or give the host a `drill` and a `spare` address instead",
        notes: [.init("its address for both modes stands here", at: address.location)])
    }
  }

  /// Scripts run on such a host, because reading takes them; what they do there is their author's word.
  private static func deed(of use: HostUse, _ table: StepTable) -> String? {
    let kind = table.steps[use.step].kindWord
    switch use.way {
    case .on where table.doesDamage(use.step): return "break something on"
    case .copyTo, .templateTo: return "write to"
    case .on where kind == .reboot: return "restart"
    case .on, .copyFrom, .address: return nil
    }
  }
}
