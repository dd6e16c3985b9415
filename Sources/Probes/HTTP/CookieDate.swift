/// The dates of cookies, which servers write in many ways (RFC 6265, 5.1.1).
package enum CookieDate {
  private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

  /// In seconds since 1970; nil for what is no date.
  package static func seconds(_ text: String) -> Int64? {
    var time: (Int64, Int64, Int64)?
    var day: Int64?
    var month: Int64?
    var year: Int64?
    for word in text.lowercased().split(whereSeparator: { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == ":")) })
    {
      let numbers = word.split(separator: ":", omittingEmptySubsequences: false).map { Int64($0) }
      if time == nil, numbers.count == 3, let hour = numbers[0], let minute = numbers[1], let second = numbers[2] {
        time = (hour, minute, second)
      } else if day == nil, word.count <= 2, let number = Int64(word) {
        day = number
      } else if month == nil, let index = months.firstIndex(of: String(word.prefix(3))) {
        month = Int64(index + 1)
      } else if year == nil, let number = Int64(word), (2...4).contains(word.count) {
        year = number
      }
    }
    guard let time, let day, let month, var year else { return nil }
    if (70...99).contains(year) { year += 1900 } else if (0...69).contains(year) { year += 2000 }
    guard (1...31).contains(day), (1601...9999).contains(year), time.0 < 24, time.1 < 60, time.2 < 60 else {
      return nil
    }
    return days(year, month, day) * 86_400 + time.0 * 3_600 + time.1 * 60 + time.2
  }

  /// Days since 1970 of a date of the Gregorian calendar; years that begin in March make leap days come last.
  private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    let year = month <= 2 ? year - 1 : year
    let era = year / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
