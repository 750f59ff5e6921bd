import { createGallery } from "./gallery-app.tsx";

const DEFAULT_PORT = 8020;

const port = Number(Deno.args[0] ?? DEFAULT_PORT);
if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error(`${Deno.args[0]} is not a port`);
// Deno itself prints the address.
Deno.serve({ port, hostname: "127.0.0.1" }, createGallery().fetch);
