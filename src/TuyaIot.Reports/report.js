
(function () {
  "use strict";

  function all(parent, selector) {
    return Array.from(parent.querySelectorAll(selector));
  }

  // Charts: what a bar says is shown below the chart, by pointer, by touch and by arrow keys.
  all(document, "figure.chart").forEach(function (figure) {
    var plot = figure.querySelector(".plot");
    var readout = figure.querySelector(".readout");
    var slots = all(plot, ".slot");
    var current = null;

    function show(slot) {
      if (slot === null || slot === current) {
        return;
      }
      if (current) {
        current.classList.remove("current");
      }
      current = slot;
      current.classList.add("current");
      readout.textContent = current.querySelector("title").textContent;
    }

    function showAt(event) {
      var element = document.elementFromPoint(event.clientX, event.clientY);
      show(element ? element.closest(".slot") : null);
    }

    function showByKey(event) {
      var steps = { ArrowLeft: -1, ArrowRight: 1, Home: -slots.length, End: slots.length };
      if (!Object.hasOwn(steps, event.key)) {
        return;
      }
      var index = slots.indexOf(current) + steps[event.key];
      show(slots[Math.max(0, Math.min(slots.length - 1, index))]);
      event.preventDefault();
    }

    plot.setAttribute("tabindex", "0");
    plot.addEventListener("pointerdown", showAt);
    plot.addEventListener("pointermove", showAt);
    plot.addEventListener("keydown", showByKey);
    readout.hidden = false;
  });

  // A page that came from no server may be kept from the clipboard: then the copy event does it.
  function copyByEvent(text, say) {
    var copied = false;
    document.addEventListener("copy", function (event) {
      event.clipboardData.setData("text/plain", text);
      event.preventDefault();
      copied = true;
    }, { once: true });
    document.execCommand("copy");
    say(copied);
  }

  function copy(text, what, output) {
    function say(copied) {
      output.textContent = copied ? what + " copied." : "The browser did not allow the copy. Select the text and copy it by hand.";
    }

    if (navigator.clipboard) {
      navigator.clipboard.writeText(text).then(function () { say(true); }, function () { copyByEvent(text, say); });
    } else {
      copyByEvent(text, say);
    }
  }

  all(document, "button.copy").forEach(function (button) {
    button.addEventListener("click", function () {
      copy(document.getElementById(button.dataset.from).textContent, "Command", button.parentNode.querySelector(".copied"));
    });
    button.hidden = false;
  });

  // A spreadsheet takes a text that begins with one of these, as wide as a letter or as a Chinese sign, for a formula.
  function toCell(text) {
    var isFormula = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(text);
    return '"' + (isFormula ? "'" : "") + text.replace(/"/g, '""') + '"';
  }

  function save(text, file) {
    var link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(["\uFEFF", text], { type: "text/csv" }));
    link.download = file;
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 60000);
  }

  // Lists of devices: a line is a name, the product where there are several, and a code, with tabs between them.
  all(document, "section.devices").forEach(function (section) {
    var list = section.querySelector(".list");
    var filter = section.querySelector("input");
    var said = section.querySelector(".said");
    var lines = list.textContent.split("\n").filter(Boolean);
    var shown = lines;

    // In parts, of which the browser lays out those that it shows.
    function show() {
      var rest = shown.slice();
      list.textContent = "";
      while (rest.length > 0) {
        var part = document.createElement("span");
        part.className = "part";
        part.textContent = rest.splice(0, 500).join("\n") + "\n";
        list.append(part);
      }
      said.textContent = shown.length.toLocaleString("en") + " of " + lines.length.toLocaleString("en") + " shown.";
    }

    filter.addEventListener("input", function () {
      var wanted = filter.value.trim().toLowerCase();
      shown = lines.filter(function (line) { return line.toLowerCase().includes(wanted); });
      show();
    });

    function count(noun) {
      return shown.length.toLocaleString("en") + " " + noun + (shown.length === 1 ? "" : "s");
    }

    function toCsv() {
      var rows = shown.map(function (line) {
        var cells = line.split("\t");
        cells.splice(-1, 0, section.dataset.outcome);
        return cells.map(toCell).join(",");
      });
      var head = section.querySelector(".rows") ? "DeviceName,ProductKey,Outcome,Code" : "DeviceName,Outcome,Code";
      return [head].concat(rows).join("\r\n") + "\r\n";
    }

    // A name alone is enough where all devices are of one product.
    all(section, ".names").forEach(function (button) {
      button.addEventListener("click", function () {
        copy(shown.map(function (line) { return line.split("\t")[0] + "\n"; }).join(""), count("name"), said);
      });
    });

    all(section, ".rows").forEach(function (button) {
      button.addEventListener("click", function () { copy(toCsv(), count("row"), said); });
    });

    section.querySelector(".csv").addEventListener("click", function () {
      save(toCsv(), section.dataset.file);
      said.textContent = "Saved as " + section.dataset.file + ".";
    });

    section.querySelector(".tools").hidden = false;
  });
}());
