import RunCore
import RunbookModel
import Testing

/// Who may be whom.
struct OperatorTests {
  private static let root = Operator(user: "root")
  private static let ruth = Operator(user: "root", attested: "ruth", attestation: .option)
  private static let anna = Operator(user: "anna", attested: "anna", attestation: .userName)

  @Test(
    arguments: [
      (root, root, true), (root, ruth, true), (ruth, root, true), (root, anna, false), (ruth, anna, false),
      (ruth, Operator(user: "laptop", attested: "ruth"), true),
    ] as [(Operator, Operator, Bool)])
  func `who gave no name may be anybody who works as the same user`(one: Operator, other: Operator, may: Bool) {
    #expect(one.mayBe(other) == may)
  }
}
