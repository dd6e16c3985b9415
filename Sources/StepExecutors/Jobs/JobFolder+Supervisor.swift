extension JobFolder {
  /// The process of this pid if it lives and runs this folder's supervisor; another that got the pid has other arguments.
  func livingSupervisor(_ pid: Int32) -> ProcessEntry? {
    guard let entry = ProcessTable.entry(pid), !entry.isDead,
      let arguments = FileAccess.contents(of: "/proc/\(pid)/cmdline", atMost: 1 << 16),
      arguments.split(separator: 0).contains(where: { $0.elementsEqual(supervisor.utf8) })
    else { return nil }
    return entry
  }

  /// Whether its job left a record, or has no supervisor that could still leave one.
  ///
  /// A supervisor that has not left its mark yet finds no place for it where the folder is gone, and starts nothing.
  var isAbandoned: Bool {
    if record() != nil { return true }
    guard case .process(let pid, BootIdentity.current) = startMark() else { return true }
    return livingSupervisor(pid) == nil
  }
}
