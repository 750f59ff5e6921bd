import type { Frame } from "../data.ts";

export type SettingsPlace = "klarna" | "selling" | "printers";

/** From one page of a manager's settings to another. */
export function SettingsNav({ frame, current }: { frame: Frame; current: SettingsPlace }) {
  const texts = frame.t.sellingSettings;
  const pages: [SettingsPlace, string][] = [
    ["klarna", texts.klarna],
    ["selling", texts.title],
    ["printers", frame.t.printers.title],
  ];
  return (
    <nav class="row chips" aria-label={texts.nav}>
      {pages.map(([place, label]) => (
        <a href={`/settings/${place}`} aria-current={place === current ? "page" : undefined}>{label}</a>
      ))}
    </nav>
  );
}
