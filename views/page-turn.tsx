export type PageTurnProps = {
  label: string;
  /** Where the list begins; null: this is its beginning. */
  newest: { href: string; text: string } | null;
  /** What follows; null: nothing does. */
  older: { href: string; text: string } | null;
};

/** To the older ones of a list, and back to the newest. */
export function PageTurn({ label, newest, older }: PageTurnProps) {
  if (newest === null && older === null) return null;
  return (
    <nav class="row" aria-label={label}>
      {newest !== null && <a class="btn" href={newest.href}>{newest.text}</a>}
      {older !== null && <a class="btn" href={older.href}>{older.text}</a>}
    </nav>
  );
}
