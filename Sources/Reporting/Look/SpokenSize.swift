extension Phrasebook {
  /// An amount of data by powers of 1,000: `41.2 GB`.
  func size(_ bytes: Int) -> String {
    if bytes < 1_000 { return say("\(bytes) bytes") }
    var amount = Double(bytes) / 1_000
    var unit = "kB"
    for larger in ["MB", "GB", "TB"] where amount >= 1_000 {
      amount /= 1_000
      unit = larger
    }
    let tenths = Int((amount * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10) \(unit)" : say("\(tenths / 10).\(tenths % 10) \(unit)")
  }
}
