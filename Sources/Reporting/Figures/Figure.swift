internal import RunCore
internal import RunbookModel

/// A number of a report with where it comes from, so that anybody can reckon it again from the journal.
struct Figure: Hashable, Sendable {
  enum Amount: Hashable, Sendable {
    case time(WallTime)
    case duration(Duration)
    case count(Int)
    case bytes(Int)
    case bytesPerSecond(Int)
    case exitStatus(Int)
    /// In hundredths of the currency's unit.
    case money(Int, String)
  }

  /// Such as `shop.rta`; no two figures of a report share one.
  var id: String
  /// What it is, for a reader.
  var name: String
  var amount: Amount
  /// How it is reckoned, with the lines that say so.
  var reckoning: String
  /// Of the journal, in order; empty where the plan alone says it.
  var lines: [Int]

  init(_ id: String, _ name: String, _ amount: Amount, _ reckoning: String, lines: [Int]) {
    self.id = id
    self.name = name
    self.amount = amount
    self.reckoning = reckoning
    self.lines = Set(lines).sorted()
  }
}

extension Figure {
  /// As the report shows it; a time is for the look to say.
  var text: String {
    switch amount {
    case .time(let time): time.readable
    case .duration(let duration): duration.roundedText
    case .count(let count): "\(count)"
    case .bytes(let bytes): bytes.bytesText
    case .bytesPerSecond(let bytes): "\(bytes.bytesText)/s"
    case .exitStatus(let status): "\(status)"
    case .money: number + " " + unit
    }
  }

  /// Exact, and text as all times are: many readers of JSON round numbers.
  var number: String {
    switch amount {
    case .time(let time): time.description
    case .duration(let duration): Self.seconds(duration.nanoseconds)
    case .count(let number), .bytes(let number), .bytesPerSecond(let number), .exitStatus(let number): "\(number)"
    case .money(let hundredths, _):
      "\(hundredths / 100).\(String(abs(hundredths) % 100 + 100).dropFirst())"
    }
  }

  var unit: String {
    switch amount {
    case .time: "time"
    case .duration: "seconds"
    case .count: "count"
    case .bytes: "bytes"
    case .bytesPerSecond: "bytes per second"
    case .exitStatus: "exit status"
    case .money(_, let currency): currency
    }
  }

  private static func seconds(_ nanoseconds: Int64) -> String {
    let size = nanoseconds.magnitude
    let fraction = String(size % 1_000_000_000 + 1_000_000_000).dropFirst()
    return "\(nanoseconds < 0 ? "-" : "")\(size / 1_000_000_000).\(fraction)"
  }
}

extension Figure: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("id", id)
      json.member("lines", LineText.ranges(lines))
      json.member("name", name)
      json.member("number", number)
      json.member("reckoning", reckoning)
      json.member("text", text)
      json.member("unit", unit)
    }
  }
}
