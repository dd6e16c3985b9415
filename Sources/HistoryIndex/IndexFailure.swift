internal import GRDB

/// What the database has to say, in words for a person.
enum IndexFailure {
  static func words(_ error: any Error, path: String?) -> IndexError {
    if let error = error as? IndexError { return error }
    let place = path ?? "the index in memory"
    guard let error = error as? DatabaseError else { return IndexError("\(place): \(error)") }
    let reason = error.message ?? "\(error.resultCode)"
    return isUnusable(error)
      ? IndexError("\(place) is damaged (\(reason)). Make it anew: halfhour runs --reindex")
      : IndexError("\(place): the index can't be used: \(reason)")
  }

  /// A value that none of our versions wrote.
  static func strange(_ value: String?, in column: String) -> DatabaseError {
    DatabaseError(resultCode: .SQLITE_MISMATCH, message: "\(column) holds \(value ?? "nothing")")
  }

  /// The file is not what it should be, and trying again can't help.
  static func isUnusable(_ error: any Error) -> Bool {
    guard let error = error as? DatabaseError else { return false }
    switch error.resultCode {
    // A plain SQLITE_ERROR means tables or columns that are not there: none of our statements is wrong by itself.
    case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_FORMAT, .SQLITE_ERROR, .SQLITE_MISMATCH: return true
    default: return false
    }
  }
}
