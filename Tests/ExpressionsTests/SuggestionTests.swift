import Expressions
import Testing

struct SuggestionTests {
  @Test(arguments: [
    ("timout", "timeout"), ("tiemout", "timeout"), ("bakcups", "backups"), ("backup", "backups"),
    ("TIMEOUT", "timeout"), ("time", "timeout"),
  ])
  func `a small slip finds what was meant`(word: String, meant: String) {
    #expect(Suggestion.closest(to: word, among: ["timeout", "backups", "name"]) == meant)
  }

  @Test(arguments: ["x", "", "budget", "n", "something-else-entirely"])
  func `a word unlike all others suggests nothing`(word: String) {
    #expect(Suggestion.closest(to: word, among: ["timeout", "backups", "name"]) == nil)
  }

  @Test func `ties go to the first in order, whatever the order of the candidates`() {
    #expect(Suggestion.closest(to: "cat", among: ["rat", "bat", "hat"]) == "bat")
  }
}
