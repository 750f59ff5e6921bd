import Database from "better-sqlite3";

/** Another till uses the folder. The message is for the person who starts this one. */
export class FolderInUseError extends Error {}

/**
 * Takes the data folder for this process alone, until it ends in whatever way: two tills on one database would take
 * each other's payments for their own. Returns the way to give it back. Throws FolderInUseError.
 */
export function lockFolder(dataFolder: string): () => void {
  const lock = new Database(`${dataFolder}/lock.sqlite`, { timeout: 0 });
  try {
    // The system lets go of an open transaction's lock when the process dies: no stale one is ever left behind.
    lock.exec("begin exclusive");
  } catch (error) {
    lock.close();
    if (!(error instanceof Error) || !error.message.includes("locked")) throw error;
    throw new FolderInUseError(
      `Another till is running with the data in ${dataFolder}. Stop it, or choose another folder with TILLSIDE_DATA.`,
    );
  }
  return () => lock.close();
}
