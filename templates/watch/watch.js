// Asks for a newer version of this page, and loads it when there is one. Only the served copy has this script.
"use strict";
const known = document.currentScript.dataset.version;
const ask = async () => {
  let pause = 1000;
  try {
    const answer = await fetch("/newer?than=" + known, { cache: "no-store" });
    if (answer.ok) {
      if ((await answer.text()) !== known) {
        location.reload();
        return;
      }
      pause = 50;
    }
  } catch {
    // The program has ended, or is being started again.
  }
  setTimeout(ask, pause);
};
ask();
