extension WallTime: CustomStringConvertible {
  /// RFC 3339 with nine digits of a second: `2026-11-21T03:04:05.000000000+00:00`.
  package var description: String { text(fractionDigits: 9) }

  /// RFC 3339 with as many digits of a second as asked for, cut rather than rounded.
  package func text(fractionDigits: Int) -> String {
    let fields = civil
    var text = "\(padded(fields.year, 4))-\(padded(fields.month, 2))-\(padded(fields.day, 2))T"
    text += "\(padded(fields.hour, 2)):\(padded(fields.minute, 2)):\(padded(fields.second, 2))"
    if fractionDigits > 0 { text += "." + padded(fields.nanosecond, 9).prefix(fractionDigits) }
    let minutes = abs(offset) / 60
    return text + "\(offset < 0 ? "-" : "+")\(padded(minutes / 60, 2)):\(padded(minutes % 60, 2))"
  }

  /// Year, month, day and time of day on the wall where the clock hung.
  package var civil: CivilTime {
    let local = nanoseconds + Int64(offset) * 1_000_000_000
    let second = local.flooredQuotient(by: 1_000_000_000)
    let day = second.flooredQuotient(by: 86_400)
    let inDay = Int(second - day * 86_400)
    let date = CivilDate(daysSince1970: day)
    return CivilTime(
      year: date.year, month: date.month, day: date.day, hour: inDay / 3_600, minute: inDay / 60 % 60,
      second: inDay % 60, nanosecond: Int(local - second * 1_000_000_000))
  }

  /// Reads RFC 3339, also without seconds or fraction; a time without an offset is refused.
  package init?(_ text: String) {
    let parts = text.split(whereSeparator: { $0 == "T" || $0 == "t" || $0 == " " })
    guard parts.count == 2 else { return nil }
    let date = parts[0].split(separator: "-", omittingEmptySubsequences: false)
    guard date.count == 3, let year = number(date[0], 4), let month = number(date[1], 2), let day = number(date[2], 2),
      let civil = CivilDate(year: year, month: month, day: day),
      let (clock, offset) = Self.splitOffset(parts[1]), let time = Self.timeOfDay(clock)
    else { return nil }
    let seconds = civil.daysSince1970 * 86_400 - Int64(offset)
    let (scaled, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    let (sum, overflowOfSum) = scaled.addingReportingOverflow(time)
    guard !overflow, !overflowOfSum, Self.range.contains(sum) else { return nil }
    self.init(nanoseconds: sum, offset: offset)
  }

  private static func splitOffset(_ text: Substring) -> (Substring, Int)? {
    if text.last == "Z" || text.last == "z" { return (text.dropLast(), 0) }
    guard let sign = text.lastIndex(where: { $0 == "+" || $0 == "-" }) else { return nil }
    let fields = text[text.index(after: sign)...]
    guard fields.count == 4 || (fields.count == 5 && fields.dropFirst(2).first == ":"),
      let hours = number(fields.prefix(2), 2), let minutes = number(fields.suffix(2), 2), hours < 24, minutes < 60
    else { return nil }
    let seconds = hours * 3_600 + minutes * 60
    return (text[..<sign], text[sign] == "-" ? -seconds : seconds)
  }

  /// Nanoseconds since midnight.
  private static func timeOfDay(_ text: Substring) -> Int64? {
    let fields = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(fields.count), let hour = number(fields[0], 2), let minute = number(fields[1], 2),
      (0..<24).contains(hour), (0..<60).contains(minute)
    else { return nil }
    var result = Int64(hour * 3_600 + minute * 60) * 1_000_000_000
    guard fields.count == 3 else { return result }
    let second = fields[2].split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(second.count), let whole = number(second[0], 2), (0...60).contains(whole) else { return nil }
    result += Int64(whole) * 1_000_000_000
    guard second.count == 2 else { return result }
    guard (1...9).contains(second[1].count) else { return nil }
    let digits = second[1] + String(repeating: "0", count: 9 - second[1].count)
    return number(digits[...], 9).map { result + Int64($0) }
  }
}

extension WallTime: Decodable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let time = WallTime(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(text) is not a time")
    }
    self = time
  }
}

/// The number that so many decimal digits tell, and nothing else.
private func number(_ digits: Substring, _ count: Int) -> Int? {
  guard digits.utf8.count == count, digits.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
  return Int(digits)
}

private func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
