import { formatMoment } from "../money.ts";
import type { Message } from "../records.ts";
import { Document } from "./layout.tsx";

/** Every phone number and e-mail address that got a message, the latest first. */
export function PhoneList(props: { messages: Message[] }) {
  const contacts = [...new Set(props.messages.map((message) => message.contact))];
  return (
    <Document title="Phones">
      <h1>Phones</h1>
      {contacts.length === 0 && <p>No messages yet. They arrive here when the till sends a link.</p>}
      <ul class="stack">
        {contacts.map((contact) => (
          <li key={contact}>
            <a class="btn" href={`/phone/inbox/${encodeURIComponent(contact)}`}>{contact}</a>
          </li>
        ))}
      </ul>
      <p class="push meta">Each is the inbox of one mobile number or e-mail address.</p>
    </Document>
  );
}

/** One inbox, newest first. It reloads itself until the reader stops that. */
export function Inbox(props: { contact: string; messages: Message[]; isRefreshing: boolean }) {
  const here = `/phone/inbox/${encodeURIComponent(props.contact)}`;
  return (
    <Document title="Messages" refresh={props.isRefreshing ? "5" : undefined}>
      <h1>Messages</h1>
      <p class="meta">{props.contact}</p>
      {props.messages.length === 0 && <p>No messages yet.</p>}
      <ul class="stack">
        {props.messages.map((message) => (
          <li class="peek" key={message.messageId}>
            <p class="row apart">
              <b>{message.sender}</b>
              <span class="meta">{formatMoment(message.sentAt)}</span>
            </p>
            <div class="bubble">
              <p>{message.text}</p>
              <a class="btn btn-main" href={message.link}>Open link</a>
            </div>
          </li>
        ))}
      </ul>
      <p class="push row apart">
        {props.isRefreshing
          ? <a class="tap" href={`${here}?refresh=off`}>Stop looking for new messages</a>
          : <a class="tap" href={here}>Look for new messages</a>}
        <a class="tap" href="/phone">All phones</a>
      </p>
    </Document>
  );
}
