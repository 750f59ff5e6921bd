type LeaveOpenProps = { label: string; count: number; name?: "leaving" | "strangers"; required?: boolean };

/** Open payments stay behind only when somebody says so, and of no more than were seen. */
export function LeaveOpen({ label, count, name = "leaving", required = false }: LeaveOpenProps) {
  return (
    <label class="choice">
      <input type="checkbox" name={name} value={String(count)} required={required} />
      <span>{label}</span>
    </label>
  );
}
