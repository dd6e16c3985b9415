/// Sets a page in columns as wide and as high as a sheet's text, which break where the printer's pages would.
///
/// The browser breaks columns and pages by the same rules, and tells the place only of what stands in columns.
enum SheetScript {
  static let text = #"""
    function measureSheets(frame) {
      const page = frame.contentDocument;
      const main = page.querySelector("main");
      const [width, height, gap] = [frame.clientWidth, Number(frame.dataset.sheet), 40];
      main.style.cssText = `columns: ${width}px; column-gap: ${gap}px; column-fill: auto; `
        + `width: ${width}px; height: ${height}px`;
      const frameOf = main.getBoundingClientRect();
      const problems = [];
      const told = element => brief(element.textContent);
      const boxes = element => [...element.getClientRects()].filter(box => box.width > 0 && box.height > 0);
      const sheet = box => Math.floor((box.left - frameOf.left + 1) / (width + gap));
      const first = element => element.querySelector("tbody > tr:not(.phase), li, svg") || element;

      // What a reader of a heading looks for below it: of a table its first row, of a list its first entry.
      function follows(heading) {
        for (let part = heading; part && part !== main; part = part.parentElement) {
          for (let next = part.nextElementSibling; next; next = next.nextElementSibling) {
            if (boxes(next).length) return first(next);
          }
        }
        return null;
      }
      const headings = [...page.querySelectorAll("h1, h2, h3, thead, .phase")].filter(each => boxes(each).length);
      for (const heading of headings) {
        const next = heading.matches("thead") ? first(heading.closest("table")) : follows(heading);
        if (!next || !boxes(next).length) {
          problems.push("nothing stands below: " + told(heading));
        } else if (sheet(boxes(heading).at(-1)) !== sheet(boxes(next)[0])) {
          problems.push("a heading at the foot of a sheet: " + told(heading) + " / " + told(next));
        }
      }
      for (const table of page.querySelectorAll("table")) {
        const rows = [...table.querySelectorAll("tbody > tr:not(.phase)")].filter(row => boxes(row).length);
        if (rows.length < 4 || table.querySelector(".phase")) continue;
        const sheets = rows.map(row => sheet(boxes(row)[0]));
        if (sheets[0] !== sheets[1]) problems.push("one row alone at a foot: " + told(rows[0]));
        if (sheets.at(-1) !== sheets.at(-2)) problems.push("one row alone at a head: " + told(rows.at(-1)));
      }
      for (const whole of page.querySelectorAll("tr, li, svg, .figures, header")) {
        const parts = boxes(whole);
        const tall = parts.reduce((sum, box) => sum + box.height, 0);
        if (new Set(parts.map(sheet)).size > 1 && tall < height) problems.push("cut in two: " + told(whole));
      }
      for (const note of page.querySelectorAll("table + .note, .wide + .note, .picture + .note")) {
        const before = boxes(note.previousElementSibling).at(-1);
        if (boxes(note).length && before && sheet(before) !== sheet(boxes(note)[0])) {
          problems.push("a note without what it notes: " + told(note));
        }
      }
      if (page.body.matches(".period")) for (const word of brokenWords(page)) problems.push("broken: " + word);
      const parts = [...page.querySelectorAll("h1, h2, h3, p, tr, li, svg, pre")];
      const sheets = [];
      const tops = [];
      for (const part of parts) {
        for (const box of boxes(part)) {
          const number = sheet(box);
          const used = Math.round(100 * (box.bottom - frameOf.top) / height);
          sheets[number] = Math.max(sheets[number] || 0, used);
          if (!tops[number] || box.top < tops[number].top) tops[number] = { top: box.top, part };
        }
      }
      // Only a picture, which can't be broken, may leave half of a sheet before it.
      for (let number = 0; number + 1 < sheets.length; number++) {
        const next = tops[number + 1] && tops[number + 1].part;
        if (sheets[number] >= 50 || (next && next.closest("section")?.querySelector(".picture, .charts"))) continue;
        problems.push("half a sheet is left empty before: " + (next ? told(next) : "nothing"));
      }
      return {
        name: frame.title, pictures: 0, labels: 0, texts: headings.length, count: problems.length,
        problems: problems.slice(0, 12), sheets: Array.from(sheets, used => used || 0),
      };
    }
    """#
}
