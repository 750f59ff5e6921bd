import type { Channel } from "../../src/domain/payment.ts";
import type { FaceIcon } from "./face.ts";

/** The picture of a status: its shape alone tells it, also without colour. */
export function StatusIcon({ name }: { name: FaceIcon }) {
  return (
    <Picture>
      {RINGED.has(name) && (
        <circle
          cx="12"
          cy="12"
          r="9"
          stroke-dasharray={DASHED.has(name) ? "3.4 3.67" : undefined}
        />
      )}
      <path d={STATUS_PATHS[name]} fill={name === "progress" ? "currentColor" : undefined} />
    </Picture>
  );
}

/** The same for the browser's tab, as an address that needs no file: white on the colour of its tone. */
export function statusIconUri(name: FaceIcon, tone: string): string {
  const ground = TAB_COLOURS[tone.split(" ", 1)[0] ?? ""] ?? "#0b3531";
  const ring = RINGED.has(name) ? '<circle cx="12" cy="12" r="9"/>' : "";
  const filled = name === "progress" ? ' fill="#fff"' : "";
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 -4 32 32">` +
    `<rect x="-4" y="-4" width="32" height="32" rx="7" fill="${ground}"/>` +
    `<g fill="none" stroke="#fff" stroke-width="2.6">${ring}<path d="${STATUS_PATHS[name]}"${filled}/></g></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(drawing)}`;
}

/** The grounds of the tones, which the stylesheet gives the window, as plain colours that a tab can show. */
const TAB_COLOURS: Record<string, string> = {
  "is-wait": "#8a5a00",
  "is-prog": "#0b4696",
  "is-done": "#0c5a24",
  "is-stop": "#3c434d",
  "is-fail": "#8c1515",
  "is-gone": "#5e3d16",
  "is-lost": "#8a3c00",
  "is-race": "#5a2297",
};

export function ChannelIcon({ channel }: { channel: Channel }) {
  return (
    <Picture>
      <path d={CHANNEL_PATHS[channel]} />
    </Picture>
  );
}

/** What the cashier says, beside the words. */
export function SayIcon() {
  return (
    <Picture>
      <path d="M4 4h16v12H11l-5 5v-5H4zM8 8.5h8M8 12h5" />
    </Picture>
  );
}

export function PhoneIcon() {
  return (
    <Picture>
      <rect x="6" y="2" width="12" height="20" rx="2.5" />
      <path d="M11 18h2" />
    </Picture>
  );
}

const RINGED: ReadonlySet<FaceIcon> = new Set(["progress", "done", "gone", "stop", "stopping"]);
const DASHED: ReadonlySet<FaceIcon> = new Set(["gone", "stopping"]);

const STATUS_PATHS: Record<FaceIcon, string> = {
  waiting: "M7 3h10M7 21h10M8 3v4l4 5-4 5v4M16 3v4l-4 5 4 5v4",
  progress: "M12 3a9 9 0 0 1 0 18z",
  done: "m8 12.5 3 3 5.5-6.5",
  gone: "M12 7v5l3 2",
  stop: "M8 12h8",
  stopping: "M8 12h8",
  fail: "M8 3h8l5 5v8l-5 5H8l-5-5V8zM9 9l6 6m0-6-6 6",
  lost: "M10 14a4 4 0 0 1-5.5-5.5L7 6M14 10a4 4 0 0 1 5.5 5.5L17 18M8 2v3M2 8h3M16 22v-3M22 16h-3",
  race: "M12 2 22 12 12 22 2 12zM12 8v5M12 16v.1",
};

const CHANNEL_PATHS: Record<Channel, string> = {
  sms: "M4 4h16v12H10l-5 4v-4H4zM8 8.5h8M8 12h5",
  email: "M3 5h18v14H3zM4 7l8 6 8-6",
  qr: "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2h-2zM18 18h2v2h-2zM19 14h1M14 19h1",
};

function Picture({ children }: { children: unknown }) {
  return <svg viewBox="0 0 24 24" aria-hidden="true">{children}</svg>;
}
