import Expressions
import RunbookModel
import Testing

@testable import StepExecutors

struct PrintedRowsTests {
  private func csv(_ text: String) -> PrintedRows {
    PrintedRows(Array(text.utf8), isCut: false, engine: .postgresql)
  }

  private func xml(_ text: String) -> PrintedRows { PrintedRows(Array(text.utf8), isCut: false, engine: .mariadb) }

  @Test(
    arguments: [
      ("a,b\n1,2\n", [["1", "2"]]), ("a,b\r\n1,\"2\"\r\n", [["1", "2"]]),
      ("a\nnull-1\n\"null-1\"\n\n", [[nil], ["null-1"], [""]]),
      ("a,b\n\"x\"\"y\",\"1\n2,\"\n", [["x\"y", "1\n2,"]]), ("a\n", []), ("", []),
    ] as [(String, [[String?]])])
  func `comma-separated values are read`(_ text: String, _ rows: [[String?]]) {
    let printed = csv("rows null-1\n" + text)
    #expect(printed.table.rows == rows && !printed.isMalformed && !printed.isCut)
  }

  @Test(arguments: ["a,b\n1\n", "a\n1", "a\n\"1\n", "a\n\"1\"", "a,b\n1,2,3\n"])
  func `values that are torn or uneven are no rows`(_ text: String) {
    #expect(csv("rows null-1\n" + text).isMalformed)
  }

  @Test(arguments: ["a\n1\n2", "a\n1\n\"2", "a\n1\n\"2\"", "a\n1\n"])
  func `of values that were cut the last row is left out unless it is whole`(_ text: String) {
    let printed = csv("cut null-1\n" + text)
    #expect(printed.isCut && !printed.isMalformed && printed.table.rows == [["1"]])
  }

  @Test func `rows of MariaDB are read`() {
    let text = """
      rows null-1
      <?xml version="1.0"?>

      <resultset statement="EXECUTE hh" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
        <row>
      \t<field name="a&quot;b">&lt;row&gt; &amp;amp;</field>
      \t<field name="n" xsi:nil="true" />
        </row>
      </resultset>

      """
    let printed = xml(text)
    #expect(printed.table == RowTable(columns: ["a\"b", "n"], rows: [["<row> &amp;", nil]]) && !printed.isMalformed)
    let torn = xml(String(text.dropLast(30)))
    #expect(torn.isMalformed)
  }

  @Test func `what comes before the rows is the complaint`() {
    let printed = csv("ERROR:  42P01: no such table\nrows null-1\na\n")
    #expect(String(decoding: printed.complaint, as: UTF8.self) == "ERROR:  42P01: no such table\n")
    #expect(csv("killed").isMalformed)
  }

  @Test func `a complaint keeps what its reader can use`() {
    let text = """
      --------------
      select a long statement
      --------------
      psql:<stdin>:1: ERROR:  22012: division by zero
      LOCATION:  int4div, int.c:869
      """
    let complaint = ClientComplaint(Array(text.utf8))
    #expect(complaint.text == "ERROR:  22012: division by zero" && !complaint.isTimeOut)
    let long = ClientComplaint(Array((1...20).map { "line \($0)\n" }.joined().utf8))
    #expect(long.text.hasSuffix("line 8\n… and 12 more lines"))
    #expect(ClientComplaint(Array("ERROR:  57014: canceling".utf8)).isTimeOut)
  }
}
