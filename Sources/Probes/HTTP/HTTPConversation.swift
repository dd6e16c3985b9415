internal import Expressions
package import RunbookModel

/// An `http` probe: the requests before it, then its own, with cookies and captured values carried on.
package struct HTTPConversation: Sendable {
  package var probe: HTTPProbe
  package var texts: ProbeTexts
  package var trust: Trust

  package init(_ probe: HTTPProbe, texts: ProbeTexts, trust: Trust) {
    self.probe = probe
    self.texts = texts
    self.trust = trust
  }

  /// The answer to the last request.
  package func ask(
    route: any ProbeRoute, bound: ProbeBound, transcript: ProbeTranscript
  ) async throws(ProbeProblem) -> ProbeAnswer {
    let stage = ProbeStage()
    return try await bound.hold(stage) { () async throws(ProbeProblem) in
      var journey = try HTTPJourney(self, route: route, bound: bound, stage: stage, transcript: transcript)
      for request in probe.before { try await journey.prepare(request) }
      return try await journey.conclude(probe.request)
    }
  }
}
