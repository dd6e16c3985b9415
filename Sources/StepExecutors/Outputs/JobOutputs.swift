/// What a job left in its output file: `name=value` lines, and `name<<END … END` for more than one line.
struct JobOutputs: Hashable, Sendable {
  static let fileLimit = 1 << 20
  static let valueLimit = 128_000

  private(set) var values: [String: String] = [:]
  /// Each a sentence for the person who wrote the step.
  private(set) var problems: [String] = []

  /// Reads the file's bytes; nil stands for a file that the job never made.
  init(_ bytes: [UInt8]?, declared: [String], redactor: SecretRedactor?) {
    guard !declared.isEmpty else { return }
    let bytes = bytes ?? []
    if bytes.count > Self.fileLimit {
      problems = ["The job left more than \(Self.fileLimit) bytes in $HALFHOUR_OUTPUT; pass large data in a file."]
      return
    }
    var found = parse(bytes, Set(declared))
    // After a block that nothing closes, nobody knows what was meant to come.
    let isWhole = problems.isEmpty
    for name in declared where isWhole || found[name] != nil {
      check(name, found.removeValue(forKey: name), redactor)
    }
    if !problems.isEmpty { values = [:] }
  }

  private mutating func parse(_ bytes: [UInt8], _ declared: Set<String>) -> [String: [UInt8]] {
    var found: [String: [UInt8]] = [:]
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)[...]
    while let line = lines.popFirst() {
      let name = line.prefix { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: "<") }
      let rest = line.dropFirst(name.count)
      // Text without either sign is nothing that was meant for us.
      guard !rest.isEmpty else { continue }
      let key = String(decoding: name, as: UTF8.self)
      if rest.first == UInt8(ascii: "=") {
        if declared.contains(key) { found[key] = Array(rest.dropFirst()) }
      } else if rest.starts(with: "<<".utf8), rest.count > 2 {
        let end = rest.dropFirst(2)
        guard let last = lines.firstIndex(where: { $0.elementsEqual(end) }) else {
          problems.append(
            "The output \(key) is opened with <<\(String(decoding: end, as: UTF8.self)), and no such line closes it.")
          return found
        }
        if declared.contains(key) { found[key] = Array(lines[..<last].joined(separator: [UInt8(ascii: "\n")])) }
        lines = lines[(last + 1)...]
      }
    }
    return found
  }

  private mutating func check(_ name: String, _ bytes: [UInt8]?, _ redactor: SecretRedactor?) {
    guard let bytes else {
      problems.append("The output \(name) did not come; append \(name)=… to $HALFHOUR_OUTPUT.")
      return
    }
    if bytes.allSatisfy({ $0 == UInt8(ascii: " ") || (9...13).contains($0) }) {
      problems.append("The output \(name) is empty.")
    } else if bytes.count > Self.valueLimit {
      problems.append(
        "The output \(name) has \(bytes.count) bytes; \(Self.valueLimit) are the most. Pass it in a file.")
    } else if bytes.contains(0) {
      problems.append("The output \(name) holds a NUL byte.")
    } else if let text = String(validating: bytes, as: UTF8.self) {
      if let secret = redactor?.firstSecret(in: text) {
        problems.append(
          "The output \(name) holds the secret \(secret), which may not be kept; pass on where it is instead.")
      } else {
        values[name] = text
      }
    } else {
      problems.append("The output \(name) is not UTF-8 text.")
    }
  }
}
