internal import RunbookModel

/// A drill whose scripts or values hold a live address could reach what is live (DESIGN.md section 3.5).
///
/// An address with a full stop or a colon is found wherever it stands as a whole. A bare alias such as `db` is too common
/// a word for that, so it counts only where it is written as an address: behind `@` or `//`, or before a colon.
struct LiveAddressCheck {
  private let table: StepTable
  private let live: [(host: Host, address: [UInt8], isBare: Bool)]

  static func check(_ request: PlanRequest, _ table: StepTable, inputs: [RunbookName: [InputName: String]])
    -> [Diagnostic]
  {
    guard request.mode == .drill else { return [] }
    let check = LiveAddressCheck(request.site, table)
    guard !check.live.isEmpty else { return [] }
    let steps = table.steps.indices.filter {
      // What an isolation check may not reach is live, and said so.
      !table.isExcluded($0) && table.steps[$0].liveOK == nil && table.steps[$0].kindWord != .isolation
    }
    return steps.flatMap { number in
      let step = table.steps[number]
      return table.texts(of: step, number).compactMap { check.problem(in: $0, number) }
    } + check.inputs(inputs, usedBy: steps) + check.files(request.texts, usedBy: Set(steps.map(table.writtenID(of:))))
  }

  private init(_ site: Site, _ table: StepTable) {
    self.table = table
    let shared = Set(
      site.hosts.flatMap(\.addresses).filter { $0.set == Host.WellKnownSet.both.rawValue }
        .map { AddressText.host(of: $0.destination) })
    live = site.hosts.compactMap { host in
      guard let address = host.address(in: .live) else { return nil }
      let text = AddressText.host(of: address.destination)
      guard !text.isEmpty, !shared.contains(text) else { return nil }
      return (host, Array(text.utf8), !text.contains { $0 == "." || $0 == ":" })
    }
  }

  private func problem(in text: SourceText, _ step: Int) -> Diagnostic? {
    guard let (host, offset) = find(in: text.text) else { return nil }
    return diagnostic(
      table.proofs[step] == nil ? "step \"\(table.steps[step].id)\"" : "the break \"\(table.writtenID(of: step).step)\"",
      host, at: text.location(at: offset))
  }

  /// Every script gets every input, so an input is looked at wherever a script or a template may use it.
  private func inputs(_ values: [RunbookName: [InputName: String]], usedBy steps: [Int]) -> [Diagnostic] {
    let owners = Set(
      steps.filter { !table.steps[$0].scripts.isEmpty || table.steps[$0].usesValues }.map { table.owners[$0] })
    return owners.sorted().flatMap { owner in
      let runbook = table.runbooks[owner]
      return runbook.inputs.compactMap { input -> Diagnostic? in
        guard let value = values[runbook.name]?[input.name], let host = find(in: value)?.0 else { return nil }
        return diagnostic("the input \"\(input.name)\"", host, at: input.location)
      }
    }
  }

  private func files(_ texts: [FileText], usedBy steps: Set<StepID>) -> [Diagnostic] {
    texts.compactMap { file in
      guard file.steps.contains(where: steps.contains), let (host, offset) = find(in: file.text) else { return nil }
      let start = SourceLocation(file: file.path, line: 1, column: 1)
      return diagnostic("the file", host, at: SourceText(file.text, start: start).location(at: offset))
    }
  }

  private func diagnostic(_ owner: String, _ host: Host, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      "\(owner) holds the live address of host \"\(host.name)\", and a drill never touches what is live", at: location,
      hint: "write `{{ hosts.\(host.name).address }}` in `with`, or say in `live_ok` why it may stand here",
      notes: [.init("the host stands here", at: host.location)])
  }

  /// The first live address in a text, and its offset in Unicode scalars.
  private func find(in text: String) -> (Host, Int)? {
    let bytes = Array(text.utf8)
    var first: (Host, Int)?
    for (host, address, isBare) in live {
      guard let place = place(of: address, isBare: isBare, in: bytes), place < first?.1 ?? .max else { continue }
      first = (host, place)
    }
    return first.map { ($0.0, String(decoding: bytes[..<$0.1], as: UTF8.self).unicodeScalars.count) }
  }

  private func place(of address: [UInt8], isBare: Bool, in bytes: [UInt8]) -> Int? {
    guard let head = address.first, bytes.count >= address.count else { return nil }
    return (0...bytes.count - address.count).first { start in
      bytes[start] == head && bytes[start..<start + address.count].elementsEqual(address)
        && isWhole(bytes, start, start + address.count)
        && (!isBare || isWrittenAsAddress(bytes, start, start + address.count))
    }
  }

  private func isWhole(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Bool {
    func continues(_ offset: Int) -> Bool {
      bytes.indices.contains(offset)
        && (AddressText.isAlphanumeric(bytes[offset]) || bytes[offset] == UInt8(ascii: "-"))
    }
    func isJoined(_ offset: Int, _ beyond: Int) -> Bool {
      bytes.indices.contains(offset) && bytes[offset] == UInt8(ascii: ".") && continues(beyond)
    }
    return !continues(start - 1) && !continues(end) && !isJoined(start - 1, start - 2) && !isJoined(end, end + 1)
  }

  private func isWrittenAsAddress(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Bool {
    let isBehind = start > 0 && (bytes[start - 1] == UInt8(ascii: "@") || bytes[..<start].suffix(2) == [47, 47])
    return isBehind || (end < bytes.count && bytes[end] == UInt8(ascii: ":"))
  }
}

extension StepTable {
  /// What is to be looked at: another try of a check says what the check says, and a mending what its break says.
  fileprivate func texts(of step: Step, _ number: Int) -> [SourceText] {
    switch proofs[number] {
    case .seenRed, .noticing, .mended: []
    case .mending: step.scripts
    case .damage, nil: step.scripts + step.interpolatedTexts + step.resultTexts
    }
  }
}

extension Step {
  /// Whether inputs may reach what the step does although it has no script.
  fileprivate var usesValues: Bool {
    if case .template = kind { true } else { !textsWithNames.isEmpty }
  }
}
