internal import CResolv

/// The kinds of records that can be asked for.
enum DNSRecordType: String, Sendable {
  case A, AAAA, CNAME, MX, NS, PTR, SOA, SRV, TXT

  var number: Int32 {
    let type =
      switch self {
      case .A: ns_t_a
      case .AAAA: ns_t_aaaa
      case .CNAME: ns_t_cname
      case .MX: ns_t_mx
      case .NS: ns_t_ns
      case .PTR: ns_t_ptr
      case .SOA: ns_t_soa
      case .SRV: ns_t_srv
      case .TXT: ns_t_txt
      }
    return Int32(type.rawValue)
  }

  init?(number: Int32) {
    let all: [DNSRecordType] = [.A, .AAAA, .CNAME, .MX, .NS, .PTR, .SOA, .SRV, .TXT]
    guard let type = all.first(where: { $0.number == number }) else { return nil }
    self = type
  }
}
