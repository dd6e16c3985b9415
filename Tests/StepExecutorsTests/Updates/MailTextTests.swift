import Foundation
import RunCore
import RunbookModel
import Testing

@testable import StepExecutors

struct MailTextTests {
  static func mail(
    subject: String = "[DRILL] Shop: started", body: String = "All is well.\n", to: [String] = ["ruth@example.org"]
  )
    -> [String]
  {
    MailText(
      to: to, subject: subject, body: body,
      date: WallTime(nanoseconds: 1_795_230_245_000_000_000, offset: -12_600), identity: "run.office.1",
      machine: "desk.example"
    ).text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  @Test func `a plain message can be read as it is`() {
    let lines = Self.mail()
    #expect(
      lines == [
        "To: ruth@example.org", "Subject: [DRILL] Shop: started", "Date: Fri, 20 Nov 2026 23:34:05 -0330",
        "Message-ID: <run.office.1@desk.example>", "Auto-Submitted: auto-generated", "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 7bit", "", "All is well.", "",
      ])
  }

  @Test func `no line break makes a header of its own`() {
    for bad in ["a\nBcc: evil@example.org", "a\r\nBcc: evil@example.org", "a\u{2028}Bcc: evil@example.org"] {
      let lines = Self.mail(subject: bad, to: [bad])
      #expect(!lines.contains { $0.hasPrefix("Bcc:") })
      #expect(lines.prefix { !$0.isEmpty }.count == 8)
    }
  }

  @Test func `what isn't ASCII arrives whole`() {
    let subject = String(repeating: "Störung: Bücher, ", count: 8)
    let lines = Self.mail(subject: subject, body: "Größe: 3 €\n")
    #expect(lines.allSatisfy { $0.utf8.allSatisfy { $0 < 127 } && $0.utf8.count <= 80 })
    let words = lines.filter { $0.contains("=?utf-8?B?") }.map {
      $0.components(separatedBy: "=?utf-8?B?")[1].dropLast(2)
    }
    let decoded = words.compactMap { Data(base64Encoded: String($0)) }.map { String(decoding: $0, as: UTF8.self) }
    #expect(decoded.joined() == subject)
    #expect(lines.contains("Content-Transfer-Encoding: base64"))
    #expect(Data(base64Encoded: lines[lines.count - 2]).map { String(decoding: $0, as: UTF8.self) } == "Größe: 3 €\n")
  }

  @Test func `a line that is too long for mail is encoded`() {
    let lines = Self.mail(body: String(repeating: "x", count: 2_000))
    #expect(lines.allSatisfy { $0.utf8.count <= 200 })
  }
}
