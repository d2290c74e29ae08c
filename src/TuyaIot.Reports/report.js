(function () {
  "use strict";
  var button = document.getElementById("copy");
  var list = document.getElementById("unknown-devices");
  var said = document.getElementById("copied");
  if (!button) {
    return;
  }

  function say(copied) {
    said.textContent = copied ? "Copied." : "The browser did not let it be copied: select the list and copy it by hand.";
  }

  // For browsers that keep the clipboard from a page that came from no server.
  function copyByEvent() {
    var copied = false;
    document.addEventListener("copy", function (event) {
      event.clipboardData.setData("text/plain", list.textContent);
      event.preventDefault();
      copied = true;
    }, { once: true });
    document.execCommand("copy");
    say(copied);
  }

  button.addEventListener("click", function () {
    if (navigator.clipboard) {
      navigator.clipboard.writeText(list.textContent).then(function () { say(true); }, copyByEvent);
    } else {
      copyByEvent();
    }
  });
  button.hidden = false;
}());
