/** The pictures of the screens, each one path or a few, drawn in the colour of the text around them. */
const PATHS = {
  till: "M4 3h9v18l-2.2-2-2.3 2-2.3-2L4 21zM17 7h4M17 12h4M17 17h2",
  check: "m5 13 5 5 9-11",
  offline: "M10 14a4 4 0 0 1-5.5-5.5L7 6M14 10a4 4 0 0 1 5.5 5.5L17 18M8 2v3M2 8h3M16 22v-3M22 16h-3",
  lock: "M7 11h10a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2v-6a2 2 0 0 1 2-2zM8 11V7a4 4 0 0 1 8 0v4",
  practice: "M2 9l10-5 10 5-10 5zM6 11v6c3 3 9 3 12 0v-6M22 9v6",
  scan: "M4 6v12M8 6v12M11 6v12M15 6v12M20 6v12M17.5 6v12",
  basket: "M3 9h18l-2 11H5zM8 9l3-6M16 9l-3-6",
  less: "M6 12h12",
  more: "M6 12h12M12 6v12",
  remove: "M4 7h16M9 7V4h6v3M6 7l1 14h10l1-14",
  erase: "M8 5h13v14H8l-6-7zM12 9l5 6M17 9l-5 6",
  back: "m14 5-7 7 7 7",
  cash:
    "M4 6h16a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6M6 12h.1M18 12h.1",
  card: "M4 5h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2zM2 10h20M6 15h4",
  gift: "M4 11h16v10H4zM3 7h18v4H3zM12 7v14M12 7c-4 0-5-1.5-5-3s3-2 5 3c2-5 5-4.5 5-3s-1 3-5 3",
  phone:
    "M8.5 2h7A2.5 2.5 0 0 1 18 4.5v15a2.5 2.5 0 0 1-2.5 2.5h-7A2.5 2.5 0 0 1 6 19.5v-15A2.5 2.5 0 0 1 8.5 2zM9.5 12l2 2 3.5-4",
  warning: "M12 3 22 20H2zM12 10v4M12 17v.1",
  info: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 11v6M12 7.5v.1",
  done: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M8 12.5l3 3 5.5-6.5",
  none: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M8 12h8",
  waiting: "M7 3h10M7 21h10M8 3v4l4 5-4 5v4M16 3v4l-4 5 4 5v4",
  split: "M3 12h6l6-6h6M9 12l6 6h6M18 3l3 3-3 3M18 15l3 3-3 3",
  search: "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14M16 16l5 5",
  print: "M7 9V3h10v6M7 17H4v-7h16v7h-3M7 14h10v7H7z",
  mail: "M4 5h16a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1zM4 7l8 6 8-6",
  sound: "M4 9h4l6-5v16l-6-5H4zM17.5 8.5a5 5 0 0 1 0 7M20 6a9 9 0 0 1 0 12",
  mute: "M4 9h4l6-5v16l-6-5H4zM17 9l5 6M22 9l-5 6",
  close: "M6 6l12 12M18 6 6 18",
  again: "M20 12a8 8 0 1 1-2.5-5.8M20 3v5h-5",
} as const;

export type IconName = keyof typeof PATHS;

/** One icon. It only repeats what the words beside it say, so a screen reader skips it. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
