/// Asks name servers, and says what they answered.
package enum DNSClient {
  package static func ask(
    _ question: DNSQuestion, route: any ProbeRoute, isDirect: Bool, bound: ProbeBound
  ) async throws(ProbeProblem) -> ProbeAnswer {
    throw .couldNotAsk("to be built")
  }
}
