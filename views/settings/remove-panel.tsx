import type { Frame } from "../data.ts";
import type { KlarnaSettingsView } from "./data.ts";
import { ActionForm } from "../form.tsx";
import { LeaveOpen } from "./leave-open.tsx";

type RemoveProps = { frame: Frame; settings: KlarnaSettingsView; isOpen: boolean };

/** Taking the connection away asks first: what it means stands above the button that does it. */
export function RemovePanel({ frame, settings, isOpen }: RemoveProps) {
  const texts = frame.t.klarnaSettings;
  return (
    <details class="panel" open={isOpen}>
      <summary>{texts.remove}</summary>
      <ActionForm frame={frame} action="/settings/klarna/removal" class="stack-sm">
        <p>
          {texts.removeMeans} {texts.removeThen[settings.fallback ?? "nothing"]}
        </p>
        {settings.openPayments.here > 0 && (
          <>
            <p>{texts.removeOpen(settings.openPayments.here)}</p>
            <LeaveOpen
              label={texts.leaveThem(settings.openPayments.here)}
              count={settings.openPayments.here}
              required
            />
          </>
        )}
        <button class="btn btn-stop" type="submit">{texts.removeNow}</button>
      </ActionForm>
    </details>
  );
}
