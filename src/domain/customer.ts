/** What a mask leaves of a phone number: enough to tell two apart, too little to call. */
const SHOWN_DIGITS = 3;

/** "+447700900123" → "••• •••123": how a mobile number is shown where other customers can see the screen. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, "");
  if (digits.length <= SHOWN_DIGITS) return "•••";
  return `••• •••${digits.slice(-SHOWN_DIGITS)}`;
}

/** "sam.karim@example.com" → "s•••@example.com". */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf("@");
  return at < 1 ? "•••" : `${email.slice(0, 1)}•••${email.slice(at)}`;
}
