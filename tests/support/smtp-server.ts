/** A letter that was handed over: its envelope, its head and its two bodies, decoded. */
export type Letter = { from: string; to: string; head: string; text: string; html: string; raw: string };

/**
 * What the server does instead of taking a letter: answer a command with this line, close the connection at it, or say
 * nothing any more. "." is the end of the letter itself.
 */
export type Trouble = { at: "EHLO" | "AUTH" | "MAIL" | "RCPT" | "DATA" | "."; line?: string; closes?: boolean };

export type SmtpServer = {
  url: string;
  letters: Letter[];
  /** Every command, in order; never a letter. */
  commands: string[];
  trouble: Trouble | null;
  close(): Promise<void>;
};

/** A mail server of the test's own on this or a free port of this machine: plain SMTP, any login, every letter kept. */
export function startSmtpServer(port = 0): SmtpServer {
  const listener = Deno.listen({ hostname: "127.0.0.1", port });
  const connections = new Set<Deno.TcpConn>();
  const server: SmtpServer = {
    url: `smtp://till:smtp-pass@127.0.0.1:${listener.addr.port}`,
    letters: [],
    commands: [],
    trouble: null,
    async close() {
      listener.close();
      for (const connection of connections) close(connection);
      await accepting;
    },
  };
  const accepting = (async () => {
    for await (const connection of listener) {
      connections.add(connection);
      void converse(server, connection).catch(() => {}).finally(() => close(connection));
    }
  })().catch(() => {});
  return server;
}

function close(connection: Deno.TcpConn): void {
  try {
    connection.close();
  } catch {
    // It is closed already.
  }
}

const ANSWERS: Record<string, string> = {
  EHLO: "250-test\r\n250-AUTH PLAIN\r\n250 8BITMIME",
  AUTH: "235 welcome",
  DATA: "354 go on",
  QUIT: "221 bye",
};

async function converse(server: SmtpServer, connection: Deno.TcpConn): Promise<void> {
  const say = (line: string) => connection.write(new TextEncoder().encode(`${line}\r\n`));
  const envelope = { from: "", to: "" };
  let letter: string[] | null = null;
  await say("220 test");
  for await (const line of linesOf(connection)) {
    if (letter !== null && line !== ".") {
      letter.push(line.replace(/^\./, ""));
      continue;
    }
    const verb = letter === null ? line.split(" ")[0]?.toUpperCase() ?? "" : ".";
    server.commands.push(letter === null ? line : ".");
    const { trouble } = server;
    if (trouble?.at === verb) {
      if (trouble.closes) return;
      if (trouble.line !== undefined) await say(trouble.line);
      letter = null;
      continue;
    }
    if (letter !== null) {
      server.letters.push(readLetter(envelope, letter.join("\r\n")));
      letter = null;
    }
    if (verb === "MAIL" || verb === "RCPT") envelope[verb === "MAIL" ? "from" : "to"] = /<(.*)>/.exec(line)?.[1] ?? "";
    if (verb === "DATA") letter = [];
    await say(ANSWERS[verb] ?? "250 ok");
    if (verb === "QUIT") return;
  }
}

async function* linesOf(connection: Deno.TcpConn): AsyncGenerator<string> {
  let rest = "";
  for await (const text of connection.readable.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split("\r\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
}

function readLetter(envelope: { from: string; to: string }, raw: string): Letter {
  const [head = ""] = raw.split("\r\n\r\n", 1);
  const boundary = /boundary="([^"]+)"/.exec(head)?.[1] ?? "\0";
  const parts = raw.slice(head.length).split(`--${boundary}`).map((part) => part.trim());
  const bodyOf = (type: string) => decode(parts.find((part) => part.includes(`Content-Type: ${type}`)) ?? "");
  return { ...envelope, head, raw, text: bodyOf("text/plain"), html: bodyOf("text/html") };
}

/** One part without its head, out of the encoding that its head names. */
function decode(part: string): string {
  const [head = ""] = part.split("\r\n\r\n", 1);
  const body = part.slice(head.length).trim();
  if (/base64/i.test(head)) return new TextDecoder().decode(Uint8Array.fromBase64(body));
  if (!/quoted-printable/i.test(head)) return body;
  const joined = body.replace(/=\r\n/g, "");
  const bytes = joined.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return new TextDecoder().decode(Uint8Array.from(bytes, (character) => character.charCodeAt(0)));
}
