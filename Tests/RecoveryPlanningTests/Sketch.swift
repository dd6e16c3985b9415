import RecoveryPlanning
import RunbookModel

/// Short words for steps, runbooks and requests.
enum Sketch {
  static func place(_ line: Int) -> SourceLocation { SourceLocation(file: "shop.yaml", line: line, column: 5) }

  static func text(_ text: String, _ line: Int = 1) -> SourceText { SourceText(text, start: place(line)) }

  /// `needs` nil is the default; `above` among them stands for it.
  static func step(
    _ id: String, _ phase: Phase = .install, needs: [String]? = nil, line: Int = 1, gate: Bool = false,
    unguarded: Bool = false, only: RunMode? = nil, kind: StepKind? = nil, with: [String: String] = [:],
    outputs: [String] = [], budget: Int? = nil, condition: String? = nil, on: HostName? = nil, liveOK: String? = nil,
    recoveryPoint: String? = nil, provides: ProvidedHost? = nil, name: String? = nil
  ) -> Step {
    let references = (needs ?? []).filter { $0 != "above" }.map { text($0, line) }
    return Step(
      id: StepName(id), location: place(line), phase: phase, kind: kind ?? .run(text("true", line)), name: name, on: on,
      needs: needs.map { Needs(above: $0.contains("above"), references: references) } ?? .standard, gate: gate,
      unguarded: unguarded, condition: condition.map { text($0, line) }, only: only,
      with: with.sorted { $0.key < $1.key }.map { WithValue(name: $0.key, value: text($0.value, line)) },
      outputs: outputs.map { OutputName($0) }, budget: budget.map { .seconds($0 * 60) }, provides: provides,
      liveOK: liveOK, recoveryPoint: recoveryPoint.map { text($0, line) })
  }

  static func runbook(_ name: String, service: ServiceName? = nil, inputs: [Input] = [], _ steps: [Step]) -> Runbook {
    Runbook(
      name: RunbookName(name), location: place(1), title: "Rebuild the \(name)", service: service, inputs: inputs,
      steps: steps)
  }

  static func site(services: [Service] = [], hosts: [Host] = []) -> Site {
    Site(name: "Shop", location: place(1), services: services, hosts: hosts)
  }

  static func host(_ name: String, _ addresses: [String: String]) -> Host {
    Host(
      name: HostName(name), location: place(2),
      addresses: addresses.sorted { $0.key < $1.key }.map {
        Host.Address(set: $0.key, destination: $0.value, location: place(3))
      })
  }

  static func service(_ name: String, dependsOn: [ServiceName] = [], tier: Service.Tier = .critical) -> Service {
    Service(name: ServiceName(name), location: place(4), tier: tier, dependsOn: dependsOn)
  }

  static func request(
    _ runbooks: [Runbook], site: Site = site(), mode: RunMode = .drill, inputs: [GivenInput] = []
  ) -> PlanRequest {
    PlanRequest(
      site: site, root: runbooks.first ?? runbook("shop", []), runbooks: runbooks, mode: mode, inputs: inputs)
  }

  static func plan(_ steps: [Step], mode: RunMode = .drill) -> (plan: Plan?, diagnostics: [Diagnostic]) {
    RecoveryPlanner.plan(request([runbook("shop", steps)], mode: mode))
  }
}

extension Plan {
  /// `b: a` for every step, in the order of the plan.
  var orderText: [String] {
    steps.map { planned in
      func title(_ id: StepID) -> String { runbooks.count > 1 ? id.description : id.step.text }
      let needs = planned.needs.map { title($0.step) + ($0.usesOutputs ? "!" : "") }.joined(separator: " ")
      return needs.isEmpty ? title(planned.id) : "\(title(planned.id)): \(needs)"
    }
  }
}
