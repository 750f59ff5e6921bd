import type { Child } from "hono/jsx";

type SlipFieldProps = { wayKey: string; form?: string; value?: string; children: Child };

/** What the card terminal's slip says of money that went back by it. */
export function SlipField({ wayKey, form, value = "", children }: SlipFieldProps) {
  const name = `slip.${wayKey}`;
  return (
    <div class="row row-apart">
      <label for={name}>{children}</label>
      <input
        type="text"
        class="input"
        size={10}
        id={name}
        name={name}
        form={form}
        autocomplete="off"
        maxlength={60}
        value={value}
      />
    </div>
  );
}
