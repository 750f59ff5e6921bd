import type { Frame } from "../data.ts";
import type { KlarnaSettingsView } from "./data.ts";
import { ActionForm } from "../form.tsx";

/** Taking the connection away asks first: what it means stands above the button that does it. */
export function RemovePanel({ frame, settings }: { frame: Frame; settings: KlarnaSettingsView }) {
  const texts = frame.t.klarnaSettings;
  return (
    <details class="panel">
      <summary>{texts.remove}</summary>
      <ActionForm frame={frame} action="/settings/klarna/removal" class="stack-sm">
        <p>
          {texts.removeMeans} {texts.removeThen[settings.fallback ?? "nothing"]}
        </p>
        {settings.openPayments > 0 && <p>{texts.removeOpen(settings.openPayments)}</p>}
        <button class="btn btn-stop" type="submit">{texts.removeNow}</button>
      </ActionForm>
    </details>
  );
}
