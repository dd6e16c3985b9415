internal import KnownGood
internal import RunbookModel

/// An answer of the store as a row of a table.
struct StoredAnswer {
  enum State: String {
    case good, missing, broken, stale
  }

  let path: String
  let state: State
  /// Why it is broken.
  var problem: String?
  /// Nil where it is broken or missing.
  let file: KnownGoodFile?
}

extension StoredAnswer: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("by", ifAny: file?.by)
      json.member("check", ifAny: file?.check)
      json.member("command", ifAny: file?.command)
      json.member("from", ifAny: file?.from)
      json.member("path", path)
      json.member("problem", ifAny: problem)
      json.member("recorded", ifAny: file?.recorded)
      json.member("size", ifAny: file?.answer.count)
      json.member("state", state.rawValue)
    }
  }
}

/// The answers of a store as a table for people.
struct AnswerTable {
  let answers: [StoredAnswer]

  var lines: [String] {
    let head = ["ANSWER", "STATE", "RECORDED", "SIZE", "BY", "FROM"]
    let rows = answers.map { answer in
      [
        answer.path, answer.state.rawValue, answer.file?.day ?? "", answer.file?.answer.size ?? "",
        answer.file?.by ?? "",
        answer.file?.from ?? answer.problem ?? "",
      ]
    }
    let all = [head] + rows
    let widths = head.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    return all.map { cells in
      let padded = cells.indices.map { column in
        column == head.count - 1
          ? cells[column] : cells[column] + String(repeating: " ", count: widths[column] - cells[column].count)
      }
      return DisplayText.clean(padded.joined(separator: "  "))
    }
  }
}
