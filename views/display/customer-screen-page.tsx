import type { Frame } from "../data.ts";
import { ActionForm } from "../form.tsx";
import { Icon } from "../icons.tsx";
import { Page } from "../layout.tsx";
import { QrDrawing } from "../payment/send.tsx";
import type { CustomerScreenView } from "./data.ts";

const PAGE = "/customer-screen";

/** Where a cashier opens the screen their customer sees, gives it a new address, or stops it. */
export function CustomerScreenPage({ frame, screen }: { frame: Frame; screen: CustomerScreenView }) {
  const { setUp: texts } = frame.t.display;
  const register = frame.t.frame.register(frame.operator?.registerNumber ?? 0);
  return (
    <Page frame={frame} title={texts.title} shell="office">
      <main class="main" id="main">
        <h1>{texts.title}</h1>
        <p class="lead">{texts.what}</p>
        <p>{texts.limits(register)} {texts.code}</p>
        {screen.address === null
          ? (
            <section class="panel">
              <p>{texts.none(register)}</p>
              <ActionForm frame={frame} action={PAGE} class="row">
                <button class="btn btn-main" type="submit">{texts.make}</button>
              </ActionForm>
            </section>
          )
          : <Address frame={frame} address={screen.address} screen={screen} />}
      </main>
    </Page>
  );
}

type AddressProps = { frame: Frame; address: string; screen: CustomerScreenView };

function Address({ frame, address, screen }: AddressProps) {
  const { setUp: texts } = frame.t.display;
  return (
    <>
      <p>
        <Icon name={screen.isConnected ? "check" : "offline"} />{" "}
        {screen.isConnected ? texts.connected : texts.notConnected}
      </p>
      <div class="cols">
        <section class="panel">
          <h2>{texts.window}</h2>
          <p>{texts.windowMeans}</p>
          <p>
            <a class="btn btn-main" href={URL.parse(address)?.pathname} target="_blank" rel="noopener">{texts.open}</a>
          </p>
        </section>
        <Tablet frame={frame} address={address} isLocal={screen.isLocal} />
      </div>
      <section class="panel">
        <p>{texts.secret}</p>
        <div class="row row-apart">
          <ActionForm frame={frame} action={`${PAGE}/ending`}>
            <button class="btn btn-stop" type="submit">{texts.end}</button>
          </ActionForm>
          <ActionForm frame={frame} action={PAGE}>
            <button class="btn" type="submit">{texts.renew}</button>
          </ActionForm>
        </div>
      </section>
    </>
  );
}

function Tablet({ frame, address, isLocal }: { frame: Frame; address: string; isLocal: boolean }) {
  const { setUp: texts } = frame.t.display;
  return (
    <section class="panel">
      <h2>{texts.tablet}</h2>
      {isLocal ? <p>{texts.tabletLocal}</p> : (
        <>
          <p>{texts.tabletMeans}</p>
          <div class="tablet-code">
            <QrDrawing text={address} label={texts.qrImageAlt} />
          </div>
          <p>
            <span class="lab">{texts.address}</span>
            <br />
            <span class="code">{address}</span>
          </p>
        </>
      )}
    </section>
  );
}
