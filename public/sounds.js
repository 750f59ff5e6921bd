// The till's few sounds: short, off by a button, never the only sign. Any script asks for one with the event till:play.
(() => {
  "use strict";

  const STORED_AS = "tillside.sound";
  const NOTES = {
    added: [[1320, 0, 0.06]],
    done: [[660, 0, 0.14], [880, 0.16, 0.26]],
    ended: [[294, 0, 0.3]],
    look: [[587, 0, 0.12], [587, 0.2, 0.12], [587, 0.4, 0.12]],
    locked: [[196, 0, 0.1], [196, 0.14, 0.14]],
  };
  let audio = null;

  const byId = (id) => document.getElementById(id);

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
    // What is seen comes first.
    setTimeout(() => playNotes(NOTES[name]));
  }

  function playNotes(notes) {
    audio ??= new AudioContext();
    audio.resume().catch(() => {});
    for (const [frequency, after, length] of notes) playNote(frequency, audio.currentTime + after, length);
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
  const shownFace = () => byId("pay-live")?.dataset.face ?? null;
  const shownResult = () => document.querySelector("#scan-result [data-sound]");
  let face = shownFace();
  let result = shownResult();

  function hearChange(isOpened) {
    const sound = byId("pay-live")?.dataset.sound;
    if (!isOpened && shownFace() !== face && sound) play(sound);
    face = shownFace();
    if (!isOpened && shownResult() && shownResult() !== result) play(shownResult().dataset.sound);
    result = shownResult();
  }

  document.addEventListener("till:play", (event) => play(event.detail));
  document.addEventListener("click", (event) => {
    if (event.target.closest("#sound")) toggleSound();
  });
  document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
    hearChange(ctx.target === document.body && ctx.request?.method === "GET");
  });
  // Before anything asks where things are: the page need not be laid out twice.
  document.addEventListener("htmx:before:settle", ({ detail: { task } }) => {
    if (task.target === document.body) showSoundButton();
  });

  document.addEventListener("till:added", () => hearChange(false));

  showSoundButton();
})();
