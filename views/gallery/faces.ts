import { attentionFaces } from "./attention-faces.tsx";
import type { GalleryFace } from "./face.ts";
import { paymentFaces } from "./payment-faces.tsx";
import { receiptFaces } from "./receipt-faces.tsx";
import { sellingFaces } from "./selling-faces.tsx";
import { setUpFaces } from "./set-up-faces.tsx";
import { settingsFaces } from "./settings-faces.tsx";
import { tillFaces } from "./till-faces.tsx";

/** Every view in every state. */
export function faces(): GalleryFace[] {
  return [
    ...tillFaces(),
    ...paymentFaces(),
    ...attentionFaces(),
    ...receiptFaces(),
    ...sellingFaces(),
    ...setUpFaces(),
    ...settingsFaces(),
  ];
}
