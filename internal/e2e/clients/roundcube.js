// What a person does in Roundcube besides typing, as functions of its pages.

// until waits for something that the page tells nobody about.
async function until(what, ready) {
  for (let tries = 0; tries < 300; tries++) {
    const found = ready();
    if (found) {
      return found;
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  throw new Error("waited in vain for " + what);
}

// reply selects the mail and presses the button.
async function reply(subject) {
  const row = await until("the mail", () => Object.values(rcmail.message_list.rows).find(row => row.obj.textContent.includes(subject)));
  rcmail.message_list.select(row.uid);
  await until("the button", () => rcmail.commands.reply);
  setTimeout(() => rcmail.command("reply"), 0); // the page goes away
}

// quoted waits until the quote stands in the editor.
async function quoted(html, words) {
  await until("the quote", () => (html
    ? window.tinymce?.activeEditor?.initialized && tinymce.activeEditor.getBody().textContent
    : document.getElementById("composebody")?.value)?.includes(words));
}

// focus puts the cursor into the text, where Roundcube has left it.
async function focus(html) {
  (html ? tinymce.activeEditor : document.getElementById("composebody")).focus();
}

// behind puts the cursor to the end of the paragraph that holds the words. In a plain reply that is the last
// line before one that is empty but for quote marks.
async function behind(html, words) {
  if (!html) {
    const text = document.getElementById("composebody");
    const rest = text.value.slice(text.value.indexOf(words));
    const gap = rest.search(/\n[> ]*(\n|$)/);
    const end = text.value.indexOf(words) + (gap < 0 ? rest.length : gap);
    text.focus();
    text.setSelectionRange(end, end);
    return;
  }
  const editor = tinymce.activeEditor;
  const walker = editor.getDoc().createTreeWalker(editor.getBody(), NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    texts.push(walker.currentNode);
  }
  const paragraph = texts.find(t => t.data.includes(words)).parentElement.closest("p, td, div, li");
  const last = texts.findLast(t => paragraph.contains(t) && t.data.trim());
  editor.focus();
  editor.selection.setCursorLocation(last, last.data.trimEnd().length);
}
