import type { Child } from "hono/jsx";
import type { Problem } from "../../src/domain/problem.ts";
import type { Frame } from "../data.ts";
import { Icon, type IconName } from "../icons.tsx";
import { Page } from "../layout.tsx";
import { problemSentence } from "../problem.tsx";

/** There is nothing at this address. */
export function NotFoundPage({ frame }: { frame: Frame }) {
  const texts = frame.t.frame.errors;
  return (
    <ErrorPage frame={frame} title={texts.notFoundTitle} icon="search" heading={texts.notFound} link={texts.backToTill}>
      <p>{texts.notFoundMeans}</p>
      <p class="meta">{texts.notFoundCode}</p>
    </ErrorPage>
  );
}

/** A bug: the till's own fault. `reference` finds it in the log. */
export function FaultPage({ frame, reference }: { frame: Frame; reference: string }) {
  const texts = frame.t.frame.errors;
  return (
    <ErrorPage
      frame={frame}
      title={texts.faultTitle}
      icon="warning"
      heading={texts.fault}
      link={texts.tryAgain}
      isAlert
    >
      <p>{texts.faultMeans}</p>
      <p class="meta">
        {texts.faultCode} <span class="code">{reference}</span>
      </p>
    </ErrorPage>
  );
}

/** What was asked cannot be done, where no page is left to say it on. */
export function RefusedPage({ frame, problem }: { frame: Frame; problem: Problem }) {
  const texts = frame.t.frame.errors;
  return (
    <ErrorPage frame={frame} title={texts.refusedTitle} icon="warning" heading={texts.refused} link={texts.backToTill}>
      <p role="alert">{problemSentence(frame.t, problem)}</p>
    </ErrorPage>
  );
}

type ErrorPageProps = {
  frame: Frame;
  title: string;
  icon: IconName;
  heading: string;
  /** Words of the one way on. */
  link: string;
  isAlert?: boolean;
  children?: Child;
};

function ErrorPage({ frame, title, icon, heading, link, isAlert = false, children }: ErrorPageProps) {
  return (
    <Page frame={frame} title={title} shell="solo">
      <main id="main">
        <div class="empty" role={isAlert ? "alert" : undefined}>
          <Icon name={icon} />
          <h1>{heading}</h1>
          {children}
          <a class="btn btn-main" href="/">{link}</a>
        </div>
      </main>
    </Page>
  );
}
