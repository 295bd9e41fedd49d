// What a person does in Thunderbird, as functions that a script with the program's own rights can call.

const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");

const mainWindow = () => Services.wm.getMostRecentWindow("mail:3pane");
const composeWindow = () => Services.wm.getMostRecentWindow("msgcompose");

// until waits for something that Thunderbird tells nobody about.
async function until(what, ready) {
  for (let tries = 0; tries < 300; tries++) {
    const found = ready();
    if (found) {
      return found;
    }
    await new Promise(resolve => mainWindow().setTimeout(resolve, 100));
  }
  throw new Error("waited in vain for " + what);
}

// enter trusts the world's authority and remembers the passwords, as a person would have said once.
async function enter({ authority, user, password, host }) {
  await until("the main window", mainWindow);
  Cc["@mozilla.org/security/x509certdb;1"].getService(Ci.nsIX509CertDB).addCertFromBase64(authority, "CTu,CTu,CTu");
  for (const origin of ["imap://" + host, "smtp://" + host]) {
    const login = Cc["@mozilla.org/login-manager/loginInfo;1"].createInstance(Ci.nsILoginInfo);
    login.init(origin, null, origin, user, password, "", "");
    await Services.logins.addLoginAsync(login);
  }
}

// reply opens the mail's reply window, and waits until the quote stands in it.
async function reply({ id, html, above, words }) {
  const account = MailServices.accounts.accounts[0];
  account.defaultIdentity.composeHtml = html;
  account.defaultIdentity.replyOnTop = above ? 1 : 0;
  const inbox = account.incomingServer.rootFolder.getFolderWithFlags(Ci.nsMsgFolderFlags.Inbox);
  inbox.updateFolder(null);
  const mail = await until("the mail", () => [...inbox.messages].find(m => m.messageId == id));
  mainWindow().ComposeMessage(Ci.nsIMsgCompType.ReplyToSender, Ci.nsIMsgCompFormat.Default, inbox, [inbox.getUriForMsg(mail)]);
  const editor = await until("the reply window", () => composeWindow()?.gMsgCompose?.editor && composeWindow().document.getElementById("messageEditor"));
  await until("the quote", () => editor.contentDocument?.body?.textContent.includes(words));
  await until("the window to be ready", () => composeWindow().gMsgCompose.composeHTML == html && !composeWindow().gWindowLocked);
}

// write types into the reply: lines is a list of {behind, break, text}. Without behind the text goes to where
// the cursor stands; otherwise it goes to the end of the paragraph that holds those words. Enter splits the
// quote, Shift+Enter stays in it.
async function write({ lines }) {
  const frame = composeWindow().document.getElementById("messageEditor");
  const view = frame.contentWindow, body = frame.contentDocument.body;
  view.focus();
  const keyboard = Cc["@mozilla.org/text-input-processor;1"].createInstance(Ci.nsITextInputProcessor);
  if (!keyboard.beginInputTransactionForTests(view)) {
    throw new Error("there is no keyboard");
  }
  const press = (key, keyCode) => {
    const event = new view.KeyboardEvent("", { key, keyCode });
    keyboard.keydown(event);
    keyboard.keyup(event);
  };
  const enterKey = shifted => {
    const shift = new view.KeyboardEvent("", { key: "Shift", keyCode: 16 });
    if (shifted) {
      keyboard.keydown(shift);
    }
    press("Enter", 13);
    if (shifted) {
      keyboard.keyup(shift);
    }
  };
  const type = text => {
    for (const letter of text) {
      press(letter, 0);
    }
  };
  for (const { behind, break: key, text } of lines) {
    if (behind) {
      const last = endOfParagraph(body, behind, composeWindow().gMsgCompose.composeHTML);
      view.getSelection().collapse(last, last.data.trimEnd().length);
    }
    if (key) {
      enterKey(key == "Shift+Enter");
    }
    type(text);
  }
}

// endOfParagraph is the last text of the paragraph that holds the words. In a plain reply that is the last
// line before one that is empty but for quote marks.
function endOfParagraph(body, words, html) {
  const walker = body.ownerDocument.createTreeWalker(body, 4);
  const texts = [];
  while (walker.nextNode()) {
    texts.push(walker.currentNode);
  }
  const first = texts.findIndex(t => t.data.includes(words));
  if (first < 0) {
    throw new Error("the quote lacks " + words);
  }
  if (html) {
    const paragraph = texts[first].parentElement.closest("p, td, div, li");
    return texts.findLast(t => paragraph.contains(t) && t.data.trim());
  }
  const gap = texts.findIndex((t, i) => i > first && /^[>\s]*$/.test(t.data));
  return texts[gap < 0 ? texts.length - 1 : gap - 1];
}

// send sends the reply and waits until its window is gone.
async function send() {
  const window = composeWindow();
  window.goDoCommand("cmd_sendNow");
  await until("the mail to be sent", () => window.closed);
}

// close closes a reply window that is left over, without a question.
async function close() {
  for (const window of Services.wm.getEnumerator("msgcompose")) {
    window.gMsgCompose.bodyModified = false;
    window.close();
  }
}
