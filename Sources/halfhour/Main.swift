internal import HalfhourCommands

@main
struct Main {
  static func main() async {
    Heap.prepare()
    await runHalfhour()
  }
}
