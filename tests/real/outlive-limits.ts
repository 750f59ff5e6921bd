/**
 * Loaded into a till before it starts: a write beyond the size that the system allows the process then fails (EFBIG), as on a disk that
 * breaks, instead of ending it.
 */
Deno.addSignalListener("SIGXFSZ", () => {});
