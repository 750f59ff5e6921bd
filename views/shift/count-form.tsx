import { piecesOf } from "../../src/domain/shift.ts";
import type { FormState, Frame } from "../data.ts";
import { ActionForm, Field } from "../form.tsx";
import { formatMoney } from "../format.ts";

/** The drawer counted as one sum, or by how many there are of each coin and note. */
export function CountForm({ frame, form }: { frame: Frame; form: FormState }) {
  const texts = frame.t.shift.count;
  const pieces = piecesOf(frame.shop.currency);
  const isByPiece = pieces.some((_, index) => (form.values[`piece${index}`] ?? "") !== "");
  const hasProblem = form.problems["total"] !== undefined;
  return (
    <ActionForm frame={frame} action="/shift/counts" class="stack-sm" judgedHere>
      {hasProblem && <p class="err" role="alert">{texts.problem}</p>}
      <Field
        t={frame.t}
        name="total"
        label={texts.total(frame.shop.currency)}
        form={form}
        inputmode="decimal"
        class="input-num"
      />
      {pieces.length > 0 && (
        <details open={isByPiece}>
          <summary>{texts.pieces}</summary>
          <Pieces frame={frame} form={form} pieces={pieces} />
        </details>
      )}
      <button class="btn btn-main" type="submit">{texts.save}</button>
    </ActionForm>
  );
}

function Pieces({ frame, form, pieces }: { frame: Frame; form: FormState; pieces: readonly number[] }) {
  const texts = frame.t.shift.count;
  return (
    <table class="tbl tbl-tight">
      <thead>
        <tr>
          <th scope="col">{texts.piece}</th>
          <th scope="col" class="num">{texts.howMany}</th>
        </tr>
      </thead>
      <tbody>
        {pieces.map((piece, index) => (
          <tr>
            <th scope="row">
              <label for={`piece${index}`}>{formatMoney(frame.shop, piece)}</label>
            </th>
            <td class="num">
              <input
                class="input input-num"
                id={`piece${index}`}
                name={`piece${index}`}
                inputmode="numeric"
                size={5}
                maxlength={5}
                autocomplete="off"
                value={form.values[`piece${index}`] ?? ""}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
