internal import HalfhourCommands

@main
struct Main {
  static func main() async { await runHalfhour() }
}
