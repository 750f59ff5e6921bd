import type { Shop } from "../shop.ts";
import { touchDatabase } from "../store/shop.ts";
import { inTransaction } from "../store/transaction.ts";

/** Whether a commit reaches the disk now. */
export async function canWrite(shop: Shop): Promise<boolean> {
  try {
    await inTransaction(shop.db, touchDatabase);
    return true;
  } catch (error) {
    shop.log.error("database_not_writable", { error: String(error) });
    return false;
  }
}
