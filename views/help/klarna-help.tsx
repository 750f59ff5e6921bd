import type { Frame } from "../data.ts";
import { Icon } from "../icons.tsx";
import { Page } from "../layout.tsx";
import type { Messages } from "../messages/catalogue.ts";

/** What an owner should know before the first payment, all of it from the catalogue and nothing from elsewhere. */
export function KlarnaHelpPage({ frame }: { frame: Frame }) {
  const texts = frame.t.help;
  return (
    <Page frame={frame} title={texts.title} shell="office">
      <main class="main prose" id="main">
        <div class="row row-apart">
          <h1>{texts.title}</h1>
          <div class="row no-print">
            <a class="btn" href="/customer-screen">{frame.t.display.setUp.openFrom}</a>
            {frame.operator?.role === "manager" && <a class="btn" href="/settings/klarna">{texts.connect}</a>}
            <button class="btn" type="button" data-print>
              <Icon name="print" /> {texts.print}
            </button>
          </div>
        </div>
        <p class="lead">{texts.intro}</p>
        {texts.parts.map((part) => <Part part={part} />)}
      </main>
    </Page>
  );
}

function Part({ part }: { part: Messages["help"]["parts"][number] }) {
  return (
    <section class="stack-sm">
      <h2>{part.heading}</h2>
      {part.says.map((paragraph) => <p>{paragraph}</p>)}
      {part.points !== undefined && <ul>{part.points.map((point) => <li>{point}</li>)}</ul>}
      {part.steps !== undefined && <ol>{part.steps.map((step) => <li>{step}</li>)}</ol>}
    </section>
  );
}
