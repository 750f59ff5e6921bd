// What the Klarna window does beyond its markup: the tab's icon, sounds, a countdown, and scans that come too late.
(() => {
  "use strict";

  const byId = (id) => document.getElementById(id);

  // == The icon of the page's tab follows the state, as its title does ==

  function showIcon() {
    const icon = byId("page-icon");
    const wanted = byId("pay-live")?.dataset.icon ?? icon?.dataset.till;
    if (icon && icon.getAttribute("href") !== wanted) icon.setAttribute("href", wanted);
  }

  // == Sounds: short, off by a button, never the only sign ==

  const STORED_AS = "tillside.sound";
  const NOTES = {
    done: [[660, 0, 0.14], [880, 0.16, 0.26]],
    ended: [[294, 0, 0.3]],
    look: [[587, 0, 0.12], [587, 0.2, 0.12], [587, 0.4, 0.12]],
    locked: [[196, 0, 0.1], [196, 0.14, 0.14]],
  };
  let audio = null;

  /** A browser without storage, e.g. in a locked kiosk, simply keeps its sounds. */
  function isSoundOn() {
    try {
      return localStorage.getItem(STORED_AS) !== "off";
    } catch {
      return true;
    }
  }

  function play(name) {
    if (!NOTES[name] || !isSoundOn() || !("AudioContext" in window)) return;
    // Whoever watches the sounds, a test for one, hears of each.
    document.dispatchEvent(new CustomEvent("till:sound", { detail: name }));
    audio ??= new AudioContext();
    audio.resume().catch(() => {});
    for (const [frequency, after, length] of NOTES[name]) playNote(frequency, audio.currentTime + after, length);
  }

  function playNote(frequency, startsAt, length) {
    const tone = new OscillatorNode(audio, { frequency });
    const volume = new GainNode(audio, { gain: 0 });
    volume.gain.setValueAtTime(0, startsAt);
    volume.gain.linearRampToValueAtTime(0.2, startsAt + 0.01);
    volume.gain.linearRampToValueAtTime(0, startsAt + length);
    tone.connect(volume).connect(audio.destination);
    tone.start(startsAt);
    tone.stop(startsAt + length);
  }

  function showSoundButton() {
    const button = byId("sound");
    if (!button) return;
    button.hidden = false;
    const isOn = isSoundOn();
    button.setAttribute("aria-pressed", String(isOn));
    button.setAttribute("aria-label", isOn ? button.dataset.on : button.dataset.off);
  }

  function toggleSound() {
    try {
      localStorage.setItem(STORED_AS, isSoundOn() ? "off" : "on");
    } catch { /* nothing to keep it in */ }
    showSoundButton();
    play("done");
  }

  // A sound is for a change; what a page shows when it is opened is no news.
  let face = byId("pay-live")?.dataset.face ?? null;

  function hearChange() {
    const live = byId("pay-live");
    const now = live?.dataset.face ?? null;
    if (now !== face && live?.dataset.sound) play(live.dataset.sound);
    face = now;
  }

  /** What stood in the way of the last press is said until the payment has moved on. */
  function dropOldProblem() {
    const problem = byId("pay-problem");
    if (problem && problem.dataset.face !== byId("pay-live")?.dataset.face) problem.replaceChildren();
  }

  // == A link that rests: the seconds until it can be sent again ==

  const offsetMs = Number(document.body.dataset.now ?? Date.now()) - Date.now();

  function countDown() {
    for (const element of document.querySelectorAll("[data-ready-at]")) {
      const seconds = Math.ceil((Number(element.dataset.readyAt) - Date.now() - offsetMs) / 1000);
      if (seconds > 0) {
        const words = element.textContent.replace(/\d+(?=\D*$)/, String(seconds));
        if (element.textContent !== words) element.textContent = words;
        continue;
      }
      const button = element.closest("button");
      if (button) button.disabled = false;
      element.replaceWith(element.dataset.readyText);
    }
  }

  // == A scanner types faster than a person: in the window its burst presses nothing ==

  const BURST_GAP_MS = 100;
  const SHORTEST_SCAN = 6;
  let burst = [];
  let release = null;

  const isTyped = (event) => event.key.length === 1 && !event.ctrlKey && !event.altKey && !event.metaKey;

  /** Holds a letter back until it is clear that no scan has begun with it; then it is what it was. */
  function onKey(event) {
    if (!byId("pay") || event.detail === "released") return;
    if (event.target.closest?.("input:not([type=hidden]), textarea, select")) return;
    const isBurst = burst.length > 0 && performance.now() - burst.at(-1).at <= BURST_GAP_MS;
    if (event.key === "Enter" && isBurst && burst.length >= SHORTEST_SCAN) return swallowScan(event);
    // No scan begins with a space, and a space typed again presses no button: it keeps its own work, but within a scan.
    if (!isTyped(event) || event.repeat || (event.key === " " && !isBurst)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!isBurst) burst = [];
    burst.push({ key: event.key, at: performance.now() });
    clearTimeout(release);
    release = setTimeout(endBurst, BURST_GAP_MS);
  }

  function endBurst() {
    const keys = burst.map(({ key }) => key);
    burst = [];
    if (keys.length >= SHORTEST_SCAN) return sayLocked();
    if (keys.length > 1) return;
    const again = new KeyboardEvent("keydown", { key: keys[0], bubbles: true, cancelable: true });
    Object.defineProperty(again, "detail", { value: "released" });
    (document.activeElement ?? document.body).dispatchEvent(again);
  }

  function swallowScan(event) {
    event.preventDefault();
    event.stopImmediatePropagation();
    clearTimeout(release);
    burst = [];
    sayLocked();
  }

  function sayLocked() {
    play("locked");
    const words = byId("pay-scan");
    if (!words) return;
    words.hidden = false;
    setTimeout(() => words.hidden = true, 4000);
  }

  document.addEventListener("keydown", onKey, true);
  document.addEventListener("click", (event) => {
    if (event.target.closest("#sound")) toggleSound();
  });
  document.addEventListener("htmx:after:swap", () => {
    showIcon();
    hearChange();
    dropOldProblem();
    countDown();
    showSoundButton();
  });

  showSoundButton();
  setInterval(countDown, 500);
})();
