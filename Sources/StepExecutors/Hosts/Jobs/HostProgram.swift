/// What an agent is given to start a job: the supervisor's program, and whether the script is executed by the kernel.
struct HostProgram: Sendable {
  let kind: String
  /// Without its first line, in which the agent says where the job's folder is.
  let supervisor: String

  init(_ request: JobRequest, boot: String, executes: Bool) {
    let mode = ScriptMode(script: request.script, hasTimeout: request.timeout != nil)
    kind = mode.isProgram ? "program" : "text"
    let script = SupervisorScript(
      folder: nil, mode: mode, shell: ["sh"], boot: boot, timeout: request.timeout, grace: request.grace,
      hasValues: !request.values.isEmpty, forbidsPrograms: mode.isProgram && !executes)
    let names = [
      ("HALFHOUR_RUN", request.name.run), ("HALFHOUR_STEP", request.name.step), ("HALFHOUR_MODE", request.mode),
    ]
    let exports = names.map { "export \($0)=\(ShellQuoting.quoted($1))\n" }.joined()
    supervisor = exports + script.text
  }
}
