import { KEY_ACTIONS, type KeyAction } from "../../src/domain/keys.ts";
import type { Frame } from "../data.ts";
import { Icon } from "../icons.tsx";
import { Page } from "../layout.tsx";
import type { Messages } from "../messages/catalogue.ts";
import { capOf, Key } from "./key.tsx";

/** Answers in the Klarna window and after a sale; everything else has its key on every page of a sale. */
const LETTERED: readonly KeyAction[] = ["yes", "no", "text", "email", "qr", "print"];
const EVERYWHERE = KEY_ACTIONS.filter((action) => !LETTERED.includes(action));

type ListProps = { frame: Frame; backHref: string };

/** Every key, as a page of its own for when there is no script. */
export function KeyListPage({ frame, backHref }: ListProps) {
  const texts = frame.t.keys;
  return (
    <Page frame={frame} title={texts.title} shell="office">
      <main class="main" id="main">
        <div class="row row-apart">
          <h1>{texts.title}</h1>
          <a class="btn btn-quiet" href={backHref} data-key={frame.keys.back}>
            <Icon name="back" /> {texts.back} <Key frame={frame} action="back" />
          </a>
        </div>
        <KeyTable frame={frame} />
      </main>
    </Page>
  );
}

/** The same over whatever is on the screen, which stays as it is. */
export function KeyListDialog({ frame }: { frame: Frame }) {
  const texts = frame.t.keys;
  return (
    <dialog class="over" id="key-list" aria-labelledby="key-list-title">
      <form method="dialog" class="row row-apart">
        <h2 id="key-list-title" tabindex={-1} autofocus>{texts.title}</h2>
        <button class="btn btn-quiet" type="submit" data-key={frame.keys.back}>
          <Icon name="back" /> {texts.back} <Key frame={frame} action="back" />
        </button>
      </form>
      <KeyTable frame={frame} />
    </dialog>
  );
}

function KeyTable({ frame }: { frame: Frame }) {
  const texts = frame.t.keys;
  const half = EVERYWHERE.indexOf("cash");
  return (
    <>
      <div class="cols">
        <dl class="pairs">
          {EVERYWHERE.slice(0, half).map((action) => <Pressed frame={frame} action={action} />)}
          <Fixed frame={frame} name="line" caps={["↑", "↓"]} />
          <Fixed frame={frame} name="quantity" caps={["3*"]} />
          <Fixed frame={frame} name="discount" caps={["10%"]} />
        </dl>
        <dl class="pairs">
          {EVERYWHERE.slice(half).map((action) => <Pressed frame={frame} action={action} />)}
          <Fixed frame={frame} name="filled" caps={["Enter"]} />
          <Fixed frame={frame} name="screen" caps={["F11"]} />
        </dl>
      </div>
      <h2>{texts.klarnaWindow}</h2>
      <div class="cols">
        <dl class="pairs">{LETTERED.slice(0, 3).map((action) => <Pressed frame={frame} action={action} />)}</dl>
        <dl class="pairs">{LETTERED.slice(3).map((action) => <Pressed frame={frame} action={action} />)}</dl>
      </div>
      {!frame.hasLetterKeys && <p>{texts.lettersOff}</p>}
      <p>
        {texts.escNever} <a href="/settings/keys">{texts.change}</a>
      </p>
    </>
  );
}

function Pressed({ frame, action }: { frame: Frame; action: KeyAction }) {
  const texts = frame.t.keys;
  const key = frame.keys[action];
  return (
    <div>
      <dt>{texts.actions[action]}</dt>
      <dd>
        {key === undefined ? <span class="meta">{texts.none}</span> : <kbd>{capOf(frame, key)}</kbd>}
        {action === "help" && frame.hasLetterKeys && (
          <>
            {" "}
            {texts.or} <kbd>?</kbd>
          </>
        )}
      </dd>
    </div>
  );
}

type FixedProps = { frame: Frame; name: keyof Messages["keys"]["fixed"]; caps: string[] };

/** What no choice changes. */
function Fixed({ frame, name, caps }: FixedProps) {
  return (
    <div>
      <dt>{frame.t.keys.fixed[name]}</dt>
      <dd>{caps.map((cap) => <kbd>{cap}</kbd>)}</dd>
    </div>
  );
}
