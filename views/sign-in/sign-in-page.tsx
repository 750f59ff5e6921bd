import { type Language, LANGUAGES } from "../../src/domain/language.ts";
import type { Problem } from "../../src/domain/problem.ts";
import type { Frame, RegisterChoice, StaffChoice } from "../data.ts";
import { ActionForm } from "../form.tsx";
import { Icon } from "../icons.tsx";
import { Page } from "../layout.tsx";
import { LANGUAGE_NAMES } from "../messages/catalogue.ts";
import { problemSentence } from "../problem.tsx";

export type SignInProps = {
  frame: Frame;
  staff: StaffChoice[];
  registers: RegisterChoice[];
  /** Chosen before: kept after a wrong PIN, the register also remembered by the device. */
  staffId: string | null;
  registerId: string | null;
  /** The page that was asked for before signing in. */
  next: string;
  /** Chosen here, to be kept for whoever signs in; null: each works in their own. */
  language: Language | null;
  /** How many digits a PIN has: the last one sends it. */
  pinLength: number;
  problem: Problem | null;
};

/** Who is at the till? A name, a register and a PIN, all in one form. */
export function SignInPage(props: SignInProps) {
  const { frame, staff, staffId, registers, registerId } = props;
  const texts = frame.t.frame.signIn;
  return (
    <Page frame={frame} title={texts.title} shell="solo">
      <main id="main">
        <ActionForm frame={frame} action="/sessions" class="stack" id="sign-in">
          <input type="hidden" name="next" value={props.next} />
          <input type="hidden" name="language" value={props.language ?? ""} />
          <div class="row row-apart">
            <h1>{texts.heading}</h1>
            <RegisterField frame={frame} registers={registers} registerId={registerId} />
          </div>
          <div class="cols">
            <div class="fill">
              <fieldset>
                <legend class="vh">{texts.names}</legend>
                <ul class="picks picks-2">
                  {staff.map((person) => <Name frame={frame} person={person} isChosen={person.id === staffId} />)}
                </ul>
              </fieldset>
              <Languages {...props} />
            </div>
            <Pin {...props} />
          </div>
        </ActionForm>
      </main>
    </Page>
  );
}

/** One press, and the page speaks it; whoever signs in then goes on in it. */
function Languages({ frame, next }: SignInProps) {
  return (
    <nav class="row push" id="languages" aria-label={frame.t.frame.signIn.language}>
      {LANGUAGES.map((language) => (
        <a
          class="btn btn-quiet"
          href={`/sign-in?${new URLSearchParams({ next, language })}`}
          lang={language}
          hreflang={language}
          aria-current={language === frame.language ? "true" : undefined}
        >
          {LANGUAGE_NAMES[language]}
        </a>
      ))}
    </nav>
  );
}

type RegisterProps = Pick<SignInProps, "frame" | "registers" | "registerId">;

function RegisterField({ frame, registers, registerId }: RegisterProps) {
  const texts = frame.t.frame.signIn;
  return (
    <div class="row">
      <label class="lab" for="registerId">{texts.register}</label>
      <select class="input" id="registerId" name="registerId">
        {registers.map((register) => (
          <option value={register.id} selected={register.id === registerId}>
            {texts.registerChoice(register.number, register.name)}
          </option>
        ))}
      </select>
    </div>
  );
}

/** A radio button under a large label, so that it works as a plain form and by the arrow keys. */
function Name({ frame, person, isChosen }: { frame: Frame; person: StaffChoice; isChosen: boolean }) {
  const role = frame.t.frame.signIn.roles[person.role];
  return (
    <li class="pick">
      <input
        type="radio"
        class="pick-in"
        id={`staff-${person.id}`}
        name="staffId"
        value={person.id}
        checked={isChosen}
        required
      />
      <label class="btn btn-wide" for={`staff-${person.id}`} data-then="pin">
        {person.name}
        {role !== "" && <span class="meta">{role}</span>}
      </label>
    </li>
  );
}

function Pin({ frame, problem, pinLength, staffId }: SignInProps) {
  const texts = frame.t.frame.signIn;
  return (
    <div class="sheet stack" id="pin-panel">
      <div class="field">
        <label for="pin">{texts.pin}</label>
        <input
          class="input pin"
          id="pin"
          name="pin"
          type="password"
          inputmode="numeric"
          autocomplete="off"
          maxlength={pinLength}
          required
          autofocus={staffId !== null}
          data-send-full
          aria-describedby="pin-msg"
          aria-invalid={problem === null ? undefined : "true"}
        />
      </div>
      <p class={problem === null ? "meta" : "err"} id="pin-msg" role="status">
        {problem === null ? texts.pinHint(pinLength) : problemSentence(frame.t, problem)}
      </p>
      <PinPad frame={frame} />
      <button class="btn btn-main btn-wide" type="submit">{texts.submit}</button>
    </div>
  );
}

function PinPad({ frame }: { frame: Frame }) {
  const texts = frame.t.frame.signIn;
  return (
    <div class="pad" role="group" aria-label={texts.pad}>
      {["1", "2", "3", "4", "5", "6", "7", "8", "9"].map((digit) => <PadDigit digit={digit} />)}
      <button class="btn" type="button" data-clear data-for="pin" aria-label={`${texts.clearSign}, ${texts.clear}`}>
        {texts.clearSign}
      </button>
      <PadDigit digit="0" />
      <button class="btn" type="button" data-back data-for="pin" aria-label={texts.erase}>
        <Icon name="erase" />
      </button>
    </div>
  );
}

function PadDigit({ digit }: { digit: string }) {
  return <button class="btn" type="button" data-digit={digit} data-for="pin">{digit}</button>;
}
