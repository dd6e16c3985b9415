import RecoveryPlanning
import RunCore
import RunbookModel
import Testing

@testable import HalfhourCommands

/// What is asked line by line.
struct LineAskerTests {
  private static let site: PlannedSite = {
    var site = PlannedSite(name: "Site")
    site.people = [
      PlannedPerson(name: "matthew", roles: ["operator"]), PlannedPerson(name: "ruth", roles: ["sales"]),
    ]
    return site
  }()

  private static func asker(_ typed: String?...) -> LineAsker {
    var lines = typed
    return LineAsker(read: { _ in lines.isEmpty ? nil : lines.removeFirst() }, tell: { _ in })
  }

  @Test func `those who have the role come first, by number or by name`() throws {
    for typed in ["1", "ruth", " ruth "] {
      let person = try Self.asker("", typed).person(of: Self.site, role: "sales")
      #expect(person.attested == "ruth" && person.attestation == .typed)
    }
    #expect(try Self.asker("2").person(of: Self.site, role: "sales").attested == "matthew")
  }

  @Test func `an empty Enter is no answer, and the end of the input neither`() {
    for asker in [Self.asker("", "", "", "1"), Self.asker(nil), Self.asker("3", "0", "x", "1")] {
      #expect(throws: CommandFailure.self) { try asker.person(of: Self.site, role: nil) }
    }
    let enter = Self.asker("", " ", "", "why")
    #expect(throws: CommandFailure.self) { try enter.ask("Why") { (text: String) throws(CommandFailure) in text } }
  }
}

/// What is given for fields.
struct FieldReadingTests {
  private static let now = WallTime("2026-11-21T03:04:05+01:00") ?? WallTime(nanoseconds: 0)

  private static func read(_ text: String, _ type: ManualTask.FieldType) throws -> String {
    try FieldReading.value(text, of: ManualTask.Field(name: "f", type: type), now: now)
  }

  @Test func `a field is what its type says, without blanks around it`() throws {
    #expect(try Self.read(" 3.5 ", .number) == "3.5")
    #expect(try Self.read(" the plug ", .text) == "the plug")
    #expect(try Self.read("2026-11-21T02:47:00+01:00", .time) == "2026-11-21T02:47:00+01:00")
    let wrong: [(String, ManualTask.FieldType)] = [
      ("", .text), (" ", .text), ("x", .number), ("inf", .number), ("soon", .time), ("unknown", .time),
      ("25:00", .time),
    ]
    for (text, type) in wrong { #expect(throws: CommandFailure.self, "\(text)") { try Self.read(text, type) } }
  }

  @Test func `a file goes to the field that asks for one`() throws {
    let fields = [ManualTask.Field(name: "how", type: .text), ManualTask.Field(name: "photo", type: .file)]
    let bare = try FieldReport(fields: fields, texts: ["how=a=b"], attachments: ["x=y.jpg", "z.jpg"])
    #expect(bare.text(of: fields[0]) == "a=b")
    #expect(bare.files.map(\.field) == ["photo", nil] && bare.files.map(\.path) == ["x=y.jpg", "z.jpg"])
    let named = try FieldReport(fields: fields, texts: [], attachments: ["z.jpg", "photo=y.jpg"])
    #expect(named.files.map(\.field) == [nil, "photo"] && named.path(of: fields[1]) == "y.jpg")
    for texts in [["who=x"], ["how"], ["how=1", "how=2"]] {
      #expect(throws: CommandFailure.self) { try FieldReport(fields: fields, texts: texts, attachments: []) }
    }
  }
}
