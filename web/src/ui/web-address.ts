/** Addresses as providers give them: only what leads to the web is made a link. */
export const isWebAddress = (url: string): boolean => /^https?:\/\//i.test(url)
