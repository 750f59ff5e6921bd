import { attentionFaces } from "./attention-faces.tsx";
import { displayFaces } from "./display-faces.tsx";
import { customerFaces } from "./customer-faces.tsx";
import { basketFaces } from "./basket-faces.tsx";
import { exchangeFaces } from "./exchange-faces.tsx";
import type { GalleryFace } from "./face.ts";
import { keyFaces } from "./key-faces.tsx";
import { paymentFaces } from "./payment-faces.tsx";
import { pickUpFaces } from "./pick-up-faces.tsx";
import { receiptFaces } from "./receipt-faces.tsx";
import { returnFaces } from "./return-faces.tsx";
import { sellingFaces } from "./selling-faces.tsx";
import { setUpFaces } from "./set-up-faces.tsx";
import { settingsFaces } from "./settings-faces.tsx";
import { shiftFaces } from "./shift-faces.tsx";
import { tenderFaces } from "./tender-faces.tsx";
import { tillFaces } from "./till-faces.tsx";

/** Every view in every state. */
export function faces(): GalleryFace[] {
  return [
    ...tillFaces(),
    ...customerFaces(),
    ...basketFaces(),
    ...tenderFaces(),
    ...paymentFaces(),
    ...pickUpFaces(),
    ...attentionFaces(),
    ...receiptFaces(),
    ...returnFaces(),
    ...exchangeFaces(),
    ...sellingFaces(),
    ...shiftFaces(),
    ...setUpFaces(),
    ...keyFaces(),
    ...settingsFaces(),
    ...displayFaces(),
  ];
}
