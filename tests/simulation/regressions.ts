/** Days that once went wrong, by their seed, and how. They are lived through again at every test. */
export const REGRESSIONS: readonly { seed: number; was: string }[] = [
  { seed: 101, was: "a busy database ended the process through the probe of Klarna, for whose answer nobody waits" },
  { seed: 1_000_156, was: "a wish to cancel stayed asked for ever when Klarna refused the start meanwhile" },
  {
    seed: 3_000_830,
    was: "old pages until the end of a session outweighed that Klarna would not close it: it was paid",
  },
  { seed: 1_000_233, was: "a refused second try was taken for the end of a capture whose first answer was lost" },
  { seed: 1_000_091, was: "a release that had happened was asked again with a new key, refused, and called a person" },
  {
    seed: 1_002_123,
    was:
      "a page that Klarna never showed again was settled as unpaid, then paid at its true link, and nobody was called",
  },
  { seed: 102_001_114, was: "the same with a wish to cancel, held to have come to nothing before its link had ended" },
  { seed: 1_008_359, was: "a form of a sale that was put aside was refused without a word: its page led away" },
  { seed: 302_000_167, was: "a window read while Klarna let go offered to save what was released" },
  { seed: 302_001_405, was: "a release was called refused because its order was read in a state that nobody knows" },
  { seed: 302_001_440, was: "somebody else's deed that was under way was taken for a form that was sent twice" },
  { seed: 2_000_067, was: "a dead process of the simulation itself went on talking to Klarna" },
  { seed: 303001889, was: "a longer approval whose answer was lost was asked for for ever once all was captured" },
  { seed: 303002461, was: "what lapsed before Klarna heard that it is let go was said to be released" },
  {
    seed: 305000234,
    was: "whoever settled what nobody can ask about said that it was given back, and had not done it",
  },
  { seed: 89000209, was: "a sale of which some had gone back was cancelled as a whole, and its cash went back twice" },
  { seed: 91000627, was: "what Klarna gave back while its order was read at night was said to be a difference" },
  { seed: 1004936, was: "goods that were paid back while they stood here waited for ever to be picked up" },
  { seed: 1007977, was: "a capture that an old order did not show was asked for anew, refused, and called a person" },
  { seed: 7_300_000_272, was: "what was to be given back while a look found its order over stayed asked for ever" },
  { seed: 302_000_468, was: "a refused release that was asked for again did not say who had agreed" },
];
