import type { Frame } from "../data.ts";
import type { KnockView } from "./data.ts";
import { ActionForm } from "../form.tsx";

type CallbackProps = { frame: Frame; callbackUrl: string | null; knock: KnockView | null };

/** Whether Klarna can call us, tried from here; and that we ask by ourselves, and how often. */
export function CallbackPanel({ frame, callbackUrl, knock }: CallbackProps) {
  const texts = frame.t.klarnaSettings.callbacks;
  return (
    <section class="panel stack-sm" id="callbacks" aria-labelledby="callbacks-title" aria-live="polite">
      <h2 id="callbacks-title">{texts.heading}</h2>
      <p>{callbackUrl === null ? texts.no : texts.yes(callbackUrl)}</p>
      <p class="meta">{texts.howOften}</p>
      {callbackUrl === null ? <p class="meta">{texts.noHow}</p> : (
        <>
          {knock !== null && (
            <div class={`notice ${knock.seen === "arrived" ? "is-done" : "is-lost"}`}>
              <p class="grow">
                {knock.seen === "answered" ? texts.seen.answered(knock.httpStatus) : texts.seen[knock.seen]}
              </p>
            </div>
          )}
          <ActionForm frame={frame} action="/settings/klarna/callback-test" target="#callbacks">
            <button class="btn" type="submit">{texts.knock}</button>
          </ActionForm>
        </>
      )}
    </section>
  );
}
