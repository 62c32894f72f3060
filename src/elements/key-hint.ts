/** The keys that do what a button does, as it shows them. */
export interface KeyHint {
  /** For people, in their language. */
  readonly title: string;
  /** For `aria-keyshortcuts`. */
  readonly aria: string;
}
