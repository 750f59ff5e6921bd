import type { Frame, PaymentView } from "../data.ts";
import { faceOf } from "./face.ts";
import { StatusIcon } from "./icons.tsx";

/** A payment's status in one line: icon and word. */
export function FacePill({ frame, payment }: { frame: Frame; payment: PaymentView }) {
  const face = faceOf(payment, frame.now);
  return (
    <span class={`pill ${face.tone}`}>
      <StatusIcon name={face.icon} />
      {frame.t.payment.words[face.word]}
    </span>
  );
}
