import { type Context, Hono } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { SignInPage } from "../../views/sign-in/sign-in-page.tsx";
import { type Language, readLanguage } from "../domain/language.ts";
import type { Problem } from "../domain/problem.ts";
import { AppError } from "../errors.ts";
import { signIn, signOut } from "../operations/sign-in.ts";
import { activeRegisters, activeStaff } from "../store/staff.ts";
import { form, query, typed } from "./forms.ts";
import {
  frameOf,
  goTo,
  REGISTER_COOKIE,
  requireSignedIn,
  SESSION_COOKIE,
  type Till,
  type TillContext,
} from "./till.ts";

const PIN_LENGTH = 6;
const REGISTER_REMEMBERED_S = 400 * 24 * 60 * 60;

/** Who is at the till, and the end of that. */
export const signInRoutes = new Hono<Till>()
  .get("/sign-in", query({ next: typed, language: typed }), (c) => {
    const { next, language } = c.req.valid("query");
    if (c.get("signedIn")) return goTo(c, ownPath(next));
    return signInPage(c, { next, language: readLanguage(language), staffId: null, problem: null });
  })
  .post(
    "/sessions",
    form({ staffId: typed, registerId: typed, pin: typed, next: typed, language: typed }),
    async (c) => {
      const { staffId, registerId, pin, next, ...typed } = c.req.valid("form");
      const language = readLanguage(typed.language);
      try {
        const token = await signIn(c.get("shop"), { staffId, registerId, pin, language });
        const before = c.get("signedIn");
        if (before) await signOut(c.get("shop"), before.tokenHash);
        keepSession(c, token);
        keepCookie(c, REGISTER_COOKIE, registerId, REGISTER_REMEMBERED_S);
        return goTo(c, ownPath(next));
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        return await signInPage(c, {
          next,
          language,
          staffId,
          registerId,
          problem: error.problem,
          status: error.status,
        });
      }
    },
  )
  .post("/sign-out", form({}), async (c) => {
    await signOut(c.get("shop"), requireSignedIn(c).tokenHash);
    keepCookie(c, SESSION_COOKIE, "", 0);
    return goTo(c, "/sign-in");
  });

/** The browser keeps whose session it is until it is closed. */
export function keepSession(c: Context, token: string): void {
  keepCookie(c, SESSION_COOKIE, token, null);
}

type Asked = {
  next: string;
  /** Chosen on the page; null: the shop's. */
  language: Language | null;
  staffId: string | null;
  registerId?: string;
  problem: Problem | null;
  status?: 200 | AppError["status"];
};

/** The sign-in page; after a wrong PIN with what was chosen still there. */
export async function signInPage(c: TillContext, asked: Asked): Promise<Response> {
  const { read } = c.get("shop").db;
  const staff = await activeStaff(read);
  return await c.html(
    <SignInPage
      frame={await frameOf(c, asked.language)}
      language={asked.language}
      staff={staff.map(({ id, name, role }) => ({ id, name, role }))}
      registers={await activeRegisters(read)}
      staffId={asked.staffId}
      registerId={asked.registerId ?? getCookie(c, REGISTER_COOKIE) ?? null}
      next={asked.next}
      pinLength={PIN_LENGTH}
      problem={asked.problem}
    />,
    asked.status ?? 200,
  );
}

/** Only a path of our own may be gone to after signing in. */
function ownPath(next: string): string {
  return /^\/(?![/\\])[^\s\\\p{Cc}]*$/u.test(next) ? next : "/";
}

function keepCookie(c: Context, name: string, value: string, maxAge: number | null): void {
  const secure = c.req.header("origin")?.startsWith("https:") ?? false;
  const life = maxAge === null ? {} : { maxAge };
  setCookie(c, name, value, { path: "/", httpOnly: true, sameSite: "Strict", secure, ...life });
}
