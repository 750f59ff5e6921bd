import { expect, test } from "vitest";
import { PAYMENT_STATUSES } from "../../../src/domain/payment.ts";
import { ROLES } from "../../../src/domain/staff.ts";
import { windowOf } from "../../../views/gallery/payment-faces.tsx";
import type { PaymentState } from "../../../views/gallery/payment-state.ts";
import { PAYMENT_STATES } from "../../../views/gallery/payment-states.ts";
import { deedsOf } from "../../../views/payment/deeds.ts";
import { viewOf, type WindowProps } from "../../../views/payment/parts.tsx";
import { WINDOW_SHOWS, type WindowShow } from "../../../views/payment/shows.ts";
import { PaymentWindow } from "../../../views/payment/window.tsx";

const cases = PAYMENT_STATES.flatMap((state) => ROLES.map((role) => [state.name, role, state] as const));

test("the states are of every status", () => {
  expect(new Set(PAYMENT_STATES.map(({ payment }) => payment.status))).toEqual(new Set(PAYMENT_STATUSES));
});

test.each(cases)("%s: a %s may do just what some view of the window has a button for", async (_, role, state) => {
  const props = propsOf(state, role, "auto");
  const offered = await Promise.all(WINDOW_SHOWS.map((show) => buttonsIn(propsOf(state, role, show))));
  expect(deedsOf(viewOf(props)).toSorted()).toEqual([...new Set(offered.flat())].toSorted());
});

function propsOf(state: PaymentState, role: (typeof ROLES)[number], show: WindowShow): WindowProps {
  const props = windowOf({ ...state, show });
  const { operator } = props.frame;
  return { ...props, frame: { ...props.frame, operator: operator && { ...operator, role } } };
}

/** The nouns of all forms that have a button, inside or elsewhere. */
async function buttonsIn(props: WindowProps): Promise<string[]> {
  const html = String(await <PaymentWindow {...props} />);
  return [...html.matchAll(/<form[^>]*action="\/(?:payments|sales)\/\w+\/([\w-]+)"([^>]*)>(.*?)<\/form>/gs)]
    .filter(([, , rest = "", inside = ""]) => inside.includes("<button") || hasButtonOutside(html, rest))
    .map(([, noun = ""]) => noun);
}

function hasButtonOutside(html: string, attributes: string): boolean {
  const id = /id="([\w-]+)"/.exec(attributes)?.[1];
  return id !== undefined && html.includes(`type="submit" form="${id}"`);
}
