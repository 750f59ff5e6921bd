import { DEFAULT_KEYS, keysInUse } from "../../src/domain/keys.ts";
import type { FormState } from "../data.ts";
import { KeyListDialog, KeyListPage } from "../keys/key-list.tsx";
import { KeySettingsPage } from "../keys/key-settings.tsx";
import { SalePage } from "../sale/sale-page.tsx";
import { ProductArea } from "../sale/product-area.tsx";
import type { GalleryFace } from "./face.ts";
import { makeFrame, makeSale } from "./people-and-things.ts";
import { CATEGORIES, PRODUCTS } from "./products.ts";

const OWN = { ...DEFAULT_KEYS, cash: "F6", card: "F4", back: "PageUp", yes: "J" };
const VALUES = { ...DEFAULT_KEYS, hasLetterKeys: "1" };

/** The list of keys, the choice of keys, and a sale whose cashier has chosen others. */
export function keyFaces(): GalleryFace[] {
  const own = makeFrame({ keys: OWN });
  const quiet = makeFrame({ keys: keysInUse(DEFAULT_KEYS, false), hasLetterKeys: false });
  const face = (name: string, render: GalleryFace["render"]): GalleryFace => ({ name, group: "Keys", render });
  const settings = (name: string, form: FormState, isClash = false) =>
    face(name, () => (
      <KeySettingsPage
        frame={makeFrame()}
        form={form}
        isSaved={name.endsWith("saved")}
        problem={isClash ? { kind: "keys_clash" } : null}
      />
    ));
  return [
    face("keys", () => <KeyListPage frame={makeFrame()} backHref="/" />),
    face("keys-own", () => <KeyListPage frame={own} backHref="/" />),
    face("keys-no-letters", () => <KeyListPage frame={quiet} backHref="/" />),
    face("keys-over-sale", () => <SaleUnderList />),
    settings("keys-settings", { values: VALUES, problems: {} }),
    settings("keys-settings-saved", { values: VALUES, problems: {} }),
    settings("keys-settings-clash", {
      values: { ...VALUES, cash: "F6" },
      problems: { cash: "key_taken", card: "key_taken" },
    }, true),
  ];
}

function SaleUnderList() {
  const frame = makeFrame();
  const sale = makeSale();
  return (
    <SalePage frame={frame} sale={sale}>
      <ProductArea
        frame={frame}
        sale={sale}
        categories={CATEGORIES}
        categoryId={CATEGORIES[0]?.id ?? null}
        tiles={PRODUCTS}
        scan={{ kind: "ready" }}
        query=""
      />
      <KeyListDialog frame={frame} />
    </SalePage>
  );
}
