/// Measures the pages in the frames around it, and leaves in their place what a reader would stumble over, as JSON.
enum MeasuringScript {
  static let text = #"""
    function touches(a, b, share) {
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      return wide > 2 && high > share * Math.min(a.height, b.height);
    }
    // Those that lie over one another, found from the top down.
    function overlaps(boxes, share) {
      const found = [];
      boxes.sort((a, b) => a.box.top - b.box.top);
      for (let i = 0; i < boxes.length; i++) {
        for (let k = i + 1; k < boxes.length && boxes[k].box.top < boxes[i].box.bottom; k++) {
          if (boxes[i].owner !== boxes[k].owner && touches(boxes[i].box, boxes[k].box, share)) {
            found.push(boxes[i].text + " / " + boxes[k].text);
          }
        }
      }
      return found;
    }
    function brief(text) { return text.trim().replace(/\s+/g, " ").slice(0, 40); }

    function measurePicture(picture, problems) {
      const frame = picture.getBoundingClientRect();
      if (frame.width < 8 || frame.height < 8) problems.push("a picture without size: " + picture.id);
      const texts = [...picture.querySelectorAll("text")].map(
        text => ({ owner: text, text: brief(text.textContent), box: text.getBoundingClientRect() }));
      for (const { text, box } of texts) {
        const isOut = box.left < frame.left - 1 || box.right > frame.right + 1
          || box.top < frame.top - 3 || box.bottom > frame.bottom + 3;
        if (text && isOut) problems.push("outside its picture: " + text);
      }
      for (const pair of overlaps(texts.filter(text => text.text), 0.3)) problems.push("in a picture: " + pair);
      for (const mark of picture.querySelectorAll("rect, path, line, circle")) {
        if (mark.closest("defs")) continue;
        const box = mark.getBoundingClientRect();
        if (box.left < frame.left - 2 || box.right > frame.right + 2) {
          problems.push("a mark outside its picture: " + mark.getAttribute("class"));
        }
      }
      return texts.length;
    }

    // What stands in a closed place is laid out all the same, and nobody sees it.
    const unseen = "svg, style, script, details:not([open]) > :not(summary)";

    function measureTexts(page, problems) {
      const boxes = [];
      const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
      const range = page.createRange();
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (!node.data.trim() || node.parentElement.closest(unseen)) continue;
        range.selectNodeContents(node);
        for (const box of range.getClientRects()) {
          if (box.width > 0 && box.height > 0) boxes.push({ owner: node, text: brief(node.data), box });
        }
      }
      for (const { text, box } of boxes) if (box.left < -1) problems.push("left of the page: " + text);
      for (const pair of overlaps(boxes, 0.4)) problems.push("on the page: " + pair);
      return boxes.length;
    }

    // A word of letters that goes on in the next line without a hyphen.
    function brokenWords(page) {
      const broken = [];
      const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
      const range = page.createRange();
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (node.parentElement.closest(unseen)) continue;
        for (const word of node.data.matchAll(/\p{L}{2,}/gu)) {
          range.setStart(node, word.index);
          range.setEnd(node, word.index + word[0].length);
          if (new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1) broken.push(word[0]);
        }
      }
      return broken;
    }

    function measure(frame) {
      if (frame.dataset.sheet) return measureSheets(frame);
      const page = frame.contentDocument;
      const problems = [];
      const root = page.documentElement;
      if (root.scrollWidth > root.clientWidth + 1) {
        problems.push("wider than the page: " + root.scrollWidth + " of " + root.clientWidth);
      }
      const pictures = [...page.querySelectorAll("svg[role=img]")].filter(
        picture => frame.contentWindow.getComputedStyle(picture).display !== "none");
      let labels = 0;
      for (const picture of pictures) labels += measurePicture(picture, problems);
      const ids = [...page.querySelectorAll("[id]")].map(element => element.id);
      for (const id of ids.filter((id, place) => ids.indexOf(id) !== place)) problems.push("an id twice: " + id);
      for (const picture of pictures) {
        for (const id of picture.getAttribute("aria-labelledby").split(" ")) {
          const words = page.getElementById(id);
          if (!words || !words.textContent.trim()) problems.push("a picture without words: " + id);
        }
      }
      const texts = measureTexts(page, problems);
      if (page.body.matches(".period")) for (const word of brokenWords(page)) problems.push("broken: " + word);
      const all = [...new Set(problems)];
      return {
        name: frame.title, pictures: pictures.length, labels, texts, count: all.length, problems: all.slice(0, 12), sheets: [],
      };
    }

    function coloursOf(image) {
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
      const context = canvas.getContext("2d");
      context.drawImage(image, 0, 0);
      const data = new Uint32Array(context.getImageData(0, 0, canvas.width, canvas.height).data.buffer);
      return { name: image.alt, colours: new Set(data).size };
    }

    addEventListener("load", () => {
      let result;
      try {
        result = {
          pages: [...document.querySelectorAll("iframe")].map(measure), shots: [...document.images].map(coloursOf),
        };
      } catch (error) {
        result = { error: String(error), pages: [], shots: [] };
      }
      document.body.textContent = "";
      document.body.append("RESULT" + JSON.stringify(result).replaceAll("<", "\\u003c").replaceAll("&", "\\u0026")
        .replaceAll(">", "\\u003e") + "END");
    });
    """#
}
