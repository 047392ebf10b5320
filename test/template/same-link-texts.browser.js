// Runs in the page of the rendered check: makes all links say the same, in the place where the rewriter puts the new
// text, and printed targets too, so that only what must not differ is left to compare. JavaScript, as the project's
// types know no page.
(() => {
  const textsIn = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) {
      if (walker.currentNode.data.trim() !== "") {
        texts.push(walker.currentNode);
      }
    }
    return texts;
  };
  const lengthOf = (text) => text.data.trim().length;
  for (const link of document.querySelectorAll("a")) {
    const texts = textsIn(link);
    const longest = texts.find((text) => texts.every((other) => lengthOf(text) >= lengthOf(other)));
    for (const text of texts) {
      text.data = text.data.replace(/\S[^]*\S|\S/, text === longest ? "link" : "");
    }
  }
  const printed = /\[\[(?:unsubscribe|manageSubscriptions)\]\]|https:\/\/(?:crm|www)\.example\.com\/[^\s,>]*/g;
  for (const text of textsIn(document.body)) {
    text.data = text.data.replace(printed, "target");
  }
})();
