import RunCore
import Testing

@testable import HalfhourCommands

struct ExecWordsTests {
  @Test(arguments: [["uptime"], ["/sbin/reboot"], ["echo", "a  b"], ["sh", "-c", "a | b"], ["a b", "c"], ["größe"]])
  func `a program with its arguments stays as it is`(words: [String]) {
    #expect(ExecWords(words).command == .arguments(words))
  }

  @Test(arguments: [
    "uptime | cut -c 1-8", "echo $HOME", "ls *", "a;b", "a&", "(a)", "x>y", "\"a\"", "~/bin/x", "a\nb", "#", "`x`",
  ])
  func `one word with a sign of the shell is a line for it`(line: String) {
    #expect(ExecWords([line]).command == .script(line))
  }
}
