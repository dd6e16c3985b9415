/// As much of a terminal as the painter uses; anything else it is sent is an error.
struct TinyTerminal {
  private var cells: [[Character]]
  private(set) var memory: [String] = []
  private var (row, column) = (0, 0)
  private let columns: Int

  init(columns: Int, rows: Int) {
    self.columns = columns
    cells = Array(repeating: [], count: rows)
  }

  var rows: [String] { cells.map { Self.text($0) } }

  private static func text(_ cells: [Character]) -> String {
    String(cells.reversed().drop { $0 == " " }.reversed())
  }

  mutating func feed(_ text: String) {
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\r": column = 0
      case "\n": newLine()
      case "\u{1B}":
        precondition(rest.popFirst() == "[")
        let parameters = rest.prefix { !(0x40...0x7E).contains($0.value) }
        rest = rest.dropFirst(parameters.count)
        if let command = rest.popFirst() { obey(Character(command), String(parameters)) }
      default: put(Character(scalar))
      }
    }
  }

  private mutating func obey(_ command: Character, _ parameters: String) {
    switch command {
    case "H":
      let numbers = parameters.split(separator: ";").compactMap { Int($0) }
      (row, column) = (min(cells.count, numbers[0]) - 1, numbers[1] - 1)
    case "K" where parameters == "2": cells[row] = []
    case "K": cells[row] = Array(cells[row].prefix(column))
    case "m", "h", "l": break
    default: preconditionFailure("unknown sequence \(parameters)\(command)")
    }
  }

  private mutating func put(_ character: Character) {
    while cells[row].count <= column { cells[row].append(" ") }
    cells[row][column] = character
    column = min(column + 1, columns - 1)
  }

  private mutating func newLine() {
    if row < cells.count - 1 {
      row += 1
    } else {
      memory.append(Self.text(cells.removeFirst()))
      cells.append([])
    }
  }
}
