/** Addresses of the web in providers' answers. Pure. */

/** Only such an address is made a link. */
export const isWebAddress = (text: string): boolean =>
  /^https?:\/\//i.test(text) && URL.canParse(text)

/** The address, where a provider gives one. */
export const webAddressOf = (text: string | null | undefined): string | null =>
  text && isWebAddress(text) ? text : null
