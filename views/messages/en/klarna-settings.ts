import type { KlarnaRegion } from "../../../src/domain/klarna-place.ts";

const regions: Record<KlarnaRegion, string> = { eu: "Europe", na: "North America", oc: "Oceania" };

export const klarnaSettingsTexts = {
  title: "Connect Klarna",
  back: "Back to the till",
  help: "Getting started with Klarna",
  pills: {
    ready: "Connected",
    away: "Not answering",
    refused: "Refused",
    not_connected: "Not connected",
  },
  practicePill: "Playground, no real money",
  livePill: "Live, real money",
  status: {
    heading: "Now",
    none: "No Klarna is connected. Sales go on with the other payments; Klarna is greyed at every register.",
    simulator:
      "The demo shop has a simulator in Klarna’s place. Save a connection here to try Klarna’s own playground.",
    settings: (url: string) =>
      `Connected by the settings this till was started with, at ${url}. What is saved here wins over them.`,
    page: (where: string, who: string, since: string) => `Connected to ${where} with ${who} since ${since}.`,
    unreadable:
      "A connection is saved here, but the key file has lost the key it was sealed with. Type the credentials again, or put the key file back.",
    away: "Klarna has not answered yet, or not lately. The till keeps asking by itself.",
    refused:
      "Klarna does not accept these credentials, or it refuses this account, so Klarna is greyed at every register.",
    ready: "Klarna is offered at every register.",
    elsewhere: (count: number) =>
      `${
        count === 1 ? "One Klarna payment is" : `${count} Klarna payments are`
      } still open at an account that is not connected now. Nobody asks Klarna about ${
        count === 1 ? "it" : "them"
      } until it is connected again.`,
    seeThem: "See the payments",
    where: {
      playground: (region: KlarnaRegion) => `Klarna’s playground in ${regions[region]}`,
      live: (region: KlarnaRegion) => `Klarna in ${regions[region]}`,
      other: (url: string) => `the stand-in at ${url}`,
    },
    who: { pair: (username: string) => `the user name ${username}`, key: "an API key" },
  },
  which: "Which Klarna?",
  environments: {
    playground: { name: "Playground", means: "For trying out. Test customers only, no money." },
    live: { name: "Live", means: "Real customers, real money." },
  },
  region: "Region",
  regions,
  regionHint: "The one your Klarna agreement names. Credentials of one region are none in another.",
  pairHeading: "User name and password",
  username: "API user name",
  password: "API password",
  keyHeading: "Or a single API key",
  apiKey: "API key",
  kept: "Saved. Leave empty to keep it.",
  neverShown: "It is stored encrypted and never shown again.",
  otherHeading: "A stand-in on this machine instead",
  address: "Its address",
  addressHint: "For testing without Klarna, such as http://127.0.0.1:8010. It counts as practice.",
  test: "Test connection",
  save: "Save",
  remove: "Remove this connection…",
  removeMeans: "The saved credentials are deleted.",
  removeThen: {
    nothing: "No register can take Klarna any more.",
    settings: "The settings this till was started with take its place.",
    simulator: "The simulator takes its place.",
  },
  removeOpen: (count: number) =>
    `${
      count === 1 ? "1 payment is" : `${count} payments are`
    } still open there. They stay in the list of payments, but nobody can ask Klarna about them until the same account is connected again.`,
  leaveThem: (count: number) => `Leave ${count === 1 ? "this payment" : `these ${count} payments`} open`,
  leaveElsewhere: (count: number) =>
    `Connect another account, and leave ${
      count === 1 ? "the payment that is" : `the ${count} payments that are`
    } open at the former one as ${count === 1 ? "it is" : "they are"}`,
  leaveStrangers: (count: number) =>
    `The former merchant’s credentials are gone for good: connect this merchant all the same. Only Klarna’s portal of the former one can tell about ${
      count === 1 ? "the payment that stays" : `the ${count} payments that stay`
    } open`,
  removeNow: "Remove it",
  testing: {
    heading: "Test result",
    none:
      "“Test connection” starts a payment of a few coins at Klarna and takes it back at once. No customer is told and no money moves.",
    works: (seconds: string, time: string) => `Klarna answered as it should, in ${seconds} s, at ${time}.`,
    stopped: "Klarna did not take this.",
    unanswered: "Klarna did not answer.",
    stoppedHere: "The till did not ask Klarna.",
    steps: {
      payment_session: "Signed in, and a payment session was opened",
      hosted_session: "A hosted page, which customers pay on, was made",
      disable: "It was closed again",
    },
    failed: {
      payment_session: "Opening a payment session",
      hosted_session: "Making the hosted page that customers pay on",
      disable: "Closing it again",
    },
    answered: "What Klarna answered",
    status: "HTTP status",
    noStatus: "no answer",
    code: "Code",
    correlationId: "Correlation id",
    missing: "none",
    address: "Address",
    guess: "Our guess:",
    notAsked: "Klarna was not asked:",
    guesses: {
      credentials:
        "The credentials are mistyped, or they belong to the other environment (playground or live) or to another region. Klarna answers the same to all three.",
      inactive: "Klarna has closed or blocked this merchant account. Ask Klarna’s merchant support.",
      not_in_agreement:
        "Payments in the shop (the in-store channel) or this country may not be part of your Klarna agreement. Ask Klarna’s merchant support.",
      no_hosted_page:
        "Signing in works, but Klarna’s hosted payment page may not be part of your agreement. Ask Klarna’s merchant support for “HPP” in the shop.",
      country:
        "This country or its currency may not be enabled in your Klarna agreement, or the region is the wrong one for it.",
      busy: "Too many requests at once. Wait a minute and test again.",
      klarna_trouble: "Klarna has trouble of its own. Test again in some minutes.",
      no_way:
        "This machine does not get through to Klarna: no internet, a firewall that lets nothing out on port 443, or no name service.",
      slow: "The way to Klarna is slow or breaks off. Test again; if it stays so, look at the internet connection.",
      not_klarna:
        "Something other than Klarna seems to answer at this address: a proxy, or the sign-in page of a guest network.",
      ends_by_itself:
        "Payments will work. Only the test’s own session could not be closed; it ends by itself and nobody can pay it.",
      unclear: "We do not know what this means. Give Klarna’s merchant support the correlation id.",
    },
  },
  callbacks: {
    heading: "Can Klarna call this till?",
    no: "No, and it need not: this till asks Klarna by itself.",
    howOften:
      "It asks every 1.5 seconds while a payment window is open and young, at least every 5 seconds later, and less often once the window is closed.",
    noHow: "To be called, set TILLSIDE_CALLBACK_URL and TILLSIDE_CALLBACK_PORT and start again.",
    yes: (url: string) => `Klarna is told to call ${url}. The till asks by itself as well.`,
    knock: "Call our own address",
    seen: {
      arrived:
        "The call arrived here. From this machine the address leads to this till; Klarna’s calls take another way, so it is a good sign and no proof.",
      answered: (status: number) =>
        `Something answered with ${status}, but the call did not arrive here. Look at where the tunnel or proxy leads.`,
      timeout: "Nobody answered within 5 seconds. Payments work all the same, for the till asks by itself.",
      unreachable:
        "There is no way from this machine to that address. Some networks cannot call themselves from inside; payments work all the same.",
    },
  },
  testLine: "Connection test",
};
