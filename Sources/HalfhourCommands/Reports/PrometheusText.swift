/// Metrics in the text format of Prometheus (exposition format 0.0.4): a name's samples together, behind HELP and TYPE.
struct PrometheusText {
  private(set) var text = ""

  /// A gauge; nothing is written of one without a sample.
  mutating func gauge(_ name: String, _ help: String, _ samples: [([(String, String)], String)]) {
    guard !samples.isEmpty else { return }
    text += "# HELP \(name) \(Self.escaped(help, quotes: false))\n# TYPE \(name) gauge\n"
    for (labels, value) in samples {
      let words = labels.map { "\($0)=\"\(Self.escaped($1, quotes: true))\"" }.joined(separator: ",")
      text += "\(name){\(words)} \(value)\n"
    }
  }

  private static func escaped(_ text: String, quotes: Bool) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += ["\\", "\\"]
      case "\n": result += ["\\", "n"]
      case "\"" where quotes: result += ["\\", "\""]
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}
