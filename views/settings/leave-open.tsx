type LeaveOpenProps = { label: string; count: number; required?: boolean };

/** Open payments stay behind only when somebody says so, and of no more than were seen. */
export function LeaveOpen({ label, count, required = false }: LeaveOpenProps) {
  return (
    <label class="choice">
      <input type="checkbox" name="leaving" value={String(count)} required={required} />
      <span>{label}</span>
    </label>
  );
}
