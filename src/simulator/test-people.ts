/** A person's details as the form on the phone takes them. */
type Details = Record<string, string>;

const sam = { given_name: "Sam", family_name: "Karim", date_of_birth: "1970-07-10" };

// The homes of Klarna's own test people, where its documents name one (klarna.md 7.2 [D]); Sydney is made up.
const homes: Record<string, Details> = {
  AU: { street_address: "1 Macquarie Street", postal_code: "2000", city: "Sydney", region: "NSW" },
  DE: { street_address: "Neue Schönhauser Str. 2", postal_code: "10178", city: "Berlin" },
  DK: { street_address: "Dantes Plads 7", postal_code: "1556", city: "København" },
  GB: { street_address: "10 New Burlington Street", postal_code: "W1S 3BE", city: "London" },
  NL: { street_address: "Osdorpplein 137", postal_code: "1068 SR", city: "Amsterdam" },
  NO: { street_address: "Edvard Munchs Plass 1", postal_code: "0194", city: "Oslo" },
  SE: { street_address: "Södra Blasieholmshamnen 2", postal_code: "11148", city: "Stockholm" },
  US: { street_address: "509 Amsterdam Ave", postal_code: "10024-3941", city: "New York", region: "NY" },
};

/** Somebody who could live in a country; where no home is known there, in London. */
export function detailsOf(country: string): Details {
  return { ...sam, ...homes.GB, ...homes[country.toUpperCase()] };
}
